package safety

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"kepu/generator/diag"
	"kepu/generator/site"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
	"kepu/themes"
)

// city is the content that words are put into, by path.
type city map[string]string

func readCity(t testing.TB) city {
	t.Helper()
	a, err := txtar.ParseFile("testdata/city.txtar")
	if err != nil {
		t.Fatal(err)
	}
	c := city{}
	for _, f := range a.Files {
		c[f.Name] = string(f.Data)
		var width, height int
		if n, _ := fmt.Sscanf(string(f.Data), "picture %d %d", &width, &height); n == 2 {
			c[f.Name] = drawing(t, width, height)
		}
	}
	return c
}

func drawing(t testing.TB, width, height int) string {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, width, height))
	for x := range width {
		img.SetGray(x, x*height/width, color.Gray{200})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// folder is the city as a content folder.
func (c city) folder() fs.FS {
	f := fstest.MapFS{}
	for name, text := range c {
		f[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return f
}

// size is how many bytes of text the city has.
func (c city) size() (n int) {
	for name, text := range c {
		if !strings.HasSuffix(name, ".png") {
			n += len(text)
		}
	}
	return n
}

// slot is a text of the city that may be another one.
type slot struct {
	file  string
	key   string // organiser.name, activity.1.topic.0, properties.name; "" of a body
	start int    // of what is replaced, as it is written
	end   int
	write func(words string) string
}

func (s slot) String() string { return s.file + " " + s.key }

// last is the key that the slot's value has, without the lists that it stands in.
func (s slot) last() string {
	parts := strings.Split(s.key, ".")
	for i := len(parts) - 1; i >= 0; i-- {
		if parts[i] != "" && (parts[i][0] < '0' || parts[i][0] > '9') {
			return parts[i]
		}
	}
	return ""
}

// frames are the places of Markdown that words may stand in.
var frames = []string{
	"%s", "## %s", "- %s\n- b", "1. %s", "> %s", "| %s | b |\n|---|---|\n| a | %[1]s |", "**%s** _%[1]s_", "[%s](https://a.example/b)", "见[a](%s)。", "见[a](<%s>)。",
	"见[a](https://a.example/%s \"%[1]s\")。", "![%s](/bases/kjg/hall.png \"%[1]s\")", "`%s`", "```\n%s\n```", "见[a][b]。\n\n[b]: %s", "[^z]\n\n[^z]: %s", "https://a.example/%s", "- [ ] %s", "# 附件 %s",
	"{{ chart activities by=month year=2016 title=\"%s\" }}", "{{ %s }}", "<%s>", "\t%s", "a%sb",
}

// slots returns every text of the city: values of TOML, strings of GeoJSON, the ends of bodies.
func (c city) slots(t testing.TB) []slot {
	t.Helper()
	var list []slot
	for _, name := range c.names() {
		text := c[name]
		switch {
		case strings.HasSuffix(name, ".geojson"):
			for _, m := range jsonText.FindAllStringSubmatchIndex(text, -1) {
				list = append(list, slot{name, text[m[2]:m[3]], m[4], m[5], func(words string) string {
					data, _ := json.Marshal(words) // no text fails
					return string(data)
				}})
			}
		case strings.HasSuffix(name, ".toml"):
			list = append(list, c.values(t, name, 0, len(text), tomldoc.String)...)
		case strings.HasSuffix(name, ".md"):
			from, to, _, ok := source.FrontMatter(diag.NewFile(name, text))
			if !ok {
				t.Fatalf("%s has no front matter", name)
			}
			list = append(list, c.values(t, name, from, to, tomldoc.String)...)
			list = append(list, slot{file: name, start: len(text), end: len(text), write: func(words string) string { return "\n" + words + "\n" }})
		}
	}
	if len(list) < 150 {
		t.Fatalf("%d slots", len(list))
	}
	return list
}

var jsonText = regexp.MustCompile(`"(name|note|adcode|datum|review_number|kind)": ("[^"]*")`)

func (c city) names() []string {
	var names []string
	for name := range c {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// numbers returns every whole number of the city's records.
func (c city) numbers(t testing.TB) []slot {
	var list []slot
	for _, name := range c.names() {
		if from, to, _, ok := source.FrontMatter(diag.NewFile(name, c[name])); ok && strings.HasSuffix(name, ".md") {
			list = append(list, c.values(t, name, from, to, tomldoc.Integer)...)
		} else if strings.HasSuffix(name, ".toml") {
			list = append(list, c.values(t, name, 0, len(c[name]), tomldoc.Integer)...)
		}
	}
	return list
}

// values returns the values of a kind, texts or whole numbers, of TOML in a part of a file.
func (c city) values(t testing.TB, name string, from, to int, kind tomldoc.Kind) []slot {
	t.Helper()
	var ps diag.List
	top := source.Values(diag.NewFile(name, c[name]), from, to, &ps)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	var list []slot
	var walk func(key string, v tomldoc.Value)
	table := func(key string, of *tomldoc.Table) {
		for _, f := range of.Fields {
			walk(strings.TrimPrefix(key+"."+f.Key, "."), f.Value)
		}
	}
	walk = func(key string, v tomldoc.Value) {
		switch v.Kind {
		case kind:
			write := tomldoc.Quote
			if kind == tomldoc.Integer {
				write = func(words string) string { return words }
			}
			list = append(list, slot{name, key, v.Start, v.End, write})
		case tomldoc.Array:
			for i, item := range v.Items {
				walk(fmt.Sprint(key, ".", i), item)
			}
		case tomldoc.Inline:
			table(key, v.Table)
		}
	}
	table("", top)
	return list
}

// filling is words for a slot.
type filling struct {
	slot
	words string
}

// filled returns the city with other words in some slots, and for each filling the lines on which it stands: from the first to the last.
func (c city) filled(list []filling) (out city, lines [][2]int) {
	out = city{}
	for name, text := range c {
		out[name] = text
	}
	lines = make([][2]int, len(list))
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(list[a].file, list[b].file), cmp.Compare(list[a].start, list[b].start))
	})
	for i := 0; i < len(order); {
		name := list[order[i]].file
		old, at := c[name], 0
		var b strings.Builder
		for ; i < len(order) && list[order[i]].file == name; i++ {
			f := list[order[i]]
			b.WriteString(old[at:f.start])
			first := 1 + strings.Count(b.String(), "\n")
			b.WriteString(f.write(f.words))
			lines[order[i]] = [2]int{first, 1 + strings.Count(b.String(), "\n")}
			at = f.end
		}
		b.WriteString(old[at:])
		out[name] = b.String()
	}
	return out, lines
}

func newMaker() *site.Maker {
	return site.NewMaker(site.Options{Theme: func(name string) (fs.FS, error) {
		if f, ok := themes.Open(name); ok {
			return f, nil
		}
		return nil, &site.NoTheme{What: diag.M("THEME", "没有这个主题", "there is no such theme")}
	}})
}

// TestCityIsSound: what words are put into has no problem of its own, and is a site of every kind of file.
func TestCityIsSound(t *testing.T) {
	c := readCity(t)
	s, ps, err := newMaker().Make(c.folder())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ps {
		t.Errorf("%s:%d: %s %s", p.Place.File, p.Place.Line, p.Code(), p.What.EN)
	}
	if s == nil {
		t.FailNow()
	}
	kinds := map[string]bool{}
	for name, data := range rendered(t, s) {
		kinds[path.Ext(name)] = true
		for _, fault := range Faults(name, data) {
			t.Error(fault)
		}
	}
	for _, kind := range []string{".html", ".css", ".js", ".svg", ".png", ".pdf", ".json", ".geojson", ".csv", ".xlsx", ".docx", ".xml", ".ics", ".txt"} {
		if !kinds[kind] {
			t.Errorf("the site has no %s", kind)
		}
	}
}

// rendered is every file of a site. Those of one that cannot be made are faults.
func rendered(t testing.TB, s *site.Site) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, name := range s.Files() {
		data, err := s.ReadFile(name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		files[name] = data
	}
	return files
}

// TestEveryKeyOfWordsStandsInTheCity holds the city against the contract: a key that takes words and is nowhere in it would be tried with none.
func TestEveryKeyOfWordsStandsInTheCity(t *testing.T) {
	text, err := os.ReadFile("../FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	numbered := regexp.MustCompile(`\.\d+`)
	has := func(about, key string, slots []slot) bool {
		table := strings.Trim(about, "[]")
		return slices.ContainsFunc(slots, func(s slot) bool {
			if s.last() != key {
				return false
			}
			if dir, page := strings.CutSuffix(about, "/ID.md"); page {
				return strings.HasPrefix(s.file, dir+"/") && !strings.Contains(s.key, "stop.")
			}
			if about == "site.toml" || about == "schemes/ID.toml" {
				return path.Dir(s.file) == strings.TrimSuffix(path.Dir(about), "/") && !strings.Contains(s.key, ".")
			}
			key := numbered.ReplaceAllString(s.key, "")
			return strings.HasPrefix(key, table+".") || strings.Contains(key, "."+table+".")
		})
	}
	slots := readCity(t).slots(t)
	quoted := regexp.MustCompile("`([^`]+)`")
	var about []string
	held := 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if _, rest, ok := strings.Cut(line, "Keys of "); ok {
			head, _, _ := strings.Cut(rest, ":")
			about = nil
			for _, m := range quoted.FindAllStringSubmatch(head, -1) {
				about = append(about, m[1])
			}
			continue
		}
		if !strings.HasPrefix(line, "|") {
			if line != "" {
				about = nil
			}
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		key, kind := strings.TrimSpace(cells[0]), strings.TrimSpace(cells[1])
		words := strings.HasPrefix(kind, "text") || strings.HasPrefix(kind, "list of text") || strings.HasPrefix(kind, "URL")
		if len(about) == 0 || !words || strings.Contains(kind, "*later*") {
			continue
		}
		if strings.HasPrefix(about[0], "[[base") || strings.HasPrefix(about[0], "assessments/") || slices.Contains([]string{"[[heading]]", "[[target]]", "secret"}, about[0]) {
			continue // stand beside content/, or change no byte of a site and the sheets that come in only
		}
		held++
		if !slices.ContainsFunc(about, func(of string) bool { return has(of, key, slots) }) {
			t.Errorf("%s has no %s", about, key)
		}
	}
	if held < 80 {
		t.Errorf("%d keys", held)
	}
}
