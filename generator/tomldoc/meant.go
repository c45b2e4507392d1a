package tomldoc

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"kepu/generator/date"
	"kepu/generator/numerals"
)

// What stands where a value should be and begins with a number may be an amount with a
// unit, a date in words, a telephone number. What is advised for it must mean the same:
// 3 for 3百, and 2016 for 2016年9月上旬, would be taken and stand on the site.

// meant reports what begins with a digit and is neither a number nor a date.
func (r *reader) meant(start, end int, word string) {
	narrow := halfWidth(word)
	day, fault := meantDate(word)
	first, rest := dateBefore(narrow)
	month, dayOf, noYear := withoutYear(narrow)
	switch {
	case fault == date.NoSuchDay:
		r.unlike(start, end, noSuchDay, clip(word))
	case day != "":
		r.unlike(start, end, wrongDate, clip(word), day)
	case first != "" && rest != "":
		r.unlike(start, end, wordsAfterDay, clip(word), first)
	case noYear:
		r.unlike(start, end, yearMissing, clip(word), formOf(month, dayOf))
	case looksLikePhone(narrow), clock.MatchString(narrow):
		r.unlike(start, end, notANumber, clip(narrow))
	default:
		switch n, sure := quantity(narrow); sure {
		case exact:
			if m := ofTenThousands.FindStringSubmatch(narrow); m != nil {
				r.unlike(start, end, tenThousands, clip(word), n, m[1])
				return
			}
			r.unlike(start, end, wordsAfterNumber, clip(word), n)
		case rough:
			r.unlike(start, end, roughNumber, clip(word), n)
		default:
			r.unlike(start, end, notOneNumber, clip(word))
		}
	}
}

// blankInNumber reports digits with blanks between them.
func (r *reader) blankInNumber(start, end int) {
	word := r.wordAt(start)
	switch {
	case groupedByBlanks.MatchString(word):
		r.unlike(start, end, blankInNumber, strings.ReplaceAll(word, " ", ""))
	case looksLikePhone(word):
		r.unlike(start, end, notANumber, clip(word))
	default:
		r.meant(start, end, word)
	}
}

var (
	groupedByBlanks = regexp.MustCompile(`^[0-9]{1,3}(?: [0-9]{3})+$`)
	ofTenThousands  = regexp.MustCompile(`^([0-9]+(?:\.[0-9]+)?)万[^0-9]*$`) // 1.5万: in units of 万 it is 1.5
	dateThenWords   = regexp.MustCompile(`^((?:19|20)[0-9]{2})(?:年(?:([0-9]{1,2})月(?:([0-9]{1,2})[日号]?)?)?|[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?)(.*)$`)
	monthAndDay     = regexp.MustCompile(`^(?:[0-9]{2}年)?([0-9]{1,2})月(?:([0-9]{1,2})[日号]?)?`)
)

// dateBefore returns how to write the date that a word begins with, and what stands after it.
func dateBefore(word string) (meant, rest string) {
	m := dateThenWords.FindStringSubmatch(word)
	if m == nil {
		return "", ""
	}
	n, parts := [3]int{decimal(m[1])}, 1
	for _, s := range []string{m[2] + m[4], m[3] + m[5]} {
		if s != "" {
			n[parts] = decimal(s)
			parts++
		}
	}
	d, fault := date.Of(n[0], n[1], n[2], parts)
	if fault != date.None {
		return "", ""
	}
	if d.Day == 0 && d.Month != 0 {
		return `"` + d.String() + `"`, m[6]
	}
	return d.String(), m[6]
}

// withoutYear reads a date whose year is missing, or has two digits. The day is 0 for none.
func withoutYear(word string) (month, day int, ok bool) {
	m := monthAndDay.FindStringSubmatch(word)
	if m == nil {
		return 0, 0, false
	}
	month, day = decimal(m[1]), decimal(m[2])
	return month, day, 1 <= month && month <= 12 && day <= 31
}

// formOf shows how a date is written whose year nobody knows here.
func formOf(month, day int) string {
	if day == 0 {
		return fmt.Sprintf(`"____-%02d"`, month)
	}
	return fmt.Sprintf("____-%02d-%02d", month, day)
}

const shortestPhone = 7 // digits

// looksLikePhone reports whether a word is a telephone number or a code: many digits, with
// what stands between the parts of such a number.
func looksLikePhone(word string) bool {
	digits := 0
	for _, c := range narrowed(word) {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case !strings.ContainsRune("+-() 转/、，,", c):
			return false
		}
	}
	return digits >= shortestPhone
}

func narrowed(word string) string { return strings.ReplaceAll(halfWidth(word), "分机", "转") }

// sureness says how well a number is known from words.
type sureness int

const (
	unclear sureness = iota // no number, or several
	exact
	rough // 近300, 3百多
)

// quantity returns the one number in words such as 300人, 约1万人次, 3万5千.
func quantity(word string) (number string, sure sureness) {
	const most = 6 // characters on each side; more is a sentence
	at, read := -1, numerals.Number{}
	for i, c := range word {
		if read = numerals.Read(word[i:]); read.Size > 0 {
			at = i
			break
		}
		if letter(byte(c)) && c < utf8.RuneSelf {
			return "", unclear
		}
	}
	if at < 0 {
		return "", unclear
	}
	before, digits, after := word[:at], word[at:at+read.Size], word[at+read.Size:]
	if strings.IndexFunc(after, func(c rune) bool { return c < utf8.RuneSelf && letter(byte(c)) }) >= 0 {
		return "", unclear // 3OO is no 3
	}
	number = fmt.Sprint(read.N)
	if strings.Trim(digits, "0123456789.") == "" {
		number = digits
		if digits[0] == '0' && len(digits) > 1 && digits[1] != '.' {
			return "", unclear
		}
	}
	if after == "分" || after == "分钟" { // of points and minutes; 三分 may be a part
		if before == "" && !read.Chinese {
			return number, exact
		}
		return "", unclear
	}
	switch {
	case utf8.RuneCountInString(before) > most, utf8.RuneCountInString(after) > most,
		strings.ContainsAny(before+after, "0123456789.-/:%~+*×kKwW‰半倍成折分至到一二三四五六七八九十百千万亿"),
		strings.IndexAny(after, "日号点时") == 0, read.Chinese && !isUnit(after):
		return "", unclear
	}
	for _, s := range []string{"约", "近", "余", "多", "几", "来", "左右", "上下", "以上", "以下", "超", "不到", "不足", "逾", "至少", "最多", "大概", ">", "<", "≥", "≤"} {
		if strings.Contains(before+after, s) {
			return number, rough
		}
	}
	return number, exact
}

// isUnit reports whether nothing but a unit stands after a number in characters: 三百人 is a
// number, and 三八妇女节 and 千佛山 are none.
func isUnit(s string) bool {
	switch strings.Trim(s, "余多来") {
	case "", "人", "人次", "名", "位", "场", "次", "份", "个", "家", "天", "元", "块":
		return true
	}
	return false
}
