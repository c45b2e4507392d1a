package catalog

import "kepu/generator/date"

// LevelAt returns the highest level that b holds on the first day of d, or nil.
func (b *Base) LevelAt(d date.Date) *Level {
	var highest *Level
	for i := range b.Titles {
		l := b.Titles[i].Designation.Level
		if highest != nil && l.Rank >= highest.Rank {
			continue
		}
		if b.TitleAt(l, d) != nil {
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

// TitleAt returns the title by which b holds the level on the first day of d,
// or nil. As FORMAT.md defines in_force: the last title at that level that is
// dated by then counts, and it must be neither out of date (its valid_until
// holds to that period's last day) nor followed by a revocation by then.
func (b *Base) TitleAt(l *Level, d date.Date) *Title {
	day := d.First()
	var last *Title
	for i := range b.Titles { // the newest first
		t := &b.Titles[i]
		if t.Designation.Level == l && !day.Before(t.Designation.Date) {
			last = t
			break
		}
	}
	switch {
	case last == nil,
		last.Designation.ValidUntil.Known() && last.Designation.ValidUntil.Last().Before(day),
		last.Revoked != nil && !day.Before(last.Revoked.Date):
		return nil
	}
	return last
}
