package desk

import (
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/diag"
	"kepu/generator/preview"
	"kepu/generator/remove/removetest"
	"kepu/generator/site"
)

func TestTheHomeOfAGoodSite(t *testing.T) {
	b := sit(t, map[string]string{"site.toml": siteTOML})
	_, page := b.get(Root)
	b.must(page, "没有发现错误", "没有要办的事", "在桌面上还没有保存过什么")
	if strings.Contains(page, `class="count"`) {
		t.Error("the menu counts errors")
	}
	_, page = b.get(Root + "due")
	b.must(page, "到2026年11月30日，按记录没有要办的事")
	_, page = b.get(Root + "problems")
	b.must(page, "都改好了")
}

// Until the content has been read nothing is said of it.
func TestTheHomeWhileTheContentIsRead(t *testing.T) {
	d, err := New(Options{Preview: preview.New(preview.Options{}), Now: func() (*site.Site, diag.List) { return nil, nil }, Content: removetest.TempDir(t), Today: today})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	d.home(w, httptest.NewRequest(http.MethodGet, Root, nil))
	page := w.Body.String()
	for _, no := range []string{"没有发现错误", "还做不出网站", "没有要办"} {
		if strings.Contains(page, no) {
			t.Errorf("it says %q:\n%s", no, says(page))
		}
	}
	if !strings.Contains(page, "正在读内容") || !strings.Contains(page, `http-equiv="refresh"`) {
		t.Errorf("it does not say that it is reading:\n%s", says(page))
	}
}

// What has one cause is told once, however often.
func TestTheSameProblemIsToldOnce(t *testing.T) {
	files := maps.Clone(city)
	var log strings.Builder
	for i := range 200 {
		fmt.Fprintf(&log, "[[activity]]\ndate = 2026-03-%02d\ntitle = \"活动%d\"\nbase = \"没有的馆%d\"\n", i%28+1, i, i)
	}
	files["activities/2025.toml"] = log.String()
	b := sit(t, files)
	_, page := b.get(Root)
	b.must(page, "200", "同样的问题共", "没有的馆0")
	if n := strings.Count(page, "没有的馆"); n > 20 {
		t.Errorf("the home has %d of them", n)
	}
	if !strings.Contains(page, `class="count" title="错误">`) {
		t.Error("the menu does not count errors")
	}
	seen := map[string]bool{}
	page = b.follow(page, "全部列出")
	for range 10 {
		for _, m := range regexp.MustCompile(`没有的馆\d+`).FindAllString(says(page), -1) {
			seen[m] = true
		}
		if !strings.Contains(page, "后面的<") {
			break
		}
		page = b.follow(page, "后面的")
	}
	if len(seen) != 200 {
		t.Errorf("the pages have %d of them", len(seen))
	}
}

// A problem leads to the form of its record, where that can be read.
func TestAProblemLeadsToItsForm(t *testing.T) {
	files := maps.Clone(city)
	files["activities/2026.toml"] = strings.Replace(files["activities/2026.toml"], "participants = 300\n", "participants = 300\nbase = \"没有的馆\"\n", 1)
	b := sit(t, files)
	_, page := b.get(Root)
	m := regexp.MustCompile(`href="(/_desk/edit/activity[^"]*#f-bases)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("nothing leads to the box:\n%s", page)
	}
	_, page = b.get(html.UnescapeString(m[1]))
	if _, values := b.formOf(page); values.Get("title") != "展览" {
		t.Errorf("the form is of %v", values)
	}
}

func TestRepairsAreSeenThenMade(t *testing.T) {
	files := maps.Clone(city)
	good := files["activities/2026.toml"]
	files["activities/2026.toml"] = strings.NewReplacer(`title = "展览"`, `title = “展览”`, "participants = 300", "participants = 1,300").Replace(good)
	b := sit(t, files)
	_, page := b.get(Root)
	b.must(page, "改好它", "全部改好")
	one := b.follow(page, "改好它")
	b.must(one, "这样改，对吗？", `title = "展览"`)
	if b.read("activities/2026.toml") != files["activities/2026.toml"] {
		t.Fatal("looking has written")
	}
	b.send(one, "back", nil)
	m := regexp.MustCompile(`href="(/_desk/repairs)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal("nothing leads to all repairs")
	}
	_, all := b.get(m[1])
	b.must(all, `title = "展览"`, "participants = 1300")
	// Somebody writes meanwhile: what was not seen is not made.
	late := b.read("activities/2026.toml") + "# 又一行\n"
	b.write("activities/2026.toml", late)
	b.desk.o.Refresh()
	b.write("activities/2025.toml", "[[activity]]\ndate = 2025-01-01\ntitle = “二”\n")
	b.desk.o.Refresh()
	_, all = b.send(all, "save", nil)
	b.must(all, "文件刚才又变了", "activities/2025.toml")
	if b.read("activities/2026.toml") != late {
		t.Fatal("a change was written that nobody had seen")
	}
	_, page = b.send(all, "save", nil)
	b.must(page, "已保存")
	if got, want := b.read("activities/2026.toml"), strings.Replace(good, "participants = 300", "participants = 1300", 1)+"# 又一行\n"; got != want {
		t.Errorf("the file is\n%s\nwant\n%s", got, want)
	}
	if status, page := b.get(html.UnescapeString(regexp.MustCompile(`/_desk/repair\?[^"]*`).FindString(one))); status < 400 {
		t.Errorf("of what is put right it answers %d:\n%s", status, says(page))
	}
	_, page = b.get(Root)
	if strings.Contains(page, "全部改好") {
		t.Errorf("there is still something:\n%s", says(page))
	}
}

