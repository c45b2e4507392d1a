package acceptance

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"kepu/generator/output"
	"kepu/generator/pages"
	"kepu/generator/site"
	"kepu/themes"
)

// openBase is a made-up base with all that the filters ask for: the real ones give no
// opening hours yet.
const openBase = `+++
name       = "虚构开放科普馆"
alias      = ["虛構舊館"]
county     = "驿城区"
kind       = "场馆"
free       = true
facilities = ["无障碍通道", "停车场"]
location   = [113.85, 32.93]
hours      = [{days = "周二-周日", open = "09:00", close = "17:00"}]
closed     = ["10月20日至22日", "春节"]
summary    = "用来试的馆"
+++
正文提到重阳木和１２ＫＢ。
`

// openTitle and openPlans end on days that no real record reaches.
const (
	openTitle = `[[designation]]
level       = "省级"
date        = 2020-05-01
valid_until = 2029-08-31
bases       = ["kaifang"]
`
	openPlans = `[[activity]]
date   = 2029-08-31
title  = "虚构夜场"
base   = "kaifang"
status = "planned"

[[activity]]
date   = "2029-09"
title  = "虚构营"
base   = "kaifang"
status = "planned"
`
)

// offline is the zip of the real content with the made-up base in it.
type offline struct {
	data   []byte
	report output.ZipReport
	site   *site.Site
	tree   *tree  // what the zip unpacks to, below its one folder
	top    string // that folder
}

// openOffers end, and a touring exhibit moves, on the days on which its title and its plans do.
const openOffers = `
[[offer]]
base  = "虚构开放科普馆"
kind  = "讲座"
title = "虚构讲座"
until = 2029-08-31

[[offer]]
base  = "虚构开放科普馆"
kind  = "巡展"
title = "虚构巡展"
stops = [{place = "前一处", from = 2029-08-01, until = 2029-08-31}, {place = "后一处", from = 2029-09-05, until = 2029-09-30}]

[[want]]
base  = "虚构开放科普馆"
kind  = "展品"
title = "虚构借用"
until = 2029-09-30
`

