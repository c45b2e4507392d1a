package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/chart"
	"kepu/generator/digest"
	"kepu/generator/qrcode"
	"kepu/generator/view"
)

// mostInBooklet is how many bases one booklet has: more is no longer folded from sheets of paper, and a base is some 4 kB of a page that
// should stay below 500 kB (address.MostEntries).
const mostInBooklet = 110

// volume is one of the booklets where there are too many bases for one.
type volume struct {
	p      string
	county *catalog.County
	scope  string // the county, and of several which one it is
	bases  []*catalog.Base
}

// volumes are the booklets of the counties, each of as many as it needs.
func (m *maker) volumes() []volume {
	var out []volume
	for _, c := range m.c.Counties {
		list := m.inBooklet(m.index.bases[c])
		n := 0
		for of := range slices.Chunk(list, mostInBooklet) {
			n++
			v := volume{address.CountyBooklet(c, n), c, c.Name, of}
			if len(list) > mostInBooklet {
				v.scope = fmt.Sprintf("%s第%d册", c.Name, n)
			}
			out = append(out, v)
		}
	}
	return out
}

// booklets adds the booklet, or where there are too many bases those of the counties.
func (m *maker) booklets() {
	list := m.inBooklet(m.c.Bases)
	if len(list) == 0 {
		return
	}
	if len(list) <= mostInBooklet {
		m.page(address.Booklet, "booklet", func() any { return m.booklet(volume{p: address.Booklet, bases: list}) }, m.bookletKey(list))
		return
	}
	m.page(address.Booklet, "booklet", func() any { return m.bookletParts(list) }, m.keys.whole)
	for _, v := range m.volumes() {
		m.page(v.p, "booklet", func() any { return m.booklet(v) }, m.bookletKey(v.bases))
	}
}

// inBooklet are those of the bases that are some by the records.
func (m *maker) inBooklet(list []*catalog.Base) []*catalog.Base {
	return slices.DeleteFunc(slices.Clone(list), m.isOver)
}

// bookletKey is what a booklet is made from: the cards and the texts of its bases.
func (m *maker) bookletKey(list []*catalog.Base) func() digest.Digest {
	return m.key(func(g *gathering) {
		m.addCards(g, list)
		for _, b := range list {
			g.Digests(b.Sum)
			m.addQuoted(g, b.Body)
			m.addSeat(g, b.County)
		}
	})
}

// hasBooklet reports whether there is one.
func (m *maker) hasBooklet() bool { return len(m.inBooklet(m.c.Bases)) > 0 }

// bookletParts leads to the booklets of the counties.
func (m *maker) bookletParts(list []*catalog.Base) view.Booklet {
	v := m.bookletFrame(volume{p: address.Booklet})
	v.Lead = fmt.Sprintf("全市%s家，按县区分册。", digits(int64(len(list))))
	for _, of := range m.volumes() {
		v.Parts = append(v.Parts, view.PartItem{Name: of.scope, URL: address.Link(address.Booklet, of.p), Count: len(of.bases)})
	}
	return v
}

func (m *maker) bookletFrame(of volume) view.Booklet {
	v := view.Booklet{Title: m.c.Site.Title, By: m.c.Site.Organiser.Name}
	title := "小册子"
	crumbs := []view.Link{{Name: "基地名录", URL: address.Link(of.p, address.Directory)}}
	if of.county != nil {
		v.Scope, title = of.scope, of.scope+"的小册子"
		crumbs = append(crumbs, view.Link{Name: "小册子", URL: address.Link(of.p, address.Booklet)})
	}
	v.Frame = m.frame(of.p, title, "每家基地一页的小册子，打印出来对折", crumbs...)
	if m.c.AsOf.Known() {
		v.AsOf = "资料截至" + m.c.AsOf.Chinese()
	}
	return v
}

// What goes on a page of A5, in lines of its lists and rings of its passport.
const (
	linesOnLeaf = 32
	ringsOnLeaf = 12
)

// booklet makes a booklet: cover, how to read it, contents by county, a page a base, an index by kind, a passport, pages for notes, and the back.
func (m *maker) booklet(of volume) view.Booklet {
	v := m.bookletFrame(of)
	p, list := of.p, of.bases
	byCounty := func(first int) []view.BookletGroup {
		return groupsOf(list, first, func(b *catalog.Base) string {
			if b.County == nil {
				return "县区未注明"
			}
			return b.County.Name
		})
	}
	first := 3 + len(leaves(byCounty(0))) // the page of the first base
	add := func(kind view.Leaf, title string, pages ...view.BookletPage) {
		if len(pages) == 0 {
			pages = []view.BookletPage{{}}
		}
		for i, page := range pages {
			page.Kind, page.Title, page.Number = kind, title, len(v.Pages)+1
			if i > 0 {
				page.Title += "（续）"
			}
			v.Pages = append(v.Pages, page)
		}
	}
	add("cover", "")
	add("read", "怎样看这本小册子")
	add("contents", "目录", leaves(byCounty(first))...)
	var cards []view.BaseCard
	kinds := map[*catalog.Kind]int{}
	for _, b := range list {
		card := m.card(p, b)
		cards = append(cards, card)
		kinds[b.Kind]++
		add("base", "", view.BookletPage{Base: m.bookletBase(p, b, card)})
	}
	add("index", "按类型查", leaves(m.byKind(list, first))...)
	var rings []view.BookletPage
	for i, some := 0, slices.Collect(slices.Chunk(list, ringsOnLeaf)); i < len(some); i++ {
		var page view.BookletPage
		for k, b := range some[i] {
			page.Rings = append(page.Rings, view.BookletEntry{Name: b.Name, Page: first + i*ringsOnLeaf + k})
		}
		rings = append(rings, page)
	}
	add("passport", "研学护照", rings...)
	for len(v.Pages)%4 != 3 {
		add("notes", "记下来")
	}
	add("back", "")
	v.Sheets = len(v.Pages) / 4
	v.Lead = fmt.Sprintf("%d家基地，%d页，A5。", len(list), len(v.Pages))
	for _, k := range m.c.Kinds {
		if n := kinds[k]; n > 0 {
			v.Covered = append(v.Covered, view.KindItem{ID: k.ID, Name: k.Name, Seal: k.Seal().ID, Bases: n})
		}
	}
	v.Seals = m.seals(cards, v.Covered)
	if base := m.c.Site.BaseURL; base != "" {
		if code := qrcode.Encode(base, qrcode.Medium); code != nil {
			v.Code, v.Size = code.Path(), code.Size+2*qrcode.Quiet
		}
	}
	return v
}

