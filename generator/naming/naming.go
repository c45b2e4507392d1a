// Package naming reads the words above and below a list of names: 附件：第三批市级科普教育基地名单（驻科协〔2025〕3号，2025年9月30日）.
//
// In come titles and the lines of a signature; out come what sort of list it is (bases that are named, that are proposed, whose title ended) and
// what is said of all of them: level, batch, number of the document, date, until when. What is said twice and not alike comes out twice: which
// is meant is not for this package to say. Nothing is made up: 2025年度 is no date, and 有效期五年 no day.
package naming

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/date"
	"kepu/generator/fold"
	"kepu/generator/numerals"
)

// Kind is what a list is by its title.
type Kind uint8

const (
	None     Kind = iota // its title does not say
	Perhaps              // bases of a level: those that are named, or all there are
	Named                // bases that are named
	Proposed             // bases that are to be named: nothing has been decided
	Ended                // bases that are named no more, or again
)

// longest is how many characters a title has: a sentence that tells how a sheet is filled in is longer.
const longest = 60

var (
	remark   = regexp.MustCompile(`^(?:填[写报表]|说明|备注|注[:0-9]|附注)`)
	other    = regexp.MustCompile(`活动|数据|统计|年报|台账|考核|评估|运行|经费|总结|授牌仪式`)
	ended    = regexp.MustCompile(`(?:撤销|撤消|取消|注销|摘牌|除名|重新认定|重新命名|复核)[^。,;!]{0,24}(?:命名|基地|资格|称号|名单|决定|通知)`)
	proposed = regexp.MustCompile(`(?:^|[^模虚比草])拟(?:命名|认定|推荐|授予|确定|列入|入选|入围|新增|表彰)|(?:命名|认定|推荐|授予|入选|基地|名单)[^。,;!]{0,12}公示|公示[^。,;!]{0,12}(?:名单|命名|认定|基地)|(?:候选|备选|申报|推荐|初审|初选|待命名|待认定)[^。,;!]{0,16}(?:名单|汇总表|名册|一览表|基地)|(?:^|[^模虚比草])拟[^。,;!]{0,10}名单`)
	settled  = regexp.MustCompile(`公示(?:期满|后|结束|无异议)|经[^。,;!]{0,12}公示|公示[^。,;!]{0,6}无异议`)
	named    = regexp.MustCompile(`命名|认定|授予|评定|批次|第(?:[一二三四五六七八九十百]{1,4}|[0-9]{1,3})批|(?:入选|新增|获批)[^。,;!]{0,16}(?:名单|基地)|公布[^。,;!]{0,24}名单`)
	listed   = regexp.MustCompile(`(?:国家|省|市|县|区)级[^。,;!]{0,16}(?:名单|名录|一览表)`)
)

// KindOf returns what a title says that a list is.
func KindOf(title string) Kind {
	s := plain(title)
	if n := len([]rune(s)); n == 0 || n > longest || remark.MatchString(s) || !strings.Contains(s, "基地") && !strings.Contains(s, "名单") {
		return None
	}
	switch {
	case ended.MatchString(s):
		return Ended
	case proposed.MatchString(settled.ReplaceAllString(s, "")):
		return Proposed
	case other.MatchString(s):
		return None
	case named.MatchString(s):
		return Named
	case listed.MatchString(s):
		return Perhaps
	}
	return None
}

// KindOfLines returns what the lines of a title say together: one that says that nothing is named counts before one that says so.
func KindOfLines(lines []string) (k Kind) {
	for _, line := range append(slices.Clone(lines), strings.Join(lines, "")) {
		k = max(k, KindOf(line))
	}
	return k
}

// Facts are what is said of all names of a list, each in its order and once.
type Facts struct {
	Batches   []string    // 第三批, 2025—2029年度第二批
	Documents []string    // 驻科协〔2025〕3号
	Dates     []date.Date // days and months
	Years     []int       // that belong to no date, no document and no span
	Until     []date.Date // the last year, or day, for which they are named
	Valid     string      // words that say how long, and not until when: 有效期五年
}

