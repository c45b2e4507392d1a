package desk

import (
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/history"
)

// fileView is what differs in a file.
type fileView struct {
	Path          string
	New, Gone     bool
	Lines         []lineView
	More          int       // lines that are not shown
	Note          diag.Text // in the place of lines
	Find          string    // the path of the history of the file; "" where it has none
	Before, After string    // the paths that get it back as it was before and after
}

// lineView is a line of a difference; its Kind is -, +, ~ where lines are left out, or empty.
type lineView struct{ Kind, Text string }

// filesOf returns what differs in each file of a change.
func filesOf(c edit.Change) (list []fileView) {
	for _, f := range c.Files {
		v := fileView{Path: f.Path, New: f.Before == nil, Gone: f.After == nil}
		v.compare(f.Before, f.After, mostLines)
		list = append(list, v)
	}
	return list
}

// compare notes the lines that differ, so many at most.
func (v *fileView) compare(before, after []byte, most int) {
	lines, note := history.Diff(v.Path, before, after)
	v.Note = note
	if len(lines) > most {
		v.More = len(lines) - most
		lines = lines[:most]
	}
	for _, l := range lines {
		kind := string(l.Sign)
		if l.Sign == ' ' {
			kind = ""
		}
		v.Lines = append(v.Lines, lineView{kind, l.Text})
	}
}
