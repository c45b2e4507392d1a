package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/draft"
	"kepu/generator/output"
	"kepu/generator/reconcile"
)

// draftReport writes the skeleton of a year's summary into the content folder. It
// never writes over a file.
func draftReport(ctx context.Context, args []string, say *console) int {
	word, o, err := parseReport("draft", args)
	if err == errHelp {
		return say.help(helpDraft)
	}
	if err != nil {
		return say.fail(err, "")
	}
	year, err := strconv.Atoi(strings.TrimSuffix(word, "年"))
	if err != nil {
		return say.fail(&usageError{diag.T("draft 后面要写年份", "draft needs a year"), diag.T("例如 kepu draft 2016", "for example kepu draft 2016")}, "")
	}
	m := makeSite(ctx, o)
	if m.site == nil {
		return say.failMade(m, o)
	}
	r := m.site.Records()
	if years := r.Figures.Years(); !slices.Contains(years, year) {
		mend := diag.T("还没有任何记录", "there are no records at all")
		if len(years) > 0 {
			mend = diag.T("有记录的是 %d—%d 年", "there are records from %d to %d").With(years[0], years[len(years)-1])
		}
		return say.fail(&usageError{diag.T("%d 年没有记录，写不出总结", "there are no records of %d to draft from").With(year), mend}, "")
	}
	to := filepath.Join(o.content, filepath.FromSlash(draft.Path(year)))
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return say.fail(err, "")
	}
	err = output.WriteNew(to, output.Text(draft.Report(r.Catalog, r.Figures, year)))
	if errors.Is(err, fs.ErrExist) {
		return say.fail(&usageError{diag.T("已经有 %s，不会覆盖它", "%s is there already and is not written over").With(to),
			diag.T("要重新写，先把它改名或移到 content 以外", "to draft anew, rename it or move it out of the content folder first")}, "")
	}
	if err != nil {
		return say.fail(err, "")
	}
	fmt.Fprintln(say.out, diag.T("已写入 %s。", "wrote %s.").With(to).In(say.lang))
	fmt.Fprintln(say.out, diag.T("下一步：补写标着“待补”的地方（kepu check 会列出来），写好后删去 draft = true 那一行。加 --drafts 可以先看草稿。",
		"next: write what is marked 待补 (kepu check lists it), then take out the line draft = true. With --drafts the draft can be looked at before.").In(say.lang))
	return exitFine
}

