package mapview

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/source"
	"kepu/generator/view"
)

func TestWhatIsKnownToTheSeatStandsInTheTray(t *testing.T) {
	m := mapped(t, 1)
	base := func(name, precision string, lon float64) *catalog.Base {
		return &catalog.Base{Base: &source.Base{Name: name, Precision: precision}, ID: name, County: m.c.Counties[0], Point: &geo.Point{Lon: lon, Lat: 33}}
	}
	list := []*catalog.Base{
		base("exact", "exact", 114), base("seat", "county", 114), base("town", "town", 114), // others at the place of a town do not make it less alone
		base("two", "town", 114.1), base("two more", "town", 114.11), base("apart", "town", 114.2),
	}
	names := func(list []*catalog.Base) (out []string) {
		for _, b := range list {
			out = append(out, b.Name)
		}
		return out
	}
	drawn, tray := m.parted(list)
	if got := fmt.Sprint(names(drawn), names(tray)); got != "[exact town apart] [seat two two more]" {
		t.Errorf("drawn and in the tray: %s", got)
	}
	if got := trayPlace(tray); got != "县城或乡镇" {
		t.Error(got)
	}
	m.c.Borders = nil
	if drawn, tray := m.parted(list); len(drawn) != len(list) || tray != nil {
		t.Error("without borders the places make the map: all of them are drawn")
	}
}

// Whatever a base's place is known to, the large map has it once: as a sign, in a number, or in the tray.
func TestEveryBaseWithAPlaceIsDrawnOrInTheTray(t *testing.T) {
	for _, outlines := range []string{"", source.Schematic} {
		m := mapped(t, 60)
		m.c.Site.Map.Outlines = outlines
		r := rand.New(rand.NewPCG(1, 2))
		for _, b := range m.c.Bases {
			b.Precision = []string{"exact", "town", "county"}[r.IntN(3)]
		}
		v := m.Page()
		for _, d := range v.Drawings {
			n := len(d.Spots)
			for _, c := range d.Crowds {
				n += c.Count
			}
			for _, g := range v.Tray.Groups {
				n += len(g.Spots)
			}
			if n != 60 {
				t.Errorf("outlines %q, %s: %d of 60", outlines, d.Size, n)
			}
		}
	}
}

// No line of a border is drawn that nobody has reviewed or asked for: not on the large map, a county's, a base's, in a text or in the years.
func TestBordersThatAreNotReviewedAreNotDrawn(t *testing.T) {
	for _, c := range []struct {
		name, outlines, site, file string
		schematic, drawn           bool
	}{
		{"a drawing of our own", "", "", "", true, false},
		{"a drawing of our own, with the number of another map", "", "示例S(2026)002号", "", true, false},
		{"a file that nobody reviewed", "", "", "", false, false},
		{"a reviewed file", "", "", "示例S(2026)001号", false, true},
		{"a reviewed file, whose number stands in site.toml", "", "示例S(2026)002号", "", false, true},
		{"asked for", source.Schematic, "", "", true, true},
	} {
		m := mapped(t, 12)
		m.c.Site.Map.Outlines, m.c.Site.Map.ReviewNumber = c.outlines, c.site
		m.c.Borders.Schematic, m.c.Borders.ReviewNumber = c.schematic, c.file
		page := m.Page()
		county, base := m.c.Counties[0], m.c.Bases[0]
		maps := map[string][]string{"large": nil, "home": nil, "county": nil, "in the city": nil, "base": nil, "text": nil}
		for _, o := range page.Outlines {
			maps["large"] = append(maps["large"], o.Code)
		}
		for name, v := range map[string]*view.SmallMap{
			"home": m.City(address.Home), "county": m.County(address.County(county), county), "in the city": m.InCity(address.County(county), county),
			"base": m.Base(address.Base(base), base), "text": m.Of(address.Home, m.c.Bases, "虚构"),
		} {
			for _, o := range v.Outlines {
				maps[name] = append(maps[name], o.Code)
			}
			if (v.Ground != nil) && !c.drawn {
				t.Errorf("%s, %s: borders lie below", c.name, name)
			}
			if waits := strings.Contains(v.Notice, "待审图"); waits != (c.outlines != "") {
				t.Errorf("%s, %s: %s", c.name, name, v.Notice)
			}
		}
		for name, codes := range maps {
			if lines := slices.ContainsFunc(codes, func(code string) bool { return code != netCode }); lines != c.drawn {
				t.Errorf("%s, %s: outlines %v", c.name, name, codes)
			}
		}
		if !c.drawn {
			named := 0
			for _, a := range page.Drawings[1].Areas {
				if a.Seat != nil && a.Label != nil {
					named++
				}
			}
			if named != len(m.c.Counties) {
				t.Errorf("%s: %d of %d counties have a name and a place for their number", c.name, named, len(m.c.Counties))
			}
		}
	}
}

// The classes hold every number once, in order, equal numbers in one.
func TestClassesHoldEveryNumber(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		d := measured{id: "bases"}
		for range r.IntN(30) {
			d.of = append(d.of, value{n: float64(r.IntN(1 + r.IntN(200)))})
		}
		d.classes = classes(d.of)
		if len(d.classes) > steps {
			t.Fatalf("%d classes", len(d.classes))
		}
		for i, c := range d.classes {
			if c[0] > c[1] || i > 0 && c[0] <= d.classes[i-1][1] {
				t.Fatalf("classes %v of %v", d.classes, d.of)
			}
		}
		for i, v := range d.of {
			in := 0
			for _, c := range d.classes {
				if v.n >= c[0] && v.n <= c[1] {
					in++
				}
			}
			if (v.n > 0) != (in == 1) || in > 1 || (v.n == 0) != (d.class(i) == "bases-0") {
				t.Fatalf("%v is in %d of %v, class %s", v.n, in, d.classes, d.class(i))
			}
		}
	}
	d := measured{id: "bases", of: []value{{n: 1}, {n: 1}, {n: 2}, {n: 9}, {lost: true}}}
	d.classes = classes(d.of)
	if got := fmt.Sprint(d.classes, d.class(0), d.class(3), d.class(4)); got != "[[1 1] [2 2] [9 9]]bases-1bases-4bases-x" {
		t.Error(got)
	}
}

