package pages

import (
	"fmt"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/filter"
	"kepu/generator/standing"
	"kepu/generator/view"
)

// What bases offer to each other and to schools, and what they want.

// exchangeTitle is what the page is called.
const exchangeTitle = "基地交流"

func (m *maker) hasOffers() bool { return len(m.c.Offers) > 0 }

// exchangePages adds the page of what bases offer and want, and its parts, where there is any.
func (m *maker) exchangePages() {
	if !m.hasOffers() {
		return
	}
	m.page(address.Exchange, "exchange", func() any { return m.exchange() }, m.key(func(g *gathering) { m.addOffers(g, m.c.Offers) }))
	for _, part := range m.offers.Parts() {
		m.page(part.Address, "exchange", func() any { return m.exchangePart(part) }, m.key(func(g *gathering) {
			g.Text(part.Kind)
			m.addOffers(g, part.Offers)
		}))
	}
}

func (m *maker) exchange() view.ExchangePage {
	p := address.Exchange
	offers, wants, over := 0, 0, 0
	for _, o := range m.c.Offers {
		switch {
		case m.offerPassed(o):
			over++
		case o.Want:
			wants++
		default:
			offers++
		}
	}
	v := view.ExchangePage{Heading: exchangeTitle, Lead: "各基地愿意提供的讲座、课程、展品和场地，和正在找的。" + registered(offers, wants, over) + "使用前请先和基地联系。"}
	v.Frame = m.column(p, exchangeTitle, "各科普教育基地可以提供的讲座、课程、巡展、展品、场地和志愿服务，以及它们的需要")
	if parts := m.offers.Parts(); len(parts) > 0 {
		for _, part := range parts {
			v.Parts = append(v.Parts, view.PartItem{Name: part.Name(), URL: address.Link(p, part.Address), Count: len(part.Offers)})
		}
		return v
	}
	m.listOffers(&v, p, m.c.Offers)
	return v
}

// registered says how many offers and wants were entered: of what nobody entered nothing, since that is no
// record and not none. What is over is listed apart and counted apart.
func registered(offers, wants, over int) string {
	var words []string
	if offers > 0 {
		words = append(words, fmt.Sprintf("提供%d项", offers))
	}
	if wants > 0 {
		words = append(words, fmt.Sprintf("需要%d项", wants))
	}
	passed := fmt.Sprintf("%d项%s", over, passedOffer)
	switch {
	case len(words) == 0 && over == 0:
		return ""
	case len(words) == 0:
		return "登记的" + passed + "。"
	case over == 0:
		return "共登记" + strings.Join(words, "、") + "。"
	}
	return "共登记" + strings.Join(words, "、") + "；另有" + passed + "。"
}

// exchangePart is a page with a part of a long list.
func (m *maker) exchangePart(part *address.OfferPart) view.ExchangePage {
	p := part.Address
	title := exchangeTitle + "：" + part.Name()
	v := view.ExchangePage{Heading: title}
	v.Frame = m.frame(p, title, "各科普教育基地提供和需要的"+part.Kind, view.Link{Name: exchangeTitle, URL: address.Link(p, address.Exchange)})
	m.listOffers(&v, p, part.Offers)
	return v
}

// listOffers puts a list onto a page: those that hold, by side, and those of which the newest record
// proves that they are over.
func (m *maker) listOffers(v *view.ExchangePage, p string, list []*catalog.Offer) {
	sides := []view.OfferGroup{{ID: "_offers", Name: "提供"}, {ID: "_wants", Name: "需要"}}
	var holding []*catalog.Offer
	for _, o := range list {
		it := m.offerItem(p, o)
		v.Folds = v.Folds || it.Until != ""
		if it.Ended != "" {
			v.Passed = append(v.Passed, it)
			continue
		}
		holding = append(holding, o)
		it.Facets = filter.Offer(o)
		side := &sides[0]
		if o.Want {
			side = &sides[1]
		}
		side.Offers = append(side.Offers, it)
	}
	for _, s := range sides {
		if len(s.Offers) > 0 {
			v.Sides = append(v.Sides, s)
		}
	}
	v.Filter = filter.Offers(m.c, holding)
}

// offerPassed reports whether the newest record proves that the time of an offer is over.
func (m *maker) offerPassed(o *catalog.Offer) bool {
	return o.Until.Known() && m.c.AsOf.Known() && o.Until.Last().Before(m.c.AsOf)
}

