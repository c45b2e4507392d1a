package form_test

import (
	"reflect"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/edit"
	"kepu/generator/form"
	"kepu/generator/source"
)

// A base is meant by its id, by another of its names or by what it is called for short; the file gets its name.
func TestABaseIsMeantByAnyOfItsNames(t *testing.T) {
	c := &catalog.Catalog{}
	for _, b := range []source.Base{
		{Name: "甲县气象科普馆", Short: "小气象", Alias: []string{"甲县气象局", "观象台"}},
		{Name: "乙县科技馆（新馆）"},
	} {
		c.Bases = append(c.Bases, &catalog.Base{Base: &b})
	}
	c.Bases[0].ID, c.Bases[1].ID = "jia-weather", "yi"
	fields := form.Annual.Fields(c)
	for typed, want := range map[string]string{
		"甲县气象科普馆":      "甲县气象科普馆",
		"jia-weather":  "甲县气象科普馆",
		"YI":           "乙县科技馆（新馆）",
		"甲县气象局":        "甲县气象科普馆",
		"甲县 气象局":       "甲县气象科普馆",
		"观象":           "甲县气象科普馆",
		"guanxiangtai": "甲县气象科普馆",
		"小气象":          "甲县气象科普馆",
		"乙县科技馆[新馆]":    "乙县科技馆（新馆）",
		"丙县科技馆":        "",
		"县":            "", // either
	} {
		list, slips := form.Changes(fields, nil, form.Answers{}, form.Answers{"base": typed}, form.Context{Catalog: c, Year: 2026})
		if want == "" {
			if len(slips) != 1 {
				t.Errorf("%s: %v, %v", typed, list, slips)
			}
			continue
		}
		if len(slips) > 0 || len(list) != 1 || !reflect.DeepEqual(list[0].Value, edit.Text(want)) {
			t.Errorf("%s: %v, %v", typed, list, slips)
		}
	}
}
