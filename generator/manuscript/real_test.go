package manuscript_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"kepu/generator/docx"
	"kepu/generator/folder"
	"kepu/generator/manuscript"
	"kepu/generator/site"
	"kepu/themes"
)

// structure says in a line each what a document holds. A page has one line in a cell, knows no caption from other text, and
// puts numbers to the right by itself: these are the same here.
func structure(blocks []docx.Block, cell bool) (lines []string) {
	for _, b := range blocks {
		text := ""
		for _, r := range b.Runs {
			if r.Break {
				text += "　"
			}
			text += r.Text
			if r.Note > 0 {
				text += fmt.Sprintf("[^%d]", r.Note)
			}
			if r.Bold {
				text += "(b)"
			}
			if r.Link != "" {
				text += "<" + r.Link + ">"
			}
		}
		if b.Role == docx.Caption {
			b.Role, b.Centred = docx.Body, false
		}
		switch {
		case cell:
			lines = append(lines, b.Number+text)
		case b.Role == docx.Table:
			for _, row := range b.Rows {
				line := ""
				for _, c := range row {
					line += fmt.Sprintf("| %s %dx%d %v ", strings.Join(structure(c.Blocks, true), "　"), c.Cols, c.Rows, c.Head)
				}
				lines = append(lines, line)
			}
		default:
			lines = append(lines, fmt.Sprintf("%d.%d %v %v %v %s%s", b.Role, b.Level, b.Ordered, b.Centred, b.Right, b.Number, text))
		}
	}
	return lines
}

func siteOf(t *testing.T, content fs.FS) *site.Site {
	t.Helper()
	look, ok := themes.Open("default")
	if !ok {
		t.Fatal("there is no default theme")
	}
	s, problems, err := site.Make(content, site.Options{Theme: func(string) (fs.FS, error) { return look, nil }, Below: look})
	if err != nil || s == nil {
		t.Fatal(err, problems)
	}
	return s
}

// The real summary as Word, imported again, is the same text in the same structure: made into Word once more, it says the same.
func TestTheRealSummaryComesBack(t *testing.T) {
	if testing.Short() {
		t.Skip("two sites are made")
	}
	content := folder.New("../../content")
	first := siteOf(t, content)
	const name = "reports/bases-work-summary.docx"
	read := func(s *site.Site) (*docx.Document, []docx.Remark) {
		raw, err := fs.ReadFile(s, name)
		if err != nil {
			t.Fatal(err)
		}
		d, remarks, err := docx.Read(raw)
		if err != nil {
			t.Fatal(err)
		}
		return d, remarks
	}
	d, remarks := read(first)
	if len(remarks) > 0 {
		t.Errorf("%+v", remarks)
	}
	m := manuscript.Of(d, remarks, "bases-work-summary", "")
	if m.Sort != "report" || m.Author != "本站整理" || !strings.HasPrefix(m.Source, "根据《") || m.Kind != "工作总结" {
		t.Errorf("%q %q %q %q", m.Sort, m.Author, m.Source, m.Kind)
	}
	p, ok := m.Find(content, first.Records().Catalog, "")
	if !ok || !p.Old || p.Path != "reports/bases-work-summary.md" {
		t.Fatalf("%+v", p)
	}
	change, kept, err := m.Change(content, p)
	if len(kept) > 0 {
		t.Errorf("%+v", kept)
	}
	if err != nil {
		t.Fatal(err)
	}
	again, _ := read(siteOf(t, content.With(change.After())))
	was, is := structure(d.Blocks, false), structure(again.Blocks, false)
	for i := range max(len(was), len(is)) {
		a, b := "", ""
		if i < len(was) {
			a = was[i]
		}
		if i < len(is) {
			b = is[i]
		}
		if a != b {
			t.Errorf("%d:\n%s\n%s", i, a, b)
		}
	}
	for i := range d.Footnotes {
		if a, b := structure(d.Footnotes[i], false), structure(again.Footnotes[i], false); fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%q, was %q", b, a)
		}
	}
}

// A notice with annexes, made into Word and taken in again, is the same file, to the byte.
func TestANoticeWithAnnexesComesBack(t *testing.T) {
	if testing.Short() {
		t.Skip("a site is made")
	}
	const name = "notices/annexes.md"
	page := `+++
title = "虚构协会关于申报的通知"
date = 2025-07-15
kind = "通知"
author = "虚构协会"
document = "虚科协〔2025〕8号"
+++

各有关单位：

见[西平县气象局](../bases/xiping-weather.md)和[须知](apply-guide.md)。

## 一、办法

1. 填表。
2. 盖章。

附件：1.申报表

2.名单

（此件公开发布）

## 附件1　申报表

填报单位：

| 单位 | 人次　2024年 | 人次　2025年 |
|---|---:|---:|
| 甲馆 | 1200 | 1500 |

## 附件2：名单

甲馆

## 附件3

## 一、总则

第一条。
`
	ours := folder.New("../../content")
	settings, err := fs.ReadFile(ours, "site.toml")
	if err != nil {
		t.Fatal(err)
	}
	with := map[string][]byte{name: []byte(page)}
	if !strings.Contains(string(settings), "\nbase_url") {
		with["site.toml"] = []byte("base_url = \"https://example.org/kepu/\"\n" + string(settings))
	}
	content := ours.With(with)
	s := siteOf(t, content)
	raw, err := fs.ReadFile(s, "notices/annexes.docx")
	if err != nil {
		t.Fatal(err)
	}
	d, remarks, err := docx.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	m := manuscript.Of(d, remarks, "annexes", "")
	c := s.Records().Catalog
	p, ok := m.Find(content, c, "")
	if !ok || !p.Old || p.Path != name {
		t.Fatalf("%+v", p)
	}
	m.LinkInside(c, p)
	change, kept, err := m.Change(content, p)
	if err != nil || len(m.Remarks) > 0 || len(kept) > 0 {
		t.Fatal(err, m.Remarks, kept)
	}
	if got := string(change.Files[0].After); got != page {
		t.Errorf("%s", got)
	}
}
