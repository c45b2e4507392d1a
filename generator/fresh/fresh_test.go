package fresh_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/catalog"
	"kepu/generator/form"
	"kepu/generator/fresh"
)

func sort(t *testing.T, word string) fresh.Sort {
	t.Helper()
	s, ok := fresh.Named(word)
	if !ok {
		t.Fatalf("no sort is called %s", word)
	}
	return s
}

func TestSortsAreNamedInBothLanguages(t *testing.T) {
	for word, want := range map[string]string{"base": "base", "基地": "base", "Designation": "naming", "命名": "naming", "总结": "report", "路线": "route"} {
		if s := sort(t, word); s.Name() != want {
			t.Errorf("%s is %s, want %s", word, s.Name(), want)
		}
	}
	for _, word := range []string{"", "bases", "基", "county"} {
		if s, ok := fresh.Named(word); ok {
			t.Errorf("%q is %s", word, s.Name())
		}
	}
}

func TestANewPageGetsAFreeID(t *testing.T) {
	content := fstest.MapFS{
		"bases/xi-xian-qi-xiang.md": {}, "bases/西县博物馆.md": {}, "bases/Garden/index.md": {},
		"reports/xixianbowuguan.md": {},
	}
	in := form.Context{Catalog: &catalog.Catalog{Bases: []*catalog.Base{{ID: "told-in-the-page"}}}}
	base := sort(t, "base")
	for _, c := range []struct{ name, id, want string }{
		{"东县科技馆", "", "bases/dongxiankejiguan.md"},
		{"西县博物馆", "", "bases/xixianbowuguan-2.md"}, // a file has that name in Chinese
		{"", "xi-xian-qi-xiang", "bases/xi-xian-qi-xiang-2.md"},
		{"", "garden", "bases/garden-2.md"},
		{"", "told-in-the-page", "bases/told-in-the-page-2.md"},
		{"", "mine", "bases/mine.md"},
	} {
		if got := base.Path(content, form.Answers{"name": c.name}, c.id, in); got != c.want {
			t.Errorf("%s%s: %s, want %s", c.name, c.id, got, c.want)
		}
	}
	if got := sort(t, "report").Path(content, form.Answers{"title": "西县博物馆"}, "", in); got != "reports/xixianbowuguan-2.md" {
		t.Errorf("a report: %s", got)
	}
	if got := base.Path(content, form.Answers{"name": "……"}, "", in); !strings.HasPrefix(got, "bases/new") {
		t.Errorf("a name without letters: %s", got)
	}
}

// A page's lists of tables stand below its keys, in whatever order they were answered, or they would take these in.
func TestARoutesStopsStandBelowItsKeys(t *testing.T) {
	route := sort(t, "route")
	fields := route.Record.Fields(nil)
	answers := form.Answers{"title": "一日游", "days": "1", "stop": form.Row([]string{"东县科技馆", "60", ""}), "draft": "true"}
	list, slips := form.Changes(fields, nil, form.Answers{}, answers, form.Context{})
	if len(slips) > 0 {
		t.Fatal(slips)
	}
	c, err := route.Change(fstest.MapFS{}, "routes/a.md", list, answers)
	if err != nil {
		t.Fatal(err)
	}
	text := string(c.Files[0].After)
	if at := strings.Index(text, "[[stop]]"); at < strings.Index(text, "days") || at < strings.Index(text, "draft") || c.Files[0].Before != nil {
		t.Errorf("the stops stand above a key:\n%s", text)
	}
	if !strings.Contains(text, "待补") {
		t.Errorf("nothing says that the text is still to be written:\n%s", text)
	}
}

func TestLikeAnotherTakesNoFigureAndNoDate(t *testing.T) {
	activity := sort(t, "activity").Record.Fields(nil)
	other := form.Answers{"date": "2025-03-05", "title": "科普进校园", "bases": "东县科技馆", "participants": "300", "summary": "来了", "status": "planned", "form": "讲座", "sources": "报纸"}
	got := fresh.Like(activity, other)
	for key, want := range map[string]string{"title": "科普进校园", "bases": "东县科技馆", "form": "讲座", "date": "", "participants": "", "summary": "", "status": "", "sources": ""} {
		if got[key] != want {
			t.Errorf("%s is %q, want %q", key, got[key], want)
		}
	}
	naming := fresh.Like(sort(t, "naming").Record.Fields(nil), form.Answers{"level": "市级", "batch": "第一批", "document": "一号", "bases": "甲馆", "total": "3"})
	if naming["level"] != "市级" || naming["batch"]+naming["document"]+naming["bases"]+naming["total"] != "" {
		t.Errorf("a naming like another: %v", naming)
	}
}
