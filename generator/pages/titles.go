package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/digest"
	"kepu/generator/filter"
	"kepu/generator/ledger"
	"kepu/generator/quote"
	"kepu/generator/view"
	"kepu/generator/wrap"
)

// titleGroup is the batches of one level and line.
type titleGroup struct {
	level   *catalog.Level
	line    string
	batches []*catalog.Designation // the newest first
}

func (g *titleGroup) name() string {
	if g.line == "" {
		return g.level.Name
	}
	return g.level.Name + "（" + g.line + "）"
}

// titleGroups parts the batches, the highest level first, the lines in order of first use.
func (m *maker) titleGroups() []titleGroup {
	var groups []titleGroup
	for _, d := range m.c.Designations {
		at := slices.IndexFunc(groups, func(g titleGroup) bool { return g.level == d.Level && g.line == d.Line })
		if at < 0 {
			at = len(groups)
			groups = append(groups, titleGroup{level: d.Level, line: d.Line})
		}
		groups[at].batches = append(groups[at].batches, d)
	}
	for _, g := range groups {
		slices.Reverse(g.batches)
	}
	slices.SortStableFunc(groups, func(a, b titleGroup) int {
		return cmp.Or(a.level.Rank-b.level.Rank, a.level.Index-b.level.Index)
	})
	return groups
}

// hasTitles reports whether there is a ledger of titles.
func (m *maker) hasTitles() bool { return len(m.c.Designations) > 0 }

// titlesURL is where the page at p leads to the ledger; "" where there is none.
func (m *maker) titlesURL(p string) string {
	if !m.hasTitles() {
		return ""
	}
	return address.Link(p, address.Titles)
}

// countyTitlesURL leads to the ledger, where it is one page to the titles of a county's bases.
func (m *maker) countyTitlesURL(p string, c *catalog.County) string {
	if m.titlesSplit() {
		return m.titlesURL(p)
	}
	return m.titlesURL(p) + "?county=" + c.ID
}

// titlesSplit reports whether the ledger is too long for one page.
func (m *maker) titlesSplit() bool {
	n := 0
	for _, d := range m.c.Designations {
		n += 2 + len(d.Bases) + len(d.Others)
	}
	return n > address.MostEntries
}

// titlePages adds the ledger, and the pages of its batches where it is long.
func (m *maker) titlePages(key func() digest.Digest) {
	if !m.hasTitles() {
		return
	}
	m.page(address.Titles, "titles", func() any { return m.titles() }, key)
	if !m.titlesSplit() {
		return
	}
	for _, g := range m.titleGroups() {
		for _, d := range g.batches {
			parts := titleParts(d)
			for n := range parts {
				m.page(address.TitlesPart(m.c, d, n+1), "titles", func() any { return m.titlesPart(g, d, parts, n) }, key)
			}
		}
	}
}

// titleParts are the entries of a batch by the page that has them, one or more pages.
func titleParts(d *catalog.Designation) [][]ledger.Entry {
	all := slices.Collect(ledger.Entries(d))
	if len(all) == 0 {
		return [][]ledger.Entry{nil}
	}
	return slices.Collect(slices.Chunk(all, address.MostEntries))
}

// ledgerWords are the heading of the ledger and what it is.
const ledgerHeading, ledgerWords = "称号台账", "历次命名的科普教育基地：谁在什么时候持有什么级别的称号，哪些已到期、已撤销"

// titles makes titles.html.
func (m *maker) titles() view.Titles {
	p := address.Titles
	v := view.Titles{
		Frame:   m.column(p, ledgerHeading, ledgerWords, view.Link{Name: "基地名录", URL: address.Link(p, address.Directory)}),
		Heading: ledgerHeading, AsOf: m.c.AsOf.Chinese(),
		Downloads: []view.Attachment{{Name: "全部称号", URL: address.Link(p, address.TitlesCSV), Type: "CSV"}},
	}
	groups := m.titleGroups()
	m.titleSums(&v, groups)
	split := m.titlesSplit()
	for i, g := range groups {
		group := view.TitleGroup{ID: "g-" + fmt.Sprint(i+1), Name: g.name(), LevelRank: g.level.Rank, Row: i}
		for _, d := range g.batches {
			b := m.titleBatch(p, d)
			if !split {
				b.Entries = m.titleEntries(p, d, slices.Collect(ledger.Entries(d)), true)
			} else {
				b.Now = m.batchNow(d)
				for n := range titleParts(d) {
					b.Parts = append(b.Parts, view.Link{Name: partName("名单", n), URL: address.Link(p, address.TitlesPart(m.c, d, n+1))})
				}
			}
			group.Batches = append(group.Batches, b)
		}
		v.Groups = append(v.Groups, group)
	}
	if !split {
		v.Filter = filter.Titles(m.c, m.c.Designations)
	}
	v.Lead = m.titlesLead()
	if v.Ratings = m.evaluations(p); len(v.Ratings) > 0 {
		v.Downloads = append(v.Downloads, view.Attachment{Name: "全部考核结果", URL: address.Link(p, address.RatingsCSV), Type: "CSV"})
	}
	return v
}

