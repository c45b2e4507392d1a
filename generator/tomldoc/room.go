package tomldoc

// Room is memory that one document after the other is read into: a folder has thousands of them,
// and what Parse makes of one is looked at once. What stands in it lasts until it is cleared.
type Room struct {
	tables []Table
	fields []Field
	items  []Value // of lists

	last *Table // whose fields are the last of all, and may still grow
}

const (
	usualFields = indexFrom // of an entry of a list; few have more
	mostKept    = 1 << 14   // fields: the room of a document that is larger is given up
)

// Clear makes the room free for another document. The tables that stand in it may not be used again.
func (m *Room) Clear() {
	if cap(m.fields)+cap(m.items)+cap(m.tables) > mostKept {
		*m = Room{}
		return
	}
	clear(m.tables)
	clear(m.fields)
	clear(m.items)
	*m = Room{m.tables[:0], m.fields[:0], m.items[:0], nil}
}

// table puts t into the room.
func (m *Room) table(t Table) *Table {
	m.tables = append(free(m.tables, 1), t)
	return &m.tables[len(m.tables)-1]
}

// grow gives t room for fields: what the table before it did not fill is taken from that.
func (m *Room) grow(t *Table) {
	if l := m.last; l != nil && cap(l.Fields) == usualFields { // else it has grown out of the room
		n := len(l.Fields)
		l.Fields = l.Fields[:n:n]
		m.fields = m.fields[:len(m.fields)-usualFields+n]
	}
	m.fields = free(m.fields, usualFields)
	n := len(m.fields)
	m.fields = m.fields[:n+usualFields]
	t.Fields = m.fields[n:n:len(m.fields)]
	m.last = t
}

// keep puts a copy of the items of a list into the room.
func (m *Room) keep(items []Value) []Value {
	if len(items) == 0 {
		return []Value{}
	}
	m.items = append(free(m.items, len(items)), items...)
	end := len(m.items)
	return m.items[end-len(items) : end : end]
}

// free returns s if n more fit into it, else one that is empty and larger.
func free[T any](s []T, n int) []T {
	const least = 64
	if cap(s)-len(s) >= n {
		return s
	}
	return make([]T, 0, max(2*cap(s), n, least))
}
