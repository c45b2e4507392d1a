package qrcode

import (
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// drawn is the picture that a browser makes of a path, k pixels a module, by the rule evenodd: a second way from that in
// which the path was written.
func drawn(t *testing.T, path string, modules, k int) image.Image {
	t.Helper()
	size := modules * k
	img := image.NewGray(image.Rect(0, 0, size, size))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	flip := make([][]bool, modules) // right of a vertical line
	for i := range flip {
		flip[i] = make([]bool, modules+1)
	}
	x, y, sx, sy := 0, 0, 0, 0
	to := func(nx, ny int) {
		for row := min(y, ny); row < max(y, ny); row++ {
			flip[row][nx] = !flip[row][nx]
		}
		x, y = nx, ny
	}
	words := regexp.MustCompile(`([Mhvz])([-0-9]*)(?: ([-0-9]+))?`).FindAllStringSubmatch(path, -1)
	whole := ""
	for _, w := range words {
		whole += w[0]
		n, _ := strconv.Atoi(w[2])
		switch w[1] {
		case "M":
			x, _ = strconv.Atoi(w[2])
			y, _ = strconv.Atoi(w[3])
			sx, sy = x, y
		case "h":
			to(x+n, y)
		case "v":
			to(x, y+n)
		case "z":
			if x != sx && y != sy {
				t.Fatalf("a slanting line in %s", path)
			}
			to(sx, sy)
		}
	}
	if whole != path {
		t.Fatalf("a path of other words: %s", path)
	}
	for row := range size {
		dark := false
		for col := range size {
			if col%k == 0 && flip[row/k][col/k] {
				dark = !dark
			}
			if dark {
				img.SetGray(col, row, color.Gray{})
			}
		}
	}
	return img
}

// read is what a reader finds in a picture.
func read(img image.Image) (string, error) {
	b, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return "", err
	}
	r, err := qrcode.NewQRCodeReader().Decode(b, nil)
	if err != nil {
		return "", err
	}
	return r.GetText(), nil
}

func TestDrawnCodesAreRead(t *testing.T) {
	for _, level := range []Level{Low, Medium} {
		for _, text := range []string{
			"https://example.org/kepu/bases/zmd-weather-museum.html", "HTTPS://EXAMPLE.ORG/", "12345", "a", "驻马店市气象科普馆",
			"https://example.org/kepu/activities/2026.html#a20260915-2", "https://例子.中国/科普/bases/a.html", strings.Repeat("https://example.org/", 20),
		} {
			c := Encode(text, level)
			path := c.Path()
			got, err := read(drawn(t, path, c.Size+2*Quiet, 4))
			if err != nil || got != text {
				t.Errorf("level %d: %q is read as %q, %v", level, text, got, err)
			}
			sameModules(t, text, c)
			if c.Size < 40 && len(path) > 2600 {
				t.Errorf("%q: a path of %d bytes for %d modules a side", text, len(path), c.Size)
			}
		}
	}
}

// A code on paper is creased and stained: the level Medium bears a stain that covers a twentieth of it.
func TestStainedCodeIsRead(t *testing.T) {
	const text = "https://example.org/kepu/bases/zmd-weather-museum.html"
	c := Encode(text, Medium)
	img := drawn(t, c.Path(), c.Size+2*Quiet, 4).(*image.Gray)
	for y := 80; y < 110; y++ {
		for x := 90; x < 120; x++ {
			img.SetGray(x, y, color.Gray{Y: 255})
		}
	}
	if got, err := read(img); err != nil || got != text {
		t.Errorf("%q, %v", got, err)
	}
}

func TestBitsAreTheModules(t *testing.T) {
	c := Encode("https://example.org/", Medium)
	bits, err := base64.RawStdEncoding.DecodeString(c.Bits())
	if err != nil {
		t.Fatal(err)
	}
	var words strings.Builder
	for _, b := range bits {
		fmt.Fprintf(&words, "%08b", b)
	}
	for i := range c.Size * c.Size {
		if (words.String()[i] == '1') != c.Dark(i%c.Size, i/c.Size) {
			t.Fatalf("bit %d", i)
		}
	}
	if rest := words.String()[c.Size*c.Size:]; strings.Contains(rest, "1") {
		t.Errorf("the end is filled with %q", rest)
	}
}

func TestTextThatNoCodeHolds(t *testing.T) {
	for _, text := range []string{"", strings.Repeat("x", 4000)} {
		if c := Encode(text, Medium); c != nil {
			t.Errorf("%d bytes got a code of %d", len(text), c.Size)
		}
	}
}

// Whatever the text, the outline is the modules.
func FuzzPath(f *testing.F) {
	f.Add("https://example.org/", uint8(1))
	f.Add("\x00\xff", uint8(0))
	f.Fuzz(func(t *testing.T, text string, level uint8) {
		c := Encode(text, Level(level%2))
		if c == nil || c.Size > 60 {
			return
		}
		sameModules(t, text, c)
	})
}

// sameModules holds the drawing, rim and all, against the modules.
func sameModules(t *testing.T, text string, c *Code) {
	t.Helper()
	img := drawn(t, c.Path(), c.Size+2*Quiet, 1)
	for y := range c.Size + 2*Quiet {
		for x := range c.Size + 2*Quiet {
			r, _, _, _ := img.At(x, y).RGBA()
			if (r == 0) != c.Dark(x-Quiet, y-Quiet) {
				t.Fatalf("%q: module %d,%d", text, x, y)
			}
		}
	}
}
