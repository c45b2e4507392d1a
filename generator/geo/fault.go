package geo

import "kepu/generator/diag"

// Fault is something wrong in a boundaries file.
type Fault struct {
	Kind    FaultKind
	Feature int       // which entry of "features", the first is 1; 0 when the file as a whole is meant
	Code    string    // the county's adcode, when it is known
	Offset  int64     // the byte where the entry or the mistake begins, 0 the first; -1 when unknown
	What    diag.Text // what is wrong and what to do, for staff
}

// FaultKind says what sort of fault it is.
type FaultKind string

const (
	TooLarge      FaultKind = "too-large"      // more bytes, entries or points than a map of counties can need
	NotJSON       FaultKind = "not-json"       // broken text
	NotCollection FaultKind = "not-collection" // JSON, but no FeatureCollection with features
	BadDatum      FaultKind = "bad-datum"      // a datum that is not known
	NoCode        FaultKind = "no-code"        // an entry without a county's code
	UnsaidDatum   FaultKind = "unsaid-datum"   // no datum, and signs that it is not WGS-84
	SameCode      FaultKind = "same-code"      // another entry for one adcode, which cannot be a part of the same county
	Repeated      FaultKind = "repeated"       // the same entry again
	BadGeometry   FaultKind = "bad-geometry"   // neither a Polygon nor a MultiPolygon, or garbled
	BadPoint      FaultKind = "bad-point"      // a point that cannot lie in China
	BadRing       FaultKind = "bad-ring"       // a ring that is open or has fewer than four points
	Crossing      FaultKind = "crossing"       // a ring that crosses itself
)

// Harmless reports whether the county is used in spite of the fault: its border
// crosses itself somewhere, which the eye hardly sees; it stands there twice; or the file
// may be in another datum than the one it is read in.
func (f Fault) Harmless() bool {
	return f.Kind == Crossing || f.Kind == Repeated || f.Kind == UnsaidDatum
}

// wording is a message; args fill its verbs.
type wording struct {
	kind FaultKind
	what diag.Text
}

func (w wording) fault(args ...any) *Fault {
	return &Fault{Kind: w.kind, Offset: -1, What: w.what.With(args...)}
}

func (f *Fault) at(offset int64) *Fault {
	f.Offset = offset
	return f
}

