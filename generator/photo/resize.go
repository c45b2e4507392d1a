package photo

import (
	"image"
	"image/color"
	"image/draw"
	"math"
)

// Why not draw.CatmullRom of golang.org/x/image: it keeps four float64 for each pixel of the new width and the old height, 162 MB to make a photo
// of 12 megapixels 1600 wide (measured), and four times as much for one of 200, beside what decoding takes. Rows that are read once take none of it.

// Weights are integers that add up to one. A row that has been made narrower keeps two more digits than its eight bits until
// rows are added up.
const (
	one       = 1 << 14
	rowDigits = 8 // binary ones
)

// window is the part of a line that one pixel of the smaller line is made from.
type window struct {
	first   int
	weights []int32
}

// windows returns those of a line of so many pixels made of another, by Catmull and Rom's spline, widened by how much
// smaller the line gets. Each product is made a float64 by itself: a machine that multiplies and adds at once would round otherwise.
func windows(from, to int) []window {
	scale := max(float64(from)/float64(to), 1)
	ratio := float64(from) / float64(to)
	out := make([]window, to)
	for i := range out {
		center := float64((float64(i)+0.5)*ratio) - 0.5
		first := max(int(math.Ceil(center-float64(2*scale))), 0)
		last := min(int(math.Floor(center+float64(2*scale))), from-1)
		weights := make([]float64, last-first+1)
		sum := 0.0
		for j := range weights {
			weights[j] = spline(math.Abs(float64(first+j)-center) / scale)
			sum += weights[j]
		}
		w := window{first, make([]int32, len(weights))}
		rest, middle := int32(one), 0
		for j, x := range weights {
			w.weights[j] = int32(math.Round(x / sum * one))
			rest -= w.weights[j]
			if x > weights[middle] {
				middle = j
			}
		}
		w.weights[middle] += rest
		out[i] = w
	}
	return out
}

func spline(x float64) float64 {
	switch {
	case x < 1:
		return float64(float64(float64(float64(1.5*x)-2.5)*x)*x) + 1
	case x < 2:
		return float64(float64(float64(float64(float64(-0.5*x)+2.5)*x)-4)*x) + 2
	}
	return 0
}

// shrunk returns the picture of another size. The rows are read one after the other, so besides what is read only what comes
// of it takes memory. Where ground is set, what shines through is laid upon it.
func shrunk(img image.Image, w, h, toW, toH int, ground color.Color) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, toW, toH))
	line := image.NewRGBA(image.Rect(0, 0, w, 1))
	columns, rows := windows(w, toW), windows(h, toH)
	narrow := make([]int32, 4*toW)
	sums := map[int][]int64{} // of rows that are not finished
	var spare [][]int64
	next := 0 // the first row that is not finished
	for y := range h {
		readRow(line, img, y, ground)
		across(narrow, line.Pix, columns)
		for r := next; r < toH && rows[r].first <= y; r++ {
			i := y - rows[r].first
			if i >= len(rows[r].weights) {
				continue
			}
			sum := sums[r]
			if sum == nil {
				if n := len(spare); n > 0 {
					sum, spare = spare[n-1], spare[:n-1]
					clear(sum)
				} else {
					sum = make([]int64, 4*toW)
				}
				sums[r] = sum
			}
			weight := int64(rows[r].weights[i])
			for x, v := range narrow {
				sum[x] += int64(v) * weight
			}
			if i == len(rows[r].weights)-1 {
				finish(out.Pix[r*out.Stride:], sum)
				spare = append(spare, sum)
				delete(sums, r)
				next = r + 1
			}
		}
	}
	return out
}

// readRow draws one row of a picture, which need not fill its canvas.
func readRow(line *image.RGBA, img image.Image, y int, ground color.Color) {
	op := draw.Src
	switch {
	case ground != nil:
		draw.Draw(line, line.Rect, image.NewUniform(ground), image.Point{}, draw.Src)
		op = draw.Over
	case !img.Bounds().Eq(image.Rect(0, 0, line.Rect.Dx(), img.Bounds().Dy())):
		clear(line.Pix)
	}
	b := img.Bounds()
	if y >= b.Min.Y && y < b.Max.Y {
		draw.Draw(line, image.Rect(b.Min.X, 0, b.Max.X, 1), img, image.Pt(b.Min.X, y), op)
	}
}

// across makes a row narrower.
func across(to []int32, row []uint8, columns []window) {
	for x := range columns {
		c := &columns[x]
		part := row[4*c.first : 4*c.first+4*len(c.weights)]
		var r, g, b, a int32
		for _, w := range c.weights {
			p := part[:4:4]
			r += int32(p[0]) * w
			g += int32(p[1]) * w
			b += int32(p[2]) * w
			a += int32(p[3]) * w
			part = part[4:]
		}
		p := to[4*x : 4*x+4 : 4*x+4]
		const cut = 14 - rowDigits
		p[0], p[1], p[2], p[3] = r>>cut, g>>cut, b>>cut, a>>cut
	}
}

// finish writes a row that has been added up. No colour is stronger than what of it is seen.
func finish(to []uint8, sum []int64) {
	const digits = 14 + rowDigits
	value := func(v int64) uint8 { return uint8(min(max((v+1<<(digits-1))>>digits, 0), 255)) }
	for x := 0; x < len(sum); x += 4 {
		a := value(sum[x+3])
		to[x], to[x+1], to[x+2], to[x+3] = min(value(sum[x]), a), min(value(sum[x+1]), a), min(value(sum[x+2]), a), a
	}
}

// turned returns the picture as it is seen, by the orientation of Exif.
func turned(img *image.RGBA, turn int) *image.RGBA {
	if turn <= 1 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	toW, toH := w, h
	if turn > 4 {
		toW, toH = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, toW, toH))
	for y := range h {
		for x := range w {
			var tx, ty int
			switch turn {
			case 2:
				tx, ty = w-1-x, y
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				tx, ty = x, h-1-y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			copy(out.Pix[out.PixOffset(tx, ty):][:4], img.Pix[img.PixOffset(x, y):][:4])
		}
	}
	return out
}
