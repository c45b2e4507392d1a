// Package changes says in words what differs between two states of content/: which bases, activities,
// returns, texts and pictures came, went or were changed, and of these which facts, from what to what.
//
// In come the files that differ, with their bytes before and after (history.Since, or what an
// edit.Change is about to do); out come sentences, a few facts each, in the order of the files. It
// is pure and looks at nothing else, so its cost is that of what changed.
//
// Records are compared by what they say, not by their lines: an activity that was moved to another
// file, or a base whose file got another name, is told as that; what only differs in encoding, blanks, comments or
// the order of keys is told as no change of what it says. What cannot be read (a slip in
// the TOML) is told by its file alone. Facts that only a reader of the files would know by its key are named by the
// words that staff use (source.KeyName).
package changes

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// Sentence is one thing that changed.
type Sentence struct {
	Path string // the file where it stands; of what is gone, where it stood
	What diag.Text
}

// most is how many that came or went are told one by one, before they are counted.
const most = 5

// Of says what the changes of these files mean.
func Of(files []edit.FileChange) []Sentence {
	var t telling
	for _, f := range files {
		t.file(f)
	}
	t.match()
	return t.sentences()
}

// record is a page, or an entry of a list in a file.
type record struct {
	path  string
	noun  noun
	names []string // by which it is known again, the surest first
	title string   // as it is called in a sentence
	facts []fact
	body  string
	draft bool
}

// fact is a key with its value, as text.
type fact struct {
	key, label, value string
	items             int // of a list of tables: how many, and the value is not for reading
}

// noun is what records of a kind are called.
type noun struct{ zh, en string }

var nouns = map[source.Section]noun{
	source.BaseFile: {"基地", "base"}, source.ReportFile: {"总结", "report"}, source.NoticeFile: {"通知", "notice"},
	source.PageFile: {"页面", "page"}, source.RouteFile: {"路线", "route"}, source.SchemeFile: {"评价方案", "scheme"},
	source.SiteFile: {"网站设置", "settings"},
}

// ofLists are the nouns of the lists in files.
var ofLists = map[string]noun{
	"activity": {"活动", "activity"}, "annual": {"年度数据", "return"}, "designation": {"命名", "designation"},
	"revocation": {"撤销命名", "revocation"}, "rating": {"考核结果", "rating"}, "offer": {"可提供的资源", "offer"}, "want": {"需求", "want"},
	"county": {"县区", "county"}, "level": {"级别", "level"}, "kind": {"类型", "kind"}, "campaign": {"重大活动", "campaign"},
	"form": {"活动形式", "form"}, "wording": {"用语", "wording"}, "official": {"规范名称", "official name"}, "indicator": {"指标", "indicator"}, "break": {"口径变化", "break"}, "moved": {"旧网址的去向", "old address"},
}

// telling is what has been found so far.
type telling struct {
	old, new []record
	told     []Sentence
	pairs    [][2]record // the same thing before and after
}

func (t *telling) say(path string, what diag.Text) { t.told = append(t.told, Sentence{path, what}) }

// file takes the records of a file in, or tells of the file where it holds none.
func (t *telling) file(f edit.FileChange) {
	section := source.SectionOf(f.Path)
	switch section {
	case source.OtherFile, source.NoSection, source.IgnoredFile, source.Boundaries, source.WaterFile, source.AddressFile:
		t.whole(f, section)
		return
	}
	old, ok1 := recordsOf(f.Path, f.Before)
	now, ok2 := recordsOf(f.Path, f.After)
	if !ok1 || !ok2 {
		what := diag.T("改了 %s", "%s was changed").With(f.Path)
		switch {
		case !ok2 && f.After != nil:
			what = diag.T("改了 %s，里面有读不了的地方（运行 check 看）", "%s was changed and cannot be read as a whole (check says why)").With(f.Path)
		case f.After == nil:
			what = diag.T("删除 %s", "%s was removed").With(f.Path)
		case f.Before != nil:
			what = diag.T("改了 %s，以前有读不了的地方", "%s was changed; before, it could not be read as a whole").With(f.Path)
		}
		t.say(f.Path, what)
		return
	}
	if len(old)+len(now) == 0 {
		t.whole(f, source.IgnoredFile)
		return
	}
	t.old, t.new = append(t.old, old...), append(t.new, now...)
}

