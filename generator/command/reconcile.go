package command

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/reconcile"
)

var reconcileCommand = command{
	name:    "reconcile",
	asked:   diag.T("reconcile 报告", "reconcile NAME"),
	does:    diag.T("把一份报告里的数字和记录对一遍", "hold the numbers of a report against the records"),
	words:   1,
	usual:   options{drafts: true}, // a report is held against the data before it is published
	options: reportOptions,
	check:   wordAfter("reconcile"),
	run:     reconcileReport,
	about: diag.T(`用法：kepu reconcile 报告 [选项]

列出一份报告里的数字：从记录里取的，手写而和记录相符的，不符的，没有记录可以核对的。
句子是照里面的年份、县区、级别、活动名称猜的，结果供人核对，不算错误。

例子：
    kepu reconcile bases-work-summary
    kepu reconcile content/reports/2016-work-summary.md
`, `Usage: kepu reconcile REPORT [options]

Lists the numbers of a report: those that come from the records, those typed that agree with
them, those that differ, and those that no record can confirm. What a sentence is about is guessed
from the years, counties, levels and campaigns in it: the list is for a person to check.

Example:
    kepu reconcile bases-work-summary
    kepu reconcile content/reports/2016-work-summary.md
`),
	after: diag.T(`
结束代码：0 已列出，1 内容有错，2 命令写错或没有这份报告，3 电脑的问题
`, `
Exit codes: 0 listed, 1 the content is wrong, 2 wrong command or no such report, 3 the machine
`),
}

// reconcileReport prints the numbers of a report beside the data.
func reconcileReport(ctx context.Context, o options, say *console.Console) int {
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	r := m.site.Records()
	a, near := findReport(r.Catalog, o.words[0], o.content)
	if a == nil {
		mend := diag.T("写 reports 里的文件名，例如 kepu reconcile 2016-work-summary", "name a file of reports, such as kepu reconcile 2016-work-summary")
		if near != "" {
			mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
		}
		return say.Fail(console.Usage(diag.T("没有 %s 这份报告", "there is no report %s").With(o.words[0]), mend), "")
	}
	reconciled(say, a, reconcile.Of(r.Catalog, r.Figures, a, r.File(a.Path)))
	return console.ExitFine
}

// findReport finds a report by its id, its file's name or its path.
func findReport(c *catalog.Catalog, word, content string) (a *catalog.Article, near string) {
	word = path.Clean(filepath.ToSlash(word))
	word = strings.TrimPrefix(word, path.Clean(filepath.ToSlash(content))+"/")
	var ids []string
	for _, a := range c.Reports {
		if word == a.ID || word == a.Path || word == path.Base(a.Path) {
			return a, ""
		}
		ids = append(ids, a.ID)
	}
	return nil, diag.Nearest(strings.TrimSuffix(path.Base(word), ".md"), ids)
}

// reconciled prints a line for each number, then how many there are of each sort.
func reconciled(say *console.Console, a *catalog.Article, found []reconcile.Finding) {
	say.Print(diag.T("《%s》（%s）里的数字：", "the numbers in %s (%s):").With(a.Title, a.Path))
	var counts [reconcile.Unknown + 1]int
	for _, x := range found {
		counts[x.Verdict]++
		line := diag.T("第 %d 行  %s", "line %d  %s").With(x.Place.Line, x.Written).In(say.Lang)
		if x.About != "" {
			line += diag.T("  —  %s：%s", "  -  %s: %s").With(x.About, x.Data).In(say.Lang)
		}
		fmt.Fprintf(say.Out, "%s  [%s]\n", line, x.Verdict.Word().In(say.Lang))
	}
	say.Print(diag.T("共 %d 个：取自数据 %d，相符 %d，不符 %d，无从核对 %d", "%d in all: from the data %d, agree %d, differ %d, cannot be checked %d").
		With(len(found), counts[reconcile.Quoted], counts[reconcile.Agrees], counts[reconcile.Differs], counts[reconcile.Unknown]))
}
