package figures

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
)

// header names the columns of statistics.csv and the members of statistics.json.
var header = []string{"year", "measure", "dimension", "key", "name", "value", "reported", "entries"}

// WriteCSV writes data/statistics.csv: UTF-8 with a BOM, so that Excel takes it
// for UTF-8; rows end in CRLF; a value that is not known is an empty cell.
//
// A key or name that a spreadsheet would take for a formula gets an apostrophe
// before it (see text). No ordinary name does, and statistics.json never has it.
func (f *Figures) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(header); err != nil {
		return err
	}
	cells := make([]string, len(header))
	for r := range f.Rows() {
		cells[0] = strconv.Itoa(r.Year)
		cells[1], cells[2] = r.Measure.Key(), r.Dimension.Key()
		cells[3], cells[4] = text(r.Key), text(r.Name)
		cells[5] = ""
		if r.Known {
			cells[5] = strconv.FormatInt(r.Value, 10)
		}
		cells[6] = strconv.FormatInt(r.Reported, 10)
		cells[7] = strconv.FormatInt(r.Entries, 10)
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// text returns a name as a cell that stays text: one that begins as a formula
// does (also with the full-width signs that Chinese input gives) would be
// calculated when the file is opened, whatever quotes are around it.
func text(name string) string {
	if name != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(name)[0]) {
		return "'" + name
	}
	return name
}

// WriteJSON writes data/statistics.json: the rows of statistics.csv as an array
// of objects, one a line; a value that is not known is null.
func (f *Figures) WriteJSON(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString("[")
	between := "\n"
	for r := range f.Rows() {
		line, err := json.Marshal(asObject(r))
		if err != nil {
			return err
		}
		out.WriteString(between)
		out.Write(line)
		between = ",\n"
	}
	out.WriteString("\n]\n")
	return out.Flush()
}

// object is a row of statistics.json, its members in the order of header.
type object struct {
	Year      int    `json:"year"`
	Measure   string `json:"measure"`
	Dimension string `json:"dimension"`
	Key       string `json:"key"`
	Name      string `json:"name"`
	Value     *int64 `json:"value"`
	Reported  int64  `json:"reported"`
	Entries   int64  `json:"entries"`
}

func asObject(r Row) object {
	o := object{r.Year, r.Measure.Key(), r.Dimension.Key(), r.Key, r.Name, nil, r.Reported, r.Entries}
	if r.Known {
		o.Value = &r.Value
	}
	return o
}
