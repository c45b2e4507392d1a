package figures_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/source"
)

// The recount: the rows of statistics.csv once more, written from the sentences
// of FORMAT.md alone and in the slowest way there is. For every row that could
// be, it looks at every record and asks whether the row is about it. It uses
// nothing of package figures, and of catalog nothing but structs to hold what the content
// says: it reads the content as it was thought up, the program the files that say so.

// line is a row of statistics.csv as text.
type line struct {
	year                                 int
	measure, dimension, key, name, value string
	reported, entries                    int64
	least, mayLeast                      bool // pages say 至少
}

var (
	activityMeasures = []string{"activities", "sessions", "participants", "online", "volunteers", "staff", "media", "materials", "experts", "funds"}
	namingMeasures   = []string{"designated", "revoked", "in_force"}
	annualMeasures   = []string{"open_days", "free_days", "visitors", "staff_full", "staff_part", "base_volunteers", "base_funds", "base_media"}
)

type recount struct{ plain }

// lines returns all rows, in order.
func (c recount) lines() []line {
	var all []line
	first, last := c.years()
	for y := first; y <= last; y++ {
		for i, m := range activityMeasures {
			for _, d := range []string{"all", "level", "county", "kind", "campaign", "form", "base", "month"} {
				for _, k := range c.keys(d) {
					all = keep(all, c.activities(y, i, m, d, k))
				}
			}
		}
		for _, m := range namingMeasures {
			for _, d := range []string{"all", "level", "county", "kind"} {
				for _, k := range c.keys(d) {
					all = keep(all, c.namings(y, m, d, k))
				}
			}
		}
		for _, m := range c.annualMeasures() {
			for _, d := range []string{"all", "level", "county", "kind", "base"} {
				for _, k := range c.keys(d) {
					all = keep(all, c.annuals(y, m, d, k))
				}
			}
		}
	}
	return all
}

// annualMeasures: "then the [[indicator]]s in their order".
func (c recount) annualMeasures() []string {
	list := slices.Clone(annualMeasures)
	for _, x := range c.asked {
		list = append(list, x.id)
	}
	return list
}

// gives returns what a return gives of a measure, nil for nothing, and whether it was asked for in that year.
func (c recount) gives(a *catalog.Annual, measure string) (n *big.Rat, asked bool) {
	if i := slices.Index(annualMeasures, measure); i >= 0 {
		if a.Figures[i].Known {
			n = big.NewRat(a.Figures[i].N, 1)
		}
		return n, true
	}
	for _, x := range c.asked {
		if text, ok := c.given[a][x.id]; x.id == measure && ok {
			n, _ = new(big.Rat).SetString(text)
		}
		asked = asked || x.id == measure && x.in(a.Year)
	}
	return n, asked
}

// keep: "no row where entries is 0".
func keep(all []line, l line) []line {
	if l.entries == 0 {
		return all
	}
	return append(all, l)
}

// years: "from the first to the last that any record has".
func (c recount) years() (first, last int) {
	var years []int
	for _, a := range c.Activities {
		years = append(years, int(a.Date.Year))
	}
	for _, d := range c.Designations {
		years = append(years, int(d.Date.Year))
	}
	for _, r := range c.Revocations {
		years = append(years, int(r.Date.Year))
	}
	for _, a := range c.Annuals {
		years = append(years, a.Year)
	}
	first, last = 1, 0
	for i, y := range years {
		if i == 0 || y < first {
			first = y
		}
		if i == 0 || y > last {
			last = y
		}
	}
	return first, last
}

