package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kepu/generator/catalog"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/history"
	"kepu/generator/intake"
	"kepu/generator/ooxml"
	"kepu/generator/output"
	"kepu/generator/sheet"
	"kepu/generator/source"
)

var importCommand = command{
	name:  "import",
	asked: diag.T("import 文件", "import FILE"),
	does:  diag.T("把各县报来的表格（.xlsx、.csv）和 Word 文档收进来；先看后写", "take in what counties send, sheets (.xlsx, .csv) and texts (.docx); shown first, then written"),
	words: 1,
	options: slices.Concat([]option{
		{"write", diag.Text{}, func(o *options) any { return &o.write }, diag.T("写进 content；不加就只看，什么也不写", "write it into the content; without it nothing is written")},
	}, sheetOptions, wordOptions, []option{contentOption, todayOption, langOption}),
	check: checkImportFile,
	run:   importFile,
	about: diag.T(`用法：kepu import 文件.xlsx|文件.docx [--write] [选项]

把一张表里的活动、年度数据、基地、命名收进 content。不加 --write 只看不写：哪些是新的、哪些改了（原来的 → 新的）、
哪些已经有了、哪些像是重复的、哪些收不了，每一处都写明是哪个单元格（活动!D7）。
表头在哪一行都认得，几种叫法都可以；site.toml 里可以加自己的叫法（[[heading]]）。
空着的格不会删掉已有的内容；“约300人”“1.2万”不会当成数字，原话记在活动内容里。
有没定下来的就不写：用 --choose 一处一处定，或者加 --sure 只写没有疑问的。写完可以用 kepu undo 整个退回去。

把一份 Word 文档写成一篇总结、通知、页面，或换成基地的介绍：标题、文号、日期、落款写进开头，小标题、列表、表格、脚注、
图片都带过来；没有导入的和要看一看的，一处一处写明在第几段。新写的是草稿。
`, `Usage: kepu import FILE.xlsx|FILE.docx [--write] [options]

Takes the activities, returns, bases and namings of a sheet into the content. Without --write it only shows them: what is new, what
changed (old → new), what is there already, what looks doubled and what cannot be taken, each with its cell (活动!D7).
Heads are found wherever they stand, by several names each; site.toml may add a site's own ([[heading]]).
An empty cell takes nothing away; 约300人 and 1.2万 are no numbers: their words go into the activity's text.
While something is to be decided nothing is written: decide it with --choose, or write only what is in no doubt with --sure.
kepu undo takes the whole import back.

A text of Word becomes a report, a notice, a page, or the text of a base: title, 文号, date and signature go into the front matter, headings, lists,
tables, footnotes and pictures come along, and what is not taken or should be looked at is told with its paragraph. A new page is a draft.
`),
	after: diag.T(`
--choose 的写法（可以写几次）：
    --choose 活动!D7=300          这一格当作写的是 300；等号后面不写，就当作空着
    --choose 活动!7=不要           这一行：要、不要、同一条（就是已有的那条）、计划、取消、延期
    --choose 气象局=西平县气象局     这几个字在哪里都指它

例子：
    kepu import 西平县2025年活动.xlsx
    kepu import 西平县2025年活动.xlsx --write
    kepu import 西平县2025年活动.xlsx --return 退回西平县.xlsx
    kepu import 年报.csv --year 2025 --county 西平县
    kepu import 2025年工作总结.docx --figures --write

结束代码：0 好了，1 有没定下来的、或内容有错，2 命令写错或文件读不了，3 电脑的问题
`, `
How --choose is written (it may stand several times):
    --choose 活动!D7=300          the cell is taken to say 300; nothing behind = is an empty cell
    --choose 活动!7=leave         the row: take, leave, same (it is the record that is there), planned, cancelled, postponed
    --choose 气象局=西平县气象局     the words mean that wherever they stand

Examples:
    kepu import 西平县2025年活动.xlsx
    kepu import 西平县2025年活动.xlsx --write
    kepu import 西平县2025年活动.xlsx --return back.xlsx
    kepu import 年报.csv --year 2025 --county 西平县
    kepu import 2025年工作总结.docx --figures --write

Exit codes: 0 done, 1 something is to be decided or wrong, 2 wrong command or a file that cannot be read, 3 the machine
`),
}

