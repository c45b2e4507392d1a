package catalog

import (
	"cmp"
	"fmt"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/geo"
	"kepu/generator/hours"
	"kepu/generator/source"
)

// Doubts about routes and touring exhibits. All of them are warnings: the office may know better.

// What is doubted.
const (
	farStops    = 60_000 // metres between two stops of a day
	longDay     = 10     // hours at the stops of a day
	longTourGap = 15     // days on which a touring exhibit is nowhere
)

// Opening returns when b is open, as its page says.
func (b *Base) Opening() hours.Table {
	lines := make([]hours.Line, len(b.Hours))
	for i, h := range b.Hours {
		lines[i] = hours.Line{Days: h.Days, Open: h.Open, Close: h.Close, Last: h.Last, Months: h.Months, Closed: h.Closed}
	}
	return hours.Of(lines, b.Closed)
}

// now returns the day that doubts are told as of: today, or that of the newest record.
func (l *linker) now() date.Date {
	if l.in.Today.Known() {
		return l.in.Today
	}
	return l.c.AsOf
}

// wayDoubts looks at all routes and tours.
func (l *linker) wayDoubts() {
	for _, r := range l.c.Routes {
		l.stopDoubts(r)
		l.farApart(r)
		l.tooLong(r)
		l.neverOpen(r)
	}
	for _, o := range l.c.Offers {
		if what, ended := l.ended(o.Base); ended {
			l.ps.Warn(l.place(o.Path, o.Offer.Base.Span), what, diag.T("请核对；不再提供的删去这一条", "check it, and delete the entry if it holds no more"))
		}
		l.tourDoubts(o)
	}
}

// ended says that a base is one no more, if so.
func (l *linker) ended(b *Base) (diag.Text, bool) {
	now := l.now()
	switch {
	case !now.Known():
	case b.Until.Known() && b.Until.Last().Before(now):
		return diag.M("ROUTE-BASE-ENDED", "“%s” 作为基地只到 %s", "“%s” is a base until %s").With(b.Name, b.Until.String()), true
	case b.Standing(now) == Revoked:
		return diag.M("ROUTE-BASE-REVOKED", "“%s” 的命名已经撤销", "the title of “%s” was taken away").With(b.Name), true
	}
	return diag.Text{}, false
}

// stopDoubts looks at each stop by itself.
func (l *linker) stopDoubts(r *Route) {
	seen := map[*Base]bool{}
	for _, s := range r.Stops {
		b := s.Base
		if b == nil || seen[b] {
			continue
		}
		seen[b] = true
		at := l.place(r.Path, s.RouteStop.Base.Span)
		if what, ended := l.ended(b); ended {
			l.ps.Warn(at, what, diag.T("请换一站，或者核对 %s", "choose another stop, or check %s").With(b.Path))
		}
		if b.Address == "" {
			l.ps.Warn(at, diag.M("ROUTE-NO-ADDRESS", "“%s” 的页面没有写地址", "the page of “%s” has no address").With(b.Name),
				diag.T("请在 %s 里写 address，不然照着路线去的人找不到", "write address in %s: who follows the route must find it").With(b.Path))
		}
	}
}

// farApart looks at the ways from stop to stop of a day.
func (l *linker) farApart(r *Route) {
	if !r.OneDay() {
		return
	}
	for i := 1; i < len(r.Stops); i++ {
		a, b := r.Stops[i-1].Base, r.Stops[i].Base
		if a == nil || b == nil || a.Point == nil || b.Point == nil {
			continue
		}
		if d := geo.Distance(*a.Point, *b.Point); d > farStops {
			l.ps.Warn(l.place(r.Path, r.Stops[i].RouteStop.Base.Span), diag.M("ROUTE-FAR", "离上一站 “%s” 直线约 %s，一天的路线里太远", "“%s”, the stop before, is about %s away as the crow flies: far for a route of a day").With(a.Name, distance(int(d))),
				diag.T("请核对两处的坐标和先后；确实这样走，写 days = 2", "check both places and their order; if it is so, write days = 2"))
		}
	}
}

