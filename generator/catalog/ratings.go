package catalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/source"
)

// YearlyReview is the evaluation that an annual return's rating is of.
const YearlyReview = "年度考核"

// Rating is the published result of a base in an evaluation, for one year.
type Rating struct {
	Base     *Base
	Scheme   string // the evaluation's name
	Order    int    // its place in Catalog.RatingNames
	Year     int
	Result   string
	Date     date.Date
	Document string
	Deadline date.Date // by which what was found wanting is to be put right
	Sources  []string
	Return   bool // it stands in the base's annual return alone
}

// Evaluation is the evaluation's name with the year: 2025年度考核, 2025年示范基地评价.
func (r *Rating) Evaluation() string {
	year := strconv.Itoa(r.Year)
	switch {
	case strings.HasPrefix(r.Scheme, year): // noted by package source
		return r.Scheme
	case strings.HasPrefix(r.Scheme, "年"):
		return year + r.Scheme
	}
	return year + "年" + r.Scheme
}

// ratingOf is what there is one rating of.
type ratingOf struct {
	order, year int
	base        *Base
}

// givenRating is where a rating was written.
type givenRating struct {
	*Rating
	path string
	at   *source.Rating
}

// ratings takes in the results of evaluations, and those that annual returns give.
func (l *linker) ratings() {
	orders := map[string]int{} // by fold.Name
	results := map[string]string{}
	for _, word := range ratingWords {
		results[fold.Name(word)] = word
	}
	given := map[ratingOf]givenRating{}
	var others []givenRating // of an evaluation that may be the yearly review by another name
	l.each(source.RatingFile, func(p *source.Parsed) {
		if p.Ratings == nil {
			return
		}
		for i := range p.Ratings.List {
			s := &p.Ratings.List[i]
			bases, _ := l.basesOf(p.File.Path, s.Bases, date.YearEnd(s.Year), &arena{}, &l.pass)
			if s.Scheme == "" || s.Year == 0 || s.Result == "" {
				continue // reported
			}
			order := l.ratingOrder(orders, s.Scheme)
			for _, b := range bases {
				r := &Rating{
					Base: b, Scheme: l.c.RatingNames[order], Order: order, Year: s.Year, Result: oneSpelling(results, s.Result),
					Date: s.Date.Date, Document: s.Document, Deadline: s.Deadline.Date, Sources: s.Sources,
				}
				at := ratingOf{order, s.Year, b}
				if first, twice := given[at]; twice {
					l.ratedTwice(p.File.Path, s, r, first)
					continue
				}
				if b.Until.Known() && int(b.Until.Year) < s.Year {
					l.ps.Warn(l.place(p.File.Path, s.Span), diag.M("RATING-AFTER-UNTIL", "“%s” 作为基地只到 %s，却有 %d 年的考核结果", "“%s” is a base until %s, but has a result for %d").With(b.Name, b.Until.String(), s.Year),
						diag.T("请核对 year 和 %s 里的 until", "check the year, and until in %s").With(b.Path))
				}
				g := givenRating{r, p.File.Path, s}
				given[at] = g
				l.c.Ratings = append(l.c.Ratings, r)
				if r.Scheme != YearlyReview && strings.Contains(r.Scheme, YearlyReview) {
					others = append(others, g)
				}
			}
		}
	})
	l.ratingsOfReturns(orders, given, others)
	slices.SortStableFunc(l.c.Ratings, func(a, b *Rating) int {
		return cmp.Or(a.Year-b.Year, a.Order-b.Order, a.Base.Index-b.Base.Index)
	})
	for _, r := range l.c.Ratings {
		r.Base.Ratings = append(r.Base.Ratings, r)
	}
	for _, b := range l.c.Bases {
		slices.SortStableFunc(b.Ratings, func(x, y *Rating) int { return y.Year - x.Year })
	}
}

// ratingOrder returns the place of an evaluation in RatingNames, adding what is new. However it is
// written, or by the id of a scheme, it is one.
func (l *linker) ratingOrder(orders map[string]int, name string) int {
	for _, s := range l.c.Schemes {
		if s.ID == name {
			name = s.Name
		}
	}
	plain := fold.Name(name)
	if plain == YearlyReview {
		name = YearlyReview
	}
	order, known := orders[plain]
	if !known {
		order = len(l.c.RatingNames)
		orders[plain] = order
		l.c.RatingNames = append(l.c.RatingNames, name)
	}
	return order
}

