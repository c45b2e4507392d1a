package pages

import (
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"kepu/generator/address"
	"kepu/generator/digest"
	"kepu/generator/pinyin"
)

// part adds the file of a part, which is made from what add gathers, and not from the frame: a
// phone that has a part need not fetch it again for a new date below the pages. All that the
// script folds with it is put in here. It returns the file's key.
func (m *maker) part(name string, add func(*gathering), docs func() searchPart) func() digest.Digest {
	key := sync.OnceValue(func() digest.Digest {
		var g gathering
		g.Text(partForm)
		g.Digests(m.keys.terms())
		add(&g)
		return g.Digest()
	})
	m.add(File{Path: address.SearchPart(name), Key: key, Write: func(w io.Writer) error {
		p := docs()
		p.tables()
		return p.write(w)
	}})
	return key
}

// partForm is another when parts of the same content are written otherwise: a browser keeps
// those of an earlier program.
const partForm = "1"

// version is what a part's address has of its key.
func version(key digest.Digest) string { return hex.EncodeToString(key[:4]) }

// write writes the call with the part as json.Marshal writes it, with <, >, & and line
// separators escaped: it is JavaScript too. It is put together by hand, since a large city's
// parts have forty megabytes.
func (p *searchPart) write(w io.Writer) error {
	out := []byte("(self.kepuSearch=self.kepuSearch||[]).push(")
	out = append(appendString(append(out, `{"part":`...), p.Name), `,"docs":[`...)
	for i, d := range p.Docs {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendDoc(out, d)
		if _, err := w.Write(out); err != nil {
			return err
		}
		out = out[:0]
	}
	out = append(out, ']')
	if p.Read != "" {
		out = appendString(append(out, `,"read":`...), p.Read)
	}
	if p.Old != "" {
		out = appendString(append(out, `,"old":`...), p.Old)
	}
	if len(p.Parts) > 0 {
		list, err := json.Marshal(p.Parts)
		if err != nil {
			return err
		}
		out = append(append(out, `,"parts":`...), list...)
	}
	_, err := w.Write(append(out, "});\n"...))
	return err
}

func appendDoc(out []byte, d searchDoc) []byte {
	out = append(out, '[')
	for i, field := range d {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendString(out, field)
	}
	return append(out, ']')
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

// tables puts in how the characters of the part are read and which traditional ones mean
// them. Pinyin is for what one would type: names, places and topics, not whole texts.
func (p *searchPart) tables() {
	var spoken, written runes
	for _, d := range p.Docs {
		for i, field := range d {
			switch i {
			case addressField:
			case textField:
				written.add(field)
			default:
				spoken.add(field)
			}
		}
	}
	p.Read, p.Old = readings(spoken.list()), oldForms(&spoken, &written)
}

// Places in a searchDoc.
const (
	addressField = 1
	textField    = 5
)

// runes is a set of characters: a bit for each of the first plane, where nearly all are.
type runes struct {
	plane  [1 << 10]uint64
	others []rune
}

// add adds the characters of s; of ASCII none, since it is not read and has no old form.
func (x *runes) add(s string) {
	for _, r := range s {
		if r >= 1<<16 {
			if !slices.Contains(x.others, r) {
				x.others = append(x.others, r)
			}
		} else if r >= utf8.RuneSelf {
			x.plane[r>>6] |= 1 << (r & 63)
		}
	}
}

func (x *runes) has(r rune) bool {
	if r >= 1<<16 {
		return slices.Contains(x.others, r)
	}
	return x.plane[r>>6]>>(r&63)&1 == 1
}

func (x *runes) list() []rune {
	out := slices.Clone(x.others)
	for i, word := range x.plane {
		for ; word != 0; word &= word - 1 {
			out = append(out, rune(i<<6+bits.TrailingZeros64(word)))
		}
	}
	return out
}

// readings lists the syllables with the characters read so. A simplified character is
// listed, and not its traditional one: the script folds before it reads.
func readings(spoken []rune) string {
	bySound := map[string][]rune{}
	simple := simplified()
	for i, r := range spoken {
		if s, ok := simple.of[r]; ok {
			spoken[i] = s
		}
	}
	slices.Sort(spoken)
	for _, r := range slices.Compact(spoken) {
		for _, sound := range pinyin.Readings(r) {
			bySound[sound] = append(bySound[sound], r)
		}
	}
	var b strings.Builder
	for _, sound := range slices.Sorted(maps.Keys(bySound)) {
		b.WriteString(sound)
		b.WriteString(string(bySound[sound]))
	}
	return b.String()
}

// oldForms lists the traditional characters that stand in the part, or mean one that
// does.
func oldForms(sets ...*runes) string {
	simple := simplified()
	var b strings.Builder
	for _, old := range simple.old {
		new := simple.of[old]
		if slices.ContainsFunc(sets, func(x *runes) bool { return x.has(old) || x.has(new) }) {
			b.WriteRune(old)
			b.WriteRune(new)
		}
	}
	return b.String()
}

//go:embed traditional.txt
var traditional string

// simplified is the table of traditional.txt.
var simplified = sync.OnceValue(func() simplification {
	x := simplification{of: map[rune]rune{}}
	for line := range strings.Lines(traditional) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		pair := []rune(strings.TrimSpace(line))
		for i := 0; i+1 < len(pair); i += 2 {
			x.of[pair[i]] = pair[i+1]
		}
	}
	x.old = slices.Sorted(maps.Keys(x.of))
	return x
})

// simplification says which character a traditional one is now.
type simplification struct {
	of  map[rune]rune
	old []rune // all of its keys, sorted
}
