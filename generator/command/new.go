package command

import (
	"context"
	"errors"
	"fmt"
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
	"kepu/generator/fresh"
	"kepu/generator/history"
	"kepu/generator/site"
	"kepu/generator/source"
)

var newCommand = command{
	name:    "new",
	asked:   diag.T("new 什么", "new WHAT"),
	does:    diag.T("加一个基地、一条活动、年度数据、命名，或一篇通知、总结、路线", "add a base, an activity, a return, a naming, a notice, a report or a route"),
	words:   1,
	options: newOptions(),
	check:   checkNew,
	run:     writeNew,
	about: diag.T(`用法：kepu new base|activity|annual|naming|revocation|rating|offer|want|notice|report|page|route [选项]

照着写一条新的，写进该写的文件，照那个文件的样子；写了什么、写在哪里，都显示出来。先检查，有错就什么也不写。
名称写一部分或拼音就行，只能是一个才写；日期照平常写：2026.3.5、3月5日（今年）、20260305、9月20-22日。
没写的就是不知道，不会补 0。几个基地用顿号隔开。写完可以用 kepu undo 撤销。
直接在窗口里运行，必须有的没写，会一项一项地问。
`, `Usage: kepu new base|activity|annual|naming|revocation|rating|offer|want|notice|report|page|route [options]

Writes a new record into the file where it belongs, in that file's style, and shows what was written and where. It is checked first; with
an error nothing is written. Of a name a part or its pinyin will do where only one can be meant; dates are written as usual: 2026.3.5,
3月5日 (this year), 20260305, 9月20-22日. What is not given is not known: no 0 is written. Several bases are parted by 、.
kepu undo takes it back. At a terminal, what must be there is asked.
`),
	after: diag.T(`
别的项目也写 --名字 值，名字就是文件里的（例如 --topic、--volunteers、--document）；指标和中文名用 --set：--set 展品=30。

例子：
    kepu new base --name 某某气象科普馆 --county 西平 --kind 气象
    kepu new activity --date 3月5日 --title 科普进校园 --base 西平县气象局 --participants 300
    kepu new activity --like 科普进校园 --date 2026.3.5
    kepu new annual --base 西平县气象局 --year 2025 --visitors 8,000 --set open_days=250
    kepu new naming --level 市级 --date 2026.3 --bases 西平县气象局、确山县某某馆 --total 12
    kepu new notice --title 关于申报的通知 --date 2026.3.5
    kepu new route --title 一日游 --stops 西平县气象局、确山县某某馆 --days 1

结束代码：0 已写好，1 内容有错，2 命令写错或写的看不懂，3 电脑的问题
`, `
Other keys of the file are options as well (--topic, --volunteers, --document); indicators and Chinese names go into --set: --set 展品=30.

Examples:
    kepu new base --name 某某气象科普馆 --county 西平 --kind 气象
    kepu new activity --date 3月5日 --title 科普进校园 --base 西平县气象局 --participants 300
    kepu new activity --like 科普进校园 --date 2026.3.5
    kepu new annual --base 西平县气象局 --year 2025 --visitors 8,000 --set open_days=250
    kepu new naming --level 市级 --date 2026.3 --bases 西平县气象局、确山县某某馆 --total 12
    kepu new notice --title 关于申报的通知 --date 2026.3.5
    kepu new route --title 一日游 --stops 西平县气象局、确山县某某馆 --days 1

Exit codes: 0 written, 1 the content is wrong, 2 wrong command or a value that is not understood, 3 the machine
`),
}

// given are the answers that the command line has; an option may stand more than once.
type given struct {
	answers form.Answers
	order   []string
}

// givenFlag notes one of them. Without a key its value is KEY=VALUE.
type givenFlag struct {
	to  *given
	key string
}

func (f givenFlag) String() string { return "" }

func (f givenFlag) Set(value string) error {
	key := f.key
	if key == "" {
		ok := false
		if key, value, ok = strings.Cut(strings.Replace(value, "＝", "=", 1), "="); !ok {
			return errors.New("no = in it")
		}
		key = strings.TrimSpace(key)
	}
	if f.to.answers == nil {
		f.to.answers = form.Answers{}
	}
	if old, twice := f.to.answers[key]; twice {
		value = old + "\n" + value
	} else {
		f.to.order = append(f.to.order, key)
	}
	f.to.answers[key] = value
	return nil
}

