package markdown

import (
	"regexp"
	"strings"

	"kepu/generator/diag"
)

// Personal is a number in a text that names a person.
type Personal struct {
	Start, End int       // offsets in the text
	What       diag.Text // what it looks like
	Mobile     bool      // else an identity number
}

// PersonalNumbers finds citizen identity numbers (18 characters: region, birth
// date, serial number, check character; GB 11643) and mobile numbers (11 digits,
// the first 1, the second 3 to 9). A wrong check character is still a slip of
// the same kind, so it is not asked for; the birth date is, so that an order
// number of 18 digits is left in peace. Numbers in an address are not looked at, but
// in one that calls, tel:, they are. A mobile number may be written 138-1234-5678 or 138 1234 5678, with
// 86 or +86 before it, and any of them in full-width digits.
func PersonalNumbers(text string) []Personal {
	var found []Personal
	if strings.Contains(text, "\uff11") { // a full-width 1
		for _, at := range wideMobile.FindAllStringIndex(text, -1) {
			if standsAlone(text, at[0], at[1]) {
				found = append(found, Personal{at[0], at[1], mobileNumber, true})
			}
		}
	}
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			continue
		}
		start := i
		for i < len(text) && '0' <= text[i] && text[i] <= '9' {
			i++
		}
		if i-start == 3 && text[start] == '1' && i+10 <= len(text) {
			if at := spacedMobile.FindString(text[start:min(len(text), start+13)]); at != "" && standsAlone(text, withoutCountry(text, start), start+len(at)) {
				i = start + len(at)
				if !inAddress(text[:withoutCountry(text, start)]) {
					found = append(found, Personal{start, i, mobileNumber, true})
				}
			}
			continue
		}
		if i-start < 11 {
			continue
		}
		if s, what, ok := personalNumber(text, start, i); ok && !inAddress(text[:withoutCountry(text, start)]) {
			found = append(found, Personal{s.start, s.end, what, s.end-s.start == 11})
		}
	}
	return found
}

var (
	spacedMobile = regexp.MustCompile(`^1[3-9][0-9][- ][0-9]{4}[- ][0-9]{4}`)
	wideMobile   = regexp.MustCompile(`１[３-９][０-９](?:[-－ ]?[０-９]{4}){2}`)
)

// standsAlone reports whether what stands from start up to end is not part of a
// longer number or word.
func standsAlone(text string, start, end int) bool {
	return (start == 0 || strings.IndexByte(letters+digits+"-", text[start-1]) < 0) &&
		(end == len(text) || strings.IndexByte(letters+digits+"-", text[end]) < 0)
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
	if bare := strings.TrimPrefix(strings.TrimPrefix(n, "00"), "86"); len(bare) == 11 && len(n) <= 15 {
		start, n = end-len(bare), bare
	}
	switch {
	case len(n) == 11 && n[0] == '1' && n[1] >= '3':
		return span{start, end}, mobileNumber, true
	case len(n) == 18 && n[0] != '0' && birthDate(n[6:14]):
		return span{start, end}, identityNumber, true
	}
	return span{}, what, false
}

// withoutCountry returns where a number that begins at the offset does with the code of the country before
// it, +86- or 0086.
func withoutCountry(text string, at int) int {
	before := text[:at]
	if code, ok := strings.CutSuffix(strings.TrimRight(before, " -"), "86"); ok {
		code = strings.TrimSuffix(code, "00")
		if c := lastRune(code); digit(c) {
			return at
		}
		before = code
	}
	return len(strings.TrimSuffix(before, "+"))
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
	if strings.HasSuffix(before, "tel:") {
		return false
	}
	return strings.Contains(before, "://") || strings.Contains(before, "tel:") ||
		strings.Contains(before, "mailto:") || strings.Contains(before, "](")
}
