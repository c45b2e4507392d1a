package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A sheet may be some hundred megabytes of formats of empty cells, which encoding/xml would look at for a minute. This reads the XML
// that such files are made of, tag by tag, and nothing twice. It knows no document types: there is no entity to expand.

// token is what a scanner has come to.
type token uint8

const (
	start token = iota
	end
	chars
)

// scanner goes through one part of a book.
type scanner struct {
	r      *bufio.Reader
	name   []byte // of a start or an end, without its prefix
	tag    []byte // of a start: what stands behind its name
	text   []byte // of chars, as written
	cdata  bool   // text is as it is meant
	closed bool   // the start closes itself
	depth  int
	at     int    // bytes up to here
	from   int    // where the tag began that was read last, in bytes
	open   []byte // the names of the elements that are open, one behind the other
	opened []int  // where each begins
}

var (
	errBroken = errors.New("broken XML")
	errDTD    = errors.New("a document type")
	errLarge  = errors.New("more than any book has")
)

func newScanner(r io.Reader) *scanner {
	s := &scanner{r: bufio.NewReaderSize(r, 64<<10)}
	if mark, err := s.r.Peek(3); err == nil && string(mark) == "\ufeff" {
		s.discard(3)
	}
	return s
}

// next goes to the next token. io.EOF is the end of a whole document.
func (s *scanner) next() (token, error) {
	if s.closed {
		s.closed = false
		s.depth--
		return end, nil
	}
	for {
		text, err := s.until('<', s.text[:0], maxText)
		s.text, s.cdata = text, false
		if err == io.EOF && s.depth == 0 && len(bytes.TrimSpace(text)) == 0 {
			return 0, io.EOF
		}
		if err != nil {
			return 0, broken(err)
		}
		if s.text = text[:len(text)-1]; len(s.text) > 0 && s.depth > 0 {
			s.r.UnreadByte()
			s.at--
			return chars, nil
		}
		s.from = s.at - 1
		next, err := s.r.Peek(1)
		if err != nil {
			return 0, broken(err)
		}
		c := next[0]
		if c == '?' || c == '!' || c == '/' {
			s.discard(1)
		}
		switch c {
		case '?':
			if err := s.past("?>"); err != nil {
				return 0, err
			}
		case '!':
			if cdata, err := s.declaration(); err != nil || cdata {
				return chars, err
			}
		case '/':
			if s.tag, err = s.until('>', s.tag[:0], maxTag); err != nil {
				return 0, broken(err)
			}
			s.name = local(bytes.TrimSpace(s.tag[:len(s.tag)-1]))
			if s.depth--; s.depth < 0 || !bytes.Equal(s.name, s.open[s.opened[s.depth]:]) {
				return 0, errBroken
			}
			s.open, s.opened = s.open[:s.opened[s.depth]], s.opened[:s.depth]
			return end, nil
		default:
			return start, s.start()
		}
	}
}

// start reads a tag that begins an element.
func (s *scanner) start() error {
	s.tag = s.tag[:0]
	var quote byte // the sign that ends the attribute's value that is being read: it may hold a >
	for {
		from := len(s.tag)
		var err error
		if s.tag, err = s.until('>', s.tag, maxTag); err != nil {
			return broken(err)
		}
		if quote = quoted(s.tag[from:], quote); quote == 0 {
			break
		}
	}
	tag := s.tag[:len(s.tag)-1]
	if n := len(tag); n > 0 && tag[n-1] == '/' {
		tag, s.closed = tag[:n-1], true
	}
	s.depth++
	n := bytes.IndexAny(tag, " \t\r\n")
	if n < 0 {
		n = len(tag)
	}
	s.name, s.tag = local(tag[:n]), tag[n:]
	if len(s.name) == 0 || s.depth > maxDepth {
		return errBroken
	}
	if !s.closed {
		s.opened, s.open = append(s.opened, len(s.open)), append(s.open, s.name...)
	}
	return nil
}

