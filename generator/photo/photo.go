// Package photo makes of a picture that somebody took what a page shows: upright, in a few widths, with nothing in it but
// its pixels.
//
// Look tells from the beginning of a file, without decoding it, what picture it is: its form by its bytes, its size as it
// is seen, whether it says where it was taken, and what of it will be lost. It refuses what cannot be taken: a file that is
// cut short, one whose pixels would fill the memory, a form that nobody decodes here. Make decodes and
// gives the variants. What Look has passed may still fail there, when the pixels themselves are damaged.
//
// What goes in is JPEG (grey, YCbCr, RGB, CMYK, YCCK; in one pass or several), PNG (palette to 16 bits), GIF and WebP; of
// what moves, the first picture is taken. What comes out:
//
//   - Photographs become JPEG. Drawings stay PNG: a PNG, a GIF or a lossless WebP of less than a byte a pixel is one. A photograph
//     takes two or three there. So the form is known before anything is decoded, and a page can name the files.
//   - Widths are 480, 960 and 1600 pixels, none wider than the picture, whose own width is the last when it is less than 1600.
//     A width that is nearly the next one is left out.
//   - Nothing of the file but its pixels goes on: no Exif, XMP, IPTC, comment, preview, film behind the photo, name of a
//     program. Colours of Display P3, Adobe RGB and the like are made sRGB, as a picture without a profile is taken to be; CMYK is made
//     RGB by its plain formula, and is told.
//
// Memory is bounded by what decoding takes, which Info.Memory tells beforehand: rows are made smaller while they are read, so no
// second large picture is ever held. All arithmetic from row to row is in integers, so that the bytes are the same on every machine;
// they may be others with another Go, whose encoder they come from, and so Recipe names it.
package photo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"

	"golang.org/x/image/webp"
)

// Version is the version of what Make does. It goes up with every change of the bytes that it gives.
const Version = "1"

// Recipe names how variants come about: pictures of the same bytes have the same variants as long as it is the same.
func Recipe() string { return Version + " " + runtime.Version() }

// MaxSize is how large the file of a picture may be, in bytes. Phones write a photo of 200 megapixels into less.
const MaxSize = 60 << 20

// A picture of a few kilobytes may claim billions of pixels. The largest sensors of phones have 200 million.
const (
	maxPixels = 205_000_000
	maxMemory = 1 << 30
	maxShown  = 40_000_000 // of the largest variant: a strip of 25 screens is one
)

// What is wrong with a picture. ErrUnreadable comes also of Make.
var (
	ErrUnreadable = errors.New("no whole picture")
	ErrForm       = errors.New("a form that is not read")
	ErrCutShort   = errors.New("the end is missing")
	ErrTooLarge   = errors.New("too many pixels")
	ErrMoving     = errors.New("a WebP that moves")
)

// Info is what Look finds.
type Info struct {
	Form          Form
	Width, Height int   // in pixels, as it is seen
	Drawing       bool  // its variants are PNG
	Place         bool  // it tells where it was taken
	Moving        bool  // it has more pictures than the first
	Print         bool  // its colours are those of a printing press, CMYK
	Memory        int64 // about how many bytes are needed to decode it

	turn int // the orientation of Exif, 1 to 8
}

