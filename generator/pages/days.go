package pages

import (
	"encoding/json"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/quote"
	"kepu/generator/source"
)

// What depends on the day on which a page is read is not known when it is made: a build knows
// no clock. The page says what is true on any day (有效期至2026年8月31日, 计划举办), or what the
// newest record proves (已过有效期), and gives the words of later days to the theme's script,
// which knows the reader's day in China.

// daysData is data-days for a script: a JSON list of pairs, the first day on which words are
// true and the words. The last pair whose day has come replaces what the element says; a day
// of "" has come always. It is "" for no words.
type daysData [][2]string

func (d *daysData) add(first date.Date, words string) {
	*d = append(*d, [2]string{first.First().String(), words})
}

func (d daysData) String() string {
	if len(d) == 0 {
		return ""
	}
	data, err := json.Marshal(d)
	if err != nil {
		panic(err) // strings alone
	}
	return string(data)
}

// overdueWord is what is said of an activity that is planned for days that have passed.
const overdueWord = "已过日期，结果未报"

// overdue reports whether the records prove that the days have passed that an activity is planned for.
func (m *maker) overdue(a *catalog.Activity) bool {
	return a.Status == source.Planned && a.Date.Known() && a.Last().Before(m.c.AsOf)
}

// status says what became of an activity that was not held, and what later days say of it.
func (m *maker) status(a *catalog.Activity) (word, days string) {
	switch {
	case m.overdue(a):
		return overdueWord, ""
	case a.Status == source.Planned && a.Date.Known():
		return statusWord(a.Status), daysData{{a.Last().Next().String(), overdueWord}}.String()
	}
	return statusWord(a.Status), ""
}

// turns are the days after the newest record on which one of b's titles changes its standing.
func (m *maker) turns(b *catalog.Base) []date.Date {
	if !m.c.AsOf.Known() {
		return nil
	}
	return b.Turns(m.c.AsOf)
}

// levelWords says which level b holds on a day, and that nobody knows whether it still does:
// 省级, 市级（有效期未查到）. Of a base that holds none they say what became of its titles.
func levelWords(b *catalog.Base, day date.Date, after string) (level *catalog.Level, words, note string) {
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

// levelDays says what becomes of the highest level that b holds as of the newest record. What
// the level is followed by is after.
func (m *maker) levelDays(b *catalog.Base, after string) string {
	var d daysData
	m.levels(b, func(day date.Date, l *catalog.Level) {
		_, words, note := levelWords(b, day, after)
		d.add(day, withNote(words, note))
	})
	return d.String()
}

// withNote says a level with what is to be known of it, or else the note alone.
func withNote(level, note string) string {
	if level == "" || note == "" {
		return level + note
	}
	return level + "（" + note + "）"
}

// levelTurns is data-levels for a script: a JSON list of the days after the newest record on
// which b's highest level becomes another, each with that level's id and rank, "" and 0 for none.
// Filters and signs follow it, as words follow daysData. It is "" for no days.
func (m *maker) levelTurns(b *catalog.Base) string {
	var turns [][3]any
	m.levels(b, func(day date.Date, l *catalog.Level) {
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

// levelsFromNow are the highest levels of b as of the newest record and on each day after it, nil
// for none: whatever a reader may see.
func (m *maker) levelsFromNow(b *catalog.Base) []*catalog.Level {
	list := []*catalog.Level{b.LevelAt(m.c.AsOf)}
	m.levels(b, func(_ date.Date, l *catalog.Level) { list = append(list, l) })
	return list
}

// levelEnd says until when b holds its highest level, where that ends, and takes it back afterwards.
func (m *maker) levelEnd(b *catalog.Base) (words, days string) {
	first := true
	m.levels(b, func(day date.Date, l *catalog.Level) {
		if first && l != b.LevelAt(m.c.AsOf) { // else nobody knows until when
			words, days = "有效期至"+day.Previous().Chinese(), daysData{{day.String(), ""}}.String()
		}
		first = false
	})
	return words, days
}

// levels tells of each day after the newest record on which b's highest level becomes another,
// or is not certain any more; nothing of one that holds none, for nothing is shown that could change.
func (m *maker) levels(b *catalog.Base, turn func(date.Date, *catalog.Level)) {
	last := b.LevelAt(m.c.AsOf)
	if last == nil {
		return
	}
	certain := b.Holds(last, m.c.AsOf)
	for _, day := range m.turns(b) {
		if l := b.LevelAt(day); l != last || certain != b.Holds(l, day) {
			last, certain = l, b.Holds(l, day)
			turn(day, l)
		}
	}
}