// Each sort of file has its options and its importer: sheets here, texts of Word in importword.go.
var sheetOptions = []option{
	{"sure", diag.Text{}, func(o *options) any { return &o.sure }, diag.T("只收没有疑问的，其余的留着", "take only what is in no doubt, and leave the rest")},
	{"choose", diag.T("格=内容", "CELL=WORDS"), func(o *options) any { return choiceFlag{&o.sheet} }, diag.T("定下一处，见下面", "decide one thing, see below")},
	{"return", diag.T("文件.xlsx", "FILE.xlsx"), func(o *options) any { return &o.returned }, diag.T("另写一份退回去核对的：有疑问的格子标红加批注，第一张表列出全部", "write a copy to send back: cells in doubt red with a note, listed in a first sheet")},
	{"as", diag.T("种类", "SORT"), func(o *options) any { return &o.sheet.As }, diag.T("表里是什么：activity 活动、annual 年度数据、base 基地、designation 命名（默认看表头）；\nWord 文档是什么：report 总结、notice 通知、page 页面、base 基地的介绍（默认看标题）",
		"what the rows are: activity, annual, base or designation (default: by the heads);\nwhat a text is: report, notice, page or base (default: by its title)")},
	{"county", diag.T("县区", "COUNTY"), func(o *options) any { return &o.sheet.County }, diag.T("没有写县区的活动和新基地算哪个县区（默认看表名、标题）", "the county of activities and new bases that name none (default: by the sheet's name and title)")},
	{"year", diag.T("年份", "YEAR"), func(o *options) any { return &o.sheet.Year }, diag.T("日期没有写年份时是哪一年（默认看标题）", "the year of dates without one (default: by the title)")},
	{"keep", diag.Text{}, func(o *options) any { return &o.sheet.Keep }, diag.T("认不出的列和备注，也把原话记在活动内容里", "put the words of unknown columns and remarks into the activity's text")},
	{"source", diag.T("出处", "WORDS"), func(o *options) any { return &o.sheet.Sources }, diag.T("新记录的出处怎样写", "the source that new records name")},
}

// choiceFlag notes one --choose.
type choiceFlag struct{ to *intake.Options }

func (f choiceFlag) String() string { return "" }

func (f choiceFlag) Set(value string) error {
	key, words, ok := strings.Cut(strings.Replace(value, "＝", "=", 1), "=")
	if !ok || strings.TrimSpace(key) == "" {
		return errors.New("no = in it")
	}
	if f.to.Choices == nil {
		f.to.Choices = intake.Choices{}
	}
	f.to.Choices[strings.TrimSpace(key)] = strings.TrimSpace(words)
	return nil
}

func checkImportFile(o *options) error {
	if len(o.words) == 0 {
		return console.Usage(diag.T("没有写要导入哪个文件", "the file to import is missing"), diag.T("例如 kepu import 西平县2025年活动.xlsx", "for example kepu import 西平县2025年活动.xlsx"))
	}
	sorts := map[string]string{"": "", "activity": "activity", "活动": "activity", "annual": "annual", "年度数据": "annual", "base": "base", "基地": "base", "designation": "designation", "naming": "designation", "命名": "designation"}
	as, ok := sorts[o.sheet.As]
	if word, is := wordSorts[o.sheet.As]; !ok && is {
		as, ok = word, true
	}
	if !ok {
		return console.Usage(diag.T("--as 不能写成 %s", "--as cannot be %s").With(o.sheet.As), diag.T("表格可以写 activity annual base designation，Word 文档可以写 report notice page base", "of a sheet it may be activity, annual, base or designation, of a text report, notice, page or base"))
	}
	o.sheet.As = as
	if o.id != "" && !source.IsID(o.id) {
		return console.Usage(diag.T("--id 不能写成 %s", "--id cannot be %s").With(o.id), diag.T("用小写字母、数字和 -，例如 2025-summary", "small letters, digits and -, such as 2025-summary"))
	}
	if o.returned != "" && !strings.EqualFold(filepath.Ext(o.returned), ".xlsx") {
		return console.Usage(diag.T("--return 写的是 .xlsx 文件", "--return writes an .xlsx file"), diag.T("例如 --return 退回.xlsx", "for example --return back.xlsx"))
	}
	if y := o.sheet.Year; y != 0 && (y < 1990 || y > 2099) {
		return console.Usage(diag.T("--year 不能写成 %d", "--year cannot be %d").With(y), diag.T("写四位数字，如 2025", "write four digits, such as 2025"))
	}
	return nil
}

