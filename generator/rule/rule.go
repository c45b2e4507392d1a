// Package rule reads the small language in which an evaluation scheme says what it wants.
//
// In goes the text of a `from` or a `need`; out comes a Term or a Need, each word with its place
// in the text, or the Fault that it has. That is all there is:
//
//	visitors                              a figure of the annual return, by key or by name
//	count activities form=讲座            what the logs say, of one form or campaign
//	growth visitors                       against the year before, in per cent
//	share free_days open_days             the first of the second, in per cent
//	open_days >= 200                      a need: one of these and a comparison, >= > <= < =
//
// Chinese words stand for the English ones (统计 增长 占比, 形式 重大活动), and so do the signs that a
// Chinese keyboard gives (≥ ≤ ＞ ＜ ＝ ％). What the names mean is not known here: package catalog
// looks them up. Points are exact to a hundredth, amounts are exact fractions.
package rule

import (
	"math/big"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/fold"
)

// Op is what is done with the figures that a term names.
type Op int

const (
	Figure Op = iota // of the annual return
	Count            // of the logs
	Growth           // of a figure of the annual return, in per cent
	Share            // of one figure of the annual return in another, in per cent
)

// Percent reports whether the amount of a term is one of per cent.
func (o Op) Percent() bool { return o == Growth || o == Share }

// Word is a word of the text and where it stands there, in bytes.
type Word struct {
	Text       string
	Start, End int
}

// Filter is a condition of a count.
type Filter struct {
	Key         string // "form" or "campaign"
	Name, Value Word
}

// Term is what is asked of the records.
type Term struct {
	Op      Op
	Names   []Word // of figures: two for Share, else one
	Filters []Filter
}

// Comparison is how an amount is held against a number.
type Comparison int

const (
	AtLeast Comparison = iota
	Above
	AtMost
	Below
	Equal
)

var signs = []string{AtLeast: ">=", Above: ">", AtMost: "<=", Below: "<", Equal: "="}

// Sign returns the comparison as it is printed: ≥ > ≤ < =.
func (c Comparison) Sign() string { return []string{"≥", ">", "≤", "<", "="}[c] }

// Holds reports whether the amount a compares so with the number n.
func (c Comparison) Holds(a, n *big.Rat) bool {
	switch d := a.Cmp(n); c {
	case AtLeast:
		return d >= 0
	case Above:
		return d > 0
	case AtMost:
		return d <= 0
	case Below:
		return d < 0
	default:
		return d == 0
	}
}

// Need is a term that must compare with a number in some way.
type Need struct {
	Term
	Comparison Comparison
	Number     *big.Rat
}

// Fault is what is wrong with a text and where in it.
type Fault struct {
	Start, End int
	What, Mend diag.Text
}

// verbs are the words that begin a term which is no plain figure.
var verbs = map[string]Op{"count": Count, "统计": Count, "growth": Growth, "增长": Growth, "share": Share, "占比": Share}

var filterKeys = map[string]string{"form": "form", "形式": "form", "campaign": "campaign", "重大活动": "campaign"}

// How terms and needs are written.
var (
	termForm = diag.T(`写成 "visitors"、"count activities form=讲座"、"growth visitors"、"share free_days open_days" 这四种样子之一`,
		`write it like "visitors", "count activities form=讲座", "growth visitors" or "share free_days open_days"`)
	needForm = diag.T(`写成 "open_days >= 200" 的样子：一项数据、一个比较符号（>= > <= < =）、一个数`,
		`write it like "open_days >= 200": a figure, a comparison (>= > <= < =) and a number`)
)

// ParseTerm reads the text of a `from`.
func ParseTerm(text string) (Term, *Fault) {
	p := newParser(text, termForm)
	t := p.term()
	if w := p.next(); p.fault == nil && w.Text != "" {
		if isSign(w.Text) {
			p.fail(w, diag.M("RULE-COMPARISON-HERE", "这里不能写比较符号 %s", "no comparison %s can stand here").With(w.Text),
				diag.T("这里只写取什么数；多少算达到，写在 steps 里", "say only what is taken; what is enough stands in steps"))
		} else {
			p.tooMany(w)
		}
	}
	return t, p.fault
}

