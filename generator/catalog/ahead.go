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
	newest := l.newestHeld()
	if newest == nil || !newest.Date.Known() {
		return
	}
	next := 0 // the newest year of all other records
	for _, a := range l.c.Activities[newest.At+1:] {
		if a.Status == source.Held {
			next = int(a.Date.Year) // those that follow are older
			break
		}
	}
	for _, d := range l.c.Designations {
		next = max(next, int(d.Date.Year))
	}
	if next == 0 || int(newest.Date.Year)-next <= farAhead {
		return
	}
	l.ps.Warn(l.place(newest.Path, newest.Date.Span),
		diag.T("比其他记录晚了 %d 年", "this is %d years after all other records").With(int(newest.Date.Year)-next),
		diag.T("请核对年份", "check the year"))
}
