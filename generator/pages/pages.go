// Package pages decides every file of the site: its address, its layout and its view.
//
// In come the checked catalog and the figures; out come Files, sorted by path.
// A page is the name of a layout and a view, which is plain data (package view); a
// data file writes its own bytes. Views are made when they are asked for, so a
// preview of a large site makes only what is looked at. Nothing here depends on
// the clock, the machine or the order of maps.
//
// What is not known is a word in the view (未报, 未查到) or an empty field that
// the layout says something for; it is never a zero.
package pages

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/figures"
	"kepu/generator/filter"
	"kepu/generator/mapview"
	"kepu/generator/photo"
	"kepu/generator/quote"
	"kepu/generator/seal"
	"kepu/generator/statistics"
	"kepu/generator/view"
)

// File is one file of the site. Either Layout and View are set, or Write or Embed is, or Asset or Picture.
type File struct {
	Path    string
	Key     func() digest.Digest    // what the file is made from, see key.go
	Layout  string                  // the theme's layout that shows View
	View    func() any              // makes the view, one of the types of package view
	Write   func(w io.Writer) error // writes a data file
	Embed   Embed                   // writes a file that holds pictures
	Asset   string                  // the path in content/ of a file that is copied; else ""
	Picture Picture                 // what the file shows
	Draft   bool                    // the page of a draft: a preview says so, the page itself doesn't
	Name    string                  // what a page about a single thing is about, see address.Single; else ""
}

// Picture is a picture of content/ in one of its widths.
type Picture struct {
	Asset string // its path in content/; "": none
	Width int    // one of photo.Info.Widths
}

// Embed writes a file that holds pictures; read gives the bytes of one.
type Embed func(w io.Writer, read func(Picture) ([]byte, error)) error

// Options say what kind of site it is. The zero value is the site on a server.
type Options struct {
	Offline bool // there is an offline copy: pages link to the page about it
	Slim    bool // a copy of which photos are small, and pages say so
}

// Of returns every file of the site, sorted by path, and what is wrong with
// their addresses.
func Of(c *catalog.Catalog, f *figures.Figures, o Options) ([]File, diag.List) {
	return new(Memory).Of(c, f, o)
}

// Memory lays out one site after the other while the content is being worked on, and keeps
// what is slow to find and seldom another. Its files are those of the function Of.
type Memory struct{ maps mapview.Memory }

