package source

import (
	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// Wordings is wording.toml: what is written wrong and how it is right, and official names. It changes no byte of the site: `check
// --public` reads the texts by it.
type Wordings struct {
	List  []Wording
	Names []OfficialName
}

// Wording is one [[wording]]: words that are wrong, and the right ones.
type Wording struct {
	Wrong  []string
	Right  string
	Reason string
	Except []string // words that hold a wrong one and are right
	Ask    bool     // it may be right where it stands: a person looks
	Span   Span     // of the header
}

// OfficialName is one [[official]]: a name that is written so and no other way.
type OfficialName struct {
	Name   string
	Not    []string // other ways in which it is written, all of them wrong
	Reason string
	Span   Span // of the header
}

// readWordings reads wording.toml.
func readWordings(p *Parsed) *Wordings { return readEntries(p, wordingFileKeys) }

// ParseWordings reads a text in the form of wording.toml that is no file of a content: the list that the program brings along.
func ParseWordings(name string, data []byte) (*Wordings, diag.List) {
	p := &Parsed{File: diag.NewFile(name, string(data)), room: new(tomldoc.Room)}
	w := readWordings(p)
	return w, p.Problems
}

var wordingFileKeys = []key[Wordings]{
	tables("wording", func(w *Wordings) *[]Wording { return &w.List }, wordingKeys, checkWording),
	tables("official", func(w *Wordings) *[]OfficialName { return &w.Names }, officialKeys, func(r *reader, t *tomldoc.Table, n *OfficialName) {
		n.Span = span(t.Start, t.End)
		r.require(t, n.Span, "name", diag.T(`name = "驻马店市科学技术协会"`, `name = "…"`))
	}),
}

var wordingKeys = []key[Wording]{
	texts("wrong", func(w *Wording) *[]string { return &w.Wrong }),
	custom("right", tomldoc.Text, func(r *reader, w *Wording, f *tomldoc.Field) { w.Right = r.name(f) }),
	text("reason", func(w *Wording) *string { return &w.Reason }),
	texts("except", func(w *Wording) *[]string { return &w.Except }),
	flag("ask", func(w *Wording) *bool { return &w.Ask }),
}

var officialKeys = []key[OfficialName]{
	custom("name", tomldoc.Text, func(r *reader, n *OfficialName, f *tomldoc.Field) { n.Name = r.name(f) }),
	texts("not", func(n *OfficialName) *[]string { return &n.Not }),
	text("reason", func(n *OfficialName) *string { return &n.Reason }),
}

func checkWording(r *reader, t *tomldoc.Table, w *Wording) {
	w.Span = span(t.Start, t.End)
	r.require(t, w.Span, "wrong", diag.T(`wrong = ["错的写法"]`, `wrong = ["…"]`))
	r.require(t, w.Span, "right", diag.T(`right = "对的写法"`, `right = "…"`))
	for _, s := range w.Wrong {
		if s == w.Right {
			r.ps.Error(w.Span.In(r.file), diag.M("WORDING-SAME", "错的和对的写法一样：%s", "the wrong wording and the right one are the same: %s").With(s),
				diag.T("wrong 写错的，right 写对的", "wrong is the wrong one, right the right one"))
		}
	}
}