func makeOffline(t *testing.T, opts pages.Options) *offline {
	t.Helper()
	files := fstest.MapFS{"bases/kaifang.md": {Data: []byte(openBase)}, "bases/caogao.md": {Data: []byte(strings.Replace(openBase, "free ", "draft = true\nfree ", 1))}}
	files["bases/caogao.md"].Data = bytes.ReplaceAll(files["bases/caogao.md"].Data, []byte("虚构开放科普馆"), []byte("还没写好的草稿馆"))
	files["bases/caogao.md"].Data = bytes.ReplaceAll(files["bases/caogao.md"].Data, []byte("虛構舊館"), []byte("草稿别名"))
	files["designations/kaifang.toml"] = &fstest.MapFile{Data: []byte(openTitle)}
	files["exchange.toml"] = &fstest.MapFile{Data: []byte(openOffers)}
	files["activities/plans.toml"] = &fstest.MapFile{Data: []byte(openPlans)}
	err := fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(content, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s, problems, err := site.Make(files, site.Options{Pages: opts, Theme: func(name string) (fs.FS, error) {
		dir, _ := themes.Open(name)
		return dir, nil
	}})
	if err != nil || s == nil {
		t.Fatal(err, problems)
	}
	off, err := s.Offline()
	if err != nil {
		t.Fatal(err)
	}
	o := &offline{site: s, top: off.Folder}
	var b bytes.Buffer
	if o.report, err = output.Zip(context.Background(), &b, s, output.ZipOptions{Top: off.Folder, Add: off.InCopy(), Leave: off.NotInCopy()}); err != nil {
		t.Fatal(err)
	}
	o.data = b.Bytes()
	z, err := zip.NewReader(bytes.NewReader(o.data), int64(len(o.data)))
	if err != nil {
		t.Fatal(err)
	}
	below, err := fs.Sub(z, off.Folder)
	if err != nil {
		t.Fatal(err)
	}
	if o.tree, err = newTree(below); err != nil {
		t.Fatal(err)
	}
	return o
}

// The copy is the site's own bytes and one page more.
func TestOfflineCopyIsTheSite(t *testing.T) {
	o := makeOffline(t, pages.Options{Offline: true})
	names := slices.DeleteFunc(o.site.Files(), func(n string) bool { return n == "404.html" }) // a server's
	for _, n := range names {
		want, err := o.site.ReadFile(n)
		if err != nil || !bytes.Equal(want, o.tree.files[n]) {
			t.Errorf("%s has other bytes in the copy (%v)", n, err)
		}
	}
	if extra := len(o.tree.files) - len(names); extra != 1 || o.tree.files[site.StartPage] == nil {
		t.Errorf("the copy has %d files that the site has not; one, %s, is right", extra, site.StartPage)
	}
}

// What holds for the site holds for the copy.
func TestOfflineCopyIsWhole(t *testing.T) {
	o := makeOffline(t, pages.Options{Offline: true})
	o.tree.pages[site.StartPage] = nil // it leads into the copy; nothing in the copy leads to it
	delete(o.tree.pages, site.StartPage)
	report(t, brokenLinks(o.tree))
	report(t, inlined(o.tree))
	report(t, remote(o.tree))
	again := makeOffline(t, pages.Options{Offline: true})
	if !bytes.Equal(o.data, again.data) {
		t.Error("made twice, the zip has other bytes")
	}
}

// Nothing of this machine, of the program's own files or of drafts gets into the copy.
func TestOfflineCopyHoldsNothingPrivate(t *testing.T) {
	o := makeOffline(t, pages.Options{Offline: true})
	secrets := []string{"草稿", "live.js", ".kepu/"}
	if dir, err := os.Getwd(); err == nil {
		secrets = append(secrets, dir)
	}
	if home, err := os.UserHomeDir(); err == nil && len(home) > 3 {
		secrets = append(secrets, home+"/")
	}
	if u, err := user.Current(); err == nil && len(u.Username) > 4 {
		secrets = append(secrets, u.Username)
	}
	for name, data := range o.tree.files {
		for _, s := range secrets {
			if bytes.Contains(data, []byte(s)) || strings.Contains(name, s) {
				t.Errorf("%s holds %q", name, s)
			}
		}
	}
}

// Opened inside the zip a page has no style sheet and no script: it must say what to do, and
// what it says must be the first thing.
func TestPageOpenedInsideTheZipSaysUnpackFirst(t *testing.T) {
	o := makeOffline(t, pages.Options{Offline: true})
	css := string(o.tree.files["assets/style.css"])
	if !strings.Contains(css, ".unzip{display:none}") {
		t.Error("the style sheet does not hide the advice")
	}
	for name := range o.tree.pages {
		_, body, _ := strings.Cut(string(o.tree.files[name]), "<body>")
		if at := strings.Index(body, "请先解压"); at < 0 || at > 200 {
			t.Errorf("%s does not begin with the advice (%d)", name, at)
		}
	}
}

// A slim copy says so on every page.
func TestSlimCopyWithoutPhotosIsTheFullOne(t *testing.T) {
	o := makeOffline(t, pages.Options{Offline: true, Slim: true})
	full := makeOffline(t, pages.Options{Offline: true})
	if len(o.tree.files) != len(full.tree.files) {
		t.Error("without photos the slim copy must be the full one")
	}
}

// walk is a visit to the copy from one of its origins.
type walk struct {
	t    *testing.T
	tb   *tab
	root string
}

func (w *walk) open(address string) {
	w.t.Helper()
	if _, _, err := w.tb.visit(w.root + address); err != nil {
		w.t.Fatalf("%s: %v", address, err)
	}
}

// until waits for a script to be true: pages change after a touch, not at once.
func (w *walk) until(what, script string) {
	w.t.Helper()
	for range 100 {
		ok, err := evaluate[bool](w.tb, `(() => { try { return Boolean(`+script+`) } catch { return false } })()`)
		if err == nil && ok {
			return
		}
		time.Sleep(30 * time.Millisecond)
	}
	at, _ := evaluate[string](w.tb, `location.href + " " + document.querySelector("main").innerText.replace(/\s+/g, " ").slice(0, 160)`)
	w.t.Errorf("%s: not so at %s", what, at)
}

func (w *walk) do(script string) {
	w.t.Helper()
	if _, err := evaluate[string](w.tb, `(() => { `+script+`; return "" })()`); err != nil {
		w.t.Errorf("%s: %v", script, err)
	}
}

// follow clicks on a link and waits for the page that it leads to.
func (w *walk) follow(selector, to string) {
	w.t.Helper()
	w.do(`document.querySelector(` + fmt.Sprintf("%q", selector) + `).click()`)
	w.until("a click on "+selector+" leads to "+to, `location.pathname.endsWith(`+fmt.Sprintf("%q", to)+`) && document.readyState === "complete"`)
}

// calm fails when anything was asked for outside the copy, or the console has spoken.
func (w *walk) calm() {
	w.t.Helper()
	w.tb.mu.Lock()
	defer w.tb.mu.Unlock()
	for _, r := range w.tb.requests {
		if !strings.HasPrefix(r, w.root) && !strings.HasPrefix(r, "data:") {
			w.t.Errorf("%s was asked for", r)
		}
	}
	for _, n := range w.tb.noticed {
		w.t.Error(n)
	}
}

// TestTheOfflineCopyInABrowser unpacks the zip into a folder with a Chinese name, and
// serves it from a folder of a server, and uses it there as a visitor does.
func TestTheOfflineCopyInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to use the copy in Chromium; .ci/run does")
	}
	o := makeOffline(t, pages.Options{Offline: true})
	b := startBrowser(t)
	for _, name := range []string{"disk", "folder"} {
		t.Run(name, func(t *testing.T) {
			root := origins[name](t, o.tree)
			report(t, asked(b, o.tree, root))
			tb, closeTab, err := b.open()
			if err != nil {
				t.Fatal(err)
			}
			defer closeTab()
			w := &walk{t, tb, root}
			t.Run("ByClickingFromHome", w.with((*walk).clicking))
			t.Run("Search", w.with((*walk).search))
			t.Run("Filter", w.with((*walk).filter))
			t.Run("LargeType", w.with((*walk).largeType))
			t.Run("OpenToday", w.with((*walk).openToday))
			t.Run("LaterDays", w.with((*walk).laterDays))
			t.Run("Paper", w.with((*walk).paper))
		})
	}
}

