package statistics

import (
	"fmt"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/view"
)

// countyTable compares the counties in a year, or in all years when it is 0: no
// county is left out, and none is blank. said is whether another figure says how many have some. Days are counted to the newest record,
// or to the end of a year that lies before it.
func (s *page) countyTable(year int, said bool) *view.Figure {
	if len(s.c.Counties) < 2 || len(s.years) == 0 || year > s.years[len(s.years)-1] {
		return nil
	}
	end, bases := s.c.AsOf, s.years[len(s.years)-1]
	id, when := "county-table", fmt.Sprintf("%d—%d年", s.years[0], bases)
	if s.years[0] == bases {
		when = fmt.Sprintf("%d年", bases)
	}
	if year != 0 {
		bases, when = year, fmt.Sprintf("%d年", year)
		if !s.running(year) {
			end = date.YearEnd(year)
		}
	}
	f := s.figure(id, when+"各县区对比", "活动日志、命名记录")
	f.Open = true
	f.Table = view.DataTable{Caption: f.Caption, Head: []view.DataHead{
		{Name: "县区"}, s.head(measure.InForce), s.head(measure.Activities), s.head(measure.Participants), {Name: "距最近一次活动", Unit: "天"},
	}}
	quiet := 0
	var rows []figures.Row
	for _, c := range s.c.Counties {
		get := func(x measure.Measure) figures.Row {
			if year != 0 {
				r, _ := s.f.Get(year, x, figures.ByCounty, c.ID)
				return r
			}
			r, _ := s.f.Total(x, figures.ByCounty, c.ID)
			return r
		}
		inForce, _ := s.f.Get(bases, measure.InForce, figures.ByCounty, c.ID)
		held, people := get(measure.Activities), get(measure.Participants)
		if held.Value == 0 {
			quiet++
		}
		f.Table.Rows = append(f.Table.Rows, view.DataRow{Name: c.Name, URL: address.Link(s.p, address.County(c)), Cells: []view.DataCell{
			numberCell(inForce), numberCell(held), numberCell(people), s.sinceCell(c, year, end),
		}})
		rows = append(rows, inForce, held, people)
	}
	n := len(s.c.Counties)
	switch {
	case said: // beside it
	case quiet == n:
		f.Sentence = fmt.Sprintf("%d个县区都没有活动记录。", n)
	case quiet > 0:
		f.Sentence = fmt.Sprintf("%d个县区中，%d个有活动记录，%d个没有。", n, n-quiet, quiet)
	}
	f.Notes = append(f.Notes,
		fmt.Sprintf("在册基地只计有介绍页的，是%d年年末的数；天数算到%s，日期只知道年份或月份的，写最少和最多几天。", bases, end.Chinese()))
	overlaps := year != 0 && s.f.Overlaps(year, measure.Activities, figures.ByCounty)
	for _, y := range s.years {
		overlaps = overlaps || year == 0 && s.f.Overlaps(y, measure.Activities, figures.ByCounty)
	}
	if overlaps {
		f.Notes = append(f.Notes, "一项活动可以在几个县区，在每个县区各计一次，所以各县区之和大于合计。")
	}
	return s.finish(f, rows)
}

// sinceCell is the days since the county's last activity by a day. Of a year without
// a log nobody can tell.
func (s *page) sinceCell(c *catalog.County, year int, end date.Date) view.DataCell {
	if whole, _ := s.f.Get(year, measure.Activities, figures.All, ""); whole.NoRecords {
		return numberCell(whole)
	}
	var periods []date.Date
	for _, a := range s.counted(c) {
		periods = append(periods, a.Date.Date)
		if last := a.Until.Date; last.Known() && end.Before(last) && !end.Before(a.Date.Date) {
			periods = append(periods, end) // it still went on
		} else {
			periods = append(periods, last)
		}
	}
	if days := since(periods, end); days != "" {
		return view.DataCell{Text: days}
	}
	return view.DataCell{Text: dash}
}
