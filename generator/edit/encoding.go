package edit

import (
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/source"
)

// spelling is how the bytes of a file stand for its text: which bytes each
// character is written with, so that those of all others can stay as they are.
type spelling struct {
	raw      []byte
	encoding source.Encoding
	text     string
	lines    []lineAt // where each line begins; at least one
}

// lineAt is where a line begins and how it ends.
type lineAt struct {
	text, raw int
	end       string // "\n", "\r\n", "\r"; "" of the last line
}

// newSpelling returns how raw spells text, which is what source.DecodeText reads
// in it. ok is false where lines of the two do not go together.
func newSpelling(raw []byte, text string) (s *spelling, ok bool) {
	encoding, mark := source.EncodingOf(raw)
	if len(raw) == 0 {
		encoding, mark = source.UTF8, 0
	}
	s = &spelling{raw: raw, encoding: encoding, text: text}
	at := lineAt{0, mark, ""}
	for {
		n := strings.IndexByte(text[at.text:], '\n')
		from, end := s.rawEnd(at.raw)
		if n < 0 {
			s.lines = append(s.lines, at)
			return s, end == ""
		}
		if end == "" {
			return nil, false
		}
		at.end = end
		s.lines = append(s.lines, at)
		at = lineAt{at.text + n + 1, from + len(end)*s.unit(), ""}
	}
}

// unit returns how many bytes an ASCII character takes.
func (s *spelling) unit() int {
	if s.encoding == source.UTF16LE || s.encoding == source.UTF16BE {
		return 2
	}
	return 1
}

// rawEnd finds the line end at or after the byte at i: where it begins, and how it
// is written; "" when there is none.
func (s *spelling) rawEnd(i int) (at int, end string) {
	unit := s.unit()
	for ; i+unit <= len(s.raw); i += unit {
		switch s.ascii(i) {
		case '\n':
			return i, "\n"
		case '\r':
			if s.ascii(i+unit) == '\n' {
				return i, "\r\n"
			}
			return i, "\r"
		}
	}
	return len(s.raw), ""
}

// ascii returns the ASCII character at i, or 0. In GB18030 the bytes below 0x30 are
// never a part of another character.
func (s *spelling) ascii(i int) byte {
	if i+s.unit() > len(s.raw) {
		return 0
	}
	switch s.encoding {
	case source.UTF16LE:
		if s.raw[i+1] == 0 {
			return s.raw[i]
		}
	case source.UTF16BE:
		if s.raw[i] == 0 {
			return s.raw[i+1]
		}
	default:
		return s.raw[i]
	}
	return 0
}

// lineOf returns the line that an offset of the text stands in.
func (s *spelling) lineOf(offset int) int {
	return sort.Search(len(s.lines), func(i int) bool { return s.lines[i].text > offset }) - 1
}

// rawAt returns where the character at an offset of the text is written.
func (s *spelling) rawAt(offset int) int {
	line := s.lines[s.lineOf(offset)]
	before := s.text[line.text:offset]
	at := line.raw
	switch s.encoding {
	case source.UTF8:
		return at + len(before)
	case source.GB18030:
		for range before {
			at += gbWidth(s.raw[at:])
		}
	default:
		for _, c := range before {
			at += 2 * utf16.RuneLen(c)
		}
	}
	return at
}

// gbWidth returns how many bytes the GB18030 character takes that b begins with.
func gbWidth(b []byte) int {
	switch {
	case b[0] <= 0x80 || len(b) < 2:
		return 1
	case '0' <= b[1] && b[1] <= '9':
		return 4
	}
	return 2
}

// fourBytes reports whether the file has a GB18030 character of four bytes.
func (s *spelling) fourBytes() bool {
	for i := 0; i < len(s.raw); {
		n := gbWidth(s.raw[i:])
		if n == 4 {
			return true
		}
		i += n
	}
	return false
}

// lacking returns the first character that GBK lacks, of a text that a file in that encoding shall have; ""
// where there is none, or the file is another or has such characters already.
func (s *spelling) lacking(text string) string {
	if s.encoding != source.GB18030 || s.fourBytes() {
		return ""
	}
	for _, c := range text {
		if _, err := simplifiedchinese.GBK.NewEncoder().String(string(c)); err != nil {
			return string(c)
		}
	}
	return ""
}

// endNear returns how a new line that is begun at an offset of the text ends: like
// the line that it is in, or the one before.
func (s *spelling) endNear(offset int) string {
	for i := s.lineOf(offset); i >= 0; i-- {
		if s.lines[i].end != "" {
			return s.lines[i].end
		}
	}
	return "\n"
}

// spell writes new text as the file's own is written. ok is false where its encoding
// cannot. A file that is no UTF-8 is read by Notepad in Windows' own encoding (GBK), which has
// no characters of four bytes: it shows others, and its next save destroys them. So none is brought
// into a file that has none yet.
func (s *spelling) spell(text, end string) (b []byte, ok bool) {
	text = strings.ReplaceAll(text, "\n", end)
	switch s.encoding {
	case source.UTF8:
		return []byte(text), utf8.ValidString(text)
	case source.GB18030:
		if b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text)); err == nil {
			return b, true
		}
		if !s.fourBytes() {
			return nil, false
		}
		b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
		return b, err == nil
	}
	for _, unit := range utf16.Encode([]rune(text)) {
		lo, hi := byte(unit), byte(unit>>8)
		if s.encoding == source.UTF16BE {
			lo, hi = hi, lo
		}
		b = append(b, lo, hi)
	}
	return b, true
}
