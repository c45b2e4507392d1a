package geo

// Affine is a projection as the numbers that it multiplies and adds, for a script that
// puts further places on a finished drawing:
//
//	x = (lon-West)*Across + Padding
//	y = (North-lat)*Down + Padding
type Affine struct {
	West, North, Across, Down, Padding float64
}

// Affine returns the numbers of p. They come from divisions and single products, which
// every processor rounds alike, so they may be written out in full.
func (p Projection) Affine() Affine {
	return Affine{p.west, p.north, p.across, p.down, p.padding}
}
