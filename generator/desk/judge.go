package desk

import (
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/folder"
)

// judged is what check would say of a change besides what it says already.
type judged struct{ errors, warnings diag.List }

// judge asks what would be wrong with the content if a change were made.
func (d *Desk) judge(c edit.Change) (judged, error) {
	_, before := d.o.Now()
	files := map[string][]byte{}
	for _, f := range c.Files {
		files[f.Path] = f.After
	}
	_, after, err := d.o.Try(folder.New(d.o.Content).With(files))
	if err != nil {
		return judged{}, err
	}
	// A problem is the same though its line has moved.
	type same struct {
		severity   diag.Severity
		code, file string
		what       string
	}
	of := func(p diag.Problem) same { return same{p.Severity, p.Code(), p.Place.File, p.What.ZH} }
	known := map[same]int{}
	for _, p := range before {
		known[of(p)]++
	}
	var j judged
	for _, p := range after {
		if known[of(p)] > 0 {
			known[of(p)]--
			continue
		}
		switch p.Severity {
		case diag.Error:
			j.errors = append(j.errors, p)
		case diag.Warning:
			j.warnings = append(j.warnings, p)
		}
	}
	return j, nil
}
