package source

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// basePage is a base while its file is read: with its id.
type basePage struct {
	Base
	id     string
	idSpan Span
}

// readBase reads bases/ID.md.
func readBase(p *Parsed) *Base {
	r := newReader(p)
	t, body, ok := r.page()
	if !ok {
		return nil
	}
	b := basePage{}
	r.belowHeader(t, baseNames, baseLists)
	fill(r, t, &b, baseKeys)
	if t.Field("precision") == nil { // else it is none where it was written wrongly
		b.Precision = exact
	}
	b.Body, b.NameKey = body, pinyinKey(b.Name)
	b.Sum, b.Facts = p.Sum, r.facts
	r.freeButPaid(t, &b.Base)
	p.pageID(b.id, b.idSpan)
	opening := span(0, len(fence))
	b.AliasRoom = r.aliasRoom(t, "name")
	r.require(t, opening, "name", diag.T(`name = "基地名称"`, `name = "…"`))
	r.require(t, opening, "county", diag.T(`county = "所在县区"`, `county = "…"`))
	if b.Until.Known() && b.Since.Known() && b.Until.Last().Before(b.Since.First()) {
		r.ps.Error(b.Until.Span.In(r.file), diag.M("BASE-UNTIL-EARLY", "until 早于 since", "until is before since"), diag.T("until 写作为基地的最后一天", "until is the last day as a base"))
	}
	return &b.Base
}

// What a base's page knows at its top, and in each of its lists.
var (
	baseNames = names(baseKeys)
	baseLists = withStays(homes(baseKeys))
)

func withStays(lists map[string][]string) map[string][]string {
	lists["county"] = names(stayKeys)
	return lists
}

var baseKeys = []key[basePage]{
	custom("id", tomldoc.Text, func(r *reader, b *basePage, f *tomldoc.Field) { b.id, b.idSpan = r.id(f), valueSpan(f) }),
	custom("name", tomldoc.Text, func(r *reader, b *basePage, f *tomldoc.Field) { b.Name, b.NameSpan = r.name(f), valueSpan(f) }),
	custom("alias", tomldoc.Texts, func(r *reader, b *basePage, f *tomldoc.Field) { b.Alias, b.AliasSpans = r.aliasNames(f) }),
	custom("short", tomldoc.Text, func(r *reader, b *basePage, f *tomldoc.Field) { b.Short = r.short(f, b.Name) }),
	custom("county", tomldoc.Text, func(r *reader, b *basePage, f *tomldoc.Field) {
		if f.Value.Kind != tomldoc.Array {
			b.County = r.ref(f)
			return
		}
		r.stays(f, &b.Base)
	}),
	ref("kind", func(b *basePage) *Ref { return &b.Kind }),
	text("address", func(b *basePage) *string { return &b.Address }),
	text("phone", func(b *basePage) *string { return &b.Phone }),
	webURL("website", func(b *basePage) *string { return &b.Website }),
	custom("email", tomldoc.Text, func(r *reader, b *basePage, f *tomldoc.Field) { b.Email = r.email(f) }),
	custom("location", tomldoc.Other, func(r *reader, b *basePage, f *tomldoc.Field) { r.location(b, f) }),
	custom("datum", tomldoc.Text, func(r *reader, b *basePage, f *tomldoc.Field) { b.Datum = r.oneOf(f, datums, unknownDatum) }),
	custom("precision", tomldoc.Text, func(r *reader, b *basePage, f *tomldoc.Field) {
		if b.Precision = r.oneOf(f, precisions, "PLACE-PRECISION"); f.Value.Kind == tomldoc.String && f.Value.Text == "" {
			b.Precision = exact
		}
	}),
	tables("hours", func(b *basePage) *[]Hours { return &b.Hours }, hoursKeys, checkHours),
	custom("closed", tomldoc.Texts, func(r *reader, b *basePage, f *tomldoc.Field) { b.Closed = r.daysOrWords(f) }),
	text("fee", func(b *basePage) *string { return &b.Fee }),
	custom("free", tomldoc.YesNo, func(r *reader, b *basePage, f *tomldoc.Field) {
		if free := r.flag(f); f.Value.Kind == tomldoc.Bool {
			b.Free = &free
		}
	}),
	texts("concessions", func(b *basePage) *[]string { return &b.Conceded }),
	custom("youth", tomldoc.Text, func(r *reader, b *basePage, f *tomldoc.Field) {
		b.Youth = r.oneOf(f, []string{YouthFree, YouthReduced}, "BASE-YOUTH")
	}),
	custom("funded", tomldoc.Text, func(r *reader, b *basePage, f *tomldoc.Field) {
		b.Funded, b.FundedSpan = r.oneOf(f, []string{Government}, "BASE-FUNDED"), valueSpan(f)
	}),
	text("booking", func(b *basePage) *string { return &b.Booking }),
	custom("capacity", tomldoc.Number, func(r *reader, b *basePage, f *tomldoc.Field) { b.Capacity = r.count(f) }),
	texts("facilities", func(b *basePage) *[]string { return &b.Facilities }),
	text("transport", func(b *basePage) *string { return &b.Transport }),
	text("summary", func(b *basePage) *string { return &b.Summary }),
	ref("cover", func(b *basePage) *Ref { return &b.Cover }),
	tables("photo", func(b *basePage) *[]Photo { return &b.Photos }, photoKeys, func(r *reader, t *tomldoc.Table, p *Photo) {
		r.require(t, span(t.Start, t.End), "file", diag.T(`file = "照片.jpg"`, `file = "photo.jpg"`))
	}),
	when("since", func(b *basePage) *When { return &b.Since }),
	when("until", func(b *basePage) *When { return &b.Until }),
	inline("verified", func(b *basePage) *Verified { return &b.Verified }, verifiedKeys, func(r *reader, t *tomldoc.Table, at Span, v *Verified) {
		r.require(t, at, "date", diag.Same("date = 2026-03-02"))
	}),
	texts("sources", func(b *basePage) *[]string { return &b.Sources }),
	flag("draft", func(b *basePage) *bool { return &b.Draft }),
	custom("aliases", tomldoc.Texts, func(r *reader, b *basePage, f *tomldoc.Field) { b.Aliases = r.aliases(f) }),
}

