// Package figures counts: every number of the year pages, charts, tables,
// statistics.csv and {{ figure … }} comes from here and is counted once.
//
// # What comes in and out
//
// Of takes the checked catalog and gives Figures, which never change. A figure
// is a Row: a measure (see package measure) of one year for one key of
// one dimension (all, a level, a county …). Rows gives all of them in the order
// of data/statistics.csv, Get, Part, Series and Total give those that a page
// asks for, Ask and Matching answer a Query by several dimensions at once, WriteCSV and WriteBases
// are the downloads. Nothing is formatted, and what is asked for that there is not gives an empty
// Row. Keys are the filter of figures and of lists of bases alike. Check warns about figures
// that look like slips, and refuses a break of a measure that there is none of.
//
// What a measure is and what it leaves out stands in its definition, in the
// words that the pages print; FORMAT.md ("data/statistics.csv") is the rule.
//
// # Unknown is not zero
//
// Entries says how many records a row is about, Reported how many of them gave
// the figure and Value the sum of those. Where none gave it, Known is false and
// Value means nothing. Counts (see measure.Measure.Counted) are known where anything was
// written down about them: of a county without a log in a year it is not known that
// nothing was done there, and before its first naming it is not known that nothing was
// in force. Nothing is in force, and that is known, where all that was named has ended.
//
// # How it counts
//
// Every key of every dimension has a slot, numbered once from the catalog's
// lists. A year has a sheet for each of the three families of measures (from
// activities, designations and annual returns), an array by slot and measure,
// made when a record first needs it. So a record is added by index alone: no
// text is looked at, and a hundred thousand activities take less than a tenth of
// a second, most of it waiting for memory. A year of designations alone costs a
// small sheet only, so one mistyped year (2106 for 2016) costs pages, not memory.
//
// Years are counted side by side, each by itself. So a Memory, which counts one catalog
// after another, can take over the years whose records are as they were.
package figures

import (
	"iter"
	"math"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/measure"
)

// Row is one figure.
type Row struct {
	Year             int // 0 in a Total
	Measure          measure.Measure
	Dimension        Dimension
	Key              string // id; 1 to 12 or unknown for a month; empty for all
	Name             string // the key's name; empty for all
	Value            int64  // the sum of what was given; in parts of the measure's unit (measure.Measure.Scale), which most have one of; stops at the largest int64
	Known            bool   // false: no record gave the figure, Value means nothing
	Reported         int64  // how many records gave the figure
	Entries          int64  // how many records the row is about; 0: no row of statistics.csv
	UnsureLowerBound bool   // so may Unsure
	LowerBound       bool   // the true figure may be higher: a batch's total is not known (complete = false), or some of its bases are unplaced
	Unplaced         bool   // none is known, but some bases have no known county or kind: this may be theirs
	NoRecords        bool   // a count that no record is about; of bases in force, no naming either that came before the year's end
}

// Unsure returns how many bases may be in force besides the Value: until when they are valid
// is not known. It is 0 of all else.
func (r *Row) Unsure() int64 {
	if r.Measure != measure.InForce {
		return 0
	}
	return r.Entries - r.Reported
}

// Figures are all figures of a catalog. They don't change and may be read from
// many goroutines.
type Figures struct {
	cat    *catalog.Catalog // for what no sheet has; see Ask
	layout *layout
	first  int    // the year of years[0]
	years  []year // without gaps
	breaks []Break

	measures measure.List
	day      date.Date       // of which they tell who is in force, where that is no year's end
	now      func() *Figures // as of the newest record; see Query.Now
}

// Of counts the records of the catalog. It reads the lists and what Link has
// linked, and changes nothing.
func Of(cat *catalog.Catalog) *Figures { return new(Memory).Of(cat) }

// span returns the first and last year that any record has, 0 and 0 when there
// is none. A planned, cancelled or private activity is a record as well: its
// year has pages.
func span(cat *catalog.Catalog) (first, last int) {
	first = math.MaxInt
	see := func(y int) { first, last = min(first, y), max(last, y) }
	if n := len(cat.Activities); n > 0 { // the newest first
		see(int(cat.Activities[0].Date.Year))
		see(int(cat.Activities[n-1].Date.Year))
	}
	for _, d := range cat.Designations {
		see(int(d.Date.Year))
	}
	for _, r := range cat.Revocations {
		see(int(r.Date.Year))
	}
	if n := len(cat.Annuals); n > 0 { // by year
		see(cat.Annuals[0].Year)
		see(cat.Annuals[n-1].Year)
	}
	if n := len(cat.Ratings); n > 0 { // by year
		see(cat.Ratings[0].Year)
		see(cat.Ratings[n-1].Year)
	}
	if last == 0 {
		return 0, 0
	}
	return first, last
}

// Years returns the years from the first to the last that any record has,
// without gaps; none when there is no record.
func (f *Figures) Years() []int {
	years := make([]int, len(f.years))
	for i := range years {
		years[i] = f.first + i
	}
	return years
}

// Measures returns the measures of the site in their order: those of all sites and its indicators.
func (f *Figures) Measures() measure.List { return f.measures }