// whole tells of a file that holds no records.
func (t *telling) whole(f edit.FileChange, section source.Section) {
	kind := diag.T("附件", "attachment")
	switch {
	case section == source.Boundaries:
		kind = diag.T("地图边界", "boundaries of the map")
	case section == source.WaterFile:
		kind = diag.T("地图水系", "waters of the map")
	case section == source.AddressFile:
		kind = diag.T("发布过的网址", "addresses that were published")
	case section != source.OtherFile:
		kind = diag.T("没有记录的文件", "file without records")
	case source.IsPicture(f.Path):
		kind = diag.T("图片", "picture")
	}
	verb := diag.T("换了%s %s", "%s replaced: %s")
	switch {
	case f.Before == nil:
		verb = diag.T("新增%s %s", "%s added: %s")
	case f.After == nil:
		verb = diag.T("删除%s %s", "%s removed: %s")
	case section != source.OtherFile:
		verb = diag.T("改了%s %s", "%s changed: %s")
	}
	t.say(f.Path, verb.With(kind, f.Path))
}

// recordsOf reads a file; none for nil. It is false where something cannot be read.
func recordsOf(name string, data []byte) ([]record, bool) {
	if data == nil {
		return nil, true
	}
	p := source.Parse(name, data)
	from, to, body := 0, len(p.File.Text), ""
	isPage := strings.HasPrefix(p.File.Text, "+++")
	if isPage {
		first, rest, _ := strings.Cut(p.File.Text, "\n")
		from = len(first) + 1
		end := -1
		for at := 0; at <= len(rest); {
			line, _, more := strings.Cut(rest[at:], "\n")
			if strings.TrimRight(line, " \t") == "+++" {
				end = at
				body = strings.TrimSpace(rest[min(at+len(line)+1, len(rest)):])
				break
			}
			if !more {
				break
			}
			at += len(line) + 1
		}
		if end < 0 {
			return nil, false
		}
		to = from + end
	} else if strings.EqualFold(path.Ext(name), ".md") || strings.EqualFold(path.Ext(name), ".markdown") {
		return nil, false
	}
	var ps diag.List
	t := tomldoc.Parse(p.File, from, to, &ps, tomldoc.Options{Foreign: true})
	if ps.HasErrors() {
		return nil, false
	}
	text := p.File.Text
	var list []record
	top := record{path: name, noun: nouns[p.Section], body: body}
	for _, f := range t.Fields {
		if entry, ok := ofLists[f.Key]; ok && !isPage && isTables(f.Value) {
			for _, v := range f.Value.Items {
				list = append(list, entryOf(name, f.Key, entry, text, v.Table))
			}
			continue
		}
		top.facts = append(top.facts, factsOf(text, f, "")...)
	}
	if isPage || p.Section == source.SiteFile || len(top.facts) > 0 {
		if top.noun == (noun{}) {
			top.noun = noun{"文件", "file"}
		}
		top.title = top.fact("name")
		if top.title == "" {
			top.title = top.fact("title")
		}
		if p.Section == source.SiteFile || top.title == "" {
			top.title = name
		}
		top.draft = top.fact("draft") == "是"
		id := p.ID
		if id == "" {
			id = name
		}
		top.names = []string{"path " + name, "id " + id, "title " + top.title}
		list = append([]record{top}, list...)
	}
	return list, true
}

func isTables(v tomldoc.Value) bool {
	return v.Kind == tomldoc.Array && len(v.Items) > 0 && v.Items[0].Kind == tomldoc.Inline
}

// entryOf is the record of an entry of a list.
func entryOf(name, list string, n noun, text string, t *tomldoc.Table) record {
	r := record{path: name, noun: n}
	for _, f := range t.Fields {
		r.facts = append(r.facts, factsOf(text, f, "")...)
	}
	of := func(keys ...string) string {
		var parts []string
		for _, k := range keys {
			if v := r.fact(k); v != "" {
				parts = append(parts, v)
			}
		}
		return strings.Join(parts, " ")
	}
	switch list {
	case "activity":
		r.title = of("date") + "《" + r.fact("title") + "》"
		r.names = []string{of("date", "title", "base", "bases"), of("date", "title"), of("title", "base", "bases"), of("date", "base", "bases")}
	case "annual":
		r.title = of("base", "year")
		r.names = []string{r.title}
	case "designation", "revocation":
		r.title = of("date", "level", "line", "batch")
		r.names = []string{r.title, of("level", "date")}
	case "rating":
		r.title = of("scheme", "year", "date")
		r.names = []string{r.title}
	case "offer", "want":
		r.title = of("base", "title", "name")
		r.names = []string{r.title}
	default:
		r.title = of("name", "measure", "year")
		r.names = []string{of("id"), r.title}
		if r.title == "" {
			r.title = of("id")
		}
	}
	if r.title == "" || r.title == "《》" {
		r.title = path.Base(name)
	}
	for i, n := range r.names {
		if n != "" {
			r.names[i] = list + " " + n
		}
	}
	return r
}

