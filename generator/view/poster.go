package view

// Poster is the view of layouts/poster.html: posters/ID.html about a base, posters/plan_DAY.html about an activity that is planned. The sheet itself is a
// drawing beside it, PosterSheet, which the page shows and prints; what it says stands on the page in words.
type Poster struct {
	Frame
	Name     string
	Sheet    string // URL of the drawing
	Subject  Link   // the page that tells more
	Words    []PosterFact
	Over     string // above the name: the site's title
	Place    string // the county
	Kind     string
	Seal     string // the drawing in the ring, see Seal.Path
	When     string // days of an activity; ""
	Year     string // that of these days, with the day of the week and the time; ""
	Since    string // beside the ring: a title, or the campaign
	What     string
	Code     string   // the QR code's modules, see qrcode.Code.Bits; "" where the site's address is not known
	Size     int      // how many of them a side
	By       string   // organiser, and the day of the newest record
	Plan     string   // 计划举办; "" of a base
	Days     string   // what later days say of the plan, see “Days”; ""
	Share    []string // what somebody sends to others of the plan, a line a fact; nil
	Calendar string   // URL of a file for calendars that has it; ""
	Last     string   // the last day of the plan: "2026-01-15"; ""
}

// PosterFact is one thing that a poster says; its Text may have several lines.
type PosterFact struct{ Name, Text string }

// PosterSheet is the view of layouts/poster-sheet.html: posters/ID.svg, a sheet of A4 (or A3, enlarged). Its units are tenths of a millimetre. Like
// Ground it is an SVG without the frame.
type PosterSheet struct {
	Name   string
	Title  []PosterLine // the name, and what else is in its type and colour
	Accent []PosterLine // the days of an activity
	Body   []PosterLine
	Soft   []PosterLine // names of facts, and what stands small
	Rules  []PosterRule
	Seal   *PosterSeal
	Map    *PosterMap
	Code   *PosterCode
}

// PosterLine is a line of text; Y is its baseline.
type PosterLine struct {
	X, Y, Size int
	Anchor     string // "middle", "end"; "": it begins at X
	Text       string
}

// PosterRule is a line across.
type PosterRule struct{ X, Y, To, Width int }

// PosterSeal is a ring around the drawing of a kind.
type PosterSeal struct {
	X, Y, Radius, Inner int    // Inner: of a second, finer ring
	Path                string // see Seal.Path
	Left, Top           int    // of the drawing
	Scale               float64
}

// PosterMap is a drawing of a county with one place.
type PosterMap struct {
	X, Y     int
	Scale    float64
	Drawing  MapDrawing
	Outlines []MapOutline
	Seat     *PosterSeat // where a way to the place begins; nil when there is none
}

// PosterSeat is a county's seat on the drawing; the baseline of its name is NameY.
type PosterSeat struct {
	X, Y, NameY float64
	Name        string
}

// PosterCode is a QR code.
type PosterCode struct {
	X, Y  int
	Scale float64
	Path  string
}
