package figures

import (
	"slices"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/measure"
	"kepu/generator/source"
)

type checker struct {
	files func(path string) *diag.File
	parts []catalog.Part

	meant    []Break
	returned measure.List // the measures of annual returns
	found    diag.List
}

// of returns what check finds.
func (c *checker) of(check func()) diag.List {
	c.found = nil
	check()
	return c.found
}

// year checks the records of a year, each by itself, and whether one stands there twice.
func (c *checker) year(cat *catalog.Catalog, y int) {
	activities := cat.In(y)
	for _, a := range activities {
		c.limits(a)
		c.sessions(a)
	}
	for _, a := range cat.AnnualsIn(y) {
		c.returns(a)
	}
	c.twice(activities)
}

// place returns the place of the first of the spans that is written, else the whole file.
func (c *checker) place(path string, spans ...source.Span) diag.Place {
	f := c.files(path)
	if f == nil {
		return diag.Whole(path)
	}
	for _, s := range spans {
		if s.Written() {
			return s.In(f)
		}
	}
	return diag.Whole(path)
}

// label names a figure as it stands in the file and on the pages:
// participants（参加人次）.
func label(m measure.Measure) diag.Text { return diag.T(m.Field()+"（"+m.Name()+"）", m.Field()) }

func (c *checker) limits(a *catalog.Activity) {
	c.limit(measure.Sessions, a.Sessions, a.Path, a.SessionsSpan, a.Span)
	for i, m := range measure.InActivity {
		c.limit(m, a.Figures[i], a.Path, a.FigureSpans[i], a.Span)
	}
}

func (c *checker) returns(a *catalog.Annual) {
	for i, m := range measure.InReturn {
		c.limit(m, a.Figures[i], a.Path, a.FigureSpans[i], a.Span)
	}
	for _, p := range c.parts {
		c.part(p, a)
	}
}

// part warns of a part that is more than its whole.
func (c *checker) part(p catalog.Part, a *catalog.Annual) {
	part, whole := a.Figure(p.Part), a.Figure(p.Whole)
	if !part.Known || !whole.Known || part.N <= whole.N {
		return
	}
	at, check := c.place(a.Path, a.FigureSpan(p.Part), a.Span), diag.T("请核对 %s 和 %s", "check %s and %s").With(p.Part.Field(), p.Whole.Field())
	if p.Part == measure.FreeDays && p.Whole == measure.OpenDays {
		c.found.Warn(at, diag.M("FIGURES-FREE-DAYS", "免费开放天数 %d 多于开放天数 %d", "the base was free on more days (%d) than it was open (%d)").With(part.N, whole.N), check)
		return
	}
	c.found.Warn(at, diag.M("FIGURES-PART", "%s %s 多于总数 %s %s", "%s %s is more than its whole, %s %s").With(
		label(p.Part), p.Part.Digits(part.N), label(p.Whole), p.Whole.Digits(whole.N)), check)
}

// limit warns of a figure above the limit of its measure, at the first of the spans that is written.
func (c *checker) limit(m measure.Measure, n source.Count, path string, at ...source.Span) {
	if limit := limits[m]; n.Known && limit > 0 && n.N > limit {
		c.found.Warn(c.place(path, at...),
			diag.M("FIGURES-LARGE", "%s 写的是 %d，大于 %d，可能多写了数字", "%s is %d, more than %d: perhaps a digit too many").With(label(m), n.N, limit),
			diag.T("请核对；数字没有错就不用改", "check it; leave it when it is right"))
	}
}

// sessions warns of more sessions than people. None on the spot is no slip
// where the activity was online.
func (c *checker) sessions(a *catalog.Activity) {
	n, people, online := a.Sessions, a.Figure(measure.Participants), a.Figure(measure.Online)
	if !n.Known || !people.Known || n.N <= people.N {
		return
	}
	if people.N == 0 && online.Known && online.N > 0 {
		return
	}
	c.found.Warn(c.place(a.Path, a.SessionsSpan, a.Span),
		diag.M("FIGURES-SESSIONS", "场次 %d 多于参加人次 %d", "more sessions (%d) than participants (%d)").With(n.N, people.N),
		diag.T("请核对 sessions 和 participants，两个数可能写反了；不知道参加人次时，不要写 participants 这一行",
			"check sessions and participants, perhaps they are swapped; leave participants out when it is not known"))
}

