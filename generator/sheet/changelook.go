package sheet

import (
	"strconv"

	"kepu/generator/date"
)

// SetDay writes a day into a cell: as a date where the cell is formatted as one, else as a text that says it.
func (c *Changes) SetDay(sheet string, row, col int, day date.Date, text string) {
	c.SetText(sheet, row, col, text)
	c.cell(sheet, row, col).day = day
}

// Like gives a cell that has no look of its own that of the cell above it in another row, which must stand higher up.
func (c *Changes) Like(sheet string, row, col, from int) {
	if from < row {
		c.cell(sheet, row, col).like = from + 1
	}
}

// looks are what a sheet's cells borrow and are made of: styles by their place, and which of them show dates.
type looks struct {
	rows      map[int]bool      // whose cells others are to look like
	of        map[[2]int]string // the styles of their cells
	styles    styles
	since1904 bool
}

// looksOf prepares the looks of a sheet.
func (c *Changes) looksOf(s *changedSheet) (l looks, err error) {
	l = looks{rows: map[int]bool{}, of: map[[2]int]string{}, since1904: c.since1904}
	days := false
	for _, x := range s.cells {
		if x.like > 0 {
			l.rows[x.like-1] = true
		}
		days = days || x.day.Known()
	}
	if !days {
		return l, nil
	}
	rels, err := c.p.Rels(c.home)
	if err != nil {
		return l, err
	}
	for _, rel := range rels {
		if rel.Kind() == "styles" && rel.Part != "" {
			return l, l.styles.read(c.p, rel.Part)
		}
	}
	return l, nil
}

// see notes the style of a cell that the sheet has.
func (l *looks) see(row, col int, style string) {
	if l.rows[row] {
		l.of[[2]int{row, col}] = style
	}
}

// style is that of a changed cell which has one of its own, or borrows it.
func (l *looks) style(x *changedCell, own string) string {
	if x.like > 0 && (own == "" || own == "0") {
		if s := l.of[[2]int{x.like - 1, x.col}]; s != "" {
			return s
		}
	}
	return own
}

// dated writes the day of a cell whose style shows dates as one.
func (l *looks) dated(x *changedCell, style string) {
	if !x.day.Known() || x.day.Day == 0 {
		return
	}
	i, err := strconv.Atoi(style)
	if p := datePartsOf(l.styles.of(i).format); err != nil || !p.any() || p.time {
		return
	}
	n := date.Date{Year: 1899, Month: 12, Day: 30}.DaysTo(x.day)
	if l.since1904 {
		n -= 1462
	}
	if n > 60 { // before, Excel has a day that never was
		x.kind, x.value = "", "<v>"+strconv.Itoa(n)+"</v>"
	}
}