var (
	document = regexp.MustCompile(`(\p{Han}{0,24})[(\[]((?:19|20)[0-9]{2})[)\]]第?0*([0-9]{1,5})号`)
	quoted   = regexp.MustCompile(`根据|按照|依据|依照|办法|细则|规定|方案`) // another document, by which they are named
	leading  = regexp.MustCompile(`^.*(?:名单|通知|决定|公告|附件|文件|文号|字号|详见|参见|基地|见|的|以)`)
	validity = regexp.MustCompile(`有效期限?(?:为|是|:|至|到|自)*([0-9年月日.\-至到/]{4,30})`)
	howLong  = regexp.MustCompile(`有效期限?(?:为|是|:)*[0-9]{1,2}年`)
	span     = regexp.MustCompile(`((?:19|20)[0-9]{2})年?度?(?:[-—–~至到]+)((?:19|20)[0-9]{2})(年度?)?`)
	ordinal  = regexp.MustCompile(`第(?:[一二三四五六七八九十百]{1,4}|[0-9]{1,3})批次?(?:\(增补\))?`)
	added    = regexp.MustCompile(`(?:补充|增补|直接)(?:认定|命名)`)
	day      = regexp.MustCompile(`((?:19|20)[0-9]{2})(?:年([0-9]{1,2})月(?:([0-9]{1,2})[日号])?|([-./])([0-9]{1,2})(?:([-./])([0-9]{1,2}))?)`)
	year     = regexp.MustCompile(`((?:19|20)[0-9]{2})年`)
	clerk    = regexp.MustCompile(`(?:填报|填表|制表|报送|上报|审核|打印|截止|截至)(?:日期|时间)`)
	yearHead = regexp.MustCompile(`((?:19|20)[0-9]{2})年?度?$`)
)

// Read returns what a line says. What a clerk notes about the sheet itself (填报日期) says nothing of it.
func Read(line string) (f Facts) {
	s := plain(line)
	if clerk.MatchString(s) {
		return f
	}
	for _, m := range document.FindAllStringSubmatch(s, -1) {
		if quoted.MatchString(m[1]) {
			continue
		}
		office := leading.ReplaceAllString(m[1], "")
		add(&f.Documents, office+"〔"+m[2]+"〕"+m[3]+"号")
	}
	s = document.ReplaceAllString(s, " ")
	arabic := s
	if strings.Contains(s, "年") {
		arabic = numerals.InDigits(s)
	}
	if m := validity.FindStringSubmatch(arabic); m != nil {
		if d, ok := last(m[1]); ok {
			add(&f.Until, d)
			arabic = strings.Replace(arabic, m[0], " ", 1)
			s = strings.Replace(s, m[0], " ", 1)
		}
	}
	if m := howLong.FindString(arabic); m != "" {
		f.Valid = m
		arabic = strings.Replace(arabic, m, " ", 1)
	}
	f.batches(s)
	for _, m := range span.FindAllStringSubmatch(arabic, -1) {
		if d, ok := yearOf(m[2]); ok && m[1] < m[2] {
			add(&f.Until, d)
		}
	}
	arabic = span.ReplaceAllString(arabic, " ")
	for _, m := range day.FindAllStringSubmatch(arabic, -1) {
		parts := []string{m[1], m[2] + m[5], m[3] + m[7]}
		n := 2
		if parts[2] != "" {
			n = 3
		}
		if m[6] != "" && m[6] != m[4] {
			continue
		}
		if d, fault := date.Of(number(parts[0]), number(parts[1]), number(parts[2]), n); fault == date.None {
			add(&f.Dates, d)
		}
	}
	for _, m := range year.FindAllStringSubmatch(day.ReplaceAllString(arabic, " "), -1) {
		add(&f.Years, number(m[1]))
	}
	return f
}

// batches are the batches that a line names, each with the years before it.
func (f *Facts) batches(s string) {
	spans := span.FindAllString(s, -1)
	for _, at := range ordinal.FindAllStringIndex(s, -1) {
		before, batch := s[:at[0]], s[at[0]:at[1]]
		switch m := yearHead.FindString(before); {
		case len(spans) == 1 && strings.HasSuffix(before, spans[0]):
			batch = spanned(spans[0]) + batch
		case len(spans) == 1: // 命名第二批全市科普教育基地（2025—2029年度）
		case m != "":
			batch = m + batch
		}
		add(&f.Batches, batch)
	}
	if len(f.Batches) == 0 && len(spans) == 1 {
		add(&f.Batches, spanned(spans[0])+added.FindString(s))
	}
}

