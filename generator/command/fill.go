package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/fillform"
	"kepu/generator/ooxml"
	"kepu/generator/output"
	"kepu/generator/site"
	"kepu/generator/typed"
)

var fillCommand = command{
	name:  "fill",
	asked: diag.T("fill 表格", "fill FORM"),
	does:  diag.T("照记录填上级发来的空表（Word 或 Excel）", "fill an office's empty form (Word or Excel) from the records"),
	words: 1,
	options: []option{
		{"base", diag.T("基地", "BASE"), func(o *options) any { return &o.base }, diag.T("填哪一家的（写名称的一部分、拼音或 id）", "for which base (a part of its name, its pinyin or its id)")},
		{"all", diag.Text{}, func(o *options) any { return &o.all }, diag.T("每家基地填一份", "one form for each base")},
		{"year", diag.T("年份", "YEAR"), func(o *options) any { return &o.year }, diag.T("填哪一年的数", "the figures of which year")},
		{"county", diag.T("县区", "COUNTY"), func(o *options) any { return &o.county }, diag.T("只填这个县区的", "only what is of this county")},
		{"out", diag.T("文件", "FILE"), func(o *options) any { return &o.out },
			diag.T("写成哪个文件（默认在原表旁边，加上基地名称或“已填”）；有 --all 时是一个新文件夹", "the file to write (default: beside the form, with the base's name or 已填 added); with --all a new folder")},
		{name: "o", to: func(o *options) any { return &o.out }},
		contentOption, themeOption.saying("用哪个主题（默认按 site.toml）", "which theme (default: site.toml)"), todayOption, langOption,
	},
	check: checkFill,
	run:   fillForm,
	about: diag.T(`用法：kepu fill 表格.docx|.xlsx [选项]

把上级发来的空表（申报表、统计表）照记录填好，另存一份，原表不动。填的是：
    表里写着 {{ 基地.地址 }}、{{ 基地.接待人次 }}、{{ 单位.名称 }}、{{ 年份 }}、{{ 数字 参加人次 }} 的地方；
    左边写着“基地名称”“详细地址”“联系电话”“2025年接待人次”这样的空格，冒号后面的空白也一样；
    列头认得的表，一行一家基地、一项活动或一个县区，空行不够就照样加行。
别的一律不动：样式、合并的格子、公式、图片都在。不知道的空着，不写 0；空着的和认不出的都会列出来。

例子：
    kepu fill 申报表.docx --base 气象 --year 2025
    kepu fill 申报表.docx --all --year 2025 -o 申报表-各基地
    kepu fill 统计表.xlsx --year 2025 --county 确山县
`, `Usage: kepu fill FORM.docx|.xlsx [options]

Fills an office's empty form from the records and writes it under another name; the form stays as it was. Filled are
    places that say {{ 基地.地址 }}, {{ 基地.接待人次 }}, {{ 单位.名称 }}, {{ 年份 }} or {{ 数字 参加人次 }};
    blanks to the right of a label such as 基地名称, 详细地址, 联系电话 or 2025年接待人次, or behind its colon;
    lists whose heads are known, a row for each base, activity or county: rows are added where there are too few.
All else stays: styles, merged cells, formulas, pictures. What is not known stays empty and is no 0; what stayed empty and what is
not understood is listed.

Examples:
    kepu fill form.docx --base qixiang --year 2025
    kepu fill form.docx --all --year 2025 -o forms
    kepu fill statistics.xlsx --year 2025 --county 确山县
`),
	after: diag.T(`
已有的文件不会覆盖。
结束代码：0 已写好，1 内容有错或表里有看不懂的地方，2 命令写错、表格读不了或文件已经有了，3 电脑的问题
`, `
No file is written over.
Exit codes: 0 written, 1 the content is wrong or something in the form is not understood, 2 wrong command, a form that cannot be read, or the file is there already, 3 the machine
`),
}

func checkFill(o *options) error {
	if err := wordAfter("fill")(o); err != nil {
		return err
	}
	if o.base != "" && o.all {
		return console.Usage(diag.T("写了 --base，就不写 --all", "--base and --all are two things"), diag.T("只要一样", "name one of them"))
	}
	if o.year == "" {
		return nil
	}
	if y, err := strconv.Atoi(strings.TrimSuffix(o.year, "年")); err != nil || y < 1900 || y > 2200 {
		return console.Usage(diag.T("--year 不能写成 %s", "--year cannot be %s").With(o.year), diag.T("写四位数字，例如 --year 2025", "write four digits, such as --year 2025"))
	}
	return nil
}

