package pages

import (
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/hours"
	"kepu/generator/standing"
	"kepu/generator/view"
)

// Filters of a list. The list is complete in the page; a script hides what does not
// fit. Each entry carries what it is as a text of pairs, "county=xiping|free=1", and the
// form has a control of that name with those values, so one script serves every list,
// and the state in the address (?county=xiping&free=1) is the form's own.

// pairs collects what an entry is. Values that could not be told apart from the text's own
// marks are left without them.
type pairs []byte

var pairMarks = strings.NewReplacer("|", " ", "=", " ")

func (p *pairs) add(key, value string) {
	if value == "" {
		return
	}
	if len(*p) > 0 {
		*p = append(*p, '|')
	}
	*p = append(append(append(*p, key...), '='), pairMarks.Replace(value)...)
}

// pairCount is how many entries have each pair.
type pairCount map[string]int

func (n pairCount) add(entry string) {
	for p := range strings.SplitSeq(entry, "|") {
		n[p]++
	}
}

// choices makes a choice of what some entries have, in the order of the site's list.
// There is none when all entries have the same.
func choices(key, label string, all []view.FacetOption, count pairCount, total int) []view.Facet {
	f := view.Facet{Key: key, Label: label}
	for _, o := range all {
		o.Value = pairMarks.Replace(o.Value)
		if o.Count = count[key+"="+o.Value]; o.Count > 0 || o.Later {
			f.Options = append(f.Options, o)
		}
	}
	if len(f.Options) == 0 || len(f.Options) == 1 && f.Options[0].Count == total {
		return nil
	}
	f.Check = key == "free"
	return []view.Facet{f}
}

// baseFacets is what a base can be filtered by.
func (m *maker) baseFacets(b *catalog.Base) string {
	var p pairs
	if b.County != nil {
		p.add("county", b.County.ID)
	}
	if l := b.LevelAt(m.c.AsOf); l != nil {
		p.add("level", l.ID)
	}
	if b.Kind != nil {
		p.add("kind", b.Kind.ID)
	}
	if b.Free != nil && *b.Free {
		p.add("free", "1")
	}
	for _, f := range b.Facilities {
		p.add("facility", f)
	}
	return string(p)
}

// directoryFilter is the filter of the directory.
func (m *maker) directoryFilter() []view.Facet {
	count := pairCount{}
	var facilities []view.FacetOption
	seen := map[string]bool{}
	timed := 0
	for _, b := range m.c.Bases {
		count.add(m.baseFacets(b))
		for _, f := range b.Facilities {
			if !seen[f] {
				seen[f] = true
				facilities = append(facilities, view.FacetOption{Value: f, Name: f})
			}
		}
		if m.hoursData(b) != "" {
			timed++
		}
	}
	n := len(m.c.Bases)
	var out []view.Facet
	out = append(out, choices("county", "县区", m.countyOptions(), count, n)...)
	out = append(out, m.levelChoices(count)...)
	out = append(out, choices("kind", "类型", m.kindOptions(), count, n)...)
	out = append(out, choices("facility", "设施", facilities, count, n)...)
	out = append(out, choices("free", "免费", []view.FacetOption{{Value: "1", Name: "免费"}}, count, n)...)
	if timed > 0 {
		out = append(out, view.Facet{Key: "open", Label: "开放", Options: []view.FacetOption{{Value: "today", Name: "今天开放"}, {Value: "now", Name: "现在开放"}}})
	}
	return out
}

// levelChoices makes the choice of levels: those that bases hold as of the newest record, and those
// that they may be left with on the reader's day.
func (m *maker) levelChoices(count pairCount) []view.Facet {
	all, n := m.levelOptions(), len(m.c.Bases)
	for _, b := range m.c.Bases {
		for _, l := range standing.Levels(b, m.c.AsOf)[1:] {
			n = -1 // whatever all have the same now, it may differ
			if l != nil {
				all[l.Index].Later = true
			}
		}
	}
	return choices("level", "级别", all, count, n)
}

