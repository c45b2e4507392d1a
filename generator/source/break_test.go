package source_test

import (
	"strings"
	"testing"

	"kepu/generator/source"
)

func TestBreaksOfTheStatistics(t *testing.T) {
	site := "title = \"示例\"\n[organiser]\nname = \"示例市科协\"\n"
	for _, c := range []struct {
		name, text string
		want       string // of the first problem's Chinese wording; "" for none
		line       int
	}{
		{"whole", "[[break]]\nyear = 2025\nmeasure = \"活动数\"\nnote = \"虚构\"\n", "", 0},
		{"no measure", "[[break]]\nyear = 2025\nnote = \"虚构\"\n", "缺少 measure", 4},
		{"no note", "[[break]]\nyear = 2025\nmeasure = \"活动数\"\n", "缺少 note", 4},
		{"a year in quotes", "[[break]]\nyear = \"2025\"\nmeasure = \"活动数\"\nnote = \"虚构\"\n", "year 不能写文字", 5},
		{"a slip", "[[break]]\nyear = 2025\nmesure = \"活动数\"\nmeasure = \"活动数\"\nnote = \"虚构\"\n", "不认识 mesure", 6},
	} {
		p := source.Parse("site.toml", []byte(site+c.text))
		if c.want == "" {
			if len(p.Problems) > 0 || len(p.Site.Breaks) != 1 {
				t.Errorf("%s: %v, %+v", c.name, p.Problems, p.Site.Breaks)
				continue
			}
			if b := p.Site.Breaks[0]; b.Year != 2025 || b.Measure.Name != "活动数" || b.Note != "虚构" {
				t.Errorf("%s: %+v", c.name, b)
			}
			continue
		}
		if len(p.Problems) == 0 || !strings.Contains(p.Problems[0].What.ZH, c.want) || p.Problems[0].Place.Line != c.line {
			t.Errorf("%s: %+v", c.name, p.Problems)
		}
	}
}
