package markdown

import (
	"regexp"
	"strings"
	"testing"

	"kepu/generator/diag"
)

var (
	idOf = regexp.MustCompile(` id="[^"]*"`)
	cell = regexp.MustCompile(`<div class="table[^>]*>|</?(?:div|table|thead|tbody|tr)>| scope="col"|\n`)
)

// blocksOf returns the page in short: what stands in p, h2, h3, li, th and td.
func blocksOf(text string) (string, diag.List) {
	var ps diag.List
	f := diag.NewFile("reports/示例.md", text)
	d := Parse(text, Origin{File: f, End: len(text), Exact: true, Sections: true}, &ps)
	s := cell.ReplaceAllString(idOf.ReplaceAllString(page(d), ""), "")
	return s, ps
}

func TestPastedLinesAreParagraphs(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"report", "示例市2016年科普基地工作总结\n　　2016年，全市科普基地在市科协的领导下，开展了一系列活动，成效良好。\n　　一、主要做法\n　　（一）加强领导\n　　成立领导小组。各基地要：\n1.制定方案\n2.落实人员；\n　　（二）开展活动\n①举办讲座\n②办展览。\n　　二、存在问题\n　　经费不足。\n　　　　　　　　示例市科学技术协会\n　　　　　　　　2016年12月5日\n",
			"p示例市2016年科普基地工作总结 p2016年，全市科普基地在市科协的领导下，开展了一系列活动，成效良好。 h2一、主要做法 h3（一）加强领导 p成立领导小组。各基地要： p1.制定方案 p2.落实人员； h3（二）开展活动 p①举办讲座 p②办展览。 h2二、存在问题 p经费不足。 p示例市科学技术协会 p2016年12月5日"},
		{"notice with four blanks", "各县科协：\n    现将有关事项通知如下，请认真组织实施，务必落实到位：\n一、活动主题\n    节约能源\n二、活动时间\n    9月17日\n联系人：办公室\n电话：0396-1234567\n附件：1.方案\n      2.汇总表\n示例市科协\n示例市教育局\n二〇一六年九月一日\n（此件公开）",
			"p各县科协： p现将有关事项通知如下，请认真组织实施，务必落实到位： h2一、活动主题 p节约能源 h2二、活动时间 p9月17日 p联系人：办公室 p电话：0396-1234567 p附件：1.方案 p2.汇总表 p示例市科协 p示例市教育局 p二〇一六年九月一日 p（此件公开）"},
		{"empty lines between", "一、甲\n\n文。\n\n二、乙\n\n文。", "h2一、甲 p文。 h2二、乙 p文。"},
		{"a list is no headings", "参加的有：\n一、甲馆\n二、乙馆\n三、丙馆", "p参加的有： p一、甲馆 p二、乙馆 p三、丙馆"},
		{"items that are sentences", "一、加强领导。各地要重视。\n二、搞好宣传，落实责任。", "p一、加强领导。各地要重视。 p二、搞好宣传，落实责任。"},
		{"headings by # are enough", "## 概况\n一、甲\n文。", "h2概况 p一、甲 p文。"},
		{"other numbers", "有：\n第一条 甲\n第二章 乙\n（1）丙\n(2)丁\n3）戊\n⑴己\n1、庚", "p有： p第一条 甲 p第二章 乙 p（1）丙 p(2)丁 p3）戊 p⑴己 p1、庚"},
		{"labels", "时间：9月17日\n地点：科技馆", "p时间：9月17日 p地点：科技馆"},
		{"end in brackets", "他说：“好。”\n后来（见附件。）\n完", "p他说：“好。” p后来（见附件。） p完"},
		{"rules of other marks", "甲\n————\n乙\n＊＊＊\n丙", "p甲 p———— p乙 p＊＊＊ p丙"},
		{"a table with a cell on each line", "表1 活动情况\n单位名称\n活动数\n市科技馆\n12\n3500", "p表1 活动情况 p单位名称 p活动数 p市科技馆 p12 p3500"},
		{"columns of blanks", "单位  活动数  人数\n甲县  3  1200\n乙县  5  300", "p单位  活动数  人数 p甲县  3  1200 p乙县  5  300"},
		{"numbers and bullets with tabs", "有：\n一、\t甲\n（一）\t乙\n①\t丙\n•\t丁\n●\t戊", "p有： p一、\t甲 p（一）\t乙 p①\t丙 p•\t丁 p●\t戊"},
		{"labels with tabs", "电话：\t0396-1234567\n地址：\t某路1号", "p电话：\t0396-1234567 p地址：\t某路1号"},
		{"rows with empty cells", "单位\t\t人数\n\t合计\t300\n甲县\t\t\n乙县\t\t5\n完", "<th>单位</th><th></th><th>人数</th><td></td><td>合计</td><td>300</td><td>甲县</td><td></td><td></td><td>乙县</td><td></td><td>5</td> p完"},
		{"a sentence below a table", "|甲|乙|\n|--|--|\n|1|2|\n注：不含乡镇", "<th>甲</th><th>乙</th><td>1</td><td>2</td> p注：不含乡镇"},
		{"blank line of full-width blanks", "甲\n　　\n乙", "p甲 p乙"},
		{"quotation", "> 甲。\n> 　　乙", "<blockquote> p甲。 p乙</blockquote>"},
		{"after a list", "- 甲。\n　　乙", "<ul><li>甲。</li></ul> p乙"},

		{"wrapped by hand", "全年共举办各类科普活动九十七项，参加人次比上年\n有所增加，其中一、二季度五十项，三季度三十项，余\n下的在四季度\n举办。", "p全年共举办各类科普活动九十七项，参加人次比上年有所增加，其中一、二季度五十项，三季度三十项，余下的在四季度 p举办。"},
		{"wrapped, first lines set in", "　　全年共举办各类科普活动九十七项，参加人次比上\n年有所增加，其中有一些是\n　　第二段", "p全年共举办各类科普活动九十七项，参加人次比上年有所增加，其中有一些是 p第二段"},
		{"short lines", "第一行，\n第二行", "p第一行，第二行"},
		{"line end of the writer's own", "地址：甲路1号。  \n电话：1234567", "p地址：甲路1号。<br>电话：1234567"},
		{"English", "Hello:\nworld; and\n1.5 more\n    set in", "pHello:world; and1.5 moreset in"},
		{"a table is not cut", "　　甲：|乙\n-|-\n　　1。|2\n3：|4", "<th>甲：</th><th>乙</th><td>1。</td><td>2</td><td>3：</td><td>4</td>"},
		{"in a list", "- 甲：\n  乙。\n  丙", "<ul><li>甲：乙。丙</li></ul>"},
		{"date in a sentence", "活动在\n2016年9月17日\n上午举行", "p活动在2016年9月17日上午举行"},

		{"spreadsheet", "各县情况：\n县\t项\t人次\n甲县\t3\t\n\t4\t500\n合计\t7\t500\n注：略", "p各县情况：<th>县</th><th>项</th><th>人次</th><td>甲县</td><td>3</td><td></td><td></td><td>4</td><td>500</td><td>合计</td><td>7</td><td>500</td> p注：略"},
		{"one row is text", "时间\t9月17日", "p时间\t9月17日"},
		{"tabs before paragraphs", "\t甲\n\t乙", "p甲 p乙"},
	} {
		got, _ := blocksOf(c.text)
		for _, tag := range []string{"p", "h2", "h3"} {
			got = strings.ReplaceAll(strings.ReplaceAll(got, "<"+tag+">", " "+tag), "</"+tag+">", "")
		}
		if got = strings.TrimSpace(got); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.text, got, c.want)
		}
	}
}

