package pages

import (
	"runtime"
	"sync"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/completeness"
	"kepu/generator/digest"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/measure"
	"kepu/generator/source"
)

// # What a file is made from
//
// Each file has a key: the digest of all that goes into it, gathered without making it. Files
// of one path and one layout with the same key have the same bytes, so that a build makes only
// those whose key is not that of the file that stands, and a preview knows what has
// changed. The opposite need not hold: a key may differ where the bytes don't.
//
// A key is gathered from the digests that records got when they were read, and from what the
// catalog found out about them, by value: which activities a base has and where their rows
// stand, what a link leads to, what the figures are. What a name resolves to may change
// without a change of the record that names it.
//
//	terms   counties, levels, kinds, campaigns and forms, of site.toml or, where it lists none, of all records
//	frame   what every page may show: the terms, site.toml, the batches, the borders, the menu, the footer
//	card    a base in lists: its front matter, its summary, its titles, its results, its newest activity
//	row     an activity in lists: its entry, and what it leads to
//	news    what feeds tell: the rows, and the articles with the bases that they name
//	whole   the whole site but for the texts of pages, for pages that tell of everything
//
// A page that shows more than its key has is a page that stays old. Tests of random edits hold
// that no page with an old key has new bytes: one of package site, of edits that leave a city sound, and
// the differential ones of package preview, of any edits.
type keys struct {
	terms func() digest.Digest
	frame func() digest.Digest
	whole func() digest.Digest
	cards func() []digest.Digest // by Base.Index
	rows  func() []digest.Digest // by Activity.Index
	news  func() digest.Digest
}

func (m *maker) makeKeys() keys {
	return keys{
		terms: sync.OnceValue(m.termsKey),
		frame: sync.OnceValue(m.frameKey),
		whole: sync.OnceValue(m.wholeKey),
		news:  sync.OnceValue(m.newsKey),
		cards: sync.OnceValue(func() []digest.Digest { return eachDigest(m.c.Bases, m.addCard) }),
		rows:  sync.OnceValue(func() []digest.Digest { return eachDigest(m.c.Activities, m.addRow) }),
	}
}

// eachDigest gathers each of a list, which may have a hundred thousand, on all processors.
func eachDigest[T any](list []T, add func(*gathering, T)) []digest.Digest {
	out := make([]digest.Digest, len(list))
	var wg sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for part := range n {
		wg.Go(func() {
			var g gathering
			for i := part * len(list) / n; i < (part+1)*len(list)/n; i++ {
				g.Reset()
				add(&g, list[i])
				out[i] = g.Digest()
			}
		})
	}
	wg.Wait()
	return out
}

// gathering adds what pages are made from.
type gathering struct{ digest.Gathering }

// key returns the key of a file that shows the frame, and what add gathers.
func (m *maker) key(add func(g *gathering)) func() digest.Digest {
	return func() digest.Digest {
		var g gathering
		g.Digests(m.keys.frame())
		add(&g)
		return g.Digest()
	}
}

func (m *maker) termsKey() digest.Digest {
	var g gathering
	g.Number(len(m.c.Counties), len(m.c.Levels), len(m.c.Kinds), len(m.c.Campaigns), len(m.c.Forms))
	for _, c := range m.c.Counties {
		g.Text("county", c.ID, c.Name)
	}
	for _, l := range m.c.Levels {
		g.Text("level", l.ID, l.Name)
		g.Number(l.Rank)
	}
	for _, k := range m.c.Kinds {
		g.Text("kind", k.ID, k.Name)
	}
	for _, c := range m.c.Campaigns {
		g.Text("campaign", c.ID, c.Name)
	}
	for _, f := range m.c.Forms {
		g.Text("form", f.ID, f.Name)
	}
	return g.Digest()
}

func (m *maker) frameKey() digest.Digest {
	var g gathering
	c := m.c
	g.Digests(c.Settings, m.keys.terms()) // the terms that site.toml does not list come from everywhere
	g.Text(c.AsOf.String())
	g.Flag(m.titlesSplit(), m.opts.Offline, m.maps.HasMap(), m.hasActivities(), m.directorySplit(), m.maps.CountsOnly())
	g.Text(m.slim.words())
	m.addAsset(&g, c.AgencyMark)
	g.Flag(m.hasRoutes(), m.hasOffers())
	g.Number(m.stats.HeadlineYear(), len(c.Reports), len(c.Notices), len(c.Pages))
	for _, list := range [][]int{m.f.Years(), m.stats.PastYears(), m.searchYears()} {
		g.Number(len(list))
		g.Number(list...)
	}
	for _, a := range c.Pages {
		g.Text(a.Title, address.Article(a))
	}
	return g.Digest()
}

