package heads

import (
	"strconv"
	"strings"
)

// OwnTitle returns what stands over a sheet that the program makes: of a county ("" for all) and a year (0 for all). A sheet of no name
// it knows, or of none, is about all of them.
func OwnTitle(sheet, county string, year int) string {
	what, ok := ownTitles[sheet]
	if !ok {
		what = "科普教育基地资料"
	}
	if year != 0 && sheet != "基地" {
		what = strconv.Itoa(year) + "年" + what
	}
	return county + what
}

var ownTitles = map[string]string{"基地": "科普教育基地名录", "活动": "科普活动记录", "年度数据": "科普教育基地年度数据", "命名": "科普教育基地命名情况"}

// OwnWords returns the lines below that title, which say how a sheet is filled in; by is who sends it out.
func OwnWords(by string) []string {
	return []string{
		by + "。带 * 的必须写。不知道的就空着，不要写 0；约数照原话写。把鼠标放在表头上，有怎样写的说明。",
		"灰色的是已有的记录，锁着；没有的请补上，新的接着往下写。已有的写错了，请在“审阅”里撤销工作表保护（没有密码），改好。",
	}
}

// IsOwn reports whether lines are, word for word, those that stand above the heads of a sheet that the program makes: whoever takes the
// sheet in again needs not be told of them.
func IsOwn(lines []string, by string, counties []string) bool {
	words := OwnWords(by)
	if len(lines) != 1+len(words) {
		return false
	}
	for i, w := range words {
		if lines[1+i] != w {
			return false
		}
	}
	title := lines[0]
	for _, c := range counties {
		if rest, ok := strings.CutPrefix(title, c); ok {
			title = rest
			break
		}
	}
	if year, rest, ok := strings.Cut(title, "年"); ok && len(year) == 4 && strings.Trim(year, "0123456789") == "" {
		title = rest
	}
	for _, what := range ownTitles {
		if title == what {
			return true
		}
	}
	return false
}
