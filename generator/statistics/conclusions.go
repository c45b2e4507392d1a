package statistics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/chart"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// What figures come to: of a year, or of all years, what is most, what is least and what is missing, a sentence
// each. A sentence is the first that a list of rules has anything to say by; where none has, there is none. A rule looks at
// what is on record only: what is unknown is never most or least, a year that is not over is not held against
// others, and where all are the same nothing is said. Every number of a sentence stands in a table of the page.

// Conclusions are the sentences about a year, or about all years when it is 0, for the page at p: three at most.
func (b *Builder) Conclusions(p string, year int) []view.Conclusion {
	s := &concluding{page: b.on(p), year: year, at: address.Statistics}
	if year != 0 {
		s.at = address.StatisticsYear(year)
	}
	if len(s.years) == 0 || year > s.years[len(s.years)-1] || year > int(b.c.AsOf.Year) {
		return nil
	}
	var out []view.Conclusion
	first := func(sort string, rules ...func() *view.Conclusion) {
		for _, rule := range rules {
			if c := rule(); c != nil {
				c.Sort = sort
				out = append(out, *c)
				return
			}
		}
	}
	if year == 0 {
		first("most", func() *view.Conclusion { return s.ofYears(true) }, func() *view.Conclusion { return s.ofCounties(true) })
		first("least", func() *view.Conclusion { return s.ofCounties(false) }, func() *view.Conclusion { return s.ofYears(false) })
	} else {
		first("most", func() *view.Conclusion { return s.ofCounties(true) }, s.ofMonths)
		first("least", func() *view.Conclusion { return s.ofCounties(false) })
	}
	first("missing", s.missing)
	return out
}

// Conclusion is the one sentence for a page that has room for one, at p: what is most of the newest year that is over. What is least and what is
// missing stand beside their tables, where a reader sees why. Nil where there is nothing to say.
func (b *Builder) Conclusion(p string) *view.Conclusion {
	if y := b.HeadlineYear(); y != 0 {
		for _, c := range b.Conclusions(p, y) {
			if c.Sort == "most" {
				return &c
			}
		}
	}
	return nil
}

// concluding makes the sentences of one scope.
type concluding struct {
	*page
	year int    // 0: all years
	at   string // the page of statistics that has the figures
}

// url is where a figure stands.
func (s *concluding) url(id string) string {
	if s.p == s.at {
		return "#" + id
	}
	return address.Link(s.p, s.at) + "#" + id
}

// when begins a sentence: of which time it tells.
func (s *concluding) when() string {
	switch first, last := s.years[0], s.years[len(s.years)-1]; {
	case s.year != 0 && s.running(s.year):
		return fmt.Sprintf("%d年到%d月%d日，", s.year, s.c.AsOf.Month, s.c.AsOf.Day)
	case s.year != 0:
		return fmt.Sprintf("%d年", s.year)
	case first == last:
		return fmt.Sprintf("%d年", first)
	default:
		return fmt.Sprintf("%d—%d年", first, last)
	}
}

// get is a figure of the scope.
func (s *concluding) get(x measure.Measure, d figures.Dimension, key string) figures.Row {
	r, _ := s.f.Total(x, d, key)
	if s.year != 0 {
		r, _ = s.f.Get(s.year, x, d, key)
	}
	return r
}

// extreme is what stands out of some rows.
type extreme struct {
	at     []int // the places of those that are most, or least
	known  int   // how many are known
	value  int64
	beyond int64 // how far the next one is
}

// mostNamed is how many are named that are the same: where more are, none of them stands out.
const mostNamed = 3

// extremes finds the most, or the least, of those rows that are known. Nothing stands out of fewer than two, nor where
// all are the same, nor where more than can be named are.
func extremes(rows []figures.Row, most bool) (e extreme, ok bool) {
	better := func(a, b int64) bool { return a > b == most && a != b }
	var next *int64
	for i, r := range rows {
		if !r.Known {
			continue
		}
		e.known++
		switch {
		case len(e.at) == 0 || better(r.Value, e.value):
			if len(e.at) > 0 {
				old := e.value
				next = &old
			}
			e.at, e.value = []int{i}, r.Value
		case r.Value == e.value:
			e.at = append(e.at, i)
		case next == nil || better(r.Value, *next):
			n := r.Value
			next = &n
		}
	}
	if next == nil || len(e.at) > mostNamed {
		return e, false
	}
	e.beyond = max(e.value-*next, *next-e.value)
	return e, true
}

