package naming_test

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/naming"
)

var kinds = map[naming.Kind]string{naming.None: "-", naming.Perhaps: "perhaps", naming.Named: "named", naming.Proposed: "proposed", naming.Ended: "ended"}

func TestWhatTitlesSay(t *testing.T) {
	levels := []string{"全国", "省级", "市级", "县级"}
	for title, want := range map[string]string{
		"附件：第三批市级科普教育基地名单（驻科协〔2025〕3号，2025年9月30日）":    "named 市级 第三批 驻科协〔2025〕3号 [2025-09-30]",
		"驻马店市科协关于命名2025—2029年度第二批全市科普教育基地的通知 附件":      "named 市级 2025—2029年度第二批 until 2029",
		"第3批市级科普教育基地名单（驻科协[2025] 03 号）":               "named 市级 第3批 驻科协〔2025〕3号",
		"关于公布第四批省级科普教育基地名单的通知（豫科协【2024】12号）2024.11.5": "named 省级 第四批 豫科协〔2024〕12号 [2024-11-05]",
		"附件1 市级科普教育基地认定名单":                            "named 市级",
		"西平县科普教育基地命名名单（2025年9月28日研究，2025年9月30日印发）":    "named 县级 [2025-09-28 2025-09-30]",
		"二〇二五年第五批市级科普教育基地命名名单 二〇二五年九月三十日":             "named 市级 第五批 [2025-09-30] years [2025]",
		"2025年度第三批市级科普教育基地名单":                         "named 市级 2025年度第三批 years [2025]",
		"第一批、第二批市级科普教育基地名单":                           "named 市级 第一批|第二批",
		"关于补充认定2021—2025年度全国科普教育基地的通知":                "named 全国 2021—2025年度补充认定 until 2025",
		"驻马店市第三批科普教育基地名单（有效期为2025年9月30日至2028年9月29日）":  "named 市级 第三批 until 2028-09-29",
		"驻马店市第三批科普教育基地名单，有效期五年":                       "named 市级 第三批 有效期5年",
		"河南省科普教育基地认定名单":                               "named 省级",
		"经公示无异议，命名下列单位为第三批市级科普教育基地":                   "named 市级 第三批",
		"市级科普教育基地名单":                                  "perhaps 市级",
		"西平县科普教育基地名单":                                 "- 县级",
		"拟命名第三批市级科普教育基地名单":                            "proposed 市级 第三批",
		"第三批市级科普教育基地认定名单公示":                           "proposed 市级 第三批",
		"关于第三批市级科普教育基地拟认定名单的公示（2025年9月20日）":           "proposed 市级 第三批 [2025-09-20]",
		"市级科普教育基地申报汇总表":                               "proposed 市级",
		"省级科普教育基地推荐名单":                                "proposed 省级",
		"航天模拟飞行科普教育基地":                                "-",
		"关于撤销部分市级科普教育基地命名的决定":                         "ended 市级",
		"取消市级科普教育基地资格名单":                              "ended 市级",
		"第三批市级科普教育基地2025年度数据":                         "- 市级 第三批 years [2025]",
		"全国科普日期间市级科普教育基地活动统计表":                        "- 市级",
		"填表日期：2025年9月30日":                             "-",
		"驻科协〔2025〕3号":                                 "- 驻科协〔2025〕3号",
		"2025年9月":                                     "- [2025-09]",
		"根据驻科协〔2025〕3号，报送名单":                          "-",
		"2025年13月40日": "-",
		"填表说明：写命名时间和批次，撤销命名的不写": "-",
		"":   "-",
		"基地": "-",
	} {
		parts := []string{kinds[naming.KindOf(title)]}
		f := naming.Read(title)
		for _, list := range [][]string{naming.Levels(title, levels), f.Batches, f.Documents} {
			if len(list) > 0 {
				parts = append(parts, strings.Join(list, "|"))
			}
		}
		if len(f.Dates) > 0 {
			parts = append(parts, fmt.Sprint(f.Dates))
		}
		if len(f.Years) > 0 {
			parts = append(parts, "years "+fmt.Sprint(f.Years))
		}
		for _, d := range f.Until {
			parts = append(parts, "until "+d.String())
		}
		if f.Valid != "" {
			parts = append(parts, f.Valid)
		}
		if got := strings.Join(parts, " "); got != want {
			t.Errorf("%s:\n  got  %s\n  want %s", title, got, want)
		}
	}
	if got := naming.KindOfLines([]string{"驻马店市科协关于命名2025—2029年度第二批", "全市科普教育", "基地的通知"}); got != naming.Named {
		t.Errorf("a title over three rows: %s", kinds[got])
	}
}

func TestBatchesThatAreOne(t *testing.T) {
	for _, x := range []struct {
		a, b string
		want bool
	}{
		{"第三批", "第3批", true}, {"第三批", "2025年第三批", true}, {"2025—2029年度第二批", "第二批", true}, {"2025—2029年度第二批", "2020—2024年度第二批", false}, {"第三批", "第四批", false}, {"2023—2027年", "2023—2027年", true}, {"2023—2027年", "第二批", false}, {"", "第二批", false},
	} {
		if got := naming.SameBatch(x.a, x.b); got != x.want {
			t.Errorf("%s, %s: %v", x.a, x.b, got)
		}
	}
}
