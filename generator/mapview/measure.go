package mapview

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/atlas"
	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/geo"
	"kepu/generator/measure"
	"kepu/generator/numerals"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// # What counties are tinted by
//
// A map of the whole city tells a number of each county: below its name, and by a tint in four steps or, where no
// borders are drawn, by the area of a circle. There are up to three measures; a drawing has all of them, each with a class of its
// own, and the figure says by one attribute which is seen. So a script has nothing to count, and without one the first is seen.
//
// What is not known is hatched and has no number: a county of which no name was found is not one without bases.

// measured is one measure of all counties.
type measured struct {
	id, name, unit string
	said           string  // before a county's number in words: "近五年"
	of             []value // by County.Index
	classes        [][2]float64
}

// value is the number of one county.
type value struct {
	n    float64 // 0: none, or not known
	text string
	none string // in place of a number: 未查到, 没有记录
	lost bool   // it is not known
}

// steps is how many tints there are.
const steps = 4

// recentYears is how many years of activities are counted: those to the newest record.
const recentYears = 5

// measures returns what there is to choose: always the bases, the activities where any is on record, and the bases for
// the number of people where that is known of some county.
func (m *Builder) measures() []measured {
	bases := m.counted(func(c *catalog.County) int { return len(m.bases(c)) })
	recent := measured{id: "activities", name: "近五年活动", unit: "项", said: "近五年活动"}
	rate := measured{id: "rate", name: "每十万人基地", unit: "家", said: "每十万人"}
	some, people := false, false
	for _, c := range m.c.Counties {
		v := bases.of[c.Index]
		a := value{n: float64(m.activities(c)), none: "没有记录"}
		if a.n > 0 {
			a.text, a.none, some = quote.Thousands.Write(int64(a.n)), "", true
		}
		recent.of = append(recent.of, a)

		r := v
		switch {
		case c.People.Number == 0:
			r = value{none: "人口" + quote.NotFound, lost: true}
		case v.n > 0:
			people = true
			r.n = geo.Round(v.n*100_000/float64(c.People.Number), 2)
			r.text = strconv.FormatFloat(geo.Round(r.n, 1), 'f', 1, 64)
			if r.n < 0.1 {
				r.text = strconv.FormatFloat(r.n, 'f', 2, 64)
			}
		}
		rate.of = append(rate.of, r)
	}
	out := []measured{bases}
	if some {
		out = append(out, recent)
	}
	if people {
		out = append(out, rate)
	}
	for i := range out {
		out[i].classes = classes(out[i].of)
	}
	return out
}

// counted is how many bases each county has.
func (m *Builder) counted(n func(*catalog.County) int) measured {
	out := measured{id: "bases", name: "基地", unit: "家"}
	nameless := slices.ContainsFunc(m.c.Designations, (*catalog.Designation).Nameless)
	for _, c := range m.c.Counties {
		v := value{n: float64(n(c))}
		switch {
		case v.n > 0:
			v.text = quote.Thousands.Write(int64(v.n))
		case nameless:
			v.none, v.lost = "名称"+quote.NotFound, true
		default:
			v.none = "没有记录"
		}
		out.of = append(out.of, v)
	}
	out.classes = classes(out.of)
	return out
}

// activities is how many activities that count a county has on record in the newest years.
func (m *Builder) activities(c *catalog.County) (n int64) {
	last := int(m.c.AsOf.Year)
	for y := last - recentYears + 1; y <= last; y++ {
		if r, ok := m.f.Get(y, measure.Activities, figures.ByCounty, c.ID); ok {
			n += r.Value
		}
	}
	return n
}

// classes parts the numbers into at most four steps so that those of one step are as near to each other as may be (Fisher
// 1958, of squared differences of their roots, since counts spread the more the larger they are), and returns the least and the greatest of each.
func classes(of []value) [][2]float64 {
	var x []float64
	for _, v := range of {
		if v.n > 0 {
			x = append(x, v.n)
		}
	}
	slices.Sort(x)
	distinct := slices.Compact(slices.Clone(x))
	k := min(steps, len(distinct))
	if k == 0 {
		return nil
	}
	n := len(x)
	cost := func(i, j int) float64 { // of x[i:j] in one step; whole numbers of a thousandth, so that all processors agree
		var sum, squares float64
		for _, v := range x[i:j] {
			r := geo.Round(math.Sqrt(v), 3)
			sum, squares = sum+r, squares+float64(r*r)
		}
		return geo.Round(squares-float64(sum*sum)/float64(j-i), 3)
	}
	best := make([][]float64, k+1) // best[c][j]: of the first j in c steps
	from := make([][]int, k+1)
	for c := range best {
		best[c], from[c] = make([]float64, n+1), make([]int, n+1)
		for j := range best[c] {
			best[c][j] = math.Inf(1)
		}
	}
	best[0][0] = 0
	for c := 1; c <= k; c++ {
		for j := c; j <= n; j++ {
			if j < n && x[j] == x[j-1] {
				continue // equal numbers have one tint
			}
			for i := c - 1; i < j; i++ {
				if math.IsInf(best[c-1][i], 1) {
					continue // no step ends between equal numbers, so none begins there
				}
				if b := geo.Round(best[c-1][i]+cost(i, j), 3); b < best[c][j] {
					best[c][j], from[c][j] = b, i
				}
			}
		}
	}
	out := make([][2]float64, k)
	for c, j := k, n; c > 0; c-- {
		i := from[c][j]
		out[c-1] = [2]float64{x[i], x[j-1]}
		j = i
	}
	return out
}

