package theme_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/chart"
)

// TestEveryMarginOfAChartHasItsStyle: a margin is an attribute, and one without a rule
// would let words run over the plot.
func TestEveryMarginOfAChartHasItsStyle(t *testing.T) {
	css := styleSheets(t, "style.css", "chart.css")
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
