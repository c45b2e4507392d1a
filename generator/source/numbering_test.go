package source

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/numerals"
)

// said returns the problems of a report with this text: line, column, marked words, what is said.
func saidOfReport(t *testing.T, body string) string {
	t.Helper()
	p := Parse("reports/2016.md", []byte("+++\ntitle = \"虚构总结\"\n+++\n"+body))
	var lines []string
	for _, x := range p.Problems {
		line := []rune(x.Place.Excerpt)
		lines = append(lines, fmt.Sprintf("%d:%d %s %s，%s", x.Place.Line-3, x.Place.Column, string(line[x.Place.Column-1:x.Place.Column-1+x.Place.Width]), x.What.ZH, x.Mend.ZH))
	}
	return strings.Join(lines, "\n")
}

func TestNumbersOfHeadings(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"right", "## 一、甲\n\n### （一）乙\n\n#### 1.丙\n\n##### （1）丁\n\n##### （2）丁\n\n#### 2. 丙\n\n### （二）乙\n\n#### 1.丙\n\n## 二、甲\n\n### （一）乙", ""},
		{"no numbers", "## 甲\n\n### 乙\n\n## 2016年的活动\n\n## 一年来的工作\n\n## 3.5万人次", ""},
		{"a digit after the number", "## 一、甲\n\n### （一）乙\n\n#### 1.5G体验\n\n#### 2.3D打印\n\n#### 3. 丙", ""},
		{"an amount and no number", "## 一、甲\n\n### （一）乙\n\n#### 1. 丙\n\n#### 3.5亿元", "7:6 3.5亿元 同一级的小标题有序号，这个没有，请写上 2."},
		{"a year after the number", "## 一、甲\n\n### （一）乙\n\n#### 1.2024年科普日\n\n#### 2. 2025年科普日", ""},
		{"only one level is numbered", "## 一、甲\n\n### 乙\n\n## 二、丙", ""},
		{"the highest level used is the first", "# 一、甲\n\n## （一）乙\n\n# 二、丙", ""},
		{"up to twenty-one", "## 九、甲", "1:4 九、 序号不连续：这里应是 一、，请改序号，或补上缺的一段"},
		{"a jump", "## 一、甲\n\n## 三、乙\n\n## 四、丙", "3:4 三、 序号不连续：这里应是 二、，请改序号，或补上缺的一段"},
		{"what lacks a blank to be a heading", "##一、甲\n\n## 二、乙\n\n##三、丙\n\n## 五、丁", "1:1 ## # 后面没有空格，不会成为标题，请写成“# 标题”：英文的 #，后面加一个空格\n5:1 ## # 后面没有空格，不会成为标题，请写成“# 标题”：英文的 #，后面加一个空格\n7:4 五、 序号不连续：这里应是 四、，请改序号，或补上缺的一段"},
		{"twice", "## 一、甲\n\n### （一）乙\n\n### （一）丙", "5:5 （一） 序号不连续：这里应是 （二），请改序号，或补上缺的一段"},
		{"starts anew", "## 一、甲\n\n### （一）乙\n\n## 二、丙\n\n### （二）丁", "7:5 （二） 序号不连续：这里应是 （一），请改序号，或补上缺的一段"},
		{"missing", "## 一、甲\n\n## 乙\n\n## 三、丙", "3:4 乙 同一级的小标题有序号，这个没有，请写上 二、"},
		{"dot", "## 一．甲\n\n## 二，乙", "1:4 一． 序号 一． 的写法不对，请写成 一、\n3:4 二， 序号 二， 的写法不对，请写成 二、"},
		{"plain brackets", "## 一、甲\n\n### (一)乙\n\n### （二）、丙", "3:5 (一) 序号 (一) 的写法不对，请写成 （一）\n5:5 （二）、 序号 （二）、 的写法不对，请写成 （二）"},
		{"another level's mark", "## 一、甲\n\n### 1.乙\n\n### 2.丙", "3:5 1. 这一级小标题的序号用 （一） 的样子，不用 1.，层次依次是 一、 （一） 1. （1）\n5:5 2. 这一级小标题的序号用 （二） 的样子，不用 2.，层次依次是 一、 （一） 1. （1）"},
		{"the title again", "# 大标题\n\n## 一、甲\n\n### （一）乙\n\n## 三、丙", "1:3 大标题 大标题写在上面的 title 里，正文不要再写，请删去这一行，它让下面的小标题都低了一级\n7:4 三、 序号不连续：这里应是 二、，请改序号，或补上缺的一段"},
		{"annexes, each a text by itself", "## 一、甲\n\n## 二、乙\n\n## 附件1　办法\n\n## 一、丙\n\n## 三、丁\n\n## 附件2\n\n## 一、戊\n\n### 附件\n\n### （一）己", "9:4 三、 序号不连续：这里应是 二、，请改序号，或补上缺的一段\n15:5 附件 同一级的小标题有序号，这个没有，请写上 （一）\n17:5 （一） 序号不连续：这里应是 （二），请改序号，或补上缺的一段"},
		{"paragraphs", "## 一、甲\n\n（1）乙\n\n（2）丙\n\n（4）丁\n\n文\n\n（1）戊", "7:1 （4） 序号不连续：这里应是 （3），请改序号，或补上缺的一段"},
	} {
		if got := saidOfReport(t, c.body); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestNumbersOfParts(t *testing.T) {
	for n := 1; n < 1000; n++ {
		if m := markOf(numerals.Write(int64(n)) + "、甲"); m.n != n || m.rank != 1 || m.right != "" {
			t.Errorf("%d is written %s and read %+v", n, numerals.Write(int64(n)), m)
		}
	}
}

func TestUnfinishedPlacesAreWarnedAbout(t *testing.T) {
	got := saidOfReport(t, "甲（待补：说明）乙**待补**。\n\n- 丙\n- 待补\n\n<!-- 待补 -->\n")
	want := "1:3 待补 这里还没有写：待补，写好以后删去“待补”\n1:12 待补 这里还没有写：待补，写好以后删去“待补”\n4:3 待补 这里还没有写：待补，写好以后删去“待补”"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestYearOfADocumentsNumberStandsInItsBrackets(t *testing.T) {
	for number, want := range map[string]string{"示例科协〔2016〕12号": "", "示例科协[2016]12号": "〔2016〕", "示例科协（2016）12号": "〔2016〕", "示例科协【2016】12号": "〔2016〕", "第12号（示例）": ""} {
		p := Parse("notices/a.md", []byte("+++\ntitle = \"虚构通知\"\ndocument = \""+number+"\"\n+++\n虚构。\n"))
		got := ""
		for _, x := range p.Problems {
			got += x.Mend.ZH
		}
		if got != "" && !strings.HasSuffix(got, want) || got == "" && want != "" {
			t.Errorf("%s: %q, want %q", number, got, want)
		}
	}
}

func TestSummariesOfRecordsHoldNoDirectives(t *testing.T) {
	p := Parse("activities/2016.toml", []byte("[[activity]]\ndate = 2016-09-17\ntitle = \"虚构\"\nsummary = \"共{{ figure activities }}项\"\n"))
	if len(p.Problems) != 1 || p.Problems[0].Place.Line != 4 || !strings.Contains(p.Problems[0].What.ZH, "不能用 {{ }}") {
		t.Errorf("%v", p.Problems)
	}
}
