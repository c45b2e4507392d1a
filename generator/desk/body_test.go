package desk

import (
	"encoding/json"
	"html"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

const textOfBase = Root + "body?file=bases%2Fjia-weather.md"

// ask sends a text for its page, as the script does.
func (b *bench) ask(file, text string) (page, found string) {
	b.t.Helper()
	status, answer, _ := b.post(Root+"live?"+url.Values{"file": {file}}.Encode(), url.Values{"text": {text}})
	var a struct{ Page, Found string }
	if err := json.Unmarshal([]byte(answer), &a); status != 200 || err != nil {
		b.t.Fatalf("%d %v\n%s", status, err, answer)
	}
	return a.Page, a.Found
}

var frameTag = regexp.MustCompile(`<iframe sandbox="allow-same-origin" src="([^"]*)"`)

func frameOf(t *testing.T, page string) string {
	t.Helper()
	m := frameTag.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no page stands beside the text:\n%s", page)
	}
	return html.UnescapeString(m[1])
}

func TestATextIsChangedBesideItsPage(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.get(textOfBase)
	if _, values := b.formOf(page); values.Get("text") != "正文。" {
		t.Fatalf("the box has %q", values.Get("text"))
	}
	if status, shown := b.get(frameOf(t, page)); status != 200 || !strings.Contains(shown, "正文。") {
		t.Errorf("the page beside it: %d", status)
	}
	status, page := b.send(page, "look", url.Values{"text": {"## 展厅\n\n正文，改过。\n\n"}})
	if status != 200 {
		t.Fatalf("%d\n%s", status, says(page))
	}
	b.must(page, "改了“甲县气象科普馆”的正文", "正文，改过。")
	if b.read("bases/jia-weather.md") != city["bases/jia-weather.md"] {
		t.Fatal("looking has written something")
	}
	_, again := b.send(page, "back", nil)
	if _, values := b.formOf(again); values.Get("text") != "## 展厅\n\n正文，改过。" {
		t.Errorf("on the way back the box has %q", values.Get("text"))
	}
	_, page = b.send(page, "save", nil)
	b.must(page, "已保存", "改正文")
	if want := strings.Replace(city["bases/jia-weather.md"], "正文。", "## 展厅\r\n\r\n正文，改过。", 1); b.read("bases/jia-weather.md") != want {
		t.Errorf("the file is\n%q\nwant\n%q", b.read("bases/jia-weather.md"), want)
	}
	b.send(page, "", nil)
	if b.read("bases/jia-weather.md") != city["bases/jia-weather.md"] {
		t.Error("what was taken back is not as it was")
	}
	_, page = b.fill(textOfBase, nil)
	b.must(page, "没有改动")
	if _, list := b.get(Root + "list/base"); !strings.Contains(list, "/_desk/body?file=bases") {
		t.Error("the list does not lead to the text")
	}
	if _, form := b.get(baseForm); !strings.Contains(form, "/_desk/body?file=bases") {
		t.Error("the form does not lead to the text")
	}
}

func TestATextComesToLifeWithoutBeingWritten(t *testing.T) {
	b := sit(t, maps.Clone(city))
	page, found := b.ask("bases/jia-weather.md", "新来的话。{{ 数字 活动 年份=2026 }}项")
	if _, shown := b.get(page); !strings.Contains(shown, "新来的话。") || strings.Contains(found, "fault") {
		t.Errorf("it is not on its page, or: %s", found)
	}
	next, found := b.ask("bases/jia-weather.md", "\n一。\n\n[坏的](nobody.md)\n\n{{ 数字 没有 }}\n")
	if next != "" || !strings.Contains(found, `data-line="3"`) || !strings.Contains(found, "没有这个页面") || !strings.Contains(found, "改好下面的错误") {
		t.Errorf("of a text that makes no page: %q\n%s", next, found)
	}
	if _, shown := b.get(page); !strings.Contains(shown, "新来的话。") {
		t.Error("the last good page has gone")
	}
	_, found = b.ask("bases/jia-weather.md", "一。\n\n##没有空格\n\n<b>标签</b>\n")
	if !strings.Contains(found, `data-line="3"`) || !strings.Contains(found, `data-line="5"`) {
		t.Errorf("of what is warned about: %s", found)
	}
	_, found = b.ask("bases/jia-weather.md", "[字](<a<img src=x onerror=alert(1)>.md>) {{ 数字 <script>alert(1)</script> }}")
	if !strings.Contains(found, "fault") || strings.Contains(found, "<img") || strings.Contains(found, "<script") {
		t.Errorf("what a text says becomes markup: %s", found)
	}
	if b.read("bases/jia-weather.md") != city["bases/jia-weather.md"] {
		t.Error("something was written")
	}
	if _, site := b.get("/bases/jia-weather.html"); !strings.Contains(site, "正文。") {
		t.Error("the preview shows what was not saved")
	}
	// Without a script the form does it.
	_, body := b.get(textOfBase)
	_, body = b.send(body, "live", url.Values{"text": {"没有脚本。"}})
	if _, shown := b.get(frameOf(t, body)); !strings.Contains(shown, "没有脚本。") {
		t.Error("the form's own way does not show the page")
	}
}

