package photo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// Variant is a picture as a page shows it, in one width.
type Variant struct {
	Width, Height int
	Bytes         []byte
}

// steps are the widths that are made, in pixels: a card or a small phone, a phone of fine pixels or half a page, a whole screen.
var steps = []int{480, 960, 1600}

// Widths returns the widths of the variants, the smallest first.
func (in Info) Widths() []int {
	last := min(in.Width, steps[len(steps)-1])
	var list []int
	for _, w := range steps {
		if 5*w < 4*last { // else it is nearly the last
			list = append(list, w)
		}
	}
	return append(list, last)
}

// HeightAt returns the height of the variant of a width.
func (in Info) HeightAt(width int) int {
	return max((in.Height*width+in.Width/2)/in.Width, 1)
}

// Ending returns that of the variants' names.
func (in Info) Ending() string {
	if in.Drawing {
		return ".png"
	}
	return ".jpg"
}

// quality is that of JPEG: below it flat skies show steps, above it a phone loads for nothing.
const quality = 80

// Make decodes a picture that Look has passed and makes all variants, of Widths, in that order.
func Make(data []byte) ([]Variant, error) {
	in, err := Look(data)
	if err != nil {
		return nil, err
	}
	img, err := decode(data, in.Form)
	if err != nil {
		return nil, err
	}
	w, h := in.Width, in.Height
	widths := in.Widths()
	toW, toH := widths[len(widths)-1], in.HeightAt(widths[len(widths)-1])
	if in.turn > 4 {
		w, h, toW, toH = h, w, toH, toW
	}
	var ground color.Color
	if !in.Drawing {
		ground = color.White
	}
	grey := isGrey(img)
	largest := turned(shrunk(img, w, h, toW, toH, ground), in.turn)
	img = nil // the memory of all pixels can go
	if c := conversion(profileOf(data, in.Form)); c != nil {
		c.apply(largest)
		grey = false
	}
	out := make([]Variant, len(widths))
	for i := len(widths) - 1; i >= 0; i-- {
		size := largest.Rect.Size()
		if width := widths[i]; width != size.X {
			largest = shrunk(largest, size.X, size.Y, width, in.HeightAt(width), nil)
		}
		if out[i], err = encode(largest, in.Drawing, grey); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// isGrey reports whether a picture has no colours by its form.
func isGrey(img image.Image) bool {
	switch img.(type) {
	case *image.Gray, *image.Gray16:
		return true
	}
	return false
}

func encode(img *image.RGBA, drawing, grey bool) (v Variant, err error) {
	v.Width, v.Height = img.Rect.Dx(), img.Rect.Dy()
	var b bytes.Buffer
	var what image.Image = img
	if grey {
		g := image.NewGray(img.Rect)
		for i := range g.Pix {
			g.Pix[i] = img.Pix[4*i]
		}
		what = g
	}
	if drawing {
		if p := paletted(img); p != nil && !grey {
			what = p
		}
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, what)
	} else {
		err = jpeg.Encode(&b, what, &jpeg.Options{Quality: quality})
	}
	if err != nil {
		return v, fmt.Errorf("encode %d×%d: %w", v.Width, v.Height, err)
	}
	v.Bytes = b.Bytes()
	return v, nil
}

// paletted returns a drawing of few colours with a list of them, which takes a third of the bytes; nil when it has many. The
// list is in the order in which the colours come.
func paletted(img *image.RGBA) *image.Paletted {
	known := map[color.RGBA]uint8{}
	out := image.NewPaletted(img.Rect, nil)
	for i := range out.Pix {
		c := color.RGBA{img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3]}
		n, ok := known[c]
		if !ok {
			if len(known) == 256 {
				return nil
			}
			n = uint8(len(known))
			known[c] = n
			out.Palette = append(out.Palette, c)
		}
		out.Pix[i] = n
	}
	return out
}
