package starter

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"kepu/generator/divisions"
	"kepu/generator/source"
)

func division(t *testing.T, code string) divisions.Division {
	t.Helper()
	d, ok := divisions.Find(code)
	if !ok {
		t.Fatalf("no %s", code)
	}
	return d
}

// site reads the site.toml that is made for a division.
func site(t *testing.T, d divisions.Division, n Names) *source.Site {
	t.Helper()
	p := source.Parse("site.toml", []byte(Files(d, n)[0].Text))
	if len(p.Problems) > 0 || p.Site == nil {
		t.Fatalf("%s: %v", d.Full(), p.Problems)
	}
	return p.Site
}

// For this repository's city it gives what content/site.toml has, but for its comments.
func TestOurOwnCity(t *testing.T) {
	raw, err := os.ReadFile("../../content/site.toml")
	if err != nil {
		t.Fatal(err)
	}
	want, got := source.Parse("site.toml", raw).Site, site(t, division(t, "411700"), Names{})
	plain := func(s *source.Site) (lines []string) {
		lines = append(lines, s.Title, s.Description, s.Organiser.Name)
		for _, list := range [][]source.Term{s.Counties, s.Levels, s.Kinds, s.Campaigns, s.Forms} {
			for _, x := range list {
				lines = append(lines, strings.Join([]string{x.ID, x.Name, x.Code, x.Authority, x.Description}, "|"))
			}
		}
		return lines
	}
	if a, b := plain(got), plain(want); !slices.Equal(a, b) {
		t.Errorf("made:\n%s\ncontent:\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
	indicators := func(text string) string {
		_, after, _ := strings.Cut(text, "# 建议的年度数据指标")
		return after
	}
	if got := indicators(usual); got == "" || got != indicators(string(raw)) {
		t.Error("the recommended indicators of usual.toml are not those of content/site.toml")
	}
}

func TestLevelsOfEachSortOfCity(t *testing.T) {
	tests := []struct {
		code, levels string
		counties     int
	}{
		{"411700", "全国 省级:河南省 市级:驻马店市 县级:县（区）", 10},
		{"110000", "全国 市级:北京市 区级:区", 16},
		{"500000", "全国 市级:重庆市 县级:县（区）", 37},
		{"441900", "全国 省级:广东省 市级:东莞市", 0},
		{"419001", "全国 省级:河南省 市级:济源市", 0},
		{"659001", "全国 自治区级:新疆维吾尔自治区 市级:石河子市", 0},
		{"429021", "全国 省级:湖北省 县级:神农架林区", 0},
		{"222400", "全国 省级:吉林省 州级:延边朝鲜族自治州 县级:县（市）", 8},
		{"152500", "全国 自治区级:内蒙古自治区 盟级:锡林郭勒盟 县级:县（旗、市）", 12},
		{"542500", "全国 自治区级:西藏自治区 地区级:阿里地区 县级:县", 7},
		{"411721", "全国 省级:河南省 市级:驻马店市 县级:西平县", 0},
		{"110105", "全国 市级:北京市 区级:朝阳区", 0},
		{"411702", "全国 省级:河南省 市级:驻马店市 区级:驿城区", 0},
		{"460300", "全国 省级:海南省 市级:三沙市 区级:区", 2},
	}
	for _, tt := range tests {
		d := division(t, tt.code)
		s := site(t, d, Names{})
		got := ""
		for i, l := range s.Levels {
			got += " " + l.Name
			if name := strings.TrimSuffix(l.Authority, "科学技术协会"); i > 0 {
				got += ":" + name
			}
			if l.Rank != i+1 {
				t.Errorf("%s: %s has rank %d", d.Name, l.Name, l.Rank)
			}
		}
		if got = strings.TrimSpace(got); got != tt.levels || len(s.Counties) != tt.counties {
			t.Errorf("%s: %s, %d counties, want %s, %d", d.Name, got, len(s.Counties), tt.levels, tt.counties)
		}
	}
}

func TestNamesThatAreGivenStand(t *testing.T) {
	n := Names{Title: `“好” \ "坏"`, Organiser: "某市科普中心"}
	s := site(t, division(t, "411700"), n)
	if s.Title != n.Title || s.Organiser.Name != n.Organiser {
		t.Errorf("%q %q", s.Title, s.Organiser.Name)
	}
	if page := Files(division(t, "411700"), n)[1].Text; !strings.Contains(page, "主办单位是某市科普中心。") || strings.Contains(page, "<") {
		t.Error(page)
	}
}

// Every county of China gets an id that no other of its city has, and that a file can read.
func TestIDsAreTheirOwn(t *testing.T) {
	for _, d := range divisions.All() {
		if d.Level() == divisions.County {
			continue
		}
		seen := map[string]string{}
		list := d.Counties()
		if d.Level() == divisions.Province && !d.Municipality() {
			list = d.Cities()
		}
		for i, id := range IDs(list) {
			if seen[id] != "" || id == "" || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
				t.Errorf("%s: %s and %s are %q", d.Name, seen[id], list[i].Name, id)
			}
			seen[id] = list[i].Name
		}
	}
	twins := []divisions.Division{{Code: "654002", Name: "伊宁市"}, {Code: "654021", Name: "伊宁县"}, {Code: "654022", Name: "察布查尔锡伯自治县"}, {Code: "999999", Name: "伊宁县"}}
	if got := strings.Join(IDs(twins), " "); got != "yiningshi yiningxian chabuchaer yiningxian-999999" {
		t.Error(got)
	}
}

// What is made for any city at all is read without a problem but the places to be written.
func TestWhatIsMadeForAnyCityIsRead(t *testing.T) {
	all := divisions.All()
	n := len(all)
	if testing.Short() {
		n = 60
	}
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(len(all))[:n] {
		for _, f := range Files(all[i], Names{}) {
			for _, p := range source.Parse(f.Path, []byte(f.Text)).Problems {
				if p.What.Code != "TEXT-UNFINISHED" {
					t.Errorf("%s: %s: %s", all[i].Full(), f.Path, p.What.ZH)
				}
			}
		}
	}
}
