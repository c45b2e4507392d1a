package source

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/measure"
	"kepu/generator/tomldoc"
	"kepu/generator/typed"
)

// readLog reads a file of activities/.
func readLog(p *Parsed) *Log {
	log := readEntries(p, logKeys)
	log.sum(p.File.Text)
	return log
}

// sum gives each entry the digest of its text, which ends where the next one begins.
func (l *Log) sum(text string) {
	type entry struct {
		start int32
		sum   *digest.Digest
	}
	entries := make([]entry, 0, len(l.Activities)+len(l.Annuals))
	for i := range l.Activities {
		entries = append(entries, entry{l.Activities[i].Span.Start, &l.Activities[i].Sum})
	}
	for i := range l.Annuals {
		entries = append(entries, entry{l.Annuals[i].Span.Start, &l.Annuals[i].Sum})
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.start, b.start) })
	for i, e := range entries {
		end := len(text)
		if i+1 < len(entries) {
			end = int(entries[i+1].start)
		}
		*e.sum = digest.Of(text[e.start:end])
	}
}

var logKeys = []key[Log]{
	tables("activity", func(l *Log) *[]Activity { return &l.Activities }, activityKeys, checkActivity),
	openTables("annual", func(l *Log) *[]Annual { return &l.Annuals }, annualKeys, (*reader).given, checkAnnual),
}

var activityKeys = append([]key[Activity]{
	when("date", func(a *Activity) *When { return &a.Date }),
	custom("title", tomldoc.Text, func(r *reader, a *Activity, f *tomldoc.Field) { a.Title, a.TitleSpan = r.name(f), valueSpan(f) }),
	custom("base", tomldoc.Text, func(r *reader, a *Activity, f *tomldoc.Field) {
		if v := &f.Value; v.Kind == tomldoc.Array && len(v.Items) > 0 {
			r.wrongKind(f.Key, v, diag.T("几个基地写在 bases 里：bases = %s", "several bases stand in bases: bases = %s").With(r.file.Text[v.Start:v.End])).By(diag.Replace(f.Start, v.End, "bases"+r.file.Text[f.End:v.End]))
			return
		}
		a.Bases = append(a.Bases, r.ref(f))
	}),
	custom("bases", tomldoc.Texts, func(r *reader, a *Activity, f *tomldoc.Field) { a.Bases = append(a.Bases, r.refs(f)...) }),
	ref("county", func(a *Activity) *Ref { return &a.County }),
	ref("campaign", func(a *Activity) *Ref { return &a.Campaign }),
	ref("form", func(a *Activity) *Ref { return &a.Form }),
	custom("topic", tomldoc.Texts, func(r *reader, a *Activity, f *tomldoc.Field) { a.Topic = r.topics(f) }),
	custom("summary", tomldoc.Text, func(r *reader, a *Activity, f *tomldoc.Field) { a.Summary = r.markdown(f) }),
	webURL("link", func(a *Activity) *string { return &a.Link }),
	text("place", func(a *Activity) *string { return &a.Place }),
	custom("time", tomldoc.Text, func(r *reader, a *Activity, f *tomldoc.Field) { a.Time = r.times(f) }),
	custom("hosts", tomldoc.Texts, func(r *reader, a *Activity, f *tomldoc.Field) { a.Hosts, a.HostsSpan = r.texts(f), valueSpan(f) }),
	custom("sessions", tomldoc.Number, func(r *reader, a *Activity, f *tomldoc.Field) { a.Sessions, a.SessionsSpan = r.count(f), valueSpan(f) }),
	when("until", func(a *Activity) *When { return &a.Until }),
	custom("status", tomldoc.Text, func(r *reader, a *Activity, f *tomldoc.Field) { a.Status = r.status(f) }),
	texts("audience", func(a *Activity) *[]string { return &a.Audience }),
	refs("photos", func(a *Activity) *[]Ref { return &a.Photos }),
	text("register", func(a *Activity) *string { return &a.Register }),
	texts("sources", func(a *Activity) *[]string { return &a.Sources }),
}, measures(measure.InActivity, func(a *Activity, i int, n Count, at Span) { a.Figures[i], a.FigureSpans[i] = n, at })...)

