package acceptance

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/rogpeppe/go-internal/txtar"

	"kepu/generator/docx"
	"kepu/generator/remove/removetest"
)

// TestDeskInABrowser is somebody who begins with an empty folder and never opens a text editor: by
// mouse, keyboard and finger they make a site of a fictional city's bases. What stands in content/
// afterwards is held against what a careful person would have written by hand.
func TestDeskInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to sit down at the desk in Chromium; .ci/run does")
	}
	o := newOffice(t)
	o.kepu("init", "--city", "驻马店市", "--name", "示例市科普教育基地", "--association", "示例市科学技术协会")
	begun := o.content()
	p := o.sitDown(startBrowser(t))
	p.axe = axeSource(t)

	p.inspect("home-empty")
	o.base(p)
	o.naming(p)
	o.activities(p)
	o.slip(p)
	o.undo(p)
	o.again(p)
	o.yearReturn(p)
	o.byKeyboardAlone(p)
	o.withoutScripts(p)
	o.onAPhone(p)
	o.report(p)
	o.repair(p)
	o.everyPage(p)
	o.together(p)
	o.make(p)

	for name, part := range map[string]string{"home": "桌面", "activities": "活动", "returns": "年度数据", "bases": "基地", "namings": "命名", "articles": "文章", "history": "历史"} {
		p.follow(part)
		p.inspect("list-" + name)
	}
	p.wellBehaved()

	want := maps.Clone(begun)
	for _, f := range golden(t, "testdata/desk.txtar").Files {
		want[f.Name] = f.Data
	}
	photo, err := os.ReadFile(o.photo())
	if err != nil {
		t.Fatal(err)
	}
	want["bases/shili-weather/guancechangdamen.jpg"] = photo
	compare(t, want, o.content())
}

// base makes the page of a base, with its text.
func (o *office) base(p *person) {
	p.follow("基地")
	p.sees("没有。")
	p.follow("新的基地")
	p.inspect("base-new")
	p.fill("名称", "示例县气象科普馆")
	p.choose("县区", "西平县")
	p.choose("类型", "气象")
	p.fill("一句话介绍", "示例：看云、测风、学避雷。")
	p.fill("坐标", "32.98, 114.02") // the wrong way round, as some maps give it
	p.fill("开放时间", "周二至周日 9:00-17:00，16:30停止入馆\n周一 不开放")
	p.fill("不开放的日子", "春节")
	p.choose("免费吗", "是")
	p.fill("怎样预约", "到馆登记")
	p.fill("哪天核对过、怎样核对的", "2026.12.20 现场核对")
	p.click("更多（不知道就不填）")
	p.fill("网址里的编号", "shili-weather")
	p.follow("看看会改成什么样")
	p.sees("坐标只有 2 位小数") // which can be saved, but a careful person heeds it
	p.inspect("base-look")
	p.follow("回去再改")
	p.click("更多（不知道就不填）")
	p.choose("坐标有多准", "镇上一带")
	p.follow("看看会改成什么样")
	p.sees("新加了基地：示例县气象科普馆", "bases/shili-weather.md")
	p.follow("保存")
	p.sees("已保存", "写正文")
	p.follow("写正文")
	p.inspect("base-text")
	p.write("示例馆有三个展厅。\n\n看什么")
	p.click("小标题")
	p.keys(kb.End + "\n\n云的样子")
	p.click("列表")
	p.until("the page beside the text shows it", `[...document.querySelector("iframe").contentDocument.querySelectorAll("main li")].some(x => x.innerText === "云的样子")`)
	p.inspect("base-text-written")
	p.click("照片")
	p.inspect("base-photo")
	p.attach("#ask-photo-file", o.photo())
	p.fill("照片上是什么", "观测场大门")
	p.fill("谁拍的、从哪里来", "示例馆")
	p.click("加进来")
	p.sees("给“示例县气象科普馆”加了照片：观测场大门")
	p.follow("看看会改成什么样")
	p.sees("改了“示例县气象科普馆”的正文")
	p.follow("保存")
	p.sees("已保存")
}

// naming logs a naming, of a base that is called by its pinyin.
func (o *office) naming(p *person) {
	p.follow("命名")
	p.follow("新的命名")
	p.inspect("naming-new")
	p.choose("级别", "市级")
	p.fill("日期", "2026年1月")
	p.fillOne("有网页的基地", 0, "qixiang")
	p.fill("没有网页的", "示例单位甲\n示例单位乙")
	p.fill("一共几家", "3")
	p.fill("有效期到", "2028年")
	p.follow("看看会改成什么样")
	p.sees("示例县气象科普馆")
	p.follow("保存")
	p.sees("已保存")
	p.follow("桌面")
}

