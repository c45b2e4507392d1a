package colour

import (
	"math"
	"testing"
)

func parse(t *testing.T, s string) RGB {
	t.Helper()
	c, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParse(t *testing.T) {
	for _, bad := range []string{"", "#", "17494e", "#17494", "#17494e0", "#17494g", "#+7494e", "red"} {
		if c, err := Parse(bad); err == nil {
			t.Errorf("%q is %v", bad, c)
		}
	}
	if got := parse(t, "#B8860b").String(); got != "#b8860b" {
		t.Error(got)
	}
}

func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#000000", "#ffffff", 21}, {"#ffffff", "#ffffff", 1}, {"#777777", "#ffffff", 4.48}, {"#ffffff", "#ff0000", 4.00}} {
		if got := Contrast(parse(t, c.a), parse(t, c.b)); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s on %s has %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// The values are CSS Color 4's for named colours.
func TestLCH(t *testing.T) {
	for _, c := range []struct {
		hex     string
		l, c, h float64
	}{{"#ffffff", 1, 0, 0}, {"#ff0000", 0.62796, 0.25768, 29.234}, {"#008000", 0.51975, 0.17686, 142.495}, {"#0000ff", 0.45201, 0.31321, 264.052}} {
		got := parse(t, c.hex).LCH()
		h := math.Mod(got.H*180/math.Pi+360, 360)
		if math.Abs(got.L-c.l) > 1e-4 || math.Abs(got.C-c.c) > 1e-4 || c.c > 0 && math.Abs(h-c.h) > 0.02 {
			t.Errorf("%s is %.5f %.5f %.3f", c.hex, got.L, got.C, h)
		}
		if back := got.RGB().String(); back != c.hex {
			t.Errorf("%s comes back as %s", c.hex, back)
		}
	}
}

func TestShade(t *testing.T) {
	base, shade := parse(t, "#17494e"), parse(t, "#e2eeeb")
	if got := Shade(base, base, base); got.String() != "#17494e" {
		t.Errorf("the base itself becomes %s", got)
	}
	for _, hex := range []string{"#7a1f2b", "#b8860b", "#0000ff", "#ffff00", "#333333", "#000000"} {
		given := parse(t, hex)
		for _, s := range []RGB{base, shade} {
			if has := Contrast(Shade(given, base, s), s); has > 1.001 {
				t.Errorf("%s: contrast %.4f to the shade, want none", hex, has)
			}
			got := Shade(given, base, s).LCH()
			if turn := math.Remainder(got.H-given.LCH().H, 2*math.Pi); got.C > 0.01 && math.Abs(turn) > 0.01 {
				t.Errorf("%s: the hue turns by %.3f", hex, turn)
			}
			if got.C > given.LCH().C*s.LCH().C/base.LCH().C+0.001 {
				t.Errorf("%s: chroma %.4f", hex, got.C)
			}
		}
	}
}
