package catalog

import (
	"slices"
	"sort"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/geo"
	"kepu/generator/source"
)

// Input is what a catalog is made from.
type Input struct {
	Files  []*source.Parsed                // what each file says, by path
	Others []string                        // paths of the other files: pictures and attachments
	Asset  func(path string) *source.Asset // reads one of Others; nil when it is gone
	Drafts bool                            // take drafts in
	Today  date.Date                       // the day on which it is read, for problems only; may be unknown
}

// Link checks the files against each other and gives the catalog that they
// make. The problems are those that no file has alone, unsorted. When there are
// errors the catalog is not whole and must not be shown.
func Link(in Input) (*Catalog, diag.List) {
	l := &linker{in: in, c: &Catalog{targets: make(map[string]Target, len(in.Files)+len(in.Others))}, files: make(map[string]*diag.File, len(in.Files)), drafts: map[*Base]bool{}}
	for _, p := range in.Files {
		l.files[p.File.Path] = p.File
	}
	l.in.Files = l.withoutCopies(in.Files)
	l.settings()
	l.site()
	l.bases()
	l.namings()
	l.pastedBatches()
	l.logs()
	l.articles()
	l.schemes()
	l.ratings()
	l.routes()
	l.exchange()
	l.each(source.AddressFile, func(p *source.Parsed) { l.c.Published = append(l.c.Published, p.Published...) })
	l.asOf()
	l.assets()
	l.pictures()
	l.links()
	l.points()
	l.wayDoubts()
	l.overdue()
	l.aheadOfToday()
	l.longUnchecked()
	l.farDates()
	l.unused()
	l.warnGrouped()
	sort.Strings(l.c.Drafts)
	sort.Slice(l.c.Assets, func(i, j int) bool { return l.c.Assets[i].Path < l.c.Assets[j].Path })
	l.places()
	return l.c, l.ps
}

// settings sums the files that all of the site may depend on: schemes, ratings, wordings and the addresses that were published are none of them.
func (l *linker) settings() {
	var g digest.Gathering
	for _, p := range l.in.Files {
		if p.Log == nil && p.Base == nil && p.Article == nil && p.Route == nil && p.Exchange == nil && p.Section != source.SchemeFile && p.Section != source.RatingFile &&
			p.Section != source.WordingFile && p.Section != source.AddressFile {
			g.Text(p.File.Path)
			g.Digests(p.Sum)
		}
	}
	l.c.Settings = g.Digest()
}

// linker is a catalog while it is made.
type linker struct {
	pass
	in    Input
	c     *Catalog
	files map[string]*diag.File

	counties  *names[County]
	levels    *names[Level]
	kinds     *names[Kind]
	campaigns *names[Campaign]
	forms     *names[Form]
	baseNames *names[Base]

	datum geo.Datum // of places that don't say theirs

	drafts  map[*Base]bool           // bases that are left out, but whose names are known
	others  map[string]string        // path in lower case -> path, of pictures and attachments
	used    map[string]*source.Asset // by path
	otherOf map[string]*Other        // by the fold.Name of a base without a page
	spelled map[string]*Base         // by fold.Name, see baseSpelled
	asked   []func()                 // what is asked of namings when all titles are known
	noted

	indicatorAt       map[string]int // by id and by name: its place in Catalog.Indicators
	unknownKeys       int            // of returns, in all logs
	lackingIndicators bool           // one could not be read and may be what is given: an unknown key is told in the next run

	noSite bool // site.toml is missing, or was not read whole

	named map[string]bool // paths in lower case that something names, rightly or not
}

// pass is one way through some files and what is found there.
type pass struct {
	ps            diag.List
	grouped       []groupedWarning
	parallel      bool // others run at the same time
	retrySerially bool // what was met can't be told while others run: go through the file again, alone
}

// place returns the place of a span in a file of the content.
func (l *linker) place(path string, s source.Span) diag.Place {
	f := l.files[path]
	if f == nil || !s.Written() {
		return diag.Whole(path)
	}
	return s.In(f)
}

// each calls do for the files of one section, in the order of their paths.
func (l *linker) each(section source.Section, do func(p *source.Parsed)) {
	for _, p := range l.in.Files {
		if p.Section == section {
			do(p)
		}
	}
}

