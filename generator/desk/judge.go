package desk

import (
	"slices"
	"sync"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/site"
)

// judged is what check would say of a change besides what it says already.
type judged struct{ errors, warnings diag.List }

// lastJudged is the change that was judged last: who saves what he has looked at asks the same again.
type lastJudged struct {
	mu       sync.Mutex
	sum      string
	site     *site.Site // as the content stood
	problems diag.List
	found    judged
}

// judge asks what would be wrong with the content if a change were made.
func (d *Desk) judge(c edit.Change) (judged, error) {
	s, before := d.o.Now()
	sum := sumOf(c)
	l := &d.judged
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.sum == sum && l.site == s && s != nil && sameList(l.problems, before) {
		return l.found, nil
	}
	found, err := d.judgeAnew(c, before)
	if err == nil {
		l.sum, l.site, l.problems, l.found = sum, s, before, found
	}
	return found, err
}

// sameList reports whether two lists are one.
func sameList(a, b diag.List) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

func (d *Desk) judgeAnew(c edit.Change, before diag.List) (judged, error) {
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
	j.errors, j.warnings = slices.Clip(j.errors), slices.Clip(j.warnings) // several requests may have them
	return j, nil
}