// mostImported is more than any file that counties send; each importer has limits of its own.
const mostImported = 256 << 20

// importFile takes in a file: what its bytes are decides how.
func importFile(ctx context.Context, o options, say *console.Console) int {
	name := o.words[0]
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return say.Fail(console.Usage(diag.T("没有这个文件：%s", "there is no file %s").With(name), diag.T("文件名里有空格的，两边加引号", "put quotes around a name with blanks in it")), "")
	case err != nil:
		return say.Fail(err, "")
	case info.IsDir():
		return say.Fail(console.Usage(diag.T("这是一个文件夹：%s", "this is a folder: %s").With(name), diag.T("一次写一个文件", "name one file at a time")), "")
	case info.Size() > mostImported:
		return say.Fail(console.Usage(diag.T("文件太大：%s", "the file is too large: %s").With(name), diag.T("请核对是不是拿错了文件", "see whether it is the right file")), "")
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return say.Fail(err, "")
	}
	switch kind := ooxml.KindOf(raw); kind {
	case ooxml.Docx, ooxml.OldDoc, ooxml.OldWps, ooxml.RTF, ooxml.WordXML, ooxml.ODT, ooxml.UOF:
		return importWord(ctx, o, say, name, raw)
	case ooxml.Xlsx, ooxml.OldXls, ooxml.OldEt, ooxml.SheetXML, ooxml.ODS, ooxml.Xlsb:
		return importSheet(ctx, o, say, name, raw)
	default: // a page of the web, half a file, nothing at all: what its name says it is
		if slices.Contains([]string{".docx", ".doc", ".wps", ".rtf"}, strings.ToLower(filepath.Ext(name))) {
			return importWord(ctx, o, say, name, raw)
		}
		return importSheet(ctx, o, say, name, raw)
	}
}

// failOffice says why a file of an office program is not taken.
func failOffice(say *console.Console, err error, name string) int {
	var f *ooxml.Fault
	if errors.As(err, &f) {
		return say.Fail(console.Usage(diag.T("%s：%s", "%s: %s").With(filepath.Base(name), f.What), f.Mend), "")
	}
	return say.Fail(err, "")
}

