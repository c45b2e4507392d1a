package desk

import (
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// follow opens what a link of that text leads to.
func (b *bench) follow(page, text string) string {
	b.t.Helper()
	m := regexp.MustCompile(`href="([^"]*)"[^>]*>` + regexp.QuoteMeta(text) + `<`).FindStringSubmatch(page)
	if m == nil {
		b.t.Fatalf("no link is called %q:\n%s", text, page)
	}
	status, next := b.get(html.UnescapeString(m[1]))
	if status != http.StatusOK {
		b.t.Fatalf("%s answers %d:\n%s", m[1], status, says(next))
	}
	return next
}

// saveField fills in one box of a form and saves it.
func (b *bench) saveField(form, key, value string) {
	b.t.Helper()
	_, page := b.fill(form, url.Values{key: {value}})
	_, page = b.send(page, "save", nil)
	b.must(page, "已保存")
}

func TestTheHistoryTellsAndGivesBack(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.get(Root + "history")
	b.must(page, "还没有记录")
	before := b.read("bases/jia-weather.md")
	b.saveField(baseForm, "phone", "0396-1111111")
	first := b.read("bases/jia-weather.md")
	b.saveField(baseForm, "phone", "0396-2222222")
	second := b.read("bases/jia-weather.md")

	_, page = b.get(Root + "history")
	b.must(page, "0396-1111111”改成“0396-2222222", "加上电话“0396-1111111”", `phone    = "0396-2222222"`, "2026年11月30日")
	if n := strings.Count(page, ">撤销<"); n != 1 { // of the first nothing can be taken back as a whole any more
		t.Errorf("%d can be taken back:\n%s", n, says(page))
	}

	// Undo from the history is looked at first.
	page = b.follow(page, "撤销")
	b.must(page, "撤销：", "0396-1111111")
	if b.read("bases/jia-weather.md") != second {
		t.Fatal("looking has written")
	}
	_, page = b.send(page, "save", nil)
	if b.must(page, "已保存"); b.read("bases/jia-weather.md") != first {
		t.Errorf("taken back, the file is\n%s", b.read("bases/jia-weather.md"))
	}
	_, page = b.get(Root + "history")
	page = b.follow(page, "重做")
	_, page = b.send(page, "save", nil)
	if b.must(page, "已保存"); b.read("bases/jia-weather.md") != second {
		t.Errorf("done again, the file is\n%s", b.read("bases/jia-weather.md"))
	}

	// A file is got back as it was before the first change.
	_, page = b.get(Root + "history")
	links := regexp.MustCompile(`href="(/_desk/entry[^"]*)"`).FindAllStringSubmatch(page, -1)
	_, page = b.get(html.UnescapeString(links[len(links)-1][1]))
	b.must(page, "后来又改过")
	page = b.follow(page, "取回改以前的样子")
	b.must(page, "恢复成", "0396-2222222")
	b.write("bases/jia-weather.md", second+"记事本写的。\n") // while one looks
	_, page = b.send(page, "save", nil)
	b.must(page, "文件刚才又变了", "记事本写的")
	_, page = b.send(page, "save", nil)
	if b.must(page, "已保存"); b.read("bases/jia-weather.md") != before {
		t.Errorf("got back, the file is\n%q\nwant\n%q", b.read("bases/jia-weather.md"), before)
	}
	_, page = b.get(Root + "history")
	b.must(page, "在别的程序里改了 bases/jia-weather.md", "把 bases/jia-weather.md 恢复成")

	for ask, found := range map[string]bool{"jia-weather": true, "甲县气象": true, "jiaxian": true, "2222222": true, "乙县": false, "site.toml": false} {
		if _, page := b.get(Root + "history?q=" + url.QueryEscape(ask)); strings.Contains(page, "past__says") != found {
			t.Errorf("%q finds\n%s", ask, says(page))
		}
	}
	for _, path := range []string{"entry?id=x", "undo?entry=x", "restore?file=bases/jia-weather.md&entry=x", "restore?file=../secret&entry=x"} {
		if status, page := b.get(Root + path); status < 400 {
			t.Errorf("%s answers %d:\n%s", path, status, says(page))
		}
	}
}

// What was changed again cannot be taken back as a whole, and the page says what can be done.
func TestAnUndoThatComesTooLate(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.fill(baseForm, url.Values{"phone": {"0396-1111111"}})
	_, saved := b.send(page, "save", nil)
	b.write("bases/jia-weather.md", b.read("bases/jia-weather.md")+"记事本写的。\n")
	now := b.read("bases/jia-weather.md")
	status, page := b.send(saved, "", nil)
	if status != http.StatusConflict || b.read("bases/jia-weather.md") != now {
		t.Errorf("it answers %d", status)
	}
	b.must(page, "在那以后又改过，不能整个撤销", "取回改以前的样子")
}

func TestTheHistoryHasPages(t *testing.T) {
	b := sit(t, maps.Clone(city))
	for i := range mostPast + 3 {
		b.saveField(baseForm, "phone", fmt.Sprintf("0396-%07d", i))
	}
	_, page := b.get(Root + "history")
	if n := strings.Count(page, `class="past__says"`); n != mostPast {
		t.Errorf("the first page has %d", n)
	}
	page = b.follow(page, "更早的")
	if n := strings.Count(page, `class="past__says"`); n != 3 || strings.Contains(page, "更早的") {
		t.Errorf("the second page has %d", n)
	}
	b.must(page, "加上电话“0396-0000000”")
}

// What would be wrong after an undo is told before it.
func TestAnUndoThatBreaksSomethingSaysSo(t *testing.T) {
	b := sit(t, maps.Clone(city))
	entry := func() string {
		return Root + "edit/activity?file=activities%2F2026.toml&at=" + fmt.Sprint(strings.LastIndex(b.read("activities/2026.toml"), "[[activity]]"))
	}
	b.saveField(entry(), "bases", "气象")
	for _, name := range []string{"bases/jia-weather.md", "activities/2026.toml", "designations.toml"} {
		b.write(name, strings.ReplaceAll(b.read(name), "甲县气象科普馆", "甲县气象馆"))
	}
	b.desk.o.Refresh()
	b.saveField(entry(), "place", "大厅")
	_, page := b.get(Root + "history")
	m := regexp.MustCompile(`href="(/_desk/entry[^"]*)"`).FindAllStringSubmatch(page, -1)
	_, page = b.get(html.UnescapeString(m[len(m)-1][1]))
	page = b.follow(page, "取回这时的样子")
	b.must(page, "保存以前请看看", "甲县气象科普馆")
}

// What taking something back would make wrong is shown before it is done, from the page of what was saved as well.
func TestAnUndoThatBreaksSomethingIsShownFirst(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.fill(Root+"new/base", url.Values{"name": {"乙县馆"}, "county": {"乙县"}, "id": {"yi-hall"}})
	_, saved := b.send(page, "save", nil)
	b.must(saved, "已保存")
	b.write("activities/2026.toml", city["activities/2026.toml"]+"\n[[activity]]\ndate = 2026-05-01\ntitle = \"开放\"\nbase = \"乙县馆\"\n")
	b.desk.o.Refresh()
	status, look := b.send(saved, "", nil)
	if _, err := os.Stat(filepath.Join(b.dir, "bases", "yi-hall.md")); status != 200 || err != nil {
		t.Fatalf("it was taken back unseen: %d, %v\n%s", status, err, says(look))
	}
	b.must(look, "这样改，对吗", "乙县馆")
	b.send(look, "save", nil)
	if _, err := os.Stat(filepath.Join(b.dir, "bases", "yi-hall.md")); err == nil {
		t.Error("once it was seen it is not done")
	}
}
