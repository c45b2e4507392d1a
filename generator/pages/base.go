package pages

import (
	"fmt"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/directions"
	"kepu/generator/figures"
	"kepu/generator/geo"
	"kepu/generator/mapview"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/source"
	"kepu/generator/standing"
	"kepu/generator/view"
	"kepu/generator/wrap"
)

func (m *maker) cards(p string, list []*catalog.Base) []view.BaseCard {
	out := make([]view.BaseCard, len(list))
	for i, b := range list {
		out[i] = m.card(p, b)
	}
	return out
}

// nameWords are the words of b's name for a head: first its county, where the name begins with it.
func nameWords(b *catalog.Base) []string {
	if b.County != nil {
		if rest, ok := strings.CutPrefix(b.Name, b.County.Name); ok && rest != "" {
			return append([]string{b.County.Name}, wrap.Words(rest)...)
		}
	}
	return wrap.Words(b.Name)
}

func (m *maker) basePage(b *catalog.Base) view.BasePage {
	p := address.Base(b)
	card := m.card(p, b)
	v := view.BasePage{
		Name: b.Name, NameWords: nameWords(b), Aliases: b.Alias, Kind: card.Kind, KindID: card.KindID, Seal: card.Seal, Level: card.Level, LevelID: card.LevelID, LevelRank: card.LevelRank, LevelNote: card.LevelNote, LevelDays: standing.LevelDays(b, m.c.AsOf, "科普教育基地"), Summary: b.Summary,
		ClosedDays: b.Closed, Fee: feeWords(b), Free: card.Free, Booking: sourceOf(b.Booking),
		Address: b.Address, Transport: b.Transport, Facilities: b.Facilities,
		Body: m.body(p, b.Path, b.Body, false), Titles: m.titleRows(p, b), Ledger: m.titlesURL(p),
		Spark: m.stats.Spark(p, figures.ByBase, b.ID), Years: m.byYearOn(p, b.Activities), Annuals: annualRows(b), Indicators: m.indicators(b),
		Ratings: m.ratingRows(b), Articles: m.articleItems(p, b.Articles), Offers: m.baseOffers(p, b), StudyRoutes: m.routeItems(p, b.Routes), Sources: sourcesOf(b.Sources),
		ReportURL: m.reportURL(p, b.Name), Correction: formURL(p), Directions: directions.To(b), Locator: m.maps.Base(p, b), Poster: m.posterURL(p, b), Calendar: m.baseCalendarURL(p, b),
	}
	v.Numbers, v.More = m.stats.Total(figures.ByBase, b.ID)
	v.LevelUntil, v.LevelUntilOff = standing.LevelEnd(b, m.c.AsOf)
	if d := b.Verified.Date; d.Known() {
		v.Verified = d.Chinese()
		if b.Verified.How != "" {
			v.Verified += "，" + b.Verified.How
		}
	}
	var stays []string
	for _, s := range b.Before {
		stays = append(stays, "到"+s.Until.Chinese()+"在"+s.County.Name)
	}
	v.Moved = strings.Join(stays, "，")
	if m.c.AsOf.Known() {
		v.AsOf = "记录截至" + m.c.AsOf.Chinese()
	}
	crumbs := []view.Link{{Name: "基地名录", URL: address.Link(p, address.Directory)}}
	if b.County != nil {
		v.County = view.Link{Name: b.County.Name, URL: address.Link(p, address.County(b.County))}
		crumbs = append(crumbs, v.County)
		list, all := m.index.neighbours(b)
		v.Neighbours = m.cards(p, list)
		if !all {
			v.AllNeighbours = fmt.Sprintf("%s全部%d家", b.County.Name, len(m.index.bases[b.County]))
		}
	}
	v.Frame = m.frame(p, b.Name, card.Summary, crumbs...)
	v.Seals = m.seals([]view.BaseCard{card}, nil)
	v.Meta = append(v.Meta, meta("ArticleTitle", b.Name, "Url", v.Canonical)...)
	m.pictured(&v.Frame, b.Cover)
	m.linkBase(&v.Frame, b, card.Summary)
	m.visiting(&v, b, card)
	if unknowns(b, &v); v.Little && v.Directions != nil && v.Directions.By != "" {
		v.Directions = directions.ByName(b)
	}
	v.Telling, v.Life = m.telling(p, b.Name), m.life(b)
	m.gallery(&v, b)
	return v
}

