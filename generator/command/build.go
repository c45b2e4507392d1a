package command

import (
	"context"
	"errors"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"kepu/generator/address"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/history"
	"kepu/generator/output"
	"kepu/generator/site"
)

var buildCommand = command{
	name:  "build",
	asked: diag.Same("build"),
	does:  diag.T("读 content 文件夹，生成网站，写到 public 文件夹", "read the folder content, make the site, write it to the folder public"),
	usual: options{out: defaultOut},
	options: []option{
		contentOption, outOption, themeOption, draftsOption,
		zipOption.saying("网站上另放一份离线版 offline.zip，并有一页说明它",
			"also put an offline copy, offline.zip, on the site, and a page about it"),
		strictOption,
		verifyOption,
		shrinkOption.saying("比上次生成的少了很多也照写（整年的记录、成批的网页不见了，\n多半是误删，不加这个就不写）",
			"write also when much of what the site had would go (a year's records,\nmany pages: most likely a slip, and without this nothing is written)"),
		timingsOption.saying("最后列出时间用在了哪里", "tell at the end where the time went"),
		{"cpuprofile", diag.T("文件、--trace 文件", "FILE, --trace FILE"), profileOption.to,
			diag.T("给程序员：记录处理器用时（go tool pprof）、运行轨迹（go tool trace）", "for engineers: for go tool pprof and go tool trace")},
		traceOption, todayOption, langOption,
	},
	check: func(o *options) error {
		if o.drafts {
			return noZip(o)
		}
		return nil
	},
	run: build,
	about: diag.T(`用法：kepu build [选项]

读内容，生成网站。只写有变化的文件，只删自己以前写的文件，别人放进去的文件不动。
有错误时什么也不写，原来的网站保持不变。
`, `Usage: kepu build [options]

Reads the content and makes the site. Writes only files that have changed, removes only
files that it wrote before, and leaves alone what others put there. When there are errors
nothing is written, and the site stays as it was.
`),
	after: diag.T(`
结束代码：0 正常，1 内容有错，2 命令写错或文件夹不安全，3 电脑的问题（磁盘满、没有权限）
`, `
Exit codes: 0 fine, 1 the content is wrong, 2 wrong command or unsafe folder, 3 the machine (disk full, no permission)
`),
}

// withoutAddress says once what a site lacks that does not know its own address.
func withoutAddress(s *site.Site) (note diag.List) {
	if s.Records().Catalog.Site.BaseURL != "" {
		return nil
	}
	note.Note(diag.Whole("site.toml"), diag.M("SITE-ADDRESS-MISSING", "没有写 base_url，所以没有日历、订阅和给搜索引擎的文件，海报上没有二维码", "there is no base_url, so there are no calendars, no feeds, nothing for search engines, and no code on posters"),
		diag.T(`网站放到网上后，在 site.toml 开头加一行，照实写网址：base_url = "https://www.example.org/"`, `once the site is on the web, add a line at the top of site.toml with its address: base_url = "https://www.example.org/"`))
	return note
}

// noZip refuses --zip.
func noZip(o *options) error {
	if !o.zip {
		return nil
	}
	return console.Usage(diag.T("--zip 只和 build 一起用，不和 --drafts 一起用", "--zip goes with build only, and not with --drafts"),
		diag.T("只要压缩包，用 kepu zip", "for the zip alone, use kepu zip"))
}

// build writes the site to the output folder, unless anything is wrong.
func build(ctx context.Context, o options, say *console.Console) int {
	start := time.Now()
	err := ready(o, say)
	if err != nil {
		return say.Fail(err, o.out)
	}

	o.pages.Offline = o.zip
	o.stage("read")
	var key siteKey
	mark := o.take(ctx, say, history.Build, nil)
	if o.taken != nil {
		key = keyOf(ctx, o, o.taken)
	}
	if r, problems, ok := again(ctx, o, key); ok && !o.verify && (!o.strict || len(problems) == 0) {
		o.published(mark)
		say.Problems(problems, o.content)
		o.times.print(say)
		return built(say, r, problems, nil, o, start)
	}
	m := makeWithPhotos(ctx, o, say)
	if m.err != nil {
		return failBuild(say, m.err, o)
	}
	if m.site != nil {
		m.problems = append(m.problems, draftsLeftOut(m.site)...)
		m.problems = append(m.problems, withoutAddress(m.site)...)
	}
	if o.taken != nil {
		o.taken.forget()
	}
	say.Problems(m.problems, o.content)
	errs, warns := m.problems.Count()
	if m.site == nil || o.strict && warns > 0 {
		say.Say(diag.T("错误 %d，提醒 %d：%s", "errors %d, warnings %d: %s").With(errs, warns, nothingWritten(o)))
		return console.ExitContent
	}
	p := say.Progress()
	tree, zipped := output.Tree(m.site), output.ZipReport{}
	if o.zip {
		var done func() error
		if tree, zipped, done, err = withCopy(ctx, m.site, p); err != nil {
			p.Clear()
			return failBuild(say, err, o)
		}
		defer done()
	}
	o.stage("make and compare")
	keys := fileKeys(m.site)
	if o.zip {
		keys = besideZip(keys)
	}
	r, err := output.Write(ctx, o.out, o.times.tree(tree), output.Options{
		Progress: p.Show,
		Key:      keys,
		Verify:   o.verify,
		Consent:  func(last output.Last) error { return shrunk(last, m.site, o) },
		Made:     func() output.Made { return madeOf(ctx, o, key, m.site, m.problems) },
	})
	p.Clear()
	o.times.print(say)
	if err != nil {
		return failBuild(say, err, o)
	}
	o.published(mark)
	o.publishes(say, m.site, nil)
	sweepPhotos(o, m.site)
	if o.zip {
		tellZip(say, zipped, options{out: address.OfflineZip})
	}
	say.Recovered(r.Recovered, o.out)
	if len(r.Stale) > 0 {
		say.Warn(diag.T("上次没有跟着内容更新的网页 %d 个，现在对了：%s", "pages that had not followed the content, %d, are right now: %s").With(len(r.Stale), console.Few(r.Stale)),
			diag.T("这是程序的毛病，请告诉做程序的人", "that is a fault of the program: tell those who make it"))
	}
	return built(say, r, m.problems, m.site, o, start)
}

