// Package onefile makes of a page of the site one file that stands alone: to be sent, opened from anywhere and printed.
//
// In come a site, as a file system, and the path of a page; out comes HTML that asks for nothing. The page's main part stands
// in it as the theme made it, with the style sheets that the page names. What leads to other pages leads there where the site's address is known, and
// nowhere else. Scripts are left out, and so is what stands around the main part: it shows what the page says as of the newest record.
//
// Pictures of the page are not taken along: it is for pages without, such as the brief about a county.
package onefile

import (
	"bytes"
	"fmt"
	"html"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// Mark stands in each of these files: what has it was made by this package, and may be made anew.
const Mark = `<meta name="generator" content="kepu">`

var (
	language   = regexp.MustCompile(`<html lang="([^"]*)">`)
	title      = regexp.MustCompile(`(?s)<title>(.*?)</title>`)
	styles     = regexp.MustCompile(`<link rel="stylesheet" href="([^"]*)"( media="print")?>`)
	outOfSight = regexp.MustCompile(`(?s)<noscript>.*?</noscript>`)
	mainPart   = regexp.MustCompile(`(?s)<main\b.*</main>`)
	script     = regexp.MustCompile(`(?s)<script\b.*?</script>`)
	ownStyle   = regexp.MustCompile(`<link rel="stylesheet"[^>]*>\n?`)
	leads      = regexp.MustCompile(` href="([^"#][^"]*)"`)
)

// Page returns the page of the site at p as one file. Base is where the site stands on the web, ending in a slash, or "".
func Page(site fs.FS, p, base string) ([]byte, error) {
	page, err := fs.ReadFile(site, p)
	if err != nil {
		return nil, err
	}
	body := mainPart.Find(page)
	if body == nil {
		return nil, fmt.Errorf("the page %s has no main part", p)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", first(language, page))
	// Nothing is asked for, and nothing runs.
	out.WriteString("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
	out.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" + Mark + "\n")
	fmt.Fprintf(&out, "<title>%s</title>\n", first(title, page))
	for _, m := range styles.FindAllSubmatch(outOfSight.ReplaceAll(page, nil), -1) {
		name, _, _ := strings.Cut(html.UnescapeString(string(m[1])), "?")
		sheet, err := fs.ReadFile(site, path.Join(path.Dir(p), name))
		if err != nil {
			return nil, err
		}
		open := "<style>"
		if len(m[2]) > 0 {
			open = `<style media="print">`
		}
		// No end of it may stand in a style sheet.
		fmt.Fprintf(&out, "%s\n%s</style>\n", open, bytes.ReplaceAll(sheet, []byte("</"), []byte(`<\/`)))
	}
	out.WriteString("</head>\n<body>\n")
	out.Write(leads.ReplaceAllFunc(ownStyle.ReplaceAll(script.ReplaceAll(body, nil), nil), func(attribute []byte) []byte {
		return lead(attribute, p, base)
	}))
	out.WriteString("\n</body>\n</html>\n")
	return out.Bytes(), nil
}

// Sheet returns a page for the office as one file: its title, its style sheet and what stands in its body, which html/template has made. It asks
// for nothing, nothing runs, and no engine is to list it.
func Sheet(title string, style, body []byte) []byte {
	var out bytes.Buffer
	out.WriteString("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
	out.WriteString("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
	out.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n" + Mark + "\n")
	fmt.Fprintf(&out, "<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n", html.EscapeString(title), style)
	out.Write(body)
	out.WriteString("</body>\n</html>\n")
	return out.Bytes()
}

// first returns what a pattern finds in its parentheses, "" where it finds nothing.
func first(re *regexp.Regexp, text []byte) string {
	if m := re.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	return ""
}

// lead makes an href of the page at p into one of a file that stands anywhere: an address with a scheme stays, one within the site
// becomes whole, or goes where the site's own is not known.
func lead(attribute []byte, p, base string) []byte {
	to, err := url.Parse(html.UnescapeString(string(leads.FindSubmatch(attribute)[1])))
	switch {
	case err == nil && to.Scheme != "":
		return attribute
	case err != nil || base == "":
		return nil
	}
	site, err := url.Parse(base)
	if err != nil {
		return nil
	}
	return []byte(` href="` + html.EscapeString(site.ResolveReference(&url.URL{Path: p}).ResolveReference(to).String()) + `"`)
}
