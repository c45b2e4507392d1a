package view

// Booklet is the view of layouts/booklet.html: booklet.html about all bases, or booklets/COUNTY.html, booklets/COUNTY_2.html … about those of a county where there are too many for one.
// It is printed in A5, two pages on a side, and folded: so its pages are a multiple of four.
type Booklet struct {
	Frame
	Title   string // "驻马店市科普教育基地"
	Scope   string // "西平县"; "" of all
	Lead    string // how many bases and pages it has
	By      string
	AsOf    string
	Pages   []BookletPage
	Parts   []PartItem // in place of Pages: the booklets of the counties
	Sheets  int        // of A4
	Covered []KindItem // the kinds on the cover
	Code    string     // outline of the QR code that leads to the site; ""
	Size    int        // units of its side, rim and all
}

// BookletPage is one page of A5. Kind says which of the fields has something to show.
type BookletPage struct {
	Number int
	Kind   Leaf
	Title  string
	Base   *BookletBase
	Groups []BookletGroup // of contents and index
	Rings  []BookletEntry // of a page to collect stamps
}

// Leaf says what a page of a booklet is: cover, read, contents, base, index, passport, notes, back.
type Leaf string

// BookletBase is a base on its page.
type BookletBase struct {
	Name, URL string
	Seal      string // id of the drawing
	Place     string // "西平县　气象"
	Since     string
	What      string
	Rows      []PosterFact
	Text      string // of its introduction, as much as there is room for
	Code      string // outline of its QR code; ""
	Size      int    // units of the code's side, rim and all
}

// BookletGroup is a county or a kind with its bases.
type BookletGroup struct {
	Name    string
	Entries []BookletEntry
}

// BookletEntry leads to the page of a base.
type BookletEntry struct {
	Name string
	Page int
}
