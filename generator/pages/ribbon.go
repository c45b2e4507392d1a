package pages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/ribbon"
	"kepu/generator/source"
	"kepu/generator/view"
)

// The signs of a ribbon. The forms that the site's records have most often get one each, the same on every
// page; the others share one.
const (
	signPlanned = 0 // planned, and nobody has told what became of it
	signOther   = 7
	signNotHeld = 8 // postponed, called off
	mostSigned  = signOther - 1
)

// longestBand is how many days the records of a campaign may be apart and still be drawn as one span.
const longestBand = 40

// fewMarks is how many records the newest year has at least for the home page to show it alone.
const fewMarks = 6

// countForms finds the sign of each form of activity that has one of its own.
func (m *maker) countForms() map[*catalog.Form]int {
	n := make([]int, len(m.c.Forms))
	for _, a := range m.c.Activities {
		if a.Form != nil {
			n[a.Form.Index]++
		}
	}
	forms := slices.Clone(m.c.Forms)
	slices.SortStableFunc(forms, func(a, b *catalog.Form) int { return n[b.Index] - n[a.Index] })
	signs := map[*catalog.Form]int{}
	for i, f := range first(forms, mostSigned) {
		signs[f] = i + 1
	}
	return signs
}

func (m *maker) signOf(a *catalog.Activity) int {
	switch sign := m.formSigns()[a.Form]; {
	case a.Status == source.Planned:
		return signPlanned
	case a.Status != source.Held:
		return signNotHeld
	case sign != 0:
		return sign
	}
	return signOther
}

// addSigns adds the signs of the forms.
func (m *maker) addSigns(g *gathering) {
	for _, f := range m.c.Forms {
		g.Number(m.formSigns()[f])
	}
}

