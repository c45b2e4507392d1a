// Package wrap tells where a line of Chinese may end.
//
// Browsers part Chinese between any two characters, and what draws an SVG parts it nowhere. In comes a text, out come the places where a reader does
// not stumble: not inside a word, not between a number and its unit, nor in a house number, a word in Latin letters or an address on the web.
//
// Two use it: sheets of paper, whose lines are set one by one ([Breaks], [Lines]), and pages, which are given the words of a head or a sentence ([Words])
// and let a line end between those only.
package wrap

import (
	"slices"
	"strings"
	"unicode"

	"kepu/generator/chart"
)

// whole are words in which no line ends: those that names of bases, and what is said of them, are made of; and units with what they count. It is no
// dictionary: a word that is missing costs a break that reads less well.
var whole = byFirst(strings.Fields(`
	科普教育基地 科普教育 科普馆 科普园 科普 科技馆 科技 科学 技术 学会 协会 博物馆 博物院 纪念馆 展览馆 陈列馆 图书馆 文化馆 美术馆 天文馆 地质馆 规划馆 体验馆 档案馆
	青少年 学生 校外 活动中心 活动 中心 少年宫 中学 小学 学校 学院 大学 幼儿园 职业技术学院 职业学院 职业 实验室 实验 研究院 研究所 研究 气象局 气象站 气象台 气象 地震 地质 地理 水利 水库 防汛 防灾 减灾 消防 安全 应急
	公园 植物园 动物园 湿地 森林 风景区 旅游景区 景区 旅游 生态 农业 示范园 示范 科技园 产业园 园区 林场 农场 合作社 文化 民俗 历史 革命 红色 遗址 旧址 烈士 陵园 故居 人工智能 智能 数字 大厦 科教 医院 卫生 健康 食品 药品
	有限公司 公司 集团 委员会 省级 市级 县级 国家级 全国 命名为 有效期至 日至 月至 年至
	周一 周二 周三 周四 周五 周六 周日 公里 平方米 平方公里 分钟 小时 号楼 号院 单元 路公交 公交 人次 个县区 家基地 项活动 条记录
	介绍 科普场所 分布在 县区 没有记录 未查到 有效期 在册 基地 参加 接待 线上 开放 天数 年度 年份 数据 距最近 一次活动 最长 一年内 到期 其中 占全市 全年 有效的 命名 已重新 已过 已撤销 已结束 未注明 按几家算 每10万人 上一年`))

func byFirst(words []string) map[rune][][]rune {
	out := map[rune][][]rune{}
	for _, w := range words {
		r := []rune(w)
		out[r[0]] = append(out[r[0]], r)
	}
	for _, list := range out { // of two words that begin alike the longer one
		slices.SortStableFunc(list, func(a, b []rune) int { return len(b) - len(a) })
	}
	return out
}

// longest is the number of characters of the longest of the words that text begins with; 0 when it begins with none.
func longest(text []rune) int {
	if len(text) == 0 {
		return 0
	}
	for _, w := range whole[text[0]] {
		if len(w) <= len(text) && slices.Equal(text[:len(w)], w) {
			return len(w)
		}
	}
	return 0
}

// Breaks reports before which characters of text a line may begin: where chart.Breaks lets it, outside of words, and not
// between a number and what it counts.
func Breaks(text []rune) []bool {
	may := chart.Breaks(text)
	for i := range text {
		for k := 1; k < longest(text[i:]); k++ {
			may[i+k] = false
		}
		switch {
		case i == 0:
		case unicode.IsDigit(text[i-1]), unicode.IsDigit(text[i]) && slices.Contains([]rune("年月第"), text[i-1]):
			may[i] = false
		case strings.ContainsRune("一二三四五六七八九十两百千半", text[i-1]) && hasUnit(text[i:]): // 五分钟
			may[i] = false
		case i > 1 && text[i-1] == ' ' && unicode.IsDigit(text[i-2]) && strings.ContainsRune("公千米元人个分小项家层号路岁度", text[i]): // 2.6 公里, but 17:00 周六
			may[i], may[i-1] = false, false
		}
	}
	return may
}

// hasUnit reports whether text begins with a unit.
func hasUnit(text []rune) bool {
	for _, unit := range []string{"公里", "米", "分钟", "小时", "个", "家", "项", "路公交", "号"} {
		if u := []rune(unit); len(u) <= len(text) && slices.Equal(text[:len(u)], u) {
			return true
		}
	}
	return false
}

// Words parts text where a word of the list begins or ends; what stands between those stays together. Put together they are the text.
func Words(text string) []string {
	all := []rune(text)
	may := Breaks(all)
	edge := make([]bool, len(all)+1)
	for i := 0; i < len(all); {
		if n := longest(all[i:]); n > 0 {
			edge[i], edge[i+n] = true, true
			i += n
			continue
		}
		if i > 0 && strings.ContainsRune("，；：。！？、", all[i-1]) {
			edge[i] = true
		}
		i++
	}
	var out []string
	from := 0
	for i := 1; i <= len(all); i++ {
		if i == len(all) || edge[i] && may[i] {
			out = append(out, string(all[from:i]))
			from = i
		}
	}
	return out
}

// Lines breaks text into lines no wider than width; a word that is wider than a line is broken as chart.Lines does.
func Lines(text string, width chart.Pos) []string {
	var out []string
	all := []rune(strings.TrimSpace(text))
	may := Breaks(all)
	for from := 0; from < len(all); {
		end, over, wide := from, from, chart.Pos(0)
		for i := from; i < len(all); i++ {
			wide += chart.Width(string(all[i]))
			over = i + 1
			if wide > width {
				break
			}
			if i+1 == len(all) || may[i+1] {
				end = i + 1
			}
		}
		if end == from { // a word that is wider than a line
			// No more than is looked at: with all of the rest for each line, a long word would take as long as its square.
			for over < len(all) && unicode.IsSpace(all[over-1]) {
				over++
			}
			end = from + len([]rune(chart.Lines(string(all[from:over]), width)[0]))
		}
		if line := strings.TrimSpace(string(all[from:end])); line != "" {
			out = append(out, line)
		}
		from = end
		for from < len(all) && unicode.IsSpace(all[from]) {
			from++
		}
	}
	return out
}
