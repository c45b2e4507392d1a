// Package edit is the one way in which the program changes content/.
//
// A change is a list of files with their bytes before and after. It is made from
// splices: this stretch of text becomes that, and every other byte stays as it
// is, so that comments, the order of lines, blanks, line ends, the encoding and
// keys that nobody knows survive whatever a form or a repair does. Write makes a
// change on the disk, whole or not at all, and only when the files are still as
// they were when somebody looked at them.
//
// What keeps the old bytes is history's duty: people's changes go through
// history.Save, which calls Write. A test in site holds who may call what.
package edit

import (
	"fmt"
	"strings"

	"kepu/generator/diag"
)

// Splice replaces the bytes from Start up to End of a file's decoded text (UTF-8
// without a mark, every line end a single \n: the offsets of source.Span and
// diag.File) by New.
type Splice struct {
	Start, End int
	New        string
}

// FileChange is a file before and after; nil means that there is none: it is made
// new, or deleted. An empty file is not nil.
type FileChange struct {
	Path          string // relative to content/, slashes
	Before, After []byte
}

// Change is what one act of a person changes. What says it as one sentence: 改了西平县气象局的电话.
type Change struct {
	What  diag.Text
	Files []FileChange
}

// After returns the files as the change leaves them, nil for one that it deletes: with them the
// content can be looked at as it would be (folder.Folder.With).
func (c Change) After() map[string][]byte {
	files := map[string][]byte{}
	for _, f := range c.Files {
		files[f.Path] = f.After
	}
	return files
}

// Reverse returns the change that takes c back.
func (c Change) Reverse(what diag.Text) Change {
	r := Change{What: what}
	for _, f := range c.Files {
		r.Files = append(r.Files, FileChange{f.Path, f.After, f.Before})
	}
	return r
}

// Stale is the error of a change whose files are no longer as they were when it
// was made: somebody saved them meanwhile. Nothing was written, or it was put back,
// but for the files that are Left: somebody has changed those too, or the machine failed.
type Stale struct{ Paths, Left []string }

func (e *Stale) Error() string { return e.Text().EN }

// Text returns the error in words for staff.
func (e *Stale) Text() diag.Text {
	if len(e.Left) > 0 {
		return diag.M("EDIT-STALE-HALF", "%s 在保存的当口被别人（或别的程序）改过，没有保存；先写好的 %s 没能退回原样", "%s was changed by somebody, or another program, at the moment of saving, and was not saved; %s had been written before and could not be put back").With(
			diag.T(strings.Join(e.Paths, "、"), strings.Join(e.Paths, ", ")), diag.T(strings.Join(e.Left, "、"), strings.Join(e.Left, ", ")))
	}
	return diag.M("EDIT-STALE", "%s 在打开以后又被别人（或别的程序）改过，没有保存", "%s was changed by somebody, or another program, since it was opened; nothing was saved").With(
		diag.T(strings.Join(e.Paths, "、"), strings.Join(e.Paths, ", ")))
}

// Mend says what to do about it.
func (e *Stale) Mend() diag.Text {
	return diag.T("请重新打开这一页，看看现在写着什么，再改一次", "open the page again, see what stands there now, and make the change once more")
}

// Refused is the error of a change that would do something else than was meant, or
// break something. Nothing was written.
type Refused struct {
	Path       string    // the file, relative to content/
	What, Mend diag.Text // why, and what to do instead; Mend may be empty
	Problems   diag.List // the new errors that the change would make, if it is for them
}

func (e *Refused) Error() string {
	s := e.What.EN
	if e.Mend.EN != "" {
		s += "; " + e.Mend.EN
	}
	for _, p := range e.Problems {
		s += fmt.Sprintf("\n%s: %s", Where(p.Place).EN, p.Message(diag.EN))
	}
	return s
}

func refuse(path string, what, mend diag.Text) *Refused {
	return &Refused{Path: path, What: what, Mend: mend}
}