// fact returns the value of a key; "" where it has none.
func (r *record) fact(key string) string {
	for _, f := range r.facts {
		if f.key == key {
			return f.value
		}
	}
	return ""
}

// factsOf are those of one field: those of a table below it under its name.
func factsOf(text string, f tomldoc.Field, above string) []fact {
	key, label := above+f.Key, source.KeyName(f.Key)
	switch v := f.Value; {
	case v.Kind == tomldoc.Inline && v.Table != nil:
		var list []fact
		for _, g := range v.Table.Fields {
			for _, h := range factsOf(text, g, key+".") {
				h.label = label + "的" + h.label
				list = append(list, h)
			}
		}
		return list
	case isTables(v):
		return []fact{{key, label, written(text, v), len(v.Items)}}
	default:
		return []fact{{key, label, written(text, v), 0}}
	}
}

// written is a value as it is read: without quotes, blanks and comments.
func written(text string, v tomldoc.Value) string {
	switch v.Kind {
	case tomldoc.String:
		return v.Text
	case tomldoc.Bool:
		if v.Bool {
			return "是"
		}
		return "否"
	case tomldoc.Array:
		parts := make([]string, len(v.Items))
		for i, item := range v.Items {
			parts[i] = written(text, item)
		}
		return strings.Join(parts, "、")
	case tomldoc.Inline:
		var parts []string
		for _, f := range v.Table.Fields {
			parts = append(parts, f.Key+" "+written(text, f.Value))
		}
		return strings.Join(parts, " ")
	case tomldoc.Integer:
		return fmt.Sprint(v.Int)
	}
	return strings.TrimSpace(text[v.Start:v.End])
}

// sum is all that the facts say, in the order of their keys.
func (r *record) sum() string {
	parts := make([]string, len(r.facts))
	for i, f := range r.facts {
		parts[i] = f.key + "\x00" + f.value
	}
	slices.Sort(parts)
	return strings.Join(parts, "\x01")
}

// match finds the same things before and after: first what says the same, then by name, the surest first.
func (t *telling) match() {
	byKey := func(key func(r *record) string) {
		at := map[string][]int{}
		for i := range t.new {
			if k := key(&t.new[i]); k != "" {
				at[k] = append(at[k], i)
			}
		}
		taken := map[int]bool{}
		var left []record
		for _, o := range t.old {
			k := key(&o)
			list := at[k]
			if k == "" || len(list) == 0 {
				left = append(left, o)
				continue
			}
			at[k] = list[1:]
			taken[list[0]] = true
			t.pairs = append(t.pairs, [2]record{o, t.new[list[0]]})
		}
		t.old = left
		var rest []record
		for i, n := range t.new {
			if !taken[i] {
				rest = append(rest, n)
			}
		}
		t.new = rest
	}
	all := func(r *record) string { return r.noun.zh + "\x02" + r.sum() + "\x02" + r.body }
	byKey(func(r *record) string { return r.path + "\x02" + all(r) })
	byKey(all)
	for n := range 4 {
		byKey(func(r *record) string {
			if n >= len(r.names) {
				return ""
			}
			return r.names[n]
		})
	}
}

// sentences tells what match has found, in the order of the files.
func (t *telling) sentences() []Sentence {
	quiet := map[string]bool{} // files of which nothing is told yet, though their bytes differ
	for _, p := range t.pairs {
		quiet[p[1].path] = true
	}
	moved := map[[2]string][]string{}
	for _, p := range t.pairs {
		old, now := p[0], p[1]
		if what, ok := difference(&old, &now); ok {
			t.say(now.path, what)
		}
		if old.path != now.path {
			k := [2]string{old.path, now.path}
			moved[k] = append(moved[k], now.noun.zh+" "+now.title)
		}
	}
	for k, list := range moved {
		delete(quiet, k[0])
		t.say(k[1], diag.T("从 %s 移到 %s：%s", "moved from %s to %s: %s").With(k[0], k[1], few(list)))
	}
	t.cameOrWent(t.new, diag.T("新增%s", "%s added"))
	t.cameOrWent(t.old, diag.T("删除%s", "%s removed"))
	for _, s := range t.told {
		delete(quiet, s.Path)
	}
	for name := range quiet {
		t.say(name, diag.T("%s 只改了写法（空格、注释、次序、编码），内容没有变", "%s: only how it is written was changed (blanks, comments, order, encoding), not what it says").With(name))
	}
	slices.SortStableFunc(t.told, func(a, b Sentence) int {
		if a.Path != b.Path {
			return strings.Compare(a.Path, b.Path)
		}
		return strings.Compare(a.What.ZH, b.What.ZH)
	})
	return t.told
}

