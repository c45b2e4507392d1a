package desk

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"golang.org/x/text/unicode/norm"

	"kepu/generator/diag"
	"kepu/generator/markdown"
)

// chromium is a tab of a real browser at the desk.
type chromium struct {
	t   testing.TB
	ctx context.Context
	mu  sync.Mutex
	log []string
}

func atDesk(t testing.TB, b *bench) *chromium {
	t.Helper()
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to look at the desk in Chromium; .ci/run does")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(closeTab)
	x := &chromium{t: t, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("KEPU_BROWSER is set, and Chromium does not start: %v", err)
	}
	if err := chromedp.Listen(ctx, func(event any) {
		x.mu.Lock()
		defer x.mu.Unlock()
		switch e := event.(type) {
		case *log.EventEntryAdded:
			x.log = append(x.log, e.Entry.Text+" "+e.Entry.URL)
		case *runtime.EventExceptionThrown:
			x.log = append(x.log, "exception: "+e.ExceptionDetails.Text)
		}
	}); err != nil {
		t.Fatal(err)
	}
	x.open(b.server.URL + b.desk.Entrance())
	return x
}

func (x *chromium) open(address string) {
	x.t.Helper()
	if err := chromedp.Do(x.ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address)); err != nil {
		x.t.Fatal(err)
	}
}

// value evaluates an expression in the page.
func value[T any](x *chromium, expression string) T {
	x.t.Helper()
	ctx, cancel := context.WithTimeout(x.ctx, 60*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		x.t.Fatalf("%v\nin %.300s\nconsole: %q", err, expression, x.log)
	}
	return v
}

func (x *chromium) do(script string) { x.t.Helper(); value[bool](x, script+"; true") }

// until waits until a condition holds in the page.
func (x *chromium) until(condition string) {
	x.t.Helper()
	for range 400 {
		ctx, cancel := context.WithTimeout(x.ctx, 10*time.Second)
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](condition))
		cancel()
		if err == nil && ok {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	x.look("failed")
	x.t.Fatalf("never: %s\nconsole: %q", condition, x.log)
}

// look writes a picture of the page into the folder KEPU_LOOK, if that is set.
func (x *chromium) look(name string) {
	dir := os.Getenv("KEPU_LOOK")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(x.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(dir+"/desk-"+name+".png", data, 0o644)
	}
	if err != nil {
		x.t.Log(err)
	}
}

func quoted(v any) string {
	data, _ := json.Marshal(v)
	return string(data)
}

const box = `document.getElementById('f-text')`

