// Package intake takes in the sheets that counties send: rows become records, held against what content/ says already.
//
// In come a book (package sheet), the content as it is and what somebody has chosen; out comes a Plan, of which nothing is written:
// each record that was found, whether it is new, changed, the same, there twice or cannot be taken, with the cell of every value
// and of every doubt, and each row and column that was passed over. What is to be decided is decided by Choices, which are data:
// a cell's address and the words that are to stand in it, a row's address and what is to become of it, or words and those that
// are meant wherever they stand. Make with the same choices gives the same plan; Change makes of it one edit.Change.
//
// Nothing is guessed. A number that is none (约300人, 1.2万, 300-500) stays out, and its words go into the activity's text with a mark;
// an empty cell takes nothing away; a cell is carried down only where it is merged; a name that is nearly a base's is asked about.
//
// rows.go tells records from other rows, cells.go reads cells, units.go those who held an activity, held.go looks for the record in
// content/, change.go writes.
package intake

import (
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/sheet"
)

// Options are what somebody says of a book besides its choices.
type Options struct {
	As      string // what its rows are, where the heads leave it open: activity, annual, base, designation
	County  string // of activities of nobody's base, and of new bases, where the book does not say
	Year    int    // of days that are written without one
	Keep    bool   // words of columns that no key takes go into the activity's text
	Sources string // where new records come from; ""
	Choices Choices
}

// Choices are what somebody decided. A key is a cell's address (活动!D7), whose value are the words that are to stand there, none: nothing;
// or a row's (活动!7) with one of the words of Rulings; or words as they stand in cells, with those that they mean.
type Choices map[string]string

// What may become of a row.
const (
	Take    = "要"   // it is taken as a new record, though it is like another or crossed out
	Leave   = "不要"  // it is left out
	SameOne = "同一条" // it is the record that stands there already, which is changed
	Planned = "计划"  // it is an activity that is to come

	Cancelled = "取消" // it is an activity that was called off
	Postponed = "延期" // it is one that was put off
)

// Rulings are the words for what becomes of a row, with others that mean the same.
var Rulings = map[string][]string{
	Take: {"要", "新", "take", "new", "yes", "是"}, Leave: {"不要", "去掉", "leave", "skip", "no", "否"},
	SameOne: {"同一条", "同", "same"}, Planned: {"计划", "planned", "plan"},
	Cancelled: {"取消", "已取消", "cancelled", "canceled"}, Postponed: {"延期", "推迟", "postponed"},
}

// State is what becomes of a record.
type State uint8

const (
	New     State = iota
	Changed       // it stands in content/, and the book has other values
	Same          // it stands in content/ as the book has it
	Doubled       // one like it stands in content/, or above it in the book
	Asked         // something about it is to be decided
	Refused       // it cannot be taken as it is
	Left          // somebody has decided to leave it out
)

// Grade is how much a doubt stands in the way.
type Grade uint8

const (
	Told   Grade = iota // it is taken, and said how
	Kept                // the words went into the text in place of a value
	Ask                 // it is to be decided
	Refuse              // it must be written another way
)

// Doubt is what is to be said about a cell or a row.
type Doubt struct {
	Sheet      string
	Row, Col   int // from 0; Col is -1 of a whole row
	Grade      Grade
	What, Mend diag.Text
	Words      string   // as the cell has them
	Key        string   // of the choice that decides it
	Meant      string   // what that choice would be if somebody says yes; ""
	Rulings    []string // of a row: what may become of it
}

// Cell returns the address of what the doubt is about.
func (d Doubt) Cell() string { return address(d.Sheet, d.Row, d.Col) }

func address(sheetName string, row, col int) string {
	s := sheet.Sheet{Name: sheetName}
	if col < 0 {
		return strings.TrimLeft(s.Address(row, 0), "")[:len(s.Address(row, 0))-len(sheet.Name(row, 0))] + strings.TrimLeft(sheet.Name(row, 0), "A")
	}
	return s.Address(row, col)
}

// Record is one record of the book.
type Record struct {
	Sort    form.Record
	Sheet   string
	Row     int      // from 0
	Rows    []string // of a naming: the addresses of all rows that name a base of it
	State   State
	Answers form.Answers      // what is to stand there, of a Changed one the fields that change too
	Cells   map[string]string // the address of the cell that each answer is from
	Text    string            // of a base: what its page is to say, or says anew; Cells tells its cell as that of "text"
	Doubts  []Doubt
	Path    string // the file that it stands in or goes into
	Line    int    // where the one that it changes, is or is like stands; 0: none
	Like    string // what it is like: a title; ""
	Fields  []FieldChange

	on, last date.Date    // of an activity: its date, and its last day
	title    title        // of an activity, as titles are compared
	bases    []string     // of an activity: those that its answer names
	order    int          // of an activity: after how many others of the book it comes
	at       int          // the offset of its table, -1: none
	was      form.Answers // of that record
	kept     []keptWords  // words that went into the text
	twice    string       // the address of the row that it is like
	decided  bool         // somebody wrote its Text
	news     []newBase    // bases that it names and that are new in the book
}

// keptWords are the words of a cell whose value was none.
type keptWords struct {
	key, line, meant string
	col              int
}

// FieldChange is a field that the book has another value for.
type FieldChange struct {
	Key, Label, Old, New string
	Cell                 string
}

// Address returns the address of the record's row: 活动!7.
func (r *Record) Address() string { return address(r.Sheet, r.Row, -1) }

// Called returns what a sentence calls the record.
func (r *Record) Called() string { return r.Sort.Call(r.Answers) }

