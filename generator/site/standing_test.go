package site_test

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// The tables of FORMAT.md, "What each standing shows", held against built sites: each row of
// a table is a folder of testdata/standing.txtar and a site of its own, so that its figures are
// those of the row.

// newest is the day of the newest record of the contents, later a day on which all that may end has.
const newest, later = "2026-05-10", "2036-01-01"

// page is a built page as a reader sees it on a day: what days.js does is done.
type page struct{ *html.Node }

func seenOn(t *testing.T, text, day string) page {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	p := page{doc}
	for _, n := range p.all(func(n page) bool { return n.has("data-days") }) {
		var days [][2]string
		if err := json.Unmarshal([]byte(n.get("data-days")), &days); err != nil {
			t.Fatal(err)
		}
		for _, d := range slices.Backward(days) {
			if d[0] > day {
				continue
			}
			for n.FirstChild != nil {
				n.RemoveChild(n.FirstChild)
			}
			n.AppendChild(&html.Node{Type: html.TextNode, Data: d[1]})
			n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
			break
		}
	}
	for _, n := range p.all(func(n page) bool { return n.has("data-levels") }) {
		var levels [][3]any
		if err := json.Unmarshal([]byte(n.get("data-levels")), &levels); err != nil {
			t.Fatal(err)
		}
		for _, l := range slices.Backward(levels) {
			if l[0].(string) <= day {
				n.turn(l[1].(string), int(l[2].(float64)))
				break
			}
		}
	}
	return p
}

func (p page) turn(id string, rank int) {
	for i, a := range p.Attr {
		switch a.Key {
		case "data-facets":
			parts := slices.DeleteFunc(strings.Split(a.Val, "|"), func(s string) bool { return strings.HasPrefix(s, "level=") })
			if id != "" {
				parts = append(parts, "level="+id)
			}
			p.Attr[i].Val = strings.Join(parts, "|")
		case "data-rank":
			p.Attr[i].Val = fmt.Sprint(rank)
		case "class":
			for mark := range 5 {
				a.Val = strings.ReplaceAll(a.Val, fmt.Sprintf("spot--%d", mark), fmt.Sprintf("spot-- %d", rank))
			}
			p.Attr[i].Val = strings.ReplaceAll(a.Val, "-- ", "--")
		}
	}
}

