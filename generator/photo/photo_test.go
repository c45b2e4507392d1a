package photo

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// quarters returns a picture of four colours: red, green, blue and white, from the left above.
func quarters(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, []color.NRGBA{{220, 20, 20, 255}, {20, 200, 20, 255}, {20, 20, 220, 255}, {250, 250, 250, 255}}[2*y/h*2+2*x/w])
		}
	}
	return img
}

func jpegOf(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func fileOf(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// exif returns a block that turns a picture and, if so asked, tells a place.
func exif(order binary.AppendByteOrder, turn uint16, place bool) []byte {
	b := []byte("II")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		b = []byte("MM")
	}
	b = order.AppendUint16(b, 42)
	b = order.AppendUint32(b, 8)
	entry := func(tag, kind uint16, n, value uint32) {
		b = order.AppendUint16(b, tag)
		b = order.AppendUint16(b, kind)
		b = order.AppendUint32(b, n)
		if kind == 3 {
			b = order.AppendUint16(b, uint16(value))
			b = append(b, 0, 0)
		} else {
			b = order.AppendUint32(b, value)
		}
	}
	entries := uint16(1)
	if place {
		entries = 2
	}
	b = order.AppendUint16(b, entries)
	entry(0x0112, 3, 1, uint32(turn))
	if !place {
		return order.AppendUint32(b, 0)
	}
	entry(0x8825, 4, 1, 38)
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 2) // at 38
	b = order.AppendUint16(b, 1)
	b = order.AppendUint16(b, 2)
	b = order.AppendUint32(b, 2)
	b = append(b, 'N', 0, 0, 0)
	entry(2, 5, 3, 68)
	b = order.AppendUint32(b, 0)
	for _, n := range []uint32{33, 1, 0, 1, 0, 1} { // at 68
		b = order.AppendUint32(b, n)
	}
	return b
}

// inJPEG puts a segment behind the beginning.
func inJPEG(data []byte, mark byte, body string) []byte {
	n := len(body) + 2
	return slices.Concat(data[:2], []byte{0xff, mark, byte(n >> 8), byte(n)}, []byte(body), data[2:])
}

// inPNG puts a chunk behind the header.
func inPNG(data []byte, name string, body []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, name...), body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return slices.Concat(data[:33], chunk, data[33:])
}

// near reports whether a pixel is nearly of a colour.
func near(img image.Image, x, y int, want color.NRGBA) bool {
	got := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
	off := func(a, b uint8) bool { return math.Abs(float64(a)-float64(b)) > 8 }
	return !off(got.R, want.R) && !off(got.G, want.G) && !off(got.B, want.B)
}

func decoded1(tb testing.TB, v Variant) image.Image {
	tb.Helper()
	img, _, err := image.Decode(bytes.NewReader(v.Bytes))
	if err != nil {
		tb.Fatal(err)
	}
	if s := img.Bounds().Size(); s.X != v.Width || s.Y != v.Height {
		tb.Fatalf("%v, not %d×%d", s, v.Width, v.Height)
	}
	return img
}

func TestPhotosStandUpright(t *testing.T) {
	red, green, blue, white := color.NRGBA{220, 20, 20, 255}, color.NRGBA{20, 200, 20, 255}, color.NRGBA{20, 20, 220, 255}, color.NRGBA{250, 250, 250, 255}
	for turn, want := range map[uint16][4]color.NRGBA{ // from the left above: how the four are seen
		1: {red, green, blue, white}, 2: {green, red, white, blue}, 3: {white, blue, green, red}, 4: {blue, white, red, green},
		5: {red, blue, green, white}, 6: {blue, red, white, green}, 7: {white, green, blue, red}, 8: {green, white, red, blue},
		9: {red, green, blue, white},
	} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			block := exif(order, turn, false)
			for form, data := range map[string][]byte{
				"JPEG": inJPEG(jpegOf(t, quarters(700, 500)), 0xe1, "Exif\x00\x00"+string(block)),
				"PNG":  inPNG(pngOf(t, quarters(700, 500)), "eXIf", block),
			} {
				in, err := Look(data)
				variants, err2 := Make(data)
				if err != nil || err2 != nil {
					t.Fatal(err, err2)
				}
				w, h := 700, 500
				if 5 <= turn && turn <= 8 {
					w, h = 500, 700
				}
				if in.Width != w || in.Height != h {
					t.Errorf("%s turned %d: %d×%d", form, turn, in.Width, in.Height)
				}
				for _, v := range variants {
					img := decoded1(t, v)
					for i, c := range want {
						if x, y := (1+2*(i%2))*v.Width/4, (1+2*(i/2))*v.Height/4; !near(img, x, y, c) {
							t.Errorf("%s turned %d, %d wide: %v at %d, %d, not %v", form, turn, v.Width, img.At(x, y), x, y, c)
						}
					}
				}
			}
		}
	}
}