// jumps warns of figures that are ten times what the base usually gives.
func (c *checker) jumps(b *catalog.Base) {
	for i, m := range measure.InActivity {
		jumps(b.Activities, func(a *catalog.Activity) source.Count {
			if !a.Counts() {
				return source.Count{}
			}
			return a.Figures[i]
		}, func(a *catalog.Activity, n int64, others int, middle int64) {
			if a.Bases[0] == b { // of an activity of several bases, the first one's other entries are told
				c.jump(c.place(a.Path, a.FigureSpans[i], a.Span), label(m), n, b, others, middle)
			}
		})
	}
	for _, m := range c.returned {
		told := map[*catalog.Annual]bool{}
		jumps(b.Annuals, func(a *catalog.Annual) source.Count { return whole(m, *a.Figure(m)) }, func(a *catalog.Annual, n int64, others int, middle int64) {
			told[a] = true
			c.jump(c.place(a.Path, a.FigureSpan(m), a.Span), label(m), n, b, others, middle)
		})
		c.leaps(b, m, told)
	}
}

// whole returns a figure in whole units.
func whole(m measure.Measure, n source.Count) source.Count {
	return source.Count{N: m.Round(n.N), Known: n.Known}
}

// leaps warns of a return that gives ten times what the one before it gave, and notes one that gives less than a
// tenth, which a closed year may: of few returns no middle says what is usual. After one that was told the next may
// be as it, or as the one before: that was a slip then, or a change.
func (c *checker) leaps(b *catalog.Base, m measure.Measure, told map[*catalog.Annual]bool) {
	var before, doubted *catalog.Annual
	for _, a := range b.Annuals {
		if limit := limits[m]; !a.Figure(m).Known || told[a] || limit > 0 && a.Figure(m).N > limit {
			continue
		}
		if before == nil || !c.leap(m, before, a) || doubted != nil && !c.leap(m, doubted, a) {
			before, doubted = a, nil
			continue
		}
		doubted = a
		was, now := before.Figure(m).N, a.Figure(m).N
		at := c.place(a.Path, a.FigureSpan(m), a.Span)
		mend := diag.T("请核对两年的数字和单位（%s）；没有错就不用改", "check the numbers of both years and their unit (%s); leave them when they are right").With(m.Unit())
		if now < was {
			c.found.Note(at, diag.M("FIGURES-FALL", "%s 写的是 %s，是%s%d年 %s 的十分之一或更少", "%s is %s: what %s gave for %d was %s, ten times as much or more").With(label(m), m.Digits(now), b.Name, before.Year, m.Digits(was)), mend)
		} else {
			c.found.Warn(at, diag.M("FIGURES-LEAP", "%s 写的是 %s，是%s%d年 %s 的十倍以上", "%s is %s: what %s gave for %d was %s, a tenth of it or less").With(label(m), m.Digits(now), b.Name, before.Year, m.Digits(was)), mend)
		}
	}
}

// leap reports whether of two returns one gives ten times what the other does. Above zero nothing is ten times.
func (c *checker) leap(m measure.Measure, from, to *catalog.Annual) bool {
	a, b := from.Figure(m).N, to.Figure(m).N
	low, high := min(a, b), max(a, b)
	return low > 0 && high/low >= jumpFactor && m.Round(high) >= leapFloor(m) && !c.broken(m, from.Year, to.Year)
}

// broken reports whether a measure means something else since a year after from, up to to.
func (c *checker) broken(m measure.Measure, from, to int) bool {
	return slices.ContainsFunc(c.meant, func(b Break) bool { return b.Measure == m && from < b.Year && b.Year <= to })
}

// leapFloor is what neither of two figures may reach that leap in an ordinary year.
func leapFloor(m measure.Measure) int64 {
	if m.Scale() > 1 {
		return jumpFloor / 10 // 平方米 and 万元 are few
	}
	return jumpFloor
}

func (c *checker) jump(at diag.Place, what diag.Text, n int64, b *catalog.Base, others int, middle int64) {
	c.found.Warn(at,
		diag.M("FIGURES-JUMP", "%s 写的是 %d，是%s其余 %d 条记录的中间值 %d 的十倍以上", "%s is %d, ten times or more what %s usually gives (the middle of the other %d is %d)").
			With(what, n, b.Name, others, middle),
		diag.T("请核对是否多写了零；数字没有错就不用改", "check for a zero too many; leave it when it is right"))
}
