package diag

import (
	"slices"
	"strings"
)

// Repair is what a remedy comes to in the file that the problem's Place names, where the remedy
// leaves no choice and drops no words. Who writes the remedy's sentence gives the repair in the
// same place and from the same values, so that the two say the same. One of its fields is set.
type Repair struct {
	Edits  []Edit // of the text of the file, see File: in order, none over another
	Rename string // the path in content/ that the file must have
	UTF8   bool   // the same text must be saved as UTF-8
	Delete string // the file must go, for the one at this path says the same to the letter
}

// Edit replaces the bytes from Start up to End of a file's text by New.
type Edit struct {
	Start, End int
	New        string
}

// Replace returns the repair that puts new in the place of the bytes from start up to end.
func Replace(start, end int, new string) *Repair { return Edits(Edit{start, end, new}) }

// Insert returns the repair that puts new before the byte at an offset.
func Insert(at int, new string) *Repair { return Replace(at, at, new) }

// Edits returns the repair that makes all edits at once.
func Edits(edits ...Edit) *Repair { return &Repair{Edits: edits} }

// By gives a problem its repair. It returns p; nothing happens where there is no problem, as where a
// line has too many, or no repair.
func (p *Problem) By(r *Repair) *Problem {
	if p != nil && r != nil {
		p.Repair = r
	}
	return p
}

// Apply returns the text after the edits; ok is false where they do not fit it.
func (r *Repair) Apply(text string) (after string, ok bool) {
	edits := slices.Clone(r.Edits)
	slices.SortStableFunc(edits, func(a, b Edit) int { return a.Start - b.Start })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(text) {
			return "", false
		}
		b.WriteString(text[at:e.Start])
		b.WriteString(e.New)
		at = e.End
	}
	b.WriteString(text[at:])
	return b.String(), true
}