func TestPlaceIsFoundWhereverItStands(t *testing.T) {
	photo, drawing := jpegOf(t, quarters(40, 30)), pngOf(t, quarters(40, 30))
	xmp := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="33,0N"/></rdf:RDF></x:xmpmeta>`
	for name, x := range map[string]struct {
		data []byte
		want bool
	}{
		"Exif, low byte first":  {inJPEG(photo, 0xe1, "Exif\x00\x00"+string(exif(binary.LittleEndian, 1, true))), true},
		"Exif, high byte first": {inJPEG(photo, 0xe1, "Exif\x00\x00"+string(exif(binary.BigEndian, 6, true))), true},
		"Exif of a PNG":         {inPNG(drawing, "eXIf", exif(binary.BigEndian, 1, true)), true},
		"XMP":                   {inJPEG(photo, 0xe1, "http://ns.adobe.com/xap/1.0/\x00"+xmp), true},
		"Exif without":          {inJPEG(photo, 0xe1, "Exif\x00\x00"+string(exif(binary.BigEndian, 6, false))), false},
		"nothing":               {photo, false},
	} {
		in, err := Look(x.data)
		if err != nil || in.Place != x.want {
			t.Errorf("%s: %+v, %v", name, in, err)
		}
	}
}

// What a variant consists of: nothing but what is needed to show it.
func TestOnlyPixelsGoOn(t *testing.T) {
	secret := "Exif\x00\x00" + string(exif(binary.BigEndian, 6, true)) + "SECRET"
	photo := inJPEG(inJPEG(inJPEG(inJPEG(jpegOf(t, quarters(700, 500)), 0xfe, "SECRET"), 0xed, "Photoshop 3.0\x00SECRET"), 0xe1, "http://ns.adobe.com/xap/1.0/\x00SECRET"), 0xe1, secret)
	photo = append(photo, "\x00\x00\x00\x18ftypmp42SECRET"...) // the film behind a photo
	drawing := inPNG(inPNG(pngOf(t, quarters(700, 500)), "eXIf", []byte(secret[6:])), "tEXt", []byte("Comment\x00SECRET"))
	for _, data := range [][]byte{photo, drawing} {
		variants, err := Make(data)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range variants {
			if bytes.Contains(v.Bytes, []byte("SECRET")) {
				t.Error("a secret goes on")
			}
			jpegSegments(v.Bytes, func(mark byte, _ []byte) bool {
				if mark >= 0xe0 && mark != 0xee {
					t.Errorf("a segment %x", mark)
				}
				return true
			})
			if FormOf(v.Bytes) == PNG {
				pngChunks(v.Bytes, func(name string, _ []byte) bool {
					if !slices.Contains([]string{"IHDR", "PLTE", "tRNS", "IDAT", "IEND"}, name) {
						t.Errorf("a chunk %s", name)
					}
					return true
				})
			}
		}
	}
}

func TestEveryFormIsTaken(t *testing.T) {
	grey, grey16, deep := image.NewGray(image.Rect(0, 0, 40, 30)), image.NewGray16(image.Rect(0, 0, 40, 30)), image.NewNRGBA64(image.Rect(0, 0, 40, 30))
	for i := range grey.Pix {
		grey.Pix[i] = 90
	}
	for y := range 30 {
		for x := range 40 {
			grey16.SetGray16(x, y, color.Gray16{90 << 8})
			deep.SetNRGBA64(x, y, color.NRGBA64{200 << 8, 100 << 8, 50 << 8, 0xffff})
		}
	}
	palette := image.NewPaletted(image.Rect(0, 0, 40, 30), color.Palette{color.NRGBA{200, 100, 50, 255}, color.Transparent})
	var still, moving bytes.Buffer
	if err := gif.Encode(&still, palette, nil); err != nil {
		t.Fatal(err)
	}
	if err := gif.EncodeAll(&moving, &gif.GIF{Image: []*image.Paletted{palette, palette}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	brown := color.NRGBA{200, 100, 50, 255}
	gradient := color.NRGBA{235, 0, 20, 255} // of the files by others, two rows from above
	for name, x := range map[string]struct {
		data []byte
		at   color.NRGBA // two rows from above
		want Info        // without size
	}{
		"grey JPEG":                {jpegOf(t, grey), color.NRGBA{90, 90, 90, 255}, Info{Form: JPEG}},
		"grey PNG":                 {pngOf(t, grey), color.NRGBA{90, 90, 90, 255}, Info{Form: PNG, Drawing: true}},
		"PNG of 16 bits, grey":     {pngOf(t, grey16), color.NRGBA{90, 90, 90, 255}, Info{Form: PNG, Drawing: true}},
		"PNG of 16 bits":           {pngOf(t, deep), brown, Info{Form: PNG, Drawing: true}},
		"PNG with a palette":       {pngOf(t, palette), brown, Info{Form: PNG, Drawing: true}},
		"PNG that moves":           {inPNG(pngOf(t, palette), "acTL", []byte{0, 0, 0, 2, 0, 0, 0, 0}), brown, Info{Form: PNG, Drawing: true, Moving: true}},
		"GIF":                      {still.Bytes(), brown, Info{Form: GIF, Drawing: true}},
		"GIF that moves":           {moving.Bytes(), brown, Info{Form: GIF, Drawing: true, Moving: true}},
		"YCCK":                     {fileOf(t, "cmyk.jpg"), gradient, Info{Form: JPEG, Print: true}},
		"in several passes":        {fileOf(t, "several.jpg"), gradient, Info{Form: JPEG}},
		"WebP":                     {fileOf(t, "lossy.webp"), color.NRGBA{26, 29, 22, 255}, Info{Form: WebP}},
		"WebP without loss":        {fileOf(t, "lossless.webp"), gradient, Info{Form: WebP, Drawing: true}},
		"JPEG and a film after it": {append(jpegOf(t, deep), "ftypmp42"...), brown, Info{Form: JPEG}},
	} {
		in, err := Look(x.data)
		if err != nil || in.Form != x.want.Form || in.Drawing != x.want.Drawing || in.Moving != x.want.Moving || in.Print != x.want.Print || in.Memory < int64(in.Width*in.Height) {
			t.Errorf("%s: %+v, %v", name, in, err)
		}
		variants, err := Make(x.data)
		if err != nil || len(variants) != 1 {
			t.Fatalf("%s: %d, %v", name, len(variants), err)
		}
		if img := decoded1(t, variants[0]); !near(img, in.Width/2, 2, x.at) {
			t.Errorf("%s: %v, not %v", name, img.At(in.Width/2, 2), x.at)
		}
		if want := map[bool]Form{true: PNG, false: JPEG}[in.Drawing]; FormOf(variants[0].Bytes) != want {
			t.Errorf("%s becomes %s", name, FormOf(variants[0].Bytes))
		}
	}
}

func TestWhatCannotBeTakenIsRefused(t *testing.T) {
	photo := jpegOf(t, quarters(300, 200))
	for name, x := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":                  {nil, ErrUnreadable},
		"a page":                   {[]byte("<html>"), ErrUnreadable},
		"the beginning":            {[]byte("\xff\xd8\xff\xe0"), ErrUnreadable},
		"cut short":                {photo[:len(photo)-200], ErrCutShort},
		"of a phone":               {fileOf(t, "phone.heic"), ErrForm},
		"BMP":                      {[]byte("BM\x00\x01\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28"), ErrForm},
		"TIFF":                     {[]byte("II*\x00\x08\x00\x00\x00"), ErrForm},
		"a WebP that moves":        {fileOf(t, "moving.webp"), ErrMoving},
		"a bomb":                   {claims(t, 20000, 20000), ErrTooLarge},
		"a strip":                  {claims(t, 1600, 120000), ErrTooLarge},
		"a canvas of 1, in it 32":  {canvas(fileOf(t, "lossy.webp"), 1, 1), ErrUnreadable},
		"wide beyond all counting": {claims(t, 1<<31-1, 1<<31-1), ErrUnreadable},
	} {
		if in, err := Look(x.data); !errors.Is(err, x.want) {
			t.Errorf("%s: %+v, %v, not %v", name, in, err, x.want)
		}
	}
	damaged := bytes.Clone(photo)
	copy(damaged[len(damaged)/2:], strings.Repeat("\xff\x00", len(damaged)/4-20)) // ones alone are no code
	if _, err := Look(damaged); err != nil {
		t.Fatal(err) // it is whole, from outside
	}
	if _, err := Make(damaged); !errors.Is(err, ErrUnreadable) {
		t.Error(err)
	}
}

func TestFormOfAPhone(t *testing.T) {
	for brands, want := range map[string]Form{
		"heic\x00\x00\x00\x00mif1heic": HEIC, "mif1\x00\x00\x00\x00mif1heic": HEIC, "avif\x00\x00\x00\x00mif1miaf": AVIF,
		"mif1\x00\x00\x00\x00avifmif1": AVIF, "mp42\x00\x00\x00\x00isommp42": NoPicture,
	} {
		data := append([]byte{0, 0, 0, byte(8 + len(brands))}, "ftyp"+brands...)
		if got := FormOf(data); got != want {
			t.Errorf("%q: %s, not %s", brands, got, want)
		}
	}
}

// claims returns a PNG of one pixel whose header claims another size.
func claims(tb testing.TB, width, height uint32) []byte {
	b := pngOf(tb, image.NewGray(image.Rect(0, 0, 1, 1)))
	binary.BigEndian.PutUint32(b[16:], width)
	binary.BigEndian.PutUint32(b[20:], height)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

// canvas puts the picture of a simple WebP on a canvas of another size.
func canvas(data []byte, w, h byte) []byte {
	out := slices.Concat(data[:12], []byte("VP8X\x0a\x00\x00\x00\x00\x00\x00\x00"), []byte{w - 1, 0, 0, h - 1, 0, 0}, data[12:])
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

func TestWidthsAreNoneTooManyAndNoneWider(t *testing.T) {
	for width, want := range map[int][]int{1: {1}, 300: {300}, 480: {480}, 600: {600}, 601: {480, 601}, 960: {480, 960}, 1000: {480, 1000}, 1300: {480, 960, 1300}, 1600: {480, 960, 1600}, 9000: {480, 960, 1600}} {
		if got := (Info{Width: width, Height: 1}).Widths(); !slices.Equal(got, want) {
			t.Errorf("%d: %v, not %v", width, got, want)
		}
	}
	if h := (Info{Width: 4000, Height: 1}).HeightAt(480); h != 1 {
		t.Error(h)
	}
}

func TestSmallerStaysTheSamePicture(t *testing.T) {
	for _, size := range [][2]int{{2000, 1500}, {1601, 1201}, {1600, 1200}, {1599, 3}, {7, 2500}} {
		in := image.NewRGBA(image.Rect(0, 0, size[0], size[1]))
		for y := range size[1] {
			for x := range size[0] {
				in.SetRGBA(x, y, color.RGBA{uint8(x * 255 / size[0]), uint8(y * 255 / size[1]), 128, 255})
			}
		}
		w := min(size[0], 1600)
		h := max(size[1]*w/size[0], 1)
		out := shrunk(in, size[0], size[1], w, h, nil)
		for _, p := range [][2]int{{0, 0}, {w - 1, 0}, {0, h - 1}, {w - 1, h - 1}, {w / 2, h / 2}, {w / 3, h / 5}} {
			got := out.RGBAAt(p[0], p[1])
			r, g := (float64(p[0])+0.5)/float64(w)*255, (float64(p[1])+0.5)/float64(h)*255
			if size[1] > 9 && math.Abs(float64(got.G)-g) > 3 || size[0] > 9 && math.Abs(float64(got.R)-r) > 3 || got.B != 128 || got.A != 255 {
				t.Errorf("%v to %d×%d at %v: %v", size, w, h, p, got)
			}
		}
	}
	same := quarters(640, 480)
	out := shrunk(same, 640, 480, 640, 480, nil)
	for i, v := range same.Pix {
		if out.Pix[i] != v {
			t.Fatal("one of the same size is another")
		}
	}
}

// profile returns a matrix profile of three primaries, with one curve for all.
func profile(primaries [3][3]float64, curve string) []byte {
	b := make([]byte, 132+6*12)
	copy(b[16:], "RGB XYZ ")
	binary.BigEndian.PutUint32(b[128:], 6)
	for i, name := range []string{"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"} {
		at := len(b)
		if i < 3 {
			b = append(b, "XYZ \x00\x00\x00\x00"...)
			for _, v := range primaries[i] {
				b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
			}
		} else {
			b = append(b, curve...)
		}
		copy(b[132+12*i:], name)
		binary.BigEndian.PutUint32(b[136+12*i:], uint32(at))
		binary.BigEndian.PutUint32(b[140+12*i:], uint32(len(b)-at))
	}
	return b
}

var (
	p3   = [3][3]float64{{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}}
	para = "para\x00\x00\x00\x00\x00\x03\x00\x00" + string([]byte{0, 2, 0x66, 0x66, 0, 0, 0xf2, 0xa7, 0, 0, 0x0d, 0x59, 0, 0, 0x13, 0xd0, 0, 0, 0x0a, 0x5b})
)

func TestColoursBecomeSRGB(t *testing.T) {
	srgb := [3][3]float64{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}}
	adobe := [3][3]float64{{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}}
	gamma := "curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33"
	if conversion(profile(srgb, para)) != nil {
		t.Error("sRGB is converted")
	}
	if conversion(profile(p3, para)[:140]) != nil || conversion(nil) != nil {
		t.Error("what is no profile converts")
	}
	flat := image.NewNRGBA(image.Rect(0, 0, 40, 30))
	for i := 0; i < len(flat.Pix); i += 4 {
		copy(flat.Pix[i:], []uint8{200, 100, 50, 255})
	}
	for name, x := range map[string]struct {
		profile []byte
		want    color.NRGBA // by the formulas of IEC 61966-2-1 and of the two spaces
	}{
		"Display P3": {profile(p3, para), color.NRGBA{215, 93, 31, 255}},
		"Adobe RGB":  {profile(adobe, gamma), color.NRGBA{227, 100, 42, 255}},
		"sRGB":       {profile(srgb, para), color.NRGBA{200, 100, 50, 255}},
	} {
		variants, err := Make(inJPEG(jpegOf(t, flat), 0xe2, "ICC_PROFILE\x00\x01\x01"+string(x.profile)))
		if err != nil {
			t.Fatal(err)
		}
		if got := decoded1(t, variants[0]); !near(got, 20, 15, x.want) {
			t.Errorf("%s: %v, not %v", name, got.At(20, 15), x.want)
		}
	}
}

// The bytes are the same wherever they are made: a machine that rounds otherwise would give another sum.
func TestVariantsHaveTheSameBytesEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	img := image.NewRGBA(image.Rect(0, 0, 701, 503))
	for i := range img.Pix {
		img.Pix[i] = uint8(r.IntN(256)) | uint8(i%4/3*255)
	}
	h := sha256.New()
	for _, w := range []int{701, 700, 480, 333, 160, 7} {
		h.Write(turned(shrunk(img, 701, 503, w, w*2/3, color.White), 6).Pix)
	}
	conversion(profile(p3, para)).apply(img)
	h.Write(img.Pix)
	const want = "e5db41398263dae315016e35998e96100c0b42c0e11bfa6fa97777f966fd8ea1"
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("the sum is %s", got)
	}
}

func TestDrawingsKeepWhatShinesThroughAndTheirColours(t *testing.T) {
	img := quarters(800, 400)
	for y := range 200 {
		for x := range 400 {
			img.SetNRGBA(x, y, color.NRGBA{})
		}
	}
	variants, err := Make(pngOf(t, img))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range variants {
		got := decoded1(t, v)
		if _, _, _, a := got.At(v.Width/4, v.Height/4).RGBA(); a != 0 {
			t.Errorf("%d: nothing shines through", v.Width)
		}
		if !near(got, 3*v.Width/4, v.Height/4, color.NRGBA{20, 200, 20, 255}) {
			t.Errorf("%d: %v", v.Width, got.At(3*v.Width/4, v.Height/4))
		}
	}
	// A photograph that somebody saved as PNG is one all the same, and paper is white.
	r := rand.New(rand.NewPCG(5, 6))
	for i := range img.Pix {
		if i%4 < 3 {
			img.Pix[i] = uint8(r.IntN(256))
		}
	}
	variants, err = Make(pngOf(t, img))
	if err != nil || FormOf(variants[0].Bytes) != JPEG {
		t.Fatal(err)
	}
	if got := decoded1(t, variants[0]); !near(got, 40, 40, color.NRGBA{255, 255, 255, 255}) {
		t.Errorf("what shines through becomes %v", got.At(40, 40))
	}
}

func FuzzDecode(f *testing.F) {
	photo := jpegOf(f, quarters(40, 30))
	f.Add(inJPEG(photo, 0xe1, "Exif\x00\x00"+string(exif(binary.BigEndian, 6, true))))
	f.Add(inJPEG(photo, 0xe2, "ICC_PROFILE\x00\x01\x01"+strings.Repeat("RGB XYZ ", 40)))
	f.Add(pngOf(f, quarters(40, 30)))
	for _, name := range []string{"cmyk.jpg", "several.jpg", "lossy.webp", "lossless.webp", "moving.webp", "phone.heic"} {
		f.Add(fileOf(f, name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := Look(data)
		if err != nil || in.Width*in.Height > 1<<20 {
			return
		}
		variants, err := Make(data)
		if err != nil {
			if !errors.Is(err, ErrUnreadable) {
				t.Fatal(err)
			}
			return
		}
		for i, w := range in.Widths() {
			if v := variants[i]; v.Width != w || v.Height != in.HeightAt(w) {
				t.Fatalf("%d×%d, not %d×%d", v.Width, v.Height, w, in.HeightAt(w))
			}
			decoded1(t, variants[i])
		}
	})
}