// tooLong looks at the time at all stops together.
func (l *linker) tooLong(r *Route) {
	sum, _ := r.Minutes()
	most, at := int64(r.Length), r.LengthSpan
	if r.Days.Known {
		most, at = 60*longDay*r.Days.N, r.DaysSpan
	}
	if most > 0 && sum > most {
		l.ps.Warn(l.place(r.Path, at), diag.M("ROUTE-LONG", "各站停留合计 %s，路线只有 %s，还没有算路上的时间", "the stops take %s, the route has %s, and the way is not counted").With(lasting(sum), lasting(most)),
			diag.T("请减少几站或停留的分钟；一天按 %d 小时算", "leave stops or minutes out; a day counts as %d hours").With(longDay))
	}
}

// lasting says minutes as people do.
func lasting(minutes int64) diag.Text {
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return diag.T("%d 分钟", "%d min").With(m)
	case m == 0:
		return diag.T("%d 小时", "%d h").With(h)
	}
	return diag.T("%d 小时 %d 分钟", "%d h %d min").With(h, m)
}

// neverOpen looks for a day of the coming year, within the route's season, on which no stop is
// surely closed.
func (l *linker) neverOpen(r *Route) {
	if r.Days.Known && r.Days.N > 1 {
		return // each day has its own stops, and nobody says which
	}
	var bases []*Base
	var open []hours.Table
	for _, s := range r.Stops {
		if b := s.Base; b != nil && len(b.Hours)+len(b.Closed) > 0 {
			bases, open = append(bases, b), append(open, b.Opening())
		}
	}
	if len(bases) == 0 {
		return
	}
	days := l.seasonDays(r.Season)
	fits := func(d date.Date, tables ...hours.Table) bool {
		for _, t := range tables {
			if times, known := t.On(d); known && len(times) == 0 {
				return false
			}
		}
		return true
	}
	any := func(tables ...hours.Table) bool {
		for _, d := range days {
			if fits(d, tables...) {
				return true
			}
		}
		return false
	}
	if any(open...) {
		return
	}
	what, at := diag.M("ROUTE-NEVER-OPEN", "各站没有一天同时开放", "there is no day on which all stops are open"), r.Stops[0].RouteStop.Base.Span
	mend := diag.T("请核对它们的开放时间；要分两天走，写 days = 2", "check their opening hours; write days = 2 if it takes two")
found:
	for j := range open {
		if !any(open[j]) {
			what, at = diag.M("ROUTE-CLOSED", "“%s” 一年里没有一天开放", "“%s” is open on no day of the year").With(bases[j].Name), r.spanOf(bases[j])
			if r.Season != "" {
				what, at = diag.M("ROUTE-CLOSED-SEASON", "“%s” 在路线写的季节（%s）里没有一天开放", "“%s” is open on no day of the route's season (%s)").With(bases[j].Name, r.Season), r.SeasonSpan
			}
			mend = diag.T("请核对 %s 里的开放时间，或者换一站", "check the opening hours in %s, or choose another stop").With(bases[j].Path)
			break
		}
		for i := range j {
			if !any(open[i], open[j]) {
				what = diag.M("ROUTE-NEVER-OPEN-BOTH", "“%s” 和 “%s” 没有一天同时开放", "“%s” and “%s” are open on no day together").With(bases[i].Name, bases[j].Name)
				at = r.spanOf(bases[j])
				break found
			}
		}
	}
	l.ps.Warn(l.place(r.Path, at), what, mend)
}

// spanOf is where the route names a base first.
func (r *Route) spanOf(b *Base) source.Span {
	for _, s := range r.Stops {
		if s.Base == b {
			return s.RouteStop.Base.Span
		}
	}
	return source.Span{}
}

