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

	"kepu/generator/assess"
	"kepu/generator/catalog"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/output"
	"kepu/generator/scoresheet"
	"kepu/generator/site"
	"kepu/generator/source"
)

var assessCommand = command{
	name:  "assess",
	asked: diag.T("assess 方案", "assess SCHEME"),
	does:  diag.T("照评价方案给各基地打分，印成评价表（不公开）", "assess the bases by a scheme, on sheets to print (not published)"),
	words: 1,
	options: []option{
		{"year", diag.T("年份", "YEAR"), func(o *options) any { return &o.year }, diag.T("评哪一年（默认是有年度数据的最近一年）", "which year (default: the newest with annual returns)")},
		{"base", diag.T("基地", "BASE"), func(o *options) any { return &o.base }, diag.T("把这一家的评价表显示在屏幕上（写 id 或名称）", "show the sheet of this base here (its id or its name)")},
		contentOption,
		outOption.saying("评价表写到哪里（默认 assessments/方案-年份，在 content 旁边）；\n不能在网站的文件夹里", "where the sheets go (default assessments/SCHEME-YEAR beside content);\nnever into the folder of a site"),
		themeOption.saying("用哪个主题（默认按 site.toml）", "which theme (default: site.toml)"), todayOption, langOption,
	},
	check: checkAssess,
	run:   assessBases,
	about: diag.T(`用法：kepu assess [方案] [选项]

照 content/schemes 里的评价方案，从记录里取数，给各基地逐项打分、排名次、定等次。
没有报、没有评的不当作零，也不当作满分：得分写成“66 至 80 分，3 项未报”。
由人打的分写在 assessments/方案-年份.toml，第一次运行时写好一份空表。
写出来的有总表、每家一张的评价表（A4，可以打印签字）、要问谁、一个表格文件。
这些都是内部材料，不会出现在网站上。不写方案，就列出有哪些方案。

例子：
    kepu assess
    kepu assess venue-steps --year 2025
    kepu assess venue-steps --base 示例科技馆
`, `Usage: kepu assess [SCHEME] [options]

Assesses the bases by a scheme of content/schemes: points from the records line by line, ranks,
grades. What nobody reported or graded is neither nothing nor everything: a score is
“66 至 80 分，3 项未报”. Points that persons give stand in assessments/SCHEME-YEAR.toml; the
first run writes an empty one. What is written is the list, a sheet for each base (A4, to print and
sign), what to ask whom, and a spreadsheet. None of it is ever on the site.
Without a scheme the schemes are listed.

Examples:
    kepu assess
    kepu assess venue-steps --year 2025
    kepu assess venue-steps --base kjg
`),
	after: diag.T(`
结束代码：0 已写好，1 内容或打分文件有错，2 命令写错、没有这个方案或文件夹不能用，3 电脑的问题
`, `
Exit codes: 0 written, 1 the content or the assessment is wrong, 2 wrong command, no such scheme or a folder that cannot be used, 3 the machine
`),
}

func checkAssess(o *options) error {
	if len(o.words) == 0 && (o.year != "" || o.base != "" || o.out != "") {
		return console.Usage(diag.T("没有写用哪个方案", "the scheme is missing"), diag.T("例如 kepu assess venue-steps；运行 kepu assess 看有哪些方案", "for example kepu assess venue-steps; kepu assess lists them"))
	}
	if o.year == "" {
		return nil
	}
	if y, err := strconv.Atoi(strings.TrimSuffix(o.year, "年")); err == nil && y >= 1900 && y <= 2200 {
		return nil
	}
	return console.Usage(diag.T("--year 不能写成 %s", "--year cannot be %s").With(o.year), diag.T("写四位数字，例如 --year 2025", "write four digits, such as --year 2025"))
}

// assessBases applies a scheme and writes what comes of it into a folder of its own.
func assessBases(ctx context.Context, o options, say *console.Console) int {
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	r := m.site.Records()
	if len(o.words) == 0 {
		listSchemes(say, r.Catalog.Schemes)
		return console.ExitFine
	}
	scheme, err := schemeNamed(r.Catalog.Schemes, o.words[0])
	if err != nil {
		return say.Fail(err, "")
	}
	year, err := yearToAssess(o, r.Catalog)
	if err != nil {
		return say.Fail(err, "")
	}
	beside := o.beside()
	name := "assessments/" + scheme.ID + "-" + strconv.Itoa(year)
	if o.out == "" {
		o.out = filepath.Join(beside, filepath.FromSlash(name))
	}
	if err := errors.Join(notPublished(o, o.out, notInSite(o.out)), output.Safe(o.out, o.sources()...)); err != nil {
		return say.Fail(err, o.out)
	}
	form := filepath.Join(beside, filepath.FromSlash(name+".toml"))
	given, problems, err := readAssessment(form, name+".toml")
	if err != nil {
		return say.Fail(err, "")
	}
	res, more := assess.Of(assess.Input{Catalog: r.Catalog, Scheme: scheme, Year: year, Given: given, File: r.File})
	problems = append(problems, more...)
	problems.Sort()
	say.Problems(problems, beside)
	if problems.HasErrors() || res == nil {
		say.Say(diag.T("打分文件有错误，请先改正；什么也没有写。", "The assessment has errors; mend them first. Nothing was written."))
		return console.ExitContent
	}
	var shown *assess.Sheet
	if o.base != "" {
		if shown, err = sheetNamed(res, o.base); err != nil {
			return say.Fail(err, "")
		}
	}
	return writeSheets(ctx, o, say, m.site, res, shown, form, given == nil)
}

