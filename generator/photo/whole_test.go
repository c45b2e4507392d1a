package photo

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"
)

// A lossless WebP of one by one pixels, and more chunks than that.
const onePixel = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="

func pictures(t *testing.T) map[string][]byte {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	img := image.NewPaletted(image.Rect(0, 0, 300, 200), color.Palette{color.Black, color.White, color.Gray{128}, color.Gray{60}})
	for i := range img.Pix {
		img.Pix[i] = byte(r.IntN(4))
	}
	out := map[string][]byte{}
	for form, encode := range map[string]func(*bytes.Buffer) error{
		".jpg": func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) },
		".png": func(b *bytes.Buffer) error { return png.Encode(b, img) },
		".gif": func(b *bytes.Buffer) error { return gif.Encode(b, img, nil) },
	} {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		out[form] = b.Bytes()
	}
	webp, err := base64.StdEncoding.DecodeString(onePixel)
	if err != nil {
		t.Fatal(err)
	}
	// What a reader does not know it passes over: a chunk as long as a photo.
	more := append([]byte("XMP \x00\x10\x00\x00"), bytes.Repeat([]byte("x"), 4096)...)
	webp = append(webp, more...)
	webp[4], webp[5] = byte(len(webp)-8), byte((len(webp)-8)>>8)
	out[".webp"] = webp
	return out
}

func TestPictureOfWhichTheEndIsMissingIsTold(t *testing.T) {
	for form, whole := range pictures(t) {
		preview := append([]byte("\xff\xd8\xff\xe1\x00\x06\xff\xd8\xff\xd9"), whole[2:]...) // as cameras put one in
		for name, c := range map[string]struct {
			data []byte
			cut  bool
		}{
			"whole":                 {whole, false},
			"with something behind": {append(bytes.Clone(whole), make([]byte, 300)...), false},
			"half":                  {whole[:len(whole)/2], true},
			"a few bytes short":     {whole[:len(whole)-3], true},
			"half, and zeros":       {append(bytes.Clone(whole[:len(whole)/2]), make([]byte, len(whole)/2)...), true},
			"with a preview, half":  {preview[:len(preview)/2], true},
			"with a preview":        {preview, false},
		} {
			if strings.Contains(name, "preview") && form != ".jpg" {
				continue
			}
			if _, err := Look(c.data); c.cut != errors.Is(err, ErrCutShort) || !c.cut && err != nil {
				t.Errorf("%s, %s: %v", form, name, err)
			}
		}
	}
}

// However it is damaged, a picture ends no run.
func TestDamagedPicturesAreOnlyRefused(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, whole := range pictures(t) {
		for range 300 {
			data := bytes.Clone(whole[:r.IntN(len(whole)+1)])
			for range r.IntN(4) {
				if len(data) > 0 {
					data[r.IntN(min(len(data), 200))] = byte(r.IntN(256))
				}
			}
			if in, err := Look(data); err == nil && in.Width*in.Height < 1<<20 {
				Make(data)
			}
		}
	}
}
