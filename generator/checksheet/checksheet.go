// Package checksheet prints what was looked at, item by item: a page of A4 that stands alone, black on white, with a box to tick where a
// person is wanted. The sheet that somebody signs before a site is public (signoff) and the one that says how the published site stands
// (verify) are such sheets.
//
// In come words, in the order in which they are to stand; out comes HTML that asks for nothing and holds no script (onefile.Sheet).
// Of an item with many findings, and of a finding with many places, the first are printed and the rest is counted.
package checksheet

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"

	"kepu/generator/onefile"
)

//go:embed layouts
var layouts embed.FS

var pages = template.Must(template.ParseFS(layouts, "layouts/*.html"))

// How many findings of an item are printed, and how many places of each: nobody mends more from paper before looking anew.
const (
	mostFindings = 40
	mostPlaces   = 12
)

// Sheet is what is printed.
type Sheet struct {
	Title   string   // of the page, in the browser
	Heading string   // over the sheet
	Of      string   // what was looked at
	Lead    []string // lines below it: when, by whom
	Result  string   // the sentence over all items
	Tick    string   // the head of the column of boxes
	Parts   []Part
	Foot    string // what the sheet does not say
}

// Part is a table with its caption.
type Part struct {
	Name string
	Rows []Row
}

// Row is an item.
type Row struct {
	Name, Ground  string
	Mark, Verdict string // what came of it, as a sign, which colour alone must not tell, and as a word
	Says, Do      string
	Box           bool // a person ticks it off
	Found         []Found
	More          int // findings that are not printed, beyond those that Page leaves out itself
}

// Found is a finding with its places.
type Found struct {
	What, Do string
	Places   []string
	More     int // places that are not named, beyond those that Page leaves out itself
}

// Page returns the page. More, which may be nil, writes what stands between the items and the foot: HTML of the caller's own template.
func Page(s Sheet, more func(io.Writer) error) ([]byte, error) {
	style, err := layouts.ReadFile("layouts/print.css")
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := pages.ExecuteTemplate(&body, "head", cut(s)); err != nil {
		return nil, fmt.Errorf("make the sheet %s: %w", s.Title, err)
	}
	if more != nil {
		if err := more(&body); err != nil {
			return nil, fmt.Errorf("make the sheet %s: %w", s.Title, err)
		}
	}
	if err := pages.ExecuteTemplate(&body, "foot", s); err != nil {
		return nil, fmt.Errorf("make the sheet %s: %w", s.Title, err)
	}
	return onefile.Sheet(s.Title, style, body.Bytes()), nil
}

// cut returns the sheet with as many findings and places as are printed, and the number of the others.
func cut(s Sheet) Sheet {
	parts := make([]Part, len(s.Parts))
	for i, p := range s.Parts {
		rows := make([]Row, len(p.Rows))
		for j, r := range p.Rows {
			found := make([]Found, min(len(r.Found), mostFindings))
			r.More += len(r.Found) - len(found)
			for k := range found {
				f := r.Found[k]
				n := min(len(f.Places), mostPlaces)
				f.Places, f.More = f.Places[:n], f.More+len(f.Places)-n
				found[k] = f
			}
			r.Found = found
			rows[j] = r
		}
		parts[i] = Part{p.Name, rows}
	}
	s.Parts = parts
	return s
}
