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
const Form = "1"

// Write writes the part, which has these things.
func (p *Part) Write(w io.Writer, docs iter.Seq[Doc]) error {
	return write(w, p.Name, p.text, docs, nil)
}

// WriteFirst writes the part that comes first, which names the others.
func WriteFirst(w io.Writer, docs iter.Seq[Doc], others []Part) error {
	return write(w, First, 0, docs, others)
}

// write writes a part as json.Marshal writes it, with <, >, & and line separators escaped: it
// is JavaScript too. It is put together by hand, one thing after the other, since a large
// city's parts have forty megabytes.
func write(w io.Writer, name string, text int, docs iter.Seq[Doc], others []Part) error {
	var spoken, written runes // pinyin is for what one would type: names, places and topics, not whole texts
	out := []byte("(self.kepuSearch=self.kepuSearch||[]).push(")
	out = append(appendString(append(out, `{"part":`...), name), `,"docs":[`...)
	some := false
	for d := range docs {
		if some {
			out = append(out, ',')
		}
		some = true
		d.Text = cut(d.Text, text)
		fields := [...]string{d.Title, d.Address, d.Where, join(d.Names), join(d.Words), d.Text, strings.Join(d.Later, "\n")}
		for _, s := range [...]string{d.Title, d.Where, fields[3], fields[4], fields[6]} {
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
	if len(others) > 0 {
		list, err := json.Marshal(others)
		if err != nil {
			return err
		}
		out = append(append(out, `,"parts":`...), list...)
	}
	_, err := w.Write(append(out, "});\n"...))
	return err
}

// join makes one field of several words; the empty ones are left out.
func join(list []string) string {
	if slices.Contains(list, "") {
		list = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == "" })
	}
	return strings.Join(list, "|")
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
