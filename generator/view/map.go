package view

import "kepu/generator/atlas"

// MapPage is the view of layouts/map.html: map.html.
type MapPage struct {
	Frame
	Lead     string
	Prefix   string       // of ids, ""
	Drawings []MapDrawing // of the same: for a telephone, for a larger screen
	Key      MapKey
	Notice   string     // "示意图 …", "审图号：…"
	Counties []MapGroup // every base in words, by county
	Parts    []PartItem // of a map with too many bases, instead of them: the pages of the counties
	Kinds    []MapChoice
	Levels   []MapChoice
	Free     bool   // some base is known to be free
	Hours    bool   // some base's opening hours are known
	Missing  []Link // bases that the map cannot show, because nobody has said where they are
	Outlines []MapOutline
	Water    []MapWater
	Marks    []int  // the shapes of levels
	Signs    []Seal // the drawings of kinds
	Years    []MapYear
	Stamp    MapStamp // what the years have in common
	Scrub    *MapScrub
	Fold     string // where the folded map is; "" where there is none
	Measures []MapMeasure
	Tray     *MapTray // nil: none
}

// SmallMap is a map beside other things: on the home page, a county's, a base's.
type SmallMap struct {
	Prefix   string // of the ids that it makes: texts may hold several maps
	Ground   *Image // what lies under the drawings, a file that pages share; nil where Outlines has all
	Outlines []MapOutline
	Water    []MapWater
	Marks    []int  // the shapes of levels that its drawings use
	Signs    []Seal // the drawings of kinds that its signs use
	Drawings []MapDrawing
	Notice   string
	More     Link         // to the large map
	Measures []MapMeasure // what its counties are tinted by; none
	Tray     *MapTray     // nil: none
	Untold   string       // in place of a tray: how many have no sign, in words; ""
	Seen     string       // id of the one that is seen; "" for the bases
}

// Ground is the view of layouts/ground.html: assets/map/ground.svg, the outlines of all
// counties. It is an SVG, the only layout's file that is no page.
type Ground struct {
	Width, Height float64 // of its viewBox
	Outlines      []MapOutline
}

// MapDrawing is one drawing. Its numbers are ready to be put into SVG.
type MapDrawing struct {
	Prefix        string  // of ids: that of the map it belongs to
	Label         string  // what it shows, for those who cannot see it
	Size          string  // "narrow", "wide": where the style sheet shows it; "": everywhere
	Width, Height float64 // of its viewBox
	Symbol        float64 // radius of a symbol
	Scale         float64 // of the theme's shapes, which have a radius of 12
	Text, Heading float64 // sizes of the names of bases and of counties
	TextRem       string  // those sizes, so that they grow with the reader's type: "0.75rem"
	HeadingRem    string
	FigureEm      string // that of the numbers of counties as a part of their names', and their way down in their own
	DownEm        string
	Affine        string  // for the script: west, north, across, down, padding, see geo.Affine; "" on small maps
	Ground        string  // transform that puts the page's outlines on this drawing
	Figure        float64 // size of the numbers of counties; 0: none
	FigureDown    float64 // from the baseline of a county's name to that of its number
	Codes         bool    // the counties' names and numbers say whose they are: the script changes them
	Hatch         string  // how much the hatching is stretched; "": not
	Net           bool    // the outline "net" lies below: meridians and parallels, and no borders
	Degrees       []atlas.Degree
	Water         bool // rivers and hills lie upon the counties
	Waters        []MapWaterName
	Areas         []MapArea
	Spots         []MapSpot
	Crowds        []MapCrowd
	Rings         []MapCrowd // the numbers in the middle of rings
	Leaders       string     // for the d of an SVG path: from symbols that made way for a name to where they belong; ""
	Way           string     // the points of a line from stop to stop: "12.3,40 55,61.2"; ""
	Bar           *MapBar
}

// MapArea is a county on a drawing. URL is empty where it leads nowhere.
type MapArea struct {
	Code, Name, URL string
	Title           string // its name, and what the measures say of it
	Current         bool   // the county that the page is about
	Bare            bool   // there is room for the number, not for the name
	Label           *atlas.Label
	At              string      // for the script: where its name may stand, see atlas.NameAt: four numbers each; "" on small maps
	BareAt          string      // likewise, for its number alone
	Tints           string      // classes, one for each measure: " bases-2 rate-x"
	Hatches         string      // those of them that are hatched
	Figures         []MapFigure // below its name
	Seat            *MapSeat    // where its circle stands, where no borders are drawn; else nil
}

// MapWater is a river, lake, ridge or peak; the drawings of a map share it.
type MapWater struct{ Kind, Path string }

// MapWaterName is its name; where there is no room it is not shown, and the script may find some at another zoom.
type MapWaterName struct {
	Name  string
	X, Y  float64 // of its middle and baseline
	Shown bool
}

