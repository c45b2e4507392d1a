package safety

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/width"
)

// Faults returns what could do harm in a file of a site, and how it is not what its name says. The file is looked at alone.
func Faults(name string, data []byte) []string {
	f := &faults{name: name}
	kind := path.Ext(name)
	switch kind {
	case ".html", ".css", ".js", ".svg", ".json", ".geojson", ".csv", ".xml", ".ics", ".txt":
		f.text(data)
	}
	switch kind {
	case ".html":
		f.page(data)
	case ".css":
		f.style(string(data))
	case ".js":
		f.script(data)
	case ".svg", ".xml":
		f.xml(data, kind == ".svg")
	case ".json", ".geojson":
		if !json.Valid(data) {
			f.add("no JSON")
		}
	case ".csv":
		f.table(data)
	case ".ics":
		f.calendar(string(data))
	case ".txt":
		f.robots(string(data))
	case ".xlsx", ".docx":
		f.office(data)
	}
	return f.list
}

type faults struct {
	name string
	list []string
}

func (f *faults) add(format string, args ...any) {
	f.list = append(f.list, f.name+": "+fmt.Sprintf(format, args...))
}

// text: no program is to guess what a file is written in.
func (f *faults) text(data []byte) {
	if !utf8.Valid(data) {
		f.add("not in UTF-8")
	}
	for _, r := range string(data) {
		if r < ' ' && !strings.ContainsRune("\t\n\r", r) || r == 0x7f {
			f.add("a control character %U", r)
			return
		}
	}
}

// never are elements that run, load or stand in for something, or change what others mean.
var never = []string{"iframe", "object", "embed", "base", "applet", "frame", "frameset", "portal", "template", "math", "foreignobject", "animate", "animatetransform", "animatemotion", "set", "handler", "listener", "marquee", "plaintext", "audio", "video", "source", "track", "style"}

// fetched are the attributes whose address a browser asks for by itself. A link to be followed is href of <a>.
var fetched = []string{"src", "srcset", "poster", "background", "data", "href", "xlink:href", "codebase", "classid", "manifest", "longdesc", "imagesrcset"}

// page looks at a page as a browser does.
func (f *faults) page(data []byte) {
	root, err := html.ParseWithOptions(bytes.NewReader(data), html.ParseOptionEnableScripting(false)) // what is in a <noscript> too
	if err != nil {
		f.add("%v", err)
		return
	}
	ids := map[string]bool{}
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			f.add("a comment: %.60q", n.Data)
		case html.ElementNode:
			f.element(n.Data, n.Namespace, attributes(n.Attr))
			if n.Data == "script" {
				f.scriptElement(n)
			}
			if id, ok := attributes(n.Attr)["id"]; ok {
				if ids[id] {
					f.add("the id %q stands twice", id)
				}
				ids[id] = true
			}
		}
	}
}

// attributes are those of an element, by name in small letters, with the name space's.
func attributes(list []html.Attribute) map[string]string {
	m := map[string]string{}
	for _, a := range list {
		key := strings.ToLower(a.Key)
		if a.Namespace != "" {
			key = a.Namespace + ":" + key
		}
		m[key] = a.Val
	}
	return m
}

