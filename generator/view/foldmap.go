package view

// FoldMap is the view of layouts/foldmap.html: foldmap.html, a sheet of A3 with a map on its front and the bases on its back, where there is a map.
// It is folded three times into eight panels of A6.
type FoldMap struct {
	Frame
	Title  string // "驻马店市科普教育基地"
	Lead   string // what it is, and how it is printed
	By     string
	AsOf   string
	Count  string // "16家基地，10个县区"
	Map    SmallMap
	Key    MapKey
	Tray   string          // which ordinals have no mark, in words; ""
	Says   string          // what stands in place of a list of bases, where there are too many; ""
	Panels [][]FoldMapList // of the back, but for the two that are the cover and how to read it
	Large  bool            // the list is in large type
	Notes  []struct{}      // panels that are left to write on
	Code   string          // outline of the QR code that leads to the map of the site; ""
	Size   int             // units of its side, rim and all
}

// FoldMapList is what a panel tells of one county.
type FoldMapList struct {
	Name    string
	Entries []FoldMapEntry
}

// FoldMapEntry is a base, or of a large city a county.
type FoldMapEntry struct {
	Number string // its ordinal on the map; "" of a county
	Name   string
	URL    string
	Side   string // beside the name: a telephone number, "12家"; ""
	Text   string // what else is known; ""
}
