package assess

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/numerals"
	"kepu/generator/rule"
	"kepu/generator/source"
)

// Value is an amount as far as it is known: from Lo up to Hi.
type Value struct {
	Lo, Hi  *big.Rat // nil: without bound
	Percent bool
	Unit    string
	Sources []Source // the records that it is from, in the order of the files
	Lacks   []Lack   // what would have to be known; none where it is
	Remark  string   // why it cannot be worked out although all is known; "" where it can
	Logged  bool     // it is counted from the logs, which tell of nothing that was not logged
}

// Lack is something that is not known: what a base is asked for.
type Lack struct {
	Sort Sort
	Year int
	Of   string // the name of the figure
	N    int    // how many activities
}

// Sort is the sort of a lack.
type Sort int

const (
	NoReturn Sort = iota // there is no annual return of the year
	NoFigure             // the return has no such figure
	NotAsked             // the figure is not asked for in the year
	NoLog                // there is no activity of the year
	NoForm               // some activities have no form
	NoCount              // some activities have no such figure
)

// String returns what is lacking, in Chinese.
func (l Lack) String() string {
	switch l.Sort {
	case NoReturn:
		return fmt.Sprintf("%d年的年度数据没有报：%s", l.Year, l.Of)
	case NoFigure:
		return fmt.Sprintf("%d年的年度数据里没有填：%s", l.Year, l.Of)
	case NotAsked:
		return fmt.Sprintf("%d年不收这项数据：%s", l.Year, l.Of)
	case NoLog:
		return fmt.Sprintf("%d年没有活动记录", l.Year)
	case NoForm:
		return fmt.Sprintf("%d年有 %d 条活动记录没有写形式", l.Year, l.N)
	}
	return fmt.Sprintf("%d年有 %d 条活动记录没有填：%s", l.Year, l.N, l.Of)
}

// Source is where a record stands.
type Source struct {
	Path string // in content/
	Line int
}

// Known reports whether v is one amount.
func (v *Value) Known() bool { return v.Lo != nil && v.Hi != nil && v.Lo.Cmp(v.Hi) == 0 }

// Beyond reports whether the amount is beyond all records, also those that are still to come: a person judges then.
func (v *Value) Beyond() bool {
	return v.Remark != "" || slices.ContainsFunc(v.Lacks, func(l Lack) bool { return l.Sort == NotAsked })
}

// String returns the value as a sheet prints it: 12,000 人次, 至少 3 场, 未报.
func (v *Value) String() string {
	unit := " " + v.Unit
	if v.Percent {
		unit = "%"
	}
	switch {
	case v.Remark != "":
		return v.Remark
	case v.Logged && v.Known() && v.Lo.Sign() == 0:
		return "没有这样的记录"
	case v.Known():
		return amount(v.Lo) + unit
	case v.Lo != nil && v.Hi != nil:
		return numerals.Span(amount(v.Lo), amount(v.Hi)) + unit
	case v.Lo != nil && v.Lo.Sign() > 0:
		return "至少 " + amount(v.Lo) + unit
	case v.Logged && len(v.Sources) == 0:
		return "没有活动记录"
	}
	for _, l := range v.Lacks {
		if l.Sort == NotAsked {
			return fmt.Sprintf("%d年不收这项数据", l.Year)
		}
	}
	return "未报"
}

// amount prints an amount, thousands apart: more than one decimal is of no use to anybody.
func amount(a *big.Rat) string {
	s, exact := numerals.Decimal(a, 1)
	s = numerals.Thousands(s)
	if !exact {
		s = "约 " + s
	}
	return s
}

// worker works out what a scheme asks of the bases.
type worker struct {
	year int
	file func(path string) *diag.File
}