func (w *walk) with(test func(*walk)) func(*testing.T) {
	return func(t *testing.T) {
		own := &walk{t, w.tb, w.root}
		test(own)
		own.calm()
	}
}

// clicking reaches each kind of page from the home page, and zooms the map.
func (w *walk) clicking() {
	w.open(site.StartPage)
	w.follow(".offline__go a", "/index.html")
	w.follow(`.nav a[href="bases/index.html"]`, "/bases/index.html")
	w.follow(`.card a[href="zmd-weather-museum.html"]`, "/bases/zmd-weather-museum.html")
	w.follow(`.crumbs a[href="../counties/yicheng.html"]`, "/counties/yicheng.html")
	w.follow(`.nav a[href="../map.html"]`, "/map.html")
	w.do(`document.querySelector("[data-do=in]").click()`)
	w.follow(`.nav a[href="activities/index.html"]`, "/activities/index.html")
	w.follow(`.table a[href="2025.html"]`, "/activities/2025.html")
	w.follow(`.nav a[href="../statistics/index.html"]`, "/statistics/index.html")
	w.follow(`main a[href^="2025.html"]`, "/statistics/2025.html")
	w.follow(`.nav a[href="../reports/index.html"]`, "/reports/index.html")
	w.follow(`main a[href="bases-work-summary.html"]`, "/reports/bases-work-summary.html")
	w.follow(`.nav a[href="../notices/index.html"]`, "/notices/index.html")
	w.follow(`main a[href="apply-guide.html"]`, "/notices/apply-guide.html")
	w.follow(`.footer a[href="../about.html"]`, "/about.html")
	w.follow(`.footer a[href="offline.html"]`, "/offline.html")
	w.follow(`.nav a[href="search.html"]`, "/search.html")
	w.follow(`.masthead__name`, "/index.html")
	w.do(`const f = document.querySelector(".find__form"); f.elements.q.value = "qsx"; f.requestSubmit()`)
	w.until("the search box of the home page searches", `location.pathname.endsWith("/search.html") && document.querySelector("[data-results] a").textContent === "确山县"`)
}

