package mapview

import (
	"testing"

	"kepu/generator/geo"
)

func TestBearing(t *testing.T) {
	p := geo.Point{Lon: 114, Lat: 33}
	for _, c := range []struct {
		east, north float64
		want        string
	}{{0, 1, "北"}, {0, -1, "南"}, {1, 0, "东"}, {-1, 0, "西"}, {.1, .08, "东北"}, {-.1, .08, "西北"}, {.1, -.08, "东南"}, {-.1, -.08, "西南"}, {.01, .1, "北"}, {-.1, .01, "西"}} {
		if got := bearing(p, geo.Point{Lon: 114 + c.east, Lat: 33 + c.north}); got != c.want {
			t.Errorf("%v, %v: %s, want %s", c.east, c.north, got, c.want)
		}
	}
}

// The way is drawn and told where a base of the county stands at its seat, and only there; without outlines it is drawn alone.
func TestApproachNeedsASeatThatIsKnown(t *testing.T) {
	for _, outlined := range []bool{true, false} {
		m := mapped(t, 60)
		if !outlined {
			m.c.Site.Map.Outlines = ""
		}
		b := m.c.Bases[3]
		for _, other := range m.bases(b.County) {
			other.Precision = "exact"
		}
		a := m.Approach(b)
		if (a != nil) != outlined {
			t.Fatalf("outlined %v, no seat: %+v", outlined, a)
		}
		if outlined && (a.Words != "" || a.Seat != nil || len(a.Map.Outlines) != 1) {
			t.Errorf("a way from nowhere: %+v", a)
		}
		seat := m.c.Bases[3]
		for _, other := range m.bases(b.County) {
			if other != b {
				seat = other
			}
		}
		if seat == b {
			t.Fatal("one base alone in its county")
		}
		at := geo.Point{Lon: b.Point.Lon, Lat: b.Point.Lat - .1}
		seat.Precision, seat.Point = "county", &at
		a = m.Approach(b)
		if a == nil || a.Words != "在县城北，直线约11公里" && a.Words != "在城区北，直线约11公里" || a.Seat == nil || a.Map.Drawings[0].Way == "" || (len(a.Map.Outlines) == 1) != outlined {
			t.Errorf("outlined %v: %+v", outlined, a)
		}
		b.Precision = "town" // no figure that nobody measured
		if got := m.Words(b); got != "在县城北，位置只到乡镇或街道一带" && got != "在城区北，位置只到乡镇或街道一带" {
			t.Errorf("of a town: %s", got)
		}
		at.Lat = b.Point.Lat - .03
		if got := m.Words(b); got != "" {
			t.Errorf("of a town that is near: %s", got)
		}
		b.Precision = "county" // it stands at the seat itself
		if a := m.Approach(b); a != nil && (a.Words != "" || a.Seat != nil || len(a.Map.Drawings[0].Spots) != 0) {
			t.Errorf("from the seat to itself: %+v", a)
		}
	}
}
