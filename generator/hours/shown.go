package hours

import (
	"regexp"
	"strings"

	"kepu/generator/date"
)

var isoDate = regexp.MustCompile(`\d{4}-\d{1,2}-\d{1,2}`)

// Shown returns the days of a line of hours for readers: 周二至周日, 2026年3月23日. Words are
// not changed.
func Shown(days string) string {
	days = isoDate.ReplaceAllStringFunc(days, func(s string) string {
		if d, fault := date.Parse(s); fault == date.None {
			return d.Chinese()
		}
		return strings.ReplaceAll(s, "-", "\x00") // no day: as it was written
	})
	return strings.ReplaceAll(strings.ReplaceAll(days, "-", "至"), "\x00", "-")
}

var plainMonths = regexp.MustCompile(`^[0-9、，,\-\s]+$`)

// ShownSeason returns the months of a line of hours for readers: 3—10月.
func ShownSeason(months string) string {
	if plainMonths.MatchString(months) {
		months += "月"
	}
	return strings.ReplaceAll(isoDate.ReplaceAllStringFunc(months, Shown), "-", "—")
}

// ShownTimes returns the times of a line of hours for readers: 09:00—17:00（16:30停止入馆）.
func (l Line) ShownTimes() string {
	if l.Closed {
		return "不开放"
	}
	times := l.Open + "—" + l.Close
	if l.Last != "" {
		times += "（" + l.Last + "停止入馆）"
	}
	return times
}
