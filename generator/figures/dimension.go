package figures

import (
	"slices"
	"strconv"

	"kepu/generator/catalog"
	"kepu/generator/measure"
)

// Dimension is what a measure is broken down by.
type Dimension int

// The dimensions, in the order of data/statistics.csv.
const (
	All        Dimension = iota // the whole; its one key is empty
	ByLevel                     // the highest level held at the time
	ByCounty                    //
	ByKind                      // of the bases
	ByCampaign                  //
	ByForm                      // of the activity
	ByBase                      //
	ByMonth                     // 1 to 12, then unknown
	Dimensions                  // how many there are
)

var dimensions = [Dimensions]struct{ key, name string }{
	{"all", "合计"},
	{"level", "级别"},
	{"county", "县区"},
	{"kind", "类型"},
	{"campaign", "重大科普活动"},
	{"form", "活动形式"},
	{"base", "基地"},
	{"month", "月份"},
}

// Key returns the dimension as it stands in data/statistics.csv.
func (d Dimension) Key() string { return dimensions[d].key }

// Name returns the dimension in Chinese.
func (d Dimension) Name() string { return dimensions[d].name }

// Key is one value of a dimension: a county, a month.
type Key struct{ ID, Name string }

// NoMonth is the key of what is known only to the year.
const NoMonth = "unknown"

// layout numbers the keys of all dimensions one after the other: the slots of a
// sheet. Slot 0 is the whole.
type layout struct {
	widths [measure.Sorts]int // how many measures are counted from each sort of records
	keys   [Dimensions][]Key
	index  [Dimensions]map[string]int // id -> number in keys
	first  [Dimensions + 1]int        // the slot of each dimension's first key; the last is how many slots there are
	bases  []int                      // the number of each base in the order of its keys: its slot stays when a name moves it
}

// slot returns the slot of the key that is number at in its dimension.
func (l *layout) slot(d Dimension, at int) int {
	if d == ByBase {
		at = l.bases[at]
	}
	return l.first[d] + at
}

func newLayout(cat *catalog.Catalog) *layout {
	l := &layout{widths: [measure.Sorts]int{len(measure.OfActivities), measure.InForce.Place() + 1, measure.PerReturn + len(cat.Indicators)}}
	add := func(d Dimension, id, name string) { l.keys[d] = append(l.keys[d], Key{id, name}) }
	add(All, "", "")
	for _, x := range cat.Levels {
		add(ByLevel, x.ID, x.Name)
	}
	for _, x := range cat.Counties {
		add(ByCounty, x.ID, x.Name)
	}
	for _, x := range cat.Kinds {
		add(ByKind, x.ID, x.Name)
	}
	for _, x := range cat.Campaigns {
		add(ByCampaign, x.ID, x.Name)
	}
	for _, x := range cat.Forms {
		add(ByForm, x.ID, x.Name)
	}
	for _, x := range cat.Bases {
		add(ByBase, x.ID, x.Name)
		l.bases = append(l.bases, x.Ordinal)
	}
	for m := 1; m <= 12; m++ {
		add(ByMonth, strconv.Itoa(m), strconv.Itoa(m)+"月")
	}
	add(ByMonth, NoMonth, "未注明")

	for d := range Dimensions {
		l.first[d+1] = l.first[d] + len(l.keys[d])
	}
	return l
}

// indexed makes the keys known by their ids.
func (l *layout) indexed() *layout {
	for d := range Dimensions {
		l.index[d] = make(map[string]int, len(l.keys[d]))
		for i, k := range l.keys[d] {
			l.index[d][k.ID] = i
		}
	}
	return l
}

// sameKeys reports whether two layouts have the same keys in the same slots.
func (l *layout) sameKeys(other *layout) bool {
	for d := range Dimensions {
		if !slices.Equal(l.keys[d], other.keys[d]) {
			return false
		}
	}
	return slices.Equal(l.bases, other.bases)
}

// month returns the slot of a month, 0 for not known.
func (l *layout) month(month int8) int {
	if month == 0 {
		return l.first[ByMonth] + 12
	}
	return l.first[ByMonth] + int(month) - 1
}
