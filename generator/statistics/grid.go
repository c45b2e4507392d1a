package statistics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/chart"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// How far the participants of a county's activities in a year are reported: the tones of its dot.
const (
	toneAll = iota
	tonePart
	toneNone
)

var toneNames = []string{"参加人次都报了", "报了一部分", "都" + quote.Unreported}

func tone(people figures.Row) int {
	switch {
	case people.Reported == people.Entries:
		return toneAll
	case people.Reported > 0:
		return tonePart
	}
	return toneNone
}

// gridYears is how many years the grid shows, the newest: dots of more would be points on a telephone.
const gridYears = 16

// grid is the activities of each county in each year: a dot each, the more the larger, nothing where nothing is on record.
// It is nil where there is little to see: fewer than two counties or years that have some.
func (s *page) grid() *view.Figure {
	shown := s.logged(s.years[max(0, len(s.years)-gridYears):])
	f := s.figure("counties-years", "历年各县区活动数（项）", "活动日志")
	f.Wide = true
	f.Table = view.DataTable{Caption: f.Caption, Head: []view.DataHead{{Name: "县区"}}}
	for _, y := range shown {
		f.Table.Head = append(f.Table.Head, view.DataHead{Name: strconv.Itoa(y), URL: address.Link(s.p, address.StatisticsYear(y))})
	}
	f.Table.Head = append(f.Table.Head, view.DataHead{Name: "合计"})
	var rows []chart.Row
	var names, words, none []string
	for _, y := range shown {
		names = append(names, strconv.Itoa(y))
	}
	years, tones := map[int]bool{}, map[int]bool{}
	var all []figures.Row
	for _, c := range s.c.Counties {
		total, _ := s.f.Total(measure.Activities, figures.ByCounty, c.ID)
		row := chart.Row{Name: c.Name, Sum: numberCell(total).Text}
		line := view.DataRow{Name: c.Name, URL: address.Link(s.p, address.County(c))}
		best := figures.Row{}
		for _, y := range shown {
			held, _ := s.f.Get(y, measure.Activities, figures.ByCounty, c.ID)
			people, _ := s.f.Get(y, measure.Participants, figures.ByCounty, c.ID)
			cell, t := numberCell(held), tone(people)
			if held.Known {
				years[y], tones[t] = true, true
				if t != toneAll {
					cell.Note = quote.Unreported
				}
				if t == tonePart {
					cell.Note = fmt.Sprintf("%s项已报", digits(people.Reported))
				}
				if held.Value > best.Value {
					best = held
				}
			}
			row.Cells = append(row.Cells, chart.Cell{Value: chart.Value{N: held.Value, Known: held.Known}, Tone: t})
			line.Cells = append(line.Cells, cell)
			all = append(all, held)
		}
		line.Cells = append(line.Cells, numberCell(total))
		f.Table.Rows = append(f.Table.Rows, line)
		if !total.Known {
			none = append(none, c.Name)
		} else {
			row.Sum += "项"
			words = append(words, fmt.Sprintf("%s共%s项，最多的是%d年%s项", c.Name, digits(total.Value), best.Year, digits(best.Value)))
		}
		rows = append(rows, row)
	}
	if len(words) < 2 || len(years) < 2 {
		return nil
	}
	f.Chart.Dots = chart.Dots(rows, names)
	if len(none) > 0 {
		words = append(words, strings.Join(none, "、")+quote.NoRecords)
		f.Sentence = fmt.Sprintf("%d个县区中，%d个有活动记录，%d个没有：%s。", len(rows), len(rows)-len(none), len(none), fewNames(none))
	}
	f.Alt = strings.Join(words, "；") + "。"
	for t, name := range toneNames {
		if tones[t] {
			f.Legend = append(f.Legend, view.LegendItem{Tone: "dot-" + strconv.Itoa(t), Name: name})
		}
	}
	f.Notes = append(f.Notes, "圆越大活动越多；没有圆的年份没有记录。表格里的小字，是参加人次报了几项。")
	if slices.ContainsFunc(shown, s.running) {
		f.Notes = append(f.Notes, fmt.Sprintf("%d年还没有结束。", shown[len(shown)-1]))
	}
	if len(s.years) > gridYears {
		f.Notes = append(f.Notes, fmt.Sprintf("这里是最近%d年；合计是全部年份的。", gridYears))
	}
	return s.finish(f, all)
}