func TestADraftHasItsPageWhileItIsWritten(t *testing.T) {
	files := maps.Clone(city)
	files["notices/plan.md"] = "+++\ntitle = \"通知\"\ndate = 2026-11-01\ndraft = true # 未定\n+++\n\n草稿。\n"
	b := sit(t, files)
	_, body := b.get(Root + "body?file=notices%2Fplan.md")
	if _, shown := b.get(frameOf(t, body)); !strings.Contains(shown, "草稿。") {
		t.Error("a draft has no page")
	}
	b.must(body, "草稿：网站上还没有这一页")
	_, found := b.ask("notices/plan.md", "一。\n\n[坏的](nobody.md)")
	if !strings.Contains(found, `data-line="3"`) {
		t.Errorf("a draft's lines: %s", found)
	}
	_, body = b.send(body, "look", url.Values{"text": {"还是草稿。"}})
	b.send(body, "save", nil)
	if want := strings.Replace(files["notices/plan.md"], "草稿。", "还是草稿。", 1); b.read("notices/plan.md") != want {
		t.Errorf("saved, it is\n%s", b.read("notices/plan.md"))
	}
}

func TestTwoAtOneTextSeeBoth(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, mine := b.get(textOfBase)
	theirs := strings.Replace(city["bases/jia-weather.md"], "正文。", "他们的。", 1)
	b.write("bases/jia-weather.md", theirs)
	status, page := b.send(mine, "look", url.Values{"text": {"我的。"}})
	if status != http.StatusConflict {
		t.Fatalf("%d\n%s", status, says(page))
	}
	b.must(page, "没有保存", "我的。", "他们的。")
	if b.read("bases/jia-weather.md") != theirs {
		t.Fatal("something was written")
	}
	_, page = b.send(page, "look", url.Values{"text": {"他们的。我的。"}})
	b.send(page, "save", nil)
	if want := strings.Replace(theirs, "他们的。", "他们的。我的。", 1); b.read("bases/jia-weather.md") != want {
		t.Errorf("the file is\n%q", b.read("bases/jia-weather.md"))
	}
	_, page = b.send(mine, "look", url.Values{"text": {"正文。"}}) // untouched: nothing of theirs is taken back
	b.must(page, "他们的。我的。")
	// Between the look and the save.
	_, page = b.get(textOfBase)
	_, page = b.send(page, "look", url.Values{"text": {"再改。"}})
	late := strings.Replace(theirs, "他们的。", "最后一刻。", 1)
	b.write("bases/jia-weather.md", late)
	_, page = b.send(page, "save", nil)
	b.must(page, "没有保存", "再改。", "最后一刻。")
	if b.read("bases/jia-weather.md") != late {
		t.Error("what was not seen was written over")
	}
}

