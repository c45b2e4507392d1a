package fillform_test

import (
	"strings"
	"testing"
)

// A table whose title names a campaign of the site lists its activities alone, and says who is left out.
func TestCampaignOfATitle(t *testing.T) {
	list := tbl(tr(texts("活动名称", "活动时间")...), empties(2))
	other := tbl(tr(texts("别的", "什么")...), tr(texts("甲", "乙")...))
	for name, c := range map[string]struct {
		raw  []byte
		want bool // it is limited
	}{
		"the title of the form":      {word(t, para("2025年示例科普日活动统计表")+list), true},
		"with all the country":       {word(t, para("附件2")+para("2025年全国示例科普日 活动统计表")+list), true},
		"the words above the table":  {word(t, para("2025年统计表")+other+para("二、示例科普日活动")+list), true},
		"the title, further down":    {word(t, para("2025年示例科普日统计表")+other+para("二、活动")+list), true},
		"a row of the table":         {word(t, tbl(tr(cell("示例科普日活动", `<w:gridSpan w:val="2"/>`)), tr(texts("活动名称", "活动时间")...), empties(2))), true},
		"a sentence":                 {word(t, para("请在示例科普日以后填写。")+list), false},
		"words below":                {word(t, para("2025年统计表")+list+para("示例科普日活动")), false},
		"none":                       {word(t, para("2025年科普活动统计表")+list), false},
		"above the heads of a sheet": {bookOf(t, map[string]any{"A1": "2025年示例科普日活动统计表", "A2": "活动名称", "B2": "活动时间"}), true},
		"a sheet without":            {bookOf(t, map[string]any{"A1": "2025年活动统计表", "A2": "活动名称", "B2": "活动时间"}), false},
	} {
		r := fill(t, map[bool]string{true: "a.xlsx", false: "a.docx"}[strings.Contains(name, "sheet")], c.raw, of(t, "", 2025))
		got := told(r)
		if limited := strings.Contains(got, "活动 1 行：虚构开放日（照表题只列“示例科普日”的活动，没有列入：虚构讲座、虚构巡展）"); limited != c.want || limited == strings.Contains(got, "活动 3 行") || r.Part != "" {
			t.Errorf("%s: %s %q", name, got, r.Part)
		}
	}
	d := of(t, "", 2025)
	d.County = d.Catalog.Counties[0]
	for _, a := range d.Catalog.Activities {
		a.Campaign = nil
	}
	if got := told(fill(t, "a.docx", word(t, para("示例科普日活动表")+list), d)); !strings.Contains(got, "表题只要“示例科普日”的活动，2025年没有记录是它的；没有列入：虚构讲座") {
		t.Error(got)
	}
}

// A title that asks for less than a year, in words for which the site has nothing, is told.
func TestTitlesThatAskForLess(t *testing.T) {
	for title, want := range map[string]string{
		"2025年全国科普月活动统计表":      "全国科普月",
		"2025年度科技活动周系列活动情况表":   "科技活动周",
		"2025年5月科普活动统计表":       "5月",
		"甲县2025年上半年活动台账":       "上半年",
		"2025年第三季度科普活动统计表":     "第三季度",
		"2025年度科普活动统计表":        "",
		"2025年示例市科普教育基地活动统计表":  "",
		"2025年9月25日前报送":        "",
		"请把9月的活动写在这里。谢谢；2025年": "",
	} {
		r := fill(t, "a.docx", word(t, para(title)+tbl(tr(texts("活动名称", "活动时间")...), empties(2))), of(t, "", 2025))
		if r.Part != want {
			t.Errorf("%s: %q, not %q", title, r.Part, want)
		}
	}
}

// The records do not tell who had an activity held from who held it: of two columns one is filled, and not with who keeps the log.
func TestWhoHeldItStandsOnce(t *testing.T) {
	for heads, want := range map[string]string{
		"主办单位 承办单位":      "虚构讲座｜｜虚构气象馆｜\n虚构巡展｜｜｜\n虚构开放日｜｜虚构气象馆、虚构中学｜",
		"承办单位 协办单位":      "虚构讲座｜虚构气象馆｜｜\n虚构巡展｜｜｜\n虚构开放日｜虚构气象馆、虚构中学｜｜",
		"主办单位 协办单位":      "虚构讲座｜虚构气象馆｜｜\n虚构巡展｜｜｜\n虚构开放日｜虚构气象馆、虚构中学｜｜",
		"主办单位":           "虚构讲座｜虚构气象馆｜\n虚构巡展｜｜\n虚构开放日｜虚构气象馆、虚构中学｜",
		"主办单位 承办单位 协办单位": "虚构讲座｜｜虚构气象馆｜｜\n虚构巡展｜｜｜｜\n虚构开放日｜｜虚构气象馆、虚构中学｜｜",
	} {
		columns := append([]string{"活动名称"}, strings.Fields(heads)...)
		r := fill(t, "a.docx", word(t, para("活动统计表")+tbl(tr(texts(append(columns, "活动时间")...)...), empties(len(columns)+1))), of(t, "", 2025))
		got := strings.NewReplacer("2025年3月5日｜", "", "2025年5月18日｜", "", "2025年9月20日至22日｜", "").Replace(textOf(t, r.Bytes))
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s", heads, got)
		}
		if n := strings.Count(told(r), "记录里不分主办、承办、协办"); n != len(columns)-2 {
			t.Errorf("%s: told %d times: %s", heads, n, told(r))
		}
	}
}

// A telephone in a list that names a person is the person's, wherever its column stands.
func TestTelephonesBesidePersonsInLists(t *testing.T) {
	for heads, want := range map[string]bool{
		"基地名称 级别 联系人 联系电话":     false,
		"基地名称 级别 联系电话 负责人":     false,
		"基地名称 地址 负责人姓名 电子邮箱":   false,
		"基地名称 县区 馆长 办公电话 地址":   false,
		"基地名称 级别 联系电话 地址":      true,
		"基地名称 县区 接待人次 联系电话":    true,
		"基地名称 级别 联系电话 开放时间 备注": true,
	} {
		columns := strings.Fields(heads)
		r := fill(t, "a.docx", word(t, tbl(tr(texts(columns...)...), empties(len(columns)))), of(t, "", 2025))
		if got := strings.Contains(textOf(t, r.Bytes), "0396-1234567"); got != want {
			t.Errorf("%s: filled %v\n%s", heads, got, told(r))
		}
		if listed := strings.Contains(told(r), "多半是个人的"); listed == want {
			t.Errorf("%s: %s", heads, told(r))
		}
	}
}
