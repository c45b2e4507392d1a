package source

import (
	"kepu/generator/diag"
	"kepu/generator/hours"
	"kepu/generator/tomldoc"
)

// Words of opening hours that the page cannot compute with are warned about: it shows
// them as they are, and says 未知 where it would tell whether it is open today.

// hoursWords looks at the words of one line of opening hours.
func (r *reader) hoursWords(t *tomldoc.Table) {
	for _, w := range []struct {
		key   string
		knows func(string) bool
		mend  diag.Text
	}{
		{"days", func(s string) bool { _, ok := hours.ParseDays(s); return ok },
			diag.T(`写成 "周二-周日"、"周一、周三"、"每天"、"工作日"、"周末"、"法定节假日" 这样`, `write it as "周二-周日", "周一、周三", "每天", "工作日", "周末" or "法定节假日"`)},
		{"months", func(s string) bool { _, ok := hours.ParseMonths(s); return ok },
			diag.T(`写成 "3-10" 或 "11-2" 这样；全年开放就不写 months`, `write it as "3-10" or "11-2"; leave months out when it is all year`)},
	} {
		f := t.Field(w.key)
		if f != nil && f.Value.Kind == tomldoc.String && f.Value.Text != "" && !w.knows(f.Value.Text) {
			r.ps.Warn(valueSpan(f).In(r.file), diag.T("“%s” 看不懂，网页照原样显示，但不能说今天是否开放", "“%s” is not understood: the page shows it as it is, but cannot tell whether it is open today").With(f.Value.Text), w.mend)
		}
	}
}

// closedWords looks at one of the days off.
func (r *reader) closedWords(v *tomldoc.Value) {
	if _, ok := hours.ParseClosure(v.Text); ok || v.Text == "" {
		return
	}
	r.ps.Warn(span(v.Start, v.End).In(r.file), diag.T("“%s” 看不懂，网页照原样显示，但不能说今天是否开放", "“%s” is not understood: the page shows it as it is, but cannot tell whether it is open today").With(v.Text),
		diag.T(`写成 "周一"、"春节"、"法定节假日"、"10月1日至7日" 或 2026-10-01 这样`, `write it as "周一", "春节", "法定节假日", "10月1日至7日" or 2026-10-01`))
}
