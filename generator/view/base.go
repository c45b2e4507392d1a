package view

import "kepu/generator/chart"

// BaseCard is a base in a list.
type BaseCard struct {
	Name, URL string
	County    string
	Kind      string
	KindID    string // for the mark's shape and colour
	Seal      string // the ID of its kind's drawing; never ""
	Level     string // the highest level held as of the newest record; "" when none is known
	LevelID   string
	LevelRank int    // of that level, 1 is the highest; 0 when none is known: the mark's shape
	LevelNote string // 有效期未查到; where none is held, what became of the titles, 命名已撤销; ""
	LevelDays string // what later days say in place of Level, see “Days”; "" when nothing
	Levels    string // the days on which Level becomes another, for filters and signs, see “Days”; "" when none
	Titles    string // all levels in words, "市级 2015年 已过有效期": "" when none
	Summary   string
	Address   string
	Free      bool   // known to be free
	Fee       string // as written
	Cover     *Image // nil when there is none
	Rating    string // "2025年度考核：优秀": the results of the newest year that has some; ""
	Latest    string // "最近活动：2025年11月2日"; ""
	Facets    string // what a filter asks for, in the directory: "county=xiping|free=1", see Facet
	HoursData string // opening hours as JSON for a script; "" when not known
	HoursEnd  string // the last day of which they tell, "2026-12-31": that of the base as one; ""
}

// BaseGroup is the bases of one county or kind.
type BaseGroup struct {
	ID, Name, URL string
	Bases         []BaseCard
}

// Directory is the view of layouts/directory.html: bases/index.html.
type Directory struct {
	Frame
	Lead    string
	Total   int
	Filter  []Facet
	Groups  []BaseGroup // by county, only those with a base
	Parts   []PartItem  // of a large directory, instead of groups: the pages of the counties
	Empty   []Link      // counties with no base on the site
	Kinds   []KindItem
	Rosters []Roster // batches, the newest first
	Ledger  string   // where the ledger of titles is; "" when there is none
	Data    string   // where it tells how to take the directory along as a table
	ByKind  []KindList
	Paper   []Paper // what can be printed
}

// KindList names the bases of a kind: what a link to a kind leads to where no script filters.
type KindList struct {
	ID, Name string
	Bases    []Link
}

// Paper is something to print: what it is, what it is for, and where.
type Paper struct {
	Name  string
	Note  string
	Links []Link
}

// Roster is one batch of namings, listed and unlisted told apart.
type Roster struct {
	ID          string // an anchor
	Level       string
	LevelID     string
	LevelRank   int    // 1 is the highest; 0 unknown
	Date        string // in Chinese
	Batch       string
	Document    string
	Authority   string
	Total       string // "18"
	LowerBound  bool   // the total is at least this
	Bases       []Link // those with a page, the first of many
	Listed      int    // how many have a page
	MoreBases   string // "其余300个见各县区的页面"; "" when Bases has all
	Others      []string
	NoEndKnown  bool  // whether it still holds is not known
	Unpublished int64 // whose page is a draft: told by number only
	Unlisted    int64 // known by number only
	ValidUntil  string
	Expired     bool   // as of the newest record
	Days        string // what later days say of it, see “Days”; "" when nothing
	Note        string
	Sources     []Source
	Complete    bool
}

// BasePage is the view of layouts/base.html, in the order of need.
type BasePage struct {
	Frame
	Name          string
	NameWords     []string // Name in its words, between which a line may end
	Aliases       []string
	County        Link
	Kind          string
	KindID        string
	Seal          string // the ID of its kind's drawing
	Level         string // the highest level in force as of the newest record; ""
	LevelID       string
	LevelRank     int    // 1 is the highest; 0 when there is none
	LevelNote     string // as of a card
	Moved         string // where it was before: 到2016年在乙县
	LevelDays     string // what later days say in place of the level and what is written after it, see “Days”; ""
	LevelUntil    string // "有效期至2026年8月", where LevelDays says that it ends; ""
	LevelUntilOff string // takes LevelUntil away when that day has passed, see “Days”
	Summary       string // as staff wrote it; "" when it was taken from the body, which would say it twice
	Closed        string // "作为科普教育基地开放到2019年为止"; "" when it has no end
	Hours         []HoursRow
	ClosedDays    []string
	HasHours      bool   // false: hours are not known, and the page says so
	HoursData     string // as JSON for a script; ""
	HoursEnd      string // the last day of which they tell; ""
	Fee           string
	Free          bool
	Booking       Source // words, or a link
	Phone         Link   // tel: URL
	Email         Link
	Website       Link
	Address       string
	Place         string // what is known of the place: "位置为示意，只到县城一带" …; "" when exact or unknown
	Coords        string // "113.680° E, 32.790° N（WGS-84）"; "" when unknown
	Directions    *Directions
	Locator       *SmallMap // where in the city it is; nil when that is not known
	Transport     string
	Capacity      string // "120人" at a time
	Facilities    []string
	Cover         *Image
	Calendar      string // URL of its file for calendars, where something is planned; ""
	Poster        string // URL of its poster; "" when it has none
	Gallery       []Image
	Body          []Block
	Titles        []TitleRow
	Ledger        string   // where the ledger of titles is
	Numbers, More []Number // its years in figures: activities, participants; what else was counted
	Spark         *Spark   // its activities of each year; nil when there are not two years
	Years         []ActivityYear
	Annuals       []AnnualRow
	Indicators    *IndicatorTable // what the returns give besides; nil when nothing
	Ratings       []RatingRow     // results of evaluations, the newest first
	Articles      []ArticleItem
	Offers        []OfferItem // what it offers, then what it wants
	StudyRoutes   []RouteItem // that stop there
	Neighbours    []BaseCard  // others of the county, at most a dozen
	AllNeighbours string      // "甲川区全部80家" when there are more; ""
	Sources       []Source
	Verified      string   // when the page was checked, and how: "2026年3月2日，电话核对"; ""
	AsOf          string   // "记录截至2026年1月9日"; ""
	ReportURL     string   // how to report a mistake: mailto: or tel: of the organiser; ""
	Correction    string   // the form to print, for this page
	Little        bool     // so little is known for a visit that the page leads with what the base is
	Missing       []Fact   // which of hours, fee, booking, address, telephone and transport are not known and in no row
	Telling       *Telling // how to tell the organiser of them; nil when no way is known
	Life          *Life    // nil when there is nothing to draw
}

