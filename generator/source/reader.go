package source

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/markdown"
	"kepu/generator/tomldoc"
)

// reader turns the values of one file into what the records hold. Each method
// takes a field, reports what is wrong with it and returns what it can.
type reader struct {
	file  *diag.File
	ps    *diag.List
	room  *tomldoc.Room // until the file is read
	known *vocabulary
	near  map[[2]string]string // what an unknown key was likely meant to be, by the list of keys that it is not in
	facts digest.Digest        // of a page's front matter

	entries    []string                 // the lists of the file, where it holds nothing else
	homes      map[string][]string      // the keys of each table of the file, by its name
	translated map[[2]string]translated // by Chinese name and the key that it means
}

// newReader reads a file with the keys of all files at hand: what belongs into another is told so.
func newReader(p *Parsed) *reader {
	return &reader{file: p.File, ps: &p.Problems, room: p.room, known: contentKeys}
}

// parseAlone reads into x a TOML file that is none of the content's and has words of its own. What could not be read at all has problems and nothing else.
func parseAlone[T any](name string, data []byte, words *vocabulary, keys []key[T], x *T) *Parsed {
	p := &Parsed{}
	text, ok := decodeText(name, data, &p.Problems)
	p.File = diag.NewFile(name, text)
	if !ok {
		return p
	}
	p.room = new(tomldoc.Room)
	r := newReader(p)
	r.known = words
	t := r.parse(0, len(text))
	r.homes = homes(keys)
	fill(r, t, x, keys)
	return p
}

// parse reads the TOML of the file from start up to end.
func (r *reader) parse(start, end int) *tomldoc.Table {
	return tomldoc.Parse(r.file, start, end, r.ps, tomldoc.Options{Lists: r.known.lists, Want: r.known.want, Entry: r.entryOf, Foreign: true, Room: r.room})
}

// nearest is diag.Nearest, asked once for each slip: a log may hold thousands of
// the same. Of very many different ones only the first get a suggestion: no person made them.
func (r *reader) nearest(key string, known []string) string {
	at := [2]string{strings.Join(known, " "), key}
	near, done := r.near[at]
	if !done && len(r.near) < maxSlips {
		if r.near == nil {
			r.near = map[[2]string]string{}
		}
		near = diag.Nearest(key, known)
		r.near[at] = near
	}
	return near
}

const maxSlips = 1000

// meant returns the known key that another one was likely meant as: by its letters, or another
// word for the same.
func (r *reader) meant(key string, known []string) string {
	if near := r.nearest(key, known); near != "" {
		return near
	}
	for _, word := range strings.Fields(otherWords[strings.ToLower(key)]) {
		if slices.Contains(known, word) {
			return word
		}
	}
	return ""
}

// otherWords are English words for keys, the likeliest first: a key of one kind of record
// stands for that of another.
var otherWords = map[string]string{
	"name": "title", "title": "name", "subject": "title topic", "day": "date", "time": "date", "start": "date since open", "begin": "date since open", "end": "until close",
	"people": "participants", "person": "participants", "persons": "participants", "attendance": "participants", "number": "participants total", "count": "sessions total",
	"tel": "phone", "telephone": "phone", "mobile": "phone", "mail": "email", "type": "kind form", "category": "kind", "district": "county", "area": "county", "city": "county",
	"url": "website link base_url", "web": "website", "site": "website", "addr": "address", "location": "place", "lat": "location", "lng": "location", "lon": "location",
	"content": "summary", "text": "summary", "description": "summary", "desc": "summary description", "intro": "summary", "image": "cover photos", "picture": "cover photos", "img": "cover photos",
	"tags": "topic", "tag": "topic", "price": "fee", "cost": "fee funds", "money": "funds", "budget": "funds", "organizer": "organiser", "writer": "author", "file": "attachments", "files": "attachments",
}

// placeOf says where the tables and lists stand that are written into another file.
var placeOf = map[string]diag.Text{
	"activity": activityFiles, "annual": activityFiles,
	"designation": diag.Same("designations.toml"), "revocation": diag.Same("designations.toml"),
	"county": diag.Same("site.toml"), "level": diag.Same("site.toml"), "kind": diag.Same("site.toml"), "campaign": diag.Same("site.toml"), "form": diag.Same("site.toml"),
	"break": diag.Same("site.toml"), "indicator": diag.Same("site.toml"), "organiser": diag.Same("site.toml"), "registration": diag.Same("site.toml"), "map": diag.Same("site.toml"), "synonym": diag.Same("site.toml"), "moved": diag.Same("site.toml"), "data": diag.Same("site.toml"), "theme_colours": diag.Same("site.toml"),
	"photo": basePages, "hours": basePages, "rating": diag.Same("ratings.toml"), "wording": diag.Same("wording.toml"), "official": diag.Same("wording.toml"),
	"gate": schemeFiles, "part": schemeFiles, "extra": schemeFiles, "veto": schemeFiles, "grade": schemeFiles,
	"stop": diag.T("routes 文件夹里路线的页面", "the page of a route in routes/"), "offer": diag.Same("exchange.toml"), "want": diag.Same("exchange.toml"),
}