// LikeAt returns where what the record is like stands: a file and a line, or a row of the book.
func (r *Record) LikeAt() string {
	if r.twice != "" {
		return r.twice
	}
	return r.Path + ":" + strconv.Itoa(r.Line)
}

// Open reports whether something about the record is to be decided before it can be written.
func (r *Record) Open() bool { return r.State == Doubled || r.State == Asked || r.State == Refused }

// doubt notes a doubt of the record, once: a cell is read for more than one purpose.
func (r *Record) doubt(d Doubt) {
	if d.Key == "" {
		d.Key = d.Cell()
	}
	for i := range r.Doubts {
		if x := &r.Doubts[i]; x.Row == d.Row && x.Col == d.Col && x.What == d.What && x.Key == d.Key && x.Sheet == d.Sheet {
			x.Grade = max(x.Grade, d.Grade)
			return
		}
	}
	r.Doubts = append(r.Doubts, d)
}

// Passed is a row, or a column, that holds no record and why.
type Passed struct {
	Sheet    string
	Row, Col int // Row is the first one; Col -1: of a row
	Last     int // of rows: the last one
	Why      Why
	Text     string
}

// Why is why a row or a column was passed over.
type Why uint8

const (
	Empty   Why = iota // nothing stands there
	Title              // words above the heads
	Totals             // it adds up others
	Note               // words of whoever filled it in
	Section            // words between records; a county's name counts for those below it
	Bare               // a name without a single figure: nothing was reported
	Column             // no key takes its values
	Outside            // it stands below or beside no heads that are known
)

// Table is a table of the book, as it was understood.
type Table struct {
	Sheet string
	Head  int      // the row of its heads, from 0
	From  int      // the first row below them
	To    int      // the row behind its last
	Sorts []string // what its rows are; several: it is to be said
	Rows  int      // records found in it
}

// Plan is what would become of a book.
type Plan struct {
	Book    string
	Tables  []Table
	Records []*Record
	Passed  []Passed
	Notes   []diag.Text
	Faults  []Doubt // of no record: a table whose sort is not clear

	levels  []levelCell // of rows of bases
	book    *sheet.Book
	in      form.Context
	options Options
	chosen  Choices         // by their keys as choiceKey writes them
	over    []string        // keys of choices for which another key of the same place has other words
	used    map[string]bool // choices that something was decided by
}

// Count returns how many records are in a state.
func (p *Plan) Count(s State) (n int) {
	for _, r := range p.Records {
		if r.State == s {
			n++
		}
	}
	return n
}

// Undecided returns how many records and tables wait for a decision.
func (p *Plan) Undecided() (n int) {
	for _, r := range p.Records {
		if r.Open() {
			n++
		}
	}
	return n + len(p.Faults)
}

// Unused returns the choices that nothing was decided by, sorted: nothing in the book is about them, or another one of the same place counts.
func (p *Plan) Unused() (list []string) {
	for key := range p.options.Choices {
		if !p.used[choiceKey(key)] && !slices.Contains(p.over, key) {
			list = append(list, key)
		}
	}
	list = append(list, p.over...)
	slices.Sort(list)
	return list
}

// choose takes the choices. Of two keys that are one place (活动!D7 and 活动！d7) the one that is written so counts, else the first;
// the other one is unused if it has other words.
func (p *Plan) choose(choices Choices) {
	p.chosen = Choices{}
	keys := slices.Sorted(maps.Keys(choices))
	slices.SortStableFunc(keys, func(a, b string) int {
		switch exactA, exactB := choiceKey(a) == a, choiceKey(b) == b; {
		case exactA && !exactB:
			return -1
		case exactB && !exactA:
			return 1
		}
		return 0
	})
	for _, k := range keys {
		key := choiceKey(k)
		if words, taken := p.chosen[key]; taken {
			if choices[k] != words {
				p.over = append(p.over, k)
			}
			continue
		}
		p.chosen[key] = choices[k]
	}
}

// Content is what a book is held against.
type Content struct {
	Files   fs.FS
	Catalog *catalog.Catalog
	Text    func(path string) *diag.File // a file that was read; nil where there is none
}

// Make reads a book and holds it against the content. Today decides what is yet to come.
func Make(book *sheet.Book, content Content, in form.Context, o Options) *Plan {
	p := &Plan{Book: book.Name, Notes: slices.Clone(book.Notes), in: in, options: o, used: map[string]bool{}}
	p.book, p.in.Catalog = book, content.Catalog
	p.choose(o.Choices)
	table := heads.New(content.Catalog)
	names := &namer{c: content.Catalog}
	r := &reader{plan: p, content: content, table: table, choices: p.chosen, names: names}
	r.look(book)
	for i, s := range r.sheets {
		r.again = i > 0 && r.sheets[i-1].Name == s.Name || i+1 < len(r.sheets) && r.sheets[i+1].Name == s.Name
		r.sheet(s)
	}
	h := newHolder(p, content)
	h.near, h.heads = names, table
	h.hold()
	return p
}

var keyMarks = strings.NewReplacer("！", "!", "$", "")

// choiceKey writes a choice's key in one way: 活动！d7 is 活动!D7.
func choiceKey(key string) string {
	key = strings.TrimSpace(keyMarks.Replace(key))
	if i := strings.LastIndexByte(key, '!'); i >= 0 {
		return fold.Name(key[:i]) + "!" + strings.ToUpper(fold.String(strings.TrimSpace(key[i+1:])))
	}
	return fold.Name(key)
}

// ruling returns what a word says of a row, "" where it is none.
func ruling(word string) string {
	word = strings.ToLower(strings.TrimSpace(word))
	for what, words := range Rulings {
		if slices.Contains(words, word) {
			return what
		}
	}
	return ""
}