// measures are the keys of the figures that a record may give, the i-th of which set takes in.
func measures[T any](list []measure.Measure, set func(x *T, i int, n Count, at Span)) []key[T] {
	var keys []key[T]
	for i, m := range list {
		keys = append(keys, custom(m.Field(), tomldoc.Number, func(r *reader, x *T, f *tomldoc.Field) { set(x, i, r.count(f), valueSpan(f)) }))
	}
	return keys
}

var statuses = []string{Held: "held", Planned: "planned", Postponed: "postponed", Cancelled: "cancelled"}

// Key returns the status as it stands in the logs.
func (s Status) Key() string { return statuses[s] }

func (r *reader) status(f *tomldoc.Field) Status {
	s := r.text(f)
	i := slices.Index(statuses, s)
	if i < 0 && s != "" {
		r.wrong(&f.Value, diag.M("LOG-STATUS", "status 不能写 “%s”", "status cannot be “%s”").With(s),
			diag.T(`计划写 "planned"，已办不用写（或写 "held"），延期写 "postponed"，取消写 "cancelled"`, `write "planned", "postponed" or "cancelled"; leave the line out (or write "held") for what was held`))
	}
	return Status(max(i, 0))
}

// times reads the time of day of an activity.
func (r *reader) times(f *tomldoc.Field) typed.Times {
	v := &f.Value
	written := r.file.Text[v.Start:v.End]
	meant := written
	switch v.Kind {
	case tomldoc.String:
		r.personal(f.Key, v)
		if strings.TrimSpace(v.Text) == "" {
			return typed.Times{}
		}
		written, meant = v.Text, v.Text
	case tomldoc.Day:
		r.wrong(v, diag.M("LOG-TIME-DATE", "time 写几点，不写哪一天：%s", "time is of the day, and no date: %s").With(written),
			diag.T("哪一天写在 date 里：date = %s", "the day stands in date: date = %s").With(written))
		return typed.Times{}
	case tomldoc.Moment: // 09:30:00
		meant = secondsOff.ReplaceAllString(written, "$1")
	default:
		r.wrongKind(f.Key, v, diag.T(`要写成 time = "09:30-11:00" 的样子，加英文引号`, `write it as time = "09:30-11:00", in quotes`))
		return typed.Times{}
	}
	at, doubt := typed.Time(meant)
	mend, asWritten := diag.Text{}, doubt == nil && v.Kind == tomldoc.String && at.String() == strings.TrimSpace(v.Text)
	switch {
	case asWritten:
		return at
	case doubt == nil:
		mend = diag.T(`请写成 "%s"`, `write "%s"`).With(at.String())
	case doubt.What.Code == "TYPED-TIME-ORDER":
		doubt.What.Code = "LOG-TIME-ORDER"
		r.wrong(v, doubt.What, doubt.Mend)
		return typed.Times{}
	default:
		mend = doubt.Mend
	}
	wrong := r.wrong(v, diag.M("LOG-TIME", "time 写得不对：%s", "time is not right: %s").With(diag.Clip(written, 40)), mend)
	if doubt == nil {
		wrong.By(replaceValue(v, `"`+at.String()+`"`))
	}
	return typed.Times{}
}

var secondsOff = regexp.MustCompile(`^([0-9]{2}:[0-9]{2}):[0-9.]+$`)

// topics reads the topics. Several in one pair of quotes would become one of their own.
func (r *reader) topics(f *tomldoc.Field) []string {
	if f.Value.Kind == tomldoc.Array {
		for i := range f.Value.Items {
			v := &f.Value.Items[i]
			if strings.IndexFunc(v.Text, partsTopics) < 0 {
				continue
			}
			parts := strings.FieldsFunc(v.Text, partsTopics)
			if v.Kind == tomldoc.String && len(parts) > 1 {
				r.ps.Warn(span(v.Start, v.End).In(r.file), diag.M("LOG-TOPIC-TOGETHER", "几个主题写在了一对引号里，会算作一个主题", "several topics stand in one pair of quotes and count as one"),
					diag.T(`请分开写成 "%s"`, `write them as "%s"`).With(strings.Join(parts, `", "`)))
			}
		}
	}
	return r.texts(f)
}

