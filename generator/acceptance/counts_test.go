package acceptance

import (
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var number = regexp.MustCompile(`[0-9]+`)

// naming is one batch as designations.toml has it.
type naming struct {
	id                              string // of the batch on the directory page
	total, listed, others, unlisted int    // unlisted: known by number only
	least                           bool   // the total is at least this
	bases                           []string
}

func namings(t *testing.T) []naming {
	t.Helper()
	levels := map[string]string{}
	for _, l := range records(contentFiles(t, "site", ".toml")["site.toml"], "level") {
		levels[l.text("name")] = l.text("id")
	}
	var out []naming
	times := map[string]int{}
	files := contentFiles(t, "designations", ".toml")
	for _, name := range sorted(files) {
		for _, r := range records(files[name], "designation") {
			n := namingOf(t, r)
			n.id = "roster-" + levels[r.text("level")] + "-" + r.text("date")
			if times[n.id]++; times[n.id] > 1 {
				n.id += fmt.Sprintf("-%d", times[n.id])
			}
			out = append(out, n)
		}
	}
	return out
}

func namingOf(t *testing.T, r record) naming {
	t.Helper()
	n := naming{bases: r.list("bases"), least: r.text("complete") == "false"}
	n.listed, n.others = len(n.bases), len(r.list("others"))
	n.total = n.listed + n.others
	if v := r.text("total"); v != "" {
		var err error
		if n.total, err = strconv.Atoi(v); err != nil {
			t.Fatal(err)
		}
	}
	n.unlisted = n.total - n.listed - n.others
	return n
}

// The page may word it as it likes, as long as one paragraph of the batch begins
// with 共, or 至少 where the total is not known to be all, and gives the total, those with a page, those with a name only and those
// with neither, in this order, each left out where it is none.
func TestEveryNamingIsToldWithItsCounts(t *testing.T) {
	doc := realTree(t).pages["bases/index.html"]
	list := namings(t)
	for _, n := range list {
		batch := byID(doc, n.id)
		if batch == nil {
			t.Errorf("the directory has no %s", n.id)
			continue
		}
		var want []string
		for i, v := range []int{n.total, n.listed, n.others, n.unlisted} {
			if i == 0 || v > 0 {
				want = append(want, strconv.Itoa(v))
			}
		}
		sentence := ""
		for _, p := range elements(batch, "p") {
			if w := words(p); strings.HasPrefix(w, "共") || strings.HasPrefix(w, "至少") {
				sentence = w
				break
			}
		}
		if got := number.FindAllString(sentence, -1); !slices.Equal(got, want) {
			t.Errorf("%s says %q: counts %v, want %v", n.id, sentence, got, want)
		}
		if strings.Contains(sentence, "至少") != n.least {
			t.Errorf("%s says %q: at least is %v", n.id, sentence, n.least)
		}
		for _, name := range n.bases {
			if !slices.ContainsFunc(elements(batch, "a"), func(a *html.Node) bool { return words(a) == name }) {
				t.Errorf("%s has no link to %s", n.id, name)
			}
		}
	}
	batches := 0
	for _, n := range elements(doc) {
		if strings.HasPrefix(attribute(n, "id"), "roster-") {
			batches++
		}
	}
	if batches != len(list) {
		t.Errorf("the directory has %d batches, the content %d", batches, len(list))
	}
}

func byID(doc *html.Node, id string) *html.Node {
	for _, n := range elements(doc) {
		if attribute(n, "id") == id {
			return n
		}
	}
	return nil
}

func TestEveryBaseIsInTheDirectory(t *testing.T) {
	tr := realTree(t)
	bases := map[string]string{} // name -> path of its page, "" until found
	for _, text := range contentFiles(t, "bases/", ".md") {
		if fm := frontMatter(text); fm.text("draft") != "true" {
			bases[fm.text("name")] = ""
		}
	}
	for _, r := range tr.refs {
		file, _, _, _ := tr.target(r)
		if doc := tr.pages[file]; doc != nil && r.from == "bases/index.html" && strings.HasPrefix(file, "bases/") {
			name := words(elements(doc, "h1")[0])
			if _, ok := bases[name]; ok {
				bases[name] = file
			}
		}
	}
	for name, file := range bases {
		if file == "" {
			t.Errorf("%s: no link leads to its page from the directory", name)
		}
	}
	pages := 0
	for _, p := range tr.pagePaths() {
		if strings.HasPrefix(p, "bases/") && p != "bases/index.html" {
			pages++
		}
	}
	if pages != len(bases) {
		t.Errorf("%d pages of bases, the content has %d", pages, len(bases))
	}
	if rows := csvRows(t, tr, "data/bases.csv"); rows != len(bases) {
		t.Errorf("data/bases.csv has %d rows, the content %d bases", rows, len(bases))
	}
}

func TestEveryActivityIsOnThePageOfItsYear(t *testing.T) {
	tr := realTree(t)
	all := 0
	titles := map[string][]string{} // year -> titles
	for _, text := range contentFiles(t, "activities/", ".toml") {
		for _, r := range records(text, "activity") {
			all++
			year := r.text("date")[:4]
			titles[year] = append(titles[year], r.text("title"))
		}
	}
	for _, year := range sorted(titles) {
		doc := tr.pages["activities/"+year+".html"]
		if doc == nil {
			t.Errorf("no page for %s", year)
			continue
		}
		heads := elements(doc, "h2", "h3", "h4")
		for _, title := range titles[year] {
			i := slices.IndexFunc(heads, func(h *html.Node) bool { return strings.Contains(words(h), title) })
			if i < 0 {
				t.Errorf("%s: no heading says %q", year, title)
				continue
			}
			heads = slices.Delete(heads, i, i+1) // the next of the same title needs its own
		}
	}
	if rows := csvRows(t, tr, "data/activities.csv"); rows != all {
		t.Errorf("data/activities.csv has %d rows, the content %d activities", rows, all)
	}
}

// csvRows counts the rows under the header.
func csvRows(t *testing.T, tr *tree, name string) int {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(tr.files[name]))).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return len(rows) - 1
}