// reconcileReport prints the numbers of a report beside the data.
func reconcileReport(ctx context.Context, args []string, say *console) int {
	word, o, err := parseReport("reconcile", args)
	if err == errHelp {
		return say.help(helpReconcile)
	}
	if err != nil {
		return say.fail(err, "")
	}
	o.drafts = true // a report is held against the data before it is published
	m := makeSite(ctx, o)
	if m.site == nil {
		return say.failMade(m, o)
	}
	r := m.site.Records()
	a, near := findReport(r.Catalog, word, o.content)
	if a == nil {
		mend := diag.T("写 reports 里的文件名，例如 kepu reconcile 2016-work-summary", "name a file of reports, such as kepu reconcile 2016-work-summary")
		if near != "" {
			mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
		}
		return say.fail(&usageError{diag.T("没有 %s 这份报告", "there is no report %s").With(word), mend}, "")
	}
	say.reconciled(a, reconcile.Of(r.Catalog, r.Figures, a, r.File(a.Path)))
	return exitFine
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
func (c *console) reconciled(a *catalog.Article, found []reconcile.Finding) {
	fmt.Fprintln(c.out, diag.T("《%s》（%s）里的数字：", "the numbers in %s (%s):").With(a.Title, a.Path).In(c.lang))
	var counts [reconcile.Unknown + 1]int
	for _, x := range found {
		counts[x.Verdict]++
		line := diag.T("第 %d 行  %s", "line %d  %s").With(x.Place.Line, x.Written).In(c.lang)
		if x.About != "" {
			line += diag.T("  —  %s：%s", "  -  %s: %s").With(x.About, x.Data).In(c.lang)
		}
		fmt.Fprintf(c.out, "%s  [%s]\n", line, x.Verdict.Word().In(c.lang))
	}
	fmt.Fprintln(c.out, diag.T("共 %d 个：取自数据 %d，相符 %d，不符 %d，无从核对 %d", "%d in all: from the data %d, agree %d, differ %d, cannot be checked %d").
		With(len(found), counts[reconcile.Quoted], counts[reconcile.Agrees], counts[reconcile.Differs], counts[reconcile.Unknown]).In(c.lang))
}

// failMade tells why there is no site.
func (c *console) failMade(m made, o options) int {
	if m.err != nil {
		return c.fail(m.err, "")
	}
	var errors diag.List
	for _, p := range m.problems {
		if p.Severity == diag.Error {
			errors = append(errors, p)
		}
	}
	c.problems(errors, o)
	c.say(diag.T("内容有错误，请先改正。", "The content has errors; mend them first."))
	return exitContent
}

// parseReport reads what stands after draft or reconcile: one word, before or after the options.
func parseReport(command string, args []string) (word string, o options, err error) {
	set := flag.NewFlagSet("kepu "+command, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.StringVar(&o.content, "content", "content", "")
	set.StringVar(&o.theme, "theme", "", "")
	set.StringVar(&o.lang, "lang", "", "")
	for rest := args; len(rest) > 0; {
		if err := set.Parse(rest); err != nil {
			return "", o, flagError(set, err)
		}
		if rest = set.Args(); len(rest) == 0 {
			break
		}
		if word != "" {
			return "", o, straggler(rest[0])
		}
		word, rest = rest[0], rest[1:]
	}
	if o.lang != "" && o.lang != "zh" && o.lang != "en" {
		return "", o, wrongLang(o.lang)
	}
	if word == "" {
		return "", o, &usageError{diag.T("%s 后面缺了内容", "something is missing after %s").With(command), diag.T("加 --help 看怎么写", "add --help to see how it is written")}
	}
	return word, o, nil
}

var helpDraft = diag.T(`用法：kepu draft 年份 [选项]

照记录写一份工作总结的草稿，写到 content/reports/年份-work-summary.md，已有的文件不会覆盖。
里面的数字、图表和清单都从记录里取，记录改了会跟着变；要补写的地方标着“待补”。

例子：
    kepu draft 2016

选项：
    --content 文件夹    内容在哪里（默认 content）
    --theme 名字        用哪个主题（默认按 site.toml）
    --today 日期        当作今天是这一天，例如 2026-03-05（默认按电脑的日期）；只关系到提醒
    --lang zh|en        用中文还是英文显示（默认按 site.toml 的 language）
    -h, --help          显示这段说明

结束代码：0 已写好，1 内容有错，2 命令写错、没有那一年的记录或文件已经有了，3 电脑的问题
`, `Usage: kepu draft YEAR [options]

Writes the draft of a work summary from the records to content/reports/YEAR-work-summary.md. It never
writes over a file. Its figures, charts and lists come from the records and change with them;
what is left to write is marked 待补.

Example:
    kepu draft 2016

Options:
    --content FOLDER    where the content is (default content)
    --theme NAME        which theme (default: site.toml)
    --today DATE        take this day for today, such as 2026-03-05 (default: the machine's); for problems only
    --lang zh|en        the language of messages (default: language in site.toml)
    -h, --help          show this text

Exit codes: 0 written, 1 the content is wrong, 2 wrong command, no records of that year or the file is there already, 3 the machine
`)

var helpReconcile = diag.T(`用法：kepu reconcile 报告 [选项]

列出一份报告里的数字：从记录里取的，手写而和记录相符的，不符的，没有记录可以核对的。
句子是照里面的年份、县区、级别、活动名称猜的，结果供人核对，不算错误。

例子：
    kepu reconcile bases-work-summary
    kepu reconcile content/reports/2016-work-summary.md

选项：
    --content 文件夹    内容在哪里（默认 content）
    --theme 名字        用哪个主题（默认按 site.toml）
    --today 日期        当作今天是这一天，例如 2026-03-05（默认按电脑的日期）；只关系到提醒
    --lang zh|en        用中文还是英文显示（默认按 site.toml 的 language）
    -h, --help          显示这段说明

结束代码：0 已列出，1 内容有错，2 命令写错或没有这份报告，3 电脑的问题
`, `Usage: kepu reconcile REPORT [options]

Lists the numbers of a report: those that come from the records, those typed that agree with
them, those that differ, and those that no record can confirm. What a sentence is about is guessed
from the years, counties, levels and campaigns in it: the list is for a person to check.

Example:
    kepu reconcile bases-work-summary
    kepu reconcile content/reports/2016-work-summary.md

Options:
    --content FOLDER    where the content is (default content)
    --theme NAME        which theme (default: site.toml)
    --today DATE        take this day for today, such as 2026-03-05 (default: the machine's); for problems only
    --lang zh|en        the language of messages (default: language in site.toml)
    -h, --help          show this text

Exit codes: 0 listed, 1 the content is wrong, 2 wrong command or no such report, 3 the machine
`)