// activities logs activities with the mouse, in all the ways in which people write a day and a number.
func (o *office) activities(p *person) {
	for i, a := range [][]string{
		{"日期", "2026.3.5", "活动名称", "示例气象日讲座", "参加人次", "300", "做了什么", "示例：讲了怎样看云。"},
		{"日期", "4月22日", "活动名称", "示例地球日展览", "参加人次", "1,200"},
		{"日期", "20260520", "活动名称", "示例科技周开幕"},
		{"日期", "2026年5月", "活动名称", "示例科普大篷车“进校园”"},
		{"日期", "9月20-22日", "活动名称", "示例科普日主场活动", "做了什么", "示例第一段。\n\n示例第二段。"},
	} {
		p.follow(map[bool]string{true: "记一项活动", false: "再记一条活动"}[i == 0])
		if i == 0 {
			p.sees("新的活动", "不知道就空着，不要写 0")
			p.inspect("activity-new")
		}
		for j := 0; j < len(a); j += 2 {
			p.fill(a[j], a[j+1])
		}
		if i < 2 {
			p.fillOne("哪些基地", 0, "气象科普馆")
		}
		if i == 4 {
			p.choose("属于哪项活动", "全国科普月")
			p.click("更多（不知道就不填）")
			p.choose("县区", "西平县")
			p.fill("主题", "气象、防灾减灾")
		}
		p.follow("看看会改成什么样")
		p.sees("这样改，对吗？", "记一条活动", a[3])
		p.inspect("activity-look")
		p.follow("保存")
		p.sees("已保存", a[3], "撤销")
		p.inspect("activity-saved")
	}
	p.follow("回到桌面")
}

// again logs one that is like another, without its day and its figures.
func (o *office) again(p *person) {
	p.follow("活动")
	p.follow("示例气象日讲座")
	p.follow("照它再记一条")
	p.sees("新的活动")
	p.fill("日期", "2026.7.5")
	p.follow("看看会改成什么样")
	p.follow("保存")
	p.sees("已保存", "示例气象日讲座")
	p.follow("回到桌面")
}

// yearReturn fills in a base's return.
func (o *office) yearReturn(p *person) {
	p.follow("填年度数据")
	p.inspect("return-new")
	p.choose("基地", "示例县气象科普馆")
	p.fill("哪一年", "2026")
	p.fill("开放天数", "300")
	p.fill("接待人次", "1.2万")
	p.follow("看看会改成什么样")
	p.sees("12000")
	p.fill("接待人次", "12,000")
	p.follow("看看会改成什么样")
	p.follow("保存")
	p.sees("已保存")
	p.follow("桌面")
}

// report writes a report whose figures come from the records.
func (o *office) report(p *person) {
	p.follow("文章")
	p.follow("新的总结")
	p.inspect("report-new")
	p.fill("标题", "2026年示例总结")
	p.fill("日期", "2026.12.28")
	p.follow("看看会改成什么样")
	p.follow("保存")
	p.follow("写正文")
	p.write("全年参加活动的有")
	p.click("数字")
	p.pick("数什么", "参加人次")
	p.pick("年份", "2026")
	p.inspect("figure")
	p.click("放进正文")
	p.until("the figure stands in the text", `document.activeElement.id === "f-text" && document.activeElement.value.includes("}}")`)
	p.keys("。")
	p.until("the page beside the text shows the figure", `document.querySelector("iframe").contentDocument.querySelector("main").innerText.includes("13,553")`)
	p.follow("看看会改成什么样")
	p.follow("保存")
	p.sees("已保存")
	p.follow("文章")
	p.follow("2026年示例总结")
	p.choose("是草稿", "否")
	p.follow("看看会改成什么样")
	p.follow("保存")
	p.follow("看网页")
	p.sees("2026年示例总结", "13,553")
	p.awaits("改这一页")
	p.follow("改这一页")
	p.sees("这篇文章", "改正文")
	p.inspect("of-a-page")
	p.follow("桌面")
}

