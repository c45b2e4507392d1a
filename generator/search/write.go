package search

import (
	"encoding/json"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Form is another when parts of the same content are written otherwise: a browser keeps those
// of an earlier program.
const Form = "2"

// Write writes the part, which has these things.
func (p *Part) Write(w io.Writer, docs iter.Seq[Doc]) error {
	return write(w, p.Name, p.tell, p.text, docs, Rest{})
}

// Rest is what the first part has besides things.
type Rest struct {
	Parts    []Part     `json:"parts,omitempty"`
	Synonyms [][]string `json:"same,omitempty"`   // words of one meaning
	Sounds   string     `json:"sounds,omitempty"` // version of the part with the characters that no name has
}

// WriteFirst writes the part that comes first, which names the others.
func WriteFirst(w io.Writer, docs iter.Seq[Doc], rest Rest) error {
	return write(w, First, namesTell, 0, docs, rest)
}

// WriteSounds writes the part Sounds.
func WriteSounds(w io.Writer) error {
	out := appendString([]byte(before+`{"part":`), Sounds)
	out = appendString(append(out, `,"read":`...), readings(usual()))
	out = appendString(append(out, `,"old":`...), allOldForms())
	_, err := w.Write(append(out, "}"+after...))
	return err
}

// before and after make a script of a part.
const before, after = "(self.kepuSearch=self.kepuSearch||[]).push(", ");\n"

// write writes a part as json.Marshal writes it, with <, >, & and line separators escaped: it
// is JavaScript too. It is put together by hand, one thing after the other, since a large
// city's parts have forty megabytes.
func write(w io.Writer, name, tell string, text int, docs iter.Seq[Doc], rest Rest) error {
	var spoken, written runes // pinyin is for what one would type: names, places and topics, not whole texts
	out := appendString([]byte(before+`{"part":`), name)
	if tell != "" {
		out = appendString(append(out, `,"tell":`...), tell)
	}
	out = append(out, `,"docs":[`...)
	some := false
	for d := range docs {
		if some {
			out = append(out, ',')
		}
		some = true
		d.Text = cut(d.Text, text)
		fields := [...]string{flat(d.Title), d.Address, flat(d.Where), join(d.Names), sorts(d.Words), d.Text, strings.Join(d.Later, "\n")}
		for _, s := range [...]string{fields[0], fields[2], fields[3], fields[4], fields[6]} {
			spoken.add(s)
		}
		written.add(d.Text)
		n := len(fields)
		for n > 2 && fields[n-1] == "" {
			n--
		}
		for i, s := range fields[:n] {
			out = appendString(append(out, "[,"[min(i, 1)]), s)
		}
		if _, err := w.Write(append(out, ']')); err != nil {
			return err
		}
		out = out[:0]
	}
	out = append(out, ']')
	if read := readings(spoken.list()); read != "" {
		out = appendString(append(out, `,"read":`...), read)
	}
	if old := oldForms(&spoken, &written); old != "" {
		out = appendString(append(out, `,"old":`...), old)
	}
	list, err := json.Marshal(rest)
	if err != nil {
		return err
	}
	if more := list[1 : len(list)-1]; len(more) > 0 { // without its braces
		out = append(append(out, ','), more...)
	}
	_, err = w.Write(append(append(out, '}'), after...))
	return err
}

// join makes one field of several words; the empty ones are left out.
func join(list []string) string {
	if slices.ContainsFunc(list, func(s string) bool { return s == "" || flat(s) != s }) {
		list = slices.Clone(list)
		for i, s := range list {
			list[i] = flat(s)
		}
		list = slices.DeleteFunc(list, func(s string) bool { return s == "" })
	}
	return strings.Join(list, "|")
}

// sorts makes one field of several lists of words.
func sorts(lists [][]string) string {
	all := make([]string, len(lists))
	for i, l := range lists {
		all[i] = join(l)
	}
	return strings.TrimRight(strings.Join(all, "\t"), "\t")
}

// flat returns s with a space for whatever parts lines and fields: the script looks through all of a part as one text.
func flat(s string) string {
	if strings.IndexFunc(s, unicode.IsControl) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}

// appendString adds a string as json.Marshal writes it, which does all that is not plain.
func appendString(out []byte, s string) []byte {
	if !verbatim(s) {
		quoted, err := json.Marshal(s)
		if err != nil {
			panic("a string cannot be marshalled: " + err.Error()) // cannot happen
		}
		return append(out, quoted...)
	}
	return append(append(append(out, '"'), s...), '"')
}

// verbatim reports whether a string stands in JSON as it is. It is false for some that do: those
// with a character of the block of the line separators.
func verbatim(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c == '"', c == '\\', c == '<', c == '>', c == '&', c == 0xe2:
			return false
		}
	}
	return utf8.ValidString(s)
}

// cut returns the first n characters of text, with one space for its line ends and wherever
// else there is space.
func cut(text string, n int) string {
	kept, space := 0, true // what came before
	for i, r := range text {
		if kept == n && !space {
			return text[:i]
		}
		is := unicode.IsSpace(r)
		if kept == n || is && (space || r != ' ') {
			return beginning(strings.Join(strings.Fields(text), " "), n)
		}
		space = is
		kept++
	}
	if space {
		return beginning(strings.Join(strings.Fields(text), " "), n)
	}
	return text
}

// beginning returns the first n characters of text.
func beginning(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}
