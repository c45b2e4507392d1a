package mapview

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/geo"
	"kepu/generator/seal"
	"kepu/generator/standing"
	"kepu/generator/view"
)

// sheet is a drawing with the outlines that it needs.
type sheet struct {
	view.MapDrawing
	outlines []view.MapOutline
	waters   []view.MapWater
	affine   geo.Affine
	places   map[*catalog.Base]geo.Point // where they are drawn
}

// draw makes the drawing of some bases with a place, for the page at p.
func (m *Builder) draw(p string, list []*catalog.Base, o atlas.Options) sheet {
	base := m.shared()
	return m.drawOn(base, base.bordersFor(o), p, list, o)
}

func (m *Builder) drawOn(base *mapBase, borders *geo.Boundaries, p string, list []*catalog.Base, o atlas.Options) sheet {
	return m.drawOf(base, borders, p, list, o, m.measures)
}

// drawOf draws a map whose counties tell what measures of returns, where the drawing has room for figures.
func (m *Builder) drawOf(base *mapBase, borders *geo.Boundaries, p string, list []*catalog.Base, o atlas.Options, of func() []measured) sheet {
	areas := base.areas
	if borders == nil {
		o.Frame = base.frame
		if shape, ok := m.bounds(o.Focus); ok {
			o.Frame = shape
		}
	}
	if o.Figure > 0 || o.Focus != "" || o.Closely {
		o.Water = base.water
	}
	var measures []measured
	if o.Figure > 0 {
		if borders == nil {
			areas = m.seats(areas)
		}
		measures = of()
		areas = m.numbered(areas, measures, o)
	}
	stands := m.places(list, borders, o)
	d := atlas.Draw(borders, areas, stands, o)
	v := sheet{affine: d.Affine, places: map[*catalog.Base]geo.Point{}, MapDrawing: view.MapDrawing{
		Width: d.Width, Height: d.Height, Symbol: d.Symbol, Scale: geo.Round(d.Symbol/12, 3), Text: max(o.Text, 11), Heading: o.Heading,
	}}
	v.TextRem, v.HeadingRem = rem(v.Text), rem(v.Heading)
	for i, b := range list {
		v.places[b] = stands[i].At
	}
	for _, c := range d.Counties {
		a := view.MapArea{Code: c.Code, Name: c.Area.Name, Title: c.Area.Name, Label: c.Name, Bare: c.Bare}
		if o.Zooms {
			a.At, a.BareAt = places(c.At), places(c.BareAt)
		}
		if borders != nil {
			v.outlines = append(v.outlines, view.MapOutline{Code: c.Code, Path: c.Path})
		} else {
			a.Seat = &view.MapSeat{X: c.X, Y: c.Y}
		}
		if county := m.countyOf(c.Code); county != nil {
			a.URL = address.Link(p, address.County(county))
			a.Current = c.Code == o.Focus || c.Code == o.Only
		}
		v.Areas = append(v.Areas, a)
	}
	for _, s := range d.Water {
		v.waters = append(v.waters, view.MapWater{Kind: string(s.Kind), Path: s.Path})
		if s.Name != "" && o.Text > 0 {
			v.Waters = append(v.Waters, view.MapWaterName{Name: s.Name, X: s.Spot.X, Y: s.Spot.Y, Shown: s.Label != nil})
		}
	}
	if d.Net != nil {
		v.Net, v.Degrees = true, d.Net.Degrees
		v.outlines = append(v.outlines, view.MapOutline{Code: netCode, Path: d.Net.Path})
	}
	if o.Figure > 0 {
		v.Figure, v.FigureDown = o.Figure, atlas.FigureDown(o)
		v.FigureEm, v.DownEm = decimal(geo.Round(v.Figure/v.Heading, 4))+"em", decimal(geo.Round(v.FigureDown/v.Figure, 4))+"em"
		m.tint(&v, measures, o)
	}
	for _, g := range d.Groups {
		if g.From != nil {
			v.Leaders += fmt.Sprintf("M%s %sL%s %s", decimal(g.From.X), decimal(g.From.Y), decimal(g.X), decimal(g.Y))
		}
		if g.Spots == nil || len(g.Spots) > 4 {
			crowd := m.crowd(p, list, g)
			if g.Spots == nil {
				v.Crowds = append(v.Crowds, crowd)
			} else {
				v.Rings = append(v.Rings, crowd) // from five on there is room for the number
			}
		}
		for i, s := range g.Spots {
			v.Spots = append(v.Spots, m.spot(p, list[g.Places[i]], s))
		}
	}
	if b := d.Bar; b != nil {
		v.Bar = &view.MapBar{Start: d.Symbol, End: geo.Round(d.Symbol+b.Length, 1), Metres: b.Metres, Text: metres(b.Metres)}
	}
	return v
}

// netCode is the name of the net among the outlines.
const netCode = "net"

// places writes where a name may stand, for the script: the point that moves with the map, and the steps from there.
func places(list []atlas.NameAt) string {
	var out []string
	for _, at := range list {
		for _, x := range []float64{at.X, at.Y, at.DX, at.DY} {
			out = append(out, decimal(x))
		}
	}
	return strings.Join(out, " ")
}

