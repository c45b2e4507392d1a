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

// cutUnit returns what the word that a text begins with counts, "" for nothing, and the rest. Own are
// further words, which count themselves.
func cutUnit(text string, own []string) (counts, rest string) {
	for _, u := range units {
		if rest, ok := strings.CutPrefix(text, u.word); ok {
			return u.counts, rest
		}
	}
	for _, word := range own {
		if rest, ok := strings.CutPrefix(text, word); ok {
			return word, rest
		}
	}
	return "", text
}

// powers are words for powers of ten, the smallest first.
var powers = []struct {
	word  string
	times int64
}{{"百", 100}, {"千", 1000}, {"万", 1e4}, {"亿", 1e8}}

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

// amounts returns the numbers of a line in order. Own are words that count something besides units.
func amounts(line string, own []string) []amount {
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
		a, ok := amountAt(line, at, own)
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
func rangeAt(line string, at int, n numerals.Number, own []string) (amount, bool) {
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
	for _, p := range powers[2:] {
		if strings.Contains(line[from:from+last.Size], p.word) && low < p.times && low <= last.N/p.times {
			low *= p.times
		}
	}
	unit, rest := cutUnit(strings.TrimPrefix(line[from+last.Size:], " "), own)
	return amount{start: at, end: len(line) - len(rest), low: low, high: last.N, unit: unit}, unit != "" && low <= last.N
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
func amountAt(line string, at int, own []string) (amount, bool) {
	before := line[:at]
	n := numberAt(line[at:])
	weak := n.Chinese && n.Size == len("三")
	if n.Size == 0 || endsIn(before, ordinals) || afterRange(before) || weak && endsIn(before, weekdays) ||
		begins(line[at:], "十", "百", "千", "万", "亿") && endsIn(before, several) {
		return amount{}, false
	}
	if a, ok := rangeAt(line, at, n, own); ok {
		return a, true
	}
	x := rough{n.N, n.Step, n.N, n.N}
	rest := strings.TrimPrefix(line[at+n.Size:], " ")
	plus := begins(rest, "+", "＋")
	if plus {
		_, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
	}
	rest, widened := x.inside(rest)
	unit, after := cutUnit(strings.TrimPrefix(rest, " "), own)
	if unit == "" {
		return amount{}, false
	}
	a := amount{start: at, end: len(line) - len(after), unit: unit, weak: weak && !widened, article: weak && strings.HasPrefix(line[at:], "一")}
	power := weak && strings.ContainsAny(line[at:at+n.Size], "百千万亿")
	widened = x.before(strings.TrimSuffix(before, " "), power) || widened
	widened = x.after(after, plus) || widened
	if n.Decimal && !widened { // written to so many places, so rounded to them
		x.low, x.high = x.value-x.step/2, x.value+(x.step-1)/2
	}
	a.low, a.high = x.low, x.high
	return a, !power || widened
}

// rough is a number that the words around it widen. Each of its methods reports whether any do.
type rough struct {
	value, step int64 // as numerals.Number has them
	low, high   int64
}

// reach is how far 约 and its like reach.
func (x *rough) reach() int64 { return min(x.value/10, x.step) }

// inside reads a word between the number and what it counts (10余万) and returns what follows it.
func (x *rough) inside(rest string) (string, bool) {
	for _, word := range []string{"余", "多", "来", "几"} {
		after, ok := strings.CutPrefix(rest, word)
		if !ok || word == "几" && x.value != 10 {
			continue
		}
		for _, p := range powers {
			if more, ok := strings.CutPrefix(after, p.word); ok && x.value < math.MaxInt64/p.times {
				after, x.value, x.step = more, x.value*p.times, x.step*p.times
			}
		}
		x.low, x.high = x.value, x.value+x.step-1
		if word == "来" { // 十来个
			x.low, x.high = x.value-x.reach(), x.value+x.reach()
		}
		return after, true
	}
	return rest, false
}

// before reads the words before the number; power says that it is a character for a power of ten.
func (x *rough) before(text string, power bool) bool {
	is := func(words []string) bool { return endsIn(text, words) && !endsIn(text, lookalikes) }
	switch {
	case strings.HasSuffix(text, "上") && power:
		x.high = x.value*10 - 1
	case is(atMost):
		x.low = 0
	case is(atLeast):
		x.high = math.MaxInt64
	case is(under):
		x.low, x.high = 0, x.low-1
	case is(over):
		x.low, x.high = x.low+1, math.MaxInt64
	case is(nearly):
		x.low = x.value - x.reach()
	case is(about):
		x.low, x.high = x.low-x.reach(), x.high+x.reach()
	default:
		return false
	}
	return true
}

// after reads the words after what the number counts; plus is that it stood right after the number.
func (x *rough) after(text string, plus bool) bool {
	switch {
	case plus, begins(text, "以上"):
		x.high = math.MaxInt64
	case begins(text, "左右", "上下"):
		x.low, x.high = x.low-x.reach(), x.high+x.reach()
	case begins(text, "以下", "以内"):
		x.low = 0
	default:
		return false
	}
	return true
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
