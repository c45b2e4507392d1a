package divisions

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// The numbers are those of the end of 2025: 34 provinces, 333 cities, and of the 2,846 counties of a
// year before two less and one more (两江新区 for 江北区 and 渝北区).
func TestTheTableHasAsManyOfEachAsItsEdition(t *testing.T) {
	n := map[Level]int{}
	names := map[string]bool{}
	form := regexp.MustCompile(`^[1-8][0-9]{5}$`)
	for i, d := range All() {
		n[d.Level()]++
		if !form.MatchString(d.Code) || strings.TrimSpace(d.Name) != d.Name || len([]rune(d.Name)) < 2 {
			t.Errorf("%q %q is no division", d.Code, d.Name)
		}
		if i > 0 && All()[i-1].Code >= d.Code {
			t.Errorf("%s comes after %s", d.Code, All()[i-1].Code)
		}
		if names[d.Full()] {
			t.Errorf("%s stands twice", d.Full())
		}
		names[d.Full()] = true
	}
	if n[Province] != 34 || n[City] != 333 || n[County] != 2845 || len(n) != 3 {
		t.Errorf("%d provinces, %d cities, %d counties", n[Province], n[City], n[County])
	}
	if !strings.Contains(strings.SplitN(table, "\n", 2)[0], Edition) {
		t.Error("the table's first line does not name its edition")
	}
	if len(table) > 100<<10 {
		t.Errorf("the table has %d bytes", len(table))
	}
}

func TestEveryCountyHasItsParents(t *testing.T) {
	direct := map[string]bool{"41": true, "42": true, "46": true, "65": true, "11": true, "12": true, "31": true, "50": true}
	for _, d := range All() {
		if d.Province().Name == "" {
			t.Errorf("%s %s lies in no province", d.Code, d.Name)
		}
		if _, ok := d.City(); d.Level() == County && !ok && !direct[d.Code[:2]] {
			t.Errorf("%s %s lies in no city", d.Code, d.Name)
		}
	}
}

func TestOldCodesAreNotMixedIn(t *testing.T) {
	for _, old := range []string{"411701", "320611", "330103", "410306", "500105", "500112", "370634", "440301", "110103", "540422", "411724x"} {
		if d, ok := Find(old); ok {
			t.Errorf("%s is %s", old, d.Full())
		}
	}
	for code, name := range map[string]string{"411702": "驿城区", "500157": "两江新区", "653228": "和康县", "659012": "白杨市", "330114": "钱塘区", "460302": "西沙区", "110101": "东城区"} {
		if d, _ := Find(code); d.Name != name {
			t.Errorf("%s is %q, want %s", code, d.Name, name)
		}
	}
}

// The counties of content/ were taken from other sources.
func TestTheCountiesOfContentAgree(t *testing.T) {
	site, err := os.ReadFile("../../content/site.toml")
	if err != nil {
		t.Fatal(err)
	}
	city, _ := Find("411700")
	want := ""
	for _, c := range city.Counties() {
		want += c.Name + " " + c.Code + "\n"
	}
	got := ""
	for _, m := range regexp.MustCompile(`\[\[county\]\]\nid +=.*\nname = "(.*)"\ncode = "(.*)"`).FindAllStringSubmatch(string(site), -1) {
		got += m[1] + " " + m[2] + "\n"
	}
	if got != want || got == "" {
		t.Errorf("site.toml has\n%s\nthe table\n%s", got, want)
	}
}

