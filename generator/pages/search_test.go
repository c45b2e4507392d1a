package pages

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/pinyin"
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
	first := parts[basesPart]
	if len(first.Parts) != len(parts)-1 {
		t.Errorf("it names %d parts, and there are %d others", len(first.Parts), len(parts)-1)
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
	first := parts[basesPart]
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

func TestTraditionalTableIsSound(t *testing.T) {
	table := simplified().of
	if len(table) < 1300 {
		t.Errorf("%d characters", len(table))
	}
	for old, simple := range table {
		if old == simple || table[simple] != 0 {
			t.Errorf("%c is said to be %c", old, simple)
		}
		if len(pinyin.Readings(simple)) == 0 {
			t.Errorf("%c, for %c, is no character that can be read", simple, old)
		}
	}
}

func TestCutCountsCharacters(t *testing.T) {
	if got := cut("一二\n三  四", 4); got != "一二 三" {
		t.Errorf("%q", got)
	}
	if got := cut("一二", 9); got != "一二" {
		t.Errorf("%q", got)
	}
}
