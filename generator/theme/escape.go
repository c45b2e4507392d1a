package theme

import "strings"

// escaper appends a value to a page as its place needs it.
type escaper func(out []byte, v printed) []byte

// escaperOf returns what html/template's escapers of these names do one after the other.
func escaperOf(names string) (escaper, error) {
	switch names {
	case "htmlescaper", "attrescaper", "rcdataescaper": // the same for all that is no markup
		return func(out []byte, v printed) []byte { return appendHTML(out, v.text) }, nil
	case "urlfilter urlnormalizer attrescaper":
		return func(out []byte, v printed) []byte {
			if !v.address && !safeAddress(v.text) {
				return append(out, "#ZgotmplZ"...)
			}
			return appendURL(out, v.text, true)
		}, nil
	case "srcsetescaper attrescaper":
		return func(out []byte, v printed) []byte {
			if v.address { // one address and no list
				return append(out, strings.ReplaceAll(string(appendURL(nil, v.text, true)), ",", "%2c")...)
			}
			return appendSrcset(out, v.text)
		}, nil
	case "urlescaper attrescaper":
		return func(out []byte, v printed) []byte { return appendURL(out, v.text, v.address) }, nil
	}
	return nil, unfit("the escapers %s", names)
}

// htmlEscapes has what html/template writes for each byte that it doesn't leave as it
// is, in text and in quoted attributes.
var htmlEscapes = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

func appendHTML(out []byte, s string) []byte {
	done := 0
	for i := 0; i < len(s); i++ {
		if e := htmlEscapes[s[i]]; e != "" {
			out = append(append(out, s[done:i]...), e...)
			done = i + 1
		}
	}
	return append(out, s[done:]...)
}

// safeAddress reports whether an address is relative or of a scheme that html/template
// lets through.
func safeAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, ":")
	return !ok || strings.Contains(scheme, "/") ||
		strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto")
}

// appendSrcset appends a list of addresses, each with what is said of it in letters and digits.
func appendSrcset(out []byte, s string) []byte {
	for i, part := range strings.Split(s, ",") {
		if i > 0 {
			out = append(out, ',')
		}
		const space = " \t\n\f\r"
		rest := strings.TrimLeft(part, space)
		to, after := rest, ""
		if i := strings.IndexAny(rest, space); i >= 0 {
			to, after = rest[:i], rest[i:]
		}
		plain := func(r rune) bool {
			return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || strings.ContainsRune(space, r)
		}
		if !safeAddress(to) || strings.TrimFunc(after, plain) != "" {
			out = append(out, "#ZgotmplZ"...)
			continue
		}
		out = append(out, part[:len(part)-len(rest)]...)
		out = append(appendURL(out, to, true), after...)
	}
	return out
}

// What html/template leaves as it is in addresses: what is never reserved, and in a whole
// address (but not in a part of one) also what divides its parts.
const (
	never    = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	dividing = "!#$&*+,/:;=?@[]"
)

// addressBytes tells for each byte whether it is left, at [0] in parts and at [1] in
// whole addresses.
var addressBytes = func() (t [2][256]bool) {
	for _, c := range []byte(never) {
		t[0][c], t[1][c] = true, true
	}
	for _, c := range []byte(dividing) {
		t[1][c] = true
	}
	return t
}()

// appendURL appends an address, or a part of one when whole is false, to an attribute's value.
func appendURL(out []byte, s string, whole bool) []byte {
	left := &addressBytes[0]
	if whole {
		left = &addressBytes[1]
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case left[c]:
			if e := htmlEscapes[c]; e != "" {
				out = append(out, e...)
			} else {
				out = append(out, c)
			}
		case c == '%' && whole && i+2 < len(s) && hexDigit(s[i+1]) && hexDigit(s[i+2]):
			out = append(out, c) // escaped already
		default:
			const digits = "0123456789abcdef"
			out = append(out, '%', digits[c>>4], digits[c&15])
		}
	}
	return out
}

func hexDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
