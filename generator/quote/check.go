package quote

import (
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/markdown"
)

// Check reports what is wrong in the directives of all texts, warns of figures
// that are not what the writer expected, and of those that nobody reported.
//
// files gives the content file at a path, or nil when it is not at hand (then the
// file alone is named).
func (q *Quotes) Check(files func(path string) *diag.File) diag.List {
	var found diag.List
	check := func(path string, text *markdown.Doc) {
		for i := range text.Directives {
			d := &text.Directives[i]
			for _, f := range q.faults(d) {
				at := diag.Whole(path)
				if file := files(path); file != nil {
					at = file.Place(f.Start, f.End)
				}
				if f.Harmless {
					found.Warn(at, f.What, f.Mend)
				} else {
					found.Error(at, f.What, f.Mend)
				}
			}
		}
	}
	for _, b := range q.cat.Bases {
		check(b.Path, b.Body)
	}
	for _, list := range [][]*catalog.Article{q.cat.Reports, q.cat.Notices, q.cat.Pages} {
		for _, a := range list {
			check(a.Path, a.Body)
		}
	}
	for _, r := range q.cat.Routes {
		check(r.Path, r.Body)
	}
	found.Sort()
	return found
}

func (q *Quotes) faults(d *markdown.Directive) []Fault {
	r, faults := q.Read(d)
	if len(faults) > 0 || r.Kind != markdown.Figure {
		return faults
	}
	row := q.Number(&r)
	switch text := r.Text(row); {
	case r.expect.Text != "" && !r.expected(row, text):
		shown := text
		if row.Known {
			shown = Thousands.WriteOf(row.Measure, row.Value)
		}
		return []Fault{{r.expect.Start, r.expect.End, differs.With(r.expect.Text, shown), checkBoth, true}}
	case row.NoRecords && r.expect.Text == "":
		return []Fault{{d.Start, d.End, noRecord.With(q.About(&r)), fillInLog, true}}
	case row.Known && r.expect.Text == "" && len(q.yearsWithoutLog(&r)) > 0:
		return []Fault{{d.Start, d.End, leftOut.With(yearWords(q.yearsWithoutLog(&r))), fillInLog, true}}
	case !row.Known && r.expect.Text == "" && (row.Unplaced || row.Unsure() > 0):
		return []Fault{{d.Start, d.End, notFound.With(q.About(&r), text), fillIn, true}}
	case !row.Known && r.expect.Text == "":
		return []Fault{{d.Start, d.End, notReported, fillIn, true}}
	}
	return nil
}

// expected reports whether a number is the one that the writer put down: as a
// number, or just as it is printed.
func (r *Request) expected(row figures.Row, text string) bool {
	want := r.expect.Text
	if want == text || want+r.Unit == text {
		return true
	}
	return row.Known && strings.NewReplacer(",", "", "，", "", "_", "").Replace(want) == Plain.WriteOf(row.Measure, row.Value)
}