// aliasNames reads a base's other names with their places.
func (r *reader) aliasNames(f *tomldoc.Field) (names []string, at []Span) {
	r.each(f, tomldoc.String, listOfTexts, func(v *tomldoc.Value) {
		r.personal(f.Key, v)
		if s := strings.TrimSpace(v.Text); s != "" {
			names, at = append(names, s), append(at, span(v.Start, v.End))
		}
	})
	return names, at
}

// short reads a base's short name. Keys may stand in any order, so name may be unknown yet.
func (r *reader) short(f *tomldoc.Field, name string) string {
	s := r.name(f)
	if name != "" && utf8.RuneCountInString(s) > utf8.RuneCountInString(name) {
		r.ps.Warn(valueSpan(f).In(r.file), diag.M("NAME-SHORT-LONG", "short 比 name 还长", "short is longer than name"),
			diag.T("short 是地图上用的短名称；别的叫法写到 alias", "short is the name on maps; other names go to alias"))
	}
	return s
}

var stayKeys = []key[Stay]{
	ref("county", func(s *Stay) *Ref { return &s.County }),
	when("until", func(s *Stay) *When { return &s.Until }),
}

// stays reads where a base was and is: each until a later day, and the last until now.
func (r *reader) stays(f *tomldoc.Field, b *Base) {
	example := diag.T(`只在一个县区的，写成 county = "甲县"；搬过的，写成 county = [{county = "乙县", until = 2016}, {county = "甲县"}] 的样子`, `write county = "甲县", or where it has moved, like county = [{county = "乙县", until = 2016}, {county = "甲县"}]`)
	var list []Stay
	if items := f.Value.Items; len(items) == 1 && items[0].Kind == tomldoc.String {
		r.wrongKind(f.Key, &f.Value, diag.T(`去掉方括号，写成 county = "%s"`, `write county = "%s", without brackets`).With(items[0].Text))
		return
	}
	r.each(f, tomldoc.Inline, func(string) diag.Text { return example }, func(v *tomldoc.Value) {
		s := Stay{Span: span(v.Start, v.End)}
		fill(r, v.Table, &s, stayKeys)
		r.require(v.Table, s.Span, "county", diag.T(`county = "县区"`, `county = "…"`))
		list = append(list, s)
	})
	if len(f.Value.Items) == 0 {
		r.wrong(&f.Value, diag.M("COUNTY-EMPTY", "county 是空的", "county is empty"), example)
	}
	if len(list) == 0 {
		return
	}
	for i, s := range list {
		last := i == len(list)-1
		switch {
		case !last && !s.Until.Known():
			r.ps.Error(s.Span.In(r.file), diag.M("COUNTY-UNTIL-MISSING", "没有写在这个县区到哪一年", "until when it was in this county is not written"), example)
		case last && s.Until.Known():
			r.ps.Error(s.Until.Span.In(r.file), diag.M("COUNTY-UNTIL-LAST", "最后一个县区是现在的，不写 until", "the last county is where it is now and has no until"), diag.T("请删去 until，或者在后面加上现在的县区", "take until out, or add the county where it is now"))
		case i > 0 && !last && !list[i-1].Until.Last().Before(s.Until.Last()):
			r.ps.Error(s.Until.Span.In(r.file), diag.M("COUNTY-ORDER", "until 不晚于前一个县区的 %s", "until is not after that of the county before, %s").With(list[i-1].Until.String()), diag.T("请从早到晚写", "write the oldest first"))
		}
	}
	b.Before, b.County = list[:len(list)-1], list[len(list)-1].County
}