// slip types what no file can hold, reads why, and mends it.
func (o *office) slip(p *person) {
	p.follow("记一项活动")
	p.fill("日期", "3月35日")
	p.fill("参加人次", "1.2万")
	p.follow("看看会改成什么样")
	p.sees("没有这一天", "12000", "活动名称要填")
	p.inspect("activity-slips")
	p.fill("日期", "3月25日")
	p.fill("活动名称", "示例水日开放")
	p.fill("参加人次", "12000")
	p.follow("看看会改成什么样")
	p.follow("保存")
	p.sees("已保存", "示例水日开放")
}

// undo takes back what was saved a moment ago, and sees that it is gone.
func (o *office) undo(p *person) {
	p.follow("再记一条活动")
	p.fill("日期", "2026.6.1")
	p.fill("活动名称", "示例记错了的活动")
	p.follow("看看会改成什么样")
	p.follow("保存")
	p.sees("已保存", "示例记错了的活动")
	p.follow("撤销")
	p.sees("撤销：记一条活动")
	p.inspect("undone")
	p.follow("活动")
	p.sees("示例水日开放")
	if text, err := evaluate[string](p.tb, `document.body.innerText`); err != nil || strings.Contains(text, "记错了") {
		p.fail("what was taken back is still there")
	}
	p.follow("桌面")
}

// byKeyboardAlone fills in a whole form with no hand on the mouse.
func (o *office) byKeyboardAlone(p *person) {
	p.tabTo("记一项活动")
	p.leaving(func() { p.keys(kb.Enter) })
	p.tabTo("日期")
	p.keys("2026-10-10")
	p.tabTo("活动名称")
	p.keys("示例只用键盘记的活动")
	p.tabTo("参加人次")
	p.keys("45")
	p.tabTo("形式")
	p.arrowTo("形式", "讲座")
	p.tabTo("看看会改成什么样")
	p.leaving(func() { p.keys(kb.Enter) })
	p.tabTo("保存")
	p.leaving(func() { p.keys(kb.Enter) })
	p.sees("已保存", "示例只用键盘记的活动")
	p.follow("回到桌面")
}

// withoutScripts logs one where the browser runs none.
func (o *office) withoutScripts(p *person) {
	p.scripts(false)
	p.follow("记一项活动")
	p.fill("日期", "2026-11-1")
	p.fill("活动名称", "示例不用脚本记的活动")
	p.follow("看看会改成什么样")
	p.follow("保存")
	p.sees("已保存", "示例不用脚本记的活动")
	p.scripts(true)
	p.follow("回到桌面")
}

// onAPhone logs one on a screen of 360 px, with a finger.
func (o *office) onAPhone(p *person) {
	p.at(phone)
	p.follow("活动")
	p.follow("新的活动")
	p.fill("日期", "2026-12-3")
	p.fill("活动名称", "示例在手机上记的活动")
	p.fill("参加人次", "8")
	p.follow("看看会改成什么样")
	p.follow("保存")
	p.sees("已保存", "示例在手机上记的活动")
	p.follow("回到桌面")
	p.at(desktop)
}

// repair has a slip mended that somebody made in Notepad meanwhile.
func (o *office) repair(p *person) {
	o.t.Helper()
	log := filepath.Join(o.dir, "content", "designations.toml")
	whole, err := os.ReadFile(log)
	if err == nil {
		err = os.WriteFile(log, bytes.Replace(whole, []byte(`level = "市级"`), []byte(`level = “市级”`), 1), 0o644)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		p.do("look again", chromedp.Reload())
		if told, err := evaluate[bool](p.tb, `document.body.innerText.includes("用了中文引号")`); err == nil && told {
			break
		}
	}
	p.sees("designations.toml 第 2 行", "请改为英文引号")
	p.inspect("home-slip")
	p.follow("看原文")
	p.inspect("raw")
	p.follow("不改了")
	p.follow("能替您改的 1 处，全部改好")
	p.inspect("repairs")
	p.follow("回去再改")
	p.follow("改好它")
	p.inspect("repair")
	p.follow("改好")
	p.sees("已保存")
	p.follow("回到桌面")
}

