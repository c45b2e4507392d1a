package catalog

import (
	"kepu/generator/diag"
)

// overdue warns about what is still planned for a day before that of an activity
// that was held: it would never count. There is no clock: the records tell the time.
func (l *linker) overdue() {
	held := l.newestHeld()
	if held == nil || !held.Date.Known() {
		return
	}
	newest := held.Date.Date
	for _, a := range l.planned {
		last := a.Date.Date
		if a.Until.Known() {
			last = a.Until.Date
		}
		if last.Known() && last.Last().Before(newest.First()) {
			l.ps.Warn(l.place(a.Path, a.Date.Span), diag.T("计划的日期已过：%s 的活动已经记了", "the planned date is past: activities of %s are on record").With(diag.T(newest.Chinese(), newest.String())),
				diag.T(`办过了就改为 "held" 或删去 status，没办就写 "postponed" 或 "cancelled"`, `if it was held, write "held" or take status out; else write "postponed" or "cancelled"`))
		}
	}
}
