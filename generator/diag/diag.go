// Package diag says what is wrong in content/, where, and how to mend it.
//
// A Problem is something that staff can put right: it has a place in a file, a
// sentence that says what is wrong and one that says what to write instead,
// both in Chinese and in English. Problems are values: every stage adds its own
// to a List and goes on, so that one run shows all of them. What only the
// machine can fail at (a full disk, a locked file) is an ordinary error and
// never comes here.
//
// Places are made from byte offsets, and only when there is a problem: the
// stages keep two integers for each value, and a File turns them into a line,
// a column and an excerpt. Columns count UTF-16 units from 1, as Notepad and
// VS Code show them.
//
// The package imports nothing of ours: everyone stands on it.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Lang is a language that messages are written in.
type Lang int

const (
	ZH Lang = iota // Chinese, the default
	EN             // English
)

// Text is one wording in both languages.
type Text struct {
	ZH, EN string
	Code   string `json:",omitempty"` // of a message, see M; "" of other words
}

// T returns the wording zh, en in English.
func T(zh, en string) Text { return Text{ZH: zh, EN: en} }

// M returns the wording of what is wrong, with the code of the message: TOML-QUOTE. A code stays
// while its words are improved, so that people, handbooks and tests can name a message by it. It
// says first where such things stand (TOML, DATE, TEXT, LINK, NAME …) and then what is wrong there;
// one code is one cause with one remedy.
func M(code, zh, en string) Text { return Text{zh, en, code} }

// Same returns a wording that is the same in both languages: a name, a value.
func Same(s string) Text { return Text{ZH: s, EN: s} }

// With fills the verbs of both wordings as fmt.Sprintf does. An argument that is
// itself a Text appears in the language that it stands in. Of a text that is longer than
// anybody reads, such as a whole file pasted as a value, the beginning stands.
func (t Text) With(args ...any) Text {
	in := func(format string, l Lang) string {
		own := make([]any, len(args))
		for i, a := range args {
			if x, ok := a.(Text); ok {
				a = x.In(l)
			}
			if s, ok := a.(string); ok {
				a = beginning(s)
			}
			own[i] = a
		}
		return fmt.Sprintf(format, own...)
	}
	return Text{in(t.ZH, ZH), in(t.EN, EN), t.Code}
}

// Clip returns what a message repeats, or so many characters of it.
func Clip(s string, most int) string {
	for i := range s {
		if most--; most < 0 {
			return s[:i] + "…"
		}
	}
	return s
}

// beginning returns s, or the first thousand bytes of it.
func beginning(s string) string {
	const most = 1000
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// In returns the wording in the language l.
func (t Text) In(l Lang) string {
	if l == EN {
		return t.EN
	}
	return t.ZH
}

// Severity says whether a problem stops a build.
type Severity int

const (
	Error   Severity = iota // nothing is written
	Warning                 // the site is built all the same; check --strict fails
	Note                    // a hint to a person, of which nothing follows; only some commands give any
)

// Place is where a problem is.
type Place struct {
	File    string // path relative to content/, slashes; empty when the whole folder is meant
	Line    int    // 1-based; 0 when the whole file is meant
	Column  int    // 1-based, in UTF-16 units; 0 when the whole line is meant
	Width   int    // how many UTF-16 units to mark, at least 1 where Column is set
	Excerpt string // the line, without its end
}

// Whole returns the place of a whole file or folder.
func Whole(path string) Place { return Place{File: path} }

// Problem is one thing that staff should mend.
type Problem struct {
	Severity Severity
	Place    Place
	What     Text // what is wrong, a clause without a full stop
	Mend     Text // what to write or do instead, a clause; empty when What says it

	Repair *Repair `json:"-"` // what Mend comes to where it leaves no choice; nil: a person must do it
}

// List is the problems found so far.
type List []Problem

// Error adds a problem that stops the build. It returns the problem, for its repair; nil where the
// problem is not listed.
func (l *List) Error(at Place, what, mend Text) *Problem {
	return l.add(Problem{Severity: Error, Place: at, What: what, Mend: mend})
}

// Warn adds a problem that the site is built in spite of, and returns it as Error does.
func (l *List) Warn(at Place, what, mend Text) *Problem {
	return l.add(Problem{Severity: Warning, Place: at, What: what, Mend: mend})
}

// Note adds a hint.
func (l *List) Note(at Place, what, mend Text) {
	l.add(Problem{Severity: Note, Place: at, What: what, Mend: mend})
}

// Nobody reads more problems of one line than this. One that is long and all wrong, as what
// a spreadsheet or an attacker gives, could hold half a million.
const maxOfLine = 50

// The last problem of a line that has more.
var (
	more     = M("FILE-PROBLEMS-LINE", "这一行的问题太多，这里之后的不再列出", "this line has too many problems: those after this place are not listed")
	mendMore = T("请先改好前面的", "mend those before it first")
)

// add appends p, unless its line has too many already: that is said once, as severely as
// the worst of those left out. It returns p in the list; nil where it is left out.
func (l *List) add(p Problem) *Problem {
	s := *l
	if n := len(s); n >= maxOfLine && p.Place.Line > 0 && p.Place.sameLine(s[n-maxOfLine].Place) && p.Place.sameLine(s[n-1].Place) {
		if last := &s[n-1]; last.What == more {
			last.Severity = min(last.Severity, p.Severity)
			return nil
		}
		p.What, p.Mend = more, mendMore
		*l = append(s, p)
		return nil
	}
	*l = append(s, p)
	return &(*l)[len(s)]
}

// Full reports whether no more of the line at an offset of f will be listed, nor of what
// follows on it: errors of it were left out already, so nothing is lost by reading no further.
func (l List) Full(f *File, offset int) bool {
	if len(l) == 0 || l[len(l)-1].What != more || l[len(l)-1].Severity != Error {
		return false
	}
	at := l[len(l)-1].Place
	return at.File == f.Path && at.Line == f.LineOf(offset)
}

func (p Place) sameLine(q Place) bool { return p.Line == q.Line && p.File == q.File }

// Count returns how many errors and how many warnings l holds.
func (l List) Count() (errors, warnings int) {
	for _, p := range l {
		switch p.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		}
	}
	return errors, warnings
}

// HasErrors reports whether any problem in l stops the build.
func (l List) HasErrors() bool {
	errors, _ := l.Count()
	return errors > 0
}

// Sort orders l by file, line and column, errors before warnings at one place,
// and drops problems that say the same of the same place.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b Problem) int {
		p, q := a.Place, b.Place
		return cmp.Or(strings.Compare(p.File, q.File), p.Line-q.Line, p.Column-q.Column, int(a.Severity-b.Severity), strings.Compare(a.What.ZH, b.What.ZH))
	})
	*l = slices.CompactFunc(*l, func(a, b Problem) bool {
		a.Repair, b.Repair = nil, nil
		return a == b
	})
}