// everyPage opens the pages that the story does not come by.
func (o *office) everyPage(p *person) {
	p.follow("桌面")
	p.follow("按县区看、打印")
	p.inspect("due")
	p.follow("历史")
	p.follow("全部内容和取回")
	p.inspect("entry")
	p.follow("取回改以前的样子")
	p.inspect("restore")
	p.follow("活动")
	p.follow("示例地球日展览")
	p.inspect("activity-change")
	p.follow("删去这一条")
	p.sees("删去这一条？")
	p.inspect("cut")
	p.follow("文章")
	p.follow("研学路线 →")
	p.follow("新的研学路线")
	p.inspect("route-new")
	p.follow("基地")
	p.follow("示例县气象科普馆")
	p.inspect("base-change")
	p.follow("照片")
	p.sees("已有的照片")
	p.inspect("photos")
	p.follow("基地")
	p.fill("找", "shili")
	p.leaving(func() { p.keys(kb.Enter) })
	p.sees("示例县气象科普馆")
	p.fill("找", "没有这一家")
	p.leaving(func() { p.keys(kb.Enter) })
	p.sees("没有。")
	p.follow("桌面")
	o.received(p)
}

// received looks at what came in from others, and keeps none of it.
func (o *office) received(p *person) {
	o.t.Helper()
	write := func(name string, data []byte) string {
		file := filepath.Join(o.dir, name)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			o.t.Fatal(err)
		}
		return file
	}
	p.follow("导入")
	p.inspect("import")
	p.attach("#f-file", write("县区.csv", []byte("2026年示例活动统计表,,,\n时间,活动名称,承办单位,参加人数\n5月6日,示例讲座,示例县气象科普馆,约300\n待定,示例观星,示例县气象科普馆,\n2026.4.22,示例地球日展览,示例县气象科普馆,\n")))
	p.follow("看看里面有什么")
	p.sees("县区!A4：看不懂这个日期：待定", "参加人数：约300（原表所填）")
	p.inspect("plan")
	p.follow("换一个文件")
	var word bytes.Buffer
	cell := func(s string) docx.Cell { return docx.Cell{Blocks: []docx.Block{{Runs: []docx.Run{{Text: s}}}}} }
	err := docx.Write(&word, &docx.Document{Blocks: []docx.Block{
		{Role: docx.Title, Runs: []docx.Run{{Text: "示例县2026年科普工作总结"}}},
		{Role: docx.Heading, Level: 1, Runs: []docx.Run{{Text: "一、示例"}}},
		{Runs: []docx.Run{{Text: "示例文字。"}}},
		{Role: docx.Table, Rows: [][]docx.Cell{{cell("基地名称"), cell("")}, {cell("地址"), cell("")}, {cell("{{ 基地.示例 }}"), cell("")}}},
	}}, docx.Properties{})
	if err != nil {
		o.t.Fatal(err)
	}
	text := write("示例.docx", word.Bytes())
	p.attach("#f-file", text)
	p.follow("看看里面有什么")
	p.sees("示例县2026年科普工作总结", "先是草稿")
	p.inspect("text")
	p.follow("看看要写的行")
	p.sees("这样写进去，对吗？", "draft = true")
	p.inspect("import-look")
	p.follow("回去再改")
	p.follow("换一个文件")
	p.follow("照记录填好")
	p.inspect("fill")
	p.attach("#f-file", text)
	p.fill("填哪一家基地的", "气象")
	p.follow("填填看")
	p.sees("示例县气象科普馆", "看不懂的")
	p.inspect("filled")
	p.follow("桌面")
}