// partsTopics reports whether c stands between topics in one text.
func partsTopics(c rune) bool { return c == '、' || c == '，' || c == ',' || c == '；' || c == ';' }

func checkActivity(r *reader, t *tomldoc.Table, a *Activity) {
	a.Span = span(t.Start, t.End)
	r.require(t, a.Span, "date", diag.Same("date = 2016-09-17"))
	r.require(t, a.Span, "title", diag.T(`title = "活动名称"`, `title = "…"`))
	if at := t.Field("time"); at != nil && t.Field("date") == nil { // which require takes for another word for it
		r.missing(a.Span, "date", diag.Same("date = 2016-09-17"))
	} else if at != nil && a.Time.Known() && a.Date.Known() && a.Date.Day == 0 {
		r.ps.Warn(valueSpan(at).In(r.file), diag.M("LOG-TIME-NO-DAY", "写了几点，date 却没有写到哪一天：%s", "there is a time of day, and date has no day: %s").With(a.Date.String()),
			diag.T("在 date 里写到日；还不知道哪一天，就先不写 time", "write the day in date, or leave time out until it is known"))
	}
	if one, many := t.Field("base"), t.Field("bases"); one != nil && many != nil {
		r.ps.Error(r.file.Place(many.Start, many.End), diag.M("LOG-BASE-BASES", "base 和 bases 只能写一个", "write base or bases, not both"),
			diag.T("几个基地一起办的，都写在 bases 里", "several bases go into bases"))
	}
	if a.Until.Known() && a.Date.Known() && a.Until.Last().Before(a.Date.First()) {
		r.ps.Error(a.Until.Span.In(r.file), diag.M("LOG-UNTIL-EARLY", "until 早于 date：%s 早于 %s", "until is before date: %s is before %s").With(a.Until.String(), a.Date.String()),
			diag.T("until 写结束的日子", "until is the last day"))
	}
}

var annualKeys = append([]key[Annual]{
	ref("base", func(a *Annual) *Ref { return &a.Base }),
	custom("year", tomldoc.Number, func(r *reader, a *Annual, f *tomldoc.Field) { a.Year = r.year(f.Key, &f.Value) }),
	custom("rating", tomldoc.Text, func(r *reader, a *Annual, f *tomldoc.Field) { a.Rating = r.oneOf(f, ratings, "RETURN-RATING") }),
}, measures(measure.InReturn, func(a *Annual, i int, n Count, at Span) { a.Figures[i], a.FigureSpans[i] = n, at })...)

// The grades of the yearly review (年度考核).
var ratings = []string{"优秀", "合格", "基本合格", "不合格"}

func checkAnnual(r *reader, t *tomldoc.Table, a *Annual) {
	a.Span = span(t.Start, t.End)
	r.require(t, a.Span, "base", diag.T(`base = "基地名称"`, `base = "…"`))
	r.require(t, a.Span, "year", diag.Same("year = 2016"))
	for _, days := range []measure.Measure{measure.OpenDays, measure.FreeDays} {
		if f := t.Field(days.Field()); f != nil && a.Figure(days).N > daysOf(a.Year) {
			r.wrong(&f.Value, diag.M("RETURN-DAYS", "一年没有 %d 天", "a year does not have %d days").With(a.Figure(days).N), diag.Text{})
		}
	}
}

// daysOf is how many days a year has; of one that is not known, the most.
func daysOf(year int) int64 {
	if _, fault := date.Of(year, 2, 29, 3); year > 0 && fault != date.None {
		return 365
	}
	return 366
}
