package desk

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"io/fs"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/folder"
	"kepu/generator/preview"
	"kepu/generator/remove/removetest"
	"kepu/generator/site"
	"kepu/themes"
)

const siteTOML = `title = "示例市科普基地"

[organiser]
name = "示例市科协"

[[county]]
id = "jia"
name = "甲县"
[[county]]
id = "yi"
name = "乙县"
[[level]]
id = "city"
name = "市级"
[[kind]]
id = "weather"
name = "气象"
[[campaign]]
id = "day"
name = "全国科普日"
`

// city is a made-up one.
var city = map[string]string{
	"site.toml":            siteTOML,
	"bases/jia-weather.md": "+++\r\nname     = \"甲县气象科普馆\"   # 备注\r\ncounty   = \"甲县\"\r\nkind     = \"气象\"\r\nfee      = \"免费\"\r\n+++\r\n\r\n正文。\r\n",
	"activities/2026.toml": "# 日志\n\n[[activity]]\ndate  = 2026-03-05   # 备注\ntitle = \"讲座\"\nbase  = \"甲县气象科普馆\"\n\n[[activity]]\ndate  = 2026-04-01\ntitle = \"展览\"\nparticipants = 300\n",
	"designations.toml":    "[[designation]]\nlevel = \"市级\"\ndate = 2016-05-01\nbases = [\"甲县气象科普馆\"]\n",
}

// bench is a desk over a folder of the disk, and somebody who sits at it.
type bench struct {
	t      testing.TB
	dir    string
	desk   *Desk
	server *httptest.Server
	client *http.Client
}

func sit(t testing.TB, files map[string]string) *bench {
	t.Helper()
	b := &bench{t: t, dir: removetest.TempDir(t)}
	delete(files, "")
	for name, text := range files {
		b.write(name, text)
	}
	look, _ := themes.Open("default")
	maker := site.NewMaker(site.Options{Theme: func(string) (fs.FS, error) { return look, nil }, Today: today})
	var mu sync.Mutex
	try := func(content fs.FS) (*site.Site, diag.List, error) {
		mu.Lock()
		defer mu.Unlock()
		return maker.Make(content)
	}
	p := preview.New(preview.Options{Make: func() (*site.Site, diag.List, error) { return try(folder.New(b.dir)) }})
	refresh := func() { p.Update(func() bool { return true }) }
	at := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	style, _ := fs.ReadFile(look, "assets/style.css")
	d, err := New(Options{Preview: p, Style: style, Now: p.Site, Try: try, Refresh: refresh, Content: b.dir, Today: today,
		Clock: func() time.Time { at = at.Add(time.Second); return at }})
	if err != nil {
		t.Fatal(err)
	}
	refresh()
	b.desk = d
	b.server = httptest.NewServer(d)
	t.Cleanup(b.server.Close)
	jar, _ := cookiejar.New(nil)
	b.client = &http.Client{Jar: jar}
	if status, text := b.get(d.Entrance()); status != 200 || !strings.Contains(text, "桌面") {
		t.Fatalf("the entrance answers %d:\n%s", status, text)
	}
	return b
}

func today() date.Date { return date.Date{Year: 2026, Month: 11, Day: 30} }