// newOptions are the keys of all forms, once each; the help explains those that are used most.
func newOptions() []option {
	told := map[string]diag.Text{
		"name":         diag.T("基地的名称", "a base's name"),
		"county":       diag.T("县区", "its county"),
		"kind":         diag.T("基地的类型", "its kind"),
		"address":      diag.T("地址", "its address"),
		"location":     diag.T("坐标，或者高德、百度、腾讯地图的链接", "its place: two numbers, or a link of Amap, Baidu or Tencent"),
		"date":         diag.T("日期", "the date"),
		"title":        diag.T("活动、文章的标题", "the title of an activity or a page"),
		"base":         diag.T("哪个基地；几个用顿号隔开", "which base; several are parted by 、"),
		"participants": diag.T("现场参加人次", "how many took part on the spot"),
		"campaign":     diag.T("属于哪项重大活动", "which campaign it belongs to"),
		"form":         diag.T("活动形式", "its form"),
		"status":       diag.T("planned 计划，postponed 延期，cancelled 取消；不写就是已办", "planned, postponed or cancelled; else it was held"),
		"year":         diag.T("年度数据是哪一年的", "the year of a return"),
		"visitors":     diag.T("接待人次", "visitors of the year"),
		"level":        diag.T("命名的级别", "the level of a naming"),
		"bases":        diag.T("命名了哪些有页面的基地", "the bases that were named and have a page"),
		"others":       diag.T("命名了哪些没有页面的；可以写几次", "those without a page; may stand several times"),
		"stops":        diag.T("路线的站点，照先后", "the stops of a route in their order"),
	}
	first := []string{"name", "county", "kind", "address", "location", "date", "title", "base", "participants", "campaign", "form", "status", "year", "visitors", "level", "bases", "others", "stops"}
	value := diag.T("内容", "VALUE")
	var list []option
	seen := map[string]bool{}
	add := func(key string) {
		if !seen[key] {
			seen[key] = true
			list = append(list, option{key, value, func(o *options) any { return givenFlag{&o.given, key} }, told[key]})
		}
	}
	for _, key := range first {
		add(key)
	}
	for _, k := range fresh.Sorts {
		for _, f := range k.Record.Fields(nil) {
			for _, key := range optionsOf(f) {
				add(key)
			}
		}
	}
	return append(list,
		option{"set", diag.T("名字=内容", "KEY=VALUE"), func(o *options) any { return givenFlag{&o.given, ""} }, diag.T("别的项目，例如 --set 展品=30；可以写几次", "any other key, such as --set 展品=30; may stand several times")},
		option{"like", diag.T("活动", "TITLE"), func(o *options) any { return &o.like }, diag.T("照以前的一次活动写（日期和数字不照抄）", "begin like an earlier activity (without its dates and figures)")},
		option{"id", diag.Same("ID"), func(o *options) any { return &o.id }, diag.T("网址里的编号（默认用拼音）", "the id in addresses (default: pinyin)")},
		contentOption, todayOption, langOption)
}

func checkNew(o *options) error {
	if len(o.words) == 0 {
		return console.Usage(diag.T("没有写要加什么", "what to add is missing"), diag.T("例如 kepu new base --name 名称 --county 县区；也可以是 activity annual naming notice report page route", "for example kepu new base --name NAME --county COUNTY; or activity annual naming notice report page route"))
	}
	if _, err := sortNamed(o.words[0]); err != nil {
		return err
	}
	if o.id != "" && !source.IsID(o.id) {
		return console.Usage(diag.T("--id 不能写成 %s", "--id cannot be %s").With(o.id), diag.T("用小写字母、数字和 -，例如 xiping-weather", "small letters, digits and -, such as xiping-weather"))
	}
	return nil
}

// optionsOf are the options that fill in a field. A list of tables is named in the plural: --stops.
func optionsOf(f form.Field) []string {
	if f.Kind == form.Rows {
		return []string{f.Key + "s"}
	}
	return f.Keys()
}

