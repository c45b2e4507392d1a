package fresh_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/catalog"
	"kepu/generator/form"
	"kepu/generator/fresh"
	"kepu/generator/source"
)

func named(t *testing.T, word string) fresh.Sort {
	t.Helper()
	s, ok := fresh.Named(word)
	if !ok {
		t.Fatalf("there is no %q", word)
	}
	return s
}

func TestANewFileTakesNoOthersPlace(t *testing.T) {
	content := fstest.MapFS{
		"bases/taken.md":          {},
		"bases/photos/index.md":   {},
		"bases/Big.MD":            {},
		"bases/西平馆.md":            {}, // by pinyin: xipingguan
		"bases/xiping.md":         {},
		"bases/xiping-2.markdown": {},
		"notices/other.md":        {},
	}
	there := &catalog.Base{Base: &source.Base{Name: "改过编号的"}}
	there.ID = "by-settings"
	c := &catalog.Catalog{Bases: []*catalog.Base{there}}
	for _, x := range []struct{ sort, name, id, want string }{
		{"base", "乙馆", "", "bases/yiguan.md"},
		{"base", "乙馆", "taken", "bases/taken-2.md"},
		{"base", "乙馆", "photos", "bases/photos-2.md"},
		{"base", "乙馆", "big", "bases/big-2.md"},
		{"base", "西平馆", "", "bases/xipingguan-2.md"},
		{"base", "乙馆", "xiping", "bases/xiping-3.md"},
		{"base", "乙馆", "by-settings", "bases/by-settings-2.md"},
		{"notice", "乙馆", "taken", "notices/taken.md"},
		{"基地", "！？", "", "bases/new.md"},
		{"base", "con", "", "bases/new-con.md"}, // Windows reserves it
	} {
		s := named(t, x.sort)
		if got := s.Path(content, form.Answers{"name": x.name}, x.id, form.Context{Catalog: c}); got != x.want {
			t.Errorf("%s %s %s: %s, want %s", x.sort, x.name, x.id, got, x.want)
		}
	}
	if got := named(t, "base").Path(content, form.Answers{"name": "乙馆"}, "", form.Context{}); got != "bases/yiguan.md" {
		t.Errorf("without a catalog: %s", got)
	}
	if got := named(t, "activity").Path(content, form.Answers{"date": "没有"}, "", form.Context{}); got != "" {
		t.Errorf("an activity of no day goes into %q", got)
	}
}

func TestEverySortHasNamesOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range fresh.Sorts {
		for _, n := range s.Names {
			if seen[n] || n == "" {
				t.Errorf("two sorts are called %q", n)
			}
			seen[n] = true
		}
		if s.IsPage() == (s.Record.List != "") {
			t.Errorf("%s is neither a page nor an entry", s.Name())
		}
	}
	if _, ok := fresh.Named("NOTICE"); !ok {
		t.Error("capitals are taken for something else")
	}
	if _, ok := fresh.Named(""); ok {
		t.Error("nothing is taken for something")
	}
}

func TestOneLikeAnotherHasNoneOfItsFigures(t *testing.T) {
	other := form.Answers{}
	fields := form.Activity.Fields(nil)
	for _, f := range fields {
		other[f.Key] = "x"
	}
	got := fresh.Like(fields, other)
	for _, f := range fields {
		if f.Kind == form.Number && got[f.Key] != "" {
			t.Errorf("%s is taken over", f.Key)
		}
	}
	for key, want := range map[string]string{"title": "x", "bases": "x", "place": "x", "topic": "x", "date": "", "until": "", "status": "", "link": "", "summary": "", "sources": ""} {
		if got[key] != want {
			t.Errorf("%s is %q", key, got[key])
		}
	}
}

func TestTheFileOfANewPage(t *testing.T) {
	s := named(t, "route")
	fields := s.Record.Fields(nil)
	// The stops are answered before the days: in the file they stand below all keys.
	answers := form.Answers{"title": "一日游", "stop": "甲馆\t40\t看\n乙馆", "days": "1", "draft": "true"}
	list, slips := form.Changes(fields, nil, form.Answers{}, answers, form.Context{})
	c, err := s.Change(fstest.MapFS{}, "routes/a.md", list, answers)
	if err != nil || len(slips) > 0 {
		t.Fatal(err, slips)
	}
	got := string(c.Files[0].After)
	if want := "+++\ntitle = \"一日游\"\ndays = 1\ndraft = true\n\n[[stop]]\nbase = \"甲馆\"\nminutes = 40\nwhat = \"看\"\n\n[[stop]]\nbase = \"乙馆\"\n+++\n"; !strings.HasPrefix(got, want) || c.Files[0].Before != nil {
		t.Errorf("the file is\n%s", got)
	}
	if p := source.Parse("routes/a.md", c.Files[0].After); p.Problems.HasErrors() {
		t.Errorf("%v", p.Problems)
	}
}