func (w *walk) search() {
	for _, c := range []struct{ words, title, mark string }{
		{"qsx", "确山县", "确山县"},
		{"queshanxian", "确山县", "确山县"},
		{"biyang", "泌阳县", "泌阳"},
		{"确山", "确山县", "确山"},
		{"虛構開放", "虚构开放科普馆", "虚构开放"},
		{"虚构旧馆", "虚构开放科普馆", ""},
		{"无障碍", "虚构开放科普馆", ""},
		{"12kb", "虚构开放科普馆", ""},
		{"ＱＳＸ", "确山县", "确山县"},
		{"xugou kepuguan", "虚构开放科普馆", "虚构"},
		{"世纪广场", "全国科普月：高校师生到世纪广场宣传科普", "世纪广场"},
	} {
		w.open("search.html")
		w.do(fmt.Sprintf(`const q = document.querySelector("[name=q]"); q.value = %q; q.dispatchEvent(new InputEvent("input", {bubbles: true}))`, c.words))
		w.until(c.words+" finds "+c.title, fmt.Sprintf(`document.querySelector("[data-results] a").textContent === %q`, c.title))
		if c.mark != "" {
			w.until(c.words+" is marked", fmt.Sprintf(`document.querySelector("[data-results] mark").textContent === %q`, c.mark))
		}
		w.until(c.words+" stands in the address", fmt.Sprintf(`new URLSearchParams(location.search).get("q") === %q`, c.words))
	}
	w.open("search.html?q=%E8%8D%89%E7%A8%BF%E5%88%AB%E5%90%8D") // 草稿别名
	w.until("nothing of a draft is found", `document.querySelector("[data-count]").textContent.startsWith("没有找到")`)
	w.open("search.html?q=kepu")
	w.until("there are results for the keys", `document.querySelectorAll("[data-results] a").length > 3`)
	w.do(`document.querySelector("[name=q]").focus()`)
	for _, key := range []string{"ArrowDown", "ArrowDown", "ArrowUp"} {
		w.do(fmt.Sprintf(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: %q, bubbles: true, cancelable: true}))`, key))
	}
	w.until("the arrows lead to the results", `document.activeElement === document.querySelector("[data-results] a")`)
	w.do(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}))`)
	w.until("Escape leads back", `document.activeElement.name === "q"`)
	w.do(`document.querySelector("[data-results] a").click()`)
	w.until("a result opens", `!location.pathname.endsWith("search.html")`)
}

func (w *walk) filter() {
	shown := `[...document.querySelectorAll("[data-facets]")].filter(i => i.checkVisibility()).length`
	w.open("bases/index.html")
	w.until("all are shown at first", shown+` === document.querySelectorAll("[data-facets]").length`)
	w.do(`const c = document.querySelector("[name=county]"); c.value = "queshan"; c.dispatchEvent(new Event("change", {bubbles: true}))`)
	w.until("a county is chosen", shown+` === 3 && document.querySelector("[data-count]").textContent.startsWith("3 / ") && location.search === "?county=queshan"`)
	w.until("empty groups are gone", `[...document.querySelectorAll("[data-group]")].filter(g => g.checkVisibility()).length === 1`)
	address, _ := evaluate[string](w.tb, `location.href`)
	w.open("about.html")
	w.open(strings.TrimPrefix(address, w.root))
	w.until("the address brings it back", shown+` === 3 && document.querySelector("[name=county]").value === "queshan"`)
	w.do(`document.querySelector("[data-reset]").click()`)
	w.until("all come back", shown+` > 10 && location.search === ""`)
	w.open("bases/index.html?free=1&facility=%E6%97%A0%E9%9A%9C%E7%A2%8D%E9%80%9A%E9%81%93")
	w.until("free and accessible", shown+` === 1`)
	w.open("bases/index.html?county=nowhere")
	w.until("an unknown value is no filter", shown+` > 10`)
	w.open("activities/2025.html?form=%3Cscript%3E")
	w.until("a year's list counts", `/^\d+ \/ \d+ 条$/.test(document.querySelector("[data-count]").textContent)`)
	w.do(`const c = document.querySelector("[name=county]"); c.value = "yicheng"; c.dispatchEvent(new Event("change", {bubbles: true}))`)
	w.do(`const y = document.querySelector("[data-years]"); y.value = "2024.html"; y.dispatchEvent(new Event("change", {bubbles: true}))`)
	w.until("another year keeps the filter", `location.pathname.endsWith("/2024.html") && location.search === "?county=yicheng" && document.querySelector("[name=county]").value === "yicheng"`)
	w.open("activities/index.html")
	w.do(`document.querySelector("[data-years]").value = "2025.html"; document.querySelector("[name=county]").value = "queshan"; document.querySelector("form[data-filter]").requestSubmit()`)
	w.until("the list of years leads there", `location.pathname.endsWith("/2025.html") && location.search === "?county=queshan"`)
}

