// Package view has what each layout of a theme is given: whoever writes a layout finds here all
// that it can show.
//
// A layout's type is named in the comment of the type ("Home is the view of
// layouts/home.html") and all of them embed Frame, which is what frame.html shows around every page.
// The files: view.go has the frame, what lists share, and the pages of which there is one;
// base.go the directory, bases and counties; activity.go, article.go, exchange.go, map.go, titles.go and
// statistics.go what they are called for.
//
// Views are plain data, made by package pages from the catalog and the figures; a layout
// does no arithmetic and no look-up. If it needs some, a field is missing here. All URLs are relative to
// the page, ready to be put into href.
//
// Empty strings and lists mean that there is nothing to show, and layouts leave the part out
// or say 未知 where the visitor needs to know. What is not known is a word (未报, 未查到) or
// empty, and never a zero.
//
// # Days
//
// A build knows no clock. What depends on the day on which a page is read is said as the newest record
// proves it, and beside it stands what later days say, for the theme's script to put in place. Such a text
// is a JSON list: each entry has the first day on which it is true, "" for always, and then the words; of
// levels (Levels) the day, the level's id and its rank. The last entry whose day has come holds.
//
// # Life
//
// What a title is on any day, past or to come, is a list of the same kind: first day, state ("in", "may",
// "expired", "renewed", "revoked", "ended") and words. Before its first entry there is no title.
package view

import "encoding/json"

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
	Open        []Meta // og:title … for who sends the page to others: <meta property>; nil without base_url
	Feeds       []Link // what is new, by their titles; nil without base_url
	Linked      []JSON // the facts of the page for search engines, a thing each; nil without base_url
	Meta        []Meta // SiteName, ColumnName, ArticleTitle … (政府网站 tags), only those with a value
	Nav         []NavItem
	Crumbs      []Link // from the home page down to the parent; none on the home page
	SearchURL   string // of the search page, which takes ?q=
	Searching   bool   // this is the search page
	Footer      Footer
	Seals       []Seal   // the drawings that the page uses
	Draws       bool     // a script makes a picture on this page: the policy lets it be shown
	Lost        []string // of the page that may stand at any address: where the site's root may be, the likeliest first; nil of others
}

// Seal is the drawing of a kind of base, used by its ID: an SVG path in a grid of 24, drawn as a line.
type Seal struct{ ID, Path string }

// JSON is a value as package jsonld writes it: it may stand as data in a script element.
type JSON string

// MarshalJSON returns it as it is; what is no object of JSON is a text.
func (j JSON) MarshalJSON() ([]byte, error) {
	if data := []byte(j); len(data) > 0 && data[0] == '{' && json.Valid(data) {
		return data, nil
	}
	return json.Marshal(string(j))
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
	SiteMapURL                                                     string // of the page that lists all columns
	CorrectionURL                                                  string // where a mistake on this page is reported; ""
	Agency                                                         *Image // 党政机关网站标识; nil when there is none
	AgencyURL                                                      string // where it leads; ""
}

// Number is a figure with its honesty: how much of it is known.
type Number struct {
	Label      string // "参加人次"
	Value      string // "2,700"; "未报" when no entry gave one
	Unit       string // "人次"
	Note       string // "12 条记录中 9 条已报", "至少": "" when all is known
	Apart      string // "另有3家已撤销命名": what is not counted, and known; may be ""
	URL        string // where the detail is; may be ""
	Known      bool   // false when Value is a word and not a number
	LowerBound bool   // print 至少 before the number
}

// Image is a picture. The site has it in a few widths, of which a browser takes the one that it needs.
type Image struct {
	URL, Alt        string
	Srcset          string // for <img srcset>: the addresses with their widths; "" when there is one
	Full            string // URL of the largest; "" when that is no larger than what is shown
	Width, Height   int    // what counts is how one is to the other
	Caption, Credit string
}

// Source is where a fact comes from: words, or a link with its host as Name.
type Source struct{ Name, URL string }

// Facet is one control of a filter.
type Facet struct {
	Key     string // of the pair and of the address: "county"
	Label   string // "县区"
	Options []FacetOption
	Check   bool // boxes to tick; else a choice
	Tiles   bool // a choice whose options are all seen, each with its drawing
	Count   int  // of tiles: how many entries there are
}

// FacetOption is a value that some entry has.
type FacetOption struct {
	Value, Name string
	Seal        string // of a tile: the ID of its drawing
	Count       int    // how many entries have it
	Later       bool   // some may have it on the reader's day
}

