// Package catalog holds all of the content together: checked, linked and in order.
//
// In goes what source read from each file alone; Link gives one Catalog, and the problems that
// no file has alone. What a file names (a base, a county, a campaign, another page, a picture) is
// found here or is a problem at the place where it was written. After Link nothing in
// a Catalog is unknown, missing or half a date by accident: what is nil or zero
// was left out by staff, and the pages say so.
//
// Lists are in the order in which the site shows them. There is no clock: what
// is "now in force" is told as of AsOf, the newest date that any record has. Input.Today serves
// for problems only.
//
// # What is refused
//
// Errors are what would make the site say something false, or lead nowhere: a name that is in no
// list, a name or an id of two, a file that is another's copy to the letter, a link or a picture
// that is not there, a second return of a year, a place outside the city, a past that has not come.
// Doubts are warnings: dates far from all others, activities before their base was one, plans whose day
// is over, files that no page shows, batches that look pasted twice.
//
// # Where things stand
//
// link.go has the order of the steps. names.go finds what site.toml lists, bases.go the bases;
// namings.go and titles.go tell who holds which title on a day (Base.LevelAt, Title.At); logs.go
// takes in activities and returns, ratings.go what came of evaluations, articles.go the other pages, schemes.go the evaluation schemes,
// routes.go and exchange.go what they say; links.go and points.go check
// where links and coordinates lead. Each sort of doubt has a file: copies.go, fardates.go, today.go,
// overdue.go, unchecked.go, unused.go; grouped.go tells many of one cause once.
package catalog

import (
	"slices"

	"kepu/generator/date"
	"kepu/generator/digest"
	"kepu/generator/geo"
	"kepu/generator/measure"
	"kepu/generator/source"
)

// Catalog is the checked content.
type Catalog struct {
	Site      source.Site // as written, with its defaults
	AsOf      date.Date   // the newest date of any held activity, designation, revocation or rating, to the day; unknown when there is none
	Counties  []*County
	Levels    []*Level // in the order of site.toml; Rank says which is higher
	Kinds     []*Kind
	Campaigns []*Campaign
	Forms     []*Form

	Indicators measure.List // of site.toml, in its order
	Parts      []Part       // which of them are parts of other measures of annual returns

	Bases        []*Base         // by county, then kind, then name, in the order of the site's lists
	Others       []*Other        // named, with no page, in order of first use
	Designations []*Designation  // oldest first
	Revocations  []*Revocation   // oldest first
	Logs         []*Log          // by path; what was made from them stands in Activities and Annuals
	Activities   []*Activity     // newest first; all of them, whatever their status
	Annuals      []*Annual       // by year, then base
	Reports      []*Article      // newest first
	Notices      []*Article      // newest first
	Pages        []*Article      // by order, then title
	Ratings      []*Rating       // by year, scheme and base: one each
	RatingNames  []string        // of the evaluations that have results, in order of first use
	Schemes      []*Scheme       // by path; no page is made from them
	Routes       []*Route        // by title
	Offers       []*Offer        // what bases offer, then what they want; each by kind, then base
	Assets       []*source.Asset // every picture and attachment that a page shows, by path
	AgencyMark   *source.Asset   // 党政机关网站标识, for every page's foot; nil when there is none
	Drafts       []string        // paths of the pages that are left out as drafts, sorted

	Borders *geo.Boundaries // of the counties; nil when content/ has none
	Water   *geo.Water      // rivers, lakes and hills; nil when content/ has none

	Published []source.Published // addresses that were, as addresses.txt has them

	Settings digest.Digest // of the files that all of the site may depend on: all but pages, logs, ratings, schemes and addresses.txt

	targets map[string]Target // by content path, in lower case: what links lead to
}

// County is one of the city's counties (县区).
type County struct {
	ID, Name, Code string
	People         source.People
	Index          int // its place in Catalog.Counties
}

// Level is a level that bases are named at (级别).
type Level struct {
	ID, Name  string
	Authority string // who names at this level
	Rank      int    // 1 is the highest
	Index     int    // its place in Catalog.Levels
}

// Kind is what a base is (类型).
type Kind struct {
	ID, Name, Colour string
	Sign             string // a drawing of its own, as package seal describes it; "" when the name chooses one
	Index            int    // its place in Catalog.Kinds
}

// Campaign is a yearly campaign (重大科普活动).
type Campaign struct {
	ID, Name, Description string
	Index                 int // its place in Catalog.Campaigns
}

// Form is the form of an activity (活动形式).
type Form struct {
	ID, Name string
	Private  bool   // not for the public: counts in no figure
	National string // its name in the national form; "" when it has none
	Index    int    // its place in Catalog.Forms
}

// Base is one base with a page.
//
// What the file says is shared with the parsed file and not copied: a preview links
// ten thousand bases at every save.
type Base struct {
	*source.Base               // what its file says; use the linked fields below for references
	Index        int           // its place in Catalog.Bases
	Ordinal      int           // its number, from 0, in the order of the files: another name moves Index and not Ordinal
	ID           string        // [a-z0-9-]+, unique
	Path         string        // of its file in content/
	County       *County       // where it is now
	Before       []Stay        // where it was before, the oldest first
	Kind         *Kind         // nil when not said
	Point        *geo.Point    // WGS-84; nil when the place is not known
	Cover        *source.Asset // nil when there is none
	Gallery      []Picture
	Titles       []Title     // titles held, the newest first
	Activities   []*Activity // newest first
	Annuals      []*Annual   // oldest first
	Ratings      []*Rating   // the newest year first
	Articles     []*Article  // reports and notices that name it, newest first
	Routes       []*Route    // that stop there, by title
	Offers       []*Offer    // what it offers, then what it wants
}