func (m *maker) wholeKey() digest.Digest {
	var g gathering
	c := m.c
	g.Digests(m.keys.frame())
	m.addCards(&g, c.Bases)
	g.Number(len(c.Designations), len(c.Revocations), len(c.Annuals))
	for _, d := range c.Designations {
		addNamed(&g, d.Bases, d.Others)
	}
	for _, r := range c.Revocations {
		addNamed(&g, r.Bases, r.Others)
	}
	for _, a := range c.Annuals {
		g.Number(a.Base.Index)
		g.Digests(a.Sum)
	}
	g.List(c.RatingNames)
	m.addRows(&g, c.Activities)
	m.addArticles(&g, c.Reports)
	m.addArticles(&g, c.Notices)
	m.addRoutes(&g, c.Routes)
	g.List(c.Drafts)
	return g.Digest()
}

func (m *maker) newsKey() digest.Digest {
	var g gathering
	g.Digests(m.keys.whole())
	for _, list := range [][]*catalog.Article{m.c.Reports, m.c.Notices} {
		for _, a := range list {
			g.Digests(a.Sum)
			addNamed(&g, a.Bases, nil)
		}
	}
	return g.Digest()
}

func addNamed(g *gathering, bases []*catalog.Base, others []*catalog.Other) {
	g.Number(len(bases))
	for _, b := range bases {
		g.Number(b.Index)
	}
	g.Number(len(others))
	for _, o := range others {
		g.Text(o.Name)
		g.Flag(o.Draft)
	}
}

// addCard adds what a base's card is made from.
func (m *maker) addCard(g *gathering, b *catalog.Base) {
	g.Text(address.Base(b))
	g.Digests(b.Facts)
	addCounty(g, b.County)
	g.Number(len(b.Before))
	for _, s := range b.Before {
		addCounty(g, s.County)
	}
	if b.Summary == "" {
		g.Text(m.summaryOf(b.Body))
	}
	g.Number(len(b.Titles))
	for i := range b.Titles {
		addTitle(g, &b.Titles[i])
	}
	addRatings(g, b)
	g.Number(int(completeness.Of(b)))
	m.addAsset(g, b.Cover)
	for _, a := range b.Activities {
		if a.Counts() {
			g.Text(a.Date.String())
			break
		}
	}
}

// addPlace adds the place of one in its list in the catalog, which the frame tells apart; -1 for none.
func addPlace[T any](g *gathering, x *T, place func(*T) int) {
	if x == nil {
		g.Number(-1)
		return
	}
	g.Number(place(x))
}

func addCounty(g *gathering, c *catalog.County) {
	addPlace(g, c, func(c *catalog.County) int { return c.Index })
}

func addTitle(g *gathering, t *catalog.Title) {
	g.Number(t.Designation.Index)
	addPlace(g, t.Next, func(d *catalog.Designation) int { return d.Index })
	addPlace(g, t.Revoked, func(r *catalog.Revocation) int { return r.Index })
}

// addAsset adds a file that a page shows or leads to, which may be none.
func (m *maker) addAsset(g *gathering, a *source.Asset) {
	if a == nil {
		g.Text("")
		return
	}
	g.Text(a.Path, a.Sum)
	g.Flag(m.slim[a])
}

// addRow adds what an activity's row is made from.
func (m *maker) addRow(g *gathering, a *catalog.Activity) {
	g.Digests(a.Sum)
	g.Text(m.entries.Page(a))
	g.Number(int(a.OrdinalOnDate), len(a.Bases))
	for _, b := range a.Bases {
		g.Text(b.Name, b.ID)
		addCounty(g, b.County)
		addPlace(g, b.Kind, func(k *catalog.Kind) int { return k.Index })
	}
	g.Number(len(a.Counties))
	for _, c := range a.Counties {
		addCounty(g, c)
	}
	addPlace(g, a.Campaign, func(c *catalog.Campaign) int { return c.Index })
	addPlace(g, a.Form, func(f *catalog.Form) int { return f.Index })
	g.List(a.Hosts)
	m.addLinks(g, a.Path, a.Summary)
	g.Number(len(a.Gallery))
	for _, x := range a.Gallery {
		m.addAsset(g, x)
	}
}