// importSheet takes in a workbook.
func importSheet(ctx context.Context, o options, say *console.Console, name string, raw []byte) int {
	if as := o.sheet.As; as != "base" && wordSorts[as] != "" {
		return say.Fail(asOther(as, ooxml.Xlsx), "")
	}
	book, err := awaitOr(ctx, func() (*sheet.Book, error) { return sheet.Read(filepath.Base(name), raw) })
	if err != nil {
		return failOffice(say, err, name)
	}
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	in := form.Context{Catalog: m.site.Records().Catalog, Today: o.day()}
	if c := o.sheet.County; c != "" && !slices.ContainsFunc(in.Catalog.Counties, func(x *catalog.County) bool {
		return x.Name == c || x.ID == c || strings.TrimRight(x.Name, "县区市") == c
	}) {
		return say.Fail(console.Usage(diag.T("没有这个县区：%s", "there is no county %s").With(c), diag.T("照 site.toml 里的名称写", "write it as site.toml has it")), "")
	}
	content := folder.New(o.content)
	plan, err := await(ctx, func() *intake.Plan {
		return intake.Make(book, intake.Content{Files: content, Catalog: in.Catalog, Text: m.site.Records().File}, in, o.sheet)
	})
	if err != nil {
		return say.Fail(err, "")
	}
	tellPlan(say, plan, o)
	if len(plan.Tables) == 0 {
		say.Error(diag.M("IMPORT-NO-HEADS", "没有认得的表头，什么也没有收", "no heads are known: nothing was taken"),
			diag.T("表头里要有 活动名称 和 活动时间，或 基地名称 和 年度 这样的两列以上；别的叫法写到 site.toml 的 [[heading]] 里", "two columns or more must have heads such as 活动名称 and 活动时间, or 基地名称 and 年度; other words for them go into [[heading]] of site.toml"))
		return console.ExitContent
	}
	if o.returned != "" && ooxml.KindOf(raw) != ooxml.Xlsx {
		say.Warn(diag.T("退回的一份只能照 .xlsx 写，没有写 %s；表已经看完，结果在上面", "the copy to send back is made of .xlsx alone: %s was not written; the sheet was read, see above").With(o.returned), diag.T("要退回就用 Excel 或 WPS 另存为 .xlsx 再来一次", "save the sheet as .xlsx in Excel or WPS and do it again"))
	} else if o.returned != "" {
		if err := sendBack(ctx, say, plan, raw, o.returned); err != nil {
			return failOffice(say, err, name)
		}
	}
	change, err := awaitOr(ctx, func() (edit.Change, error) { return plan.Change(content, o.sure || !o.write) })
	if err != nil {
		say.Say(diag.T("什么也没有写。", "Nothing was written."))
		return failChange(say, err, o)
	}
	doubts := diag.List{}
	if len(change.Files) > 0 {
		if doubts, err = awaitOr(ctx, func() (diag.List, error) { return doubtsOf(m, change, o) }); err != nil {
			return say.Fail(err, "")
		}
	}
	say.Problems(doubts, o.content)
	undecided := plan.Undecided()
	switch {
	case doubts.HasErrors():
		say.Say(diag.T("照这样写会有错误，什么也没有写。", "That would be an error: nothing was written."))
		return console.ExitContent
	case !o.write:
		say.Say(diag.T("只是看一看，什么也没有写。", "This was a look: nothing was written."))
		switch {
		case undecided > 0:
			say.Print(diag.T("下一步：用 --choose 定下上面的 %d 处（或加 --sure 先不管它们），再加 --write 写进去", "next: decide the %d things above with --choose (or leave them with --sure), then add --write").With(undecided))
			return console.ExitContent
		case len(change.Files) > 0:
			say.Print(diag.T("下一步：加上 --write 写进去", "next: add --write"))
		}
		return console.ExitFine
	case len(change.Files) == 0:
		say.Print(nothingToWrite(plan))
		return console.ExitFine
	}
	store, err := history.Open(o.content)
	if err = cmp.Or(ctx.Err(), err); err != nil { // once it writes, it writes all of it
		return say.Fail(err, "")
	}
	if _, err := store.Save(change, time.Now()); err != nil {
		return failChange(say, err, o)
	}
	for _, f := range change.Files {
		say.Print(diag.T("已写入 %s", "wrote into %s").With(filepath.Join(o.content, filepath.FromSlash(f.Path))))
	}
	flag := contentFlag(o.content)
	say.Print(diag.T("下一步：kepu build%s 生成网站", "next: kepu build%s makes the site").With(flag))
	say.Print(diag.T("要整个退回去：kepu undo%s", "to take the whole import back: kepu undo%s").With(flag))
	return console.ExitFine
}

