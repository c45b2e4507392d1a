package pages

import (
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/digest"
	"kepu/generator/pinyin"
	"kepu/generator/search"
	"kepu/generator/source"
	"kepu/generator/standing"
	"kepu/generator/view"
)

// indexPart is a part of the search index other than the first.
type indexPart struct {
	search.Part
	key func() digest.Digest // of its file
}

// search adds the page and the parts of the index.
func (m *maker) search() {
	bases, names := m.c.Bases, m.c.Bases // names are those of the first part
	var parts []indexPart
	if len(bases) > search.Names.Most {
		parts, names = indexParts(m, search.Names, bases, m.nameDoc, m.addNames), nil
	}
	parts = append(parts, indexParts(m, search.Articles, slices.Concat(m.c.Reports, m.c.Notices, m.c.Pages), m.articleDoc, m.addTexts)...)
	parts = append(parts, indexParts(m, search.Routes, m.c.Routes, m.routeDoc, m.addRouteDocs)...)
	parts = append(parts, indexParts(m, search.Exchange, m.c.Offers, m.offerDoc, m.addOffers)...)
	parts = append(parts, indexParts(m, search.About, bases, m.aboutDoc, m.addAbout)...)
	for _, y := range m.searchYears() {
		year, list := search.Year(y), m.entries.Of(y)
		if len(list) <= year.Most {
			parts = append(parts, indexParts(m, year, list, m.activityDoc, m.addEntries)...)
			continue
		}
		for month := range catalog.Runs(list, func(a *catalog.Activity) int8 { return a.Date.Month }) {
			word, _ := address.Month(month[0])
			parts = append(parts, indexParts(m, search.Month(y, int(month[0].Date.Month), word), month, m.activityDoc, m.addEntries)...)
		}
	}
	sounds := m.indexFile(search.Sounds, func(*gathering) {}, search.WriteSounds)
	first := m.indexFile(search.First, func(g *gathering) {
		g.Digests(m.keys.whole())
		for _, p := range parts {
			g.Digests(p.key())
		}
	}, func(w io.Writer) error {
		rest := search.Rest{Sounds: version(sounds())}
		for _, p := range parts {
			p.Version = version(p.key())
			rest.Parts = append(rest.Parts, p.Part)
		}
		for _, s := range m.c.Site.Synonyms {
			rest.Synonyms = append(rest.Synonyms, s.Words)
		}
		return search.WriteFirst(w, slices.Values(slices.AppendSeq(m.countyDocs(), docsOf(names, m.nameDoc))), rest)
	})
	m.page(address.Search, "search", func() any { return m.searchPage(version(first())) }, first)
}

// indexParts adds the files of a list of things: doc makes one that can be found, and add adds what some
// are made from.
func indexParts[T any](m *maker, l search.List, things []T, doc func(T) search.Doc, add func(*gathering, []T)) []indexPart {
	var out []indexPart
	for _, p := range l.Split(len(things)) {
		some := things[p.From:p.To]
		key := m.indexFile(p.Name, func(g *gathering) { add(g, some) }, func(w io.Writer) error { return p.Write(w, docsOf(some, doc)) })
		out = append(out, indexPart{p, key})
	}
	return out
}

func docsOf[T any](list []T, doc func(T) search.Doc) iter.Seq[search.Doc] {
	return func(yield func(search.Doc) bool) {
		for _, x := range list {
			if !yield(doc(x)) {
				return
			}
		}
	}
}

// indexFile adds the file of a part, which is made from what add gathers, and not from the frame: a
// phone that has a part need not fetch it again for a new date below the pages. It returns the file's key.
func (m *maker) indexFile(name string, add func(*gathering), write func(io.Writer) error) func() digest.Digest {
	key := sync.OnceValue(func() digest.Digest {
		var g gathering
		g.Text(search.Form)
		g.Digests(m.keys.terms())
		add(&g)
		return g.Digest()
	})
	m.add(File{Path: address.SearchPart(name), Key: key, Write: write})
	return key
}

// version is what a part's address has of its key.
func version(key digest.Digest) string { return hex.EncodeToString(key[:4]) }

