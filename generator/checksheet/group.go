package checksheet

import "kepu/generator/diag"

// Group is what is said of several places in the same words.
type Group[P any] struct {
	What, Do diag.Text
	Places   []P
}

// Grouped returns findings, each in its words once, in the order in which the words were first met. words tells what a finding says, and what is to be done about it; place
// where it is, and false where it is of no one place.
func Grouped[F, P any](found []F, words func(F) (what, do diag.Text), place func(F) (P, bool)) []Group[P] {
	var out []Group[P]
	at := map[[2]diag.Text]int{}
	for _, f := range found {
		what, do := words(f)
		key := [2]diag.Text{what, do}
		n, met := at[key]
		if !met {
			n = len(out)
			at[key] = n
			out = append(out, Group[P]{What: what, Do: do})
		}
		if p, one := place(f); one {
			out[n].Places = append(out[n].Places, p)
		}
	}
	return out
}
