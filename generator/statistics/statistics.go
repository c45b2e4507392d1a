// Package statistics puts figures into charts, tables and sentences: the pages of statistics,
// the charts and tables that texts ask for, the years of a report side by side, and the
// numbers of bases, counties and years on other pages.
//
// In come the figures, and of the catalog what they are not counted from: the lists of site.toml,
// the newest record, ratings, and the days of a county's activities. What is known of a figure
// (words.go) is said with the same words in tables, charts, their texts and sentences; what is
// unknown is never drawn or written as zero, and years that are not over are not compared.
package statistics

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"kepu/generator/address"
	"kepu/generator/attention"
	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// Builder makes views of the figures of a catalog. It may be used from many goroutines.
type Builder struct {
	c       *catalog.Catalog
	f       *figures.Figures
	quotes  *quote.Quotes
	counted func(*catalog.County) []*catalog.Activity

	attention func() *attention.City // found once
}

// New returns the Builder of a catalog and its figures; counted returns the activities that count
// in a county.
func New(c *catalog.Catalog, f *figures.Figures, q *quote.Quotes, counted func(*catalog.County) []*catalog.Activity) *Builder {
	return &Builder{c, f, q, counted, sync.OnceValue(func() *attention.City { return attention.Of(c, f, counted) })}
}

// PastYears are the years that have begun at the newest record: what is only
// planned has no figures yet.
func (b *Builder) PastYears() []int {
	return slices.DeleteFunc(b.f.Years(), func(y int) bool { return y > b.c.Begun() })
}

// HeadlineYear is the newest year with activities that was over at the newest
// record; the newest with activities when none was; 0 when there are none.
func (b *Builder) HeadlineYear() int {
	years := b.f.Years()
	found := 0
	for i := len(years) - 1; i >= 0; i-- {
		if r, _ := b.f.Get(years[i], measure.Activities, figures.All, ""); r.Entries == 0 {
			continue
		}
		if found == 0 {
			found = years[i]
		}
		if years[i] < int(b.c.AsOf.Year) || b.c.AsOf.Month == 12 && b.c.AsOf.Day == 31 {
			return years[i]
		}
	}
	return found
}

// Charts of years show the newest so many; tables have them all.
const chartYears = 30

// AllYears is statistics/index.html but for its frame.
func (b *Builder) AllYears() view.Statistics {
	p := address.Statistics
	v := view.Statistics{AsOf: b.asOfRecords()}
	s := b.on(p)
	all := b.f.Years()
	for _, y := range slices.Backward(all) {
		v.Years = append(v.Years, view.Link{Name: strconv.Itoa(y), URL: address.Link(p, address.StatisticsYear(y))})
	}
	v.Downloads = s.downloads()
	if b.HasBriefs() {
		v.Brief = address.Link(p, address.CityBrief)
	}
	if len(s.years) == 0 {
		return v
	}
	v.Lead, v.Says = s.lead(), b.Conclusions(p, 0)
	if y := b.HeadlineYear(); y != 0 {
		v.Of, v.Headlines = fmt.Sprintf("%d年", y), s.headlines(y)
	}
	grid := s.grid()
	v.Sections = sections(
		section("activities", "活动", s.activitiesByYear(), s.peopleByYear(measure.Participants), s.peopleByYear(measure.Online), s.heat()),
		section("bases", "基地", s.inForceByYear(), s.designatedByYear()),
		section("counties", "县区", grid, s.countyTable(0, grid != nil), s.countyAttention(), s.landsTable()),
		section("completeness", "资料完整度", s.completeness()...),
		section("returns", "年度数据", slices.Concat([]*view.Figure{s.returnsByYear(measure.Visitors)}, s.indicatorsByYear())...),
		section("ratings", "考核结果", s.ratingsByYear()...),
		section("years", "历年", s.yearTable()),
	)
	v.Definitions = s.definitions()
	return v
}

