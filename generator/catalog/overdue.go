package catalog

import "kepu/generator/diag"

// overdue warns about what is still planned for a day that has passed: it would never
// count. Where today is not known, the day of the newest activity that was held tells the time.
func (l *linker) overdue() {
	now, why := l.in.Today, diag.T("今天是%s", "today is %s").With(l.today())
	if held := l.newestHeld(); !now.Known() && held != nil {
		now = held.Date.Date
		why = diag.T("%s 的活动已经记了", "activities of %s are on record").With(diag.T(now.Chinese(), now.String()))
	}
	if !now.Known() {
		return
	}
	for _, a := range l.planned {
		if last := a.Last(); last.Known() && last.Before(now) {
			l.ps.Warn(l.place(a.Path, a.Date.Span), diag.M("LOG-PLAN-PAST", "计划的日期已过：%s", "the planned date is past: %s").With(why),
				diag.T(`办过了就改为 "held" 或删去 status，没办就写 "postponed" 或 "cancelled"`, `if it was held, write "held" or take status out; else write "postponed" or "cancelled"`))
		}
	}
}