// quoted returns the quote that is open after some bytes of a tag; 0: none.
func quoted(tag []byte, quote byte) byte {
	for _, c := range tag {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote
}

// declaration reads what follows <!: a comment, or a text as it is meant.
func (s *scanner) declaration() (cdata bool, err error) {
	head, err := s.r.Peek(7)
	if err != nil {
		return false, broken(err)
	}
	switch {
	case bytes.HasPrefix(head, []byte("--")):
		s.discard(2)
		return false, s.past("-->")
	case string(head) == "[CDATA[" && s.depth > 0:
		s.discard(7)
		s.text = s.text[:0]
		for !bytes.HasSuffix(s.text, []byte("]]>")) {
			if s.text, err = s.until('>', s.text, maxText); err != nil {
				return false, broken(err)
			}
		}
		s.text, s.cdata = s.text[:len(s.text)-3], true
		return true, nil
	}
	return false, errDTD
}

func (s *scanner) discard(n int) {
	s.r.Discard(n)
	s.at += n
}

// past skips what stands up to a mark, and the mark.
func (s *scanner) past(mark string) error {
	last := mark[len(mark)-1]
	var tail []byte
	for {
		part, err := s.r.ReadSlice(last)
		s.at += len(part)
		if err != nil && err != bufio.ErrBufferFull {
			return broken(err)
		}
		tail = append(tail, part[max(0, len(part)-len(mark)):]...)
		tail = tail[max(0, len(tail)-len(mark)):]
		if string(tail) == mark {
			return nil
		}
	}
}

// until adds to buf what stands up to a byte, and the byte.
func (s *scanner) until(last byte, buf []byte, most int) ([]byte, error) {
	for {
		part, err := s.r.ReadSlice(last)
		s.at += len(part)
		if buf = append(buf, part...); len(buf) > most {
			return buf, errBroken
		}
		if err != bufio.ErrBufferFull {
			return buf, err
		}
	}
}

func broken(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return errBroken
	}
	return err
}

// local returns a name without its prefix.
func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// attribute returns the value of an attribute of the start, as written.
func (s *scanner) attribute(name string) ([]byte, bool) {
	tag := s.tag
	for {
		eq := bytes.IndexByte(tag, '=')
		if eq < 0 {
			return nil, false
		}
		key := bytes.TrimSpace(tag[:eq])
		tag = bytes.TrimLeft(tag[eq+1:], " \t\r\n")
		if len(tag) == 0 || tag[0] != '"' && tag[0] != '\'' {
			return nil, false
		}
		n := bytes.IndexByte(tag[1:], tag[0])
		if n < 0 {
			return nil, false
		}
		if string(local(key)) == name {
			return tag[1 : 1+n], true
		}
		tag = tag[n+2:]
	}
}

// word returns an attribute as text; "" when there is none.
func (s *scanner) word(name string) string {
	v, ok := s.attribute(name)
	if !ok {
		return ""
	}
	text, err := unescape(v)
	if err != nil {
		return ""
	}
	return text
}

// number returns an attribute that is a whole number.
func (s *scanner) number(name string) (int, bool) {
	v, ok := s.attribute(name)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(string(v))
	return n, err == nil
}

// flag reports whether an attribute says yes; without it, what is usual.
func (s *scanner) flag(name string, usual bool) bool {
	v, ok := s.attribute(name)
	if !ok {
		return usual
	}
	return string(v) == "1" || string(v) == "true" || string(v) == "on"
}

// add adds the text that the scanner stands on.
func (s *scanner) add(to []byte) ([]byte, error) {
	if s.cdata || bytes.IndexByte(s.text, '&') < 0 {
		return append(to, s.text...), nil
	}
	text, err := unescape(s.text)
	return append(to, text...), err
}

// unescape resolves the five entities and the numbers of characters. There are no others.
func unescape(b []byte) (string, error) {
	if bytes.IndexByte(b, '&') < 0 {
		return string(b), nil
	}
	var out strings.Builder
	for {
		i := bytes.IndexByte(b, '&')
		if i < 0 {
			out.Write(b)
			return out.String(), nil
		}
		out.Write(b[:i])
		b = b[i+1:]
		n := bytes.IndexByte(b[:min(len(b), 12)], ';')
		if n < 0 {
			return "", errBroken
		}
		switch name := string(b[:n]); name {
		case "lt":
			out.WriteByte('<')
		case "gt":
			out.WriteByte('>')
		case "amp":
			out.WriteByte('&')
		case "quot":
			out.WriteByte('"')
		case "apos":
			out.WriteByte('\'')
		default:
			digits, ok := strings.CutPrefix(name, "#")
			base := 10
			if hex, is := strings.CutPrefix(digits, "x"); is {
				digits, base = hex, 16
			}
			c, err := strconv.ParseUint(digits, base, 32)
			if !ok || err != nil || c == 0 || !utf8.ValidRune(rune(c)) {
				return "", errBroken
			}
			out.WriteRune(rune(c))
		}
		b = b[n+1:]
	}
}
