package command

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/repair"
	"kepu/generator/site"
)

var fixCommand = command{
	name:  "fix",
	asked: diag.T("fix [文件…]", "fix [FILE…]"),
	does:  diag.T("能直接改好的错误，替您改好", "put right what leaves only one way to write it"),
	words: 1000,
	options: []option{
		{"write", diag.Text{}, func(o *options) any { return &o.write }, diag.T("改到文件里（不写就只列出来看）", "make the changes in the files (else they are only shown)")},
		contentOption,
		draftsOption.saying("草稿也看（draft = true 的页面）", "look at drafts too (pages with draft = true)"),
		themeOption, todayOption, langOption,
	},
	run: fixContent,
	about: diag.T(`用法：kepu fix [文件…] [选项]

列出能替您改好的问题：在哪里，怎样不对，改以前（-）和改以后（+）的那一行。加 --write 就照这样改到文件里，
再检查一遍。只改写法只有一种、不用人拿主意的：中文引号、全角符号、日期的写法、数字里的逗号、中文名称、少写的 +++、
多出来的 .txt、不是 UTF-8 的编码、移进了文件夹的页面的链接、一字不差的副本……
要人拿主意的（问您是不是的、二选一的、约数）不改；会丢掉字句的、改了又出别的错的，也不改，并说明原因。
改好以后可以用 kepu undo 退回去。

例子：
    kepu fix
    kepu fix --write
    kepu fix activities/2026.toml --write
`, `Usage: kepu fix [FILE…] [options]

Shows the problems that can be put right for you: where, what is wrong, the line before (-) and after (+). With
--write the changes are made in the files, which are then checked again. Only what can be written in one way is
done: Chinese quotes, full-width signs, forms of dates, commas in numbers, Chinese keys, a missing +++,
a .txt too many, an encoding other than UTF-8, links to a page that moved into a folder, exact copies ...
What a person must decide (a question, a choice, a rough number) and what would drop words is left alone; so is
what would make another error, and you are told why. kepu undo takes it back.

Examples:
    kepu fix
    kepu fix --write
    kepu fix activities/2026.toml --write
`),
	after: diag.T(`
结束代码：0 已列出或已改好，1 改好以后还有错误要人来改，或有文件改不了，2 命令写错或没有这个文件，3 电脑的问题
`, `
Exit codes: 0 shown or done, 1 errors remain that a person must mend, or a file cannot be changed, 2 wrong command or no such file, 3 the machine
`),
}

// fixContent shows the repairs of the content, and makes them when asked to.
func fixContent(ctx context.Context, o options, say *console.Console) int {
	content, err := openContent(o.content)
	if err != nil {
		return say.Fail(err, "")
	}
	o.settle(say, nil)
	of, err := filesNamed(content, o)
	if err != nil {
		return say.Fail(err, "")
	}
	maker := site.NewMaker(siteOptions(o))
	p, err := repair.All(still{content}, func(content fs.FS) (diag.List, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		_, ps, err := maker.Make(content)
		return ps, err
	}, of)
	if err != nil {
		return say.Fail(err, "")
	}
	showRepairs(say, p, o)
	if len(p.Change.Files) == 0 {
		return nothingToFix(say, p, o)
	}
	files := len(p.Change.Files)
	if !o.write {
		say.Print(diag.T("能改好 %d 处，%s；还没有改。照这样改：kepu fix --write", "%d can be put right, %s; nothing is changed yet. To do it: kepu fix --write").
			With(len(p.Repaired), leftOver(p)))
		return console.ExitFine
	}
	if _, err := saveChange(p.Change, o); err != nil {
		code := failChange(say, err, o)
		say.Print(diag.T("什么也没有改。", "nothing was changed."))
		return code
	}
	m := makeSite(ctx, o)
	if m.err != nil {
		return say.Fail(m.err, "")
	}
	errs, warns := m.problems.Count()
	say.Print(diag.T("改好了 %d 处（%d 个文件）。%s，现在错误 %d，提醒 %d；%s", "put right: %d (in %d files). %s, now errors %d, warnings %d; %s").
		With(len(p.Repaired), files, beforeFix(p), errs, warns, shownBy(p)))
	say.Print(diag.T("要退回去：kepu undo", "to take it back: kepu undo"))
	if errs > 0 {
		say.Print(diag.T("其余的要人来改，见 kepu check", "the rest is for a person to mend: see kepu check"))
		return console.ExitContent
	}
	return console.ExitFine
}