// countyDocs are the names of the counties, and the ledger of titles.
func (m *maker) countyDocs() []search.Doc {
	var docs []search.Doc
	for _, c := range m.countyItems(address.Home) {
		where := ""
		if c.Bases > 0 {
			where = fmt.Sprintf("%d 家基地", c.Bases)
		}
		docs = append(docs, search.Doc{Title: c.Name, Address: c.URL, Where: where})
	}
	if m.hasTitles() {
		docs = append(docs, search.Doc{Title: ledgerHeading, Address: address.Titles, Where: "历次命名，谁在册、谁到期"})
	}
	return docs
}

// searchYears are the years that have activities, the newest first.
func (m *maker) searchYears() []int {
	var out []int
	years := m.f.Years()
	for i := len(years) - 1; i >= 0; i-- {
		if len(m.entries.Of(years[i])) > 0 {
			out = append(out, years[i])
		}
	}
	return out
}

func (m *maker) searchPage(first string) view.Search {
	p := address.Search
	v := view.Search{
		Frame: m.frame(p, "搜索", "按名称、拼音、地址和主题查找基地、活动、总结和通知"), Bases: digits(int64(len(m.c.Bases))), Split: m.directorySplit(),
		FirstURL: address.SearchPart(search.First) + "?v=" + first, Counties: m.countyItems(p), Kinds: m.kinds(p), DirectoryURL: address.Link(p, address.Directory), Examples: m.examples(), Letters: m.letters(p),
	}
	v.Seals = m.seals(nil, v.Kinds)
	for _, y := range m.searchYears() {
		v.Years = append(v.Years, view.Link{Name: fmt.Sprintf("%d年", y), URL: address.Link(p, address.Year(y))})
	}
	if len(m.c.Reports) > 0 {
		v.ReportsURL = address.Link(p, address.Section(catalog.Reports))
	}
	if len(m.c.Notices) > 0 {
		v.NoticesURL = address.Link(p, address.Section(catalog.Notices))
	}
	return v
}

// mostLetters is how many bases are listed on the page of the search; more stand in the directory alone.
const mostLetters = 400

// letters lists the bases on the page at p by the pinyin of their names.
func (m *maker) letters(p string) []view.Letter {
	if len(m.c.Bases) > mostLetters {
		return nil
	}
	type entry struct {
		slug string
		base *catalog.Base
	}
	var list []entry
	for _, b := range m.c.Bases {
		list = append(list, entry{pinyin.Slug(b.Name, " "), b})
	}
	slices.SortStableFunc(list, func(a, b entry) int { return strings.Compare(a.slug, b.slug) })
	var out []view.Letter
	for _, e := range list {
		name := "#"
		if e.slug != "" && e.slug[0] >= 'a' {
			name = strings.ToUpper(e.slug[:1])
		}
		if len(out) == 0 || out[len(out)-1].Name != name {
			out = append(out, view.Letter{Name: name})
		}
		card, last := m.card(p, e.base), &out[len(out)-1]
		last.Bases = append(last.Bases, view.NamedBase{Link: view.Link{Name: e.base.Name, URL: card.URL}, Note: words(card.County, card.Kind)})
	}
	return out
}

// examples are words to try, from the content: a county by its initials, a kind, the
// topic that activities have most.
func (m *maker) examples() []string {
	var out []string
	if len(m.c.Bases) > 0 && m.c.Bases[0].County != nil {
		out = append(out, pinyin.Initials(m.c.Bases[0].County.Name))
	}
	if kinds := m.kinds(address.Search); len(kinds) > 0 {
		out = append(out, kinds[0].Name)
	}
	count, most := map[string]int{}, ""
	for _, a := range m.c.Activities { // the newest first, so of two alike the newer one wins
		if a.Status != source.Held {
			continue
		}
		for _, t := range a.Topic {
			if count[t]++; most == "" || count[t] > count[most] {
				most = t
			}
		}
	}
	return nonEmpty(append(out, most))
}

// freeWord is shown of bases known to be free; whoever looks for it finds those first.
const freeWord = "免费"

