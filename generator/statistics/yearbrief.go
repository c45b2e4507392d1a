package statistics

import (
	"fmt"
	"slices"

	"kepu/generator/address"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/view"
)

// The sheet of a year: what it came to, by month and by county, and, of the newest whole year and of one that goes on, what is due.

// BriefYears are the years that have a sheet, the newest first.
func (b *Builder) BriefYears() []int {
	if !b.HasBriefs() {
		return nil
	}
	years := b.PastYears()
	slices.Reverse(years)
	return years
}

// briefMeasures are told large on a year's sheet, in this order, as many as fit.
var briefMeasures = []measure.Measure{measure.Activities, measure.Participants, measure.InForce, measure.Designated, measure.Visitors}

const (
	mostBriefNumbers = 4
	yearDueRoom      = 1800 // width of all lists of what is due where no county takes a row, in halves of a Chinese character
	yearRowRoom      = 96
)

// YearBrief is the sheet about a year of the city on the page at p, but for its frame and map.
func (b *Builder) YearBrief(p string, year int) view.Brief {
	city, s := b.attention(), b.on(p)
	v := view.Brief{Year: fmt.Sprintf("%d年", year), Heading: "全市科普教育基地工作简况", AsOf: b.asOfRecords(), Running: b.runningNote(year), Notes: []string{FairWords}}
	v.Title = v.Year + v.Heading
	if v.Conclusions = b.Conclusions(p, year); len(v.Conclusions) == 0 {
		v.Says = []string{s.citySaid(city, year)}
	}
	for _, x := range briefMeasures {
		r, some := b.f.Get(year, x, figures.All, "")
		if !some && x != measure.Activities || !r.Known && x != measure.Participants && x != measure.Activities || len(v.Headlines) == mostBriefNumbers {
			continue
		}
		h := view.Headline{Number: Number(x.Name(), r)}
		h.URL = address.Link(p, address.StatisticsYear(year)) + s.defined(x)
		before, _ := b.f.Get(year-1, x, figures.All, "")
		if change, why := s.change(x, before, r); change != dash {
			h.Change, h.Why = change, why
		}
		v.Headlines = append(v.Headlines, h)
	}
	if f := s.months(year); f != nil && !f.Open && s.monthsWith(year) > 1 {
		f.Caption, f.Notes = "各月活动（项）", nil // those tell of a table, which is not here
		if r, _ := b.f.Get(year, measure.Activities, figures.ByMonth, figures.NoMonth); r.Value > 0 {
			f.Notes = []string{fmt.Sprintf("另有%s项没有注明月份。", digits(r.Value))}
		}
		v.Months = f
	}
	if f := s.countyTable(year, false); f != nil {
		f.Caption, f.Table.Caption = "各县区", "各县区"
		for i := range f.Table.Head {
			if h := &f.Table.Head[i]; h.URL != "" { // of a definition, which stands there
				h.URL = address.Link(p, address.StatisticsYear(year)) + h.URL
			}
		}
		if n := len(f.Table.Rows) - mostBriefCounties; n > 0 {
			f.Table.Rows = f.Table.Rows[:mostBriefCounties]
			f.Notes = append([]string{fmt.Sprintf("另有%d个县区，见统计页。", n)}, f.Notes...)
		}
		v.Beside = f
	}
	if year >= b.HeadlineYear() {
		rows := min(len(b.c.Counties), mostBriefCounties)
		v.Due = s.cityDue(city, 1, yearDueRoom-yearRowRoom*rows)
	}
	for _, y := range b.BriefYears() {
		if y != year {
			v.Years = append(v.Years, view.Link{Name: fmt.Sprintf("%d年", y), URL: address.Link(p, address.YearBrief(y))})
		}
	}
	return v
}

// monthsWith counts the months of a year that have activities: of one alone there is nothing to draw.
func (s *page) monthsWith(year int) (n int) {
	for _, k := range s.f.Keys(figures.ByMonth) {
		if r, _ := s.f.Get(year, measure.Activities, figures.ByMonth, k.ID); k.ID != figures.NoMonth && r.Value > 0 {
			n++
		}
	}
	return n
}