// writeSheets writes the sheets and tells what stands on them.
func writeSheets(ctx context.Context, o options, say *console.Console, s *site.Site, res *assess.Result, shown *assess.Sheet, form string, fresh bool) int {
	files, err := scoresheet.Of(res, s.Records().Catalog.Site.Organiser.Name)
	if err != nil {
		return say.Fail(err, "")
	}
	if err := os.MkdirAll(filepath.Dir(o.out), 0o777); err != nil {
		return say.Fail(err, "")
	}
	done, err := output.Write(ctx, o.out, output.Files(files), output.Options{Consent: func(last output.Last) error {
		if len(last.Files) > 0 && !slices.Contains(last.Files, scoresheet.Book) {
			return notInSite(o.out)
		}
		return nil
	}})
	if err != nil {
		return say.Fail(err, o.out)
	}
	if fresh && len(res.Sheets) > 0 {
		if err := os.MkdirAll(filepath.Dir(form), 0o777); err != nil { // --out may be anywhere
			return say.Fail(err, "")
		}
		err := output.WriteNew(form, output.Text(scoresheet.Form(res)))
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return say.Fail(err, "")
		}
	}
	summary(say, res)
	if shown != nil {
		showSheet(say, res, shown)
	}
	say.Edited(done, o.out)
	say.Foreign(done.Foreign, o.out)
	say.Print(diag.T("评价表在 %s：打开 index.html，打印 all.html。内部材料，不会出现在网站上。", "the sheets are in %s: open index.html, print all.html. They are internal and never on the site.").With(o.out))
	if fresh && len(res.Sheets) > 0 {
		say.Print(diag.T("还没有人打分，已写好空表 %s：填好以后再运行一次。", "nobody has graded yet: an empty form is in %s; fill it in and run this again.").With(form))
	}
	return console.ExitFine
}

// listSchemes prints what schemes there are.
func listSchemes(say *console.Console, schemes []*catalog.Scheme) {
	if len(schemes) == 0 {
		say.Print(diag.T("content/schemes 里还没有评价方案。", "there is no scheme in content/schemes yet."))
		say.Print(diag.T("看例子：kepu sample demo，里面的 demo/schemes 有三个，写明是示例。", "for examples: kepu sample demo; demo/schemes has three that say so."))
		return
	}
	for _, s := range schemes {
		words := "  " + s.ID + "  " + s.Name
		if s.Body != "" {
			words += "（" + s.Body + "）"
		}
		if s.Example {
			words += diag.T("（示例，不是正式文件）", " (an example, nobody's own)").In(say.Lang)
		}
		fmt.Fprintln(say.Out, words)
	}
	say.Print(diag.T("用一个：kepu assess %s", "use one: kepu assess %s").With(schemes[0].ID))
}

// schemeNamed finds a scheme by its id, its file or its name.
func schemeNamed(schemes []*catalog.Scheme, word string) (*catalog.Scheme, error) {
	var names []string
	stem := strings.TrimSuffix(filepath.Base(word), ".toml")
	for _, s := range schemes {
		if word == s.ID || stem == s.ID || word == s.Name {
			return s, nil
		}
		names = append(names, s.ID, s.Name)
	}
	mend := diag.T("方案是 content/schemes 里的文件；运行 kepu assess 看有哪些", "schemes are the files of content/schemes; kepu assess lists them")
	if near := diag.Nearest(stem, names); near != "" {
		mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
	}
	return nil, console.Usage(diag.T("没有 %s 这个方案", "there is no scheme %s").With(word), mend)
}

