// Package wording finds wordings that are wrong in the texts of a content, and names of institutions that are written otherwise than they are.
//
// In come the parsed files and the lists to read them by: the starter list, which the program brings along, and that of the content
// (wording.toml); out comes a Finding for each place, with its file, line and column. Nobody's text is changed, and a build asks for
// nothing of this: a wording is a matter for the person who signs.
//
// Read is what readers see: the values of records and the text of pages. Comments, web addresses, drafts, and files that are not published
// are passed over (source.EachText).
package wording

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/source"
)

//go:embed starter.toml
var starter []byte

// Starter returns the list that the program brings along.
func Starter() *source.Wordings {
	w, ps := source.ParseWordings("starter.toml", starter)
	if len(ps) > 0 {
		panic("the starter list is wrong: " + ps[0].Message(diag.EN)) // a test reads it
	}
	return w
}

// Finding is one place.
type Finding struct {
	Place  diag.Place
	Wrong  string // as it stands there
	Right  string
	Reason string
	Ask    bool // it may be right: a person looks
}

// Lists are the wordings to look for.
type Lists struct {
	words []source.Wording
	names []source.OfficialName
}

// New puts lists together; of the same wrong words those of the later list count.
func New(lists ...*source.Wordings) *Lists {
	l := &Lists{}
	for _, w := range lists {
		for _, x := range w.List {
			for i := range l.words {
				l.words[i].Wrong = slices.DeleteFunc(slices.Clone(l.words[i].Wrong), func(s string) bool { return slices.Contains(x.Wrong, s) })
			}
			l.words = append(l.words, x)
		}
		l.names = append(l.names, w.Names...)
	}
	return l
}

// Name adds a name that is written so, of the organiser for one.
func (l *Lists) Name(name, reason string) {
	if name != "" && !slices.ContainsFunc(l.names, func(n source.OfficialName) bool { return n.Name == name }) {
		l.names = append(l.names, source.OfficialName{Name: name, Reason: reason})
	}
}

// Find reads the published files.
func (l *Lists) Find(files []*source.Parsed, drafts []string) []Finding {
	var out []Finding
	source.EachText(files, drafts, func(t source.Text) { out = l.in(out, t) })
	return out
}

// in adds what is found in a text.
func (l *Lists) in(out []Finding, t source.Text) []Finding {
	for i := range l.words {
		w := &l.words[i]
		for _, wrong := range w.Wrong {
			for at := range occurrences(t.Words, wrong) {
				if !within(t.Words, at, wrong, append(w.Except, w.Right)) && !inAddress(t.Words, at) {
					out = append(out, Finding{t.Place(at, at+len(wrong)), wrong, w.Right, w.Reason, w.Ask})
				}
			}
		}
	}
	for i := range l.names {
		n := &l.names[i]
		for _, wrong := range n.Not {
			for at := range occurrences(t.Words, wrong) {
				if !within(t.Words, at, wrong, []string{n.Name}) && !inAddress(t.Words, at) {
					out = append(out, Finding{t.Place(at, at+len(wrong)), wrong, n.Name, n.Reason, false})
				}
			}
		}
		out = l.nearly(out, t, n)
	}
	return out
}

// occurrences yields where a word stands in a text.
func occurrences(text, word string) func(func(int) bool) {
	return func(yield func(int) bool) {
		for at := 0; word != ""; {
			i := strings.Index(text[at:], word)
			if i < 0 || !yield(at+i) {
				return
			}
			at += i + len(word)
		}
	}
}

// within reports whether the word at that place is part of one of the words that are right.
func within(text string, at int, word string, right []string) bool {
	for _, r := range right {
		for i := range occurrences(r, word) {
			if start := at - i; start >= 0 && strings.HasPrefix(text[start:], r) {
				return true
			}
		}
	}
	return false
}

// inAddress reports whether a place is part of a web address.
func inAddress(text string, at int) bool {
	start := strings.LastIndexAny(text[:at], " \t\n\"<>（）()，。；、") + 1
	return strings.Contains(text[start:at], "://")
}

// shortestName is from how many characters on a name that differs by one of them is likely a slip; of shorter ones it is likely another name.
const shortestName = 6

// nearly finds a name with one character in another's place. One that is an official name too is none.
func (l *Lists) nearly(out []Finding, t source.Text, n *source.OfficialName) []Finding {
	want := []rune(n.Name)
	if len(want) < shortestName {
		return out
	}
	// The name's first half or its second half stands there unchanged: that is searched for, as fast as strings can be.
	half := len(want) / 2
	for _, part := range []struct {
		words  string
		before int // characters of the name before it
	}{{string(want[:half]), 0}, {string(want[half:]), half}} {
		for at := range occurrences(t.Words, part.words) {
			start, ok := back(t.Words, at, part.before)
			if !ok {
				continue
			}
			end, ok := forth(t.Words, start, len(want))
			if !ok {
				continue
			}
			got := t.Words[start:end]
			if differ(got, want) == 1 && !l.isName(got) && !inAddress(t.Words, start) {
				out = append(out, Finding{t.Place(start, end), got, n.Name, n.Reason, true})
			}
		}
	}
	return out
}

func (l *Lists) isName(s string) bool {
	return slices.ContainsFunc(l.names, func(n source.OfficialName) bool { return n.Name == s })
}

func back(text string, at, n int) (int, bool) {
	for range n {
		c, size := utf8.DecodeLastRuneInString(text[:at])
		if size == 0 || c == '\n' {
			return 0, false
		}
		at -= size
	}
	return at, true
}

func forth(text string, at, n int) (int, bool) {
	for range n {
		c, size := utf8.DecodeRuneInString(text[at:])
		if size == 0 || c == '\n' {
			return 0, false
		}
		at += size
	}
	return at, true
}

// differ counts the characters in which two texts of one length differ.
func differ(got string, want []rune) int {
	n, i := 0, 0
	for _, c := range got {
		if c != want[i] {
			n++
		}
		i++
	}
	return n
}
