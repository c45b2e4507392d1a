package manuscript

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/docx"
	"kepu/generator/source"
)

func TestANewPageIsADraft(t *testing.T) {
	day, _ := date.Parse("2026-03-05")
	m := &Manuscript{Sort: "notice", Title: "关于“申报”的通知", Date: day, Document: "驻科协〔2026〕5号", Author: "某市科协", Kind: "通知", Body: "各县：\n\n![图](kepu-picture-1.png)，kepu-picture-1.png\n",
		Pictures: []Picture{{Name: "kepu-picture-1.png", Data: []byte("png")}}}
	content := fstest.MapFS{"notices/guanyushenbaodetongzhi-1.png": {Data: []byte("another")}}
	p, ok := m.Find(content, &catalog.Catalog{}, "")
	if !ok || p.Old || p.Path != "notices/guanyushenbaodetongzhi.md" {
		t.Fatalf("%+v", p)
	}
	c, _, err := m.Change(content, p)
	if err != nil {
		t.Fatal(err)
	}
	want := "+++\ntitle = \"关于“申报”的通知\"\ndate = 2026-03-05\nkind = \"通知\"\nauthor = \"某市科协\"\ndocument = \"驻科协〔2026〕5号\"\ndraft = true\n+++\n\n各县：\n\n![图](guanyushenbaodetongzhi-1-2.png)，kepu-picture-1.png\n"
	if got := string(c.Files[0].After); got != want {
		t.Errorf("%s", got)
	}
	if len(c.Files) != 2 || c.Files[1].Path != "notices/guanyushenbaodetongzhi-1-2.png" || string(c.Files[1].After) != "png" || c.Files[1].Before != nil {
		t.Errorf("%+v", c.Files[1:])
	}
	if pg := source.Parse(p.Path, c.Files[0].After); pg.Problems.HasErrors() {
		t.Error(pg.Problems)
	}
	if p, _ := m.Find(content, &catalog.Catalog{}, "shenbao"); p.Path != "notices/shenbao.md" || p.Old {
		t.Errorf("%+v", p)
	}
}

func TestATextThatIsThereIsReplaced(t *testing.T) {
	old := "+++\r\n# 自己的话\r\ntitle = \"2025年工作总结\"\r\ndraft = false\r\n+++\r\n\r\n旧的。\r\n"
	content := fstest.MapFS{"reports/a.md": {Data: []byte(old)}, "reports/a-1.png": {Data: []byte("png")}}
	c := &catalog.Catalog{Reports: []*catalog.Article{{Article: &source.Article{Title: "2025 年工作总结"}, ID: "a", Path: "reports/a.md"}}}
	m := &Manuscript{Sort: "report", Title: "2025年工作总结", Author: "另一个", Body: "新的。![图](kepu-picture-1.png)\n", Pictures: []Picture{{Name: "kepu-picture-1.png", Data: []byte("png")}}}
	p, ok := m.Find(content, c, "")
	if !ok || !p.Old || p.Path != "reports/a.md" || p.Name != "2025 年工作总结" {
		t.Fatalf("%+v", p)
	}
	change, kept, err := m.Change(content, p)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(change.Files[0].After); got != strings.NewReplacer("旧的。", "新的。![图](a-1.png)", "false\r\n", "false\r\nauthor = \"另一个\"\r\n").Replace(old) || len(kept) > 0 || len(change.Files) != 1 {
		t.Errorf("%q and %d files", got, len(change.Files))
	}
	if p, ok := m.Find(content, c, "other"); !ok || p.Old || p.Path != "reports/other.md" {
		t.Errorf("%+v", p)
	}
}

