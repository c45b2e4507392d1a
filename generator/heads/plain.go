package heads

import (
	"slices"
	"strings"

	"kepu/generator/fold"
	"kepu/generator/measure"
	"kepu/generator/numerals"
)

// plain returns a head without what is written now this way and now that: blanks and line ends, width, brackets' forms,
// capitals, asterisks, the colon at its end.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '*', '＊', '※', '★', '☆', '\u200b', '\ufeff', '_', '#':
			return -1
		case '：':
			return ':'
		}
		return r
	}, s)
	return strings.Trim(fold.Name(s), ":,;、。-—")
}

// unitOf returns the unit that a head names: in brackets, behind a stroke, after 单位.
func unitOf(head string) string {
	s := plain(head)
	for _, part := range bracketed.FindAllString(s, -1) {
		part = strings.Trim(part, "()")
		part = strings.TrimPrefix(strings.TrimPrefix(part, "单位"), ":")
		if measure.IsUnit(part) {
			return part
		}
	}
	for _, mark := range []string{"/", ":单位", ":"} {
		if i := strings.LastIndex(s, mark); i > 0 && measure.IsUnit(s[i+len(mark):]) {
			return s[i+len(mark):]
		}
	}
	return ""
}

// YearIn returns the one year that a text names, 2025年 or 二〇二五年; 0 where it names none or several.
func YearIn(s string) int {
	if years := YearsIn(s); len(years) == 1 {
		return years[0]
	}
	return 0
}

// YearsIn returns the different years that a text names, as they stand.
func YearsIn(s string) (found []int) {
	s = fold.String(s)
	if strings.Contains(s, "年") {
		s = numerals.InDigits(s)
	}
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		end := i
		n := 0
		for end < len(s) && s[end] >= '0' && s[end] <= '9' {
			if end-i < 4 {
				n = n*10 + int(s[end]-'0')
			}
			end++
		}
		if digits := end - i; digits == 4 && n >= 1990 && n <= 2099 || digits == 6 && n >= 1990 && n <= 2099 || digits == 8 && n >= 1990 && n <= 2099 {
			if !slices.Contains(found, n) {
				found = append(found, n)
			}
		}
		i = end
	}
	return found
}