func TestWhatIsAskedIsFound(t *testing.T) {
	tests := []struct{ words, want string }{
		{"驻马店市", "河南省驻马店市"},
		{"驻马店", "河南省驻马店市"},
		{" 驻 马店 ", "河南省驻马店市"},
		{"411700", "河南省驻马店市"},
		{"４１１７００", "河南省驻马店市"},
		{"4117", "河南省驻马店市"},
		{"41", "河南省"},
		{"zhumadian", "河南省驻马店市"},
		{"ZhuMaDian Shi", "河南省驻马店市"},
		{"zmd", "河南省驻马店市"},
		{"马店", "河南省驻马店市"},
		{"西平", "河南省驻马店市西平县"},
		{"驻马店西平", "河南省驻马店市西平县"},
		{"驻马店市西平县", "河南省驻马店市西平县"},
		{"重庆", "重庆市"},
		{"北京市朝阳区", "北京市朝阳区"},
		{"北京朝阳", "北京市朝阳区"},
		{"济源", "河南省济源市"},
		{"东莞", "广东省东莞市"},
		{"石河子", "新疆维吾尔自治区石河子市"},
		{"延边", "吉林省延边朝鲜族自治州"},
		{"吉林市", "吉林省吉林市"},
		{"吉林", "吉林省 吉林省吉林市"},
		{"朝阳市", "辽宁省朝阳市"},
		{"城关区", "西藏自治区拉萨市城关区 甘肃省兰州市城关区"},
		{"411799", ""},
		{"4199", ""},
		{"", ""},
		{"   ", ""},
		{"亚特兰蒂斯", ""},
		{"q!", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, d := range Search(tt.words) {
			got = append(got, d.Full())
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%q finds %v, want %s", tt.words, got, tt.want)
		}
	}
}

func TestEachDivisionIsFoundByItsCodeAndWholeName(t *testing.T) {
	for i, d := range All() {
		if testing.Short() && i%37 != 0 {
			continue
		}
		if got, ok := Find(d.Code); !ok || got != d {
			t.Errorf("%s finds %v", d.Code, got)
		}
		if got := Search(d.Full()); len(got) != 1 || got[0] != d {
			if d.Level() != City || got[0].Name != d.Full() {
				t.Errorf("%s finds %v", d.Full(), got)
			}
		}
	}
}

func TestWhatLiesBelow(t *testing.T) {
	tests := []struct {
		code             string
		counties, cities int
	}{
		{"411700", 10, 0},
		{"110000", 16, 16},
		{"410000", 157, 18},
		{"460000", 25, 19},
		{"441900", 0, 0},
		{"411721", 0, 0},
		{"419001", 0, 0},
		{"710000", 0, 0},
	}
	for _, tt := range tests {
		d, _ := Find(tt.code)
		if c, x := d.Counties(), d.Cities(); len(c) != tt.counties || len(x) != tt.cities {
			t.Errorf("%s: %d counties and %d cities, want %d and %d", d.Name, len(c), len(x), tt.counties, tt.cities)
		}
	}
	var without []string
	for _, d := range All() {
		if d.Level() == City && len(d.Counties()) == 0 {
			without = append(without, d.Name)
		}
	}
	if got := strings.Join(without, " "); got != "东莞市 中山市 儋州市 嘉峪关市" {
		t.Errorf("without counties: %s", got)
	}
}

func TestShortNames(t *testing.T) {
	for name, want := range map[string]string{"驿城区": "驿城", "朗县": "朗县", "张家川回族自治县": "张家川", "积石山保安族东乡族撒拉族自治县": "积石山",
		"东乡族自治县": "东乡族", "鄂温克族自治旗": "鄂温克族", "内蒙古自治区": "内蒙古", "香港特别行政区": "香港", "神农架林区": "神农架", "浦东新区": "浦东",
		"黔西南布依族苗族自治州": "黔西南", "矿区": "矿区", "龙胜各族自治县": "龙胜", "河南蒙古族自治县": "河南", "北京市": "北京", "锡林郭勒盟": "锡林郭勒", "阿拉善左旗": "阿拉善左"} {
		if got := (Division{Name: name}).Short(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func FuzzSearch(f *testing.F) {
	for _, s := range []string{"驻马店", "4117", "zmd", "", "\xff", "市", "北京市北京市", "00", "0000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, d := range Search(s) {
			if got, ok := Find(d.Code); !ok || got != d {
				t.Fatalf("%q finds %v, which is in no table", s, d)
			}
		}
	})
}
