// Package csvfile writes tables that a spreadsheet opens right: CSV in UTF-8 with a byte order
// mark (without it Excel takes the file for the local code page), rows that end in CRLF, and
// no cell that a spreadsheet would calculate.
//
// In come cells, out goes each row in one write: who writes to a disk buffers them. The
// bytes are those of encoding/csv, which writes the cells that need quotes; the others are put
// together by hand, because a large city has a million of them.
package csvfile

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kepu/generator/fold"
	"kepu/generator/invisible"
)

// Writer writes one table. Cells are added from left to right, End ends the row, and Flush
// hands on the names of the columns where no row came.
type Writer struct {
	w      io.Writer
	out    []byte
	begun  bool // the row has a cell
	quoted bytes.Buffer
	csv    *csv.Writer // to quoted
}

// New returns a Writer to w of a table with these columns.
func New(w io.Writer, columns ...string) *Writer {
	t := &Writer{w: w, out: []byte("\ufeff")}
	t.csv = csv.NewWriter(&t.quoted)
	t.csv.UseCRLF = true
	for _, s := range columns {
		t.Text(s)
	}
	t.begun, t.out = false, append(t.out, "\r\n"...)
	return t
}

// Text adds a cell that is shown as s: one that a spreadsheet would take for a formula gets an
// apostrophe in front.
func (t *Writer) Text(s string) {
	t.next()
	t.out = t.append(t.out, s)
}

// Int adds a cell with a number.
func (t *Writer) Int(n int64) {
	t.next()
	t.out = strconv.AppendInt(t.out, n, 10)
}

// Number adds a cell with a number, or an empty one when it is not known.
func (t *Writer) Number(n int64, known bool) {
	if known {
		t.Int(n)
	} else {
		t.next()
	}
}

// Encode returns cells as Encoded takes them, for those that stand in many rows.
func (t *Writer) Encode(cells ...string) string {
	var out []byte
	for i, s := range cells {
		if i > 0 {
			out = append(out, ',')
		}
		out = t.append(out, s)
	}
	return string(out)
}

// Encoded adds the cells that Encode has made.
func (t *Writer) Encoded(cells string) {
	t.next()
	t.out = append(t.out, cells...)
}

// End ends the row. The error is one of writing.
func (t *Writer) End() error {
	t.out, t.begun = append(t.out, "\r\n"...), false
	return t.Flush()
}

// Flush hands on what was not yet.
func (t *Writer) Flush() error {
	_, err := t.w.Write(t.out)
	t.out = t.out[:0]
	return err
}

func (t *Writer) next() {
	if t.begun {
		t.out = append(t.out, ',')
	}
	t.begun = true
}

// append adds s as it stands in a cell.
func (t *Writer) append(out []byte, s string) []byte {
	formula := Formula(s)
	if s == "" || !mayNeedQuotes(s) && !formula {
		return append(out, s...)
	}
	if formula {
		s = "'" + s
	}
	t.quoted.Reset()
	t.csv.Write([]string{s}) // to memory: it cannot fail
	t.csv.Flush()
	return append(out, bytes.TrimSuffix(t.quoted.Bytes(), []byte("\r\n"))...)
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

// Formula reports whether a spreadsheet would calculate a cell of that text when it opens a
// CSV file, whatever quotes are around it: one that begins as a formula does, also with the full-width
// signs that Chinese input gives, and one that does after blanks or signs that nobody sees (U+FEFF,
// U+200B), which readers of CSV may drop.
func Formula(cell string) bool {
	for _, c := range cell {
		switch {
		case strings.ContainsRune("=+-@\t\r\n", fold.Rune(c)):
			return true
		case c != ' ' && c < utf8.RuneSelf:
			return false
		case !invisible.Is(c) && !unicode.IsSpace(c):
			return false
		}
	}
	return false
}