// The ledger and its table have of each batch of designations.toml, as a reader of lines sees it, every base with its
// name, every name without a page, and one entry for those that are known by number.
func TestEveryNamingIsInTheLedger(t *testing.T) {
	tr := realTree(t)
	table, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(tr.files["data/titles.csv"]), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, column := range table[0] {
		at[column] = i
	}
	rows, titles := map[string]int{}, 0 // by who, level and date
	for _, r := range table[1:] {
		n, _ := strconv.Atoi(r[at["count"]])
		rows[r[at["who"]]+" "+r[at["level"]]+" "+r[at["date"]]] += n
		titles += n
	}
	levels := map[string]string{}
	for _, l := range records(contentFiles(t, "site", ".toml")["site.toml"], "level") {
		levels[l.text("id")] = l.text("name")
	}
	all := 0
	for _, n := range namings(t) {
		all += n.total
		batch := byID(tr.pages["titles.html"], n.id)
		if batch == nil {
			t.Errorf("the ledger has no %s", n.id)
			continue
		}
		listed, unlisted, least := 0, 0, false
		for _, li := range elements(batch, "li") {
			if _, entry := find(li, "data-facets"); !entry {
				continue
			}
			switch number := attribute(li, "data-n"); {
			case number == "0":
				least = true
			case number != "":
				unlisted, _ = strconv.Atoi(number)
			case strings.Contains(words(li), "没有列出名称"):
				unlisted = 1
			default:
				listed++
			}
		}
		if listed != n.listed+n.others || unlisted != n.unlisted || least != n.least {
			t.Errorf("%s: the ledger lists %d and has %d unnamed, at least: %v; want %d, %d, %v", n.id, listed, unlisted, least, n.listed+n.others, n.unlisted, n.least)
		}
		for _, name := range n.bases {
			if !slices.ContainsFunc(elements(batch, "a"), func(a *html.Node) bool { return words(a) == name }) {
				t.Errorf("%s: the ledger has no link to %s", n.id, name)
			}
		}
		id, day, _ := strings.Cut(strings.TrimPrefix(n.id, "roster-"), "-")
		for who, want := range map[string]int{"base": n.listed, "named": n.others, "unnamed": n.unlisted} {
			if got := rows[who+" "+levels[id]+" "+day]; got != want {
				t.Errorf("%s: titles.csv has %d %s, want %d", n.id, got, who, want)
			}
		}
	}
	if all != titles || all == 0 {
		t.Errorf("titles.csv has %d titles, the batches %d", titles, all)
	}
}
