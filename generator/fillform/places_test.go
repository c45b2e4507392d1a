package fillform_test

import (
	"strings"
	"testing"
)

// Whatever looks like a blank beside a label is listed, with a reason that is true.
func TestBlanksThatAreNotFilledAreListed(t *testing.T) {
	form := tbl(tr(texts("基地名称", "", "年开放天数", "　　天")...), tr(texts("年接待人次", "　万人次", "展厅面积", "㎡")...),
		tr(texts("单位性质", "□事业单位 □企业", "是否免费开放", "□是 □否")...), tr(texts("占地面积", "　　亩", "所在地", "")...),
		tr(texts("负责人", "", "科协意见", "（盖章）　　年　月　日")...), tr(texts("已写好的", "照旧", "单位电话", "")...))
	r := fill(t, "a.docx", word(t, form), of(t, "虚构气象馆", 2025))
	got := told(r)
	for _, want := range []string{"开放天数：格子里印着“天”", "接待人次：格子里印着“万人次”", "展厅面积：格子里印着“㎡”", "单位性质：格子里是选项", "免费吗：格子里是选项", "占地面积：格子里印着“亩”", "所在地：不认得这个名称", "负责人：这里没有这项资料", "科协意见：格子里印着“（盖章）年月日”"} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%s is not told once:\n%s", want, got)
		}
	}
	if strings.Contains(got, "已写好的") || !strings.Contains(textOf(t, r.Bytes), "单位电话｜0396-1234567｜") {
		t.Error(got, textOf(t, r.Bytes))
	}
	levels := word(t, tbl(tr(texts("级别", "基地数", "接待人次")...), tr(texts("国家级", "", "")...), tr(texts("省级", "", "")...), tr(texts("已填的", "1", "")...)))
	got = told(fill(t, "a.docx", levels, of(t, "", 2025)))
	if !strings.Contains(got, "国家级：不认得") || !strings.Contains(got, "省级：不认得") || strings.Contains(got, "已填的") {
		t.Error(got)
	}
	line := bookOf(t, map[string]any{"A1": "填报单位：　　　　填表人：　　　联系电话：　　　填报日期："})
	r = fill(t, "a.xlsx", line, of(t, "", 2025))
	if got = told(r); !strings.Contains(got, "填表人：这里没有") || !strings.Contains(got, "电话：这一行写的是个人") || !strings.Contains(got, "今天：2026年1月15日") {
		t.Error(got)
	}
}

// A unit of its own between a label and its blank is passed over, as before.
func TestUnitsBetweenLabelAndBlank(t *testing.T) {
	raw := word(t, tbl(tr(texts("年接待人次", "万人次", "")...), tr(texts("开放天数", "天", "")...)))
	if got := textOf(t, fill(t, "a.docx", raw, of(t, "虚构气象馆", 2025)).Bytes); got != "年接待人次｜万人次｜1.25｜\n开放天数｜天｜300｜\n" {
		t.Error(got)
	}
}

// Counties are known without their last word as well.
func TestCountiesByTheirShortNames(t *testing.T) {
	d := of(t, "", 2025)
	c := *d.Catalog.Counties[0]
	d.Catalog.Counties[0].Name = "虚构县"
	defer func() { *d.Catalog.Counties[0] = c }()
	raw := word(t, tbl(tr(texts("县区", "活动数", "参加人次")...), tr(texts("虚构", "", "")...), tr(texts("别处", "", "")...)))
	got := told(fill(t, "a.docx", raw, d))
	if !strings.Contains(got, "县区 1 行：虚构县") || !strings.Contains(got, "别处：记录里没有这个名称") {
		t.Error(got)
	}
}
