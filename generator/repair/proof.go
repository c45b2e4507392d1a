package repair

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// said is a value that a file holds, by its key and what it says.
type said struct{ key, value string }

// values returns all values of a file that can be read, but for those that a stretch of text has to do
// with.
func values(name, text string, without []diag.Edit) map[said]int {
	from, to := settings(text)
	if strings.HasSuffix(strings.ToLower(name), ".toml") {
		from, to = 0, len(text)
	}
	var none diag.List
	file := diag.NewFile(name, text)
	all := map[said]int{}
	touched := func(start, end int) bool {
		return slices.ContainsFunc(without, func(e diag.Edit) bool { return e.Start <= end && start <= e.End })
	}
	var walk func(t *tomldoc.Table)
	var value func(key string, start int, v *tomldoc.Value)
	value = func(key string, start int, v *tomldoc.Value) {
		switch v.Kind {
		case tomldoc.Inline:
			walk(v.Table)
		case tomldoc.Array:
			for i := range v.Items {
				value(key, v.Items[i].Start, &v.Items[i])
			}
		case tomldoc.Bad:
		default:
			if !touched(start, v.End) {
				all[said{key, fmt.Sprint(v.Kind, v.Text, v.Int, v.Float, v.Bool, v.Date)}]++
			}
		}
	}
	walk = func(t *tomldoc.Table) {
		for i := range t.Fields {
			value(t.Fields[i].Key, t.Fields[i].Start, &t.Fields[i].Value)
		}
	}
	walk(tomldoc.Parse(file, from, to, &none, tomldoc.Options{Foreign: true}))
	return all
}

// settings returns where the settings of a page stand; nowhere where its fences are not in order.
func settings(text string) (from, to int) {
	first, rest, ok := strings.Cut(text, "\n")
	if !ok || strings.TrimRight(first, " \t") != "+++" {
		return 0, 0
	}
	from = len(text) - len(rest)
	at := from
	for line := range strings.Lines(rest) {
		if strings.TrimRight(line, " \t\n") == "+++" {
			return from, at
		}
		at += len(line)
	}
	return 0, 0
}

// keepsValues reports whether every value of before that the edits do not touch stands in after.
func keepsValues(name, before, after string, edits []diag.Edit) bool {
	now := values(name, after, nil)
	for v, n := range values(name, before, edits) {
		if now[v] < n {
			return false
		}
	}
	return true
}

// unread reports whether a file is one of which nothing could be read.
func unread(name string, raw []byte) bool {
	switch source.SectionOf(name) {
	case source.NoSection, source.OtherFile, source.IgnoredFile:
		return true
	}
	p := source.Parse(name, raw)
	return p.Site == nil && p.Naming == nil && p.Log == nil && p.Base == nil && p.Article == nil && p.Route == nil && p.Exchange == nil && p.Scheme == nil && p.Ratings == nil && p.Wordings == nil && p.Borders == nil && p.Water == nil ||
		p.Base != nil && p.Base.Body == nil
}

// moved says where the lines of a text stand after edits.
type moved struct {
	edits   []grown
	touched map[int]bool // lines after them
}

// grown is an edit by the lines that it ends in and adds.
type grown struct{ line, by int }

func newMoved(before string, edits []diag.Edit) *moved {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b diag.Edit) int { return a.Start - b.Start })
	m := &moved{touched: map[int]bool{}}
	all := 0
	file := diag.NewFile("", before)
	for _, e := range edits {
		line, added := file.LineOf(e.Start)+all, strings.Count(e.New, "\n")
		for i := range added + 1 {
			m.touched[line+i] = true
		}
		by := added - strings.Count(before[e.Start:e.End], "\n")
		m.edits = append(m.edits, grown{file.LineOf(e.End), by})
		all += by
	}
	return m
}

// after returns the line that what stands on a line stands on after the edits; what stands on it behind
// the edits of the line itself is on the second.
func (m *moved) after(line int) (first, second int) {
	first, second = line, line
	for _, e := range m.edits {
		if e.line < line {
			first += e.by
		}
		if e.line <= line {
			second += e.by
		}
	}
	return first, second
}

// before returns the line that what stands on a line now stood on before the edits.
func (m *moved) before(line int) int {
	all := 0
	for _, e := range m.edits {
		if line <= e.line+all+max(e.by, 0) {
			return max(min(line-all, e.line), 1)
		}
		all += e.by
	}
	return line - all
}
