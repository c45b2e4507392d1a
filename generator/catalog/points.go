package catalog

import (
	"fmt"
	"regexp"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/geo"
	"kepu/generator/source"
)

// A drawing's borders are only about right: places this near to them are not
// called wrong. A surveyed border is taken at its word, but for the width of a road.
const (
	schematicSlack = 5000 // metres
	surveyedSlack  = 100  // metres
)

// points puts the bases' places into WGS-84 and checks them against the borders.
func (l *linker) points() {
	l.each(source.Boundaries, func(p *source.Parsed) {
		if p.Borders != nil && len(p.Borders.Counties) > 0 {
			l.c.Borders = p.Borders
			l.codes(p)
			if p.Borders.Schematic && l.c.Site.Map.ReviewNumber != "" {
				l.ps.Warn(diag.Whole("site.toml"), diag.M("BORDERS-NOT-REVIEWED", "写了审图号 %s，可是边界是自绘的示意图，不是审过的那张", "the review number %s is given, but the borders are a drawing of our own and not the map that was reviewed").With(l.c.Site.Map.ReviewNumber),
					diag.T("用 kepu map import 换上官方边界文件，或删去 review_number", "take in the official file with kepu map import, or leave review_number out"))
			}
			l.unreviewed(p.File.Path)
		}
	})
	l.each(source.WaterFile, func(p *source.Parsed) {
		if p.Water != nil && len(p.Water.Features) > 0 {
			l.c.Water = p.Water
		}
	})
	l.datum, _ = geo.ParseDatum(l.c.Site.Map.Datum)
	at := make(map[geo.Point]*Base, len(l.c.Bases))
	for _, b := range l.c.Bases {
		if !b.LocSpan.Written() {
			continue
		}
		if right := l.point(b); right && b.Precision == "exact" {
			l.decimals(b)
		}
		if b.Point == nil || b.Precision != "exact" {
			continue
		}
		if other := at[*b.Point]; other != nil {
			l.ps.Warn(l.placed(b), diag.M("PLACE-TWICE", "和 “%s” 的坐标完全相同", "the place is exactly that of “%s”").With(other.Name),
				diag.T(`请核对；只知道大概位置时加一行 precision = "town"`, `check it; if it is known only roughly, add precision = "town"`))
		}
		at[*b.Point] = b
	}
}

// Outlines returns the borders that may be drawn: those of a reviewed file, or any where site.toml asks for the
// drawing that waits for its review; nil where there are none. What is only asked of borders is asked of Borders.
func (c *Catalog) Outlines() *geo.Boundaries {
	if c.Borders == nil || c.Site.Map.Outlines != source.Schematic && !c.Reviewed() {
		return nil
	}
	return c.Borders
}

// Reviewed reports whether the borders are those of a reviewed map. A drawing of our own stays one whatever number site.toml gives.
func (c *Catalog) Reviewed() bool {
	return c.Borders != nil && !c.Borders.Schematic && c.ReviewNumber() != ""
}

// ReviewNumber is the number of the review (审图号); "" where there is none.
func (c *Catalog) ReviewNumber() string {
	if n := c.Site.Map.ReviewNumber; n != "" || c.Borders == nil {
		return n
	}
	return c.Borders.ReviewNumber
}

// unreviewed says once what maps lack for want of a review.
func (l *linker) unreviewed(file string) {
	switch {
	case l.noSite || l.c.Reviewed() || l.c.Site.Map.ReviewNumber != "": // a number that is not that of these borders: that was said
	case l.c.Outlines() == nil:
		l.ps.Note(diag.Whole(file), diag.M("BORDERS-LEFT-OUT", "没有审图号，地图上没有画县区界线，只有名称和数", "there is no review number, so maps draw no county borders but names and numbers"),
			diag.T(`把边界送审，拿到后用 kepu map import 换上；要看送审的底稿，在 site.toml 的 [map] 里加一行 outlines = "schematic"`, `have the borders reviewed and take them in with kepu map import; to see the drawing that is to be handed in, add outlines = "schematic" to [map] in site.toml`))
	default:
		l.ps.Note(diag.Whole(file), diag.M("BORDERS-WAIT", "地图画的县区界线还没有审图号，图上都写着待审图", "the county borders on maps have no review number; every map says that they wait for it"),
			diag.T("公开以前先送审，或删去 site.toml 里的 outlines", "have them reviewed before the site is public, or leave outlines out of site.toml"))
	}
}

// codes reports areas of the boundaries file that belong to no county of site.toml.
func (l *linker) codes(p *source.Parsed) {
	known := map[string]bool{}
	for _, c := range l.c.Counties {
		known[c.Code] = true
	}
	if l.noSite || l.counties.incomplete {
		return // its counties are not known: that was reported
	}
	var strangers []string
	for _, area := range p.Borders.Counties {
		if !known[area.Code] {
			strangers = append(strangers, area.Code)
		}
	}
	if len(strangers) > 0 {
		l.ps.Warn(diag.Whole(p.File.Path), diag.M("BORDERS-CODE-UNKNOWN", "边界文件里的代码 %s 不在 site.toml 的县区里", "the code %s of the boundaries is no county's in site.toml").With(strings.Join(strangers, " ")),
			diag.T("请核对 site.toml 里 [[county]] 的 code", "check the code of each [[county]] in site.toml"))
	}
}