// addRows adds the rows of a list.
func (m *maker) addRows(g *gathering, list []*catalog.Activity) {
	rows := m.keys.rows()
	g.Number(len(list))
	for _, a := range list {
		g.Digests(rows[a.Index])
	}
}

// addCards adds the cards of a list.
func (m *maker) addCards(g *gathering, list []*catalog.Base) {
	cards := m.keys.cards()
	g.Number(len(list))
	for _, b := range list {
		g.Digests(cards[b.Index])
	}
}

// addLinks adds where the links of a text lead, which may be none. What stands in the text is its record's.
func (m *maker) addLinks(g *gathering, path string, d *markdown.Doc) {
	if d == nil || len(d.Links) == 0 {
		g.Number(0)
		return
	}
	g.Number(len(d.Links))
	for _, l := range d.Links {
		t, _ := m.c.Resolve(path, l)
		switch {
		case l.Path == "": // to a part of the text itself
		case t.Base != nil:
			g.Text(address.Base(t.Base))
		case t.Article != nil:
			g.Text(address.Article(t.Article))
		case t.Route != nil:
			g.Text(address.Route(t.Route))
		default:
			m.addAsset(g, t.Asset)
		}
		if l.Fragment != "" {
			g.Text(t.Fragment(l.Fragment))
		}
	}
}

// addText adds what a page shows of a text besides what stands in it: where its links lead, and
// what it quotes, which may be anything.
func (m *maker) addText(g *gathering, path string, d *markdown.Doc) {
	m.addLinks(g, path, d)
	g.Flag(len(d.Directives) > 0)
	if len(d.Directives) > 0 {
		g.Digests(m.keys.whole())
	}
}

// addArticles adds what lists show of articles.
func (m *maker) addArticles(g *gathering, list []*catalog.Article) {
	g.Number(len(list))
	for _, a := range list {
		g.Text(address.Article(a))
		g.Digests(a.Facts)
		if a.Article.Summary == "" {
			g.Text(m.summaryOf(a.Body))
		}
	}
}

// addTotals adds the figures of a key over all years.
func (m *maker) addTotals(g *gathering, d figures.Dimension, key string) {
	for _, x := range measure.OfActivities {
		r, some := m.f.Total(x, d, key)
		addFigure(g, r)
		g.Flag(some)
	}
}

func addFigure(g *gathering, r figures.Row) {
	g.Number(int(r.Value), int(r.Reported), int(r.Entries))
	g.Flag(r.Known, r.LowerBound, r.UnsureLowerBound, r.Unplaced, r.NoRecords)
}

// addBasePage adds what is a base's own page besides the frame. Its figures are counted from
// its activities alone.
func (m *maker) addBasePage(g *gathering, b *catalog.Base) {
	g.Text(b.Path)
	g.Digests(b.Sum, m.keys.cards()[b.Index])
	m.addText(g, b.Path, b.Body)
	g.Number(len(b.Gallery))
	for _, p := range b.Gallery {
		m.addAsset(g, p.Asset)
	}
	m.addRows(g, b.Activities)
	g.Number(len(b.Annuals))
	for _, a := range b.Annuals {
		g.Digests(a.Sum)
	}
	m.addArticles(g, b.Articles)
	m.addRoutes(g, b.Routes)
	m.addOffers(g, b.Offers)
	if b.County != nil {
		list, _ := m.index.neighbours(b)
		m.addCards(g, list)
		g.Number(len(m.index.bases[b.County]))
		g.Text(m.maps.OnLargeMap(address.Base(b), b).URL)
	}
}

// addYear adds what the page of a year is made from; with parts it tells of them alone.
func (m *maker) addYear(g *gathering, year int) {
	parts := m.entries.Parts(year)
	g.Number(len(parts))
	for _, part := range parts {
		g.Text(part.Name, part.Address)
	}
	m.addRows(g, m.entries.Of(year))
	m.addSigns(g)
	for _, x := range measure.OfActivities {
		r, some := m.f.Get(year, x, figures.All, "")
		addFigure(g, r)
		g.Flag(some)
	}
	m.addChoices(g)
}

