package tomldoc

import (
	"slices"
	"strings"
	"unicode"

	"kepu/generator/diag"
	"kepu/generator/fold"
)

// origin says how a table came about, and so what may still be added to it.
type origin uint8

const (
	byHeader origin = iota // [a] or [[a]], or the top: it has its one header
	byPath                 // the a of [a.b]: a header of its own may follow
	byDots                 // the a of a.b = 1: more dotted pairs may follow, no header
	byBraces               // complete
)

// A table with more keys than this gets an index; below it, looking at all is faster.
const indexFrom = 24

// find returns the field with that key, or with one that differs only by case or width.
func (r *reader) find(t *Table, key string) *Field {
	if len(t.Fields) > indexFrom {
		return r.indexed(t, key)
	}
	if !t.odd && plainKey(key) {
		return t.Field(key)
	}
	folded := foldKey(key)
	for i := range t.Fields {
		if foldKey(t.Fields[i].Key) == folded {
			return &t.Fields[i]
		}
	}
	return nil
}

func (r *reader) indexed(t *Table, key string) *Field {
	if r.index == nil {
		r.index = map[*Table]map[string]int{}
	}
	index := r.index[t]
	if index == nil {
		index = map[string]int{}
		r.index[t] = index
	}
	for i := len(index); i < len(t.Fields); i++ {
		index[foldKey(t.Fields[i].Key)] = i
	}
	if i, found := index[foldKey(key)]; found {
		return &t.Fields[i]
	}
	return nil
}

// add appends a field whose key find did not find.
func (r *reader) add(t *Table, f Field) {
	t.odd = t.odd || !plainKey(f.Key)
	t.Fields = append(t.Fields, f)
}

// place returns the table that the last of r.parts belongs to, and makes those
// on the way. It returns nil, and has reported why, where that name is taken.
func (r *reader) place(t *Table) *Table {
	last := len(r.parts) - 1
	for _, p := range r.parts[:last] {
		f := r.find(t, p.key)
		switch {
		case f == nil:
			sub := &Table{Start: p.start, End: p.end, made: byDots}
			r.add(t, tableField(p, sub))
			t = sub
		case f.Value.Kind == Bad:
			return nil // reported there
		case f.Key != p.key || f.Value.Kind != Inline || f.Value.Table.made != byDots:
			r.taken(f, p)
			return nil
		default:
			t = f.Value.Table
		}
	}
	p := r.parts[last]
	if f := r.find(t, p.key); f != nil {
		r.taken(f, p)
		return nil
	}
	return t
}

// taken reports that the name p is the name of the field f already.
func (r *reader) taken(f *Field, p part) {
	if f.Key != p.key {
		r.fault(p.start, p.end, sameButCase, p.key, f.Key, spot(f.Start))
		return
	}
	r.fault(p.start, p.end, twice, p.key, spot(f.Start))
}

func tableField(p part, t *Table) Field {
	v := Value{Kind: Inline, Start: t.Start, End: t.End, Table: t}
	return Field{Key: p.key, Start: p.start, End: p.end, Value: v}
}

// header reads a [header] line and makes its table the one that pairs go to.
// After a fault that is one that nobody sees: its pairs are checked all the same.
func (r *reader) header() {
	start := r.pos
	double := strings.HasPrefix(r.text[start:], "[[")
	r.pos++
	if double {
		r.pos++
	}
	r.table = r.room.table(Table{Start: start, End: start})
	r.spaces()
	if r.peek() == ']' {
		r.fault(start, r.lineEnd(start), emptyHeader)
		r.recover()
		return
	}
	if !r.name() {
		r.fault(start, r.lineEnd(start), badHeader)
		r.recover()
		return
	}
	written := r.text[r.parts[0].start:r.parts[len(r.parts)-1].end]
	rest := r.text[r.pos:]
	switch {
	case double && strings.HasPrefix(rest, "]]"):
		r.pos += 2
	case !double && strings.HasPrefix(rest, "]") && !strings.HasPrefix(rest, "]]"):
		r.pos++
	default:
		form := "[" + clip(written) + "]"
		if double || strings.HasPrefix(rest, "]]") {
			form = "[" + form + "]"
			double = true
		}
		p := r.fault(start, r.lineEnd(start), wrongHeader, form)
		after := len(rest) - len(strings.TrimLeft(rest, "]］】 \t"))
		if clip(written) == written && (!double || slices.Contains(r.lists, written)) && r.ended(r.pos+after, "") {
			p.By(diag.Replace(start, r.pos+len(strings.TrimRight(rest[:after], " \t")), form))
		}
		r.recover()
	}
	if name := r.joined(); !double && slices.Contains(r.lists, name) {
		p := r.fault(start, r.pos, listHeader, name)
		if r.text[r.pos-1] == ']' {
			p.By(diag.Edits(diag.Edit{Start: start, End: start, New: "["}, diag.Edit{Start: r.pos, End: r.pos, New: "]"}))
		}
		double = true
	}
	r.table.End = r.pos
	r.open(r.table, double)
	if r.spaces(); r.beginsPair(r.pos) {
		r.fault(r.pos, r.pos+r.nameWidth(r.pos), twoOnALine).By(diag.Replace(r.pos, r.pos, "\n"))
		v := r.pair(r.table)
		r.endLine(v)
		return
	}
	r.endLine(Value{})
}