// pasted are fragments as they stand on the clipboard.
var pasted = []struct {
	name, html, want string
	left             string
}{
	{"Word: headings, numbers, bullets, a revision and a comment", `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset=utf-8><title>总结</title><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal {mso-style-parent:""; margin:0cm; font-family:等线;} h1 {mso-style-name:"标题 1"; mso-outline-level:1; font-size:22.0pt;}
p.a, li.a {mso-style-name:公文标题; mso-outline-level:1; text-align:center;} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<p class=a align=center><span style='font-family:方正小标宋'>2026年科普工作总结<span lang=EN-US><o:p></o:p></span></span></p>
<h1><span style='mso-list:Ignore'>一、</span><span>总体情况</span></h1>
<p class=MsoNormal style='text-indent:24.0pt'><span style='font-size:16.0pt;font-family:仿宋'>　　全市共有科普教育基地<b><span lang=EN-US>60</span></b>家，<b>免费开放</b>的占七成。<del cite="mailto:x" datetime="2026-11-01T09:00">这句删了。</del><ins cite="mailto:x">这句加了。</ins><span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[a1]</a></span></span></p>
<p class=MsoNormal style='text-indent:24.0pt'>（一）开放情况。地址：驿城区<br>电话：<span lang=EN-US>0396-1234567&nbsp;</span></p>
<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;</span></span></span><![endif]>气象科普馆<span lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>n<span>&nbsp;</span></span><![endif]>球幕影院</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>l</span><![endif]>地震科普馆</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>先登记</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span><![endif]>后参观</p>
<h1><span style='mso-list:Ignore'>二、</span>下一步</h1>
<p class=MsoNormal><span style='mso-list:Ignore'></span>面积<span lang=EN-US>1200m<sup>2</sup></span>，详见<a href="http://kx.example.cn/a(1).html"><span style='color:blue'>通知</span></a>。<v:shape id="p1"><v:imagedata src="file:///C:/x.png"/></v:shape></p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>批注的话</p></div></div>
<!--EndFragment--></body></html>`,
		"## 2026年科普工作总结\n\n## 一、总体情况\n\n全市共有科普教育基地**60**家，**免费开放**的占七成。这句加了。\n\n（一）开放情况。地址：驿城区\n\n电话：0396-1234567\n\n- 气象科普馆\n  - 球幕影院\n- 地震科普馆\n1. 先登记\n2. 后参观\n\n## 二、下一步\n\n面积1200m²，详见[通知](http://kx.example.cn/a%281%29.html)。",
		"comment deleted image"},
	{"WPS", `<html><head><meta name="Generator" content="Microsoft Word 15"/><style>@font-face{font-family:"宋体"} p.MsoNormal{mso-style-name:正文}</style></head><body><!--StartFragment-->
<h2 ><b><span style="mso-spacerun:'yes';font-family:黑体;" ><font face="黑体" >主要做法</font></span></b></h2>
<p class=MsoNormal ><span style="mso-spacerun:'yes';font-family:宋体;" ><font face="宋体" >今年举办活动</font>120<font face="宋体" >场。</font></span><span style="font-family:宋体;" ><o:p></o:p></span></p>
<p class=MsoNormal style="mso-list:l0 level1 lfo1;" ><![if !supportLists]><span style="mso-list:Ignore;" >（1）</span><![endif]><span>讲座</span></p>
<p class=MsoNormal align=right ><span>2026年11月30日</span></p>
<!--EndFragment--></body></html>`, "## 主要做法\n\n今年举办活动120场。\n\n（1）讲座\n\n2026年11月30日", ""},
	{"a web page in Chrome", `<meta charset='utf-8'><h3 style="color: rgb(51, 51, 51); font-weight: 400">参观须知</h3><p style="margin: 0px">提前<strong style="font-weight: 600">三天</strong>预约，<em>周一</em>闭馆。<img src="https://x.example/a.png" alt="馆"></p><ul><li>身份证</li><li><p>学生证</p><p>或证明</p><ol start="3"><li>甲</li><li>乙</li></ol></li></ul><p><a href="/about.html">关于</a>　<a href="javascript:alert(1)">点我</a> <a href="https://x.example/预约">预约</a></p><script>alert(1)</script><p style="display:none">看不见</p>`,
		"## 参观须知\n\n提前**三天**预约，周一闭馆。\n\n- 身份证\n- 学生证\n\n  或证明\n\n  3. 甲\n  4. 乙\n\n关于　点我 [预约](https://x.example/%E9%A2%84%E7%BA%A6)", "image link"},
	{"Google Docs", `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-size:11pt;font-weight:400;white-space:pre-wrap;">普通</span><span style="font-weight:700;white-space:pre-wrap;">要紧</span></p><br /><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span style="white-space:pre-wrap;">一条</span></p></li></ul></b>`, "普通**要紧**\n\n- 一条", ""},
	{"Excel", `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{mso-style-parent:style0}</style></head><body><table border=0 cellpadding=0><!--StartFragment--><col width=64><tr height=19><td colspan=3 class=xl65>各县基地数</td></tr><tr><td class=xl66>县区</td><td class=xl66>基地</td><td class=xl66>备注</td></tr><tr><td rowspan=2>甲县</td><td align=right x:num>12</td><td>a|b</td></tr><tr><td align=right>1,200</td><td></td></tr><!--EndFragment--></table></body></html>`,
		"各县基地数\n\n| 县区 | 基地 | 备注 |\n| --- | --- | --- |\n| 甲县 | 12 | a\\|b |\n|  | 1,200 |  |", "merged"},
	{"WeChat: sections in sections", `<section><section style="text-align:center"><strong><span>活动预告</span></strong></section><section><p>第一段</p><p><br></p><p>第二段<br>又一行</p></section><section><iframe src="https://v.example"></iframe></section></section>`, "**活动预告**\n\n第一段\n\n第二段\n\n又一行", "media"},
	{"signs that are words", `<p># 不是标题 *不是粗* _x_ [1](2) &lt;b&gt; &amp;nbsp; {{ 数字 活动 }} a\b ` + "`c`" + `</p><p>- 不是列表</p><p>&gt; 不是引用</p><p>---</p><p>姓名：____ 3*4*5 kjg_conf_x</p><p>1. 甲</p><p>1. 乙</p><p>07. 丙</p>`,
		"\\# 不是标题 \\*不是粗\\* \\_x\\_ [1\\](2) \\<b> \\&nbsp; \\{\\{ 数字 活动 }} a\\\\b \\`c\\`\n\n\\- 不是列表\n\n\\> 不是引用\n\n\\---\n\n姓名：\\_\\_\\_\\_ 3*4*5 kjg_conf_x\n\n1. 甲\n\n1\\. 乙\n\n07\\. 丙", ""},
	{"words in the source's lines", "<p>中文在\n源码里断行，English words\nstay apart</p>", "中文在源码里断行，English words stay apart", ""},
	{"a table that only sets things side by side", `<table><tr><td><h2>左</h2><p>甲</p></td><td><ul><li>乙</li></ul></td></tr></table>`, "## 左\n\n甲\n\n- 乙", ""},
	{"bold beside marks", `<p><b>注意：</b>请<b>带伞。</b>共<b>12</b>项1<b>2</b>3<b>（一）</b>x<b>“y”</b></p>`, "**注意：**请**带伞。**共**12**项123**（一）**x“y”", ""},
	{"nothing", `<meta charset="utf-8"><p>&nbsp;</p><br>`, "", ""},
}

