package typed

import (
	"strings"
	"testing"

	"kepu/generator/diag"
)

var bases = []Candidate{
	{ID: "xiping-weather", Name: "西平县气象局", Others: []string{"西平气象站"}},
	{ID: "shangcai-weather", Name: "上蔡县气象局"},
	{ID: "zmd-science-museum", Name: "驻马店市科技馆"},
	{ID: "biyang-science-museum", Name: "泌阳县科技馆"},
	{ID: "lab", Name: "黄淮学院（人工智能）实验室"},
	{ID: "flood", Name: "防洪博物馆"},
	{ID: "flood2", Name: "防洪博物馆分馆"},
}

func TestANameIsPickedWhereItIsTheOnlyOne(t *testing.T) {
	tests := []struct{ in, want string }{
		{"西平县气象局", "xiping-weather"},
		{"xiping-weather", "xiping-weather"},
		{"XIPING-weather", "xiping-weather"},
		{" 西平县 气象局", "xiping-weather"},
		{"西平气象站", "xiping-weather"},
		{"西平", "xiping-weather"},
		{"上蔡县气象", "shangcai-weather"},
		{"黄淮学院(人工智能)实验室", "lab"},
		{"防洪博物馆", "flood"},
		{"分馆", "flood2"},
		{"zmdskjg", "zmd-science-museum"},
		{"zhumadian", "zmd-science-museum"},
		{"byx", "biyang-science-museum"},
		{"lab", "lab"},
		{"qixiangzhan", "xiping-weather"},

		{"", "TYPED-EMPTY"},
		{"气象局", "TYPED-NAME-SEVERAL 西平县气象局 上蔡县气象局"},
		{"科技馆", "TYPED-NAME-SEVERAL 驻马店市科技馆 泌阳县科技馆"},
		{"防洪", "TYPED-NAME-SEVERAL 防洪博物馆 防洪博物馆分馆"},
		{"西平县气相局", "TYPED-NAME-UNKNOWN 西平县气象局"},
		{"平舆县气象局", "TYPED-NAME-UNKNOWN 西平县气象局 上蔡县气象局 驻马店市科技馆 泌阳县科技馆 黄淮学院（人工智能）实验室 防洪博物馆 防洪博物馆分馆"},
		{"。", "TYPED-NAME-UNKNOWN 西平县气象局 上蔡县气象局 驻马店市科技馆 泌阳县科技馆 黄淮学院（人工智能）实验室 防洪博物馆 防洪博物馆分馆"},
	}
	for _, tt := range tests {
		i, doubt := Pick(tt.in, diag.T("基地", "base"), bases)
		got := ""
		if doubt == nil {
			got = bases[i].ID
		} else {
			got = doubt.What.Code
			for _, c := range doubt.Choices {
				got += " " + bases[c].Name
			}
			if i != -1 || doubt.Mend.ZH == "" {
				t.Errorf("%q: %d, %q", tt.in, i, doubt.Mend.ZH)
			}
		}
		if got != tt.want {
			t.Errorf("%q is %s, want %s", tt.in, got, tt.want)
		}
	}
	if _, doubt := Pick("西平", diag.T("基地", "base"), nil); doubt == nil || !strings.Contains(doubt.Error(), "一个也没有") {
		t.Errorf("of none: %v", doubt)
	}
}

func FuzzPick(f *testing.F) {
	for _, s := range []string{"西平", "xp", "", "\xff", "（", "县"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		i, doubt := Pick(s, diag.T("基地", "base"), bases)
		if (doubt == nil) != (i >= 0) || i >= len(bases) {
			t.Fatalf("%q is %d, %v", s, i, doubt)
		}
	})
}
