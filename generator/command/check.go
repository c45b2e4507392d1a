package command

import (
	"context"
	"errors"
	"path"
	"slices"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/history"
	"kepu/generator/output"
	"kepu/generator/pages"
	"kepu/generator/reconcile"
	"kepu/generator/site"
)

var checkCommand = command{
	name:  "check",
	asked: diag.Same("check"),
	does:  diag.T("只检查，不写网站", "only check; the site is not touched"),
	usual: options{out: defaultOut, pages: pages.Options{Offline: true}}, // so that the copy's page and names are looked at too
	options: slices.Concat([]option{
		contentOption,
		outOption.saying("网站在哪里（默认 public）；用来和上次的比，收拾被打断的 build",
			"where the site is (default public); to compare with, and to tidy up after a build that was cut off"),
		themeOption,
		draftsOption.saying("草稿也检查（draft = true 的页面）",
			"check drafts too (pages with draft = true)"),
		strictOption.saying("有提醒也算不通过",
			"count warnings as errors"),
		todayOption,
		shrinkOption.saying("比上次生成的少了很多也不算错",
			"no error when there is much less than the site had"),
	}, publicOptions, []option{langOption, zipOption, timingsOption, profileOption, traceOption}),
	check: checkedAsks,
	run:   checkSite,
	about: diag.T(`用法：kepu check [选项]

把网站从头到尾做一遍，报告所有问题，但不动网站（public）。content 里改过的文件留一份底，见 kepu history。

加 --public 做公开前的检查：一项一项说“通过、不通过、请人看、不适用”，不通过的写明在哪个文件哪一行、怎样改。
请在 build 以前做：清单里的改动，是和 --out 里现有的网站比出来的（也可以指公开网站的一份拷贝）。
只有 --links 会上网，逐个慢慢查；内部网络的地址不去连。查到什么记在 content/.kepu/links.toml。

例子：
    kepu check
    kepu check --public --print 检查单.html
    kepu check --public --links
    kepu check --public --pack 送签.zip
`, `Usage: kepu check [options]

Makes the whole site and reports all problems, but does not touch the site (public). Of files of the
content that were changed a copy is kept; see kepu history.

With --public it looks at what is due before a site is public, and says of each item whether it passed, failed, is for a person
to look at or does not apply, with file, line and what to do. Run it before build: the changes on the sheet are those against the site
that stands in --out (which may be a copy of the public one). Only --links uses the network, slowly; addresses of an inner
network are not asked. What it finds is noted in content/.kepu/links.toml.

Examples:
    kepu check
    kepu check --public --print sheet.html
    kepu check --public --links
    kepu check --public --pack signoff.zip
`),
	after: diag.T(`
结束代码：0 没有错误，1 内容有错（加 --strict 时提醒也算；加 --public 时有“不通过”），2 命令写错，3 电脑的问题
`, `
Exit codes: 0 no errors, 1 the content is wrong (with --strict, warnings too; with --public, an item failed), 2 wrong command, 3 the machine
`),
}

// checkSite makes every file of the site, as build does, and writes none of them. All the same it
// brings a build that was cut off to its end, as build and watch do.
func checkSite(ctx context.Context, o options, say *console.Console) int {
	if o.public {
		o.pages.Offline = false
		return checkPublic(ctx, o, say)
	}
	start := time.Now()
	if output.Safe(o.out, o.sources()...) == nil {
		found, err := output.Recover(o.out)
		if err != nil && !errors.Is(err, output.ErrBusy) {
			return say.Fail(err, o.out)
		}
		say.Recovered(found, o.out)
	}
	o.take(ctx, say, history.Check, nil)
	m := makeWithPhotos(ctx, o, say)
	if o.taken != nil {
		o.taken.forget()
	}
	if m.err != nil {
		return say.Fail(m.err, "")
	}
	say.Problems(m.problems, o.content)
	errs, warns := m.problems.Count()
	if m.site == nil {
		say.Print(diag.T("检查完：错误 %d，提醒 %d；网站没有动；用时 %.2f 秒", "checked: errors %d, warnings %d; the site was not touched; took %.2f s").
			With(errs, warns, time.Since(start).Seconds()))
		return console.ExitContent
	}
	if longPaths(say, m.site) {
		warns++
	}
	if last, ok := output.LastIn(o.out); ok {
		if err := shrunk(last, m.site, o); err != nil {
			say.Fail(err, o.out)
			errs++
		}
	}
	p := say.Progress()
	_, err := output.Check(ctx, m.site, p.Show)
	p.Clear()
	if err != nil {
		return say.Fail(err, "")
	}
	r := m.site.Records()
	say.Problems(reconcile.Notes(r.Catalog, r.Figures, r.File), o.content)
	read, made := counted(m.site)
	files := diag.T("检查了 %d 个内容文件，能做出 %d 个网页", "checked %d content files, which make %d pages").With(read, made)
	say.Problems(draftsLeftOut(m.site), o.content)
	say.Print(diag.T("%s；错误 %d，提醒 %d；用时 %.2f 秒", "%s; errors %d, warnings %d; took %.2f s").
		With(files, errs, warns, time.Since(start).Seconds()))
	tellFirstStep(say, m.site, o)
	if errs > 0 || o.strict && warns > 0 {
		return console.ExitContent
	}
	return console.ExitFine
}

// tellFirstStep says what to do with a site that was just begun.
func tellFirstStep(say *console.Console, s *site.Site, o options) {
	if c := s.Records().Catalog; len(c.Bases)+len(c.Activities)+len(c.Designations)+len(c.Drafts) == 0 {
		say.Print(diag.T("还没有基地，也没有记录。下一步，加第一个基地：kepu new base --name 名称 --county 县区%s",
			"there are no bases and no records yet. Next, add the first base: kepu new base --name NAME --county COUNTY%s").With(contentFlag(o.content)))
	}
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
	note.Note(diag.Whole(""), diag.M("FILE-DRAFTS", "草稿 %d 篇没有发布：%s", "drafts that are not published, %d: %s").With(len(paths), console.Few(paths)),
		diag.T("写好后删去 draft = true", "take draft = true out when one is ready"))
	return note
}