func exactly(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

var zero = new(big.Rat)

// value takes what is asked from the records of a base.
func (w *worker) value(b *catalog.Base, a *catalog.Asked) Value {
	switch a.Op {
	case rule.Count:
		return w.count(b, a)
	case rule.Growth:
		return w.growth(b, a.Of)
	case rule.Share:
		return w.share(b, a.Of, a.In)
	}
	v := w.figure(b, a.Of, w.year)
	v.Unit = a.Of.Unit()
	return v
}

// figure takes a figure from the return of a year. It is never below zero. Its source is the line on
// which it stands; that of one that is not there is the return.
func (w *worker) figure(b *catalog.Base, m measure.Measure, year int) Value {
	if !m.Asked(year) {
		return Value{Lo: zero, Lacks: []Lack{{Sort: NotAsked, Year: year, Of: m.Name()}}}
	}
	r := b.Return(year)
	if r == nil {
		return Value{Lo: zero, Lacks: []Lack{{Sort: NoReturn, Year: year, Of: m.Name()}}}
	}
	c := r.Figure(m)
	if !c.Known {
		return Value{Lo: zero, Sources: []Source{w.at(r.Path, r.Span)}, Lacks: []Lack{{Sort: NoFigure, Year: year, Of: m.Name()}}}
	}
	n := big.NewRat(c.N, m.Scale())
	return Value{Lo: n, Hi: n, Sources: []Source{w.at(r.Path, r.FigureSpan(m))}}
}

func (w *worker) at(path string, s source.Span) Source {
	line := 0
	if f := w.file(path); f != nil {
		line = f.LineOf(int(s.Start))
	}
	return Source{path, line}
}

// both joins where two figures are from and what they lack.
func both(x, y Value) Value {
	v := Value{Percent: true, Sources: slices.Concat(x.Sources, y.Sources), Lacks: slices.Concat(x.Lacks, y.Lacks)}
	slices.SortFunc(v.Sources, func(a, b Source) int { return cmp.Or(cmp.Compare(a.Path, b.Path), a.Line-b.Line) })
	v.Sources = slices.Compact(v.Sources)
	return v
}

var hundred = exactly(100)

// growth holds a figure against the one of the year before.
func (w *worker) growth(b *catalog.Base, m measure.Measure) Value {
	now, before := w.figure(b, m, w.year), w.figure(b, m, w.year-1)
	v := both(now, before)
	if !now.Known() || !before.Known() {
		return v
	}
	if before.Lo.Sign() == 0 {
		v.Remark = "上年为 0，算不出增长"
		return v
	}
	g := new(big.Rat).Sub(now.Lo, before.Lo)
	v.Lo = g.Mul(g.Quo(g, before.Lo), hundred)
	v.Hi = v.Lo
	return v
}

// share holds a figure against another of the same return.
func (w *worker) share(b *catalog.Base, of, in measure.Measure) Value {
	part, whole := w.figure(b, of, w.year), w.figure(b, in, w.year)
	v := both(part, whole)
	if !part.Known() || !whole.Known() {
		return v
	}
	if whole.Lo.Sign() == 0 {
		v.Remark = in.Name() + "为 0，算不出占比"
		return v
	}
	s := new(big.Rat).Quo(part.Lo, whole.Lo)
	v.Lo = s.Mul(s, hundred)
	v.Hi = v.Lo
	return v
}

// count sums what the logs say of the base in the year. Without any record of it, it is not known
// that nothing was done; and what has no form may be of the one that is asked for.
func (w *worker) count(b *catalog.Base, a *catalog.Asked) Value {
	v := Value{Lo: zero, Unit: a.Of.Unit(), Logged: true}
	var sure, maybe int64
	open := false // more than sure+maybe is possible
	records, formless, silent := 0, 0, 0
	for _, x := range b.Activities { // the newest first
		if int(x.Date.Year) != w.year || !x.Counts() {
			continue
		}
		records++
		if a.Campaign != nil && x.Campaign != a.Campaign {
			continue
		}
		certain := a.Form == nil || x.Form == a.Form
		if !certain && x.Form != nil {
			continue
		}
		if !certain {
			formless++
		}
		v.Sources = append(v.Sources, w.at(x.Path, x.Span))
		n := source.Count{N: 1, Known: true}
		if a.Of != measure.Activities {
			n = figures.Given(x, a.Of)
		}
		switch {
		case !n.Known:
			silent++
			open = true
		case certain:
			sure += n.N
		default:
			maybe += n.N
		}
	}
	slices.SortFunc(v.Sources, func(x, y Source) int { return cmp.Or(cmp.Compare(x.Path, y.Path), x.Line-y.Line) })
	v.Lo = exactly(sure)
	if records == 0 {
		v.Lacks = []Lack{{Sort: NoLog, Year: w.year}}
		return v
	}
	if formless > 0 {
		v.Lacks = append(v.Lacks, Lack{Sort: NoForm, Year: w.year, N: formless})
	}
	if silent > 0 {
		v.Lacks = append(v.Lacks, Lack{Sort: NoCount, Year: w.year, N: silent, Of: a.Of.Name()})
	}
	if !open {
		v.Hi = exactly(sure + maybe)
	}
	return v
}
