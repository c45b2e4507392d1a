package source

import (
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/markdown"
	"kepu/generator/measure"
	"kepu/generator/typed"
)

// Span is where a value stands in its file: byte offsets into File.Text. The
// zero Span means that the value is not written.
type Span struct{ Start, End int32 }

// Written reports whether the value stands in the file at all.
func (s Span) Written() bool { return s.End > s.Start }

// In returns the place of the span in f.
func (s Span) In(f *diag.File) diag.Place { return f.Place(int(s.Start), int(s.End)) }

// Ref is a reference as staff wrote it: an id or an exact name.
type Ref struct {
	Name string // "" when not written
	Span Span
}

// When is a date and its place.
type When struct {
	date.Date
	Span Span
}

// Count is a figure that may not be known. Not written is unknown, never zero.
type Count struct {
	N     int64
	Known bool
}

// Site is site.toml.
type Site struct {
	Title, Description string
	Language           string // "zh-CN" unless written
	Timezone           string // "Asia/Shanghai" unless written
	BaseURL            string // absolute, ends in "/"; "" when not written
	Theme              string // "default" unless written
	ThemeSpan          Span
	ThemeColours       ThemeColours
	Data               Data
	Organiser          Organiser
	Registration       Registration
	Map                Map
	Counties           []Term // Code set
	Levels             []Term // Authority and Rank set
	Kinds              []Term // Colour set
	Campaigns          []Term // Description set
	Forms              []Term // Private and National set
	Indicators         []Indicator
	Breaks             []Break
	Headings           []Heading
	Synonyms           []Synonym
	Moved              []Moved
	End                int // where the text of the file ends
}

// PageLanguage returns the language of the pages' text, which is Chinese whatever the
// messages to staff are in.
func (s *Site) PageLanguage() string {
	if tag := strings.ToLower(s.Language); tag == "zh" || strings.HasPrefix(tag, "zh-") {
		return s.Language
	}
	return "zh-CN"
}

// Organiser is the body that runs the site (主办单位).
type Organiser struct{ Name, Address, Phone, Email, Postcode string }

// Registration is what a Chinese public site must show; each part may be empty.
type Registration struct {
	SiteDomain, SiteIDCode, ICP, Police string
	AgencyMark                          Ref    // a picture beside site.toml: 党政机关网站标识
	AgencyMarkURL                       string // where it leads
	CorrectionURL                       string // of the office that takes reports of mistakes (找错), without its query; "" for the organiser
}

// Data is what site.toml says of the files for other programs.
type Data struct{ Licence string } // its name or address; "" where none was chosen

// ThemeColours are the two colours of the city, each "#rrggbb" or "" for the theme's own.
type ThemeColours struct {
	Main, Accent         string
	MainSpan, AccentSpan Span
}

// Map is what site.toml says of maps.
type Map struct {
	Datum        string // "wgs84", "gcj02" or "bd09"
	ReviewNumber string // 审图号
	Outlines     string // Schematic: county borders are drawn without one; "": those of a reviewed file only
}

// Schematic is the one word of [map] outlines.
const Schematic = "schematic"

// Term is one entry of a list in site.toml: a county, level, kind, campaign or form.
type Term struct {
	ID, Name    string
	Code        string // county: GB/T 2260, six digits
	People      People // county
	PeopleYear  Span   // where the year of it is written
	Authority   string // level: who names bases at this level
	Rank        int    // level: 1 is the highest
	Colour      string // kind: #rrggbb or ""
	Sign        string // kind: an SVG path in a grid of 24, or ""
	Description string // campaign
	Private     bool   // form: public = false
	National    string // form: its name in the national form
	Span        Span   // of the id, else of the header
}

// Indicator is a number of annual returns besides those that every site has.
type Indicator struct {
	ID, Name, Unit        string
	Group, Note, National string
	Since, Until          When // of which the years count
	Of                    Ref  // the measure that it is a part of
	Stock                 *bool
	Span                  Span // of the id, else of the header
	NameSpan              Span
	UnitSpan              Span
}

// People is how many live in a county (常住人口), and the year of which that is said: both or neither.
type People struct {
	Number int64 // 0: not known
	Year   int
}

// Break is a year from which on a measure of the statistics means something else.
type Break struct {
	Year    int
	Measure Ref    // its key in data/statistics.csv or its Chinese name
	Note    string // what changed
}

// Hours is one line of a base's opening hours.
type Hours struct {
	Days        string // "周二-周日"
	Open, Close string // "09:00"; both empty when Closed
	Last        string // the last admission, "16:30"; "" when it is not said
	Months      string // "3-10" or "5月1日-10月7日"; "" for all year
	Closed      bool   // closed on these days
}

// Photo gives a picture beside the page its words.
type Photo struct {
	File, Caption, Credit string
	Span                  Span // of File
}

