package workbook

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/figures"
	"kepu/generator/measure"
	sheets "kepu/generator/sheet"
)

// mostBases is how many bases a year's sheet tells of: in a longer one nobody finds anything.
const mostBases = 1000

// mostNoted is how many cells a note under a table names.
const mostNoted = 12

// year writes the tables of a year.
func (b *book) year(year int) error {
	s := b.sheet(yearSheet(year))
	s.Widths(30, 14, 14, 14, 14, 14, 14, 14)
	s.do([]sheets.StyleID{b.title}, fmt.Sprintf("%d年科普统计", year))
	s.do([]sheets.StyleID{b.soft}, b.about.Title+b.asOf()+"。空格是没有记录或没有填报，不是零；指标怎样算见“说明”。")
	if n := b.f.Private(year); n > 0 {
		s.do([]sheets.StyleID{b.soft}, fmt.Sprintf("另有 %d 项督导、评审等不面向公众的活动，不计入。", n))
	}
	s.headlines(year)
	s.parts(year, figures.ByLevel, "按级别", measure.InForce, measure.Designated, measure.Revoked, measure.Activities, measure.Participants)
	s.parts(year, figures.ByCounty, "按县区", measure.InForce, measure.Activities, measure.Sessions, measure.Participants, measure.Online)
	s.parts(year, figures.ByKind, "按基地类型", measure.InForce, measure.Activities, measure.Sessions, measure.Participants, measure.Online)
	for _, d := range []figures.Dimension{figures.ByMonth, figures.ByCampaign, figures.ByForm} {
		s.parts(year, d, "按"+d.Name(), measure.Activities, measure.Sessions, measure.Participants, measure.Online)
	}
	s.national(year)
	if n := len(b.f.Keys(figures.ByBase)); n > mostBases {
		s.do([]sheets.StyleID{b.soft}, fmt.Sprintf("%d 家基地各自的数字见 data/bases-by-year.csv。", n))
		return s.End()
	}
	s.parts(year, figures.ByBase, "按"+figures.ByBase.Name(), measure.Activities, measure.Sessions, measure.Participants, measure.Online)
	s.parts(year, figures.ByBase, "基地年度数据", measure.OpenDays, measure.FreeDays, measure.Visitors, measure.StaffFull, measure.StaffPart, measure.BaseVolunteers, measure.BaseFunds)
	s.indicators(year)
	return s.End()
}

// national is the year's activities by the names that the national form has for their forms.
func (s *sheet) national(year int) {
	measures := []measure.Measure{measure.Activities, measure.Sessions, measure.Participants, measure.Online}
	for i, r := range s.b.f.ByNational(year, measure.Activities) {
		if i == 0 {
			s.heading("按全国科普统计的名称", "名称", measures[0].Name(), measures[1].Name(), measures[2].Name(), measures[3].Name())
		}
		line := []any{r.Name}
		for _, m := range measures {
			line = append(line, value(s.b.f.ByNational(year, m)[i]))
		}
		s.do([]sheets.StyleID{s.b.text, s.b.number}, line...)
	}
}

// indicators are the bases' figures of the site's indicators, a table for each group of them that is asked in the year.
func (s *sheet) indicators(year int) {
	asked := slices.DeleteFunc(slices.Clone(s.b.f.Measures()), func(m measure.Measure) bool { return !m.IsIndicator() || !m.Asked(year) })
	for _, g := range asked.Groups() {
		title := "基地年度数据"
		if g != "" {
			title += "：" + g
		}
		of := slices.DeleteFunc(slices.Clone(asked), func(m measure.Measure) bool { return m.Group() != g })
		for columns := range slices.Chunk(of, mostColumns-1) {
			s.parts(year, figures.ByBase, title, columns...)
		}
	}
}

func (b *book) asOf() string {
	if !b.about.AsOf.Known() {
		return ""
	}
	return "，记录截至" + b.about.AsOf.Chinese()
}