// keys: ids and names as listed.
func (c recount) keys(dimension string) [][2]string {
	var keys [][2]string
	switch dimension {
	case "all":
		keys = append(keys, [2]string{"", ""})
	case "level":
		for _, x := range c.Levels {
			keys = append(keys, [2]string{x.ID, x.Name})
		}
	case "county":
		for _, x := range c.Counties {
			keys = append(keys, [2]string{x.ID, x.Name})
		}
	case "kind":
		for _, x := range c.Kinds {
			keys = append(keys, [2]string{x.ID, x.Name})
		}
	case "campaign":
		for _, x := range c.Campaigns {
			keys = append(keys, [2]string{x.ID, x.Name})
		}
	case "form":
		for _, x := range c.Forms {
			keys = append(keys, [2]string{x.ID, x.Name})
		}
	case "base":
		for _, x := range c.Bases {
			keys = append(keys, [2]string{x.ID, x.Name})
		}
	case "month":
		for m := 1; m <= 12; m++ {
			keys = append(keys, [2]string{fmt.Sprint(m), fmt.Sprintf("%d月", m)})
		}
		keys = append(keys, [2]string{"unknown", "未注明"})
	}
	return keys
}

// activities: one row of a measure from [[activity]].
func (c recount) activities(year, number int, measure, dimension string, key [2]string) line {
	var entries, reported, value int64
	for _, a := range c.Activities {
		held := a.Status == source.Held
		public := a.Form == nil || !a.Form.Private
		if int(a.Date.Year) != year || !held || !public || !c.isAbout(a, dimension, key[0]) {
			continue
		}
		entries++
		switch {
		case measure == "activities":
			reported, value = reported+1, value+1
		case measure == "sessions" && a.Sessions.Known:
			reported, value = reported+1, value+a.Sessions.N
		case measure == "sessions":
			reported, value = reported+1, value+1
		case a.Figures[number-2].Known:
			reported, value = reported+1, value+a.Figures[number-2].N
		}
	}
	return newLine(year, measure, dimension, key, value, reported, entries)
}

func (c recount) isAbout(a *catalog.Activity, dimension, key string) bool {
	switch dimension {
	case "all":
		return true
	case "county":
		for _, x := range a.Counties {
			if x.ID == key {
				return true
			}
		}
	case "campaign":
		return a.Campaign != nil && a.Campaign.ID == key
	case "form":
		return a.Form != nil && a.Form.ID == key
	case "base":
		for _, b := range a.Bases {
			if b.ID == key {
				return true
			}
		}
	case "kind":
		for _, b := range a.Bases {
			if b.Kind != nil && b.Kind.ID == key {
				return true
			}
		}
	case "month":
		if a.Date.Month == 0 {
			return key == "unknown"
		}
		return fmt.Sprint(a.Date.Month) == key
	case "level":
		var highest *catalog.Level
		for _, b := range a.Bases {
			if l := c.highest(b, firstDay(a.Date.Date)); l != nil && (highest == nil || l.Rank < highest.Rank) {
				highest = l
			}
		}
		return highest != nil && highest.ID == key
	}
	return false
}

// annuals: one row of a measure from [[annual]].
func (c recount) annuals(year int, measure, dimension string, key [2]string) line {
	var entries, reported int64
	value := new(big.Rat)
	for _, a := range c.Annuals {
		n, asked := c.gives(a, measure)
		if a.Year != year || !asked || !c.isOf(a.Base, lastDayOf(year), dimension, key[0]) {
			continue
		}
		entries++
		if n != nil {
			reported++
			value.Add(value, n)
		}
	}
	l := newLine(year, measure, dimension, key, 0, reported, entries)
	if reported > 0 {
		l.value = decimal(value)
	}
	return l
}

// decimal: "written as 12.5, with no zeros at its end".
func decimal(n *big.Rat) string {
	if n.IsInt() {
		return n.Num().String()
	}
	return strings.TrimRight(n.FloatString(12), "0")
}

// isOf: for "level", "the highest one in force at that year's end".
func (c recount) isOf(b *catalog.Base, day string, dimension, key string) bool {
	switch dimension {
	case "county":
		return countyAt(b, day).ID == key
	case "kind":
		return b.Kind != nil && b.Kind.ID == key
	case "base":
		return b.ID == key
	case "level":
		l := c.highest(b, day)
		return l != nil && l.ID == key
	}
	return true
}

// countyAt: "its records count where it was at their date".
func countyAt(b *catalog.Base, day string) *catalog.County {
	for _, s := range b.Before {
		if day <= lastDay(s.Until) {
			return s.County
		}
	}
	return b.County
}

