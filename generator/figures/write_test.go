package figures_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kepu/generator/figures"
)

func TestDownloadsHoldTheRows(t *testing.T) {
	for seed := range int64(20) {
		f := figures.Of(randomCatalog(t, seed))
		var want []line
		for r := range f.Rows() {
			l := asLine(r)
			l.least, l.mayLeast = false, false // a download has no word for it
			want = append(want, l)
		}
		if got := readCSV(t, f); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("seed %d: statistics.csv holds\n%v\nwant\n%v", seed, got, want)
		}
	}
}

func readCSV(t *testing.T, f *figures.Figures) []line {
	t.Helper()
	var b bytes.Buffer
	if err := f.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	text, found := strings.CutPrefix(b.String(), "\xef\xbb\xbfyear,measure,dimension,key,name,value,reported,entries\r\n")
	if !found {
		t.Fatalf("statistics.csv begins with %q", b.String()[:60])
	}
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Fatal("a row does not end in CRLF")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var lines []line
	for _, r := range rows {
		l := line{measure: r[1], dimension: r[2], key: r[3], name: r[4], value: r[5]}
		if _, err := fmt.Sscan(r[0]+" "+r[6]+" "+r[7], &l.year, &l.reported, &l.entries); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, l)
	}
	return lines
}

// TestBasesHoldTheirRows holds the table of the bases to the figures of a plain recount.
func TestBasesHoldTheirRows(t *testing.T) {
	tables := 0
	for seed := range int64(100) {
		content, cat := randomContent(t, seed)
		cells := map[string]line{} // year, id, measure
		var want []string
		for _, l := range (recount{content}).lines() {
			if l.dimension == "base" {
				cells[fmt.Sprint(l.year, l.key, l.measure)] = l
			}
		}
		first, last := recount{content}.years()
		for y := first; y <= last; y++ {
			for _, b := range cat.Bases {
				row, any := []string{fmt.Sprint(y), b.ID, b.Name, "", "", ""}, false
				if c := b.CountyAt(day(fmt.Sprintf("%d-12-31", y))); c != nil {
					row[3] = c.Name
				}
				if l := b.LevelAt(day(fmt.Sprintf("%d-12-31", y))); l != nil {
					row[4] = l.Name
				}
				if b.Kind != nil {
					row[5] = b.Kind.Name
				}
				for i, m := range append(slices.Clone(activityMeasures), recount{content}.annualMeasures()...) {
					l, found := cells[fmt.Sprint(y, b.ID, m)]
					any = any || found
					if !found && i < 2 {
						l.value = "0"
					}
					row = append(row, l.value)
					if 2 <= i && i < len(activityMeasures) {
						row = append(row, fmt.Sprint(l.reported))
					}
				}
				if any {
					want = append(want, strings.Join(row, ","))
				}
			}
		}
		var b bytes.Buffer
		if err := figures.Of(cat).WriteBases(&b); err != nil {
			t.Fatal(err)
		}
		own := ""
		for _, x := range content.asked {
			own += "," + x.id
		}
		got := strings.Split(strings.TrimSuffix(b.String(), "\r\n"), "\r\n")
		if head := "\ufeffyear,id,name,county,level,kind,activities,sessions,participants,participants_reported,online,online_reported,"; !strings.HasPrefix(got[0], head) || !strings.HasSuffix(got[0], ",funds,funds_reported,open_days,free_days,visitors,staff_full,staff_part,base_volunteers,base_funds,base_media"+own) {
			t.Fatalf("the columns are %s", got[0])
		}
		if !slices.Equal(got[1:], want) {
			t.Fatalf("seed %d: bases-by-year.csv holds\n%s\nwant\n%s", seed, strings.Join(got[1:], "\n"), strings.Join(want, "\n"))
		}
		tables += len(want)
	}
	if tables < 500 {
		t.Errorf("only %d rows were compared", tables)
	}
}

func TestNoNameIsTakenForAFormula(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"=HYPERLINK(1)", `'=HYPERLINK(1)`},
		{"+1馆", "'+1馆"},
		{"-馆", "'-馆"},
		{"@馆", "'@馆"},
		{"＝1", "'＝1"},
		{"\t=1", "'\t=1"},
		{"\ufeff=1", "'\ufeff=1"},
		{"\u200b\u3000@馆", "'\u200b\u3000@馆"},
		{"　馆-1", `"　馆-1"`},
		{`"引号",逗号`, `"""引号"",逗号"`},
		{"甲-乙馆", "甲-乙馆"},
	} {
		cat := sample()
		cat.Counties[0].Name = c.name
		f := figures.Of(cat)
		var table bytes.Buffer
		if err := f.WriteCSV(&table); err != nil {
			t.Fatal(err)
		}
		if row := "2015,activities,county,east," + c.want + ",1,1,1\r\n"; !strings.Contains(table.String(), row) {
			t.Errorf("statistics.csv lacks %q", row)
		}
	}
}

func TestFullDiskIsAnError(t *testing.T) {
	f := figures.Of(sample())
	if err := f.WriteCSV(&full{0}); err == nil {
		t.Error("statistics.csv: no error")
	}
	if err := f.WriteBases(&full{0}); err == nil {
		t.Error("bases-by-year.csv: no error")
	}
}

// full takes so many writes.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room--; f.room < 0 {
		return 0, errors.New("no room")
	}
	return len(p), nil
}
