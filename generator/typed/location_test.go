package typed_test

import (
	"fmt"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/directions"
	"kepu/generator/geo"
	"kepu/generator/source"
	"kepu/generator/typed"
)

func TestPlacesAsPeoplePasteThem(t *testing.T) {
	const here = "114.027 32.9862"
	tests := []struct{ in, want string }{
		{"114.027, 32.9862", here + " wgs84"},
		{"114.027,32.9862", here + " wgs84"},
		{"114.027，32.9862", here + " wgs84"},
		{"114.027、32.9862", here + " wgs84"},
		{"114.027 32.9862", here + " wgs84"},
		{"[114.027, 32.9862]", here + " wgs84"},
		{"（114.027，32.9862）", here + " wgs84"},
		{"32.9862, 114.027", here + " wgs84"},
		{"东经114.027 北纬32.9862", here + " wgs84"},
		{"北纬32.9862°，东经114.027°", here + " wgs84"},
		{"经度：114.027 纬度：32.9862", here + " wgs84"},
		{"32.9862N, 114.027E", here + " wgs84"},
		{"114°1′37.2″E 32°59′10.32″N", here + " wgs84"},
		{"114°1'37.2\"，32°59'10.32\"", here + " wgs84"},
		{"东经114度1分37.2秒，北纬32度59分10.32秒", here + " wgs84"},
		{"geo:32.9862,114.027?z=16", here + " wgs84"},
		{"114.02712345678, 32.98621234567", "114.027123 32.986212 wgs84"},

		{"https://uri.amap.com/marker?position=114.027,32.9862&name=某馆", here + " gcj02"},
		{"uri.amap.com/marker?position=114.027%2C32.9862", here + " gcj02"},
		{"https://uri.amap.com/marker?position=114.027,32.9862&coordinate=wgs84", here + " wgs84"},
		{"https://www.amap.com/?q=32.9862,114.027,某馆", here + " gcj02"},
		{"https://wb.amap.com/?p=B0FFABC,32.9862,114.027,某馆,某路1号", here + " gcj02"},
		{"https://ditu.amap.com/regeo?lng=114.027&lat=32.9862&src=uri", here + " gcj02"},
		{"某馆 https://uri.amap.com/marker?position=114.027,32.9862 点击查看", here + " gcj02"},
		{"https://api.map.baidu.com/marker?location=32.9862,114.027&title=某馆&output=html", here + " bd09"},
		{"http://api.map.baidu.com/marker?location=32.9862,114.027&coord_type=gcj02", here + " gcj02"},
		{"https://apis.map.qq.com/uri/v1/marker?marker=coord:32.9862,114.027;title:某馆;addr:某路", here + " gcj02"},
		{"https://apis.map.qq.com/uri/v1/geocoder?coord=32.9862,114.027&referer=x", here + " gcj02"},
		{"https://map.qq.com/?type=marker&isopeninfowin=1&pointx=114.027&pointy=32.9862&name=某馆", here + " gcj02"},
		{"https://maps.apple.com/?ll=32.9862,114.027&q=x", here + " gcj02"},
		{"https://www.openstreetmap.org/?mlat=32.9862&mlon=114.027#map=16/32.9/114.0", here + " wgs84"},
		{"https://www.openstreetmap.org/#map=16/32.9862/114.027", here + " wgs84"},

		{"", "TYPED-EMPTY"},
		{"https://surl.amap.com/abc123", "TYPED-PLACE-LINK"},
		{"https://www.amap.com/place/B0FFABC", "TYPED-PLACE-LINK"},
		{"https://j.map.baidu.com/2d/xyz", "TYPED-PLACE-LINK"},
		{"https://map.baidu.com/@12693475.5,3863322.1,19z", "TYPED-PLACE-METRES"},
		{"https://example.org/?q=32.9862,114.027", "TYPED-PLACE-LINK"},
		{"https://notamap.com/?q=32.9862,114.027", "TYPED-PLACE-LINK"},
		{"https://amap.com/?q=99999999,114.027", "TYPED-PLACE-LINK"},
		{"https://amap.com/?q=%zz", "TYPED-PLACE-LINK"},
		{"0, 0", "TYPED-PLACE-FAR"},
		{"114.027, -32.9862", "TYPED-PLACE-FAR"},
		{"-74.0060, 40.7128", "TYPED-PLACE-FAR"},
		{"114.027", "TYPED-PLACE"},
		{"114.027, 32.9862, 5", "TYPED-PLACE"},
		{"文化路1号", "TYPED-PLACE"},
		{"114.027W, 32.9862N", "TYPED-PLACE"},
		{"114.027米, 32.9862", "TYPED-PLACE"},
	}
	for _, tt := range tests {
		at, doubt := typed.Location(tt.in, geo.WGS84)
		got := fmt.Sprintf("%v %v %v", at.Point.Lon, at.Point.Lat, at.Datum)
		if doubt != nil {
			got = doubt.What.Code
		}
		if got != tt.want {
			t.Errorf("%q is %s, want %s", tt.in, got, tt.want)
		}
	}
	if at, _ := typed.Location("114.027, 32.9862", geo.BD09); at.Datum != geo.BD09 || at.From.ZH != "" {
		t.Errorf("%+v", at)
	}
}

// The links on a base's page lead back to where it is.
func TestOurOwnLinksAreRead(t *testing.T) {
	b := &catalog.Base{Base: &source.Base{Name: "某;馆", Address: "某路 1 号", Precision: "exact"}, Point: &geo.Point{Lon: 114.027, Lat: 32.9862}}
	routes := directions.To(b).Routes
	for _, r := range routes {
		at, doubt := typed.Location(r.URL, geo.WGS84)
		if doubt != nil {
			t.Errorf("%s: %v", r.URL, doubt)
			continue
		}
		if d := geo.Distance(geo.Convert(at.Point, at.Datum, geo.WGS84), *b.Point); d > 2 {
			t.Errorf("%s leads %v m away", r.URL, d)
		}
	}
	if len(routes) != 4 {
		t.Errorf("%d links", len(routes))
	}
}

func FuzzLocation(f *testing.F) {
	for _, s := range []string{"114.027, 32.9862", "https://uri.amap.com/marker?position=114.027,32.9862", "114°1′37.2″E 32°59′10.32″N", "https://map.qq.com/?marker=coord:1,2;x", "geo:1,2", "://", "http://[::1", "九"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, doubt := typed.Location(s, geo.GCJ02)
		if doubt == nil && !at.Point.InChina() {
			t.Fatalf("%q is %v", s, at.Point)
		}
		if doubt == nil {
			written := fmt.Sprintf("%v, %v", at.Point.Lon, at.Point.Lat)
			if again, doubt := typed.Location(written, at.Datum); doubt != nil || again.Point != at.Point {
				t.Fatalf("%q is %s, which is %v %v", s, written, again.Point, doubt)
			}
		}
	})
}