// largeType goes from page to page, and back, where the browser keeps it and where it
// keeps nothing.
func (w *walk) largeType() {
	size := `parseFloat(getComputedStyle(document.body).fontSize)`
	large := `Math.abs(` + size + ` - 23.8) < .2`
	for _, kept := range []bool{true, false} {
		if !kept {
			defer w.before(`Object.defineProperty(window, "localStorage", {get() { throw new Error("denied") }})`)()
		}
		w.open("index.html")
		w.until("type is 17 px at first", `Math.abs(`+size+` - 17) < .2`)
		w.do(`document.querySelector("[data-large]").click()`)
		w.until("type is large", large+` && document.querySelector("[data-large]").getAttribute("aria-pressed") === "true"`)
		w.follow(`.nav a[href="bases/index.html"]`, "/bases/index.html")
		w.until("type is large on the next page", large)
		w.follow(`.nav a[href="../search.html"]`, "/search.html")
		w.until("and the next, whose address is tidy", large+` && location.search === ""`)
		w.do(`const f = document.querySelector(".find__form"); f.elements.q.value = "qsx"; f.requestSubmit()`)
		w.follow(`[data-results] a`, "/counties/queshan.html")
		w.until("and a result's", large)
		w.follow(`.masthead__name`, "/index.html")
		w.follow(`.nav a[href="map.html"]`, "/map.html")
		w.do(`const a = document.querySelector("[data-ground] a"); a.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`)
		w.until("and behind a link in a drawing", large+` && location.pathname.includes("/counties/") && document.readyState === "complete"`)
		w.follow(`.masthead__name`, "/index.html")
		w.do(`const f = document.querySelector(".find__form"); f.elements.q.value = "qsx"; f.requestSubmit()`)
		w.until("and after a form was sent", large+` && location.pathname.endsWith("/search.html") && document.querySelector("[data-results] a")`)
		w.do(`document.querySelector("[data-large]").click()`)
		w.follow(`.masthead__name`, "/index.html")
		w.until("type is 17 px again", `Math.abs(`+size+` - 17) < .2`)
	}
}

// openToday tells what is open by the clock in China, whatever the machine's.
func (w *walk) openToday() {
	for _, c := range []struct{ at, says, is string }{
		{"2026-11-24T01:30:00Z", "今天 09:00—17:00 开放中", "open=today|open=now"},  // Tuesday 9:30 in China
		{"2026-11-24T00:30:00Z", "今天 09:00—17:00 09:00 开放", "open=today"},      // 8:30
		{"2026-11-24T08:45:00Z", "今天 09:00—17:00 即将闭馆", "open=today|open=now"}, // 16:45
		{"2026-11-24T10:00:00Z", "今天 09:00—17:00 已闭馆", "open=today"},           // 18:00
		{"2026-11-22T23:00:00Z", "今天不开放", ""},                                  // Monday 7:00 there, Sunday elsewhere
		{"2026-11-23T16:30:00Z", "今天 09:00—17:00 09:00 开放", "open=today"},      // Tuesday 0:30
		{"2026-10-21T04:00:00Z", "今天不开放", ""},                                  // closed 20 to 22 October
		{"2026-02-17T04:00:00Z", "今天不开放", ""},                                  // the first day of the Chinese year
		{"2026-02-22T04:00:00Z", "今天是否开放未知", "open=unknown"},                   // may still be its holidays
		{"2026-02-16T04:00:00Z", "今天不开放", ""},                                  // a Monday before it: closed either way
		{"2026-03-08T04:00:00Z", "今天 09:00—17:00 开放中", "open=today|open=now"},  // a Sunday
	} {
		stop := w.before(`{ const at = Date.parse("` + c.at + `"), D = Date; Date = class extends D { constructor(...a) { super(...(a.length ? a : [at])) } static now() { return at } } }`)
		w.open("bases/index.html?open=today")
		w.until(c.at+" is told as "+c.says, `document.querySelector("[data-hours] [data-now]").textContent === "`+c.says+`"`)
		w.until(c.at+" is "+c.is, `document.querySelector("[data-hours]").dataset.facets.split("|").filter(p => p.startsWith("open=")).join("|") === "`+c.is+`"`)
		open := strings.Contains(c.is, "today")
		w.until("the filter agrees at "+c.at, fmt.Sprintf(`document.querySelector("[data-hours]").checkVisibility() === %v`, open))
		w.until("those that say nothing are told", `/^另有 \d+ 家今天是否开放未知/.test(document.querySelector("[data-unknown]").textContent)`)
		w.open("map.html#open=true")
		w.until("the map does, and tells of how many nobody knows", fmt.Sprintf(`/^\d+ 家中的 %d 家，另有 \d+ 家今天是否开放未知$/.test(document.querySelector("[data-count]").textContent)`, map[bool]int{true: 1}[open]))
		w.open("bases/kaifang.html")
		w.until("the base's page says the same", `document.querySelector("[data-now]").textContent === "`+c.says+`"`)
		stop()
	}
}

