package pages

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/digest"
	"kepu/generator/feed"
	"kepu/generator/sitemap"
	"kepu/generator/source"
	"kepu/generator/standing"
)

// # Feeds and the list of pages
//
// With base_url feed.xml tells what is new: notices, reports and activities, and counties/ID.xml the same of a county. When something was
// written down no record says: an article is of its date, an activity of its day, and what is planned for later of the newest record's.

// mostComing is how many of the entries of a feed may be activities that are not held yet: the nearest.
const mostComing = 15

// feeds adds the feeds.
func (m *maker) feeds() {
	base := m.c.Site.BaseURL
	if base == "" {
		return
	}
	add := func(p, title, page string, of *catalog.County, key func() digest.Digest) {
		m.add(File{Path: p, Key: key, Write: func(w io.Writer) error {
			f := feed.Feed{
				Title: title, Language: m.c.Site.PageLanguage(), Author: cmp.Or(m.c.Site.Organiser.Name, m.c.Site.Title), URL: base + p, Page: base + page,
				AsOf: m.c.AsOf, Entries: m.news(of),
			}
			return f.Write(w)
		}})
	}
	add(address.Feed, m.c.Site.Title, address.Home, nil, m.keys.news)
	for _, c := range m.c.Counties {
		add(address.CountyFeed(c), c.Name+" - "+m.c.Site.Title, address.County(c), c, m.keys.news)
	}
}

// news are the entries of a feed: of a county, or of all where it is nil.
func (m *maker) news(of *catalog.County) []feed.Entry {
	var list []feed.Entry
	for _, articles := range [][]*catalog.Article{m.c.Notices, m.c.Reports} {
		n := 0
		for _, a := range articles { // the newest first
			if a.Draft || !a.Date.Known() || of != nil && !slices.ContainsFunc(a.Bases, func(b *catalog.Base) bool { return b.County == of }) {
				continue
			}
			if n++; n > feed.Most {
				break
			}
			list = append(list, m.articleEntry(a))
		}
	}
	in := func(a *catalog.Activity) bool { return of == nil || slices.Contains(a.Counties, of) }
	n := 0
	for _, a := range m.coming() {
		if in(a) {
			if n++; n > mostComing {
				break
			}
			list = append(list, m.activityEntry(a))
		}
	}
	held := m.c.Activities
	if of != nil {
		held = m.index.counted()[of]
	}
	n = 0
	for _, a := range held {
		if a.Counts() {
			if n++; n > feed.Most {
				break
			}
			list = append(list, m.activityEntry(a))
		}
	}
	return feed.Sort(list)
}

func (m *maker) articleEntry(a *catalog.Article) feed.Entry {
	p := address.Article(a)
	e := feed.Entry{ID: feed.Tag(m.host(), a.Date.Date, strings.TrimSuffix(p, ".html")), Title: a.Title, URL: m.c.Site.BaseURL + p, Day: a.Date.Date, Category: sectionWords[a.Section].one, Text: a.Article.Summary}
	if e.Text == "" {
		e.Text = m.summaryOf(a.Body)
	}
	return e
}

func (m *maker) activityEntry(a *catalog.Activity) feed.Entry {
	name, _, _ := strings.Cut(m.uid(a), "@")
	e := feed.Entry{ID: feed.Tag(m.host(), date.Date{Year: a.Date.Year}, "activity/"+name), Title: a.Title, URL: m.c.Site.BaseURL + m.entries.Entry(a), Day: a.Date.Date, Category: "活动"}
	if a.Status != source.Held {
		e.Title = standing.Status(a.Status) + "：" + a.Title
		if m.c.AsOf.Known() && m.c.AsOf.Before(a.Date.Date) {
			e.Day = m.c.AsOf
		}
	}
	parts := []string{strings.TrimSpace(period(a.Date.Date, a.Until.Date) + " " + timeOf(a))}
	if a.Status == source.Postponed || a.Status == source.Cancelled { // the day is not that of anything to come
		parts[0] = "原定" + parts[0]
	}
	for _, part := range []string{a.Place, strings.Join(holders(a), "、")} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	e.Text = strings.Join(parts, "，")
	if a.Summary != nil {
		e.Text += "。" + m.summaryOf(a.Summary)
	}
	return e
}

// unlisted are the layouts of pages that no search should lead to.
var unlisted = []string{"not-found", "moved", "ground", "poster-sheet", "search", "offline"}

// sitemaps adds the list of the pages that the site has by now.
func (m *maker) sitemaps() {
	base := m.c.Site.BaseURL
	if base == "" {
		return
	}
	changed := map[string]string{}
	for _, s := range []catalog.Section{catalog.Reports, catalog.Notices} {
		for _, a := range m.section(s) {
			if a.Date.Day != 0 {
				changed[address.Article(a)] = a.Date.String()
			}
		}
	}
	var g digest.Gathering
	var pages []sitemap.Page
	for _, f := range m.files {
		if f.Layout == "" || f.Draft || slices.Contains(unlisted, f.Layout) {
			continue
		}
		pages = append(pages, sitemap.Page{URL: base + f.Path, Changed: changed[f.Path]})
	}
	slices.SortFunc(pages, func(a, b sitemap.Page) int { return strings.Compare(a.URL, b.URL) })
	for _, p := range pages {
		g.Text(p.URL, p.Changed)
	}
	files := sitemap.Files(pages)
	add := func(p string, data []byte) {
		m.add(File{Path: p, Key: g.Digest, Write: func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		}})
	}
	for i, data := range files {
		add(sitemap.Name(i+1), data)
	}
	add(address.Robots, []byte(sitemap.Robots(base, len(files))))
}
