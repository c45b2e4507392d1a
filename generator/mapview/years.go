package mapview

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/geo"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/statistics"
	"kepu/generator/view"
)

// mapYearNumbers are the years of the row: those from the first naming on.
func (m *Builder) mapYearNumbers() []int {
	years := m.f.Years()
	for i, y := range years {
		if r, ok := m.f.Get(y, measure.InForce, figures.All, ""); ok && r.Entries > 0 {
			return years[i:]
		}
	}
	return nil
}

// levelIn is the highest level in force at the end of a year, or at the newest record
// while the year goes on.
func (m *Builder) levelIn(b *catalog.Base, year int) *catalog.Level {
	return b.LevelAt(m.lastDay(year))
}

// lastDay is the end of a year, or the newest record's while the year goes on.
func (m *Builder) lastDay(year int) date.Date {
	if m.goesOn(year) {
		return m.c.AsOf
	}
	return date.YearEnd(year)
}

// goesOn reports whether the newest record lies within the year.
func (m *Builder) goesOn(year int) bool {
	a := m.c.AsOf
	return int(a.Year) == year && (a.Month < 12 || a.Day < 31)
}

// ranks writes one character a year: the mark of the level in force at its end, and allMarks more where nobody knows whether it still is.
func (m *Builder) ranks(b *catalog.Base, years []int) string {
	var s strings.Builder
	for _, y := range years {
		n := 0
		if l := m.levelIn(b, y); l != nil {
			if n = mark(l.Rank); !b.Holds(l, m.lastDay(y)) {
				n += allMarks
			}
		}
		s.WriteString(strconv.Itoa(n))
	}
	if strings.Trim(s.String(), "0") == "" {
		return ""
	}
	return s.String()
}

// mapYears draws a small map for each year, with a dot for each base that was in force
// at its end.
func (m *Builder) mapYears(located []*catalog.Base, shared geo.Affine) ([]view.MapYear, view.MapStamp) {
	years := m.mapYearNumbers()
	if m.c.Borders == nil || len(years) == 0 {
		return nil, view.MapStamp{}
	}
	o, borders := tinyMap, m.shared().small
	o.Frame = m.shared().frame
	city := o.Frame
	if borders != nil {
		city = borders.Bounds()
	}
	empty := atlas.Draw(borders, nil, nil, o)
	stamp := view.MapStamp{Width: empty.Width, Height: empty.Height, Ground: onto(shared, empty.Affine)}
	var out []view.MapYear
	var groups [][]atlas.Group
	for i, y := range years {
		var list []*catalog.Base
		for _, b := range located {
			// One outside the borders would move the drawing away from the outline.
			if m.levelIn(b, y) != nil && city.Contains(*b.Point) {
				list = append(list, b)
			}
		}
		v := view.MapYear{Year: y, Count: len(list), Index: i}
		if m.goesOn(y) {
			v.Until = fmt.Sprintf("截至%d月%d日", m.c.AsOf.Month, m.c.AsOf.Day)
		}
		r := m.inForce(y, figures.Keys{})
		if r.Entries > 0 && (r.Entries > int64(len(list)) || r.Unsure() > 0) {
			v.Note = statistics.InForceWords(r)
		}
		if len(list) == 0 && (r.Entries > 0 || r.Unplaced) {
			v.None = "名称或位置" + quote.NotFound
		}
		out, groups = append(out, v), append(groups, atlas.Draw(borders, nil, m.places(list, borders, o), o).Groups)
	}
	radius := m.dotRadius(groups)
	for i, list := range groups {
		for _, g := range list {
			out[i].Dots = append(out[i].Dots, view.MapDot{X: g.X, Y: g.Y, Radius: geo.Round(radius(len(g.Places)), 1)})
		}
	}
	return out, stamp
}

// dotRadius returns how large a dot for so many bases is. Few bases may overlap a little; of
// thousands nothing would be seen but one patch, so there the largest dots just touch.
func (m *Builder) dotRadius(groups [][]atlas.Group) func(n int) float64 {
	if !m.CountsOnly() {
		return func(n int) float64 { return 2 + math.Sqrt(float64(n)) }
	}
	most := 1
	for _, list := range groups {
		for _, g := range list {
			most = max(most, len(g.Places))
		}
	}
	return func(n int) float64 { return max(0.6, (tinyMap.Symbol+0.5)*math.Sqrt(float64(n)/float64(most))) }
}
