package catalog

import (
	"kepu/generator/diag"
	"kepu/generator/source"
)

// A held activity this many years after every other record is likely a slip.
const farAhead = 5

// ahead warns about an activity that is dated long after all other records, such
// as 2106 for 2016: one such date would make every title look expired.
func (l *linker) ahead() {
	var newest *Activity
	next := 0                          // the newest year of all other records
	for _, a := range l.c.Activities { // the newest first
		switch {
		case a.Status != source.Held || !a.Date.Known():
		case newest == nil:
			newest = a
		default:
			next = max(next, int(a.Date.Year))
		}
	}
	for _, d := range l.c.Designations {
		next = max(next, int(d.Date.Year))
	}
	if newest == nil || next == 0 || int(newest.Date.Year)-next <= farAhead {
		return
	}
	l.ps.Warn(l.place(newest.Path, newest.Date.Span),
		diag.T("比其他记录晚了 %d 年", "this is %d years after all other records").With(int(newest.Date.Year)-next),
		diag.T("请核对年份", "check the year"))
}