// Look tells what picture the bytes are. Of one that is refused, what is known is in Info all the same.
func Look(data []byte) (Info, error) {
	in := Info{Form: FormOf(data), turn: 1}
	if !in.Form.Readable() {
		if in.Form == NoPicture {
			return in, ErrUnreadable
		}
		return in, ErrForm
	}
	config, err := configOf(data, in.Form)
	if err != nil {
		return in, err
	}
	in.Width, in.Height = config.Width, config.Height
	in.Print = config.ColorModel == color.CMYKModel
	in.Memory = int64(config.Width) * int64(config.Height) * int64(perPixel(data, in.Form, config.ColorModel)) / 2
	in.Moving = moves(data, in.Form)
	in.turn, in.Place = metadata(data, in.Form)
	if in.turn > 4 {
		in.Width, in.Height = in.Height, in.Width
	}
	in.Drawing = in.Form != JPEG && !lossyWebP(data, in.Form) && int64(len(data)) < int64(config.Width)*int64(config.Height)
	var shown int64
	if in.Width > 0 {
		w := min(in.Width, steps[len(steps)-1])
		shown = int64(w) * (int64(in.Height)*int64(w)/int64(in.Width) + 1)
		in.Memory += 8 * shown // it, and it turned or narrower
	}
	switch {
	case cutShort(data, in.Form):
		return in, ErrCutShort
	case in.Width < 1 || in.Height < 1:
		return in, ErrUnreadable
	case int64(in.Width)*int64(in.Height) > maxPixels || in.Memory > maxMemory || shown > maxShown:
		return in, ErrTooLarge
	case in.Form == WebP && in.Moving:
		return in, ErrMoving
	}
	return in, nil
}

