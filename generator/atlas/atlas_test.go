package atlas

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"

	"kepu/generator/geo"
)

// city reads the schematic that comes with the content.
func city(t testing.TB) (*geo.Boundaries, []Area) {
	t.Helper()
	data, err := os.ReadFile("../../content/map/boundaries.geojson")
	if err != nil {
		t.Fatal(err)
	}
	b, faults := geo.ReadBoundaries(data)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var areas []Area
	for _, c := range b.Counties {
		middle, _ := c.Middle()
		areas = append(areas, Area{Code: c.Code, Name: c.Name, Middle: middle})
	}
	return &b, areas
}

// crowd makes n places: most in a few towns, many at one and the same point.
func crowd(b *geo.Boundaries, n int, seed uint64) []Place {
	r := rand.New(rand.NewPCG(seed, 1))
	var list []Place
	for len(list) < n {
		box := b.Bounds()
		at := geo.Point{Lon: box.West + r.Float64()*(box.East-box.West), Lat: box.South + r.Float64()*(box.North-box.South)}
		if len(list) > 0 && r.IntN(3) > 0 {
			at = list[r.IntN(len(list))].At
			if r.IntN(2) > 0 {
				at = geo.Point{Lon: at.Lon + r.NormFloat64()*0.03, Lat: at.Lat + r.NormFloat64()*0.03}
			}
		}
		at = at.Round(5)
		if _, ok := b.County(at); !ok {
			continue
		}
		i := len(list)
		list = append(list, Place{ID: fmt.Sprintf("b%04d", i), Name: fmt.Sprintf("虚构基地%d", i), At: at, Rank: i % 5, Exact: i%2 == 0})
	}
	return list
}

var sizes = []Options{
	{Width: 328, Symbol: 10, Text: 11, Heading: 12, ScaleBar: true},
	{Width: 760, Symbol: 11.5, Text: 13, Heading: 15, ScaleBar: true},
	{Width: 300, Symbol: 12, Heading: 14},
}

// stands is everything on a drawing that takes room, with what it is.
func stands(d Drawing, list []Place, o Options) (names []string, boxes []box) {
	add := func(name string, b box) { names, boxes = append(names, name), append(boxes, b) }
	for i, g := range d.Groups {
		if g.Spots == nil {
			add(fmt.Sprintf("crowd %d", i), around(g.X, g.Y, o.Symbol))
		}
		for j, s := range g.Spots {
			p := list[g.Places[j]]
			add("symbol "+p.ID, around(s.X, s.Y, o.Symbol))
			if s.Label != nil {
				add("name "+p.ID, s.Label.box(p.Name, o.Text))
			}
		}
	}
	for _, c := range d.Counties {
		if c.Name != nil {
			add("county "+c.Area.Name, c.Name.box(c.Area.Name, o.Heading))
		}
	}
	return names, boxes
}

// Symbols are round, so two of them may share a corner of their boxes; names may not meet
// anything.
func TestNoNameCoversAnything(t *testing.T) {
	b, areas := city(t)
	for _, n := range []int{0, 1, 16, 100, 2000} {
		for _, o := range sizes {
			list := crowd(b, n, uint64(n))
			d := Draw(b, areas, list, o)
			names, boxes := stands(d, list, o)
			for i := range boxes {
				if boxes[i].left < 0 || boxes[i].top < 0 || boxes[i].right > d.Width || boxes[i].bottom > d.Height {
					t.Errorf("%d places, %v wide: %s leaves the drawing", n, o.Width, names[i])
				}
				for j := range i {
					round := names[i][0] != 'n' && names[i][1] != 'o' && names[j][0] != 'n' && names[j][1] != 'o'
					if !round && boxes[i].meets(boxes[j]) {
						t.Errorf("%d places, %v wide: %s covers %s", n, o.Width, names[i], names[j])
					}
				}
			}
		}
	}
}

func TestNoTwoSymbolsTouch(t *testing.T) {
	b, areas := city(t)
	for _, n := range []int{16, 100, 2000} {
		for _, o := range sizes {
			d := Draw(b, areas, crowd(b, n, 7), o)
			var at [][2]float64
			for _, g := range d.Groups {
				if g.Spots == nil {
					at = append(at, [2]float64{g.X, g.Y})
				}
				for _, s := range g.Spots {
					at = append(at, [2]float64{s.X, s.Y})
				}
			}
			for i := range at {
				for j := range i {
					// Rounding to a tenth may bring two in a ring nearer by as much.
					if got := distance(at[i][0]-at[j][0], at[i][1]-at[j][1]); got < 2*o.Symbol+apart-0.2 {
						t.Errorf("%d places, %v wide: symbols %.2f apart at %v", n, o.Width, got, at[i])
					}
				}
			}
		}
	}
}