func (b *bench) write(name, text string) {
	b.t.Helper()
	to := filepath.Join(b.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) read(name string) string {
	b.t.Helper()
	data, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(data)
}

func (b *bench) get(path string) (int, string) {
	b.t.Helper()
	r, err := b.client.Get(b.server.URL + path)
	if err != nil {
		b.t.Fatal(err)
	}
	defer r.Body.Close()
	data, _ := io.ReadAll(r.Body)
	return r.StatusCode, string(data)
}

// post sends a form as a browser does.
func (b *bench) post(path string, values url.Values) (status int, text, at string) {
	b.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for key, list := range values {
		for _, v := range list {
			m.WriteField(key, strings.ReplaceAll(v, "\n", "\r\n"))
		}
	}
	m.Close()
	r, _ := http.NewRequest("POST", b.server.URL+path, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Origin", b.server.URL)
	answer, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(data), answer.Request.URL.Path
}

var (
	formTag = regexp.MustCompile(`(?s)<form[^>]* method="post"[^>]* action="([^"]*)"[^>]*>(.*?)</form>`)
	boxTag  = regexp.MustCompile(`(?s)<input([^>]*)>|<textarea([^>]*)>\n?(.*?)</textarea>|<select([^>]*)>(.*?)</select>`)
	nameOf  = regexp.MustCompile(` name="([^"]*)"`)
	valueOf = regexp.MustCompile(`(?s) value="([^"]*)"`)
	chosen  = regexp.MustCompile(`<option value="([^"]*)" selected`)
	choice  = regexp.MustCompile(`<option value="([^"]*)"`)
	hides   = regexp.MustCompile(` type="hidden"`)
	breaks  = strings.NewReplacer("\r", "", "\n", "")
)

// formOf returns where the form of a page goes, and what stands in it by the rules of browsers: a line has no line
// breaks, of a list in which nothing is chosen the first is.
func (b *bench) formOf(page string) (action string, values url.Values) {
	b.t.Helper()
	m := formTag.FindStringSubmatch(page)
	if m == nil {
		b.t.Fatalf("there is no form on\n%s", page)
	}
	values = url.Values{}
	first := func(re *regexp.Regexp, s string) string {
		if x := re.FindStringSubmatch(s); x != nil {
			return html.UnescapeString(x[1])
		}
		return ""
	}
	for _, x := range boxTag.FindAllStringSubmatch(m[2], -1) {
		switch {
		case x[1] != "":
			if strings.Contains(x[1], ` type="checkbox"`) && !strings.Contains(x[1], " checked") {
				continue
			}
			value := first(valueOf, x[1])
			if !hides.MatchString(x[1]) {
				value = breaks.Replace(value)
			}
			values.Add(first(nameOf, x[1]), value)
		case x[2] != "":
			values.Add(first(nameOf, x[2]), html.UnescapeString(x[3]))
		default:
			re := chosen
			if !re.MatchString(x[5]) {
				re = choice
			}
			values.Add(first(nameOf, x[4]), first(re, x[5]))
		}
	}
	return html.UnescapeString(m[1]), values
}

// fill opens a form, types into it and looks at what would change.
func (b *bench) fill(path string, typed url.Values) (status int, page string) {
	b.t.Helper()
	status, page = b.get(path)
	if status != 200 {
		b.t.Fatalf("%s answers %d:\n%s", path, status, page)
	}
	return b.send(page, "look", typed)
}

// send sends the form of a page.
func (b *bench) send(page, act string, typed url.Values) (status int, next string) {
	b.t.Helper()
	action, values := b.formOf(page)
	maps.Copy(values, typed)
	values.Set("act", act)
	status, next, _ = b.post(action, values)
	return status, next
}

// says returns a page's words.
func says(page string) string {
	_, page, _ = strings.Cut(page, "<main")
	page = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, "|")
	return regexp.MustCompile(`[|\s]*\|[|\s]*`).ReplaceAllString(html.UnescapeString(page), "|")
}

func (b *bench) must(page string, words ...string) {
	b.t.Helper()
	for _, w := range words {
		if !strings.Contains(says(page), w) {
			b.t.Errorf("the page does not say %q:\n%s", w, says(page))
		}
	}
}

const baseForm = Root + "edit/base?file=bases%2Fjia-weather.md"

func TestAnEntryIsLoggedSeenAndTakenBack(t *testing.T) {
	b := sit(t, maps.Clone(city))
	before := b.read("activities/2026.toml")
	status, page := b.fill(Root+"new/activity", url.Values{"date": {"2026.9.20-22"}, "title": {"科普日“开放”"}, "bases": {"气象"}, "participants": {"1,200"}, "campaign": {"全国科普日"}})
	if status != 200 || b.read("activities/2026.toml") != before {
		t.Fatalf("looking answers %d:\n%s\nand the file is\n%s", status, says(page), b.read("activities/2026.toml"))
	}
	b.must(page, "记一条活动", "activities/2026.toml", "participants = 1200")
	status, page = b.send(page, "save", nil)
	b.must(page, "已保存", "撤销")
	want := before + "\n[[activity]]\ndate         = 2026-09-20\nuntil        = 2026-09-22\ntitle        = \"科普日“开放”\"\nbase         = \"甲县气象科普馆\"\nparticipants = 1200\ncampaign     = \"全国科普日\"\n"
	if got := b.read("activities/2026.toml"); got != want {
		t.Fatalf("saving answers %d, and the file is\n%s\nwant\n%s", status, got, want)
	}
	if _, site := b.get("/activities/2026.html"); !strings.Contains(site, "科普日“开放”") {
		t.Error("the preview does not show it")
	}
	if _, page = b.send(page, "", nil); b.read("activities/2026.toml") != before {
		t.Errorf("taken back, the file is\n%s\n%s", b.read("activities/2026.toml"), says(page))
	}
	b.must(page, "已保存")
	if _, page = b.send(page, "", nil); b.read("activities/2026.toml") != want {
		t.Errorf("done again, the file is\n%s\n%s", b.read("activities/2026.toml"), says(page))
	}
}

func TestAChangeKeepsEveryOtherByte(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.fill(baseForm, url.Values{"phone": {"0396-1234567"}, "hours": {"周二-周日 9:00-17:00\n周一闭馆"}})
	b.must(page, "加上电话“0396-1234567”", `{days = "周二-周日"`)
	b.send(page, "save", nil)
	want := strings.Replace(city["bases/jia-weather.md"], "fee      = \"免费\"\r\n", "fee      = \"免费\"\r\nphone    = \"0396-1234567\"\r\nhours    = [\r\n  {days = \"周二-周日\", open = \"09:00\", close = \"17:00\"},\r\n  {days = \"周一\", closed = true},\r\n]\r\n", 1)
	if got := b.read("bases/jia-weather.md"); got != want {
		t.Errorf("the file is\n%q\nwant\n%q", got, want)
	}
}

func TestSlipsStandBesideTheirBoxes(t *testing.T) {
	files := maps.Clone(city)
	b := sit(t, files)
	for _, c := range []struct {
		path  string
		typed url.Values
		want  []string
	}{
		{Root + "new/activity", url.Values{"date": {"上周"}, "title": {"讲座"}}, []string{"日期", "看不懂"}},
		{Root + "new/activity", url.Values{"date": {"2026.3.5"}}, []string{"活动名称要填"}},
		{Root + "new/activity", url.Values{"date": {"2026.3.5"}, "title": {"讲座"}, "participants": {"1.2万"}}, []string{"12000"}},
		{Root + "new/activity", url.Values{"date": {"2027.3.5"}, "title": {"讲座"}}, []string{"2027"}}, // what has not come was not held: check says it
		{Root + "new/activity", url.Values{"date": {"2026.9.20"}, "until": {"2026.9.1"}, "title": {"讲座"}}, []string{"until 早于 date"}},
		{Root + "new/activity", url.Values{"date": {"2026.9.20"}, "title": {"讲座"}, "bases": {"没有的馆"}}, []string{"没有的馆"}},
		{Root + "edit/designation?file=designations.toml", url.Values{"total": {"0"}}, []string{"total 是 0"}},
	} {
		status, page := b.fill(c.path, c.typed)
		if status != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d\n%s", c.typed, status, says(page))
		}
		for _, w := range c.want {
			if !strings.Contains(page, w) {
				t.Errorf("%v: the page does not say %q:\n%s", c.typed, w, says(page))
			}
		}
		_, values := b.formOf(page)
		for key, typed := range c.typed {
			if values[key][0] != typed[0] {
				t.Errorf("%v: the box %s has become %q", c.typed, key, values[key])
			}
		}
	}
	for name, text := range city {
		if b.read(name) != text {
			t.Errorf("%s has changed", name)
		}
	}
}

