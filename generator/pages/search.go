package pages

import (
	"fmt"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/pinyin"
	"kepu/generator/source"
	"kepu/generator/view"
)

// The search is a page, a script of the theme, and an index in parts that pages makes.
//
// The parts are .js files, since under file:// a script can be loaded and data can't.
// The first has the names of counties, and of the bases unless there are thousands, and is all
// that the page loads by itself; the others (what is said of the bases, the articles, the activities of each
// year) are loaded when something is looked for, as many as a phone should, the rest on
// request. What would be too long for one part has several, see search_split.go. The index holds words as they are shown and no copy made for finding: the
// script folds them (width, case, traditional characters) and reads them as pinyin with
// two small tables that hold only the characters that occur.
//
// A part is one call, so that it works in whatever order scripts arrive:
//
//	(self.kepuSearch=self.kepuSearch||[]).push({…});

// searchPart is what a part holds.
type searchPart struct {
	Name  string      `json:"part"`
	Docs  []searchDoc `json:"docs"`
	Read  string      `json:"read,omitempty"` // "an安岸ba八": pinyin, then the characters read so
	Old   string      `json:"old,omitempty"`  // "國国": traditional characters with their simplified forms
	Parts []partName  `json:"parts,omitempty"`
}

// searchDoc is one thing that can be found, short since there may be thousands. Fields
// that are empty at the end are left out.
//
//	0 title   1 address from the site's root   2 where and when, shown under it
//	3 other names   4 words to find it by: topics, address, place   5 text
//	6 what stands in place of 2 on later days: lines, each day and then its words
type searchDoc []string

// partName tells the script of another part: its name, what it holds and how much.
type partName struct {
	Name    string `json:"part"`
	Label   string `json:"label"`           // "2016年的活动": the same for all pieces of what was too long for one part
	Piece   string `json:"piece,omitempty"` // "5月": which piece it is
	Count   int    `json:"count"`
	Names   bool   `json:"names,omitempty"` // it has names of bases, and is loaded before all others
	Version string `json:"v"`               // another when the part is another: a changed one is asked for anew
}

// The names of the parts; those of the years are their numbers. A piece's name goes on after
// a hyphen.
const (
	basesPart    = "bases" // comes first
	namesPart    = "names"
	aboutPart    = "about"
	articlesPart = "articles"
)

// search adds the page and the parts.
func (m *maker) search() {
	parts := m.searchParts()
	for i, p := range parts {
		parts[i].key = m.part(p.Name, p.add, func() searchPart { return searchPart{Name: p.Name, Docs: p.docs()} })
	}
	first := m.part(basesPart, func(g *gathering) {
		g.Digests(m.keys.whole())
		for _, p := range parts {
			g.Digests(p.key())
		}
	}, func() searchPart { return m.firstPart(parts) })
	m.page(address.Search, "search", func() any { return m.searchPage(version(first())) }, first)
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

// firstPart is the part that comes first: counties, names of bases unless there are too
// many, and what the other parts are.
func (m *maker) firstPart(parts []indexPart) searchPart {
	part := searchPart{Name: basesPart}
	for _, c := range m.countyItems(address.Home) {
		where := ""
		if c.Bases > 0 {
			where = fmt.Sprintf("%d 家基地", c.Bases)
		}
		part.Docs = append(part.Docs, doc(c.Name, c.URL, where, "", "", ""))
	}
	if len(m.c.Bases) <= mostNames {
		part.Docs = append(part.Docs, m.searchNames(m.c.Bases)...)
	}
	for _, p := range parts {
		p.Version = version(p.key())
		part.Parts = append(part.Parts, p.partName)
	}
	return part
}

func (m *maker) searchPage(first string) view.Search {
	p := address.Search
	v := view.Search{
		Frame: m.frame(p, "搜索", "按名称、拼音、地址和主题查找基地、活动、总结和通知"), Bases: digits(int64(len(m.c.Bases))), Split: m.directorySplit(),
		FirstURL: address.SearchPart(basesPart) + "?v=" + first, Counties: m.countyItems(p), Kinds: m.kinds(p), DirectoryURL: address.Link(p, address.Directory), Examples: m.examples(),
	}
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
