package pages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/filter"
	"kepu/generator/measure"
	"kepu/generator/ribbon"
	"kepu/generator/source"
	"kepu/generator/standing"
	"kepu/generator/statistics"
	"kepu/generator/view"
)

// item makes an activity for a list on the page at p.
func (m *maker) item(p string, a *catalog.Activity) view.ActivityItem {
	row := m.entries.Page(a)
	it := view.ActivityItem{
		ID: address.EntryID(a), Date: period(a.Date.Date, a.Until.Date), DateTime: a.Date.String(), Title: a.Title,
		Hosts: a.Hosts, Topics: a.Topic, Place: a.Place, Audience: a.Audience,
		Register: a.Register, Sources: sourcesOf(a.Sources), Private: a.Form != nil && a.Form.Private,
	}
	it.Status, it.Days = standing.Activity(a, m.c.AsOf)
	if a.Status == source.Planned && a.Date.Known() {
		it.Last = a.Last().String()
	}
	it.Time = timeOf(a)
	it.Poster = m.planURL(p, a)
	if p == address.Activities {
		it.Share = m.share(a)
	}
	known := func(*catalog.County) bool { return false }
	year := p != row && strings.HasPrefix(p, "activities/") && p == address.Year(int(a.Date.Year)) // which may name it, and tell of it on another page
	if p == row || year {
		it.Facets = filter.Activity(a)
		if p != row {
			it.URL = address.Link(p, row) + "#" + it.ID
		}
		known = func(c *catalog.County) bool { // the page of a base leads to it; there may be hundreds of rows
			return slices.ContainsFunc(a.Bases, func(b *catalog.Base) bool { return b.County == c })
		}
		if rest := strings.TrimPrefix(it.Date, fmt.Sprintf("%d年", a.Date.Year)); rest != "" {
			it.Date = rest // the page says of which year it is
		}
	} else {
		it.ID, it.URL = "", address.Link(p, row)+"#"+it.ID
	}
	var here *catalog.County // the county of the base whose page this is: said there already
	for _, b := range a.Bases {
		to := address.Base(b)
		if to == p {
			here = b.County
			continue
		}
		it.Bases = append(it.Bases, view.Link{Name: b.Name, URL: address.Link(p, to)})
	}
	for _, c := range a.Counties {
		switch to := address.County(c); {
		case to == p || c == here:
		case known(c):
			it.Counties = append(it.Counties, view.Link{Name: c.Name})
		default:
			it.Counties = append(it.Counties, view.Link{Name: c.Name, URL: address.Link(p, to)})
		}
	}
	if a.Campaign != nil {
		it.Campaign = a.Campaign.Name
	}
	if a.Form != nil {
		it.Form = a.Form.Name
	}
	if a.Link != "" {
		it.Link = sourceOf(a.Link)
	}
	if a.Summary != nil {
		it.Summary = a.Summary.HTML(address.InText(m.c, p, a.Path, false))
	}
	it.Figures = figuresOf(a)
	for _, g := range a.Gallery {
		it.Photos = append(it.Photos, m.image(p, g, a.Title))
	}
	return it
}

func (m *maker) items(p string, list []*catalog.Activity) []view.ActivityItem {
	if len(list) == 0 {
		return nil
	}
	out := make([]view.ActivityItem, len(list))
	for i, a := range list {
		out[i] = m.item(p, a)
	}
	return out
}

// figuresOf makes Numbers of what the activity's entry gives. What was not held can only have been
// expected.
func figuresOf(a *catalog.Activity) []view.Number {
	out := make([]view.Number, 0, 4) // few have more
	expected := ""
	if a.Status != source.Held {
		expected = "预计"
	}
	if a.Sessions.Known && a.Sessions.N != 1 {
		out = append(out, view.Number{Label: expected + nameOfOne[measure.Sessions], Value: digits(a.Sessions.N), Unit: measure.Sessions.Unit(), Known: true})
	}
	for i, x := range measure.InActivity {
		if c := a.Activity.Figures[i]; c.Known {
			out = append(out, view.Number{Label: expected + nameOfOne[x], Value: digits(c.N), Unit: x.Unit(), Known: true})
		}
	}
	return out
}

// nameOfOne has of a measure's name what is not said by its unit and by the activity that it stands at.
var nameOfOne = func() map[measure.Measure]string {
	names := map[measure.Measure]string{}
	cut := strings.NewReplacer("人次", "", "人数", "", "活动", "")
	for _, x := range measure.OfActivities {
		names[x] = cut.Replace(x.Name())
	}
	return names
}()

// timeOf is the time of day of an activity, of one that lasts that of each day; "" where it or the day is not known.
func timeOf(a *catalog.Activity) string {
	if !a.Time.Known() || a.Date.Day == 0 { // nobody can come at ten of some day in May
		return ""
	}
	if a.Until.Known() && a.Until.Date != a.Date.Date {
		return "每天" + a.Time.Shown()
	}
	return a.Time.Shown()
}

