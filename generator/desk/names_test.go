package desk

import (
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A base that is renamed in its form keeps its old name as another one, and what its records say stays.
func TestAnotherNameKeepsTheOldOne(t *testing.T) {
	for _, c := range []struct {
		what, alias string
		typed       url.Values
		want        string
	}{
		{"plain", "", url.Values{"name": {"甲县天气馆"}}, "alias    = [\"甲县气象科普馆\"]"},
		{"with another change", "", url.Values{"name": {"甲县天气馆"}, "phone": {"0396-1234567"}}, "alias    = [\"甲县气象科普馆\"]"},
		{"with an alias typed", "", url.Values{"name": {"甲县天气馆"}, "alias": {"气象馆"}}, "alias    = [\"气象馆\", \"甲县气象科普馆\"]"},
		{"back to an alias", "alias    = [\"甲县天气馆\"]\r\n", url.Values{"name": {"甲县天气馆"}}, "alias    = [\"甲县气象科普馆\"]"},
		{"the old one typed as well", "", url.Values{"name": {"甲县天气馆"}, "alias": {"甲县气象科普馆"}}, "alias    = [\"甲县气象科普馆\"]"},
	} {
		files := maps.Clone(city)
		files["bases/jia-weather.md"] = strings.Replace(files["bases/jia-weather.md"], "fee ", c.alias+"fee ", 1)
		b := sit(t, files)
		status, page := b.fill(baseForm, c.typed)
		b.must(page, "改名为“甲县天气馆”，原来的名称“甲县气象科普馆”留在别名里")
		b.send(page, "save", nil)
		got := b.read("bases/jia-weather.md")
		if status != 200 || !strings.Contains(got, "name     = \"甲县天气馆\"   # 备注") || !strings.Contains(got, c.want) || strings.Count(got, "甲县气象科普馆") != 1 {
			t.Errorf("%s: %d, and the file is\n%s", c.what, status, got)
		}
		if b.read("activities/2026.toml") != city["activities/2026.toml"] {
			t.Errorf("%s: the log has changed", c.what)
		}
		if _, site := b.get("/bases/jia-weather.html"); !strings.Contains(site, "甲县天气馆") || !strings.Contains(site, "讲座") {
			t.Errorf("%s: the page has lost its activity", c.what)
		}
	}
}

// Another id moves the page and its photos, changes what refers to it, and is taken back whole.
func TestAnotherIDMovesThePage(t *testing.T) {
	files := maps.Clone(city)
	files["activities/2026.toml"] = strings.Replace(files["activities/2026.toml"], `base  = "甲县气象科普馆"`, `base  = "jia-weather"`, 1)
	files["pages/about.md"] = "+++\ntitle = \"关于\"\n+++\n\n[看](../bases/jia-weather.md)\n"
	b := sit(t, files)
	address := Root + "id?file=bases%2Fjia-weather.md"
	_, page := b.get(baseForm)
	b.must(page, "改网址里的编号", "不要删这一页")
	_, page = b.get(address)
	b.must(page, "/bases/jia-weather.html", "原来的网址会自动转过来")
	for _, bad := range []string{"", "甲 县", "Jia", "jia-weather", "../x", strings.Repeat("a", 80)} {
		if status, page := b.send(page, "look", url.Values{"id": {bad}}); status != http.StatusUnprocessableEntity {
			t.Errorf("%q answers %d:\n%s", bad, status, says(page))
		}
	}
	_, look := b.send(page, "look", url.Values{"id": {"jia-sky"}})
	b.must(look, "jia-sky", "activities/2026.toml", "pages/about.md", "bases/jia-sky.md")
	if b.read("activities/2026.toml") != files["activities/2026.toml"] {
		t.Fatal("something was written")
	}
	_, back := b.send(look, "back", nil)
	if _, values := b.formOf(back); values.Get("id") != "jia-sky" {
		t.Errorf("what was typed is lost: %v", values)
	}
	_, done := b.send(look, "save", nil)
	b.must(done, "已保存")
	if _, err := os.Stat(filepath.Join(b.dir, "bases", "jia-weather.md")); err == nil || !strings.Contains(b.read("activities/2026.toml"), `"jia-sky"`) || !strings.Contains(b.read("pages/about.md"), "bases/jia-sky.md") {
		t.Errorf("the log is\n%s", b.read("activities/2026.toml"))
	}
	if status, site := b.get("/bases/jia-weather.html"); status != 200 || !strings.Contains(site, "jia-sky") {
		t.Errorf("the old address answers %d", status)
	}
	b.send(done, "", nil)
	for name, text := range files {
		if b.read(name) != text {
			t.Errorf("taken back, %s is\n%s", name, b.read(name))
		}
	}
	for _, path := range []string{"bases/none.md", "site.toml", "../x", ""} {
		if status, _ := b.get(Root + "id?file=" + url.QueryEscape(path)); status != 404 {
			t.Errorf("id of %q answers %d", path, status)
		}
	}
}

// A name that nobody knows can become a base, in another window, while what was typed stays.
func TestAnUnknownNameMayBecomeABase(t *testing.T) {
	b := sit(t, maps.Clone(city))
	for _, c := range []struct {
		path  string
		typed url.Values
	}{
		{"new/activity", url.Values{"date": {"2026.3.5"}, "title": {"讲座二"}, "bases": {"气象", "丁县 <植物园>"}}},
		{"new/annual", url.Values{"base": {"丁县 <植物园>"}, "year": {"2025"}}},
		{"new/route", url.Values{"title": {"一日游"}, "stop.base": {"丁县 <植物园>"}, "stop.minutes": {""}, "stop.what": {""}}},
	} {
		_, page := b.fill(Root+c.path, c.typed)
		link := `href="/_desk/new/base?name=%e4%b8%81%e5%8e%bf%20%3c%e6%a4%8d%e7%89%a9%e5%9b%ad%3e"`
		if !strings.Contains(page, link) || !strings.Contains(page, `target="_blank"`) {
			t.Errorf("%s: no way leads to a new base:\n%s", c.path, page)
		}
	}
	_, page := b.get(Root + "new/base?name=" + url.QueryEscape("丁县 <植物园>"))
	if _, values := b.formOf(page); values.Get("name") != "丁县 <植物园>" {
		t.Errorf("it begins with %v", values)
	}
	_, page = b.fill(Root+"new/activity", url.Values{"date": {"2026.3.5"}, "title": {"讲座二"}, "bases": {"气象"}})
	if strings.Contains(page, "new/base") {
		t.Error("a known name is offered as a new base")
	}
}

// The names of a document are pasted whole, and seen parted before they are saved.
func TestTheNamesOfADocumentAreParted(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.fill(Root+"new/naming", url.Values{"level": {"市级"}, "date": {"2026.3.5"}, "total": {"4"}, "others": {"戊县馆"}, "roll": {"1. 甲县气象科普馆\n2. 丁县植物园\n3. 气象馆\n"}})
	b.must(page, "有网页的 1 家：甲县气象科普馆", "没有网页的 3 家：戊县馆、丁县植物园、气象馆", "一共 4 家，和写的总数一样", `others = ["戊县馆", "丁县植物园", "气象馆"]`)
	_, back := b.send(page, "back", nil)
	_, values := b.formOf(back)
	if values.Get("roll") != "" || values.Get("others") != "戊县馆\n丁县植物园\n气象馆" || values["bases"][0] != "甲县气象科普馆" {
		t.Errorf("the form has %v", values)
	}
	b.send(page, "save", nil)
	if got := b.read("designations.toml"); !strings.HasPrefix(got, city["designations.toml"]) || !strings.Contains(got, "date = 2026-03-05\nbases = [\"甲县气象科普馆\"]") || strings.Contains(got, "roll") {
		t.Errorf("the file is\n%s", got)
	}
	// A slip elsewhere: the names are parted, and stay.
	_, page = b.fill(Root+"new/naming", url.Values{"level": {"市级"}, "date": {"哪天"}, "roll": {"丁县植物园\n丁县植物园"}})
	b.must(page, "没有网页的 1 家", "只算一次的：丁县植物园")
	if _, values = b.formOf(page); values.Get("others") != "丁县植物园" {
		t.Errorf("the form has %v", values)
	}
	for total, want := range map[string]string{"": "总数没有写", "9": "还差 8 家的名称"} {
		_, page = b.fill(Root+"new/naming", url.Values{"level": {"市级"}, "date": {"2026.3.5"}, "total": {total}, "roll": {"丁县植物园"}})
		b.must(page, want)
	}
}
