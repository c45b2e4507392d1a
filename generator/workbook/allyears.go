package workbook

import (
	"fmt"
	"strings"

	"kepu/generator/figures"
	"kepu/generator/measure"
	sheets "kepu/generator/sheet"
)

// allMeasures are the columns of the sheet of all years: those of them that any year has.
var allMeasures = []measure.Measure{
	measure.InForce, measure.Designated, measure.Revoked, measure.Activities, measure.Sessions, measure.Participants, measure.Online,
	measure.Volunteers, measure.Materials, measure.Media, measure.Visitors, measure.OpenDays, measure.BaseFunds,
}

// allYears writes the sheet of all years: a row for each, the newest first, and below it the activities of each county.
func (b *book) allYears(years []int) error {
	s := b.sheet(allSheet)
	s.Widths(16, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14)
	s.do([]sheets.StyleID{b.title}, "历年科普统计")
	s.do([]sheets.StyleID{b.soft}, b.about.Title+b.asOf()+"。空格是没有记录或没有填报，不是零；指标怎样算见“说明”。")
	var measures []measure.Measure
	var names []any
	for _, m := range allMeasures {
		for _, y := range years {
			if _, ok := b.f.Get(y, m, figures.All, ""); ok {
				measures = append(measures, m)
				names = append(names, m.Name()+"（"+m.Unit()+"）")
				break
			}
		}
	}
	s.heading("主要数字", append([]any{"年份"}, names...)...)
	s.years(years, len(measures), func(year, i int) figures.Row {
		r, _ := b.f.Get(year, measures[i], figures.All, "")
		r.Name = measures[i].Name()
		return r
	})
	counties := b.f.Keys(figures.ByCounty)
	if len(counties) < 2 || len(counties) >= mostColumns {
		return s.End() // more stand in 明细
	}
	names = []any{"年份"}
	for _, c := range counties {
		names = append(names, c.Name)
	}
	s.heading("各县区活动数（项）", names...)
	s.years(years, len(counties), func(year, i int) figures.Row {
		r, _ := b.f.Get(year, measure.Activities, figures.ByCounty, counties[i].ID)
		return r
	})
	return s.End()
}

// years writes a row for each year, and says which of its cells may be higher.
func (s *sheet) years(years []int, columns int, get func(year, i int) figures.Row) {
	var more, running []string
	for _, y := range years {
		line := []any{fmt.Sprintf("%d年", y)}
		for i := range columns {
			r := get(y, i)
			if r.Known && (r.LowerBound || r.Reported < r.Entries) {
				more = append(more, fmt.Sprintf("%d年%s", y, r.Name))
			}
			line = append(line, value(r))
		}
		if s.b.running(y) {
			running = append(running, fmt.Sprintf("%d年", y))
		}
		s.do([]sheets.StyleID{s.b.text, s.b.number}, line...)
	}
	s.more(more)
	if len(running) > 0 {
		s.do([]sheets.StyleID{s.b.soft}, strings.Join(running, "、")+"还没有结束。")
	}
}