// fillForm fills a form, or one for each base, and tells what became of it.
func fillForm(ctx context.Context, o options, say *console.Console) int {
	raw, err := readForm(o.words[0])
	if err != nil {
		return say.Fail(err, "")
	}
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	data, err := dataFor(m.site, o)
	if err != nil {
		return say.Fail(err, "")
	}
	name := filepath.Base(o.words[0])
	stem := strings.TrimSuffix(o.words[0], filepath.Ext(name))
	switch {
	case o.out != "":
	case o.all:
		o.out = stem + diag.T("-各基地", "-bases").In(say.Lang)
	case data.Base != nil:
		o.out = stem + "-" + fillform.FileNames([]*catalog.Base{data.Base}, filepath.Ext(name))[0]
	default:
		o.out = stem + diag.T("-已填", "-filled").In(say.Lang) + filepath.Ext(name)
	}
	elsewhere := diag.T("用 -o 写到别的地方，例如 -o D:\\表格\\%s", "write it elsewhere with -o, such as -o D:\\forms\\%s").With(filepath.Base(o.out))
	if err := errors.Join(apartFromSources(&o, elsewhere), notPublished(o, filepath.Dir(o.out), console.Usage(diag.T("%s 在网站的文件夹里", "%s is in the folder of a site").With(o.out), elsewhere))); err != nil {
		return say.Fail(err, o.out)
	}
	if o.all {
		return fillAll(o, say, data, name, raw)
	}
	r, err := fillform.Fill(name, raw, data)
	if err == nil {
		err = lacking(r)
	}
	if err != nil {
		return say.Fail(refused(name, err), "")
	}
	if err := os.MkdirAll(filepath.Dir(o.out), 0o777); err != nil {
		return say.Fail(err, "")
	}
	err = output.WriteNew(o.out, output.Text(string(r.Bytes)))
	if err != nil {
		return say.Fail(taken(o.out, err), "")
	}
	for _, x := range r.Filled {
		say.Print(besides(diag.T("    %s　%s：%s", "    %s  %s: %s").With(x.At, x.What, diag.Clip(strings.ReplaceAll(x.Value, "\n", " "), 60)), x.Note))
	}
	if len(r.Empty) > 0 {
		say.Print(diag.T("空着的：", "left empty:"))
		for _, x := range r.Empty {
			say.Print(diag.T("    %s　%s（%s）", "    %s  %s (%s)").With(x.At, x.What, x.Why))
		}
	}
	if slices.ContainsFunc(r.Empty, func(x fillform.Empty) bool { return x.Why == fillform.UnknownName }) {
		say.Print(diag.T("不认得的名称，记录里有的，可在表里写 {{ 基地.地址 }}、{{ 数字 参加人次 }} 这样的词再填一次。", "Where a name is not known and the records have it, write words such as {{ 基地.地址 }} or {{ 数字 参加人次 }} into the form and fill it again."))
	}
	tellYear(say, r, data.Year)
	say.Print(diag.T("已写入 %s：填了 %d 处，空着 %d 处。", "wrote %s: %d places filled, %d left empty.").With(o.out, len(r.Filled), len(r.Empty)))
	return tellProblems(say, name, r.Problems)
}

// tellYear says so where the form's title names another year than the one that it was filled for, or less than a year.
func tellYear(say *console.Console, r fillform.Result, year int) {
	if r.Titled != 0 && year != 0 && r.Titled != year {
		say.Warn(diag.M("FILL-YEAR-TITLE", "表的标题写的是 %d 年，填的是 %d 年的数", "the form's title says %d, it was filled with the figures of %d").With(r.Titled, year), diag.T("请核对是哪一年", "see which year is meant"))
	}
	if r.Part != "" && year != 0 {
		say.Warn(diag.M("FILL-PART-TITLE", "表的标题写着“%s”，记录里分不出来，列的是 %d 年全年的活动", "the form's title says %s, which the records do not tell apart: listed are all activities of %d").With(r.Part, year), diag.T("请删去不是的；要是一项重大活动，可在 site.toml 里写一段 [[campaign]]，活动里写上 campaign", "take out those that are not meant; if it is a campaign, give it a [[campaign]] in site.toml and name it in the activities"))
	}
}

// besides is a sentence with a remark in brackets.
func besides(t, remark diag.Text) diag.Text {
	if remark == (diag.Text{}) {
		return t
	}
	return diag.T("%s（%s）", "%s (%s)").With(t, remark)
}

// tellProblems tells what in the form is not understood.
func tellProblems(say *console.Console, name string, list []fillform.Problem) int {
	for _, p := range list {
		say.Error(diag.M(p.What.Code, "%s %s：%s", "%s, %s: %s").With(name, p.At, p.What), p.Mend)
	}
	if len(list) > 0 {
		return console.ExitContent
	}
	return console.ExitFine
}