// Of returns every file of the site, as the function of that name does.
func (k *Memory) Of(c *catalog.Catalog, f *figures.Figures, o Options) ([]File, diag.List) {
	m := k.newMaker(c, f)
	m.edition(o)
	all, frame := m.keys.whole, m.keys.frame
	m.page(address.Home, "home", func() any { return m.home() }, all)
	m.page(address.NotFound, "not-found", func() any { return m.notFound() }, all)
	m.page(address.Correction, "correction", func() any { return m.correction() }, frame)
	m.page(address.Directory, "directory", func() any { return m.directory() }, all)
	for _, b := range c.Bases {
		m.add(File{Path: address.Base(b), Layout: "base", View: func() any { return m.basePage(b) }, Draft: b.Draft, Name: b.Name,
			Key: m.key(func(g *gathering) { m.addBasePage(g, b) })})
	}
	for _, county := range c.Counties {
		m.add(File{Path: address.County(county), Layout: "county", View: func() any { return m.county(county) }, Name: county.Name,
			Key: m.key(func(g *gathering) { m.addCountyPage(g, county) })})
	}
	m.briefs()
	m.posters()
	m.booklets()
	if m.maps.HasMap() {
		m.page(address.Map, "map", func() any { return m.mapPage() }, all)
		m.page(address.FoldMap, "foldmap", func() any { return m.foldMap() }, all)
	}
	if c.Outlines() != nil {
		m.page(address.Ground, "ground", func() any { return m.maps.Ground() }, frame)
	}
	if m.hasActivities() {
		m.page(address.Activities, "activities", func() any { return m.activities() }, all)
		for _, y := range f.Years() {
			m.yearPages(y)
		}
	}
	m.titlePages(all)
	m.page(address.Statistics, "statistics", func() any { return m.statistics() }, all)
	for _, y := range f.Years() {
		m.page(address.StatisticsYear(y), "statistics-year", func() any { return m.statisticsYear(y) }, all)
	}
	m.articlePages()
	m.routePages()
	m.exchangePages()
	m.search()
	m.page(address.SiteMap, "sitemap", func() any { return m.siteMap() }, all)
	if o.Offline {
		m.page(address.Offline, "offline", func() any { return m.offline() }, all)
	}
	m.assets()
	m.data()
	m.calendars()
	m.feeds()
	m.oldAddresses()
	m.sitemaps()
	slices.SortFunc(m.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return m.files, m.ps
}

// maker makes the files and remembers what their views share. After Of has
// returned nothing in it changes, so views may be made from many goroutines.
type maker struct {
	c      *catalog.Catalog
	f      *figures.Figures
	files  []File
	ps     diag.List
	taken  map[string]bool // paths in lower case
	footer view.Footer     // with addresses from the root
	opts   Options
	slim   onlySmall // empty unless opts.Slim

	activityChoices func() []view.Facet                 // made once, when it is first asked for
	alike           func() map[string]*catalog.Activity // the earliest of those that are alike, see calendar.go
	formSigns       func() map[*catalog.Form]int
	maps            *mapview.Builder
	index           index
	kindSeals       []seal.Seal // of all kinds, each once
	entries         *address.Entries
	offers          *address.Offers
	stats           *statistics.Builder
	quotes          quotes
	keys            keys
}

func (k *Memory) newMaker(c *catalog.Catalog, f *figures.Figures) *maker {
	files := len(c.Bases) + len(c.Counties) + 500
	m := &maker{c: c, f: f, files: make([]File, 0, files), taken: make(map[string]bool, files), entries: address.List(c.Activities), offers: address.ListOffers(c.Offers)}
	m.activityChoices = sync.OnceValue(func() []view.Facet { return filter.ActivityChoices(c) })
	m.alike = sync.OnceValue(m.firstAlike)
	m.formSigns = sync.OnceValue(m.countForms)
	m.footer = m.makeFooter()
	m.index = m.makeIndex()
	m.kindSeals = c.Seals()
	m.maps = k.maps.New(c, f, func(county *catalog.County) []*catalog.Base { return m.index.bases[county] }, m.card)
	q := quote.Of(c, f)
	m.stats = statistics.New(c, f, q, func(county *catalog.County) []*catalog.Activity { return m.index.counted()[county] })
	m.quotes = m.makeQuotes(q)
	m.keys = m.makeKeys()
	return m
}

// edition makes m the maker of another kind of site than that on a server.
func (m *maker) edition(o Options) {
	m.opts = o
	if o.Slim {
		m.slim = slimmed(m.c)
	}
}

func (m *maker) page(path, layout string, view func() any, key func() digest.Digest) {
	m.add(File{Path: path, Layout: layout, View: view, Key: key})
}

func (m *maker) add(f File) bool {
	low := strings.ToLower(f.Path)
	if m.taken[low] {
		return false
	}
	m.taken[low] = true
	m.files = append(m.files, f)
	return true
}

// mapPage makes map.html.
func (m *maker) mapPage() view.MapPage {
	v := m.maps.Page()
	v.Fold = address.Link(address.Map, address.FoldMap)
	v.Frame = m.column(address.Map, "基地地图", "全部科普教育基地在地图上的位置，可按县区、级别、类型查找")
	return v
}

func (m *maker) hasActivities() bool { return len(m.c.Activities) > 0 }

// articlePages adds the lists and pages of reports and notices, and the free pages.
func (m *maker) articlePages() {
	for _, s := range []catalog.Section{catalog.Reports, catalog.Notices, catalog.Pages} {
		list := m.section(s)
		if s != catalog.Pages && len(list) > 0 {
			m.page(address.Section(s), "articles", func() any { return m.articles(s) }, m.key(func(g *gathering) { m.addArticles(g, list) }))
		}
		for i, a := range list {
			m.add(File{Path: address.Article(a), Layout: "article", View: func() any { return m.article(list, i) }, Draft: a.Draft, Name: a.Title,
				Key: m.key(func(g *gathering) { m.addArticlePage(g, list, i) })})
			if s != catalog.Pages {
				m.add(File{Path: address.Word(a), Embed: m.wordText(list, i), Draft: a.Draft, Key: m.key(func(g *gathering) { m.addArticlePage(g, list, i) })})
			}
		}
	}
}

func (m *maker) section(s catalog.Section) []*catalog.Article {
	return [][]*catalog.Article{catalog.Reports: m.c.Reports, catalog.Notices: m.c.Notices, catalog.Pages: m.c.Pages}[s]
}

func (m *maker) assets() {
	for _, a := range m.c.Assets {
		if a.Picture == nil {
			m.add(File{Path: address.Asset(a), Asset: a.Path, Key: func() digest.Digest { return digest.Of(a.Sum) }})
			continue
		}
		for _, w := range m.widths(a) {
			m.add(File{Path: address.Photo(a, w), Picture: Picture{a.Path, w}, Key: func() digest.Digest {
				var g digest.Gathering
				g.Text(a.Sum, photo.Recipe())
				return g.Digest()
			}})
		}
	}
}

// statistics makes statistics/index.html: all years.
func (m *maker) statistics() view.Statistics {
	v := m.stats.AllYears()
	v.Frame = m.column(address.Statistics, "统计", "历年科普活动、参加人次和在册科普教育基地的统计，附图表和可以下载的数据")
	m.linkData(&v.Frame)
	return v
}

// statisticsYear makes statistics/YEAR.html.
func (m *maker) statisticsYear(year int) view.StatisticsYear {
	p := address.StatisticsYear(year)
	title := fmt.Sprintf("%d年统计", year)
	v := m.stats.Year(year)
	v.Frame = m.column(p, title, fmt.Sprintf("%d年的科普活动、参加人次和在册科普教育基地，与上一年比较", year), view.Link{Name: "统计", URL: address.Link(p, address.Statistics)})
	v.Makeup = m.makeup(year)
	return v
}
