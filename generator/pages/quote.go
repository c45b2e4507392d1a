package pages

import (
	"slices"
	"strings"
	"sync"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/mapview"
	"kepu/generator/markdown"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// What texts quote from the data.

// quoting is what the maker keeps for it.
type quotes struct {
	*quote.Quotes
	anchorsOf map[string]func() map[string]bool // statistics page -> the ids on it
}

func (m *maker) makeQuotes(q *quote.Quotes) quotes {
	anchors := map[string]func() map[string]bool{address.Statistics: sync.OnceValue(func() map[string]bool {
		v := m.stats.AllYears()
		return statisticsParts(v.Sections, v.Definitions)
	})}
	for _, y := range m.f.Years() {
		anchors[address.StatisticsYear(y)] = sync.OnceValue(func() map[string]bool {
			v := m.stats.Year(y)
			return statisticsParts(v.Sections, v.Definitions)
		})
	}
	return quotes{q, anchors}
}

// body makes a text for the page at p: what is written, and what it quotes. First says that it begins the page.
func (m *maker) body(p, from string, d *markdown.Doc, first bool) []view.Block {
	var out []view.Block
	for _, part := range d.Parts(address.InText(m.c, p, from, first), func(x *markdown.Directive) markdown.Quoted { return m.quoted(p, x) }) {
		switch {
		case part.Block != nil:
			out = append(out, m.block(p, part.Block, len(out)))
		case strings.TrimSpace(string(part.HTML)) != "":
			out = append(out, view.Block{HTML: part.HTML})
		}
	}
	return out
}

// quoted makes a number among words.
func (m *maker) quoted(p string, d *markdown.Directive) markdown.Quoted {
	r, _ := m.quotes.Read(d)
	row := m.quotes.Number(&r)
	title := m.quotes.About(&r)
	if c := m.quotes.Coverage(&r, row); c != "" {
		title += "，" + c
	}
	return markdown.Quoted{Text: r.Text(row), URL: m.behind(p, &r), Title: title, Unknown: !row.Known}
}

// quotedWords is what stands for a figure in plain text.
func (m *maker) quotedWords(d *markdown.Directive) string {
	r, _ := m.quotes.Read(d)
	return r.Text(m.quotes.Number(&r))
}

// summaryOf returns the first paragraph of a text, as plain text with its figures.
func (m *maker) summaryOf(d *markdown.Doc) string {
	return d.Filled(d.Summary, d.FirstInSummary, m.quotedWords)
}

// plainOf returns a whole text as plain text with its figures.
func (m *maker) plainOf(d *markdown.Doc) string { return d.Filled(d.Plain, 0, m.quotedWords) }

// quotedNumbers lists the numbers of a text, each once, with where they come from.
func (m *maker) quotedNumbers(p string, d *markdown.Doc) []view.QuotedNumber {
	var out []view.QuotedNumber
	for i := range d.Directives {
		if d.Directives[i].Kind != markdown.Figure {
			continue
		}
		r, _ := m.quotes.Read(&d.Directives[i])
		row := m.quotes.Number(&r)
		r.Format, r.Unit = quote.Thousands, r.OwnUnit()
		n := view.QuotedNumber{Text: r.Text(row), About: m.quotes.About(&r), Note: m.quotes.Coverage(&r, row), URL: m.behind(p, &r)}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// behind is the address of the page that a number comes from, as exactly as the
// page can say: the chart or table by that dimension, else the section or the
// definition, else the page.
func (m *maker) behind(p string, r *quote.Request) string {
	if r.OfBases {
		if y := r.Rated[0]; y != 0 && y == r.Rated[1] && m.statisticsIDs(address.StatisticsYear(y))["ratings"] {
			return address.Link(p, address.StatisticsYear(y)) + "#ratings"
		}
		if c := m.countyNamed(r.Query.Keys[figures.ByCounty]); c != nil {
			return address.Link(p, address.County(c))
		}
		return address.Link(p, address.Directory)
	}
	x, to := r.Query.Measure, address.Statistics
	if y := r.OneYear(); y != 0 {
		if !slices.Contains(m.f.Years(), y) {
			return ""
		}
		to = address.StatisticsYear(y)
	}
	ids := m.statisticsIDs(to)
	var wanted []string
	for d := figures.ByLevel; d < figures.Dimensions; d++ {
		if r.Query.Keys[d] != "" {
			wanted = append(wanted, x.Key()+"-"+d.Key(), measure.Activities.Key()+"-"+d.Key())
		}
	}
	if r.Query.Keys[figures.ByMonth] != "" {
		wanted = append(wanted, "months")
	}
	for _, id := range append(wanted, address.DefinitionID(x), sectionOfMeasure(x)) {
		if ids[id] {
			return address.Link(p, to) + "#" + id
		}
	}
	return address.Link(p, to)
}

// sectionOfMeasure is the section of a statistics page that a measure stands in.
func sectionOfMeasure(x measure.Measure) string {
	switch {
	case x.Sort() == measure.OfActivity:
		return "activities"
	case x.Sort() == measure.OfNaming:
		return "bases"
	}
	return "returns"
}

func (m *maker) countyNamed(id string) *catalog.County {
	for _, c := range m.c.Counties {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// statisticsIDs returns the ids of the parts of a statistics page.
func (m *maker) statisticsIDs(p string) map[string]bool {
	if ids := m.quotes.anchorsOf[p]; ids != nil {
		return ids()
	}
	return nil
}

// statisticsParts returns the ids of some sections, of their figures, and of the definitions.
func statisticsParts(sections []view.StatisticsSection, definitions []view.Definition) map[string]bool {
	ids := map[string]bool{}
	for _, s := range sections {
		ids[s.ID] = true
		for _, f := range s.Figures {
			ids[f.ID] = true
		}
	}
	for _, d := range definitions {
		ids[d.ID] = true
	}
	return ids
}

// block makes a directive that stands on its own; n is its number in the text.
func (m *maker) block(p string, d *markdown.Directive, n int) view.Block {
	r, _ := m.quotes.Read(d)
	switch d.Kind {
	case markdown.Chart, markdown.Table:
		if f := m.stats.Quoted(p, &r, n); f != nil {
			return view.Block{Figure: f}
		}
		return view.Block{None: m.stats.NothingShown(&r)}
	case markdown.Map:
		if v := m.quotedMap(p, &r); v != nil {
			return view.Block{Map: mapview.Numbered(v, n), OnMap: m.cards(p, m.onMap(&r))}
		}
		return view.Block{None: "没有符合条件、知道位置的基地。"}
	case markdown.Bases:
		if list := m.cards(p, m.quotes.Bases(&r)); len(list) > 0 {
			return view.Block{Bases: list}
		}
		return view.Block{None: "没有符合条件的基地。"}
	}
	list := m.items(p, m.quotes.Activities(&r))
	if len(list) == 0 {
		return view.Block{None: "没有符合条件的活动记录。"}
	}
	b := view.Block{Activities: list}
	if y := r.OneYear(); r.Limit > 0 && len(list) == r.Limit {
		b.More, b.MoreURL = "全部活动", address.Link(p, address.Activities)
		if y != 0 && slices.Contains(m.f.Years(), y) {
			b.More, b.MoreURL = "这一年的全部活动", address.Link(p, address.Year(y))
		}
	}
	return b
}

// onMap returns the bases that quotedMap shows: those of which a place is known.
func (m *maker) onMap(r *quote.Request) []*catalog.Base {
	list := m.quotes.Bases(r)
	if m.isCountyMap(r) {
		list = m.index.bases[m.countyNamed(r.Query.Keys[figures.ByCounty])]
	}
	return mapview.WithPlace(list)
}

// isCountyMap reports whether a map is asked for that is a county's own.
func (m *maker) isCountyMap(r *quote.Request) bool {
	return m.countyNamed(r.Query.Keys[figures.ByCounty]) != nil && r.Query.Keys[figures.ByLevel] == "" && r.Query.Keys[figures.ByKind] == "" && r.OneYear() == 0
}

// quotedMap is a county's map, or the city's with some of the bases.
func (m *maker) quotedMap(p string, r *quote.Request) *view.SmallMap {
	if m.isCountyMap(r) {
		return m.maps.County(p, m.countyNamed(r.Query.Keys[figures.ByCounty]))
	}
	return m.maps.Of(p, m.quotes.Bases(r), m.quotes.About(r)+"地图")
}
