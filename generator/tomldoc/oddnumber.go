package tomldoc

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kepu/generator/date"
	"kepu/generator/fold"
	"kepu/generator/numerals"
)

// oddNumber says what is wrong with a number from start up to i, at which
// something stands that does not belong into one. It reports false when the
// number ends there all the same.
func (r *reader) oddNumber(start, i int) bool {
	if r.depth == 0 {
		if run := grouped.FindString(r.text[start:min(r.lineEnd(start), start+40)]); run != "" {
			whole := strings.NewReplacer(",", "", "，", "").Replace(run)
			r.unlike(start, start+len(run), groupedNumber, whole)
			r.recover()
			return true
		}
	}
	word := r.wordAt(start)
	if r.depth == 0 && r.closes(i) && start+len(word) > i && looksLikePhone(word) {
		r.unlike(start, start+len(word), notANumber, clip(word))
		r.recover()
		return true
	}
	if r.closes(i) {
		return false
	}
	c, n := utf8.DecodeRuneInString(r.text[i:])
	if isWide(c) || isDash(c) {
		if meant := halfWidth(word); isValue(meant) {
			r.fault(i, i+n, wideInNumber, string(c), meant).By(r.narrow(start, word, meant))
			r.recover()
			return true
		} else if meant, _ := meantDate(word); meant != "" {
			r.fault(i, i+n, wideInNumber, string(c), meant).By(r.narrow(start, word, meant))
			r.recover()
			return true
		}
	}
	r.meant(start, start+len(word), word)
	r.recover()
	return true
}

// isValue reports whether s is a number or a date as it stands.
func isValue(s string) bool {
	return s != "" && decode(s) != nil
}

// badNumber says why the library refused the number or time from start up to end.
func (r *reader) badNumber(start, end int) {
	raw := r.text[start:end]
	digits := strings.TrimLeft(raw, "+-")
	meant, fault := meantDate(raw)
	switch {
	case fault == date.NoSuchDay:
		r.unlike(start, end, noSuchDay, clip(raw))
	case r.depth == 0 && len(r.wordAt(start)) > len(raw) && looksLikePhone(r.wordAt(start)):
		r.unlike(start, start+len(r.wordAt(start)), notANumber, clip(r.wordAt(start)))
	case meant != "":
		r.unlike(start, end, wrongDate, raw, meant)
	case allDigits(digits) && digits[0] == '0' && len(digits) >= shortestPhone:
		r.unlike(start, end, notANumber, clip(raw))
	case allDigits(digits) && digits[0] == '0':
		number := strings.TrimLeft(digits[:len(digits)-1], "0") + digits[len(digits)-1:]
		r.unlike(start, end, leadingZero, strings.TrimPrefix(raw[:len(raw)-len(digits)], "+")+number, raw)
	case allDigits(strings.ReplaceAll(digits, "_", "")) && len(digits) > 18:
		r.unlike(start, end, tooLarge)
	case clock.MatchString(raw):
		r.unlike(start, end, bareClock, clip(raw))
	case phone.MatchString(raw):
		r.unlike(start, end, notANumber, clip(raw))
	case looseDay.MatchString(raw):
		r.unlike(start, end, badTime, clip(raw))
	default:
		r.unlike(start, end, badNumberForm, clip(raw))
	}
}

var (
	grouped  = regexp.MustCompile(`^[+-]?[0-9]{1,3}(?:[,，][0-9]{3,})+`)
	clock    = regexp.MustCompile(`^[0-9]{1,2}:[0-9]{1,2}`)
	phone    = regexp.MustCompile(`^\+?[0-9]+(?:-[0-9]+)+$`)
	looseDay = regexp.MustCompile(`^[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}`)
	aDay     = regexp.MustCompile(`^([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})日?$`)
	aMonth   = regexp.MustCompile(`^([0-9]{4})[-/]([0-9]{1,2})$`)
)

// meantDate returns how to write the date that a word was meant as, "" when it
// was not meant as one. The fault is NoSuchDay or None.
func meantDate(word string) (string, date.Fault) {
	word = inDigits(halfWidth(word))
	d, fault := date.Date{}, date.NotADate
	if m := aDay.FindStringSubmatch(word); m != nil {
		d, fault = date.Of(decimal(m[1]), decimal(m[2]), decimal(m[3]), 3)
	} else if m := aMonth.FindStringSubmatch(word); m != nil {
		d, fault = date.Of(decimal(m[1]), decimal(m[2]), 0, 2)
	} else if strings.Contains(word, "年") {
		d, fault = date.Parse(strings.ReplaceAll(strings.ReplaceAll(word, " ", ""), "号", "日"))
	}
	switch {
	case fault == date.NotADate:
		return "", date.None
	case fault == date.NoSuchDay:
		return "", date.NoSuchDay
	case d.Day == 0 && d.Month != 0:
		return `"` + d.String() + `"`, date.None
	}
	return d.String(), date.None
}

// inDigits writes the numbers of a date in digits: 二〇一七年三月五日.
func inDigits(word string) string {
	if !strings.ContainsAny(word, "年月") {
		return word
	}
	return numerals.InDigits(word)
}

// isWide reports whether c is a full-width digit, letter or sign that has a
// half-width form which may stand in a number.
func isWide(c rune) bool {
	return '０' <= c && c <= '９' || strings.ContainsRune("－＋．：＿／", c) ||
		'Ａ' <= c && c <= 'Ｚ' || 'ａ' <= c && c <= 'ｚ'
}

// isDash reports whether c looks like the - of a date and is another.
func isDash(c rune) bool { return strings.ContainsRune("—–−‐", c) }

// halfWidth returns s with ordinary digits, letters and signs.
func halfWidth(s string) string {
	return strings.Map(func(c rune) rune {
		if isDash(c) {
			return '-'
		}
		return fold.Rune(c)
	}, s)
}
