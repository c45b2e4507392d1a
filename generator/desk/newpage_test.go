package desk

import (
	"html"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/fresh"
)

// A page of each sort is made new: seen whole, saved, and then there to be written on.
func TestANewPageIsSeenAndSaved(t *testing.T) {
	for _, c := range []struct {
		sort  string
		typed url.Values
		path  string
		want  string
	}{
		{"base", url.Values{"name": {"乙县防灾馆"}, "county": {"乙县"}, "kind": {"气象"}}, "bases/yixianfangzaiguan.md", "+++\nname = \"乙县防灾馆\"\ncounty = \"乙县\"\nkind = \"气象\"\n+++\n"},
		{"base", url.Values{"name": {"乙县防灾馆"}, "county": {"乙县"}, "id": {"yi-safety"}}, "bases/yi-safety.md", "+++\nname = \"乙县防灾馆\"\ncounty = \"乙县\"\n+++\n"},
		{"notice", url.Values{"title": {"关于申报的通知"}, "date": {"3月5日"}}, "notices/guanyushenbaodetongzhi.md", "+++\ntitle = \"关于申报的通知\"\ndate = 2026-03-05\ndraft = true\n+++\n\n（待补：正文。写好以后删去这一段，再删去 draft = true 那一行。）\n"},
		{"report", url.Values{"title": {"总结"}, "date": {"2026"}}, "reports/zongjie.md", "+++\ntitle = \"总结\"\ndate = \"2026\"\ndraft = true\n+++\n\n（待补：正文。写好以后删去这一段，再删去 draft = true 那一行。）\n"},
		{"page", url.Values{"title": {"怎样申报"}, "draft": {""}}, "pages/zenyangshenbao.md", "+++\ntitle = \"怎样申报\"\n+++\n\n（待补：正文。写好以后删去这一段，再删去 draft = true 那一行。）\n"},
		{"route", url.Values{"title": {"一日游"}, "days": {"1"}, "stop.base": {"气象", "", "jxqx"}, "stop.minutes": {"40", "", ""}, "stop.what": {"看云“图”", "", ""}}, "routes/yiriyou.md",
			"+++\ntitle = \"一日游\"\ndays = 1\ndraft = true\n\n[[stop]]\nbase = \"甲县气象科普馆\"\nminutes = 40\nwhat = \"看云“图”\"\n\n[[stop]]\nbase = \"甲县气象科普馆\"\n+++\n\n（待补：正文。写好以后删去这一段，再删去 draft = true 那一行。）\n"},
	} {
		b := sit(t, maps.Clone(city))
		status, page := b.fill(Root+"new/"+c.sort, c.typed)
		if _, err := os.Stat(filepath.Join(b.dir, c.path)); status != 200 || err == nil {
			t.Fatalf("%s: looking answers %d, and the file: %v\n%s", c.sort, status, err, says(page))
		}
		b.must(page, "新加了", c.path, "新文件")
		if strings.Contains(says(page), "还没有写") { // it says so itself
			t.Errorf("%s: %s", c.sort, says(page))
		}
		if n := strings.Count(page, "<ins>"); n != strings.Count(c.want, "\n") && n != strings.Count(c.want, "\n")+1 {
			t.Errorf("%s: %d lines are shown of\n%s", c.sort, n, c.want)
		}
		status, page = b.send(page, "save", nil)
		if got := b.read(c.path); status != 200 || got != c.want {
			t.Errorf("%s: saving answers %d, and the file is\n%s\nwant\n%s", c.sort, status, got, c.want)
		}
		b.must(page, "已保存", "写正文")
		if c.sort == "base" {
			b.must(page, "看网页")
		}
		b.send(page, "", nil) // taken back
		if _, err := os.Stat(filepath.Join(b.dir, c.path)); err == nil {
			t.Errorf("%s: taken back, it is still there", c.sort)
		}
	}
}

