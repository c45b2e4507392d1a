// Package address says where everything on the site stands: the path of every file, the
// anchors on pages, and how one page links to another.
//
// An address is a path from the site's root; Link makes of it what is written on a page. All
// are made here and nowhere else, from records of the catalog alone. They end in a file's
// name and are plain ASCII, so that one tree works on a server, in a sub-folder, from file:// and out of a zip.
//
// An address is passed on by people: what exists keeps its own when more is written. Years
// says which of a long year's pages an activity stands on.
package address

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/markdown"
	"kepu/generator/measure"
	"kepu/generator/pinyin"
	"kepu/generator/source"
)

// The pages and data files of which there is one.
const (
	Home       = "index.html"
	NotFound   = "404.html"
	Directory  = "bases/index.html"
	Activities = "activities/index.html"
	Statistics = "statistics/index.html"
	CityBrief  = "briefs/index.html"
	Search     = "search.html"
	Map        = "map.html"
	Ground     = "assets/map/ground.svg" // the outlines that small maps lie on
	Titles     = "titles.html"           // the ledger of titles
	Routes     = "routes/index.html"
	Exchange   = "exchange.html"
	Booklet    = "booklet.html"
	SiteMap    = "sitemap.html"
	FoldMap    = "foldmap.html"
	Correction = "correction.html" // a form to print: what is wrong on a page
	Data       = "data.html"       // what data/ holds, in words
	Offline    = "offline.html"
	OfflineZip = "offline.zip"

	Calendar = "activities.ics" // with base_url, as the next ones
	Feed     = "feed.xml"
	Robots   = "robots.txt"

	BasesJSON      = "data/bases.json"
	BasesGeoJSON   = "data/bases.geojson"
	BasesCSV       = "data/bases.csv"
	ActivitiesCSV  = "data/activities.csv"
	StatisticsCSV  = "data/statistics.csv"
	RatingsCSV     = "data/ratings.csv"
	CountiesCSV    = "data/counties.csv"
	TitlesCSV      = "data/titles.csv"
	BasesByYear    = "data/bases-by-year.csv"
	MapServicesCSV = "data/map-services.csv"
	DataPackage    = "data/datapackage.json"
	StatisticsBook = "data/statistics.xlsx"
)

// Base returns the address of a base's page.
func Base(b *catalog.Base) string { return BaseID(b.ID) }

// BaseID returns the address of the page of the base with that id.
func BaseID(id string) string { return "bases/" + id + ".html" }

// BaseCalendar returns the address of the calendar of a base.
func BaseCalendar(b *catalog.Base) string { return "bases/" + b.ID + ".ics" }

// County returns the address of a county's page.
func County(c *catalog.County) string { return "counties/" + c.ID + ".html" }

// CountyFeed returns the address of the feed of a county.
func CountyFeed(c *catalog.County) string { return "counties/" + c.ID + ".xml" }

// Brief returns the address of the sheet about a county.
func Brief(c *catalog.County) string { return "briefs/" + c.ID + ".html" }

// Poster returns the address of the poster about a base.
func Poster(b *catalog.Base) string { return "posters/" + b.ID + ".html" }

// PlanPoster returns the address of the poster about an activity that is planned. No base's id has a low line.
func PlanPoster(a *catalog.Activity) string {
	return "posters/plan_" + strings.TrimPrefix(EntryID(a), "a") + ".html"
}

// CountyBooklet returns the address of the nth booklet about a county's bases, counted from 1. No county's id has a low line.
func CountyBooklet(c *catalog.County, n int) string {
	if n == 1 {
		return "booklets/" + c.ID + ".html"
	}
	return "booklets/" + c.ID + "_" + strconv.Itoa(n) + ".html"
}

// Sheet returns the address of the drawing that the poster at p shows.
func Sheet(p string) string { return strings.TrimSuffix(p, ".html") + ".svg" }

// YearBrief returns the address of the sheet about a year of the city; no county has a year for its id.
func YearBrief(year int) string { return "briefs/" + strconv.Itoa(year) + ".html" }

// Kind returns the address of the directory that shows the bases of a kind: filtered, or without a script at the list of
// their names.
func Kind(k *catalog.Kind) string { return Directory + "?kind=" + k.ID + "#" + KindID(k) }

// KindID is the id of that list.
func KindID(k *catalog.Kind) string { return "_kind-" + k.ID }

// Year returns the address of the page with the activities of a year, see Years.
func Year(year int) string { return "activities/" + strconv.Itoa(year) + ".html" }

// StatisticsYear returns the address of the page with the figures of a year.
func StatisticsYear(year int) string { return "statistics/" + strconv.Itoa(year) + ".html" }

// Section returns the address of the list of a section.
func Section(s catalog.Section) string {
	return [...]string{catalog.Reports: "reports/index.html", catalog.Notices: "notices/index.html", catalog.Pages: Home}[s]
}

// Article returns the address of a report, a notice or a free page.
func Article(a *catalog.Article) string {
	if a.Section == catalog.Pages {
		return a.ID + ".html"
	}
	return path.Dir(Section(a.Section)) + "/" + a.ID + ".html"
}

// Word returns the address of the text for Word of a report or a notice.
func Word(a *catalog.Article) string {
	return strings.TrimSuffix(Article(a), ".html") + ".docx"
}

