package reconcile

import (
	"slices"
	"strings"

	"kepu/generator/figures"
	"kepu/generator/measure"
)

// candidates are the measures that a word may count, the likeliest first, each with
// the words that speak for it.
var candidates = map[string][]candidate{
	"个":  {named, revoked, held, listed},
	"家":  {named, revoked, held, listed},
	"所":  {named, held, listed},
	"项":  {activities},
	"次":  {activities, {measure: measure.Sessions, words: activities.words}},
	"场":  {sessions, activities},
	"场次": {sessions, activities},
	"人次": {online, visitors, crowd, volunteers},
	"人":  {volunteers, staff, experts, staffFull, staffPart, participants},
	"名":  {volunteers, staff, experts, staffFull, staffPart, participants},
	"份":  {materials},
	"册":  {materials},
	"元":  {funds, baseFunds},
	"篇":  {media},
	"篇次": {media},
	"天":  {openDays, freeDays},
}

// candidate is a measure and the words that speak for it in a sentence. Of bases with a
// page no measure is counted.
type candidate struct {
	measure measure.Measure
	bases   bool
	alone   bool // the unit alone speaks for it
	always  bool // and does so beside words that speak for others
	whole   bool // words are names, which are the nearer the fewer characters stand between them and the number
	words   []string
	weak    []string // words that allow it, where no other candidate has one of its own
}

// weakly is how far away a weak word counts as.
const weakly = 1 << 20

var baseWords = []string{"基地"}

var (
	named        = candidate{measure: measure.Designated, words: []string{"命名", "认定", "新增"}, weak: baseWords}
	revoked      = candidate{measure: measure.Revoked, words: []string{"撤销", "取消"}}
	held         = candidate{measure: measure.InForce, words: []string{"在册", "现有", "共有", "已有"}, weak: baseWords}
	listed       = candidate{bases: true, words: []string{"介绍", "页面", "本站"}, weak: baseWords}
	activities   = candidate{measure: measure.Activities, words: []string{"活动", "举办", "开展", "举行", "组织"}}
	sessions     = candidate{measure: measure.Sessions, alone: true, always: true}
	participants = candidate{measure: measure.Participants, words: []string{"参加", "参与", "活动", "现场", "群众", "市民", "师生", "学生", "观众"}}
	crowd        = candidate{measure: measure.Participants, alone: true, words: []string{"参加", "参与", "活动", "现场"}}
	online       = candidate{measure: measure.Online, words: []string{"线上", "网上", "直播"}}
	visitors     = candidate{measure: measure.Visitors, words: []string{"接待", "参观"}}
	volunteers   = candidate{measure: measure.Volunteers, words: []string{"志愿者"}}
	staff        = candidate{measure: measure.Staff, words: []string{"工作人员"}}
	experts      = candidate{measure: measure.Experts, words: []string{"专家"}}
	staffFull    = candidate{measure: measure.StaffFull, words: []string{"专职"}}
	staffPart    = candidate{measure: measure.StaffPart, words: []string{"兼职"}}
	materials    = candidate{measure: measure.Materials, words: []string{"资料", "材料", "发放", "书"}}
	funds        = candidate{measure: measure.Funds, words: []string{"经费", "投入", "资金"}}
	baseFunds    = candidate{measure: measure.BaseFunds, words: []string{"经费", "投入", "资金"}}
	media        = candidate{measure: measure.Media, words: []string{"报道", "媒体"}}
	openDays     = candidate{measure: measure.OpenDays, words: []string{"开放"}}
	freeDays     = candidate{measure: measure.FreeDays, words: []string{"免费"}}
)

// likely are the candidates that words in the sentence speak for, the nearest first.
// Where any stands in the number's own clause only those that do are meant, and those that the
// unit itself speaks for; else those of the whole sentence, then those without words.
func likely(list []candidate, in context) []candidate {
	type scored struct {
		candidate
		distance int
	}
	var out []scored
	clause := in.before[in.own:]
	asked := false
	for _, c := range list {
		best := -1
		for _, w := range c.words {
			if strings.Contains(in.after, w) {
				best = 0
			} else if i := strings.LastIndex(in.before, w); i >= 0 {
				distance := len(in.before) - i
				if c.whole {
					distance -= len(w)
				}
				if best < 0 || distance < best {
					best = distance
				}
			}
		}
		asked = asked || best >= 0 && best <= len(clause)
		allowed := slices.ContainsFunc(c.weak, func(w string) bool { return strings.Contains(in.before+in.after, w) })
		switch {
		case best < 0 && c.always:
			best = len(clause)
		case best < 0 && (allowed || c.alone):
			best = weakly
		}
		if best >= 0 {
			out = append(out, scored{c, best})
		}
	}
	slices.SortStableFunc(out, func(a, b scored) int { return a.distance - b.distance })
	var sorted []candidate
	for _, c := range out {
		if named := out[0].whole && out[0].distance <= len(clause); named && !c.whole {
			continue // 志愿者 in 注册科普志愿者 speaks for no other measure
		}
		if !asked || c.distance <= len(clause) {
			sorted = append(sorted, c.candidate)
		}
	}
	return sorted
}

// told returns the keys that the candidate is told by.
func told(c candidate, keys figures.Keys) figures.Keys {
	for d := figures.ByLevel; d < figures.Dimensions; d++ {
		if !c.bases && !d.Divides(c.measure) || c.bases && d > figures.ByKind {
			keys[d] = ""
		}
	}
	return keys
}

// subsets returns the keys, then those without what is as often a word as a name:
// 气象 and 展览 stand in many a sentence that is about all bases.
func subsets(keys figures.Keys) []figures.Keys {
	out := []figures.Keys{keys}
	for i := 0; i < len(out); i++ {
		for _, d := range []figures.Dimension{figures.ByKind, figures.ByForm} {
			if fewer := out[i]; fewer[d] != "" {
				fewer[d] = ""
				out = append(out, fewer)
			}
		}
	}
	return out
}