// element looks at an element of a page or a drawing.
func (f *faults) element(element, space string, attrs map[string]string) {
	low := strings.ToLower(element)
	if slices.Contains(never, low) {
		f.add("an element <%s>", element)
	}
	for key, value := range attrs {
		at := fmt.Sprintf("<%s %s=%.80q>", element, key, value)
		switch {
		case strings.HasPrefix(key, "on"), key == "style", key == "srcdoc", key == "formaction", key == "ping", key == "http-equiv" && low != "meta":
			f.add("%s", at)
		case strings.Contains(strings.ToLower(value), "url(") && (space == "svg" || key == "fill" || key == "stroke" || key == "filter" || key == "mask" || key == "clip-path") && !strings.HasPrefix(value, "url(#"):
			f.add("%s asks for something", at)
		case key == "target" && value != "_blank" && value != "_self":
			f.add("%s", at)
		case key == "action":
			if _, has := attrs["method"]; low != "form" || has || strings.TrimLeft(value, "./") != "search.html" {
				f.add("%s", at)
			}
		case (low == "a" || low == "area") && (key == "href" || key == "xlink:href"):
			if scheme := schemeOf(value); !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, scheme) || scheme == "" && f.leaves(value) {
				f.add("%s", at)
			}
		case low == "link" && key == "href" && (attrs["rel"] == "canonical" || attrs["rel"] == "alternate"):
			if scheme := schemeOf(value); !slices.Contains([]string{"", "http", "https"}, scheme) || scheme == "" && f.leaves(value) {
				f.add("%s", at)
			}
		case key == "srcset":
			for part := range strings.SplitSeq(value, ",") {
				if part = strings.TrimSpace(part); schemeOf(part) != "" || f.leaves(part) {
					f.add("%s", at)
				}
			}
		case slices.Contains(fetched, key):
			if schemeOf(value) != "" || f.leaves(value) {
				f.add("%s", at)
			}
		}
	}
	if low == "form" && attrs["action"] == "" {
		if _, ours := attrs["data-filter"]; !ours {
			f.add("a form that is none of the theme's")
		}
	}
	if low == "meta" && strings.EqualFold(attrs["http-equiv"], "refresh") {
		_, to, ok := strings.Cut(attrs["content"], "url=")
		if !ok || schemeOf(to) != "" || f.leaves(to) {
			f.add("a page that goes to %.80q by itself", attrs["content"])
		}
	}
}

// scriptElement: a script is a file of the site's assets, or data for one.
func (f *faults) scriptElement(n *html.Node) {
	attrs := attributes(n.Attr)
	text := ""
	if n.FirstChild != nil {
		text = n.FirstChild.Data
	}
	switch attrs["type"] {
	case "application/json", "application/ld+json":
		if !json.Valid([]byte(text)) {
			f.add("data that is no JSON: %.80q", text)
		}
	default:
		src, _, _ := strings.Cut(attrs["src"], "?")
		to := path.Join(path.Dir(f.name), src)
		if f.name == "404.html" && !f.leaves(src) {
			_, after, _ := strings.Cut(src, "assets/")
			to = "assets/" + after
		}
		if src == "" || text != "" || !strings.HasPrefix(to, "assets/") || !strings.HasSuffix(to, ".js") {
			f.add("a script that is none of the theme's: %.80q", attrs["src"]+text)
		}
	}
}

// schemeOf returns the scheme of an address as a browser finds it: it passes over blanks and controls.
func schemeOf(address string) string {
	to := strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, address)
	scheme, _, ok := strings.Cut(strings.ToLower(to), ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return ""
	}
	return scheme
}

// leaves reports whether an address without a scheme leads out of the site's folder. The page for lost addresses
// stands in for any of them, and so may begin with a slash, and looks for the theme's files in the folders above.
func (f *faults) leaves(address string) bool {
	to := strings.TrimFunc(address, func(r rune) bool { return r <= ' ' })
	if strings.ContainsAny(to, "\\\t\r\n") || strings.HasPrefix(to, "//") {
		return true
	}
	if strings.HasPrefix(to, "/") {
		return f.name != "404.html"
	}
	to, _, _ = strings.Cut(to, "#")
	to, _, _ = strings.Cut(to, "?")
	plain, err := url.PathUnescape(to)
	if err != nil {
		return true
	}
	if own, ok := strings.CutPrefix(strings.TrimLeft(plain, "./"), "assets/"); ok && f.name == "404.html" {
		plain = own
	}
	return strings.HasPrefix(path.Join(path.Dir(f.name), plain), "..")
}

// imported are style sheets that another one names, those of the theme.
var imported = regexp.MustCompile(`@import "([^"]*)"[a-z ]*;`)