// Two people at one record: what one saved the other sees, and nothing is written over.
func TestTwoWritersLoseNothing(t *testing.T) {
	b := sit(t, maps.Clone(city))
	form := Root + "edit/activity?file=activities%2F2026.toml&at=" + fmt.Sprint(strings.Index(city["activities/2026.toml"], "[[activity]]"))
	_, mine := b.get(form)

	// Somebody writes another entry above, and changes this one's place, in Notepad.
	theirs := strings.Replace(city["activities/2026.toml"], "# 日志\n\n", "# 日志\n\n[[activity]]\ndate = 2026-01-01\ntitle = \"元旦\"\n\n", 1)
	theirs = strings.Replace(theirs, "title = \"讲座\"\n", "title = \"讲座\"\nplace = \"大厅\"\n", 1)
	b.write("activities/2026.toml", theirs)

	status, page := b.send(mine, "look", url.Values{"participants": {"80"}})
	if status != 200 {
		t.Fatalf("what does not clash answers %d:\n%s", status, says(page))
	}
	b.must(page, "participants = 80")
	if strings.Contains(says(page), "大厅”改成") {
		t.Errorf("their place is undone:\n%s", says(page))
	}
	status, clash := b.send(mine, "look", url.Values{"place": {"报告厅"}})
	if status != http.StatusUnprocessableEntity {
		t.Fatalf("what clashes answers %d:\n%s", status, says(clash))
	}
	b.must(clash, "在文件里刚刚改成了", "大厅")
	if b.read("activities/2026.toml") != theirs {
		t.Fatal("something was written")
	}
	_, page = b.send(clash, "look", nil) // seen, and meant
	b.must(page, "“大厅”改成“报告厅”")
	late := strings.Replace(theirs, "participants = 300", "participants = 310", 1)
	b.write("activities/2026.toml", late) // once more, while one looks
	_, page = b.send(page, "save", nil)
	b.must(page, "文件刚才又变了")
	if b.read("activities/2026.toml") != late {
		t.Fatal("a change was written that nobody had seen")
	}
	b.send(page, "save", nil)
	if want := strings.Replace(late, "大厅", "报告厅", 1); b.read("activities/2026.toml") != want {
		t.Errorf("the file is\n%s\nwant\n%s", b.read("activities/2026.toml"), want)
	}

	// The entry is gone: what was typed is not.
	b.write("activities/2026.toml", "# 空了\n[[activity]]\ndate = 2026-01-01\ntitle = \"元旦\"\n")
	status, page = b.send(mine, "look", url.Values{"place": {"操场"}})
	if status != http.StatusConflict {
		t.Errorf("of what is gone: %d", status)
	}
	b.must(page, "找不到了", "操场")
	_, page = b.send(page, "back", nil)
	if _, values := b.formOf(page); values.Get("place") != "操场" || values.Get("title") != "讲座" {
		t.Errorf("a new one of it has %v", values)
	}
}

