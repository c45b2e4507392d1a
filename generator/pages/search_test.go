package pages

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/search"
	"kepu/generator/source"
)

// linked makes a catalog of content files.
func linked(t *testing.T, files map[string]string) *catalog.Catalog {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	folder, err := source.Walk(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var parsed []*source.Parsed
	var problems diag.List
	for _, name := range folder.Files {
		p := source.Parse(name, []byte(files[name]))
		problems = append(problems, p.Problems...)
		parsed = append(parsed, p)
	}
	c, found := catalog.Link(catalog.Input{Files: parsed, Others: folder.Others, Asset: func(name string) *source.Asset {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil
		}
		return source.ReadAsset(name, data)
	}})
	if problems = append(problems, found...); problems.HasErrors() {
		t.Fatal(problems)
	}
	return c
}

const hostile = `a]]>--><!--</script><script>alert(1)//`

var searchContent = map[string]string{
	"site.toml":    "title = \"示例\"\n[organiser]\nname = \"示例科协\"\n[[county]]\nid = \"que\"\nname = \"确山县\"\ncode = \"411725\"\n",
	"bases/a.md":   "+++\nname = \"虚构馆\"\nalias = [\"虛構老館\"]\ncounty = \"确山县\"\naddress = \"示例路1号\"\nfacilities = [\"无障碍通道\"]\n+++\n这里有恐龙化石。\n",
	"bases/b.md":   "+++\nname = '" + hostile + "\u2028'\ncounty = \"确山县\"\n+++\n正文\n",
	"bases/c.md":   "+++\nname = \"草稿馆\"\ncounty = \"确山县\"\ndraft = true\n+++\n没写好。\n",
	"reports/r.md": "+++\ntitle = \"虚构总结\"\n+++\n总结的话。\n",
	"notices/n.md": "+++\ntitle = \"草稿通知\"\ndraft = true\n+++\n没写好。\n",
	"activities/1.toml": "[[activity]]\ndate = 2016-09-17\ntitle = \"气象讲座\"\nbase = \"虚构馆\"\ntopic = [\"气象\"]\nsummary = \"讲**天气**。\"\n" +
		"[[activity]]\ndate = 2015-05-01\ntitle = \"开放日\"\nbase = \"虚构馆\"\n",
}

// searchPart is a part as a script reads it.
type searchPart struct {
	Name      string     `json:"part"`
	Docs      [][]string `json:"docs"`
	Read, Old string
	Parts     []search.Part
	bytes     int
}

// partsOf reads the parts of the index as a script would.
func partsOf(t *testing.T, c *catalog.Catalog) map[string]searchPart {
	t.Helper()
	files, problems := Of(c, figures.Of(c), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	out := map[string]searchPart{}
	for _, f := range files {
		if !strings.HasPrefix(f.Path, "assets/search/") {
			continue
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		text, ok := strings.CutPrefix(b.String(), "(self.kepuSearch=self.kepuSearch||[]).push(")
		text, fine := strings.CutSuffix(text, ");\n")
		var p searchPart
		if err := json.Unmarshal([]byte(text), &p); err != nil || !ok || !fine {
			t.Fatalf("%s is no call with data: %v", f.Path, err)
		}
		if strings.ContainsAny(text, "<>\u2028\u2029") {
			t.Errorf("%s holds what could end a script", f.Path)
		}
		if f.Path != address.SearchPart(p.Name) {
			t.Errorf("%s calls itself %s", f.Path, p.Name)
		}
		p.bytes = len(text)
		out[p.Name] = p
	}
	return out
}

func TestIndexHoldsWhatIsPublishedAndNoDrafts(t *testing.T) {
	parts := partsOf(t, linked(t, searchContent))
	all := fmt.Sprint(parts)
	for _, want := range []string{"确山县", "虚构馆", "虛構老館", "示例路1号", "无障碍通道", "恐龙化石", "虚构总结", "总结的话", "气象讲座", "讲天气。", "开放日", hostile} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in the index", want)
		}
	}
	if strings.Contains(all, "草稿") || strings.Contains(all, "没写好") {
		t.Error("a draft is in the index")
	}
}

// The first part names the others, and has nothing but names.
func TestFirstPartIsSmallAndKnowsTheRest(t *testing.T) {
	parts := partsOf(t, linked(t, searchContent))
	first := parts[search.First]
	if len(first.Parts) != len(parts)-2 { // besides itself and the sounds
		t.Errorf("it names %d parts, and there are %d others", len(first.Parts), len(parts)-2)
	}
	for _, p := range first.Parts {
		if got := len(parts[p.Name].Docs); got != p.Count {
			t.Errorf("%s has %d entries, not %d", p.Name, got, p.Count)
		}
	}
	for _, d := range first.Docs {
		if len(d) > 4 {
			t.Errorf("%s has more than its names in the first part", d[0])
		}
	}
}

func TestPartsKnowTheirCharacters(t *testing.T) {
	parts := partsOf(t, linked(t, searchContent))
	first := parts[search.First]
	for _, want := range []string{"que确", "shan", "guan馆"} {
		if !strings.Contains(first.Read, want) {
			t.Errorf("pinyin %q is not in %q", want, first.Read)
		}
	}
	for _, pair := range []string{"虛虚", "構构", "館馆", "縣县", "確确"} {
		if !strings.Contains(first.Old, pair) {
			t.Errorf("%s is not in %q", pair, first.Old)
		}
	}
	if strings.Contains(first.Old, "龍") {
		t.Error("there are characters that the part has no use for")
	}
	if len(parts["2016"].Read) == 0 {
		t.Error("the year does not know how its characters are read")
	}
}