func TestEveryPlaceStandsOnTheMapOnce(t *testing.T) {
	b, areas := city(t)
	for _, n := range []int{1, 16, 2000} {
		seen := make([]int, n)
		for _, g := range Draw(b, areas, crowd(b, n, 3), sizes[0]).Groups {
			if g.Spots != nil && len(g.Spots) != len(g.Places) {
				t.Errorf("%d symbols for %d places", len(g.Spots), len(g.Places))
			}
			for _, i := range g.Places {
				seen[i]++
			}
		}
		if i := slices.IndexFunc(seen, func(k int) bool { return k != 1 }); i >= 0 {
			t.Errorf("place %d of %d stands there %d times", i, n, seen[i])
		}
	}
}

// The leader of a group stands at its own place, the others no farther than a ring is wide.
func TestASymbolStandsWhereItsPlaceIs(t *testing.T) {
	b, areas := city(t)
	list := crowd(b, 100, 5)
	for _, o := range sizes {
		p := geo.NewProjection(bounds(b.Counties, list, ""), o.Width, o.Symbol+4)
		for _, g := range Draw(b, areas, list, o).Groups {
			for k, i := range g.Places {
				x, y := p.XY(list[i].At)
				if off := distance(x-g.X, y-g.Y); off > 2*o.Symbol+apart || k == 0 && off > 0 {
					t.Errorf("%s is drawn %.1f from its place", list[i].ID, off)
				}
			}
		}
	}
}

