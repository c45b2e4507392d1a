package catalog

import (
	"slices"

	"kepu/generator/date"
)

// Standing is what has become of a title at a date. Pages print a word for each.
type Standing int

const (
	NotYet   Standing = iota // dated later
	Revoked                  // taken away
	Expired                  // its valid_until is over
	Renewed                  // another of its level and line has taken its place
	Ended                    // its base is a base no more
	Unsure                   // may hold: until when it is valid is not known, and its own year is over
	Unstated                 // holds; no valid_until is written
	Valid                    // holds, until its valid_until
)

// Holds reports whether a title of this standing is certainly in force.
func (s Standing) Holds() bool { return s >= Unstated }

// MayHold reports whether a title of this standing is in force, as far as is known.
func (s Standing) MayHold() bool { return s >= Unsure }

// Rest is a title of one of the batch's bases that are known by number only.
func (d *Designation) Rest() Title { return Title{Designation: d} }

// At returns what has become of the title on the first day of d (FORMAT.md, in_force). A valid_until
// and a base's until hold to their last day.
func (t *Title) At(d date.Date) Standing {
	day, valid := d.First(), t.Designation.ValidUntil
	switch {
	case day.Before(t.Designation.Date):
		return NotYet
	case t.Revoked != nil && !day.Before(t.Revoked.Date):
		return Revoked
	case valid.Known() && valid.Last().Before(day):
		return Expired
	case t.Next != nil && !day.Before(t.Next.Date):
		return Renewed
	case t.until.Known() && t.until.Last().Before(day):
		return Ended
	case t.Designation.NoEndKnown && int(day.Year) > int(t.Designation.Date.Year):
		return Unsure
	case !valid.Known():
		return Unstated
	}
	return Valid
}

// LevelAt returns the highest level that b holds or may hold on the first day of d, or nil.
func (b *Base) LevelAt(d date.Date) *Level {
	var highest *Level
	for i := range b.Titles {
		t := &b.Titles[i]
		if l := t.Designation.Level; (highest == nil || l.Rank < highest.Rank) && t.At(d).MayHold() {
			highest = l
		}
	}
	return highest
}

// Level returns the highest level that any base of the activity holds on its
// date, or nil: the one that its figures count for (FORMAT.md).
func (a *Activity) Level() *Level {
	var highest *Level
	for _, b := range a.Bases {
		if l := b.LevelAt(a.Date.Date); l != nil && (highest == nil || l.Rank < highest.Rank) {
			highest = l
		}
	}
	return highest
}

// TitleAt returns the title by which b holds the level on the first day of d, or else by
// which it may hold it, or nil: the newest, where several lines give it.
func (b *Base) TitleAt(l *Level, d date.Date) *Title {
	var may *Title
	for i := range b.Titles { // the newest first
		t := &b.Titles[i]
		if t.Designation.Level != l {
			continue
		}
		if s := t.At(d); s.Holds() {
			return t
		} else if s.MayHold() && may == nil {
			may = t
		}
	}
	return may
}

// Holds reports whether b certainly holds the level, any where it is nil, on the first day of d.
func (b *Base) Holds(l *Level, d date.Date) bool {
	return slices.ContainsFunc(b.Titles, func(t Title) bool { return (l == nil || t.Designation.Level == l) && t.At(d).Holds() })
}

// Standing returns how b is a base on the first day of d: the best standing of its titles, or
// what has become of them, the newest first. Without any it is NotYet, or Ended after its until.
func (b *Base) Standing(d date.Date) Standing {
	best, fate := NotYet, NotYet
	for i := range b.Titles { // the newest first
		s := b.Titles[i].At(d)
		best = max(best, s)
		if fate == NotYet && s != Renewed {
			fate = s
		}
	}
	if best.MayHold() {
		return best
	}
	if end := b.endAsBase(); fate == NotYet && end.Known() && end.Last().Before(d.First()) {
		return Ended
	}
	return fate
}

// Turns returns the days after d on which a title of b may change its standing, in order.
func (b *Base) Turns(d date.Date) []date.Date {
	var out []date.Date
	for i := range b.Titles {
		out = append(out, b.Titles[i].Turns()...)
	}
	if end := b.endAsBase(); end.Known() {
		out = append(out, end.Next())
	}
	slices.SortFunc(out, date.Date.Compare)
	return slices.DeleteFunc(slices.Compact(out), func(day date.Date) bool { return !d.Before(day) })
}

// Turns returns the days on which the title may change its standing, in order: none is before the
// first, and between two of them At says the same.
func (t *Title) Turns() []date.Date {
	d := t.Designation
	out := []date.Date{d.Date.First()}
	add := func(day date.Date) {
		if day.Known() {
			out = append(out, day.First())
		}
	}
	if d.ValidUntil.Known() {
		add(d.ValidUntil.Next())
	}
	if d.NoEndKnown {
		add(date.Date{Year: d.Date.Year + 1})
	}
	if t.Next != nil {
		add(t.Next.Date)
	}
	if t.Revoked != nil {
		add(t.Revoked.Date)
	}
	if t.until.Known() {
		add(t.until.Next())
	}
	slices.SortFunc(out, date.Date.Compare)
	out = slices.Compact(out)
	return out[slices.Index(out, d.Date.First()):] // what was before the naming is no turn of it
}

// LinkTitles gives each base, with a page and without, its titles, the newest first,
// from the designations and revocations, which stand in their order.
func (c *Catalog) LinkTitles() {
	for _, b := range c.Bases {
		b.Titles = nil
	}
	for _, o := range c.Others {
		o.Titles = nil
	}
	for _, d := range slices.Backward(c.Designations) {
		for _, b := range d.Bases {
			b.Titles = named(b.Titles, d)
			b.Titles[len(b.Titles)-1].until = b.endAsBase()
		}
		for _, o := range d.Others {
			o.Titles = named(o.Titles, d)
		}
	}
	for _, r := range c.Revocations { // the oldest first
		for _, b := range r.Bases {
			r.end(b.Titles)
		}
		for _, o := range r.Others {
			r.end(o.Titles)
		}
	}
}

// endAsBase returns the base's until, unknown for a base made by hand with no page.
func (b *Base) endAsBase() date.Date {
	if b.Base == nil {
		return date.Date{}
	}
	return b.Until.Date
}

// named adds the title that d gives to those of later designations.
func named(titles []Title, d *Designation) []Title {
	t := Title{Designation: d}
	for _, later := range slices.Backward(titles) {
		if later.Designation.sameLine(d) {
			t.Next = later.Designation
			break
		}
	}
	return append(titles, t)
}

func (d *Designation) sameLine(e *Designation) bool { return d.Level == e.Level && d.Line == e.Line }

// end marks the titles of a base that r takes away: that of its line, and without a
// line each that is held (Link says so where these are several). Where none is held
// any more, it is about the one that was held last.
func (r *Revocation) end(titles []Title) {
	var last *Title
	hit := false
	for i := range titles { // the newest first
		t := &titles[i]
		if t.Designation.Level != r.Level || r.HasLine && t.Designation.Line != r.Line || r.Date.Before(t.Designation.Date) {
			continue
		}
		if last == nil {
			last = t
		}
		if t.At(r.Date).MayHold() {
			t.Revoked, hit = r, true
		}
	}
	if !hit && last != nil && last.Revoked == nil {
		last.Revoked = r
	}
}

// Takes returns the titles of a base that r takes away.
func (r *Revocation) Takes(titles []Title) int {
	n := 0
	for i := range titles {
		if titles[i].Revoked == r {
			n++
		}
	}
	return n
}
