package quote

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/measure"
)

// Number answers a figure: its row. Of bases with a page the Row has no measure
// worth looking at, but value, entries and coverage are right; where some of them may hold
// what is asked for and do not certainly, it is one of bases in force.
func (q *Quotes) Number(r *Request) figures.Row {
	if r.OfBases {
		bases := q.Bases(r)
		n := int64(len(bases))
		if n == 0 && r.narrowed() {
			return q.noBase(r)
		}
		row := figures.Row{Value: n, Known: true, Reported: n, Entries: n}
		if r.byTitle() {
			for _, b := range bases {
				if !r.Query.Keys.Standing(b.Titles, q.day(r)).Holds() {
					row.Value, row.Reported, row.Measure = row.Value-1, row.Reported-1, measure.InForce
				}
			}
			row.Known = row.Reported > 0 || row.Entries == 0
		}
		return row
	}
	row := q.f.Ask(r.Query)
	if row == (figures.Row{}) { // a year before or after all records: Read has said so
		row = figures.Row{Measure: r.Query.Measure, Year: r.OneYear(), NoRecords: true}
	}
	return row
}

// noBase is the row of bases with a page where there is none: of those that were named some
// may be meant that have no page. Who holds a title is none where all that were named do no more.
func (q *Quotes) noBase(r *Request) figures.Row {
	keys, day := &r.Query.Keys, q.day(r)
	if r.judged() { // that nobody was rated so is known where others were
		some := slices.ContainsFunc(q.cat.Ratings, func(x *catalog.Rating) bool { return r.ofScheme(x) && (!r.rated || r.ratedIn(x)) })
		return figures.Row{Known: some, NoRecords: !some}
	}
	if !r.byTitle() {
		unplaced := slices.ContainsFunc(q.cat.Designations, func(d *catalog.Designation) bool {
			return d.Nameless() && keys.AtLevel(d.Level) && (!r.named || r.namedIn(d))
		})
		return figures.Row{Unplaced: unplaced, NoRecords: !unplaced}
	}
	unplaced := keys.Unseen(q.cat, day)
	over := !unplaced && slices.ContainsFunc(q.cat.Bases, func(b *catalog.Base) bool {
		return keys.Fit(b, q.countyDay(r)) && keys.Standing(b.Titles, day) != catalog.NotYet
	})
	return figures.Row{Known: over, Unplaced: unplaced, NoRecords: !unplaced && !over}
}

// byTitle reports whether a request for bases is about those that hold a title on a day.
func (r *Request) byTitle() bool {
	return !r.named && !r.judged() && (r.Query.Keys[figures.ByLevel] != "" || r.hasYears)
}

// namedIn reports whether a designation is of the years that r asks for.
func (r *Request) namedIn(d *catalog.Designation) bool {
	y := int(d.Date.Year)
	return r.Named[0] <= y && y <= r.Named[1]
}

// judged reports whether a request for bases is about results of evaluations.
func (r *Request) judged() bool { return r.rated || r.Result != "" || r.Scheme != "" }

// ratedIn reports whether a result is of the years that r asks for.
func (r *Request) ratedIn(x *catalog.Rating) bool {
	return r.Rated[0] <= x.Year && x.Year <= r.Rated[1]
}

func (r *Request) ofScheme(x *catalog.Rating) bool { return r.Scheme == "" || x.Scheme == r.Scheme }

// ratingOf returns the newest result of b that r asks for, or nil: of the years that it names, else of the
// newest year of which b has one.
func (r *Request) ratingOf(b *catalog.Base) *catalog.Rating {
	newest := 0
	for _, x := range b.Ratings { // the newest first
		if !r.ofScheme(x) || r.rated && !r.ratedIn(x) {
			continue
		}
		if newest == 0 {
			newest = x.Year
		}
		if (r.rated || x.Year == newest) && (r.Result == "" || x.Result == r.Result) {
			return x
		}
	}
	return nil
}

