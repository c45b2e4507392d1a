package reconcile

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/fold"
	"kepu/generator/numerals"
)

// amount is a number in a line with the word for what it counts, and the values
// that its words allow: 6000余 is 6,000 to 6,999.
type amount struct {
	start, end int // in the line
	low, high  int64
	unit       string // one of units; "" for a directive's number, "%" for a share
	weak       bool   // a single character, such as 三: often no number of anything
	article    bool   // 一, which is most often an article
}

// directive reports whether a directive's number stands here, not a typed one.
func (a *amount) directive() bool { return a.unit == "" }

// placeholder stands in plain text where a directive's number belongs.
const placeholder = "\uFFFC"

// units are the words after a number that say what it counts, those first that begin
// with another. The empty ones are counted by nobody: 3个月.
var units = []struct{ word, counts string }{
	{"个百分点", "%"}, {"个月", ""}, {"个小时", ""}, {"个工作日", ""}, {"个人", "人"}, {"人次", "人次"}, {"人大", ""}, {"场次", "场次"}, {"场馆", ""}, {"场所", ""}, {"篇次", "篇次"},
	{"元", "元"}, {"次年", ""}, {"名录", ""}, {"所有", ""}, {"家庭", ""}, {"家长", ""}, {"天气", ""}, {"份额", ""}, {"项目", ""},
	{"%", "%"}, {"％", "%"}, {"个", "个"}, {"家", "家"}, {"所", "所"}, {"项", "项"}, {"场", "场"}, {"次", "次"}, {"人", "人"}, {"名", "名"}, {"位", "名"}, {"份", "份"}, {"册", "册"},
	{"篇", "篇"}, {"天", "天"},
}

// Words that widen a number. Not every 约 is one: 节约, 预约.
var (
	nearly  = []string{"近", "将近", "接近", "差不多"}
	about   = []string{"约", "大约", "约为", "约有", "大概", "估计", "预计"}
	over    = []string{"超", "超过", "逾", "突破", "多于", "高于"}
	atLeast = []string{"至少", "不少于", "不低于"}
	under   = []string{"不足", "不到", "少于", "低于", "未满"}
	atMost  = []string{"不超过", "不多于", "不高于", "至多"}

	// what only ends like one of these
	lookalikes = []string{"节约", "预约", "签约", "邀约", "条约", "合约", "特约", "违约", "最近", "附近", "邻近", "临近", "靠近", "赶超"}

	// before a number: then it counts nothing, or is the end of a range
	ordinals = []string{"第", ".", "．", "-", "—", "–", "~", "～"}
	weekdays = []string{"周", "星期", "礼拜", "初"} // before a single character: 周三
	several  = []string{"数", "几"}             // before a power of ten: 数百
)

// amounts returns the numbers of a line in order.
func amounts(line string) []amount {
	var out []amount
	for at := 0; at < len(line); {
		if strings.HasPrefix(line[at:], placeholder) {
			out = append(out, amount{start: at, end: at + len(placeholder)})
			at += len(placeholder)
			continue
		}
		if a, ok := share(line, at); ok {
			out = append(out, a)
			at = a.end
			continue
		}
		size := digitsAt(line[at:])
		if size == 0 {
			_, n := utf8.DecodeRuneInString(line[at:])
			at += n
			continue
		}
		a, ok := amountAt(line, at)
		if ok {
			out = append(out, a)
			size = a.end - at
		} else if n := numberAt(line[at:]); n.Size > 0 {
			size = n.Size
		}
		at += size
	}
	return out
}

// numberAt reads a number; its digits may stand in groups with blanks between.
func numberAt(text string) numerals.Number {
	if group := grouped.FindString(text); group != "" && digitsAt(text[len(group):]) == 0 {
		n := numerals.Read(strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return r
			}
			return -1
		}, group))
		n.Size = len(group)
		return n
	}
	return numerals.Read(text)
}

var grouped = regexp.MustCompile(`^[1-9][0-9]{0,2}(?:[ \x{a0}\x{2009}\x{202f}][0-9]{3})+`)

// rangeAt reads the range that begins with the number n: 18至20项, 2～3万人.
func rangeAt(line string, at int, n numerals.Number) (amount, bool) {
	rest := line[at+n.Size:]
	to := between.FindString(rest)
	if to == "" || n.Size > 1 && line[at] == '0' { // a telephone number
		return amount{}, false
	}
	from := at + n.Size + len(to)
	last := numberAt(line[from:])
	if last.Size == 0 {
		return amount{}, false
	}
	low := n.N
	for _, times := range []int64{1e4, 1e8} {
		if word := map[int64]string{1e4: "万", 1e8: "亿"}[times]; strings.Contains(line[from:from+last.Size], word) && low < times && low <= last.N/times {
			low *= times
		}
	}
	after := strings.TrimPrefix(line[from+last.Size:], " ")
	for _, u := range units {
		if r, ok := strings.CutPrefix(after, u.word); ok {
			if u.counts == "" || low > last.N {
				return amount{}, false
			}
			return amount{start: at, end: len(line) - len(r), low: low, high: last.N, unit: u.counts}, true
		}
	}
	return amount{}, false
}