// offerItem is what one base offers or wants, for the page at p.
func (m *maker) offerItem(p string, o *catalog.Offer) view.OfferItem {
	b := o.Base
	it := view.OfferItem{
		ID: address.OfferID(o), Side: "提供", Kind: o.Kind, Title: o.Title, Base: view.Link{Name: b.Name, URL: address.Link(p, address.Base(b))},
		Topics: o.Topic, Audience: o.Audience, Size: o.Size, Needs: o.Needs, Terms: o.Terms, Period: offerPeriod(o.From.Date, o.Until.Date),
		Contact: view.Link{Name: o.Contact, URL: telURL(o.Contact)}, Person: o.Person, Sources: sourcesOf(o.Sources),
		BaseEnded: m.baseEnded(b),
	}
	if o.Want {
		it.Side = "需要"
	}
	if b.County != nil {
		it.County = b.County.Name
	}
	if o.Contact == "" && b.Phone != "" {
		it.Contact, it.OfBase = view.Link{Name: b.Phone, URL: telURL(b.Phone)}, true
	}
	if o.Until.Known() {
		last := o.Until.Last()
		it.Until = last.String()
		if m.offerPassed(o) {
			it.Ended = passedOffer
		} else {
			it.EndedDays = standing.Days{{last.Next().String(), passedOffer}}.String()
		}
	}
	for i := range o.Stops {
		s := &o.Stops[i]
		t := view.TourStop{Place: view.Link{Name: s.Place}, Period: period(s.From.Date, s.Until.Date)}
		if !s.Until.Known() {
			t.Period += "起"
		}
		if s.Base != nil {
			t.Place.URL = address.Link(p, address.Base(s.Base))
		}
		if s.County != nil && !strings.Contains(s.Place, s.County.Name) {
			t.County = s.County.Name
		}
		it.Tour = append(it.Tour, t)
	}
	it.Now = tourDays(o)
	return it
}

// passedOffer is said of what held until a day that has passed.
const passedOffer = "已过期"

// offerPeriod says how long an offer holds; "" when nobody says.
func offerPeriod(from, until date.Date) string {
	switch {
	case from.Known() && until.Known():
		return period(from, until)
	case from.Known():
		return from.Chinese() + "起"
	case until.Known():
		return "到" + until.Chinese() + "为止"
	}
	return ""
}

// tourDays says where a touring exhibit is and where it goes next on each day, see package view.
// It says only what is certain: while two stops overlap, or one's end is not known, the dates stand alone.
func tourDays(o *catalog.Offer) string {
	var days standing.Days
	say := func(day date.Date, parts ...string) {
		words := strings.Join(nonEmpty(parts), "；")
		if n := len(days); n > 0 && days[n-1][0] == day.First().String() {
			days[n-1][1] = words
			return
		}
		days.Add(day, words)
	}
	next := func(i int) string {
		if i >= len(o.Stops) {
			return ""
		}
		s := &o.Stops[i]
		return "下一站：" + s.Place + "，" + s.From.Date.Chinese() + "起"
	}
	for i := range o.Stops {
		s := &o.Stops[i]
		if !s.From.Known() || s.From.Day == 0 {
			return "" // where it is on a day cannot be told
		}
		if i == 0 {
			days = append(days, [2]string{"", next(0)})
		}
		here := "现在在：" + s.Place + "，到" + s.Until.Date.Chinese()
		if !s.Until.Known() { // it may have left long ago
			here = "最后一站：" + s.Place + "，" + s.From.Date.Chinese() + "起，到哪天没有写"
		}
		say(s.From.Date, here, next(i+1))
		last := i == len(o.Stops)-1
		switch {
		case !s.Until.Known() && !last, s.Until.Known() && s.Until.Day == 0:
			return ""
		case !s.Until.Known():
		case !last && o.Stops[i+1].From.First().Before(s.Until.First()):
			return "" // two places at once: check has told it
		case !last && o.Stops[i+1].From.First() == s.Until.First(): // moves on that day
		case last:
			say(s.Until.Next(), "巡展已经结束")
		default:
			say(s.Until.Next(), next(i+1))
		}
	}
	return days.String()
}

// baseOffers are what a base offers and wants, for its own page at p.
func (m *maker) baseOffers(p string, b *catalog.Base) []view.OfferItem {
	var out []view.OfferItem
	for _, o := range b.Offers {
		it := m.offerItem(p, o)
		it.ID, it.URL = "", address.Link(p, m.offers.Entry(o))
		out = append(out, it)
	}
	return out
}

// # Keys

// addOffers adds what lists show of what bases offer and want.
func (m *maker) addOffers(g *gathering, list []*catalog.Offer) {
	g.Number(len(list))
	for _, o := range list {
		g.Digests(o.Sum)
		g.Flag(o.Want, o.Until.Known() && m.c.AsOf.Known() && o.Until.Last().Before(m.c.AsOf))
		g.Text(m.offers.Entry(o), o.Base.Name, o.Base.Phone, address.Base(o.Base), m.baseEnded(o.Base))
		addCounty(g, o.Base.County)
		g.Number(len(o.Stops))
		for _, s := range o.Stops {
			g.Text(s.Place) // of a draft it is not what was written
			addCounty(g, s.County)
			if s.Base != nil {
				g.Text(address.Base(s.Base))
			} else {
				g.Text("")
			}
		}
	}
}