// Year is statistics/YEAR.html but for its frame and Makeup.
func (b *Builder) Year(year int) view.StatisticsYear {
	p := address.StatisticsYear(year)
	v := view.StatisticsYear{Year: year, Running: b.runningNote(year), AsOf: b.asOfRecords()}
	if len(b.c.Activities) > 0 {
		v.Activities = address.Link(p, address.Year(year))
	}
	if slices.Contains(b.BriefYears(), year) {
		v.Brief = address.Link(p, address.YearBrief(year))
	}
	s := b.on(p)
	v.Headlines, v.Says = s.headlines(year), b.Conclusions(p, year)
	activities := []*view.Figure{s.theOne(year)}
	var counties *view.Figure
	if activities[0] == nil {
		activities = []*view.Figure{
			s.months(year), s.parts(year, measure.Activities, figures.ByCampaign), s.parts(year, measure.Activities, figures.ByForm), s.national(year),
			s.parts(year, measure.Activities, figures.ByKind), s.busiest(year),
		}
		counties = s.parts(year, measure.Activities, figures.ByCounty)
	}
	v.Sections = sections(
		section("bases", "基地", s.levels(year), s.parts(year, measure.InForce, figures.ByKind)),
		section("activities", "活动", activities...),
		section("counties", "县区", counties, s.countyTable(year, counties != nil)),
		section("returns", "年度数据", append(s.returns(year), s.derived(year))...),
		section("ratings", "考核结果", s.ratings(year)...),
	)
	v.Definitions = s.definitions()
	v.Downloads = s.downloads()
	years := b.f.Years()
	if year > years[0] {
		v.Previous = &view.Link{Name: strconv.Itoa(year-1) + "年", URL: address.Link(p, address.StatisticsYear(year-1))}
	}
	if year < years[len(years)-1] {
		v.Next = &view.Link{Name: strconv.Itoa(year+1) + "年", URL: address.Link(p, address.StatisticsYear(year+1))}
	}
	return v
}

// section collects the figures that there are.
func section(id, title string, list ...*view.Figure) view.StatisticsSection {
	s := view.StatisticsSection{ID: id, Title: title}
	for _, f := range list {
		if f != nil {
			s.Figures = append(s.Figures, *f)
		}
	}
	return s
}

// sections leaves out those without a figure.
func sections(list ...view.StatisticsSection) []view.StatisticsSection {
	return slices.DeleteFunc(list, func(s view.StatisticsSection) bool { return len(s.Figures) == 0 })
}

// page makes the figures for one page and remembers which measures it spoke of: those are
// defined at its end.
type page struct {
	*Builder
	p     string
	years []int // up to the newest record
	used  map[measure.Measure]bool
}

func (b *Builder) on(p string) *page {
	return &page{Builder: b, p: p, years: b.PastYears(), used: map[measure.Measure]bool{}}
}

// running reports whether the year is not over at the newest record.
func (b *Builder) running(year int) bool {
	asOf := b.c.AsOf
	return year > int(asOf.Year) || year == int(asOf.Year) && (asOf.Month != 12 || asOf.Day != 31)
}

func (b *Builder) runningNote(year int) string {
	switch asOf := b.c.AsOf; {
	case !b.running(year):
		return ""
	case year > int(asOf.Year):
		return "这一年还没有办过的活动的记录。"
	default:
		return fmt.Sprintf("最新的记录是%d月%d日的，这一年的数字还不全，不与上一年比较。", asOf.Month, asOf.Day)
	}
}

// asOfRecords is the date of the newest record, in words.
func (b *Builder) asOfRecords() string {
	if !b.c.AsOf.Known() {
		return ""
	}
	return "截至" + b.c.AsOf.Chinese() + "的记录"
}

// lead says from when to when there are figures.
func (s *page) lead() string {
	first, last := s.years[0], s.years[len(s.years)-1]
	if first == last {
		return fmt.Sprintf("%d年的科普活动和在册基地。没有填报的写“未报”，不当作零。", first)
	}
	return fmt.Sprintf("%d—%d年的科普活动和在册基地。没有填报的写“未报”，不当作零。", first, last)
}

// defined returns the address of a measure's definition on this page.
func (s *page) defined(x measure.Measure) string {
	s.used[x] = true
	return "#" + address.DefinitionID(x)
}