var (
	sayTooManyBytes = wording{TooLarge, diag.M("BORDERS-LARGE-BYTES",
		"边界文件超过上限 %[2]d 字节。请向提供单位要简化后的边界文件",
		"the boundaries file is larger than the %[2]d bytes allowed. Ask for a simplified version of it")}
	sayTooManyFeatures = wording{TooLarge, diag.M("BORDERS-LARGE-ENTRIES",
		"边界文件里的条目超过 %[1]d 个。请只保留本市各县（区），每县（区）一个条目",
		"the boundaries file has more than %[1]d entries. Keep only this city's counties, one entry each")}
	sayTooManyPoints = wording{TooLarge, diag.M("BORDERS-LARGE-POINTS",
		"边界文件里的坐标点超过 %[1]d 个。请向提供单位要简化后的边界文件",
		"the boundaries file has more than %[1]d points. Ask for a simplified version of it")}
	sayNotJSON = wording{NotJSON, diag.M("BORDERS-JSON",
		"边界文件在这里读不懂，可能缺了一截或被改坏了。请重新取得完整的 GeoJSON 文件",
		"the boundaries file cannot be read from here on; a part may be missing or damaged. Get the whole GeoJSON file again")}
	sayNotCollection = wording{NotCollection, diag.M("BORDERS-COLLECTION",
		"边界文件不是 GeoJSON 要素集合：最外层应写 \"type\": \"FeatureCollection\"，并有 \"features\" 列表",
		"the boundaries file is no GeoJSON collection: at the top it needs \"type\": \"FeatureCollection\" and a list \"features\"")}
	sayForeign = wording{NotCollection, diag.M("BORDERS-FORMAT",
		"这是 %[1]s 文件，不是 GeoJSON。请向提供单位要 GeoJSON 格式的，或用地图软件另存为 GeoJSON（WGS84 或 CGCS2000 经纬度）",
		"this is a file of the kind %[1]s and no GeoJSON. Ask the supplier for GeoJSON, or save it as GeoJSON with a map program (degrees in WGS84 or CGCS2000)")}
	sayNoFeatures = wording{NotCollection, diag.M("BORDERS-EMPTY",
		"边界文件里一个县（区）也没有：\"features\" 是空的",
		"the boundaries file holds no county: \"features\" is empty")}
	sayNotFeature = wording{NotCollection, diag.M("BORDERS-ENTRY",
		"第 %[1]d 个条目不是要素：应写 \"type\": \"Feature\"，并有 \"properties\" 和 \"geometry\"",
		"entry %[1]d is no feature: it needs \"type\": \"Feature\", \"properties\" and \"geometry\"")}
	sayBadDatum = wording{BadDatum, diag.M("BORDERS-DATUM-UNKNOWN",
		"不认识坐标系“%[1]s”。可以写 wgs84、gcj02（高德、腾讯）或 bd09（百度）",
		"the datum \"%[1]s\" is not known. Write wgs84, gcj02 (Amap, Tencent) or bd09 (Baidu)")}
	sayUnsaidDatum = wording{UnsaidDatum, diag.M("BORDERS-DATUM-MISSING",
		"边界文件没有写坐标系，看它的内容却像出自高德（DataV）：那样的坐标是 gcj02，按 wgs84 读会偏五百多米。请问清楚，在文件最外层写上 \"datum\": \"gcj02\"（或 \"wgs84\"）",
		"the boundaries file names no datum, but looks as if it came from Amap (DataV): such coordinates are gcj02, and read as wgs84 they are 500 m off. Find out, and write \"datum\": \"gcj02\" (or \"wgs84\") at the file's top")}
	sayBadCRS = wording{BadDatum, diag.M("BORDERS-CRS",
		"边界文件的 \"crs\" 写的是“%[1]s”，不认识这种坐标系。请向提供单位要 CGCS2000（EPSG:4490）或 WGS84（EPSG:4326）经纬度的文件",
		"the member \"crs\" of the boundaries file is \"%[1]s\", which is not known. Ask the supplier for degrees in CGCS2000 (EPSG:4490) or WGS84 (EPSG:4326)")}
	sayNoCode = wording{NoCode, diag.M("BORDERS-CODE-MISSING",
		"第 %[1]d 个条目没有行政区划代码（它的属性有：%[2]s）：请在 \"properties\" 里写六位的 \"adcode\"，例如 \"adcode\": \"411702\"",
		"entry %[1]d has no area code (its properties are: %[2]s): write the six digits as \"adcode\" in \"properties\", such as \"adcode\": \"411702\"")}
	sayBadCode = wording{NoCode, diag.M("BORDERS-CODE-FORM",
		"第 %[1]d 个条目的 \"%[2]s\" 写的是“%[3]s”，应是六位数字，例如 \"411702\"",
		"the \"%[2]s\" of entry %[1]d is \"%[3]s\"; it must be six digits, such as \"411702\"")}
	sayTownCode = wording{NoCode, diag.M("BORDERS-CODE-TOWN",
		"第 %[1]d 个条目的 \"%[2]s\" 写的是“%[3]s”，是乡、镇或街道的代码。请向提供单位要县（区）级的边界文件",
		"the \"%[2]s\" of entry %[1]d is \"%[3]s\", the code of a town. Ask the supplier for the borders of counties")}
	saySameCode = wording{SameCode, diag.M("BORDERS-CODE-OVERLAP",
		"行政区划代码 %[1]s 写了两次（第 %[2]d 个和第 %[3]d 个条目），两处的边界互相重叠，只用了前一个。请核对哪一个对，删去另一个",
		"the area code %[1]s is there twice (entries %[2]d and %[3]d), and their areas overlap; the first one is used. Find out which is right and delete the other")}
	sayTwoNames = wording{SameCode, diag.M("BORDERS-CODE-NAMES",
		"行政区划代码 %[1]s 写了两次（第 %[2]d 个和第 %[3]d 个条目），名称却不同（%[4]s、%[5]s），只用了前一个。请核对代码",
		"the area code %[1]s is there twice (entries %[2]d and %[3]d) under two names (%[4]s, %[5]s); the first one is used. Check the codes")}
	sayTwice = wording{Repeated, diag.M("BORDERS-TWICE",
		"行政区划代码 %[1]s 的同一条边界写了两次（第 %[2]d 个和第 %[3]d 个条目），只用一次",
		"the same border of area code %[1]s is there twice (entries %[2]d and %[3]d); it is used once")}
	sayBadGeometry = wording{BadGeometry, diag.M("BORDERS-GEOMETRY",
		"%[1]s 的边界不是多边形：\"geometry\" 应是 Polygon 或 MultiPolygon，坐标是经度、纬度两个数",
		"the border of %[1]s is no polygon: \"geometry\" must be a Polygon or MultiPolygon, and each point two numbers, longitude and latitude")}
	sayNotInChina = wording{BadPoint, diag.M("BORDERS-POINT-OUTSIDE",
		"%[1]s 的边界里有一点是 %[2]s，不在中国范围内。应写经度、纬度，单位是度；以米为单位的坐标请先换算",
		"a point in the border of %[1]s is %[2]s, which is not in China. Points must be longitude, latitude in degrees; convert coordinates in metres first")}
	saySwapped = wording{BadPoint, diag.M("BORDERS-POINT-SWAPPED",
		"%[1]s 的边界里有一点是 %[2]s，经度和纬度写反了。应先写经度，后写纬度",
		"a point in the border of %[1]s is %[2]s: longitude and latitude are the wrong way round. Longitude comes first")}
	sayOpenRing = wording{BadRing, diag.M("BORDERS-RING-UNCLOSED",
		"%[1]s 的边界没有闭合：最后一点 %[2]s 应与第一点 %[3]s 相同",
		"the border of %[1]s is not closed: its last point %[2]s must be the same as the first, %[3]s")}
	sayShortRing = wording{BadRing, diag.M("BORDERS-RING-SHORT",
		"%[1]s 的边界里有一圈不足三个不同的点，围不成面",
		"a ring in the border of %[1]s has fewer than three different points and encloses nothing")}
	sayCrossing = wording{Crossing, diag.M("BORDERS-RING-CROSSING",
		"%[1]s 的边界在 %[2]s 附近自己和自己相交。地图照样画，但请告知提供单位改正",
		"the border of %[1]s crosses itself near %[2]s. The map uses it all the same, but let the supplier mend it")}
)