// paper says nothing of the moment at which it was printed.
func (w *walk) paper() {
	w.open("bases/kaifang.html")
	w.until("today is told", `document.querySelector("[data-now]").checkVisibility()`)
	media := func(name string) {
		if _, err := chromedp.Call(w.tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name}); err != nil {
			w.t.Fatal(err)
		}
	}
	media("print")
	defer media("")
	w.until("not on paper", `!document.querySelector("[data-now]").checkVisibility()`)
}

// laterDays reads the pages on days after the newest record, by the clock in China: a title
// ends, a day that was planned for passes.
func (w *walk) laterDays() {
	title := `[...document.querySelectorAll("#titles [data-days]")].filter(e => e.checkVisibility()).map(e => e.textContent).join()`
	level := `document.querySelector(".head .level").textContent`
	coming := `[...document.querySelectorAll("[data-upcoming] li[data-last]")].filter(e => e.checkVisibility()).map(e => e.querySelector("a").textContent + e.querySelector(".tag").textContent).join()`
	overdue := strings.ReplaceAll(coming, "data-upcoming", "data-overdue")
	for _, c := range []struct{ at, level, title, coming, overdue, folded, tour string }{
		{"2029-08-31T15:59:00Z", "省级科普教育基地", "有效", "虚构夜场计划举办,虚构营计划举办", "", "", "现在在：前一处，到2029年8月31日；下一站：后一处，2029年9月5日起"}, // the last minute of the day there
		{"2029-08-31T16:01:00Z", "命名已过有效期", "已过有效期", "虚构营计划举办", "虚构夜场已过日期，结果未报", "虚构讲座", "下一站：后一处，2029年9月5日起"},
		{"2029-09-30T16:01:00Z", "命名已过有效期", "已过有效期", "", "虚构营已过日期，结果未报,虚构夜场已过日期，结果未报", "虚构讲座,虚构借用", "巡展已经结束"},
	} {
		stop := w.before(`{ const at = Date.parse("` + c.at + `"), D = Date; Date = class extends D { constructor(...a) { super(...(a.length ? a : [at])) } static now() { return at } } }`)
		w.open("bases/kaifang.html")
		w.until(c.at+": the level is "+c.level, level+` === "`+c.level+`"`)
		w.until(c.at+": the title is "+c.title, title+` === "`+c.title+`"`)
		held := c.level != "命名已过有效期"
		w.open("bases/index.html?level=provincial")
		w.until(c.at+": the filter by level", fmt.Sprintf(`[...document.querySelectorAll("[data-facets]")].find(e => e.textContent.includes("虚构开放科普馆")).checkVisibility() === %v`, held))
		w.until(c.at+": the filter's number", `+document.querySelector("select[name=level] option[value=provincial]").textContent.replace(/\D/g, "") === document.querySelectorAll("[data-facets*='level=provincial']").length`)
		w.open("map.html")
		w.until(c.at+": the sign and its words", fmt.Sprintf(`[...document.querySelectorAll("[data-id=kaifang]")].length > 0 && [...document.querySelectorAll("[data-id=kaifang]")].every(e => !e.matches(".spot--0") === %v && e.querySelector("use").getAttribute("href").endsWith("-0") === %v && e.querySelector("title").textContent.includes(%q))`, held, !held, strings.TrimSuffix(c.level, "科普教育基地")))
		w.until(c.at+": the sign of the list", fmt.Sprintf(`!document.querySelector("[data-base=kaifang] .sign .spot").matches(".spot--0") === %v`, held))
		w.do(`const s = document.querySelector("[data-by=rank]"); s.value = "2"; s.dispatchEvent(new Event("change"))`)
		w.until(c.at+": the map's filter by level", fmt.Sprintf(`document.querySelector("[data-base=kaifang]").checkVisibility() === %v`, held))
		w.open("search.html?q=虚构开放科普馆")
		w.until(c.at+": the search", fmt.Sprintf(`document.querySelector("[data-results] .soft").textContent.replace(/ 免费$/, "").endsWith(%q)`, strings.TrimSuffix(c.level, "科普教育基地")))
		w.open("exchange.html")
		w.until(c.at+": what holds no more is folded", `[...document.querySelectorAll("[data-folded] h3")].map(e => e.firstChild.textContent.trim()).join() === "`+c.folded+`" && document.querySelector("[data-folded]").hidden === `+fmt.Sprint(c.folded == ""))
		w.until(c.at+": and in no choice of the filter", fmt.Sprintf(`document.querySelector("[data-count]").textContent === "%[1]d / %[1]d 项" && [...document.querySelectorAll("[name=side] option")].map(o => +o.textContent.replace(/\D/g, "")).reduce((a, b) => a + b) === %[1]d`, 3-len(strings.FieldsFunc(c.folded, func(r rune) bool { return r == ',' }))))
		w.until(c.at+": no heading above nothing", `[...document.querySelectorAll("main section")].every(e => !e.checkVisibility() || e.querySelector("li"))`)
		w.until(c.at+": where the exhibit is", `document.querySelector(".offer__now").textContent === "`+c.tour+`"`)
		for _, page := range []string{"index.html", "activities/index.html"} {
			w.open(page)
			w.until(c.at+": what is to come on "+page, coming+` === "`+c.coming+`"`)
			w.until(c.at+": what is overdue on "+page, overdue+` === "`+c.overdue+`"`)
			w.until("no heading stands above nothing", `[...document.querySelectorAll("main h2")].filter(h => h.checkVisibility() && (h.textContent === "即将举办" || h.textContent === "已过日期，结果未报")).length === `+
				fmt.Sprint(min(1, len(c.coming))+min(1, len(c.overdue))))
		}
		stop()
	}
	w.withoutScript("bases/kaifang.html", "nothing is said to be in force", title+` === "" && document.querySelector("#titles").textContent.includes("有效期至2029年8月31日")`)
	w.withoutScript("exchange.html", "the dates stand", `document.querySelectorAll("section [data-until]").length === 2 && document.querySelector(".offer__now").hidden && document.querySelector("main").textContent.includes("2029年8月1日至31日")`)
	w.withoutScript("index.html", "a plan is a plan", `document.querySelector("[data-upcoming] h2").textContent === "计划举办"`)
}

// withoutScript opens a page whose scripts do not run. Our own questions are answered all the
// same, but no timer runs.
func (w *walk) withoutScript(address, what, script string) {
	w.t.Helper()
	set := func(off bool) {
		if _, err := chromedp.Call(w.tb.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}); err != nil {
			w.t.Fatal(err)
		}
	}
	set(true)
	defer set(false)
	if err := chromedp.Do(w.tb.ctx, chromedp.Navigate(w.root+address)); err != nil {
		w.t.Fatal(err)
	}
	w.until("without a script "+what, script)
}

// before has a script run in every page that is opened, before the page's own; the
// function that it returns takes it out again.
func (w *walk) before(script string) func() {
	w.t.Helper()
	added, err := chromedp.Call(w.tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	if err != nil {
		w.t.Fatal(err)
	}
	return func() {
		if _, err := chromedp.Call(w.tb.ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(added)); err != nil {
			w.t.Error(err)
		}
	}
}