// Keys returns the keys of a dimension in the order in which the site shows them.
func (f *Figures) Keys(d Dimension) []Key { return f.layout.keys[d] }

// Get returns one figure, and whether it is a row of statistics.csv. When it
// isn't because no record is about it, the Row is whole all the same and says whether
// that is known to be none (Known), or why not. The Row is empty when the year,
// the key or the pair of measure and dimension does not exist.
func (f *Figures) Get(year int, m measure.Measure, d Dimension, key string) (Row, bool) {
	at, ok := f.layout.index[d][key]
	if i := year - f.first; !ok || i < 0 || i >= len(f.years) || !d.Divides(m) {
		return Row{}, false
	}
	r := f.row(year, m, d, at)
	return r, r.Entries > 0
}

// Part returns the rows of one year and measure by a dimension, in the order of
// its keys, without those that no record is about.
func (f *Figures) Part(year int, m measure.Measure, d Dimension) []Row {
	var part []Row
	if i := year - f.first; i < 0 || i >= len(f.years) || !d.Divides(m) {
		return nil
	}
	for at := range f.layout.keys[d] {
		if r := f.row(year, m, d, at); r.Entries > 0 {
			part = append(part, r)
		}
	}
	return part
}

// Series returns one figure for each year of Years, as Get does: also for years
// that no record is about. Nil when there is no such figure.
func (f *Figures) Series(m measure.Measure, d Dimension, key string) []Row {
	at, ok := f.layout.index[d][key]
	if !ok || !d.Divides(m) {
		return nil
	}
	series := make([]Row, len(f.years))
	for i := range series {
		series[i] = f.row(f.first+i, m, d, at)
	}
	return series
}

// Total returns a figure summed over all years, with its coverage, and whether
// any record is about it. Only measures that add up over years (Measure.Adds)
// have totals: bases in force in 2015 and 2016 are the same bases.
func (f *Figures) Total(m measure.Measure, d Dimension, key string) (Row, bool) {
	if !m.Adds() {
		return Row{}, false
	}
	at, ok := f.layout.index[d][key]
	if !ok || !d.Divides(m) {
		return Row{}, false
	}
	total := f.sum(f.Years(), m, d, at)
	total.Year = 0
	return total, total.Entries > 0
}

// sum joins the figures of some years, as row has them.
func (f *Figures) sum(years []int, m measure.Measure, d Dimension, at int) (sum Row) {
	for i, y := range years {
		if r := f.row(y, m, d, at); i == 0 {
			sum = r
		} else {
			sum.join(r)
		}
	}
	return sum
}

// join adds another year's figure.
func (r *Row) join(year Row) {
	r.Year = 0
	r.Value = plus(r.Value, year.Value)
	r.Known = r.Known || year.Known
	r.Reported += year.Reported
	r.Entries += year.Entries
	r.LowerBound = r.Known && (r.LowerBound || r.Unplaced || year.LowerBound || year.Unplaced)
	r.Unplaced = !r.Known && (r.Unplaced || year.Unplaced)
	r.NoRecords = r.NoRecords && year.NoRecords
}

// Overlaps reports whether the records of a part count more than once in it, so
// that its sum exceeds the whole: an activity in two counties. The page says so.
func (f *Figures) Overlaps(year int, m measure.Measure, d Dimension) bool {
	whole, _ := f.Get(year, m, All, "")
	var parts int64
	for _, r := range f.Part(year, m, d) {
		parts += r.Entries
	}
	return parts > whole.Entries
}

// Private returns how many activities of the year were held but count in no
// measure, because their form is not one for the public. The year's page says so.
func (f *Figures) Private(year int) int {
	if i := year - f.first; i >= 0 && i < len(f.years) {
		return f.years[i].private
	}
	return 0
}

// Rows returns every row of statistics.csv: by year, then in the order of the
// measures, dimensions and keys. Figures of single bases are not among them; see WriteBases.
func (f *Figures) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for r := range f.numberedRows() {
			if r.Dimension != ByBase && !yield(r) {
				return
			}
		}
	}
}

// numberedRows returns the rows and those of single bases, each with the number of its key in
// its dimension.
func (f *Figures) numberedRows() iter.Seq2[Row, int] {
	return func(yield func(Row, int) bool) {
		for i := range f.years {
			for _, m := range f.measures {
				if f.years[i].sheets[m.Sort()] == nil || !m.Asked(f.first+i) {
					continue
				}
				for _, d := range families[m.Sort()].dimensions {
					for at := range f.layout.keys[d] {
						if f.years[i].empty(m, f.layout.slot(d, at)) {
							continue // as most are in a large city
						}
						if r := f.row(f.first+i, m, d, at); !yield(r, at) {
							return
						}
					}
				}
			}
		}
	}
}

// row returns the figure of the key that is number at in its dimension. The year
// is one of Years and the measure has the dimension.
func (f *Figures) row(year int, m measure.Measure, d Dimension, at int) Row {
	key := f.layout.keys[d][at]
	r := Row{Year: year, Measure: m, Dimension: d, Key: key.ID, Name: key.Name}
	f.years[year-f.first].fill(&r, f.layout.slot(d, at))
	return r
}
