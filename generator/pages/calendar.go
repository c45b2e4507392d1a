package pages

import (
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"kepu/generator/address"
	"kepu/generator/calendar"
	"kepu/generator/catalog"
	"kepu/generator/fold"
	"kepu/generator/source"
)

// # Events for calendars
//
// With base_url activities stand in activities.ics, and those of a base where something is planned in bases/ID.ics: what is to
// come by the records, and what was in the weeks before them, so that a telephone that took it in keeps it. Only what has a day can
// stand in a calendar.

const (
	daysBack = 92  // how long something that was stays in a calendar, counted from the newest record
	mostPast = 100 // of that the newest
)

// host is the host of base_url, by which what is here is told apart from all else; "" without one.
func (m *maker) host() string {
	u, err := url.Parse(m.c.Site.BaseURL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// firstAlike finds, of the activities with the same words of identity, the earliest.
func (m *maker) firstAlike() map[string]*catalog.Activity {
	first := map[string]*catalog.Activity{}
	for _, a := range m.c.Activities { // the newest first
		first[strings.Join(identity(a), "\x00")] = a
	}
	return first
}

// identity is what an activity is known by when it is moved within its year: its name, its year and who holds it.
func identity(a *catalog.Activity) []string {
	title := strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, fold.String(a.Title))
	words := []string{title, a.Date.String()[:4]}
	for _, b := range a.Bases {
		words = append(words, b.ID)
	}
	if len(a.Bases) == 0 {
		words = append(words, "")
		words = append(words, a.Hosts...)
		for _, c := range a.Counties {
			words = append(words, c.ID)
		}
	}
	return words
}

// uid is what programs know an activity by. Of several that are alike within a year, a course of lectures, or what was put off beside its new
// day, the earliest has the words alone, as it had before there were others: a telephone that has it must learn that it is called off. The day tells
// the others apart, and those of one day their order: of these a move is a new one.
func (m *maker) uid(a *catalog.Activity) string {
	words := identity(a)
	if m.alike()[strings.Join(words, "\x00")] != a {
		words = append(words, address.EntryID(a))
	}
	return calendar.UID(m.host(), words...)
}

// inCalendar returns those of a list, which has the newest first, that stand in calendars: the earliest first.
func (m *maker) inCalendar(list []*catalog.Activity) []*catalog.Activity {
	var out []*catalog.Activity
	past := 0
	for _, a := range list {
		switch {
		case a.Date.Day == 0 || a.Form != nil && a.Form.Private:
			continue
		case m.c.AsOf.Known() && a.Last().Before(m.c.AsOf):
			if a.Last().DaysTo(m.c.AsOf) > daysBack {
				continue
			}
			if past++; past > mostPast {
				continue
			}
		}
		out = append(out, a)
	}
	slices.Reverse(out)
	return out
}

// event makes an activity one of a calendar.
func (m *maker) event(a *catalog.Activity) calendar.Event {
	e := calendar.Event{
		UID: m.uid(a), Title: a.Title, First: a.Date.Date, Last: a.Date.Date, From: a.Time.From, Until: a.Time.Until, Status: calendar.Confirmed,
		Place: m.placeOf(a), URL: m.c.Site.BaseURL + m.entries.Entry(a),
	}
	if by := holders(a); a.Place != "" && len(by) > 0 {
		e.Place += "（" + strings.Join(by, "、") + "举办）"
	}
	var text []string
	add := func(name, words string) {
		if words != "" {
			text = append(text, name+words)
		}
	}
	if a.Until.Known() {
		if e.Last = a.Until.Date; e.Last.Day == 0 { // nobody knows the last day: the text has what is known
			e.Last = e.First
			add("时间：", period(a.Date.Date, a.Until.Date))
		}
	}
	switch a.Status {
	case source.Planned:
		if a.Overdue(m.c.AsOf) {
			e.Status = calendar.Tentative
		}
	case source.Postponed:
		e.Status, e.Title = calendar.Cancelled, "延期："+a.Title
		add("", "原定"+period(a.Date.Date, a.Until.Date)+"，这一天不办了。")
	case source.Cancelled:
		e.Status, e.Title = calendar.Cancelled, "取消："+a.Title
		add("", "原定"+period(a.Date.Date, a.Until.Date)+"，不办了。")
	}
	if a.Summary != nil {
		add("", a.Summary.Plain)
	}
	add("举办：", strings.Join(holders(a), "、"))
	add("面向：", strings.Join(a.Audience, "、"))
	add("报名：", a.Register)
	e.Text = strings.Join(text, "\n")
	if b := onlyBase(a); b != nil && a.Place == "" && b.Point != nil && b.Precision == exactly {
		e.Lat, e.Lon = b.Point.Lat, b.Point.Lon
	}
	if a.Campaign != nil {
		e.Categories = append(e.Categories, a.Campaign.Name)
	}
	if a.Form != nil {
		e.Categories = append(e.Categories, a.Form.Name)
	}
	return e
}

// exactly is the precision of a place that is known to the house.
const exactly = "exact"

// placeOf says where an activity is held: the place that its entry names, which need not be at its base, else the base with its address; "".
func (m *maker) placeOf(a *catalog.Activity) string {
	if a.Place != "" {
		return a.Place
	}
	b := onlyBase(a)
	if b == nil {
		return ""
	}
	if b.Address != "" {
		return b.Name + "，" + b.Address
	}
	return b.Name
}

// holders are those who hold an activity.
func holders(a *catalog.Activity) []string {
	var out []string
	for _, b := range a.Bases {
		out = append(out, b.Name)
	}
	return append(out, a.Hosts...)
}

// calendars adds the files for calendars.
func (m *maker) calendars() {
	base := m.c.Site.BaseURL
	if base == "" {
		return
	}
	add := func(p, name, page string, list []*catalog.Activity, made func(*gathering)) {
		m.add(File{Path: p, Key: m.key(made), Write: func(w io.Writer) error {
			c := calendar.Calendar{Name: name, URL: base + page, Source: base + p, AsOf: m.c.AsOf}
			for _, a := range m.inCalendar(list) {
				c.Events = append(c.Events, m.event(a))
			}
			return c.Write(w)
		}})
	}
	if m.hasActivities() {
		add(address.Calendar, m.c.Site.Title, address.Activities, m.c.Activities, func(g *gathering) { g.Digests(m.keys.whole()) })
	}
	for _, b := range m.c.Bases {
		if m.hasCalendar(b) {
			add(address.BaseCalendar(b), b.Name, address.Base(b), b.Activities, func(g *gathering) {
				g.Text(b.Path)
				m.addRows(g, b.Activities)
				for _, a := range m.inCalendar(b.Activities) {
					m.addCards(g, a.Bases)
				}
			})
		}
	}
}

// hasCalendar reports whether something is, or was lately, planned at a base: a file that went as soon as the only plan is called off would leave
// it in the calendars of those who took it in.
func (m *maker) hasCalendar(b *catalog.Base) bool {
	return slices.ContainsFunc(m.inCalendar(b.Activities), func(a *catalog.Activity) bool { return a.Status != source.Held })
}

// hasPlan reports whether something is planned at a base that a calendar can have.
func (m *maker) hasPlan(b *catalog.Base) bool {
	return slices.ContainsFunc(b.Activities, func(a *catalog.Activity) bool {
		return a.Date.Day != 0 && a.Status == source.Planned && !a.Overdue(m.c.AsOf) && (a.Form == nil || !a.Form.Private)
	})
}

// calendarURL is the address of the calendar of all activities on the page at p, with base_url and where something is planned; "".
func (m *maker) calendarURL(p string) string {
	if m.c.Site.BaseURL == "" || !slices.ContainsFunc(m.upcoming(), func(a *catalog.Activity) bool { return a.Date.Day != 0 }) {
		return ""
	}
	return address.Link(p, address.Calendar)
}

// baseCalendarURL is that of a base.
func (m *maker) baseCalendarURL(p string, b *catalog.Base) string {
	if m.c.Site.BaseURL == "" || !m.hasPlan(b) {
		return ""
	}
	return address.Link(p, address.BaseCalendar(b))
}

// share is what somebody sends to others of an activity that is planned, a line a fact; nil of any other.
func (m *maker) share(a *catalog.Activity) []string {
	if a.Status != source.Planned || a.Overdue(m.c.AsOf) {
		return nil
	}
	lines := []string{a.Title}
	add := func(name, words string) {
		if words = strings.TrimSpace(words); words != "" {
			lines = append(lines, name+"："+words)
		}
	}
	year, days := dayWords(a)
	year, week, _ := strings.Cut(year, "　")
	if week != "" {
		week = "（" + week + "）"
	}
	add("时间", year+days+week+" "+timeOf(a))
	add("地点", m.placeOf(a))
	if a.Place != "" || len(a.Bases) != 1 || len(a.Hosts) > 0 {
		add("举办", strings.Join(holders(a), "、"))
	}
	add("面向", strings.Join(a.Audience, "、"))
	add("报名", a.Register)
	if b := onlyBase(a); b != nil {
		fee := b.Fee
		if fee == "" && b.Free != nil && *b.Free {
			fee = "免费"
		}
		if a.Place != "" {
			add("基地地址", b.Address)
		}
		add("基地门票", fee)
		add("电话", b.Phone)
	}
	if base := m.c.Site.BaseURL; base != "" {
		lines = append(lines, base+m.entries.Entry(a))
	}
	return lines
}
