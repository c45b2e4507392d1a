package geo

import (
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/peterstace/simplefeatures/geom"
)

const contentDir = "../../content"

// city reads the drawing that the site ships.
func city(t testing.TB) Boundaries {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(contentDir, "map", "boundaries.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	b, faults := ReadBoundaries(data)
	if len(faults) > 0 {
		t.Fatalf("the shipped boundaries have faults: %+v", faults)
	}
	return b
}

var codes = map[string]string{
	"驿城": "411702", "西平": "411721", "上蔡": "411722", "平舆": "411723", "正阳": "411724",
	"确山": "411725", "泌阳": "411726", "汝南": "411727", "遂平": "411728", "新蔡": "411729",
}

func TestSchematicSaysThatItIsOne(t *testing.T) {
	b := city(t)
	if !b.Schematic || !strings.Contains(b.Note, "示意图") {
		t.Errorf("schematic %v, note %q", b.Schematic, b.Note)
	}
	info, err := os.Stat(filepath.Join(contentDir, "map", "boundaries.geojson"))
	if err != nil || info.Size() >= 8<<10 {
		t.Errorf("the file has %d bytes, the budget is 8 KB (%v)", info.Size(), err)
	}
}

func TestSchematicHasTheTenCounties(t *testing.T) {
	b := city(t)
	if len(b.Counties) != len(codes) {
		t.Errorf("%d counties", len(b.Counties))
	}
	for name, code := range codes {
		if c, ok := b.Find(code); !ok || !strings.HasPrefix(c.Name, name) {
			t.Errorf("%s %s: found %q", name, code, c.Name)
		}
	}
}

func TestSchematicHasTheNeighboursOfTheRealMap(t *testing.T) {
	const real = "遂平–驿城 平舆–汝南 汝南–驿城 西平–遂平 汝南–确山 泌阳–驿城 平舆–新蔡 新蔡–正阳 上蔡–汝南 " +
		"确山–驿城 正阳–汝南 上蔡–西平 上蔡–遂平 上蔡–平舆 正阳–确山 汝南–遂平 平舆–正阳 泌阳–确山"
	var want [][2]string
	for _, pair := range strings.Fields(real) {
		a, b, _ := strings.Cut(pair, "–")
		want = append(want, [2]string{min(codes[a], codes[b]), max(codes[a], codes[b])})
	}
	slices.SortFunc(want, func(p, q [2]string) int { return strings.Compare(p[0]+p[1], q[0]+q[1]) })
	if got := city(t).Neighbours(); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestSchematicHasTheExtentAndAreasOfTheRealMap(t *testing.T) {
	b := city(t)
	got, want := b.Bounds(), Bounds{113.09, 32.27, 115.22, 33.54}
	for i, d := range []float64{got.West - want.West, got.South - want.South, got.East - want.East, got.North - want.North} {
		if math.Abs(d) > 0.03 {
			t.Errorf("side %d of %v is %.3f off", i, got, d)
		}
	}
	total := 0.0
	for _, c := range b.Counties {
		a := squareKilometres(c)
		total += a
		if a < 1039*0.75 || a > 2348*1.25 {
			t.Errorf("%s: %.0f km²", c.Name, a)
		}
	}
	if math.Abs(total-15083) > 15083*0.05 {
		t.Errorf("the city has %.0f km², the real one 15083", total)
	}
}

// squareKilometres returns the area of a county.
func squareKilometres(c County) float64 {
	f := planeAt(c.bounds.Centre())
	sum := 0.0
	for _, polygon := range c.Polygons {
		for i, r := range polygon {
			ring := 0.0
			for j := 1; j < len(r); j++ {
				ax, ay := f.xy(r[j-1])
				bx, by := f.xy(r[j])
				ring += (ax*by - bx*ay) / 2e6
			}
			if i == 0 {
				sum += math.Abs(ring)
			} else {
				sum -= math.Abs(ring)
			}
		}
	}
	return sum
}

func TestSchematicHasNoGapsAndNoOverlaps(t *testing.T) {
	checkTiling(t, city(t), 1)
}

// checkTiling lets an independent library say that the counties are sound polygons that
// do not overlap and leave no gap: together they are one polygon with that many rings.
func checkTiling(t *testing.T, b Boundaries, rings int) {
	t.Helper()
	var shapes []geom.Geometry
	for _, c := range b.Counties {
		var polygons []geom.Polygon
		for _, p := range c.Polygons {
			var lines []geom.LineString
			for _, r := range p {
				var xys []float64
				for _, at := range r {
					xys = append(xys, at.Lon, at.Lat)
				}
				lines = append(lines, geom.NewLineString(geom.NewSequence(xys, geom.DimXY)))
			}
			polygons = append(polygons, geom.NewPolygon(lines))
		}
		shape := geom.NewMultiPolygon(polygons).AsGeometry()
		if err := shape.Validate(); err != nil {
			t.Errorf("%s: %v", c.Code, err)
			return
		}
		shapes = append(shapes, shape)
	}
	union := shapes[0]
	sum := shapes[0].Area()
	for i, s := range shapes[1:] {
		sum += s.Area()
		for _, other := range shapes[:i+1] {
			common, err := geom.Intersection(s, other)
			if err != nil || common.Area() > 1e-12 {
				t.Errorf("county %d overlaps another by %g square degrees (%v)", i+1, common.Area(), err)
			}
		}
		var err error
		if union, err = geom.Union(union, s); err != nil {
			t.Fatal(err)
		}
	}
	if math.Abs(union.Area()-sum) > 1e-9 {
		t.Errorf("the counties have %.9f square degrees, together %.9f", sum, union.Area())
	}
	got := 0
	for _, p := range geom.Geometry.Dump(union) {
		if polygon, ok := p.AsPolygon(); ok {
			got += 1 + polygon.NumInteriorRings()
		}
	}
	if got != rings {
		t.Errorf("the counties together have %d rings, want %d: there are gaps", got, rings)
	}
}

func TestEveryPointIsInOneCountyAtMost(t *testing.T) {
	b := city(t)
	for x := 0; x < 60; x++ {
		for y := 0; y < 40; y++ {
			p := Point{113.05 + float64(x)*0.0371313, 32.25 + float64(y)*0.0331717}
			n := 0
			for _, c := range b.Counties {
				if c.Contains(p) {
					n++
				}
			}
			if n > 1 {
				t.Errorf("%v is in %d counties", p, n)
			}
			if _, ok := b.County(p); ok != (n == 1) {
				t.Errorf("%v: County says %v, Contains %d times yes", p, ok, n)
			}
		}
	}
}

func TestCountySeatsLieInTheirCounties(t *testing.T) {
	b := city(t)
	for name, p := range map[string]Point{
		"驿城": {114.02, 32.98}, "西平": {114.03, 33.39}, "上蔡": {114.26, 33.26}, "平舆": {114.64, 32.96}, "正阳": {114.39, 32.61},
		"确山": {114.03, 32.80}, "泌阳": {113.33, 32.72}, "汝南": {114.36, 33.01}, "遂平": {114.01, 33.15}, "新蔡": {114.98, 32.75},
	} {
		if got, _ := b.County(p); got != codes[name] {
			t.Errorf("%s lies in %q", name, got)
		}
	}
}

func TestShippedBasesLieInTheirCounties(t *testing.T) {
	county := regexp.MustCompile(`(?m)^county\s*=\s*"(.+?)[县区]?"`)
	location := regexp.MustCompile(`(?m)^location\s*=\s*\[\s*([\d.]+)\s*,\s*([\d.]+)\s*\]`)
	b := city(t)
	seen := 0
	err := filepath.WalkDir(filepath.Join(contentDir, "bases"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".md" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		where, at := county.FindSubmatch(text), location.FindSubmatch(text)
		if where == nil || at == nil {
			return nil
		}
		code, known := codes[string(where[1])]
		lon, _ := strconv.ParseFloat(string(at[1]), 64)
		lat, _ := strconv.ParseFloat(string(at[2]), 64)
		if !known {
			return nil // written as an id; the catalogue resolves those
		}
		seen++
		if !b.Contains(code, Point{lon, lat}) {
			t.Errorf("%s: %g, %g is not in %s", path, lon, lat, where[1])
		}
		return nil
	})
	if err != nil || seen == 0 {
		t.Skip("no bases to look at:", err)
	}
}