// namings: one row of a measure from the designations.
func (c recount) namings(year int, measure, dimension string, key [2]string) line {
	var n, may int64
	switch measure {
	case "designated":
		for _, d := range c.Designations {
			if int(d.Date.Year) != year {
				continue
			}
			if dimension == "all" || dimension == "level" && d.Level.ID == key[0] {
				n += d.Total
			}
			for _, b := range d.Bases {
				if (dimension == "county" || dimension == "kind") && c.isOf(b, firstDay(d.Date), dimension, key[0]) {
					n++
				}
			}
		}
	case "revoked":
		for _, r := range c.Revocations {
			if int(r.Date.Year) == year && (dimension == "all" || dimension == "level" && r.Level.ID == key[0]) {
				n += int64(len(r.Others))
			}
			for _, b := range r.Bases {
				if int(r.Date.Year) != year {
					continue
				}
				if dimension == "level" && r.Level.ID == key[0] || dimension != "level" && c.isOf(b, firstDay(r.Date), dimension, key[0]) {
					n++
				}
			}
		}
	case "in_force":
		n, may = c.inForce(lastDayOf(year), dimension, key[0])
	}
	l := newLine(year, measure, dimension, key, n, n, n+may)
	if l.least, l.mayLeast = c.least(year, measure, dimension, key[0]); dimension == "county" || dimension == "kind" {
		l.least = n > 0 && c.unplaced(year, measure, dimension)
	}
	return l
}

// least: "complete = false: the batch's total is not known, pages say 至少", of all and of its level.
func (c recount) least(year int, measure, dimension, key string) (certainly, perhaps bool) {
	for _, d := range c.Designations {
		if d.Complete || dimension != "all" && !(dimension == "level" && d.Level.ID == key) {
			continue
		}
		end := lastDayOf(year)
		switch holds := firstDay(d.Date) <= end && (d.ValidUntil.Year == 0 || end <= lastDay(d.ValidUntil)); {
		case measure == "designated":
			certainly = certainly || int(d.Date.Year) == year
		case measure == "in_force" && holds && d.NoEndKnown && year > int(d.Date.Year):
			perhaps = true
		case measure == "in_force" && holds:
			certainly = true
		}
	}
	return certainly, perhaps
}

// unplaced: "of a county or a kind nobody knows how many while some of those that count have no
// page or kind, or a batch is not complete".
func (c recount) unplaced(year int, measure, dimension string) bool {
	end := lastDayOf(year)
	counts := func(who any, until date.Date) bool {
		for _, l := range c.Levels {
			if c.holds(who, until, l, end) > 0 {
				return true
			}
		}
		return false
	}
	for _, d := range c.Designations {
		rest := !d.Complete || d.Total > int64(len(d.Bases)+len(d.Others))
		switch {
		case measure == "designated" && int(d.Date.Year) == year && (rest || len(d.Others) > 0 || dimension == "kind" && lacksKind(d.Bases)),
			measure == "in_force" && rest && firstDay(d.Date) <= end && (d.ValidUntil.Year == 0 || end <= lastDay(d.ValidUntil)):
			return true
		}
	}
	for _, r := range c.Revocations {
		if measure == "revoked" && int(r.Date.Year) == year && (len(r.Others) > 0 || dimension == "kind" && lacksKind(r.Bases)) {
			return true
		}
	}
	for _, o := range c.Others {
		if measure == "in_force" && counts(o, date.Date{}) {
			return true
		}
	}
	for _, b := range c.Bases {
		if measure == "in_force" && dimension == "kind" && b.Kind == nil && counts(b, b.Until.Date) {
			return true
		}
	}
	return false
}

func lacksKind(bases []*catalog.Base) bool {
	for _, b := range bases {
		if b.Kind == nil {
			return true
		}
	}
	return false
}

