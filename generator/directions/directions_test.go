package directions

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/source"
)

func placed(name, address, precision string, at *geo.Point) *catalog.Base {
	b := &catalog.Base{Base: &source.Base{Name: name, Address: address, Precision: precision}, ID: "demo", County: &catalog.County{ID: "jia", Name: "甲县"}}
	b.Point = at
	return b
}

// numbers reads "a,b".
func pair(t *testing.T, s string) (a, b float64) {
	t.Helper()
	first, second, ok := strings.Cut(s, ",")
	a, errA := strconv.ParseFloat(first, 64)
	b, errB := strconv.ParseFloat(second, 64)
	if !ok || errA != nil || errB != nil {
		t.Fatalf("no pair of numbers: %q", s)
	}
	return a, b
}

// Each service is given the same spot on the ground, to a metre, in its own order and
// datum. What the service would make of the numbers is worked out here from its rules.
func TestEveryServiceLandsOnTheSpot(t *testing.T) {
	want := geo.Point{Lon: 114.0270312, Lat: 33.3880455}
	routes := map[string]url.Values{}
	for _, r := range To(placed("虚构馆", "示例路1号", "exact", &want)).Routes {
		u, err := url.Parse(r.URL)
		if err != nil || u.Scheme != "https" {
			t.Fatalf("%s: %v", r.URL, err)
		}
		routes[r.Name] = u.Query()
	}
	check := func(name string, got geo.Point, datum geo.Datum) {
		t.Helper()
		if off := geo.Distance(geo.Convert(got, datum, geo.WGS84), want); off > 1 {
			t.Errorf("%s lands %.0f m off", name, off)
		}
	}

	amap := routes["高德地图"]
	lon, lat := pair(t, amap.Get("position"))
	if amap.Get("coordinate") != "gaode" {
		t.Error("Amap is not told the datum")
	}
	check("Amap", geo.Point{Lon: lon, Lat: lat}, geo.GCJ02)

	baidu := routes["百度地图"]
	lat, lon = pair(t, baidu.Get("location"))
	datum := geo.BD09 // what Baidu takes numbers for when it is not told
	if baidu.Get("coord_type") == "gcj02" {
		datum = geo.GCJ02
	}
	check("Baidu", geo.Point{Lon: lon, Lat: lat}, datum)

	coord, _, _ := strings.Cut(routes["腾讯地图"].Get("marker"), ";")
	lat, lon = pair(t, strings.TrimPrefix(coord, "coord:"))
	check("Tencent", geo.Point{Lon: lon, Lat: lat}, geo.GCJ02)

	lat, lon = pair(t, routes["苹果地图"].Get("ll"))
	check("Apple", geo.Point{Lon: lon, Lat: lat}, geo.GCJ02)
}

// A rough place would put a pin on the wrong door: the links look for words instead.
func TestARoughPlaceIsLookedForByWords(t *testing.T) {
	at := geo.Point{Lon: 114.02, Lat: 32.98}
	for _, c := range []struct {
		name string
		base *catalog.Base
		want string // what is looked for
	}{
		{"address", placed("虚构馆", "甲县示例镇示例街", "town", &at), "甲县示例镇示例街"},
		{"no address", placed("虚构馆", "", "county", &at), "虚构馆"},
		{"no place", placed("虚构馆", "", "exact", nil), "虚构馆"},
	} {
		d := To(c.base)
		if d.Note == "" || d.Coords != "" {
			t.Errorf("%s: it pretends to be exact: %+v", c.name, d)
		}
		for _, r := range d.Routes {
			u, err := url.Parse(r.URL)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(r.URL, "114.") || strings.Contains(r.URL, "32.9") {
				t.Errorf("%s: coordinates in %s", c.name, r.URL)
			}
			found := false
			for _, values := range u.Query() {
				found = found || strings.HasPrefix(values[0], c.want)
			}
			if !found {
				t.Errorf("%s: %s does not look for %s", c.name, r.URL, c.want)
			}
		}
	}
}

// Names may hold what parts the values of an address.
func TestNamesDoNotBreakTheLinks(t *testing.T) {
	name := "A&B=C;D:E|F#G+H ?%中\"'"
	at := geo.Point{Lon: 114.02, Lat: 32.98}
	for _, r := range To(placed(name, "", "exact", &at)).Routes {
		u, err := url.Parse(r.URL)
		if err != nil || u.Fragment != "" || strings.ContainsAny(r.URL, " +\"'|") {
			t.Errorf("%s: %v", r.URL, err)
			continue
		}
		for key, values := range u.Query() {
			if key == "marker" {
				if parts := strings.Split(values[0], ";"); len(parts) != 3 || !strings.HasPrefix(parts[1], "title:A&B=C D E F#G+H") {
					t.Errorf("marker: %q", values[0])
				}
			}
			if (key == "name" || key == "title" || key == "q") && values[0] != name {
				t.Errorf("%s=%q, want %q", key, values[0], name)
			}
		}
	}
}
