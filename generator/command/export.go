package command

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/export"
	"kepu/generator/form"
	"kepu/generator/output"
)

var exportCommand = command{
	name:  "export",
	asked: diag.T("export 哪一样", "export WHAT"),
	does:  diag.T("做一个给各县填的表格（.xlsx），已有的记录在里面", "make a workbook (.xlsx) for counties to fill in, with the records that there are"),
	words: 1,
	options: []option{
		{"county", diag.T("县区", "COUNTY"), func(o *options) any { return &o.county }, diag.T("只要这个县区的（写名称或 id）", "only what is of this county (its name or id)")},
		{"year", diag.T("年份", "YEAR"), func(o *options) any { return &o.year }, diag.T("只要这一年的；年度数据写了年份，没有报来的基地也各有一行", "only what is of this year; of returns the bases that sent none have a row too")},
		{"out", diag.T("文件", "FILE"), func(o *options) any { return &o.out }, diag.T("写成哪个文件（默认在当前文件夹，名字里有县区和年份）", "the file to write (default: in this folder, named after county and year)")},
		{name: "o", to: func(o *options) any { return &o.out }},
		contentOption, todayOption.saying("当作今天是这一天（默认按电脑的日期）；空表的年份由它来", "take this day for today (default: the machine's): the year of an empty form"), langOption,
	},
	check: checkExport,
	run:   exportBook,
	about: diag.T(`用法：kepu export 哪一样 [选项]

做一个 Excel 工作簿，发给县区或基地去填，填好再用 kepu import 收回来。哪一样：
    bases        基地
    activities   活动
    annual       年度数据，一家基地一行
    namings      命名
    template     四样的空表，基地已经列好

已有的记录在里面，灰色，锁着（没有密码）；不知道的是空格；下面的空行可以接着写。
县区、类型、形式这些从列表里选；表头上有怎样填的说明。
什么也没有填的表收回来，一个字也不会改。

例子：
    kepu export annual --year 2026 --county 确山县
    kepu export activities --year 2026 -o 活动.xlsx
    kepu export template --county queshan
`, `Usage: kepu export WHAT [options]

Makes a workbook that a county or a base fills in; kepu import takes it in again. WHAT is one of
    bases        bases
    activities   activities
    annual       annual returns, a row a base
    namings      namings
    template     an empty form of all four, with the bases listed

The records that there are stand in it, grey and locked (by no password); what is not known is an empty cell; new rows
are written below. Counties, kinds and the like are chosen from lists; notes on the heads say what to write.
A workbook that comes back with nothing filled in changes nothing.

Examples:
    kepu export annual --year 2026 --county 确山县
    kepu export activities --year 2026 -o activities.xlsx
    kepu export template --county queshan
`),
	after: diag.T(`
已有的文件不会覆盖。
结束代码：0 已写好，1 内容有错，2 命令写错、没有这个县区或文件已经有了，3 电脑的问题
`, `
No file is written over.
Exit codes: 0 written, 1 the content is wrong, 2 wrong command, no such county or the file is there already, 3 the machine
`),
}

// exported are what can be asked for: the word, what else people call it, its sheets, and the name of its file.
var exported = []struct {
	word   string
	others []string
	sorts  []string
	file   diag.Text
}{
	{"bases", []string{"base", "基地"}, []string{form.Base.Name}, diag.T("基地", "bases")},
	{"activities", []string{"activity", "活动"}, []string{form.Activity.Name}, diag.T("活动", "activities")},
	{"annual", []string{"annuals", "年度数据"}, []string{form.Annual.Name}, diag.T("年度数据", "annual")},
	{"namings", []string{"naming", "designations", "命名"}, []string{form.Designation.Name}, diag.T("命名", "namings")},
	{"template", []string{"空表", "模板"}, []string{form.Activity.Name, form.Annual.Name, form.Base.Name, form.Designation.Name}, diag.T("填报表", "template")},
}

