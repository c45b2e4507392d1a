package tomldoc

import (
	"cmp"
	"regexp"
	"strings"
	"unicode/utf8"

	"kepu/generator/date"
	"kepu/generator/diag"
)

// What is advised for a value that is none depends on what its key holds: 20元 is a text
// that lacks its quotes where fee stands before it, and 20 where participants does. Whoever
// does not know advises both, and one of them is wrong.

// Want says what stands after a key.
type Want struct {
	Kind Wanted
	Mend diag.Text // how it is written, where its kind does not tell: always where Kind is Other

	Units string // of a number: the words that may stand behind it and say no more than the key does, "人 人次"
}

// Wanted is a kind of value as staff write it.
type Wanted int

const (
	Anything Wanted = iota // not known here
	Text                   // in quotes
	Texts                  // a list of such
	Number
	Date
	YesNo
	Other
)

// wanting is whose value is read: the key, and whether braces stand around it.
type wanting struct {
	key    string
	inside bool
}

// want says what the value that is read should be; it is asked only where it is something else.
func (r *reader) want() Want {
	if r.wants == nil {
		return Want{}
	}
	return r.wants(r.of.key, r.of.inside)
}

// unlike reports what stands from start up to end and is no value: with m where nobody knows what
// should stand there.
func (r *reader) unlike(start, end int, m message, args ...any) {
	word := strings.TrimRight(r.text[start:end], " \t")
	switch want := r.want(); want.Kind {
	case Text, Texts:
		word = r.wordAt(start)
		end = start + max(len(word), 1)
		switch {
		case m == bareClock:
			r.fault(start, end, m, args...).By(r.clockInQuotes(start, word))
		case saysNothing[strings.ToLower(word)] || Unknown(word):
			r.fault(start, end, unknownText, word)
		case want.Kind == Texts && r.depth == 0:
			r.fault(start, end, needsList, AsList(word)).By(r.asList(start, word))
		case strings.ContainsAny(word, "\"\\") || utf8.RuneCountInString(word) > longestShown:
			r.fault(start, end, textNeedsQuotes).By(r.inQuotes(start, word))
		default:
			r.fault(start, end, writeInQuotes, word).By(r.inQuotes(start, word))
		}
	case Number:
		switch m {
		case groupedNumber:
			p := r.fault(start, end, m, args...)
			if byThousands.MatchString(word) {
				p.By(diag.Replace(start, start+len(word), args[0].(string)))
			}
		case blankInNumber:
			p := r.fault(start, end, m, args...)
			if whole := r.wordAt(start); r.ended(start+len(whole), "") {
				p.By(diag.Replace(start, start+len(whole), args[0].(string)))
			}
		case noZero:
			r.fault(start, end, m, args...).By(diag.Insert(start, "0"))
		case noSuchDay:
			r.fault(start, end, m, args...)
		case tooLarge:
			r.fault(start, end, tooLargeCount)
		case wordsAfterNumber, tenThousands:
			r.fault(start, end, digitsAlone, clip(word), args[1]).By(r.digitsOf(start, word, args[1].(string)))
		case needsQuotesOrDigits:
			r.fault(start, end, digitsAlone, clip(word), args[0]).By(r.digitsOf(start, word, args[0].(string)))
		case roughNumber:
			r.fault(start, end, roughCount, clip(word), args[1])
		case leadingZero:
			r.fault(start, end, zeroBefore, args[0]).By(diag.Replace(start, start+len(word), args[0].(string)))
		case wrongDate:
			if allDigits(args[1].(string)) { // 2016年
				r.fault(start, end, digitsAlone, clip(word), args[1]).By(r.digitsOf(start, word, args[1].(string)))
				return
			}
			r.fault(start, end, notACount, clip(word))
		case notANumber, notOneNumber: // 2015-2017
			r.fault(start, end, message{notACount.what, cmp.Or(want.Mend, notACount.mend)}, clip(word))
		default:
			r.fault(start, end, notACount, clip(word))
		}
	case Date:
		switch m {
		case wrongDate:
			r.fault(start, end, m, args...).By(diag.Replace(start, start+len(word), args[1].(string)))
		case noSuchDay, wordsAfterDay:
			r.fault(start, end, m, args...)
		case yearMissing:
			r.fault(start, end, noYear, args...)
		default:
			r.fault(start, end, message{notADate.what, cmp.Or(want.Mend, notADate.mend)}, clip(word))
		}
	case YesNo:
		p := r.fault(start, end, notYesOrNo, clip(word))
		if meant, ok := yesOrNoOf(word); ok && r.ended(start+len(word), ",]}") {
			p.By(diag.Replace(start, start+len(word), meant))
		}
	case Other:
		if want.Mend == (diag.Text{}) {
			r.fault(start, end, m, args...)
			return
		}
		r.fault(start, end, message{notReadable.what, want.Mend}, clip(word))
	default:
		r.fault(start, end, m, args...)
	}
}

