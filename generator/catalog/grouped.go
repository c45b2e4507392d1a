package catalog

import (
	"kepu/generator/diag"
	"kepu/generator/source"
)

// A doubtful record is warned of where it stands. When many records give rise to the same warning,
// the cause is likelier what they have in common: it is given once, there, with their number.

// cause is what several records may have in common.
type cause struct {
	why  reason
	base *Base  // of draft and early
	log  string // of otherYear
	year int    // the log's, by its name
}

type reason int

const (
	draft     reason = iota // a base that is named is a draft
	early                   // an activity is before its base became one
	otherYear               // a log's name is another year than its records'
	unchecked               // it is long since a base's page was checked
)

// draftNamed is the code of a draft that records name, told of each or of all.
const draftNamed = "BASE-DRAFT"

// groupedWarning is the warning of one record, with the cause that it may share.
type groupedWarning struct {
	cause
	path       string
	at         source.Span
	what, mend diag.Text
}

// warnGrouped warns of each record, or once of a cause that many have in common.
func (l *linker) warnGrouped() {
	const few = 3
	times := map[cause]int{}
	for _, d := range l.grouped {
		times[d.cause]++
	}
	for _, d := range l.grouped {
		switch n := times[d.cause]; {
		case n > few:
			l.common(d, n)
			times[d.cause] = 0
		case n > 0:
			l.ps.Warn(l.place(d.path, d.at), d.what, d.mend)
		}
	}
}

// common warns of a cause that n records have in common, the first of them d.
func (l *linker) common(d groupedWarning, n int) {
	first := diag.Same(d.path)
	if f := l.files[d.path]; f != nil {
		first = diag.T("%s 第 %d 行", "%s, line %d").With(d.path, f.LineOf(int(d.at.Start)))
	}
	switch d.why {
	case draft:
		l.ps.Warn(diag.Whole(d.base.Path), diag.M(draftNamed, "“%s” 还是草稿，网站上没有它的页面，却有 %d 处写到它，第一处在 %s", "“%s” is a draft and has no page on the site, but is named %d times, first in %s").With(d.base.Name, n, first), d.mend)
	case early:
		l.ps.Warn(l.place(d.base.Path, d.base.Since.Span), diag.M("BASE-SINCE-LATE", "有 %d 项活动早于 “%s” 成为基地的时间 %s，第一项在 %s", "%d activities are before “%s” became a base, %s, the first in %s").With(n, d.base.Name, d.base.Since.String(), first),
			diag.T("请核对 since：它是成为科普教育基地的时间，不是开馆时间", "check since: it is when the place became a base, not when it opened"))
	case unchecked:
		l.ps.Warn(diag.Whole(""), diag.M(longUnchecked, "有 %d 家基地的页面，上一次核对已过两年，最早的一家在 %s", "of %d bases the page was checked more than two years ago, the first of them in %s").With(n, first), d.mend)
	case otherYear:
		l.ps.Warn(diag.Whole(d.log), diag.M("LOG-FILE-YEAR", "文件名是 %d，里面却有 %d 条是别的年份，第一条在第 %d 行", "the file is named %d, but %d of its entries are of other years, the first on line %d").With(d.year, n, l.files[d.log].LineOf(int(d.at.Start))),
			diag.T("是文件名不对就改文件名，是日期不对就改日期；统计按 date 的年份算", "mend the name or the dates, whichever is wrong: figures go by date"))
	}
}