func checkExport(o *options) error {
	var words []string
	for _, x := range exported {
		words = append(words, x.word)
	}
	known := diag.T("可以写：%s", "known: %s").With(strings.Join(words, "、"))
	if len(o.words) == 0 {
		return console.Usage(diag.T("没有写要哪一样", "what is to be exported is not said"), known)
	}
	if whatExported(o.words[0]) < 0 {
		if near := diag.Nearest(o.words[0], words); near != "" {
			known = diag.T("是不是 %s？", "did you mean %s?").With(near)
		}
		return console.Usage(diag.T("没有 %s 这一样", "there is no %s to export").With(o.words[0]), known)
	}
	if y := o.year; y != "" {
		if n, err := strconv.Atoi(strings.TrimSuffix(y, "年")); err != nil || n < 1900 || n > 2200 {
			return console.Usage(diag.T("--year 不能写成 %s", "--year cannot be %s").With(y), diag.T("写四位数字，例如 --year 2026", "write four digits, such as --year 2026"))
		}
	}
	if o.out != "" && !strings.EqualFold(filepath.Ext(o.out), ".xlsx") {
		return console.Usage(diag.T("%s 不是 .xlsx", "%s does not end in .xlsx").With(o.out), diag.T("例如 -o 活动.xlsx", "such as -o activities.xlsx"))
	}
	return nil
}

func whatExported(word string) int {
	for i, x := range exported {
		if x.word == strings.ToLower(word) || slices.Contains(x.others, strings.ToLower(word)) {
			return i
		}
	}
	return -1
}

// exportBook writes a workbook to be filled in.
func exportBook(ctx context.Context, o options, say *console.Console) int {
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	records := m.site.Records()
	what := exported[whatExported(o.words[0])]
	x := export.Options{Sorts: what.sorts, Bare: what.word == "template"}
	x.Year, _ = strconv.Atoi(strings.TrimSuffix(o.year, "年"))
	if x.Bare && x.Year == 0 {
		x.Year = int(o.day().Year)
	}
	var county *catalog.County
	if o.county != "" {
		var err error
		if county, err = countyNamed(records.Catalog, o.county); err != nil {
			return say.Fail(err, "")
		}
		x.County = county
	}
	if o.out == "" {
		o.out = what.file.In(say.Lang) + ".xlsx"
		if x.Year != 0 && what.word != "bases" {
			o.out = diag.T("%d年", "%d-").With(x.Year).In(say.Lang) + o.out
		}
		if county != nil {
			o.out = county.Name + o.out
		}
	}
	elsewhere := diag.T("用 -o 写到别的地方，例如 -o D:\\表格\\%s", "write it elsewhere with -o, such as -o D:\\forms\\%s").With(filepath.Base(o.out))
	if err := errors.Join(apartFromSources(&o, elsewhere), notPublished(o, filepath.Dir(o.out), console.Usage(diag.T("%s 在网站的文件夹里", "%s is in the folder of a site").With(o.out), elsewhere))); err != nil {
		return say.Fail(err, o.out)
	}
	var book bytes.Buffer
	if err := export.Write(&book, records.Catalog, records.File, x); err != nil {
		return say.Fail(err, "")
	}
	if err := os.MkdirAll(filepath.Dir(o.out), 0o777); err != nil {
		return say.Fail(err, "")
	}
	if err := output.WriteNew(o.out, output.Text(book.String())); err != nil {
		return say.Fail(taken(o.out, err), "")
	}
	say.Print(diag.T("已写入 %s。", "wrote %s.").With(o.out))
	if what.word == "annual" && x.Year == 0 {
		say.Print(diag.T("里面是各年报来的数；要基地填某一年的，加 --year，例如 --year %d。", "it holds the returns of all years; for bases to fill in a year add --year, such as --year %d.").With(o.day().Year))
	}
	say.Print(diag.T("下一步：发给县区或基地去填；填好寄回来以后，运行 kepu import 文件名。", "next: send it to be filled in; once it is back run kepu import FILE."))
	return console.ExitFine
}
