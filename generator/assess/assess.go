// Package assess applies an evaluation scheme to the bases of a year.
//
// In come the catalog, one of its schemes, a year, and what persons have given (assessments/…, read
// by package source); out comes a Result: a Sheet for each base with its gates, lines, extras and
// vetoes, the score, the rank and the grade, and what would have to be known to say more. It is pure:
// no clock, no file, no wording of pages; packages scoresheet and command print it.
//
// # Unknown is neither nothing nor everything
//
// A figure that nobody reported, and points that nobody gave yet, may turn out to be anything. So a
// score is an Interval, from what is certain up to what is possible; a rank is the best and the
// worst that is possible, a grade likewise. Whatever is found out later lies within: a test
// fills what is unknown at random and holds the results against it.
//
// A base is out when a gate is failed or a veto applies, and may be out while any of them is open.
// What is out takes nobody's place.
//
// # What no record can tell
//
// There is no growth against nothing, and no figure of a year in which it is not asked for: then a person
// judges the line or the gate, as where the scheme takes nothing from the records.
//
// # Limits
//
// A grade with at_most goes to that share of all bases that are assessed, rounded down, in the order
// of their scores; who finds it full gets the next one that fits. Where equal scores contend for the
// last place, who gets it is left open: a person decides.
//
// value.go takes amounts from the records, given.go what persons say, rank.go compares the bases.
package assess

import (
	"fmt"
	"math/big"
	"slices"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/numerals"
	"kepu/generator/rule"
	"kepu/generator/source"
)

// Input is what a result is made from.
type Input struct {
	Catalog *catalog.Catalog
	Scheme  *catalog.Scheme
	Year    int
	Given   *source.Assessment           // nil: nobody has given anything yet
	File    func(path string) *diag.File // of the content, for the lines of records
}

// Interval is points from what is certain up to what is possible.
type Interval struct{ Lo, Hi rule.Points }

// Known reports whether the interval is one number.
func (i Interval) Known() bool { return i.Lo == i.Hi }

// String returns 86.5, or 66 至 80.
func (i Interval) String() string {
	return numerals.Span(i.Lo.String(), i.Hi.String())
}

func (i Interval) plus(o Interval) Interval { return Interval{i.Lo + o.Lo, i.Hi + o.Hi} }

// State is whether something holds.
type State int

const (
	Open State = iota // not known
	Yes
	No
)

// Result is what a scheme makes of the bases of a year.
type Result struct {
	Scheme *catalog.Scheme
	Year   int
	AsOf   date.Date // the newest record
	Sheets []*Sheet  // the best first; those that are out last
	Left   []Left    // bases that are not assessed
}

// Left is a base that is not assessed, and why.
type Left struct {
	Base *catalog.Base
	Why  string // in Chinese
}

// Sheet is one base.
type Sheet struct {
	Base   *catalog.Base
	Gates  []Gate
	Parts  []Part
	Extras []Extra
	Vetoes []Veto
	Note   string

	Score       Interval
	Unreported  int // lines whose points are not certain for want of a figure
	Ungiven     int // lines and extras whose points nobody has given
	Out         State
	Rank        [2]int // the best and the worst that is possible, from 1; 0, 0 when it is out
	Best, Worst int    // grades by their place in the scheme; how many there are stands for none
}

// Gate is one gate of a base.
type Gate struct {
	*source.Gate
	State   State
	Value   *Value // nil: a person says
	Missing string // what is missing, in Chinese; "" when nothing is, or it is not known
	Note    string
}

// ByPerson reports whether a person says if the gate is passed.
func (g *Gate) ByPerson() bool { return g.Value == nil || g.Value.Beyond() }

// Part is one part of a base.
type Part struct {
	*source.Part
	Lines []Line
	Sum   Interval
	Full  rule.Points
}

// Line is one line of a base.
type Line struct {
	*source.Item
	Value    *Value // nil: nothing is taken from the records
	Points   Interval
	Step     *source.Step // that it has certainly reached; nil: none, or it is not certain which
	Next     string       // what is missing to the next step, in Chinese; "" when nothing is or it is not known
	Given    bool         // a person gave the points
	Evidence []Evidence
	Note     string
}

