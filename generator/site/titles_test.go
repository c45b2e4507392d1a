package site_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/sample"
)

// titleRow is a row of data/titles.csv, by column.
type titleRow map[string]string

func csvRows(t *testing.T, text string) []titleRow {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []titleRow
	for _, r := range rows[1:] {
		row := titleRow{}
		for i, name := range rows[0] {
			row[name] = r[i]
		}
		out = append(out, row)
	}
	return out
}

// at returns what FORMAT.md says of the title on a day, from the row alone: held for certain, or perhaps.
func (r titleRow) at(day string) (certain, may bool) {
	if first := (r["date"] + "-01-01")[:10]; len(r["date"]) < 10 && first > day || r["date"] > day {
		return false, false
	}
	if r["ends"] != "" && r["ends"] <= day {
		return false, false
	}
	if r["valid_until_unknown"] == "true" && day[:4] > r["date"][:4] {
		return false, true
	}
	return true, true
}

func (r titleRow) count(t *testing.T) int {
	if r["count"] == "" {
		return 0
	}
	n, err := strconv.Atoi(r["count"])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// titleContents are contents with titles of every kind.
func titleContents(t *testing.T) map[string]fs.FS {
	_, contents := standings(t, "title")
	out := map[string]fs.FS{"content": os.DirFS("../../content"), "example": example(t)}
	for name, content := range contents {
		out["standing "+name] = content
	}
	alone := fstest.MapFS{"ratings.toml": {Data: []byte("[[rating]]\nscheme = \"年度考核\"\nyear = 2019\nbase = \"kjg\"\nresult = \"优秀\"\n[[rating]]\nscheme = \"年度考核\"\nyear = 2017\nbase = \"kjg\"\nresult = \"合格\"\ndeadline = 2018\n")}}
	for _, f := range readArchive(t, "testdata/base.txtar") {
		if f.name != "" {
			alone[f.name] = &fstest.MapFile{Data: []byte(f.text)}
		}
	}
	out["ratings alone"] = alone
	for seed := range uint64(3) {
		content := fstest.MapFS{}
		for name, data := range sample.Files(sample.Options{Bases: 40 + 300*int(seed), Activities: 60, Years: 4, Seed: seed}) {
			content[name] = &fstest.MapFile{Data: data}
		}
		out[fmt.Sprint("sample ", seed)] = content
	}
	return out
}

// Whoever counts the rows of titles.csv, by the words of FORMAT.md and nothing else, comes to the figures of
// statistics.csv: who was named in a year, and who holds a level at its end, for certain and perhaps.
func TestTitlesCSVCountsAsTheStatisticsDo(t *testing.T) {
	held := 0
	for name, content := range titleContents(t) {
		t.Run(name, func(t *testing.T) {
			s, ps := makeSite(t, content)
			if s == nil {
				t.Fatal(ps)
			}
			files := renderSome(t, s, func(name string) bool { return strings.HasPrefix(name, "data/") && strings.HasSuffix(name, ".csv") })
			rows := csvRows(t, files["data/titles.csv"])
			for _, f := range csvRows(t, files["data/statistics.csv"]) {
				if d := f["dimension"]; d != "level" && d != "all" {
					continue
				}
				of := func(r titleRow) bool { return f["dimension"] == "all" || r["level"] == f["name"] }
				var value, entries string
				switch f["measure"] {
				case "designated":
					n := 0
					for _, r := range rows {
						if of(r) && r["date"][:4] == f["year"] {
							n += r.count(t)
						}
					}
					value, entries = fmt.Sprint(n), fmt.Sprint(n)
				case "in_force":
					certainly, perhaps := map[string]int{}, map[string]int{}
					for i, r := range rows {
						who := r["who"] + r["id"] + r["name"] // a name counts once, in however many batches
						if r["who"] == "unnamed" || r["who"] == "unpublished" {
							who = fmt.Sprint(i)
						}
						certain, may := r.at(f["year"] + "-12-31")
						if of(r) && certain {
							certainly[who] = r.count(t)
						}
						if of(r) && may {
							perhaps[who] = r.count(t)
						}
					}
					sum := func(list map[string]int) (n int) {
						for _, k := range list {
							n += k
						}
						return n
					}
					if value = fmt.Sprint(sum(certainly)); value == "0" {
						value = "" // where nothing is certain, and something may be
					}
					entries = fmt.Sprint(sum(perhaps))
				default:
					continue
				}
				held++
				if f["value"] != value || f["entries"] != entries {
					t.Errorf("%s, %s of %s %s: %s of %s, titles.csv has %s of %s", f["year"], f["measure"], f["dimension"], f["name"], f["value"], f["entries"], value, entries)
				}
			}
		})
	}
	if held < 100 {
		t.Errorf("%d figures were held against the rows", held)
	}
}

// What the ledger's page says of its entries on any day, by what its script looks up, is what the rows of titles.csv
// say, and the numbers above add up to them: no title is lost between the batches.
func TestLedgerTellsOfEveryTitleOnEveryDay(t *testing.T) {
	due := map[string]int{}
	for name, content := range titleContents(t) {
		t.Run(name, func(t *testing.T) {
			s, _ := makeSite(t, content)
			files := renderSome(t, s, func(name string) bool {
				return strings.HasPrefix(name, "titles") || name == "data/titles.csv" || name == "data/counties.csv"
			})
			if files["titles.html"] == "" {
				if len(csvRows(t, files["data/titles.csv"])) > 0 {
					t.Error("there are titles and no ledger")
				}
				return
			}
			var lives []titleLife
			for name, text := range files {
				if strings.HasSuffix(name, ".html") {
					lives = append(lives, livesOn(t, text)...)
				}
			}
			rows := csvRows(t, files["data/titles.csv"])
			for _, day := range []string{"1999-12-31", "2015-01-01", "2016-12-31", "2017-01-01", "2019-03-01", "2022-12-31", "2025-12-31", newest, later} {
				var page, table [2]int
				for _, l := range lives {
					switch s := l.at(day); s {
					case "in":
						page[0] += l.n
						page[1] += l.n
					case "may":
						page[1] += l.n
					}
				}
				for _, r := range rows {
					certain, may := r.at(day)
					if certain {
						table[0] += r.count(t)
					}
					if may {
						table[1] += r.count(t)
					}
				}
				if page != table {
					t.Errorf("%s: the page has %v in force, the table %v", day, page, table)
				}
			}
			doc := seenOn(t, files["titles.html"], newest)
			all, columns := 0, 0
			for _, tr := range doc.all(func(p page) bool { return p.has("data-sum") }) {
				total, sum := 0, 0
				for _, td := range tr.all(func(p page) bool { return p.Data == "td" }) {
					n, _ := strconv.Atoi(strings.NewReplacer("至少", "", ",", "", "未查到", "0").Replace(td.text()))
					switch td.get("data-is") {
					case "":
						total = n
					case "soon": // is a part of those in force
					default:
						sum += n
						columns++
					}
				}
				if sum != total {
					t.Errorf("a row says %d, its cells are %d", total, sum)
				}
				all = total
			}
			states, counted := map[string]int{}, map[string]int{} // of bases with a page, as the counties count them
			for name, text := range files {
				if !strings.HasSuffix(name, ".html") {
					continue
				}
				for _, e := range seenOn(t, text, newest).all(func(p page) bool { return strings.Contains(p.get("data-facets"), "|county=") }) {
					for _, facet := range strings.Split(e.get("data-facets"), "|") {
						states[facet]++
					}
				}
			}
			for _, r := range csvRows(t, files["data/counties.csv"]) {
				for column, facet := range map[string]string{"titles": "state=in", "titles_may_hold": "state=may", "titles_due": "state=soon"} {
					n, _ := strconv.Atoi(r[column])
					counted[facet] += n
				}
			}
			for facet, n := range counted {
				if states[facet] != n {
					t.Errorf("%s: %d in the ledger, %d in counties.csv", facet, states[facet], n)
				}
				due[facet] += n
			}
			n := 0
			for _, r := range rows {
				n += r.count(t)
			}
			if all != n || columns == 0 {
				t.Errorf("the last row says %d, the table has %d titles", all, n)
			}
		})
	}
	if len(due) != 3 || due["state=in"] == 0 || due["state=may"] == 0 || due["state=soon"] == 0 {
		t.Errorf("held against the counties: %v", due)
	}
}

type titleLife struct {
	n     int
	turns [][3]string
}

func (l titleLife) at(day string) (state string) {
	for _, t := range l.turns {
		if t[0] <= day {
			state = t[1]
		}
	}
	return state
}

// livesOn reads the entries of a page of the ledger.
func livesOn(t *testing.T, text string) []titleLife {
	var out []titleLife
	doc := seenOn(t, text, newest)
	for _, batch := range doc.all(func(p page) bool { return p.has("data-row") }) {
		for _, e := range batch.all(func(p page) bool { return p.has("data-facets") }) {
			l := titleLife{n: 1}
			if e.has("data-n") {
				l.n, _ = strconv.Atoi(e.get("data-n"))
			}
			data := batch.get("data-life")
			if e.has("data-life") {
				data = e.get("data-life")
			}
			if err := json.Unmarshal([]byte(data), &l.turns); err != nil {
				t.Fatal(err)
			}
			if !slices.IsSortedFunc(l.turns, func(a, b [3]string) int { return strings.Compare(a[0], b[0]) }) {
				t.Errorf("a life out of order: %s", data)
			}
			out = append(out, l)
		}
	}
	return out
}

// Whoever counts the rows of ratings.csv comes to the tables of the years' statistics, evaluation by evaluation, and
// each base's page has as many results as it has rows.
func TestRatingsCSVCountsAsTheStatisticsDo(t *testing.T) {
	held := 0
	for name, content := range titleContents(t) {
		s, _ := makeSite(t, content)
		files := renderSome(t, s, func(name string) bool {
			return strings.HasPrefix(name, "statistics/") || strings.HasPrefix(name, "bases/") || name == "data/ratings.csv"
		})
		rows := csvRows(t, files["data/ratings.csv"])
		counts, bases, seen := map[string]int{}, map[string]int{}, map[string]bool{}
		for _, r := range rows {
			counts[r["year"]+" "+r["scheme"]+" "+r["result"]]++
			bases[r["id"]]++
			if one := r["year"] + r["scheme"] + r["id"]; seen[one] {
				t.Errorf("%s: two results: %v", name, r)
			} else {
				seen[one] = true
			}
		}
		for path, text := range files {
			year, ok := strings.CutPrefix(strings.TrimSuffix(path, ".html"), "statistics/")
			if !ok || year == "index" {
				continue
			}
			for _, f := range seenOn(t, text, newest).all(func(p page) bool { return p.Data == "figure" && strings.HasPrefix(p.get("id"), "ratings-table") }) {
				caption := f.all(func(p page) bool { return p.Data == "caption" })[0].text()
				scheme := strings.TrimSuffix(strings.TrimPrefix(caption, year+"年"), "结果（家）")
				if scheme == "考核" {
					scheme = "年度考核"
				}
				for _, tr := range f.all(func(p page) bool { return p.Data == "tr" })[1:] {
					cells := tr.all(func(p page) bool { return p.Data == "th" || p.Data == "td" })
					key := year + " " + scheme + " " + cells[0].text()
					if got := cells[1].text(); got != fmt.Sprint(counts[key]) {
						t.Errorf("%s: %s: the page says %s, the rows are %d", name, key, got, counts[key])
					}
					delete(counts, key)
					held++
				}
			}
		}
		if len(rows) > 0 && !strings.Contains(files["statistics/index.html"], `id="ratings-years"`) {
			t.Errorf("%s: the years' statistics have no results", name)
		}
		for key, n := range counts {
			t.Errorf("%s: %d of %s are on no page of statistics", name, n, key)
		}
		for id, n := range bases {
			got := 0
			for _, section := range seenOn(t, files["bases/"+id+".html"], newest).all(func(p page) bool { return p.get("id") == "ratings" }) {
				got = len(section.all(func(p page) bool { return p.Data == "tr" })) - 1
			}
			if got != n {
				t.Errorf("%s: the page of %s has %d results, the rows are %d", name, id, got, n)
			}
		}
	}
	if held < 20 {
		t.Errorf("%d numbers were held against the rows", held)
	}
}