// readForm reads the file of the form.
func readForm(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, console.Usage(diag.T("找不到 %s", "there is no %s").With(name), diag.T("把表格拖到命令后面，就是它的完整路径", "drag the form into the command line to have its whole path"))
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, console.Usage(diag.T("%s 不是文件", "%s is no file").With(name), diag.T("写一张表格，例如 kepu fill 申报表.docx", "name a form, such as kepu fill form.docx"))
	case info.Size() > ooxml.Usual.File:
		return nil, console.Usage(diag.T("%s 有 %d MB，太大了", "%s has %d MB, which is too much").With(name, info.Size()>>20), diag.T("请看看是不是拿错了文件", "see whether it is the right file"))
	}
	return os.ReadFile(name)
}

// dataFor is what the form is filled from, and for.
func dataFor(s *site.Site, o options) (d fillform.Data, err error) {
	r := s.Records()
	d = fillform.Data{Catalog: r.Catalog, Figures: r.Figures, File: r.File, Today: o.day()}
	if o.year != "" {
		d.Year, _ = strconv.Atoi(strings.TrimSuffix(o.year, "年"))
	}
	if o.county != "" {
		if d.County, err = countyNamed(r.Catalog, o.county); err != nil {
			return d, err
		}
	}
	if o.base == "" {
		return d, nil
	}
	var doubt *typed.Doubt
	if d.Base, doubt = fillform.PickBase(r.Catalog, o.base); doubt != nil {
		return d, console.Usage(doubt.What, doubt.Mend)
	}
	return d, nil
}

// lacking is an error where the form wants to be filled for a year or a base that nobody has named.
func lacking(r fillform.Result) error {
	switch {
	case r.NeedYear:
		return console.Usage(diag.T("表里有按年填的数，没有说是哪一年", "the form has figures of a year, and it is not said which"), diag.T("加 --year 年份，例如 --year 2025", "add --year YEAR, such as --year 2025"))
	case r.NeedBase && (len(r.Filled) == 0 || len(r.Problems) > 0):
		return console.Usage(diag.T("这张表是填一家基地的，没有说是哪一家", "the form is about one base, and it is not said which"), diag.T("加 --base 基地名称，或者用 --all 每家一份", "add --base NAME, or --all for one form each"))
	}
	return nil
}

// refused is why a form cannot be taken, as a fault of the command.
func refused(name string, err error) error {
	var f *ooxml.Fault
	if errors.As(err, &f) {
		return &console.Fault{What: diag.M(f.What.Code, "%s：%s", "%s: %s").With(name, f.What), Mend: f.Mend, Code: console.ExitUsage}
	}
	return err
}

// taken says that a file is there already.
func taken(name string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return console.Usage(diag.T("已经有 %s，不会覆盖它", "%s is there already and is not written over").With(name), diag.T("用 -o 换一个名字，或者先把它移走", "name another with -o, or move it away first"))
	}
	return err
}

// fillAll fills a form for each base into a new folder.
func fillAll(o options, say *console.Console, data fillform.Data, name string, raw []byte) int {
	bases, left := data.Bases()
	if len(bases) == 0 {
		return say.Fail(console.Usage(diag.T("没有要填的基地", "there is no base to fill it for"), diag.T("没有命名记录的，用 --base 指明是哪一家", "name one without a title with --base")), "")
	}
	names := fillform.FileNames(bases, filepath.Ext(name))
	files := map[string][]byte{}
	var lines []diag.Text
	var problems []fillform.Problem
	var last fillform.Result
	for i, b := range bases {
		one := data
		one.Base = b
		r, err := fillform.Fill(name, raw, one)
		if err == nil {
			err = lacking(r)
		}
		if err != nil {
			return say.Fail(refused(name, err), "")
		}
		files[names[i]], last = r.Bytes, r
		line := diag.T("    %s：填了 %d 处", "    %s: %d places filled").With(names[i], len(r.Filled))
		if len(r.Empty) > 0 {
			var what []string
			for _, x := range r.Empty {
				what = append(what, x.What)
			}
			line = diag.T("%s，空着 %d 处（%s）", "%s, %d left empty (%s)").With(line, len(r.Empty), diag.Clip(strings.Join(what, "、"), 80))
		}
		lines, problems = append(lines, line), r.Problems // the same for all: it is one form
	}
	if err := output.NewFolder(o.out, files); err != nil {
		return say.Fail(taken(o.out, err), "")
	}
	for _, line := range lines {
		say.Print(line)
	}
	for _, b := range left {
		fmt.Fprintln(say.Out, diag.T("    没有填：%s（没有查到有效的命名，也没有那一年的年度数据；要填就用 --base）", "    not filled: %s (no title in force is on record, and no return of that year; --base does it all the same)").With(b.Name).In(say.Lang))
	}
	tellYear(say, last, data.Year)
	say.Print(diag.T("已写入 %s：%d 份。", "wrote %s: %d forms.").With(o.out, len(files)))
	return tellProblems(say, name, problems)
}