// ByPerson reports whether the points are a person's to give: also where no record can tell the amount.
func (l *Line) ByPerson() bool { return l.Item.ByPerson() || l.Value.Beyond() }

// Evidence is what a line asks to be shown.
type Evidence struct {
	Name  string
	State State
}

// Extra is one extra of a base.
type Extra struct {
	*source.Extra
	Points Interval
	Given  bool
	Note   string
}

// Veto is one veto of a base.
type Veto struct {
	*source.Veto
	State State // Yes: it applies
	Note  string
}

// Of applies the scheme. The problems are those of what persons have given: names that the scheme or
// the catalog does not have, points above those of a line. With errors there is no result.
func Of(in Input) (*Result, diag.List) {
	r := &Result{Scheme: in.Scheme, Year: in.Year, AsOf: in.Catalog.AsOf}
	w := &worker{in.Year, in.File}
	for _, b := range in.Catalog.Bases {
		if why := leftOut(b, in.Scheme, in.Year); why == "" {
			r.Sheets = append(r.Sheets, w.sheet(b, in.Scheme))
		} else if why != otherKind {
			r.Left = append(r.Left, Left{b, why})
		}
	}
	var problems diag.List
	if in.Given != nil {
		g := giver{in.Given.File, in.Catalog, r, &problems}
		g.all(in.Given)
	}
	if problems.HasErrors() {
		return nil, problems
	}
	for _, s := range r.Sheets {
		s.sum()
	}
	r.rank()
	return r, problems
}

// otherKind is why a base is no concern of a scheme at all.
const otherKind = "-"

// leftOut returns why a base is not assessed, or "".
func leftOut(b *catalog.Base, s *catalog.Scheme, year int) string {
	if len(s.Kinds) > 0 {
		if b.Kind == nil {
			return "没有写类型，不知道是不是这个方案评的"
		}
		if !slices.Contains(s.Kinds, b.Kind) {
			return otherKind
		}
	}
	first := date.Date{Year: int16(year), Month: 1, Day: 1}
	if b.Since.Known() && date.YearEnd(year).Before(b.Since.Date) {
		return fmt.Sprintf("%s起才是基地", b.Since.Chinese())
	}
	switch b.Standing(first) {
	case catalog.Revoked:
		return fmt.Sprintf("%d年以前已撤销命名", year)
	case catalog.Ended:
		return fmt.Sprintf("%d年以前已不再是基地", year)
	}
	return ""
}

// sheet works out what the records say of a base.
func (w *worker) sheet(b *catalog.Base, s *catalog.Scheme) *Sheet {
	sheet := &Sheet{Base: b}
	for i := range s.Gates {
		g := Gate{Gate: &s.Gates[i]}
		if asked := s.Needs[i]; asked != nil {
			v := w.value(b, asked)
			g.Value = &v
			g.State = holds(g.Need, v)
			g.Missing = lacking(g.Need, v, g.State)
		}
		sheet.Gates = append(sheet.Gates, g)
	}
	for i := range s.Parts {
		p := Part{Part: &s.Parts[i]}
		for k := range p.Items {
			item := &p.Items[k]
			l := Line{Item: item, Points: Interval{0, item.Points}}
			for _, name := range item.Evidence {
				l.Evidence = append(l.Evidence, Evidence{Name: name})
			}
			if asked := s.Lines[i][k]; asked != nil {
				v := w.value(b, asked)
				l.Value = &v
				if !item.ByPerson() {
					l.reach(v)
				}
			}
			p.Full += item.Points
			p.Lines = append(p.Lines, l)
		}
		sheet.Parts = append(sheet.Parts, p)
	}
	for i := range s.Extras {
		sheet.Extras = append(sheet.Extras, Extra{Extra: &s.Extras[i], Points: Interval{0, s.Extras[i].Points}})
	}
	for i := range s.Vetoes {
		sheet.Vetoes = append(sheet.Vetoes, Veto{Veto: &s.Vetoes[i]})
	}
	return sheet
}

