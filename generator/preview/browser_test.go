package preview

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"kepu/generator/diag"
	"kepu/generator/site"
	"kepu/generator/watch"
)

// TestInABrowser shows a preview to Chromium while another program writes the content.
func TestInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to look at the preview in Chromium; .ci/run does")
	}
	d := newDesk(t, 1, smallCity)
	maker := site.NewMaker(site.Options{Theme: d.theTheme, Drafts: true})
	p := New(Options{Root: "content", Make: func() (*site.Site, diag.List, error) { return maker.Make(d.contentFS()) }})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	d.do(err)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go watch.Run(ctx, watch.Options{Folders: []string{d.path("content"), d.path("themes")}}, p.Update)
	go Serve(ctx, l, p)
	b := startBrowser(t)
	address := "http://" + l.Addr().String() + "/"

	name := "content/bases/jia-chuan-001/index.md"
	page := address + "bases/jia-chuan-001.html"
	first := b.open(page)
	t.Run("NewTextComesWithoutAClickAndTheReaderStays", func(t *testing.T) {
		first.run(`window.scrollTo(0, 700)`)
		first.until(t, `Math.abs(scrollY - 700) < 2`)
		began := time.Now()
		shell(t, "printf '\\n另一个程序写下的话。\\n' >> "+d.path(name))
		first.until(t, `document.body.innerText.includes('另一个程序写下的话')`)
		t.Logf("seen %v after it was saved", time.Since(began))
		first.until(t, `Math.abs(scrollY - 700) < 2`)
		first.until(t, bar+`.includes('页 ') && /\d\d:\d\d:\d\d/.test(`+bar+`)`)
		first.show(t, "updated")
	})
	t.Run("SlipIsExplainedAndGoes", func(t *testing.T) {
		whole := d.read(name)
		d.write(name, bytes.Replace(whole, []byte(`name = "`), []byte(`name = “<img src=x onerror=alert(1)>`), 1))
		first.until(t, panel+`.includes('content/bases/jia-chuan-001/index.md:') && `+panel+`.includes('<img src=x')`)
		first.until(t, `document.body.innerText.includes('另一个程序写下的话') && Math.abs(scrollY - 700) < 2`)
		first.show(t, "slip")
		d.write(name, whole)
		first.until(t, panel+` === ''`)
	})
	t.Run("StyleSheetIsTakenInAndNothingElseIsLoaded", func(t *testing.T) {
		first.run(`window.untouched = true`)
		d.write("content/pages/about.md", append(d.read("content/pages/about.md"), "\n别的页面。\n"...))
		first.until(t, bar+`.includes('已更新，涉及 2 页')`) // and the search, which names its index by what it holds
		if !first.is(`window.untouched === true`) {
			t.Error("a page that has not changed was loaded again")
		}
		d.write("themes/default/assets/style.css", append(d.read("themes/default/assets/style.css"), "\nmain { outline: 5px solid red; }\n"...))
		first.until(t, `getComputedStyle(document.querySelector('main')).outlineWidth === '5px'`)
	})
	t.Run("DraftsAreMarked", func(t *testing.T) {
		draft := b.open(address + "bases/draft-example.html")
		draft.until(t, `document.querySelector('kepu-preview').shadowRoot.querySelector('.draft').offsetHeight > 0`)
		draft.show(t, "draft")
		draft.close()
	})
	t.Run("SevenTabsStayLive", func(t *testing.T) { // S-14
		var tabs []*tab
		for range 7 {
			began := time.Now()
			tabs = append(tabs, b.open(page))
			if took := time.Since(began); took > 3*time.Second { // a seventh connection would wait for ever
				t.Errorf("a tab took %v to load", took)
			}
		}
		for round := range 2 {
			text := fmt.Sprintf("第%d轮", round+1)
			d.write(name, append(d.read(name), "\n"+text+"\n"...))
			for _, x := range tabs {
				x.until(t, `document.body.innerText.includes('`+text+`')`)
			}
			first.close() // who has waited for word so far
		}
	})
	t.Run("StoppedPreviewIsToldAndComesBack", func(t *testing.T) {
		x := b.open(page)
		stop()
		x.until(t, bar+`.includes('预览已停止')`)
		l, err := net.Listen("tcp", strings.Trim(strings.TrimPrefix(address, "http:"), "/"))
		d.do(err)
		again, stopAgain := context.WithCancel(context.Background())
		defer stopAgain()
		d.write(name, append(d.read(name), "\n预览又开始了。\n"...))
		p.Update(func() bool { return true })
		go Serve(again, l, p)
		x.until(t, `document.body.innerText.includes('预览又开始了')`)
	})
	for _, said := range b.said() {
		if !strings.Contains(said, "ERR_CONNECTION_REFUSED") && !strings.Contains(said, "ERR_INCOMPLETE_CHUNKED") && !strings.Contains(said, "ERR_EMPTY_RESPONSE") {
			t.Errorf("the console says: %s", said)
		}
	}
}

const (
	bar   = `(document.querySelector('kepu-preview')?.shadowRoot.querySelector('.bar:not([hidden])')?.innerText ?? '')`
	panel = `(document.querySelector('kepu-preview')?.shadowRoot.querySelector('.panel:not([hidden])')?.innerText ?? '')`
)

func shell(t *testing.T, command string) {
	t.Helper()
	if out, err := exec.Command("sh", "-c", command).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// browser is a running Chromium.
type browser struct {
	t   testing.TB
	ctx context.Context

	mu  sync.Mutex
	log []string
}

func startBrowser(t testing.TB) *browser {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeBrowser := chromedp.NewContext(ctx)
	t.Cleanup(closeBrowser)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("KEPU_BROWSER is set, and Chromium does not start: %v", err)
	}
	return &browser{t: t, ctx: ctx}
}

// said returns what stood in the console of any tab.
func (b *browser) said() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.log
}

// tab is one tab of the browser.
type tab struct {
	b     *browser
	ctx   context.Context
	close func()
}

// open opens an address in a new tab.
func (b *browser) open(address string) *tab {
	b.t.Helper()
	ctx, closeTab := chromedp.NewContext(b.ctx)
	x := &tab{b, ctx, closeTab}
	err := chromedp.Listen(ctx, func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *log.EventEntryAdded:
			b.log = append(b.log, e.Entry.Text+" "+e.Entry.URL)
		case *runtime.EventExceptionThrown:
			b.log = append(b.log, "exception: "+e.ExceptionDetails.Text)
		}
	})
	if err == nil {
		err = chromedp.Do(ctx, chromedp.EmulateViewport(1000, 800), chromedp.Navigate(address))
	}
	if err != nil {
		b.t.Fatal(err)
	}
	return x
}

// is evaluates a condition in the page; false also while a page is being loaded.
func (x *tab) is(condition string) bool {
	ctx, cancel := context.WithTimeout(x.ctx, 10*time.Second)
	defer cancel()
	ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](condition))
	return err == nil && ok
}

func (x *tab) run(script string) { x.is(script + `; true`) }

// until waits until the condition holds in the page.
func (x *tab) until(t testing.TB, condition string) {
	t.Helper()
	for range 400 {
		if x.is(condition) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	x.show(t, "failed")
	t.Fatalf("never: %s\nconsole: %q", condition, x.b.said())
}

// show writes a picture of the page into the folder KEPU_LOOK, if that is set.
func (x *tab) show(t testing.TB, name string) {
	dir := os.Getenv("KEPU_LOOK")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(x.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(dir+"/preview-"+name+".png", data, 0o644)
	}
	if err != nil {
		t.Log(err)
	}
}
