package desk

import (
	"maps"
	"strings"
	"testing"
)

// From each page of the site there is a way to the forms of what it is made from.
func TestWaysLeadFromPagesToForms(t *testing.T) {
	files := maps.Clone(city)
	files["notices/hello.md"] = "+++\ntitle = \"通知\"\ndate = 2026-03-05\n+++\n\n正文。\n"
	files["activities/2026.toml"] += "\n[[annual]]\nbase = \"甲县气象科普馆\"\nyear = 2026\nopen_days = 200\n"
	b := sit(t, files)
	for _, c := range []struct{ page, more, want string }{
		{"bases/jia-weather.html", "", "甲县气象科普馆"},
		{"counties/jia.html", "", "甲县气象科普馆"},
		{"counties/yi.html", "", "site.toml"},
		{"notices/hello.html", "", "改正文"},
		{"activities/2026.html", "", "展览"},
		{"activities/2026.html", "&id=a20260401", "参加人次"},
		{"index.html", "", "site.toml"},
		{"search.html", "", "没有自己的文字"},
		{"nowhere.html", "", "没有自己的文字"},
		{"activities/2026.html", "&what=参加人次", "讲座"},
		{"bases/jia-weather.html", "&what=参加人次", "讲座"},
		{"counties/yi.html", "&what=参加人次", "都填了"},
		{"statistics/2026.html", "&what=接待人次", "没有填接待人次"},
		{"statistics/2025.html", "&what=接待人次", "没有年度数据"},
		{"statistics/2026.html", "&what=在册基地", "都填了"},
	} {
		status, page := b.get(Root + "of?page=" + c.page + c.more)
		if status != 200 || !strings.Contains(says(page), c.want) {
			t.Errorf("%s%s answers %d and does not say %q:\n%s", c.page, c.more, status, c.want, says(page))
		}
	}
	for _, none := range []string{"activities/2026.html&id=a19990101", "activities/2026.html&what=没有这个"} {
		if status, _ := b.get(Root + "of?page=" + none); status != 404 {
			t.Errorf("%s answers %d", none, status)
		}
	}
}

// What a page calls a figure that somebody did not report is what the desk knows it by.
func TestEveryFigureThatLacksSomethingIsKnown(t *testing.T) {
	b := sit(t, maps.Clone(city))
	s, _ := b.desk.o.Now()
	for _, m := range s.Records().Catalog.Measures() {
		if got, ok := measureOf(s.Records().Catalog, " "+m.Name()+"\n"); !ok || got != m {
			t.Errorf("%s is not known", m.Name())
		}
	}
}
