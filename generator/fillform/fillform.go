// Package fillform fills somebody's official empty form, a .docx or an .xlsx, from the data.
//
// In come the bytes of the form and what it is to be filled for: a base, a county, a year; out come the bytes of the
// filled form, and what was filled, what stayed empty, and what in the form is not understood, each with its
// place. Whatever is not filled stays as it was, byte for byte: styles, merged cells, pictures, formulas.
//
// # What is filled
//
// Words in double braces, wherever they stand, also where Word has cut them into several runs:
//
//	{{ 数字 参加人次 年份=2025 }}    what package quote knows, as in a work summary
//	{{ 基地.地址 }} {{ 基地.接待人次 }}  of the base: what its page says, its titles, its figures of the year
//	{{ 单位.名称 }} {{ 年份 }} {{ 县区 }}    of the organiser, and of what the form is filled for
//
// Where a directive leaves open which year, base or county it is about, it is those that the form is filled for.
// names.go has the list of names.
//
// Official forms have none of these, so what they print is understood as well (labels.go, lines.go, rows.go): a blank to the right of a known
// label, or behind its colon, is filled, 2024年接待人次（万人次） in its year and unit; and a list whose heads are known (package heads knows them) has
// a row for each base, activity or county. Of a label that may mean two things nothing is filled.
//
// Where rows are missing, Word's are copied from the last empty one. In a workbook package sheet inserts them, with the library's
// knowledge of formulas and merged cells; else only the cells that are filled are written anew.
//
// # What is not known
//
// Unknown is not zero, and is nothing that a form may be told: such a place stays empty and is listed.
// So is every place whose name nobody knows; there the words stay as they are.
package fillform

import (
	"path"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/ooxml"
	"kepu/generator/typed"
)

// Data is what a form is filled from, and for.
type Data struct {
	Catalog *catalog.Catalog
	Figures *figures.Figures             // of the Catalog
	File    func(path string) *diag.File // the content file at a path; nil where there is none
	Base    *catalog.Base                // nil: of none
	County  *catalog.County              // nil: of all
	Year    int                          // 0: not said
	Today   date.Date                    // for {{ 今天 }}; may be unknown
}

// Filled is a place that was filled.
type Filled struct {
	At    diag.Text // 第 3 段, 表 1 第 2 行第 4 格, Sheet1!D7
	What  string    // 地址
	Value string
	Note  diag.Text // what its reader should know besides; may be empty
}

// Empty is a place that stays empty.
type Empty struct {
	At   diag.Text
	What string
	Why  diag.Text // 没有填
}

// Problem is something in the form that is not understood.
type Problem struct {
	At         diag.Text
	What, Mend diag.Text
}

// Result is a form after it was filled.
type Result struct {
	Bytes    []byte
	Filled   []Filled
	Empty    []Empty
	Problems []Problem
	Titled   int    // the year that the form's title names; 0: none
	Part     string // words of a title that ask for a part of a year's activities, where all of them are listed; "" where none does
	NeedBase bool   // something is asked of one base, and there was none
	NeedYear bool   // something is asked of a year, and none was said
}

// Fill fills the form of that name. A file that cannot be taken comes back as an *ooxml.Fault, which says how to save it.
func Fill(name string, raw []byte, d Data) (Result, error) {
	f := newFiller(d)
	switch kind := ooxml.KindOf(raw); kind {
	case ooxml.Docx:
		return f.fillDocx(raw)
	case ooxml.Xlsx:
		return f.fillXlsx(name, raw)
	default:
		want := ooxml.Docx
		if ext := strings.ToLower(path.Ext(name)); slices.Contains([]string{".xls", ".xlsx", ".xlsm", ".et", ".ett", ".csv", ".ods"}, ext) {
			want = ooxml.Xlsx
		}
		return Result{}, kind.NotA(want)
	}
}

// PickBase returns the base that words mean: its name, its id, another name, a part of one or its pinyin; else why none is meant.
func PickBase(c *catalog.Catalog, words string) (*catalog.Base, *typed.Doubt) {
	list := make([]typed.Candidate, len(c.Bases))
	for i, b := range c.Bases {
		list[i] = typed.Candidate{ID: b.ID, Name: b.Name, Others: append([]string{b.Short}, b.Alias...)}
	}
	i, doubt := typed.Pick(words, diag.T("基地", "base"), list)
	if doubt != nil {
		return nil, doubt
	}
	return c.Bases[i], nil
}