// definitions are those of the measures that the page speaks of, each once.
func (s *page) definitions() []view.Definition {
	var out []view.Definition
	for _, x := range s.f.Measures() {
		if s.used[x] {
			out = append(out, view.Definition{ID: address.DefinitionID(x), Name: x.Name(), Unit: x.Unit(), Text: x.Definition()})
		}
	}
	return out
}

func (s *page) downloads() []view.Attachment {
	list := []view.Attachment{
		{Name: "统计表（Excel、WPS）", URL: address.Link(s.p, address.StatisticsBook), Type: "XLSX"},
		{Name: "全部数字", URL: address.Link(s.p, address.StatisticsCSV), Type: "CSV"},
		{Name: "各基地历年数字", URL: address.Link(s.p, address.BasesByYear), Type: "CSV"},
	}
	if len(s.c.Ratings) > 0 {
		list = append(list, view.Attachment{Name: "考核结果", URL: address.Link(s.p, address.RatingsCSV), Type: "CSV"})
	}
	if len(s.c.Designations) > 0 {
		list = append(list, view.Attachment{Name: "称号台账", URL: address.Link(s.p, address.Titles), Type: "网页"}, view.Attachment{Name: "全部称号", URL: address.Link(s.p, address.TitlesCSV), Type: "CSV"})
	}
	return append(list, view.Attachment{Name: DataTitle, URL: address.Link(s.p, address.Data), Type: "网页，各表各列的说明"})
}

// DataTitle is what the page is called that says what data/ holds.
const DataTitle = "数据下载"

// headlineMeasures are those told large, in this order.
var headlineMeasures = []measure.Measure{
	measure.Activities, measure.Sessions, measure.Participants, measure.Online, measure.InForce, measure.Designated, measure.Revoked,
	measure.Volunteers, measure.Materials, measure.Visitors,
}

// headlines are the year's figures with their change. Participants are told also
// when nobody reported them; other sums only when somebody did.
func (s *page) headlines(year int) []view.Headline {
	var out []view.Headline
	for _, x := range headlineMeasures {
		r, ok := s.f.Get(year, x, figures.All, "")
		before, _ := s.f.Get(year-1, x, figures.All, "")
		switch {
		case !ok && x != measure.Activities, !r.Known && x != measure.Participants && x != measure.Activities, x == measure.Sessions && r.Value == r.Entries:
			continue
		}
		h := view.Headline{Number: Number(x.Name(), r)}
		h.URL = s.defined(x)
		h.Change, h.Why = s.change(x, before, r)
		out = append(out, h)
	}
	return out
}

// change puts into words how a figure moved.
func (s *page) change(x measure.Measure, before, now figures.Row) (change, why string) {
	if s.running(now.Year) {
		if now.Year > int(s.c.AsOf.Year) {
			return "—", fmt.Sprintf("%d年的记录还不全", now.Year)
		}
		return "—", fmt.Sprintf("%d年还没有结束", now.Year)
	}
	last := now.Year - 1
	c := figures.Compare(before, now)
	switch c.Reason {
	case figures.NoBefore:
		if before.Entries == 0 && !before.Unplaced {
			return "—", fmt.Sprintf("%d年%s", last, quote.NoRecords)
		}
		return "—", fmt.Sprintf("%d年%s", last, whyUnknown(before))
	case figures.NotReported:
		return "—", ""
	case figures.PartReported:
		if x.Sort() == measure.OfNaming {
			return "—", "有的" + quote.NoEndKnown + "，不与上一年比较"
		}
		return "—", "报得不全，不与上一年比较"
	case figures.LowerBound:
		return "—", "有一批的总数没有查到，不与上一年比较"
	}
	for _, b := range s.f.Breaks(x) {
		if b.Year == now.Year {
			c.HasPercent, why = false, "口径有变"
		}
	}
	if c.Diff == 0 {
		return fmt.Sprintf("与%d年持平", last), why
	}
	change = fmt.Sprintf("比%d年 %s", last, signed(x, c.Diff))
	if c.HasPercent {
		change += "（" + percent(c.Tenths) + "）"
	}
	return change, why
}