func TestWhatIsPastedBecomesClean(t *testing.T) {
	b := sit(t, maps.Clone(city))
	x := atDesk(t, b)
	x.open(b.server.URL + textOfBase)
	for _, c := range pasted {
		got := value[struct {
			Text string
			Left []string
		}](x, "kepuPaste("+quoted(c.html)+")")
		if got.Text != c.want {
			t.Errorf("%s: pasted as\n%s\nwant\n%s", c.name, got.Text, c.want)
		}
		for _, kind := range strings.Fields(c.left) {
			if !strings.Contains(" "+strings.Join(got.Left, " ")+" ", " "+kind+" ") {
				t.Errorf("%s: it is not said that %s is left out: %q", c.name, kind, got.Left)
			}
		}
		if len(got.Left) != len(strings.Fields(c.left)) {
			t.Errorf("%s: left out is %q, want %q", c.name, got.Left, c.left)
		}
	}
}

// page is a random fragment, with the words of it that are seen.
type page struct {
	html, seen strings.Builder
	r          *rand.Rand
	words      int
}

func (p *page) pick(list ...string) string { return list[p.r.IntN(len(list))] }

// text writes some words, of which some look like signs.
func (p *page) text() {
	for range 1 + p.r.IntN(4) {
		w := p.pick("科普", "展厅。", "（一）", "a b", "*", "**", "_", "__", "#", "##", "-", "- ", "+ ", ">", "1.", "2) ", "12", "|", "||", "[", "](", "]", "[x](y)", "<b>", "&amp;", "`", "```", "~~", "~", "\\", "{{", "}}", "{{ 数字 活动 }}", "：", "：：", ": ", "===", "---", "｛｛", "】（http://a）", "http://x.example/", "a@b.example", "“引”", "，", "！", "[^1]", "[1]: x", "㎡", "①", "•", "１．", "=", "+++", "::", "!", "![", "$", "％", "㈠ ", "第一条", "2026年", "\u200b", "&#35;")
		p.words++
		p.html.WriteString(strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(w))
		p.seen.WriteString(w)
	}
	p.html.WriteString(p.pick("", " ", "\n", "&nbsp;", "　"))
}

func (p *page) inline(depth int) {
	for range 1 + p.r.IntN(3) {
		switch n := p.r.IntN(14); {
		case depth > 3 || n < 6:
			p.text()
		case n < 8:
			p.around(p.pick("b", "strong", "i", "span style=\"font-weight:700\"", "s", "u", "font", "o:p", "b style=\"font-weight:normal\""), func() { p.inline(depth + 1) })
		case n == 8:
			p.around("a href=\""+p.pick("http://x.example/a_(b)", "https://x.example/?a=1&amp;b=*", "#x", "file:///c", "javascript:x")+"\"", func() { p.inline(depth + 1) })
		case n == 9:
			p.html.WriteString(p.pick("<img src=x>", "<del>没了</del>", "<span style='display:none'>看不见</span>", "<script>x</script>", "<style>p{}</style>", "<!-- 注 -->", "<input value=x>"))
		case n == 10:
			p.html.WriteString("<br>")
		default:
			p.text()
		}
	}
}

func (p *page) around(tag string, inside func()) {
	name, _, _ := strings.Cut(tag, " ")
	p.html.WriteString("<" + tag + ">")
	inside()
	p.html.WriteString("</" + name + ">")
}

