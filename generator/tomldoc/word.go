package tomldoc

import (
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/fold"
)

// word reads what begins like no value: true and false and, where it is neither,
// says what it was meant to be.
func (r *reader) word() Value {
	start := r.pos
	i := start
	for i < len(r.text) && letter(r.text[i]) {
		i++
	}
	if i > start && r.closes(i) {
		if v := r.named(start, i); v.Kind != Bad {
			r.pos = i
			return v
		}
	}
	c, n := utf8.DecodeRuneInString(r.text[start:])
	if word := r.wordAt(start); strings.ContainsRune("(（", c) && looksLikePhone(word) {
		r.unlike(start, start+len(word), notANumber, clip(word))
		r.recover()
		return Value{Start: start, End: r.pos}
	}
	switch c {
	case '［', '【', '（', '(':
		p := r.fault(start, start+n, wrongBracket, sign(c), "[ ]")
		if kind := r.want().Kind; kind == Texts || kind == Other {
			p.By(diag.Replace(start, start+n, "["))
		}
		return r.misread(r.array())
	case '｛':
		r.fault(start, start+n, wrongBracket, sign(c), "{ }").By(diag.Replace(start, start+n, "{"))
		return r.misread(r.braces())
	}
	r.oddWord(start, c, n)
	r.pos = start
	r.recover()
	return Value{Start: start, End: r.pos}
}

// misread keeps the place of a value that was reported, and nothing else.
func (r *reader) misread(v Value) Value { return Value{Start: v.Start, End: v.End} }

// named returns the value that has a name of letters, from start up to end.
func (r *reader) named(start, end int) Value {
	v := Value{Start: start, End: end}
	switch word := r.text[start:end]; word {
	case "true", "false":
		v.Kind, v.Bool = Bool, word == "true"
	case "inf", "nan":
		v = r.unusual(v)
	}
	return v
}

// oddWord reports what begins with c, n bytes wide, where a value should.
func (r *reader) oddWord(start int, c rune, n int) {
	if r.errors.suppressed(start) {
		return
	}
	word := r.wordAt(start)
	end := start + max(len(word), n)
	switch {
	case strings.ContainsRune("“”„", c):
		r.fault(start, start+n, chineseQuotes, "“ ”").By(r.plainQuotes(start, n))
	case strings.ContainsRune("‘’`´", c):
		r.fault(start, start+n, chineseQuotes, "‘ ’").By(r.plainQuotes(start, n))
	case strings.ContainsRune("「」『』《》", c):
		r.unlike(start, end, needsQuotes)
	case strings.ContainsRune("＂＇", c):
		r.fault(start, start+n, wideQuotes, string(c)).By(r.plainQuotes(start, n))
	case isWide(c) && !letter(byte(fold.Rune(c))):
		if meant, _ := meantDate(word); meant != "" {
			r.fault(start, start+n, wideInNumber, string(c), meant).By(r.narrow(start, word, meant))
		} else if meant := halfWidth(word); isValue(meant) {
			r.fault(start, start+n, wideInNumber, string(c), meant).By(r.narrow(start, word, meant))
		} else {
			r.meant(start, end, word)
		}
	case isYesOrNo(word):
		r.unlike(start, end, yesOrNo, word)
	case c == '=':
		r.fault(start, start+n, twoEquals).By(diag.Replace(start, start+n, ""))
	case c == '＝':
		r.fault(start, start+n, wrongEquals, sign(c))
	case c == '.' && len(word) > 1 && digit(word[1]):
		r.unlike(start, end, noZero, clip(word))
	case strings.ContainsRune("，、；;。,", c) || isCloser(c):
		p := r.fault(start, start+n, strayMark, sign(c))
		if after := r.afterBlanks(start + n); !isCloser(c) && after < len(r.text) && r.text[after] == '"' {
			p.By(diag.Replace(start, start+n, ""))
		}
	case looksLikePhone(word):
		r.unlike(start, end, notANumber, clip(word))
	default:
		if meant, _ := meantDate(word); meant != "" { // 二〇一七年三月
			r.unlike(start, end, wrongDate, clip(word), meant)
			return
		}
		switch n, sure := quantity(word); sure {
		case exact:
			r.unlike(start, end, needsQuotesOrDigits, n)
		case rough:
			r.unlike(start, end, roughNumber, clip(word), n)
		default:
			r.unlike(start, end, needsQuotes)
		}
	}
}

// wordAt returns what stands at i, up to the mark that ends it: the line's end or
// a comment, inside brackets also a comma or a closing bracket.
func (r *reader) wordAt(i int) string {
	const most = 200 // bytes; more is not shown
	word := r.text[i:min(r.lineEnd(i), i+most)]
	if r.depth > 0 {
		if n := strings.IndexAny(word, ",，、]}］｝】)）"); n >= 0 {
			word = word[:n]
		}
	}
	for _, mark := range []string{" #", "\t#", "＃"} {
		word, _, _ = strings.Cut(word, mark)
	}
	for len(word) > 0 && !utf8.ValidString(word[max(0, len(word)-4):]) && len(word) >= most-4 {
		word = word[:len(word)-1] // cut within a character
	}
	return strings.TrimRight(word, " \t")
}

// isYesOrNo reports whether a word was meant as true or false.
func isYesOrNo(word string) bool {
	switch strings.ToLower(strings.TrimRight(word, "。；;，,")) {
	case "true", "false", "yes", "no", "on", "off", "是", "否", "真", "假", "对", "错", "有", "无":
		return true
	}
	return false
}

// clip shortens what is shown in a message.
func clip(s string) string { return diag.Clip(s, 24) }
