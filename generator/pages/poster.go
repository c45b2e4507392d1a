package pages

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/poster"
	"kepu/generator/qrcode"
	"kepu/generator/source"
	"kepu/generator/standing"
	"kepu/generator/view"
)

// posters adds a page and a drawing for each base and each planned activity. There is none of what is over by the records: paper would go
// on asking people to come.
func (m *maker) posters() {
	for _, b := range m.c.Bases {
		if !m.hasPoster(b) {
			continue
		}
		key := m.key(func(g *gathering) { m.addBasePoster(g, b) })
		m.add(File{Path: address.Poster(b), Layout: "poster", View: func() any { return m.basePoster(b) }, Draft: b.Draft, Key: key})
		m.add(File{Path: address.Sheet(address.Poster(b)), Layout: "poster-sheet", View: func() any { return m.sheet(m.baseFacts(b), b) }, Draft: b.Draft, Key: key})
	}
	for _, a := range m.upcoming() {
		p := address.PlanPoster(a)
		key := m.key(func(g *gathering) { m.addPlanPoster(g, a) })
		m.page(p, "poster", func() any { return m.planPoster(a) }, key)
		m.page(address.Sheet(p), "poster-sheet", func() any { return m.sheet(m.planFacts(a), onlyBase(a)) }, key)
	}
}

func (m *maker) hasPoster(b *catalog.Base) bool { return !m.isOver(b) }

// posterURL is the address of the base's poster on the page at p; "" when it has none.
func (m *maker) posterURL(p string, b *catalog.Base) string {
	if !m.hasPoster(b) {
		return ""
	}
	return address.Link(p, address.Poster(b))
}

// planURL is the address of an activity's poster on the page at p; "" when it has none.
func (m *maker) planURL(p string, a *catalog.Activity) string {
	if a.Status != source.Planned || a.Overdue(m.c.AsOf) {
		return ""
	}
	return address.Link(p, address.PlanPoster(a))
}

// baseFacts is what a sheet says of a base: facts that stay true while it hangs. The map, which takes longer than all else, is the sheet's alone.
func (m *maker) baseFacts(b *catalog.Base) poster.Facts {
	f := m.sheetFacts(b.Kind)
	f.Name, f.What, f.Since, f.Says = b.Name, b.Summary, titleFact(b, m.c.AsOf), "扫码看这家基地的页面"
	if b.County != nil {
		f.Place = b.County.Name
	}
	f.Rows = m.placeRows(b)
	var open []string
	for _, h := range hoursRows(b) {
		open = append(open, strings.TrimSpace(h.Days+" "+h.Times+" "+h.Months))
	}
	if len(b.Closed) > 0 {
		open = append(open, "闭馆："+strings.Join(b.Closed, "、"))
	}
	addFact(&f.Rows, "开放", strings.Join(open, "\n"))
	fee := feeWords(b)
	if b.Free != nil && *b.Free && fee == "" {
		fee = "免费"
	}
	addFact(&f.Rows, "费用", fee)
	addFact(&f.Rows, "预约", onPaper(b.Booking))
	addFact(&f.Rows, "电话", b.Phone)
	m.finish(&f, address.Base(b))
	return f
}

// placeRows say where a base is.
func (m *maker) placeRows(b *catalog.Base) []view.PosterFact {
	var rows []view.PosterFact
	where := b.Address
	name := "地址"
	if way := m.maps.Words(b); way != "" {
		if where == "" {
			name = "位置"
		} else {
			where += "；"
		}
		where += way
	}
	addFact(&rows, name, where)
	addFact(&rows, "交通", b.Transport)
	return rows
}

