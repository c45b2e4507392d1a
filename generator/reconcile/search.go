package reconcile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/quote"
)

// typed is a number in a line, with its offsets in the line.
type typed struct {
	Finding
	start, end int
	directive  bool // a directive's number stands here, not a typed one
}

// number finds a number before a word that says what is counted. The character
// U+FFFC stands where a directive's number belongs.
var number = regexp.MustCompile(`\x{FFFC}|([0-9][0-9,，]*(?:\.[0-9]+)?) ?(万|亿)?(余|多)? ?(场次|人次|篇次|万元|个月|个|家|所|项|场|次|人|名|份|册|篇|元|天)`)

// candidates are the measures that a word may count, the likeliest first, each with
// the words that speak for it.
var candidates = map[string][]candidate{
	"个":  {named, revoked, held, listed},
	"家":  {named, revoked, held, listed},
	"所":  {named, held, listed},
	"项":  {activities},
	"次":  {activities, sessions},
	"场":  {sessions, activities},
	"场次": {sessions, activities},
	"人次": {online, visitors, participants, candidate{measure: figures.Volunteers, words: []string{"志愿者"}}},
	"人":  {volunteers, staff, experts, staffFull, staffPart},
	"名":  {volunteers, staff, experts, staffFull, staffPart},
	"份":  {materials},
	"册":  {materials},
	"元":  {funds, baseFunds},
	"万元": {funds, baseFunds},
	"篇":  {media},
	"篇次": {media},
	"天":  {openDays, freeDays},
}

// candidate is a measure and the words that speak for it in a sentence; without
// words, the unit alone does. Of bases with a page no measure is counted.
type candidate struct {
	measure figures.Measure
	bases   bool
	words   []string
	weak    []string // words that allow it, where no other candidate has one of its own
}

// weakly is how far away a weak word counts as.
const weakly = 1 << 20

var baseWords = []string{"基地"}

var (
	named        = candidate{measure: figures.Designated, words: []string{"命名", "认定", "新增"}, weak: baseWords}
	revoked      = candidate{measure: figures.Revoked, words: []string{"撤销", "取消"}}
	held         = candidate{measure: figures.InForce, words: []string{"在册", "现有", "共有", "已有"}, weak: baseWords}
	listed       = candidate{bases: true, words: []string{"介绍", "页面", "本站"}, weak: baseWords}
	activities   = candidate{measure: figures.Activities, words: []string{"活动", "举办", "开展", "举行", "组织"}}
	sessions     = candidate{measure: figures.Sessions}
	participants = candidate{measure: figures.Participants}
	online       = candidate{measure: figures.Online, words: []string{"线上", "网上", "直播"}}
	visitors     = candidate{measure: figures.Visitors, words: []string{"接待", "参观"}}
	volunteers   = candidate{measure: figures.Volunteers, words: []string{"志愿者"}}
	staff        = candidate{measure: figures.Staff, words: []string{"工作人员"}}
	experts      = candidate{measure: figures.Experts, words: []string{"专家"}}
	staffFull    = candidate{measure: figures.StaffFull, words: []string{"专职"}}
	staffPart    = candidate{measure: figures.StaffPart, words: []string{"兼职"}}
	materials    = candidate{measure: figures.Materials, words: []string{"资料", "材料", "发放", "书"}}
	funds        = candidate{measure: figures.Funds, words: []string{"经费", "投入", "资金"}}
	baseFunds    = candidate{measure: figures.BaseFunds, words: []string{"经费", "投入", "资金"}}
	media        = candidate{measure: figures.Media, words: []string{"报道", "媒体"}}
	openDays     = candidate{measure: figures.OpenDays, words: []string{"开放"}}
	freeDays     = candidate{measure: figures.FreeDays, words: []string{"免费"}}
)

// search is what the sentences of one report are read with.
type search struct {
	q     *quote.Quotes
	f     *figures.Figures
	names []name // the longest first
	years [2]int // of the report; 0, 0 when it does not say
}

// name is a key's name.
type name struct {
	text string
	d    figures.Dimension
	id   string
}