func TestTheDrawingDoesNotDependOnTheOrderOfTheInput(t *testing.T) {
	b, areas := city(t)
	list := crowd(b, 300, 11)
	want := text(Draw(b, areas, list, sizes[1]), list)
	for seed := range uint64(5) {
		mixed := slices.Clone(list)
		rand.New(rand.NewPCG(seed, 9)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if got := text(Draw(b, areas, mixed, sizes[1]), mixed); !slices.Equal(got, want) {
			t.Fatalf("seed %d: another drawing", seed)
		}
	}
}

// text writes a drawing with ids in place of indexes.
func text(d Drawing, list []Place) []string {
	var out []string
	for _, g := range d.Groups {
		line := fmt.Sprint(g.X, g.Y, len(g.Spots))
		for i, p := range g.Places {
			line += " " + list[p].ID
			if g.Spots != nil {
				line += fmt.Sprint(g.Spots[i].X, g.Spots[i].Y)
				if l := g.Spots[i].Label; l != nil {
					line += fmt.Sprint(*l)
				}
			}
		}
		out = append(out, line)
	}
	for _, c := range d.Counties {
		out = append(out, c.Path)
		if c.Name != nil {
			out = append(out, fmt.Sprint(*c.Name))
		}
	}
	return out
}

// Eight are a ring around their place, nine are a number.
func TestPlacesAtOnePointAreSpreadOutOrCounted(t *testing.T) {
	b, areas := city(t)
	at := geo.Point{Lon: 114.02, Lat: 32.98}
	for n := 1; n <= 9; n++ {
		var list []Place
		for i := range n {
			list = append(list, Place{ID: fmt.Sprint(i), At: at})
		}
		d := Draw(b, areas, list, sizes[1])
		if len(d.Groups) != 1 || len(d.Groups[0].Places) != n {
			t.Fatalf("%d places: %+v", n, d.Groups)
		}
		if got := len(d.Groups[0].Spots); n <= 8 && got != n || n == 9 && got != 0 {
			t.Errorf("%d places have %d symbols", n, got)
		}
	}
}

func TestHighLevelsLeadAndAreNamedFirst(t *testing.T) {
	b, areas := city(t)
	list := []Place{
		{ID: "a", Name: "低", At: geo.Point{Lon: 114.0, Lat: 33.0}, Rank: 3},
		{ID: "b", Name: "无", At: geo.Point{Lon: 114.001, Lat: 33.0}},
		{ID: "c", Name: "高", At: geo.Point{Lon: 114.002, Lat: 33.0}, Rank: 1},
	}
	g := Draw(b, areas, list, sizes[1]).Groups[0]
	if !reflect.DeepEqual(g.Places, []int{2, 0, 1}) {
		t.Errorf("order %v, want the highest level first and no level last", g.Places)
	}
}

// Without borders the points are the map; without both there is none.
func TestAMapNeedsNoBorders(t *testing.T) {
	list := []Place{{ID: "a", Name: "甲", At: geo.Point{Lon: 114, Lat: 33}}, {ID: "b", Name: "乙", At: geo.Point{Lon: 114.5, Lat: 33.2}}}
	d := Draw(nil, nil, list, sizes[0])
	if len(d.Groups) != 2 || d.Width != 328 || d.Bar == nil || len(d.Counties) != 0 {
		t.Errorf("%+v", d)
	}
	if d := Draw(nil, nil, nil, sizes[0]); d.Width != 0 {
		t.Errorf("a map of nothing: %+v", d)
	}
	if d := Draw(nil, nil, list[:1], sizes[0]); len(d.Groups) != 1 {
		t.Errorf("one point: %+v", d)
	}
}

// Each county of the real schematic has room for its name, on a telephone too.
func TestEveryCountyOfAnEmptyMapIsNamed(t *testing.T) {
	b, areas := city(t)
	for _, o := range sizes {
		for _, c := range Draw(b, areas, nil, o).Counties {
			if c.Name == nil {
				t.Errorf("%v wide: %s has no name", o.Width, c.Area.Name)
			}
		}
	}
}

func TestAFocusFillsTheDrawing(t *testing.T) {
	b, areas := city(t)
	o := sizes[0]
	o.Focus = "411729"
	d := Draw(b, areas, nil, o)
	if len(d.Counties) >= len(b.Counties) {
		t.Error("counties out of view are drawn")
	}
	c, _ := b.Find(o.Focus)
	x, y := geo.NewProjection(c.Bounds(), o.Width, o.Symbol+4).XY(c.Bounds().Centre())
	if x != geo.Round(d.Width/2, 1) || y < d.Height/2-1 || y > d.Height/2+1 {
		t.Errorf("its middle is at %v, %v of %v × %v", x, y, d.Width, d.Height)
	}
}

func BenchmarkDraw(bench *testing.B) {
	b, areas := city(bench)
	list := crowd(b, 2000, 1)
	for bench.Loop() {
		Draw(b, areas, list, sizes[1])
	}
}

// figured are maps of numbers, whose counties are always named.
var figured = []Options{
	{Width: 328, Symbol: 8.5, Text: 11, Heading: 12, Figure: 14, Zooms: true},
	{Width: 640, Symbol: 10, Heading: 15, Figure: 19},
	{Width: 760, Symbol: 11.5, Text: 13, Heading: 15, Figure: 19, Zooms: true},
}

func TestSymbolsMakeWayForTheNamesOfCounties(t *testing.T) {
	b, areas := city(t)
	areas = slices.Clone(areas)
	for i := range areas {
		areas[i].Figures = []string{"12"}
	}
	moved, folded := 0, 0
	for _, n := range []int{6, 40, 100, 360, 2000} {
		for _, o := range figured {
			list := crowd(b, n, uint64(n))
			d := Draw(b, areas, list, o)
			seen := make([]int, n)
			var marks []box
			for _, g := range d.Groups {
				for _, i := range g.Places {
					seen[i]++
				}
				if g.From != nil {
					moved++
					p := geo.NewProjection(bounds(b.Counties, list, ""), o.Width, o.Symbol+4)
					if x, y := p.XY(list[g.Places[0]].At); distance(x-g.From.X, y-g.From.Y) > 0 {
						t.Errorf("%d places, %v wide: a line leads to %v, the place is at %v %v", n, o.Width, *g.From, x, y)
					}
				}
				if g.Spots == nil {
					folded++
					marks = append(marks, around(g.X, g.Y, o.Symbol))
				}
				for _, s := range g.Spots {
					marks = append(marks, around(s.X, s.Y, o.Symbol))
				}
			}
			if i := slices.IndexFunc(seen, func(k int) bool { return k != 1 }); i >= 0 {
				t.Errorf("%d places, %v wide: %s stands there %d times", n, o.Width, list[i].ID, seen[i])
			}
			for i, c := range d.Counties {
				if c.Name == nil || c.Bare {
					t.Errorf("%d places, %v wide: %s has no name", n, o.Width, c.Area.Name)
					continue
				}
				mine := o.block(c.Area).box(c.Name.X, c.Name.Y, false)
				if n < 360 && slices.ContainsFunc(marks, mine.meets) { // of more the whole drawing is full
					t.Errorf("%d places, %v wide: a symbol lies on %s", n, o.Width, c.Area.Name)
				}
				for _, other := range d.Counties[:i] {
					if other.Name != nil && mine.meets(o.block(other.Area).box(other.Name.X, other.Name.Y, false)) {
						t.Errorf("%d places, %v wide: %s lies on %s", n, o.Width, c.Area.Name, other.Area.Name)
					}
				}
			}
		}
	}
	if moved == 0 || folded == 0 {
		t.Errorf("%d symbols made way, %d were folded: nothing is tested", moved, folded)
	}
}
