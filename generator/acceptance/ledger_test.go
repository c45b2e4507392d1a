package acceptance

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/sample"
	"kepu/generator/site"
	"kepu/themes"
)

// heldOn counts the rows of data/titles.csv that are held on a day for certain, those that may be, and those that
// run out within a year of it, by the words of FORMAT.md.
func heldOn(t *testing.T, table, day string) (in, may, soon int) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	year, _ := strconv.Atoi(day[:4])
	next := fmt.Sprintf("%04d%s", year+1, day[4:])
	for _, r := range rows[1:] {
		first, ends, by := r[at["date"]], r[at["ends"]], r[at["ended_by"]]
		first += "-01-01"[min(len(first), 10)-4:]
		n, _ := strconv.Atoi(r[at["count"]])
		switch {
		case first > day, ends != "" && ends <= day:
			continue
		case r[at["valid_until_unknown"]] == "true" && day[:4] > first[:4]:
			may += n
		default:
			in += n
		}
		if ends != "" && ends <= next && (by == "expired" || by == "ended") {
			soon += n
		}
	}
	return in, may, soon
}

// TestLedgerInABrowser asks the ledger's page for days, as a reader does, and holds its numbers, its list and its filter
// against the rows of data/titles.csv.
func TestLedgerInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to ask the ledger for days in Chromium; .ci/run does")
	}
	city := fstest.MapFS{}
	for name, data := range sample.Files(sample.Options{Bases: 90, Activities: 60, Years: 10, Seed: 2}) {
		city[name] = &fstest.MapFile{Data: data}
	}
	made, problems, err := site.Make(city, site.Options{Theme: func(name string) (fs.FS, error) {
		dir, _ := themes.Open(name)
		return dir, nil
	}})
	if err != nil || made == nil {
		t.Fatal(err, problems)
	}
	fictional, err := newTree(made)
	if err != nil {
		t.Fatal(err)
	}
	tb, shut, err := startBrowser(t).open()
	if err != nil {
		t.Fatal(err)
	}
	defer shut()
	some := [3]int{}
	for _, tr := range []*tree{realTree(t), fictional} {
		root := onDisk(t, tr)
		for _, day := range []string{"2010-06-01", "2015-12-31", "2016-07-01", "2017-01-01", "2022-12-31", "2024-12-31", "2025-01-01", "2026-01-01", "2026-12-31", "2027-01-01", "2040-01-01"} {
			if _, _, err := tb.visit(root + "titles.html?" + url.Values{"day": {day}}.Encode()); err != nil {
				t.Fatal(err)
			}
			got, err := evaluate[[]int](tb, `(() => {
				const n = td => +(td ? td.textContent.replace(/[^0-9]/g, "") : 0);
				const last = [...document.querySelectorAll("[data-sum]")].pop();
				const listed = s => [...document.querySelectorAll("li[data-facets]")].filter(li => !("off" in li.dataset) && li.dataset.facets.split("|").includes("state=" + s)).reduce((k, li) => k + ("n" in li.dataset ? +li.dataset.n : 1), 0);
				const option = s => { const o = [...document.querySelector("[name=state]").options].find(o => o.value === s); return o ? +(o.textContent.match(/（(\d+)）/) || [0, 0])[1] : 0; };
				return ["in", "may", "soon"].flatMap(s => [n(last.querySelector("[data-is=" + s + "]")), listed(s), option(s)]);
			})()`)
			if err != nil {
				t.Fatal(err)
			}
			in, may, soon := heldOn(t, string(tr.files["data/titles.csv"]), day)
			for i, want := range []int{in, may, soon} {
				some[i] += want
				for k, what := range []string{"the numbers", "the list", "the filter"} {
					if n := got[3*i+k]; n != want {
						t.Errorf("%s: %s have %d in %s, the table %d", day, what, n, []string{"force", "doubt", "force for less than a year"}[i], want)
					}
				}
			}
		}
	}
	// What has neither county nor kind is told of when one is chosen.
	if _, _, err := tb.visit(onDisk(t, realTree(t)) + "titles.html?" + url.Values{"day": {"2026-06-01"}, "county": {"queshan"}}.Encode()); err != nil {
		t.Fatal(err)
	}
	got, err := evaluate[string](tb, `document.querySelector("[data-unknown]").hidden ? "" : document.querySelector("[data-unknown]").textContent`)
	if want := "另有至少 42 个没有查到县区或类型，没有列出。"; err != nil || got != want {
		t.Errorf("a county is chosen: %q, want %q (%v)", got, want, err)
	}
	if some[0] == 0 || some[1] == 0 || some[2] == 0 {
		t.Errorf("the days show nothing: %v", some)
	}
}
