package theme

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/colour"
)

func defaultSheet(t *testing.T) string {
	t.Helper()
	css, err := os.ReadFile("../../themes/default/assets/style.css") // as it was written
	if err != nil {
		t.Fatal(err)
	}
	return string(css)
}

func TestColoursHaveContrast(t *testing.T) {
	css := defaultSheet(t)
	p := paletteOf(css)
	for _, m := range regexp.MustCompile(`--color-([a-z-]+): var\((--[a-z]+-[0-9])\);`).FindAllStringSubmatch(css, -1) {
		if m[2] != p.modes[0][m[1]] {
			t.Errorf("%s is not the same in browsers without light-dark()", m[1])
		}
	}
	for _, c := range contrasts {
		for _, name := range append(c.on, c.colours...) {
			if p.shades[p.modes[0][name]] == "" || p.shades[p.modes[1][name]] == "" || uses[name].ZH == "" {
				t.Errorf("no colour %s, or no word for it", name)
			}
		}
	}
	for key := range families {
		for _, pair := range p.pale(key) {
			t.Errorf("%s on %s has %.2f, want %.1f; dark: %v", pair.Colour.EN, pair.On.EN, pair.Has, pair.Least, pair.Dark)
		}
	}
	if len(paletteOf(strings.Replace(css, "--teal-7: #17494e", "--teal-7: #6c9591", 1)).pale("main")) == 0 {
		t.Error("a pale main is not found")
	}
}

// No colour makes the default theme hard to read: how light a shade is stays as it was.
func TestACitysColour(t *testing.T) {
	css := defaultSheet(t)
	for _, c := range []struct {
		key, given string
		shades     int
	}{
		{"main", "#7a1f2b", 11},
		{"main", "#17494e", 11},
		{"main", "#333333", 11},
		{"main", "#ffffff", 11},
		{"main", "#ff11bb", 11},
		{"accent", "#b8860b", 4},
		{"accent", "#ff11bb", 4},
	} {
		shades, pale := Recolour(css, c.key, c.given)
		if len(shades) != c.shades {
			t.Errorf("%s = %s: %d shades, want %d", c.key, c.given, len(shades), c.shades)
		}
		for _, p := range pale {
			t.Errorf("%s = %s: %s on %s has %.2f of %.1f", c.key, c.given, p.Colour.EN, p.On.EN, p.Has, p.Least)
		}
		for was, now := range shades {
			before, _ := colour.Parse(was)
			after, err := colour.Parse(now)
			if err != nil {
				t.Fatal(err)
			}
			if colour.Contrast(before, after) > 1.03 {
				t.Errorf("%s = %s: %s becomes %s, which is not as light", c.key, c.given, was, now)
			}
		}
	}
	if shades, _ := Recolour("body { color: #123456 }", "main", "#7a1f2b"); len(shades) > 0 {
		t.Errorf("a sheet without a palette has %q", shades)
	}
}

// A shade that two colours went by could not be changed for one of them.
func TestShadesAreOfOneFamily(t *testing.T) {
	known := map[string]string{}
	for name, hex := range paletteOf(defaultSheet(t)).shades {
		for key := range families {
			if !of(key, name) {
				continue
			}
			if was, ok := known[hex]; ok && was != key {
				t.Errorf("%s goes by %q and by %q", hex, was, key)
			}
			known[hex] = key
		}
		if _, ok := known[hex]; !ok {
			t.Errorf("%s is of no family", name)
		}
	}
}
