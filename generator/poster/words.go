package poster

import (
	"slices"
	"strings"
	"unicode"

	"kepu/generator/chart"
)

// whole are words in which no line of a name ends: those that names of bases, and what is said of their titles, are made of. It is no dictionary: a word that
// is missing costs a break that reads less well.
var whole = byFirst(strings.Fields(`
	科普教育基地 科普教育 科普馆 科普园 科普 科技馆 科技 科学 技术 学会 协会 博物馆 博物院 纪念馆 展览馆 陈列馆 图书馆 文化馆 美术馆 天文馆 地质馆 规划馆 体验馆 档案馆
	青少年 学生 校外 活动中心 活动 中心 少年宫 中学 小学 学校 学院 大学 幼儿园 职业 实验室 实验 研究院 研究所 研究 气象局 气象站 气象台 气象 地震 地质 地理 水利 水库 防汛 防灾 减灾 消防 安全 应急
	公园 植物园 动物园 湿地 森林 风景区 景区 旅游 生态 农业 示范园 示范 科技园 产业园 园区 林场 农场 合作社 文化 民俗 历史 革命 红色 遗址 旧址 烈士 陵园 故居 人工智能 智能 数字 大厦 科教 医院 卫生 健康 食品 药品
	有限公司 公司 集团 委员会 省级 市级 县级 国家级 全国 命名为 有效期至 日至 月至 年至`))

func byFirst(words []string) map[rune][][]rune {
	out := map[rune][][]rune{}
	for _, w := range words {
		r := []rune(w)
		out[r[0]] = append(out[r[0]], r)
	}
	return out
}

// bound reports before which characters of text a line of a name may begin: where chart.Breaks lets it, outside of words, and not
// behind a digit.
func bound(text []rune) []bool {
	may := chart.Breaks(text)
	for i := range text {
		for _, w := range whole[text[i]] {
			if len(w) <= len(text)-i && slices.Equal(text[i:i+len(w)], w) {
				for k := 1; k < len(w); k++ {
					may[i+k] = false
				}
			}
		}
		if i > 0 && (unicode.IsDigit(text[i-1]) || unicode.IsDigit(text[i]) && slices.Contains([]rune("年月第"), text[i-1])) {
			may[i] = false
		}
	}
	return may
}

// even breaks text into n lines no wider than width so that the widest is as narrow as can be, and rather where a reader pauses; nil where it does
// not go.
func even(text string, width chart.Pos, n int) []string {
	all := []rune(text)
	upTo := make([]chart.Pos, len(all)+1) // how wide the text is before each character
	for i, r := range all {
		upTo[i+1] = upTo[i] + chart.Width(string(r))
	}
	if upTo[len(all)] > width*chart.Pos(n) {
		return nil
	}
	may := bound(all)
	ends := []int{}
	for i, ok := range may {
		if ok {
			ends = append(ends, i)
		}
	}
	ends = append(ends, len(all))
	// best[i] is the widest of the lines down to ends[i], for the number of lines so far; from says where the last of them begins.
	const never = chart.Pos(1 << 30)
	best := make([]chart.Pos, len(ends))
	from := make([][]int, n)
	wide := func(i, j int) chart.Pos {
		w := upTo[j] - upTo[i]
		switch {
		case w > width:
			return never
		case strings.ContainsRune("，；：。！？）", all[j-1]): // here a reader pauses
			return w - 350
		}
		return w
	}
	for i, end := range ends {
		best[i] = wide(0, end)
	}
	for line := 1; line < n; line++ {
		next := make([]chart.Pos, len(ends))
		from[line] = make([]int, len(ends))
		for i := range ends {
			next[i], from[line][i] = never, -1
			for j := range i {
				if w := max(best[j], wide(ends[j], ends[i])); w < next[i] {
					next[i], from[line][i] = w, j
				}
			}
		}
		best = next
	}
	i := len(ends) - 1
	if best[i] >= never {
		return nil
	}
	var out []string
	for line := n - 1; line >= 0; line-- {
		begin, j := 0, -1
		if line > 0 {
			j = from[line][i]
			begin = ends[j]
		}
		out = append(out, strings.TrimSpace(string(all[begin:ends[i]])))
		i = j
	}
	slices.Reverse(out)
	return out
}
