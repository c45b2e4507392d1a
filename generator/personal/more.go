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

// surname is one of the hundred that nine of ten have (Ministry of Public Security, report on names of 2020), and of two characters the usual ones.
const surname = `(?:欧阳|上官|司马|诸葛|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常])`

// What is told of one child: a class of a number before a name; a word for a pupil before or behind one; a name with its class behind it. What stands
// as a name begins with a surname here, since neither a school nor a list is asked for.
var (
	child       = surname + `\p{Han}{1,2}`
	classOfOne  = `(?:[一二三四五六七八九]年级?|[小初高][一二三四五六])[（(]?[0-9０-９一二三四五六七八九十]{1,2}[）)]?班|[一二三四五六七八九][（(][0-9０-９一二三四五六七八九十]{1,2}[）)]班?`
	childOf     = regexp.MustCompile(`(?:` + classOfOne + `)(?:[的 　：:，,、]{0,2}(?:学生|同学|小朋友)?[ 　：:]?|[^。；：\n]{1,8}：)` + child)
	childCalled = regexp.MustCompile(`(?:小学生|中学生|学生姓名|获奖学生|获奖名单|学生代表|学生|小朋友)[ 　：:]{0,2}` + child + `(?:[、，,。；（(：: 　]|同学|获|说|发言|$)|` + child + `(?:同学|小朋友)`)
	childWith   = regexp.MustCompile(child + `[（(：:，, 　|]{1,3}(?:班级[：: 　]?)?(?:` + classOfOne + `)`)
)

// noSurnames begin as surnames do and are none.
var noSurnames = []string{"高中", "高年", "高兴", "于是", "向同", "任何", "常见", "方同", "段同", "高一", "高二", "高三"}

// notNames are words that stand beside a class and are nobody's name.
var notNames = []string{"学生", "同学们", "师生", "老师", "家长", "代表", "全体", "部分", "参加", "以上", "以下", "班级"}

// Pupils finds what looks like a pupil's name with school and class. No rule tells a name for certain: a person looks.
func Pupils(text string) []Span {
	if !hasAny(text, []string{"年级", "班", "初", "高", "学生", "同学", "小朋友", "名单"}) {
		return nil // as most texts
	}
	var out []Span
	look := func(re *regexp.Regexp, but []string) {
		for _, s := range all(re, text) {
			met := func(o Span) bool { return s.Start < o.End && o.Start < s.End }
			if !hasAny(text[s.Start:s.End], but) && !slices.ContainsFunc(out, met) {
				out = append(out, s)
			}
		}
	}
	for _, re := range []*regexp.Regexp{pupilAfter, pupilBefore, pupilList} {
		look(re, notNames)
	}
	for _, re := range []*regexp.Regexp{childOf, childWith, childCalled} {
		look(re, noSurnames)
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
