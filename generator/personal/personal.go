// Package personal finds numbers in a text that name a person: mobile numbers and citizen
// identity numbers. Pages are public, and such numbers come into them unnoticed, with tables
// of contacts and pasted lists.
//
// In goes a text, out come the places of the numbers in it, with what to say of each; whoever
// asks knows where the text stands and warns. Nothing is said of an office's telephone, of
// numbers of orders and devices, or of what stands in an address (a link's path), so that the
// warning is worth reading. Names and house numbers are not looked for: no rule tells a
// person's from a public one. For whoever signs a site, more.go finds what only a person can judge: mail at services
// for anybody, and what looks like a pupil's name beside a school and a class.
package personal

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
)

// Number is a number in a text that names a person.
type Number struct {
	Start, End int       // offsets in the text
	What       diag.Text // what it looks like
	Mobile     bool      // else an identity number
}

var (
	mobileNumber   = diag.M("TEXT-PERSONAL-MOBILE", "这里像是手机号，属于个人信息", "this looks like a mobile number, which is personal information")
	identityNumber = diag.M("TEXT-PERSONAL-IDENTITY", "这里像是身份证号，属于个人信息", "this looks like an identity card number, which is personal information")

	// TakeOut is the remedy wherever no mobile number is meant to stand.
	TakeOut = diag.T("网页是公开的，请删掉或改用单位的固定电话", "pages are public: take it out, or give the office's telephone instead")
)

const (
	letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits  = "0123456789"
)

// Numbers finds citizen identity numbers (18 characters: region, birth
// date, serial number, check character; GB 11643) and mobile numbers (11 digits,
// the first 1, the second 3 to 9). A wrong check character is still a slip of
// the same kind, so it is not asked for; the birth date is, so that an order
// number of 18 digits is left in peace. Numbers in an address are not looked at, but
// in one that calls, tel:, they are. A mobile number may be written 138-1234-5678 or 138 1234 5678, with
// 86 or +86 before it, and any of them in full-width digits.
func Numbers(text string) []Number {
	if len(text) < len("13812345678") {
		return nil // as most names and items of lists
	}
	var found []Number
	if strings.Contains(text, "\uff11") { // a full-width 1
		for _, at := range wideMobile.FindAllStringIndex(text, -1) {
			if standsAlone(text, at[0], at[1]) {
				found = append(found, Number{at[0], at[1], mobileNumber, true})
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
					found = append(found, Number{start, i, mobileNumber, true})
				}
			}
			continue
		}
		if i-start == 6 {
			if at := spacedIdentity.FindString(text[start:min(len(text), start+20)]); at != "" && birthDate(at[7:15]) && standsAlone(text, start, start+len(at)) {
				i = start + len(at)
				found = append(found, Number{start, i, identityNumber, false})
			}
			continue
		}
		if i-start < 11 {
			continue
		}
		if n, ok := bareNumber(text, start, i); ok && !inAddress(text[:withoutCountry(text, start)]) {
			found = append(found, n)
		}
	}
	return found
}

var (
	spacedMobile = regexp.MustCompile(`^1[3-9][0-9][- ][0-9]{4}[- ][0-9]{4}`)
	// as it is printed on the card
	spacedIdentity = regexp.MustCompile(`^[1-9][0-9]{5}[- ][0-9]{8}[- ][0-9]{3}[0-9Xx]`)
	wideMobile     = regexp.MustCompile(`１[３-９][０-９](?:[-－ ]?[０-９]{4}){2}`)
)

// standsAlone reports whether what stands from start up to end is not part of a
// longer number or word.
func standsAlone(text string, start, end int) bool {
	return (start == 0 || strings.IndexByte(letters+digits+"-", text[start-1]) < 0) &&
		(end == len(text) || strings.IndexByte(letters+digits+"-", text[end]) < 0)
}

// bareNumber looks at the run of digits from start up to end.
func bareNumber(text string, start, end int) (n Number, ok bool) {
	if start > 0 && strings.IndexByte(letters, text[start-1]) >= 0 {
		return Number{}, false // a serial number
	}
	if end < len(text) && end-start == 17 && (text[end] == 'X' || text[end] == 'x') {
		end++
	}
	if end < len(text) && strings.IndexByte(letters+digits, text[end]) >= 0 {
		return Number{}, false
	}
	run := text[start:end]
	if bare := strings.TrimPrefix(strings.TrimPrefix(run, "00"), "86"); len(bare) == 11 && len(run) <= 15 {
		start, run = end-len(bare), bare
	}
	switch {
	case len(run) == 11 && run[0] == '1' && run[1] >= '3':
		return Number{start, end, mobileNumber, true}, true
	case len(run) == 18 && run[0] != '0' && birthDate(run[6:14]):
		return Number{start, end, identityNumber, false}, true
	}
	return Number{}, false
}

// withoutCountry returns where a number that begins at the offset does with the code of the country before
// it, +86- or 0086.
func withoutCountry(text string, at int) int {
	before := text[:at]
	if code, ok := strings.CutSuffix(strings.TrimRight(before, " -"), "86"); ok {
		code = strings.TrimSuffix(code, "00")
		if c, _ := utf8.DecodeLastRuneInString(code); '0' <= c && c <= '9' || '０' <= c && c <= '９' {
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
