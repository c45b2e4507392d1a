package mapview

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/geo"
	"kepu/generator/markdown"
	"kepu/generator/source"
	"kepu/generator/view"
)

// mapped is a made-up city with n bases on the shipped schematic.
func mapped(t testing.TB, n int) *Builder {
	t.Helper()
	data, err := os.ReadFile("../../content/map/boundaries.geojson")
	if err != nil {
		t.Fatal(err)
	}
	b, _ := geo.ReadBoundaries(data)
	c := &catalog.Catalog{Borders: &b, Site: source.Site{Map: source.Map{Outlines: source.Schematic}}, AsOf: date.Date{Year: 2018, Month: 6, Day: 1}}
	for i, area := range b.Counties {
		c.Counties = append(c.Counties, &catalog.County{ID: fmt.Sprint("c", i), Name: area.Name, Code: area.Code})
	}
	level := &catalog.Level{ID: "city", Name: "市级", Rank: 3}
	c.Levels = []*catalog.Level{level}
	kinds := []*catalog.Kind{{ID: "hall", Name: "场馆"}, {ID: "ground", Name: "场地"}, {ID: "school", Name: "学校"}}
	c.Kinds = kinds
	d := &catalog.Designation{Level: level, Date: date.Date{Year: 2016}, ValidUntil: date.Date{Year: 2017}, Complete: true}
	for i := range n {
		county := i % len(b.Counties)
		middle, _ := b.Counties[county].Middle()
		at := geo.Point{Lon: middle.Lon + float64(i%41-20)/400, Lat: middle.Lat + float64(i%37-18)/400}.Round(5)
		base := &catalog.Base{Base: &source.Base{Name: fmt.Sprintf("虚构基地%d号", i), Precision: "exact", Body: &markdown.Doc{}}, ID: fmt.Sprint("b", i), County: c.Counties[county], Kind: kinds[i%3], Point: &at}
		if i%4 == 0 {
			base.Titles = []catalog.Title{{Designation: d}}
			d.Bases = append(d.Bases, base)
			d.Total++
		}
		c.Bases = append(c.Bases, base)
	}
	c.Designations = []*catalog.Designation{d}
	slices.SortStableFunc(c.Bases, func(a, b *catalog.Base) int {
		return slices.Index(c.Counties, a.County) - slices.Index(c.Counties, b.County)
	})
	c.Order()
	return builder(c)
}

// builder makes maps with cards that tell no more than maps need.
func builder(c *catalog.Catalog) *Builder {
	bases := func(county *catalog.County) []*catalog.Base {
		return slices.DeleteFunc(slices.Clone(c.Bases), func(b *catalog.Base) bool { return b.County != county })
	}
	return new(Memory).New(c, figures.Of(c), bases, func(p string, b *catalog.Base) view.BaseCard {
		v := view.BaseCard{Name: b.Name, URL: address.Link(p, address.Base(b))}
		if l := b.LevelAt(c.AsOf); l != nil {
			v.Level, v.LevelRank = l.Name, l.Rank
		}
		return v
	})
}

func TestEveryBaseIsOnTheMapOrSaidToBeMissing(t *testing.T) {
	m := mapped(t, 30)
	m.c.Bases[7].Point = nil
	v := m.Page()
	if len(v.Missing) != 1 || v.Missing[0].Name != m.c.Bases[7].Name || !strings.Contains(v.Lead, "另有 1 家不知道位置") {
		t.Errorf("missing: %v, lead: %s", v.Missing, v.Lead)
	}
	listed := 0
	for _, g := range v.Counties {
		listed += len(g.Bases)
	}
	if listed != 30 {
		t.Errorf("%d bases in the list, want 30", listed)
	}
	for _, d := range v.Drawings {
		drawn := len(d.Spots)
		for _, c := range d.Crowds {
			drawn += c.Count
		}
		if drawn != 29 {
			t.Errorf("%s: %d bases are drawn, want 29", d.Size, drawn)
		}
	}
}

func TestKindsHaveDifferentCharacters(t *testing.T) {
	m := mapped(t, 3)
	seen := map[string]bool{}
	for _, g := range m.glyphs() {
		if seen[g] {
			t.Errorf("two kinds are %s", g)
		}
		seen[g] = true
	}
}

func TestEveryMapSaysWhetherItWasReviewed(t *testing.T) {
	for _, c := range []struct {
		name         string
		schematic    bool
		note         string
		site, file   string
		want, unwant string
	}{
		{"a drawing of our own", true, "示意图，自绘", "", "", "示意图", "审图号"},
		{"nothing known", false, "", "", "", "示意图", "审图号"},
		{"the file's number", false, "", "", "示例S(2026)001号", "审图号：示例S(2026)001号", "示意图"},
		{"the site's number goes before", false, "", "示例S(2026)002号", "示例S(2026)001号", "审图号：示例S(2026)002号", "001"},
		{"a number does not make a drawing a map", true, "", "示例S(2026)002号", "", "示意图", "无"},
	} {
		m := mapped(t, 1)
		m.c.Borders.Schematic, m.c.Borders.Note, m.c.Borders.ReviewNumber = c.schematic, c.note, c.file
		m.c.Site.Map.ReviewNumber = c.site
		for where, got := range map[string]string{
			"map": m.Page().Notice, "home": m.City(address.Home).Notice,
			"county": m.County("counties/c0.html", m.c.Counties[0]).Notice, "base": m.Base("bases/b0.html", m.c.Bases[0]).Notice,
		} {
			if !strings.Contains(got, c.want) || strings.Contains(got, c.unwant) {
				t.Errorf("%s, %s: %q", c.name, where, got)
			}
		}
	}
}

