package draft

import (
	"fmt"
	"strings"

	"kepu/generator/catalog"
)

// evaluation is the results of one scheme for one year.
type evaluation struct {
	scheme string
	year   int
	list   []*catalog.Rating
}

// name is what the evaluation is called: 2025年度考核.
func (e *evaluation) name() string { return escape(e.list[0].Evaluation()) }

// evaluations are those of the year, and those whose results were published in it.
func (w *writer) evaluations() []evaluation {
	var out []evaluation
	for _, r := range w.cat.Ratings { // by year and scheme
		if r.Year != w.year && int(r.Date.Year) != w.year {
			continue
		}
		if n := len(out); n == 0 || out[n-1].scheme != r.Scheme || out[n-1].year != r.Year {
			out = append(out, evaluation{scheme: r.Scheme, year: r.Year})
		}
		e := &out[len(out)-1]
		e.list = append(e.list, r)
	}
	return out
}

// ratings tells what came of evaluations, and reports whether anything is on record. The numbers are directives;
// where a name cannot stand in one the bases are named.
func (w *writer) ratings() bool {
	all := w.evaluations()
	for _, e := range all {
		var parts []string
		for _, result := range catalog.Results(e.list) {
			if !fits(e.scheme) || !fits(result) {
				parts = append(parts, escape(result)+"："+strings.Join(namesOf(e.list, result), "、"))
				continue
			}
			parts = append(parts, fmt.Sprintf("%s{{ figure bases rated=%d scheme=%s result=%s unit }}", escape(result), e.year, e.scheme, result))
		}
		w.paraf("%s，%s。", e.name(), strings.Join(parts, "，"))
		if best := catalog.Results(e.list)[0]; fits(e.scheme) && fits(best) {
			w.paraf("结果为%s的如下。", escape(best))
			w.paraf("{{ bases rated=%d scheme=%s result=%s limit=%d }}", e.year, e.scheme, best, mostBases)
		}
	}
	return len(all) > 0
}

// fits reports whether a name can stand in a directive as it is.
func fits(name string) bool {
	return name != "" && !strings.ContainsAny(name, " \t\u3000\"“”'‘’={}＝｛｝")
}

func namesOf(list []*catalog.Rating, result string) []string {
	var out []string
	for _, r := range list {
		if r.Result == result {
			out = append(out, link(r.Base))
		}
	}
	return out
}

// unrated are the bases in force at the year's end, or that may be, of which an evaluation of the year has no result.
func (w *writer) unrated(e *evaluation) []string {
	rated := map[*catalog.Base]bool{}
	for _, r := range e.list {
		rated[r.Base] = true
	}
	var out []string
	for _, b := range w.bases() {
		if !rated[b] {
			out = append(out, link(b))
		}
	}
	return out
}

// toPutRight are results with a deadline, of evaluations of the year or published in it: what came of it no record says.
func (w *writer) toPutRight() []string {
	var out []string
	for _, e := range w.evaluations() {
		for _, r := range e.list {
			if r.Deadline.Known() {
				out = append(out, fmt.Sprintf("%s（%s%s，期限%s）", link(r.Base), e.name(), escape(r.Result), r.Deadline.Chinese()))
			}
		}
	}
	return out
}

// unsure are the titles of which nobody knows whether they hold at the year's end.
func (w *writer) unsure() []string {
	var out []string
	for _, b := range w.cat.Bases {
		for i := range b.Titles {
			if t := &b.Titles[i]; t.At(w.yearEnd()) == catalog.Unsure {
				out = append(out, fmt.Sprintf("%s（%s，%s命名）", link(b), escape(t.Designation.Level.Name), t.Designation.Date.Chinese()))
			}
		}
	}
	return out
}

// unnamed are the batches up to the year's end of which some names, or the total, are not known.
func (w *writer) unnamed() []string {
	var out []string
	for _, d := range w.cat.Designations {
		if w.yearEnd().Before(d.Date) || d.Unlisted() <= 0 && d.Complete {
			continue
		}
		words := d.Date.Chinese() + escape(d.Level.Name)
		if !d.Complete {
			words += "（总数也没有查到）"
		}
		out = append(out, words)
	}
	return out
}

// first cuts a long list of names short.
func first(list []string) []string {
	if len(list) > mostBases {
		return append(list[:mostBases-1:mostBases-1], list[mostBases-1]+"等")
	}
	return list
}
