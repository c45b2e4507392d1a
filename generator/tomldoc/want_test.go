package tomldoc

import (
	"strings"
	"testing"

	"kepu/generator/diag"
)

// TestWhatIsAdvisedIsRightForItsKey: taken at its word it makes the line right, and loses nothing.
func TestWhatIsAdvisedIsRightForItsKey(t *testing.T) {
	wants := map[string]Want{
		"text": {Kind: Text}, "texts": {Kind: Texts}, "number": {Kind: Number}, "date": {Kind: Date}, "yes": {Kind: YesNo},
		"other": {Kind: Other, Mend: diag.Same("[1, 2]")}, "bare": {Kind: Other},
	}
	for _, c := range []struct{ line, mend string }{
		{"text = 20元", `请写成 "20元"`}, {"text = 2015年", `请写成 "2015年"`}, {"text = 1,200", `请写成 "1,200"`}, {"text = 周一", `请写成 "周一"`},
		{"text = 03961234567", `请写成 "03961234567"`}, {"text = 0396-1234567、7654321", `请写成 "0396-1234567、7654321"`}, {"text = 是", `请写成 "是"`},
		{`text = 一句“话”，"引号"`, "里面的引号用 “ ”"}, {"text = 不详", "不知道就删去这一行"}, {"text = 未查到", "不知道就删去这一行"}, {"text = Unknown", "不知道就删去这一行"}, {"text = 9:00", `请写成 "9:00"`}, {"text = 甲，乙", `请写成 "甲，乙"`},
		{"texts = 甲、乙", `请写成 ["甲", "乙"]`}, {"texts = [甲、乙]", `请写成 "甲"`}, {`texts = "甲", "乙"`, `请写成 ["甲", "乙"]`},
		{"number = 3百", "请写 300，不加引号"}, {"number = 3万5千人", "请写 35000，不加引号"}, {"number = 近300", "只知道大概，请写 300"}, {"number = >300", "只知道大概，请写 300"},
		{"number = 8分", "请写 8，不加引号"}, {"number = 90分钟", "请写 90，不加引号"}, {"number = 三分", "不知道就删去这一行"}, {"number = 1.5万", "请写 15000，不加引号"},
		{"none = 1.5万元", "例如 15000；以万为单位的（如万元）写 1.5；"}, {"none = 3万5千", "例如 35000；如果"}, {"bare = 3万", "例如 30000；"},
		{"number = 200-300", "不知道就删去这一行"}, {"number = 无", "不知道就删去这一行"}, {"number = 0300", "请写成 300"}, {"number = 2016年", "请写 2016，不加引号"},
		{"number = 3月5日", "不知道就删去这一行"}, {"number = 1 200", "请写成 1200"}, {"number = 99999999999999999999", "请核对"},
		{"date = 3月5日", "写成 ____-03-05，横线处填年份"}, {"date = 二〇一七年三月五日", "请写成 2017-03-05"}, {"date = 17-3-5", "2016-09-17 的样子"}, {"date = 今天", "2016-09-17 的样子"},
		{"yes = 免费", "请写 true"}, {"yes = 是", "请写 true"}, {"yes = 1人", "请写 true"},
		{"other = 1，2", "[1, 2]"}, {"other = 东经114", "[1, 2]"}, {"other = 1, 2", "[1, 2]"},
		{"texts = [{text = 20元}]", `请写成 "20元"`}, {"none = 20元", "如果是文字，请加英文引号"},
	} {
		var ps diag.List
		f := diag.NewFile("a.toml", c.line+"\n")
		top := Parse(f, 0, len(f.Text), &ps, Options{Want: func(key string, _ bool) Want { return wants[key] }})
		if len(ps) != 1 || !strings.Contains(ps[0].Mend.ZH, c.mend) {
			t.Errorf("%s: want %q: %v", c.line, c.mend, ps)
		}
		if field := top.Field(strings.Fields(c.line)[0]); c.line[:6] != "texts " && (field == nil || field.Value.Kind != Bad) {
			t.Errorf("%s: its value was kept: %+v", c.line, field)
		}
	}
}

func TestDatesInTextsAreMended(t *testing.T) {
	for written, want := range map[string]string{
		`"3月5日"`: "写成 ____-03-05，", `"2017.03.05"`: "请写成 2017-03-05", `"2017年3月5日-7日"`: "请只写一个日期 2017-03-05；", "20170305": "请写成 2017-03-05", "2017-03-05T09:00": "请只写一个日期 2017-03-05；", `"下月"`: "", `"2015.6"`: `请写成 "2015-06"`, "2015.10": `请写成 "2015-10"`,
	} {
		if mend, _, ok := MendDate(written); ok != (want != "") || !strings.Contains(mend.ZH, want) {
			t.Errorf("%s: %q, %v, want %q", written, mend.ZH, ok, want)
		}
	}
}

func TestNothingIsNotUnknown(t *testing.T) {
	for words, want := range map[string]bool{"未知": true, " 不知道": true, "Unknown": true, "？": true, "无": false, "none": false, "待定": false, "": false, "未知数": false} {
		if Unknown(words) != want {
			t.Errorf("Unknown(%q) is %t", words, !want)
		}
	}
}
