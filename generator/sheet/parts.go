package sheet

import (
	"bytes"
	"io"

	"kepu/generator/ooxml"
)

// limits are those of ooxml for workbooks: a sheet may be large that holds formats alone.
var limits = ooxml.Limits{File: MaxSize, Parts: MaxParts, Part: MaxUnpacked, All: MaxUnpacked, Ratio: 1000}

// scan goes through a part's XML.
func scan(p *ooxml.Package, name string, each func(s *scanner) error) error {
	r, err := p.Stream(name)
	if err != nil {
		return err
	}
	defer r.Close()
	s := newScanner(r)
	if mark, err := s.r.Peek(2); err == nil && (string(mark) == "\xff\xfe" || string(mark) == "\xfe\xff") { // UTF-16, as hardly any program writes
		data, err := p.Part(name)
		if err != nil {
			return err
		}
		s = newScanner(bytes.NewReader(ooxml.UTF8(data)))
	}
	return each(s)
}

// elements calls f at each beginning of an element up to the end of the document.
func (s *scanner) elements(f func() error) error {
	for {
		t, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err == nil && t == start {
			err = f()
		}
		if err != nil {
			return err
		}
	}
}