// seasonDays are the days of the coming year that a route's season names; all where its words
// are not understood.
func (l *linker) seasonDays(season string) []date.Date {
	first := l.now()
	if !first.Known() {
		first = date.Date{Year: 2026, Month: 1, Day: 1}
	}
	if season == "" {
		return year(first)
	}
	tables := []hours.Table{
		hours.Of([]hours.Line{{Days: "每天", Open: "00:00", Close: "24:00", Months: season}}, nil),
		hours.Of([]hours.Line{{Days: cmp.Or(season, "每天"), Open: "00:00", Close: "24:00"}}, nil),
	}
	all := year(first)
	var named [2][]date.Date
	for _, d := range all {
		for k, t := range tables {
			if times, known := t.On(d); len(t.Unknown) == 0 && known && len(times) > 0 {
				named[k] = append(named[k], d)
			}
		}
	}
	for k, t := range tables {
		if len(t.Unknown) == 0 && len(named[k]) > 0 && len(named[k]) < len(all) {
			return named[k]
		}
	}
	return all
}

// year returns the days of the year that begins on a day.
func year(first date.Date) []date.Date {
	days := make([]date.Date, 366)
	for i := range days {
		days[i], first = first.First(), first.Next()
	}
	return days
}

// tourDoubts looks at a touring exhibit's way: two places at once, and long gaps.
func (l *linker) tourDoubts(o *Offer) {
	for j := range o.Stops {
		b := &o.Stops[j]
		if !b.From.Known() {
			continue
		}
		at := l.place(o.Path, b.Span)
		if o.From.Known() && b.End().Known() && b.End().Last().Before(o.From.First()) || o.Until.Known() && o.Until.Last().Before(b.From.First()) {
			l.ps.Warn(at, diag.M("EXCHANGE-TOUR-OUTSIDE", "“%s” 这一站在 from 和 until 之外", "the stop “%s” is not between from and until").With(b.Place), diag.T("请核对日期", "check the dates"))
		}
		for i := range j {
			if a := &o.Stops[i]; clash(a, b) {
				l.ps.Warn(at, diag.M("EXCHANGE-TOUR-CLASH", "“%s” 和 “%s” 两站的日子重叠：一套展品不能同时在两处", "“%s” and “%s” are at the same time: one exhibit cannot be in two places").With(a.Place, b.Place),
					diag.T("请核对日期；有两套的分成两条写", "check the dates; write two entries where there are two of it"))
			}
		}
		if j > 0 {
			l.tourGap(o, j)
		}
	}
}

// End returns the last day of a stop as far as it is written: its first where nothing is.
func (s *TourStop) End() date.Date {
	if s.Until.Known() {
		return s.Until.Date
	}
	return s.From.Date
}

// clash reports whether an exhibit is surely at both stops at once. On the day of moving it may be
// at both: b begins on the day that a ends.
func clash(a, b *TourStop) bool {
	if !a.From.Known() || !b.From.Known() {
		return false
	}
	// Of a date that is no day only so much is sure: from the end of its month up to the beginning.
	aFrom, aEnd := a.From.Last(), a.End().First()
	begin, end := aFrom, aEnd
	if x := b.From.Last(); begin.Before(x) {
		begin = x
	}
	if x := b.End().First(); x.Before(end) {
		end = x
	}
	switch {
	case begin.Before(end), !b.From.First().Before(aFrom) && b.From.Last().Before(aEnd):
		return true
	case begin == end:
		moving := a.Until.Known() && begin == aEnd && a.From.First().Before(b.From.First())
		return !moving
	}
	return false
}

// tourGap tells of a long time before the j-th stop on which the exhibit is nowhere, unless it is over.
func (l *linker) tourGap(o *Offer, j int) {
	b := &o.Stops[j]
	var last date.Date // the last day at any stop before
	for i := range j {
		a := &o.Stops[i]
		if !a.Until.Known() {
			return // nobody knows how long it stays there
		}
		if end := a.Until.Last(); last.Before(end) {
			last = end
		}
	}
	first := b.From.First()
	now := l.now()
	if !last.Known() || now.Known() && first.Before(now) {
		return
	}
	if days := last.DaysTo(first) - 1; days >= longTourGap {
		l.ps.Warn(l.place(o.Path, b.Span), diag.M("EXCHANGE-TOUR-GAP", "%s 到 %s 之间空着 %d 天，没有去处", "from %s to %s it is nowhere for %d days").With(fmt.Sprint(last.Next()), fmt.Sprint(first.Previous()), days),
			diag.T("请核对日期；可以问问别的基地要不要", "check the dates; another base may want it"))
	}
}
