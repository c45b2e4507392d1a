package theme_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/chart"
)

// TestChartsCanBeSeen holds WCAG 2.1: 3 to 1 for bars, 4.5 for the numbers that
// stand on a shade of the heat map; in light and in dark.
func TestChartsCanBeSeen(t *testing.T) {
	css := styleSheet(t)
	palette := map[string]string{}
	for _, m := range paletteEntry.FindAllStringSubmatch(css, -1) {
		palette[m[1]] = m[2]
	}
	for _, p := range []struct {
		least    float64
		fore, on string
	}{
		{3, "bar", "page"}, {3, "main", "page"}, {1.5, "main", "bar"},
		{4.5, "text", "shade-light"}, {4.5, "text", "shade-mid"}, {4.5, "on-main", "shade-deep"}, {4.5, "on-main", "main"},
	} {
		for mode := range 2 {
			colour := func(name string) string {
				m := regexp.MustCompile(`--color-` + name + `: light-dark\(var\((--[a-z]+-[0-9])\), var\((--[a-z]+-[0-9])\)\);`).FindStringSubmatch(css)
				if m == nil {
					t.Fatalf("no colour %s", name)
				}
				return palette[m[mode+1]]
			}
			if got := contrast(t, colour(p.fore), colour(p.on)); got < p.least {
				t.Errorf("mode %d: %s on %s has %.2f, want %.1f", mode, p.fore, p.on, got, p.least)
			}
		}
	}
}

// TestEveryMarginOfAChartHasItsStyle: a margin is an attribute, and one without a rule
// would let words run over the plot.
func TestEveryMarginOfAChartHasItsStyle(t *testing.T) {
	css := styleSheet(t)
	for n := 1; n <= chart.MaxStart; n++ {
		if want := `[data-start="` + strconv.Itoa(n) + `"] {`; !strings.Contains(css, want) {
			t.Errorf("no rule %s", want)
		}
	}
	for n := 1; n <= chart.MaxEnd; n++ {
		if want := `[data-end="` + strconv.Itoa(n) + `"] {`; !strings.Contains(css, want) {
			t.Errorf("no rule %s", want)
		}
	}
	if want := "@container (min-width: " + chart.Pos(chart.Wide*100).String() + "em)"; !strings.Contains(css, want) {
		t.Errorf("no rule %s", want)
	}
}

// TestDrawingsTakeOnlyNumbersFromTheData holds TPL-07 of the list of faults: what comes
// from the data into an attribute of a drawing is a position, an id or a class of
// ours; words stand in text.
func TestDrawingsTakeOnlyNumbersFromTheData(t *testing.T) {
	attribute := regexp.MustCompile(`([A-Za-z0-9-]+)="([^"]*)"`)
	position := regexp.MustCompile(`^-?[0-9]+(\.[0-9]{1,2})?(em|%)?$`)
	path := regexp.MustCompile(`^(viewBox="[0-9 ]+"|d="[0-9Mhvz -]+"|preserveAspectRatio="none")$`)
	ours := map[string]bool{"class": true, "id": true, "role": true, "aria-labelledby": true, "aria-label": true}
	th := defaultTheme(t)
	for _, p := range fixtures() {
		text := render(t, th, p)
		for _, drawing := range regexp.MustCompile(`(?s)<svg class="chart.*?</svg>`).FindAllString(text, -1) {
			for _, m := range attribute.FindAllStringSubmatch(drawing, -1) {
				if !ours[m[1]] && !position.MatchString(m[2]) && !path.MatchString(m[0]) {
					t.Errorf("%s: %s", p.name, m[0])
				}
			}
		}
	}
}
