package command

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/console"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/due"
	"kepu/generator/duesheet"
	"kepu/generator/site"
)

var todoCommand = command{
	name:  "todo",
	asked: diag.Same("todo"),
	does:  diag.T("到今天该办的事：到期的、没有报来的、还没有写的", "what is due by today: what ends, what was not sent, what is not written yet"),
	options: []option{
		todayOption.saying("到哪一天为止，例如 2026-03-05（默认按电脑的日期）", "as of which day, such as 2026-03-05 (default: the machine's)"),
		{"county", diag.T("县区", "COUNTY"), func(o *options) any { return &o.county }, diag.T("只看这个县区的（写名称或 id）", "only what is of this county (its name or id)")},
		{"base", diag.T("基地", "BASE"), func(o *options) any { return &o.base }, diag.T("只看这一家的（写名称或 id）", "only what is of this base (its name or id)")},
		{"all", diag.Text{}, func(o *options) any { return &o.all }, diag.T("全部列出（平常每种列三件）", "list everything (else three of each kind)")},
		{"print", diag.T("文件", "FILE"), func(o *options) any { return &o.print }, diag.T("写成一个网页文件来打印：一个县区一张 A4，可以打钩", "write a page to print: a county on a sheet of A4, with boxes to tick")},
		contentOption, langOption,
	},
	check: func(o *options) error {
		if o.print == "" {
			return nil
		}
		to := *o
		to.out = o.print
		return apartFromSources(&to, diag.T("例如 --print 待办.html", "for example --print todo.html"))
	},
	run: listDue,
	about: diag.T(`用法：kepu todo [选项]

照记录列出到今天该办的事，分类列出，急的在前：日子已经过了的计划，过期和一年内到期的命名，
没有报来的年度数据，空的附件，写着“待补”的地方，草稿，有效期未查到的命名，
没有坐标、开放时间、电话、照片的基地，一年以上没有记录的基地和县区。
每一件都写着在哪个文件、怎样办。这个命令只看，不改 content 里的文件。

例子：
    kepu todo
    kepu todo --county 确山县 --all
    kepu todo --base xiping-weather
    kepu todo --today 2027-01-04
    kepu todo --print 待办.html
`, `Usage: kepu todo [options]

Lists what is due by today as the records show it, kind by kind, the urgent first: plans whose day has passed,
titles that are over or end within a year, annual returns that were not sent, empty files, places that say 待补,
drafts, titles whose end is to be looked up, bases without coordinates, hours, phone or photo, bases and counties
of which nothing was logged for a year. Each says in which file it is and what to do. It only looks: no file of the content is changed.

Examples:
    kepu todo
    kepu todo --county 确山县 --all
    kepu todo --base xiping-weather
    kepu todo --today 2027-01-04
    kepu todo --print todo.html
`),
	after: diag.T(`
结束代码：0 已列出（有没有事都是），1 内容有错，2 命令写错、没有这个县区或基地，3 电脑的问题
`, `
Exit codes: 0 listed (whether there is anything or not), 1 the content is wrong, 2 wrong command, no such county or base, 3 the machine
`),
}

// fewOfAKind is how many items of a kind are listed unless all are asked for.
const fewOfAKind = 3

// listDue lists what is due.
func listDue(ctx context.Context, o options, say *console.Console) int {
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	today := o.day()
	items, err := itemsDue(m.site, o, due.List(dueRecords(m.site), today))
	if err != nil {
		return say.Fail(err, "")
	}
	if o.print != "" {
		return printDue(o, say, items, today, m.site.Records().Catalog.Site.Organiser.Name)
	}
	of := diag.Text{}
	switch {
	case o.base != "":
		of = diag.T("，%s", ", %s").With(o.base)
	case o.county != "":
		of = diag.T("，%s", ", %s").With(o.county)
	}
	if len(items) == 0 {
		say.Print(diag.T("到%s%s，按记录没有要办的事。", "as of %s%s the records show nothing to do.").With(diag.T(today.Chinese(), today.String()), of))
		if c := m.site.Records().Catalog; len(c.Bases)+len(c.Activities)+len(c.Designations) == 0 {
			say.Print(diag.T("还没有基地，也没有记录：先在 content/bases 里写一个基地。", "there are no bases and no records yet: begin with a base in content/bases."))
		}
		return console.ExitFine
	}
	count := [3]int{}
	for _, i := range items {
		count[i.Urgency]++
	}
	var parts []diag.Text
	for u := due.Overdue; u <= due.Someday; u++ {
		if count[u] > 0 {
			parts = append(parts, diag.T("%s %d 件", "%s: %d").With(u.Name(), count[u]))
		}
	}
	say.Print(diag.T("到%s%s，按记录有 %d 件事：%s", "as of %s%s the records show %d things to do; %s").With(diag.T(today.Chinese(), today.String()), of, len(items), joined(parts)))
	left := false
	for _, k := range due.Kinds() {
		list := slices.DeleteFunc(slices.Clone(items), func(i due.Item) bool { return i.Kind != k })
		if len(list) == 0 {
			continue
		}
		fmt.Fprintln(say.Out)
		say.Print(diag.T("%s：%d 件", "%s: %d").With(k.Name(), len(list)))
		shown := list
		if !o.all && len(list) > fewOfAKind+1 { // one more takes no more room than the line that says so
			shown, left = list[:fewOfAKind], true
		}
		printItems(say, o, shown)
		if n := len(list) - len(shown); n > 0 {
			say.Print(diag.T("    还有 %d 件%s", "    and %d more%s").With(n, countiesOf(list[len(shown):])))
		}
	}
	if left {
		fmt.Fprintln(say.Out)
		say.Print(diag.T("全部列出：kepu todo --all；只看一个县区或一家：--county 县区、--base 基地", "list all: kepu todo --all; of one county or base: --county COUNTY, --base BASE"))
	}
	return console.ExitFine
}

