package figures

import (
	"strings"
	"unicode"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/fold"
)

// likeness is what makes two activities of one date look like one: the title and a
// base, or where they have none, a county.
type likeness struct {
	title  string
	base   *catalog.Base
	county *catalog.County
}

// eachLikeness calls f with what could also be another activity's.
func eachLikeness(a *catalog.Activity, f func(likeness)) {
	s := likeness{title: lettersOf(a.Title)}
	switch {
	case len(a.Bases) > 0:
		for _, b := range a.Bases {
			s.base = b
			f(s)
		}
	case len(a.Counties) > 0:
		s.county = a.Counties[0] // an activity with no base has at most the one written
		f(s)
	default:
		f(s)
	}
}

// twice warns of every activity that repeats one written before it. Status does
// not matter: one that was planned and is then held is one entry, changed. The
// activities are in the catalog's order, so those of one date stand together.
func (c *checker) twice(activities []*catalog.Activity) {
	var repeats []repeat
	for len(activities) > 0 {
		n := 1
		for n < len(activities) && activities[n].Date.Date == activities[0].Date.Date {
			n++
		}
		if day := activities[:n]; titleTwice(day) {
			repeats = append(repeats, twiceOn(day)...)
		}
		activities = activities[n:]
	}
	c.tell(repeats)
}

// repeat is an activity and the one written before it that it looks like.
type repeat struct{ a, first *catalog.Activity }

// tell warns of the repeated activities. Many of one file that stand in another one too are
// a copy, and are told once, at the first of them.
func (c *checker) tell(repeats []repeat) {
	const few = 3
	type files struct{ of, in string }
	in := map[files][]*catalog.Activity{}
	for _, r := range repeats {
		if r.a.Path != r.first.Path {
			at := files{r.a.Path, r.first.Path}
			in[at] = append(in[at], r.a)
		}
	}
	for _, r := range repeats {
		list := in[files{r.a.Path, r.first.Path}]
		if len(list) <= few {
			c.repeat(r.a, r.first)
			continue
		}
		earliest := list[0]
		for _, a := range list {
			if before(a, earliest) {
				earliest = a
			}
		}
		if r.a == earliest {
			c.found.Warn(c.place(r.a.Path, r.a.TitleSpan, r.a.Span),
				diag.T("可能重复：从这里起有 %d 项活动，%s 里也有（日期、名称和基地相同）", "perhaps entered twice: from here on %d activities stand in %s too (same date, title and base)").With(len(list), r.first.Path),
				diag.T("像是副本：留下对的那个文件，删掉另一个", "it looks like a copy: keep the right file and delete the other"))
		}
	}
}

// titleTwice reports whether two of the activities have the same title. Nearly
// always none have, and then nothing else needs to be looked at.
func titleTwice(activities []*catalog.Activity) bool {
	if len(activities) == 1 {
		return false
	}
	seen := make(map[string]bool, len(activities))
	for _, a := range activities {
		title := lettersOf(a.Title)
		if seen[title] {
			return true
		}
		seen[title] = true
	}
	return false
}

// twiceOn returns the repeated ones among the activities of one date.
func twiceOn(activities []*catalog.Activity) (repeats []repeat) {
	earliest := map[likeness]*catalog.Activity{}
	for _, a := range activities {
		eachLikeness(a, func(s likeness) {
			if old := earliest[s]; old == nil || before(a, old) {
				earliest[s] = a
			}
		})
	}
	for _, a := range activities {
		told := false
		eachLikeness(a, func(s likeness) {
			if first := earliest[s]; first != a && !told {
				repeats = append(repeats, repeat{a, first})
				told = true
			}
		})
	}
	return repeats
}

// lettersOf returns the letters and digits of a title: one that was typed again has other marks and
// blanks.
func lettersOf(title string) string {
	words := strings.Map(func(c rune) rune {
		if c = fold.Rune(c); unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, title)
	if words == "" {
		return title
	}
	return words
}

// before reports whether a is written before b.
func before(a, b *catalog.Activity) bool {
	if a.Path != b.Path {
		return a.Path < b.Path
	}
	return a.Span.Start < b.Span.Start
}

func (c *checker) repeat(a, first *catalog.Activity) {
	where := diag.Same(first.Path)
	if f := c.files(first.Path); f != nil && first.Span.Written() {
		where = diag.T("%s 第 %d 行", "%s, line %d").With(first.Path, f.LineOf(int(first.Span.Start)))
	}
	of := diag.T("日期、名称和基地", "date, title and base")
	if len(a.Bases) == 0 {
		of = diag.T("日期和名称", "date and title")
	}
	c.found.Warn(c.place(a.Path, a.TitleSpan, a.Span),
		diag.T("可能重复：%s与 %s的活动相同", "perhaps entered twice: same %s as in %s").With(of, where),
		diag.T("是同一项活动就删去一条，是两项活动就在名称里写出区别", "delete one if it is the same activity, else tell the two apart in the title"))
}