// addPart adds what the page of the i-th part of a year is made from.
func (m *maker) addPart(g *gathering, parts []*address.Part, i int) {
	g.Number(i, len(parts))
	for j := max(0, i-1); j < min(len(parts), i+2); j++ {
		g.Text(parts[j].Name, parts[j].Address)
	}
	m.addRows(g, parts[i].Activities)
	m.addChoices(g)
}

// addChoices adds what lists of activities can be filtered by.
func (m *maker) addChoices(g *gathering) {
	all := m.activityChoices()
	g.Number(len(all))
	for _, f := range all {
		g.Text(f.Key)
		g.Number(len(f.Options))
		for _, o := range f.Options {
			g.Text(o.Value, o.Name)
		}
	}
}

// addCountyPage adds what a county's page is made from.
func (m *maker) addCountyPage(g *gathering, c *catalog.County) {
	g.Number(c.Index)
	m.addCards(g, m.index.bases[c])
	counted := m.index.counted()[c]
	g.Number(len(counted))
	m.addRows(g, first(counted, countyActivities))
	span := m.countyYears(c)
	g.Number(span[0], span[1])
	for _, of := range m.index.logs()[c] {
		g.Number(of.year, of.records)
	}
	m.addTotals(g, figures.ByCounty, c.ID)
	g.Text(m.noBases())
	if len(m.index.bases[c]) == 0 {
		for _, n := range m.nearest(c) {
			m.addCards(g, []*catalog.Base{n.base})
			g.Text(about(n.metres))
		}
		g.List(m.noBasesSays(c))
		g.Number(len(m.c.Bases))
	}
	m.addAttention(g, c)
}

// addArticlePage adds what the page of the i-th article of a section is made from. A report
// may have the figures of its years side by side.
func (m *maker) addArticlePage(g *gathering, list []*catalog.Article, i int) {
	a := list[i]
	g.Number(i, len(list))
	g.Digests(a.Sum)
	for _, other := range list { // it leads to those before and after it
		g.Text(address.Article(other))
		g.Digests(other.Facts)
	}
	m.addText(g, a.Path, a.Body)
	m.addCards(g, a.Bases)
	g.Number(len(a.Attachments))
	for _, x := range a.Attachments {
		m.addAsset(g, x)
	}
	if a.Section == catalog.Reports {
		g.Digests(m.keys.whole())
	}
}

// addNames adds what the names of bases are found by, with the levels that they hold.
func (m *maker) addNames(g *gathering, list []*catalog.Base) {
	g.Text(m.c.AsOf.String())
	g.Number(len(m.c.Designations), len(m.c.Revocations))
	for _, d := range m.c.Designations {
		g.Number(d.Level.Index, d.Index)
		g.Text(d.Date.String(), d.ValidUntil.String())
		g.Flag(d.NoEndKnown)
	}
	for _, r := range m.c.Revocations {
		g.Text(r.Date.String())
	}
	m.addCards(g, list)
}

// addEntries adds what activities are found by.
func (m *maker) addEntries(g *gathering, list []*catalog.Activity) {
	m.addRows(g, list)
	for _, a := range list {
		g.Flag(a.Overdue(m.c.AsOf))
	}
}

// addTexts adds articles with their whole texts.
func (m *maker) addTexts(g *gathering, list []*catalog.Article) {
	g.Number(len(list))
	for _, a := range list {
		g.Text(address.Article(a))
		g.Digests(a.Sum)
		m.addQuoted(g, a.Body)
	}
}

// addAbout adds what bases can be found by besides their names.
func (m *maker) addAbout(g *gathering, list []*catalog.Base) {
	g.Number(len(list))
	for _, b := range list {
		g.Text(address.Base(b))
		g.Digests(b.Sum)
		addRatings(g, b)
		m.addQuoted(g, b.Body)
		g.Number(len(b.Activities))
		for _, a := range b.Activities {
			g.Digests(a.Sum)
		}
	}
}

// addQuoted adds the figures in a text, where it has some.
func (m *maker) addQuoted(g *gathering, d *markdown.Doc) {
	if d != nil && len(d.Directives) > 0 {
		g.Text(m.plainOf(d))
	}
}