// nothingToWrite says why a plan comes to no change.
func nothingToWrite(p *intake.Plan) diag.Text {
	ask, refused, left := p.Count(intake.Asked)+p.Count(intake.Doubled)+len(p.Faults), p.Count(intake.Refused), p.Count(intake.Left)
	switch {
	case ask+refused > 0:
		return diag.T("没有可以写的；还有 %d 条没有收（要定 %d，收不了 %d）", "nothing can be written; %d are not taken (to be decided %d, refused %d)").With(ask+refused, ask, refused)
	case p.Count(intake.Same) > 0 && left > 0:
		return diag.T("没有要写的：照您说的不收 %d 条，其余的都已经有了", "there is nothing to write: %d are left out as you said, and the rest is there already").With(left)
	case left > 0:
		return diag.T("没有要写的：%d 条都照您说的不收", "there is nothing to write: all %d are left out as you said").With(left)
	case p.Count(intake.Same) == 0:
		return diag.T("没有要写的：表头下面没有记录", "there is nothing to write: no record stands below the heads")
	}
	return diag.T("没有要写的：表里的都已经有了", "there is nothing to write: all of it is there already")
}

// sendBack writes the copy of a workbook that goes back to whoever filled it in.
func sendBack(ctx context.Context, say *console.Console, plan *intake.Plan, raw []byte, to string) error {
	out, err := awaitOr(ctx, func() ([]byte, error) { return plan.Returned(raw) })
	if err != nil {
		return err
	}
	if out == nil {
		say.Print(diag.T("没有要退回核对的，没有写 %s", "nothing is to be sent back: %s was not written").With(to))
		return nil
	}
	err = output.WriteNew(to, func(w io.Writer) error {
		_, err := w.Write(out)
		return err
	})
	if errors.Is(err, os.ErrExist) {
		return console.Usage(diag.T("已有这个文件：%s", "there is such a file: %s").With(to), diag.T("换一个名字，或先把它移走", "choose another name, or move it away"))
	}
	if err == nil {
		say.Print(diag.T("退回去核对的写在 %s：%d 处标红，第一张表是清单", "the copy to send back is %s: %d cells are red, the first sheet lists them").With(to, plan.Remarks()))
	}
	return err
}

// mostTold is how many records of a group without doubts are told one by one.
const mostTold = 200

// tellPlan prints what would become of a book.
func tellPlan(say *console.Console, p *intake.Plan, o options) {
	l := say.Lang
	for _, t := range p.Tables {
		var sorts []string
		for _, s := range t.Sorts {
			sorts = append(sorts, sortName(s, l))
		}
		say.Print(diag.T("%s 第 %d 行是表头：%s，%d 条", "%s, heads in row %d: %s, %d").With(t.Sheet, t.Head+1, strings.Join(sorts, " / "), t.Rows))
	}
	for _, n := range p.Notes {
		say.Print(n)
	}
	for _, d := range p.Faults {
		tellDoubt(say, d)
	}
	for _, g := range intake.States {
		n := p.Count(g.State)
		if n == 0 {
			continue
		}
		fmt.Fprintf(say.Out, "\n%s：%d\n", g.Title.In(l), n)
		told := 0
		for _, r := range p.Records {
			if r.State != g.State {
				continue
			}
			if told++; told > mostTold && !r.Open() {
				continue
			}
			tellRecord(say, p, r)
		}
		if told > mostTold && !slices.Contains([]intake.State{intake.Asked, intake.Refused, intake.Doubled}, g.State) {
			say.Print(diag.T("  …… 还有 %d 条", "  … and %d more").With(told - mostTold))
		}
	}
	tellPassed(say, p)
	for _, key := range p.Unused() {
		say.Warn(diag.T("--choose %s 没有用上：表里没有这一处", "--choose %s was not used: the book has nothing there").With(key), diag.Text{})
	}
	fmt.Fprintln(say.Out)
}

func sortName(name string, l diag.Lang) string {
	return map[string]diag.Text{"activity": form.Activity.Title, "annual": form.Annual.Title, "base": form.Base.Title, "designation": form.Designation.Title}[name].In(l)
}

// inLine is a text of several lines in one.
func inLine(s string) string { return strings.NewReplacer("\n\n", "；", "\n", "、").Replace(s) }