// Stay is a county that a base was in, and the day until which it was there.
type Stay struct {
	County *County
	Until  date.Date
}

// Called reports whether the base has that id, name or alias.
func (b *Base) Called(word string) bool {
	return b.ID == word || b.Name == word || slices.Contains(b.Alias, word)
}

// CountyAt returns the county where b was on the first day of d, or nil.
func (b *Base) CountyAt(d date.Date) *County {
	for _, s := range b.Before {
		if d.Known() && !s.Until.Last().Before(d) {
			return s.County
		}
	}
	return b.County
}

// Other is a base that was named and has no page. However often it is named it is one.
type Other struct {
	Name   string  // as first written
	Index  int     // its place in Catalog.Others
	Draft  bool    // it has a page, which is left out: its name is shown nowhere
	Titles []Title // the newest first
}

// Title is one naming of a base at a level.
type Title struct {
	Designation *Designation
	Next        *Designation // of the same level and line, which took its place; nil when there is none
	Revoked     *Revocation  // that ended it; nil when nothing did before Next
	until       date.Date    // the last day of its base as a base
}

// Picture is a picture of a base's gallery.
type Picture struct {
	Asset           *source.Asset
	Caption, Credit string
}

// Designation is one batch of namings at one level.
type Designation struct {
	Index      int // its place in Catalog.Designations
	Level      *Level
	Date       date.Date
	Batch      string
	Document   string
	Authority  string // never empty where the level has one
	Note       string
	Total      int64 // how many were named: as written, else those listed
	Bases      []*Base
	Others     []*Other // named, with no page yet
	Line       string   // titles of one level and line follow one another
	ValidUntil date.Date
	NoEndKnown bool // whether the titles hold after the year of Date is not known
	Complete   bool // false: the total is not known, pages say 至少
	Sources    []string
	Path       string      // of its file in content/
	Span       source.Span // of its header there
	UntilSpan  source.Span // of valid_until
}

// Begun returns the newest year that a record tells of as gone by or begun: a plan does not,
// an annual return and a result do.
func (c *Catalog) Begun() int {
	y := int(c.AsOf.Year)
	if n := len(c.Annuals); n > 0 { // by year
		y = max(y, c.Annuals[n-1].Year)
	}
	if n := len(c.Ratings); n > 0 { // by year
		y = max(y, c.Ratings[n-1].Year)
	}
	return y
}

// Unlisted returns how many of the batch are known by number only.
func (d *Designation) Unlisted() int64 {
	return d.Total - int64(len(d.Bases)+len(d.Others))
}

// UnlistedAt reports whether some that may hold a title on a day are known by number only.
func (c *Catalog) UnlistedAt(day date.Date) bool {
	return slices.ContainsFunc(c.Designations, func(d *Designation) bool {
		rest := d.Rest()
		return d.Unlisted() > 0 && rest.At(day).MayHold()
	})
}

// Nameless reports whether some of the batch have no page, or may have: neither county nor
// kind is known of them.
func (d *Designation) Nameless() bool {
	return !d.Complete || len(d.Others) > 0 || d.Unlisted() > 0
}

// Revocation takes bases' titles of one level away.
type Revocation struct {
	Index   int // its place in Catalog.Revocations
	Level   *Level
	Date    date.Date
	Line    string // whose title it takes where HasLine; else that of the one line that is held
	HasLine bool
	Bases   []*Base
	Others  []*Other // that have no page
	Reason  string
}

// Activity is one entry of the logs.
type Activity struct {
	*source.Activity           // what the log says, shared with the parsed log; use the linked fields below for references
	Path             string    // of the log in content/
	Index            int32     // its place in Catalog.Activities
	OrdinalOnDate    int32     // which of its date it is, from 1, in the order of the logs
	date             uint32    // the key of its date, at hand for sorting
	Bases            []*Base   // none: the organiser's own
	Counties         []*County // as written, else those of its bases; each once
	Hosts            []string  // as written, without names of drafts
	Campaign         *Campaign // nil when not said
	Form             *Form     // nil when not said
	Gallery          []*source.Asset
}

// Counts reports whether the activity counts in the figures: it was held, and
// its form is one for the public.
func (a *Activity) Counts() bool {
	return a.Status == source.Held && (a.Form == nil || !a.Form.Private)
}

// Overdue reports whether the records, the newest of which is asOf, prove that the days have passed that a is planned for.
func (a *Activity) Overdue(asOf date.Date) bool {
	return a.Status == source.Planned && a.Date.Known() && a.Last().Before(asOf)
}

// Last returns the last day of the activity.
func (a *Activity) Last() date.Date {
	if a.Until.Known() {
		return a.Until.Date.Last()
	}
	return a.Date.Date.Last()
}

// Annual is a base's return for a year.
type Annual struct {
	*source.Annual
	Base  *Base
	Path  string
	Given []Given // what it gives of Catalog.Indicators, in their order; those after the last are not given
}

// Section is where an article stands.
type Section int

const (
	Reports Section = iota
	Notices
	Pages
)

// Article is a report, a notice or a free page.
type Article struct {
	*source.Article // what its file says; use the linked fields below for references
	ID              string
	Path            string // of its file in content/
	Section         Section
	Bases           []*Base
	Attachments     []*source.Asset
}

// Target is what a link in a text leads to: one of the four is set.
type Target struct {
	Base    *Base
	Article *Article
	Route   *Route
	Asset   *source.Asset
}