var (
	activityFiles = diag.T("activities 文件夹的 .toml 文件", "the .toml files of activities/")
	basePages     = diag.T("基地的页面", "the page of a base")
	schemeFiles   = diag.T("schemes 文件夹的 .toml 文件", "the .toml files of schemes/")
)

// elsewhere is the code of a key that is known, but not where it stands.
const elsewhere = "KEY-ELSEWHERE"

func (r *reader) unknownKey(f *tomldoc.Field, known []string) {
	what := diag.M("KEY-UNKNOWN", "不认识 %s", "the key %s is unknown").With(f.Key)
	mend := diag.T("这里可以写：%s", "known here: %s").With(strings.Join(known, " "))
	if f.Key != "" && f.Key[0] >= 0x80 {
		what = diag.M("KEY-CHINESE-UNKNOWN", "“%s”不能作名称", "“%s” cannot be a name").With(f.Key)
		mend = diag.T("名称用英文，这里可以写：%s", "names are English; known here: %s").With(strings.Join(known, " "))
	} else if place, ok := placeOf[f.Key]; ok && f.Value.Start < f.Start {
		what.Code = elsewhere
		mend = diag.T("它要写在 %s 里", "it belongs into %s").With(place)
	} else if home := r.homeOf(f.Key); home != "" {
		what.Code = elsewhere
		mend = diag.T("它要写在 %s 下面", "it belongs below %s").With(home)
		if list := strings.Trim(home, "[]") + "." + f.Key; slices.Contains(r.known.lists, list) {
			mend = diag.T("请写成 [[%s]]，放在它的 %s 后面", "write [[%s]], after the %s that it belongs to").With(list, home)
		}
	} else if near := r.meant(f.Key, known); near != "" {
		mend = diag.T("是否 %s？", "is it %s?").With(near)
	}
	r.ps.Error(r.file.Place(f.Start, f.End), what, mend)
}

// homeOf returns the header of the one other table of the file that knows a key, or "".
func (r *reader) homeOf(key string) string {
	home := ""
	for _, table := range slices.Sorted(maps.Keys(r.homes)) {
		if !slices.Contains(r.homes[table], key) {
			continue
		}
		if home != "" {
			return ""
		}
		home = "[" + table + "]"
		if slices.Contains(r.known.lists, table) {
			home = "[" + home + "]"
		}
	}
	return home
}

// require reports that a record lacks a key that it must have, unless another
// key is likely meant to be it: that is reported as unknown, with this name.
func (r *reader) require(t *tomldoc.Table, at Span, name string, example diag.Text) {
	if t.Field(name) != nil {
		return // as nearly always
	}
	for i := range t.Fields {
		if r.meant(t.Fields[i].Key, []string{name}) == name {
			return
		}
	}
	r.missing(at, name, example)
}

// missing reports that a record lacks a key.
func (r *reader) missing(at Span, name string, example diag.Text) {
	r.ps.Error(at.In(r.file), diag.M("KEY-MISSING", "缺少 %s", "%s is missing").With(name),
		diag.T("请加一行，像这样：%s", "add a line such as %s").With(example))
}

func span(start, end int) Span { return Span{int32(start), int32(end)} }

func valueSpan(f *tomldoc.Field) Span { return span(f.Value.Start, f.Value.End) }

// wrong reports a value. It returns the problem, for its repair; nil where it is not listed.
func (r *reader) wrong(v *tomldoc.Value, what, mend diag.Text) *diag.Problem {
	return r.ps.Error(r.file.Place(v.Start, v.End), what, mend)
}

var kindNames = map[tomldoc.Kind]diag.Text{
	tomldoc.String:  diag.T("文字", "a text"),
	tomldoc.Integer: diag.T("整数", "a whole number"),
	tomldoc.Float:   diag.T("小数", "a decimal number"),
	tomldoc.Bool:    diag.T("true 或 false", "true or false"),
	tomldoc.Day:     diag.T("日期", "a date"),
	tomldoc.Moment:  diag.T("时间", "a time"),
	tomldoc.Array:   diag.T("方括号列表", "a list in brackets"),
	tomldoc.Inline:  diag.T("一组键", "a group of keys"),
}