// What the head and the end of a text say stands in no body: a page that is there gets it, or says otherwise and keeps that.
func TestThePageThatIsThereIsCompleted(t *testing.T) {
	d := &docx.Document{Blocks: []docx.Block{centred("驻科协〔2026〕5号", 32), centred("关于表扬的通报", 44), text(long), right("某市科学技术协会"), right("2026年3月5日")}}
	for _, x := range []struct {
		says, sort, front, want string
		lost                    []string
	}{
		{"nothing is there", "notice", "title = \"关于表扬的通报\"\n", "title = \"关于表扬的通报\"\ndate = 2026-03-05\nauthor = \"某市科学技术协会\"\ndocument = \"驻科协〔2026〕5号\"\n", nil},
		{"empty", "notice", "title = \"关于表扬的通报\"\nauthor = \"\"\ndate = 2026-03-05\ndocument = \" \"\n", "title = \"关于表扬的通报\"\nauthor = \"某市科学技术协会\"\ndate = 2026-03-05\ndocument = \"驻科协〔2026〕5号\"\n", nil},
		{"the same", "page", "title = \"关于表扬的 通报\"\ndate = 2026-03-05\nauthor = \"某市科学技术协会\"\ndocument = \"驻科协〔2026〕5号\"\n", "", nil},
		{"all otherwise", "notice", "title = \"旧题\"\ndate = \"2026-03\"\nauthor = \"另一个\"\ndocument = \"驻科协〔2025〕5号\"\n", "", []string{"关于表扬的通报", "2026年3月5日", "某市科学技术协会", "驻科协〔2026〕5号"}},
		{"a base", "base", "name = \"甲气象馆\"\n", "", []string{"关于表扬的通报", "驻科协〔2026〕5号"}},
	} {
		m := Of(d, nil, "x", x.sort)
		content := fstest.MapFS{"a/b.md": {Data: []byte("+++\n" + x.front + "+++\n\n旧的。\n")}}
		change, kept, err := m.Change(content, Place{Path: "a/b.md", Old: true, Name: "甲气象馆"})
		if err != nil {
			t.Errorf("%s: %v", x.says, err)
			continue
		}
		if x.want == "" {
			x.want = x.front
		}
		if got := string(change.Files[0].After); got != "+++\n"+x.want+"+++\n\n"+m.Body {
			t.Errorf("%s:\n%s", x.says, got)
		}
		var lost []string
		for _, r := range kept {
			lost = append(lost, r.Lost)
		}
		if !slices.Equal(lost, x.lost) {
			t.Errorf("%s: it names %q, want %q", x.says, lost, x.lost)
		}
	}
	// The name of a file is no title of the text: nothing is lost where the page has another.
	m := Of(&docx.Document{Blocks: []docx.Block{text(long), text(long)}}, nil, "文件名", "notice")
	_, kept, err := m.Change(fstest.MapFS{"notices/b.md": {Data: []byte("+++\ntitle = \"题\"\n+++\n")}}, Place{Path: "notices/b.md", Old: true})
	if err != nil || len(kept) > 0 {
		t.Errorf("%+v %v", kept, err)
	}
}

func TestTheTextOfABase(t *testing.T) {
	b := &catalog.Base{Base: &source.Base{Name: "甲气象馆"}}
	b.ID, b.Path = "jia", "bases/jia/index.md"
	c := &catalog.Catalog{Bases: []*catalog.Base{b}}
	d := &docx.Document{Blocks: []docx.Block{centred("甲气象馆简介", 44), text(long), right("甲气象局"), right("2026年3月5日")}}
	m := Of(d, nil, "x", "base")
	if m.Body != long+"\n\n甲气象局\n\n2026年3月5日\n" {
		t.Errorf("%q", m.Body)
	}
	if p, ok := m.Find(fstest.MapFS{}, c, ""); !ok || !p.Old || p.Path != "bases/jia/index.md" {
		t.Errorf("%+v %v", p, ok)
	}
	if p, ok := m.Find(fstest.MapFS{}, c, "yi"); ok {
		t.Errorf("%+v", p)
	}
	m.Title = "乙馆"
	if p, ok := m.Find(fstest.MapFS{}, c, ""); ok {
		t.Errorf("%+v", p)
	}
	if p, ok := m.Find(fstest.MapFS{}, c, "jia"); !ok || p.Path != "bases/jia/index.md" {
		t.Errorf("%+v", p)
	}
}