// ParseNeed reads the text of a `need`.
func ParseNeed(text string) (Need, *Fault) {
	p := newParser(text, needForm)
	n := Need{Term: p.term()}
	if p.fault != nil {
		return n, p.fault
	}
	w := p.next()
	n.Comparison = Comparison(slices.Index(signs, sign(w.Text)))
	if n.Comparison < 0 {
		if w.Text != "" {
			p.tooMany(w)
		} else {
			p.fail(p.whole(), diag.M("RULE-COMPARISON-MISSING", "没有写要达到多少", "it is not said how much is needed"), needForm)
		}
		return n, p.fault
	}
	w = p.next()
	number, percent := strings.CutSuffix(fold.String(w.Text), "%")
	var ok bool
	if n.Number, ok = Amount(number); !ok {
		p.fail(p.orEnd(w), diag.M("RULE-NUMBER", "比较符号后面不是数", "what follows the comparison is no number"),
			diag.T("用阿拉伯数字写，不写单位，例如 30000", "write digits without a unit, such as 30000"))
	} else if percent && !n.Op.Percent() {
		p.fail(w, diag.M("RULE-PERCENT", "这一项不是百分数", "this is not counted in per cent"), diag.T("请删去百分号", "take the sign out"))
	} else if rest := p.next(); rest.Text != "" {
		p.tooMany(rest)
	}
	return n, p.fault
}

// Amount reads a number as a scheme writes it: 30000, 7.5, -10.
func Amount(s string) (*big.Rat, bool) {
	digits := strings.TrimPrefix(s, "-")
	if digits == "" || len(digits) > 18 || digits[0] == '.' || digits[len(digits)-1] == '.' ||
		strings.Count(digits, ".") > 1 || strings.Trim(digits, "0123456789.") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// parser walks the words of a text.
type parser struct {
	text  string
	words []Word
	form  diag.Text // how such a text is written
	fault *Fault    // the first
}

func newParser(text string, form diag.Text) *parser {
	p := &parser{text: text, form: form}
	start := -1
	end := func(i int) {
		if start >= 0 {
			p.words = append(p.words, Word{text[start:i], start, i})
		}
		start = -1
	}
	for i := 0; i < len(text); {
		s := signAt(text[i:])
		c, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case s > 0:
			end(i)
			start = i
			end(i + s)
			size = s
		case unicode.IsSpace(c):
			end(i)
		case start < 0:
			start = i
		}
		i += size
	}
	end(len(text))
	return p
}

// signAt returns how many bytes of the beginning of s are a comparison.
func signAt(s string) int {
	for _, w := range []string{">=", "<=", "=>", "=<", "＞＝", "＜＝", "＞=", "＜=", ">", "<", "==", "=", "≥", "≤", "≧", "≦", "＞", "＜", "＝"} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// sign returns one of signs for what was written, or it as it is.
func sign(s string) string {
	switch s = fold.String(s); s {
	case "≥", "≧", "=>":
		return ">="
	case "≤", "≦", "=<":
		return "<="
	case "==":
		return "="
	}
	return s
}

func isSign(s string) bool { return slices.Contains(signs, sign(s)) }

func (p *parser) next() Word {
	if len(p.words) == 0 {
		return Word{Start: len(p.text), End: len(p.text)}
	}
	w := p.words[0]
	p.words = p.words[1:]
	return w
}

func (p *parser) whole() Word { return Word{p.text, 0, len(p.text)} }

// orEnd returns w, and where there is none the whole text.
func (p *parser) orEnd(w Word) Word {
	if w.Text == "" {
		return p.whole()
	}
	return w
}

func (p *parser) fail(at Word, what, mend diag.Text) {
	if p.fault == nil {
		p.fault = &Fault{at.Start, at.End, what, mend}
	}
}

func (p *parser) tooMany(w Word) {
	p.fail(w, diag.M("RULE-WORD", "看不懂这里的 “%s”", "“%s” is not understood here").With(w.Text), p.form)
}

// term reads a term.
func (p *parser) term() Term {
	var t Term
	if len(p.words) == 0 {
		p.fail(p.whole(), diag.M("RULE-EMPTY", "是空的", "it is empty"), p.form)
		return t
	}
	want := 1
	if op, ok := verbs[p.words[0].Text]; ok {
		p.next()
		if t.Op = op; op == Share {
			want = 2
		}
	}
	for len(t.Names) < want {
		w := p.next()
		if w.Text == "" || isSign(w.Text) {
			p.fail(p.orEnd(w), diag.M("RULE-NAME-MISSING", "少了一项数据的名称", "the name of a figure is missing"), p.form)
			return t
		}
		t.Names = append(t.Names, w)
	}
	for t.Op == Count && len(p.words) >= 3 && sign(p.words[1].Text) == "=" {
		name, _, value := p.next(), p.next(), p.next()
		key, ok := filterKeys[name.Text]
		if !ok {
			p.fail(name, diag.M("RULE-FILTER", "不能按 “%s” 来选", "nothing can be picked by “%s”").With(name.Text),
				diag.T("可以写 form=讲座、campaign=全国科普日", "write form=… or campaign=…"))
			return t
		}
		t.Filters = append(t.Filters, Filter{key, name, value})
	}
	return t
}
