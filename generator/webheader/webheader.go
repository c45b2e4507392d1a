// Package webheader says what a server tells of a file of the site: its type, how long a browser may keep it, and whether it is worth
// packing. The preview, the stores that a site is published to and the check of a published site ask here, so that they agree.
//
// Types are a table of the program's own: those that a machine knows (mime.types, the registry) differ, and Windows is known to call
// scripts plain text.
package webheader

import (
	"path"
	"strings"
)

// Header is what a server tells of a file.
type Header struct {
	Type  string // the value of Content-Type, with the charset of texts, which are all UTF-8
	Cache string // the value of Cache-Control
	Text  bool   // gzip makes it much smaller
}

const (
	// forever is of what is asked for by a name or query that holds a sum: see generator/FORMAT.md, "the output".
	forever = "public, max-age=31536000, immutable"
	// ask lets browsers and CDNs keep a page, and ask each time whether it is the newest.
	ask = "no-cache"
)

var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8", ".geojson": "application/geo+json; charset=utf-8", ".csv": "text/csv; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".xml": "application/xml; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
	".svg": "image/svg+xml; charset=utf-8", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".pdf": "application/pdf", ".zip": "application/zip", ".mp4": "video/mp4", ".mp3": "audio/mpeg",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// Of returns what a server tells of the file at that path of the site. A kind that is not known is a stream of bytes.
func Of(name string) Header {
	h := Header{Type: types[strings.ToLower(path.Ext(name))], Cache: ask}
	if h.Type == "" {
		h.Type = "application/octet-stream"
	}
	if strings.HasPrefix(name, "assets/") {
		h.Cache = forever
	}
	h.Text = strings.HasSuffix(h.Type, "; charset=utf-8")
	return h
}