// A county of which no name was found has no number, and none is told of it in words.
func TestUnknownIsNeverZero(t *testing.T) {
	m := mapped(t, 3)
	m.c.Designations = append(m.c.Designations, &catalog.Designation{Level: m.c.Levels[0], Date: m.c.Designations[0].Date, Total: 5, Complete: true})
	for _, outlines := range []string{"", source.Schematic} {
		m.c.Site.Map.Outlines = outlines
		v := m.Page()
		for _, d := range v.Drawings {
			for _, a := range d.Areas {
				for _, f := range a.Figures {
					if n, _ := strconv.ParseFloat(f.Text, 64); !f.Lost && n <= 0 {
						t.Errorf("%s has the number %q", a.Name, f.Text)
					}
				}
				if none := !slices.ContainsFunc(a.Figures, func(f view.MapFigure) bool { return f.Measure == "bases" && f.Text != "" }); none {
					if !strings.Contains(a.Title, "名称未查到") || !strings.Contains(a.Tints, "bases-x") {
						t.Errorf("%s, %s", a.Title, a.Tints)
					}
				}
			}
		}
	}
}

// Rivers lie on the large map, the home page's, a county's and a route's, whether borders are drawn or not, and every map says that they are a sketch.
func TestRiversLieOnMapsOfTheLand(t *testing.T) {
	data, err := os.ReadFile("../../content/map/water.geojson")
	if err != nil {
		t.Fatal(err)
	}
	w, _ := geo.ReadWater(data)
	for _, outlines := range []string{"", source.Schematic} {
		m := mapped(t, 12)
		if v := m.Page(); v.Water != nil || v.Drawings[0].Water || strings.Contains(v.Notice, "河流") {
			t.Error("there are rivers without a file")
		}
		m = mapped(t, 12) // what maps share is found once
		m.c.Water, m.c.Site.Map.Outlines = &w, outlines
		page := m.Page()
		if len(page.Water) != len(w.Features) || !page.Drawings[0].Water || !page.Drawings[1].Water || !strings.Contains(page.Notice, "河流、水库和山是示意") {
			t.Errorf("outlines %q: %d of %d on the large map, %s", outlines, len(page.Water), len(w.Features), page.Notice)
		}
		shown := 0
		for _, n := range page.Drawings[1].Waters {
			if n.Shown {
				shown++
			}
		}
		if shown == 0 {
			t.Error("no river has a name")
		}
		county := m.c.Counties[0]
		for name, v := range map[string]*view.SmallMap{"home": m.City(address.Home), "county": m.County(address.County(county), county), "way": m.Way(address.Home, m.c.Bases[:3], "虚构")} {
			if len(v.Water) == 0 || !v.Drawings[0].Water || !strings.Contains(v.Notice, "示意") {
				t.Errorf("outlines %q, %s: %d waters", outlines, name, len(v.Water))
			}
		}
		if v := m.Base(address.Base(m.c.Bases[0]), m.c.Bases[0]); v.Water != nil || v.Drawings[0].Water {
			t.Error("a base's small map is no place for rivers")
		}
	}
}

// What is printed in many copies draws reviewed borders or none, and its numbers are those of its list.
func TestFoldedMapDrawsNoBordersThatWaitForReview(t *testing.T) {
	for _, reviewed := range []bool{false, true} {
		m := mapped(t, 24)
		if reviewed {
			m.c.Borders.Schematic, m.c.Site.Map.Outlines, m.c.Site.Map.ReviewNumber = false, "", "示例S(2026)001号"
			m = builder(m.c)
		}
		list := m.c.Bases[2:] // two are none any more
		v, _, tray := m.Fold(address.FoldMap, list, func(b *catalog.Base) int { return slices.Index(list, b) + 1 })
		d := v.Drawings[0]
		if len(v.Outlines) > 1 != reviewed || d.Net == reviewed || strings.Contains(v.Notice, "没有画县区界线") == reviewed || strings.Contains(v.Notice, "审图号：示例S(2026)001号") != reviewed {
			t.Errorf("reviewed %v: %d outlines, a net %v, %s", reviewed, len(v.Outlines), d.Net, v.Notice)
		}
		sum, signs := 0, len(tray)
		for _, a := range d.Areas {
			for _, f := range a.Figures {
				n, _ := strconv.Atoi(f.Text)
				sum += n
			}
		}
		seen := map[string]bool{}
		for _, s := range d.Spots {
			if n, _ := strconv.Atoi(s.Glyph); n < 1 || n > len(list) || list[n-1].Name != s.Name || seen[s.Glyph] {
				t.Errorf("%s has the ordinal %q", s.Name, s.Glyph)
			}
			seen[s.Glyph] = true
			signs++
		}
		for _, c := range d.Crowds {
			signs += c.Count
		}
		if sum != len(list) || signs != len(list) || d.Height > foldHigh+5 {
			t.Errorf("reviewed %v: the counties have %d, %d stand there, of %d; %v high", reviewed, sum, signs, len(list), d.Height)
		}
	}
}