func tellRecord(say *console.Console, p *intake.Plan, r *intake.Record) {
	l := say.Lang
	fmt.Fprintf(say.Out, "  %s  %s", r.Address(), r.Called())
	if r.State != intake.New && r.Line > 0 {
		fmt.Fprintf(say.Out, "  （%s:%d）", r.Path, r.Line)
	}
	fmt.Fprintln(say.Out)
	switch r.State {
	case intake.Changed:
		for _, f := range r.Fields {
			old := diag.Clip(inLine(f.Old), 40)
			if old == "" {
				old = diag.T("（没有）", "(none)").In(l)
			}
			fmt.Fprintf(say.Out, "      %s：%s → %s  %s\n", f.Label, old, diag.Clip(inLine(f.New), 60), f.Cell)
		}
	case intake.New:
		fields := r.Sort.Fields(nil)
		var parts []string
		for _, f := range fields {
			if f.Must || r.Answers[f.Key] == "" {
				continue
			}
			parts = append(parts, f.Label.In(l)+"："+f.InWords(inLine(r.Answers[f.Key]), l))
		}
		if r.Text != "" {
			parts = append(parts, diag.T("正文：%s", "text: %s").With(diag.Clip(inLine(r.Text), 60)).In(l))
		}
		if len(parts) > 0 {
			fmt.Fprintln(say.Out, "      "+strings.Join(parts, "；"))
		}
	case intake.Doubled:
		say.Print(diag.T("      像“%s”（%s）：不同的写 --choose %s=要，就是它写 --choose %[3]s=同一条，不收写 --choose %[3]s=不要", "      like “%s” (%s): write --choose %s=take if it is another, --choose %[3]s=same if it is that one, --choose %[3]s=leave to leave it out").With(r.Like, r.LikeAt(), r.Address()))
	}
	for _, d := range r.Doubts {
		tellDoubt(say, d)
		if d.What.Code == "INTAKE-BASE" && d.Grade == intake.Ask && r.Sort.Name != form.Annual.Name { // the name of no base stands as it is
			say.Print(diag.T("          不是已有的基地就照原样写：--choose %s", "          if it is none of them, as it stands: --choose %s").With(quoted(d.Key + "=" + d.Key)))
		}
	}
}

func tellDoubt(say *console.Console, d intake.Doubt) {
	mark := map[intake.Grade]diag.Text{intake.Told: diag.T("说明", "note"), intake.Kept: diag.T("原话记在内容里", "kept as words"), intake.Ask: diag.T("要定", "decide"), intake.Refuse: diag.T("收不了", "refused")}[d.Grade]
	p := diag.Problem{What: d.What, Mend: d.Mend}
	fmt.Fprintf(say.Out, "      %s [%s] %s\n", d.Cell(), mark.In(say.Lang), p.Message(say.Lang))
	switch {
	case d.Meant != "":
		fmt.Fprintf(say.Out, "          --choose %s\n", quoted(d.Key+"="+d.Meant))
	case len(d.Rulings) > 0:
		fmt.Fprintf(say.Out, "          --choose %s\n", quoted(d.Key+"="+strings.Join(d.Rulings, "|")))
	case d.Grade == intake.Ask && d.Key != d.Cell() && strings.Contains(d.Key, "!"): // of a whole table: its cell is no key
		fmt.Fprintf(say.Out, "          --choose %s\n", quoted(d.Key+"=…"))
	}
}

// quoted puts quotes around words that the command line would take apart.
func quoted(s string) string {
	if strings.ContainsAny(s, " |&()<>") {
		return `"` + s + `"`
	}
	return s
}

// tellPassed says what holds no record.
func tellPassed(say *console.Console, p *intake.Plan) {
	if len(p.Passed) == 0 {
		return
	}
	fmt.Fprintf(say.Out, "\n%s\n", diag.T("没有当作记录的", "Not taken for records").In(say.Lang))
	for _, x := range p.Passed {
		say.Print(diag.T("  %s  %s", "  %s  %s").With(x.Cell(), x.Says()))
	}
}