// activityFacets is what an activity can be filtered by.
func activityFacets(a *catalog.Activity) string {
	p := make(pairs, 0, 128)
	for _, c := range a.Counties {
		p.add("county", c.ID)
	}
	if a.Campaign != nil {
		p.add("campaign", a.Campaign.ID)
	}
	if a.Form != nil {
		p.add("form", a.Form.ID)
	}
	for i, b := range a.Bases {
		if b.Kind != nil && !slices.ContainsFunc(a.Bases[:i], func(o *catalog.Base) bool { return o.Kind == b.Kind }) {
			p.add("kind", b.Kind.ID)
		}
	}
	return string(p)
}

// activityFilter is the filter of a list of activities. It offers what any activity of the
// site has, so that a choice can be kept from one year to the next; where a year has none of
// it the list says so.
func (m *maker) activityFilter(list []*catalog.Activity) []view.Facet {
	count := pairCount{}
	for _, a := range list {
		count.add(activityFacets(a))
	}
	var out []view.Facet
	for _, f := range m.activityChoices() {
		options := make([]view.FacetOption, len(f.Options))
		for i, o := range f.Options {
			o.Count = count[f.Key+"="+o.Value]
			options[i] = o
		}
		f.Options = options
		out = append(out, f)
	}
	return out
}

// allActivityChoices is what activities of any year can be filtered by.
func (m *maker) allActivityChoices() []view.Facet {
	count := pairCount{}
	for _, a := range m.c.Activities {
		count.add(activityFacets(a))
	}
	var campaigns, forms []view.FacetOption
	for _, c := range m.c.Campaigns {
		campaigns = append(campaigns, view.FacetOption{Value: c.ID, Name: c.Name})
	}
	for _, f := range m.c.Forms {
		forms = append(forms, view.FacetOption{Value: f.ID, Name: f.Name})
	}
	n := len(m.c.Activities)
	var out []view.Facet
	out = append(out, choices("county", "县区", m.countyOptions(), count, n)...)
	out = append(out, choices("campaign", "主题活动", campaigns, count, n)...)
	out = append(out, choices("form", "形式", forms, count, n)...)
	out = append(out, choices("kind", "基地类型", m.kindOptions(), count, n)...)
	return out
}

func (m *maker) countyOptions() []view.FacetOption {
	var out []view.FacetOption
	for _, c := range m.c.Counties {
		out = append(out, view.FacetOption{Value: c.ID, Name: c.Name})
	}
	return out
}

func (m *maker) levelOptions() []view.FacetOption {
	var out []view.FacetOption
	for _, l := range m.c.Levels {
		out = append(out, view.FacetOption{Value: l.ID, Name: l.Name})
	}
	return out
}

func (m *maker) kindOptions() []view.FacetOption {
	var out []view.FacetOption
	for _, k := range m.c.Kinds {
		out = append(out, view.FacetOption{Value: k.ID, Name: k.Name})
	}
	return out
}

// chinaTime are the names of the one zone whose time the browser's script knows.
var chinaTime = map[string]bool{"Asia/Shanghai": true, "Asia/Chongqing": true, "Asia/Harbin": true, "PRC": true}

// hoursData is what a browser needs to tell whether the base is open: JSON as package
// hours describes it; "" when the page does not say, or the base is one no more.
func (m *maker) hoursData(b *catalog.Base) string {
	if len(b.Hours)+len(b.Closed) == 0 || !chinaTime[m.c.Site.Timezone] || b.Until.Known() && b.Until.Last().Before(m.c.AsOf) {
		return ""
	}
	var lines []hours.Line
	for _, h := range b.Hours {
		lines = append(lines, hours.Line{Days: h.Days, Open: h.Open, Close: h.Close, Last: h.Last, Months: h.Months, Closed: h.Closed})
	}
	return hours.Of(lines, b.Closed).JSON()
}
