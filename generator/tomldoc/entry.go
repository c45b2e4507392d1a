package tomldoc

// A header [[activity]] that was forgotten, or lost in copying, makes one entry of
// two: each line of the second is then a name that is taken. That is one mistake and
// is told as one; what follows is read as the entry that it was meant to be.

// entry is an entry of a list made by [[headers]].
type entry struct {
	table *Table // of the entry
	list  *Table // that holds the list
	key   string // of the list
}

// anotherEntry reports whether the name just read begins an entry whose header is
// missing: it stands in this one already, and so does another one below it.
func (r *reader) anotherEntry(into *Table) bool {
	above := into == r.top && r.entry.table == nil && r.entryOf != nil && r.entryOf(r.top) != ""
	if r.depth > 0 || into != r.entry.table && !above || len(r.parts) != 1 || r.find(into, r.parts[0].key) == nil {
		return false
	}
	const most = 40 // lines; few entries have as many
	i := r.lineEnd(r.pos)
	for range most {
		i = r.afterBlanks(i + 1)
		if i >= len(r.text) || r.text[i] == '[' {
			return false
		}
		if r.beginsPair(i) {
			from := r.afterBlanks(i)
			key := r.text[from : from+r.nameWidth(from)]
			if key != r.parts[0].key && r.find(into, key) != nil {
				return true
			}
		}
		i = r.lineEnd(i)
	}
	return false
}

// nextEntry reports that a header is missing before the name at, and opens the
// entry that it would have.
func (r *reader) nextEntry(at part) *Table {
	next := &Table{Start: at.start, End: at.end}
	if r.entry.table == nil { // the first one has no header either
		r.entry = entry{table: r.top, list: r.top, key: r.entryOf(r.top)}
	}
	first := r.find(r.entry.table, at.key)
	r.fault(at.start, at.end, nextEntry, at.key, r.file.LineOf(first.Start), r.entry.key)
	list := r.find(r.entry.list, r.entry.key)
	if list == nil {
		r.table, r.entry.table = next, next
		return next
	}
	list.Value.Items = append(list.Value.Items, Value{Kind: Inline, Start: at.start, End: at.end, Table: next})
	r.table, r.entry.table = next, next
	return next
}
