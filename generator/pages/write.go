package pages

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"

	"kepu/generator/figures"
)

// # Data flow through
//
// The files for other programs grow with the city, and are written row by row: what is held
// is some kilobytes. The bytes are those of encoding/csv and encoding/json.

// enough is how many bytes are handed on at once.
const enough = 16 << 10

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
	return a.flush(enough)
}

// end ends the array and writes what follows it.
func (a *array) end(tail string) error {
	if a.some {
		a.buffer.WriteString("\n" + a.margin)
	}
	a.buffer.WriteString("]" + tail)
	return a.flush(0)
}

// flush hands on what there is, if it is that much.
func (a *array) flush(least int) error {
	if a.buffer.Len() < least {
		return nil
	}
	_, err := a.w.Write(a.buffer.Bytes())
	a.buffer.Reset()
	return err
}

// table writes rows as a CSV that Excel opens right: UTF-8 with BOM, CRLF. A cell
// that a spreadsheet would take for a formula gets an apostrophe in front. A row's cells may
// be used again after it is written.
func table(w io.Writer, header []string, rows func(row func(cells ...string) error) error) error {
	t := newTableWriter(w)
	t.out = append(t.out, "\ufeff"...)
	if err := t.row(header...); err != nil {
		return err
	}
	if err := rows(t.row); err != nil {
		return err
	}
	return t.flush(0)
}

// tableWriter puts rows together by hand; a cell that needs quotes is left to encoding/csv.
type tableWriter struct {
	w      io.Writer
	out    []byte
	quoted bytes.Buffer
	csv    *csv.Writer // to quoted
}

func newTableWriter(w io.Writer) *tableWriter {
	t := &tableWriter{w: w}
	t.csv = csv.NewWriter(&t.quoted)
	t.csv.UseCRLF = true
	return t
}

func (t *tableWriter) row(cells ...string) error {
	for i, s := range cells {
		if i > 0 {
			t.out = append(t.out, ',')
		}
		if s != "" {
			t.cell(s)
		}
	}
	t.out = append(t.out, "\r\n"...)
	return t.flush(enough)
}

// cell adds a cell that is not empty.
func (t *tableWriter) cell(s string) {
	formula := figures.Formula(s)
	if !mayNeedQuotes(s) && !formula {
		t.out = append(t.out, s...)
		return
	}
	if formula {
		s = "'" + s
	}
	t.quoted.Reset()
	t.csv.Write([]string{s}) // to memory: it cannot fail
	t.csv.Flush()
	t.out = append(t.out, bytes.TrimSuffix(t.quoted.Bytes(), []byte("\r\n"))...)
}

// mayNeedQuotes reports whether a cell may need quotes: it has a sign of the format, or begins with
// what is no letter (a space has many forms).
func mayNeedQuotes(s string) bool {
	if s[0] <= ' ' || s[0] == '\\' || s[0] == 0xc2 || s[0] >= 0xe1 && s[0] <= 0xe3 {
		return true
	}
	for i := range len(s) {
		switch s[i] {
		case '"', ',', '\r', '\n':
			return true
		}
	}
	return false
}

func (t *tableWriter) flush(least int) error {
	if len(t.out) < least {
		return nil
	}
	_, err := t.w.Write(t.out)
	t.out = t.out[:0]
	return err
}