// Fact is something that a visitor asks: its anchor, "" for none, and its name.
type Fact struct{ ID, Name string }

// Telling is who wants to know what is not known, and how to tell: links, or words.
type Telling struct {
	Name string
	Ways []Link // one or more
	Code string // the outline of a QR code that leads to the page, for paper; ""
	Size int    // of the code with its rim, in modules
}

// Life is what became of a base on one line of time: a picture of its titles and its years with activities.
type Life struct {
	Chart *chart.LifeChart
	Alt   string // the same in words
	May   bool   // some term is not known to have gone on
	Later bool   // some term goes on after the records
	Ticks bool   // there are years with activities
}

// HoursRow is one line of opening hours.
type HoursRow struct{ Days, Times, Months string }

// TitleRow is one title held: a dated fact.
type TitleRow struct {
	Level      string
	LevelID    string
	LevelRank  int    // 1 is the highest; 0 unknown
	Date       string // in Chinese
	Authority  string
	Batch      string
	Document   string
	ValidUntil string
	Status     string // "已过有效期", "已撤销（2019年）", "有效期未注明"; "" when that depends on the day, then Days has it
	Days       string // see “Days”
	InForce    bool
	Reason     string // of a revocation
	RosterURL  string
}

// AnnualRow is a base's return for one year; a figure is "未报" when not given.
// Every row of a page has the same measures in the same order: they are columns.
type AnnualRow struct {
	Year    int
	Figures []Number
}

// RatingRow is the result of one evaluation for one year.
type RatingRow struct {
	Year     int
	Scheme   string
	Result   string
	Date     string // in Chinese; ""
	Document string
	Deadline string // by which what was found wanting is to be put right: "2026年6月30日"; ""
	Passed   string // that it has passed, where the newest record proves it; ""
	Days     string // what later days say of it, see “Days”; ""
	Sources  []Source
}

// IndicatorTable is what a base's newest returns give of the site's indicators: a column for each year, the
// newest first, and rows under the names of their groups.
type IndicatorTable struct {
	Years   []int
	Columns int // how many the table has
	Groups  []IndicatorGroup
}

// IndicatorGroup is the rows of one group; its name may be "".
type IndicatorGroup struct {
	Name string
	Rows []IndicatorRow
}

// IndicatorRow is one indicator in each year: "未报" where a return did not give it, "—" where it was not asked,
// or where a part of what is worked out is not known.
type IndicatorRow struct {
	Name, Unit string
	Figures    []Number
}

// Route is a way to open a base's place in an app with maps.
type Route struct{ Name, URL string }

// Directions is the sheet of links on a base page.
type Directions struct {
	By     string // what the links look for: 名称 or 地址; "" when they lead to the place itself
	Routes []Route
	Note   string // what the links do when the place is known roughly only; ""
	Coords string // "114.027000,33.388000": longitude, latitude, to be copied; "" when rough or unknown
}

// CountyPage is the view of layouts/county.html.
type CountyPage struct {
	Frame
	Name       string
	Lead       []string // in its words, between which a line may end
	Numbers    []Number
	More       []Number // what else was counted: folded
	Span       string   // of which years Numbers are the sums, "2015—2026年"; "" when nothing is recorded
	Bases      []BaseCard
	Names      []BaseCard     // in place of Bases where there are too many for cards
	Recent     []ActivityItem // the newest that count
	Log        []PartItem     // the years with records, which lead to their pages, filtered by the county; nil where Recent has all
	Rosters    int            // how many namings of its bases are on record
	Ledger     string         // where they are listed, when there are some
	Map        *SmallMap
	Attention  *Attention // what the records show of it; nil when there are none
	Others     []Link     // the other counties
	Neighbours []Link
	Empty      *CountyEmpty // in place of Bases and Map where no base is known; else nil
}

// CountyEmpty is what the page of a county tells of which no base is known.
type CountyEmpty struct {
	Says    []string
	Map     *SmallMap  // where in the city it is; nil when that is not known
	Nearest []NearBase // from the county's middle, the nearest first
	Telling *Telling   // how to tell the organiser of one; nil when no way is known
	Apply   Link       // the page that tells how to become one
	All     Link       // the directory
}

// NearBase is a base with its distance as the crow flies, "约35公里".
type NearBase struct {
	BaseCard
	Away string
}
