package quote_test

import (
	"strings"
	"testing"

	"kepu/generator/quote"
)

// What a text asks of results of evaluations: those of a year, else the newest of each base; and where none is on
// record that is said, and not that there were none.
func TestRatingsInTexts(t *testing.T) {
	for words, want := range map[string]string{
		"figure bases rated=2016 result=优秀":           "2; 2016年考核优秀的基地",
		"figure bases rated=2016 scheme=年度考核":         "1; 2016年年度考核有结果的基地",
		"数字 基地 考核年份=2017年 结果=合格 单位":                   "2家; 2017年考核合格的基地",
		"figure bases rated=2017 result=优秀":           "0; 2017年考核优秀的基地",
		"figure bases rated=2015 result=优秀":           "没有记录; 2015年考核优秀的基地",
		"figure bases rated=2017 scheme=示范评价":         "没有记录; 2017年示范评价有结果的基地",
		"figure bases result=合格":                      "2; 最近一次考核合格的基地",
		"figure bases result=优秀":                      "0; 最近一次考核优秀的基地",
		"figure bases scheme=示范评价 result=优秀":          "1; 最近一次示范评价优秀的基地",
		"figure bases rated=2016-2017 result=优秀":      "2; 2016—2017年考核优秀的基地",
		"figure bases rated=2017 result=合格 county=乙县": "1; 2017年考核合格的乙县基地",
		"figure bases rated=2016 level=省级":            "1; 2016年考核有结果的省级基地",
		"figure bases result=良":                       "QUOTE-RESULT-UNKNOWN",
		"figure bases scheme=年度":                      "QUOTE-SCHEME-UNKNOWN",
		"figure bases year=2016 result=优秀":            "QUOTE-KEYS-EXCLUSIVE",
		"figure bases named=2016 rated=2016":          "QUOTE-KEYS-EXCLUSIVE",
		"figure activities result=优秀":                 "QUOTE-KEY-UNKNOWN",
	} {
		cat, f, _ := contentWith(t, "{{ "+words+" }}")
		q := quote.Of(cat, f)
		r, faults := q.Read(&cat.Reports[0].Body.Directives[0])
		got := ""
		for _, x := range faults {
			if !x.Harmless {
				got = x.What.Code
			}
		}
		if got == "" {
			got = r.Text(q.Number(&r)) + "; " + q.About(&r)
		}
		if got != want {
			t.Errorf("{{ %s }}: %s, want %s", words, got, want)
		}
	}
	cat, f, _ := contentWith(t, "{{ bases rated=2017 result=合格 limit=1 }}")
	r, _ := quote.Of(cat, f).Read(&cat.Reports[0].Body.Directives[0])
	if list := quote.Of(cat, f).Bases(&r); len(list) != 1 || !strings.Contains(list[0].Name, "虚构") {
		t.Errorf("the list: %v", list)
	}
}
