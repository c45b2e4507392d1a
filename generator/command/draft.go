package command

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/draft"
	"kepu/generator/edit"
)

var draftCommand = command{
	name:    "draft",
	asked:   diag.T("draft 年份", "draft YEAR"),
	does:    diag.T("照记录起草一年的工作总结", "draft a year's work summary from the records"),
	words:   1,
	options: reportOptions,
	check:   wordAfter("draft"),
	run:     draftReport,
	about: diag.T(`用法：kepu draft 年份 [选项]

照记录写一份工作总结的草稿，写到 content/reports/年份-work-summary.md，已有的文件不会覆盖。
里面的数字、图表和清单都从记录里取，记录改了会跟着变；要补写的地方标着“待补”。

例子：
    kepu draft 2016
`, `Usage: kepu draft YEAR [options]

Writes the draft of a work summary from the records to content/reports/YEAR-work-summary.md. It never
writes over a file. Its figures, charts and lists come from the records and change with them;
what is left to write is marked 待补.

Example:
    kepu draft 2016
`),
	after: diag.T(`
结束代码：0 已写好，1 内容有错，2 命令写错、没有那一年的记录或文件已经有了，3 电脑的问题
`, `
Exit codes: 0 written, 1 the content is wrong, 2 wrong command, no records of that year or the file is there already, 3 the machine
`),
}

// reportOptions are those of draft and reconcile.
var reportOptions = []option{
	contentOption, themeOption.saying("用哪个主题（默认按 site.toml）", "which theme (default: site.toml)"), todayOption, langOption,
}

// wordAfter wants one word after the command.
func wordAfter(command string) func(*options) error {
	return func(o *options) error {
		if len(o.words) > 0 {
			return nil
		}
		return console.Usage(diag.T("%s 后面缺了内容", "something is missing after %s").With(command), diag.T("加 --help 看怎么写", "add --help to see how it is written"))
	}
}

// draftReport writes the skeleton of a year's summary into the content folder. It
// never writes over a file.
func draftReport(ctx context.Context, o options, say *console.Console) int {
	year, err := strconv.Atoi(strings.TrimSuffix(o.words[0], "年"))
	if err != nil {
		return say.Fail(console.Usage(diag.T("draft 后面要写年份", "draft needs a year"), diag.T("例如 kepu draft 2016", "for example kepu draft 2016")), "")
	}
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	r := m.site.Records()
	if years := r.Figures.Years(); !slices.Contains(years, year) {
		mend := diag.T("还没有任何记录", "there are no records at all")
		if len(years) > 0 {
			mend = diag.T("有记录的是 %d—%d 年", "there are records from %d to %d").With(years[0], years[len(years)-1])
		}
		return say.Fail(console.Usage(diag.T("%d 年没有记录，写不出总结", "there are no records of %d to draft from").With(year), mend), "")
	}
	to := filepath.Join(o.content, filepath.FromSlash(draft.Path(year)))
	if _, err := os.Lstat(to); err == nil {
		return say.Fail(console.Usage(diag.T("已经有 %s，不会覆盖它", "%s is there already and is not written over").With(to),
			diag.T("要重新写，先把它改名或移到 content 以外", "to draft anew, rename it or move it out of the content folder first")), "")
	}
	change := edit.Change{What: diag.T("起草了%d年的工作总结", "drafted the work summary of %d").With(year),
		Files: []edit.FileChange{{Path: draft.Path(year), After: []byte(draft.Report(r.Catalog, r.Figures, year))}}}
	if _, err := saveChange(change, o); err != nil {
		return failChange(say, err, o)
	}
	say.Print(diag.T("已写入 %s。", "wrote %s.").With(to))
	say.Print(diag.T("下一步：补写标着“待补”的地方（kepu check 会列出来），写好后删去 draft = true 那一行。加 --drafts 可以先看草稿。",
		"next: write what is marked 待补 (kepu check lists it), then take out the line draft = true. With --drafts the draft can be looked at before."))
	say.Print(diag.T("要退回去：kepu undo%s", "to take this back: kepu undo%s").With(contentFlag(o.content)))
	return console.ExitFine
}

// failMade tells why there is no site.
func failMade(say *console.Console, m made, o options) int {
	if m.err != nil {
		return say.Fail(m.err, "")
	}
	var errors diag.List
	for _, p := range m.problems {
		if p.Severity == diag.Error {
			errors = append(errors, p)
		}
	}
	say.Problems(errors, o.content)
	say.Say(diag.T("内容有错误，请先改正。", "The content has errors; mend them first."))
	return console.ExitContent
}
