package pages

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/filter"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/standing"
	"kepu/generator/view"
	"kepu/generator/wrap"
)

func (m *maker) directory() view.Directory {
	p := address.Directory
	v := view.Directory{
		Frame: m.column(p, "基地名录", "全部科普教育基地，按县区排列；并列出各批命名"),
		Total: len(m.c.Bases),
		Kinds: m.kinds(p), Ledger: m.titlesURL(p), Paper: m.paper(p),
	}
	v.Data = address.Link(p, address.Data) + "#bases"
	if len(v.Kinds) > 0 {
		v.ByKind = m.kindLists(p)
	}
	for _, c := range m.c.Counties {
		g := view.BaseGroup{ID: c.ID, Name: c.Name, URL: address.Link(p, address.County(c))}
		switch n := len(m.index.bases[c]); {
		case n == 0:
			v.Empty = append(v.Empty, view.Link{Name: c.Name, URL: g.URL})
		case m.directorySplit():
			v.Parts = append(v.Parts, view.PartItem{ID: c.ID, Name: c.Name, URL: g.URL, Count: n})
		default:
			g.Bases = m.cards(p, m.index.bases[c])
			v.Groups = append(v.Groups, g)
		}
	}
	if v.Parts == nil {
		v.Seals = m.seals(m.cards(p, m.c.Bases), v.Kinds)
		v.Filter = m.kindTiles(filter.Bases(m.c, slices.ContainsFunc(m.c.Bases, func(b *catalog.Base) bool { return m.hoursData(b) != "" })))
	}
	room := mostRosterRows
	for i := len(m.c.Designations) - 1; i >= 0; i-- {
		r := m.roster(p, m.c.Designations[i], min(mostRows, room))
		room -= len(r.Bases)
		v.Rosters = append(v.Rosters, r)
	}
	v.Lead = m.directoryLead(len(v.Groups) + len(v.Parts))
	return v
}

// directoryLead says how many bases have a page and how many are known by
// number only.
func (m *maker) directoryLead(counties int) string {
	var unlisted, named int64
	least := ""
	for _, d := range m.c.Designations {
		unlisted += d.Unlisted()
		named += int64(len(d.Others))
		if !d.Complete {
			least = "至少"
		}
	}
	lead := "这里还没有基地的介绍。"
	if len(m.c.Bases) > 0 {
		lead = fmt.Sprintf("这里有%d家基地的介绍，分布在%d个县区", len(m.c.Bases), counties)
		if _, were := m.toldOf(m.c.Bases); len(were) > 0 {
			lead += "，其中" + strings.Join(were, "，")
		}
		lead += "。"
	}
	if all := unlisted + named; all > 0 {
		// Batches are added up, and nobody knows whether one without a name stands in two of them.
		lead += fmt.Sprintf("历次命名加起来，还有%s%s家次没有介绍页", least, digits(all))
		switch {
		case named == 0:
			lead += "，名称都未查到，同一家可能在几批里"
		case unlisted > 0:
			lead += fmt.Sprintf("，其中%s家次名称未查到，同一家可能在几批里", digits(unlisted))
		}
		lead += "；各批命名的数目列在本页最后。"
	}
	return lead
}

// directorySplit reports whether the directory lists counties in place of bases.
func (m *maker) directorySplit() bool { return len(m.c.Bases) > address.MostEntries }

// kinds lists the kinds that have bases, for the page at p; each leads to the directory,
// filtered. There are none where the directory has nothing to filter.
func (m *maker) kinds(p string) []view.KindItem {
	if m.directorySplit() {
		return nil
	}
	count := map[*catalog.Kind]int{}
	for _, b := range m.c.Bases {
		count[b.Kind]++
	}
	var out []view.KindItem
	for _, k := range m.c.Kinds {
		if count[k] > 0 {
			out = append(out, view.KindItem{ID: k.ID, Name: k.Name, URL: address.Link(p, address.Kind(k)), Seal: k.Seal().ID, Bases: count[k]})
		}
	}
	return out
}

// kindLists names the bases of each kind on the page at p, in the order of the directory.
func (m *maker) kindLists(p string) []view.KindList {
	var out []view.KindList
	for _, k := range m.c.Kinds {
		list := view.KindList{ID: address.KindID(k), Name: k.Name}
		for _, c := range m.c.Counties {
			for _, b := range m.index.bases[c] {
				if b.Kind == k {
					list.Bases = append(list.Bases, view.Link{Name: b.Name, URL: address.Link(p, address.Base(b))})
				}
			}
		}
		if list.Bases != nil {
			out = append(out, list)
		}
	}
	return out
}

