package command

import (
	"context"
	"errors"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/history"
	"kepu/generator/output"
	"kepu/generator/site"
	"kepu/generator/theme"
	"kepu/generator/watch"
)

var watchCommand = command{
	name:  "watch",
	asked: diag.Same("watch"),
	does:  diag.T("看守内容，有改动就 build", "watch the content, and build when it changes"),
	usual: options{out: defaultOut},
	options: []option{
		contentOption, outOption, themeOption, draftsOption, strictOption, todayOption, shrinkOption, langOption,
		zipOption, profileOption, traceOption,
	},
	check: noZip,
	run:   watchContent,
	about: diag.T(`用法：kepu watch [选项]

先 build 一次，然后看守内容和主题：每次保存后自动再 build，只写有变化的文件。
内容有错误时什么也不写，原来的网站保持不变，改好后自动继续。按 Ctrl+C 停止。
想边写边在浏览器里看，用 kepu serve。
`, `Usage: kepu watch [options]

Builds once, then watches the content and the theme: after each save it builds again and
writes only files that have changed. While the content has errors nothing is written and the
site stays as it was; it goes on when they are mended. Press Ctrl+C to stop. To see pages in
the browser while you write, use kepu serve.
`),
	after: diag.T(`
结束代码：0 正常停止，2 命令写错或文件夹不安全，3 电脑的问题
`, `
Exit codes: 0 stopped, 2 wrong command or unsafe folder, 3 the machine
`),
}

// watchContent builds, and builds again each time that the content or the theme changes.
func watchContent(ctx context.Context, o options, say *console.Console) int {
	if err := ready(o, say); err != nil {
		return say.Fail(err, o.out)
	}
	if _, err := openContent(o.content); err != nil {
		return say.Fail(err, "") // most likely the wrong folder; later it may come and go
	}
	p := preparing(say)
	o.prepare = func(done, total int) {
		if p.Show(done, total); done == total {
			p.Clear()
		}
	}
	b := &rebuilder{o: o, say: say, make: siteMaker(o)}
	say.Say(diag.T("正在看守 %s，有改动就更新 %s；按 Ctrl+C 停止", "Watching %s and keeping %s up to date; press Ctrl+C to stop").With(o.content, o.out))
	watch.Run(ctx, watched(o, say), func(still func() bool) bool { return b.build(ctx, still) })
	return console.ExitFine
}

// siteMaker returns what makes the site from the content as it is when it is called.
func siteMaker(o options) func() (*site.Site, diag.List, error) {
	how := siteOptions(o)
	maker := site.NewMaker(how)
	return func() (*site.Site, diag.List, error) {
		content, err := openContent(o.content)
		if err != nil {
			return nil, nil, err
		}
		return maker.Make(content)
	}
}

// watched says which folders are watched: the content, and where themes may be.
func watched(o options, say *console.Console) watch.Options {
	return watch.Options{
		Folders: o.sources(),
		Skip:    theme.Skipped, // whose names begin with _ may count here and there
		Notice:  func(why diag.Text) { say.Warn(why, diag.Text{}) },
	}
}

// rebuilder is a build that is done again and again.
type rebuilder struct {
	o    options
	say  *console.Console
	make func() (*site.Site, diag.List, error)

	known  knownSums
	warned bool // that nothing could be kept
	wrong  bool // the last thing told is an error: that it is mended is told too
}

// build builds once. It reports whether there is no need to try again before
// something changes.
func (b *rebuilder) build(ctx context.Context, still func() bool) bool {
	start := time.Now()
	now := b.o
	now.known = &b.known
	mark := now.take(ctx, b.say, history.Watch, &b.warned)
	s, problems, err := b.make()
	switch {
	case ctx.Err() != nil || !still():
		return true
	case err != nil:
		return b.failed(err)
	}
	b.say.Problems(problems, b.o.content)
	errs, warns := problems.Count()
	if s == nil || b.o.strict && warns > 0 {
		b.wrong = true
		b.say.Say(diag.T("错误 %d，提醒 %d：%s", "errors %d, warnings %d: %s").With(errs, warns, nothingWritten(b.o)))
		return true
	}
	r, err := output.Write(ctx, b.o.out, s, output.Options{
		Key:     fileKeys(s),
		Consent: func(last output.Last) error { return shrunk(last, s, b.o) },
		Made:    func() output.Made { return output.Made{Stock: stockOf(s, b.o.drafts).encode()} },
	})
	if ctx.Err() != nil && err != nil {
		return true
	}
	if err != nil {
		return b.failed(err)
	}
	b.o.published(mark)
	b.o.publishes(b.say, s, &b.warned)
	b.say.Recovered(r.Recovered, b.o.out)
	b.say.Edited(r, b.o.out)
	if len(r.Written)+len(r.Removed) > 0 || b.wrong {
		b.wrong = false
		b.say.Print(diag.T("%s 写入 %d，未变 %d，删除 %d；提醒 %d；用时 %.2f 秒", "%s written %d, unchanged %d, removed %d; warnings %d; took %.2f s").
			With(start.Format(time.TimeOnly), len(r.Written), r.Unchanged, len(r.Removed), warns, time.Since(start).Seconds()))
	}
	return true
}

// failed tells the error. What the machine fails at now (a file that is held, a
// full disk) may go well in a while; what is wrong with the folders or the theme may not.
func (b *rebuilder) failed(err error) bool {
	b.wrong = true
	code := failBuild(b.say, err, b.o)
	return code != console.ExitMachine || errors.Is(err, context.Canceled)
}
