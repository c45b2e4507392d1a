package tomldoc

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"kepu/generator/date"
)

// number reads what begins with a digit or a sign: a number, a date, a time.
func (r *reader) number() Value {
	start := r.pos
	i := start
	for i < len(r.text) && class[r.text[i]]&numeral != 0 {
		i++
	}
	if i < len(r.text) && (class[r.text[i]]&ends == 0 || r.text[i] == ',') && r.oddNumber(start, i) {
		return Value{Start: start, End: r.pos}
	}
	raw := r.text[start:i]
	r.pos = i
	v := Value{Start: start, End: i}
	if n, ok := integer(raw); ok {
		v.Kind, v.Int = Integer, n
		return v
	}
	if isDay(raw) {
		if i+1 < len(r.text) && r.text[i] == ' ' && digit(r.text[i+1]) {
			return r.dayAndTime(start, i+1)
		}
		d, fault := date.Of(decimal(raw[:4]), decimal(raw[5:7]), decimal(raw[8:]), 3)
		if fault != date.None {
			r.fault(start, i, noSuchDay, raw)
			return v
		}
		v.Kind, v.Date = Day, d
		return v
	}
	if x, ok := decimals(raw); ok {
		v.Kind, v.Float = Float, x
		return v
	}
	return r.unusual(v)
}

// dayAndTime reads a date with a time after a blank; the time begins at i.
func (r *reader) dayAndTime(start, i int) Value {
	for i < len(r.text) && class[r.text[i]]&numeral != 0 {
		i++
	}
	r.pos = i
	return r.unusual(Value{Start: start, End: i})
}

// unusual lets the library read a number or a time that is not a plain one.
func (r *reader) unusual(v Value) Value {
	const most = 64 // bytes; no number that means something is longer
	raw := r.text[v.Start:v.End]
	if len(raw) <= most {
		switch x := decode(raw).(type) {
		case int64:
			v.Kind, v.Int = Integer, x
		case float64:
			v.Kind, v.Float = Float, x
		case time.Time:
			v.Kind, v.Text = Moment, raw
		}
	}
	if v.Kind == Bad || v.Kind == Moment && strings.HasPrefix(raw, "0000") {
		v.Kind = Bad
		r.badNumber(v.Start, v.End)
	}
	return v
}

// integer reads a whole number as staff write it: a sign and up to 18 digits, no zero before them.
func integer(s string) (n int64, ok bool) {
	digits := s
	if s[0] == '-' || s[0] == '+' {
		digits = s[1:]
	}
	if len(digits) == 0 || len(digits) > 18 || digits[0] == '0' && len(digits) > 1 {
		return 0, false
	}
	for i := range len(digits) {
		if !digit(digits[i]) {
			return 0, false
		}
		n = n*10 + int64(digits[i]-'0')
	}
	if s[0] == '-' {
		n = -n
	}
	return n, true
}

// decimals reads a number with a point as staff write it: a whole number, a point and digits.
func decimals(s string) (x float64, ok bool) {
	const most = 64 // bytes, as in unusual
	whole, fraction, found := strings.Cut(s, ".")
	if !found || whole == "" || !allDigits(fraction) || len(s) > most {
		return 0, false
	}
	if _, ok := integer(whole); !ok {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil
}

// isDay reports whether s has the form of a day, 2016-09-17.
func isDay(s string) bool {
	return len(s) == 10 && s[4] == '-' && s[7] == '-' &&
		allDigits(s[:4]) && allDigits(s[5:7]) && allDigits(s[8:])
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !digit(s[i]) {
			return false
		}
	}
	return s != ""
}

// decimal returns the number that a few digits write.
func decimal(s string) (n int) {
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// closes reports whether a value may end before i: at a mark that belongs there,
// or at a wrong one that is reported where it stands.
func (r *reader) closes(i int) bool {
	if i >= len(r.text) || class[r.text[i]]&ends != 0 || strings.HasPrefix(r.text[i:], "//") {
		return true
	}
	c, _ := utf8.DecodeRuneInString(r.text[i:])
	return looksBlank(c) || isCloser(c) || strings.ContainsRune("，、；;。！＃", c)
}
