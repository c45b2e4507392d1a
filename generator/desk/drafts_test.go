package desk

import (
	"maps"
	"strings"
	"testing"
)

// What is not on the site yet is found in its list, and in no other.
func TestDraftsStandInTheirLists(t *testing.T) {
	files := maps.Clone(city)
	files["notices/a.md"] = "+++\ntitle = \"没写完的<通知>\"\ndraft = true\n+++\n\n正文。\n"
	files["bases/b/index.md"] = "+++\nname = \"没写完的馆\"\ncounty = \"乙县\"\ndraft = true\n+++\n"
	files["routes/c.md"] = "+++\ntitle = \"没写完的路线\"\ndraft = true\n\n[[stop]]\nbase = \"甲县气象科普馆\"\n+++\n\n正文。\n"
	b := sit(t, files)
	for list, want := range map[string]string{"article": "没写完的<通知>", "base": "没写完的馆", "route": "没写完的路线"} {
		_, page := b.get(Root + "list/" + list)
		if said := says(page); !strings.Contains(said, want) || strings.Count(said, "草稿，还没有上网站") != 1 {
			t.Errorf("the list of %s, which wants %q and no other draft:\n%s", list, want, said)
		}
	}
	for _, ask := range []string{"没写完", "meixiewan", "草稿"} {
		if _, page := b.get(Root + "list/article?q=" + ask); !strings.Contains(says(page), "没写完的<通知>") {
			t.Errorf("looking for %s does not find the draft", ask)
		}
	}
	if _, page := b.get(Root + "list/activity"); strings.Contains(says(page), "草稿") {
		t.Error("an activity is no draft")
	}
}
