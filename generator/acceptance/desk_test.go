package acceptance

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/rogpeppe/go-internal/txtar"

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

	p.sees("桌面")
	p.inspect("home-empty")
	o.activities(p)
	o.slip(p)
	o.undo(p)
	o.byKeyboardAlone(p)
	o.withoutScripts(p)
	o.onAPhone(p)

	for name, part := range map[string]string{"activities": "活动", "returns": "年度数据", "bases": "基地", "namings": "命名", "articles": "文章", "history": "历史"} {
		p.follow(part)
		p.inspect("list-" + name)
	}
	p.wellBehaved()

	want := maps.Clone(begun)
	for _, f := range golden(t, "testdata/desk.txtar").Files {
		want[f.Name] = f.Data
	}
	compare(t, want, o.content())
}

// activities logs activities with the mouse, in all the ways in which people write a day and a number.
func (o *office) activities(p *person) {
	for i, a := range [][]string{
		{"日期", "2026.3.5", "活动名称", "示例气象日讲座", "参加人次", "300", "做了什么", "示例：讲了怎样看云。"},
		{"日期", "4月22日", "活动名称", "示例地球日展览", "参加人次", "1,200"},
		{"日期", "20260520", "活动名称", "示例科技周开幕"},
		{"日期", "2026年5月", "活动名称", "示例科普大篷车“进校园”"},
		{"日期", "2026-9-20", "活动名称", "示例科普日主场活动", "做了什么", "示例第一段。\n\n示例第二段。"},
	} {
		p.follow(map[bool]string{true: "记一项活动", false: "再记一条活动"}[i == 0])
		if i == 0 {
			p.sees("记一条活动", "不知道就空着，不要写 0")
			p.inspect("activity-new")
		}
		for j := 0; j < len(a); j += 2 {
			p.fill(a[j], a[j+1])
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
	c := o.command("desk", "--no-open", "--addr", "127.0.0.1:0", "--today", "2026-12-28")
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
	p := &person{t: o.t, tb: tb, root: at.Scheme + "://" + at.Host + "/", axe: axeSource(o.t), seen: map[string]bool{}}
	p.at(desktop)
	p.do("open "+entrance, chromedp.Navigate(entrance))
	return p
}

// content returns the files of the content folder but for what the program keeps there for itself.
func (o *office) content() map[string][]byte {
	o.t.Helper()
	files := map[string][]byte{}
	root := os.DirFS(filepath.Join(o.dir, "content"))
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == ".kepu" {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(root, name)
		return err
	})
	if err != nil {
		o.t.Fatal(err)
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
