package datafile

import (
	"bytes"
	"encoding/json"
	"io"
)

// array writes a JSON array as an Encoder with an indent of two spaces does, one element after
// the other.
type array struct {
	w      io.Writer
	margin string
	buffer bytes.Buffer
	encode *json.Encoder
	some   bool // elements have been added
}

// newArray begins an array in a line that is indented by margin.
func newArray(w io.Writer, margin string) *array {
	a := &array{w: w, margin: margin}
	a.encode = json.NewEncoder(&a.buffer)
	a.encode.SetIndent(margin+"  ", "  ")
	a.buffer.WriteByte('[')
	return a
}

func (a *array) add(x any) error {
	if a.some {
		a.buffer.WriteByte(',')
	}
	a.some = true
	a.buffer.WriteString("\n" + a.margin + "  ")
	if err := a.encode.Encode(x); err != nil {
		return err
	}
	a.buffer.Truncate(a.buffer.Len() - 1) // the encoder ends the line
	return a.flush()
}

// end ends the array and writes what follows it.
func (a *array) end(tail string) error {
	if a.some {
		a.buffer.WriteString("\n" + a.margin)
	}
	a.buffer.WriteString("]" + tail)
	return a.flush()
}

// flush hands on what there is.
func (a *array) flush() error {
	_, err := a.w.Write(a.buffer.Bytes())
	a.buffer.Reset()
	return err
}