func TestSlipsOfANewPage(t *testing.T) {
	files := maps.Clone(city)
	files["notices/guanyu.md"] = "+++\ntitle = \"旧的\"\ndate = 2020-01-01\n+++\n\n正文。\n"
	b := sit(t, files)
	for _, c := range []struct {
		sort  string
		typed url.Values
		want  string
	}{
		{"base", url.Values{"name": {"馆"}, "county": {"乙县"}, "id": {"Yi 馆"}}, "编号不能写成"},
		{"base", url.Values{"name": {"馆"}, "county": {"乙县"}, "id": {"jia-weather"}}, "已经有了"},
		{"base", url.Values{"name": {"馆"}, "county": {"乙县"}, "id": {"con"}}, "con"}, // a name that Windows reserves
		{"base", url.Values{"name": {"馆"}}, "县区要填"},
		{"base", url.Values{"name": {"甲县气象科普馆"}, "county": {"甲县"}}, "甲县气象科普馆"}, // one name of two bases
		{"route", url.Values{"title": {"一日游"}}, "站点要填"},
		{"route", url.Values{"title": {"一日游"}, "stop.base": {"气象", "没有的馆"}, "stop.minutes": {"", ""}, "stop.what": {"", ""}}, "第 2 行"},
		{"route", url.Values{"title": {"一日游"}, "stop.base": {"气象", ""}, "stop.minutes": {"", "30"}, "stop.what": {"", ""}}, "第 2 行"},
	} {
		status, page := b.fill(Root+"new/"+c.sort, c.typed)
		if status != http.StatusUnprocessableEntity || !strings.Contains(says(page), c.want) {
			t.Errorf("%v: %d, and the page does not say %q:\n%s", c.typed, status, c.want, says(page))
			continue
		}
		_, values := b.formOf(page)
		for key, typed := range c.typed {
			for i := range typed {
				if values[key][i] != typed[i] {
					t.Errorf("%v: the boxes %s have become %q", c.typed, key, values[key])
				}
			}
		}
	}
	// A file of that name is never written over: the new one gets another.
	_, page := b.fill(Root+"new/notice", url.Values{"title": {"关于"}, "date": {"2026.3.5"}})
	b.send(page, "save", nil)
	if got := b.read("notices/guanyu-2.md"); b.read("notices/guanyu.md") != files["notices/guanyu.md"] || !strings.Contains(got, "关于") {
		t.Errorf("the second is\n%s", got)
	}
	for _, name := range []string{"article", "site", "../x", ""} {
		if status, _ := b.get(Root + "new/" + name); status != 404 {
			t.Errorf("new/%s answers %d", name, status)
		}
	}
	for _, sort := range fresh.Sorts {
		if status, page := b.get(Root + "new/" + sort.Name()); status != 200 {
			t.Errorf("new/%s answers %d:\n%s", sort.Name(), status, says(page))
		}
	}
}

// Stops are put between others, changed and taken out, and the rest of the page stays to the byte.
func TestStopsOfARoute(t *testing.T) {
	const route = "+++\ntitle = \"一日游\"\ndays = 1\n\n[[stop]]   # 第一站\nbase    = \"jia-weather\"\nminutes = 1_0\n\n[[stop]]\nbase = \"甲县气象科普馆\" # 最后\n+++\n\n正文。\n"
	address := Root + "edit/route?file=routes%2Fyi.md"
	for _, c := range []struct {
		what                 string
		bases, minutes, does []string
		old, new             string
	}{
		{"one between", []string{"甲县气象科普馆", "气象", "甲县气象科普馆"}, []string{"1_0", "5", ""}, []string{"", "看", ""}, "minutes = 1_0\n", "minutes = 1_0\n\n[[stop]]\nbase    = \"甲县气象科普馆\"\nminutes = 5\nwhat    = \"看\"\n"},
		{"one goes", []string{"甲县气象科普馆", "", ""}, []string{"1_0", "", ""}, []string{"", "", ""}, "\n[[stop]]\nbase = \"甲县气象科普馆\" # 最后\n", ""},
		{"one changes", []string{"甲县气象科普馆", "甲县气象科普馆"}, []string{"1_0", "20"}, []string{"", ""}, "# 最后\n", "# 最后\nminutes = 20\n"},
		{"one after", []string{"甲县气象科普馆", "甲县气象科普馆", "气象"}, []string{"1_0", "", "3"}, []string{"", "", ""}, "# 最后\n", "# 最后\n\n[[stop]]\nbase = \"甲县气象科普馆\"\nminutes = 3\n"},
	} {
		files := maps.Clone(city)
		files["routes/yi.md"] = route
		b := sit(t, files)
		_, page := b.get(address)
		_, values := b.formOf(page)
		shown := values["stop.base"]
		for i, base := range c.bases {
			if base == "甲县气象科普馆" && i == 0 {
				c.bases[i] = shown[0] // as the box has it
			}
		}
		status, page := b.send(page, "look", url.Values{"stop.base": c.bases, "stop.minutes": c.minutes, "stop.what": c.does})
		if status != 200 {
			t.Errorf("%s: %d\n%s", c.what, status, says(page))
			continue
		}
		b.send(page, "save", nil)
		if got, want := b.read("routes/yi.md"), strings.Replace(route, c.old, c.new, 1); got != want {
			t.Errorf("%s: the file is\n%s\nwant\n%s", c.what, got, want)
		}
	}
}

