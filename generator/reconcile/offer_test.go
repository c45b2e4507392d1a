package reconcile_test

import (
	"slices"
	"strings"
	"testing"

	"kepu/generator/quote"
	"kepu/generator/reconcile"
)

// A directive is offered where it prints what is typed, and it is read as what the number was held against.
func TestOffersPrintWhatIsTyped(t *testing.T) {
	for _, x := range []struct{ body, want string }{
		{"2016年开展活动3项。", "2016年开展活动{{ 数字 活动数 年份=2016 应为=3 }}项。"},
		{"示例科普日举办活动2项，参加12700人次。", "示例科普日举办活动{{ 数字 活动数 年份=2016 重大活动=示例科普日 应为=2 }}项，参加{{ 数字 参加人次 年份=2016 重大活动=示例科普日 格式=不分位 应为=12700 }}人次。"},
		{"参加13,000人次。", "参加{{ 数字 参加人次 年份=2016 应为=13,000 }}人次。"},
		{"2015年命名市级基地十八个。", "2015年命名市级基地{{ 数字 命名数 年份=2015 级别=市级 格式=汉字 应为=十八 }}个。"},
		{"2015年命名市级基地**18**个。", "2015年命名市级基地**{{ 数字 命名数 年份=2015 级别=市级 应为=18 }}**个。"},
		{"约13000人次参加活动。", "约13000人次参加活动。"},                 // about
		{"参加1.3万人次。", "参加1.3万人次。"},                         // it allows what lies beside it
		{"2016年开展活动4项。", "2016年开展活动4项。"},                   // differs
		{"9月17日开展的活动有12700人次参加。", "9月17日开展的活动有12700人次参加。"}, // no directive knows days
		{"全年接待8 000人次。", "全年接待8 000人次。"},                   // no format has a blank
	} {
		cat, f, files := content(t, x.body)
		file := files("reports/r.md")
		text := file.Text
		found := reconcile.Of(cat, f, cat.Reports[0], file)
		slices.Reverse(found)
		for _, one := range found {
			if o := one.Offer; o != nil {
				text = text[:o.Start] + o.Directive + text[o.End:]
			}
		}
		_, got, _ := strings.Cut(text, "+++\ntitle = \"虚构总结\"\nyear = 2016\n+++\n")
		if got != x.want {
			t.Errorf("%s: %s", x.body, got)
		}
		again, g, files := content(t, got)
		if faults := quote.Of(again, g).Check(files); len(faults) > 0 {
			t.Errorf("%s: %+v", got, faults)
		}
		for _, one := range reconcile.Of(again, g, again.Reports[0], files("reports/r.md")) {
			if one.Offer != nil {
				t.Errorf("%s: %+v", got, one.Offer)
			}
		}
	}
}