// nameDoc is the name of a base.
func (m *maker) nameDoc(b *catalog.Base) search.Doc {
	card := m.card(address.Home, b)
	free := ""
	if card.Free {
		free = freeWord
	}
	where := func(level, note string) string { return words(card.County, card.Kind, level, note, free) }
	d := search.Doc{Title: b.Name, Address: address.Base(b), Where: where(card.Level, card.LevelNote), Names: append([]string{b.Short}, b.Alias...)}
	standing.EachTurn(b, m.c.AsOf, func(day date.Date, _ *catalog.Level) {
		_, level, note := standing.Level(b, day, "")
		d.Later = append(d.Later, day.String(), where(level, note))
	})
	return d
}

// aboutDoc is what else is known of a base.
func (m *maker) aboutDoc(b *catalog.Base) search.Doc {
	var topics []string
	for _, a := range b.Activities {
		for _, t := range a.Topic {
			if !slices.Contains(topics, t) {
				topics = append(topics, t)
			}
		}
	}
	text := b.Summary
	if b.Body != nil {
		text = words(text, m.plainOf(b.Body))
	}
	return search.Doc{Address: address.Base(b), Words: [][]string{b.Facilities, {b.Address}, {latestRating(b)}, topics}, Text: text}
}

func (m *maker) articleDoc(a *catalog.Article) search.Doc {
	return search.Doc{
		Title: a.Title, Address: address.Article(a), Where: words(a.Date.Chinese(), a.Kind, sectionWords[a.Section].one, years(a.Years)),
		Words: [][]string{{a.Document}, {a.Author}, {a.Article.Source}}, Text: words(a.Article.Summary, m.plainOf(a.Body)),
	}
}

func (m *maker) activityDoc(a *catalog.Activity) search.Doc {
	status, later := standing.Activity(a, m.c.AsOf)
	where := []string{period(a.Date.Date, a.Until.Date)}
	for _, c := range a.Counties {
		where = append(where, c.Name)
	}
	if a.Campaign != nil {
		where = append(where, a.Campaign.Name)
	}
	if a.Form != nil {
		where = append(where, a.Form.Name)
	}
	where = append(where, status)
	d := search.Doc{Title: a.Title, Address: m.entries.Entry(a), Where: words(where...), Words: [][]string{a.Topic, {a.Place}, a.Hosts}}
	for _, b := range a.Bases {
		d.Names = append(d.Names, b.Name)
	}
	if a.Summary != nil {
		d.Text = a.Summary.Plain
	}
	if later != "" { // its day passes
		where[len(where)-1] = standing.Passed
		d.Later = []string{a.Last().Next().String(), words(where...)}
	}
	return d
}

func (m *maker) routeDoc(r *catalog.Route) search.Doc {
	d := search.Doc{
		Title: r.Title, Address: address.Route(r), Where: words("研学路线", r.Theme, routeLength(r), r.Season),
		Words: [][]string{r.Audience}, Text: words(r.Route.Summary, m.plainOf(r.Body)),
	}
	for _, s := range r.Stops {
		if s.Base != nil && !slices.Contains(d.Names, s.Base.Name) {
			d.Names = append(d.Names, s.Base.Name)
		}
		d.Text = words(d.Text, s.What)
	}
	return d
}

func (m *maker) offerDoc(o *catalog.Offer) search.Doc {
	it := m.offerItem(address.Home, o)
	where := func(ended string) string { return words(it.Side, it.Kind, it.Base.Name, it.County, it.Period, ended) }
	d := search.Doc{Title: o.Title, Address: m.offers.Entry(o), Where: where(it.Ended), Names: []string{o.Base.Name}, Words: [][]string{o.Topic, o.Audience, nil}, Text: words(o.Size, o.Needs, o.Terms, it.Person)}
	for _, s := range o.Stops {
		d.Words[2] = append(d.Words[2], s.Place)
	}
	if it.EndedDays != "" {
		d.Later = []string{o.Until.Next().String(), where(passedOffer)}
	}
	return d
}

// addRouteDocs adds routes with their whole texts.
func (m *maker) addRouteDocs(g *gathering, list []*catalog.Route) {
	m.addRoutes(g, list)
	for _, r := range list {
		g.Digests(r.Sum)
		m.addQuoted(g, r.Body)
	}
}

// words joins what is not empty.
func words(parts ...string) string { return strings.Join(nonEmpty(parts), " ") }

func nonEmpty(list []string) []string {
	if !slices.Contains(list, "") {
		return list
	}
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
