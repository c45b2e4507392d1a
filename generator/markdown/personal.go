package markdown

import (
	"strings"

	"kepu/generator/diag"
)

// personal is a number in a text that names a person.
type personal struct {
	span
	what diag.Text
}

// personalNumbers finds citizen identity numbers (18 characters: region, birth
// date, serial number, check character; GB 11643) and mobile numbers (11 digits,
// the first 1, the second 3 to 9). A wrong check character is still a slip of
// the same kind, so it is not asked for; the birth date is, so that an order
// number of 18 digits is left in peace. Numbers in an address are not looked at.
func personalNumbers(text string) []personal {
	var found []personal
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			continue
		}
		start := i
		for i < len(text) && '0' <= text[i] && text[i] <= '9' {
			i++
		}
		if i-start < 11 {
			continue
		}
		if s, what, ok := personalNumber(text, start, i); ok && !inAddress(text[:start]) {
			found = append(found, personal{s, what})
		}
	}
	return found
}

// personalNumber looks at the run of digits from start up to end.
func personalNumber(text string, start, end int) (s span, what diag.Text, ok bool) {
	if start > 0 && strings.IndexByte(letters, text[start-1]) >= 0 {
		return span{}, what, false // a serial number
	}
	if end < len(text) && end-start == 17 && (text[end] == 'X' || text[end] == 'x') {
		end++
	}
	if end < len(text) && strings.IndexByte(letters+digits, text[end]) >= 0 {
		return span{}, what, false
	}
	n := text[start:end]
	switch {
	case len(n) == 11 && n[0] == '1' && n[1] >= '3':
		return span{start, end}, mobileNumber, true
	case len(n) == 18 && n[0] != '0' && birthDate(n[6:14]):
		return span{start, end}, identityNumber, true
	}
	return span{}, what, false
}

// birthDate reports whether yyyymmdd may be the day that a living person was born on.
func birthDate(s string) bool {
	year, month, day := s[:4], s[4:6], s[6:]
	return "1880" <= year && year <= "2099" && "01" <= month && month <= "12" && "01" <= day && day <= "31"
}

// inAddress reports whether the word that before ends in is, or has in it, the
// beginning of an address.
func inAddress(before string) bool {
	const far = 300 // bytes; few addresses are longer, and a long line must not be read once for each number
	before = before[max(0, len(before)-far):]
	if i := strings.LastIndexAny(before, " \t\n<>\""); i >= 0 {
		before = before[i+1:]
	}
	if i := strings.LastIndexAny(before, ")（），。；、"); i >= 0 {
		before = before[i:]
	}
	return strings.Contains(before, "://") || strings.Contains(before, "tel:") ||
		strings.Contains(before, "mailto:") || strings.Contains(before, "](")
}
