package source

import (
	"maps"
	"math"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/markdown"
	"kepu/generator/tomldoc"
)

// Route is routes/ID.md: a study route (研学路线) along some bases.
type Route struct {
	Title      string
	TitleKey   string // orders titles by pinyin, compared as bytes
	Theme      string
	Days       Count // of a route that takes a day or more; one of Days and Length at most
	DaysSpan   Span
	Length     int // minutes, from `hours`; 0 when not written
	LengthSpan Span
	Season     string
	SeasonSpan Span
	Audience   []string
	Transport  string
	Meals      string
	Booking    string
	Organiser  string
	Phone      string
	Summary    string
	Stops      []RouteStop
	Sources    []string
	Draft      bool
	Aliases    []string
	AliasRoom  AliasRoom
	Body       *markdown.Doc
	Sum        digest.Digest // of the file
	Facts      digest.Digest // of its front matter: of all but the Body
}

// RouteStop is one [[stop]] of a route.
type RouteStop struct {
	Base    Ref
	Minutes Count
	What    string // what to do there
	Span    Span   // of the header
}

// routePage is a route while its file is read: with its id.
type routePage struct {
	Route
	id     string
	idSpan Span
}

// readRoute reads routes/ID.md.
func readRoute(p *Parsed) *Route {
	r := newReader(p)
	r.known = routeWords
	t, body, ok := r.page()
	if !ok {
		return nil
	}
	x := routePage{}
	r.belowHeader(t, routeNames, routeLists)
	fill(r, t, &x, routeKeys)
	x.Body, x.TitleKey, x.Sum, x.Facts = body, pinyinKey(x.Title), p.Sum, r.facts
	p.pageID(x.id, x.idSpan)
	x.AliasRoom = r.aliasRoom(t, "title")
	opening := span(0, len(fence))
	r.require(t, opening, "title", diag.T(`title = "路线名称"`, `title = "…"`))
	r.require(t, opening, "stop", diag.T(`[[stop]]，下面写 base = "基地名称"`, `[[stop]] with base = "…" below it`))
	if days, hours := t.Field("days"), t.Field("hours"); days != nil && hours != nil {
		r.ps.Error(r.file.Place(hours.Start, hours.End), diag.M("ROUTE-DAYS-HOURS", "days 和 hours 只能写一个", "write days or hours, not both"),
			diag.T("半天、几小时的写 hours，一天和几天的写 days", "write hours for less than a day, days for one or more"))
	}
	return &x.Route
}

// What a route's page knows at its top, and in each of its lists.
var (
	routeNames = names(routeKeys)
	routeLists = homes(routeKeys)
)

var routeKeys = []key[routePage]{
	custom("id", tomldoc.Text, func(r *reader, x *routePage, f *tomldoc.Field) { x.id, x.idSpan = r.id(f), valueSpan(f) }),
	custom("title", tomldoc.Text, func(r *reader, x *routePage, f *tomldoc.Field) { x.Title = r.name(f) }),
	text("theme", func(x *routePage) *string { return &x.Theme }),
	custom("days", tomldoc.Number, func(r *reader, x *routePage, f *tomldoc.Field) {
		x.Days, x.DaysSpan = r.count(f), valueSpan(f)
		r.notZero(f, x.Days)
	}),
	custom("hours", tomldoc.Other, func(r *reader, x *routePage, f *tomldoc.Field) { x.Length, x.LengthSpan = r.length(f), valueSpan(f) }),
	custom("season", tomldoc.Text, func(r *reader, x *routePage, f *tomldoc.Field) { x.Season, x.SeasonSpan = r.text(f), valueSpan(f) }),
	texts("audience", func(x *routePage) *[]string { return &x.Audience }),
	text("transport", func(x *routePage) *string { return &x.Transport }),
	text("meals", func(x *routePage) *string { return &x.Meals }),
	text("booking", func(x *routePage) *string { return &x.Booking }),
	text("organiser", func(x *routePage) *string { return &x.Organiser }),
	text("phone", func(x *routePage) *string { return &x.Phone }),
	text("summary", func(x *routePage) *string { return &x.Summary }),
	tables("stop", func(x *routePage) *[]RouteStop { return &x.Stops }, stopKeys, func(r *reader, t *tomldoc.Table, s *RouteStop) {
		s.Span = span(t.Start, t.End)
		r.require(t, s.Span, "base", diag.T(`base = "基地名称"`, `base = "…"`))
	}),
	texts("sources", func(x *routePage) *[]string { return &x.Sources }),
	flag("draft", func(x *routePage) *bool { return &x.Draft }),
	custom("aliases", tomldoc.Texts, func(r *reader, x *routePage, f *tomldoc.Field) { x.Aliases = r.aliases(f) }),
}