func sortNamed(word string) (fresh.Sort, error) {
	if k, ok := fresh.Named(word); ok {
		return k, nil
	}
	var usual []string
	for _, k := range fresh.Sorts {
		usual = append(usual, k.Name())
	}
	mend := diag.T("可以是：%s", "it may be: %s").With(strings.Join(usual, " "))
	if near := diag.Nearest(word, usual); near != "" {
		mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
	}
	return fresh.Sort{}, console.Usage(diag.T("不知道怎样新建 %s", "%s cannot be added").With(word), mend)
}

// writeNew writes a new record.
func writeNew(ctx context.Context, o options, say *console.Console) int {
	k, _ := sortNamed(o.words[0])
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	today := o.day()
	in := form.Context{Catalog: m.site.Records().Catalog, Today: today, Year: int(today.Year)}
	fields := k.Record.Fields(in.Catalog)
	answers, err := answersOf(k, fields, o, m.site)
	if err == nil {
		err = askMissing(o.ask(say), fields, answers)
	}
	if err != nil {
		return say.Fail(err, "")
	}
	list, slips := form.Changes(fields, nil, form.Answers{}, answers, in)
	for _, s := range append(slips, form.Missing(fields, answers)...) {
		key := s.Key
		if f := fieldOf(fields, key); f != nil && f.Kind == form.Rows {
			key = optionsOf(*f)[0]
		}
		say.Error(diag.T("--%s：%s", "--%s: %s").With(key, s.What), s.Mend)
	}
	if len(slips)+len(form.Missing(fields, answers)) > 0 {
		say.Say(diag.T("什么也没有写。", "Nothing was written."))
		return console.ExitUsage
	}
	content := folder.New(o.content)
	change, err := k.Change(content, k.Path(content, answers, o.id, in), list, answers)
	if err != nil {
		return failChange(say, err, o)
	}
	doubts, err := doubtsOf(m, change, o)
	if err != nil {
		return say.Fail(err, "")
	}
	say.Problems(doubts, o.content)
	if doubts.HasErrors() {
		say.Say(diag.T("照这样写会有错误，什么也没有写。", "That would be an error: nothing was written."))
		return console.ExitContent
	}
	store, err := history.Open(o.content)
	if err != nil {
		return say.Fail(err, "")
	}
	if _, err := store.Save(change, time.Now()); err != nil {
		return failChange(say, err, o)
	}
	tellNew(say, k, change.Files[0], o)
	return console.ExitFine
}

// answersOf are the answers of the command line, upon those of an earlier activity.
func answersOf(k fresh.Sort, fields []form.Field, o options, s *site.Site) (form.Answers, error) {
	answers := form.Answers{}
	if o.like != "" {
		var err error
		if answers, err = likeOne(k, fields, o.like, s); err != nil {
			return nil, err
		}
	}
	for key, value := range k.Begin {
		answers[key] = value
	}
	for _, asked := range o.given.order {
		f := fieldOf(fields, asked)
		if f == nil {
			var keys []string
			for _, f := range fields {
				keys = append(keys, optionsOf(f)...)
			}
			mend := diag.T("可以写：%s", "it knows: %s").With(strings.Join(keys, " "))
			if near := diag.Nearest(asked, keys); near != "" {
				mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
			}
			return nil, console.Usage(diag.T("%s没有 %s 这一项", "a %s has no %s").With(k.Title, asked), mend)
		}
		value := o.given.answers[asked]
		if f.Kind == form.Several || f.Kind == form.Rows {
			value = strings.NewReplacer("、", "\n", "；", "\n", ";", "\n").Replace(value)
		}
		if slices.Contains(f.Keys(), "base") || f.Key == "bases" || f.Kind == form.Rows {
			value = byName(s.Records().Catalog, value)
		}
		answers[f.Key] = value
	}
	return answers, nil
}

// byName writes bases that are given by their ids as their names: forms know them by these.
func byName(c *catalog.Catalog, lines string) string {
	parts := strings.Split(lines, "\n")
	for i, p := range parts {
		for _, b := range c.Bases {
			if b.ID == strings.TrimSpace(p) {
				parts[i] = b.Name
			}
		}
	}
	return strings.Join(parts, "\n")
}

// fieldOf finds a field by its key or by its Chinese name.
func fieldOf(fields []form.Field, name string) *form.Field {
	for i := range fields {
		if slices.Contains(optionsOf(fields[i]), name) || fields[i].Key == name || fields[i].Label.ZH == name {
			return &fields[i]
		}
	}
	return nil
}