func (p *page) block(depth int) {
	switch n := p.r.IntN(16); {
	case n < 5 || depth > 3:
		p.around(p.pick("p", "div", "section", "p class=MsoNormal", "blockquote"), func() { p.inline(0) })
	case n < 7:
		p.around(p.pick("h1", "h2", "h3", "h6", "p class=MsoTitle"), func() { p.inline(0) })
	case n < 10:
		p.around(p.pick("ul", "ol", "ol start=3"), func() {
			for range 1 + p.r.IntN(3) {
				p.around("li", func() {
					p.inline(1)
					if p.r.IntN(3) == 0 {
						p.block(depth + 1)
					}
				})
			}
		})
	case n < 12:
		columns := 1 + p.r.IntN(3)
		p.around("table", func() {
			for range 1 + p.r.IntN(3) {
				p.around("tr", func() {
					for range columns {
						p.around(p.pick("td", "th"), func() {
							if p.r.IntN(5) > 0 {
								p.inline(2)
							}
							if p.r.IntN(12) == 0 {
								p.block(depth + 2)
							}
						})
					}
				})
			}
		})
	case n == 12:
		p.around("div", func() {
			for range 1 + p.r.IntN(3) {
				p.block(depth + 1)
			}
		})
	case n == 13:
		p.text()
	case n == 14:
		p.around("p style='mso-list:l0 level"+p.pick("1", "2", "4")+" lfo1'", func() {
			p.html.WriteString("<span style='mso-list:Ignore'>·<span>&nbsp;</span></span>")
			p.inline(1)
		})
	default:
		p.html.WriteString("<hr>")
	}
}

// bare are the characters of a text that are seen, one way of writing each; without the numbers, which may
// have become those of a list.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '.' || '0' <= r && r <= '9' {
			return -1
		}
		return r
	}, norm.NFC.String(s))
}

// Every character that is seen in a fragment is seen on the page that is made of it, in the same order, and
// nothing else is.
func TestNothingThatIsSeenIsLostWhenPasted(t *testing.T) {
	b := sit(t, maps.Clone(city))
	x := atDesk(t, b)
	x.open(b.server.URL + textOfBase)
	rounds := 3000
	if testing.Short() {
		rounds = 300
	}
	failed := 0
	for from := 0; from < rounds; from += 300 {
		pages := make([]*page, 300)
		htmls := make([]string, len(pages))
		for i := range pages {
			p := &page{r: rand.New(rand.NewPCG(uint64(from+i), 15))}
			for range 1 + p.r.IntN(4) {
				p.block(0)
			}
			pages[i], htmls[i] = p, p.html.String()
		}
		texts := value[[]string](x, quoted(htmls)+".map(function (h) { return kepuPaste(h).text })")
		for i, text := range texts {
			var ps diag.List
			f := diag.NewFile("x.md", text)
			doc := markdown.Parse(text, markdown.Origin{File: f, End: len(text), Exact: true, Sections: true}, &ps)
			got, want := bare(doc.Plain), bare(pages[i].seen.String())
			if got != want || ps.HasErrors() {
				if failed++; failed < 6 {
					t.Errorf("%d: of\n%s\nbecomes\n%s\nwhich reads\n%s\nwant\n%s\n%v", from+i, htmls[i], text, got, want, first(ps))
				}
			}
		}
	}
	if failed > 0 {
		t.Errorf("%d of %d", failed, rounds)
	}
}

func first(ps diag.List) string {
	for _, p := range ps {
		if p.Severity == diag.Error {
			return p.Message(diag.ZH)
		}
	}
	return ""
}

