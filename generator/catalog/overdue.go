package catalog

import (
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/source"
)

// overdue warns about what is still planned for a day before that of an activity
// that was held: it would never count. There is no clock: the records tell the time.
func (l *linker) overdue() {
	newest := date.Date{}
	for _, a := range l.c.Activities {
		if a.Status == source.Held && a.Date.Known() && (!newest.Known() || newest.Before(a.Date.Date)) {
			newest = a.Date.Date
		}
	}
	for _, a := range l.c.Activities {
		last := a.Date.Date
		if a.Until.Known() {
			last = a.Until.Date
		}
		if a.Status == source.Planned && last.Known() && newest.Known() && last.Last().Before(newest.First()) {
			l.ps.Warn(l.place(a.Path, a.Date.Span), diag.T("计划的日期已过：%s 的活动已经记了", "the planned date is past: activities of %s are on record").With(diag.T(newest.Chinese(), newest.String())),
				diag.T(`办过了就改为 "held" 或删去 status，没办就写 "postponed" 或 "cancelled"`, `if it was held, write "held" or take status out; else write "postponed" or "cancelled"`))
		}
	}
}