// point settles where b is, or reports why it cannot be there. It returns false when
// anything was reported.
func (l *linker) point(b *Base) bool {
	p := geo.Point{Lon: b.Location[0], Lat: b.Location[1]}
	switch {
	case p.IsZero():
		l.ps.Error(l.placed(b), diag.M("PLACE-ZERO", "坐标是 0, 0", "the place is 0, 0"), diag.T("不知道坐标就删去 location 这一行", "when it is not known, leave location out"))
		return false
	case geo.Swapped(p):
		l.ps.Error(l.placed(b), diag.M("PLACE-SWAPPED", "经纬度写反了", "longitude and latitude are swapped"), diag.T("请改为 location = [%s, %s]", "write location = [%s, %s]").With(degrees(p.Lat), degrees(p.Lon))).By(l.swapped(b))
		return false
	case !p.InChina():
		l.ps.Error(l.placed(b), diag.M("PLACE-ABROAD", "这个坐标不在中国：经度 %s，纬度 %s", "this place is not in China: longitude %s, latitude %s").With(degrees(p.Lon), degrees(p.Lat)),
			diag.T("先写经度，再写纬度，例如 [114.027, 33.388]", "longitude first, then latitude, such as [114.027, 33.388]"))
		return false
	}
	datum := l.datum
	if b.Datum != "" {
		datum, _ = geo.ParseDatum(b.Datum)
	}
	p = geo.Convert(p, datum, geo.WGS84).Round(6)
	b.Point = &p
	return l.c.Borders == nil || b.County == nil || l.inCounty(b, p)
}

var twoNumbers = regexp.MustCompile(`^\[\s*([0-9.]+)\s*,\s*([0-9.]+)\s*,?\s*\]$`)

// swapped writes the two numbers of b's location the other way round, digit for digit.
func (l *linker) swapped(b *Base) *diag.Repair {
	f := l.files[b.Path]
	m := twoNumbers.FindStringSubmatch(f.Text[b.LocSpan.Start:b.LocSpan.End])
	if m == nil {
		return nil
	}
	return diag.Replace(int(b.LocSpan.Start), int(b.LocSpan.End), "["+m[2]+", "+m[1]+"]")
}

// placed is the place of b's location in its file.
func (l *linker) placed(b *Base) diag.Place { return l.place(b.Path, b.LocSpan) }

// decimals reports a place that is called exact and is written too coarsely to be: three
// decimals are 100 m.
func (l *linker) decimals(b *Base) {
	most := b.Decimals
	if most >= 4 {
		return
	}
	l.ps.Warn(l.placed(b), diag.M("PLACE-COARSE", "坐标只有 %d 位小数，可能差 %s，找不到门口", "the place has %d decimals and may be %s off: not the entrance").With(most, distance([...]int{60000, 6000, 600, 60}[most])),
		diag.T(`请写到小数点后 5 位；只知道大概位置时加一行 precision = "town"（乡镇一带）或 "county"（县城一带）`, `write five decimals; if it is known only roughly, add precision = "town" or "county"`))
}

// inCounty checks that b lies where its page says: outside the city is an
// error, in another county a warning. It returns false when it reported either.
func (l *linker) inCounty(b *Base, p geo.Point) bool {
	slack := surveyedSlack
	if l.c.Borders.Schematic {
		slack = schematicSlack
	}
	out, ok := l.c.Borders.DistanceTo(b.County.Code, p)
	if !ok || out <= slack {
		return true
	}
	mend := diag.T("请核对坐标和 county", "check the place and the county")
	if _, is := l.c.OutsideCity(b.County, p); is {
		l.ps.Error(l.placed(b), diag.M("PLACE-OUTSIDE-CITY", "这个坐标在本市之外，离%s约 %s", "this place lies outside the city, about %[2]s from %[1]s").With(b.County.Name, distance(out)), mend)
		return false
	}
	l.ps.Warn(l.placed(b), diag.M("PLACE-OTHER-COUNTY", "这个坐标不在%s，相差约 %s", "this place is not in %s but about %s off").With(b.County.Name, distance(out)), mend)
	return false
}

// OutsideCity reports whether a place lies outside all counties, by more than their borders are in doubt, and how far it is from
// the county that it should lie in, in words. Of a county without a border nothing is known: it returns false.
func (c *Catalog) OutsideCity(county *County, p geo.Point) (away diag.Text, is bool) {
	if c.Borders == nil {
		return diag.Text{}, false
	}
	slack := surveyedSlack
	if c.Borders.Schematic {
		slack = schematicSlack
	}
	out, ok := c.Borders.DistanceTo(county.Code, p)
	if !ok || out <= slack {
		return diag.Text{}, false
	}
	for _, x := range c.Borders.Counties {
		if d, ok := c.Borders.DistanceTo(x.Code, p); ok && d <= slack {
			return diag.Text{}, false
		}
	}
	return distance(out), true
}

// degrees writes a coordinate as staff would.
func degrees(x float64) string { return fmt.Sprintf("%g", geo.Round(x, 6)) }

// distance writes metres as people say them.
func distance(metres int) diag.Text {
	if metres < 1000 {
		return diag.T("%d 米", "%d m").With(metres)
	}
	return diag.T("%.1f 公里", "%.1f km").With(float64(metres) / 1000)
}