func newSearch(cat *catalog.Catalog, f *figures.Figures, a *catalog.Article) *search {
	s := &search{q: quote.Of(cat, f), f: f, years: a.Years}
	for _, d := range []figures.Dimension{figures.ByLevel, figures.ByCounty, figures.ByKind, figures.ByCampaign, figures.ByForm, figures.ByBase} {
		for _, k := range f.Keys(d) {
			s.names = append(s.names, name{k.Name, d, k.ID})
		}
	}
	for _, b := range cat.Bases {
		for _, alias := range b.Alias {
			s.names = append(s.names, name{alias, figures.ByBase, b.ID})
		}
	}
	slices.SortStableFunc(s.names, func(a, b name) int { return len(b.text) - len(a.text) })
	return s
}

func lines(plain string) []string { return strings.Split(plain, "\n") }

// line returns the numbers of one line of plain text.
func (s *search) line(line string) []typed {
	var out []typed
	for _, at := range number.FindAllStringSubmatchIndex(line, -1) {
		if strings.HasPrefix(line[at[0]:], "\uFFFC") {
			out = append(out, typed{directive: true})
			continue
		}
		word := line[at[8]:at[9]]
		if before, _ := utf8.DecodeLastRuneInString(line[:at[0]]); strings.ContainsRune("第.-—~～", before) || '0' <= before && before <= '9' || candidates[word] == nil {
			continue // 第3次, 2015-2016, 3个月
		}
		x := typed{start: at[0], end: at[9]}
		x.Written = written(line, at[0], at[9])
		n, ok := value(line[at[2]:at[3]], group(line, at, 2), word)
		if !ok {
			continue
		}
		loose := group(line, at, 3) != "" || strings.HasSuffix(line[:at[0]], "近") || strings.HasSuffix(line[:at[0]], "约")
		s.judge(&x.Finding, n, loose, word, sentence(line, at[0], at[9]))
		out = append(out, x)
	}
	return out
}

// group returns what the i-th group of a match holds.
func group(line string, at []int, i int) string {
	if at[2*i] < 0 {
		return ""
	}
	return line[at[2*i]:at[2*i+1]]
}

// value reads a number as it is written: 2,700, 1.2 with 万.
func value(digits, times, word string) (int64, bool) {
	f, err := strconv.ParseFloat(strings.NewReplacer(",", "", "，", "").Replace(digits), 64)
	if err != nil || f > 1e12 {
		return 0, false
	}
	switch {
	case times == "万" || word == "万元":
		f *= 1e4
	case times == "亿":
		f *= 1e8
	}
	return int64(f + 0.5), true
}

// written is the number with its word and what follows, up to a mark.
func written(line string, start, end int) string {
	const most = 8 // characters
	text := line[start:end]
	for i, r := range []rune(line[end:]) {
		if i == most || strings.ContainsRune("，。；、！？：（）()的和是了\uFFFC \t", r) || '0' <= r && r <= '9' {
			break
		}
		text += string(r)
	}
	return text
}

// context is the part of a line that a number belongs to: its sentence up to the
// number, and the clause after it.
type context struct{ before, after string }

func sentence(line string, start, end int) context {
	before := line[:start]
	if i := strings.LastIndexAny(before, "。；！？"); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		before = before[i+size:]
	}
	after := line[end:]
	if i := strings.IndexAny(after, "，。；！？、"); i >= 0 {
		after = after[:i]
	}
	return context{before, after}
}

// judge holds a number against the data.
func (s *search) judge(x *Finding, n int64, loose bool, word string, in context) {
	x.Verdict = Unknown
	years := s.yearsIn(in.before)
	keys := s.keysIn(in)
	for _, c := range likely(candidates[word], in) {
		for i, y := range years {
			for j, k := range subsets(told(c, keys)) {
				r := quote.Request{OfBases: c.bases, Query: figures.Query{Measure: c.measure, First: y[0], Last: y[1], Keys: k}}
				row, ok := s.ask(&r)
				if !ok {
					continue
				}
				agrees := row.Known && (row.Value == n || loose && near(row.Value, n))
				if agrees || x.Verdict == Unknown && i == 0 && j == 0 {
					r.Unit = unit(&r)
					x.About, x.Data, x.Verdict = s.q.About(&r), r.Text(row), Differs
				}
				if agrees {
					x.Verdict = Agrees
					return
				}
			}
		}
	}
}

