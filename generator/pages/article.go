package pages

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/markdown"
	"kepu/generator/source"
	"kepu/generator/view"
)

// sectionWords are the name of a section, what one of its articles is called,
// and the sentence over its list.
var sectionWords = [...]struct{ list, one, lead string }{
	catalog.Reports: {"工作总结", "报告", "科普教育基地的工作总结、工作计划和评估报告。"},
	catalog.Notices: {"通知", "通知", "与科普教育基地有关的通知和文件。"},
	catalog.Pages:   {"", "", ""},
}

func (m *maker) articleItems(p string, list []*catalog.Article) []view.ArticleItem {
	var out []view.ArticleItem
	for _, a := range list {
		it := view.ArticleItem{Title: a.Title, URL: address.Link(p, address.Article(a)), Date: a.Date.Chinese(), DateTime: a.Date.String(), Kind: a.Kind, Years: years(a.Years), Summary: a.Summary}
		if it.Summary == "" {
			it.Summary = m.summaryOf(a.Body)
		}
		out = append(out, it)
	}
	return out
}

func years(y [2]int) string {
	switch {
	case y[0] == 0:
		return ""
	case y[0] == y[1]:
		return fmt.Sprintf("%d年", y[0])
	}
	return fmt.Sprintf("%d—%d年", y[0], y[1])
}

func (m *maker) articles(s catalog.Section) view.Articles {
	p, words := address.Section(s), sectionWords[s]
	v := view.Articles{Frame: m.column(p, words.list, words.lead), Heading: words.list, Lead: words.lead, Items: m.articleItems(p, m.section(s))}
	return v
}

// article makes the page of the i-th article of a section.
func (m *maker) article(list []*catalog.Article, i int) view.Article {
	a := list[i]
	p := address.Article(a)
	v := view.Article{
		Title: a.Title, Section: sectionWords[a.Section].one, Kind: a.Kind, Years: years(a.Years), Date: a.Date.Chinese(), DateTime: a.Date.String(),
		Author: a.Author, Source: sourceOf(a.Source), Document: a.Document, Summary: a.Article.Summary,
		Contents: contents(a.Body), Body: m.body(p, a.Path, a.Body, true), Quoted: m.quotedNumbers(p, a.Body), SideBySide: m.sideBySide(p, a), Bases: m.cards(p, a.Bases), Attachments: attachments(p, a.Attachments),
	}
	v.Tables = v.SideBySide != nil || slices.ContainsFunc(v.Body, func(b view.Block) bool { return b.Figure != nil })
	var crumbs []view.Link
	if a.Section != catalog.Pages {
		crumbs = append(crumbs, view.Link{Name: sectionWords[a.Section].list, URL: address.Link(p, address.Section(a.Section))})
		m.turn(&v, p, list, i)
		v.Word = address.Link(p, address.Word(a))
	}
	description := a.Article.Summary
	if description == "" {
		description = m.summaryOf(a.Body)
	}
	v.Frame = m.frame(p, a.Title, description, crumbs...)
	if a.Section != catalog.Pages {
		dated(&v.Frame, a)
		v.Meta = append(v.Meta, m.articleTags(a, v.Canonical)...)
	}
	return v
}

// A text gets a contents list when it has this many headings and characters.
const (
	contentsHeadings   = 3
	contentsCharacters = 800
)

// contents lists the headings of a long text, two levels deep.
func contents(d *markdown.Doc) []view.ContentsItem {
	if len(d.Headings) < contentsHeadings || utf8.RuneCountInString(d.Plain) < contentsCharacters {
		return nil
	}
	var out []view.ContentsItem
	for _, h := range d.Headings {
		it := view.ContentsItem{Name: h.Text, URL: "#" + h.ID}
		switch {
		case h.Level == 2 || len(out) == 0:
			out = append(out, it)
		case h.Level == 3:
			top := &out[len(out)-1]
			top.Items = append(top.Items, it)
		}
	}
	return out
}

func attachments(p string, list []*source.Asset) []view.Attachment {
	var out []view.Attachment
	for _, a := range list {
		name := path.Base(a.Path)
		to := address.Asset(a)
		size := Size(a.Size)
		if a.Picture != nil { // how many bytes it comes to nobody knows yet
			size = fmt.Sprintf("%d×%d", a.Picture.Width, a.Picture.Height)
			if widths := a.Picture.Widths(); widths[len(widths)-1] < a.Picture.Width {
				w := widths[len(widths)-1]
				size = fmt.Sprintf("%d×%d", w, a.Picture.HeightAt(w))
			}
		}
		out = append(out, view.Attachment{
			Name: strings.TrimSuffix(name, path.Ext(name)), URL: address.Link(p, to), Size: size,
			Type: strings.ToUpper(strings.TrimPrefix(path.Ext(to), ".")),
		})
	}
	return out
}

// Size writes a number of bytes as file managers do.
func Size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", (n+1023)/1024)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// What a report has besides the text: its neighbours by year, and its years side
// by side.

// turn sets what comes before and after the i-th article of a list, which has the
// newest first. A report that says its year has as neighbours those of its kind
// for the years before and after; other articles go by date.
func (m *maker) turn(v *view.Article, p string, list []*catalog.Article, i int) {
	to := func(a *catalog.Article) *view.Link {
		return &view.Link{Name: a.Title, URL: address.Link(p, address.Article(a))}
	}
	a := list[i]
	if a.Section == catalog.Reports && a.Years[0] != 0 {
		before, after := neighbours(list, a)
		v.ByYear = before != nil || after != nil
		if before != nil {
			v.Previous = to(before)
		}
		if after != nil {
			v.Next = to(after)
		}
		if v.ByYear {
			return
		}
	}
	if i > 0 {
		v.Next = to(list[i-1])
	}
	if i+1 < len(list) {
		v.Previous = to(list[i+1])
	}
}

// neighbours returns the reports of a's kind whose years end nearest before those
// of a, and begin nearest after them.
func neighbours(list []*catalog.Article, a *catalog.Article) (before, after *catalog.Article) {
	for _, b := range list {
		switch {
		case b == a || b.Kind != a.Kind || b.Years[0] == 0:
		case b.Years[1] < a.Years[0] && (before == nil || b.Years[1] > before.Years[1]):
			before = b
		case b.Years[0] > a.Years[1] && (after == nil || b.Years[0] < after.Years[0]):
			after = b
		}
	}
	return before, after
}

// sideBySide is the main figures of a report's years; nil of what is no report, and of a plan,
// which is not about what was done.
func (m *maker) sideBySide(p string, a *catalog.Article) *view.Figure {
	if a.Section != catalog.Reports || a.Years[0] == 0 || strings.Contains(a.Kind, "计划") {
		return nil
	}
	return m.stats.SideBySide(p, a.Years[0], a.Years[1])
}
