package intake_test

import (
	"strings"
	"testing"

	"kepu/generator/intake"
)

// TestTwoKeysOfOnePlace holds that of two keys of one cell or row the same counts each time, and that the other is told.
func TestTwoKeysOfOnePlace(t *testing.T) {
	b := book("x.xlsx", grid("活动", "活动名称|时间|县区|参加人数\n讲座|2025年5月16日|西平县|约120人"))
	for _, x := range []struct {
		choices intake.Choices
		count   string
		state   intake.State
		unused  string
	}{
		{intake.Choices{"活动！d2": "110", "活动!D2": "120"}, "120", intake.New, "活动！d2"},
		{intake.Choices{"活动！d2": "110", "活动!$D$2": "130"}, "130", intake.New, "活动！d2"},
		{intake.Choices{"活动！d2": "120", "活动!D2": "120"}, "120", intake.New, ""},
		{intake.Choices{"活动!2": "不要", "活动！2": "要"}, "", intake.Left, "活动！2"},
		{intake.Choices{"活动!D3": "5", "活动！d3": "6"}, "", intake.New, "活动!D3 活动！d3"},
	} {
		for range 20 {
			p := read(t, city(), intake.Options{Choices: x.choices}, b)
			if r := p.Records[0]; r.Answers["participants"] != x.count || r.State != x.state || strings.Join(p.Unused(), " ") != x.unused {
				t.Fatalf("%v: unused %v\n%s", x.choices, p.Unused(), told(p))
			}
		}
	}
}

// TestADoubtIsToldOnce holds that a cell that is read for several purposes is in doubt once, and marked once where the book goes back.
func TestADoubtIsToldOnce(t *testing.T) {
	for _, x := range []struct{ rows, want string }{
		{"活动名称|时间|县区|承办单位\n讲座|2025年5月16日|!#REF!|西平县科技馆", "INTAKE-BROKEN C2"},
		{"活动名称|时间|县区|承办单位\n讲座|2025年5月16日|~东平县~|西平县科技馆\n展览|2025年6月|!#REF!|/", "INTAKE-STRUCK-CELL C2, INTAKE-BROKEN C3"},
		{"活动名称|时间|县区|承办单位\n讲座|2025年5月16日||西平县科技官、西平县气象据", "INTAKE-BASE D2, INTAKE-BASE D2"}, // two names of one cell
	} {
		p := read(t, city(), intake.Options{}, book("x.xlsx", grid("活动", x.rows)))
		var list []string
		for _, r := range p.Records {
			for _, d := range r.Doubts {
				list = append(list, d.What.Code+" "+strings.TrimPrefix(d.Cell(), "活动!"))
			}
		}
		if got := strings.Join(list, ", "); got != x.want || p.Remarks() != len(list) {
			t.Errorf("%d marks: %s, want %s\n%s", p.Remarks(), got, x.want, told(p))
		}
	}
}