// MapFigure is what one measure says of a county; lost: it is not known, and no hatching says so.
type MapFigure struct {
	Measure, Text string
	Lost          bool
}

// MapSeat is the place of a county of which no border is drawn, with a circle for each measure; without any it is a ring.
type MapSeat struct {
	X, Y    float64
	Circles []MapCircle
}

// MapCircle has the number of one measure as its area.
type MapCircle struct {
	Measure string
	Radius  float64
}

// MapMeasure is what the counties of a map may be tinted by, with its legend.
type MapMeasure struct {
	ID, Name string
	Circles  bool // circles instead of tints
	Steps    []MapStep
}

// MapStep is one tint and the numbers that it stands for.
type MapStep struct {
	Class, Text string
	Hatch       bool
}

// MapOutline is the shape of a county. A page has it once, whatever the number of its
// drawings: outlines are the greater part of a map's weight.
type MapOutline struct{ Code, Path string }

// MapSpot is a base on a drawing.
type MapSpot struct {
	ID, URL string
	Title   string  // its name, level, kind and how well its place is known
	X, Y    float64 // of its middle
	Mark    int     // the shape of its level: 1 to 4; 0 when it holds none
	Seal    string  // the ID of the drawing of its kind, see Signs; "" where Glyph stands
	Glyph   string  // a character for its kind, where its drawing is not its alone; or a number
	Exact   bool
	Name    string // on the map; shown where Label is set
	Label   *atlas.Label

	Levels    string // the days on which its level becomes another, see “Days”; ""
	TitleDays string // what later days say in place of Title, see “Days”; ""
	Later     []int  // the shapes of those levels
}

// MapCrowd is several bases at one place that are drawn as a number.
type MapCrowd struct {
	URL, Title string
	X, Y       float64
	Count      int
	Unit       string // after the number, where the signs of bases have numbers of their own; ""
}

// MapBar is the scale bar, drawn below the map at the same scale.
type MapBar struct {
	Start, End float64
	Metres     int
	Text       string // "20公里"
}

// MapKey explains the signs that the map uses; what it does not use is left out.
type MapKey struct {
	Levels []MapSign
	Kinds  []MapSign
	Rough  bool // there are approximate places
	Exact  bool // there are exact ones
	Crowds bool
}

// MapSign is one sign and what it means.
type MapSign struct {
	Mark        int
	Seal, Glyph string // as of a spot; of a kind
	Name        string
	Then        bool // some other year has it, today has not
}

// MapTray is the bases that the map has no place for, since no more is known of them than their county's seat; beside the map, by county.
type MapTray struct {
	Prefix string // of the map's ids
	Title  string
	Count  int
	Groups []MapTrayGroup
}

// MapTrayGroup is those of one county. What their spots have of a place means nothing.
type MapTrayGroup struct {
	Name  string
	Spots []MapSpot
}

// MapChoice is one value of a filter.
type MapChoice struct{ ID, Name string }

// MapGroup is the bases of one county in words.
type MapGroup struct {
	ID, Name, URL string
	None          string   // in place of how many bases it has: "名称未查到"
	Says          []string // what else the map tells of it: "近五年活动3项"
	Bases         []MapItem
}

// MapItem is a base in the list beside the map. What begins with "data" in the layout
// is for the script, which has no other source.
type MapItem struct {
	ID          string
	Card        BaseCard
	Mark        int
	Seal, Glyph string // as of a spot
	Label       string // its name on the map; "" when that is its whole name
	Place       string // how well its place is known, in words; "" when exact
	Lon         string // degrees, WGS-84; "" when not known
	Lat         string
	At          string // "lon lat" where it is drawn in place of there; "" there
	Rank        int
	Exact       bool
	Rough       string // how well its place is known where that is not exactly: town, county
	Tray        bool   // it stands in the tray, and has no sign on the map
	Ranks       string // one character for each of Years: the mark of the level in force at its end, 0 for none, five more where nobody knows whether it still is
}

// MapScrub is the control that leads the large map from year to year.
type MapScrub struct {
	First, All int          // its least value, the first year; its greatest, after the newest year: no year, but today's map
	Data       string       // JSON for the script: what each year says of the city, and of each county
	Legend     []MapMeasure // one: what the tints mean in all years
	Asked      bool         // some number has a question mark
}

// MapYear is one year in the row of years: which bases were in force at its end.
type MapYear struct {
	Year  int
	Count int    // of the bases that are drawn
	None  string // in place of a Count of 0, where some were in force: "名称或位置未查到"; ""
	Until string // "截至1月9日" for the year that goes on; ""
	Note  string // "在册52家": with those that have no page; ""
	Index int    // in Ranks
	Dots  []MapDot
}

// MapDot is one base or more on the small map of a year.
type MapDot struct{ X, Y, Radius float64 }

// MapStamp is a very small drawing of the outlines.
type MapStamp struct {
	Width, Height float64
	Ground        string
}
