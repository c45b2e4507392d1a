package figures_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"kepu/generator/catalog"
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
		if got := readJSON(t, f); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("seed %d: statistics.json holds\n%v\nwant\n%v", seed, got, want)
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

func readJSON(t *testing.T, f *figures.Figures) []line {
	t.Helper()
	var b bytes.Buffer
	if err := f.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var rows []struct {
		Year                          int
		Measure, Dimension, Key, Name string
		Value                         *int64
		Reported, Entries             int64
	}
	d := json.NewDecoder(&b)
	d.DisallowUnknownFields()
	if err := d.Decode(&rows); err != nil {
		t.Fatal(err)
	}
	var lines []line
	for _, r := range rows {
		l := line{r.Year, r.Measure, r.Dimension, r.Key, r.Name, "", r.Reported, r.Entries, false, false}
		if r.Value != nil {
			l.value = fmt.Sprint(*r.Value)
		}
		lines = append(lines, l)
	}
	return lines
}

func TestJSONOfNoRecordIsAnEmptyArray(t *testing.T) {
	var b bytes.Buffer
	if err := figures.Of(&catalog.Catalog{}).WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(strings.Fields(b.String()), ""); got != "[]" {
		t.Errorf("got %q", b.String())
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
		var table, objects bytes.Buffer
		if err := errors.Join(f.WriteCSV(&table), f.WriteJSON(&objects)); err != nil {
			t.Fatal(err)
		}
		if row := "2015,activities,county,east," + c.want + ",1,1,1\r\n"; !strings.Contains(table.String(), row) {
			t.Errorf("statistics.csv lacks %q", row)
		}
		plain, _ := json.Marshal(c.name)
		if !strings.Contains(objects.String(), `"name":`+string(plain)+`,`) {
			t.Errorf("statistics.json lacks %s", plain)
		}
	}
}

func TestFullDiskIsAnError(t *testing.T) {
	f := figures.Of(sample())
	for n := range 3 {
		if err := f.WriteCSV(&full{n}); err == nil {
			t.Errorf("statistics.csv: no error after %d writes", n)
		}
	}
	if err := f.WriteJSON(&full{0}); err == nil {
		t.Error("statistics.json: no error")
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