var between = regexp.MustCompile(`^ ?` + toPattern + ` ?`)

// share reads 百分之十二, 三分之一.
func share(line string, at int) (amount, bool) {
	if n := numerals.Read(line[at:]); n.Size > 0 && !endsIn(line[:at], ordinals) {
		if rest, ok := strings.CutPrefix(line[at+n.Size:], "分之"); ok {
			if m := numerals.Read(rest); m.Size > 0 {
				return amount{start: at, end: at + n.Size + len("分之") + m.Size, unit: "%"}, true
			}
		}
	}
	for _, word := range []string{"百分之", "千分之"} {
		if rest, ok := strings.CutPrefix(line[at:], word); ok {
			if n := numerals.Read(rest); n.Size > 0 {
				return amount{start: at, end: at + len(word) + n.Size, unit: "%"}, true
			}
		}
	}
	return amount{}, false
}

// digitsAt is how many bytes of digits and words for powers of ten a text begins with.
func digitsAt(text string) int {
	for i, r := range text {
		if !strings.ContainsRune("0123456789零〇一二两三四五六七八九十百千万亿", fold.Rune(r)) {
			return i
		}
	}
	return len(text)
}

// amountAt reads the number that begins here with its word. Of characters for powers
// of ten alone only those that a word widens are numbers: 百余名, but not 百家.
func amountAt(line string, at int) (amount, bool) {
	before := line[:at]
	n := numberAt(line[at:])
	if n.Size == 0 || endsIn(before, ordinals) || afterRange(before) {
		return amount{}, false
	}
	a := amount{start: at, low: n.N, high: n.N, weak: n.Chinese && n.Size == len("三")}
	a.article = a.weak && strings.HasPrefix(line[at:], "一")
	alone := a.weak && strings.ContainsAny(line[at:at+n.Size], "百千万亿")
	if a.weak && endsIn(before, weekdays) || begins(line[at:], "十", "百", "千", "万", "亿") && endsIn(before, several) {
		return amount{}, false
	}
	rest := strings.TrimPrefix(line[at+n.Size:], " ")
	if a, ok := rangeAt(line, at, n); ok {
		return a, true
	}
	value, step := n.N, n.Step
	reach := func() int64 { return min(value/10, step) }
	plus := begins(rest, "+", "＋")
	if plus {
		_, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
	}
	inside := false // a word between the number and what it counts
	for _, word := range []string{"余", "多", "来", "几"} {
		r, ok := strings.CutPrefix(rest, word)
		if !ok || word == "几" && value != 10 {
			continue
		}
		rest, inside, a.weak = r, true, false
		for word, times := range map[string]int64{"百": 100, "千": 1000, "万": 1e4, "亿": 1e8} { // 10余万
			if r, ok := strings.CutPrefix(rest, word); ok && value < math.MaxInt64/times {
				rest, value, step = r, value*times, step*times
			}
		}
		a.low, a.high = value, value+step-1
		if word == "来" { // 十来个
			a.low, a.high = value-reach(), value+reach()
		}
		break
	}
	rest = strings.TrimPrefix(rest, " ")
	for _, u := range units {
		if r, ok := strings.CutPrefix(rest, u.word); ok {
			a.unit, rest = u.counts, r
			a.end = len(line) - len(r)
			break
		}
	}
	if a.unit == "" {
		return amount{}, false
	}
	before = strings.TrimSuffix(before, " ")
	is := func(words []string) bool { return endsIn(before, words) && !endsIn(before, lookalikes) }
	widened := true
	switch {
	case strings.HasSuffix(before, "上") && alone:
		a.high = value*10 - 1
	case is(atMost):
		a.low = 0
	case is(atLeast):
		a.high = math.MaxInt64
	case is(under):
		a.low, a.high = 0, a.low-1
	case is(over):
		a.low, a.high = a.low+1, math.MaxInt64
	case is(nearly):
		a.low = value - reach()
	case is(about):
		a.low, a.high = a.low-reach(), a.high+reach()
	default:
		widened = inside
	}
	switch {
	case plus, begins(rest, "以上"):
		a.high, widened = math.MaxInt64, true
	case begins(rest, "左右", "上下"):
		a.low, a.high, widened = a.low-reach(), a.high+reach(), true
	case begins(rest, "以下", "以内"):
		a.low, widened = 0, true
	}
	if n.Decimal && !widened { // written to so many places, so rounded to them
		a.low, a.high = value-step/2, value+(step-1)/2
	}
	return a, !alone || widened
}

func endsIn(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(text, w) })
}

// afterRange reports whether a number is the end of a range: 3至5家.
func afterRange(before string) bool {
	for _, word := range []string{"至", "到"} {
		if head, ok := strings.CutSuffix(before, word); ok {
			last, _ := utf8.DecodeLastRuneInString(head)
			return digitsAt(string(last)) > 0
		}
	}
	return false
}

func begins(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(text, w) })
}