func (p page) get(key string) string {
	for _, a := range p.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func (p page) has(key string) bool {
	return slices.ContainsFunc(p.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func (p page) class(name string) bool { return slices.Contains(strings.Fields(p.get("class")), name) }

func (p page) all(is func(page) bool) []page {
	var out []page
	for n := range p.Descendants() {
		if n.Type == html.ElementNode && is(page{n}) {
			out = append(out, page{n})
		}
	}
	return out
}

// text is what stands there to be seen.
func (p page) text() string {
	if p.Type == html.TextNode {
		return p.Data
	}
	if p.has("hidden") || p.Data == "svg" || p.Data == "script" {
		return ""
	}
	var b strings.Builder
	for n := range p.ChildNodes() {
		b.WriteString(page{n}.text())
	}
	return strings.TrimSpace(b.String())
}

// texts are those of the elements, without those that say nothing.
func texts(list []page) []string {
	var out []string
	for _, p := range list {
		if s := p.text(); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// built is a site of one row.
type built struct {
	t     *testing.T
	files map[string]string
}

func (b *built) page(name, day string) page { return seenOn(b.t, b.files[name], day) }

// items finds the items of lists that lead to what has the name.
func (p page) items(name string) []page {
	leads := func(n page) bool {
		return n.Data == "li" && len(n.all(func(a page) bool { return a.Data == "a" && a.text() == name })) > 0
	}
	return p.all(func(n page) bool { return leads(n) && len(n.all(leads)) == 0 && !n.inBatch() })
}

// inBatch reports whether it is of a batch of namings, which is a fact of its day, or of titles that end, which tells of one title and not of a level.
func (p page) inBatch() bool {
	for n := range p.Ancestors() {
		if id := (page{n}).get("id"); strings.HasPrefix(id, "roster-") || id == "_attention" {
			return true
		}
	}
	return false
}

// standingWords are the words of a level, or of what became of titles.
var standingWords = regexp.MustCompile(`(?:市级|省级)(?:（有效期未查到）)?|命名已撤销|命名已过有效期|不再作为基地`)

// statistics returns the rows of data/statistics.csv: "2025 in_force all" and then value, reported, entries.
func (b *built) statistics() map[string][3]string {
	rows, err := csv.NewReader(strings.NewReader(b.files["data/statistics.csv"])).ReadAll()
	if err != nil {
		b.t.Fatal(err)
	}
	out := map[string][3]string{}
	for _, r := range rows[1:] {
		out[strings.TrimSpace(r[0]+" "+r[1]+" "+r[2]+" "+r[3])] = [3]string{r[5], r[6], r[7]}
	}
	return out
}

// standings returns the contents of the rows of a table, in their order.
func standings(t *testing.T, table string) (names []string, contents map[string]fstest.MapFS) {
	t.Helper()
	contents = map[string]fstest.MapFS{}
	common := fstest.MapFS{}
	for _, f := range readArchive(t, "testdata/standing.txtar") {
		of, rest, found := strings.Cut(f.name, "/")
		if of != table || !found {
			if !slices.Contains([]string{"title", "base", "activity"}, of) {
				common[f.name] = &fstest.MapFile{Data: []byte(f.text), Mode: 0o644}
			}
			continue
		}
		row, name, _ := strings.Cut(rest, "/")
		if contents[row] == nil {
			contents[row] = fstest.MapFS{}
			for path, file := range common {
				contents[row][path] = file
			}
			names = append(names, row)
		}
		contents[row][name] = &fstest.MapFile{Data: []byte(f.text), Mode: 0o644}
	}
	return names, contents
}

// tableOf returns the cells of the table of FORMAT.md that has the heading in its first cell, by row.
func tableOf(t *testing.T, first string) (heads []string, rows map[string][]string) {
	t.Helper()
	text, err := os.ReadFile("../FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "\n| "+first+" |")
	if !found {
		t.Fatalf("FORMAT.md has no table of %q", first)
	}
	cells := func(line string) []string {
		parts := strings.Split(strings.Trim(line, "|"), "|")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		return parts
	}
	rows = map[string][]string{}
	for i, line := range strings.Split(rest, "\n") {
		switch {
		case i == 0:
			heads = cells(line)
		case i == 1:
		case !strings.HasPrefix(line, "|"):
			return heads, rows
		default:
			c := cells(line)
			rows[c[0]] = c[1:]
		}
	}
	return heads, rows
}

// holdTable compares a table of FORMAT.md with what each row's site shows.
func holdTable(t *testing.T, folder, first string, show func(*built) []string) {
	heads, want := tableOf(t, first)
	names, contents := standings(t, folder)
	for _, name := range names {
		s, ps := makeSite(t, contents[name])
		if s == nil {
			t.Errorf("%s: %v", name, ps)
			continue
		}
		base := contents[name]["bases/gui.md"]
		draft := base != nil && strings.Contains(string(base.Data), "draft = true")
		b := &built{t, renderSome(t, s, func(name string) bool {
			return draft || !strings.HasPrefix(name, "assets/") && !strings.HasPrefix(name, "statistics/") && !strings.HasSuffix(name, ".xlsx") || strings.HasPrefix(name, "assets/search/")
		})}
		if draft {
			for file, text := range b.files {
				if strings.Contains(text, itself) {
					t.Errorf("%s: the name of the draft stands in %s", name, file)
				}
			}
		}
		got := show(b)
		if fmt.Sprint(want[name]) != fmt.Sprint(got) {
			t.Errorf("FORMAT.md says\n| %s | %s |\nand the site\n| %s | %s |\n(%s)", name, strings.Join(want[name], " | "), name, strings.Join(got, " | "), strings.Join(heads, " | "))
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("testdata/standing.txtar has no row %q", name)
	}
}

// orNone is what a table says of nothing.
func orNone(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// turned says what is shown on the day of the newest record, and what later.
func turned(show func(day string) string) string {
	now, then := orNone(show(newest)), orNone(show(later))
	if now == then {
		return now
	}
	return now + " → " + then
}

func TestWhatEachStandingOfATitleShows(t *testing.T) {
	holdTable(t, "title", "a title", func(b *built) []string {
		words := turned(b.levelWords)
		return []string{words, turned(b.titleWords), turned(b.sign), b.quoted(), orNone(b.lead()), orNone(b.now()), turned(b.batch), b.named(), b.inForce()}
	})
}

const itself = "虚构馆"

// levelWords are those of every list that tells of the base: all say the same.
func (b *built) levelWords(day string) string {
	said := map[string][]string{}
	for _, name := range []string{"bases/index.html", "counties/jia.html", "bases/lin.html", "index.html", "map.html"} {
		for _, item := range b.page(name, day).items(itself) {
			words := standingWords.FindString(item.text())
			said[words] = append(said[words], name)
		}
	}
	for _, h := range b.page("bases/gui.html", day).all(func(n page) bool { return n.Data == "h1" }) {
		words := standingWords.FindString(strings.ReplaceAll(page{h.Parent}.text(), "科普教育基地", ""))
		said[words] = append(said[words], "bases/gui.html")
	}
	if level, note, found := b.data(); found && day == newest {
		if level != "" && note != "" {
			note = "（" + note + "）"
		}
		said[level+note] = append(said[level+note], "data/bases.geojson")
	}
	if words, found := b.searchWords(day); found {
		said[words] = append(said[words], "search")
	}
	if len(said) > 1 {
		b.t.Errorf("on %s the lists differ: %v", day, said)
	}
	for words := range said {
		return words
	}
	return ""
}

// data is what data/bases.geojson says of the base's level.
func (b *built) data() (level, note string, found bool) {
	var all struct {
		Features []struct {
			ID         string
			Properties struct {
				Level string
				Note  string `json:"level_note"`
			}
		}
	}
	if err := json.Unmarshal([]byte(b.files["data/bases.geojson"]), &all); err != nil {
		b.t.Fatal(err)
	}
	for _, f := range all.Features {
		if f.ID == "gui" {
			return f.Properties.Level, f.Properties.Note, true
		}
	}
	return "", "", false
}

// searchWords is the second line of the search.
func (b *built) searchWords(day string) (words string, found bool) {
	var part struct{ Docs [][]string }
	for name, text := range b.files {
		if i := strings.Index(text, ".push("); strings.HasPrefix(name, "assets/search/bases") && i > 0 {
			if err := json.Unmarshal([]byte(strings.TrimRight(text[i+len(".push("):], ");\n")), &part); err != nil {
				b.t.Fatal(err)
			}
		}
	}
	for _, d := range part.Docs {
		if d[0] != itself {
			continue
		}
		words = d[2]
		if len(d) > 6 {
			lines := strings.Split(d[6], "\n")
			for i := 0; i+1 < len(lines) && lines[i] <= day; i += 2 {
				words = lines[i+1]
			}
		}
		level, note, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(words, "甲县")), " ")
		if note != "" {
			level += "（" + note + "）"
		}
		return level, true
	}
	return "", false
}

// titleWords are those of the table of titles, the newest first.
func (b *built) titleWords(day string) string {
	var out []string
	for _, s := range b.page("bases/gui.html", day).all(func(n page) bool { return n.get("id") == "titles" }) {
		for _, cell := range s.all(func(n page) bool { return n.Data == "td" }) {
			for _, note := range texts(cell.all(func(n page) bool { return n.class("table__note") })) {
				if !strings.HasPrefix(note, "有效期至") {
					out = append(out, note)
				}
			}
		}
	}
	return strings.Join(out, "；")
}

// sign is the level by which the base is drawn and found: of the sign on the map, of the list
// beside it and of the directory's filter.
func (b *built) sign(day string) string {
	levels := map[string]string{"": "none", "province": "省级", "city": "市级"}
	ranks := map[string]string{"0": "none", "1": "省级", "2": "市级"}
	said := map[string]bool{}
	for _, card := range b.page("bases/index.html", day).all(func(n page) bool { return n.has("data-facets") && strings.Contains(n.text(), itself) }) {
		level := ""
		for _, pair := range strings.Split(card.get("data-facets"), "|") {
			if value, is := strings.CutPrefix(pair, "level="); is {
				level = value
			}
		}
		said[levels[level]] = true
	}
	m := b.page("map.html", day)
	for _, n := range m.all(func(n page) bool { return n.get("data-base") == "gui" }) {
		said[ranks[n.get("data-rank")]] = true
	}
	for _, n := range m.all(func(n page) bool { return n.get("data-id") == "gui" }) {
		for _, c := range strings.Fields(n.get("class")) {
			if rank, is := strings.CutPrefix(c, "spot--"); is {
				said[ranks[rank]] = true
			}
		}
	}
	if level, _, found := b.data(); found && day == newest {
		said[cmp.Or(level, "none")] = true
	}
	if len(said) > 1 {
		b.t.Errorf("on %s signs and filters differ: %v", day, said)
	}
	for s := range said {
		return s
	}
	return ""
}

// quoted is what {{ bases level=市级 }} lists and {{ figure bases level=市级 unit }} counts.
func (b *built) quoted() string {
	p := b.page("quoted.html", newest)
	text := p.text()
	_, rest, _ := strings.Cut(text, "市级：")
	count, _, _ := strings.Cut(rest, "。")
	if listed := len(p.items(itself)) > 0; listed != (strings.Contains(count, "1家")) {
		b.t.Errorf("{{ figure }} says %q; {{ bases }} lists it: %v", count, listed)
	}
	_, rest, _ = strings.Cut(text, "现在在册：")
	now, _, _ := strings.Cut(rest, "。")
	return count + "; " + now
}

// lead is what the home page's first sentence counts it as, or the note below that, besides the other base.
func (b *built) lead() string {
	for _, h := range b.page("index.html", newest).all(func(n page) bool { return n.Data == "h1" }) {
		if words := strings.NewReplacer("，分布在1个县区", "", "介绍", "").Replace(h.text()); words != "1家科普场所" {
			return words
		}
	}
	for _, p := range b.page("index.html", newest).all(func(n page) bool { return n.Data == "p" }) {
		if note, ok := strings.CutPrefix(p.text(), "另有"); ok {
			return note
		}
	}
	return ""
}

// now is the home page's number of bases in force.
func (b *built) now() string {
	for _, n := range b.page("index.html", newest).all(func(n page) bool { return n.Data == "li" || n.Data == "div" }) {
		if text := n.text(); strings.HasPrefix(text, "在册基地") {
			return strings.Join(strings.Fields(strings.TrimPrefix(text, "在册基地")), "")
		}
	}
	return ""
}

// batch is what the directory says of the batches.
func (b *built) batch(day string) string {
	var out []string
	for _, item := range b.page("bases/index.html", day).all(func(n page) bool { return n.Data == "li" && strings.HasPrefix(n.get("id"), "roster-") }) {
		words := strings.Join(texts(item.all(func(n page) bool { return n.Data == "p" && n.Parent != item.Node })), "")
		words = strings.TrimSuffix(words, "。")
		for _, tag := range texts(item.all(func(n page) bool { return n.class("tag") })) {
			words += "（" + tag + "）"
		}
		out = append(out, words)
	}
	return strings.Join(out, "；")
}

// named are designated and revoked, of all years.
func (b *built) named() string {
	designated, revoked := 0, 0
	for key, row := range b.statistics() {
		var n int
		fmt.Sscan(row[0], &n)
		if strings.HasSuffix(key, " designated all") {
			designated += n
		}
		if strings.HasSuffix(key, " revoked all") {
			revoked += n
		}
	}
	return fmt.Sprintf("%d, %d", designated, revoked)
}

// inForce is what in_force says at the end of 2025 and 2026: certain, and what may be.
func (b *built) inForce() string {
	var out []string
	for _, year := range []string{"2025", "2026"} {
		row := b.statistics()[year+" in_force all"]
		words := orNone(row[0])
		if row[1] != row[2] && row[2] != "" {
			words += " of " + row[2]
		}
		out = append(out, words)
	}
	return strings.Join(out, ", ")
}

func TestWhatEachStandingOfABaseShows(t *testing.T) {
	holdTable(t, "base", "a base", func(b *built) []string {
		return []string{b.pageOf(), b.lists(), turned(b.levelWords), b.onMap(), b.searched(), turned(b.hours), b.presented(), b.inData()}
	})
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "—"
}

func (b *built) pageOf() string { return yes(b.files["bases/gui.html"] != "") }

// lists are the directory, the county's page, the neighbours' pages and the list beside the map: in all
// of them or in none.
func (b *built) lists() string {
	in := map[bool][]string{}
	for _, name := range []string{"bases/index.html", "counties/jia.html", "bases/lin.html", "map.html"} {
		is := len(b.page(name, newest).items(itself)) > 0
		in[is] = append(in[is], name)
	}
	if len(in) > 1 {
		b.t.Errorf("it is listed in %v and not in %v", in[true], in[false])
	}
	return yes(len(in[true]) > 0)
}

// onMap is how the map shows the base, by which name.
func (b *built) onMap() string {
	m := b.page("map.html", newest)
	for _, n := range m.all(func(n page) bool { return n.get("data-id") == "gui" }) {
		for _, label := range texts(n.all(func(n page) bool { return n.class("spot__name") })) {
			return label
		}
	}
	if strings.Contains(m.text(), "图上没有的") && strings.Contains(m.text(), "还不知道位置："+itself) {
		return "图上没有的"
	}
	return "—"
}

// searched are the names by which the search finds the base.
func (b *built) searched() string {
	for name, text := range b.files {
		if !strings.HasPrefix(name, "assets/search/bases") {
			continue
		}
		for _, d := range searchDocs(b.t, text) {
			if d[1] == "bases/gui.html" {
				names := append([]string{d[0]}, d[min(3, len(d)):min(4, len(d))]...)
				return strings.TrimSuffix(strings.ReplaceAll(strings.Join(names, "、"), "|", "、"), "、")
			}
		}
	}
	return "—"
}

func searchDocs(t *testing.T, text string) [][]string {
	t.Helper()
	var part struct{ Docs [][]string }
	_, rest, _ := strings.Cut(text, ".push(")
	if err := json.Unmarshal([]byte(strings.TrimRight(rest, ");\n")), &part); err != nil {
		t.Fatal(err)
	}
	return part.Docs
}

// hours reports where the opening hours of the day are told.
func (b *built) hours(day string) string {
	in := map[bool]bool{}
	for _, name := range []string{"bases/gui.html", "bases/index.html", "map.html"} {
		told := b.page(name, day).all(func(n page) bool {
			return n.has("data-hours") && (!n.has("data-hours-end") || n.get("data-hours-end") >= day)
		})
		in[len(told) > 0] = true
	}
	if len(in) > 1 {
		b.t.Errorf("hours on %s are told in some places alone", day)
	}
	return yes(in[true])
}

// presented is whether the home page counts it among 有介绍的基地.
func (b *built) presented() string {
	return yes(strings.Contains(strings.Join(strings.Fields(b.page("index.html", newest).text()), ""), "有介绍的基地2家"))
}

// inData reports whether the base is in each of data/bases.*.
func (b *built) inData() string {
	in := map[bool]bool{}
	for _, name := range []string{"data/bases.json", "data/bases.csv", "data/bases.geojson"} {
		in[strings.Contains(b.files[name], itself)] = true
	}
	if len(in) > 1 {
		b.t.Error("some files of data/ have the base, and others not")
	}
	return yes(in[true])
}

func TestWhatEachStandingOfAnActivityShows(t *testing.T) {
	holdTable(t, "activity", "an activity", func(b *built) []string {
		return []string{turned(b.inYear), turned(b.onHome), b.onPages(), turned(b.inSearch), b.inCSV(), b.counted()}
	})
}

const event = "虚构的活动"

// entry finds an activity in lists.
func (p page) entry() []page {
	tells := func(n page) bool { return n.Data == "li" && strings.Contains(n.text(), event) }
	return p.all(func(n page) bool { return tells(n) && len(n.all(tells)) == 0 })
}

// inYear is what the year's page says of it, besides its title.
func (b *built) inYear(day string) string {
	p := b.page("activities/2026.html", day)
	if p.Node == nil {
		return ""
	}
	for _, n := range p.entry() {
		return "listed" + strings.Join(append([]string{""}, texts(n.all(func(n page) bool { return n.class("tag") }))...), ", ")
	}
	return ""
}

// onHome is under which heading the home page and the list of activities have it. The reader's day moves it.
func (b *built) onHome(day string) string {
	said := map[string][]string{}
	for _, name := range []string{"index.html", "activities/index.html"} {
		where := ""
		for _, e := range b.page(name, day).entry() {
			above := page{e.Parent}
			for len(above.all(isHeading)) == 0 {
				above = page{above.Parent}
			}
			where = texts(above.all(isHeading))[0]
			if last := e.get("data-last"); above.has("data-upcoming") && last < day {
				where = "已过日期，结果未报"
			}
		}
		said[where] = append(said[where], name)
	}
	if len(said) > 1 {
		b.t.Errorf("on %s: %v", day, said)
	}
	for where := range said {
		return where
	}
	return ""
}

func isHeading(n page) bool { return n.Data == "h2" }

// onPages are the base's page and its county's.
func (b *built) onPages() string {
	var out []string
	for name, words := range map[string]string{"bases/gui.html": "base", "counties/jia.html": "county"} {
		if p := b.page(name, newest); len(p.entry()) > 0 || strings.Contains(p.text(), "优秀") { // an annual return
			out = append(out, words)
		}
	}
	slices.Sort(out)
	return orNone(strings.Join(out, ", "))
}

// inSearch is what the search's second line says of what became of it.
func (b *built) inSearch(day string) string {
	for name, text := range b.files {
		if !strings.HasPrefix(name, "assets/search/") || !strings.Contains(text, ".push(") {
			continue
		}
		for _, d := range searchDocs(b.t, text) {
			if d[0] == event {
				if later, words, _ := strings.Cut(strings.Join(d[min(6, len(d)):], ""), "\n"); later != "" && later <= day {
					d[2] = words
				}
				return strings.TrimSuffix("found, "+strings.Join(strings.Fields(strings.NewReplacer("甲县", "", "督导", "", "2026年3月1日", "", "2026年8月1日", "").Replace(d[2])), " "), ", ")
			}
		}
	}
	return "—"
}

// inCSV are status and counted of data/activities.csv.
func (b *built) inCSV() string {
	rows, err := csv.NewReader(strings.NewReader(b.files["data/activities.csv"])).ReadAll()
	if err != nil {
		b.t.Fatal(err)
	}
	for _, r := range rows {
		if r[2] == event {
			return r[8] + ", " + r[9]
		}
	}
	return "—"
}

// counted is where it counts, and what of participants or visitors is known; the other activity is
// of another county and of no base.
func (b *built) counted() string {
	var out []string
	rows := b.statistics()
	if rows["2026 activities all"][0] == "2" {
		out = append(out, "all")
	}
	for _, key := range []string{"county jia", "level city"} {
		if rows["2026 activities "+key][0] == "1" {
			out = append(out, strings.Fields(key)[0])
		}
	}
	if strings.Contains(b.files["data/bases-by-year.csv"], "\n2026,gui,虚构馆,甲县,市级,,1,") || strings.Contains(b.files["data/bases-by-year.csv"], "\n2026,gui,虚构馆,甲县,,,1,") {
		out = append(out, "base")
	}
	for _, m := range []string{"participants", "visitors"} {
		if r := rows["2026 "+m+" all"]; r[2] != "" && (r[2] != "1" || m == "visitors") {
			out = append(out, m+" "+orNone(r[0]))
		}
	}
	return orNone(strings.Join(out, ", "))
}