// Base is bases/ID.md.
type Base struct {
	Name     string
	NameKey  string // orders names by pinyin, compared as bytes
	NameSpan Span
	Alias    []string
	Short    string // for maps and narrow tables; "" for Name

	AliasSpans []Span // of each of Alias
	County     Ref    // where it is now
	Before     []Stay // where it was before, the oldest first
	Kind       Ref

	Address, Phone, Website, Email string

	Location  [2]float64 // longitude, latitude in Datum
	LocSpan   Span       // not written: no location
	Decimals  int        // of the finer of its two numbers, as written
	Datum     string     // "" for the site's
	Precision string     // "exact" (default), "town", "county"

	Hours      []Hours
	Closed     []string
	Fee        string
	Free       *bool    // nil: not said
	Youth      string   // "free" or "reduced" for the young; "" when not said
	Conceded   []string // concessions in words: 65岁以上免费
	Funded     string   // "government"; "" when not said
	FundedSpan Span
	Booking    string
	Capacity   Count
	Facilities []string
	Transport  string

	Summary      string
	Cover        Ref // a file beside the page
	Photos       []Photo
	Since, Until When
	Verified     Verified
	Sources      []string
	Draft        bool
	Aliases      []string // old addresses, as site paths without a leading slash
	AliasRoom    AliasRoom
	Body         *markdown.Doc

	Sum   digest.Digest // of the file
	Facts digest.Digest // of its front matter: of all but the Body
}

// Verified is when the facts of a base's page were last checked, and how.
type Verified struct {
	Date When   // not known: nobody has written that they were
	How  string // 电话核对; "" when it is not said
}

// Naming is designations.toml: who was named a base, and whose title was taken away.
type Naming struct {
	Designations []Designation
	Revocations  []Revocation
}

// Stay is a county that a base was in, until it moved.
type Stay struct {
	County Ref
	Until  When
	Span   Span
}

// Designation is one batch of bases named at one level.
type Designation struct {
	Level      Ref
	Date       When
	Batch      string
	Document   string
	Authority  string
	Note       string
	Total      Count
	TotalSpan  Span
	Bases      []Ref
	Others     []string
	Line       string // "" is one too
	ValidUntil When
	NoEndKnown bool // valid_until is written as unknown
	Complete   bool // default true
	Sources    []string
	Span       Span // of the header
}

// Revocation takes titles of one level away.
type Revocation struct {
	Level  Ref
	Date   When
	Line   string
	LineAt Span // where Line is written: it may be written empty
	Bases  []Ref
	Reason string
	Span   Span
}

// Status is what became of an activity.
type Status int

const (
	Held Status = iota
	Planned
	Postponed
	Cancelled
)

// Log is one file of activities/.
type Log struct {
	Activities []Activity
	Annuals    []Annual
}

// Activity is one [[activity]]. What linking looks at stands first: of a hundred thousand
// activities it is read at every save of a preview, and the rest is not.
type Activity struct {
	Date, Until When
	Status      Status
	Bases       []Ref
	County      Ref
	Campaign    Ref
	Form        Ref
	Summary     *markdown.Doc // nil when not written
	Photos      []Ref         // files beside the log, or from content/ with a leading "/"

	Title        string
	TitleSpan    Span
	Topic        []string
	Sessions     Count                      // not known: 1
	Figures      [measure.PerActivity]Count // of measure.InActivity
	FigureSpans  [measure.PerActivity]Span
	SessionsSpan Span
	Audience     []string
	Link         string // http or https
	Place        string
	Time         typed.Times // of day; of several days on each of them
	Hosts        []string    // units without a page that held it, or helped to
	HostsSpan    Span
	Register     string
	Sources      []string
	Span         Span          // of the header
	Sum          digest.Digest // of the entry's text
}

// Figure is what the activity gives of one of measure.InActivity.
func (a *Activity) Figure(m measure.Measure) *Count {
	return &a.Figures[m.Place()-measure.Participants.Place()]
}

// Annual is one [[annual]]: a base's return for a year.
type Annual struct {
	Base    Ref
	Year    int
	Figures [measure.PerReturn]Count // of measure.InReturn
	Rating  string                   // 优秀, 合格, 基本合格, 不合格 or ""
	More    []Given                  // of other keys, which site.toml may have as indicators
	Span    Span
	Sum     digest.Digest // of the entry's text

	FigureSpans [measure.PerReturn]Span
}

// Figure is what the return gives of one of measure.InReturn.
func (a *Annual) Figure(m measure.Measure) *Count { return &a.Figures[m.Place()] }

// Article is a file of reports/, notices/ or pages/.
type Article struct {
	Title       string
	TitleKey    string // orders titles by pinyin, compared as bytes
	Date        When
	Time        string // of the day on which it was published, "09:30"; "" when not known
	Years       [2]int // the first and last year covered; 0, 0 when not said
	Kind        string // 工作总结 …
	Author      string
	Source      string
	Document    string
	Summary     string
	Bases       []Ref
	Attachments []Ref
	Draft       bool
	Aliases     []string
	AliasRoom   AliasRoom
	Order       int
	Body        *markdown.Doc
	Sum         digest.Digest // of the file
	Facts       digest.Digest // of its front matter: of all but the Body
}
