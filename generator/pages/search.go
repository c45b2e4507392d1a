package pages

import (
	"fmt"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/source"
)

// The search is a page, a script of the theme, and an index in parts that pages makes.
//
// The parts are .js files, since under file:// a script can be loaded and data can't.
// The first has the names of bases and counties and is all that the page loads by
// itself; the others (what is said of the bases, the articles, the activities of each
// year) are loaded when something is looked for, as many as a phone should, the rest on
// request. The index holds words as they are shown and no copy made for finding: the
// script folds them (width, case, traditional characters) and reads them as pinyin with
// two small tables that hold only the characters that occur.
//
// A part is one call, so that it works in whatever order scripts arrive:
//
//	(self.kepuSearch=self.kepuSearch||[]).push({…});

const searchAddress = "search.html"

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
type searchDoc []string

// partName tells the script of another part: its name, what it holds and how much.
type partName struct {
	Name  string `json:"part"`
	Label string `json:"label"` // "2016年的活动"
	Count int    `json:"count"`
}

func partAddress(name string) string { return "assets/search/" + name + ".js" }

// The names of the parts; those of the years are their numbers.
const (
	basesPart    = "bases"
	aboutPart    = "about"
	articlesPart = "articles"
)

// search adds the page and the parts.
func (m *maker) search() {
	m.page(searchAddress, "search", func() any { return m.searchPage() })
	m.part(basesPart, m.searchBases)
	m.part(aboutPart, m.searchAbout)
	m.part(articlesPart, m.searchArticles)
	for _, y := range m.searchYears() {
		m.part(strconv.Itoa(y), func() searchPart { return m.searchYear(y) })
	}
}

// searchYears are the years that have activities, the newest first.
func (m *maker) searchYears() []int {
	var out []int
	years := m.f.Years()
	for i := len(years) - 1; i >= 0; i-- {
		if len(m.years[years[i]]) > 0 {
			out = append(out, years[i])
		}
	}
	return out
}

// searchBases is the part that comes first: names of bases and counties.
func (m *maker) searchBases() searchPart {
	part := searchPart{Name: basesPart}
	for _, c := range m.countyItems(homeAddress) {
		where := ""
		if c.Bases > 0 {
			where = fmt.Sprintf("%d 家基地", c.Bases)
		}
		part.Docs = append(part.Docs, doc(c.Name, c.URL, where, "", "", ""))
	}
	for _, b := range m.c.Bases {
		card := m.card(homeAddress, b)
		part.Docs = append(part.Docs, doc(b.Name, baseAddress(b), words(card.County, card.Kind, card.Level), strings.Join(b.Alias, "|"), "", ""))
	}
	if n := len(m.articlesToFind()); n > 0 {
		part.Parts = append(part.Parts, partName{articlesPart, "总结、通知和说明", n})
	}
	part.Parts = append(part.Parts, partName{aboutPart, "基地的地址和介绍", len(m.c.Bases)})
	for _, y := range m.searchYears() {
		part.Parts = append(part.Parts, partName{strconv.Itoa(y), fmt.Sprintf("%d年的活动", y), len(m.years[y])})
	}
	return part
}

// How much of a text is searched, in characters. What is longer is cut at its end: the
// page of a base tells what matters first, a report is read to the end.
const (
	baseText    = 400
	articleText = 8000
)

// searchAbout is what else is known of the bases. Its docs have no titles: they belong to the
// docs of the first part with the same address.
func (m *maker) searchAbout() searchPart {
	part := searchPart{Name: aboutPart}
	for _, b := range m.c.Bases {
		keys := append([]string{b.Address}, b.Facilities...)
		seen := map[string]bool{}
		for _, a := range b.Activities {
			for _, t := range a.Topic {
				if !seen[t] {
					seen[t] = true
					keys = append(keys, t)
				}
			}
		}
		text := b.Summary
		if b.Body != nil {
			text = words(text, m.plainOf(b.Body))
		}
		part.Docs = append(part.Docs, doc("", baseAddress(b), "", "", strings.Join(nonEmpty(keys), "|"), cut(text, baseText)))
	}
	return part
}