// inForce: what certainly holds on a day, and what may hold besides.
func (c recount) inForce(end, dimension, key string) (n, may int64) {
	one := func(who any, until date.Date, about bool) {
		best := 0
		for _, l := range c.Levels {
			if dimension != "level" && about || l.ID == key && dimension == "level" {
				best = max(best, c.holds(who, until, l, end))
			}
		}
		switch best {
		case certain:
			n++
		case perhaps:
			may++
		}
	}
	for _, b := range c.Bases {
		one(b, b.Until.Date, c.isOf(b, end, dimension, key))
	}
	for _, o := range c.Others {
		one(o, date.Date{}, dimension == "all")
	}
	for _, d := range c.Designations {
		if dimension != "all" && !(dimension == "level" && d.Level.ID == key) {
			continue
		}
		rest := d.Total - int64(len(d.Bases)) - int64(len(d.Others))
		if firstDay(d.Date) <= end && (d.ValidUntil.Year == 0 || end <= lastDay(d.ValidUntil)) {
			if d.NoEndKnown && end > lastDayOf(int(d.Date.Year)) {
				may += rest
			} else {
				n += rest
			}
		}
	}
	return n, may
}

// How well a title holds.
const (
	perhaps = 1 + iota
	certain
)

// highest returns the highest level that b holds on a day.
func (c recount) highest(b *catalog.Base, day string) *catalog.Level {
	var highest *catalog.Level
	for _, l := range c.Levels {
		if c.holds(b, b.Until.Date, l, day) > 0 && (highest == nil || l.Rank < highest.Rank) {
			highest = l
		}
	}
	return highest
}

// holds: "by the last designation of each line at that level that is dated by then, unless
// that one is out of date or followed by a revocation by then"; and a base until its until.
// "One whose valid_until is unknown is certain to the end of its own year, and may hold after it".
func (c recount) holds(who any, until date.Date, l *catalog.Level, day string) (best int) {
	for _, line := range c.allLines() {
		best = max(best, c.holdsBy(line, who, until, l, day, len(c.Revocations)))
	}
	return best
}

// allLines are those of the designations, each once.
func (c recount) allLines() []string {
	var all []string
	for _, d := range c.Designations {
		if !slices.Contains(all, d.Line) {
			all = append(all, d.Line)
		}
	}
	return all
}

// holdsBy looks at one line and at the first revocations only, which are in the order of
// their dates: what a revocation without a line takes is what is held before it.
func (c recount) holdsBy(line string, who any, until date.Date, l *catalog.Level, day string, revocations int) int {
	last := c.last(line, who, l, day)
	if last == nil || last.ValidUntil.Year != 0 && lastDay(last.ValidUntil) < day || until.Year != 0 && lastDay(until) < day {
		return 0
	}
	for i, r := range c.Revocations[:revocations] {
		if r.Level != l || firstDay(r.Date) < firstDay(last.Date) || firstDay(r.Date) > day || !isIn(who, r.Bases, r.Others) {
			continue
		}
		if r.HasLine && r.Line == line || !r.HasLine && c.holdsBy(line, who, until, l, firstDay(r.Date), i) > 0 {
			return 0
		}
	}
	if last.NoEndKnown && day > fmt.Sprintf("%04d-12-31", last.Date.Year) {
		return perhaps
	}
	return certain
}

// last returns the last designation of a line at a level that is dated by a day.
func (c recount) last(line string, who any, l *catalog.Level, day string) *catalog.Designation {
	var last *catalog.Designation
	for _, d := range c.Designations {
		if d.Level == l && d.Line == line && isIn(who, d.Bases, d.Others) && firstDay(d.Date) <= day &&
			(last == nil || firstDay(d.Date) >= firstDay(last.Date)) {
			last = d
		}
	}
	return last
}

// isIn: a base with a page or one without.
func isIn(who any, bases []*catalog.Base, others []*catalog.Other) bool {
	for _, b := range bases {
		if b == who {
			return true
		}
	}
	for _, o := range others {
		if o == who {
			return true
		}
	}
	return false
}

func firstDay(d date.Date) string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, max(d.Month, 1), max(d.Day, 1))
}

func lastDay(d date.Date) string {
	month, day := int(d.Month), int(d.Day)
	if month == 0 {
		month = 12
	}
	if day == 0 {
		day = time.Date(int(d.Year), time.Month(month+1), 0, 12, 0, 0, 0, time.UTC).Day()
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, month, day)
}