var stopKeys = []key[RouteStop]{
	ref("base", func(s *RouteStop) *Ref { return &s.Base }),
	custom("minutes", tomldoc.Number, func(r *reader, s *RouteStop, f *tomldoc.Field) {
		if f.Value.Kind != tomldoc.Integer {
			r.wrongKind(f.Key, &f.Value, minutesLong)
			return
		}
		s.Minutes = r.count(f)
		r.notZero(f, s.Minutes)
	}),
	text("what", func(s *RouteStop) *string { return &s.What }),
}

// routeWords is the vocabulary with what `hours` and `days` mean in a route: a base's page has
// its opening hours under that name.
var routeWords = contentKeys.with(map[string]tomldoc.Want{
	"hours":   {Kind: tomldoc.Number, Mend: hoursLong},
	"minutes": {Kind: tomldoc.Other, Mend: minutesLong}, // 1.5小时 are not 1.5
	"days":    {Kind: tomldoc.Number, Mend: diag.T("写天数，例如 days = 1；不到一天的写 hours", "write how many days, such as days = 1; less than a day is told in hours")},
})

var minutesLong = diag.T("写停留几分钟，只写整数，例如 minutes = 90（一个半小时）；不知道就删去这一行", "write how many minutes, a whole number such as minutes = 90 for an hour and a half; when it is not known, leave the line out")

var hoursLong = diag.T("写几小时，例如 hours = 4 或 hours = 2.5；一天和几天的写 days", "write how many hours, such as hours = 4 or hours = 2.5; a day and more is told in days")

// with returns the vocabulary, in which some keys have another meaning, by whatever name.
func (v *vocabulary) with(own map[string]tomldoc.Want) *vocabulary {
	c := *v
	c.own = maps.Clone(own)
	for key, want := range own {
		for _, word := range strings.Fields(chineseNames[key]) {
			c.own[word] = want
		}
	}
	return &c
}

// mostHours is how many hours are told as such: what takes longer is told in days.
const mostHours = 24

// length reads a number of hours as minutes.
func (r *reader) length(f *tomldoc.Field) int {
	hours := 0.0
	switch v := &f.Value; v.Kind {
	case tomldoc.Integer:
		hours = float64(v.Int)
	case tomldoc.Float:
		hours = v.Float
	default:
		r.wrongKind(f.Key, v, hoursLong)
		return 0
	}
	if !(hours > 0 && hours <= mostHours) { // NaN too
		r.wrong(&f.Value, diag.M("ROUTE-HOURS", "hours 要在 0 和 %d 之间", "hours must be between 0 and %d").With(mostHours), hoursLong)
		return 0
	}
	return int(math.Round(hours * 60))
}

// notZero reports a length of nothing: what is not known is left out.
func (r *reader) notZero(f *tomldoc.Field, n Count) {
	if n.Known && n.N == 0 {
		r.wrong(&f.Value, diag.M("ROUTE-ZERO", "%s 不能是 0", "%s cannot be 0").With(f.Key), diag.T("不知道就删去这一行", "leave the line out when it is not known"))
	}
}