// articlesToFind are the articles of all sections.
func (m *maker) articlesToFind() []*catalog.Article {
	var out []*catalog.Article
	for _, s := range []catalog.Section{catalog.Reports, catalog.Notices, catalog.Pages} {
		out = append(out, m.section(s)...)
	}
	return out
}

func (m *maker) searchArticles() searchPart {
	part := searchPart{Name: articlesPart}
	for _, a := range m.articlesToFind() {
		part.Docs = append(part.Docs, doc(a.Title, articleAddress(a), words(a.Date.Chinese(), a.Kind, sectionWords[a.Section].one, years(a.Years)), "",
			strings.Join(nonEmpty([]string{a.Document, a.Author, a.Article.Source}), "|"), cut(words(a.Article.Summary, m.plainOf(a.Body)), articleText)))
	}
	return part
}

func (m *maker) searchYear(year int) searchPart {
	part := searchPart{Name: strconv.Itoa(year)}
	for _, a := range m.years[year] {
		it := []string{period(a.Date.Date, a.Until.Date)}
		for _, c := range a.Counties {
			it = append(it, c.Name)
		}
		if a.Campaign != nil {
			it = append(it, a.Campaign.Name)
		}
		if a.Form != nil {
			it = append(it, a.Form.Name)
		}
		it = append(it, statusWord(a.Status))
		var bases []string
		for _, b := range a.Bases {
			bases = append(bases, b.Name)
		}
		text := ""
		if a.Summary != nil {
			text = a.Summary.Plain
		}
		keys := append(append([]string{}, a.Topic...), a.Place)
		part.Docs = append(part.Docs, doc(a.Title, m.rowAddress(a)+"#"+anchor(a), words(it...), strings.Join(bases, "|"),
			strings.Join(nonEmpty(keys), "|"), cut(text, baseText)))
	}
	return part
}

func doc(fields ...string) searchDoc {
	n := len(fields)
	for n > 2 && fields[n-1] == "" {
		n--
	}
	return fields[:n]
}

// words joins what is not empty.
func words(parts ...string) string { return strings.Join(nonEmpty(parts), " ") }

func nonEmpty(list []string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// cut returns the first n characters of text, with spaces for its line ends.
func cut(text string, n int) string {
	text = strings.Join(strings.Fields(text), " ")
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// Search is the view of layouts/search.html. The list comes from the script; without
// it the page says how to find things.
type Search struct {
	Frame
	Bases        string // "18": how many there are
	FirstURL     string // of the index's first part
	Counties     []CountyItem
	Kinds        []KindItem
	Years        []Link // of activities, the newest first
	DirectoryURL string
	ReportsURL   string // "" when there are none
	NoticesURL   string
	Examples     []string // words that find something
}

func (m *maker) searchPage() Search {
	p := searchAddress
	v := Search{
		Frame: m.frame(p, "搜索", "按名称、拼音、地址和主题查找基地、活动、总结和通知"), Bases: digits(int64(len(m.c.Bases))),
		FirstURL: partAddress(basesPart), Counties: m.countyItems(p), Kinds: m.kinds(p), DirectoryURL: link(p, directoryAddress), Examples: m.examples(),
	}
	for _, y := range m.searchYears() {
		v.Years = append(v.Years, Link{fmt.Sprintf("%d年", y), link(p, yearAddress(y))})
	}
	if len(m.c.Reports) > 0 {
		v.ReportsURL = link(p, sectionAddress(catalog.Reports))
	}
	if len(m.c.Notices) > 0 {
		v.NoticesURL = link(p, sectionAddress(catalog.Notices))
	}
	return v
}

// examples are words to try, from the content: a county by its initials, a kind, the
// topic that activities have most.
func (m *maker) examples() []string {
	var out []string
	if len(m.c.Bases) > 0 && m.c.Bases[0].County != nil {
		out = append(out, initials(m.c.Bases[0].County.Name))
	}
	if kinds := m.kinds(searchAddress); len(kinds) > 0 {
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
