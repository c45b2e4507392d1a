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
	j, err := d.judgeOnce(c)
	if shut := d.readOnly(c); len(shut) > 0 {
		j.errors = append(slices.Clip(shut), j.errors...)
	}
	return j, err
}

// judgeOnce judges a change that has been judged just now no more.
func (d *Desk) judgeOnce(c edit.Change) (judged, error) {
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
	_, after, err := d.o.Try(folder.New(d.o.Content).With(c.After()))
	if err != nil {
		return judged{}, err
	}
	after = after.Besides(before)
	return judged{slices.Clip(after.Only(diag.Error)), slices.Clip(after.Only(diag.Warning))}, nil // several requests may have them
}