// countyDay is the day on which bases were in the county that r asks for; unknown where it asks for
// no year, so that they are where they are now.
func (q *Quotes) countyDay(r *Request) date.Date {
	if !r.hasYears {
		return date.Date{}
	}
	return q.day(r)
}

// narrowed reports whether a request for bases is about some of them.
func (r *Request) narrowed() bool {
	return r.named || r.judged() || r.hasYears || r.Query.Keys != figures.Keys{}
}

// Rows answers a chart or a table: a row for each year or key that it is broken down by,
// in the site's order. Every county and every month is there, and of all else the
// keys that any record is about.
func (q *Quotes) Rows(r *Request) []figures.Row {
	var rows []figures.Row
	if r.By.Years {
		for _, y := range q.years(r) {
			one := *r
			one.Query.First, one.Query.Last = y, y
			row := q.Number(&one)
			row.Year = y
			rows = append(rows, row)
		}
		return rows
	}
	d := r.By.Dimension
	for _, k := range q.f.Keys(d) {
		one := *r
		one.Query.Keys[d] = k.ID
		row := q.Number(&one)
		row.Dimension, row.Key, row.Name = d, k.ID, k.Name
		if row.Entries == 0 && (d != figures.ByCounty && d != figures.ByMonth || k.ID == figures.NoMonth) {
			continue
		}
		rows = append(rows, row)
	}
	return rows
}

// years are the years that a request by years is about: those that have begun at
// the newest record.
func (q *Quotes) years(r *Request) []int {
	return slices.DeleteFunc(q.f.Years(), func(y int) bool {
		return y > q.cat.Begun() || r.Query.First != 0 && (y < r.Query.First || y > r.Query.Last)
	})
}

// Bases answers a list, a count or a map of bases, in the site's order: those of
// the county and the kind; with a level or a year, those that hold it at the end of
// that year (without one, as of the newest record); with Named, those that were
// named then, at that level if there is one.
func (q *Quotes) Bases(r *Request) []*catalog.Base {
	keys := &r.Query.Keys
	asked := func(b *catalog.Base) bool {
		if r.named {
			return slices.ContainsFunc(b.Titles, func(t catalog.Title) bool {
				d := t.Designation
				return r.namedIn(d) && keys.AtLevel(d.Level) && keys.Fit(b, d.Date)
			})
		}
		if r.judged() {
			x := r.ratingOf(b)
			day := q.cat.AsOf
			if x != nil {
				day = date.YearEnd(x.Year)
			}
			return x != nil && keys.Fit(b, day) && (keys[figures.ByLevel] == "" || keys.Standing(b.Titles, day).MayHold())
		}
		return keys.Fit(b, q.countyDay(r)) && (!r.byTitle() || keys.Standing(b.Titles, q.day(r)).MayHold())
	}
	var out []*catalog.Base
	for _, b := range q.cat.Bases {
		if asked(b) {
			out = append(out, b)
		}
	}
	if r.Limit > 0 {
		return out[:min(len(out), r.Limit)]
	}
	return out
}

// Activities answers a list of activities that count, the newest first.
func (q *Quotes) Activities(r *Request) []*catalog.Activity {
	var out []*catalog.Activity
	for a := range q.f.Matching(r.Query) {
		if out = append(out, a); len(out) == r.Limit {
			break
		}
	}
	return out
}

