// Package datafile writes what the site has for other programs: the tables and lists of data/, and
// data/datapackage.json, which says what they are. fields.go has the columns of every table; what is not known is
// left out or an empty cell.
//
// The files grow with the city and flow through: each row or element is one write. The bytes
// are those of encoding/json and of package csvfile. The figures are written by packages
// figures and workbook.
package datafile

import (
	"bytes"
	"encoding/json"
	"io"

	"kepu/generator/address"
	"kepu/generator/attention"
	"kepu/generator/catalog"
	"kepu/generator/figures"
)

// Files are the files of a catalog.
type Files struct {
	Catalog *catalog.Catalog
	Entries *address.Entries
	Figures *figures.Figures
	Words   func(*catalog.Base) Words
	Hours   func(*catalog.Base) string // when it is open, in words; "" when that is not known

	Attention func() *attention.City // what the records show of the counties
}

// Words are what pages say of a base too.
type Words struct {
	Level     string // the highest in force as of the newest record
	LevelNote string // that it may be over; of none, what became of the titles
	Titles    string // all of them
	Summary   string // as written, else the beginning of the text
}

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