// likeOne are the answers of the newest activity of a title, without its dates, figures and sources: what
// happened then did not happen again because of it.
func likeOne(k fresh.Sort, fields []form.Field, title string, s *site.Site) (form.Answers, error) {
	if k.Record.Name != form.Activity.Name {
		return nil, console.Usage(diag.T("--like 只用于活动", "--like is for activities"), diag.Text{})
	}
	var one *catalog.Activity
	var titles []string
	for _, exact := range []bool{true, false} {
		for _, a := range s.Records().Catalog.Activities {
			if a.Title != title && (exact || !strings.Contains(a.Title, title)) {
				continue
			}
			if !slices.Contains(titles, a.Title) {
				titles = append(titles, a.Title)
			}
			if one == nil || one.Date.Before(a.Date.Date) {
				one = a
			}
		}
		if one != nil {
			break
		}
	}
	switch {
	case one == nil:
		return nil, console.Usage(diag.T("没有名称里有“%s”的活动", "no activity has “%s” in its title").With(title), diag.T("写它名称里的几个字", "write a few characters of its title"))
	case len(titles) > 1:
		return nil, console.Usage(diag.T("名称里有“%s”的不止一个", "more than one has “%s” in its title").With(title), diag.T("是哪一个：%s", "which one: %s").With(console.Few(titles)))
	}
	f, top := form.Open(one.Path, s.Records().File(one.Path).Text)
	answers := form.Answers{}
	if t := form.Tables(top)[int(one.Span.Start)]; t != nil {
		answers = form.Table(fields, f, t)
	}
	return fresh.Like(fields, answers), nil
}

// askMissing asks a person for what must be there.
func askMissing(ask *asker, fields []form.Field, answers form.Answers) error {
	if ask == nil {
		return nil
	}
	for _, f := range form.Missing(fields, answers) {
		if !fieldOf(fields, f.Key).Must {
			continue // one of several, which nobody but the person can choose
		}
		what := fieldOf(fields, f.Key).Label
		for answers[f.Key] == "" {
			answer, err := ask.line(what, "")
			if err != nil {
				return console.Usage(diag.T("没有答完，什么也没有写", "not everything was answered: nothing was written"), diag.T("也可以写在命令里，加 --help 看怎么写", "it may be said in the command too: see --help"))
			}
			answers[f.Key] = answer
		}
	}
	return nil
}

// doubtsOf returns what check would say of a change besides what it says already. That the text of a new page is
// still to be written is no news.
func doubtsOf(m made, c edit.Change, o options) (diag.List, error) {
	_, after, err := site.Make(folder.New(o.content).With(c.After()), siteOptions(o))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(after.Besides(m.problems), func(p diag.Problem) bool {
		return p.Severity == diag.Note || p.What.Code == "TEXT-UNFINISHED"
	}), nil
}

// tellNew shows what was written and what comes next.
func tellNew(say *console.Console, k fresh.Sort, f edit.FileChange, o options) {
	say.Print(diag.T("已写入 %s：", "wrote into %s:").With(filepath.Join(o.content, filepath.FromSlash(f.Path))))
	lines, _ := history.Diff(f.Path, f.Before, f.After)
	for _, line := range lines {
		if line.Sign == '+' && line.Text != "" {
			fmt.Fprintln(say.Out, "    "+line.Text)
		}
	}
	flag := contentFlag(o.content)
	next := diag.T("下一步：kepu build%s 生成网站", "next: kepu build%s makes the site").With(flag)
	switch {
	case k.Body != "":
		next = diag.T("下一步：补写标着“待补”的地方，删去 draft = true 那一行；加 --drafts 可以先看草稿", "next: write what is marked 待补 and take out the line draft = true; with --drafts a draft can be looked at before")
	case k.Record.Name == form.Base.Name:
		next = diag.T("下一步：在 +++ 下面写介绍，知道的地址、电话、开放时间也补上；再 kepu build%s", "next: write about it below +++, and what is known of its address, telephone and hours; then kepu build%s").With(flag)
	}
	say.Print(next)
	say.Print(diag.T("要退回去：kepu undo%s", "to take this back: kepu undo%s").With(flag))
}