// period writes a date or the days from one to another, without what repeats:
// 2024年5月25日至6月1日. It is no finer than the dates are.
func period(from, until date.Date) string {
	s := from.Chinese()
	if !until.Known() || until == from {
		return s
	}
	u := until.Chinese()
	if until.Year == from.Year && from.Month != 0 && until.Month != 0 {
		u = fmt.Sprintf("%d月", until.Month)
		if until.Day != 0 {
			u += fmt.Sprintf("%d日", until.Day)
			if until.Month == from.Month && from.Day != 0 {
				u = fmt.Sprintf("%d日", until.Day)
			}
		}
	}
	return s + "至" + u
}

// byYearOn groups activities by year for the page at p, the newest first.
func (m *maker) byYearOn(p string, list []*catalog.Activity) []view.ActivityYear {
	var out []view.ActivityYear
	for of := range catalog.Runs(list, func(a *catalog.Activity) int16 { return a.Date.Year }) {
		y := int(of[0].Date.Year)
		out = append(out, view.ActivityYear{Year: y, URL: address.Link(p, address.Year(y)), Items: m.items(p, of)})
	}
	return out
}

// upcoming are the activities that are planned, and of which the records do not prove that the day has passed.
func (m *maker) upcoming() []*catalog.Activity {
	var out []*catalog.Activity
	for i := len(m.c.Activities) - 1; i >= 0; i-- { // the nearest first
		a := m.c.Activities[i]
		if a.Status == source.Planned && !a.Overdue(m.c.AsOf) {
			out = append(out, a)
		}
	}
	return out
}

// recent are the newest n activities that count.
func (m *maker) recent(n int) []*catalog.Activity {
	var out []*catalog.Activity
	for _, a := range m.c.Activities {
		if len(out) == n {
			break
		}
		if a.Counts() {
			out = append(out, a)
		}
	}
	return out
}

const recentOnList = 10

func (m *maker) activities() view.Activities {
	p := address.Activities
	v := view.Activities{
		Frame:    m.column(p, "活动记录", "各科普教育基地和市、县科协的科普活动，按年份排列"),
		Upcoming: m.items(p, m.upcoming()),
		Recent:   m.items(p, m.recent(recentOnList)),
		Calendar: m.calendarURL(p),
	}
	m.linkEvents(&v.Frame)
	years := m.f.Years()
	for i := len(years) - 1; i >= 0; i-- {
		v.Years = append(v.Years, view.YearItem{Year: years[i], URL: address.Link(p, address.Year(years[i])), Numbers: m.stats.YearColumns(years[i])})
		if r, _ := m.f.Get(years[i], measure.Activities, figures.All, ""); r.NoRecords {
			v.Dash = statistics.DashMeans
		}
	}
	v.Filter = filter.Activities(m.activityChoices(), nil) // the counts are told by the years' pages
	total, since := 0, 0
	for _, a := range m.c.Activities { // the newest first
		if a.Counts() {
			total++
			since = int(a.Date.Year)
		}
	}
	if total > 0 {
		v.Lead = fmt.Sprintf("%d年以来记录的%s项科普活动。", since, digits(int64(total)))
	}
	for _, c := range m.c.Campaigns {
		if item := m.campaign(p, c); item.Count > 0 {
			v.Campaigns = append(v.Campaigns, item)
		}
	}
	return v
}

func (m *maker) campaign(p string, c *catalog.Campaign) view.CampaignItem {
	it := view.CampaignItem{Name: c.Name, Description: c.Description}
	seen := 0
	for _, a := range m.c.Activities { // the newest first
		if a.Campaign != c || !a.Counts() {
			continue
		}
		it.Count++
		if y := int(a.Date.Year); y != seen {
			seen = y
			it.Years = append(it.Years, view.Link{Name: strconv.Itoa(y), URL: address.Link(p, address.Year(y))})
		}
	}
	return it
}

func (m *maker) activitiesYear(year int) view.ActivitiesYear {
	p := address.Year(year)
	title := fmt.Sprintf("%d年活动记录", year)
	v := view.ActivitiesYear{
		Frame: m.column(p, title, fmt.Sprintf("%d年的科普活动：时间、地点、主办基地和参加人次", year), view.Link{Name: "活动记录", URL: address.Link(p, address.Activities)}),
		Year:  year, Makeup: m.makeup(year),
	}
	var more []view.Number // they would stand before what the page is for; the page of its statistics has all
	if v.Numbers, more = m.stats.OneYear(year); len(more) > 0 {
		v.Statistics = address.Link(p, address.StatisticsYear(year))
	}
	v.Total = len(m.entries.Of(year))
	contents := m.yearContents(p, year)
	if m.entries.Named(year) {
		v.Brief = contents != nil
		v.Filter = filter.Activities(m.activityChoices(), m.entries.Of(year))
	} else {
		v.Parts = contents
	}
	for _, y := range m.searchYears() {
		v.Years = append(v.Years, view.YearLink{Year: y, URL: address.Link(p, address.Year(y)), Current: y == year})
	}
	for _, a := range m.entries.Of(year) {
		if v.Parts != nil {
			break
		}
		name, id := address.Month(a)
		if n := len(v.Months); n == 0 || v.Months[n-1].ID != id {
			v.Months = append(v.Months, view.MonthGroup{Name: name, ID: id})
			if v.Brief {
				v.Months[n].URL = address.Link(p, m.entries.Page(a))
			}
		}
		last := &v.Months[len(v.Months)-1]
		last.Items = append(last.Items, m.item(p, a))
	}
	if v.Total > 0 {
		v.Ribbon = new(m.ribbon(p, year, ribbon.MostNames))
	}
	years := m.f.Years()
	if year > years[0] {
		v.Previous = yearLink(p, year-1)
	}
	if year < years[len(years)-1] {
		v.Next = yearLink(p, year+1)
	}
	return v
}

