package edit

import (
	"strings"
)

// together is how many entries AppendAll adds before it lets go of those above them.
const together = 32

// AppendAll is Append for each of some entries, in their order: the same text comes of it. Append looks at the whole file for each; here
// most are added to what the last two entries of the list are, which is all that Append looks at, and go into the file
// at once. Change proves it as it proves all: the file says what is meant, and all else is as before.
func (f *File) AppendAll(list string, entries [][]Field) error {
	for len(entries) > 0 {
		if len(entries) > 2 && !strings.Contains(list, ".") && !isPage(f.path) {
			items, parent, err := f.listed(list)
			if err != nil {
				return err
			}
			if m := f.want.at(parent); len(items) > 1 && m != nil && m.fields[list] != nil && len(m.fields[list].items) == len(items) {
				l := f.laidOut()
				_, path := l.find(items[len(items)-1].Table.Start)
				if lines, ok := l.entry(items[len(items)-1].Table.Start, path); ok && f.appendBelow(list, m.fields[list], l.block(l.lineStart(items[len(items)-2].Table.Start)), lines.end, entries) {
					return nil
				}
			}
		}
		if err := f.Append(list, entries[0]); err != nil {
			return err
		}
		entries = entries[1:]
	}
	return nil
}

// appendBelow adds entries below the last two of a list, which stand from start up to end. Where that does not work out, it says so and
// leaves all as it was: who adds them one by one tells why.
func (f *File) appendBelow(list string, meant *meaning, start, end int, entries [][]Field) bool {
	var done strings.Builder // above the last two
	last := f.text[start:end]
	var added []*meaning
	for len(entries) > 0 {
		w, err := Open(f.path, []byte(last))
		if err != nil || w.text != last {
			return false
		}
		n := min(together, len(entries))
		for _, fields := range entries[:n] {
			if w.Append(list, fields) != nil {
				return false
			}
			entry, _ := fieldsMeaning(fields)
			added = append(added, entry)
		}
		entries = entries[n:]
		items, _, err := w.listed(list)
		if err != nil || len(items) < 2 {
			return false
		}
		l := w.laidOut()
		at := l.block(l.lineStart(items[len(items)-2].Table.Start))
		done.WriteString(w.text[:at])
		last = w.text[at:]
	}
	f.replace(start, end, done.String()+last)
	f.first = nil
	meant.items = append(meant.items, added...)
	return true
}