// partName is the name of the n-th part of a list, from 0.
func partName(name string, n int) string {
	if n == 0 {
		return name
	}
	return fmt.Sprintf("%s（%d）", name, n+1)
}

// titlesPart makes a page with a part of a batch.
func (m *maker) titlesPart(g titleGroup, d *catalog.Designation, parts [][]ledger.Entry, n int) view.Titles {
	p := address.TitlesPart(m.c, d, n+1)
	title := g.name() + " " + d.Date.Chinese()
	if n := strings.TrimPrefix(address.RosterID(m.c, d), "roster-"+d.Level.ID+"-"+d.Date.String()); n != "" {
		title += "之" + n[len("-"):] // of the same level and date; which batch of all it is (第二批) its document says
	}
	title = partName(title, n)
	v := view.Titles{
		Frame: m.column(p, ledgerHeading+"："+title, title+"命名的科普教育基地，各自的称号现在怎样",
			view.Link{Name: "基地名录", URL: address.Link(p, address.Directory)}, view.Link{Name: ledgerHeading, URL: address.Link(p, address.Titles) + "#" + address.RosterID(m.c, d)}),
		Heading: title, AsOf: m.c.AsOf.Chinese(),
	}
	b := m.titleBatch(p, d)
	b.Entries = m.titleEntries(p, d, parts[n], n == len(parts)-1)
	for i := range parts {
		if len(parts) > 1 && i != n {
			b.Parts = append(b.Parts, view.Link{Name: partName("名单", i), URL: address.Link(p, address.TitlesPart(m.c, d, i+1))})
		}
	}
	v.Groups = []view.TitleGroup{{ID: "g-1", Name: g.name(), LevelRank: g.level.Rank, Row: -1, Batches: []view.TitleBatch{b}}}
	if len(parts[n]) > 1 {
		v.Filter = filter.Titles(m.c, []*catalog.Designation{d})
	}
	return v
}

// titleBatch makes a batch without its entries.
func (m *maker) titleBatch(p string, d *catalog.Designation) view.TitleBatch {
	b := view.TitleBatch{Roster: m.roster(p, d, 0), Life: m.batchLife(d).JSON()}
	b.Bases, b.MoreBases = nil, ""
	return b
}

// batchLife is the life of the titles of a batch of which nothing else is known.
func (m *maker) batchLife(d *catalog.Designation) ledger.Life {
	rest := d.Rest()
	e := ledger.Entry{Designation: d, Title: &rest}
	return e.Life()
}

// batchNow counts the titles of a batch by what they are as of the newest record.
func (m *maker) batchNow(d *catalog.Designation) string {
	n := map[ledger.State]int64{}
	for e := range ledger.Entries(d) {
		n[e.Life().At(m.c.AsOf).State] += e.Count
	}
	var words []string
	for _, s := range ledger.States {
		least := ""
		if !d.Complete && s == m.batchLife(d).At(m.c.AsOf).State {
			least = "至少"
		}
		if n[s] > 0 {
			words = append(words, fmt.Sprintf("%s%s%s个", s.Name(), least, digits(n[s])))
		}
	}
	return strings.Join(words, "，")
}

// titleEntries makes some entries of a batch; with the last of them stands what is not known of it.
func (m *maker) titleEntries(p string, d *catalog.Designation, list []ledger.Entry, last bool) []view.TitleEntry {
	usual := m.batchLife(d)
	common := usual.JSON()
	out := make([]view.TitleEntry, 0, len(list)+1)
	add := func(e *ledger.Entry, l ledger.Life) *view.TitleEntry {
		v := view.TitleEntry{Name: e.Name, Facets: filter.Title(e, l, m.c.AsOf), Words: l.At(m.c.AsOf).Words}
		if l.Soon(m.c.AsOf) {
			v.Words += "，" + soonWords
		}
		if life := l.JSON(); life != common {
			v.Life = life
		}
		out = append(out, v)
		return &out[len(out)-1]
	}
	for i := range list {
		e := &list[i]
		v := add(e, e.Life())
		v.Nameless = e.Name == ""
		switch e.Who {
		case ledger.Base:
			v.URL, v.Rating = address.Link(p, address.Base(e.Base)), latestRating(e.Base)
			if e.Base.County != nil {
				v.County = e.Base.County.Name
			}
		case ledger.Unpublished:
			v.Name = "一家，介绍还没有发布"
		case ledger.Unnamed:
			v.Name = fmt.Sprintf("另有%s家没有列出名称", digits(e.Count))
			if len(list) == 1 {
				v.Name = v.Name[len("另有"):]
			}
			if e.Count != 1 {
				v.Number = fmt.Sprint(e.Count)
			}
		}
	}
	if last && !d.Complete {
		rest := d.Rest()
		v := add(&ledger.Entry{Designation: d, Title: &rest}, usual)
		v.Name, v.Nameless, v.Least, v.Number = "这一批的总数没有查到，可能还有", true, true, "0"
		if len(out) == 1 {
			v.Name = "总数和名称都没有查到"
		}
	}
	return out
}

