package catalog

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"
)

// Order puts the activities and returns of a catalog in their order that is put together by
// hand, and numbers all lists, as Link does.
func (c *Catalog) Order() {
	for i, x := range c.Counties {
		x.Index = i
	}
	for i, x := range c.Levels {
		x.Index = i
	}
	for i, x := range c.Kinds {
		x.Index = i
	}
	for i, x := range c.Campaigns {
		x.Index = i
	}
	for i, x := range c.Forms {
		x.Index = i
	}
	for i, b := range c.Bases {
		b.Index, b.Ordinal = i, i
	}
	for _, a := range c.Activities {
		a.date = a.Date.Key()
	}
	c.order()
}

// order puts the activities and returns in their order, and sets Index and OrdinalOnDate of the activities.
func (c *Catalog) order() {
	// Newest first; those of one date stay in the order of the logs.
	sortBy(c.Activities, func(a *Activity) uint32 { return ^a.date })
	for i, a := range c.Activities {
		a.Index, a.OrdinalOnDate = int32(i), 1
		if i > 0 && c.Activities[i-1].date == a.date {
			a.OrdinalOnDate = c.Activities[i-1].OrdinalOnDate + 1
		}
	}
	sortBy(c.Annuals, func(a *Annual) uint32 { return uint32(a.Year*len(c.Bases) + a.Base.Index) })
}

// sortBy sorts a list by a key; those of one key stay as they are. Key and place are made
// one number, since the library sorts numbers ten times as fast as it does with a function
// that compares, and a preview sorts at every save.
func sortBy[T any](list []*T, key func(*T) uint32) {
	const bits = 32
	keys := make([]uint64, len(list))
	for i, x := range list {
		keys[i] = uint64(key(x))<<bits | uint64(i)
	}
	slices.Sort(keys)
	was := slices.Clone(list)
	for i, k := range keys {
		list[i] = was[k&(1<<bits-1)]
	}
}

// In returns the activities of a year, newest first.
func (c *Catalog) In(year int) []*Activity {
	from := sort.Search(len(c.Activities), func(i int) bool { return int(c.Activities[i].Date.Year) <= year })
	n := sort.Search(len(c.Activities)-from, func(i int) bool { return int(c.Activities[from+i].Date.Year) < year })
	return c.Activities[from : from+n : from+n]
}

// AnnualsIn returns the returns for a year, by base.
func (c *Catalog) AnnualsIn(year int) []*Annual {
	from := sort.Search(len(c.Annuals), func(i int) bool { return c.Annuals[i].Year >= year })
	n := sort.Search(len(c.Annuals)-from, func(i int) bool { return c.Annuals[from+i].Year > year })
	return c.Annuals[from : from+n : from+n]
}

// naturalOrder compares names as people count: 2.jpg before 10.jpg.
func naturalOrder(a, b string) int {
	digits := func(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
	x, y := a, b
	for x != "" && y != "" {
		m, n := digits(x), digits(y)
		if m > 0 && n > 0 {
			p, q := strings.TrimLeft(x[:m], "0"), strings.TrimLeft(y[:n], "0")
			if c := cmp.Or(len(p)-len(q), strings.Compare(p, q)); c != 0 {
				return c
			}
			x, y = x[m:], y[n:]
			continue
		}
		if x[0] != y[0] {
			return int(x[0]) - int(y[0])
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(len(x)-len(y), strings.Compare(a, b))
}

// Runs returns the parts of a list that has those with the same key beside one another, as the
// lists of a Catalog have. It looks at a few of each part only: there may be a hundred
// thousand activities, and a preview lays out the site at every save.
func Runs[T any, K comparable](list []T, key func(T) K) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for len(list) > 0 {
			k := key(list[0])
			n := sort.Search(len(list), func(i int) bool { return key(list[i]) != k })
			if !yield(list[:n:n]) {
				return
			}
			list = list[n:]
		}
	}
}
