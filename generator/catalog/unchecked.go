package catalog

import (
	"slices"

	"kepu/generator/diag"
)

// longUnchecked is the code of a page that was checked long ago, told of each or of all.
const longUnchecked = "BASE-UNCHECKED"

// longUnchecked warns of the pages of bases that say of themselves that they were checked more than two years ago: whoever
// reads that asks whether it still holds. Those checked longest ago come first. Pages that do not say it are a task of
// kepu todo, and no fault.
func (l *linker) longUnchecked() {
	today := l.in.Today
	if !today.Known() {
		return
	}
	var old []*Base
	for _, b := range l.c.Bases {
		d := b.Verified.Date
		if due := d.Last().InAYear().InAYear(); !d.Known() || !due.Before(today) || b.Until.Known() && b.Until.Last().Before(today) {
			continue
		}
		if s := b.Standing(today); s == Revoked || s == Ended {
			continue
		}
		old = append(old, b)
	}
	slices.SortStableFunc(old, func(a, b *Base) int { return a.Verified.Date.Compare(b.Verified.Date.Date) })
	for _, b := range old {
		l.grouped = append(l.grouped, groupedWarning{cause{why: unchecked}, b.Path, b.Verified.Date.Span,
			diag.M(longUnchecked, "上一次核对是%s，已过两年", "the page was checked last %s, more than two years ago").With(diag.T(b.Verified.Date.Chinese(), b.Verified.Date.String())),
			diag.T("照页面问一遍地址、电话、开放时间、收费，改好，在 verified 里写核对的那天；哪些到期了，见 kepu todo", "ask whether address, phone, hours and fee are right, mend them and write the day into verified; kepu todo lists those that are due")})
	}
}