// An activity of the same weeks of an earlier year is offered, and fills the form without its day and figures.
func TestLikeLastYears(t *testing.T) {
	files := maps.Clone(city)
	files["activities/2025.toml"] = "[[activity]]\ndate = 2025-11-20\ntitle = \"冬季开放日\"\nbase = \"甲县气象科普馆\"\nparticipants = 77\nlink = \"https://example.org/\"\nplace = \"大厅\"\n\n[[activity]]\ndate = 2025-12-10\ntitle = \"科普日\"\ncampaign = \"全国科普日\"\n\n[[activity]]\ndate = 2025-06-10\ntitle = \"夏天的\"\n\n[[activity]]\ndate = \"2025-11\"\ntitle = \"不知哪天\"\n"
	b := sit(t, files)
	_, page := b.get(Root + "new/activity")
	b.must(page, "照往年这个时候的", "冬季开放日", "科普日")
	if text := says(page); strings.Contains(text, "夏天的") || strings.Contains(text, "不知哪天") || strings.Index(text, "冬季开放日") < strings.Index(text, "科普日") {
		t.Errorf("the page says\n%s", text)
	}
	m := regexp.MustCompile(`href="([^"]*)">冬季开放日`).FindStringSubmatch(page)
	_, page = b.get(html.UnescapeString(m[1]))
	_, values := b.formOf(page)
	if values.Get("title") != "冬季开放日" || values["bases"][0] != "甲县气象科普馆" || values.Get("place") != "大厅" {
		t.Errorf("it begins with %v", values)
	}
	for _, key := range []string{"date", "participants", "link", "status", "was.title"} {
		if values.Get(key) != "" {
			t.Errorf("%s is %q", key, values.Get(key))
		}
	}
	if strings.Contains(says(page), "照往年") {
		t.Error("it is offered again")
	}
	b2 := sit(t, maps.Clone(city))
	if _, page = b2.get(Root + "new/activity"); strings.Contains(says(page), "照往年") {
		t.Errorf("nothing is to be offered:\n%s", says(page))
	}
}

// The draft of a year's summary is the one that kepu draft writes, seen first, and never over another.
func TestTheDraftOfAYear(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.get(Root + "new/report")
	b.must(page, "2026 年工作总结")
	_, page = b.get(Root + "new/draft?year=2026")
	b.must(page, "起草 2026 年的工作总结", "reports/2026-work-summary.md", "draft  = true")
	_, page = b.send(page, "save", nil)
	b.must(page, "已保存", "写正文")
	written := b.read("reports/2026-work-summary.md")
	if !strings.Contains(written, "{{ figure") {
		t.Errorf("the draft is\n%s", written)
	}
	status, page := b.get(Root + "new/draft?year=2026")
	if status != http.StatusConflict || b.read("reports/2026-work-summary.md") != written {
		t.Errorf("once more: %d", status)
	}
	b.must(page, "已经有了", "打开它")
	for _, year := range []string{"", "1066", "x", "2026x"} {
		if status, _ := b.get(Root + "new/draft?year=" + year); status != 404 {
			t.Errorf("of the year %q: %d", year, status)
		}
	}
}