// planFacts is what a sheet says of an activity that is planned.
func (m *maker) planFacts(a *catalog.Activity) poster.Facts {
	var at *catalog.Base
	if len(a.Bases) > 0 {
		at = a.Bases[0]
	}
	var kind *catalog.Kind
	if at != nil {
		kind = at.Kind
	}
	f := m.sheetFacts(kind)
	f.Name, f.Says = a.Title, "扫码看这项活动"
	f.Year, f.When = dayWords(a)
	if a.Summary != nil {
		f.What = m.summaryOf(a.Summary)
	}
	var counties, bases []string
	for _, c := range a.Counties {
		counties = append(counties, c.Name)
	}
	for _, b := range a.Bases {
		bases = append(bases, b.Name)
	}
	f.Place = strings.Join(counties, "、")
	where := a.Place
	if where == "" {
		where = strings.Join(bases, "、")
	}
	switch at := timeOf(a); {
	case at == "":
	case f.Year != "": // beside the days, in their colour
		f.Year += "　" + at
	default:
		addFact(&f.Rows, "几点", at)
	}
	addFact(&f.Rows, "地点", where)
	if a.Place != "" {
		addFact(&f.Rows, "举办", strings.Join(append(bases, a.Hosts...), "、"))
	} else {
		addFact(&f.Rows, "举办", strings.Join(a.Hosts, "、"))
	}
	if len(a.Bases) == 1 && at.Address != "" {
		addFact(&f.Rows, "地址", at.Address)
	}
	addFact(&f.Rows, "面向", strings.Join(a.Audience, "、"))
	addFact(&f.Rows, "报名", onPaper(a.Register))
	if len(a.Bases) == 1 {
		addFact(&f.Rows, "电话", at.Phone)
	}
	if a.Campaign != nil {
		f.Since = a.Campaign.Name
	}
	m.finish(&f, m.entries.Entry(a))
	return f
}

// sheetFacts are those that all sheets say.
func (m *maker) sheetFacts(kind *catalog.Kind) poster.Facts {
	f := poster.Facts{Over: m.c.Site.Title, By: m.c.Site.Organiser.Name, Seal: kind.Seal().Path}
	if kind != nil {
		f.Kind = kind.Name
	}
	if m.c.AsOf.Known() {
		f.AsOf = "资料截至" + m.c.AsOf.Chinese()
	}
	return f
}

// sheet sets a sheet with the map of the way to b, which may be none.
func (m *maker) sheet(f poster.Facts, b *catalog.Base) view.PosterSheet {
	if way := m.maps.Approach(b); way != nil {
		f.Map, f.Seat = way.Map, way.Seat
	}
	return poster.Draw(f)
}

// finish adds the code that leads to the page at p, where it is known where the site stands.
func (m *maker) finish(f *poster.Facts, p string) {
	if base := m.c.Site.BaseURL; base != "" {
		f.Code = qrcode.Encode(base+p, qrcode.Medium)
	}
}

// onlyBase is the base where an activity is held; nil when there are several, or none.
func onlyBase(a *catalog.Activity) *catalog.Base {
	if len(a.Bases) != 1 {
		return nil
	}
	return a.Bases[0]
}

func addFact(rows *[]view.PosterFact, name, text string) {
	if text = strings.TrimSpace(text); text != "" {
		*rows = append(*rows, view.PosterFact{Name: name, Text: text})
	}
}

// onPaper is words, or of an address on the web what somebody can find it by who reads paper.
func onPaper(s string) string {
	if at := sourceOf(s); at.URL != "" {
		return "网上，" + at.Name
	}
	return s
}

// titleFact is the highest title that b may hold as a dated fact, which is true on any day; "" when it holds none.
func titleFact(b *catalog.Base, asOf date.Date) string {
	var best *catalog.Title
	for i := range b.Titles {
		t := &b.Titles[i]
		if t.At(asOf).MayHold() && (best == nil || t.Designation.Level.Rank < best.Designation.Level.Rank) {
			best = t
		}
	}
	if best == nil {
		return ""
	}
	d := best.Designation
	words := d.Date.Chinese() + "命名为" + d.Level.Name + "科普教育基地"
	if d.ValidUntil.Known() {
		words += "，有效期至" + d.ValidUntil.Chinese()
	}
	return words
}

