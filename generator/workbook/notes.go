package workbook

import sheets "kepu/generator/sheet"

// notes writes the sheet of definitions.
func (b *book) notes() error {
	s := b.sheet(notesSheet)
	s.Widths(20, 10, 18, 90)
	s.do([]sheets.StyleID{b.title}, b.about.Title+"：统计说明")
	if b.about.By != "" {
		s.do([]sheets.StyleID{b.soft}, "主办："+b.about.By+b.asOf())
	}
	for _, line := range []string{
		"“历年”是各年的主要数字；一年一张表，最新的在前；“明细”是全部数字，与 data/statistics.csv 相同；各基地历年的数字在 data/bases-by-year.csv。",
		"空格是没有记录、没有填报或者没有查到，不是零。“记录数”是有几条记录，“已报”是其中几条写了这个数，数值是已报的和。",
		"线上人次与现场的参加人次不相加。上一年或这一年报得不全的，不算增减。",
	} {
		s.do([]sheets.StyleID{b.soft}, line)
	}
	s.Next++
	s.do([]sheets.StyleID{b.head}, "指标", "单位", "数据里的名称", "怎样算")
	for _, m := range b.f.Measures() {
		s.do([]sheets.StyleID{b.wrapped}, m.Name(), m.Unit(), m.Key(), m.Definition())
	}
	breaks := false
	for _, m := range b.f.Measures() {
		for _, x := range b.f.Breaks(m) {
			if !breaks {
				s.Next++
				s.do([]sheets.StyleID{b.head}, "口径有变的指标", "年份", "", "有什么不同")
				breaks = true
			}
			s.do([]sheets.StyleID{b.wrapped}, m.Name(), x.Year, nil, x.Note)
		}
	}
	return s.End()
}
