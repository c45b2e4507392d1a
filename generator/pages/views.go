package pages

import "html/template"

// The views: what each layout of a theme is given. They are plain data, made
// from the catalog and the figures; a layout does no arithmetic and no look-up.
// Empty strings and lists mean that there is nothing to show, and layouts leave
// the part out or say 未知 where the visitor needs to know. All URLs are relative
// to the page, ready to be put into href.

// Frame is what surrounds every page. Every view embeds it.
type Frame struct {
	Lang        string // of the document: "zh-CN"
	SiteTitle   string
	PageTitle   string // for <title>: "西平县气象局 - 驻马店市科普教育基地"
	Description string
	Root        string // from this page to the site's root: "" or "../"
	Home        string // URL of the home page
	Path        string // of this page in the site: "bases/xiping-weather.html"
	Canonical   string // absolute URL; "" without base_url
	Meta        []Meta // SiteName, ColumnName, ArticleTitle … (政府网站 tags), only those with a value
	Nav         []NavItem
	Crumbs      []Link // from the home page down to the parent; none on the home page
	SearchURL   string // of the search page, which takes ?q=
	Searching   bool   // this is the search page
	Footer      Footer
	Lost        []string // of the page that may stand at any address: where the site's root may be, the likeliest first; nil of others
}

// Meta is one <meta name content>.
type Meta struct{ Name, Content string }

// NavItem is one entry of the main navigation.
type NavItem struct {
	Name, URL string
	Current   bool // this page: aria-current="page"
	Section   bool // this page stands below it: aria-current="true"
}

// Link is a name and its address.
type Link struct{ Name, URL string }

// Footer is what stands below every page. Each part may be empty.
type Footer struct {
	Organiser, Address, Phone, PhoneURL, Email, EmailURL, Postcode string
	ICP, ICPURL, Police, PoliceURL, SiteIDCode                     string
	Pages                                                          []Link // the free pages: about, how to apply
	AsOf                                                           string // "2026年1月9日", the newest record
	OfflineURL                                                     string // of the page about the offline copy; "" when there is none
	Slim                                                           string // what a slim copy lacks; "" in a full one
}

// Number is a figure with its honesty: how much of it is known.
type Number struct {
	Label      string // "参加人次"
	Value      string // "2,700"; "未报" when no entry gave one
	Unit       string // "人次"
	Note       string // "12 条记录中 9 条已报", "至少": "" when all is known
	URL        string // where the detail is; may be ""
	Known      bool   // false when Value is a word and not a number
	LowerBound bool   // print 至少 before the number
}

