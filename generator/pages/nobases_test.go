package pages

import (
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/digest"
)

const twoSquares = `{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"adcode": "410001", "name": "示例东县"}, "geometry": {"type": "Polygon", "coordinates": [[[114.0, 33.0], [114.5, 33.0], [114.5, 33.5], [114.0, 33.5], [114.0, 33.0]]]}},
{"type": "Feature", "properties": {"adcode": "410002", "name": "示例西县"}, "geometry": {"type": "Polygon", "coordinates": [[[113.5, 33.0], [114.0, 33.0], [114.0, 33.5], [113.5, 33.5], [113.5, 33.0]]]}}
]}`

func countyOf(t *testing.T, m *maker, id string) *catalog.County {
	t.Helper()
	for _, c := range m.c.Counties {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("no county %s", id)
	return nil
}

func TestACountyWithoutBasesSaysWhatIsNotKnown(t *testing.T) {
	batch := func(more string) string { return "[[designation]]\nlevel = \"市级\"\ndate = 2018\n" + more + "\n" }
	for _, c := range []struct{ batches, lead, says string }{
		{"", "示例西县还没有基地的介绍", ""},
		{batch(`bases = ["jia"]`), "示例西县还没有基地的介绍", "记录到的历次命名里，没有示例西县的基地。"},
		{batch("bases = [\"jia\"]\ntotal = 18") + batch("line = \"二\"\ntotal = 3"), "没有查到示例西县有哪些科普教育基地", "历次命名的基地里，20家次没有查到名称，其中有没有示例西县的，不知道。"},
		{batch("total = 18\ncomplete = false"), "没有查到示例西县有哪些科普教育基地", "历次命名的基地里，至少18家次没有查到名称，其中有没有示例西县的，不知道。"},
		{batch("bases = [\"jia\"]\ncomplete = false"), "没有查到示例西县有哪些科普教育基地", "历次命名的基地里，有的批次总数没有查到，其中有没有示例西县的，不知道。"},
		{batch("others = [\"虚构乙馆\"]\ntotal = 3"), "没有查到示例西县有哪些科普教育基地", "历次命名的基地里，2家次没有查到名称，1家次有名称、没有写明在哪个县区，其中有没有示例西县的，不知道。"},
		{batch("others = [\"虚构乙馆\"]"), "没有查到示例西县有哪些科普教育基地", "历次命名的基地里，1家次有名称、没有写明在哪个县区，其中有没有示例西县的，不知道。"},
	} {
		content := map[string]string{"bases/jia.md": basePage("虚构甲馆", "east"), "designations.toml": c.batches}
		if c.batches == "" {
			delete(content, "designations.toml")
		}
		m := made(t, content)
		v := m.county(countyOf(t, m, "west"))
		if v.Empty == nil || !strings.HasPrefix(strings.Join(v.Lead, ""), c.lead) || strings.Join(v.Empty.Says, "|") != c.says {
			t.Errorf("%s: %q %+v", c.batches, v.Lead, v.Empty)
		}
		if v.Map != nil || m.county(countyOf(t, m, "east")).Empty != nil {
			t.Errorf("%s: a county with a base is empty, or one without has a map of them", c.batches)
		}
	}
	// It is not said that none is there of a county where one was.
	m := made(t, map[string]string{"bases/jia.md": "+++\nname = \"虚构甲馆\"\ncounty = [{county = \"west\", until = 2016}, {county = \"east\"}]\n+++\n", "designations.toml": batch(`bases = ["jia"]`)})
	if v := m.county(countyOf(t, m, "west")); len(v.Empty.Says) != 0 {
		t.Errorf("%q", v.Empty.Says)
	}
}

func TestNearestBasesOfACountyWithoutBases(t *testing.T) {
	at := func(name, place string) string {
		return strings.Replace(basePage(name, "east"), "\n+++\n", "\n"+place+"\n+++\n", 1)
	}
	content := map[string]string{
		"map/boundaries.geojson": twoSquares,
		"bases/far.md":           at("虚构远馆", "location = [114.4001, 33.2501]\nprecision = \"exact\""), // about 60 km from 113.75, 33.25
		"bases/near.md":          at("虚构近馆", "location = [114.0501, 33.2501]\nprecision = \"county\""),
		"bases/gone.md":          at("虚构旧馆", "location = [114.0101, 33.2501]\nuntil = 2017"),
		"bases/revoked.md":       at("虚构撤馆", "location = [114.0201, 33.2501]"),
		"bases/nowhere.md":       basePage("虚构无址馆", "east"),
		"designations.toml":      "[[designation]]\nlevel = \"市级\"\ndate = 2016\nbases = [\"revoked\", \"gone\"]\n[[revocation]]\nlevel = \"市级\"\ndate = 2018\nbases = [\"revoked\"]\n",
		"activities/all.toml":    activity("2018-05-10", "base = \"near\""),
	}
	site := func(content map[string]string) (*maker, digest.Digest, string) {
		m := made(t, content)
		c := countyOf(t, m, "west")
		var got []string
		for _, n := range m.county(c).Empty.Nearest {
			got = append(got, n.Name+n.Away)
		}
		return m, m.key(func(g *gathering) { m.addCountyPage(g, c) })(), strings.Join(got, " ")
	}
	m, before, got := site(content)
	if want := "虚构近馆约30公里 虚构远馆约60公里"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if v := m.county(countyOf(t, m, "west")); len(v.Seals) != 1 || v.Seals[0].ID != "plain" {
		t.Errorf("its seals: %v", v.Seals)
	}
	content["bases/far.md"] = at("虚构远馆", "location = [114.0201, 33.2501]\nprecision = \"exact\"")
	if _, after, got := site(content); got != "虚构远馆约25公里 虚构近馆约30公里" || after == before {
		t.Errorf("after a base has moved: %s, and the same key: %v", got, after == before)
	}
	delete(content, "map/boundaries.geojson")
	if _, _, got := site(content); got != "" {
		t.Errorf("without borders: %s", got)
	}
}

func TestDistancesAreNoFinerThanTheyAreKnown(t *testing.T) {
	for metres, want := range map[float64]string{0: "1公里", 400: "1公里", 1600: "2公里", 19400: "19公里", 19600: "20公里", 22400: "20公里", 22600: "25公里", 123000: "125公里"} {
		if got := about(metres); got != want {
			t.Errorf("%.0f m are %s, want %s", metres, got, want)
		}
	}
}