// headlines is the year's figures with those of the year before.
func (s *sheet) headlines(year int) {
	b := s.b
	s.heading("主要数字", "指标", "数值", "单位", "记录数", "已报", "上一年", "增减", "增减率", "备注")
	for _, m := range b.f.Measures() {
		r, ok := b.f.Get(year, m, figures.All, "")
		if !ok {
			continue
		}
		before, _ := b.f.Get(year-1, m, figures.All, "")
		cells := []any{m.Name(), value(r), m.Unit(), r.Entries, r.Reported, value(before), nil, nil, s.remark(r)}
		if c := figures.Compare(before, r); c.Known && !b.running(year) {
			cells[6] = inCell(m, c.Diff)
			if c.HasPercent {
				cells[7] = float64(c.Tenths) / 1000
			}
		}
		s.do([]sheets.StyleID{b.text, b.number, b.text, b.number, b.number, b.number, b.number, b.percent, b.text}, cells...)
	}
}

// running reports whether the year is not over at the newest record: its figures
// are not held against a whole year's.
func (b *book) running(year int) bool {
	asOf := b.about.AsOf
	return year > int(asOf.Year) || year == int(asOf.Year) && (asOf.Month != 12 || asOf.Day != 31)
}

// remark says what one must know to read a figure; nil when there is nothing.
func (s *sheet) remark(r figures.Row) any {
	var words []string
	if r.LowerBound {
		words = append(words, "至少：有一批命名的总数没有查到")
	}
	if r.Unplaced {
		words = append(words, "没有查到")
	}
	if n := r.Unsure(); n > 0 {
		words = append(words, fmt.Sprintf("%d家有效期未查到，不在数值里", n))
	}
	if s.b.running(r.Year) {
		words = append(words, "这一年还没有结束")
	}
	for _, x := range s.b.f.Breaks(r.Measure) {
		if x.Year == r.Year {
			words = append(words, "口径有变："+x.Note)
		}
	}
	if len(words) == 0 {
		return nil
	}
	return strings.Join(words, "；")
}

// parts is a table of several measures by one dimension: a row for each key that
// any of them has a record of. Counties all have a row: none is left out of a
// comparison for having nothing.
func (s *sheet) parts(year int, d figures.Dimension, title string, measures ...measure.Measure) {
	b := s.b
	headed := false
	var more, unknown []string // of the cells: which may be higher, which was not found out
	line := make([]any, 0, mostColumns)
	for _, key := range b.f.Keys(d) {
		known := d == figures.ByCounty
		line = append(line[:0], key.Name)
		for _, m := range measures {
			r, ok := b.f.Get(year, m, d, key.ID)
			known = known || ok
			switch name := key.Name + m.Name(); {
			case r.Known && (r.LowerBound || r.Reported < r.Entries):
				more = append(more, name)
			case r.Unplaced || r.Unsure() > 0:
				unknown = append(unknown, name)
			}
			line = append(line, value(r))
		}
		if !known {
			continue
		}
		if !headed {
			s.heading(title, head(d, measures)...)
			headed = true
		}
		s.do([]sheets.StyleID{b.text, b.number}, line...)
	}
	if !headed {
		return
	}
	s.more(more)
	s.noted("没有查到，空着不是零：", unknown)
	for _, m := range measures {
		if b.f.Overlaps(year, m, d) {
			s.do([]sheets.StyleID{b.soft}, "一项活动或一家基地可以属于几个"+d.Name()+"，所以各行之和可能大于合计。")
			break
		}
	}
}

// more says which cells may be higher than they are.
func (s *sheet) more(cells []string) {
	s.noted("没有查全或没有报全，实际可能更多：", cells)
}

// noted names some cells under a table.
func (s *sheet) noted(what string, cells []string) {
	if n := len(cells); n > mostNoted {
		s.do([]sheets.StyleID{s.b.soft}, fmt.Sprintf("%s%s等%d个数。", what, strings.Join(cells[:mostNoted], "、"), n))
	} else if n > 0 {
		s.do([]sheets.StyleID{s.b.soft}, what+strings.Join(cells, "、")+"。")
	}
}

// head names the columns of a table of measures by a dimension.
func head(d figures.Dimension, measures []measure.Measure) []any {
	names := []any{d.Name()}
	for _, m := range measures {
		names = append(names, m.Name())
	}
	return names
}
