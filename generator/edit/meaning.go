package edit

import (
	"maps"
	"math"
	"slices"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// meaning is a value by what it says, whatever way it is written in. The order of a
// table's keys says nothing.
type meaning struct {
	kind   tomldoc.Kind
	text   string // of a String; as written of a Moment and of what could not be read
	int    int64
	float  float64
	bool   bool
	date   date.Date
	items  []*meaning
	fields map[string]*meaning
}

// meaningOf returns what a value of a file says.
func meaningOf(f *diag.File, v *tomldoc.Value) *meaning {
	m := &meaning{kind: v.Kind}
	switch v.Kind {
	case tomldoc.String, tomldoc.Moment:
		m.text = v.Text
	case tomldoc.Integer:
		m.int = v.Int
	case tomldoc.Float:
		m.float = v.Float
	case tomldoc.Bool:
		m.bool = v.Bool
	case tomldoc.Day:
		m.date = v.Date
	case tomldoc.Array:
		for i := range v.Items {
			m.items = append(m.items, meaningOf(f, &v.Items[i]))
		}
	case tomldoc.Inline:
		return tableMeaning(f, v.Table)
	default:
		m.text = f.Text[v.Start:v.End]
	}
	return m
}

func tableMeaning(f *diag.File, t *tomldoc.Table) *meaning {
	m := &meaning{kind: tomldoc.Inline, fields: make(map[string]*meaning, len(t.Fields))}
	for i := range t.Fields {
		m.fields[t.Fields[i].Key] = meaningOf(f, &t.Fields[i].Value)
	}
	return m
}

// equal reports whether two values say the same.
func (m *meaning) equal(o *meaning) bool {
	if m == nil || o == nil {
		return m == o
	}
	return m.kind == o.kind && m.text == o.text && m.int == o.int && m.bool == o.bool && m.date == o.date &&
		(m.float == o.float || math.IsNaN(m.float) && math.IsNaN(o.float)) &&
		slices.EqualFunc(m.items, o.items, (*meaning).equal) &&
		maps.EqualFunc(m.fields, o.fields, (*meaning).equal)
}

// step leads from a table to one in it: the value of a key, or with an index of 0 or
// more an item of the list that stands there.
type step struct {
	key   string
	index int
}

// at follows steps from a table; nil where they lead nowhere.
func (m *meaning) at(path []step) *meaning {
	for _, s := range path {
		if m == nil || m.kind != tomldoc.Inline {
			return nil
		}
		m = m.fields[s.key]
		if s.index < 0 || m == nil {
			continue
		}
		if m.kind != tomldoc.Array || s.index >= len(m.items) {
			return nil
		}
		m = m.items[s.index]
	}
	return m
}