// thick is how many activities even the least must have on record before it is called so. A year or a county of which fewer are
// recorded shows how the log was kept rather than what was done, and would be blamed for it; so would the least of those that are on record where others have
// no record at all.
const thick = 5

// tooThin reports whether the records are too few to say who has least of rows, of which e stands out: it takes three, all on record.
func tooThin(rows []figures.Row, e extreme) bool {
	return len(rows) < 3 || e.known < len(rows) || e.value < thick
}

// values are the numbers of rows, for a chart.
func values(rows []figures.Row) []chart.Value {
	out := make([]chart.Value, len(rows))
	for i, r := range rows {
		out[i] = chart.Value{N: r.Value, Known: r.Known}
	}
	return out
}

// standsOut is the sentence about what stands out of rows of activities: before says what they are of and ends before the names.
func standsOut(before string, rows []figures.Row, e extreme, most bool) *view.Conclusion {
	word := "活动记录最少" // the log is what is known to be least, not what was done
	if most {
		word = "活动最多"
	}
	var names []string
	for _, i := range e.at {
		names = append(names, rows[i].Name)
	}
	c := &view.Conclusion{Number: digits(e.value) + "项", After: "。", Word: chart.Words(values(rows), e.at...)}
	c.Before = fmt.Sprintf("%s%s%s，", before, strings.Join(names, "、"), word)
	if len(names) > 1 {
		c.Before += "各"
	}
	return c
}

// ofYears tells which year had most activities, or least: of the years that are over.
func (s *concluding) ofYears(most bool) *view.Conclusion {
	rows := slices.DeleteFunc(s.series(measure.Activities, figures.All, ""), func(r figures.Row) bool { return s.running(r.Year) })
	for i := range rows {
		rows[i].Name = strconv.Itoa(rows[i].Year) + "年"
	}
	e, ok := extremes(rows, most)
	if !ok || !most && tooThin(rows, e) {
		return nil
	}
	c := standsOut("", rows, e, most)
	c.URL = s.url("activities-years")
	return c
}

// ofCounties tells which county has most activities on record, or least.
func (s *concluding) ofCounties(most bool) *view.Conclusion {
	if s.year != 0 && s.running(s.year) && !most {
		return nil // the others may still come
	}
	var rows []figures.Row
	for _, c := range s.c.Counties {
		rows = append(rows, s.get(measure.Activities, figures.ByCounty, c.ID))
	}
	e, ok := extremes(rows, most)
	if !ok || !most && tooThin(rows, e) {
		return nil
	}
	c := standsOut(s.when(), rows, e, most)
	if n := s.elsewhere(); n >= e.beyond {
		c.After = fmt.Sprintf("；另有%s项没有注明县区。", digits(n))
	}
	c.URL = s.url("county-table")
	return c
}

// elsewhere is how many activities have no county.
func (s *concluding) elsewhere() (n int64) {
	for _, y := range s.years {
		if s.year != 0 && y != s.year {
			continue
		}
		for _, a := range s.c.In(y) {
			if a.Counts() && len(a.Counties) == 0 {
				n++
			}
		}
	}
	return n
}

// ofMonths tells which month of the year had most.
func (s *concluding) ofMonths() *view.Conclusion {
	var rows []figures.Row
	for _, k := range s.f.Keys(figures.ByMonth) {
		rows = append(rows, s.get(measure.Activities, figures.ByMonth, k.ID))
	}
	months, undated := rows[:12], rows[12]
	e, ok := extremes(months, true)
	if !ok {
		return nil
	}
	c := standsOut(s.when(), months, e, true)
	if undated.Value > 0 && undated.Value >= e.beyond {
		c.After = fmt.Sprintf("；另有%s项没有注明月份。", digits(undated.Value))
	}
	c.URL = s.url("months")
	return c
}

