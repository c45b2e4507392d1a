package site_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/docx"
	"kepu/generator/photo"
)

// wordText reads a text for Word from a site.
func wordText(t *testing.T, s fs.FS, name string) (*docx.Document, []byte) {
	t.Helper()
	data, err := fs.ReadFile(s, name)
	if err != nil {
		t.Fatal(err)
	}
	d, remarks, err := docx.Read(data)
	if err != nil || len(remarks) > 0 {
		t.Fatal(err, remarks)
	}
	return d, data
}

func saidIn(d *docx.Document) string {
	var b strings.Builder
	for _, x := range d.Blocks {
		for _, r := range x.Runs {
			b.WriteString(r.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestReportsAreThereForWord makes a report with a number from the data, a picture and a link, and a notice that is a draft.
func TestReportsAreThereForWord(t *testing.T) {
	content := fstest.MapFS{
		"site.toml":         {Data: []byte("title = \"示例\"\nbase_url = \"https://example.org/kepu/\"\n[organiser]\nname = \"示例市科学技术协会\"\n"), Mode: 0o644},
		"activities/a.toml": {Data: []byte("[[activity]]\ndate = 2016-09-17\ntitle = \"虚构\"\n"), Mode: 0o644},
		"reports/r.md":      {Data: []byte("+++\ntitle = \"虚构的总结\"\ndate = 2016-12-31\n+++\n共{{ 数字 活动数 年份=2016 带单位 }}，参加{{ 数字 参加人次 年份=2016 }}，见[通知](../notices/n.md)。\n\n![现场](p.png)\n"), Mode: 0o644},
		"reports/p.png":     {Data: picture(t, 30, 20), Mode: 0o644},
		"notices/n.md":      {Data: []byte("+++\ntitle = \"虚构的通知\"\n+++\n话。\n"), Mode: 0o644},
		"notices/d.md":      {Data: []byte("+++\ntitle = \"草稿\"\ndraft = true\n+++\n话。\n"), Mode: 0o644},
		"pages/about.md":    {Data: []byte("+++\ntitle = \"关于\"\n+++\n话。\n"), Mode: 0o644},
	}
	s, ps := makeSite(t, content)
	if s == nil {
		t.Fatal(ps)
	}
	d, data := wordText(t, s, "reports/r.docx")
	said := saidIn(d)
	for _, want := range []string{"虚构的总结\n", "共1项，参加未报，见通知。\n", "2016年12月31日\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	if len(d.Pictures) != 1 {
		t.Fatalf("%d pictures", len(d.Pictures))
	}
	for _, p := range d.Pictures {
		if want, err := photo.Make(content["reports/p.png"].Data); err != nil || !bytes.Equal(p, want[0].Bytes) {
			t.Error("the picture is another one")
		}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	rels, err := fs.ReadFile(z, "word/_rels/document.xml.rels")
	if err != nil || !strings.Contains(string(rels), `Target="https://example.org/kepu/notices/n.html"`) {
		t.Errorf("%v: no link to the site: %s", err, rels)
	}
	notice, _ := wordText(t, s, "notices/n.docx")
	if said := saidIn(notice); strings.Contains(said, "年") {
		t.Errorf("a day that nobody knows: %s", said)
	}
	for _, name := range []string{"notices/d.docx", "about.docx", "reports/index.docx"} {
		if _, err := fs.Stat(s, name); err == nil {
			t.Errorf("%s is there", name)
		}
	}
	// Another picture: another key, and the text of the old site is not made with it.
	now := maps.Clone(content)
	now["reports/p.png"] = &fstest.MapFile{Data: picture(t, 31, 20), Mode: 0o644}
	after, _ := makeSite(t, now)
	if s.Key("reports/r.docx") == after.Key("reports/r.docx") || s.Key("notices/n.docx") != after.Key("notices/n.docx") {
		t.Error("the keys do not tell which text has changed")
	}
	unread, _ := makeSite(t, content)
	content["reports/p.png"] = now["reports/p.png"]
	if _, err := fs.ReadFile(unread, "reports/r.docx"); err == nil || !strings.Contains(err.Error(), "changed since") {
		t.Errorf("a picture that has changed since: %v", err)
	}
}