// TestCellWithALineEndIsTold: a spreadsheet copies it in quotes, over two lines.
func TestCellWithALineEndIsTold(t *testing.T) {
	for text, line := range map[string]int{"单位\t数\n甲\t\"多\n行\"\n": 2, "单位\t数\n\"多\n行\"\t3\n": 2, "单位\t数\n甲\t\"3\"\n": 0} {
		_, ps := blocksOf(text)
		if line == 0 && len(ps) > 0 || line > 0 && (len(ps) != 1 || ps[0].Place.Line != line || ps[0].What != brokenCell) {
			t.Errorf("%q: %v", text, ps)
		}
	}
}

// TestHeadingsByNumberAreToldOnce also holds that a text without sections has none.
func TestHeadingsByNumberAreToldOnce(t *testing.T) {
	const text = "一、甲\n文。\n二、乙\n　　文。"
	_, ps := blocksOf(text)
	if len(ps) != 1 || ps[0].Severity != diag.Note || ps[0].Place.Line != 1 || !strings.Contains(ps[0].What.ZH, "2 行") {
		t.Errorf("%v", ps)
	}
	d, ps := read(text)
	if got := page(d); got != "<p>一、甲</p>\n<p>文。</p>\n<p>二、乙</p>\n<p>文。</p>\n" || len(ps) > 0 {
		t.Errorf("%s %s", got, said(ps))
	}
}
