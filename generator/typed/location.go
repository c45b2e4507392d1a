package typed

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/geo"
)

// Place is a point with the datum that it is measured in.
type Place struct {
	Point geo.Point
	Datum geo.Datum
	From  diag.Text // where the datum is known from: 高德地图的链接; empty: it is the one that was given
}

// Location reads where something is: two numbers (114.02, 32.98; either order, since no place
// of China can be read both ways; degrees, minutes and seconds as well), or a link that an app
// with maps made. Datum is that of numbers alone; links have their own, which Amap, Tencent and
// Baidu do not write beside the numbers.
func Location(words string, datum geo.Datum) (Place, *Doubt) {
	s := strings.TrimSpace(words)
	if s == "" {
		return Place{}, empty()
	}
	if at := link.FindStringIndex(s); at != nil {
		return fromLink(words, strings.TrimRight(s[at[0]:at[1]], "。，；、)）】\"”"))
	}
	if m := geoURI.FindStringSubmatch(narrow(s)); m != nil {
		p, doubt := pair(words, m[2], m[1])
		return Place{p, geo.WGS84, diag.T("geo: 链接", "a geo: link")}, doubt
	}
	p, doubt := twoNumbers(words, narrow(s))
	return Place{Point: p, Datum: datum}, doubt
}

var (
	link   = regexp.MustCompile(`(?i)(?:https?://|\b(?:[a-z0-9-]+\.)*(?:amap\.com|map\.baidu\.com|map\.qq\.com|j\.map\.baidu\.com|openstreetmap\.org|maps\.apple\.com|tianditu\.gov\.cn)/)[^\s<>]+`)
	geoURI = regexp.MustCompile(`^(?i:geo):(-?[0-9.]+),(-?[0-9.]+)`)
	plainN = regexp.MustCompile(`^-?[0-9]{1,3}(?:\.[0-9]+)?$`)
	dms    = regexp.MustCompile(`([0-9]{1,3}(?:\.[0-9]+)?)°(?:([0-9]{1,2}(?:\.[0-9]+)?)['′分](?:([0-9]{1,2}(?:\.[0-9]+)?)(?:["″秒]|'')?)?)?`)
	marked = regexp.MustCompile(`(?i)(东经|经度|longitude|lng|lon|北纬|纬度|latitude|lat)[:= ]*`)
	single = regexp.MustCompile(`-?[0-9]+(?:\.[0-9]+)?`)
)

// twoNumbers reads two numbers in words.
func twoNumbers(words, s string) (geo.Point, *Doubt) {
	latFirst := false
	if m := marked.FindString(s); m != "" {
		latFirst = strings.HasPrefix(m, "北") || strings.HasPrefix(m, "纬") || strings.HasPrefix(strings.ToLower(m), "lat")
		s = marked.ReplaceAllString(s, " ")
	}
	s = strings.NewReplacer("度", "°", "’", "'", "‘", "'", "”", "\"", "“", "\"", "′′", "\"", "′", "'", "″", "\"").Replace(s)
	s = dms.ReplaceAllStringFunc(s, func(x string) string {
		m := dms.FindStringSubmatch(x)
		d, _ := strconv.ParseFloat(m[1], 64)
		minutes, _ := strconv.ParseFloat(orZero(m[2]), 64)
		seconds, _ := strconv.ParseFloat(orZero(m[3]), 64)
		return " " + strconv.FormatFloat(geo.Round(d+minutes/60+seconds/3600, 7), 'f', -1, 64) + " "
	})
	s = strings.Trim(s, " []()【】{}")
	rest := strings.Trim(single.ReplaceAllString(s, ""), " ,;/°、NESWnesw")
	numbers := single.FindAllString(s, -1)
	if len(numbers) != 2 || rest != "" || strings.ContainsAny(s, "WSws") {
		return geo.Point{}, &Doubt{What: diag.M("TYPED-PLACE", "看不懂这个位置：%s", "this place cannot be understood: %s").With(show(words)),
			Mend: diag.T("粘贴高德、百度或腾讯地图的链接，或者写 114.0271, 32.9862（先经度，后纬度）", "paste a link from a map, or write 114.0271, 32.9862 (longitude first)")}
	}
	if latFirst || strings.ContainsAny(s, "Nn") && strings.IndexAny(s, "Nn") < strings.IndexAny(s, "Ee") {
		numbers[0], numbers[1] = numbers[1], numbers[0]
	}
	return pair(words, numbers[0], numbers[1])
}

func orZero(s string) string {
	if s == "" {
		return "0"
	}
	return s
}

// pair makes a point of a longitude and a latitude, turned where they can only be meant the
// other way round.
func pair(words, lon, lat string) (geo.Point, *Doubt) {
	if plainN.MatchString(lon) && plainN.MatchString(lat) {
		x, _ := strconv.ParseFloat(lon, 64)
		y, _ := strconv.ParseFloat(lat, 64)
		p := geo.Point{Lon: x, Lat: y}
		if geo.Swapped(p) {
			p = geo.Point{Lon: y, Lat: x}
		}
		if p.InChina() {
			return p.Round(6), nil
		}
	}
	return geo.Point{}, &Doubt{What: diag.M("TYPED-PLACE-FAR", "这个位置不在中国：%s", "this place does not lie in China: %s").With(show(words)),
		Mend: diag.T("先写经度（73 到 135），后写纬度（18 到 54），用小数，例如 114.0271, 32.9862", "write the longitude (73 to 135) and then the latitude (18 to 54), as in 114.0271, 32.9862")}
}

