package personal

import (
	"regexp"
	"slices"
	"strings"
)

// What else names a person. It is looked for where somebody signs a site and not at each build: an address of the
// office may be one of a free service, and the words of a class may be of no pupil.

// Span is where something stands in a text.
type Span struct{ Start, End int }

// privateMail is an address at a service that anybody has one of, named after a person or a number as often as after an office.
var privateMail = regexp.MustCompile(`(?i)[a-z0-9._%+-]+@(?:(?:vip\.)?qq|foxmail|(?:vip\.)?163|126|yeah|139|189|wo|sina|sohu|tom|21cn|aliyun|gmail|hotmail|outlook|live|icloud|yahoo)\.(?:com|cn|net|com\.cn)\b`)

// PrivateMails finds mail addresses that may be a person's own.
func PrivateMails(text string) []Span { return all(privateMail, text) }

// A class, and what stands for a person's name beside it: two to four characters that end as names in lists do, or are called a pupil.
const (
	class = `(?:[一二三四五六七八九]年级|[初高][一二三]|[小初高]中?[一二三四五六]年级)[（(]?[0-9０-９一二三四五六七八九十]{0,2}[）)]?班?`
	name  = `\p{Han}{2,4}`
)

var (
	pupilAfter  = regexp.MustCompile(`(?:小学|中学|学校|[一二三四五六七八九十]中)[^。；\n]{0,8}?` + class + `[的 　：:，,、]{0,2}` + name + `(?:同学|小朋友)`)
	pupilList   = regexp.MustCompile(strings.TrimSuffix(class, "?") + `[ 　：:，,、]{1,2}` + name + `(?:[、，,]` + name + `)+`)
	pupilBefore = regexp.MustCompile(name + `[（(][^）)\n]{0,16}(?:小学|中学|学校|[一二三四五六七八九十]中)[^）)\n]{0,8}?` + class)
)

// notNames are words that stand beside a class and are nobody's name.
var notNames = []string{"学生", "同学们", "师生", "老师", "家长", "代表", "全体", "部分", "参加", "以上", "以下", "班级"}

// Pupils finds what looks like a pupil's name with school and class. No rule tells a name for certain: a person looks.
func Pupils(text string) []Span {
	if !strings.Contains(text, "年级") && !strings.Contains(text, "初") && !strings.Contains(text, "高") {
		return nil // as most texts
	}
	var out []Span
	for _, re := range []*regexp.Regexp{pupilAfter, pupilBefore, pupilList} {
		for _, s := range all(re, text) {
			met := func(o Span) bool { return s.Start < o.End && o.Start < s.End }
			if !hasAny(text[s.Start:s.End], notNames) && !slices.ContainsFunc(out, met) {
				out = append(out, s)
			}
		}
	}
	return out
}

func hasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func all(re *regexp.Regexp, text string) []Span {
	var out []Span
	for _, at := range re.FindAllStringIndex(text, -1) {
		out = append(out, Span{at[0], at[1]})
	}
	return out
}
