// Package repair makes the repairs that problems come with.
//
// In go a content folder and what tells its problems; out comes a Plan: one change to the content
// that makes every repair which stands the proof, what it does line by line, and what was not done
// and why. Nothing is written here: edit and history do that.
//
// # The proof
//
// A faulty file hides things: of each line the first fault is told, and a page without its fence is not read
// at all. So repairs are made in rounds, on a copy in memory, and the content is checked after each.
// A repair stays when its problem is gone from its place, every value of the file that could be
// read before and that it does not touch still says the same, and the file has no new error on
// another line. What its own line says next is mended in the next round. Errors in other
// files may come to light, of records that could not be read before: they are told, as Shown. A
// repair that fails is taken back and told, as Refused; so is one after which a file is not the one
// that was meant (a name that is taken, a copy that is none).
//
// # What has a repair, and what has none
//
// Quotes, brackets, commas, = and # that are Chinese, full-width, missing at a certain place or too many
// (TOML-QUOTE-CHINESE, -WIDE, -END, -UNCLOSED, -NESTED, -SINGLE, -MISSING; TOML-BRACKET-*, TOML-BRACE-UNCLOSED,
// TOML-COMMA-*, TOML-EQUALS-*, TOML-REMARK-MARK, TOML-MARK-STRAY, TOML-LINE-*, VALUE-LIST), headers and keys
// (TOML-HEADER-*, KEY-HEADER-MISSING, KEY-CHINESE where the name is that of one key to the letter), fences but
// for YAML (FENCE-*), numbers and dates that say exactly one (VALUE-NUMBER-*, DATE-FORM, VALUE-KIND, VALUE-YES-NO,
// HOURS-TIME, LOG-TIME, YEAR-ORDER), what nobody sees (TOML-INVISIBLE, TEXT-ZERO-WIDTH, -DIRECTION, -CONTROL), encodings that
// were read (ENCODING-GBK, -UTF16, -BOM-TWICE, -CONTROL), names of files (FILE-ENDING, FILE-BESIDE-INDEX), exact
// copies (FILE-TWICE, TOML-PASTED-TWICE), Markdown that is one sign off (LINK-BACKSLASH, -BLANK, -BRACKETS-*,
// -TITLE-QUOTES, -WIDE; TEXT-HEADING-TIGHT, -WIDE; TEXT-TABLE-WIDE, -DELIMITER; TEXT-INDENT-WIDE, TEXT-BRACES-STYLE,
// TEXT-NUMBER-FORM, PHOTO-SIZE, QUOTE-BRACES-WIDE), and LINK-MOVED, LINK-CASE, PLACE-SWAPPED, BASE-SEVERAL,
// REPORT-DOCUMENT-BRACKET; and ADDRESS-MOVED, an old address whose page is known by its name.
//
// Not: what asks (KEY-UNKNOWN, NAME-UNKNOWN, LINK-PAGE-MISSING, QUOTE-UNKNOWN); what leaves a choice
// (KEY-TWICE, KEY-HEADER-NEXT, TOML-BACKSLASH-*, TOML-VALUE-WORDS, TEXT-LIST-TIGHT, LINK-HTTPS-MISSING); what may be
// rounded or lacks a part (VALUE-NUMBER-ROUGH, 1.2万, DATE-YEAR-MISSING); what would drop words (DATE-WORDS,
// TEXT-TITLE-AGAIN, TEXT-HTML-*); what is lost (ENCODING-LOST, -CUT, -ZERO-*, -GARBLED, -MIXED-*); what moves a
// heading or lines into another's keeping (TEXT-HEADING-SKIPS, KEY-HEADER-EARLY, KEY-BELOW-HEADER); and all that is about
// the records and not about how they are written.
//
// rounds.go has the rounds, make.go what one repair does to bytes, proof.go the proof, overlay.go
// the copy in memory, lines.go what is shown.
package repair

import (
	"io/fs"

	"kepu/generator/diag"
	"kepu/generator/edit"
)

// Check returns the problems of a content folder, sorted. The error is the machine's. It is asked many
// times of folders that share most files.
type Check func(content fs.FS) (diag.List, error)

// Plan is what can be repaired, and what comes of it.
type Plan struct {
	Change   edit.Change // all of it; without Files when nothing can be repaired
	Repaired []Repaired  // by file and line
	Refused  []Refused

	Before, After diag.List
	Shown         diag.List // of After: what was hidden by what is repaired now
}

// Repaired is one problem with what becomes of its lines.
type Repaired struct {
	Problem diag.Problem // as it was told; its line is that of the file as it is on the disk
	Lines   []Line
	Note    diag.Text // what is done to the whole file; empty where lines are changed
}

// Refused is a problem whose repair is not made.
type Refused struct {
	Problem diag.Problem
	Why     diag.Text
}

// All plans the repairs of all problems that have one. Of selects them; nil takes all.
func All(content fs.FS, check Check, of func(diag.Problem) bool) (*Plan, error) {
	return plan(content, check, of, maxRounds)
}

// One plans the repair of one problem of a list that check gave for the content as it is now.
func One(content fs.FS, check Check, p diag.Problem) (*Plan, error) {
	return plan(content, check, func(q diag.Problem) bool { return q.Place == p.Place && q.What == p.What }, 1)
}

// Count returns how many problems of a list have a repair.
func Count(list diag.List) (n int) {
	for _, p := range list {
		if p.Repair != nil {
			n++
		}
	}
	return n
}
