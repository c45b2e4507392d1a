package hours

import (
	"strconv"
	"strings"
	"time"
)

// Holiday is a set of public holidays.
//
// By law each has its days: one of 元旦, 清明, 端午 and 中秋, two of 劳动节, three of 国庆, and
// of 春节 the eve and three more (国务院令第795号, 2024-11-10). Around them the State Council
// gives more days off and takes weekends for them, announced late in the year before. So
// for a year that [announced] doesn't have, days near a holiday may be a day off, and
// weekends near it a working day. And where it is known which days are off, 法定节假日 and 国庆节 surely mean
// those by law, and perhaps the others.
type Holiday uint8

// The public holidays, in the order of the rows of feasts.
const (
	NewYear    Holiday = 1 << iota // 元旦
	Spring                         // 春节, counted from the first day of the year
	Qingming                       // 清明
	Labour                         // 劳动节
	DragonBoat                     // 端午
	MidAutumn                      // 中秋
	National                       // 国庆
	allOfThem  = 1<<7 - 1
)

// Feast is days counted from that of a holiday: {Spring, -1, -1} is 除夕.
type Feast struct {
	Holiday  Holiday
	From, To int
}

// feasts has the days of the holidays, from 元旦 to 国庆. They are those of the calendar
// by GB/T 33661-2017; calendars of browsers are a day off in 2027 and 2030. The script has the same rows.
var feasts = map[int]string{
	2025: "0101 0129 0404 0501 0531 1006 1001",
	2026: "0101 0217 0405 0501 0619 0925 1001",
	2027: "0101 0206 0405 0501 0609 0915 1001",
	2028: "0101 0126 0404 0501 0528 1003 1001",
	2029: "0101 0213 0404 0501 0616 0922 1001",
	2030: "0101 0203 0405 0501 0605 0912 1001",
	2031: "0101 0123 0405 0501 0624 1001 1001",
	2032: "0101 0211 0404 0501 0612 0919 1001",
	2033: "0101 0131 0404 0501 0601 0908 1001",
	2034: "0101 0219 0405 0501 0620 0927 1001",
	2035: "0101 0208 0405 0501 0610 0916 1001",
	2036: "0101 0128 0404 0501 0530 1004 1001",
	2037: "0101 0215 0404 0501 0618 0924 1001",
	2038: "0101 0204 0405 0501 0607 0913 1001",
	2039: "0101 0124 0405 0501 0527 1002 1001",
	2040: "0101 0212 0404 0501 0614 0920 1001",
}

// announced has the days off of the holidays, and the weekends on which people work, of
// the years whose notice is known. The script has the same rows. A year is added here and
// there when its notice is out, as the State Council published it and with its number.
var announced = map[int]string{
	// 国务院办公厅关于2026年部分节假日安排的通知, 国办发明电〔2025〕7号, 2025-11-04
	2026: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007 0104 0214 0228 0509 0920 1010",
}

// byLaw and around have the first and the last day of each holiday, counted from its
// feast: those by law, and the most that were ever given since 2014.
var (
	byLaw  = [7][2]int{{0, 0}, {-1, 2}, {0, 0}, {0, 1}, {0, 0}, {0, 0}, {0, 2}}
	around = [7][2]int{{-3, 3}, {-4, 9}, {-3, 3}, {-3, 5}, {-3, 3}, {-3, 3}, {-3, 8}}
)

const workdayReach = 14 // days from a holiday that a working weekend may lie

// calendarDay is a day on which somebody asks.
type calendarDay struct {
	year, month, day, week int // January 1, Monday 0
	number                 int // counted over all years
}

func dayAt(year, month, day int) calendarDay {
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return calendarDay{at.Year(), int(at.Month()), at.Day(), (int(at.Weekday()) + 6) % 7, int(at.Unix() / 86400)}
}

// feast returns the day of the holiday with an index.
func feast(year, i int) int {
	row := strings.Fields(feasts[year])[i]
	return monthDay(year, row).number
}

// monthDay reads "1001".
func monthDay(year int, s string) calendarDay {
	n, _ := strconv.Atoi(s)
	return dayAt(year, n/100, n%100)
}

// kind is what a day may be.
type kind struct {
	holiday Holiday // it is one of these, so that what is said of holidays goes for it
	off     Holiday // no working day because of these
	work    bool    // a weekend on which people work
}

// possibleKinds returns what the day may be, one kind when that is sure. There are none for a day whose year is
// not known at all.
func (d calendarDay) possibleKinds() []kind {
	if feasts[d.year] == "" || feasts[d.year+1] == "" && d.month == 12 {
		return nil
	}
	out := []kind{{}}
	add := func(choices ...kind) {
		var next []kind
		for _, k := range out {
			for _, c := range choices {
				both := kind{k.holiday | c.holiday, k.off | c.off, k.work || c.work}
				both.work = both.work && both.off == 0
				next = append(next, both)
			}
		}
		out = next
	}
	for i := range 7 {
		d.addHoliday(d.year, i, add)
	}
	d.addHoliday(d.year+1, 0, add)
	if notice := announced[d.year]; notice != "" {
		for _, w := range strings.Fields(notice)[7:] {
			if monthDay(d.year, w).number == d.number {
				add(kind{work: true})
			}
		}
	}
	return out
}

// addHoliday adds what one holiday makes of the day.
func (d calendarDay) addHoliday(year, i int, add func(...kind)) {
	if feasts[year] == "" {
		return
	}
	h, from := Holiday(1<<i), d.number-feast(year, i)
	whole, part := kind{holiday: h, off: h}, kind{off: h}
	if notice := announced[year]; notice != "" {
		first, last, _ := strings.Cut(strings.Fields(notice)[i], "-")
		switch {
		case from >= byLaw[i][0] && from <= byLaw[i][1]:
			add(whole)
		case d.number >= monthDay(year, first).number && d.number <= monthDay(year, last).number:
			add(whole, part)
		}
		return
	}
	switch {
	case from >= byLaw[i][0] && from <= byLaw[i][1]:
		add(whole)
	case from >= around[i][0] && from <= around[i][1] && d.week >= 5:
		add(kind{}, whole, part, kind{work: true})
	case from >= around[i][0] && from <= around[i][1]:
		add(kind{}, whole, part)
	case from >= -workdayReach && from <= workdayReach && d.week >= 5:
		add(kind{}, kind{work: true})
	}
}