// near: 300余 is up to a tenth more, 近300 up to a tenth less.
func near(value, n int64) bool { return value >= n-n/10 && value <= n+n/10 }

func unit(r *quote.Request) string {
	if r.OfBases {
		return "家"
	}
	return r.Query.Measure.Unit()
}

// ask is false for what the data cannot be asked, or have nothing about.
func (s *search) ask(r *quote.Request) (figures.Row, bool) {
	if !r.OfBases && !r.Query.Measure.Adds() && r.Query.First != r.Query.Last {
		return figures.Row{}, false
	}
	row := s.q.Number(r)
	return row, r.OfBases || row.Entries > 0 || r.Query.Measure.Counted()
}

// likely are the candidates that words in the sentence speak for, then those that
// need no words. The nearer the word, the likelier.
func likely(list []candidate, in context) []candidate {
	type scored struct {
		candidate
		distance int
	}
	var out []scored
	for _, c := range list {
		best := -1
		for _, w := range c.words {
			if strings.Contains(in.after, w) {
				best = 0
			} else if i := strings.LastIndex(in.before, w); i >= 0 && (best < 0 || len(in.before)-i < best) {
				best = len(in.before) - i
			}
		}
		allowed := slices.ContainsFunc(c.weak, func(w string) bool { return strings.Contains(in.before+in.after, w) })
		if best < 0 && (allowed || len(c.words) == 0) {
			best = weakly
		}
		if best >= 0 {
			out = append(out, scored{c, best})
		}
	}
	slices.SortStableFunc(out, func(a, b scored) int { return a.distance - b.distance })
	var sorted []candidate
	for _, c := range out {
		sorted = append(sorted, c.candidate)
	}
	return sorted
}

var yearWord = regexp.MustCompile(`((?:19|20|21)[0-9]{2})(?:年?[-—–至到~～]+((?:19|20|21)[0-9]{2}))?年`)

// yearsIn returns the years that a number may be of, the likeliest first: the last
// that the sentence names, those of the report, all.
func (s *search) yearsIn(before string) [][2]int {
	var out [][2]int
	if all := yearWord.FindAllStringSubmatch(before, -1); len(all) > 0 {
		last := all[len(all)-1]
		from, _ := strconv.Atoi(last[1])
		to := from
		if last[2] != "" {
			to, _ = strconv.Atoi(last[2])
		}
		return [][2]int{{from, max(from, to)}}
	}
	if s.years[0] != 0 {
		out = append(out, s.years)
	}
	for y := s.years[0]; y != 0 && y <= s.years[1] && s.years[0] != s.years[1]; y++ {
		out = append(out, [2]int{y, y})
	}
	return append(out, [2]int{})
}

// keysIn returns the key that the context names in each dimension: right after the
// number, else the last one before it.
func (s *search) keysIn(in context) (keys [figures.Dimensions]string) {
	for _, text := range []string{in.after, in.before} {
		var at [figures.Dimensions]int
		var here [figures.Dimensions]string
		rest := text
		for _, n := range s.names {
			for {
				i := strings.LastIndex(rest, n.text)
				if i < 0 || n.text == "" {
					break
				}
				if here[n.d] == "" || i > at[n.d] {
					at[n.d], here[n.d] = i, n.id
				}
				rest = rest[:i] + strings.Repeat("\x00", len(n.text)) + rest[i+len(n.text):] // a shorter name inside is not meant
			}
		}
		for d, id := range here {
			if keys[d] == "" {
				keys[d] = id
			}
		}
	}
	return keys
}

// told returns the keys that the candidate is told by.
func told(c candidate, keys [figures.Dimensions]string) [figures.Dimensions]string {
	for d := figures.ByLevel; d < figures.Dimensions; d++ {
		if !c.bases && !c.measure.Has(d) || c.bases && d > figures.ByKind {
			keys[d] = ""
		}
	}
	return keys
}

// subsets returns the keys, then those without what is as often a word as a name:
// 气象 and 展览 stand in many a sentence that is about all bases.
func subsets(keys [figures.Dimensions]string) [][figures.Dimensions]string {
	out := [][figures.Dimensions]string{keys}
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
