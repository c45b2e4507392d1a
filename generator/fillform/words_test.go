package fillform_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/fillform"
)

// Each line: words of a form, and what they come to for 虚构气象馆 in 2025.
func TestWords(t *testing.T) {
	d := of(t, "虚构气象馆", 2025)
	for words, want := range map[string]string{
		"{{ 基地.名称 }}":              "虚构气象馆",
		"{{基地.名称}}":                "虚构气象馆",
		"｛｛　基地．名称　｝｝":              "虚构气象馆",
		"{｛ 基地的名称 }｝":              "虚构气象馆",
		"{{ base.name }}":          "虚构气象馆",
		"{{ 基地.基地名称 }}":            "虚构气象馆",
		"{{ 名称 }}":                 "虚构气象馆",
		"{{ 基地.地址 }}":              "甲县示例路1号 <东门> & 西门",
		"{{ 基地.电话 }}":              "0396-1234567",
		"{{ 基地.免费吗 }}":             "是",
		"{{ 基地.开放时间 }}":            "周二至周日 09:00—17:00",
		"{{ 基地.经度 }}":              "114.02713",
		"{{ 基地.capacity }}":        "200",
		"{{ 基地.级别 }}":              "省级",
		"{{ 级别 }}":                 "省级",
		"{{ 基地.命名日期 }}":            "2023年6月1日",
		"{{ 文号 }}":                 "示省科协〔2023〕5号",
		"{{ 基地.命名单位 }}":            "示例省科协",
		"{{ 基地.市级命名日期 }}":          "没有查到2025年9月20日有效的市级命名",
		"{{ 基地.县区 }}":              "甲县",
		"{{ 基地.县区代码 }}":            "410001",
		"{{ 基地.别的名称 }}":            "气象馆",
		"{{ 基地.接待人次 }}":            "12500",
		"{{ 基地.visitors }}":        "12500",
		"{{ 基地.免费开放天数 }}":          "未报",
		"{{ 基地.展厅面积 }}":            "320.5",
		"{{ 基地.活动数 }}":             "2",
		"{{ 基地.参加人次 }}":            "120（2条记录中1条填报了这个数）",
		"{{ 基地.线上人次 }}":            "未报",
		"{{ 单位.名称 }}":              "示例市科学技术协会（虚构）",
		"{{ 单位.地址 }}":              "没有填",
		"{{ 年份 }}":                 "2025",
		"{{ 今天 }}":                 "2026年1月15日",
		"{{ 数字 参加人次 }}":            "120（2项活动中1项填报了这个数）",
		"{{ 数字 参加人次 县区=乙县 }}":      "12,000（2项活动中1项填报了这个数）",
		"{{ 数字 接待人次 年份=2024 }}":    "9,000",
		"{{ 数字 接待人次 年份=2024 单位 }}": "9,000人次",
		"{{ 数字 接待人次 格式=万 }}":       "1.25万",
		"｛｛ 数字　接待人次　格式＝不分位 ｝｝":     "12500",
		"{{ 数字 在册基地 }}":            "2",
		"{{ 基地 级别=省级 }}":           "虚构气象馆",
		"{{ 活动 最多=1 }}":            "2025年9月20日虚构开放日",
		"{{ 基地.地扯 }}":              "没有“基地.地扯”这一项；是不是 基地.地址？",
		"{{ 单位.电活 }}":              "没有“单位.电活”这一项；是不是 单位.电话？",
		"{{ 天气 }}":                 "没有“天气”这一项；可以写 {{ 基地.地址 }}、{{ 基地.接待人次 }}、{{ 单位.名称 }}、{{ 年份 }}、{{ 数字 参加人次 年份=2025 }}",
		"{{ 数字 参加人数 }}":            "没有 “参加人数” 这个指标；是否 参加人次？",
		"{{ 图表 活动数 按=月份 }}":        "表里放不了图表；写数字：{{ 数字 参加人次 }}；要图表的，用工作总结",
		"{{ }}":                    "{{ }} 里面是空的；可以写 {{ 基地.地址 }}、{{ 基地.接待人次 }}、{{ 单位.名称 }}、{{ 年份 }}、{{ 数字 参加人次 年份=2025 }}",
		"{{ 基地.地址":                 "{{ 后面没有 }}；在后面补上 }}",
	} {
		if got := fillform.Read(words, d); got != want {
			t.Errorf("%s\n got %s\nwant %s", words, got, want)
		}
	}
}

func TestWordsWithoutABaseOrYear(t *testing.T) {
	d := of(t, "", 0)
	for words, want := range map[string]string{
		"{{ 基地.名称 }}":   "“名称”是一家基地的，没有说是哪一家；加 --base 基地名称，或者用 --all 每家一份",
		"{{ 年份 }}":      "“年份”是一年的，没有说是哪一年；加 --year 年份",
		"{{ 数字 参加人次 }}": "12,120（3项活动中2项填报了这个数）",
		"{{ 县区 }}":      "“县区”是一家基地的，没有说是哪一家；加 --base 基地名称，或者用 --all 每家一份",
		"{{ 单位.名称 }}":   "示例市科学技术协会（虚构）",
	} {
		if got := fillform.Read(words, d); got != want {
			t.Errorf("%s\n got %s\nwant %s", words, got, want)
		}
	}
	d.County = d.Catalog.Counties[1]
	for words, want := range map[string]string{
		"{{ 县区 }}":              "乙县",
		"{{ 数字 参加人次 年份=2025 }}": "12,000（2项活动中1项填报了这个数）",
		"{{ 数字 活动数 县区=甲县 }}":    "2",
		"{{ 数字 活动数 基地=虚构气象馆 }}": "2",
		"{{ 数字 在册基地 年份=2025 }}": "1",
	} {
		if got := fillform.Read(words, d); got != want {
			t.Errorf("%s\n got %s\nwant %s", words, got, want)
		}
	}
}

// A place that is known no finer than to a town has no coordinates that a form could be told.
func TestWhatIsKnownRoughlyIsNotTold(t *testing.T) {
	d := of(t, "虚构中学", 2025)
	for words, want := range map[string]string{
		"{{ 基地.经度 }}":   "坐标只知道大概",
		"{{ 基地.坐标 }}":   "坐标只知道大概",
		"{{ 基地.电话 }}":   "没有填",
		"{{ 基地.接待人次 }}": "未报",
	} {
		if got := fillform.Read(words, d); got != want {
			t.Errorf("%s\n got %s\nwant %s", words, got, want)
		}
	}
	d.Year = 2023
	if got := fillform.Read("{{ 基地.接待人次 }}", d); !strings.Contains(got, "没有报2023年的年度数据") && !strings.Contains(got, "没有记录") {
		t.Error(got)
	}
}

// The handbook writes the words of forms without blanks, those of summaries with them.
func TestHandbookTeachesWordsThatWork(t *testing.T) {
	handbook, err := os.ReadFile("../../content/README.md")
	if err != nil {
		t.Fatal(err)
	}
	d := of(t, "虚构气象馆", 2025)
	list := regexp.MustCompile(`\{\{[^ {}]+\}\}`).FindAllString(string(handbook), -1)
	for _, words := range list {
		if got := fillform.Read(words, d); strings.Contains(got, "；") {
			t.Error(words, got)
		}
	}
	if len(list) < 5 {
		t.Errorf("only %q stand in the handbook", list)
	}
}
