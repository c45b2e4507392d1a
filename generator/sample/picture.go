package sample

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
)

// pictures writes two pictures beside each base that has any: fields and a sky in
// colours of the base's own, so that nobody takes them for photographs. They are not
// compressed: how well compress/flate does may change from one version of Go to the next.
func (c *city) pictures(yield func(string, []byte) bool) {
	for i := range c.o.Photos {
		b := &c.bases[i]
		for n := 1; n <= 2; n++ {
			if !yield(fmt.Sprintf("bases/%s/photo-%d.png", b.id, n), c.picture(i*2+n)) {
				return
			}
		}
	}
}

const pictureWidth, pictureHeight = 160, 120 // pixels

func (c *city) picture(number int) []byte {
	r := c.randomOf("picture", number)
	colour := func() color.RGBA {
		return color.RGBA{uint8(r.from(60, 220)), uint8(r.from(90, 220)), uint8(r.from(60, 220)), 255}
	}
	m := image.NewPaletted(image.Rect(0, 0, pictureWidth, pictureHeight), color.Palette{colour(), colour(), colour(), colour()})
	slope, horizon := r.from(-20, 20), r.from(40, 70)
	for y := range pictureHeight {
		for x := range pictureWidth {
			edge := horizon + slope*(x-pictureWidth/2)/pictureWidth
			index := uint8(0)
			switch {
			case y > edge+30:
				index = uint8(1 + (x/16+y/12)%2)
			case y > edge:
				index = 3
			}
			m.SetColorIndex(x, y, index)
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.NoCompression}
	if err := encoder.Encode(&out, m); err != nil {
		panic("sample: a picture in memory cannot fail to be written: " + err.Error())
	}
	return out.Bytes()
}