// Route returns the address of a study route.
func Route(r *catalog.Route) string { return "routes/" + r.ID + ".html" }

// OfferID returns the anchor of what a base offers or wants on the page that lists it.
func OfferID(o *catalog.Offer) string {
	side := "offer-"
	if o.Want {
		side = "want-"
	}
	return side + o.Base.ID + "-" + strconv.Itoa(o.Number)
}

// Asset returns the address of an attachment, and of a picture in its largest width. That of an attachment has the file's name and
// the beginning of its sum, as that of a picture has, see Photo.
func Asset(a *source.Asset) string {
	if a.Picture != nil {
		widths := a.Picture.Widths()
		return Photo(a, widths[len(widths)-1])
	}
	return "assets/files/" + slugOf(a) + "-" + a.Sum[:8] + strings.ToLower(path.Ext(a.Path))
}

// slugOf returns the name of a file without its ending, for an address.
func slugOf(a *source.Asset) string {
	name := path.Base(a.Path)
	slug := pinyin.Slug(strings.TrimSuffix(name, path.Ext(name)), "-")
	slug = strings.Trim(slug[:min(len(slug), 40)], "-")
	if slug == "" {
		slug = "file"
	}
	return slug
}

// SearchPart returns the address of a part of the search index.
func SearchPart(name string) string { return "assets/search/" + name + ".js" }

// Root returns the way from the page at p to the site's root: "", "../" …
func Root(p string) string {
	switch n := strings.Count(p, "/"); n {
	case 0:
		return ""
	case 1:
		return "../"
	default:
		return strings.Repeat("../", n)
	}
}

// Link returns the address to as it is written on the page at from.
func Link(from, to string) string {
	if dir := from[:strings.LastIndexByte(from, '/')+1]; dir != "" && strings.HasPrefix(to, dir) && !strings.Contains(to[len(dir):], "/") {
		return to[len(dir):]
	}
	return Root(from) + to
}

// InText returns what Doc.HTML needs to write the links of the text that stands in the
// content file source and is shown on the page at. First says that a picture of it may be seen before anything is scrolled.
func InText(c *catalog.Catalog, at, source string, first bool) func(markdown.Link) markdown.Target {
	return func(l markdown.Link) markdown.Target {
		t, _ := c.Resolve(source, l)
		to := func(address string) markdown.Target { return markdown.Target{URL: address} }
		switch {
		case l.Path == "":
			return to(t.Fragment(l.Fragment))
		case t.Base != nil:
			return to(Link(at, Base(t.Base)) + t.Fragment(l.Fragment))
		case t.Article != nil:
			return to(Link(at, Article(t.Article)) + t.Fragment(l.Fragment))
		case t.Route != nil:
			return to(Link(at, Route(t.Route)) + t.Fragment(l.Fragment))
		case t.Asset != nil && l.Image && t.Asset.Picture != nil:
			m := markdown.Target{Width: t.Asset.Picture.Width, Height: t.Asset.Picture.Height, Sizes: textSizes, First: first}
			m.URL, m.Srcset = Srcset(at, t.Asset, t.Asset.Picture.Widths())
			first = false
			return m
		case t.Asset != nil:
			return to(Link(at, Asset(t.Asset)))
		}
		return to("") // catalog.Link has reported it, and such a site is not shown
	}
}

// textSizes says how wide a picture of a text is shown: as a line, of 38 letters' width, or the screen.
const textSizes = "(min-width: 44rem) 41rem, 100vw"

// CountyMapID is the anchor of the map on a county's page.
const CountyMapID = "_map"

// EntryID returns the anchor of an activity on its year's page: its date, and a number where
// several have the same. Those of one date stand in the order of the logs, so one
// written after them renames none.
func EntryID(a *catalog.Activity) string {
	id := "a" + strings.ReplaceAll(a.Date.String(), "-", "")
	if a.OrdinalOnDate > 1 {
		id += "-" + strconv.Itoa(int(a.OrdinalOnDate))
	}
	return id
}

// RosterID returns the anchor of a batch on the directory: level and date, with a number
// where several have the same.
func RosterID(c *catalog.Catalog, d *catalog.Designation) string {
	id := "roster-" + d.Level.ID + "-" + d.Date.String()
	n := 0
	for _, e := range c.Designations {
		if e.Level == d.Level && e.Date == d.Date {
			n++
		}
		if e == d {
			break
		}
	}
	if n > 1 {
		return fmt.Sprintf("%s-%d", id, n)
	}
	return id
}

// TitlesPart returns the address of the n-th page, from 1, of a batch in a ledger of titles that is too long
// for one page.
func TitlesPart(c *catalog.Catalog, d *catalog.Designation, n int) string {
	name := "titles/" + strings.TrimPrefix(RosterID(c, d), "roster-")
	if n > 1 {
		name += "-p" + strconv.Itoa(n)
	}
	return name + ".html"
}

// MapBaseID returns the anchor of a base in the list beside the large map.
func MapBaseID(b *catalog.Base) string { return "_b-" + b.ID }

// MapCountyID returns the anchor of a county in that list.
func MapCountyID(c *catalog.County) string { return "_c-" + c.ID }

// DefinitionID returns the anchor of a measure's definition on pages with statistics.
func DefinitionID(x measure.Measure) string { return "def-" + x.Key() }