func TestATextIsWrittenInABrowser(t *testing.T) {
	b := sit(t, maps.Clone(city))
	x := atDesk(t, b)
	x.open(b.server.URL + textOfBase)
	inFrame := `(document.querySelector('#prose-frame iframe:not(.coming)') || {contentDocument: {body: {innerText: ''}}}).contentDocument.body.innerText`
	x.until(inFrame + `.includes('正文。')`)
	paste := func(html, plain string) {
		x.do(`(function () { var d = new DataTransfer(); d.setData('text/html', ` + quoted(html) + `); d.setData('text/plain', ` + quoted(plain) + `); ` + box + `.focus(); ` +
			box + `.dispatchEvent(new ClipboardEvent('paste', {clipboardData: d, bubbles: true, cancelable: true})) })()`)
	}
	x.do(box + `.focus(); ` + box + `.setSelectionRange(3, 3)`)
	paste("<h2>标题</h2><p>一<b>二</b>三</p><img src=x>", "标题\n一二三")
	if got := value[string](x, box+`.value`); got != "正文。\n\n## 标题\n\n一**二**三" {
		t.Errorf("the box has %q", got)
	}
	x.until(`document.getElementById('prose-said').innerText.includes('图片没有放进来，请用“照片”加')`)
	x.until(inFrame + `.includes('一二三')`)
	x.look("pasted")
	x.do(`document.querySelector('#prose-said button').click()`)
	if got := value[string](x, box+`.value`); got != "正文。标题\n一二三" {
		t.Errorf("as it was, the box has %q", got)
	}
	x.do(`document.execCommand('undo')`) // the browser's own way back goes on working
	if got := value[string](x, box+`.value`); !strings.Contains(got, "## 标题") {
		t.Errorf("after undo the box has %q", got)
	}

	// The bar.
	set := func(text string, from, to int) {
		x.do(fmt.Sprintf(`%s.value = %s; %s.setSelectionRange(%d, %d); %s.dispatchEvent(new Event('input', {bubbles: true}))`, box, quoted(text), box, from, to, box))
	}
	press := func(name string) { x.do(`document.querySelector('#prose-tools [data-do=` + name + `]').click()`) }
	for _, c := range []struct {
		button, text string
		from, to     int
		want         string
	}{
		{"heading", "一\n二\n三", 2, 3, "一\n## 二\n三"},
		{"heading", "一\n## 二\n三", 2, 2, "一\n二\n三"},
		{"heading", "", 0, 0, ""},
		{"bold", "一二三", 1, 2, "一**二**三"},
		{"bold", "一**二**三", 3, 4, "一二三"},
		{"bold", "一**二**三", 1, 6, "一二三"},
		{"bold", "一", 1, 1, "一****"},
		{"bold", "一\n\n二", 0, 4, "**一**\n\n**二**"},
		{"list", "一\n二\n三", 0, 3, "- 一\n- 二\n三"},
		{"list", "- 一\n- 二", 0, 7, "一\n二"},
		{"list", "", 0, 0, "- "},
	} {
		set(c.text, c.from, c.to)
		press(c.button)
		if got := value[string](x, box+`.value`); got != c.want {
			t.Errorf("%s of %q (%d to %d) gives %q, want %q", c.button, c.text, c.from, c.to, got, c.want)
		}
	}

	set("一二三", 1, 2)
	x.do(box + `.dispatchEvent(new KeyboardEvent('keydown', {key: 'b', ctrlKey: true, bubbles: true, cancelable: true}))`)
	if got := value[string](x, box+`.value`); got != "一**二**三" {
		t.Errorf("by keyboard bold gives %q", got)
	}

	// What is asked for in a box of its own.
	set("见某馆，共。", 1, 3)
	press("link")
	x.do(`document.getElementById('ask-link-q').value = 'qixiang'; document.getElementById('ask-link-q').dispatchEvent(new Event('input'))`)
	x.until(`document.querySelector('#ask-link-list button') !== null`)
	x.look("link")
	x.do(`document.querySelector('#ask-link-list button').click()`)
	if got := value[string](x, box+`.value`); got != "见[某馆](/bases/jia-weather.md)，共。" {
		t.Errorf("a link gives %q", got)
	}
	x.until(inFrame + `.includes('见某馆，共。')`)
	set("共。", 1, 1)
	press("figure")
	x.do(`(function () { var f = document.querySelector('#ask-figure form'); f.elements.what.value = '参加人次'; f.elements['年份'].value = '2026'; f.elements.kind.dispatchEvent(new Event('change', {bubbles: true})) })()`)
	x.until(`document.getElementById('ask-figure-value').innerText.includes('300人次') && !document.getElementById('ask-figure-put').disabled`)
	x.look("figure")
	x.do(`document.getElementById('ask-figure-put').click()`)
	x.until(box + `.value === '共{{ 数字 参加人次 年份=2026 单位 }}。'`)
	x.until(inFrame + `.includes('共300人次。')`)
	press("figure")
	x.do(`(function () { var f = document.querySelector('#ask-figure form'); f.elements.kind.value = '图表'; f.elements.kind.dispatchEvent(new Event('change', {bubbles: true})) })()`)
	x.until(`document.getElementById('ask-figure-text').innerText.includes('图表') && !document.getElementById('ask-figure-put').disabled`)
	x.do(`document.querySelector('#ask-figure .form__acts button:last-child').click()`) // left alone
	x.until(`!document.getElementById('ask-figure').open`)
	if got := value[string](x, box+`.value`); strings.Contains(got, "图表") {
		t.Errorf("what was left alone gives %q", got)
	}

	// A photo is dropped: the page moves into a folder, and what was typed stays.
	set("还没保存的话，见[自己](jia-weather.md)。", 0, 0)
	x.do(`(function () { var d = new DataTransfer(); d.items.add(new File([Uint8Array.from(atob(` + quoted(base64.StdEncoding.EncodeToString([]byte(jpg(1)))) + `), function (c) { return c.charCodeAt(0) })], 'IMG_1.jpg', {type: 'image/jpeg'})); ` +
		box + `.dispatchEvent(new DragEvent('drop', {dataTransfer: d, bubbles: true, cancelable: true})) })()`)
	x.until(`document.getElementById('ask-photo').open && document.querySelector('#ask-photo-shows img') && document.querySelector('#ask-photo-shows img').naturalWidth === 40`)
	x.do(`document.getElementById('ask-photo-caption').value = '观测场'`)
	x.look("photo")
	x.do(`document.querySelector('#ask-photo button[value=add]').click()`)
	x.until(`document.getElementById('prose-said').innerText.includes('加了照片：观测场')`)
	x.until(box + `.value === '还没保存的话，见[自己](/bases/jia-weather/index.md)。'`)
	x.until(inFrame + `.includes('还没保存的话') && document.querySelector('#prose-frame iframe').contentDocument.querySelector('img[alt="观测场"]') !== null`)
	x.until(`location.search.includes('index.md')`)
	if n := value[int](x, `Array.from(document.querySelectorAll('form.writer .form__acts a')).filter(function (a) { return a.href.includes('index.md') }).length`); n != 2 {
		t.Errorf("%d ways lead to the page where it is now", n)
	}
	if got := b.read("bases/jia-weather/index.md"); !strings.Contains(got, "正文。") || !strings.Contains(got, `caption = "观测场"`) {
		t.Errorf("the page is\n%s", got)
	}

	// Problems lead into the box, and the last page stays.
	set("一。\n\n[坏](nobody.md)\n", 0, 0)
	x.until(`document.querySelector('#prose-found [data-line="3"]') !== null`)
	x.look("fault")
	x.do(`document.querySelector('#prose-found [data-line="3"]').click()`)
	if got := value[string](x, box+`.value.slice(`+box+`.selectionStart, `+box+`.selectionEnd)`); got != "[坏](nobody.md)" {
		t.Errorf("chosen is %q", got)
	}
	if value[string](x, inFrame) == "" {
		t.Error("the last page has gone")
	}

	// What leads out of the site leads nowhere from the frame.
	set("见[外面](http://127.0.0.1:1/)。", 0, 0)
	x.until(inFrame + `.includes('见外面')`)
	x.do(`document.querySelector('#prose-frame iframe').contentDocument.querySelector('a[href^="http"]').click()`)
	time.Sleep(300 * time.Millisecond)
	x.until(inFrame + `.includes('见外面')`)

	// Where the reader is stays.
	long := strings.Repeat("一段话。\n\n", 120)
	set(long+"末尾甲。", 0, 0)
	x.until(inFrame + `.includes('末尾甲。')`)
	x.do(`document.querySelector('#prose-frame iframe').contentWindow.scrollTo({top: 900, behavior: 'instant'})`)
	set(long+"末尾乙。", 0, 0)
	x.until(inFrame + `.includes('末尾乙。')`)
	x.until(`Math.abs(document.querySelector('#prose-frame iframe').contentWindow.scrollY - 900) < 2`)
	if n := value[int](x, `document.querySelectorAll('#prose-frame iframe').length`); n != 1 {
		t.Errorf("%d frames", n)
	}
	if !strings.Contains(b.read("bases/jia-weather/index.md"), "正文。") {
		t.Error("the text was written")
	}
	for _, line := range x.log {
		if strings.Contains(line, "exception") || strings.Contains(line, "/_desk/") && !strings.Contains(line, "/_desk/live/") {
			t.Errorf("the console says %s", line)
		}
	}
	x.do(`document.querySelector('form.writer button[value=look]').click()`)
	x.until(`document.querySelector('button[value=save]') !== null`)
	x.do(`document.querySelector('button[value=save]').click()`)
	x.until(`document.body.innerText.includes('已保存')`)
	if !strings.Contains(b.read("bases/jia-weather/index.md"), "末尾乙。\r\n") {
		t.Error("it was not saved")
	}
}