// What was saved stands on the home once, with the way back.
func TestTheHomeTellsOnceWhatWasSaved(t *testing.T) {
	b := sit(t, maps.Clone(city))
	before := b.read("bases/jia-weather.md")
	b.saveField(baseForm, "phone", "0396-1111111")
	_, page := b.get(Root)
	b.must(page, "已保存：", "加上电话“0396-1111111”")
	page = b.follow(page, "撤销")
	b.send(page, "save", nil)
	if b.read("bases/jia-weather.md") != before {
		t.Error("it is not taken back")
	}
	b.get(Root)
	_, page = b.get(Root)
	if strings.Contains(page, "已保存：") {
		t.Error("it is told twice")
	}
	b.must(page, "最近保存的", "撤销：", "重做")
}

// Each thing that is due leads to where it is done.
func TestWhatIsDueLeadsToItsForm(t *testing.T) {
	files := maps.Clone(city)
	files["activities/2026.toml"] += "\n[[activity]]\ndate = 2026-06-01\ntitle = \"夏令营\"\nstatus = \"planned\"\n"
	files["activities/2024.toml"] = "[[annual]]\nbase = \"甲县气象科普馆\"\nyear = 2024\nvisitors = 5\n"
	files["designations.toml"] = strings.Replace(files["designations.toml"], "date = 2016-05-01\n", "date = 2016-05-01\nvalid_until = \"unknown\"\n", 1)
	files["bases/yi.md"] = "+++\nname = \"乙馆\"\ncounty = \"乙县\"\nkind = \"气象\"\nphone = \"0396-1234567\"\n+++\n待补\n"
	b := sit(t, files)
	_, home := b.get(Root)
	_, all := b.get(Root + "due")
	_, all, _ = strings.Cut(all, "<main")
	for _, c := range []struct{ name, box, value string }{
		{"夏令营", "title", "夏令营"},
		{"没有写电话", "name", "甲县气象科普馆"},
		{"没有写坐标", "name", "甲县气象科普馆"},
		{"有效期未查到", "valid_until", "unknown"},
		{"2025年年度数据没有报来", "year", "2025"},
	} {
		m := regexp.MustCompile(`<a href="([^"]*)">[^<]*` + c.name).FindStringSubmatch(all)
		if m == nil {
			t.Errorf("%s is not listed:\n%s", c.name, all)
			continue
		}
		status, page := b.get(html.UnescapeString(m[1]))
		if status != http.StatusOK {
			t.Errorf("%s: %s answers %d", c.name, m[1], status)
			continue
		}
		if _, values := b.formOf(page); values.Get(c.box) != c.value {
			t.Errorf("%s: %s has %q in %s:\n%v", c.name, m[1], values.Get(c.box), c.box, values)
		}
		if at := strings.Index(m[1], "#"); at >= 0 && !strings.Contains(page, `id="`+m[1][at+1:]+`"`) {
			t.Errorf("%s: there is no %s", c.name, m[1][at:])
		}
	}
	b.must(home, "该办了", "夏令营")
	for _, m := range regexp.MustCompile(`<a href="(/_desk/[^"]*)">`).FindAllStringSubmatch(all, -1) {
		if status, _ := b.get(html.UnescapeString(m[1])); status != http.StatusOK {
			t.Errorf("%s answers %d", m[1], status)
		}
	}
	_, yi := b.get(Root + "due?county=yi")
	b.must(yi, "乙馆")
	if strings.Contains(says(yi), "甲县气象科普馆") {
		t.Errorf("of one county it lists\n%s", says(yi))
	}
	if _, none := b.get(Root + "due?county=" + url.QueryEscape("没有")); strings.Contains(none, "乙馆") {
		t.Error("a county that is none has something")
	}
	if status, sheet := b.get(Root + "due/print?county=yi"); status != http.StatusOK || !strings.Contains(sheet, "乙馆") || strings.Contains(sheet, "夏令营") {
		t.Errorf("the sheet: %d\n%s", status, sheet)
	}
}
