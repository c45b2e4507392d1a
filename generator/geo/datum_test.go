package geo

import (
	"math"
	"testing"
)

// near reports whether two points agree to within eps degrees both ways.
func near(a, b Point, eps float64) bool {
	return math.Abs(a.Lon-b.Lon) <= eps && math.Abs(a.Lat-b.Lat) <= eps
}

func TestConversionsAgreeWithPublishedPoints(t *testing.T) {
	// The worked example that the public implementations share (coordtransform and its
	// translations), and Beijing railway station from the manual of an R package.
	tests := []struct {
		name     string
		in       Point
		from, to Datum
		want     Point
		eps      float64
	}{
		{"wgs84 to gcj02", Point{116.404, 39.915}, WGS84, GCJ02, Point{116.41024449916938, 39.91640428150164}, 1e-8},
		{"gcj02 to bd09", Point{116.404, 39.915}, GCJ02, BD09, Point{116.41036949371029, 39.92133699351021}, 1e-8},
		// their ways back are approximations, good to about 2 m
		{"gcj02 to wgs84", Point{116.404, 39.915}, GCJ02, WGS84, Point{116.39775550083061, 39.91359571849836}, 3e-5},
		{"bd09 to gcj02", Point{116.404, 39.915}, BD09, GCJ02, Point{116.39762729119315, 39.90865673957631}, 3e-5},
		{"a station, bd09 to gcj02", Point{116.43351, 39.90851}, BD09, GCJ02, Point{116.42703, 39.90245}, 3e-5},
	}
	for _, tt := range tests {
		if got := Convert(tt.in, tt.from, tt.to); !near(got, tt.want, tt.eps) {
			t.Errorf("%s: got %.10f, want %.10f", tt.name, got, tt.want)
		}
	}
}

// overChina calls visit for a fine raster of points well inside the box.
func overChina(visit func(Point)) {
	for lon := 73.5; lon < 136; lon += 1.37 {
		for lat := 4.1; lat < 54; lat += 0.93 {
			visit(Point{lon, lat})
		}
	}
}

func TestConversionThereAndBackIsWithinATenMillionthOfADegree(t *testing.T) {
	overChina(func(p Point) {
		for _, via := range []Datum{GCJ02, BD09} {
			if got := Convert(Convert(p, WGS84, via), via, WGS84); !near(got, p, 1e-7) {
				t.Errorf("%v by %v: came back as %v", p, via, got)
			}
		}
		if got := Convert(Convert(p, GCJ02, BD09), BD09, GCJ02); !near(got, p, 1e-7) {
			t.Errorf("%v gcj02 by bd09: came back as %v", p, got)
		}
	})
}

func TestTheWayByGCJIsTheDirectWay(t *testing.T) {
	overChina(func(p Point) {
		direct := Convert(p, WGS84, BD09)
		if step := Convert(Convert(p, WGS84, GCJ02), GCJ02, BD09); !near(direct, step, 3e-8) {
			t.Errorf("%v: %v direct, %v by gcj02", p, direct, step)
		}
	})
}

func TestOffsetInTheCityIsSixHundredMetres(t *testing.T) {
	for lon := 113.1; lon < 115.2; lon += 0.1 {
		for lat := 32.3; lat < 33.5; lat += 0.1 {
			p := Point{lon, lat}
			if d := Distance(p, Convert(p, WGS84, GCJ02)); d < 520 || d > 640 {
				t.Errorf("%v: GCJ-02 is %.0f m off", p, d)
			}
		}
	}
	seat := Point{114.02, 32.98}
	if d := Distance(seat, Convert(seat, WGS84, GCJ02)); d < 560 || d > 620 {
		t.Errorf("at the city's seat GCJ-02 is %.0f m off, not 560 to 620", d)
	}
	if d := Distance(seat, Convert(seat, WGS84, BD09)); d < 700 || d > 1800 {
		t.Errorf("at the city's seat BD-09 is %.0f m off", d)
	}
}

func TestOutsideChinaTheDatumsAreOne(t *testing.T) {
	for _, p := range []Point{{2.35, 48.85}, {-74.006, 40.7128}, {0, 0}, {33, 114}, {math.NaN(), 33}, {math.Inf(1), 33}} {
		for _, from := range []Datum{WGS84, GCJ02, BD09} {
			for _, to := range []Datum{WGS84, GCJ02, BD09} {
				got := Convert(p, from, to)
				if got != p && !(math.IsNaN(got.Lon) && math.IsNaN(p.Lon)) {
					t.Errorf("%v from %v to %v: %v", p, from, to, got)
				}
			}
		}
	}
}

func TestDatumNames(t *testing.T) {
	for name, want := range map[string]Datum{
		"wgs84": WGS84, "WGS-84": WGS84, "CGCS2000": WGS84, "gcj02": GCJ02, "GCJ-02": GCJ02, "bd09": BD09, "BD 09": BD09,
	} {
		if got, ok := ParseDatum(name); !ok || got != want {
			t.Errorf("%q: %v, %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "wgs", "gcj2", "高德", "beijing54"} {
		if _, ok := ParseDatum(name); ok {
			t.Errorf("%q is no datum", name)
		}
	}
	for _, d := range []Datum{WGS84, GCJ02, BD09} {
		if got, ok := ParseDatum(d.String()); !ok || got != d {
			t.Errorf("%v does not read its own name", d)
		}
	}
}