// city is a catalog of so many bases, and activities of one year, most of them in May.
func city(bases, activities int) *catalog.Catalog {
	county := &catalog.County{}
	county.ID, county.Name = "jia", "甲县"
	c := &catalog.Catalog{Counties: []*catalog.County{county}}
	for i := range bases {
		b := &catalog.Base{Base: &source.Base{}, ID: fmt.Sprintf("b%d", i), County: county}
		b.Name, b.Address, b.Summary = fmt.Sprintf("虚构第%d馆", i), "虚构路1号", strings.Repeat("虚构的话", 200)
		c.Bases = append(c.Bases, b)
	}
	for i := range activities {
		month := 12 - i*24/activities
		a := &catalog.Activity{Activity: &source.Activity{}}
		a.Title = fmt.Sprintf("虚构活动%d", i)
		a.Date.Date = date.Date{Year: 2016, Month: int8(max(month, 5))}
		c.Activities = append(c.Activities, a)
	}
	c.Order()
	return c
}

// Whatever is too long for one part stands in several, each thing in one of them, and the first
// part tells of all.
func TestLongIndexIsSplit(t *testing.T) {
	parts := partsOf(t, city(search.Names.Most+700, 3*search.Year(2016).Most))
	first := parts[search.First]
	if len(first.Docs) != 1 || len(first.Parts) != len(parts)-2 {
		t.Errorf("the first part has %d entries and tells of %d parts, there are %d", len(first.Docs), len(first.Parts), len(parts))
	}
	count := map[string]int{}
	seen := map[string]string{}
	for _, p := range first.Parts {
		part := parts[p.Name]
		if len(part.Docs) != p.Count || p.Count == 0 {
			t.Errorf("%s has %d entries, not %d", p.Name, len(part.Docs), p.Count)
		}
		if p.Names != strings.HasPrefix(p.Name, search.Names.Name) {
			t.Errorf("%s is said to have names: %v", p.Name, p.Names)
		}
		count[p.Label]++
		for _, d := range part.Docs {
			if other := seen[d[0]+d[1]]; other != "" {
				t.Errorf("%s stands in %s and %s", d[0], other, p.Name)
			}
			seen[d[0]+d[1]] = p.Name
		}
		if part.bytes > 500_000 {
			t.Errorf("%s has %d bytes: too many", p.Name, part.bytes)
		}
	}
	if want := 2*(search.Names.Most+700) + 3*search.Year(2016).Most; len(seen) != want {
		t.Errorf("%d things can be found, want %d", len(seen), want)
	}
	if len(count) != 3 || count["基地的名称"] != 2 || count["基地的地址和介绍"] != 12 || count["2016年的活动"] != 10 {
		t.Errorf("the parts by label: %v", count)
	}
	if p := first.Parts[len(first.Parts)-1]; p.Name != "2016-05-3" || p.Piece != "5月第3部分" {
		t.Errorf("the last part is %+v", p)
	}
}

// TestSearchPageListsBases: without scripts the page lists them by the pinyin of their names, unless there are too many.
func TestSearchPageListsBases(t *testing.T) {
	c := linked(t, map[string]string{
		"site.toml":  "title = \"示例\"\n[organiser]\nname = \"示例科协\"\n[[county]]\nid = \"que\"\nname = \"确山县\"\ncode = \"411725\"\n",
		"bases/a.md": "+++\nname = \"气象馆\"\ncounty = \"确山县\"\n+++\n",
		"bases/b.md": "+++\nname = \"“75·8”馆\"\ncounty = \"确山县\"\n+++\n",
		"bases/c.md": "+++\nname = \"泌阳馆\"\ncounty = \"确山县\"\n+++\n",
		"bases/d.md": "+++\nname = \"七里馆\"\ncounty = \"确山县\"\n+++\n",
		"bases/e.md": "+++\nname = \"…\"\ncounty = \"确山县\"\n+++\n",
	})
	m := newMaker(c, figures.Of(c))
	var got []string
	for _, l := range m.letters(address.Search) {
		got = append(got, l.Name)
		for _, b := range l.Bases {
			got = append(got, b.Name+"|"+b.URL+"|"+b.Note)
		}
	}
	want := []string{"#", "…|bases/e.html|确山县", "“75·8”馆|bases/b.html|确山县", "B", "泌阳馆|bases/c.html|确山县", "Q", "七里馆|bases/d.html|确山县", "气象馆|bases/a.html|确山县"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	many := city(mostLetters+1, 0)
	if list := newMaker(many, figures.Of(many)).letters(address.Search); list != nil {
		t.Errorf("%d letters", len(list))
	}
}

func TestShortIndexHasOnePartOfEach(t *testing.T) {
	parts := partsOf(t, city(search.About.Most, search.Year(2016).Most))
	if got := slices.Sorted(maps.Keys(parts)); !slices.Equal(got, []string{"2016", search.About.Name, search.First, search.Sounds}) {
		t.Errorf("%q", got)
	}
	for _, p := range parts[search.First].Parts {
		if p.Piece != "" {
			t.Errorf("%s is said to be a piece, %q", p.Name, p.Piece)
		}
	}
}
