package geo

// raster finds the vertices near a triangle without looking at all of them: the map is
// laid out in cells that hold a few vertices each.
type raster struct {
	west, south int64
	size        int64 // of a cell's side, in steps
	columns     int64
	cells       [][]int // row by row, indexes of vertices
}

// cellsPerSide bounds the raster: 256 × 256 cells serve 400,000 points well enough.
const cellsPerSide = 256

func newRaster(vertices []vertex) raster {
	if len(vertices) == 0 {
		return raster{size: 1}
	}
	low, high := vertices[0].spot, vertices[0].spot
	for _, v := range vertices {
		low = spot{min(low.x, v.x), min(low.y, v.y)}
		high = spot{max(high.x, v.x), max(high.y, v.y)}
	}
	perSide := int64(1)
	for perSide < cellsPerSide && perSide*perSide < int64(len(vertices)) {
		perSide *= 2
	}
	r := raster{west: low.x, south: low.y}
	r.size = max(high.x-low.x, high.y-low.y)/perSide + 1
	r.columns = (high.x-low.x)/r.size + 1
	r.cells = make([][]int, r.columns*((high.y-low.y)/r.size+1))
	for i, v := range vertices {
		at := (v.y-r.south)/r.size*r.columns + (v.x-r.west)/r.size
		r.cells[at] = append(r.cells[at], i)
	}
	return r
}

// any reports whether found holds for a vertex in a cell that the triangle a, b, c may
// touch. The corners are vertices of the raster.
func (r raster) any(a, b, c spot, found func(vertex int) bool) bool {
	west, east := (min(a.x, b.x, c.x)-r.west)/r.size, (max(a.x, b.x, c.x)-r.west)/r.size
	south, north := (min(a.y, b.y, c.y)-r.south)/r.size, (max(a.y, b.y, c.y)-r.south)/r.size
	for y := south; y <= north; y++ {
		for x := west; x <= east; x++ {
			for _, i := range r.cells[y*r.columns+x] {
				if found(i) {
					return true
				}
			}
		}
	}
	return false
}
