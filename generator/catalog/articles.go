package catalog

import (
	"cmp"
	"slices"
	"strings"

	"kepu/generator/date"
	"kepu/generator/source"
)

// articles takes in reports, notices and free pages.
func (l *linker) articles() {
	l.articlesOf(source.ReportFile, Reports, &l.c.Reports)
	l.articlesOf(source.NoticeFile, Notices, &l.c.Notices)
	l.articlesOf(source.PageFile, Pages, &l.c.Pages)
	for _, list := range [][]*Article{l.c.Reports, l.c.Notices} {
		for _, a := range list {
			for _, b := range a.Bases {
				b.Articles = append(b.Articles, a)
			}
		}
	}
}

func (l *linker) articlesOf(files source.Section, section Section, list *[]*Article) {
	ids := owners{}
	l.each(files, func(p *source.Parsed) {
		if p.Article == nil {
			return
		}
		ids.claim(l, p)
		a := &Article{Article: p.Article, ID: p.ID, Path: p.File.Path, Section: section}
		a.Bases, _ = l.basesOf(a.Path, a.Article.Bases, a.Date.Date, &arena{}, &l.pass)
		if a.Draft && !l.in.Drafts {
			l.c.Drafts = append(l.c.Drafts, a.Path)
			return
		}
		*list = append(*list, a)
		l.c.targets[strings.ToLower(a.Path)] = Target{Article: a}
	})
	sortArticles(*list, section)
	l.samePage(*list)
}

// sortArticles puts pages in their order, others the newest first: by their date,
// or the end of the years that they are about.
func sortArticles(list []*Article, section Section) {
	slices.SortStableFunc(list, func(a, b *Article) int {
		first := b.newest().Compare(a.newest())
		if section == Pages {
			first = cmp.Compare(a.Order, b.Order)
		}
		return cmp.Or(first, strings.Compare(a.TitleKey, b.TitleKey), strings.Compare(a.ID, b.ID))
	})
}

// newest returns the date by which a stands in its list.
func (a *Article) newest() date.Date {
	if !a.Date.Known() && a.Years[1] != 0 {
		return date.YearEnd(a.Years[1])
	}
	return a.Date.Date
}
