package source

import (
	"strings"

	"kepu/generator/diag"
	"kepu/generator/markdown"
)

// Unfinished is the mark of a place that somebody still has to write. A draft
// that kepu makes has it wherever the records do not say what happened.
const Unfinished = "待补"

// checkUnfinished warns about places that are still to be written.
func (r *reader) checkUnfinished(d *markdown.Doc) {
	for at := 0; ; {
		i := strings.Index(d.Plain[at:], Unfinished)
		if i < 0 {
			return
		}
		at += i
		if start, ok := d.At(at); ok {
			r.ps.Warn(r.file.Place(start, start+len(Unfinished)), diag.M("TEXT-UNFINISHED", "这里还没有写：待补", "this is still to be written"),
				diag.T("写好以后删去“待补”", "take 待补 out when it is written"))
		}
		at += len(Unfinished)
	}
}
