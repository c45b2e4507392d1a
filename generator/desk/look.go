package desk

import (
	"net/http"
	"slices"

	"kepu/generator/diag"
	"kepu/generator/edit"
)

// # Looked at, then saved
//
// Nothing is written that was not seen. A change is made anew each time that it is asked for, from the files
// as they are; the page that shows it carries its sum, and it is written when what comes of the answer has the
// same sum (agreed). Otherwise it is shown, again or for the first time (showLook).

// lookView is what look.html shows. What stands in every look showLook fills in.
type lookView struct {
	Says    diag.Text
	Notice  *diag.Text
	Files   []fileView
	Reads   []fieldView // how what was typed is understood
	Doubts  []fault
	Refused bool      // it cannot be saved
	Act     diag.Text // what the button says; empty: to save
	Hidden  []hidden  // what the answer needs besides the sum
	Action  string    // where the answer goes, below Root
}

// agreed reports whether what was sent is the word to make a change, of somebody who has seen it as it is.
func agreed(p sent, c edit.Change) bool { return p.act == "save" && p.seen == sumOf(c) }

// showLook shows a change to who has sent p. An empty title asks whether it is right.
func (d *Desk) showLook(w http.ResponseWriter, p sent, c edit.Change, v lookView, title diag.Text, path string) {
	v.Says = c.What
	if v.Files == nil {
		v.Files = filesOf(c)
	}
	v.Hidden = append([]hidden{{"seen", sumOf(c)}}, v.Hidden...)
	if p.act == "save" {
		v.Notice = new(diag.T("文件刚才又变了，下面是现在要改的。看过再保存。", "The file has changed once more; this is what would be changed now. Look at it, then save."))
	}
	if title == (diag.Text{}) {
		title = diag.T("这样改，对吗？", "Is this right?")
	}
	d.show(w, http.StatusOK, "look", &frame{Title: title, Path: path, View: &v})
}

// proposal is a change that an address stands for, without anything that is typed: a draft, another id, a deletion.
type proposal struct {
	change edit.Change
	files  []fileView // what is shown of it; nil: its lines
	title  diag.Text  // of the page that shows it; empty: the usual one
	action string     // where the answer goes, below Root
	carry  []hidden   // what it needs
	record string     // the sort of record
	back   string     // where one goes who does not want it, below Root
	save   func()     // makes the change; nil: it is saved as others are
}

// lookAndSave shows a proposal, and makes it when that is the one that was seen and breaks nothing.
func (d *Desk) lookAndSave(w http.ResponseWriter, r *http.Request, x proposal) {
	j, err := d.judge(x.change)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	var p sent
	if r.Method == http.MethodPost {
		if p, err = readSent(w, r, nil); err != nil {
			d.tooLarge(w, r)
			return
		}
	}
	switch {
	case p.act == "back":
		http.Redirect(w, r, Root+x.back, http.StatusSeeOther)
		return
	case agreed(p, x.change) && !j.errors.HasErrors():
		if x.save == nil {
			d.save(w, r, x.change, x.record)
		} else {
			x.save()
		}
		return
	}
	// That places are still to be written is no news of what was just begun.
	warnings := slices.DeleteFunc(slices.Clone(j.warnings), func(p diag.Problem) bool { return p.What.Code == "TEXT-UNFINISHED" })
	v := lookView{Files: x.files, Action: x.action, Hidden: x.carry, Refused: j.errors.HasErrors(), Doubts: d.unwritten(slices.Concat(j.errors, warnings))}
	d.showLook(w, p, x.change, v, x.title, "list/"+x.record)
}
