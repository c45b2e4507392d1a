package photo

import (
	"bytes"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"testing"
)

// noise returns a JPEG such as a camera gives: soft shapes with grain.
func noise(tb testing.TB, w, h, quality int) []byte {
	tb.Helper()
	r := rand.New(rand.NewPCG(1, uint64(w)))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(img.Pix); i += 4 {
		x, y := i/4%w, i/4/w
		grain := r.IntN(24)
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = uint8(x*200/w+grain), uint8(y*200/h+grain), uint8((x+y)*200/(w+h)+grain), 255
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func BenchmarkPhotoOfAPhone(b *testing.B) {
	data := noise(b, 4000, 3000, 92)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Make(data); err != nil {
			b.Fatal(err)
		}
	}
}