// About says in words what a request is about, without its number: "2016年确山县
// 全国科普日参加人次".
func (q *Quotes) About(r *Request) string {
	var b strings.Builder
	switch {
	case r.named && r.Named[0] == r.Named[1]:
		fmt.Fprintf(&b, "%d年命名的", r.Named[0])
	case r.named:
		fmt.Fprintf(&b, "%d—%d年命名的", r.Named[0], r.Named[1])
	}
	if r.judged() {
		b.WriteString(r.judgedWords())
	}
	switch y := r.OneYear(); {
	case r.Query.Now:
		fmt.Fprintf(&b, "截至%s的", q.cat.AsOf.Chinese())
	case y != 0:
		fmt.Fprintf(&b, "%d年", y)
	case r.Query.First != 0:
		fmt.Fprintf(&b, "%d—%d年", r.Query.First, r.Query.Last)
	case !r.named && !r.judged() && !r.lists() && !r.By.Years:
		b.WriteString("历年")
	}
	for _, d := range []figures.Dimension{figures.ByMonth, figures.ByCounty, figures.ByBase, figures.ByCampaign, figures.ByForm, figures.ByLevel, figures.ByKind} {
		id := r.Query.Keys[d]
		if id == "" {
			continue
		}
		for _, k := range q.f.Keys(d) {
			if k.ID == id {
				b.WriteString(k.Name)
			}
		}
		if d == figures.ByKind {
			b.WriteString("类")
		}
	}
	switch {
	case r.lists() && r.Kind == markdown.Activities:
		b.WriteString("活动")
	case r.lists():
		b.WriteString("基地")
	default:
		b.WriteString(r.Query.Measure.Name())
	}
	return b.String()
}

// judgedWords say which results a request is about: 2025年年度考核优秀的.
func (r *Request) judgedWords() string {
	words := "最近一次"
	switch {
	case r.rated && r.Rated[0] == r.Rated[1]:
		words = fmt.Sprintf("%d年", r.Rated[0])
	case r.rated:
		words = fmt.Sprintf("%d—%d年", r.Rated[0], r.Rated[1])
	}
	if r.Scheme != "" {
		words += r.Scheme
	} else {
		words += "考核"
	}
	if r.Result == "" {
		return words + "有结果的"
	}
	return words + r.Result + "的"
}

// lists reports whether the request is about a list and no measure.
func (r *Request) lists() bool { return r.OfBases || r.Kind >= markdown.Map }

// yearsWithoutLog are those of the years that the request names of which there is no log; none
// for what is not counted from logs.
func (q *Quotes) yearsWithoutLog(r *Request) (years []int) {
	if r.lists() || r.Query.Measure.Sort() != measure.OfActivity {
		return nil
	}
	for y := r.Query.First; y <= r.Query.Last && y != 0; y++ {
		if row := q.f.Ask(figures.Query{Measure: measure.Activities, First: y, Last: y}); row.NoRecords || row == (figures.Row{}) {
			years = append(years, y)
		}
	}
	return years
}

// Coverage says how much of a number is known: "15项活动中12项填报了这个数"; "" when
// all is.
func (q *Quotes) Coverage(r *Request, row figures.Row) string {
	out := r.coverage(row)
	if years := q.yearsWithoutLog(r); len(years) > 0 && !row.NoRecords {
		if out != "" {
			out += "，"
		}
		out += yearWords(years) + "没有记录，没有算在里面"
	}
	return out
}

// yearWords lists years: 2015年、2017年; many by how many they are.
func yearWords(years []int) string {
	if len(years) > 3 {
		return fmt.Sprintf("其中%d年", len(years))
	}
	words := make([]string, len(years))
	for i, y := range years {
		words[i] = fmt.Sprintf("%d年", y)
	}
	return strings.Join(words, "、")
}

func (r *Request) coverage(row figures.Row) string {
	switch {
	case row.NoRecords:
		return ""
	case row.LowerBound && (r.Query.Keys[figures.ByCounty] != "" || r.Query.Keys[figures.ByKind] != ""):
		return "有的基地没有查到名称、县区或类型，实际可能更多"
	case row.LowerBound:
		return "有一批的总数不知道，实际可能更多"
	case r.OfBases || row.Reported == row.Entries || row.Unsure() > 0: // which the number says itself
		return ""
	}
	what, unit := "活动", "项"
	if r.Query.Measure.Sort() == measure.OfReturn {
		what, unit = "年度数据", "份"
	}
	return fmt.Sprintf("%s%s%s中%s%s填报了这个数", Thousands.Write(row.Entries), unit, what, Thousands.Write(row.Reported), unit)
}