// class is the tint of a county: "bases-1" to "bases-4"; "bases-0" where nothing is recorded, "bases-x" where it is not known.
func (d measured) class(county int) string {
	v := d.of[county]
	switch {
	case v.lost:
		return d.id + "-x"
	case v.n == 0:
		return d.id + "-0"
	}
	for i, c := range d.classes {
		if v.n <= c[1] {
			return d.tint(i)
		}
	}
	return d.tint(len(d.classes) - 1)
}

// tints are the steps of so many classes: few of them stand apart, and what is all alike is no deep patch.
var tints = [steps + 1][]int{1: {2}, 2: {1, 3}, 3: {1, 2, 4}, 4: {1, 2, 3, 4}}

func (d measured) tint(class int) string {
	return d.id + "-" + strconv.Itoa(tints[len(d.classes)][class])
}

// words say a county's number: "近五年活动3项", "名称未查到".
func (d measured) words(county int) string {
	if v := d.of[county]; v.none != "" {
		return d.said + v.none
	} else {
		return d.said + v.text + d.unit
	}
}

// radius is that of a county's circle, whose area is its number.
func (d measured) radius(county int, largest float64) float64 {
	return geo.Round(largest*d.share(county), 1)
}

// share is that radius as a part of the largest.
func (d measured) share(county int) float64 {
	most := 0.0
	for _, v := range d.of {
		most = max(most, v.n)
	}
	if most == 0 {
		return 0
	}
	return math.Sqrt(d.of[county].n / most)
}

// largestCircle is the radius of the largest circle, as a part of the drawing's width.
const largestCircle = 0.06

// numbered gives the areas their figures and circles.
func (m *Builder) numbered(areas []atlas.Area, measures []measured, o atlas.Options) []atlas.Area {
	areas = slices.Clone(areas)
	for i := range areas {
		a := &areas[i]
		c := m.countyOf(a.Code)
		if c == nil {
			continue
		}
		for _, d := range measures {
			a.Figures = append(a.Figures, d.of[c.Index].text)
			a.Circle = max(a.Circle, d.radius(c.Index, o.Width*largestCircle))
		}
	}
	return areas
}

// tint puts what the measures say of the counties on a drawing.
func (m *Builder) tint(d *sheet, measures []measured, o atlas.Options) {
	for i := range d.Areas {
		a := &d.Areas[i]
		c := m.countyOf(a.Code)
		if c == nil {
			continue
		}
		var words []string
		for _, x := range measures {
			v, class := x.of[c.Index], x.class(c.Index)
			a.Tints += " " + class
			if v.lost {
				a.Hatches += " " + class
			}
			if v.text != "" || v.lost && a.Seat != nil {
				a.Figures = append(a.Figures, view.MapFigure{Measure: x.id, Text: v.text, Lost: v.lost})
			}
			if a.Seat != nil {
				a.Seat.Circles = append(a.Seat.Circles, view.MapCircle{Measure: x.id, Radius: x.radius(c.Index, o.Width*largestCircle)})
			}
			words = append(words, x.words(c.Index))
		}
		a.Title = a.Name + "：" + strings.Join(words, "，")
	}
}

// measureViews are the measures as the controls and the legend of a map show them.
func measureViews(measures []measured, bordered bool) []view.MapMeasure {
	var out []view.MapMeasure
	for _, d := range measures {
		v := view.MapMeasure{ID: d.id, Name: d.name, Circles: !bordered}
		for i, c := range d.classes {
			v.Steps = append(v.Steps, view.MapStep{Class: d.tint(i), Text: numerals.Span(d.limit(c[0]), d.limit(c[1])) + " " + d.unit})
		}
		seen := map[string]bool{}
		for i, x := range d.of {
			if x.none == "" || seen[x.none] {
				continue
			}
			seen[x.none] = true
			step := view.MapStep{Class: d.class(i), Text: x.none, Hatch: x.lost}
			if d.id == "rate" && !x.lost {
				step.Text = "没有记录"
			}
			v.Steps = append(v.Steps, step)
		}
		out = append(out, v)
	}
	return out
}

func (d measured) limit(n float64) string {
	if d.id != "rate" {
		return quote.Thousands.Write(int64(n))
	}
	for _, v := range d.of {
		if v.n == n {
			return v.text
		}
	}
	return fmt.Sprint(n)
}

// seats returns the areas, and those counties that the borders do not know where their bases are: at the place of most that are known to the
// county's seat, else in the middle of all.
func (m *Builder) seats(areas []atlas.Area) []atlas.Area {
	areas = slices.Clone(areas)
	for _, c := range m.c.Counties {
		if slices.ContainsFunc(areas, func(a atlas.Area) bool { return a.Code == seatCode(c) }) {
			continue
		}
		if at, ok := seat(WithPlace(m.bases(c))); ok {
			areas = append(areas, atlas.Area{Code: seatCode(c), Name: c.Name, Middle: at})
		}
	}
	return areas
}

// seatCode names a county on a drawing: its code or, where it has none, its id.
func seatCode(c *catalog.County) string { return cmp.Or(c.Code, c.ID) }

func seat(list []*catalog.Base) (geo.Point, bool) {
	count := map[geo.Point]int{}
	var best, sum geo.Point
	for _, b := range list {
		at := b.Point.Round(5)
		sum = geo.Point{Lon: sum.Lon + at.Lon, Lat: sum.Lat + at.Lat}
		if b.Precision != "county" {
			continue
		}
		if count[at]++; count[at] > count[best] {
			best = at
		}
	}
	if len(count) == 0 && len(list) > 0 {
		n := float64(len(list))
		best = geo.Point{Lon: sum.Lon / n, Lat: sum.Lat / n}.Round(5)
	}
	return best, len(list) > 0
}
