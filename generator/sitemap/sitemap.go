// Package sitemap writes the lists of a site's pages that search engines read (sitemaps.org, version 0.9).
//
// In come the pages with their absolute addresses; out go plain files of at most 50,000 addresses and 10 MB each, of which robots.txt names every
// one. There is no index file, which the largest Chinese engine refuses. When a page was last changed is said only where the data know it.
package sitemap

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// The limits of a file. The protocol allows 50 MB, some engines 10.
const (
	MostPages = 50_000
	MostBytes = 10_000_000
)

// Page is one of the site.
type Page struct {
	URL     string
	Changed string // "2026-03-02"; "" when it is not known
}

const (
	head = xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n"
	foot = "</urlset>\n"
)

// Files returns what the files hold that list the pages: one at least, whose order is theirs.
func Files(pages []Page) [][]byte {
	var files [][]byte
	var b bytes.Buffer
	n := 0
	end := func() {
		b.WriteString(foot)
		files = append(files, bytes.Clone(b.Bytes()))
	}
	b.WriteString(head)
	for _, p := range pages {
		line := entry(p)
		if n == MostPages || b.Len()+len(line)+len(foot) > MostBytes {
			end()
			b.Reset()
			b.WriteString(head)
			n = 0
		}
		b.WriteString(line)
		n++
	}
	end()
	return files
}

func entry(p Page) string {
	var b strings.Builder
	b.WriteString("<url><loc>")
	xml.EscapeText(&b, []byte(p.URL)) // a Builder has no error
	b.WriteString("</loc>")
	if p.Changed != "" {
		b.WriteString("<lastmod>" + p.Changed + "</lastmod>")
	}
	b.WriteString("</url>\n")
	return b.String()
}

// Name returns the address of the nth file, from 1.
func Name(n int) string {
	if n == 1 {
		return "sitemap.xml"
	}
	return fmt.Sprintf("sitemap-%d.xml", n)
}

// Robots returns robots.txt, which lets everybody read everything and names the files.
func Robots(base string, files int) string {
	var b strings.Builder
	b.WriteString("User-agent: *\nAllow: /\n\n")
	for n := range files {
		b.WriteString("Sitemap: " + base + Name(n+1) + "\n")
	}
	return b.String()
}