// The titles hold from 2016 to 2017; the newest record is of June 2018.
func TestYearsShowWhatWasInForce(t *testing.T) {
	m := mapped(t, 16)
	v := m.Page()
	if len(v.Years) == 0 || v.Years[0].Year != 2016 || v.Years[0].Count != 4 {
		t.Fatalf("%+v", v.Years)
	}
	for _, g := range v.Counties {
		for _, b := range g.Bases {
			if b.Ranks != "" && (len(b.Ranks) != len(v.Years) || b.Ranks[0] != '3') {
				t.Errorf("%s: %q for %d years", b.ID, b.Ranks, len(v.Years))
			}
		}
	}
	for _, y := range v.Years {
		if (y.Count == 0) != (len(y.Dots) == 0) {
			t.Errorf("%d: %d bases and %d dots", y.Year, y.Count, len(y.Dots))
		}
	}
}

// Of a year whose bases are known by number alone it is not said that there were none.
func TestYearOfNamesNotKnownIsNotEmpty(t *testing.T) {
	m := mapped(t, 4)
	c := m.c
	c.Designations = append([]*catalog.Designation{{Level: c.Levels[0], Date: date.Date{Year: 2015}, ValidUntil: date.Date{Year: 2015}, Total: 5, Complete: true}}, c.Designations...)
	m = builder(c)
	years := m.Page().Years
	if y := years[0]; y.Year != 2015 || y.Count != 0 || y.None != "名称或位置未查到" || y.Note != "在册5家" {
		t.Errorf("%+v", y)
	}
	if y := years[1]; y.Count != 1 || y.None != "" {
		t.Errorf("%+v", y)
	}
	if y := years[len(years)-1]; y.Year == 2018 && y.None != "" { // all have ended
		t.Errorf("%+v", y)
	}
}

func BenchmarkMapPage(b *testing.B) {
	m := mapped(b, 2000)
	for b.Loop() {
		m.Page()
	}
}
func BenchmarkLocator(b *testing.B) {
	m := mapped(b, 2000)
	for b.Loop() {
		m.Base("bases/b0.html", m.c.Bases[0])
	}
}

// Where there are no borders, nothing is drawn, and the page doesn't speak of marks on a map.
func TestLargeCityWithoutBordersHasAList(t *testing.T) {
	m := mapped(t, mostPoints+1)
	if v := m.Page(); v.Drawings == nil || !strings.Contains(v.Lead, "只标各县区") {
		t.Errorf("%d drawings, %s", len(v.Drawings), v.Lead)
	}
	m.c.Borders = nil
	m = builder(m.c)
	if v := m.Page(); v.Drawings != nil || len(v.Parts) == 0 || !strings.Contains(v.Lead, "只列出各县区") {
		t.Errorf("%d drawings, %d parts, %s", len(v.Drawings), len(v.Parts), v.Lead)
	}
}

func TestMapOfTooManyBasesLeadsToTheCounties(t *testing.T) {
	for n, counts := range map[int]bool{mostPoints: false, mostPoints + 1: true} {
		m := mapped(t, n)
		v := m.Page()
		drawn, listed, told := 0, 0, 0
		for _, g := range v.Counties {
			listed += len(g.Bases)
		}
		for _, part := range v.Parts {
			listed += part.Count
		}
		for _, d := range v.Drawings {
			drawn += len(d.Spots) + len(d.Crowds)
			for _, a := range d.Areas {
				if counts && len(a.Figures) > 0 {
					k, _ := strconv.Atoi(a.Figures[0].Text)
					told += k
				}
				if counts && (a.URL == "" || len(a.Figures) == 0 || a.Label == nil) {
					t.Errorf("%d bases, %s: %+v", n, d.Size, a)
				}
			}
		}
		if (v.Parts != nil) != counts || (v.Counties == nil) != counts || (v.Kinds == nil) != counts || (drawn == 0) != counts || listed != n {
			t.Errorf("%d bases: %d parts, %d groups, %d listed, %d drawn", n, len(v.Parts), len(v.Counties), listed, drawn)
		}
		if counts && told != 2*n { // two drawings
			t.Errorf("%d bases: the counties tell of %d", n, told)
		}
		b := m.c.Bases[5]
		to := "../" + address.Map + "#" + address.MapBaseID(b)
		if counts {
			to = "../" + address.County(b.County) + "#" + address.CountyMapID
		}
		if got := m.Base(address.Base(b), b).More; got.URL != to || strings.Contains(got.Name, b.County.Name) != counts {
			t.Errorf("%d bases: a base's map leads to %+v, want %s", n, got, to)
		}
	}
}

// A county that is too small for its name has its number, and no number lies on another county.
func TestSmallCountiesTellTheirNumberAlone(t *testing.T) {
	m := mapped(t, mostPoints+1)
	bare := map[string]int{}
	for _, size := range []float64{120, 328, 760} {
		o := phoneMap
		o.Width = size
		o.Figure = 14
		for _, a := range m.draw(address.Map, nil, o).Areas {
			if a.Bare {
				bare[fmt.Sprint(size)]++
			}
		}
	}
	if bare["120"] < len(m.c.Counties)/2 || bare["760"] != 0 {
		t.Errorf("numbers without names: %v of %d", bare, len(m.c.Counties))
	}
}