func TestAnEntryIsDeletedAfterALook(t *testing.T) {
	b := sit(t, maps.Clone(city))
	at := strings.LastIndex(city["activities/2026.toml"], "[[activity]]")
	_, page := b.get(Root + "cut/activity?file=activities%2F2026.toml&at=" + fmt.Sprint(at))
	b.must(page, "删去一条活动", "展览")
	b.send(page, "save", nil)
	if got := b.read("activities/2026.toml"); strings.Contains(got, "展览") || !strings.Contains(got, "# 日志") || !strings.Contains(got, "讲座") {
		t.Errorf("the file is\n%s", got)
	}
}

// A slip that keeps the site from being made is mended through the lines as they are written.
func TestASlipOfNotepadIsMended(t *testing.T) {
	files := maps.Clone(city)
	files["activities/2026.toml"] = strings.Replace(files["activities/2026.toml"], `title = "展览"`, `title = “展览”`, 1)
	b := sit(t, files)
	_, page := b.get(Root)
	b.must(page, "还做不出网站", "第 10 行")
	m := regexp.MustCompile(`href="(/_desk/place[^"]*)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no way leads to the place:\n%s", page)
	}
	_, page = b.get(html.UnescapeString(m[1]))
	_, values := b.formOf(page)
	if want := "[[activity]]\ndate  = 2026-04-01\ntitle = “展览”\nparticipants = 300\n"; values.Get("text") != want {
		t.Errorf("the lines are %q", values.Get("text"))
	}
	status, still := b.send(page, "look", url.Values{"text": {strings.Replace(values.Get("text"), "2026-04-01", "2026-04-31", 1)}})
	if status != http.StatusUnprocessableEntity {
		t.Errorf("another error answers %d:\n%s", status, says(still))
	}
	_, page = b.send(page, "look", url.Values{"text": {strings.ReplaceAll(strings.ReplaceAll(values.Get("text"), "“", `"`), "”", `"`)}})
	b.must(page, "改了 activities/2026.toml")
	b.send(page, "save", nil)
	if got := b.read("activities/2026.toml"); got != city["activities/2026.toml"] {
		t.Errorf("the file is\n%s", got)
	}
	if _, page = b.get(Root); strings.Contains(says(page), "还做不出网站") {
		t.Errorf("the site does not come back:\n%s", says(page))
	}
}

func TestNobodyElseMayWrite(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.get(Root + "new/activity")
	action, values := b.formOf(page)
	values.Set("date", "2026.3.5")
	values.Set("title", "偷写的")
	values.Set("act", "save")
	host, _ := url.Parse(b.server.URL)
	cookies := b.client.Jar.Cookies(host)
	ask := func(change func(r *http.Request)) int {
		r, _ := http.NewRequest("POST", b.server.URL+action, strings.NewReader(values.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", b.server.URL)
		for _, c := range cookies {
			r.AddCookie(c)
		}
		change(r)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return 0
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	for _, c := range []struct {
		what   string
		change func(r *http.Request)
		want   int
	}{
		{"a page of elsewhere", func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, 403},
		{"no page at all", func(r *http.Request) { r.Header.Del("Origin") }, 403},
		{"a page that hides", func(r *http.Request) { r.Header.Set("Origin", "null") }, 403},
		{"a name that leads here", func(r *http.Request) {
			r.Host = "evil.example:" + host.Port()
			r.Header.Set("Origin", "http://"+r.Host)
		}, 403},
		{"no cookie", func(r *http.Request) { r.Header.Del("Cookie") }, 403},
		{"another cookie", func(r *http.Request) { r.Header.Set("Cookie", cookies[0].Name+"=AAAAAAAAAAAAAAAAAAAAAAAAAA") }, 403},
		{"the cookie under another name", func(r *http.Request) { r.Header.Set("Cookie", "kepu-desk-1="+cookies[0].Value) }, 403},
		{"a GET that should save", func(r *http.Request) {
			r.Method = "GET"
			r.URL.RawQuery = values.Encode()
			r.Body = nil
			r.ContentLength = 0
		}, 200},
		{"another method", func(r *http.Request) { r.Method = "PUT" }, 405},
		{"a huge form", func(r *http.Request) {
			r.Body = io.NopCloser(io.MultiReader(strings.NewReader("title="), io.LimitReader(zeros{}, 64<<20)))
			r.ContentLength = -1
		}, 413},
	} {
		if got := ask(c.change); got != c.want && !(c.want == 413 && got == 0) { // the server closes the line of a sender that goes on
			t.Errorf("%s: %d, want %d", c.what, got, c.want)
		}
	}
	stranger := &http.Client{}
	if r, err := stranger.Get(b.server.URL + Root + "enter?key=AAAA"); err != nil || r.StatusCode != 403 {
		t.Errorf("a wrong key answers %v, %v", r, err)
	}
	if status, text := b.get(Root + "enter?key=AAAA"); status != 200 || !strings.Contains(text, "桌面") { // a mark of an old address
		t.Errorf("a wrong key of who is in answers %d", status)
	}
	for _, path := range []string{"", "list/activity", "edit/base?file=bases/jia-weather.md", "place?file=site.toml"} {
		r, err := stranger.Get(b.server.URL + Root + path)
		if err != nil {
			t.Fatal(err)
		}
		data, _ := io.ReadAll(r.Body)
		r.Body.Close()
		if r.StatusCode != 403 || strings.Contains(string(data), "甲县") {
			t.Errorf("a stranger at %q: %d", path, r.StatusCode)
		}
	}
	for name, text := range city {
		if b.read(name) != text {
			t.Errorf("%s has changed", name)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return copy(p, strings.Repeat("0", len(p))), nil }

// Whatever file is named, nothing outside content/ is read or written.
func TestNoPathLeadsOut(t *testing.T) {
	b := sit(t, maps.Clone(city))
	secret := filepath.Join(filepath.Dir(b.dir), "secret.md")
	if err := os.WriteFile(secret, []byte("+++\nname = \"秘密\"\n+++\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Remove(secret) })
	if err := os.Symlink(secret, filepath.Join(b.dir, "bases", "link.md")); err != nil {
		t.Log(err) // a system without links: the rest holds
	}
	b.write(".kepu/secret.toml", "秘密 = 1\n")
	for _, path := range []string{"../secret.md", "bases/../../secret.md", secret, `..\secret.md`, "bases/link.md", ".kepu/secret.toml", "bases/./jia-weather.md", "/etc/passwd", "C:\\x.md", "bases/con.md", "bases\x00.md"} {
		for _, door := range []string{"edit/base?file=", "place?file=", "cut/activity?at=0&file=", "new/activity?like="} {
			status, page := b.get(Root + door + url.QueryEscape(path))
			if status == 200 || strings.Contains(page, "秘密") {
				t.Errorf("%s%s answers %d", door, path, status)
			}
		}
	}
}

// What content/ or an address holds is words on the desk, and never markup.
func TestNothingBecomesMarkup(t *testing.T) {
	files := maps.Clone(city)
	const bad = `"><script>alert(1)</script>`
	files["activities/2026.toml"] = strings.Replace(files["activities/2026.toml"], "讲座", `'><script>alert(1)</script>`, 1)
	b := sit(t, files)
	for _, path := range []string{"list/activity", "list/activity?q=" + url.QueryEscape(bad), "new/activity?title=" + url.QueryEscape(bad), "edit/" + url.PathEscape(bad), "place?file=" + url.QueryEscape(bad),
		"place?file=activities/2026.toml&line=5", "edit/activity?file=activities%2F2026.toml&at=" + fmt.Sprint(strings.Index(files["activities/2026.toml"], "[[activity]]"))} {
		if _, page := b.get(Root + path); strings.Contains(page, "<script>alert") {
			t.Errorf("%s has a script:\n%s", path, page)
		}
	}
	_, page := b.fill(Root+"new/activity", url.Values{"date": {"2026.3.6"}, "title": {bad}, "summary": {bad}})
	if strings.Contains(page, "<script>alert") {
		t.Error("the look at a change has a script")
	}
	b.must(page, `alert(1)`)
}
