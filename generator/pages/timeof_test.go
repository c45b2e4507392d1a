package pages

import (
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/source"
	"kepu/generator/typed"
)

func TestTimeOfAnActivity(t *testing.T) {
	for _, c := range []struct{ from, until, clock, want string }{
		{"2026-05-02", "", "09:30-11:00", "09:30—11:00"},
		{"2026-05-02", "2026-05-02", "09:30", "09:30"},
		{"2026-05-02", "2026-05-04", "09:30", "每天09:30"},
		{"2026-05", "", "09:30", ""},
		{"2026", "2026-05-04", "09:30", ""},
		{"2026-05-02", "", "", ""},
	} {
		a := &catalog.Activity{Activity: &source.Activity{}}
		a.Date.Date, _ = date.Parse(c.from)
		a.Until.Date, _ = date.Parse(c.until)
		if c.clock != "" {
			a.Time, _ = typed.Time(c.clock)
		}
		if got := timeOf(a); got != c.want {
			t.Errorf("%s to %s at %s: %q, want %q", c.from, c.until, c.clock, got, c.want)
		}
	}
}
