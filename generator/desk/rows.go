package desk

import (
	"net/url"
	"strings"

	"kepu/generator/form"
)

// rowsSent returns the answer of a field of rows, whose boxes are named KEY.COLUMN.
func rowsSent(sent url.Values, f form.Field) string {
	var columns [][]string
	most := 0
	for _, c := range f.Columns(nil) {
		list := sent[f.Key+"."+c.Key]
		columns, most = append(columns, list), max(most, len(list))
	}
	var out []string
	for i := range most {
		parts := make([]string, len(columns))
		for j, list := range columns {
			if i < len(list) {
				parts[j] = list[i]
			}
		}
		if line := form.Row(parts); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// carriedRows are the hidden boxes of a field of rows.
func carriedRows(f form.Field, answer string) (list []hidden) {
	for line := range strings.SplitSeq(answer, "\n") {
		for j, p := range f.Parts(line) {
			list = append(list, hidden{f.Key + "." + f.Columns(nil)[j].Key, p})
		}
	}
	return list
}

// emptyRows is how many rows stand ready below those that are filled in.
const emptyRows = 3

// columns returns how the boxes of a field of rows are shown.
func (d *Desk) columns(f form.Field, answer string) (columns []fieldView, table [][]fieldView) {
	for _, c := range f.Columns(d.catalog()) {
		c.Must = false
		x := d.field(c, sent{typed: form.Answers{}, was: form.Answers{}}, formTroubles{})
		x.Key = f.Key + "." + c.Key
		if c.List != nil {
			x.Box, x.Options, x.Suggestions = "line", nil, append(x.Suggestions, c.List(d.catalog())...)
			x.Suggest = "l-" + x.Key
		}
		columns = append(columns, x)
	}
	var rows []string
	if answer != "" {
		rows = strings.Split(answer, "\n")
	}
	for range emptyRows {
		rows = append(rows, "")
	}
	for _, line := range rows {
		cells := make([]fieldView, len(columns))
		for j, p := range f.Parts(line) {
			cells[j] = columns[j]
			cells[j].Value = p
			if columns[j].List != nil { // a base by its id: its name
				cells[j].Said = d.reading(columns[j].Field, p)
			}
		}
		table = append(table, cells)
	}
	return columns, table
}
