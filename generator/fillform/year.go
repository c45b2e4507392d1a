package fillform

import (
	"regexp"
	"strconv"
	"unicode/utf8"

	"kepu/generator/fold"
)

// titleYear are titles such as 2025年度科普教育基地统计表: the year whose figures the form is about, or in which it is handed in.
var titleYear = regexp.MustCompile(`((?:19|20)[0-9]{2})(?:年度|年)[^,。;:]{0,40}(?:表|册|名单|名录|台账|汇总|统计)(?:\([^()]*\))?$`)

// yearOf returns the year that the first of some titles names; 0 where none does.
func yearOf(titles []string) int {
	for _, t := range titles {
		if utf8.RuneCountInString(t) > 80 {
			continue
		}
		if m := titleYear.FindStringSubmatch(fold.Name(t)); m != nil {
			year, _ := strconv.Atoi(m[1])
			return year
		}
	}
	return 0
}
