package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"kepu/generator/diag"
)

// How large and how deep the XML of a part may be: some ten times what the longest texts of offices are.
const (
	maxDepth    = 300
	maxElements = 1 << 20
	maxTree     = 48 << 20
)

// Element is an element of a part's XML, or a stretch of text between two: that has a Text and no Name.
type Element struct {
	Space string // the namespace; of Strict Open XML the usual one that means the same
	Name  string
	Attrs []xml.Attr
	Kids  []*Element
	Text  string
	Start int // where it begins in the part, in bytes; of a part that is not UTF-8: in its UTF-8 form
	End   int // where it ends
}

// Tokens reads the XML of a part piece by piece, for those that are too large for a tree. DTDs are refused, and what is
// deeper than any office writes.
type Tokens struct {
	d     *xml.Decoder
	depth int
}

// NewTokens begins to read a part's XML.
func NewTokens(data []byte) *Tokens {
	d := xml.NewDecoder(bytes.NewReader(UTF8(data)))
	// UTF8 has made UTF-8 of it, whatever its first line says.
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		switch strings.ToLower(label) {
		case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii":
			return in, nil
		}
		return nil, errors.New("unknown encoding")
	}
	return &Tokens{d: d}
}

// UTF8 makes UTF-8 of a part that is UTF-16 by its mark, and takes a mark of UTF-8 away. Others come back as they are.
func UTF8(data []byte) []byte {
	if len(data) >= 2 && (data[0] == 0xFF && data[1] == 0xFE || data[0] == 0xFE && data[1] == 0xFF) {
		return fromUTF16(data)
	}
	return bytes.TrimPrefix(data, []byte("\uFEFF"))
}

// At is where the next token begins, in bytes.
func (t *Tokens) At() int { return int(t.d.InputOffset()) }

// Next returns the next token; io.EOF at the end, a *Fault where it cannot be read. Its bytes are good until the next call.
func (t *Tokens) Next() (xml.Token, error) {
	token, err := t.d.Token()
	if err == io.EOF {
		return nil, io.EOF
	}
	if err != nil {
		return nil, fault(damaged, diag.T("里面的 XML 写得不对", "the XML in it is not right"), again)
	}
	switch token.(type) {
	case xml.StartElement:
		if t.depth++; t.depth > maxDepth {
			return nil, fault(hostile, diag.T("里面一层套一层，超过 %d 层", "what is in it is nested more than %d times").With(maxDepth), saveAgain)
		}
	case xml.EndElement:
		t.depth--
	case xml.Directive:
		return nil, fault(hostile, diag.T("里面的 XML 带有 DTD", "the XML in it has a DTD"), saveAgain)
	}
	return token, nil
}

// Parse reads the XML of a part as a tree. A *Fault says why it cannot be read.
func Parse(data []byte) (*Element, error) {
	if len(data) > maxTree {
		return nil, fault(tooLarge, diag.T("一个部件有 %d MB", "one part has %d MB").With(len(data)>>20), smaller)
	}
	t := NewTokens(data)
	var root *Element
	var open []*Element
	n, attrs := 0, 0
	// A text is gathered piece by piece: comments and CDATA part it.
	var text *Element
	var words []byte
	end := func() {
		if text != nil {
			text.Text, text, words = string(words), nil, words[:0]
		}
	}
	for {
		from := t.At()
		token, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch x := token.(type) {
		case xml.StartElement:
			end()
			if n, attrs = n+1, attrs+len(x.Attr); n > maxElements || attrs > 4*maxElements {
				return nil, fault(tooLarge, diag.T("一个部件里超过 %d 个元素", "one part has more than %d elements").With(maxElements), smaller)
			}
			e := &Element{Space: usual(x.Name.Space), Name: x.Name.Local, Attrs: x.Attr, Start: from}
			for i := range e.Attrs {
				e.Attrs[i].Name.Space = usual(e.Attrs[i].Name.Space)
			}
			if len(open) > 0 {
				up := open[len(open)-1]
				up.Kids = append(up.Kids, e)
			} else if root == nil {
				root = e
			} else {
				return nil, fault(damaged, diag.T("里面的 XML 写得不对", "the XML in it is not right"), again)
			}
			open = append(open, e)
		case xml.EndElement:
			end()
			open[len(open)-1].End = t.At()
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) == 0 {
				continue
			}
			if n++; n > maxElements {
				return nil, fault(tooLarge, diag.T("一个部件里超过 %d 个元素", "one part has more than %d elements").With(maxElements), smaller)
			}
			if text == nil {
				text = &Element{Start: from}
				up := open[len(open)-1]
				up.Kids = append(up.Kids, text)
			}
			words = append(words, x...)
			text.End = t.At()
		}
	}
	if root == nil {
		return nil, fault(damaged, diag.T("里面的 XML 是空的", "the XML in it is empty"), again)
	}
	return root, nil
}

const strict, open2006 = "http://purl.oclc.org/ooxml/", "http://schemas.openxmlformats.org/"

// usual returns the namespace that the same thing has in files that are not Strict Open XML.
func usual(space string) string {
	rest, ok := strings.CutPrefix(space, strict)
	if !ok {
		return space
	}
	first, last, _ := strings.Cut(rest, "/")
	return open2006 + first + "/2006/" + last
}

// Get returns an attribute by its name without a prefix; "" where there is none. It may be asked of nil.
func (e *Element) Get(name string) string {
	if e == nil {
		return ""
	}
	for i := range e.Attrs {
		if e.Attrs[i].Name.Local == name {
			return e.Attrs[i].Value
		}
	}
	return ""
}

// Has reports whether there is such an attribute.
func (e *Element) Has(name string) bool {
	for i := range e.Attrs {
		if e.Attrs[i].Name.Local == name {
			return true
		}
	}
	return false
}

// In returns an attribute by its namespace and name.
func (e *Element) In(space, name string) string {
	for i := range e.Attrs {
		if e.Attrs[i].Name.Local == name && e.Attrs[i].Name.Space == space {
			return e.Attrs[i].Value
		}
	}
	return ""
}

// Kid returns the first child of that name; nil where there is none. It may be asked of nil.
func (e *Element) Kid(names ...string) *Element {
	for _, name := range names {
		if e == nil {
			return nil
		}
		var found *Element
		for _, k := range e.Kids {
			if k.Name == name {
				found = k
				break
			}
		}
		e = found
	}
	return e
}

// Words are all text within an element.
func (e *Element) Words() string {
	if e == nil {
		return ""
	}
	if e.Name == "" {
		return e.Text
	}
	var b strings.Builder
	e.words(&b)
	return b.String()
}

func (e *Element) words(b *strings.Builder) {
	for _, k := range e.Kids {
		if k.Name == "" {
			b.WriteString(k.Text)
		} else {
			k.words(b)
		}
	}
}