// printDue writes the page to print.
func printDue(o options, say *console.Console, items []due.Item, today date.Date, organiser string) int {
	text, err := duesheet.Page(items, today, organiser)
	if err != nil {
		return say.Fail(err, "")
	}
	refused := console.Usage(diag.T("%s 在网站的文件夹里：待办是内部材料，不能公开", "%s is in the folder of a site: what is due is internal").With(o.print), diag.T("例如 --print 待办.html", "for example --print todo.html"))
	if err := notPublished(o, filepath.Dir(o.print), refused); err != nil {
		return say.Fail(err, "")
	}
	if err := replaceOwn(o.print, text, diag.T("已经有 %s，它不是本程序写的，不会覆盖它", "%s is there already and not of this program; it is not written over"), "--print"); err != nil {
		return say.Fail(err, "")
	}
	say.Print(diag.T("已写入 %s，共 %d 件。", "wrote %s, %d things to do.").With(o.print, len(items)))
	say.Print(diag.T("下一步：用浏览器打开它，按 Ctrl+P 打印，纸张选 A4。", "next: open it in a browser and print it with Ctrl+P, on A4."))
	return console.ExitFine
}

// dueRecords hands a site's records on.
func dueRecords(s *site.Site) due.Records {
	r := s.Records()
	return due.Records{Catalog: r.Catalog, Figures: r.Figures, Parsed: r.Parsed, Others: r.Others}
}

// itemsDue returns the items of the county and the base that are asked for.
func itemsDue(s *site.Site, o options, items []due.Item) ([]due.Item, error) {
	c := s.Records().Catalog
	if o.county != "" {
		county, err := countyNamed(c, o.county)
		if err != nil {
			return nil, err
		}
		items = slices.DeleteFunc(items, func(i due.Item) bool { return !i.In(county) })
	}
	if o.base != "" {
		b, err := baseNamed(c, o.base)
		if err != nil {
			return nil, err
		}
		items = slices.DeleteFunc(items, func(i due.Item) bool { return !i.Of(b) })
	}
	return items, nil
}

// baseNamed returns the base of an id, a name or an alias.
func baseNamed(c *catalog.Catalog, word string) (*catalog.Base, error) {
	word = strings.TrimSpace(word)
	var names []string
	for _, b := range c.Bases {
		if b.Called(word) {
			return b, nil
		}
		names = append(names, b.Name, b.ID)
	}
	mend := diag.T("写基地的名称或 id（文件名）", "write the name of a base or its id, which is its file's name")
	if near := diag.Nearest(word, names); near != "" {
		mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
	}
	return nil, console.Usage(diag.T("没有这个基地：%s", "there is no base %s").With(word), mend)
}

// printItems prints items, each with its place; what all of them ask for is said once, below them.
func printItems(say *console.Console, o options, list []due.Item) {
	same := len(list) > 1 && !slices.ContainsFunc(list, func(i due.Item) bool { return i.Do != list[0].Do })
	for _, i := range list {
		place := path.Join(filepath.ToSlash(o.content), i.Place.File)
		if i.Place.Line > 0 {
			place = fmt.Sprintf("%s:%d", place, i.Place.Line)
		}
		what := i.What
		if i.County != nil && (i.Base != nil || i.Activity != nil) {
			what = diag.T("%s　%s", "%s: %s").With(i.County.Name, what)
		}
		if !same {
			what = diag.T("%s；%s", "%s; %s").With(what, i.Do)
		}
		fmt.Fprintf(say.Out, "    %s  %s\n", what.In(say.Lang), place)
	}
	if same {
		say.Print(diag.T("    怎样办：%s", "    what to do: %s").With(list[0].Do))
	}
}

// countiesOf says how many items each county has, in brackets; nothing where they are of one.
func countiesOf(list []due.Item) diag.Text {
	const most = 12
	n := map[*catalog.County]int{}
	var counties []*catalog.County
	for _, i := range list {
		if i.County != nil && n[i.County] == 0 {
			counties = append(counties, i.County)
		}
		n[i.County]++
	}
	if len(n) < 2 || len(counties) > most {
		return diag.Text{}
	}
	slices.SortFunc(counties, func(a, b *catalog.County) int { return a.Index - b.Index })
	var parts []diag.Text
	for _, c := range counties {
		parts = append(parts, diag.Same(fmt.Sprint(c.Name, " ", n[c])))
	}
	if n[nil] > 0 {
		parts = append(parts, diag.T("其他 %d", "others %d").With(n[nil]))
	}
	return diag.T("（%s）", " (%s)").With(joined(parts))
}

// joined puts words into one list.
func joined(parts []diag.Text) diag.Text {
	var zh, en []string
	for _, p := range parts {
		zh, en = append(zh, p.ZH), append(en, p.EN)
	}
	return diag.T(strings.Join(zh, "，"), strings.Join(en, ", "))
}
