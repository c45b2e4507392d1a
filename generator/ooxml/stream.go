package ooxml

import (
	"bytes"
	"io"
	"strings"

	"kepu/generator/diag"
)

// Stream reads a part without keeping it, for those that are too large to be held: the sheets of a workbook. What is read
// counts as unpacked as often as it is.
func (p *Package) Stream(name string) (io.ReadCloser, error) {
	if !p.Has(name) {
		_, err := p.Part(name)
		return nil, err
	}
	one := p.byName[strings.ToLower(name)]
	if one.read || one.set {
		return io.NopCloser(bytes.NewReader(one.data)), nil
	}
	r, err := one.file.Open()
	if err != nil {
		return nil, p.unlike(name)
	}
	return &stream{r, p, name, p.limits.Part}, nil
}

// unlike is the fault of a part whose bytes are not those that were packed.
func (p *Package) unlike(name string) *Fault {
	return fault(damaged, diag.T("部件 %s 的内容对不上", "what its part %s holds is not what was written").With(diag.Clip(name, 80)), again)
}

// stream hands on the bytes of a part as long as there is room for them.
type stream struct {
	io.ReadCloser
	p    *Package
	name string
	room int64
}

func (s *stream) Read(buf []byte) (int, error) {
	n, err := s.ReadCloser.Read(buf)
	s.room -= int64(n)
	s.p.all -= int64(n)
	if s.room < 0 || s.p.all < 0 {
		return 0, fault(tooLarge, diag.T("展开以后超过 %d MB", "unpacked it is above %d MB").With(min(s.p.limits.Part, s.p.limits.All)>>20), smaller)
	}
	if err != nil && err != io.EOF {
		err = s.p.unlike(s.name)
	}
	return n, err
}