// wrongKind reports a value of another kind than its key takes, as wrong does.
func (r *reader) wrongKind(name string, v *tomldoc.Value, mend diag.Text) *diag.Problem {
	if v.Kind == tomldoc.Bad {
		return nil
	}
	return r.wrong(v, diag.M("VALUE-KIND", "%s 不能写%s", "%s cannot be %s").With(name, kindNames[v.Kind]), mend)
}

func (r *reader) text(f *tomldoc.Field) string {
	if f.Value.Kind != tomldoc.String {
		r.wrongKind(f.Key, &f.Value, r.inQuotes(f)).By(r.quoted(f))
		return ""
	}
	r.personal(f.Key, &f.Value)
	return strings.TrimSpace(f.Value.Text)
}

// inQuotes says how the value of a text is written.
func (r *reader) inQuotes(f *tomldoc.Field) diag.Text {
	switch f.Value.Kind {
	case tomldoc.Integer, tomldoc.Float, tomldoc.Day, tomldoc.Moment, tomldoc.Bool:
		return diag.T(`要加英文引号，写成 %s = "%s"`, `a text needs quotes: write %s = "%s"`).With(f.Key, r.file.Text[f.Value.Start:f.Value.End])
	}
	return diag.T(`要写文字，加英文引号，例如 %s = "…"`, `write a text in quotes, such as %s = "…"`).With(f.Key)
}

// name reads a text that stands in a list of names and must not be empty.
func (r *reader) name(f *tomldoc.Field) string {
	s := r.text(f)
	if s == "" && f.Value.Kind == tomldoc.String {
		r.wrong(&f.Value, diag.M("VALUE-EMPTY", "%s 是空的", "%s is empty").With(f.Key), diag.T("请填写", "fill it in"))
	}
	return s
}

// each calls do for the items of a list, or reports that f is none. Mend says how the key of
// that name is to be written.
func (r *reader) each(f *tomldoc.Field, want tomldoc.Kind, mend func(name string) diag.Text, do func(v *tomldoc.Value)) {
	if f.Value.Kind != tomldoc.Array {
		if want == tomldoc.String {
			r.wrongKind(f.Key, &f.Value, asList(f)).By(listed(f))
			return
		}
		r.wrongKind(f.Key, &f.Value, mend(f.Key))
		return
	}
	for i := range f.Value.Items {
		v := &f.Value.Items[i]
		if r.ps.Full(r.file, v.Start) {
			return
		}
		if v.Kind != want {
			r.wrongKind(f.Key, v, mend(f.Key))
			continue
		}
		do(v)
	}
}

// asList says how the list is written that a value was meant as.
func asList(f *tomldoc.Field) diag.Text {
	if f.Value.Kind != tomldoc.String || !f.Value.Plain {
		return listOfTexts(f.Key)
	}
	return diag.T(`要写成列表：%s = %s`, `write a list: %s = %s`).With(f.Key, tomldoc.AsList(f.Value.Text))
}

func listOfTexts(name string) diag.Text {
	return diag.T(`要写成列表，例如 %s = ["…", "…"]`, `write a list, such as %s = ["…", "…"]`).With(name)
}

func (r *reader) texts(f *tomldoc.Field) []string {
	var out []string
	r.each(f, tomldoc.String, listOfTexts, func(v *tomldoc.Value) {
		r.personal(f.Key, v)
		if s := strings.TrimSpace(v.Text); s != "" {
			if out == nil {
				out = make([]string, 0, len(f.Value.Items))
			}
			out = append(out, s)
		}
	})
	return out
}

// ref reads a reference. Its text is kept as written: a name must be exact.
func (r *reader) ref(f *tomldoc.Field) Ref {
	if f.Value.Kind != tomldoc.String {
		r.wrongKind(f.Key, &f.Value, r.inQuotes(f)).By(r.quoted(f))
		return Ref{}
	}
	return Ref{f.Value.Text, valueSpan(f)}
}

func (r *reader) refs(f *tomldoc.Field) []Ref {
	var out []Ref
	r.each(f, tomldoc.String, listOfTexts, func(v *tomldoc.Value) {
		out = append(out, Ref{v.Text, span(v.Start, v.End)})
	})
	return out
}