// paper is what there is to print, for the page at p. It stands at the foot of the directory: who wants paper wants it of the bases, and there is
// a directory wherever there is something to print, which cannot be said of a page that staff write.
func (m *maker) paper(p string) []view.Paper {
	var out []view.Paper
	if m.hasBooklet() {
		out = append(out, view.Paper{Name: "小册子", Note: "一家一页，双面打印，对折成 A5。", Links: []view.Link{{Name: "打开小册子", URL: address.Link(p, address.Booklet)}}})
	}
	if m.maps.HasMap() {
		out = append(out, view.Paper{Name: "折页地图", Note: "一张 A3，正面是地图，背面是名单，双面打印后折起来。", Links: []view.Link{{Name: "打开折页地图", URL: address.Link(p, address.FoldMap)}}})
	}
	posters := view.Paper{Name: "海报", Note: "A4 或 A3，一家一张，在各家页面的最后。"}
	if !slices.ContainsFunc(m.c.Bases, m.hasPoster) {
		posters.Note = ""
	}
	plans := first(m.upcoming(), mostPlans)
	if len(plans) > 0 {
		posters.Note += "计划举办的活动也有："
	}
	for _, a := range plans {
		posters.Links = append(posters.Links, view.Link{Name: a.Title, URL: address.Link(p, address.PlanPoster(a))})
	}
	if posters.Note != "" {
		out = append(out, posters)
	}
	if m.stats.HasBriefs() {
		out = append(out, view.Paper{Name: "简况", Note: "一张 A4，给领导和来访的人看；各县区的在县区页面上。", Links: []view.Link{{Name: "全市一页简况", URL: address.Link(p, address.CityBrief)}}})
	}
	return out
}

// mostPlans is how many posters of plans are named: the others are on the pages of their years.
const mostPlans = 6

// mostRosterRows is how many bases the batches name on one page, the newest batches first:
// each is 75 bytes of it.
const mostRosterRows = 3000

// otherNames are the names in a batch that have no page, and so no other place that would tell what
// became of the title.
func (m *maker) otherNames(d *catalog.Designation) []string {
	var out []string
	for _, o := range d.Others {
		if o.Draft {
			continue // is shown nowhere
		}
		name := o.Name
		for i := range o.Titles {
			if t := &o.Titles[i]; t.Designation == d && t.At(m.c.AsOf) == catalog.Revoked {
				name += "（" + t.Revoked.Date.Chinese() + "撤销）"
			}
		}
		out = append(out, name)
	}
	return out
}

// roster tells of one batch and names its first bases, at most so many.
func (m *maker) roster(p string, d *catalog.Designation, most int) view.Roster {
	rest := d.Rest()
	r := view.Roster{
		ID: address.RosterID(m.c, d), Level: d.Level.Name, LevelID: d.Level.ID, LevelRank: d.Level.Rank, Date: d.Date.Chinese(), Batch: d.Batch, Document: d.Document, Authority: d.Authority,
		Total: digits(d.Total), LowerBound: !d.Complete, Others: m.otherNames(d), Unlisted: d.Unlisted(), ValidUntil: d.ValidUntil.Chinese(), NoEndKnown: d.NoEndKnown,
		Expired: rest.At(m.c.AsOf) == catalog.Expired, Note: d.Note, Sources: sourcesOf(d.Sources), Complete: d.Complete,
	}
	if d.ValidUntil.Known() && !r.Expired {
		r.Days = standing.Days{{d.ValidUntil.Next().String(), "已过有效期"}}.String()
	}
	for i, b := range d.Bases {
		if i == most {
			r.MoreBases = fmt.Sprintf("其余%s个见各县区的页面", digits(int64(len(d.Bases)-i)))
			if i == 0 {
				r.MoreBases = "名单见各县区的页面"
			}
			break
		}
		r.Bases = append(r.Bases, view.Link{Name: b.Name, URL: address.Link(p, address.Base(b))})
	}
	if d.Total == 0 {
		r.Total = "" // neither names nor number: not known
	}
	r.Listed, r.Unpublished = len(d.Bases), int64(len(d.Others)-len(r.Others))
	return r
}

// noBases is the word for how many bases a county has of which this site tells none: some
// that were named may be there.
func (m *maker) noBases() string {
	if slices.ContainsFunc(m.c.Designations, (*catalog.Designation).Nameless) {
		return quote.NotFound
	}
	return "未收录"
}

func (m *maker) countyItems(p string) []view.CountyItem {
	var out []view.CountyItem
	for _, c := range m.c.Counties {
		it := view.CountyItem{ID: c.ID, Name: c.Name, URL: address.Link(p, address.County(c)), Bases: len(m.index.bases[c])}
		r, _ := m.f.Total(measure.Activities, figures.ByCounty, c.ID)
		it.Activities = int(r.Value)
		if it.Bases == 0 {
			it.None = m.noBases()
		}
		if list := m.index.counted()[c]; len(list) > 0 {
			it.Latest = list[0].Date.Chinese()
		}
		out = append(out, it)
	}
	return out
}