// gap is something of which a part is missing.
type gap struct {
	missing, whole int64
	say            func() *view.Conclusion
}

// missing tells the largest gap: that of which the largest part is missing.
func (s *concluding) missing() *view.Conclusion {
	var largest *gap
	for _, g := range []*gap{s.unreported(), s.withoutRecords(), s.unsure()} {
		if g == nil || g.missing <= 0 {
			continue
		}
		if largest == nil || share100(g.missing, g.whole) > share100(largest.missing, largest.whole) {
			largest = g
		}
	}
	if largest == nil {
		return nil
	}
	c := largest.say()
	c.Word = chart.Part(largest.whole-largest.missing, largest.whole)
	return c
}

// share100 is a share in hundredths of a percent.
func share100(n, whole int64) int64 { return n * 10_000 / max(whole, 1) }

// unreported are the activities whose participants nobody told.
func (s *concluding) unreported() *gap {
	r := s.get(measure.Participants, figures.All, "")
	if r.Entries < 2 {
		return nil
	}
	n := r.Entries - r.Reported
	return &gap{n, r.Entries, func() *view.Conclusion {
		c := &view.Conclusion{Before: fmt.Sprintf("%s%s项活动里，", s.when(), digits(r.Entries)), Number: digits(n) + "项", After: "未报参加人次。"}
		switch {
		case r.Reported == 0:
			c.Before, c.After = s.when()+"的", "活动都未报参加人次。"
			c.URL = s.url("activities-years")
			if s.year != 0 {
				c.URL = s.url(headlinesID)
			}
		case s.year != 0:
			c.URL = s.url(headlinesID)
		default:
			c.URL = s.url("participants-years")
		}
		return c
	}}
}

// headlinesID is where the layout of a year has its figures told large.
const headlinesID = "_headlines"

// withoutRecords are the counties that no activity on record is of, where others have some.
func (s *concluding) withoutRecords() *gap {
	var without []string
	for _, c := range s.c.Counties {
		if r := s.get(measure.Activities, figures.ByCounty, c.ID); !r.Known {
			without = append(without, c.Name)
		}
	}
	n, all := len(without), len(s.c.Counties)
	if n == all || all < 2 {
		return nil
	}
	return &gap{int64(n), int64(all), func() *view.Conclusion {
		c := &view.Conclusion{Before: fmt.Sprintf("%s%d个县区里，", s.when(), all), Number: fmt.Sprintf("%d个", n), After: "没有活动记录。", URL: s.url("county-table")}
		if n <= mostNamed {
			c.After = "没有活动记录：" + strings.Join(without, "、") + "。"
		}
		return c
	}}
}

// unsure are the bases of which nobody knows whether they hold their title still.
func (s *concluding) unsure() *gap {
	year, id := s.year, "levels"
	if year == 0 {
		id = "in-force-years"
		for _, y := range s.years { // the newest that is over
			if !s.running(y) || year == 0 {
				year = y
			}
		}
	}
	r, _ := s.f.Get(year, measure.InForce, figures.All, "")
	n := r.Unsure()
	if s.running(year) || len(s.c.Levels) == 0 {
		return nil
	}
	return &gap{n, r.Entries, func() *view.Conclusion {
		whole := digits(r.Entries)
		if r.LowerBound || r.UnsureLowerBound {
			whole = "至少" + whole
		}
		c := &view.Conclusion{Number: strings.TrimSuffix(quote.Unsure(r, quote.Thousands), quote.NoEndKnown), After: quote.NoEndKnown + "。", URL: s.url(id)}
		c.Before = fmt.Sprintf("%d年年末可能在册的%s家里，", year, whole)
		if n == r.Entries {
			c.Before, c.After = fmt.Sprintf("%d年年末可能在册的", year), "，有效期都未查到。"
		}
		return c
	}}
}