// BaseCard is a base in a list.
type BaseCard struct {
	Name, URL string
	County    string
	Kind      string
	KindID    string // for the mark's shape and colour
	Level     string // the highest level held as of the newest record; "" when none is known
	LevelID   string
	LevelRank int    // of that level, 1 is the highest; 0 when none is known: the mark's shape
	LevelNote string // 有效期未查到; where none is held, what became of the titles, 命名已撤销; ""
	LevelDays string // what later days say in place of Level, see daysData; "" when nothing
	Levels    string // the days on which Level becomes another, for filters and signs, see levelTurns; "" when none
	Titles    string // all levels in words, "市级 2015年 已过有效期": "" when none
	Summary   string
	Address   string
	Free      bool   // known to be free
	Fee       string // as written
	Cover     *Image // nil when there is none
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

// Image is a picture.
type Image struct {
	URL, Alt        string
	Width, Height   int
	Caption, Credit string
}

// Home is the view of layouts/home.html.
type Home struct {
	Frame
	Lead     string   // one sentence that says what this is
	Numbers  []Number // four headline figures with their year and their gaps
	Spark    *Spark   // activities of each year; nil when there are not two years
	AsOf     string   // "截至2026年1月9日的记录"
	Upcoming []ActivityItem
	Recent   []ActivityItem // the newest held ones
	Reports  []ArticleItem
	Notices  []ArticleItem
	Counties []CountyItem
	Kinds    []KindItem
	Featured []BaseCard // the bases with the highest level
	More     HomeLinks
	Map      *SmallMap // of the city; nil when there is nothing to draw
}

// HomeLinks are the addresses of the full lists; "" when the section is empty.
type HomeLinks struct{ Bases, Activities, Reports, Notices string }

// CountyItem is a county with what it has.
type CountyItem struct {
	ID, Name, URL string
	Bases         int
	None          string // in place of Bases when there are none: 未查到, 未收录
	Activities    int    // counted ones, all years
	Latest        string // date of the newest one in Chinese; ""
}

// KindItem is a kind with how many bases it has.
type KindItem struct {
	ID, Name, URL string // URL: its part of the directory
	Bases         int
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
	Days        string // what later days say of it, see daysData; "" when nothing
	Note        string
	Sources     []Source
	Complete    bool
}

// Source is where a fact comes from: words, or a link with its host as Name.
type Source struct{ Name, URL string }

// BasePage is the view of layouts/base.html, in the order of need.
type BasePage struct {
	Frame
	Name          string
	Aliases       []string
	County        Link
	Kind          string
	KindID        string
	Level         string // the highest level in force as of the newest record; ""
	LevelID       string
	LevelRank     int    // 1 is the highest; 0 when there is none
	LevelNote     string // as of a card
	Moved         string // where it was before: 到2016年在乙县
	LevelDays     string // what later days say in place of the level and what is written after it, see daysData; ""
	LevelUntil    string // "有效期至2026年8月31日", where LevelDays says that it ends; ""
	LevelUntilOff string // takes LevelUntil away when that day has passed, see daysData
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
	Gallery       []Image
	LeftOut       int // photos that a slim copy lacks
	Body          []Block
	Titles        []TitleRow
	Numbers       []Number // its years in figures: activities, participants …
	Spark         *Spark   // its activities of each year; nil when there are not two years
	Years         []ActivityYear
	Annuals       []AnnualRow
	Articles      []ArticleItem
	Neighbours    []BaseCard // others of the county, at most a dozen
	AllNeighbours string     // "甲川区全部80家" when there are more; ""
	Sources       []Source
	AsOf          string // "记录截至2026年1月9日"; ""
	ReportURL     string // how to report a mistake: mailto: or tel: of the organiser; ""
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
	Days       string // see daysData
	InForce    bool
	Reason     string // of a revocation
	RosterURL  string
}

// ActivityYear is the activities of one year.
type ActivityYear struct {
	Year  int
	URL   string // the year's page
	Items []ActivityItem
}

// AnnualRow is a base's return for one year; a figure is "未报" when not given.
// Every row of a page has the same measures in the same order: they are columns.
type AnnualRow struct {
	Year    int
	Figures []Number
	Rating  string
}

// ActivityItem is an activity in a list.
type ActivityItem struct {
	ID       string // an anchor, on the page of its year; "" elsewhere
	URL      string // of the entry on the page of its year; "" there
	Date     string // "2016年9月17日", "2024年5月25日至6月1日"
	DateTime string // for <time datetime>: "2016-09-17", "2016-09", "2016"
	Title    string
	Bases    []Link // without the one whose page this is
	Counties []Link // without the one whose page this is
	Campaign string
	Form     string
	Topics   []string
	Place    string
	Audience []string
	Status   string   // "": held; else "计划举办", "已过日期，结果未报", "延期", "取消"
	Days     string   // what later days say in place of Status, see daysData; "" when nothing
	Last     string   // the last day that it is planned for: "2026-01-15"; "" when it is not planned
	Figures  []Number // only those given
	Summary  template.HTML
	Register string
	Link     Source // the original report; URL "" when none
	Sources  []Source
	Photos   []Image
	Private  bool   // listed, not counted
	Facets   string // what a filter asks for, on the page of its year: see Facet
}

// Activities is the view of layouts/activities.html: activities/index.html.
type Activities struct {
	Frame
	Lead      string
	Upcoming  []ActivityItem
	Years     []YearItem // the newest first
	Dash      string     // what a dash among them means; "" when there is none
	Campaigns []CampaignItem
	Recent    []ActivityItem
	Filter    []Facet // of the pages of the years
}

// YearItem is a year in the list of years. Every year has the same figures in
// the same order: they are columns.
type YearItem struct {
	Year    int
	URL     string
	Numbers []Number
}

// CampaignItem is a campaign and the years it was held in.
type CampaignItem struct {
	Name, Description string
	Count             int
	Years             []Link
}

// ActivitiesYear is the view of layouts/activities-year.html: activities/YEAR.html.
type ActivitiesYear struct {
	Frame
	Year     int
	Part     string // "5月" on a page with a part of a long year; ""
	Numbers  []Number
	Makeup   string // "列出的99条记录里，97条计入活动数，…": "" when all count
	Total    int    // how many items there are
	Filter   []Facet
	Years    []YearLink // those with activities, the newest first
	Months   []MonthGroup
	Parts    []PartItem // of a long year, instead of months: the pages that have them
	Previous *Link
	Next     *Link
}

// PartItem leads to a page with a part of a long list.
type PartItem struct {
	ID    string // anchor; "" for a month's second page
	Name  string
	URL   string
	Count int // entries
}

// YearLink leads to the page of a year.
type YearLink struct {
	Year    int
	URL     string
	Current bool // this page
}

// MonthGroup is the activities of one month, the newest first.
type MonthGroup struct {
	Name  string // "9月", "未注明月份"
	ID    string // anchor
	Items []ActivityItem
}

// CountyPage is the view of layouts/county.html.
type CountyPage struct {
	Frame
	Name       string
	Lead       string
	Numbers    []Number
	Bases      []BaseCard
	Names      []BaseCard // in place of Bases where there are too many for cards
	Years      []ActivityYear
	Older      Link // where the activities are that Years leaves out; none when all are shown
	Nameless   bool // there are no Bases, and some that were named have no known name or county
	Rosters    int  // how many namings of its bases are on record
	Map        *SmallMap
	Others     []Link // the other counties
	Neighbours []Link
}

// Articles is the view of layouts/articles.html: reports/index.html, notices/index.html.
type Articles struct {
	Frame
	Heading string
	Lead    string
	Items   []ArticleItem
}

// ArticleItem is a report or notice in a list.
type ArticleItem struct {
	Title, URL string
	Date       string // in Chinese; "" when not known
	DateTime   string
	Kind       string
	Years      string // "2015—2017年"
	Summary    string
}

// Article is the view of layouts/article.html: a report, a notice, a free page.
type Article struct {
	Frame
	Title       string
	Section     string // "报告", "通知", "" for a free page
	Kind        string
	Years       string
	Date        string
	DateTime    string
	Author      string
	Source      Source
	Document    string
	Summary     string
	Contents    []ContentsItem // for long texts only
	Body        []Block
	Quoted      []QuotedNumber // the numbers of the text that come from the data
	Bases       []BaseCard
	Attachments []Attachment
	SideBySide  *Figure // a report's years side by side, from the data; nil when there are not two
	Previous    *Link   // the older one; of a report, that of the year before
	Next        *Link   // the newer one; of a report, that of the year after
	ByYear      bool    // Previous and Next are reports of the years before and after
}

// ContentsItem is a heading in the contents list.
type ContentsItem struct {
	Name, URL string
	Items     []ContentsItem
}

// Attachment is a file to take away.
type Attachment struct{ Name, URL, Size, Type string }

// Moved is the view of layouts/moved.html: what stands at an old address.
type Moved struct {
	Frame
	Title, URL string // of the page that was meant
}

// NotFound is the view of layouts/not-found.html. It may be served at any
// address, so its links are absolute when base_url is known.
type NotFound struct {
	Frame
	Sections []Link
}