func TestATextWithAnErrorIsNotWritten(t *testing.T) {
	b := sit(t, maps.Clone(city))
	for _, text := range []string{"一。\n\n[坏的](nobody.md)", "一。\n\n![图](没有.jpg)", "一。\n\n{{ 数字 没有 }}", "一。\n\n[出去](../../x.md)", "一。\n\n[脚本](javascript:alert)"} {
		status, page := b.fill(textOfBase, url.Values{"text": {text}})
		if _, values := b.formOf(page); status != http.StatusUnprocessableEntity || values.Get("text") != text || !strings.Contains(page, `data-line="3"`) {
			t.Errorf("%q: %d\n%s", text, status, says(page))
		}
	}
	// What is wrong already is told when the text is opened.
	b.write("bases/jia-weather.md", strings.Replace(city["bases/jia-weather.md"], "正文。", "一。\r\n\r\n[坏的](nobody.md)", 1))
	b.desk.o.Refresh()
	if _, page := b.get(textOfBase); !strings.Contains(page, `data-line="3"`) {
		t.Errorf("when it is opened nothing is told:\n%s", says(page))
	}
	b.write("bases/jia-weather.md", city["bases/jia-weather.md"])

	// An error elsewhere keeps no text from being written.
	b.write("activities/2026.toml", "[[activity]]\ntitle = “坏”\n")
	b.desk.o.Refresh()
	_, found := b.ask("bases/jia-weather.md", "照样写。")
	if !strings.Contains(found, "别的地方有错误") || !strings.Contains(found, "activities/2026.toml") {
		t.Errorf("an error elsewhere is told as %s", found)
	}
	_, page := b.fill(textOfBase, url.Values{"text": {"照样写。"}})
	b.send(page, "save", nil)
	if !strings.Contains(b.read("bases/jia-weather.md"), "照样写。") {
		t.Error("it was not saved")
	}
}

func TestOnlyTextsOfPagesAreOpened(t *testing.T) {
	b := sit(t, maps.Clone(city))
	for _, file := range []string{"", "site.toml", "../secret.md", "/etc/passwd", "bases/../site.toml", "bases/nobody.md", "activities/2026.toml", ".kepu/x.md", "bases", `bases\jia-weather.md`, "bases/jia-weather.md\x00"} {
		for _, door := range []string{"body", "live"} {
			path := Root + door + "?" + url.Values{"file": {file}}.Encode()
			if status, _, _ := b.post(path, url.Values{"text": {"x"}, "act": {"save"}}); status != 404 {
				t.Errorf("%s of %q answers %d", door, file, status)
			}
		}
	}
	page, _ := b.ask("bases/jia-weather.md", "看。")
	for _, c := range []struct {
		path string
		want int
	}{
		{page, 200}, {strings.Replace(page, "/live/1/", "/live/9/", 1), 404}, {strings.Replace(page, "/live/1/", "/live/x/", 1), 404},
		{Root + "live/1/../../../etc/passwd", 404}, {Root + "live/1/site.toml", 404}, {Root + "live/1/assets/site.js", 404}, {Root + "live/1/", 404}, {Root + "live", 404},
	} {
		if status, _ := b.get(c.path); status != c.want {
			t.Errorf("%s answers %d, want %d", c.path, status, c.want)
		}
	}
	r, err := http.Get(b.server.URL + page) // a stranger
	if err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, r.Body)
	r.Body.Close()
	if r.StatusCode != http.StatusForbidden || r.Header.Get("X-Frame-Options") != "DENY" {
		t.Errorf("without a session: %d %s", r.StatusCode, r.Header.Get("X-Frame-Options"))
	}
	r, err = b.client.Get(b.server.URL + page)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if p := r.Header.Get("Content-Security-Policy"); r.Header.Get("X-Frame-Options") != "SAMEORIGIN" || !strings.Contains(p, "frame-ancestors 'self'") || strings.Contains(p, "script-src") {
		t.Errorf("the page in the frame is sent with %q and %q", r.Header.Get("X-Frame-Options"), p)
	}
	if r, err = b.client.Get(b.server.URL + textOfBase); err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if p := r.Header.Get("Content-Security-Policy"); r.Header.Get("X-Frame-Options") != "DENY" || !strings.HasSuffix(p, "; frame-src 'self'") || !strings.Contains(p, "frame-ancestors 'none'") {
		t.Errorf("the desk's own page is sent with %q", p)
	}
}