// site takes in site.toml and its lists.
func (l *linker) site() {
	var terms source.Site
	found := false
	path := "site.toml"
	l.each(source.SiteFile, func(p *source.Parsed) {
		if p.Site != nil {
			terms, found, path = *p.Site, !p.Problems.HasErrors(), p.File.Path
		}
	})
	if !found && !slices.ContainsFunc(l.in.Files, func(p *source.Parsed) bool { return p.Section == source.SiteFile }) {
		l.ps.Error(diag.Whole("site.toml"), diag.M("SITE-MISSING", "没有 site.toml", "there is no site.toml"),
			diag.T("它写网站的名称和主办单位，是必须有的；没有的话，用 kepu init 在另一个空文件夹里新建，再把那里的 site.toml 复制过来", "it holds the site's title and organiser and is required; where it is lost, make another by kepu init in an empty folder and copy its site.toml"))
	}
	l.c.Site, l.noSite = terms, !found
	l.counties = newNames(l, path, diag.T("县区", "county"), terms.Counties, func(t source.Term) *County { return &County{t.ID, t.Name, t.Code, t.People, len(l.c.Counties)} }, &l.c.Counties)
	l.sameCode(path, terms.Counties)
	l.levels = newNames(l, path, diag.T("级别", "level"), terms.Levels, l.newLevel, &l.c.Levels)
	l.kinds = newNames(l, path, diag.T("类型", "kind"), terms.Kinds, func(t source.Term) *Kind { return &Kind{t.ID, t.Name, t.Colour, t.Sign, len(l.c.Kinds)} }, &l.c.Kinds)
	l.campaigns = newNames(l, path, diag.T("重大活动", "campaign"), terms.Campaigns, func(t source.Term) *Campaign { return &Campaign{t.ID, t.Name, t.Description, len(l.c.Campaigns)} }, &l.c.Campaigns)
	l.forms = newNames(l, path, diag.T("活动形式", "form"), terms.Forms, func(t source.Term) *Form { return &Form{t.ID, t.Name, t.Private, t.National, len(l.c.Forms)} }, &l.c.Forms)
	l.indicators(path, terms.Indicators)
}

// sameCode reports counties with the code of another: an entry was copied and not changed to its end.
func (l *linker) sameCode(path string, counties []source.Term) {
	first := map[string]string{"": ""}
	for _, t := range counties {
		name, known := first[t.Code]
		if !known {
			first[t.Code] = t.Name
		} else if t.Code != "" && t.Name != name { // the same name is told as such
			l.ps.Error(l.place(path, t.Span), diag.M("COUNTY-CODE-TWICE", "“%s” 的 code 和 “%s” 相同：%s", "“%s” has the code of “%s”: %s").With(t.Name, name, t.Code),
				diag.T("每个县区的代码都不同，请核对 code", "each county has its own: check the code"))
			l.counties.incomplete = true
		}
	}
}

// newLevel makes a level. One that site.toml gives no rank comes after those that
// have one: the customary levels in their order, then others as they come. The
// lists of the site stay in the order of the file: rank says what is high.
func (l *linker) newLevel(t source.Term) *Level {
	rank := t.Rank
	if rank == 0 {
		rank = 1000 + len(l.c.Levels)
		for i, name := range []string{"国家级", "全国", "省级", "市级", "县级", "区级"} {
			if t.Name == name {
				rank = 900 + i
			}
		}
	}
	return &Level{t.ID, t.Name, t.Authority, rank, len(l.c.Levels)}
}

// newestHeld returns the newest activity that was held; nil when none was.
func (l *linker) newestHeld() *Activity {
	for _, a := range l.c.Activities {
		if a.Status == source.Held {
			return a
		}
	}
	return nil
}

// asOf finds the newest date that any record has.
func (l *linker) asOf() {
	newest := date.Date{}
	see := func(d date.Date) {
		if d.Known() && (!newest.Known() || newest.Before(d)) {
			newest = d.First()
		}
	}
	if a := l.newestHeld(); a != nil {
		see(a.Date.Date)
	}
	for _, d := range l.c.Designations {
		see(d.Date)
	}
	for _, r := range l.c.Revocations {
		see(r.Date)
	}
	for _, r := range l.c.Ratings {
		see(r.Date)
	}
	l.c.AsOf = newest
}