// reach gives the line the points of its steps.
func (l *Line) reach(v Value) {
	lo, hi := l.stepAt(v.Lo, len(l.Steps)), l.stepAt(v.Hi, 0)
	l.Points = Interval{l.pointsOf(lo), l.pointsOf(hi)}
	if lo != hi {
		return
	}
	if lo < len(l.Steps) {
		l.Step = &l.Steps[lo]
	}
	if lo > 0 && v.Known() {
		next := &l.Steps[lo-1]
		l.Next = fmt.Sprintf("%s到 %s 分", more(next.From, v), next.Points)
		if next.Name != "" {
			l.Next = more(next.From, v) + "到“" + next.Name + "”"
		}
	}
}

// stepAt returns which step an amount has reached, the number of steps when none; without one it
// is the one given.
func (l *Line) stepAt(a *big.Rat, without int) int {
	if a == nil {
		return without
	}
	for i := range l.Steps {
		if a.Cmp(l.Steps[i].From) >= 0 {
			return i
		}
	}
	return len(l.Steps)
}

func (l *Line) pointsOf(step int) rule.Points {
	if step == len(l.Steps) {
		return 0
	}
	return l.Steps[step].Points
}

// more says how much a known amount lacks of a larger one. It is never rounded down.
func more(want *big.Rat, v Value) string {
	d := new(big.Rat).Sub(want, v.Lo)
	tenths := new(big.Rat).Mul(d, exactly(10))
	if !tenths.IsInt() {
		n := new(big.Int).Quo(tenths.Num(), tenths.Denom())
		d.SetFrac(n.Add(n, big.NewInt(1)), big.NewInt(10))
	}
	if v.Percent {
		return "再高 " + amount(d) + " 个百分点"
	}
	return "再有 " + amount(d) + " " + v.Unit
}

// holds tells whether a need is met by an amount.
func holds(n *rule.Need, v Value) State {
	lo, hi := v.Lo, v.Hi
	below := func(a *big.Rat) bool { return hi != nil && hi.Cmp(a) < 0 } // all of v is
	above := func(a *big.Rat) bool { return lo != nil && lo.Cmp(a) > 0 } // all of v is
	if v.Known() {
		if n.Comparison.Holds(lo, n.Number) {
			return Yes
		}
		return No
	}
	switch n.Comparison {
	case rule.AtLeast, rule.Above:
		switch {
		case lo != nil && n.Comparison.Holds(lo, n.Number):
			return Yes
		case hi != nil && !n.Comparison.Holds(hi, n.Number):
			return No
		}
	case rule.AtMost, rule.Below:
		switch {
		case hi != nil && n.Comparison.Holds(hi, n.Number):
			return Yes
		case lo != nil && !n.Comparison.Holds(lo, n.Number):
			return No
		}
	case rule.Equal:
		if below(n.Number) || above(n.Number) {
			return No
		}
	}
	return Open
}

// lacking says what a failed need lacks.
func lacking(n *rule.Need, v Value, s State) string {
	if s != No || !v.Known() || n.Comparison != rule.AtLeast {
		return ""
	}
	return more(n.Number, v) + "才够"
}

// sum adds the points up, and tells whether the base is out.
func (s *Sheet) sum() {
	for i := range s.Parts {
		p := &s.Parts[i]
		for k := range p.Lines {
			l := &p.Lines[k]
			p.Sum = p.Sum.plus(l.Points)
			switch {
			case l.Points.Known():
			case l.ByPerson():
				s.Ungiven++
			default:
				s.Unreported++
			}
		}
		s.Score = s.Score.plus(p.Sum)
	}
	for _, x := range s.Extras {
		s.Score = s.Score.plus(x.Points)
		if !x.Points.Known() {
			s.Ungiven++
		}
	}
	s.Out = No
	see := func(state, bad State) {
		switch {
		case state == bad:
			s.Out = Yes
		case state == Open && s.Out == No:
			s.Out = Open
		}
	}
	for _, g := range s.Gates {
		see(g.State, No)
	}
	for _, v := range s.Vetoes {
		see(v.State, Yes)
	}
}