// yearToAssess returns the year that is asked for, else the newest of which there are returns, else
// the newest of which there is anything.
func yearToAssess(o options, c *catalog.Catalog) (int, error) {
	if o.year != "" {
		return strconv.Atoi(strings.TrimSuffix(o.year, "年"))
	}
	if n := len(c.Annuals); n > 0 { // by year
		return c.Annuals[n-1].Year, nil
	}
	if y := c.Begun(); y > 0 {
		return y, nil
	}
	return 0, console.Usage(diag.T("还没有任何记录，不知道评哪一年", "there are no records at all: which year is not known"), diag.T("请写年份，例如 --year 2025", "name the year, such as --year 2025"))
}

// readAssessment reads what persons have given; nil where there is no such file.
func readAssessment(path, name string) (*source.Assessment, diag.List, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	a, problems := source.ParseAssessment(name, data)
	return a, problems, nil
}

// sheetNamed finds the sheet of a base by its id or its name.
func sheetNamed(res *assess.Result, word string) (*assess.Sheet, error) {
	var names []string
	for _, s := range res.Sheets {
		if s.Base.Called(word) {
			return s, nil
		}
		names = append(names, s.Base.Name, s.Base.ID)
	}
	mend := diag.T("写参评基地的 id 或名称", "write the id or the name of a base that is assessed")
	if i := slices.IndexFunc(res.Left, func(l assess.Left) bool { return l.Base.Called(word) }); i >= 0 {
		mend = diag.Same(res.Left[i].Why)
	} else if near := diag.Nearest(word, names); near != "" {
		mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
	}
	return nil, console.Usage(diag.T("参评的基地里没有 %s", "%s is none of the bases that are assessed").With(word), mend)
}

func notInSite(dir string) error {
	return console.Usage(diag.T("%s 在网站的文件夹里：评价表是内部材料，不能公开", "%s is in the folder of a site: the sheets are internal").With(dir),
		diag.T("不写 --out，就写到 content 旁边的 assessments 里", "without --out they go to assessments beside content"))
}

// notPublished refuses a folder that is a site's, or lies in one, with an error: what is in it would be
// copied to the server with the pages.
func notPublished(o options, folder string, refused error) error {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	var sites []fs.FileInfo
	for _, dir := range []string{defaultOut, filepath.Join(o.beside(), defaultOut)} {
		full, err := filepath.Abs(dir)
		if err != nil {
			return err
		}
		if abs == full || strings.HasPrefix(abs, full+string(filepath.Separator)) {
			return refused
		}
		if info, err := os.Stat(full); err == nil {
			sites = append(sites, info)
		}
	}
	for dir := abs; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil && slices.ContainsFunc(sites, func(s fs.FileInfo) bool { return os.SameFile(s, info) }) {
			return refused
		}
		if last, ok := output.LastIn(dir); ok && !slices.Contains(last.Files, scoresheet.Book) {
			return refused
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

// summary prints the list: a line a base.
func summary(say *console.Console, res *assess.Result) {
	say.Print(diag.T("《%s》%d 年，参评 %d 家", "%s, %d: %d bases are assessed").With(res.Scheme.Name, res.Year, len(res.Sheets)))
	if res.Scheme.Example {
		say.Print(diag.T("示例方案，不是正式文件", "an example scheme, nobody's own"))
	}
	if !res.Scheme.Covers(res.Year) {
		say.Warn(diag.T("方案写的适用年份里没有 %d 年", "%d is not among the years of the scheme").With(res.Year), diag.T("请核对 --year，或方案里的 years", "check --year, or the scheme's years"))
	}
	scored := len(res.Scheme.Parts) > 0
	for _, s := range res.Sheets {
		var cells []string
		if scored {
			cells = append(cells, scoresheet.Rank(s))
		}
		cells = append(cells, s.Base.Name)
		if scored {
			cells = append(cells, scoresheet.Score(s))
		}
		fmt.Fprintln(say.Out, "  "+strings.Join(append(cells, scoresheet.Outcome(res, s)), "  "))
	}
	for _, l := range res.Left {
		say.Print(diag.T("  没有参评：%s，%s", "  not assessed: %s, %s").With(l.Base.Name, l.Why))
	}
	var asked []string
	for _, a := range scoresheet.AskedBy(res) {
		asked = append(asked, diag.T("%s %d 家", "%s %d").With(a.County, a.Bases).In(say.Lang))
	}
	if len(asked) > 0 {
		say.Print(diag.T("要补数据或材料：%s（见 ask.html）", "to be asked: %s (see ask.html)").With(strings.Join(asked, diag.T("，", ", ").In(say.Lang))))
	}
}

// showSheet prints the sheet of a base.
func showSheet(say *console.Console, res *assess.Result, s *assess.Sheet) {
	fmt.Fprintln(say.Out)
	for _, l := range scoresheet.Plain(res, s) {
		fmt.Fprintln(say.Out, l)
	}
	fmt.Fprintln(say.Out)
}
