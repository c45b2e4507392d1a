package statistics

import (
	"fmt"

	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/view"
)

// national is a year's activities by the names that the national form has for their forms. It is nil where the
// site gives no form such a name.
func (s *page) national(year int) *view.Figure {
	rows := s.f.ByNational(year, measure.Activities)
	if len(rows) == 0 {
		return nil
	}
	caption := fmt.Sprintf("%d年活动，按全国科普统计的名称", year)
	f := s.figure("national", caption, "活动日志")
	f.Open = true
	f.Table = view.DataTable{Caption: caption, Head: []view.DataHead{{Name: "名称"}}}
	columns := []measure.Measure{measure.Activities, measure.Sessions, measure.Participants}
	if r, _ := s.f.Get(year, measure.Online, figures.All, ""); r.Known {
		columns = append(columns, measure.Online)
	}
	var all []figures.Row
	for _, x := range columns {
		f.Table.Head = append(f.Table.Head, s.head(x))
	}
	for _, r := range rows {
		row := view.DataRow{Name: r.Name}
		for _, x := range columns {
			for _, n := range s.f.ByNational(year, x) {
				if n.Name == r.Name {
					row.Cells = append(row.Cells, numberCell(n))
					all = append(all, n)
				}
			}
		}
		f.Table.Rows = append(f.Table.Rows, row)
	}
	whole, _ := s.f.Get(year, measure.Activities, figures.All, "")
	counted := int64(0)
	for _, r := range rows {
		counted += r.Value
	}
	if rest := whole.Value - counted; rest > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("另有%s项活动没有写形式，或者形式不在全国科普统计里。", digits(rest)))
	}
	return s.finish(f, all)
}
