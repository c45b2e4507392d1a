package atlas

import (
	"math"

	"kepu/generator/geo"
)

// groups puts places whose symbols would touch together and opens the groups for which
// there is room.
func groups(p geo.Projection, places []Place, symbol float64) []Group {
	var list []Group
	least := 2*symbol + apart
	near := grid{size: least, cells: map[[2]int][]int{}}
	for _, i := range order(places) {
		x, y := p.XY(places[i].At)
		if g, ok := near.first(list, x, y); ok {
			list[g].Places = append(list[g].Places, i)
			continue
		}
		near.add(x, y, len(list))
		list = append(list, Group{X: x, Y: y, Places: []int{i}})
	}
	radius := make([]float64, len(list)) // of what stands there now
	for i := range list {
		radius[i] = symbol
	}
	for i := range list {
		g := &list[i]
		spots, size := ring(g.X, g.Y, len(g.Places), symbol)
		if len(g.Places) > ringMost || !inside(p, g.X, g.Y, size) || !free(list, radius, i, size) {
			continue
		}
		g.Spots, radius[i] = spots, size
	}
	return list
}

// ring returns the places of n symbols around a point, and the radius of it all. Two
// stand side by side, more begin at the top and go round as a clock does.
func ring(x, y float64, n int, symbol float64) ([]Spot, float64) {
	if n == 1 {
		return []Spot{{X: x, Y: y}}, symbol
	}
	r := (symbol + apart/2) / math.Sin(math.Pi/float64(n))
	spots := make([]Spot, n)
	for i := range spots {
		turn := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
		if n == 2 {
			turn = math.Pi * float64(1-i)
		}
		spots[i] = Spot{X: geo.Round(x+float64(r*math.Cos(turn)), 1), Y: geo.Round(y+float64(r*math.Sin(turn)), 1)}
	}
	return spots, geo.Round(r+symbol, 1)
}

func inside(p geo.Projection, x, y, radius float64) bool {
	return x >= radius && y >= radius && x <= p.Width-radius && y <= p.Height-radius
}

// free reports whether group i may have that radius.
func free(list []Group, radius []float64, i int, size float64) bool {
	for j, g := range list {
		if j != i && distance(g.X-list[i].X, g.Y-list[i].Y) < geo.Round(radius[j]+size+apart, 1) {
			return false
		}
	}
	return true
}

// distance is rounded, so that what just touches does so on every processor.
func distance(x, y float64) float64 {
	return geo.Round(math.Sqrt(float64(x*x)+float64(y*y)), 2)
}

// grid finds the groups near a point without looking at all of them.
type grid struct {
	size  float64
	cells map[[2]int][]int
}

func (g grid) cell(x, y float64) [2]int {
	return [2]int{int(math.Floor(x / g.size)), int(math.Floor(y / g.size))}
}

func (g grid) add(x, y float64, group int) {
	c := g.cell(x, y)
	g.cells[c] = append(g.cells[c], group)
}

// first returns the first group whose leader is nearer than the grid's size.
func (g grid) first(list []Group, x, y float64) (int, bool) {
	found := len(list)
	c := g.cell(x, y)
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			for _, i := range g.cells[[2]int{c[0] + dx, c[1] + dy}] {
				if i < found && distance(list[i].X-x, list[i].Y-y) < g.size {
					found = i
				}
			}
		}
	}
	return found, found < len(list)
}
