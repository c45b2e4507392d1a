package fillform

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/catalog"
	"kepu/generator/fold"
)

// The title of a form, or the words above one of its tables, may say that less is wanted than a year's: 2025年全国科普月活动统计表.

// titlesOf are the words above a row of a grid, those that stand nearest first: of its own rows that have one cell, then of the text before it, then its title.
func (g *grid) titlesOf(head int) (list []string) {
	for row := head - 1; row >= 0; row-- {
		words, n := "", 0
		for col := 0; col < max(g.wide, 1) || g.seen(row, col) != nil; {
			c := g.seen(row, col)
			if c == nil {
				col++
				continue
			}
			if col = c.col + c.cols; !c.empty && c.row == row {
				words, n = c.text, n+1
			}
		}
		if n == 1 {
			list = append(list, words)
		}
	}
	return append(list, g.before...)
}

// isTitle reports whether words are short enough for a title, and no sentence.
func isTitle(words string) bool {
	return utf8.RuneCountInString(words) <= 60 && !strings.ContainsAny(words, "。；;")
}

// everywhere are words before the name of a campaign that titles leave out, or put there.
var everywhere = []string{"全国", "世界", "国际"}

// campaigns returns those that the nearest of some titles names.
func (f *filler) campaigns(titles []string) (list []*catalog.Campaign) {
	for _, t := range titles {
		if !isTitle(t) {
			continue
		}
		key := fold.Name(t)
		names := map[*catalog.Campaign]string{}
		for _, c := range f.Catalog.Campaigns {
			name := fold.Name(c.Name)
			for _, w := range everywhere {
				name = strings.TrimPrefix(name, w)
			}
			if utf8.RuneCountInString(name) >= 3 && strings.Contains(key, name) {
				names[c] = name
			}
		}
		for _, c := range f.Catalog.Campaigns { // in their order, without those within the name of another
			within := false
			for _, other := range names {
				within = within || other != names[c] && strings.Contains(other, names[c])
			}
			if names[c] != "" && !within {
				list = append(list, c)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

var (
	titleOwnYear = regexp.MustCompile(`^.*?[0-9]{4}年?度?`)
	partOfYear   = regexp.MustCompile(`[0-9一二三四五六七八九十]{1,3}月份?(?:[-—~至到][0-9一二三四五六七八九十]{1,3}月份?)?|[上下]半年|第?[一二三四1-4]季度`)
	someCampaign = regexp.MustCompile(`(\p{Han}{2,12}?(?:月|周|日|节|行动|大赛|竞赛))(?:期间)?(?:系列|主题|重点|科普|宣传)*活动`)
)

// lessThanAYear returns the words of some titles that ask for a part of a year's activities only, for which nobody has a name here: 3月, 科技节; "" where
// there are none.
func lessThanAYear(titles []string) string {
	for _, t := range titles {
		if !isTitle(t) {
			continue
		}
		key := fold.Name(t)
		if !strings.Contains(key, "活动") {
			continue
		}
		rest := titleOwnYear.ReplaceAllString(key, "")
		if m := someCampaign.FindStringSubmatch(rest); m != nil && !partOfYear.MatchString(m[1]) {
			return m[1]
		}
		if m := partOfYear.FindString(rest); m != "" {
			return m
		}
	}
	return ""
}

// limited leaves those activities of a list that are of a campaign which its title names.
func (l *list) limited(campaigns []*catalog.Campaign) {
	l.records = slices.DeleteFunc(l.records, func(r *record) bool {
		if slices.Contains(campaigns, r.activity.Campaign) {
			return false
		}
		l.left = append(l.left, r.name)
		return true
	})
	var names []string
	for _, c := range campaigns {
		names = append(names, c.Name)
	}
	l.campaign = strings.Join(names, "、")
}
