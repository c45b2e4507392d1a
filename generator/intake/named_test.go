package intake_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/intake"
)

// A name means one base wherever it stands: by every name of its own, and by a short one that no other has too.
func TestANameMeansOneBaseWhereverItStands(t *testing.T) {
	for _, x := range []struct{ short, name, activities, bases string }{
		{"", "西平气象科普馆", "new", "same"},
		{"", "xiqixiang", "new", "same"},
		{`short = "气象馆"`, "气象馆", "new", "same"},
		{`short = "气象馆" both`, "气象馆", "asked 东平县气象局、西平县气象局", "doubled"},
	} {
		content := city()
		short, both := strings.CutSuffix(x.short, " both")
		add := func(path string) {
			content[path] = &fstest.MapFile{Data: []byte(strings.Replace(string(content[path].Data), "county =", short+"\ncounty =", 1)), Mode: 0o644}
		}
		if add("bases/xiqixiang.md"); both {
			add("bases/dongqixiang.md")
		}
		var got []string
		for _, sheet := range []string{"活动名称|活动时间|承办单位\n虚构的开放日|2025.6.1|" + x.name, "基地名称|地址|电话\n" + x.name + "||"} {
			r := read(t, content, intake.Options{}, book("x.xlsx", grid("表", sheet))).Records[0]
			state := stateNames[r.State]
			for _, d := range r.Doubts {
				if which, ok := strings.CutPrefix(d.Mend.ZH, "是哪一个："); ok {
					state += " " + which
				}
			}
			got = append(got, state)
		}
		if got[0] != x.activities || got[1] != x.bases {
			t.Errorf("%s %s: %q", x.short, x.name, got)
		}
	}
}

// A figure under a head whose unit counts something else is none.
func TestAUnitOfSomethingElse(t *testing.T) {
	for head, want := range map[string]string{"展厅面积（平方米）": "300", "展厅面积（㎡）": "300", "展厅面积（亩）": "", "展厅面积/公顷": "", "展厅面积": "300"} {
		p := read(t, city(), intake.Options{}, book("x.xlsx", grid("年报", "基地名称|年度|"+head+"\n西平县科技馆|2025|300")))
		if len(p.Records) != 1 || p.Records[0].Answers["area"] != want {
			t.Errorf("%s: %s", head, told(p))
		}
	}
}
