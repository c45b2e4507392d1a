package acceptance

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestPicturesOfTheDesk takes the pictures of the handbook and of README.md anew, of a desk over the fictional city:
//
//	KEPU_PICTURES=$PWD/.readme go test -count=1 -run PicturesOfTheDesk ./generator/acceptance
func TestPicturesOfTheDesk(t *testing.T) {
	dir := os.Getenv("KEPU_PICTURES")
	if dir == "" {
		t.Skip("set KEPU_PICTURES to the folder that pictures of the desk go into")
	}
	o := newOffice(t)
	o.kepu("sample", "content", "--bases", "40", "--activities", "200", "--years", "2")
	p := o.sitDown(startBrowser(t))
	p.do("a small window", chromedp.EmulateViewport(1000, 700))
	take := func(name string) {
		t.Helper()
		shot, err := chromedp.Call(p.tb.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: new(int64(80))})
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, "desk-"+name+".webp"), shot.Data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}

	log := filepath.Join(o.dir, "content", "activities", "2026.toml")
	text, err := os.ReadFile(log)
	if err == nil {
		err = os.WriteFile(log, bytes.Replace(text, []byte(`title = "`), []byte(`title = “`), 1), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(3 * time.Second) // until the desk has noticed, which its page does not say by itself
	p.do("look again", chromedp.Reload())
	p.awaits("改好它")
	take("home")
	p.follow("改好它")
	p.follow("改好")
	p.follow("回到桌面")
	p.follow("记一项活动")
	p.fill("日期", "3月35日")
	p.fill("活动名称", "气象科普进校园")
	p.fill("参加人次", "1.2万")
	p.follow("看看会改成什么样")
	p.sees("没有这一天")
	take("form")
	p.fill("日期", "3月25日")
	p.fill("参加人次", "120")
	p.follow("看看会改成什么样")
	take("look")
	p.follow("保存")
	p.follow("基地")
	p.follow("甲川青石科技馆")
	p.follow("改正文")
	p.until("the page is shown", `document.querySelector("iframe")?.contentDocument?.readyState === "complete"`)
	take("text")
	p.follow("历史")
	p.click("改了哪些行")
	take("history")
}
