// Package directions makes the links that open a base's place in an app with maps.
//
// Each map service wants its own order and datum; numbers in the
// wrong one land hundreds of metres off without a word:
//
//	Amap     longitude,latitude  GCJ-02 (coordinate=gaode)
//	Baidu    latitude,longitude  GCJ-02 with coord_type=gcj02; without it they count as BD-09
//	Tencent  latitude,longitude  GCJ-02; the whole value of marker must be escaped
//	Apple    latitude,longitude  GCJ-02 within mainland China, as its map there
//
// They are plain https links that open the app where there is one. Schemes of apps
// (iosamap:, baidumap:) are blocked in WeChat and do nothing on a desktop.
package directions

import (
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/view"
)

const referrer = "kepu" // who sends the visitor: they require a word

// To makes the sheet of links for a base; nil when there is nothing to look for.
// A place that is known roughly is looked for by its name and address: a pin in the
// middle of a town would send people to the wrong door.
func To(b *catalog.Base) *view.Directions {
	if b.Point != nil && b.Precision == "exact" {
		at := geo.Convert(*b.Point, geo.WGS84, geo.GCJ02).Round(6)
		p := b.Point.Round(6)
		return &view.Directions{
			Routes: pins(b.Name, b.Address, at),
			Coords: fixed(p.Lon) + "," + fixed(p.Lat),
		}
	}
	if b.Address == "" {
		return ByName(b)
	}
	return &view.Directions{By: "地址", Routes: searches(b.Address, countyOf(b)), Note: "不知道门口的准确坐标，下面按地址查找。"}
}

// ByName makes the links that look for the base by its name, where nothing better is known of its place.
func ByName(b *catalog.Base) *view.Directions {
	return &view.Directions{By: "名称", Routes: searches(b.Name, countyOf(b)), Note: "不知道准确的坐标和地址，下面按名称查找，找到的不一定是这里。"}
}

func countyOf(b *catalog.Base) string {
	if b.County == nil {
		return ""
	}
	return b.County.Name
}

// pins are the links to a point in GCJ-02. Tencent stands first: WeChat opens it best.
func pins(name, address string, at geo.Point) []view.Route {
	lonLat, latLon := fixed(at.Lon)+","+fixed(at.Lat), fixed(at.Lat)+","+fixed(at.Lon)
	if address == "" {
		address = name
	}
	return []view.Route{
		{Name: "腾讯地图", URL: query("https://apis.map.qq.com/uri/v1/marker", "marker", "coord:"+latLon+";title:"+plain(name)+";addr:"+plain(address), "referer", referrer)},
		{Name: "高德地图", URL: query("https://uri.amap.com/marker", "position", lonLat, "name", name, "src", referrer, "coordinate", "gaode", "callnative", "1")},
		{Name: "百度地图", URL: query("https://api.map.baidu.com/marker", "location", latLon, "title", name, "content", address, "output", "html", "coord_type", "gcj02", "src", "webapp."+referrer+".site")},
		{Name: "苹果地图", URL: query("https://maps.apple.com/", "ll", latLon, "q", name)},
	}
}

// searches are the links that look for words in a county.
func searches(words, county string) []view.Route {
	return []view.Route{
		{Name: "腾讯地图", URL: query("https://apis.map.qq.com/uri/v1/search", "keyword", words, "region", county, "referer", referrer)},
		{Name: "高德地图", URL: query("https://uri.amap.com/search", "keyword", words, "city", county, "src", referrer, "callnative", "1")},
		{Name: "百度地图", URL: query("https://api.map.baidu.com/place/search", "query", words, "region", county, "output", "html", "src", "webapp."+referrer+".site")},
		{Name: "苹果地图", URL: query("https://maps.apple.com/", "q", words+" "+county)},
	}
}

// query joins pairs of name and value in their order; those without value are left out.
// A space is %20: not every app takes + for one.
func query(address string, pairs ...string) string {
	out, sign := []byte(address), byte('?')
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		out = append(append(append(out, sign), pairs[i]...), '=')
		out = appendEscaped(out, pairs[i+1])
		sign = '&'
	}
	return string(out)
}

// appendEscaped adds the value of a query. The library's functions make + of a space or leave
// signs that part values.
func appendEscaped(out []byte, s string) []byte {
	const digits = "0123456789ABCDEF"
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '.', c == '_', c == '~', c == ',':
			out = append(out, c)
		default:
			out = append(out, '%', digits[c>>4], digits[c&15])
		}
	}
	return out
}

// plain takes the signs out of a name that part the values of Tencent's marker.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ';' || r == ':' || r == '|' {
			return ' '
		}
		return r
	}, s)
}

// fixed writes degrees with six decimals: 0.1 m.
func fixed(x float64) string { return strconv.FormatFloat(geo.Round(x, 6), 'f', 6, 64) }
