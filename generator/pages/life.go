package pages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/chart"
	"kepu/generator/date"
	"kepu/generator/ledger"
	"kepu/generator/view"
)

// mostAhead is how many years after the newest record a line of time reaches; a title that is valid for longer goes on to its end.
const mostAhead = 8

// life is what became of a base, on one line of time: its titles as terms, the years with activities as ticks. It
// knows no clock: the line goes on after the records only as far as they tell of later years, and says where they end. Nil where there is
// no title, or but one year to draw.
func (m *maker) life(b *catalog.Base) *view.Life {
	if !m.c.AsOf.Known() || len(b.Titles) == 0 {
		return nil
	}
	asOf := m.c.AsOf.Last()
	years, held := yearsOf(b.Activities)
	first, last := int(asOf.Year), int(asOf.Year)
	reach := func(y int) {
		if y > 0 {
			first, last = min(first, y), max(last, min(y, int(asOf.Year)+mostAhead))
		}
	}
	for i := range b.Titles {
		d := b.Titles[i].Designation
		reach(int(d.Date.Year))
		reach(int(d.ValidUntil.Year))
	}
	for _, y := range years {
		reach(y)
	}
	if last == first {
		return nil
	}
	month := func(d date.Date) int { return (int(d.Year)-first)*12 + int(d.Month) - 1 }
	of := chart.LifeOf{First: first, Last: last, Ticks: years, Now: month(asOf) + 1, NowName: "记录截至" + m.c.AsOf.Chinese()}
	if of.Months = of.Now; last > int(asOf.Year) {
		of.Months = (last - first + 1) * 12
	}
	v := &view.Life{Ticks: held > 0}
	for _, l := range m.levelsByRank() {
		row := chart.LifeRow{Mark: min(max(l.Rank, 1), 4)}
		for i := len(b.Titles) - 1; i >= 0; i-- { // the oldest first
			t := &b.Titles[i]
			if t.Designation.Level != l {
				continue
			}
			life := (&ledger.Entry{Designation: t.Designation, Title: t, Base: b}).Life()
			for j, turn := range life {
				if turn.State != ledger.InForce && turn.State != ledger.May {
					continue
				}
				term := chart.LifeTerm{From: month(turn.Day), To: of.Now, May: turn.State == ledger.May}
				if j == 0 {
					term.Name = fmt.Sprintf("%s %d", l.Name, t.Designation.Date.Year)
				}
				if j+1 < len(life) {
					term.To = month(life[j+1].Day)
				}
				v.May = v.May || term.May && term.From < term.To
				v.Later = v.Later || term.To > of.Now
				row.Terms = append(row.Terms, term)
			}
		}
		if row.Terms != nil {
			of.Rows = append(of.Rows, row)
		}
	}
	v.Alt = strings.Join(lifeSays(b, years, held), "；") + "。"
	v.Chart = chart.Life(of)
	return v
}

// lifeSays tells the same in words: dated facts, true on any day.
func lifeSays(b *catalog.Base, years []int, held int) (says []string) {
	for i := len(b.Titles) - 1; i >= 0; i-- {
		t := &b.Titles[i]
		d := t.Designation
		s := d.Date.Chinese() + "命名为" + d.Level.Name + "科普教育基地"
		switch {
		case t.Revoked != nil:
			s += "，" + t.Revoked.Date.Chinese() + "撤销"
		case d.ValidUntil.Known():
			s += "，有效期至" + d.ValidUntil.Chinese()
		case d.NoEndKnown:
			s += "，有效期未查到"
		}
		says = append(says, s)
	}
	if b.Until.Known() {
		says = append(says, "作为科普教育基地到"+b.Until.Chinese()+"为止")
	}
	if held == 0 {
		return append(says, "没有活动记录")
	}
	words := make([]string, len(years))
	for i, y := range years {
		words[i] = strconv.Itoa(y)
	}
	return append(says, fmt.Sprintf("有活动记录的年份：%s，共%d项", strings.Join(words, "、"), held))
}

// yearsOf are the years in which activities that count were, and how many there are of known year.
func yearsOf(list []*catalog.Activity) (years []int, held int) {
	for _, a := range list {
		if a.Counts() && a.Date.Known() {
			held++
			years = append(years, int(a.Date.Year))
		}
	}
	slices.Sort(years)
	return slices.Compact(years), held
}

// levelsByRank are the levels from the highest on.
func (m *maker) levelsByRank() []*catalog.Level {
	list := slices.Clone(m.c.Levels)
	slices.SortStableFunc(list, func(a, b *catalog.Level) int { return a.Rank - b.Rank })
	return list
}