// makeup tells of what the records of a year consist, each part by one name and all in the
// same unit, so that a reader can add them up; "" when all of them count.
func (m *maker) makeup(year int) string {
	var held, private, planned, overdue, postponed, cancelled int
	var forms []string // of the private ones, as the list says them
	for _, a := range m.entries.Of(year) {
		switch {
		case a.Counts():
			held++
		case a.Status == source.Held:
			private++
			if a.Form != nil && !slices.Contains(forms, a.Form.Name) {
				forms = append(forms, a.Form.Name)
			}
		case a.Status == source.Postponed:
			postponed++
		case a.Status == source.Cancelled:
			cancelled++
		case a.Overdue(m.c.AsOf):
			overdue++
		default:
			planned++
		}
	}
	all := len(m.entries.Of(year))
	if held == all {
		return ""
	}
	slices.Sort(forms)
	parts := []string{}
	add := func(n int, words string) {
		if n > 0 {
			parts = append(parts, digits(int64(n))+"条"+words)
		}
	}
	add(held, "计入活动数")
	add(private, "不计入（"+strings.Join(forms, "、")+"）")
	add(planned, standing.Status(source.Planned))
	add(overdue, standing.Passed)
	add(postponed, standing.Status(source.Postponed))
	add(cancelled, standing.Status(source.Cancelled))
	if len(parts) == 1 {
		return fmt.Sprintf("这一年的%s。", strings.NewReplacer("条", "条记录都", "不计入（", "不计入活动数（").Replace(parts[0]))
	}
	return fmt.Sprintf("这一年的%s条记录：%s。", digits(int64(all)), strings.Join(parts, "，"))
}

func yearLink(p string, year int) *view.Link {
	return &view.Link{Name: fmt.Sprintf("%d年", year), URL: address.Link(p, address.Year(year))}
}

// # Pages stay readable
//
// Beyond about 500 KB a telephone scrolls badly, so a long year has several pages (see
// address.Entries). The directory of more bases than a page lists leads to the counties'
// pages, which have the cards anyway, or names where there are many, and so does the large map
// (package mapview). Lists that stand on other pages (of a county's activities,
// of a batch's bases) tell the newest or first ones and say where the others are.

// mostRows is how many short rows a page has beside its main matter, and cards beside a map.
const mostRows = 200

// yearPages adds the pages of a year.
func (m *maker) yearPages(year int) {
	m.page(address.Year(year), "activities-year", func() any { return m.activitiesYear(year) }, m.key(func(g *gathering) { m.addYear(g, year) }))
	parts := m.entries.Parts(year)
	for i, part := range parts {
		m.page(part.Address, "activities-year", func() any { return m.activitiesPart(year, i) }, m.key(func(g *gathering) { m.addPart(g, parts, i) }))
	}
}

// activitiesPart makes the page of the i-th part of a year.
func (m *maker) activitiesPart(year, i int) view.ActivitiesYear {
	parts := m.entries.Parts(year)
	part := parts[i]
	p := part.Address
	title := fmt.Sprintf("%d年%s活动记录", year, part.Name)
	v := view.ActivitiesYear{
		Frame: m.column(p, title, fmt.Sprintf("%d年%s的科普活动：时间、地点、主办基地和参加人次", year, part.Name),
			view.Link{Name: "活动记录", URL: address.Link(p, address.Activities)}, view.Link{Name: fmt.Sprintf("%d年", year), URL: address.Link(p, address.Year(year))}),
		Year: year, Part: part.Name, Total: len(part.Activities), Filter: filter.Activities(m.activityChoices(), part.Activities),
		Months: []view.MonthGroup{{Name: part.Name, ID: part.MonthID, Items: m.items(p, part.Activities)}},
	}
	turn := func(i int) *view.Link {
		if i < 0 || i >= len(parts) {
			return nil
		}
		return &view.Link{Name: parts[i].Name, URL: address.Link(p, parts[i].Address)}
	}
	v.Previous, v.Next = turn(i+1), turn(i-1) // the newest stands first
	return v
}

// yearContents lists the parts of a year for its page.
func (m *maker) yearContents(p string, year int) []view.PartItem {
	var out []view.PartItem
	for _, part := range m.entries.Parts(year) {
		out = append(out, view.PartItem{ID: part.ID, Name: part.Name, URL: address.Link(p, part.Address), Count: len(part.Activities)})
	}
	return out
}
