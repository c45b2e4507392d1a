package form_test

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/form"
	"kepu/generator/source"
)

func TestARollIsParted(t *testing.T) {
	c := &catalog.Catalog{}
	for _, b := range []struct{ id, name, alias string }{{"jia", "甲县气象科普馆", "甲县气象局"}, {"yi", "乙县科技馆（新馆）", ""}, {"bing", "丙县科技馆", ""}, {"s", "3D打印体验馆", ""}} {
		x := &catalog.Base{Base: &source.Base{Name: b.name}}
		x.ID = b.id
		if b.alias != "" {
			x.Alias = []string{b.alias}
		}
		c.Bases = append(c.Bases, x)
	}
	for _, x := range []struct{ text, bases, others, near, twice string }{
		{"甲县气象科普馆\n丁县植物园", "甲县气象科普馆", "丁县植物园", "", ""},
		{"1. 甲县气象科普馆\n２、丁县植物园\n（三）乙县科技馆(新馆)\n十二、丙县科技馆", "甲县气象科普馆 乙县科技馆（新馆） 丙县科技馆", "丁县植物园", "", ""},
		{"1\t甲县气象局\t甲县\n2\t 丁县植物园 \t丁县\n序号\t名称", "甲县气象科普馆", "丁县植物园 序号", "", ""},
		{"气象", "", "气象", "气象:甲县气象科普馆", ""},
		{"科技馆", "", "科技馆", "科技馆:乙县科技馆（新馆）、丙县科技馆", ""},
		{"丁县植物园\n丁县植物园\n甲县气象局\n甲县 气象科普馆", "甲县气象科普馆", "丁县植物园", "", "丁县植物园 甲县气象科普馆"},
		{"3D打印体验馆\n3D打印馆", "3D打印体验馆", "3D打印馆", "", ""},
		{"jxqxkpg", "", "jxqxkpg", "jxqxkpg:甲县气象科普馆", ""},
		{"\n 、\n1.\n\t\n", "", "", "", ""},
		{"一中学校\n八一小学\n第一中学。", "", "一中学校 八一小学 第一中学", "", ""},
		{"2024年度优秀基地\n2024 年度基地", "", "2024年度优秀基地 2024 年度基地", "", ""},
	} {
		r := form.ReadRoll(x.text, c)
		var near []string
		for _, n := range r.Near {
			near = append(near, n.Name+":"+strings.Join(n.Bases, "、"))
		}
		got := fmt.Sprintf("%s|%s|%s", strings.Join(r.Bases, " "), strings.Join(r.Others, " "), strings.Join(r.Twice, " "))
		if want := fmt.Sprintf("%s|%s|%s", x.bases, x.others, x.twice); got != want || x.near != "" && x.near != strings.Join(near, " ") {
			t.Errorf("%q: %s, near %v; want %s, %s", x.text, got, near, want, x.near)
		}
	}
	if r := form.ReadRoll("甲馆", nil); len(r.Others) != 1 || len(r.Bases) != 0 {
		t.Errorf("without a catalog: %v", r)
	}
}
