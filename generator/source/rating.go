package source

import (
	"regexp"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// Ratings is ratings.toml: published results of evaluations.
type Ratings struct{ List []Rating }

// Rating is one [[rating]]: a result that some bases were given for a year.
type Rating struct {
	Scheme     string // the evaluation's name, or the id of a scheme
	Year       int
	YearSpan   Span
	Bases      []Ref
	Result     string
	ResultSpan Span
	Date       When
	Document   string
	Deadline   When // by which what was found wanting is to be put right (整改)
	Sources    []string
	Span       Span // of the header
}

// readRatings reads ratings.toml or a file of ratings/.
func readRatings(p *Parsed) *Ratings { return readEntries(p, ratingFileKeys) }

var ratingFileKeys = []key[Ratings]{
	tables("rating", func(l *Ratings) *[]Rating { return &l.List }, ratingKeys, checkRating),
}

var ratingKeys = []key[Rating]{
	custom("scheme", tomldoc.Text, func(r *reader, x *Rating, f *tomldoc.Field) { x.Scheme = r.name(f) }),
	custom("year", tomldoc.Number, func(r *reader, x *Rating, f *tomldoc.Field) {
		x.Year, x.YearSpan = r.year(f.Key, &f.Value), valueSpan(f)
	}),
	custom("base", tomldoc.Text, func(r *reader, x *Rating, f *tomldoc.Field) { x.Bases = append(x.Bases, r.ref(f)) }),
	custom("bases", tomldoc.Texts, func(r *reader, x *Rating, f *tomldoc.Field) { x.Bases = append(x.Bases, r.refs(f)...) }),
	custom("result", tomldoc.Text, func(r *reader, x *Rating, f *tomldoc.Field) { x.Result, x.ResultSpan = r.name(f), valueSpan(f) }),
	when("date", func(x *Rating) *When { return &x.Date }),
	custom("document", tomldoc.Text, func(r *reader, x *Rating, f *tomldoc.Field) { x.Document = r.documentNumber(f) }),
	when("deadline", func(x *Rating) *When { return &x.Deadline }),
	texts("sources", func(x *Rating) *[]string { return &x.Sources }),
}

// yearBefore is an evaluation's name after a year: 2025年度考核, 2025年示范评价.
var yearBefore = regexp.MustCompile(`^\d{4}\s*(?:(年[度终末].+)|年?\s*(.+))$`)

func checkRating(r *reader, t *tomldoc.Table, x *Rating) {
	x.Span = span(t.Start, t.End)
	r.require(t, x.Span, "scheme", diag.T(`scheme = "年度考核"`, `scheme = "年度考核"`))
	r.require(t, x.Span, "year", diag.Same("year = 2025"))
	r.require(t, x.Span, "result", diag.T(`result = "优秀"`, `result = "优秀"`))
	if t.Field("bases") == nil {
		r.require(t, x.Span, "base", diag.T(`base = "基地名称"`, `base = "…"`))
	}
	if f := t.Field("bases"); f != nil && f.Value.Kind == tomldoc.Array && len(f.Value.Items) == 0 && t.Field("base") == nil {
		r.wrong(&f.Value, diag.M("RATING-NOBODY", "没有写是哪些基地的结果", "whose result it is is not written"),
			diag.T("请写上基地的名称；还没有公布结果的，整段先不写", "name the bases; leave the whole entry out until the result is published"))
	}
	if m := yearBefore.FindStringSubmatch(x.Scheme); m != nil {
		r.ps.Warn(valueSpan(t.Field("scheme")).In(r.file), diag.M("RATING-SCHEME-YEAR", "考核的名称“%s”里有年份，每年就成了不同的考核", "the name “%s” has a year in it: every year would be an evaluation of its own").With(x.Scheme),
			diag.T("年份只写在 year 里，这里写 %s", "the year belongs in year alone; write %s").With(m[1]+m[2]))
	}
	year := int16(x.Year)
	if x.Date.Known() && year != 0 && x.Date.Year < year {
		r.ps.Warn(x.Date.Span.In(r.file), diag.M("RATING-DATE-EARLY", "结果的日期 %s 早于所考核的 %d 年", "the result's date, %s, is before the year that it is about, %d").With(x.Date.String(), x.Year),
			diag.T("year 写考核的是哪一年，date 写公布结果的日子", "year is the year that was judged, date the day on which the result was published"))
	}
	if d := x.Deadline; d.Known() && (x.Date.Known() && d.Last().Before(x.Date.First()) || !x.Date.Known() && year != 0 && d.Last().Year < year) {
		than := x.Date.Date
		if !than.Known() {
			than = date.Date{Year: year}
		}
		r.ps.Error(d.Span.In(r.file), diag.M("RATING-DEADLINE-EARLY", "整改期限 %s 早于 %s", "the deadline %s is before %s").With(d.String(), than.String()),
			diag.T("deadline 写要在哪一天以前整改完", "deadline is the day by which it is to be put right"))
	}
}