// style: nothing of a style sheet is fetched or run.
func (f *faults) style(text string) {
	low := strings.ReplaceAll(strings.ToLower(text), "scroll-behavior:", "")
	for _, m := range imported.FindAllStringSubmatch(low, -1) {
		if schemeOf(m[1]) == "" && !f.leaves(m[1]) {
			low = strings.Replace(low, m[0], "", 1)
		}
	}
	for _, bad := range []string{"url(", "@import", "expression(", "behavior:", "-moz-binding", "image-set(", "</", "<!--", "@charset", "@namespace"} {
		if bad == "url(" && strings.Count(low, "url(") == strings.Count(low, "url(#") {
			continue
		}
		if strings.Contains(low, bad) {
			f.add("%s in a style sheet", bad)
		}
	}
}

// A part of the search index is data that a page gets by a script element, so that it works from a disk.
const searchHead, searchTail = "(self.kepuSearch=self.kepuSearch||[]).push(", ")"

// script: those that are made of content are data in a call. The theme's own are the same in every site, which the caller holds.
func (f *faults) script(data []byte) {
	if !strings.HasPrefix(f.name, "assets/search/") {
		return
	}
	text, head := strings.CutPrefix(strings.TrimRight(string(data), ";\n"), searchHead)
	text, tail := strings.CutSuffix(text, searchTail)
	// Old browsers end a line of a script at these.
	if !head || !tail || !json.Valid([]byte(text)) || strings.ContainsAny(text, "\u2028\u2029") {
		f.add("a part of the search that is more than data")
	}
}

// xml reads a drawing, a feed or a list of pages strictly.
func (f *faults) xml(data []byte, drawing bool) {
	d := xml.NewDecoder(bytes.NewReader(data))
	depth, roots := 0, 0
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			f.add("%v", err)
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
			attrs := map[string]string{}
			for _, a := range t.Attr {
				key := strings.ToLower(a.Name.Local)
				if strings.HasSuffix(a.Name.Space, "xlink") {
					key = "xlink:" + key
				}
				if _, twice := attrs[key]; twice && a.Name.Space == "" {
					f.add("<%s> has %s twice", t.Name.Local, key)
				}
				attrs[key] = a.Value
			}
			if drawing {
				if strings.EqualFold(t.Name.Local, "script") {
					f.add("a script in a drawing")
				}
				f.element(t.Name.Local, "svg", attrs)
			} else if t.Name.Local == "link" && !slices.Contains([]string{"http", "https"}, schemeOf(attrs["href"])) {
				f.add("a link to %.80q", attrs["href"])
			} else if (t.Name.Local == "summary" || t.Name.Local == "content" || t.Name.Local == "title") && attrs["type"] != "" && attrs["type"] != "text" {
				f.add("<%s> of type %s", t.Name.Local, attrs["type"])
			}
		case xml.EndElement:
			depth--
		case xml.Directive:
			f.add("a directive %.60q", t)
		case xml.ProcInst:
			if t.Target != "xml" {
				f.add("an instruction %s", t.Target)
			}
		case xml.Comment:
			f.add("a comment %.60q", t)
		}
	}
	if roots != 1 {
		f.add("%d roots", roots)
	}
}

// runs reports whether a spreadsheet takes a cell of a CSV file for a formula. It reads on behind what nobody sees, and full-width signs
// are signs to it. A number is none.
func runs(cell string) bool {
	cell = strings.TrimLeftFunc(cell, func(r rune) bool {
		return r == ' ' || r == '\u00a0' || r == '\u3000' || unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
	})
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return false
	}
	r, _ := utf8.DecodeRuneInString(width.Fold.String(cell))
	return strings.ContainsRune("=+-@\t\r\n", r) && cell != ""
}

func (f *faults) table(data []byte) {
	rest, ok := bytes.CutPrefix(data, []byte("\ufeff"))
	if !ok {
		f.add("no byte order mark")
	}
	r := csv.NewReader(bytes.NewReader(rest))
	rows, err := r.ReadAll() // which holds the number of cells as well
	if err != nil {
		f.add("%v", err)
	}
	for i, row := range rows {
		for _, cell := range row {
			if runs(cell) {
				f.add("row %d: a cell that runs: %.80q", i+1, cell)
			}
		}
	}
}

