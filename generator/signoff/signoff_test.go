package signoff_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/due"
	"kepu/generator/linkcheck"
	"kepu/generator/signoff"
	"kepu/generator/site"
	"kepu/themes"
)

const today = "2026-11-30"

// inOrder is a fictional content of which everything passes that a program can tell.
func inOrder(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/in-order.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range txtar.Parse(text).Files {
		files[f.Name] = string(f.Data)
	}
	files["notices/form.pdf"] = "%PDF-1.4 fictional"
	var mark bytes.Buffer
	if err := png.Encode(&mark, image.NewGray(image.Rect(0, 0, 40, 48))); err != nil {
		t.Fatal(err)
	}
	files["mark.png"] = mark.String()
	return files
}

func day(t *testing.T, s string) date.Date {
	t.Helper()
	d, fault := date.Parse(s)
	if fault != date.None {
		t.Fatal(s)
	}
	return d
}

func defaultTheme(name string) (fs.FS, error) {
	f, ok := themes.Open(name)
	if !ok {
		return nil, fs.ErrNotExist
	}
	return f, nil
}

// sheetOf makes the site and looks at it.
func sheetOf(t *testing.T, files map[string]string, links linkcheck.Register) *signoff.Sheet {
	t.Helper()
	content := fstest.MapFS{}
	for name, text := range files {
		content[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s, ps, err := site.Make(content, site.Options{Theme: defaultTheme, Today: func() date.Date { return day(t, today) }})
	if err != nil {
		t.Fatal(err)
	}
	if s == nil {
		for _, p := range ps {
			t.Log(diag.Style{}.Format(p))
		}
		t.Fatal("no site is made")
	}
	r := s.Records()
	return signoff.Of(signoff.Input{Site: s, Records: due.Records{Catalog: r.Catalog, Figures: r.Figures, Parsed: r.Parsed, Others: r.Others}, Problems: ps, Today: day(t, today), Links: links})
}

func itemNamed(t *testing.T, s *signoff.Sheet, name string) signoff.Item {
	t.Helper()
	for _, i := range s.Items {
		if i.Name.ZH == name {
			return i
		}
	}
	t.Fatalf("the sheet has no item %s", name)
	return signoff.Item{}
}

func looked(t *testing.T, r linkcheck.Result, on string) linkcheck.Register {
	u := "https://www.example.org/a"
	return linkcheck.Register{u: {URL: u, Day: day(t, on), Result: r}}
}

// Of a content in order nothing fails, and nothing is left to a person but what the sheet says of the kind.
func TestASiteInOrderPasses(t *testing.T) {
	s := sheetOf(t, inOrder(t), looked(t, linkcheck.Fine, "2026-11-01"))
	for _, i := range s.Items {
		if i.Verdict == signoff.Failed || i.Verdict == signoff.Ask {
			t.Errorf("%s: %s %s %v", i.Name.ZH, i.Verdict.Name().ZH, i.Says.ZH, i.Found)
		}
		if i.Says.ZH == "" || i.Says.EN == "" || i.Ground.ZH == "" {
			t.Errorf("%s says nothing, or not from where its rule is", i.Name.ZH)
		}
	}
	if s.Count(signoff.Passed) < 18 {
		t.Errorf("%d items passed", s.Count(signoff.Passed))
	}
}

// Each edit of the content in order makes the one item that is about it what it says, where it says; all others stay.
func TestEachItemFindsWhatItIsFor(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	withExif := "\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08" + photo.String()[2:]
	type edit struct{ file, old, new string }
	for _, c := range []struct {
		name    string
		edits   []edit
		item    string
		verdict signoff.Verdict
		where   string // of the first finding
	}{
		{"no domain", []edit{{"site.toml", `site_domain = "kepu.example.org"`, ""}}, "网站标签", signoff.Failed, "site.toml:11"},
		{"no code", []edit{{"site.toml", `site_id_code = "4100000001"`, ""}}, "网站标签", signoff.Ask, "site.toml:11"},
		{"an odd code", []edit{{"site.toml", "4100000001", "41"}}, "网站标签", signoff.Failed, "site.toml:13"},
		{"no ICP", []edit{{"site.toml", `icp = "示ICP备12345678号-1"`, ""}}, "备案号", signoff.Failed, "site.toml:11"},
		{"an odd number of the police", []edit{{"site.toml", "41170002000123", "411"}}, "备案号", signoff.Failed, "site.toml:15"},
		{"no mark", []edit{{"site.toml", `agency_mark_url = "https://www.example.org/a"`, ""}}, "党政机关网站标识", signoff.Ask, "site.toml:11"},
		{"no contact", []edit{{"site.toml", `phone = "0000-1234567"`, ""}}, "主办单位和联系方式", signoff.Failed, "site.toml:5"},
		{"a month of publication", []edit{{"notices/a.md", "2026-11-20", `"2026-11"`}}, "文章标签", signoff.Failed, "notices/a.md:0"},
		{"no source", []edit{{"notices/a.md", `source = "示例市科协（虚构）"`, ""}}, "文章标签", signoff.Failed, "notices/a.md:0"},
		{"no time", []edit{{"notices/a.md", `time = "09:30"`, ""}}, "文章标签", signoff.Ask, ":0"},
		{"a stale home page", []edit{{"notices/a.md", "2026-11-20", "2026-11-01"}, {"activities/2026.toml", "2026-11-18", "2026-11-01"}}, "首页两周内有更新", signoff.Failed, "notices/a.md:0"},
		{"stale notices", []edit{{"notices/a.md", "2026-11-20", "2026-05-01"}}, "通知半年内有更新", signoff.Failed, "notices/a.md:0"},
		{"stale activities", []edit{{"activities/2026.toml", "2026-11-18", "2026-05-01"}}, "活动记录半年内有更新", signoff.Ask, "activities/2026.toml:0"},
		{"an empty page", []edit{{"pages/about.md", "虚构的示例市。", ""}}, "没有空白栏目", signoff.Failed, "pages/about.md:0"},
		{"a wrong wording", []edit{{"notices/a.md", "虚构的正文", "领导小姐的正文"}}, "错误用语和机构名称", signoff.Failed, "notices/a.md:8"},
		{"a wording of one's own", []edit{{"wording.toml", "", "[[wording]]\nwrong = [\"虚构的正文\"]\nright = \"正文\"\n"}}, "错误用语和机构名称", signoff.Failed, "notices/a.md:8"},
		{"the organiser's name", []edit{{"notices/a.md", "虚构的正文", "示例市科学技术办会（虚构）"}}, "可能有误的用语和名称", signoff.Ask, "notices/a.md:8"},
		{"what is not written yet", []edit{{"notices/a.md", "虚构的正文", "待补"}}, "没有写完的地方", signoff.Failed, "notices/a.md:8"},
		{"a mobile number", []edit{{"notices/a.md", "虚构的正文", "电话13812345678"}}, "手机号和身份证号", signoff.Failed, "notices/a.md:8"},
		{"private mail", []edit{{"notices/a.md", "虚构的正文", "someone@qq.com"}}, "私人邮箱", signoff.Ask, "notices/a.md:8"},
		{"a pupil", []edit{{"activities/2026.toml", "虚构的讲座", "虚构小学五年级2班王小明同学的讲座"}}, "学生的姓名和学校班级", signoff.Ask, "activities/2026.toml:3"},
		{"a photo with its place, which the site makes anew", []edit{{"bases/a/b.jpg", "", withExif}}, "照片里的拍摄信息", signoff.Passed, ""},
		{"borders without a number", []edit{{"site.toml", `review_number = "示S（2026）1号"`, `outlines = "schematic"`}}, "地图审核和审图号", signoff.Failed, "site.toml:20"},
		{"a government's venue", []edit{{"bases/a/index.md", `youth = "free"`, ""}}, "政府投资的场馆写明青少年优惠", signoff.Failed, "bases/a/index.md:4"},
		{"nobody's venue", []edit{{"bases/a/index.md", `funded = "government"`, ""}}, "政府投资的场馆写明青少年优惠", signoff.Ask, ""},
		{"a title that is over", []edit{{"designations.toml", "2027-12-31", "2026-06-30"}}, "称号没有过期", signoff.Ask, "designations.toml:5"},
		{"a plan that has passed", []edit{{"activities/2026.toml", "[[activity]]", "[[activity]]\ndate = 2026-10-01\ntitle = \"虚构的计划\"\nbase = \"a\"\nstatus = \"planned\"\n\n[[activity]]"}}, "没有过了日子的计划", signoff.Ask, "activities/2026.toml:2"},
		{"an empty attachment", []edit{{"notices/form.pdf", "%PDF-1.4 fictional", ""}}, "附件打得开", signoff.Failed, "notices/form.pdf:0"},
		{"an attachment of another kind", []edit{{"notices/form.pdf", "%PDF-1.4 fictional", "PK\x03\x04"}}, "附件打得开", signoff.Failed, "notices/form.pdf:0"},
		{"a link that nobody looked at", []edit{{"notices/a.md", "虚构的正文", "见 https://new.example.org/"}}, "对外链接", signoff.Ask, "notices/a.md:8"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			files := inOrder(t)
			for _, e := range c.edits {
				if e.old == "" {
					files[e.file] = e.new
					continue
				}
				if !strings.Contains(files[e.file], e.old) {
					t.Fatalf("%s has no %s", e.file, e.old)
				}
				files[e.file] = strings.ReplaceAll(files[e.file], e.old, e.new)
			}
			got := itemNamed(t, sheetOf(t, files, looked(t, linkcheck.Fine, "2026-11-01")), c.item)
			if got.Verdict != c.verdict {
				t.Fatalf("%s, want %s: %v", got.Verdict.Name().EN, c.verdict.Name().EN, got)
			}
			where := ""
			if len(got.Found) > 0 {
				where = fmt.Sprintf("%s:%d", got.Found[0].Place.File, got.Found[0].Place.Line)
			}
			if where != c.where {
				t.Errorf("at %s, want %s: %v", where, c.where, got.Found)
			}
		})
	}
}

func TestWhatTheRegisterSaysOfALink(t *testing.T) {
	for _, c := range []struct {
		result linkcheck.Result
		on     string
		want   signoff.Verdict
	}{
		{linkcheck.Fine, "2026-09-01", signoff.Passed},
		{linkcheck.Fine, "2026-08-31", signoff.Ask}, // 91 days
		{linkcheck.Moved, today, signoff.Ask},
		{linkcheck.Unknown, today, signoff.Ask},
		{linkcheck.Strange, today, signoff.Failed},
		{linkcheck.Gone, today, signoff.Failed},
		{linkcheck.Certificate, today, signoff.Failed},
		{linkcheck.Inside, today, signoff.Failed},
	} {
		if got := itemNamed(t, sheetOf(t, inOrder(t), looked(t, c.result, c.on)), "对外链接"); got.Verdict != c.want {
			t.Errorf("%s on %s: %s, want %s", c.result, c.on, got.Verdict.Name().EN, c.want.Name().EN)
		}
	}
	ends := looked(t, linkcheck.Fine, today)
	for u, l := range maps.Clone(ends) {
		l.Until = day(t, "2026-12-15")
		ends[u] = l
	}
	if got := itemNamed(t, sheetOf(t, inOrder(t), ends), "对外链接"); got.Verdict != signoff.Ask {
		t.Errorf("a certificate that ends in two weeks: %s", got.Verdict.Name().EN)
	}
}

// The sheet on paper: nothing of the content becomes markup, every item stands in it, and whoever may not sign is told.
func TestPage(t *testing.T) {
	files := inOrder(t)
	files["notices/a.md"] = strings.ReplaceAll(files["notices/a.md"], "虚构的通知", "<script>alert(1)</script>")
	files["notices/a.md"] = strings.ReplaceAll(files["notices/a.md"], "source =", "# source =")
	s := sheetOf(t, files, nil)
	s.Change = &signoff.Change{Sentences: []diag.Text{diag.Same("新增<b>通知")}, New: []string{"notices/a.html"}, Changed: []string{"index.html"}, Removed: []string{"old.html"}}
	text, err := signoff.Page(s, "site/")
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	for _, i := range s.Items {
		if !strings.Contains(page, i.Name.ZH) {
			t.Errorf("%s is not printed", i.Name.ZH)
		}
	}
	for _, want := range []string{"&lt;script&gt;alert(1)", "新增&lt;b&gt;通知", `<a href="site/notices/a.html">`, `<a href="site/index.html">`, "old.html", "不通过的改好以后，再查一次", "签发", s.Result().ZH} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in the page", want)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, `href="site/old.html"`) {
		t.Error("a script, or a link to a page that is gone")
	}
	alone, _ := signoff.Page(s, "")
	if strings.Contains(string(alone), "href=") {
		t.Error("a sheet that stands alone leads to pages")
	}
}