// spanned writes two years with the dash that stands between years in Chinese.
func spanned(s string) string {
	m := span.FindStringSubmatch(s)
	if m[3] == "" {
		m[3] = "年"
	}
	return m[1] + "—" + m[2] + m[3]
}

// last returns the last day of words such as 2025年9月30日至2029年9月29日, the one that there is of 2029年.
func last(words string) (d date.Date, ok bool) {
	all := day.FindAllStringSubmatchIndex(words, -1)
	if len(all) > 0 && all[len(all)-1][1] >= len(words)-len("日止") {
		f := Read(words[all[len(all)-1][0]:])
		if len(f.Dates) == 1 {
			return f.Dates[0], true
		}
	}
	if m := yearHead.FindStringSubmatch(words); m != nil {
		return yearOf(m[1])
	}
	return date.Date{}, false
}

func yearOf(digits string) (date.Date, bool) {
	d, fault := date.Of(number(digits), 0, 0, 1)
	return d, fault == date.None
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func add[T comparable](list *[]T, x T) {
	if !slices.Contains(*list, x) {
		*list = append(*list, x)
	}
}

// plain writes a line without its blanks, in narrow signs and with one form of brackets.
func plain(s string) string {
	return brackets.Replace(strings.Join(strings.Fields(fold.String(s)), ""))
}

var brackets = strings.NewReplacer("〔", "[", "〕", "]", "【", "[", "】", "]", "［", "[", "］", "]", "（", "(", "）", ")", "，", ",", "；", ";", "：", ":", "！", "!", "《", "", "》", "", "“", "", "”", "")

var (
	elsewhere = regexp.MustCompile(`全国科普(?:日|月)`)
	ofPlace   = regexp.MustCompile(`(省|市|县|区)(?:(?:19|20)[0-9]{2}(?:[-—–~至到]+(?:19|20)[0-9]{2})?年?度?)?(?:第[^批]{1,4}批)?(?:科普|科学|科技)(?:教育|普及)*基地`)
	ofAll     = regexp.MustCompile(`全(省|市|县|区)(?:(?:19|20)[0-9]{2}(?:[-—–~至到]+(?:19|20)[0-9]{2})?年?度?)?(?:第[^批]{1,4}批)?(?:科普|科学|科技)(?:教育|普及)*基地`)
)

// Levels returns those of some names of levels that a title gives its bases: as they stand there, else by the place whose bases they
// are (全市科普教育基地 is 市级).
func Levels(title string, names []string) (found []string) {
	s := elsewhere.ReplaceAllString(plain(title), "")
	for _, name := range names {
		if name != "" && strings.Contains(s, plain(name)) {
			add(&found, name)
		}
	}
	if len(found) > 0 {
		return found
	}
	for _, way := range []*regexp.Regexp{ofAll, ofPlace} {
		for _, m := range way.FindAllStringSubmatch(s, -1) {
			for _, name := range names {
				if name == m[1]+"级" || m[1] == "区" && name == "县级" && !slices.Contains(names, "区级") {
					add(&found, name)
				}
			}
		}
		if len(found) > 0 {
			break
		}
	}
	return found
}

// SameBatch reports whether two names of a batch may be those of one: their numbers are the same, however they are written, and so are their years where both
// have some. Of one that has no number the years say which it is.
func SameBatch(a, b string) bool {
	a, b = numerals.InDigits(plain(a)), numerals.InDigits(plain(b))
	if a == b {
		return true
	}
	x, y := batchNumber.FindString(a), batchNumber.FindString(b)
	if x == "" || y == "" || x != y {
		return false
	}
	before, after := batchYears.FindAllString(a, -1), batchYears.FindAllString(b, -1)
	return len(before) == 0 || len(after) == 0 || slices.Equal(before, after)
}

var (
	batchNumber = regexp.MustCompile(`第[0-9]+批`)
	batchYears  = regexp.MustCompile(`(?:19|20)[0-9]{2}`)
)
