// Package docx reads and writes the texts of Word: a Document is what a .docx file says, without how it looks.
//
// Read takes the bytes of a file that Word, WPS or LibreOffice made; Write makes one that all of them
// open, with the styles of an official document (GB/T 9704). Between the two stands one plain model, so that what is
// written can be read again and compared.
//
// No library of Go's that does it has a version to hold on to, and most write theme fonts or altChunk, which
// WPS shows blank; what is needed is little and stands here.
package docx

import "kepu/generator/diag"

// Document is a text in its order.
type Document struct {
	Title     string // of the file's properties; "" when there is none
	Blocks    []Block
	Footnotes [][]Block         // by the index that a Run's Note less one has
	Pictures  map[string][]byte // by the names that Runs give
}

// Block is a paragraph or a table.
type Block struct {
	Role    Role
	Level   int    // of a Heading: 1 to 6; of a ListItem: how deep, from 0
	Ordered bool   // of a ListItem: it is numbered
	Number  string // of a ListItem or Heading whose number is Word's own: as it is shown, "1.", "（二）"
	Centred bool
	Right   bool
	NewPage bool      // a page begins with it; a Heading that does stands at the margin, as the mark of an annex
	Runs    []Run     // of all but Table
	Rows    [][]Cell  // of a Table
	Size    int       // of what was read: of its first letters, in half points; 0 is not known
	At      diag.Text // where it stands in the file it was read from, for people: 第 12 段, 表 2
}

// Role is what a block is.
type Role uint8

const (
	Body Role = iota
	Title
	Heading
	ListItem
	Table
	Caption // words that belong to a table or picture: Centred above it, else a note below
)

// Run is a stretch of text of one look.
type Run struct {
	Text                 string
	Bold, Italic, Struck bool
	Raised, Lowered      bool
	Link                 string // an address; "" when it is none
	Note                 int    // the footnote that stands here, from 1; 0: none
	Picture              string // the name of one in Pictures; "" when it is none
	Alt                  string // its words
	Break                bool   // a new line begins before Text
}

// Cell is a cell of a table. A cell that another one covers is not there.
type Cell struct {
	Blocks     []Block
	Head       bool
	Cols, Rows int // how many it covers; 0 means 1
}