// feeWords is the fee with what is conceded to whom. A clause that says it already is not said again.
func feeWords(b *catalog.Base) string {
	words := []string{}
	add := func(s string) {
		if s != "" && !strings.Contains(strings.Join(words, ""), s) {
			words = append(words, s)
		}
	}
	add(b.Fee)
	if said := b.Fee + strings.Join(b.Conceded, ""); !strings.Contains(said, "青少年") && !strings.Contains(said, "未成年") {
		add(map[string]string{source.YouthFree: "青少年免费", source.YouthReduced: "青少年优惠"}[b.Youth])
	}
	for _, c := range b.Conceded {
		add(c)
	}
	return strings.Join(words, "；")
}

// visiting fills in what somebody needs who wants to go there.
func (m *maker) visiting(v *view.BasePage, b *catalog.Base, card view.BaseCard) {
	v.HasHours, v.HoursData, v.HoursEnd = len(b.Hours) > 0, card.HoursData, card.HoursEnd
	v.Hours = hoursRows(b)
	if b.Until.Known() { // true before that day and after it
		v.Closed = "作为科普教育基地开放到" + b.Until.Chinese() + "为止"
	}
	v.Phone = view.Link{Name: b.Phone, URL: telURL(b.Phone)}
	if b.Email != "" {
		v.Email = view.Link{Name: b.Email, URL: "mailto:" + b.Email}
	}
	if b.Website != "" {
		v.Website = view.Link(sourceOf(b.Website))
	}
	if b.Capacity.Known {
		v.Capacity = digits(b.Capacity.N) + "人"
	}
	if b.Point == nil {
		return
	}
	decimals := 5
	if rough := mapview.Roughly(b); rough != "" {
		v.Place, decimals = rough+"，不是大门", 2
	}
	v.Coords = fmt.Sprintf("东经 %.*f°，北纬 %.*f°（WGS-84）", decimals, geo.Round(b.Point.Lon, decimals), decimals, geo.Round(b.Point.Lat, decimals))
}

func (m *maker) gallery(v *view.BasePage, b *catalog.Base) {
	if b.Cover != nil {
		v.Cover = new(m.image(v.Path, b.Cover, b.Name))
	}
	for _, g := range b.Gallery {
		alt := g.Caption
		if alt == "" {
			alt = b.Name
		}
		it := m.image(v.Path, g.Asset, alt)
		it.Caption, it.Credit = g.Caption, g.Credit
		v.Gallery = append(v.Gallery, it)
	}
}

// titleRows tells each naming of b as a dated fact, with what became of it as of
// the newest record.
func (m *maker) titleRows(p string, b *catalog.Base) []view.TitleRow {
	var out []view.TitleRow
	for i := range b.Titles {
		t := &b.Titles[i]
		d := t.Designation
		row := view.TitleRow{
			Level: d.Level.Name, LevelID: d.Level.ID, LevelRank: d.Level.Rank, Date: d.Date.Chinese(), Authority: d.Authority, Batch: d.Batch, Document: d.Document,
			ValidUntil: d.ValidUntil.Chinese(), RosterURL: address.Link(p, address.Directory) + "#" + address.RosterID(m.c, d),
		}
		row.Status, row.Reason, row.InForce = standing.Title(b, t, m.c.AsOf)
		if row.Days = standing.TitleDays(b, t, m.c.AsOf); row.Days != "" {
			row.Status = "" // 有效期至 says it on any day
		}
		out = append(out, row)
	}
	return out
}

func annualRows(b *catalog.Base) []view.AnnualRow {
	var out []view.AnnualRow
	for i := len(b.Annuals) - 1; i >= 0; i-- {
		a := b.Annuals[i]
		row := view.AnnualRow{Year: a.Year, Figures: make([]view.Number, 0, measure.PerReturn)}
		for i, x := range measure.InReturn {
			n := view.Number{Label: x.Name(), Value: "未报", Unit: x.Unit()}
			if c := a.Figures[i]; c.Known {
				n.Value, n.Known = quote.Thousands.WriteOf(x, c.N), true
			}
			row.Figures = append(row.Figures, n)
		}
		out = append(out, row)
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
	return b.Opening().JSON()
}
