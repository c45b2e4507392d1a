package quote

import (
	"slices"

	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/measure"
)

// The words of directives, English and Chinese.

// argument is a key that a directive may have.
type argument int

const (
	argYear argument = iota
	argMonth
	argCounty
	argLevel
	argKind
	argCampaign
	argForm
	argBase
	argBy
	argNamed
	argRated
	argResult
	argScheme
	argExpect
	argFormat
	argUnit
	argTitle
	argLimit
	arguments // how many there are
)

// argumentWords are the words for each key: English, Chinese, then others that mean it.
var argumentWords = [arguments][]string{
	argYear:     {"year", "年份", "年", "年度"},
	argMonth:    {"month", "月份", "月"},
	argCounty:   {"county", "县区", "县"},
	argLevel:    {"level", "级别", "级"},
	argKind:     {"kind", "类型"},
	argCampaign: {"campaign", "重大活动", "重大科普活动"},
	argForm:     {"form", "形式", "活动形式"},
	argBase:     {"base", "基地"},
	argBy:       {"by", "按"},
	argNamed:    {"named", "命名年份", "命名"},
	argRated:    {"rated", "考核年份"},
	argResult:   {"result", "考核结果", "结果"},
	argScheme:   {"scheme", "考核名称", "考核"},
	argExpect:   {"expect", "应为"},
	argFormat:   {"format", "格式"},
	argUnit:     {"unit", "单位"},
	argTitle:    {"title", "标题"},
	argLimit:    {"limit", "最多"},
}

func (a argument) words() []string { return argumentWords[a] }

// keyed are the arguments that take the key of a dimension.
var keyed = []struct {
	argument
	figures.Dimension
}{
	{argMonth, figures.ByMonth}, {argCounty, figures.ByCounty}, {argLevel, figures.ByLevel}, {argKind, figures.ByKind},
	{argCampaign, figures.ByCampaign}, {argForm, figures.ByForm}, {argBase, figures.ByBase},
}

// dimension returns the dimension whose keys the argument takes.
func (a argument) dimension() (figures.Dimension, bool) {
	for _, k := range keyed {
		if k.argument == a {
			return k.Dimension, true
		}
	}
	return 0, false
}

func argumentOf(word string) (argument, bool) {
	a := listOf(argumentWords[:], word)
	return argument(max(a, 0)), a >= 0
}

// listOf returns which of the lists has a word; -1 for none.
func listOf(lists [][]string, word string) int {
	return slices.IndexFunc(lists, func(words []string) bool { return slices.Contains(words, word) })
}

// counts is what a directive counts or lists.
type counts int

const (
	measured counts = iota // a measure: activities, participants, designated …
	withPage               // bases with a page
	either                 // how many there are
)

func (r *Request) counts() counts {
	if r.OfBases || r.Kind == markdown.Map || r.Kind == markdown.Bases {
		return withPage
	}
	return measured
}

var (
	filters = []argument{argYear, argMonth, argCounty, argLevel, argKind, argCampaign, argForm, argBase}
	ofBases = []argument{argYear, argCounty, argLevel, argKind, argRated, argResult, argScheme}
)

// taken are the keys that each directive takes, by what it counts. Of these a measure
// takes the dimensions that it is broken down by. A key that stands here changes
// the answer; one that would mean nothing is refused.
var taken = [markdown.Kinds][either][]argument{
	markdown.Figure: {
		measured: slices.Concat(filters, []argument{argExpect, argFormat, argUnit}),
		withPage: slices.Concat(ofBases, []argument{argNamed, argExpect, argFormat, argUnit}),
	},
	markdown.Chart:      {measured: slices.Concat(filters, []argument{argBy, argTitle}), withPage: slices.Concat(ofBases, []argument{argBy, argTitle})},
	markdown.Table:      {measured: slices.Concat(filters, []argument{argBy, argTitle}), withPage: slices.Concat(ofBases, []argument{argBy, argTitle})},
	markdown.Map:        {withPage: ofBases},
	markdown.Bases:      {withPage: slices.Concat(ofBases, []argument{argNamed, argLimit})},
	markdown.Activities: {measured: slices.Concat(filters, []argument{argLimit})},
}

// exclusive are keys that each answer another question: the bases that were named in a
// year, those that hold a title at the end of one, those that were rated for one.
var exclusive = [][2]argument{
	{argNamed, argYear},
	{argNamed, argRated}, {argNamed, argResult}, {argNamed, argScheme},
	{argYear, argRated}, {argYear, argResult}, {argYear, argScheme},
}

// taken are the keys that the directive takes.
func (r *reader) taken() []argument {
	return slices.DeleteFunc(slices.Clone(taken[r.Kind][r.counts()]), func(a argument) bool {
		d, ok := a.dimension()
		return ok && r.counts() == measured && !d.Divides(r.Query.Measure)
	})
}

func (r *reader) takes(a argument) bool { return slices.Contains(r.taken(), a) }

// Words for what is counted, besides a measure's key and name.
var (
	basesWords = measure.BasesWords
	unitWords  = []string{"unit", "单位", "带单位"}
	yesWords   = []string{"yes", "true", "是"}
	noWords    = []string{"no", "false", "否", "无"}
)

const basesUnit = "家"

// measureOf finds a measure by its key, its Chinese name or a short form of it.
func (q *Quotes) measureOf(word string) (measure.Measure, bool) {
	if m, ok := q.f.Measures().Named(word); ok {
		return m, true
	}
	m, ok := measure.Short[word]
	return m, ok
}

// KeyWord is the Chinese word for the key of a dimension, as directives are written: 县区; "" where none takes it.
func KeyWord(d figures.Dimension) string {
	for _, k := range keyed {
		if k.Dimension == d {
			return k.words()[1]
		}
	}
	return ""
}
