package statistics

import (
	"fmt"
	"slices"
	"strconv"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/chart"
	"kepu/generator/date"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// The results of evaluations, each evaluation by itself: two of them ask different things.

// resultTones are the shades of the customary results: aloud, quiet, faint, and the accent for the last.
var resultTones = map[string]int{"优秀": 2, "合格": 1, "基本合格": 0, "不合格": 3}

// tones are the shades of some results; nil where there are more than can be told apart.
func tones(results []string) []int {
	out := make([]int, len(results))
	free := []int{2, 1, 0, 4, 3}
	customary := true
	for i, r := range results {
		tone, known := resultTones[r]
		out[i], customary = tone, customary && known
	}
	switch {
	case customary:
		return out
	case len(results) > len(free):
		return nil
	}
	return free[:len(results)]
}

// resultsOf are the results that an evaluation has ever had.
func (s *page) resultsOf(scheme int) []string {
	return catalog.Results(ofScheme(s.c.Ratings, scheme))
}

func ofScheme(list []*catalog.Rating, scheme int) []*catalog.Rating {
	return slices.DeleteFunc(slices.Clone(list), func(r *catalog.Rating) bool { return r.Order != scheme })
}

// rated counts the results of an evaluation for a year, in the order of results.
func (s *page) rated(scheme, year int, results []string) (counts []int64, all int64) {
	counts = make([]int64, len(results))
	for _, r := range ofScheme(s.c.RatingsIn(year), scheme) {
		counts[slices.Index(results, r.Result)]++
		all++
	}
	return counts, all
}

// unrated counts the bases with a page that hold a title at the year's end, or may, and of which no result of
// the evaluation is known, and how many hold one at all. Of a year that is not over the day is that of
// the newest record.
func (s *page) unrated(scheme, year int) (without, of int64) {
	day := date.YearEnd(year)
	if s.running(year) {
		day = s.c.AsOf
	}
	rated := map[*catalog.Base]bool{}
	for _, r := range ofScheme(s.c.RatingsIn(year), scheme) {
		rated[r.Base] = true
	}
	for _, b := range s.c.Bases {
		if b.LevelAt(day) != nil {
			of++
			if !rated[b] {
				without++
			}
		}
	}
	return without, of
}

// resultsName is what the results of an evaluation are called.
func resultsName(scheme string) string {
	if scheme == catalog.YearlyReview {
		return "考核结果"
	}
	return scheme + "结果"
}

// schemeID is the id of a figure of the scheme's: the first has the plain one.
func schemeID(id string, scheme int) string {
	if scheme > 0 {
		id += "-" + strconv.Itoa(scheme+1)
	}
	return id
}

func (s *page) ratingFigure(id, caption string) *view.Figure {
	f := s.figure(id, caption, "考核结果记录")
	f.CSVURL, f.CSVName = address.Link(s.p, address.RatingsCSV), "全部考核结果"
	return f
}

// unratedWords say of how many bases no result is known.
func (s *page) unratedWords(scheme, year int) string {
	without, of := s.unrated(scheme, year)
	when := "年末在册"
	if s.running(year) {
		when = "现在在册"
	}
	switch {
	case of == 0:
		return ""
	case without == 0:
		return fmt.Sprintf("%s、有介绍页的%s家都有结果。", when, digits(of))
	}
	return fmt.Sprintf("%s、有介绍页的%s家中，%s家%s。", when, digits(of), digits(without), quote.NoRecords)
}

// ratings is how the bases were rated in a year, a figure for each evaluation.
func (s *page) ratings(year int) []*view.Figure {
	var out []*view.Figure
	for scheme, name := range s.c.RatingNames {
		results := s.resultsOf(scheme)
		counts, all := s.rated(scheme, year, results)
		if all == 0 {
			continue
		}
		f := s.ratingFigure(schemeID("ratings-table", scheme), fmt.Sprintf("%d年%s（家）", year, resultsName(name)))
		t := view.DataTable{Caption: f.Caption, Head: []view.DataHead{{Name: "结果"}, {Name: "基地", Unit: "家"}}}
		var items []chart.Item
		for i, word := range results {
			items = append(items, chart.Item{Label: word, Value: chart.Known(counts[i]), Text: digits(counts[i])})
			t.Rows = append(t.Rows, view.DataRow{Name: word, Cells: []view.DataCell{{Text: digits(counts[i])}}})
		}
		f.Chart.Bars = chart.Bars(items)
		f.Alt = alt(items, "家")
		f.Sentence = fmt.Sprintf("有结果的%s家中，%s%s家。", digits(all), results[0], digits(counts[0])) + s.unratedWords(scheme, year)
		f.Table = t
		out = append(out, f)
	}
	return out
}

// ratingsByYear is the ratings over the years, a figure for each evaluation: the parts add up to the bases rated.
func (s *page) ratingsByYear() []*view.Figure {
	var out []*view.Figure
	for scheme, name := range s.c.RatingNames {
		if f := s.ratingsOverYears(scheme, name); f != nil {
			out = append(out, f)
		}
	}
	return out
}

func (s *page) ratingsOverYears(scheme int, name string) *view.Figure {
	f := s.ratingFigure(schemeID("ratings-years", scheme), "历年"+resultsName(name)+"（家）")
	t := view.DataTable{Caption: f.Caption, Head: []view.DataHead{{Name: "年份"}}}
	results := s.resultsOf(scheme)
	for _, word := range results {
		t.Head = append(t.Head, view.DataHead{Name: word})
	}
	t.Head = append(t.Head, view.DataHead{Name: quote.NoRecords})
	var stacks []chart.Stack
	var items []chart.Item
	seen := 0
	for _, y := range s.years {
		counts, all := s.rated(scheme, y, results)
		row := s.yearRow(y)
		for _, n := range counts {
			cell := view.DataCell{Text: digits(n)}
			if all == 0 {
				cell.Text = dash
			}
			row.Cells = append(row.Cells, cell)
		}
		without := view.DataCell{Text: dash}
		if n, of := s.unrated(scheme, y); of > 0 {
			without.Text = digits(n)
		}
		row.Cells = append(row.Cells, without)
		it := chart.Item{Label: strconv.Itoa(y), Value: chart.Value{N: all, Known: all > 0}, Strong: row.Strong}
		if all > 0 {
			it.Text = digits(all)
			items = append(items, it)
			seen++
		}
		if slices.Contains(s.shownYears(), y) {
			stacks = append(stacks, chart.Stack{Item: it, Parts: counts})
		}
		t.Rows = append(t.Rows, row)
	}
	if seen == 0 {
		return nil
	}
	slices.Reverse(t.Rows)
	f.Alt = alt(items, "家")
	f.Notes = append(f.Notes, "没有记录：年末在册、有介绍页而没有这项结果的基地；年份还没有结束的，是现在在册的。")
	f.Table = t
	shades := tones(results)
	if shades == nil {
		f.Open = true
		return s.finish(f, nil)
	}
	c := chart.Stacked(stacks, axisWords)
	f.Chart.Stacked = c
	for _, k := range c.Series() {
		f.Legend = append(f.Legend, view.LegendItem{Tone: "series-" + strconv.Itoa(shades[k]), Name: results[k]})
	}
	for i := range c.Segments {
		c.Segments[i].Series = shades[c.Segments[i].Series]
	}
	f.Notes = append(f.Notes, "没有柱子的年份没有考核结果的记录。")
	s.olderYears(f)
	return s.finish(f, nil)
}