// oneSpelling returns the first spelling of a result: 优　秀 is 优秀.
func oneSpelling(known map[string]string, word string) string {
	plain := fold.Name(word)
	if first, ok := known[plain]; ok {
		return first
	}
	known[plain] = word
	return word
}

// ratedTwice reports a second result of one base in one evaluation and year.
func (l *linker) ratedTwice(path string, s *source.Rating, r *Rating, first givenRating) {
	what := diag.M("RATING-TWICE", "“%s” %d 年的%s写了两次，第一次在 %s 第 %d 行", "“%s” has two results for %d, %s: the first in %s, line %d")
	l.ps.Error(l.place(path, s.Span), what.With(r.Base.Name, r.Year, r.Scheme, first.path, l.files[first.path].LineOf(int(first.at.Span.Start))),
		diag.T("请删去一个；是两次不同的考核，scheme 写出区别", "delete one; if they are of two evaluations, tell them apart in scheme"))
}

// ratingsOfReturns takes in the ratings of the annual returns that no [[rating]] says, and reports those that say another.
func (l *linker) ratingsOfReturns(orders map[string]int, given map[ratingOf]givenRating, others []givenRating) {
	for _, a := range l.c.Annuals {
		if a.Rating == "" {
			continue
		}
		order := l.ratingOrder(orders, YearlyReview)
		line := l.files[a.Path].LineOf(int(a.Span.Start))
		if g, there := given[ratingOf{order, a.Year, a.Base}]; there {
			if g.Result != a.Rating {
				l.ps.Error(l.place(g.path, g.at.ResultSpan), diag.M("RATING-DIFFERS", "“%s” %d 年的年度考核，这里是 “%s”，%s 第 %d 行的年度数据里是 “%s”", "“%s”, yearly review of %d: “%s” here, in the return in %s, line %d, “%s”").With(
					a.Base.Name, a.Year, g.Result, a.Path, line, a.Rating), diag.T("请核对，留下对的；年度数据里的 rating 可以删去", "check which is right; rating in the return may be left out"))
			}
			continue
		}
		for _, g := range others {
			if g.Base == a.Base && g.Year == a.Year && g.Result != a.Rating {
				l.ps.Warn(l.place(g.path, g.at.ResultSpan), diag.M("RATING-DIFFERS-PERHAPS", "“%s” %d 年的%s是 “%s”，%s 第 %d 行的年度数据里 rating 是 “%s”", "“%s”, %d, %s: “%s”; rating in the return in %s, line %d, is “%s”").With(
					a.Base.Name, a.Year, g.Scheme, g.Result, a.Path, line, a.Rating),
					diag.T("是同一次考核，就删去年度数据里的 rating；是两次，就把它也改写成 [[rating]]，写明是哪一个考核", "if they are one evaluation, delete rating in the return; if two, write it as a [[rating]] too, with its scheme"))
			}
		}
		l.c.Ratings = append(l.c.Ratings, &Rating{Base: a.Base, Scheme: l.c.RatingNames[order], Order: order, Year: a.Year, Result: a.Rating, Return: true})
	}
}

// RatingsIn returns the results for a year, by scheme and base.
func (c *Catalog) RatingsIn(year int) []*Rating {
	from, _ := slices.BinarySearchFunc(c.Ratings, year, func(r *Rating, y int) int { return r.Year - y })
	n, _ := slices.BinarySearchFunc(c.Ratings[from:], year+1, func(r *Rating, y int) int { return r.Year - y })
	return c.Ratings[from : from+n : from+n]
}

// CustomaryResults are those that may be asked for though nobody has them, the best first.
func CustomaryResults() []string { return slices.Clone(ratingWords) }

// ratingWords are the customary results, the best first.
var ratingWords = []string{"优秀", "优良", "良好", "合格", "基本合格", "待整改", "不合格"}

// Results returns the different results of some ratings: the customary ones, the best first, then
// others in order of first use.
func Results(list []*Rating) []string {
	var out []string
	for _, r := range list {
		if !slices.Contains(out, r.Result) {
			out = append(out, r.Result)
		}
	}
	place := func(s string) int {
		if i := slices.Index(ratingWords, s); i >= 0 {
			return i
		}
		return len(ratingWords)
	}
	slices.SortStableFunc(out, func(a, b string) int { return place(a) - place(b) })
	return out
}
