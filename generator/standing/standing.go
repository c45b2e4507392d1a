// Package standing says in words what the records prove as of the newest of them: which
// level a base holds, what became of its titles, whether a planned activity has passed.
//
// What depends on the day on which a page is read is not known when it is made: a build knows
// no clock. A page says what is true on any day (有效期至2026年8月31日, 计划举办), or what the
// newest record proves (已过有效期), and gives the words of later days to the theme's script,
// which knows the reader's day in China. asOf is the day of the newest record everywhere.
package standing

import (
	"encoding/json"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/quote"
	"kepu/generator/source"
)

// Days is data-days for a script: a JSON list of pairs, the first day on which words are
// true and the words. The last pair whose day has come replaces what the element says; a day
// of "" has come always. It is "" for no words.
type Days [][2]string

// Add adds the words of a day.
func (d *Days) Add(first date.Date, words string) {
	*d = append(*d, [2]string{first.First().String(), words})
}

// String is data-days.
func (d Days) String() string {
	if len(d) == 0 {
		return ""
	}
	data, err := json.Marshal(d)
	if err != nil {
		panic(err) // strings alone
	}
	return string(data)
}

// Passed is what is said of an activity that is planned for days that have passed.
const Passed = "已过日期，结果未报"

// Activity says what became of an activity that was not held, and what later days say of it.
func Activity(a *catalog.Activity, asOf date.Date) (word, days string) {
	switch {
	case a.Overdue(asOf):
		return Passed, ""
	case a.Status == source.Planned && a.Date.Known():
		return Status(a.Status), Days{{a.Last().Next().String(), Passed}}.String()
	}
	return Status(a.Status), ""
}

// turns are the days after the newest record on which one of b's titles changes its standing.
func turns(b *catalog.Base, asOf date.Date) []date.Date {
	if !asOf.Known() {
		return nil
	}
	return b.Turns(asOf)
}

// Level says which level b holds on a day, and that nobody knows whether it still does:
// 省级, 市级（有效期未查到）. Of a base that holds none they say what became of its titles.
func Level(b *catalog.Base, day date.Date, after string) (level *catalog.Level, words, note string) {
	if level = b.LevelAt(day); level != nil {
		if words = level.Name + after; !b.Holds(level, day) {
			note = quote.NoEndKnown
		}
		return level, words, note
	}
	switch b.Standing(day) {
	case catalog.Revoked:
		note = "命名已撤销"
	case catalog.Expired:
		note = "命名已过有效期"
	case catalog.Ended:
		note = "不再作为基地"
	}
	return nil, "", note
}

// LevelDays says what becomes of the highest level that b holds as of the newest record. What
// the level is followed by is after.
func LevelDays(b *catalog.Base, asOf date.Date, after string) string {
	var d Days
	EachTurn(b, asOf, func(day date.Date, l *catalog.Level) {
		_, words, note := Level(b, day, after)
		d.Add(day, WithNote(words, note))
	})
	return d.String()
}

// WithNote says a level with what is to be known of it, or else the note alone.
func WithNote(level, note string) string {
	if level == "" || note == "" {
		return level + note
	}
	return level + "（" + note + "）"
}

// LevelTurns is data-levels for a script: a JSON list of the days after the newest record on
// which b's highest level becomes another, each with that level's id and rank, "" and 0 for none.
// Filters and signs follow it, as words follow Days. It is "" for no days.
func LevelTurns(b *catalog.Base, asOf date.Date) string {
	var turns [][3]any
	EachTurn(b, asOf, func(day date.Date, l *catalog.Level) {
		if l == nil {
			l = new(catalog.Level)
		}
		turns = append(turns, [3]any{day.String(), l.ID, l.Rank})
	})
	if turns == nil {
		return ""
	}
	data, err := json.Marshal(turns)
	if err != nil {
		panic(err) // strings and numbers alone
	}
	return string(data)
}

// Levels are the highest levels of b as of the newest record and on each day after it, nil
// for none: whatever a reader may see.
func Levels(b *catalog.Base, asOf date.Date) []*catalog.Level {
	list := []*catalog.Level{b.LevelAt(asOf)}
	EachTurn(b, asOf, func(_ date.Date, l *catalog.Level) { list = append(list, l) })
	return list
}

// LevelEnd says until when b holds its highest level, where that ends, and takes it back afterwards.
func LevelEnd(b *catalog.Base, asOf date.Date) (words, days string) {
	first := true
	EachTurn(b, asOf, func(day date.Date, l *catalog.Level) {
		if first && l != b.LevelAt(asOf) { // else nobody knows until when
			words, days = "有效期至"+asWritten(b, day.Previous()).Chinese(), Days{{day.String(), ""}}.String()
		}
		first = false
	})
	return words, days
}

// asWritten is the last day on which b holds its highest level as exactly as a record says it: of an end that is known by
// its year nobody knows the day.
func asWritten(b *catalog.Base, last date.Date) date.Date {
	written := []date.Date{b.Until.Date}
	for _, t := range b.Titles {
		written = append(written, t.Designation.ValidUntil)
	}
	best := date.Date{}
	for _, d := range written {
		if d.Known() && d.Last() == last && (!best.Known() || d.First().Compare(best.First()) > 0) {
			best = d
		}
	}
	if !best.Known() {
		return last
	}
	return best
}

// EachTurn tells of each day after the newest record on which b's highest level becomes another,
// or is not certain any more; nothing of one that holds none, for nothing is shown that could change.
func EachTurn(b *catalog.Base, asOf date.Date, turn func(date.Date, *catalog.Level)) {
	last := b.LevelAt(asOf)
	if last == nil {
		return
	}
	certain := b.Holds(last, asOf)
	for _, day := range turns(b, asOf) {
		if l := b.LevelAt(day); l != last || certain != b.Holds(l, day) {
			last, certain = l, b.Holds(l, day)
			turn(day, l)
		}
	}
}

// Title says what has become of a title of b by a day.
func Title(b *catalog.Base, t *catalog.Title, day date.Date) (words, reason string, inForce bool) {
	switch t.At(day) {
	case catalog.Revoked:
		return "已撤销（" + t.Revoked.Date.Chinese() + "）", t.Revoked.Reason, false
	case catalog.Expired:
		return "已过有效期", "", false
	case catalog.Renewed:
		return "已有新的命名", "", false
	case catalog.Ended:
		return "作为基地到" + b.Until.Chinese() + "为止", "", false
	case catalog.Unsure:
		return quote.NoEndKnown, "", false
	case catalog.Unstated:
		if t.Designation.NoEndKnown {
			return quote.NoEndKnown, "", true
		}
		return "有效期未注明", "", true
	case catalog.Valid:
		return "有效", "", true
	}
	return "", "", false
}

// TitleDays says what becomes of a title from the newest record on; "" when that is the same on all days.
func TitleDays(b *catalog.Base, t *catalog.Title, asOf date.Date) string {
	last, _, _ := Title(b, t, asOf)
	days := Days{{"", last}}
	for _, day := range turns(b, asOf) {
		if words, _, _ := Title(b, t, day); words != last {
			days.Add(day, words)
			last = words
		}
	}
	if len(days) == 1 {
		return ""
	}
	return days.String()
}

// Status is the word for a status; "" for what was held.
func Status(s source.Status) string {
	return [...]string{source.Held: "", source.Planned: "计划举办", source.Postponed: "延期", source.Cancelled: "取消"}[s]
}