// Unknown reports whether words say no more than that nobody knows.
func Unknown(words string) bool {
	switch strings.ToLower(strings.TrimSpace(words)) {
	case "unknown", "未知", "未查到", "不详", "不知道", "?", "？":
		return true
	}
	return false
}

// saysNothing are words for what there is none of, or not yet: as for what is unknown, such a line
// is left out. A title that is valid until 无 may be valid for ever, so that they are not the same.
var saysNothing = map[string]bool{"无": true, "没有": true, "暂无": true, "未填": true, "待定": true, "null": true, "nil": true, "none": true, "n/a": true}

// byThousands is a number in groups of three. Of 300，400 nobody knows whether it is one.
var byThousands = regexp.MustCompile(`^[+-]?[0-9]{1,3}(?:,[0-9]{3})+$`)

const longestShown = 40 // characters: a text that is longer is not written out again

// AsList writes words that stand beside one another as the list that they were meant as.
func AsList(word string) string {
	parts := strings.FieldsFunc(strings.Trim(word, "[]［］【】"), func(c rune) bool { return strings.ContainsRune("、，,；;", c) })
	for i := range parts {
		parts[i] = `"` + strings.Trim(strings.TrimSpace(parts[i]), `"“”`) + `"`
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// Quantity returns the one number in words such as 300, 300人 or 3万5千, where it is exact.
func Quantity(words string) (number string, ok bool) {
	n, sure := quantity(halfWidth(strings.TrimSpace(words)))
	return n, sure == exact
}

var monthAfterPoint = regexp.MustCompile(`^([0-9]{4})\.([0-9]{1,2})$`) // as a value it is a number

var oneAfterPoint = regexp.MustCompile(`^[0-9]{4}\.1$`) // 2016.10 as a spreadsheet leaves it, perhaps

// MendDate says how to write the date that was meant by a word which is none, or by a text, and what
// must stand in its place where the word says no more than that; else "".
func MendDate(written string) (mend diag.Text, meant string, ok bool) {
	word := strings.TrimSpace(strings.Trim(written, `"'`))
	if len(word) == len("20160917") && allDigits(word) {
		word = word[:4] + "-" + word[4:6] + "-" + word[6:]
	}
	rounded := oneAfterPoint.MatchString(word)
	word = monthAfterPoint.ReplaceAllString(word, "$1-$2")
	narrow := inDigits(halfWidth(word))
	if day, fault := meantDate(word); day != "" && fault == date.None {
		mend = fill(wrongDate.mend, []any{clip(word), day})
		if rounded {
			day = ""
		}
		return mend, day, true
	}
	if first, rest := dateBefore(narrow); first != "" && rest != "" {
		return fill(wordsAfterDay.mend, []any{clip(word), first}), "", true
	}
	if month, day, missing := withoutYear(narrow); missing {
		return fill(noYear.mend, []any{clip(word), formOf(month, day)}), "", true
	}
	return diag.Text{}, "", false
}
