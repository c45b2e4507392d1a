package catalog

import "testing"

func TestNamesThatDifferInTheirSpellingAlone(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"戊 公园", "戊公园", true}, {"戊　公园", "戊公园", true}, {"己馆（新馆）", "己馆(新馆)", true}, {"己馆〔新馆〕", "己馆(新馆)", true},
		{"AI馆", "ａｉ馆", true}, {"75·8馆", "75•8馆", true}, {"“丁”学校", "丁学校", true},
		{"丁学校", "丁学校东区", false}, {"己馆（新馆）", "己馆", false}, {"第一中学", "第二中学", false}, {"市科技馆", "甲市科技馆", false}, {"一·二馆", "一二馆", false},
	} {
		if got := plainName(c.a) == plainName(c.b); got != c.same {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}
