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

// eachLikeness calls f with what could also be another activity's; title is lettersOf its title.
func eachLikeness(a *catalog.Activity, title string, f func(likeness)) {
	s := likeness{title: title}
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
	var titles []string
	for len(activities) > 0 {
		n := 1
		for n < len(activities) && activities[n].Date.Date == activities[0].Date.Date {
			n++
		}
		if day := activities[:n]; n > 1 {
			titles = titles[:0]
			for _, a := range day {
				titles = append(titles, lettersOf(a.Title))
			}
			if titleTwice(titles) {
				repeats = append(repeats, twiceOn(day, titles)...)
			}
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
				diag.M("FIGURES-FILE-TWICE", "可能重复：从这里起有 %d 项活动，%s 里也有（日期、名称和基地相同）", "perhaps entered twice: from here on %d activities stand in %s too (same date, title and base)").With(len(list), r.first.Path),
				diag.T("像是副本：留下对的那个文件，删掉另一个", "it looks like a copy: keep the right file and delete the other"))
		}
	}
}

// titleTwice reports whether two titles are the same. Nearly always none are, and then nothing
// else needs to be looked at.
func titleTwice(titles []string) bool {
	seen := make(map[string]bool, len(titles))
	for _, title := range titles {
		if seen[title] {
			return true
		}
		seen[title] = true
	}
	return false
}

// twiceOn returns the repeated ones among the activities of one date, whose titles are those.
func twiceOn(activities []*catalog.Activity, titles []string) (repeats []repeat) {
	earliest := map[likeness]*catalog.Activity{}
	for i, a := range activities {
		eachLikeness(a, titles[i], func(s likeness) {
			if old := earliest[s]; old == nil || before(a, old) {
				earliest[s] = a
			}
		})
	}
	for i, a := range activities {
		told := false
		eachLikeness(a, titles[i], func(s likeness) {
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
		if 0x4e00 <= c && c < 0xa000 { // most of what is read: Chinese, which is all letters
			return c
		}
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
		diag.M("FIGURES-ACTIVITY-TWICE", "可能重复：%s与 %s的活动相同", "perhaps entered twice: same %s as in %s").With(of, where),
		diag.T("是同一项活动就删去一条，是两项活动就在名称里写出区别", "delete one if it is the same activity, else tell the two apart in the title"))
}