// paid finds a sum of money.
var paid = regexp.MustCompile(`[1-9０-９一二三四五六七八九十百][0-9０-９.]*\s*(?:元|块)`)

// costs reports whether a fee asks money for coming in: it names a sum and nothing that
// is free, or a sum for a person. 常设展免费，球幕影院20元 does not.
func costs(fee string) bool {
	entry := false
	for _, part := range strings.FieldsFunc(fee, func(c rune) bool { return strings.ContainsRune("，；。,;", c) }) {
		entry = entry || paid.MatchString(part) && (strings.Contains(part, "人") || strings.Contains(part, "门票"))
	}
	return entry || paid.MatchString(fee) && !strings.Contains(fee, "免费")
}

// onlyFree are the words of a fee that is none for anybody.
var onlyFree = regexp.MustCompile(`^(?:对?(?:公众|社会))?(?:全部|全年|常年|长期|全天|均)?(?:免费|不收费)(?:开放|参观|入场|入馆)?[。！]?$`)

// freeButPaid warns about a base that is free by one line and not by another.
func (r *reader) freeButPaid(t *tomldoc.Table, b *Base) {
	if b.Free != nil && *b.Free && costs(b.Fee) {
		r.ps.Warn(valueSpan(t.Field("fee")).In(r.file), diag.M("BASE-FREE-FEE", "free = true 表示免费，fee 里却写了金额", "free = true says that it is free, but the fee names a sum"),
			diag.T("要收费就把 free = true 改为 free = false；不收费就改 fee", "write free = false if it is not free, else mend the fee"))
	}
	if b.Free != nil && !*b.Free && onlyFree.MatchString(strings.TrimSpace(b.Fee)) {
		r.ps.Warn(valueSpan(t.Field("free")).In(r.file), diag.M("BASE-PAID-FREE", "free = false 表示收费，fee 里却写了免费", "free = false says that it is not free, but the fee says that it is"),
			diag.T("不收费就把 free = false 改为 free = true；收费就在 fee 里写清多少钱", "write free = true if it is free, else say in fee what it costs"))
	}
}

// The words of youth and of funded.
const (
	YouthFree    = "free"
	YouthReduced = "reduced"
	Government   = "government"
)

const exact = "exact"

var precisions = []string{exact, "town", "county"}

var photoKeys = []key[Photo]{
	custom("file", tomldoc.Text, func(r *reader, p *Photo, f *tomldoc.Field) { p.File, p.Span = r.name(f), valueSpan(f) }),
	text("caption", func(p *Photo) *string { return &p.Caption }),
	text("credit", func(p *Photo) *string { return &p.Credit }),
}

var verifiedKeys = []key[Verified]{
	when("date", func(v *Verified) *When { return &v.Date }),
	text("how", func(v *Verified) *string { return &v.How }),
}

var hoursKeys = []key[Hours]{
	custom("days", tomldoc.Text, func(r *reader, h *Hours, f *tomldoc.Field) {
		if f.Value.Kind == tomldoc.Day {
			h.Days = f.Value.Date.Chinese()
			return
		}
		h.Days = r.text(f)
	}),
	custom("open", tomldoc.Text, func(r *reader, h *Hours, f *tomldoc.Field) { h.Open = r.clock(f) }),
	custom("close", tomldoc.Text, func(r *reader, h *Hours, f *tomldoc.Field) { h.Close = r.clock(f) }),
	custom("last", tomldoc.Text, func(r *reader, h *Hours, f *tomldoc.Field) { h.Last = r.clock(f) }),
	text("months", func(h *Hours) *string { return &h.Months }),
	flag("closed", func(h *Hours) *bool { return &h.Closed }),
}

