// Package colour works with sRGB colours as a style sheet writes them: how well two can be told
// apart (Contrast), and the same colour in another shade (LCH, and back by RGB). In goes "#rrggbb", and
// nothing else is read; out come numbers, and colours that a screen can show.
package colour

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// RGB is an sRGB colour; each part is 0 to 1.
type RGB [3]float64

// Parse reads "#rrggbb".
func Parse(s string) (RGB, error) {
	digits, ok := strings.CutPrefix(s, "#")
	n, err := strconv.ParseUint(digits, 16, 24)
	if !ok || err != nil || len(digits) != 6 {
		return RGB{}, fmt.Errorf("not a colour: %q", s)
	}
	return RGB{float64(n>>16) / 255, float64(n>>8&0xff) / 255, float64(n&0xff) / 255}, nil
}

// String returns "#rrggbb".
func (c RGB) String() string {
	var n [3]int
	for i, x := range c {
		n[i] = int(math.Round(255 * min(max(x, 0), 1)))
	}
	return fmt.Sprintf("#%02x%02x%02x", n[0], n[1], n[2])
}

// Contrast returns the contrast ratio of two colours, 1 to 21, as WCAG 2.1 defines it
// (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).
func Contrast(a, b RGB) float64 {
	la, lb := a.luminance(), b.luminance()
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func (c RGB) luminance() float64 {
	return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
}

// linear takes the curve of IEC 61966-2-1 from a part of an sRGB colour; curved puts it back.
func linear(x float64) float64 {
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

func curved(x float64) float64 {
	if x <= 0.0031308 {
		return x * 12.92
	}
	return 1.055*math.Pow(x, 1/2.4) - 0.055
}

// LCH is a colour in OKLCH: lightness 0 to 1, chroma, and hue in radians. Equal lightness there
// looks equally light whatever the hue, which is not so in HSL.
type LCH struct{ L, C, H float64 }

// LCH returns c in OKLCH. The matrices are those of OKLab: Björn Ottosson, "A perceptual color
// space for image processing", 2020, https://bottosson.github.io/posts/oklab/.
func (c RGB) LCH() LCH {
	r, g, b := linear(c[0]), linear(c[1]), linear(c[2])
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	x := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	y := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	return LCH{0.2104542553*l + 0.7936177850*m - 0.0040720468*s, math.Hypot(x, y), math.Atan2(y, x)}
}

// rgb returns the colour in sRGB; its parts may lie outside 0 to 1.
func (c LCH) rgb() RGB {
	x, y := c.C*math.Cos(c.H), c.C*math.Sin(c.H)
	l := cube(c.L + 0.3963377774*x + 0.2158037573*y)
	m := cube(c.L - 0.1055613458*x - 0.0638541728*y)
	s := cube(c.L - 0.0894841775*x - 1.2914855480*y)
	return RGB{
		curved(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		curved(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		curved(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s),
	}
}

func cube(x float64) float64 { return x * x * x }

// RGB returns the colour in sRGB. One that sRGB does not have loses chroma until it does:
// lightness and hue stay, as CSS Color 4 maps gamuts (https://www.w3.org/TR/css-color-4/#gamut-mapping).
func (c LCH) RGB() RGB {
	if rgb := c.rgb(); rgb.sound() {
		return rgb
	}
	low, high := 0.0, c.C
	for range 24 {
		c.C = (low + high) / 2
		if c.rgb().sound() {
			low = c.C
		} else {
			high = c.C
		}
	}
	c.C = low
	return c.rgb()
}

func (c RGB) sound() bool {
	return min(c[0], c[1], c[2]) >= -1e-4 && max(c[0], c[1], c[2]) <= 1+1e-4
}

// Shade returns the colour that is to given as shade is to base: the hue of given, and its chroma
// in the measure in which shade has that of base, which is no grey. It is as light as shade by
// WCAG's luminance and not by OKLCH's L, which calls a red and a teal equally light whose
// contrasts differ by a fifth: so what can be read on shade can be read on it, whatever the hue.
func Shade(given, base, shade RGB) RGB {
	g := given.LCH()
	c := LCH{C: g.C * shade.LCH().C / max(base.LCH().C, 0.01), H: g.H}
	low, high := 0.0, 1.0
	for range 24 {
		c.L = (low + high) / 2
		if c.RGB().luminance() < shade.luminance() {
			low = c.L
		} else {
			high = c.L
		}
	}
	return c.RGB()
}