func TestOnlySoManySitesAreKept(t *testing.T) {
	b := sit(t, maps.Clone(city))
	s, _ := b.desk.o.Now()
	var l lives
	for _, path := range []string{"a", "b", "a", "c", "d", "a", "e"} {
		l.keep(path, s)
	}
	if len(l.list) != mostLives || l.of(1) == nil || l.of(2) != nil {
		t.Errorf("%+v", l.list)
	}
}

func TestPagesAndFiguresAreFoundForAText(t *testing.T) {
	files := maps.Clone(city)
	files["notices/西 平(1).md"] = "+++\ntitle = \"关于“讲座”的通知\"\ndate = 2026-11-01\n+++\n\n话。\n"
	files["bases/yi.md"] = "+++\nname = \"乙县馆\"\ncounty = \"乙县\"\n+++\n\n话。\n"
	b := sit(t, files)
	for ask, want := range map[string]string{
		"气象": "/bases/jia-weather.md", "qixiang": "/bases/jia-weather.md", "讲座": "/notices/西%20平%281%29.md", "JIAXIAN": "/bases/jia-weather.md",
		"没有": "", "": "", " ": "", "<b>": "", "%": "",
	} {
		_, answer := b.get(Root + "find.json?" + url.Values{"q": {ask}}.Encode())
		var a struct {
			Pages []foundPage
			More  int
		}
		if err := json.Unmarshal([]byte(answer), &a); err != nil || a.Pages == nil {
			t.Fatalf("%q: %v\n%s", ask, err, answer)
		}
		switch {
		case want == "" && len(a.Pages) > 0:
			t.Errorf("%q finds %v", ask, a.Pages)
		case want != "" && (len(a.Pages) != 1 || a.Pages[0].Path != want):
			t.Errorf("%q finds %v, want %s", ask, a.Pages, want)
		case want != "": // and a link that is written so leads there
			if _, found := b.ask("bases/yi.md", "[文字]("+want+")"); strings.Contains(found, "fault") {
				t.Errorf("%s: %s", want, found)
			}
		}
	}
	for _, c := range []struct {
		q                         url.Values
		text, value, about, wrong string
	}{
		{url.Values{"what": {"参加人次"}, "年份": {"2026"}, "单位": {"1"}}, "{{ 数字 参加人次 年份=2026 单位 }}", "300人次", "2项活动中1项填报", ""},
		{url.Values{"what": {"活动数"}, "年份": {"2026"}, "县区": {"甲县"}}, "{{ 数字 活动数 年份=2026 县区=甲县 }}", "1", "2026年甲县活动数", ""},
		{url.Values{"what": {"基地"}}, "{{ 数字 基地 }}", "2", "基地", ""},
		{url.Values{"what": {"基地"}, "月份": {"3"}}, "{{ 数字 基地 月份=3 }}", "", "", "月份"},
		{url.Values{"kind": {"图表"}, "what": {"参加人次"}, "按": {"月份"}, "年份": {"2026"}}, "{{ 图表 参加人次 按=月份 年份=2026 }}", "12 行", "2026年参加人次", ""},
		{url.Values{"what": {"没有的 }} {{ 图表"}}, "", "", "", "没有的"},
		{url.Values{}, "", "", "", "。"},
	} {
		_, answer := b.get(Root + "figure.json?" + c.q.Encode())
		var a struct{ Text, Value, About, Fault string }
		if err := json.Unmarshal([]byte(answer), &a); err != nil {
			t.Fatalf("%v\n%s", err, answer)
		}
		if c.text != "" && a.Text != c.text || a.Value != c.value || !strings.Contains(a.About, c.about) || !strings.Contains(a.Fault, c.wrong) || (a.Fault == "") != (c.wrong == "") {
			t.Errorf("%v: %+v", c.q, a)
		}
	}
	_, page := b.get(textOfBase)
	for _, want := range []string{`id="ask-figure"`, "<option>参加人次</option>", "<option>2026</option>", "<option>乙县</option>", "<option>全国科普日</option>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not have %s", want)
		}
	}
}
