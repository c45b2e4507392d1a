package acceptance

import (
	"image"
	"image/color"
	"image/jpeg"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestProseAndPhotosInABrowser is somebody who writes the text of a fictional base beside its page, with a
// heading, a link and a figure from the bar, pastes, and puts a photo beside it.
func TestProseAndPhotosInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to sit down at the desk in Chromium; .ci/run does")
	}
	o := newOffice(t)
	o.kepu("init", "--city", "驻马店市", "--name", "示例市科普教育基地", "--association", "示例市科学技术协会")
	o.kepu("new", "base", "--name", "示例气象馆", "--county", "西平县", "--id", "weather", "--today", "2026-12-28")
	o.kepu("new", "activity", "--date", "2026-03-05", "--title", "示例讲座", "--base", "示例气象馆", "--participants", "300", "--today", "2026-12-28")
	begun := o.content()
	photo := filepath.Join(t.TempDir(), "IMG_2345.JPG")
	draw(t, photo)

	p := o.sitDown(startBrowser(t))
	p.axe = axeSource(t)
	for range 50 { // the first site may still be made
		p.follow("基地")
		if ok, _ := evaluate[bool](p.tb, `document.body.innerText.includes("示例气象馆")`); ok {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	p.follow("改正文")
	p.until("the text is there", `document.readyState === "complete" && document.getElementById("f-text") !== null`)
	p.inspect("prose")
	p.press("the text", `box("正文", 0)`)
	p.eval(`document.getElementById("f-text").value = ""; document.getElementById("f-text").dispatchEvent(new Event("input", {bubbles: true}))`)
	p.keys("展厅")
	p.click("小标题")
	p.keys(kb.ArrowRight + "\r\r")
	p.keys("示例正文，见")
	p.click("链接")
	p.keys("qixiang")
	p.until("a page is found", `document.querySelector("#ask-link-list button") !== null`)
	p.inspect("prose-link")
	p.keys("\r")
	p.until("it stands in the text", `document.activeElement.id === "f-text" && document.activeElement.value.endsWith(")")`)
	p.keys("，全年")
	p.click("数字")
	p.choose("数什么", "参加人次")
	p.choose("年份", "2026")
	p.sees("300人次")
	p.inspect("prose-figure")
	p.click("放进正文")
	p.until("it stands in the text", `document.activeElement.id === "f-text" && document.activeElement.value.endsWith("}}")`)
	p.keys("。")
	p.until("the page beside it has the text", frameText+`.includes("全年300人次。")`)

	p.click("照片")
	p.do("choose the photo", chromedp.SetUploadFiles("#ask-photo-file", []string{photo}))
	p.press("what it shows", `box("照片上是什么", 0)`)
	p.keys("示例观测场")
	p.inspect("prose-photo")
	p.click("加进来")
	p.sees("加了照片：示例观测场")
	p.until("the page beside it has the photo", `document.querySelector("#prose-frame iframe:not(.coming)").contentDocument.querySelector("img[alt='示例观测场']") !== null`)

	p.follow("看看会改成什么样")
	p.sees("改了“示例气象馆”的正文")
	p.inspect("prose-look")
	p.follow("保存")
	p.sees("已保存", "撤销")
	p.follow("加照片")
	p.inspect("photos")
	p.wellBehaved()

	now := o.content()
	want := maps.Clone(begun)
	for _, f := range golden(t, "testdata/prose.txtar").Files {
		want[f.Name] = f.Data
	}
	delete(want, "bases/weather.md")
	data, _ := os.ReadFile(photo)
	want["bases/weather/shiliguancechang.jpg"] = data
	compare(t, want, now)
}

const frameText = `(document.querySelector("#prose-frame iframe:not(.coming)")?.contentDocument?.body?.innerText ?? "")`

// draw writes a picture that shows nothing.
func draw(t *testing.T, name string) {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 400, 300))
	for x := range 400 {
		for y := range 300 {
			m.Set(x, y, color.RGBA{uint8(x), uint8(y), 120, 255})
		}
	}
	f, err := os.Create(name)
	if err == nil {
		err = jpeg.Encode(f, m, nil)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}
