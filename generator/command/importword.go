package command

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kepu/generator/catalog"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/docx"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/history"
	"kepu/generator/manuscript"
	"kepu/generator/ooxml"
	"kepu/generator/reconcile"
	"kepu/generator/site"
	"kepu/generator/source"
)

// The sorts of page that a text may become, by the words for them.
var wordSorts = map[string]string{"report": "report", "总结": "report", "notice": "notice", "通知": "notice", "page": "page", "页面": "page", "base": "base", "基地": "base"}

var wordOptions = []option{
	{"id", diag.Same("ID"), func(o *options) any { return &o.id }, diag.T("Word：网页网址里的编号（默认用标题的拼音）；换已有的正文时是那一篇的编号", "Word: the page's id in its address (default: pinyin of its title); of a page that is there, to replace its text")},
	{"replace", diag.Text{}, func(o *options) any { return &o.replace }, diag.T("Word：已经有同名的页面时，换它的正文（开头已经写的信息不动）", "Word: where a page of that title is there, replace its text (what its front matter says stays)")},
	{"figures", diag.Text{}, func(o *options) any { return &o.figures }, diag.T("Word：和记录相符的数字写成 {{ 数字 … }}", "Word: write numbers that agree with the records as {{ 数字 … }}")},
}

// asOther says that --as is for the other sort of file.
func asOther(as string, is ooxml.Kind) error {
	return console.Usage(diag.T("这是%s，--as 不能写成 %s", "this is %s: --as cannot be %s").With(is.Name(), as),
		diag.T("表格可以写 activity annual base designation，Word 文档可以写 report notice page base", "of a sheet it may be activity, annual, base or designation, of a text report, notice, page or base"))
}

// imported is a text of Word on its way into the content.
type imported struct {
	m      *manuscript.Manuscript
	place  manuscript.Place
	change edit.Change
}

// importWord takes in a text of Word: a report, a notice, a page, or the text of a base.
func importWord(ctx context.Context, o options, say *console.Console, name string, raw []byte) int {
	if as := o.sheet.As; as != "" && wordSorts[as] == "" {
		return say.Fail(asOther(as, ooxml.Docx), "")
	}
	var remarks []docx.Remark
	d, err := awaitOr(ctx, func() (d *docx.Document, err error) {
		d, remarks, err = docx.Read(raw)
		return d, err
	})
	if err != nil {
		return failOffice(say, err, name)
	}
	o.drafts = true // what is imported is a draft at first, and its numbers are looked at
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	c := m.site.Records().Catalog
	content := folder.New(o.content)
	stem := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	x := imported{m: manuscript.Of(d, remarks, stem, wordSorts[o.sheet.As])}
	if x.m.Sort == "" {
		tellManuscript(say, x.m, o)
		return say.Fail(console.Usage(diag.T("看不出“%s”是总结还是通知，没有写", "whether “%s” is a report or a notice cannot be told: nothing was written").With(x.m.Title),
			diag.T("加上 --as report（总结）、--as notice（通知）、--as page（页面）或 --as base（基地的介绍）", "add --as report, --as notice, --as page or --as base")), "")
	}
	place, ok := x.m.Find(content, c, o.id)
	if !ok {
		return say.Fail(noSuchBase(c, x.m.Title, o.id), "")
	}
	x.place = place
	x.m.LinkInside(c, place)
	var kept []docx.Remark
	if x.change, kept, err = x.m.Change(content, place); err != nil {
		return failChange(say, err, o)
	}
	x.m.Remarks = slices.Concat(kept, x.m.Remarks)
	found, err := awaitOr(ctx, func() ([]reconcile.Finding, error) { return x.reconcile(o, content) })
	if err != nil {
		return say.Fail(err, "")
	}
	tellManuscript(say, x.m, o)
	x.tellNumbers(say, found, o)
	if o.figures {
		page := x.change.Files[0]
		if x.change.Files[0], err = manuscript.WithFigures(page, textOf(page.Path, page.After), found); err != nil {
			return failChange(say, err, o)
		}
	}
	x.tellPlace(say, c, o)
	doubts, err := awaitOr(ctx, func() (diag.List, error) { return doubtsOf(m, x.change, o) })
	if err != nil {
		return say.Fail(err, "")
	}
	say.Problems(doubts, o.content)
	flag := contentFlag(o.content)
	switch {
	case doubts.HasErrors():
		say.Say(diag.T("照这样写会有错误，什么也没有写。", "That would be an error: nothing was written."))
		return console.ExitContent
	case place.Old && !o.replace && x.replaces():
		return say.Fail(console.Usage(diag.T("已经有《%s》（%s），什么也没有写", "there is %s already (%s): nothing was written").With(place.Name, place.Path),
			diag.T("换它的正文，加 --replace；另存一篇，加 --id 另一个编号", "add --replace to replace its text, or --id ANOTHER to make another page")), "")
	case !o.write:
		say.Say(diag.T("只是看一看，什么也没有写。", "This was a look: nothing was written."))
		say.Print(diag.T("下一步：加上 --write 写进去", "next: add --write"))
		return console.ExitFine
	}
	store, err := history.Open(o.content)
	if err = cmp.Or(ctx.Err(), err); err != nil { // once it writes, it writes all of it
		return say.Fail(err, "")
	}
	if _, err := store.Save(x.change, time.Now()); err != nil {
		return failChange(say, err, o)
	}
	for _, f := range x.change.Files {
		if f.After == nil {
			say.Print(diag.T("已删去 %s", "took away %s").With(filepath.Join(o.content, filepath.FromSlash(f.Path))))
			continue
		}
		say.Print(diag.T("已写入 %s", "wrote into %s").With(filepath.Join(o.content, filepath.FromSlash(f.Path))))
	}
	if !place.Old {
		say.Print(diag.T("下一步：照上面列的核对，删去 draft = true 那一行；加 --drafts 可以先看草稿", "next: look at what is listed above and take out the line draft = true; with --drafts a draft can be looked at before"))
	} else {
		say.Print(diag.T("下一步：照上面列的核对；再 kepu build%s", "next: look at what is listed above; then kepu build%s").With(flag))
	}
	say.Print(diag.T("要整个退回去：kepu undo%s", "to take the whole import back: kepu undo%s").With(flag))
	return console.ExitFine
}