// calendar looks at the lines of RFC 5545.
func (f *faults) calendar(text string) {
	if !strings.HasSuffix(text, "END:VCALENDAR\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\r\n") {
		f.add("lines that do not end as they must")
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			f.add("a line of %d bytes: %.80q", len(line), line)
		}
	}
	var open []string
	known := []string{"VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "URL", "SOURCE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "TZID", "DTSTART", "DTEND", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME",
		"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "GEO", "SUMMARY", "STATUS", "TRANSP", "LOCATION", "DESCRIPTION", "CATEGORIES", "COLOR", "RRULE"}
	for line := range strings.SplitSeq(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n") {
		name, value, ok := strings.Cut(line, ":")
		name, _, _ = strings.Cut(name, ";")
		switch {
		case !ok:
			f.add("a line that is none: %.80q", line)
		case name == "BEGIN":
			open = append(open, value)
		case name == "END":
			if len(open) == 0 || open[len(open)-1] != value {
				f.add("%s ends and was not begun", value)
				return
			}
			open = open[:len(open)-1]
		case !slices.Contains(known, name):
			f.add("a property that nobody meant: %.80q", line)
		case name == "URL" || name == "SOURCE":
			if s := schemeOf(value); s != "http" && s != "https" {
				f.add("%.80q", line)
			}
		}
	}
	if len(open) > 0 {
		f.add("%s does not end", open)
	}
}

func (f *faults) robots(text string) {
	for line := range strings.Lines(text) {
		key, _, ok := strings.Cut(line, ": ")
		if strings.TrimSpace(line) != "" && (!ok || !slices.Contains([]string{"User-agent", "Allow", "Disallow", "Sitemap"}, key)) {
			f.add("a line that nobody meant: %.80q", line)
		}
	}
}

// office opens a workbook or a Word text: XML in a zip.
func (f *faults) office(data []byte) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		f.add("%v", err)
		return
	}
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			f.add("%s: %v", part.Name, err)
			continue
		}
		data, err := io.ReadAll(r)
		if err != nil {
			f.add("%s: %v", part.Name, err)
			continue
		}
		switch path.Ext(part.Name) {
		case ".xml", ".rels":
			f.part(part.Name, data)
		case ".png", ".jpg", ".jpeg":
		default:
			f.add("a part %s", part.Name)
		}
		for _, bad := range []string{"vba", "externalLink", "activeX", "embeddings", "oleObject", "customUI", "connections", "queryTable"} {
			if strings.Contains(part.Name, bad) {
				f.add("a part %s", part.Name)
			}
		}
	}
}

func (f *faults) part(name string, data []byte) {
	d := xml.NewDecoder(bytes.NewReader(data))
	in := ""
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			f.add("%s: %v", name, err)
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local
			switch in {
			case "f", "ddeLink", "oleLink", "altChunk", "object", "control", "attachedTemplate", "definedName", "fldSimple":
				// Names of ranges to print are definedName; what they hold is looked at below.
				if in != "definedName" {
					f.add("%s: <%s>", name, in)
				}
			case "Relationship":
				attrs := map[string]string{}
				for _, a := range t.Attr {
					attrs[a.Name.Local] = a.Value
				}
				if outside := attrs["TargetMode"] == "External"; outside && (!strings.HasSuffix(attrs["Type"], "/hyperlink") || !slices.Contains([]string{"http", "https", "mailto", "tel"}, schemeOf(attrs["Target"]))) ||
					!outside && (schemeOf(attrs["Target"]) != "" || strings.Contains(attrs["Target"], "\\")) {
					f.add("%s leads to %.80q", name, attrs["Target"])
				}
			}
		case xml.EndElement:
			in = ""
		case xml.CharData:
			if words := strings.TrimSpace(string(t)); in == "instrText" && words != "PAGE" {
				f.add("%s: a field %.80q", name, words)
			} else if in == "definedName" && strings.ContainsAny(words, "|[(") {
				f.add("%s: a name for %.80q", name, words)
			}
		case xml.Directive:
			f.add("%s: a directive", name)
		}
	}
}