// PartItem leads to a page with a part of a long list.
type PartItem struct {
	ID    string // anchor; "" for a month's second page
	Name  string
	URL   string
	Count int // entries
}

// Home is the view of layouts/home.html.
type Home struct {
	Frame
	Says     *Conclusion // what the newest year that is over comes to; nil when there is nothing to say
	Lead     []string    // one sentence that says what this is, by its words: a line ends between those only
	LeadNote string      // what it tells besides: "另有1家命名已过有效期"; ""
	Numbers  []Number    // four headline figures with their year and their gaps
	Spark    *Spark      // activities of each year; nil when there are not two years
	AsOf     string      // "截至2026年1月9日的记录"
	Upcoming []ActivityItem
	Calendar string         // URL of the file for calendars; ""
	Recent   []ActivityItem // the newest held ones
	Reports  []ArticleItem
	Notices  []ArticleItem
	Counties []CountyItem
	Kinds    []KindItem
	Featured []BaseCard // the bases with the highest level
	More     HomeLinks
	Map      *SmallMap    // of the city; nil when there is nothing to draw
	Signs    []RibbonSign // of the ribbons
	Ribbons  []Ribbon     // of the newest year with records, and the one before it where there are few; nil when there are none
	Routes   []RouteItem  // study routes
}

// HomeLinks are the addresses of the full lists; "" when the section is empty.
type HomeLinks struct{ Bases, Activities, Reports, Notices, Routes string }

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
	Seal          string // the ID of its drawing
	Bases         int
}

// Search is the view of layouts/search.html. What is found comes from the script; without
// it the page lists what there is.
type Search struct {
	Frame
	Bases        string // "18": how many there are
	Split        bool   // the directory lists counties, whose pages list the bases
	FirstURL     string // of the index's first part
	Counties     []CountyItem
	Kinds        []KindItem
	Years        []Link // of activities, the newest first
	DirectoryURL string
	ReportsURL   string // "" when there are none
	NoticesURL   string
	Examples     []string // words that find something
	Letters      []Letter // all bases by the pinyin of their names; none where there are too many for one page
}

// Letter is the bases whose names begin with it in pinyin.
type Letter struct {
	Name  string // "Q"; "#" for what has no pinyin
	Bases []NamedBase
}

// NamedBase is a base in a list of names.
type NamedBase struct {
	Link
	Note string // its county and kind
}

// Offline is the view of layouts/offline.html.
type Offline struct {
	Frame
	ZipURL string // of the zip; "" in the zip itself
	Size   string // of the zip: "1.2 MB"; "" in the zip itself
	AsOf   string // "2026年1月9日", the newest record; ""
	Folder string // the folder that the zip unpacks into
	Slim   string // what of a slim copy is less: "12 张照片只有小图"; ""
}

// Correction is the view of layouts/correction.html: a sheet to fill in by hand, and whom it goes to.
type Correction struct {
	Frame
	Name, Address, Postcode, Email string
	Mail                           string // mailto: with a subject; ""
	Phone                          Link
}

// Data is the view of layouts/data.html: what data/ holds.
type Data struct {
	Frame
	AsOf    string // "2026年1月9日", the newest record; ""
	Licence Source // under which others may use it; empty where none was chosen
	Package string // where the same is told to programs
	Tables  []DataFile
	Others  []DataFile // without columns: what is no table
}

// DataFile is a file of data/.
type DataFile struct {
	Title, About string
	URL, Name    string
	ID           string // its anchor; "" of what is no table
	Size         string // "12 KB"; "" when that was not asked
	Rows         string // "1,234", without the header
	Columns      []DataColumn
}

// DataColumn is a column of a table.
type DataColumn struct{ Name, Title, Type, Unit, Note string }

// Moved is the view of layouts/moved.html: what stands at an old address.
type Moved struct {
	Frame
	Title, URL string // of the page that was meant, or that has more of its kind
	Gone       string // why nothing is here any more, as staff wrote it; "" where it is at URL
	Dissolved  bool   // what was here is told at URL among other things
}

// SiteMap is the view of layouts/sitemap.html: all columns and lists.
type SiteMap struct {
	Frame
	Columns []SiteMapColumn
}

// SiteMapColumn is a column with the pages that it leads to.
type SiteMapColumn struct {
	Name, URL string // URL is "" of what has no page of its own
	About     string // a sentence; ""
	Links     []Link
}

// NotFound is the view of layouts/not-found.html. It may be served at any
// address, so its links are absolute when base_url is known.
type NotFound struct {
	Frame
	Sections []Link
}
