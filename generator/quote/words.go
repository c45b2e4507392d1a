package quote

import (
	"slices"

	"kepu/generator/figures"
	"kepu/generator/markdown"
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
	argExpect:   {"expect", "应为"},
	argFormat:   {"format", "格式"},
	argUnit:     {"unit", "单位"},
	argTitle:    {"title", "标题"},
	argLimit:    {"limit", "最多"},
}

func (a argument) words() []string { return argumentWords[a] }

// dimension returns the dimension whose keys the argument takes.
func (a argument) dimension() (figures.Dimension, bool) {
	switch a {
	case argMonth:
		return figures.ByMonth, true
	case argCounty:
		return figures.ByCounty, true
	case argLevel:
		return figures.ByLevel, true
	case argKind:
		return figures.ByKind, true
	case argCampaign:
		return figures.ByCampaign, true
	case argForm:
		return figures.ByForm, true
	case argBase:
		return figures.ByBase, true
	}
	return 0, false
}

func argumentOf(word string) (argument, bool) {
	for a, words := range argumentWords {
		if isWord(words, word) {
			return argument(a), true
		}
	}
	return 0, false
}

func isWord(words []string, word string) bool { return slices.Contains(words, word) }

var filters = []argument{argYear, argMonth, argCounty, argLevel, argKind, argCampaign, argForm, argBase}

// taken are the keys that each directive takes.
var taken = [markdown.Kinds][]argument{
	markdown.Figure:     append(slices.Clone(filters), argNamed, argExpect, argFormat, argUnit),
	markdown.Chart:      append(slices.Clone(filters), argBy, argTitle),
	markdown.Table:      append(slices.Clone(filters), argBy, argTitle),
	markdown.Map:        {argCounty, argLevel, argKind, argYear},
	markdown.Bases:      {argCounty, argLevel, argKind, argYear, argNamed, argLimit},
	markdown.Activities: append(slices.Clone(filters), argLimit),
}

func (r *reader) takes(a argument) bool { return slices.Contains(taken[r.Kind], a) }

// keys are the English words of the keys that the directive takes, keyWords all of them.
func (r *reader) keys() []string {
	var out []string
	for _, a := range taken[r.Kind] {
		out = append(out, a.words()[0])
	}
	return out
}

func (r *reader) keyWords() []string {
	var out []string
	for _, a := range taken[r.Kind] {
		out = append(out, a.words()...)
	}
	return out
}

// Words for what is counted, besides a measure's key and name.
var (
	basesWords = []string{"bases", "基地", "基地数"}
	unitWords  = []string{"unit", "单位", "带单位"}
	yesWords   = []string{"yes", "true", "是"}
)

const basesUnit = "家"

var shortNames = map[string]figures.Measure{
	"活动": figures.Activities, "场次": figures.Sessions, "人次": figures.Participants, "命名": figures.Designated,
	"撤销": figures.Revoked, "在册": figures.InForce,
}

// measureOf finds a measure by its key, its Chinese name or a short form of it.
func measureOf(word string) (figures.Measure, bool) {
	for m := range figures.Measures {
		if m.Key() == word || m.Name() == word {
			return m, true
		}
	}
	m, ok := shortNames[word]
	return m, ok
}

// measureWords are all words for what is counted, for suggestions.
func measureWords() []string {
	out := slices.Clone(basesWords)
	for m := range figures.Measures {
		out = append(out, m.Key(), m.Name())
	}
	return out
}