// countyActivities is how many activities a county's page shows. The others stand on the pages of their years: all of
// them, of a county with two hundred, are 47 screens of a telephone.
const countyActivities = 12

// countyLog leads to what the years have of a county; nil where its page shows all of it.
func (m *maker) countyLog(p string, c *catalog.County) []view.PartItem {
	all := 0
	var out []view.PartItem
	for _, of := range m.index.logs()[c] {
		all += of.records
		out = append(out, view.PartItem{Name: fmt.Sprintf("%d年", of.year), URL: address.Link(p, address.Year(of.year)) + "?county=" + url.QueryEscape(c.ID), Count: of.records})
	}
	if all == min(len(m.index.counted()[c]), countyActivities) {
		return nil
	}
	return out
}

func (m *maker) county(c *catalog.County) view.CountyPage {
	p := address.County(c)
	v := view.CountyPage{
		Frame: m.column(p, c.Name, c.Name+"的科普教育基地和科普活动", view.Link{Name: "基地名录", URL: address.Link(p, address.Directory)}),
		Name:  c.Name, Recent: m.items(p, first(m.index.counted()[c], countyActivities)), Log: m.countyLog(p, c), Map: m.maps.County(p, c),
	}
	list := m.index.bases[c]
	if len(list) > mostRows {
		v.Names = m.cards(p, list)
	} else {
		v.Bases = m.cards(p, list)
	}
	for _, b := range list {
		v.Rosters += len(b.Titles)
	}
	if v.Rosters > 0 {
		v.Ledger = m.countyTitlesURL(p, c)
	}
	bases := count("有介绍页的基地", len(list), "家")
	if len(list) == 0 {
		bases = view.Number{Label: "基地", Value: m.noBases()}
	}
	v.Numbers, v.More = m.stats.Total(figures.ByCounty, c.ID)
	v.Numbers = slices.Insert(v.Numbers, 0, bases)
	v.Span = years(m.countyYears(c))
	near := m.stats.Neighbours(c)
	for _, o := range near {
		v.Neighbours = append(v.Neighbours, view.Link{Name: o.Name, URL: address.Link(p, address.County(o))})
	}
	for _, o := range m.c.Counties {
		if o != c && !slices.Contains(near, o) {
			v.Others = append(v.Others, view.Link{Name: o.Name, URL: address.Link(p, address.County(o))})
		}
	}
	v.Seals = m.seals(v.Bases, nil)
	if v.Feeds != nil {
		v.Feeds = append(v.Feeds, view.Link{Name: c.Name, URL: address.Link(p, address.CountyFeed(c))})
	}
	if len(list) == 0 {
		v.Map, v.Empty = nil, m.countyEmpty(p, c)
		var cards []view.BaseCard
		for _, n := range v.Empty.Nearest {
			cards = append(cards, n.BaseCard)
		}
		v.Seals = m.seals(cards, nil)
	}
	v.Lead = wrap.Words(m.countyLead(c, list, v))
	v.Attention = m.stats.CountyAttention(p, c)
	return v
}

// countyYears is the first and the last year of a county's activities that count; zeros when it has none.
func (m *maker) countyYears(c *catalog.County) [2]int {
	var out [2]int
	for i, a := range m.index.counted()[c] {
		y := int(a.Date.Year)
		if i == 0 {
			out = [2]int{y, y}
		}
		out[0], out[1] = min(out[0], y), max(out[1], y)
	}
	return out
}

func (m *maker) countyLead(c *catalog.County, bases []*catalog.Base, v view.CountyPage) string {
	var parts []string
	switch told, were := m.toldOf(bases); {
	case len(bases) == 0:
		parts = append(parts, m.noBasesLead(c))
	case len(told) == 0:
		parts = append(parts, "本站介绍的"+c.Name+"的基地，"+strings.Join(were, "，"))
	default:
		parts = append(parts, fmt.Sprintf("本站有%s%d家%s的介绍", c.Name, len(told), whatTheyAre(told)))
		for _, words := range were {
			parts = append(parts, "另有"+words)
		}
	}
	if len(v.Recent) > 0 {
		parts = append(parts, fmt.Sprintf("最近一次记录到的活动在%s", v.Recent[0].Date))
	} else if len(v.Bases)+len(v.Names) > 0 {
		parts = append(parts, "还没有活动记录")
	} else {
		parts = append(parts, "也还没有活动记录")
	}
	return strings.Join(parts, "，") + "。"
}
