package fillform

import (
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/source"
)

// Bases are those that a form of several is filled with, in the site's order: of the county if there is one, which hold
// a title on the day that the form tells of, or may hold one, or have sent a return for its year. left are the others.
func (d Data) Bases() (list, left []*catalog.Base) {
	f := &filler{Data: d}
	s := f.scope()
	day := f.day(s)
	for _, b := range d.Catalog.Bases {
		if d.County != nil && b.CountyAt(day) != d.County {
			continue
		}
		if d.Base != nil && b != d.Base {
			continue
		}
		if b == d.Base || b.Standing(day).MayHold() || d.Year != 0 && b.Return(d.Year) != nil {
			list = append(list, b)
		} else {
			left = append(left, b)
		}
	}
	return list, left
}

// FileNames returns a name for the form of each base, with that ending: its own, as every system takes it; those that would be
// the same have their ids behind them.
func FileNames(bases []*catalog.Base, ext string) []string {
	const most = 80
	n := map[string]int{}
	names := make([]string, len(bases))
	for i, b := range bases {
		name := strings.Map(func(r rune) rune {
			switch {
			case r < ' ' || r == 0x7F:
				return -1
			case strings.ContainsRune(`<>:"/\|?*`, r):
				return '-'
			}
			return r
		}, b.Name)
		if r := []rune(name); len(r) > most {
			name = string(r[:most])
		}
		name = strings.Trim(name, " .")
		if name == "" {
			name = b.ID
		}
		stem, _, _ := strings.Cut(name, ".")
		if source.Reserved(strings.ToLower(strings.TrimSpace(stem))) {
			name = "-" + name
		}
		names[i] = name
		n[strings.ToLower(name)]++
	}
	for i, b := range bases {
		if n[strings.ToLower(names[i])] > 1 {
			names[i] += "-" + b.ID
		}
		names[i] += ext
	}
	return names
}