// maps are the services whose links are understood, by the end of their host.
var maps = []struct {
	host  string
	name  diag.Text
	datum geo.Datum
}{
	{"amap.com", diag.T("高德地图的链接", "a link of Amap"), geo.GCJ02},
	{"map.baidu.com", diag.T("百度地图的链接", "a link of Baidu's map"), geo.BD09},
	{"map.qq.com", diag.T("腾讯地图的链接", "a link of Tencent's map"), geo.GCJ02},
	{"maps.apple.com", diag.T("苹果地图的链接", "a link of Apple's map"), geo.GCJ02},
	{"tianditu.gov.cn", diag.T("天地图的链接", "a link of Tianditu"), geo.WGS84},
	{"openstreetmap.org", diag.T("OpenStreetMap 的链接", "a link of OpenStreetMap"), geo.WGS84},
}

// fromLink reads the place out of a link. What the services write into their addresses differs
// in names, order and datum; a link that holds a place by its number alone, and a short one, do not tell it.
func fromLink(words, address string) (Place, *Doubt) {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return Place{}, noPlace(words)
	}
	host := strings.ToLower(u.Hostname())
	for _, m := range maps {
		if host != m.host && !strings.HasSuffix(host, "."+m.host) {
			continue
		}
		at := Place{Datum: m.datum, From: m.name}
		q, err := url.ParseQuery(strings.ReplaceAll(u.RawQuery, ";", "%3B"))
		if err != nil {
			return Place{}, noPlace(words)
		}
		var lon, lat string
		switch m.host {
		case "amap.com":
			lon, lat = amap(u, q)
			at.Datum = named(q.Get("coordinate"), at.Datum)
		case "map.baidu.com":
			if strings.Contains(u.Path, "/@") {
				return Place{}, &Doubt{What: diag.M("TYPED-PLACE-METRES", "百度地图地址栏里的数不是经纬度：%s", "the numbers in the address of Baidu's map are no degrees: %s").With(show(words)),
					Mend: diag.T("在“百度地图拾取坐标系统”里点一下地点，复制坐标，并写明 datum 是 bd09；或者用高德、腾讯地图", "pick the place in Baidu's coordinate picker and copy its coordinates, with the datum bd09; or use Amap or Tencent")}
			}
			lat, lon = cut(first(q, "location", "latlng", "center"))
			at.Datum = named(first(q, "coord_type", "coordtype"), at.Datum)
		case "map.qq.com":
			if lon, lat = q.Get("pointx"), q.Get("pointy"); lon == "" {
				lat, lon = cut(tencent(q))
			}
		case "maps.apple.com":
			lat, lon = cut(first(q, "ll", "coordinate", "daddr", "q"))
		case "openstreetmap.org":
			if lat, lon = q.Get("mlat"), q.Get("mlon"); lat == "" {
				if parts := strings.Split(strings.TrimPrefix(u.Fragment, "map="), "/"); len(parts) >= 3 {
					lat, lon = parts[1], parts[2]
				}
			}
		default:
			if lon, lat = first(q, "lon", "lng", "x"), first(q, "lat", "y"); lon == "" {
				lon, lat = cut(first(q, "center", "location"))
			}
		}
		if lon == "" || lat == "" {
			return Place{}, noPlace(words)
		}
		var doubt *Doubt
		at.Point, doubt = pair(words, lon, lat)
		if doubt != nil {
			return Place{}, doubt
		}
		return at, nil
	}
	return Place{}, noPlace(words)
}

// amap reads a link of Amap: position and dest have the longitude first, q and p the latitude.
func amap(u *url.URL, q url.Values) (lon, lat string) {
	if lon, lat = q.Get("lng"), q.Get("lat"); lon != "" {
		return lon, lat
	}
	if lon, lat = cut(first(q, "position", "location", "dest", "to", "center")); lon != "" {
		return lon, lat
	}
	if lat, lon = cut(q.Get("q")); lon != "" {
		return lon, lat
	}
	if parts := strings.Split(q.Get("p"), ","); len(parts) >= 3 { // number,latitude,longitude,name
		return parts[2], parts[1]
	}
	return "", ""
}

// tencent returns latitude,longitude of marker=coord:…;title:… and its like.
func tencent(q url.Values) string {
	for part := range strings.SplitSeq(q.Get("marker"), ";") {
		if c, ok := strings.CutPrefix(part, "coord:"); ok {
			return c
		}
	}
	return first(q, "coord", "tocoord", "center")
}

// named is the datum that a link names, else the usual one of its service.
func named(word string, usual geo.Datum) geo.Datum {
	switch strings.ToLower(word) {
	case "gaode", "gcj02", "gcj02ll":
		return geo.GCJ02
	case "wgs84", "wgs84ll", "gps":
		return geo.WGS84
	case "bd09", "bd09ll", "baidu":
		return geo.BD09
	}
	return usual
}

// cut returns the first two of the parts that commas set apart; none where they are no numbers.
func cut(s string) (a, b string) {
	parts := strings.Split(s, ",")
	if len(parts) < 2 || !plainN.MatchString(strings.TrimSpace(parts[0])) || !plainN.MatchString(strings.TrimSpace(parts[1])) {
		return "", ""
	}
	return strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1])
}

func first(q url.Values, names ...string) string {
	for _, n := range names {
		if v := q.Get(n); v != "" {
			return v
		}
	}
	return ""
}

func noPlace(words string) *Doubt {
	return &Doubt{What: diag.M("TYPED-PLACE-LINK", "这个链接里没有坐标：%s", "this link holds no coordinates: %s").With(show(words)),
		Mend: diag.T("短链接先在浏览器里打开，复制地址栏里的长链接；还没有坐标的，在地图上点一下那个地点，再复制；也可以写 114.0271, 32.9862", "open a short link in a browser and copy the long address; where that has none, click the place on the map first; or write 114.0271, 32.9862")}
}
