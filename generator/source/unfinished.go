package source

import (
	"regexp"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/markdown"
)

// Unfinished is the mark of a place that somebody still has to write. A draft
// that kepu makes has it wherever the records do not say what happened.
const Unfinished = "待补"

// UnfinishedIn returns where the mark stands in a text. Where somebody waits for a subsidy (等待补贴) it is none.
func UnfinishedIn(text string) (at []int) {
	for from := 0; ; {
		i := strings.Index(text[from:], Unfinished)
		if i < 0 {
			return at
		}
		i += from
		if from = i + len(Unfinished); !strings.HasSuffix(text[:i], "等") || !subsidy.MatchString(text[from:]) {
			at = append(at, i)
		}
	}
}

var subsidy = regexp.MustCompile(`^[贴助偿]`)

// checkUnfinished warns about places that are still to be written.
func (r *reader) checkUnfinished(d *markdown.Doc) {
	for _, at := range UnfinishedIn(d.Plain) {
		if start, ok := d.At(at); ok {
			r.ps.Warn(r.file.Place(start, start+len(Unfinished)), diag.M("TEXT-UNFINISHED", "这里还没有写：待补", "this is still to be written"),
				diag.T("写好以后删去“待补”", "take 待补 out when it is written"))
		}
	}
}
