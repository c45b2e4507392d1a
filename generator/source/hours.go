package source

import (
	"regexp"

	"kepu/generator/diag"
	"kepu/generator/hours"
	"kepu/generator/tomldoc"
)

// Words of opening hours that the page cannot compute with are warned about: it shows
// them as they are, and says 未知 where it would tell whether it is open today.

// allDay finds words that speak of the time in place of the day.
var allDay = regexp.MustCompile(`24\s*小时|二十四小时|全天|昼夜`)

// hoursWords looks at the words of one line of opening hours.
func (r *reader) hoursWords(t *tomldoc.Table, h *Hours) {
	days, ok := hours.ParseDays(h.Days, h.Closed)
	if f := t.Field("days"); f != nil && h.Days != "" && !ok && allDay.MatchString(h.Days) {
		r.notUnderstood(&f.Value, h.Days, diag.T(`写清哪几天，时间写 open = "00:00", close = "24:00"，例如 {days = "每天", open = "00:00", close = "24:00"}`,
			`say on which days, with open = "00:00" and close = "24:00", such as {days = "每天", open = "00:00", close = "24:00"}`))
	} else if f != nil && h.Days != "" && !ok {
		r.notUnderstood(&f.Value, h.Days, diag.T(`写成 "周二-周日"、"周一、周三"、"每天（周一除外）"、"工作日"、"法定节假日"、"3月23日"、"5月1日—10月7日" 这样；别的话写在正文里`,
			`write it as "周二-周日", "周一、周三", "每天（周一除外）", "工作日", "法定节假日", "3月23日" or "5月1日—10月7日", and anything else in the text below`))
	}
	f := t.Field("months")
	if f == nil || h.Months == "" {
		return
	}
	season, ok := hours.ParseSeason(h.Months)
	switch {
	case !ok:
		r.notUnderstood(&f.Value, h.Months, diag.T(`写成 "3-10"、"11-2" 或 "5月1日—10月7日" 这样；全年开放就不写 months`, `write it as "3-10", "11-2" or "5月1日—10月7日"; leave months out when it is all year`))
	case len(season.Spans) > 0 && len(days.Spans) > 0:
		r.ps.Warn(valueSpan(f).In(r.file), diag.M("HOURS-DATES-TWICE", "days 和 months 都写了日期，不能说今天是否开放", "days and months both have dates: the page cannot tell whether it is open today"), diag.T("日期写在 months 里，days 写那段时间里的星期，例如 周二-周日", "write the dates in months, and in days the days of the week of that time, such as 周二-周日"))
	}
}

// closedWords looks at one of the days off.
func (r *reader) closedWords(v *tomldoc.Value) {
	if _, ok := hours.ParseClosure(v.Text); ok || v.Text == "" {
		return
	}
	r.notUnderstood(v, v.Text, diag.T(`写成 "周一"、"除夕"、"春节"、"法定节假日"、"10月1日至7日" 或 2026-10-01 这样；别的话写在正文里`, `write it as "周一", "除夕", "春节", "法定节假日", "10月1日至7日" or 2026-10-01, and anything else in the text below`))
}

func (r *reader) notUnderstood(v *tomldoc.Value, words string, mend diag.Text) {
	words = diag.Clip(words, 40) // its line stands below the message
	r.ps.Warn(span(v.Start, v.End).In(r.file), diag.M("HOURS-UNCLEAR", "“%s” 看不懂，网页照原样显示，但不能说今天是否开放", "“%s” is not understood: the page shows it as it is, but cannot tell whether it is open today").With(words), mend)
}