func checkHours(r *reader, t *tomldoc.Table, h *Hours) {
	at := span(t.Start, t.End)
	r.hoursWords(t, h)
	r.require(t, at, "days", diag.T(`days = "周二-周日"`, `days = "周二-周日"`))
	if !h.Closed {
		r.require(t, at, "open", diag.Same(`open = "09:00"`))
		if t.Field("closed") != nil && t.Field("close") == nil { // a key of its own, and no slip for close
			r.missing(at, "close", diag.Same(`close = "17:00"`))
		} else {
			r.require(t, at, "close", diag.Same(`close = "17:00"`))
		}
	}
	if h.Closed { // the page says that it is closed
		for _, name := range []string{"open", "close", "last"} {
			if f := t.Field(name); f != nil {
				r.ps.Warn(valueSpan(f).In(r.file), diag.M("HOURS-CLOSED-OPEN", "这一行写了 closed = true（不开放），又写了 %s", "this line says closed = true, and %s as well").With(name),
					diag.T("开放就删掉 closed = true，不开放就删掉时间", "take out closed = true if it is open, and the times if it is not"))
				return
			}
		}
	}
	if f := t.Field("close"); f != nil && h.Open != "" && h.Close != "" && h.Close <= h.Open {
		r.wrong(&f.Value, diag.M("HOURS-CLOSE-EARLY", "关门时间 %s 不晚于开门时间 %s", "it closes at %s, not after it opens at %s").With(h.Close, h.Open),
			diag.T("下午的时间用 24 小时制，例如 17:00；开到半夜以后的分两行写：当天开到 24:00，后半夜从 00:00 开始", "write the afternoon in 24 hours, such as 17:00; where it is open beyond midnight, write two lines: until 24:00, and from 00:00"))
	}
	if f := t.Field("last"); f != nil && h.Last != "" && h.Open != "" && h.Close != "" && (h.Last <= h.Open || h.Last > h.Close) {
		r.wrong(&f.Value, diag.M("HOURS-LAST-OUTSIDE", "停止入馆时间 %s 不在开门 %s 和关门 %s 之间", "the last admission, %s, is not between %s, when it opens, and %s, when it closes").With(h.Last, h.Open, h.Close),
			diag.T("last 是最后可以进门的时间，例如 16:30；下午用 24 小时制", "last is when the last visitors are let in, such as 16:30; write the afternoon in 24 hours"))
	}
}

// clockForm is a time of the day; 24:00 is its end.
var clockForm = regexp.MustCompile(`^(?:([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$`)

func (r *reader) clock(f *tomldoc.Field) string {
	if meant := clockOf(f.Value.Text); f.Value.Kind == tomldoc.String && meant != "" && meant != strings.TrimSpace(f.Value.Text) {
		r.wrong(&f.Value, diag.M("HOURS-TIME", "%s 写得不对：%s", "%s is not right: %s").With(f.Key, f.Value.Text), diag.T(`请写成 "%s"`, `write "%s"`).With(meant)).By(replaceValue(&f.Value, `"`+meant+`"`))
		return ""
	}
	return r.formed(f, clockForm, "HOURS-TIME", diag.T(`时间写成 "09:00" 的样子，用英文冒号，最晚 "24:00"`, `write a time as "09:00", "24:00" at the latest`))
}

func (r *reader) location(b *basePage, f *tomldoc.Field) {
	mend := forms["location"]
	v := &f.Value
	if v.Kind != tomldoc.Array || len(v.Items) != 2 {
		r.wrong(v, diag.M("PLACE-PAIR", "location 要有经度和纬度两个数", "location takes two numbers, longitude and latitude"), mend)
		return
	}
	for i := range v.Items {
		switch n := &v.Items[i]; n.Kind {
		case tomldoc.Float:
			b.Location[i] = n.Float
		case tomldoc.Integer:
			b.Location[i] = float64(n.Int)
		default:
			r.wrongKind("location", n, mend)
			return
		}
	}
	b.LocSpan = valueSpan(f)
	b.Decimals = decimals(r.file.Text[b.LocSpan.Start:b.LocSpan.End])
}

// decimals returns how many decimals the finer number of a list has as it is written: zeros at the
// end of the other may have been dropped by a spreadsheet.
func decimals(list string) int {
	most := 0
	for number := range strings.SplitSeq(list, ",") {
		_, fraction, _ := strings.Cut(strings.Trim(number, " \t\r\n[]"), ".")
		most = max(most, len(strings.ReplaceAll(fraction, "_", "")))
	}
	return most
}

// daysOrWords reads the days off: dates or words.
func (r *reader) daysOrWords(f *tomldoc.Field) []string {
	if f.Value.Kind != tomldoc.Array {
		r.wrongKind(f.Key, &f.Value, asList(f))
		return nil
	}
	var out []string
	for i := range f.Value.Items {
		switch v := &f.Value.Items[i]; v.Kind {
		case tomldoc.String:
			r.closedWords(v)
			out = append(out, v.Text)
		case tomldoc.Day:
			out = append(out, v.Date.Chinese())
		default:
			r.wrongKind(f.Key, v, listOfTexts(f.Key))
		}
	}
	return out
}
