// Package ledger lists who holds which title, batch by batch, and what becomes of each in the
// course of time.
//
// In come the designations of a catalog, out come Entries: one for each base with a page, each
// name without one, each draft, and one for the rest of a batch that is known by number only, so
// that the entries of a batch add up to its total. What a title is at a day is said by Title.At
// alone; a Life is its answers written down, from the day of the naming on, so that a page, a
// table and a browser look the answer up and none of them works it out.
package ledger

import (
	"encoding/json"
	"iter"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/standing"
)

// Who says what is known of the holder of a title.
type Who int

const (
	Base        Who = iota // it has a page
	Named                  // it has a name and no page
	Unpublished            // its page is a draft: its name is shown nowhere
	Unnamed                // it is known by number only, with others
)

// Key is the word for it in data/titles.csv.
func (w Who) Key() string { return [...]string{"base", "named", "unpublished", "unnamed"}[w] }

// Entry is one title of a batch, or those that are known by number only.
type Entry struct {
	Designation *catalog.Designation
	Title       *catalog.Title
	Who         Who
	Base        *catalog.Base // of a Base; else nil
	Name        string        // of a Base and of one that is Named; else ""
	Count       int64         // how many titles it is about: 1, of the unnamed more
}

// Entries yields the entries of a batch: the bases in its order, those without a page, the rest.
func Entries(d *catalog.Designation) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, b := range d.Bases {
			if t := titleOf(b.Titles, d); t != nil && !yield(Entry{d, t, Base, b, b.Name, 1}) {
				return
			}
		}
		for _, o := range d.Others {
			t := titleOf(o.Titles, d)
			if t == nil {
				continue
			}
			e := Entry{d, t, Named, nil, o.Name, 1}
			if o.Draft {
				e.Who, e.Name = Unpublished, ""
			}
			if !yield(e) {
				return
			}
		}
		if n := d.Unlisted(); n > 0 {
			rest := d.Rest()
			yield(Entry{d, &rest, Unnamed, nil, "", n})
		}
	}
}

func titleOf(titles []catalog.Title, d *catalog.Designation) *catalog.Title {
	for i := range titles {
		if titles[i].Designation == d {
			return &titles[i]
		}
	}
	return nil
}

// State is a standing as far as the ledger tells them apart.
type State string

const (
	NotYet  State = ""
	InForce State = "in"      // certainly
	May     State = "may"     // 有效期未查到, after the year of the naming
	Expired State = "expired" // 已过有效期
	Revoked State = "revoked" // 已撤销
	Renewed State = "renewed" // 已有新的命名
	Ended   State = "ended"   // 不再作为基地
)

// States are those that a title that was given can have, in the order in which they are told.
var States = []State{InForce, May, Expired, Renewed, Revoked, Ended}

// Name is the word for a state over a column.
func (s State) Name() string {
	return map[State]string{InForce: "在册", May: "有效期未查到", Expired: "已过有效期", Renewed: "已有新的命名", Revoked: "已撤销", Ended: "不再作为基地"}[s]
}

// stateOf returns the state that a standing is.
func stateOf(s catalog.Standing) State {
	switch {
	case s.Holds():
		return InForce
	case s.MayHold():
		return May
	}
	return [...]State{catalog.NotYet: NotYet, catalog.Revoked: Revoked, catalog.Expired: Expired, catalog.Renewed: Renewed, catalog.Ended: Ended}[s]
}

// Turn is the first day of a state, and the words for it.
type Turn struct {
	Day   date.Date
	State State
	Words string
}

// Life is what becomes of a title, the first turn being its naming.
type Life []Turn

// Life returns the life of the entry's title.
func (e *Entry) Life() Life {
	var l Life
	for _, day := range e.Title.Turns() {
		words, _, _ := standing.Title(e.Base, e.Title, day)
		turn := Turn{day, stateOf(e.Title.At(day)), words}
		if n := len(l); n == 0 || l[n-1].State != turn.State || l[n-1].Words != words {
			l = append(l, turn)
		}
	}
	return l
}

// At returns the turn that holds on the first day of d; the zero Turn before the naming.
func (l Life) At(d date.Date) Turn {
	var now Turn
	for _, t := range l {
		if d.Before(t.Day) {
			break
		}
		now = t
	}
	return now
}

// held reports whether a title of the state is in force, or may be.
func (s State) held() bool { return s == InForce || s == May }

// Soon reports whether a title that is held on the first day of d, or may be, runs out before the same day of
// the next year: by its valid_until, or with its base.
func (l Life) Soon(d date.Date) bool {
	then := l.At(d.InAYear()).State
	return d.Known() && l.At(d).State.held() && (then == Expired || then == Ended)
}

// End returns the first day on which the title is not held any more, as far as is known, and what it
// is then; no day of one whose end is not known. A year or month is said no finer than it was written.
func (l Life) End() (Turn, bool) {
	for _, t := range l {
		if !t.State.held() && t.State != NotYet {
			return t, true
		}
	}
	return Turn{}, false
}

// Has reports whether the title is ever in the state.
func (l Life) Has(s State) bool {
	for _, t := range l {
		if t.State == s {
			return true
		}
	}
	return false
}

// JSON is data-life for a script: a list of first day, state and words.
func (l Life) JSON() string {
	list := make([][3]string, len(l))
	for i, t := range l {
		list[i] = [3]string{t.Day.String(), string(t.State), t.Words}
	}
	data, err := json.Marshal(list)
	if err != nil {
		panic(err) // strings alone
	}
	return string(data)
}