// onto returns the transform that puts outlines drawn for from on a drawing for to: both
// stretch alike, so it is one scale and one shift.
func onto(from, to geo.Affine) string {
	if from == to {
		return ""
	}
	k := to.Across / from.Across
	x := to.Padding + float64((from.West-to.West)*to.Across) - float64(from.Padding*k)
	y := to.Padding + float64((to.North-from.North)*to.Down) - float64(from.Padding*k)
	return fmt.Sprintf("translate(%s %s) scale(%s)", decimal(geo.Round(x, 2)), decimal(geo.Round(y, 2)), decimal(geo.Round(k, 5)))
}

func join5(a geo.Affine) string {
	var parts []string
	for _, x := range []float64{a.West, a.North, a.Across, a.Down, a.Padding} {
		parts = append(parts, decimal(x))
	}
	return strings.Join(parts, " ")
}

func metres(n int) string {
	if n < 1000 {
		return strconv.Itoa(n) + "米"
	}
	return strconv.Itoa(n/1000) + "公里"
}

func (m *Builder) countyOf(code string) *catalog.County {
	for _, c := range m.c.Counties {
		if seatCode(c) == code {
			return c
		}
	}
	return nil
}

// bounds is the box around the county with that code; false where that is not known.
func (m *Builder) bounds(code string) (geo.Bounds, bool) {
	if code == "" || m.c.Borders == nil {
		return geo.Bounds{}, false
	}
	c, ok := m.c.Borders.Find(code)
	return c.Bounds(), ok
}

func (m *Builder) spot(p string, b *catalog.Base, s atlas.Spot) view.MapSpot {
	card := m.card(p, b)
	v := view.MapSpot{
		ID: b.ID, URL: card.URL, Title: spotTitle(card, b), X: s.X, Y: s.Y, Mark: mark(card.LevelRank), Levels: card.Levels,
		Exact: b.Precision == "exact", Name: shortName(b), Label: s.Label,
	}
	v.Seal, v.Glyph = m.kindSign(b.Kind)
	for _, l := range standing.Levels(b, m.c.AsOf)[1:] {
		v.Later = append(v.Later, markOf(l))
	}
	var days standing.Days
	standing.EachTurn(b, m.c.AsOf, func(day date.Date, _ *catalog.Level) {
		on := card
		_, on.Level, on.LevelNote = standing.Level(b, day, "")
		days.Add(day, spotTitle(on, b))
	})
	v.TitleDays = days.String()
	return v
}

// spotTitle says in words what a symbol shows.
func spotTitle(card view.BaseCard, b *catalog.Base) string {
	parts := []string{b.Name}
	for _, s := range []string{standing.WithNote(card.Level, card.LevelNote), card.Kind, Roughly(b)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "，")
}

// Roughly says how well the place is known; "" when exactly.
func Roughly(b *catalog.Base) string {
	switch b.Precision {
	case "town":
		return "位置只到乡镇或街道一带"
	case "county":
		return "位置只到县城一带"
	}
	return ""
}

// allMarks is how many shapes the theme has: one for no level, and four.
const allMarks = 5

// mark is the shape for a rank.
func mark(rank int) int { return min(rank, allMarks-1) }

// markOf is the shape for a level, or for none.
func markOf(l *catalog.Level) int {
	if l == nil {
		return 0
	}
	return mark(l.Rank)
}

// kindSign is what stands in a sign for a kind: the ID of its drawing where that is its alone, else a character.
func (m *Builder) kindSign(k *catalog.Kind) (sealID, glyph string) {
	s := k.Seal()
	if k == nil || s == seal.Plain || slices.ContainsFunc(m.c.Kinds, func(o *catalog.Kind) bool { return o != k && o.Seal() == s }) {
		return "", m.signs()[k]
	}
	return s.ID, ""
}

// glyphs gives each kind one character: the first of its name that no kind before it has.
func (m *Builder) glyphs() map[*catalog.Kind]string {
	out := map[*catalog.Kind]string{}
	used := map[string]bool{}
	for _, k := range m.c.Kinds {
		for _, r := range k.Name {
			if g := string(r); !used[g] {
				out[k], used[g] = g, true
				break
			}
		}
	}
	return out
}

// crowd is a group as a number that leads to where its bases are listed.
func (m *Builder) crowd(p string, list []*catalog.Base, g atlas.Group) view.MapCrowd {
	first := list[g.Places[0]]
	c := view.MapCrowd{X: g.X, Y: g.Y, Count: len(g.Places)}
	if p == address.Map {
		c.URL = "#" + address.MapCountyID(first.County)
	} else {
		c.URL = address.Link(p, address.County(first.County))
	}
	var names []string
	for _, i := range g.Places[:min(3, len(g.Places))] {
		names = append(names, list[i].Name)
	}
	c.Title = fmt.Sprintf("这一带有 %d 家：%s", c.Count, strings.Join(names, "、"))
	if c.Count > len(names) {
		c.Title += "等"
	}
	return c
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// rem is a size that grows with the reader's type.
func rem(size float64) string { return decimal(size/16) + "rem" }