// noSuchBase says which base a text may be of.
func noSuchBase(c *catalog.Catalog, title, id string) error {
	var names []string
	for _, b := range c.Bases {
		names = append(names, b.Name)
	}
	what := diag.T("没有叫“%s”的基地", "there is no base called “%s”").With(title)
	if id != "" {
		what = diag.T("没有编号是 %s 的基地", "there is no base with the id %s").With(id)
	}
	mend := diag.T("用 --id 写是哪个基地（它的编号）；新的基地先用 kepu new base 加上", "say with --id which base it is (its id); a new base is added with kepu new base first")
	if near := diag.Nearest(title, names); near != "" {
		mend = diag.T("是不是 %s？用 --id 写它的编号；新的基地先用 kepu new base 加上", "did you mean %s? say its id with --id; a new base is added with kepu new base first").With(near)
	}
	return console.Usage(what, mend)
}

// reconcile holds the numbers of the text against the records, as the page would have them.
func (x *imported) reconcile(o options, content folder.Folder) ([]reconcile.Finding, error) {
	if x.m.Sort == "base" {
		return nil, nil
	}
	s, _, err := site.Make(content.With(x.change.After()), siteOptions(o))
	if err != nil || s == nil {
		return nil, err
	}
	r := s.Records()
	for _, list := range [][]*catalog.Article{r.Catalog.Reports, r.Catalog.Notices, r.Catalog.Pages} {
		for _, a := range list {
			if a.Path == x.place.Path {
				return reconcile.Of(r.Catalog, r.Figures, a, r.File(a.Path)), nil
			}
		}
	}
	return nil, nil
}

// tellManuscript prints what was found in a text: its head, its headings, what was dropped and doubted.
func tellManuscript(say *console.Console, m *manuscript.Manuscript, o options) {
	field := func(name diag.Text, value string) {
		if value != "" {
			say.Print(diag.T("  %s：%s", "  %s: %s").With(name, value))
		}
	}
	sort := map[string]diag.Text{"report": diag.T("总结", "report"), "notice": diag.T("通知", "notice"), "page": diag.T("页面", "page"), "base": diag.T("基地的介绍", "a base's text"), "": diag.T("不清楚", "not clear")}[m.Sort]
	say.Print(diag.T("读到的：", "Read:"))
	field(diag.T("种类", "sort"), sort.In(say.Lang))
	field(diag.T("标题", "title"), m.Title)
	field(diag.T("文号", "document number"), m.Document)
	if m.Date.Known() {
		field(diag.T("日期", "date"), m.Date.String())
	}
	if m.Years[0] != 0 {
		years := fmt.Sprint(m.Years[0])
		if m.Years[1] != m.Years[0] {
			years += "—" + fmt.Sprint(m.Years[1])
		}
		field(diag.T("年份", "years"), years)
	}
	field(diag.T("文种", "kind"), m.Kind)
	field(diag.T("署名", "signed by"), m.Author)
	field(diag.T("来源", "source"), m.Source)
	if n := len(m.Pictures); n > 0 {
		field(diag.T("图片", "pictures"), fmt.Sprint(n))
	}
	if len(m.Headings) > 0 {
		say.Print(diag.T("小标题：", "Headings:"))
		for _, h := range m.Headings {
			fmt.Fprintln(say.Out, strings.Repeat("  ", h.Level-1)+h.Text)
		}
	}
	if len(m.Remarks) == 0 {
		return
	}
	say.Print(diag.T("没有导入的、要看一看的：%d 处", "Not taken, or to be looked at: %d").With(len(m.Remarks)))
	for i, r := range m.Remarks {
		if i == mostRemarks {
			say.Print(diag.T("  …… 还有 %d 处", "  … and %d more").With(len(m.Remarks) - i))
			break
		}
		line := "  "
		if r.At.ZH != "" {
			line += r.At.In(say.Lang)
			if r.Near != "" {
				line += "“" + r.Near + "”"
			}
			line += diag.T("：", ": ").In(say.Lang)
		}
		line += r.What.In(say.Lang)
		if lost := strings.Join(strings.Fields(r.Lost), " "); lost != "" {
			line += diag.T("：", ": ").In(say.Lang) + diag.Clip(lost, 200)
		}
		fmt.Fprintln(say.Out, line)
	}
}