func (r *reader) flag(f *tomldoc.Field) bool {
	if f.Value.Kind != tomldoc.Bool {
		if meant := yesOrNo(&f.Value); meant != "" {
			r.wrongKind(f.Key, &f.Value, diag.T("请写 %s = %s，不加引号", "write %s = %s, without quotes").With(f.Key, meant)).By(replaceValue(&f.Value, meant))
			return false
		}
		r.wrongKind(f.Key, &f.Value, diag.T("请写 %s = true 或 %s = false，不加引号", "write %s = true or %s = false, without quotes").With(f.Key, f.Key))
		return false
	}
	return f.Value.Bool
}

// whole reads a whole number that is zero or more.
func (r *reader) whole(f *tomldoc.Field) (n int64, ok bool) {
	v := &f.Value
	switch {
	case v.Kind != tomldoc.Integer:
		mend, meant := wholeNumber(f)
		r.wrongKind(f.Key, v, mend).By(meant)
		return 0, false
	case v.Int < 0:
		r.negative(f)
		return 0, false
	}
	return v.Int, true
}

func (r *reader) negative(f *tomldoc.Field) {
	r.wrong(&f.Value, diag.M("VALUE-NEGATIVE", "%s 不能小于 0", "%s cannot be below 0").With(f.Key),
		diag.T("不知道就删去这一行：不写是“未报”", "when it is not known, leave the line out"))
}

// wholeNumber says how to write the whole number that a value was meant as, and does so where that is
// sure.
func wholeNumber(f *tomldoc.Field) (diag.Text, *diag.Repair) {
	v := &f.Value
	switch {
	case v.Kind == tomldoc.Float && v.Float >= 0 && v.Float == math.Trunc(v.Float) && v.Float < 1e15:
		return diag.T("请写成 %s = %d", "write %s = %d").With(f.Key, int64(v.Float)), replaceValue(v, strconv.FormatInt(int64(v.Float), 10))
	case v.Kind == tomldoc.Float:
		return diag.T("要写整数：四舍五入，原来的数可以写在 # 后面", "write a whole number: round it, and keep the exact one after a #"), nil
	case v.Kind == tomldoc.String:
		if n, ok := tomldoc.Quantity(v.Text); ok {
			return diag.T("要写数目，不加引号：%s = %s；不知道就删去这一行", "write a number without quotes: %s = %s; when it is not known, leave the line out").With(f.Key, n), number(f, n)
		}
	}
	return diag.T("要写整数，不加引号；不知道就删去这一行，原话写在 # 后面或 summary 里", "write a whole number without quotes; when it is not known leave the line out, and keep the words after a # or in summary"), nil
}

func (r *reader) count(f *tomldoc.Field) Count {
	n, ok := r.whole(f)
	return Count{n, ok}
}

// unlikelyYear is the code of a year that is one, but not of our time.
const unlikelyYear = "YEAR-UNLIKELY"

var fourDigits = regexp.MustCompile(`(?:19|20|21)[0-9]{2}`)

// year reads a year between 1900 and 2200.
func (r *reader) year(key string, v *tomldoc.Value) int {
	if v.Kind != tomldoc.Integer || v.Int < 1900 || v.Int > 2200 {
		if v.Kind == tomldoc.Integer {
			r.wrong(v, diag.M(unlikelyYear, "%d 不像一个年份", "%d is no likely year").With(v.Int), diag.T("请写四位数字，例如 2016", "write four digits, such as 2016"))
		} else {
			mend, meant := diag.T("写四位数字的年份，不加引号", "write a year of four digits without quotes"), ""
			written := r.file.Text[v.Start:v.End]
			if v.Kind == tomldoc.Array {
				mend = diag.T("一条只写一年，几年的分成几条写，例如 %s = 2016", "write one year, and several as records of their own: %s = 2016").With(key)
			} else if years := fourDigits.FindAllString(written, -1); len(years) == 2 && key == "years" {
				mend = diag.T("请写成 %s = [%s, %s]", "write %s = [%s, %s]").With(key, years[0], years[1])
				if yearToYear.MatchString(v.Text) {
					meant = "[" + years[0] + ", " + years[1] + "]"
				}
			} else if digits := fourDigits.FindString(written); digits != "" {
				mend = diag.T("请写成 %s = %s", "write %s = %s").With(key, digits)
				if yearAlone.MatchString(v.Text) {
					meant = digits
				}
			}
			p := r.wrongKind(key, v, mend)
			if meant != "" {
				p.By(replaceValue(v, meant))
			}
		}
		return 0
	}
	return int(v.Int)
}

