package figures

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// header names the columns of statistics.csv and the members of statistics.json.
var header = []string{"year", "measure", "dimension", "key", "name", "value", "reported", "entries"}

// WriteCSV writes data/statistics.csv: UTF-8 with a BOM, so that Excel takes it
// for UTF-8; rows end in CRLF; a value that is not known is an empty cell.
//
// A key or name that a spreadsheet would take for a formula gets an apostrophe
// before it (see text). No ordinary name does, and statistics.json never has it.
//
// A large city has a million rows, so they are put together by hand; what needs quotes
// is left to encoding/csv, once for each key.
func (f *Figures) WriteCSV(w io.Writer) error {
	var b bytes.Buffer
	line := csv.NewWriter(&b)
	names := f.named(func(k Key) (string, error) {
		b.Reset()
		line.Write([]string{text(k.ID), text(k.Name)})
		line.Flush()
		return strings.TrimSuffix(b.String(), "\n"), line.Error()
	})
	return f.writeRows(w, "\ufeff"+strings.Join(header, ",")+"\r\n", "", func(out []byte, r Row, at int) ([]byte, error) {
		name, err := names(r.Dimension, at)
		out = append(strconv.AppendInt(out, int64(r.Year), 10), ',')
		out = append(append(out, r.Measure.Key()...), ',')
		out = append(append(out, r.Dimension.Key()...), ',')
		out = append(append(out, name...), ',')
		if r.Known {
			out = strconv.AppendInt(out, r.Value, 10)
		}
		out = strconv.AppendInt(append(out, ','), r.Reported, 10)
		out = strconv.AppendInt(append(out, ','), r.Entries, 10)
		return append(out, "\r\n"...), err
	})
}

// named returns a function that gives a key as encode writes it, each encoded once.
func (f *Figures) named(encode func(Key) (string, error)) func(d Dimension, at int) (string, error) {
	var done [Dimensions][]string
	return func(d Dimension, at int) (string, error) {
		if done[d] == nil {
			done[d] = make([]string, len(f.layout.keys[d]))
		}
		if s := done[d][at]; s != "" {
			return s, nil
		}
		s, err := encode(f.layout.keys[d][at])
		done[d][at] = s
		return s, err
	}
}

// writeRows writes head, every row as encode appends it, and tail.
func (f *Figures) writeRows(w io.Writer, head, tail string, encode func(out []byte, r Row, at int) ([]byte, error)) error {
	const enough = 4 << 10 // bytes to hand on at once
	out := append(make([]byte, 0, enough+1<<10), head...)
	for r, at := range f.numberedRows() {
		var err error
		if out, err = encode(out, r, at); err != nil {
			return err
		}
		if len(out) < enough {
			continue
		}
		if _, err := w.Write(out); err != nil {
			return err
		}
		out = out[:0]
	}
	_, err := w.Write(append(out, tail...))
	return err
}

// Formula reports whether a spreadsheet would calculate a cell of that text when it opens a
// CSV file, whatever quotes are around it: one that begins as a formula does, also with the full-width
// signs that Chinese input gives, and one that does after blanks or signs that nobody sees (U+FEFF,
// U+200B), which readers of CSV may drop. Such a cell gets an apostrophe in front, and stays text.
func Formula(cell string) bool {
	for _, c := range cell {
		switch {
		case strings.ContainsRune("=+-@\t\r\n＝＋－＠", c):
			return true
		case c != ' ' && c < utf8.RuneSelf:
			return false
		case !unicode.Is(unicode.Cf, c) && !unicode.IsSpace(c):
			return false
		}
	}
	return false
}

// text returns a name as a cell that stays text.
func text(name string) string {
	if Formula(name) {
		return "'" + name
	}
	return name
}

// WriteJSON writes data/statistics.json: the rows of statistics.csv as an array
// of objects, one a line, their members in the order of header; a value that is not
// known is null.
func (f *Figures) WriteJSON(w io.Writer) error {
	names := f.named(func(k Key) (string, error) {
		id, err := json.Marshal(k.ID)
		name, failed := json.Marshal(k.Name)
		return `"key":` + string(id) + `,"name":` + string(name), errors.Join(err, failed)
	})
	between := "\n"
	return f.writeRows(w, "[", "\n]\n", func(out []byte, r Row, at int) ([]byte, error) {
		name, err := names(r.Dimension, at)
		out = append(append(out, between...), `{"year":`...)
		between = ",\n"
		out = append(strconv.AppendInt(out, int64(r.Year), 10), `,"measure":"`...)
		out = append(append(out, r.Measure.Key()...), `","dimension":"`...)
		out = append(append(out, r.Dimension.Key()...), `",`...)
		out = append(append(out, name...), `,"value":`...)
		if r.Known {
			out = strconv.AppendInt(out, r.Value, 10)
		} else {
			out = append(out, "null"...)
		}
		out = strconv.AppendInt(append(out, `,"reported":`...), r.Reported, 10)
		out = strconv.AppendInt(append(out, `,"entries":`...), r.Entries, 10)
		return append(out, '}'), err
	})
}