// mostRemarks is how many remarks are told one by one.
const mostRemarks = 300

// tellNumbers prints how the numbers of the text stand to the records.
func (x *imported) tellNumbers(say *console.Console, found []reconcile.Finding, o options) {
	if len(found) == 0 {
		return
	}
	var counts [reconcile.Unknown + 1]int
	offered := 0
	say.Print(diag.T("文里的数字和记录对照：", "Its numbers beside the records:"))
	for _, f := range found {
		counts[f.Verdict]++
		switch {
		case f.Verdict == reconcile.Differs:
			say.Print(diag.T("  不符：%s；%s的记录是 %s", "  differs: %s; the records of %s say %s").With(f.Written, f.About, f.Data))
		case f.Offer != nil:
			offered++
			say.Print(diag.T("  相符：%s → %s", "  agrees: %s → %s").With(f.Written, f.Offer.Directive))
		}
	}
	say.Print(diag.T("  共 %d 个：相符 %d，不符 %d，无从核对 %d", "  %d in all: agree %d, differ %d, cannot be checked %d").With(len(found), counts[reconcile.Agrees], counts[reconcile.Differs], counts[reconcile.Unknown]))
	if offered > 0 && !o.figures {
		say.Print(diag.T("  加上 --figures，有 → 的 %d 个就写成从记录里取的数", "  with --figures the %d with an → are written so that they come from the records").With(offered))
	}
}

// replaces reports whether a text goes for the new one.
func (x *imported) replaces() bool {
	text := textOf(x.place.Path, x.change.Files[0].Before)
	_, _, at, _ := source.FrontMatter(diag.NewFile(x.place.Path, text))
	return strings.TrimSpace(text[at:]) != ""
}

// textOf is the text of a file of the content.
func textOf(path string, raw []byte) string {
	var ps diag.List
	text, _ := source.DecodeText(path, raw, &ps)
	return text
}

// tellPlace prints where the text goes, and of a page that is there what changes.
func (x *imported) tellPlace(say *console.Console, c *catalog.Catalog, o options) {
	page := x.change.Files[0]
	if !x.place.Old {
		say.Print(diag.T("要新写：%s（草稿）", "A new page: %s (a draft)").With(x.place.Path))
	} else {
		say.Print(diag.T("要换正文：%s《%s》", "Its text is replaced: %s, %s").With(x.place.Path, x.place.Name))
		before, after := strings.Split(textOf(page.Path, page.Before), "\n"), strings.Split(textOf(page.Path, page.After), "\n")
		tellLines(say, before, after)
		if had, has := strings.Count(textOf(page.Path, page.Before), "{{"), strings.Count(textOf(page.Path, page.After), "{{"); had > has {
			say.Warn(diag.T("原来的正文有 %d 处从记录里取（{{ … }}），换了以后有 %d 处", "the text that is there takes %d things from the records ({{ … }}), the new one %d").With(had, has),
				diag.T("数字可以用 --figures 写回去；图表、名单要自己放回去", "numbers come back with --figures; charts and lists must be put back by hand"))
		}
	}
	for _, f := range x.change.Files[1:] {
		if f.After == nil {
			say.Print(diag.T("不用了的旧图片，删去：%s", "An old picture that nothing shows any more goes: %s").With(f.Path))
			continue
		}
		say.Print(diag.T("图片：%s（%d KB）", "A picture: %s (%d KB)").With(f.Path, (len(f.After)+1023)>>10))
	}
}

// tellLines prints the lines that go and those that come, up to so many of each.
func tellLines(say *console.Console, before, after []string) {
	const most = 40
	tell := func(mark string, list, other []string) {
		n := 0
		for _, line := range list {
			if strings.TrimSpace(line) == "" || slices.Contains(other, line) {
				continue
			}
			if n++; n > most {
				continue
			}
			fmt.Fprintln(say.Out, "  "+mark+" "+diag.Clip(line, 100))
		}
		if n > most {
			say.Print(diag.T("  %s …… 还有 %d 行", "  %s … and %d lines more").With(mark, n-most))
		}
	}
	tell("−", before, after)
	tell("+", after, before)
}