func newLine(year int, measure, dimension string, key [2]string, value, reported, entries int64) line {
	l := line{year, measure, dimension, key[0], key[1], "", reported, entries, false, false}
	if reported > 0 {
		l.value = fmt.Sprint(value)
	}
	return l
}

func asLine(r figures.Row) line {
	l := line{r.Year, r.Measure.Key(), r.Dimension.Key(), r.Key, r.Name, "", r.Reported, r.Entries, r.LowerBound, r.UnsureLowerBound}
	if r.Known {
		l.value = decimal(big.NewRat(r.Value, r.Measure.Scale()))
	}
	return l
}

func TestRowsAreThoseOfAPlainRecount(t *testing.T) {
	rows := 0
	for seed := range int64(400) {
		content, cat := randomContent(t, seed)
		want := recount{content}.lines()
		var got []line
		for r := range figures.Of(cat).AllRows() {
			got = append(got, asLine(r))
		}
		for i := range max(len(got), len(want)) {
			if i >= len(got) {
				t.Fatalf("seed %d: row %d is missing: %v", seed, i, want[i])
			}
			if i >= len(want) {
				t.Fatalf("seed %d: row %d is too much: %v", seed, i, got[i])
			}
			if got[i] != want[i] {
				t.Fatalf("seed %d: row %d:\n got %v\nwant %v", seed, i, got[i], want[i])
			}
		}
		rows += len(want)
	}
	if rows < 100_000 {
		t.Errorf("only %d rows were compared: the random catalogs are too empty", rows)
	}
}

func TestPagesAreGivenTheSameFiguresAsTheDownload(t *testing.T) {
	for seed := range int64(60) {
		cat := randomCatalog(t, seed)
		f := figures.Of(cat)
		rows := map[string]figures.Row{}
		for r := range f.AllRows() {
			rows[fmt.Sprint(r.Year, r.Measure.Key(), r.Dimension, r.Key)] = r
		}
		for _, m := range f.Measures() {
			for d := range figures.Dimensions {
				for _, k := range f.Keys(d) {
					checkFigure(t, f, rows, m, d, k)
				}
			}
		}
	}
}

// checkFigure holds Get, Part, Series and Total of one figure against the rows.
func checkFigure(t *testing.T, f *figures.Figures, rows map[string]figures.Row, m measure.Measure, d figures.Dimension, k figures.Key) {
	t.Helper()
	var sum figures.Row
	series := f.Series(m, d, k.ID)
	for i, y := range f.Years() {
		want, listed := rows[fmt.Sprint(y, m.Key(), d, k.ID)]
		got, ok := f.Get(y, m, d, k.ID)
		if ok != listed || ok && got != want {
			t.Fatalf("Get(%d, %s, %s, %q) = %v, %v; want %v, %v", y, m.Key(), d.Key(), k.ID, got, ok, want, listed)
		}
		if series != nil && series[i] != got {
			t.Fatalf("Series of %s by %s: %v in %d, want %v", m.Key(), d.Key(), series[i], y, got)
		}
		found := false
		for _, r := range f.Part(y, m, d) {
			found = found || r == want
		}
		if found != listed {
			t.Fatalf("Part(%d, %s, %s): has %v: %v, want %v", y, m.Key(), d.Key(), want, found, listed)
		}
		sum.Value, sum.Reported, sum.Entries = sum.Value+want.Value, sum.Reported+want.Reported, sum.Entries+want.Entries
	}
	total, ok := f.Total(m, d, k.ID)
	switch m.Key() {
	case "in_force", "staff_full", "staff_part", "base_volunteers": // what is there at a time
		sum = figures.Row{}
	default:
		if m.Indicator().Stock {
			sum = figures.Row{}
		}
		sum.Known = sum.Reported > 0
	}
	if total.Value != sum.Value || total.Known != sum.Known || total.Reported != sum.Reported || total.Entries != sum.Entries || ok != (sum.Entries > 0) || total.Year != 0 {
		t.Fatalf("Total(%s, %s, %q) = %v, %v; want %v", m.Key(), d.Key(), k.ID, total, ok, sum)
	}
}
