// Package tomldoc reads TOML so that every value keeps its place.
//
// In goes a part of a file's text (the whole of a log, or the front matter of a
// page); out comes a Table of fields and values, each with its byte offsets,
// and a list of problems in words that the one who wrote the file can act on.
//
// # Why not the library alone
//
// BurntSushi/toml keeps positions by key name, so in a list of [[activity]] they
// are those of the last entry; it stops at the first mistake; what it says of
// one is made for programmers; and it is four fifths of what reading costs. So
// a scanner of our own walks the text. It takes what staff write all day (texts,
// whole numbers, yes and no, days, lists, tables) itself, and hands every other
// value to the library alone, as `x = …`: floats, hexadecimal, 1_000, times,
// long texts with backslashes. A fuzz test holds both to the same result.
//
// # Faults
//
// A line that cannot be read is reported once, at its first fault, since what
// follows on it is mostly a consequence; reading goes on with the next line,
// inside a list as well as outside. What was wrong but plain to understand (a
// Chinese colon or comma, an invisible space) is reported and read as it was
// meant, so that the rest of the line is still there for later stages. A value
// that could not be read keeps its field, with Kind Bad.
//
// # Stricter than TOML
//
// These are TOML and refused all the same: keys of one table that differ only
// by case or width (they would decode at random), names that are empty or hold
// invisible characters, more than 16 levels of brackets or dots (the library
// takes minutes and gigabytes for a few thousand), control characters and
// direction controls in a text, however they are written, the year 0, a Windows
// path in double quotes, a table that is written in two places, and a long text
// that runs over the next entry's header, which means that its closing quotes
// were forgotten.
//
// # Files
//
// reader.go walks the lines, key.go and table.go put fields in their places,
// value.go, text.go and number.go read values. word.go, oddnumber.go and meant.go say
// what a value that is none was meant to be, want.go what is advised where the key tells
// what it wants, hidden.go which characters deceive the eye; problems.go holds the wording.
package tomldoc

import (
	"cmp"

	"kepu/generator/date"
	"kepu/generator/diag"
)

// Kind says what a value is.
type Kind uint8

const (
	Bad     Kind = iota // a fault was reported here: say nothing more of it
	String              // Text
	Integer             // Int
	Float               // Float
	Bool                // Bool
	Day                 // Date: a local date such as 2016-09-17
	Moment              // a date with a time, or a time; Text is as written
	Array               // Items
	Inline              // Table: a table, in braces or under its own [header]
)

// Table is what one table holds, in the order of the file.
type Table struct {
	Start, End int // offsets in the file: of the header (or brace); for the top table, its first byte
	Fields     []Field

	made origin // what may still be added to it
	odd  bool   // some key is not plain lower case: compare keys folded
}

// Field is one key with its value.
type Field struct {
	Key        string
	Start, End int // offsets of the key
	Value      Value
}

// Value is one value and where it stands.
type Value struct {
	Kind       Kind
	Bool       bool
	Plain      bool // a text without escapes: byte i of Text stands at From+i
	Date       date.Date
	Start, End int // offsets of the value as written, quotes included
	From       int
	Text       string
	Int        int64
	Float      float64
	Items      []Value
	Table      *Table
}

// Foreign reports whether some name in t is not of plain small letters.
func (t *Table) Foreign() bool { return t.odd }

// Field returns the field with that key, or nil.
func (t *Table) Field(key string) *Field {
	for i := range t.Fields {
		if t.Fields[i].Key == key {
			return &t.Fields[i]
		}
	}
	return nil
}

// Options say what the caller makes of mistakes that only it understands.
type Options struct {
	Lists   []string                           // names of lists: their [header] is told, and read as the [[header]] it must be
	Want    func(key string, inside bool) Want // what a key's value must be, inside braces or not; nil: nobody knows
	Entry   func(t *Table) string              // the list that pairs above any header were meant for; nil or "": none
	Foreign bool                               // names in Chinese letters are taken as they are: the caller reports them
	Room    *Room                              // where the tables stand; nil: in memory of their own
}

// Parse reads the bytes from start up to end of f as one TOML document.
// An array of tables is an Array whose Items are Inline, a [table] is Inline.
// All faults go to ps; a line that cannot be read is passed over and the next
// one is read, so one run reports all of them (up to 500 in one document).
func Parse(f *diag.File, start, end int, ps *diag.List, opts ...Options) *Table {
	end = min(max(end, 0), len(f.Text))
	start = min(max(start, 0), end)
	r := reader{file: f, text: f.Text[:end], pos: start, ps: ps, room: &Room{}}
	for _, o := range opts {
		r.lists, r.foreign, r.wants, r.entryOf = o.Lists, o.Foreign, o.Want, o.Entry
		r.room = cmp.Or(o.Room, r.room)
	}
	r.top = r.room.table(Table{Start: start, End: start})
	r.room.grow(r.top)
	r.table = r.top
	r.document()
	return r.top
}