// filesNamed returns which problems are asked for: those of the files, or folders, named; all where none is.
func filesNamed(content fs.FS, o options) (func(diag.Problem) bool, error) {
	if len(o.words) == 0 {
		return nil, nil
	}
	var names []string
	for _, word := range o.words {
		name := path.Clean(filepath.ToSlash(word))
		if rest, ok := strings.CutPrefix(name, path.Clean(filepath.ToSlash(o.content))+"/"); ok {
			name = rest
		}
		if _, err := fs.Stat(content, name); !fs.ValidPath(name) || err != nil {
			return nil, console.Usage(diag.T("%s 里没有 %s 这个文件", "%s has no file %s").With(o.content, word),
				diag.T("写 content 里的路径，例如 kepu fix activities/2026.toml", "name a path in content, such as kepu fix activities/2026.toml"))
		}
		names = append(names, name)
	}
	return func(p diag.Problem) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			return p.Place.File == name || strings.HasPrefix(p.Place.File, name+"/") || name == "."
		})
	}, nil
}

// mostShown is how many repairs are shown.
const mostShown = 100

// showRepairs prints each repair with its lines, and what is not made.
func showRepairs(say *console.Console, p *repair.Plan, o options) {
	root := filepath.ToSlash(o.content)
	for i, r := range p.Repaired {
		if i == mostShown {
			say.Print(diag.T("还有 %d 处没有列出", "%d more are not shown").With(len(p.Repaired) - i))
			break
		}
		say.Print(diag.T("%s：%s [%s]", "%s: %s [%s]").With(whereOf(root, r.Problem), r.Problem.What, r.Problem.Code()))
		for n, l := range r.Lines {
			if n == 12 && len(r.Lines) > 14 {
				say.Print(diag.T("    …（共 %d 行）", "    … (%d lines)").With(len(r.Lines)))
				break
			}
			fmt.Fprintf(say.Out, "    %c %s\n", l.Mark, diag.Clip(l.Text, 160))
		}
		if r.Note != (diag.Text{}) {
			say.Print(diag.T("    %s", "    %s").With(r.Note))
		}
	}
	for _, r := range p.Refused {
		say.Print(diag.T("没有改 %s：%s；%s", "left alone, %s: %s; %s").With(whereOf(root, r.Problem), r.Problem.What, r.Why))
	}
}

func whereOf(root string, p diag.Problem) string {
	if p.Place.Line == 0 {
		return path.Join(root, p.Place.File)
	}
	return fmt.Sprintf("%s:%d", path.Join(root, p.Place.File), p.Place.Line)
}

// nothingToFix says that there is nothing that could be repaired, and whether anything is wrong.
func nothingToFix(say *console.Console, p *repair.Plan, o options) int {
	errs, warns := p.Before.Count()
	switch {
	case errs+warns == 0:
		say.Print(diag.T("没有问题，不用改。", "nothing is wrong, and nothing is to be changed."))
	default:
		say.Print(diag.T("没有能替您改的。错误 %d，提醒 %d，要人来改，见 kepu check", "there is nothing that can be put right for you. Errors %d, warnings %d are for a person to mend: see kepu check").With(errs, warns))
	}
	if o.write && errs > 0 {
		return console.ExitContent
	}
	return console.ExitFine
}

func beforeFix(p *repair.Plan) diag.Text {
	errs, warns := p.Before.Count()
	return diag.T("原来错误 %d，提醒 %d", "before: errors %d, warnings %d").With(errs, warns)
}

// leftOver says what will still be wrong.
func leftOver(p *repair.Plan) diag.Text {
	errs, warns := p.After.Count()
	if errs+warns == 0 {
		return diag.T("改好以后没有问题了", "and then nothing is wrong any more")
	}
	return diag.T("改好以后还有错误 %d、提醒 %d", "errors %d and warnings %d then remain").With(errs, warns)
}

// shownBy says what comes to light by the repairs.
func shownBy(p *repair.Plan) diag.Text {
	if n := len(p.Shown); n > 0 {
		return diag.T("其中 %d 个是改好以后才看得出来的", "%d of them were hidden until now").With(n)
	}
	return diag.T("没有新的问题", "none is new")
}

// still is a content folder that is taken for the same as long as a command runs: what is written at its
// end is refused where a file is another by then.
type still struct{ fs.FS }

func (s still) Stamp(string) any                           { return "" }
func (s still) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(s.FS, name) }
func (s still) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(s.FS, name) }
func (s still) ReadFile(name string) ([]byte, error)       { return fs.ReadFile(s.FS, name) }