func TestOldPicturesGoWithTheirText(t *testing.T) {
	content := fstest.MapFS{
		"reports/a.md":         {Data: []byte("+++\ntitle = \"甲\"\n+++\n\n![一](a-1.png) ![二](a-2.png) ![三](a-3-2.jpg \"三\") ![自己的](my.png) ![别处的](b-1.png) ![a-4.png](a-5.png)\n")},
		"reports/b.md":         {Data: []byte("+++\ntitle = \"乙\"\n+++\n\n![二](a-2.png)\n")},
		"reports/.kepu/old.md": {Data: []byte("![三](a-3-2.jpg)")},
		"reports/a-1.png":      {Data: []byte("one")},
		"reports/a-2.png":      {Data: []byte("two")},
		"reports/a-3-2.jpg":    {Data: []byte("three")},
		"reports/my.png":       {Data: []byte("mine")},
		"reports/b-1.png":      {Data: []byte("another's")},
		"reports/a-4.png":      {Data: []byte("four")},
		"activities/2025.toml": {Data: []byte("")},
	}
	m := &Manuscript{Sort: "report", Title: "甲", Body: "新的。![图](kepu-picture-1.png)\n", Pictures: []Picture{{Name: "kepu-picture-1.png", Data: []byte("one")}}}
	change, _, err := m.Change(content, Place{Path: "reports/a.md", Old: true, Name: "甲"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range change.Files[1:] {
		got = append(got, f.Path+" "+string(f.Before)+">"+string(f.After))
	}
	if strings.Join(got, ", ") != "reports/a-3-2.jpg three>" { // one is shown again, two elsewhere
		t.Errorf("%q", got)
	}
	m.Pictures, m.Body = nil, "新的。\n"
	if change, _, err = m.Change(content, Place{Path: "reports/a.md", Old: true, Name: "甲"}); err != nil || len(change.Files) != 3 {
		t.Errorf("%v, %+v", err, change.Files)
	}
}

func TestLinksToTheSiteComeBackAsLinksToItsFiles(t *testing.T) {
	c := &catalog.Catalog{Site: source.Site{BaseURL: "https://example.org/kepu/"}, Bases: []*catalog.Base{{ID: "x", Path: "bases/甲县/x.md"}},
		Reports: []*catalog.Article{{ID: "b", Path: "reports/b.md"}}, Notices: []*catalog.Article{{ID: "n", Path: "notices/n.md"}}}
	for link, want := range map[string]string{
		"https://example.org/kepu/bases/x.html": "../bases/甲县/x.md", "https://example.org/kepu/bases/x.html#hours": "../bases/甲县/x.md#hours", "https://example.org/kepu/reports/b.html": "b.md", "https://example.org/kepu/notices/n.html": "../notices/n.md",
		"https://example.org/kepu/bases/none.html": "", "https://example.org/kepu/activities/2025.html": "", "https://example.org/bases/x.html": "", "https://example.org/kepu/": "", "https://example.org/kepu/../bases/x.html": "", "https://example.org/kepu/bases/x.html?a=b": "",
	} {
		if want == "" {
			want = link
		}
		m := &Manuscript{Body: "见[甲](" + link + ")和[甲](" + link + ")。\n"}
		for _, c := range []*catalog.Catalog{{}, {Site: source.Site{}}} {
			if m.LinkInside(c, Place{Path: "reports/a.md"}); !strings.Contains(m.Body, link) {
				t.Errorf("%s without an address: %s", link, m.Body)
			}
		}
		m.LinkInside(c, Place{Path: "reports/a.md"})
		if m.Body != "见[甲]("+want+")和[甲]("+want+")。\n" {
			t.Errorf("%s: %s", link, m.Body)
		}
	}
}

func TestAFileListOfThePageIsNoText(t *testing.T) {
	for body, want := range map[string]string{
		"话。\n\n附件：list（CSV，1 KB）\n": "话。\n", "话。\n\n附件：1.[甲](https://example.org/a.pdf)（PDF，1.2 MB）\n\n2.乙（DOCX，12 KB）\n": "话。\n", "话。\n\n附件：甲（PDF）\n": "话。\n",
		"话。\n\n附件：申报表\n": "", "话。\n\n附件：甲（PDF，1 KB）\n\n又一段。\n": "", "话。\n\n乙（DOCX，12 KB）\n": "",
	} {
		if want == "" {
			want = body
		}
		for settings, want := range map[string]string{"attachments = [\"a.pdf\"]\n": want, "": body} {
			m := &Manuscript{Sort: "report", Title: "甲", Body: body}
			c, kept, err := m.Change(fstest.MapFS{"reports/a.md": {Data: []byte("+++\ntitle = \"甲\"\n" + settings + "+++\n\n旧的。\n")}}, Place{Path: "reports/a.md", Old: true, Name: "甲"})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.SplitN(string(c.Files[0].After), "+++\n\n", 2)[1]; got != want || (len(kept) > 0) != (want != body) {
				t.Errorf("%q with %q: %q, %v", body, settings, got, kept)
			}
		}
	}
}
