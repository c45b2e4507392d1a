package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"time"

	"kepu/generator/diag"
	"kepu/generator/output"
	"kepu/generator/reconcile"
	"kepu/generator/site"
)

// check makes every file of the site, as build does, and writes none. All the same it
// brings a build that was cut off to its end, as build and watch do.
func check(ctx context.Context, o options, say *console) int {
	start := time.Now()
	if output.Safe(o.out, o.sources()...) == nil {
		found, err := output.Recover(o.out)
		if err != nil && !errors.Is(err, output.ErrBusy) {
			return say.fail(err, o.out)
		}
		say.recovered(found, o.out)
	}
	o.pages.Offline = true // so that the copy's page and names are looked at too
	m := makeSite(ctx, o)
	if m.err != nil {
		return say.fail(m.err, "")
	}
	say.problems(m.problems, o)
	errs, warns := m.problems.Count()
	if m.site == nil {
		fmt.Fprintln(say.out, diag.T("检查完：错误 %d，提醒 %d；网站没有动；用时 %.2f 秒", "checked: errors %d, warnings %d; the site was not touched; took %.2f s").
			With(errs, warns, time.Since(start).Seconds()).In(say.lang))
		return exitContent
	}
	if say.longPaths(m.site) {
		warns++
	}
	if last, ok := output.LastIn(o.out); ok {
		if err := shrunk(last, m.site, o); err != nil {
			say.fail(err, o.out)
			errs++
		}
	}
	p := say.progress()
	_, err := output.Check(ctx, m.site, p.show)
	p.clear()
	if err != nil {
		return say.fail(err, "")
	}
	r := m.site.Records()
	say.problems(reconcile.Notes(r.Catalog, r.Figures, r.File), o)
	read, pages := counted(m.site)
	files := diag.T("检查了 %d 个内容文件，能做出 %d 个网页", "checked %d content files, which make %d pages").With(read, pages)
	say.problems(draftsLeftOut(m.site), o)
	fmt.Fprintln(say.out, diag.T("%s；错误 %d，提醒 %d；用时 %.2f 秒", "%s; errors %d, warnings %d; took %.2f s").
		With(files, errs, warns, time.Since(start).Seconds()).In(say.lang))
	if errs > 0 || o.strict && warns > 0 {
		return exitContent
	}
	return exitFine
}

// counted returns how many files of the content a site was made from, and how many
// pages it has.
func counted(s *site.Site) (read, pages int) {
	for _, name := range s.Files() {
		if path.Ext(name) == ".html" {
			pages++
		}
	}
	r := s.Records()
	return r.Count() + len(r.Catalog.Assets), pages
}

// draftsLeftOut is a note of the pages that are left out, so that nobody waits for one in
// vain; empty when there are none.
func draftsLeftOut(s *site.Site) (note diag.List) {
	paths := s.Records().Catalog.Drafts
	if len(paths) == 0 {
		return nil
	}
	note.Note(diag.Whole(""), diag.T("草稿 %d 篇没有发布：%s", "drafts that are not published, %d: %s").With(len(paths), few(paths)),
		diag.T("写好后删去 draft = true", "take draft = true out when one is ready"))
	return note
}