// configOf reads the header.
func configOf(data []byte, form Form) (c image.Config, err error) {
	r := bytes.NewReader(data)
	switch form {
	case JPEG:
		c, err = jpeg.DecodeConfig(r)
	case PNG:
		c, err = png.DecodeConfig(r)
	case GIF:
		c, err = gif.DecodeConfig(r)
	case WebP:
		var ok bool
		if c, ok = webpConfig(data); !ok {
			err = ErrUnreadable
		}
	}
	if err != nil {
		return c, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return c, nil
}

// decode decodes all of it, the first picture of one that moves.
func decode(data []byte, form Form) (img image.Image, err error) {
	defer func() {
		if p := recover(); p != nil { // a damaged file meets a fault of a decoder
			img, err = nil, fmt.Errorf("%w: %v", ErrUnreadable, p)
		}
	}()
	r := bytes.NewReader(data)
	switch form {
	case JPEG:
		img, err = jpeg.Decode(r)
	case PNG:
		img, err = png.Decode(r)
	case GIF:
		img, err = gif.Decode(r)
	case WebP:
		img, err = webp.Decode(r)
		fullRange(img)
	default:
		return nil, ErrForm
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return img, nil
}

// fullRange stretches the brightness and the colours of a lossy WebP: they go from 16 to 235 and 240 there (RFC 6386, section 9.2),
// and from 0 to 255 in the picture that the decoder says it is.
func fullRange(img image.Image) {
	var p *image.YCbCr
	switch img := img.(type) {
	case *image.YCbCr:
		p = img
	case *image.NYCbCrA:
		p = &img.YCbCr
	default:
		return
	}
	stretch := func(plane []uint8, low, high int) {
		var to [256]uint8
		for i := range to {
			to[i] = uint8(min(max(((i-low)*255+(high-low)/2)/(high-low), 0), 255))
		}
		for i, v := range plane {
			plane[i] = to[v]
		}
	}
	stretch(p.Y, 16, 235)
	stretch(p.Cb, 16, 240)
	stretch(p.Cr, 16, 240)
}

// webpConfig returns the size that a WebP file gives (RFC 9649, section 2.5 to 2.7). A picture may not be larger than the canvas
// that it is for.
func webpConfig(b []byte) (c image.Config, ok bool) {
	ok = true
	webpChunks(b, func(name string, body []byte) bool {
		w, h, size := 0, 0, len(body)
		switch {
		case name == "VP8 " && size >= 10:
			w, h = int(binary.LittleEndian.Uint16(body[6:])&0x3fff), int(binary.LittleEndian.Uint16(body[8:])&0x3fff)
		case name == "VP8L" && size >= 5:
			n := binary.LittleEndian.Uint32(body[1:])
			w, h = int(n&0x3fff)+1, int(n>>14&0x3fff)+1
		case name == "VP8X" && size >= 10 && c.Width == 0:
			c.Width, c.Height = 1+(int(body[4])|int(body[5])<<8|int(body[6])<<16), 1+(int(body[7])|int(body[8])<<8|int(body[9])<<16)
			return true
		}
		if c.Width == 0 {
			c.Width, c.Height = w, h
		}
		ok = ok && w <= c.Width && h <= c.Height
		return c.Width > 0 && w == 0
	})
	return c, ok && c.Width > 0
}

// webpChunks calls use for each chunk of a WebP file until it returns false.
func webpChunks(data []byte, use func(name string, body []byte) bool) {
	for i := 12; i+8 <= len(data); {
		n := int64(binary.LittleEndian.Uint32(data[i+4:]))
		end := min(int64(i)+8+n, int64(len(data)))
		if !use(string(data[i:i+4]), data[i+8:end]) {
			return
		}
		i = int(end + n&1)
	}
}

// lossyWebP reports whether a WebP was made as photographs are.
func lossyWebP(data []byte, form Form) (lossy bool) {
	if form == WebP {
		webpChunks(data, func(name string, _ []byte) bool {
			lossy = lossy || name == "VP8 "
			return !lossy
		})
	}
	return lossy
}

// moves reports whether there is more than one picture.
func moves(data []byte, form Form) bool {
	switch form {
	case PNG:
		more := false
		pngChunks(data, func(name string, _ []byte) bool {
			more = name == "acTL"
			return !more && name != "IDAT"
		})
		return more
	case WebP:
		return len(data) > 20 && string(data[12:16]) == "VP8X" && data[20]&2 != 0
	case GIF:
		return gifPictures(data) > 1
	}
	return false
}

// pngChunks calls use for each chunk of a PNG until it returns false.
func pngChunks(data []byte, use func(name string, body []byte) bool) {
	for i := 8; i+12 <= len(data); {
		n := int64(binary.BigEndian.Uint32(data[i:]))
		end := int64(i) + 8 + n
		if end > int64(len(data)) || !use(string(data[i+4:i+8]), data[i+8:end]) {
			return
		}
		i = int(end + 4)
	}
}

// perPixel returns about how many half bytes a pixel takes while it is decoded.
func perPixel(data []byte, form Form, model color.Model) int {
	switch form {
	case JPEG:
		return jpegPerPixel(data)
	case PNG:
		n := 8
		switch model {
		case color.Gray16Model:
			n = 4
		case color.GrayModel:
			n = 2
		case color.RGBA64Model, color.NRGBA64Model:
			n = 16
		default:
			if _, ok := model.(color.Palette); ok {
				n = 2
			}
		}
		if len(data) > 28 && data[28] != 0 { // interlaced: the passes are held beside the whole
			n *= 2
		}
		return n
	case GIF:
		return 2
	}
	return 16 // WebP: what it predicts from, and the pixels
}

// jpegPerPixel counts the samples that the frame header gives (ITU T.81, B.2.2). In several passes all coefficients
// are held, four bytes each.
func jpegPerPixel(data []byte) int {
	n := 8
	jpegSegments(data, func(mark byte, body []byte) bool {
		if mark < 0xc0 || mark > 0xcf || mark == 0xc4 || mark == 0xc8 || mark == 0xcc {
			return true
		}
		if len(body) < 6 || len(body) < 6+3*int(body[5]) || body[5] == 0 {
			return false
		}
		all, most := 0, 1
		for i := range int(body[5]) {
			hv := int(body[7+3*i])
			all += (hv >> 4) * (hv & 15)
			most = max(most, (hv>>4)*(hv&15))
		}
		n = (2*all + most - 1) / most
		if mark == 0xc2 {
			n *= 5
		}
		if body[5] == 4 {
			n += 16 // the black, and the four together
		}
		return false
	})
	return n + 1
}

// jpegSegments calls use for each segment before the pixels until it returns false.
func jpegSegments(data []byte, use func(mark byte, body []byte) bool) {
	for i := 2; i+4 <= len(data); {
		if data[i] != 0xff {
			return
		}
		mark := data[i+1]
		if mark == 0xff {
			i++
			continue
		}
		n := int(binary.BigEndian.Uint16(data[i+2:]))
		if mark == 0xda || n < 2 || i+2+n > len(data) || !use(mark, data[i+4:i+2+n]) {
			return
		}
		i += 2 + n
	}
}
