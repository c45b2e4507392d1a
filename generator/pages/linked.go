package pages

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/jsonld"
	"kepu/generator/source"
	"kepu/generator/view"
)

// # What a page says of itself to programs
//
// With base_url each page has an address that is its own. Then its head names it, with a title and a picture for who sends
// the page to others, and the facts of a place, an event, a dataset as JSON-LD. What is not known is not said.

// absolute returns the absolute address of a link on the page at p.
func (m *maker) absolute(p, to string) string {
	at, err := url.Parse(m.c.Site.BaseURL + p)
	if err != nil {
		return ""
	}
	if at, err = at.Parse(to); err != nil {
		return ""
	}
	return at.String()
}

// introduce adds to a frame what the page at p says of itself; title is "" for the home page.
func (m *maker) introduce(f *view.Frame, p, title, description string) {
	if m.c.Site.BaseURL == "" {
		return
	}
	f.Canonical = m.c.Site.BaseURL + p
	shown := title
	if shown == "" {
		shown = f.SiteTitle
	}
	f.Open = meta("og:title", shown, "og:description", description, "og:type", "website", "og:url", f.Canonical, "og:site_name", f.SiteTitle, "og:locale", strings.ReplaceAll(f.Lang, "-", "_"))
	f.Feeds = []view.Link{{Name: f.SiteTitle, URL: address.Link(p, address.Feed)}}
	if len(f.Crumbs) > 0 {
		way := make([]jsonld.Link, 0, len(f.Crumbs)+1)
		for _, c := range f.Crumbs {
			way = append(way, jsonld.Link{Name: c.Name, URL: m.absolute(p, c.URL)})
		}
		f.Linked = append(f.Linked, view.JSON(jsonld.Text(jsonld.Breadcrumbs(append(way, jsonld.Link{Name: title, URL: f.Canonical})))))
	}
}

// anonymous takes from a frame what a page says of itself, where it stands in for others.
func anonymous(f *view.Frame) { f.Canonical, f.Open, f.Feeds, f.Linked = "", nil, nil, nil }

// pictured adds the picture of a page.
func (m *maker) pictured(f *view.Frame, a *source.Asset) {
	if m.c.Site.BaseURL == "" || a == nil || m.slim[a] {
		return
	}
	widths := a.Picture.Widths()
	width := widths[len(widths)-1]
	f.Open = append(f.Open, meta("og:image", m.c.Site.BaseURL+address.Photo(a, width), "og:image:width", fmt.Sprint(width), "og:image:height", fmt.Sprint(a.Picture.HeightAt(width)))...)
}

// dated says that a page is an article, and of which day.
func dated(f *view.Frame, a *catalog.Article) {
	for i := range f.Open {
		if f.Open[i].Name == "og:type" {
			f.Open[i].Content = "article"
		}
	}
	if len(f.Open) > 0 && a.Date.Day != 0 {
		f.Open = append(f.Open, view.Meta{Name: "article:published_time", Content: a.Date.String()})
	}
}

// placeTypes are the types of schema.org that the end of a name says for certain.
var placeTypes = []struct {
	ends  []string
	means jsonld.Kind
}{
	{[]string{"博物馆", "博物院", "科技馆", "科学技术馆", "科普馆", "纪念馆", "陈列馆", "展览馆", "美术馆", "天文馆", "地质馆"}, "Museum"},
	{[]string{"图书馆"}, "Library"},
	{[]string{"水族馆", "海洋馆"}, "Aquarium"},
	{[]string{"动物园"}, "Zoo"},
	{[]string{"小学", "中学"}, "School"},
}

func placeType(name string) jsonld.Kind {
	for _, t := range placeTypes {
		if slices.ContainsFunc(t.ends, func(end string) bool { return strings.HasSuffix(name, end) }) {
			return t.means
		}
	}
	return "Place"
}

// place is a base as an event names it.
func (m *maker) place(b *catalog.Base) jsonld.Place {
	county := ""
	if b.County != nil {
		county = b.County.Name
	}
	p := jsonld.Place{Type: placeType(b.Name), ID: m.c.Site.BaseURL + address.Base(b), Name: b.Name, Address: jsonld.At(county, b.Address)}
	if b.Point != nil && b.Precision == exactly {
		p.Geo = jsonld.Geo(b.Point.Lat, b.Point.Lon)
	}
	return p
}

// linkBase adds what is known of a base, once there is a page that tells it.
func (m *maker) linkBase(f *view.Frame, b *catalog.Base, summary string) {
	if m.c.Site.BaseURL == "" {
		return
	}
	p := m.place(b)
	p.Others, p.Description, p.URL, p.SameAs, p.Telephone, p.Free = b.Alias, summary, p.ID, b.Website, b.Phone, b.Free
	if b.Capacity.Known {
		p.Most = b.Capacity.N
	}
	if b.Cover != nil && !m.slim[b.Cover] {
		p.Image = m.c.Site.BaseURL + address.Asset(b.Cover)
	}
	p.Hours = m.weekOf(b)
	f.Linked = append(f.Linked, view.JSON(jsonld.Text(p)))
}