func (r *reader) when(f *tomldoc.Field) When {
	v := &f.Value
	w := When{Span: valueSpan(f)}
	fault := date.NotADate
	switch v.Kind {
	case tomldoc.Day:
		w.Date, fault = v.Date, date.None
	case tomldoc.String:
		w.Date, fault = date.Parse(v.Text)
	case tomldoc.Integer:
		if v.Int >= 1000 && v.Int <= 9999 {
			w.Date, fault = date.Of(int(v.Int), 0, 0, 1)
		}
	}
	mend, own := forms[f.Key]
	if !own {
		mend = diag.T(`写成 2016-09-17 的样子，或加引号写 "2016-09"、"2016年9月"`, `write it like 2016-09-17, or in quotes "2016-09" or "2016"`)
	}
	var meant *diag.Repair
	if fault == date.NotADate {
		if better, day, ok := tomldoc.MendDate(r.file.Text[v.Start:v.End]); ok {
			mend = better
			if day != "" {
				meant = replaceValue(v, day)
			}
		}
	}
	switch fault {
	case date.NoSuchDay:
		r.wrong(v, diag.M(fault.Code(), "没有这一天：%s", "there is no such day: %s").With(v.Text), mend)
	case date.NotADate:
		r.wrong(v, diag.M(fault.Code(), "%s 不是日期", "%s is not a date").With(f.Key), mend).By(meant)
	}
	if fault == date.None && (w.Year < 1900 || w.Year > 2200) {
		// A year such as 216 would stretch the site's years over centuries.
		r.wrong(v, diag.M(unlikelyYear, "年份 %d 看起来不对", "the year %d does not look right").With(w.Year), mend)
		w.Date = date.Date{}
	}
	return w
}

// oneOf reads a text that must be one of a few words. Code is that of another word.
func (r *reader) oneOf(f *tomldoc.Field, words []string, code string) string {
	s := r.text(f)
	if s == "" || slices.Contains(words, s) {
		return s
	}
	all := diag.T(`"`+strings.Join(words, `"、"`)+`"`, `"`+strings.Join(words, `", "`)+`"`)
	mend := diag.T("只能写：%s", "write one of: %s").With(all)
	if near := diag.Nearest(s, words); near != "" {
		mend = diag.T("是否 %s？只能写：%s", "is it %s? Write one of: %s").With(near, all)
	}
	r.wrong(&f.Value, diag.M(code, "%s 不能写 “%s”", "%s cannot be “%s”").With(f.Key, s), mend)
	return ""
}

// url reads an address of the web. Nothing but http and https becomes a link.
func (r *reader) url(f *tomldoc.Field) string {
	s := r.text(f)
	if s == "" || IsWebURL(s) {
		return s
	}
	r.wrong(&f.Value, diag.M("VALUE-URL", "这不是网址：%s", "this is no web address: %s").With(s),
		diag.T("网址要以 http:// 或 https:// 开头，中间没有空格", "it begins with http:// or https:// and has no spaces"))
	return ""
}

// IsWebURL reports whether s is an http or https address that is safe to link to.
func IsWebURL(s string) bool {
	rest, ok := strings.CutPrefix(s, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(s, "http://")
	}
	return ok && rest != "" && rest[0] != '/' && !strings.ContainsFunc(rest, func(c rune) bool {
		return c <= ' ' || c == 0x7f || strings.ContainsRune("\"'<>\\`{}|^", c) || c == '\u3000' || c == '\u00a0'
	})
}

// markdown reads a text that may hold Markdown.
func (r *reader) markdown(f *tomldoc.Field) *markdown.Doc {
	v := &f.Value
	if v.Kind != tomldoc.String {
		r.text(f)
		return nil
	}
	from := markdown.Origin{File: r.file, Start: v.Start, End: v.End}
	if v.Plain {
		from.Start, from.End, from.Exact = v.From, v.From+len(v.Text), true
	}
	if strings.TrimSpace(v.Text) == "" {
		return nil
	}
	doc := markdown.Parse(v.Text, from, r.ps)
	if len(doc.Headings) > 0 || strings.Contains(v.Text, "[^") {
		// Many of these texts share a page: the ids of their parts would meet.
		r.wrong(v, diag.M("VALUE-HEADING", "%s 里不能用小标题和脚注", "%s cannot hold headings or footnotes").With(f.Key), diag.T("请写成普通的段落", "write plain paragraphs"))
	}
	if len(doc.Directives) > 0 {
		r.wrong(v, diag.M("QUOTE-IN-RECORD", "%s 里不能用 {{ }}", "%s cannot hold {{ }}").With(f.Key), diag.T("记录里直接写数字；总结和页面里才从记录取数", "write the number itself: texts take theirs from the records"))
	}
	return doc
}