// signsOf are the signs of several ribbons.
func signsOf(list []view.Ribbon) []view.RibbonSign {
	var out []view.RibbonSign
	for _, r := range list {
		for _, s := range r.Signs {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	slices.SortFunc(out, func(a, b view.RibbonSign) int {
		return (a.Sign+signNotHeld)%(signNotHeld+1) - (b.Sign+signNotHeld)%(signNotHeld+1)
	}) // what is planned stands last
	return out
}

// ribbon draws the records of a year for the page at p, with so many rows of names.
func (m *maker) ribbon(p string, year, names int) view.Ribbon {
	all := m.entries.Of(year)
	entries := make([]ribbon.Entry, len(all))
	signs := make([]bool, signNotHeld+1)
	loose := 0
	monthPages := map[int]string{}
	for i, a := range all {
		entries[i] = ribbon.Entry{Date: a.Date.Date, Sign: m.signOf(a)}
		if a.Date.Month != 0 {
			signs[entries[i].Sign] = true
			if a.Date.Day == 0 {
				loose++
			}
		}
		if _, seen := monthPages[int(a.Date.Month)]; !seen {
			monthPages[int(a.Date.Month)] = m.monthURL(p, a)
		}
	}
	campaigns, spans := campaignsOf(all)
	d := ribbon.Draw(entries, spans, names)
	v := view.Ribbon{
		Year: year, Link: view.Link{Name: strconv.Itoa(year) + "年"}, Count: digits(int64(len(all))), Height: d.Height, Line: d.Line, Campaigns: campaigns,
	}
	if to := address.Year(year); to != p {
		v.Link.URL = address.Link(p, to)
	}
	told := false
	for h, half := range d.Halves {
		v.Halves = append(v.Halves, view.RibbonHalf{Drawing: half})
		for i, n := range half.Months {
			month := h*6 + i + 1
			rm := view.RibbonMonth{Name: strconv.Itoa(month) + "月", URL: monthPages[month], Count: n}
			switch {
			case n > 0:
			case !m.isAhead(year, month):
				rm.None = "没有记录"
			case !told: // of months after the newest record nobody can know yet: that is said once
				rm.None, told = m.notYet(year), true
			}
			v.Halves[h].Months = append(v.Halves[h].Months, rm)
		}
	}
	if d.Unplaced > 0 {
		v.Unplaced = view.Link{Name: fmt.Sprintf("月份未注明%s条", digits(int64(d.Unplaced))), URL: monthPages[0]}
	}
	switch {
	case d.Binned:
		v.Notes = append(v.Notes, "记录多，一根柱子是上旬、中旬或下旬的条数")
	default:
		v.Signs = m.ribbonSigns(signs)
	}
	if loose > 0 {
		v.Notes = append(v.Notes, fmt.Sprintf("横线下面的%s条只知道月份", digits(int64(loose))))
	}
	return v
}

// isAhead reports whether a month begins after the newest record.
func (m *maker) isAhead(year, month int) bool {
	return m.c.AsOf.Known() && m.c.AsOf.Last().Before(date.Date{Year: int16(year), Month: int8(month)})
}

// notYet says that the records end before the months of a year that follow. Those that have any are planned.
func (m *maker) notYet(year int) string {
	which := "以后的月份"
	if slices.ContainsFunc(m.entries.Of(year), func(a *catalog.Activity) bool { return a.Date.Month != 0 && m.isAhead(year, int(a.Date.Month)) }) {
		which = "后面没有写条数的月份"
	}
	return "记录截至" + strings.TrimPrefix(m.c.AsOf.Chinese(), strconv.Itoa(year)+"年") + "，" + which + "还没有记录"
}

// monthURL is where the month of an activity begins, for the page at p.
func (m *maker) monthURL(p string, a *catalog.Activity) string {
	_, id := address.Month(a)
	to := address.Year(int(a.Date.Year))
	if !m.entries.Named(int(a.Date.Year)) {
		to = m.entries.Page(a)
	}
	if to == p {
		return "#" + id
	}
	return address.Link(p, to) + "#" + id
}

// ribbonSigns names the signs that are used.
func (m *maker) ribbonSigns(used []bool) []view.RibbonSign {
	var out []view.RibbonSign
	forms := make([]*catalog.Form, signOther)
	for f, sign := range m.formSigns() {
		forms[sign] = f
	}
	for sign := 1; sign < signOther; sign++ {
		if used[sign] {
			out = append(out, view.RibbonSign{Sign: sign, Name: forms[sign].Name, Form: forms[sign].ID})
		}
	}
	for _, s := range []view.RibbonSign{{Sign: signOther, Name: "其他形式，或没有注明"}, {Sign: signPlanned, Name: "计划举办，结果还没有报"}, {Sign: signNotHeld, Name: "延期、取消"}} {
		if used[s.Sign] {
			out = append(out, s)
		}
	}
	return out
}

// campaignsOf finds the campaigns of a year's records: all of them, and the days of those that
// lie close together. The days are those of the records: when a campaign was held as a whole they do not say.
func campaignsOf(all []*catalog.Activity) (list []view.RibbonSpan, spans []ribbon.Span) {
	at := map[*catalog.Campaign]int{}
	var found []ribbon.Span
	for _, a := range all {
		if a.Campaign == nil {
			continue
		}
		i, ok := at[a.Campaign]
		if !ok {
			i = len(found)
			at[a.Campaign] = i
			found = append(found, ribbon.Span{Name: a.Campaign.Name})
			list = append(list, view.RibbonSpan{ID: a.Campaign.ID, Name: a.Campaign.Name})
		}
		list[i].Count++
		s := &found[i]
		if from := a.Date.Date; from.Day != 0 {
			to := a.Last()
			if to.Year != from.Year {
				to = date.YearEnd(int(from.Year))
			}
			if !s.From.Known() || from.Before(s.From) {
				s.From = from
			}
			if !s.To.Known() || s.To.Before(to) {
				s.To = to
			}
		}
	}
	for i, s := range found {
		if s.From.Known() && s.From.DaysTo(s.To) < longestBand {
			list[i].Days = days(s.From, s.To)
			spans = append(spans, s)
		}
	}
	slices.Reverse(list) // by the calendar: the records are the newest first
	slices.Reverse(spans)
	return list, spans
}

// days writes the days from one to another of one year: 9月15日至25日.
func days(from, to date.Date) string {
	s := fmt.Sprintf("%d月%d日", from.Month, from.Day)
	switch {
	case from == to:
		return s
	case from.Month == to.Month:
		return fmt.Sprintf("%s至%d日", s, to.Day)
	}
	return fmt.Sprintf("%s至%d月%d日", s, to.Month, to.Day)
}

// newestRibbons are the years of the home page: the newest with records, and the one before it where that has few.
func (m *maker) newestRibbons(p string) []view.Ribbon {
	var out []view.Ribbon
	for _, year := range m.searchYears() { // the newest first
		out = append(out, m.ribbon(p, year, 1))
		if len(out) == 2 || len(m.entries.Of(year)) >= fewMarks {
			break
		}
	}
	return out
}