// dayWords are the days of an activity, and apart from them the year, with the day of the week of a single day.
func dayWords(a *catalog.Activity) (year, days string) {
	d := a.Date.Date
	words := period(d, a.Until.Date)
	year = strconv.Itoa(int(d.Year)) + "年"
	days = strings.TrimPrefix(words, year)
	if days == "" || strings.Contains(days, "年") { // nothing but the year, or two of them
		return "", words
	}
	if d.Day != 0 && (!a.Until.Known() || a.Until.Date == d) {
		day := time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, time.UTC)
		year += "　周" + string([]rune("日一二三四五六")[day.Weekday()])
	}
	return year, days
}

func (m *maker) basePoster(b *catalog.Base) view.Poster {
	p := address.Poster(b)
	f := m.baseFacts(b)
	return m.posterPage(p, &f, "命名", view.Link{Name: b.Name, URL: address.Link(p, address.Base(b))}, view.Link{Name: "基地名录", URL: address.Link(p, address.Directory)})
}

func (m *maker) planPoster(a *catalog.Activity) view.Poster {
	p := address.PlanPoster(a)
	f := m.planFacts(a)
	v := m.posterPage(p, &f, "活动", view.Link{Name: a.Title, URL: address.Link(p, m.entries.Entry(a))}, view.Link{Name: "活动记录", URL: address.Link(p, address.Activities)})
	v.Plan, v.Days = standing.Activity(a, m.c.AsOf)
	m.linkEvent(&v.Frame, a)
	v.Share, v.Calendar = m.share(a), m.planCalendarURL(p, a)
	return v
}

// planCalendarURL is the calendar that the poster of a plan at p offers: that of its only base, else that of all.
func (m *maker) planCalendarURL(p string, a *catalog.Activity) string {
	if b := onlyBase(a); b != nil {
		return m.baseCalendarURL(p, b)
	}
	return m.calendarURL(p)
}

// posterPage makes the page around a sheet, which says in words what the sheet says; since is what its line beside the ring is about.
func (m *maker) posterPage(p string, f *poster.Facts, since string, subject, crumb view.Link) view.Poster {
	v := view.Poster{
		Frame: m.frame(p, f.Name+"的海报", fmt.Sprintf("%s，一张纸，可以打印成 A4 或 A3", f.Name), crumb, subject),
		Name:  f.Name, Sheet: address.Link(p, address.Sheet(p)), Subject: subject, Over: f.Over, Place: f.Place, Kind: f.Kind, Seal: f.Seal, When: f.When, Year: f.Year, Since: f.Since, What: f.What,
		By: strings.TrimSpace(f.By + "　" + f.AsOf),
	}
	v.Draws = true
	year, beside, _ := strings.Cut(f.Year, "　")
	day, at, timed := strings.Cut(beside, "　")
	switch {
	case timed || strings.HasPrefix(day, "周"):
		day = "（" + day + "）" + at
	case day != "":
		day = " " + day
	}
	addFact(&v.Words, "时间", year+f.When+day)
	addFact(&v.Words, "县区", f.Place)
	v.Words = append(v.Words, f.Rows...)
	addFact(&v.Words, since, f.Since)
	if f.Code != nil {
		v.Code, v.Size = f.Code.Bits(), f.Code.Size
	}
	return v
}

// addBasePoster adds what a base's poster is made from: its front matter, its titles, and where the seat of its county is.
func (m *maker) addBasePoster(g *gathering, b *catalog.Base) {
	g.Text(b.Path)
	g.Digests(m.keys.cards()[b.Index])
	m.addSeat(g, b.County)
}

// addPlanPoster adds what the poster of an activity is made from.
func (m *maker) addPlanPoster(g *gathering, a *catalog.Activity) {
	g.Text(address.EntryID(a), m.planCalendarURL(address.PlanPoster(a), a)) // there is a calendar because of other plans too
	m.addRows(g, []*catalog.Activity{a})
	m.addCards(g, a.Bases)
	if len(a.Bases) > 0 {
		m.addSeat(g, a.Bases[0].County)
	}
}

func (m *maker) addSeat(g *gathering, c *catalog.County) {
	if c == nil {
		return
	}
	if at := m.maps.Seat(c); at != nil {
		g.Text(fmt.Sprint(at.Lon, at.Lat))
	}
}
