package markdown

import (
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/util"

	"kepu/generator/invisible"
)

// Absolute returns the path from content/ that a link in the content file from means. It
// begins with ../ where the link leads out of content/.
func Absolute(from, link string) string {
	if rest, ok := strings.CutPrefix(link, "/"); ok {
		return path.Clean(rest)
	}
	return path.Join(path.Dir(from), link)
}

// address is where a link leads: outward by url, or to a content file.
type address struct {
	url      string // as it stands in href, before HTML escaping; "" for a content file
	web      bool   // http or https
	path     string // decoded, slashes; "" for a place in the same page
	fragment string // decoded
}

// target reads d, an address without escapes that stands at s. What is not allowed
// is reported, and ok is false. The list of what is allowed is short; all else,
// also what no browser of today would run, is an error.
func (r *reading) target(d string, s span, image bool) (a address, ok bool) {
	d = strings.TrimSpace(d)
	if !r.spend(len(d), s.start) {
		return address{}, false
	}
	scheme := schemeOf(d)
	switch {
	case len(d) > maxAddress:
		r.error(s, longAddress, nameFile)
	case d == "":
		r.error(s, noAddress, nameFile)
	case strings.HasPrefix(d, `\`), strings.HasPrefix(d, "//"), strings.HasPrefix(d, `/\`):
		r.error(s, networkAddress, nameFile)
	case strings.ContainsFunc(d, strayInAddress):
		r.error(s, invisibleInAddress, typeAgain)
	case len(scheme) == 1:
		r.error(s, driveAddress, nameFile)
	case scheme == "" && strings.Contains(firstSegment(d), ":"):
		r.error(s, oddScheme.With(firstSegment(d)), allowedSchemes)
	case scheme != "" && image:
		r.error(s, outsidePicture, savePicture)
	case scheme != "":
		return r.outward(d, scheme, s)
	case wideScheme(d):
		r.error(s, wideColon, writeASCII).By(r.narrowAddress(s))
	case strings.HasPrefix(strings.ToLower(d), "www."), !image && domain.MatchString(d):
		r.error(s, noScheme, addScheme)
	case image && d[0] == '#':
		r.error(s, placeAsPicture, namePicture)
	default:
		return r.inward(d, s)
	}
	return address{}, false
}

// outward reads an address with a scheme.
func (r *reading) outward(d, scheme string, s span) (a address, ok bool) {
	rest := d[len(scheme)+1:]
	switch scheme {
	case "http", "https":
		u, err := url.Parse(d)
		// A host is not escaped: http://0" would become http://0%22, which is none.
		if err != nil || u.Host == "" || strings.ContainsAny(u.Host, "\"%<>^`{|}") || strings.ContainsAny(d, ` \`) || !strings.HasPrefix(rest, "//") {
			r.error(s, badURL, copyURL)
			return address{}, false
		}
	case "mailto", "tel":
		if rest == "" || strings.HasPrefix(rest, "/") || strings.ContainsAny(d, ` \`) {
			r.error(s, badURL, telExample)
			return address{}, false
		}
	default:
		r.error(s, oddScheme.With(scheme+":"), allowedSchemes)
		return address{}, false
	}
	return address{url: string(util.URLEscape([]byte(d), false)), web: scheme[0] == 'h'}, true
}

// inward reads an address that names a content file or a place in the page.
func (r *reading) inward(d string, s span) (a address, ok bool) {
	to, fragment, _ := strings.Cut(d, "#")
	if strings.Contains(to, "?") {
		r.error(s, queryInPath, dropQuery)
		return address{}, false
	}
	to = decoded(to)
	if strings.Contains(to, `\`) {
		r.warn(s, backslashes, useSlashes).By(r.slashes(s, to))
		to = strings.ReplaceAll(to, `\`, "/")
	}
	fragment = decoded(fragment)
	// Once more, after decoding: %6Aavascript%3A, %5C%5Cserver.
	if strings.HasPrefix(to, "//") || strings.Contains(firstSegment(to), ":") ||
		strings.ContainsFunc(to+fragment, strayInAddress) {
		r.error(s, oddPath, nameFile)
		return address{}, false
	}
	return address{path: to, fragment: fragment}, true
}

// decoded returns s with %XX resolved; as it is where that cannot be.
func decoded(s string) string {
	if d, err := url.PathUnescape(s); err == nil {
		return strings.ToValidUTF8(d, "\uFFFD")
	}
	return s
}

// schemeOf returns the scheme of an address in lower case, without colon, or "".
func schemeOf(d string) string {
	s := firstSegment(d)
	i := strings.IndexByte(s, ':')
	if i <= 0 || s[0] > 'z' || !unicode.IsLetter(rune(s[0])) || head(s[:i], letters+digits+"+.-") != s[:i] {
		return ""
	}
	return strings.ToLower(s[:i])
}

// firstSegment returns what stands before the first slash, backslash, ? or #.
func firstSegment(d string) string {
	if i := strings.IndexAny(d, `/\?#`); i >= 0 {
		return d[:i]
	}
	return d
}

// wideScheme reports whether an address was typed with the Chinese keyboard on.
func wideScheme(d string) bool {
	l := strings.ToLower(d)
	return strings.HasPrefix(l, "http：") || strings.HasPrefix(l, "https：") ||
		strings.HasPrefix(l, "ｈｔｔｐ")
}

// strayInAddress reports whether r has no business in an address: nobody sees it, or it stands
// for what could not be read.
func strayInAddress(r rune) bool { return invisible.Is(r) || r == unicode.ReplacementChar }

// domain is a name of the web without its scheme, which would be taken for a file's.
var domain = regexp.MustCompile(`(?i)^(?:[a-z0-9-]+\.)+(?:cn|com|net|org|gov|edu)(?::[0-9]+)?(?:/|$)`)