// cameOrWent tells of records that have no other side: one by one, or counted where they are many.
func (t *telling) cameOrWent(list []record, verb diag.Text) {
	type place struct {
		path string
		noun noun
	}
	in := map[place][]string{}
	for _, r := range list {
		title := r.title
		if r.draft {
			title += "（草稿，不发布）"
		}
		where := place{r.path, r.noun}
		if nounOfPage(r.noun) { // pages, a file each, are counted by their folder
			where.path = path.Dir(r.path) + "/"
		}
		in[where] = append(in[where], title)
	}
	for where, titles := range in {
		what := verb.With(diag.T(where.noun.zh, where.noun.en))
		if len(titles) > most {
			t.say(where.path, diag.T("%s %d 个：%s", "%s, %d: %s").With(what, len(titles), few(titles)))
			continue
		}
		for _, title := range titles {
			t.say(where.path, diag.T("%s：%s", "%s: %s").With(what, title))
		}
	}
}

func nounOfPage(n noun) bool {
	for section, of := range nouns {
		if of == n && section != source.SiteFile {
			return true
		}
	}
	return false
}

// few names some.
func few(list []string) diag.Text {
	shown := list[:min(len(list), most)]
	t := diag.T(strings.Join(shown, "、"), strings.Join(shown, ", "))
	if len(list) > most {
		return diag.T("%s 等 %d 个", "%s … (%d)").With(t, len(list))
	}
	return t
}

// difference says what differs between the two sides of a record; false when they say the same.
func difference(old, now *record) (diag.Text, bool) {
	var zh, en []string
	add := func(t diag.Text) { zh, en = append(zh, t.ZH), append(en, t.EN) }
	before := map[string]fact{}
	for _, f := range old.facts {
		before[f.key] = f
	}
	for _, f := range now.facts {
		was, there := before[f.key]
		delete(before, f.key)
		label := diag.T(f.label, f.key)
		switch {
		case !there && f.items > 0:
			add(diag.T("新写了%s（%d 项）", "%s added (%d)").With(label, f.items))
		case !there:
			add(diag.T("新写了%s：%s", "%s added: %s").With(label, short(f.value)))
		case was.value == f.value:
		case was.items > 0 && f.items > 0 && was.items != f.items:
			add(diag.T("%s由 %d 项变成 %d 项", "%s: %d entries are now %d").With(label, was.items, f.items))
		case was.items > 0 || f.items > 0:
			add(diag.T("%s改了", "%s changed").With(label))
		default:
			a, b := shorts(was.value, f.value)
			add(diag.T("%s由 %s 改为 %s", "%s: %s is now %s").With(label, a, b))
		}
	}
	for _, f := range old.facts {
		if _, gone := before[f.key]; gone {
			label := diag.T(f.label, f.key)
			if f.items > 0 {
				add(diag.T("删去了%s（原有 %d 项）", "%s removed (there were %d)").With(label, f.items))
			} else {
				add(diag.T("删去了%s（原来是 %s）", "%s removed (it was %s)").With(label, short(f.value)))
			}
		}
	}
	if old.body != now.body {
		switch {
		case old.body == "":
			add(diag.T("新写了正文", "text added"))
		case now.body == "":
			add(diag.T("删去了正文", "text removed"))
		default:
			add(diag.T("正文改了", "text changed"))
		}
	}
	if len(zh) == 0 {
		return diag.Text{}, false
	}
	title := old.title
	if old.noun == nouns[source.SiteFile] {
		title = "site.toml"
	}
	return diag.T("%s %s：%s", "%s %s: %s").With(diag.T(now.noun.zh, now.noun.en), title, diag.T(strings.Join(zh, "；"), strings.Join(en, "; "))), true
}

const letters = 40 // of a value that are shown

// short is a value as a sentence shows it.
func short(value string) string {
	value = strings.Join(strings.Fields(value), " ")
	if value == "" {
		return "“”"
	}
	return diag.Clip(value, letters)
}

// shorts shows two values; of long ones the stretch where they part.
func shorts(a, b string) (string, string) {
	x, y := []rune(strings.Join(strings.Fields(a), " ")), []rune(strings.Join(strings.Fields(b), " "))
	if len(x) <= letters && len(y) <= letters {
		return short(a), short(b)
	}
	same := 0
	for same < len(x) && same < len(y) && x[same] == y[same] {
		same++
	}
	from := max(0, same-10)
	cut := func(r []rune) string {
		s := short(string(r[min(from, len(r)):]))
		if from > 0 {
			s = "…" + s
		}
		return s
	}
	return cut(x), cut(y)
}