// weekOf are the opening hours of an ordinary week, where they are the same all year, days of the same hours together.
func (m *maker) weekOf(b *catalog.Base) []jsonld.Hours {
	if len(b.Hours) == 0 || !chinaTime[m.c.Site.Timezone] || m.isOver(b) {
		return nil
	}
	week, ok := b.Opening().Week()
	if !ok {
		return nil
	}
	var times [][2]int // in the order of the week
	days := map[[2]int][]int{}
	for day, list := range week {
		for _, t := range list {
			at := [2]int{t.Open, t.Close}
			if days[at] == nil {
				times = append(times, at)
			}
			days[at] = append(days[at], day)
		}
	}
	var out []jsonld.Hours
	for _, at := range times {
		out = append(out, jsonld.Open(days[at], clock(at[0]), clock(at[1])))
	}
	return out
}

// clock is a time of the day; its end is the last minute, since schema.org has no 24:00.
func clock(minutes int) string {
	minutes = min(minutes, 24*60-1)
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}

// linkEvent adds what is known of an activity that is not held yet; one without a day is none.
func (m *maker) linkEvent(f *view.Frame, a *catalog.Activity) {
	if m.c.Site.BaseURL == "" || a.Date.Day == 0 {
		return
	}
	at := func(day, clock string) string {
		if clock == "" {
			return day
		}
		return day + "T" + clock + ":00+08:00"
	}
	e := jsonld.Event{Type: "Event", Name: a.Title, Start: at(a.Date.String(), a.Time.From), URL: m.c.Site.BaseURL + m.entries.Entry(a)}
	last := a.Last()
	switch until := a.Time.Until; {
	case a.Until.Known() && a.Until.Day == 0: // nobody knows the last day
	case a.Time.From == "" && last != a.Date.Date:
		e.End = last.String()
	case until == "24:00":
		e.End = at(last.Next().String(), "00:00")
	case until != "":
		e.End = at(last.String(), until)
	}
	e.Status = map[source.Status]string{source.Planned: jsonld.Scheduled, source.Postponed: jsonld.Postponed, source.Cancelled: jsonld.Cancelled}[a.Status]
	if a.Summary != nil {
		e.Description = m.summaryOf(a.Summary)
	}
	switch b := onlyBase(a); {
	case a.Place != "":
		county := ""
		if len(a.Counties) == 1 {
			county = a.Counties[0].Name
		}
		e.Location = &jsonld.Place{Type: "Place", Name: a.Place, Address: jsonld.At(county, "")}
	case b != nil:
		e.Location = new(m.place(b))
	}
	var by []jsonld.Link
	for _, b := range a.Bases {
		by = append(by, jsonld.Link{Name: b.Name, URL: m.c.Site.BaseURL + address.Base(b)})
	}
	for _, h := range a.Hosts {
		by = append(by, jsonld.Link{Name: h})
	}
	if len(by) == 0 && m.c.Site.Organiser.Name != "" {
		by = append(by, jsonld.Link{Name: m.c.Site.Organiser.Name})
	}
	e.By = jsonld.Organizations(by)
	f.Linked = append(f.Linked, view.JSON(jsonld.Text(e)))
}

// mostEvents is how many events the page of activities has as JSON-LD: half a kilobyte each.
const mostEvents = 20

// linkEvents adds what is to come, and what was to come and is put off or called off.
func (m *maker) linkEvents(f *view.Frame) {
	for _, a := range first(m.coming(), mostEvents) {
		m.linkEvent(f, a)
	}
}

// coming are the activities, with those put off or called off, whose day the records have not reached: the nearest first.
func (m *maker) coming() []*catalog.Activity {
	var out []*catalog.Activity
	for _, a := range m.c.Activities { // the newest first
		if m.c.AsOf.Known() && a.Date.First().Before(m.c.AsOf) && a.Last().Before(m.c.AsOf) {
			if a.Date.Year < m.c.AsOf.Year-1 {
				break
			}
			continue
		}
		if a.Status != source.Held && (a.Form == nil || !a.Form.Private) {
			out = append(out, a)
		}
	}
	slices.Reverse(out)
	return out
}

// linkData adds the files of the statistics.
func (m *maker) linkData(f *view.Frame) {
	base := m.c.Site.BaseURL
	if base == "" {
		return
	}
	d := jsonld.Dataset{
		Type: "Dataset", Name: m.c.Site.Title + "：历年统计", Description: f.Description + "。每个数字都写明由几条记录得出、其中几条报了数。", URL: f.Canonical, Language: f.Lang, Free: true,
		Files: []jsonld.Download{jsonld.File("text/csv", base+address.StatisticsCSV), jsonld.File("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", base+address.StatisticsBook)},
	}
	if years := m.f.Years(); len(years) > 0 {
		d.Years = fmt.Sprintf("%d/%d", years[0], years[len(years)-1])
	}
	if m.c.AsOf.Known() {
		d.Changed = m.c.AsOf.String()
	}
	if o := m.c.Site.Organiser.Name; o != "" {
		d.By = &jsonld.Organization{Type: "Organization", Name: o}
	}
	f.Linked = append(f.Linked, view.JSON(jsonld.Text(d)))
}