// ready refuses an output folder that is not safe to write to, and brings a build that was cut
// off to its end.
func ready(o options, say *console.Console) error {
	if err := output.Safe(o.out, o.sources()...); err != nil {
		return err
	}
	found, err := output.Recover(o.out)
	if err == nil {
		say.Recovered(found, o.out)
	}
	return err
}

// built tells what a build has done.
func built(say *console.Console, r output.Result, problems diag.List, now *site.Site, o options, start time.Time) int {
	say.Edited(r, o.out)
	gone(say, r.Removed, now)
	say.Foreign(r.Foreign, o.out)
	errs, warns := problems.Count()
	say.Print(diag.T("写入 %d，未变 %d，删除 %d；错误 %d，提醒 %d；用时 %.2f 秒", "written %d, unchanged %d, removed %d; errors %d, warnings %d; took %.2f s").
		With(len(r.Written), r.Unchanged, len(r.Removed), errs, warns, time.Since(start).Seconds()))
	return console.ExitFine
}

// gone names the pages of the content that the last site had and this one lacks: a file that
// got another name or place loses its address, and links from elsewhere lead nowhere.
func gone(say *console.Console, removed []string, now *site.Site) {
	var pages, moved, counties []string
	for _, name := range removed {
		section, file := path.Split(name)
		if path.Ext(file) != ".html" || file == "index.html" {
			continue
		}
		switch section {
		case "bases/", "reports/", "notices/", "":
			if movedTo(file, now) != "" {
				moved = append(moved, name)
			} else {
				pages = append(pages, name)
			}
		case "counties/":
			counties = append(counties, name)
		}
	}
	told := func(code string, pages []string, mend diag.Text) {
		say.Problem(diag.Note, diag.M(code, "上次有、这次没有的网页 %d 个：%s", "pages that the last site had and this one lacks, %d: %s").With(len(pages), console.Few(pages)), mend)
	}
	if len(pages) > 0 {
		id := strings.TrimSuffix(path.Base(pages[0]), ".html")
		told("FILE-PAGES-GONE", pages, diag.T(`不要了就不用管；只是改了文件名，就在文件开头的 +++ 里写原来的 id（例如 id = "%s"），网址就不变`, `if they are not wanted, all is well; if only a file was renamed, write its old id into the front matter (id = %q), and the address stays`).With(id))
	}
	if len(moved) > 0 {
		told("FILE-PAGES-MOVED", moved, diag.T(`移到别的栏目去了，就在 %s 那一篇开头的 +++ 里写 aliases = ["%s"]，旧网址会转到新的`, `they were moved to another section: write aliases into the front matter of what is now %s (aliases = [%q]), and the old address leads to the new one`).With(movedTo(path.Base(moved[0]), now), moved[0]))
	}
	if len(counties) > 0 {
		id := strings.TrimSuffix(path.Base(counties[0]), ".html")
		told("COUNTY-PAGES-GONE", counties, diag.T(`不要了就不用管；县区还在，就在 site.toml 的 [[county]] 里写原来的 id（例如 id = "%s"），网址就不变`, `if they are not wanted, all is well; if the county still is, write its old id into [[county]] of site.toml (id = %q), and the address stays`).With(id))
	}
}

// movedTo returns the address of an article of the site with that file name; only articles know old addresses.
func movedTo(file string, now *site.Site) string {
	files := now.Files()
	for _, section := range []string{"reports/", "notices/", ""} {
		if _, there := slices.BinarySearch(files, section+file); there {
			return section + file
		}
	}
	return ""
}

// failBuild is fail, and says that the old site stays.
func failBuild(say *console.Console, err error, o options) int {
	code := say.Fail(err, o.out)
	if !errors.Is(err, output.ErrHalfway) && !errors.Is(err, context.Canceled) {
		say.Say(nothingWritten(o))
	}
	return code
}

func nothingWritten(o options) diag.Text {
	if entries, err := os.ReadDir(o.out); err != nil || len(entries) == 0 {
		return diag.T("什么也没有写。", "nothing was written.")
	}
	return diag.T("什么也没有写，%s 里还是原来的网站。", "nothing was written; %s holds the site as it was.").With(o.out)
}
