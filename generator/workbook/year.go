package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"kepu/generator/figures"
)

// sheet writes one sheet from the top down.
type sheet struct {
	b      *book
	name   string
	row    int // the next one, from 1
	failed error
}

// do writes a row of cells in one style each; nil cells stay empty.
func (s *sheet) do(styles []int, cells ...any) {
	for i, c := range cells {
		if s.failed != nil {
			return
		}
		at, err := excelize.CoordinatesToCellName(i+1, s.row)
		if err == nil && c != nil {
			err = s.b.x.SetCellValue(s.name, at, c)
		}
		if err == nil {
			err = s.b.x.SetCellStyle(s.name, at, at, styles[min(i, len(styles)-1)])
		}
		s.failed = err
	}
	s.row++
}

func (s *sheet) widths(list ...float64) {
	for i, width := range list {
		if s.failed != nil {
			return
		}
		col, err := excelize.ColumnNumberToName(i + 1)
		if err == nil {
			err = s.b.x.SetColWidth(s.name, col, col, width)
		}
		s.failed = err
	}
}

// mostBases is how many bases a year's sheet tells of: in a longer one nobody finds anything.
const mostBases = 1000

// year writes the tables of a year.
func (b *book) year(year int) error {
	s := &sheet{b: b, name: strconv.Itoa(year) + "年", row: 1}
	if _, err := b.x.NewSheet(s.name); err != nil {
		return err
	}
	s.widths(30, 14, 14, 14, 14, 14, 14, 14)
	s.do([]int{b.title}, fmt.Sprintf("%d年科普统计", year))
	s.do([]int{b.soft}, b.about.Title+b.asOf()+"。空格是没有填报，不是零；指标怎样算见“说明”。")
	if n := b.f.Private(year); n > 0 {
		s.do([]int{b.soft}, fmt.Sprintf("另有 %d 项督导、评审等不面向公众的活动，不计入。", n))
	}
	s.headlines(year)
	s.parts(year, figures.ByLevel, "按级别", figures.InForce, figures.Designated, figures.Revoked, figures.Activities, figures.Participants)
	s.parts(year, figures.ByCounty, "按县区", figures.InForce, figures.Activities, figures.Sessions, figures.Participants, figures.Online)
	s.parts(year, figures.ByKind, "按基地类型", figures.InForce, figures.Activities, figures.Sessions, figures.Participants, figures.Online)
	for _, d := range []figures.Dimension{figures.ByMonth, figures.ByCampaign, figures.ByForm} {
		s.parts(year, d, "按"+d.Name(), figures.Activities, figures.Sessions, figures.Participants, figures.Online)
	}
	if n := len(b.f.Keys(figures.ByBase)); n > mostBases {
		s.do([]int{b.soft}, fmt.Sprintf("%d 家基地各自的数字见 data/statistics.csv。", n))
		if s.failed != nil {
			return s.failed
		}
		return b.page(s.name)
	}
	s.parts(year, figures.ByBase, "按"+figures.ByBase.Name(), figures.Activities, figures.Sessions, figures.Participants, figures.Online)
	s.parts(year, figures.ByBase, "基地年度数据", figures.OpenDays, figures.FreeDays, figures.Visitors, figures.StaffFull, figures.StaffPart, figures.BaseVolunteers, figures.BaseFunds)
	if s.failed != nil {
		return s.failed
	}
	return b.page(s.name)
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
	for m := range figures.Measures {
		r, ok := b.f.Get(year, m, figures.All, "")
		if !ok {
			continue
		}
		before, _ := b.f.Get(year-1, m, figures.All, "")
		cells := []any{m.Name(), value(r), m.Unit(), r.Entries, r.Reported, value(before), nil, nil, s.remark(r)}
		if c := figures.Compare(before, r); c.Known && !b.running(year) {
			cells[6] = exact(c.Diff)
			if c.HasPercent {
				cells[7] = float64(c.Tenths) / 1000
			}
		}
		s.do([]int{b.text, b.number, b.text, b.number, b.number, b.number, b.number, b.percent, b.text}, cells...)
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
	if r.Least {
		words = append(words, "至少：有一批命名的总数没有查到")
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

// value returns a cell of r: empty when it is not known.
func value(r figures.Row) any {
	if !r.Known {
		return nil
	}
	return exact(r.Value)
}

// parts is a table of several measures by one dimension: a row for each key that
// any of them has a record of. Counties all have a row: none is left out of a
// comparison for having nothing.
func (s *sheet) parts(year int, d figures.Dimension, title string, measures ...figures.Measure) {
	b := s.b
	var lines [][]any
	for _, key := range b.f.Keys(d) {
		line, any := []any{key.Name}, d == figures.ByCounty
		for _, m := range measures {
			r, ok := b.f.Get(year, m, d, key.ID)
			any = any || ok
			if d == figures.ByCounty && !ok {
				line = append(line, 0) // no record, so nothing to report: none, not unknown
				continue
			}
			line = append(line, value(r))
		}
		if any {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return
	}
	head := []string{d.Name()}
	for _, m := range measures {
		head = append(head, m.Name())
	}
	s.heading(title, head...)
	for _, line := range lines {
		s.do([]int{b.text, b.number}, line...)
	}
	for _, m := range measures {
		if b.f.Overlaps(year, m, d) {
			s.do([]int{b.soft}, "一项活动或一家基地可以属于几个"+d.Name()+"，所以各行之和可能大于合计。")
			break
		}
	}
}

// heading begins a table: a free row, its title and its head.
func (s *sheet) heading(title string, head ...string) {
	s.row++
	s.do([]int{s.b.head}, title)
	cells := make([]any, len(head))
	for i, h := range head {
		cells[i] = h
	}
	s.do([]int{s.b.head}, cells...)
}

// page makes a sheet print on A4, as wide as the paper.
func (b *book) page(name string) error {
	a4, wide, high := 9, 1, 0
	portrait, fit := "portrait", true
	if err := b.x.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &portrait, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	return b.x.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit})
}

// notes writes the sheet of definitions.
func (b *book) notes() error {
	s := &sheet{b: b, name: notesSheet, row: 1}
	s.widths(20, 10, 18, 90)
	s.do([]int{b.title}, b.about.Title+"：统计说明")
	if b.about.By != "" {
		s.do([]int{b.soft}, "主办："+b.about.By+b.asOf())
	}
	for _, line := range []string{
		"一年一张表，最新的在前；“明细”是全部数字，与 data/statistics.csv 相同。",
		"空格是没有填报，不是零。“记录数”是有几条记录，“已报”是其中几条写了这个数，数值是已报的和。",
		"线上人次与现场的参加人次不相加。上一年或这一年报得不全的，不算增减。",
	} {
		s.do([]int{b.soft}, line)
	}
	s.row++
	s.do([]int{b.head}, "指标", "单位", "数据里的名称", "怎样算")
	for m := range figures.Measures {
		s.do([]int{b.wrapped}, m.Name(), m.Unit(), m.Key(), m.Definition())
	}
	breaks := false
	for m := range figures.Measures {
		for _, x := range b.f.Breaks(m) {
			if !breaks {
				s.row++
				s.do([]int{b.head}, "口径有变的指标", "年份", "", "有什么不同")
				breaks = true
			}
			s.do([]int{b.wrapped}, m.Name(), x.Year, nil, x.Note)
		}
	}
	if s.failed != nil {
		return s.failed
	}
	return b.page(notesSheet)
}
