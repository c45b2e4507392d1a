package source

import (
	"kepu/generator/diag"
	"kepu/generator/markdown"
	"kepu/generator/tomldoc"
)

// personal warns about numbers in the text of a key that name a person. A mobile
// number where people are asked to call may be meant to stand there, and so gets
// another remedy.
func (r *reader) personal(key string, v *tomldoc.Value) {
	for _, n := range markdown.PersonalNumbers(v.Text) {
		at := r.file.Place(v.Start, v.End)
		if v.Plain {
			at = r.file.Place(v.From+n.Start, v.From+n.End)
		}
		mend := diag.T("网页是公开的，请删掉或改用单位的固定电话", "pages are public: take it out, or give the office's telephone instead")
		if n.Mobile && (key == "phone" || key == "booking" || key == "register") {
			mend = diag.T("公布前请先问过本人，最好用座机", "ask its owner before it is published; an office telephone is better")
		}
		r.ps.Warn(at, n.What, mend)
	}
}