// together changes what another program has changed meanwhile: both are seen, and what is saved is what was chosen.
func (o *office) together(p *person) {
	o.t.Helper()
	p.follow("活动")
	p.follow("示例地球日展览")
	log := filepath.Join(o.dir, "content", "activities", "2026.toml")
	data, err := os.ReadFile(log)
	if err == nil {
		err = os.WriteFile(log, bytes.Replace(data, []byte("participants = 1200\n"), []byte("participants = 1300\n"), 1), 0o644)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	p.fill("参加人次", "1250")
	p.fill("做了什么", "示例：看地球仪。")
	p.follow("看看会改成什么样")
	p.sees("这个文件刚才被别人或别的程序改过", "1300")
	p.inspect("activity-both")
	p.follow("看看会改成什么样")
	p.sees("这样改，对吗？")
	p.follow("保存")
	p.sees("已保存", "1300", "1250")
	p.follow("桌面")
}

// make makes the site, which is what the command makes.
func (o *office) make(p *person) {
	o.t.Helper()
	p.follow("生成网站")
	p.sees("没有错误", "网站写到")
	p.inspect("make")
	p.click("生成网站")
	p.sees("网站生成好了")
	p.awaits("打开网站")
	p.inspect("made")
	o.kepu("build", "--out", "again", "--today", today)
	got, want := folderOf(o.t, filepath.Join(o.dir, "public")), folderOf(o.t, filepath.Join(o.dir, "again"))
	if len(want) < 20 || want["bases/shili-weather.html"] == nil || want["reports/2026nianshilizongjie.html"] == nil {
		o.t.Errorf("the site has %d files: %q", len(want), sorted(want))
	}
	for _, name := range sorted(want) {
		if !bytes.Equal(got[name], want[name]) {
			o.t.Errorf("the site that the desk made has another %s than kepu build", name)
		}
	}
}

const today = "2026-12-28"

// office is an empty folder with the program beside it.
type office struct {
	t       *testing.T
	dir     string
	program string
}

func newOffice(t *testing.T) *office {
	t.Helper()
	dir := removetest.TempDir(t)
	program := filepath.Join(t.TempDir(), "kepu")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", program, "kepu/generator").CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	return &office{t, dir, program}
}

// photo draws one and returns where it is: outside of content/, under the name that a telephone gives.
func (o *office) photo() string {
	o.t.Helper()
	m := image.NewGray(image.Rect(0, 0, 640, 480))
	for i := range m.Pix {
		m.Pix[i] = uint8(i%640/4 + i/640/8)
	}
	var b bytes.Buffer
	name := filepath.Join(o.dir, "IMG_20261220_093012.jpg")
	err := jpeg.Encode(&b, m, nil)
	if err == nil {
		err = os.WriteFile(name, b.Bytes(), 0o644)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	return name
}

func (o *office) command(args ...string) *exec.Cmd {
	c := exec.Command(o.program, append(args, "--lang", "zh")...)
	c.Dir = o.dir
	return c
}

// kepu runs the program to its end.
func (o *office) kepu(args ...string) string {
	o.t.Helper()
	out, err := o.command(args...).CombinedOutput()
	if err != nil {
		o.t.Fatalf("kepu %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// sitDown starts the desk, and opens what it prints in the browser.
func (o *office) sitDown(b *browser) *person {
	o.t.Helper()
	c := o.command("desk", "--no-open", "--addr", "127.0.0.1:0", "--today", today)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() {
		c.Process.Kill()
		c.Wait() // it was killed
	})
	entrance := ""
	for lines := bufio.NewScanner(out); entrance == "" && lines.Scan(); {
		_, entrance, _ = strings.Cut(lines.Text(), "桌面：")
	}
	at, err := url.Parse(entrance)
	if err != nil || entrance == "" {
		o.t.Fatalf("kepu desk does not say where it is: %s", said.String())
	}
	tb, closeTab, err := b.open()
	o.t.Cleanup(closeTab)
	if err != nil {
		o.t.Fatal(err)
	}
	p := &person{t: o.t, tb: tb, root: at.Scheme + "://" + at.Host + "/", seen: map[string]bool{}}
	p.at(desktop)
	p.do("open "+entrance, chromedp.Navigate(entrance))
	p.until("the content is read", `document.readyState === "complete" && document.body.innerText.includes("最近保存的") && !document.body.innerText.includes("正在读内容")`)
	return p
}

// content returns the files of the content folder but for what the program keeps there for itself.
func (o *office) content() map[string][]byte {
	o.t.Helper()
	return folderOf(o.t, filepath.Join(o.dir, "content"))
}

// folderOf returns the files of a folder.
func folderOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == ".kepu" { // the program's own
			return fs.SkipDir
		}
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(root, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func golden(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// compare tells which files are not as they should be.
func compare(t *testing.T, want, got map[string][]byte) {
	t.Helper()
	for _, name := range sorted(want) {
		switch {
		case got[name] == nil:
			t.Errorf("content/%s is missing", name)
		case !bytes.Equal(want[name], got[name]):
			t.Errorf("content/%s: a careful person would have written\n%s\nthe desk wrote\n%s", name, shortened(want[name]), shortened(got[name]))
		}
	}
	for _, name := range sorted(got) {
		if want[name] == nil {
			t.Errorf("content/%s should not be there:\n%s", name, shortened(got[name]))
		}
	}
}

func shortened(data []byte) string {
	if bytes.IndexByte(data, 0) >= 0 {
		return fmt.Sprintf("(%d bytes)", len(data))
	}
	return string(data)
}
