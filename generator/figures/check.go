package figures

import (
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/measure"
	"kepu/generator/source"
)

type checker struct {
	files func(path string) *diag.File
	found diag.List
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
		c.limit(m, a.Figures[i], a.Path, a.Span)
	}
	open, free := a.Figure(measure.OpenDays), a.Figure(measure.FreeDays)
	if open.Known && free.Known && free.N > open.N {
		c.found.Warn(c.place(a.Path, a.Span),
			diag.M("FIGURES-FREE-DAYS", "免费开放天数 %d 多于开放天数 %d", "the base was free on more days (%d) than it was open (%d)").With(free.N, open.N),
			diag.T("请核对 free_days 和 open_days", "check free_days and open_days"))
	}
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
	for i, m := range measure.InReturn {
		jumps(b.Annuals, func(a *catalog.Annual) source.Count { return a.Figures[i] }, func(a *catalog.Annual, n int64, others int, middle int64) {
			c.jump(c.place(a.Path, a.Span), label(m), n, b, others, middle)
		})
	}
}

func (c *checker) jump(at diag.Place, what diag.Text, n int64, b *catalog.Base, others int, middle int64) {
	c.found.Warn(at,
		diag.M("FIGURES-JUMP", "%s 写的是 %d，是%s其余 %d 条记录的中间值 %d 的十倍以上", "%s is %d, ten times or more what %s usually gives (the middle of the other %d is %d)").
			With(what, n, b.Name, others, middle),
		diag.T("请核对是否多写了零；数字没有错就不用改", "check for a zero too many; leave it when it is right"))
}