// soonWords say that a title runs out before the same day of the next year.
const soonWords = "一年内到期"

// titlesLead says what the ledger holds.
func (m *maker) titlesLead() string {
	var total, unnamed int64
	least := ""
	for _, d := range m.c.Designations {
		total += d.Total
		unnamed += d.Unlisted()
		if !d.Complete {
			least = "至少"
		}
	}
	lead := fmt.Sprintf("%d批命名", len(m.c.Designations))
	if total == 0 {
		return lead + "，称号的总数没有查到。"
	}
	lead += fmt.Sprintf("，%s%s个称号", least, digits(total))
	if unnamed > 0 {
		lead += fmt.Sprintf("，其中%s个没有查到给了谁", digits(unnamed))
	}
	return lead + "。一家基地先后或同时有几个称号的，每个都算。"
}

// tally counts titles by state.
type tally struct {
	n     map[string]int64
	least map[string]bool
}

func newTally() tally { return tally{map[string]int64{}, map[string]bool{}} }

// add counts n titles of a life; least says that nobody knows how many more.
func (t *tally) add(s ledger.State, soon bool, n int64, least bool) {
	if s == ledger.NotYet {
		return
	}
	keys := []string{string(s), ""}
	if soon {
		keys = append(keys, filter.Soon)
	}
	for _, k := range keys {
		t.n[k] += n
		t.least[k] = t.least[k] || least
	}
}

func (t *tally) cell(state string) view.TitleCell {
	c := view.TitleCell{State: state, Text: digits(t.n[state])}
	switch {
	case t.least[state] && t.n[state] == 0:
		c.Text, c.Unknown = quote.NotFound, true
	case t.least[state]:
		c.Text = "至少" + c.Text
	}
	return c
}

// titleSums counts the titles of each level and line by what they are as of the newest record.
func (m *maker) titleSums(v *view.Titles, groups []titleGroup) {
	asOf := m.c.AsOf
	ever := map[ledger.State]bool{}
	all, rows := newTally(), make([]tally, len(groups))
	for i, g := range groups {
		rows[i] = newTally()
		count := func(l ledger.Life, n int64, least bool) {
			for _, t := range l {
				ever[t.State] = true
			}
			rows[i].add(l.At(asOf).State, l.Soon(asOf), n, least)
			all.add(l.At(asOf).State, l.Soon(asOf), n, least)
		}
		for _, d := range g.batches {
			for e := range ledger.Entries(d) {
				count(e.Life(), e.Count, false)
			}
			if !d.Complete {
				count(m.batchLife(d), 0, true)
			}
		}
	}
	for _, s := range ledger.States {
		if ever[s] || s == ledger.InForce {
			v.Columns = append(v.Columns, view.TitleState{ID: string(s), Name: s.Name(), Words: wrap.Words(s.Name())})
		}
		if s == ledger.InForce && (ever[ledger.Expired] || ever[ledger.Ended]) {
			v.Columns = append(v.Columns, view.TitleState{ID: filter.Soon, Name: "其中" + soonWords, Words: wrap.Words("其中" + soonWords)})
		}
	}
	row := func(name string, rank int, t tally) view.TitleSum {
		sum := view.TitleSum{Name: name, LevelRank: rank, Total: t.cell("")}
		for _, c := range v.Columns {
			sum.Cells = append(sum.Cells, t.cell(c.ID))
		}
		return sum
	}
	for i, g := range groups {
		v.Sums = append(v.Sums, row(g.name(), g.level.Rank, rows[i]))
	}
	if len(groups) > 1 {
		sum := row("合计", 0, all)
		sum.All = true
		v.Sums = append(v.Sums, sum)
	}
}
