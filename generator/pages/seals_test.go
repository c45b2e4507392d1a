package pages

import (
	"maps"
	"testing"

	"kepu/generator/view"
)

var kindContent = map[string]string{
	"site.toml": madeUpSite + `
[[kind]]
id = "weather"
name = "气象"
[[kind]]
id = "farm"
name = "农业园区"
sign = "M4 20h16"
[[kind]]
id = "works"
name = "企业"
[[kind]]
id = "hospital"
name = "医院"
[[kind]]
id = "nobody"
name = "学校"
`,
	"bases/a.md": "+++\nname = \"虚构甲站\"\ncounty = \"east\"\nkind = \"weather\"\n+++\n",
	"bases/b.md": "+++\nname = \"虚构乙园\"\ncounty = \"east\"\nkind = \"farm\"\n+++\n",
	"bases/c.md": "+++\nname = \"虚构丙厂\"\ncounty = \"west\"\nkind = \"works\"\n+++\n",
	"bases/d.md": "+++\nname = \"虚构丁院\"\ncounty = \"west\"\nkind = \"hospital\"\n+++\n",
	"bases/e.md": "+++\nname = \"虚构戊处\"\ncounty = \"west\"\n+++\n",
}

// TestPagesHaveTheSealsThatTheyUse holds that no drawing is missing, none is there for nothing, and none twice.
func TestPagesHaveTheSealsThatTheyUse(t *testing.T) {
	m := made(t, kindContent)
	used := func(cards []view.BaseCard, kinds []view.KindItem, filter []view.Facet) map[string]bool {
		out := map[string]bool{}
		for _, c := range cards {
			out[c.Seal] = true
		}
		for _, k := range kinds {
			out[k.Seal] = true
		}
		for _, f := range filter {
			for _, o := range f.Options {
				if f.Tiles {
					out[o.Seal] = true
				}
			}
		}
		return out
	}
	check := func(page string, f view.Frame, want map[string]bool) {
		t.Helper()
		has := map[string]bool{}
		for _, s := range f.Seals {
			if has[s.ID] {
				t.Errorf("%s has %s twice", page, s.ID)
			}
			has[s.ID] = true
		}
		if !maps.Equal(has, want) {
			t.Errorf("%s has %v and uses %v", page, has, want)
		}
	}
	dir := m.directory()
	var cards []view.BaseCard
	for _, g := range dir.Groups {
		cards = append(cards, g.Bases...)
	}
	check("the directory", dir.Frame, used(cards, dir.Kinds, dir.Filter))
	if len(dir.Seals) != 3 {
		t.Errorf("two kinds that no word fits have a seal each: %v", dir.Seals)
	}
	home := m.home()
	check("the home page", home.Frame, used(home.Featured, home.Kinds, nil))
	for _, c := range m.c.Counties {
		v := m.county(c)
		check(c.ID, v.Frame, used(v.Bases, nil, nil))
	}
	for id, want := range map[string]string{"a": "vane", "b": "own-farm", "c": "plain", "e": "plain"} {
		v := m.basePage(baseOf(t, m, id))
		if v.Seal != want {
			t.Errorf("%s has %s, want %s", id, v.Seal, want)
		}
		check(id, v.Frame, map[string]bool{want: true})
	}
}

func TestTheChoiceOfKindsIsTiles(t *testing.T) {
	m := made(t, kindContent)
	f := m.directory().Filter[0]
	if f.Key != "kind" || !f.Tiles || f.Count != 5 || len(f.Options) != 4 {
		t.Fatalf("%+v", f)
	}
	for i, want := range []string{"vane", "own-farm", "plain", "plain"} {
		if o := f.Options[i]; o.Seal != want || o.Count != 1 {
			t.Errorf("%+v, want %s", o, want)
		}
	}
	for _, f := range facetMaker(t).directory().Filter {
		if f.Tiles {
			t.Errorf("without kinds: %+v", f)
		}
	}
}