// joined returns the name in r.parts with its dots.
func (r *reader) joined() string {
	name := r.parts[0].key
	for _, p := range r.parts[1:] {
		name += "." + p.key
	}
	return name
}

// open puts the table of a header that names r.parts in its place, and goes on with it.
func (r *reader) open(table *Table, double bool) {
	t := r.top
	last := len(r.parts) - 1
	for _, p := range r.parts[:last] {
		f := r.find(t, p.key)
		if f == nil {
			sub := &Table{Start: table.Start, End: table.End, made: byPath}
			r.add(t, tableField(p, sub))
			t = sub
			continue
		}
		switch item := lastItem(f); {
		case f.Value.Kind == Bad:
			return // reported there
		case f.Key == p.key && item != nil:
			t = item
		case f.Key == p.key && f.Value.Kind == Inline && f.Value.Table.made != byBraces:
			t = f.Value.Table
		default:
			r.taken(f, p)
			return
		}
	}
	r.openLast(t, r.parts[last], table, double)
}

// openLast makes sub the table that p names in t.
func (r *reader) openLast(t *Table, p part, sub *Table, double bool) {
	start, end := sub.Start, sub.End
	f := r.find(t, p.key)
	switch {
	case f == nil && double:
		item := tableField(p, sub)
		list := Value{Kind: Array, Start: start, End: end, Items: []Value{item.Value}}
		r.add(t, Field{Key: p.key, Start: p.start, End: p.end, Value: list})
	case f == nil:
		r.add(t, tableField(p, sub))
	case f.Value.Kind == Bad:
		return // reported there
	case f.Key != p.key && double && lastItem(f) != nil:
		known := f.Key
		if slices.Contains(r.lists, p.key) {
			known = p.key
		}
		q := r.fault(p.start, p.end, oddHeader, p.key, f.Key, spot(f.Start), known)
		switch {
		case !slices.Contains(r.lists, known):
		case p.key != known:
			q.By(diag.Replace(p.start, p.end, known))
		default:
			q.By(diag.Replace(f.Start, f.End, known))
		}
		f.Value.Items = append(f.Value.Items, tableField(p, sub).Value)
	case f.Key != p.key:
		r.taken(f, p)
		return
	case double && lastItem(f) != nil:
		f.Value.Items = append(f.Value.Items, tableField(p, sub).Value)
	case !double && f.Value.Kind == Inline && f.Value.Table.made == byPath:
		sub = f.Value.Table
		*f = Field{Key: p.key, Start: p.start, End: p.end, Value: f.Value}
		f.Value.Start, f.Value.End = start, end
		sub.Start, sub.End, sub.made = start, end, byHeader
	case double && f.Value.Kind == Inline && f.Value.Table.made == byHeader, !double && lastItem(f) != nil:
		r.fault(start, end, mixedHeaders, p.key, spot(f.Value.Start))
		return
	case f.Value.Kind == Inline:
		r.fault(start, end, twiceTable, p.key, spot(f.Value.Start))
		return
	default:
		r.fault(start, end, twice, p.key, spot(f.Start))
		return
	}
	if double {
		r.room.grow(sub)
		r.entry = entry{sub, t, p.key}
	}
	r.table = sub
}

// lastItem returns the last table of a list made by [[headers]], or nil.
func lastItem(f *Field) *Table {
	if f.Value.Kind != Array || len(f.Value.Items) == 0 {
		return nil
	}
	t := f.Value.Items[len(f.Value.Items)-1].Table
	if t == nil || t.made == byBraces {
		return nil
	}
	return t
}

// plainKey reports whether foldKey leaves key as it is.
func plainKey(key string) bool {
	for i := range len(key) {
		if c := key[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// foldKey makes keys equal that differ only by case or by width (ａ and a).
func foldKey(key string) string {
	if plainKey(key) {
		return key
	}
	return strings.Map(func(c rune) rune { return unicode.ToLower(unicode.ToUpper(fold.Rune(c))) }, key)
}
