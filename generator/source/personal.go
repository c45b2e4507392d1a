package source

import (
	"kepu/generator/diag"
	"kepu/generator/personal"
	"kepu/generator/tomldoc"
)

// personal warns about numbers in the text of a key that name a person. A mobile
// number where people are asked to call may be meant to stand there, and so gets
// another remedy.
func (r *reader) personal(key string, v *tomldoc.Value) {
	for _, n := range personal.Numbers(v.Text) {
		at := r.file.Place(v.Start, v.End)
		if v.Plain {
			at = r.file.Place(v.From+n.Start, v.From+n.End)
		}
		mend := personal.TakeOut
		if n.Mobile && (key == "phone" || key == "booking" || key == "register" || key == "contact") {
			mend = diag.T("公布前请先问过本人，最好用座机", "ask its owner before it is published; an office telephone is better")
		}
		r.ps.Warn(at, n.What, mend)
	}
}
