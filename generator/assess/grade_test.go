package assess_test

import (
	"fmt"
	"strings"
	"testing"
)

// onePoint is a scheme whose score is what a person gives.
const onePoint = `name = "虚构"
[[part]]
name = "一"
[[part.item]]
name = "人打"
points = 100
[[veto]]
name = "否"
[[grade]]
name = "甲"
from = 60
at_most = "20%"
[[grade]]
name = "乙"
from = 40
at_most = "20%"
[[grade]]
name = "丙"
from = 20
`

// Five bases: one may have 甲, one 乙. Scores are given, "?" is not, "x" is vetoed.
func TestGradesWithLimitsByHand(t *testing.T) {
	for scores, want := range map[string]string{
		// Nobody reaches 甲; one of those who reach 乙 has it, and the next goes on to 丙.
		"58 50 30 20 10": "乙 丙 丙 丙 -",
		// The second has 60 and finds 甲 full, the third 乙: it was the second's.
		"90 80 70 20 0": "甲 乙 丙 丙 -",
		// Two contend for 甲, and who does not get it has 乙: the third cannot.
		"90 90 50 20 0": "甲至乙 甲至乙 丙 丙 -",
		// Three contend: each may have any.
		"90 90 90 20 0": "甲至丙 甲至丙 甲至丙 丙 -",
		// One of whom nothing is known may have all, and takes a place from the others or not.
		"90 50 45 30 ?": "甲至乙 乙至丙 丙 丙 甲至-",
		// One that is out takes no place, and counts among the five.
		"90 x 45 30 10": "甲 - 乙 丙 -",
	} {
		c := city{"site.toml": "title = \"示例\"\n[organiser]\nname = \"虚构\"\n", "schemes/x.toml": onePoint}
		var given strings.Builder
		for i, score := range strings.Fields(scores) {
			name := fmt.Sprintf("馆%c", 'a'+i)
			c[fmt.Sprintf("bases/b%d.md", i)] = base(name, "虚构县", "")
			fmt.Fprintf(&given, "[[base]]\nbase = %q\n", name)
			if score != "?" && score != "x" {
				fmt.Fprintf(&given, "[[base.item]]\nname = \"人打\"\npoints = %s\n", score)
			}
			fmt.Fprintf(&given, "[[base.veto]]\nname = \"否\"\napplies = %v\n", score == "x")
		}
		r := c.assess(t, "x", 2025, given.String())
		var got []string
		for i := range strings.Fields(scores) {
			s := sheetOf(t, r, fmt.Sprintf("馆%c", 'a'+i))
			best, worst, _ := strings.Cut(gradesOf(r, s), " ")
			if best != worst {
				best += "至" + worst
			}
			got = append(got, best)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %s, want %s", scores, g, want)
		}
	}
}
