package fillform_test

import (
	"strings"
	"testing"
)

// The units that are named above a table are those of its figures; where they are in doubt, nothing is filled.
func TestUnitsNamedAboveATable(t *testing.T) {
	const inTenThousands, doubtful = "1.25", "说不准"
	list := tbl(tr(texts("基地名称", "接待人次", "开放天数")...), empties(3))
	label := tbl(tr(texts("基地名称", "")...), tr(texts("2025年接待人次", "")...))
	for name, c := range map[string]struct {
		body, want string
	}{
		"title":                {para("2025年度年报（单位：万人次、万元）") + list, inTenThousands},
		"line":                 {para("2025年度年报") + para("单位：万人次、万元、天") + list, inTenThousands},
		"line with a blank":    {para("计量单位: 万人次 / 天") + list, inTenThousands},
		"row of the table":     {tbl(tr(cell("各基地情况表", `<w:gridSpan w:val="3"/>`)), tr(cell("单位：万人次、万元", `<w:gridSpan w:val="3"/>`)), tr(texts("基地名称", "接待人次", "开放天数")...), empties(3)), inTenThousands},
		"in brackets alone":    {para("2025年基地接待情况表（万人次）") + list, inTenThousands},
		"visits and persons":   {para("单位：人、万人次") + list, inTenThousands},
		"the head says it":     {para("单位：万人次") + tbl(tr(texts("基地名称", "接待人次（人次）", "开放天数")...), empties(3)), "12500"},
		"ten thousands alone":  {para("单位：万") + list, doubtful},
		"two":                  {para("单位：人次、万人次") + list, doubtful},
		"another":              {para("单位：千人次") + list, "表里要的单位是“千人次”"},
		"of money":             {para("单位：万元") + list, "12500"},
		"the same":             {para("单位：人次、天") + list, "12500"},
		"who fills it in":      {para("填报单位：万人次") + list, "12500"},
		"a body":               {para("单位：示例市科协") + list, "12500"},
		"of the table before":  {para("单位：万人次") + tbl(tr(texts("甲", "乙")...), tr(texts("丙", "丁")...)) + para("单位：人次") + list, "12500"},
		"of that one alone":    {para("2025年度年报") + para("单位：万人次") + tbl(tr(texts("甲", "乙")...), tr(texts("丙", "丁")...)) + para("二、") + list, "12500"},
		"of the whole form":    {para("2025年度年报（单位：万人次）") + tbl(tr(texts("甲", "乙")...), tr(texts("丙", "丁")...)) + para("二、") + list, inTenThousands},
		"of a label":           {para("单位：万人次") + label, inTenThousands},
		"of a label, in a row": {tbl(tr(cell("单位：万人次", `<w:gridSpan w:val="2"/>`)), tr(texts("2025年接待人次", "")...)), inTenThousands},
		"of a label, doubtful": {para("（单位：万）") + label, doubtful},
	} {
		d := of(t, "虚构气象馆", 2025)
		r := fill(t, "a.docx", word(t, c.body), d)
		got := textOf(t, r.Bytes)
		for _, figure := range []string{"12500", inTenThousands} {
			if has := strings.Contains(got, "｜"+figure+"｜"); has != (c.want == figure) {
				t.Errorf("%s: %s %v\n%s%s", name, figure, has, got, told(r))
			}
		}
		if !strings.Contains(got+told(r), c.want) {
			t.Errorf("%s: %s%s", name, got, told(r))
		}
	}
	for name, cells := range map[string]map[string]any{
		"row":              {"A1": "2025年统计表", "C2": "单位：万人次", "A3": "基地名称", "B3": "接待人次", "C3": "开放天数"},
		"a cell beside":    {"A1": "2025年统计表", "B2": "单位：", "C2": "万人次", "A3": "基地名称", "B3": "接待人次", "C3": "开放天数"},
		"beside who fills": {"A1": "2025年统计表", "A2": "填报单位：", "C2": "（单位：万人次、元）", "A3": "基地名称", "B3": "接待人次", "C3": "开放天数"},
	} {
		r := fill(t, "a.xlsx", bookOf(t, cells), of(t, "", 2025))
		if got := sheetsOf(t, r.Bytes); !strings.Contains(got, "虚构气象馆｜#1.25｜#300｜") {
			t.Errorf("%s: %s%s", name, got, told(r))
		}
	}
}

// A figure of an activity is kept to the unit too, and money of the site in another.
func TestUnitsOfActivitiesAndMoney(t *testing.T) {
	raw := word(t, para("单位：万人次")+tbl(tr(texts("活动名称", "活动时间", "参加人次")...), empties(3)))
	if got := textOf(t, fill(t, "a.docx", raw, of(t, "", 2025)).Bytes); !strings.Contains(got, "虚构巡展｜2025年5月18日｜1.2｜") {
		t.Error(got)
	}
	raw = word(t, para("金额单位：元")+tbl(tr(texts("基地名称", "科普经费筹集额", "接待人次")...), empties(3)))
	if got := textOf(t, fill(t, "a.docx", raw, of(t, "", 2025)).Bytes); !strings.Contains(got, "虚构气象馆｜125600｜12500｜") {
		t.Error(got)
	}
}