// groupsOf puts the bases, which stand on pages from first on, under the names of what they belong to, in their order.
func groupsOf(list []*catalog.Base, first int, name func(*catalog.Base) string) []view.BookletGroup {
	var out []view.BookletGroup
	for i, b := range list {
		if n := len(out); n == 0 || out[n-1].Name != name(b) {
			out = append(out, view.BookletGroup{Name: name(b)})
		}
		last := &out[len(out)-1]
		last.Entries = append(last.Entries, view.BookletEntry{Name: b.Name, Page: first + i})
	}
	return out
}

// byKind puts the bases under their kinds, by name.
func (m *maker) byKind(list []*catalog.Base, first int) []view.BookletGroup {
	var out []view.BookletGroup
	for _, k := range append(slices.Clone(m.c.Kinds), nil) {
		var of []int
		for i, b := range list {
			if b.Kind == k {
				of = append(of, i)
			}
		}
		slices.SortStableFunc(of, func(i, j int) int { return cmp.Compare(list[i].NameKey, list[j].NameKey) })
		g := view.BookletGroup{Name: "类型未注明"}
		if k != nil {
			g.Name = k.Name
		}
		for _, i := range of {
			g.Entries = append(g.Entries, view.BookletEntry{Name: list[i].Name, Page: first + i})
		}
		if len(of) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// leaves divides a list among pages. A group that goes on is named again; no name stands alone at the foot.
func leaves(groups []view.BookletGroup) []view.BookletPage {
	out := []view.BookletPage{{}}
	left := linesOnLeaf
	for _, g := range groups {
		name, open := g.Name, false
		for _, e := range g.Entries {
			lines := 1 + int(chart.Width(e.Name))/3100
			if need := lines + 2; !open && left < need || open && left < lines {
				out, left = append(out, view.BookletPage{}), linesOnLeaf
				if open {
					name, open = g.Name+"（续）", false
				}
			}
			page := &out[len(out)-1]
			if !open {
				page.Groups = append(page.Groups, view.BookletGroup{Name: name})
				left -= 2
				open = true
			}
			last := &page.Groups[len(page.Groups)-1]
			last.Entries = append(last.Entries, e)
			left -= lines
		}
	}
	return out
}

// # A base's page
//
// It is one page whatever there is to tell: its height is counted here in tenths of a millimetre, as booklet.css has it, and the introduction gets what is left.
const (
	leafHeight = 1700 // of what is between head and foot
	codeHeight = 360
)

func (m *maker) bookletBase(p string, b *catalog.Base, card view.BaseCard) *view.BookletBase {
	f := m.baseFacts(b)
	out := &view.BookletBase{Name: b.Name, URL: card.URL, Seal: card.Seal, Since: f.Since, What: cutTo(f.What, 2900, 4)}
	out.Place = strings.TrimSpace(f.Place + "　" + f.Kind)
	left := leafHeight - 300 - 100*lineCount(f.Name, 1500) - 60*lineCount(f.Since, 3200) - 70*lineCount(out.What, 2900)
	if code := f.Code; code != nil {
		out.Code, out.Size = code.Path(), code.Size+2*qrcode.Quiet
		left -= codeHeight
	}
	for _, r := range f.Rows {
		most := 3
		var parts []string
		for part := range strings.SplitSeq(r.Text, "\n") {
			part = cutTo(part, 2800, most)
			high := 56*lineCount(part, 2800) + 24
			if len(parts) < 5 && left >= high {
				parts = append(parts, part)
				left -= high
			}
		}
		if len(parts) > 0 {
			out.Rows = append(out.Rows, view.PosterFact{Name: r.Name, Text: strings.Join(parts, "\n")})
		}
	}
	if lines := (left - 120) / 62; b.Body != nil && lines >= 3 {
		out.Text = cutTo(strings.Join(strings.Fields(m.plainOf(b.Body)), " "), 3200, lines-1)
	}
	return out
}

// lineCount is how many lines a text has in a measure of that many hundredths of an em.
func lineCount(s string, width chart.Pos) int { return len(chart.Lines(s, width)) }

// cutTo is a text cut to some lines; … says that there is more.
func cutTo(s string, width chart.Pos, most int) string {
	all := chart.Lines(s, width)
	if len(all) <= most {
		return s
	}
	text := []rune(strings.Join(all[:most], ""))
	return strings.TrimRight(string(text[:len(text)-1]), "，、；：。") + "…"
}
