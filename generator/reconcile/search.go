package reconcile

import (
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/measure"
	"kepu/generator/quote"
)

// typed is a number in a line.
type typed struct {
	Finding
	amount
	asked *quote.Request // what the data agree in; nil where a directive cannot ask it
}

// search is what the sentences of one report are read with.
type search struct {
	q       *quote.Quotes
	f       *figures.Figures
	names   []name                 // the longest first
	own     map[string][]candidate // the site's indicators, by what a word counts
	units   []string               // words of theirs that no other measure has
	years   [2]int                 // of the report; 0, 0 when it does not say
	all     []int                  // the years of the records, the newest first
	heading heading
	section section
	ahead   int                // level of the heading that what is to come stands under, 0 for none
	home    home               // whose report it is
	rest    []markdown.Heading // that are still to come
}

// heading is the last heading that named a year.
type heading struct{ level, year int }

// section is the last heading that named a place; level is 0 where none did.
type section struct {
	level int
	place
}

// name is a key's name.
type name struct {
	text string
	d    figures.Dimension
	id   string
}

func newSearch(cat *catalog.Catalog, f *figures.Figures, a *catalog.Article) *search {
	s := &search{q: quote.Of(cat, f), f: f, years: a.Years, all: f.Years(), rest: a.Body.Headings}
	slices.Reverse(s.all)
	s.indicators()
	if named := yearsNamed(a.Title); s.years[0] == 0 && len(named) > 0 {
		s.years = [2]int{named[0].year, named[len(named)-1].year}
	}
	for d := figures.ByLevel; d <= figures.ByBase; d++ {
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
	s.home = s.homeOf(cat, a)
	return s
}

// line yields the numbers of one line of plain text.
func (s *search) line(line string) iter.Seq[typed] {
	return func(yield func(typed) bool) {
		named := yearsNamed(line)
		places := s.placesIn(line)
		s.enter(line, named, places)
		before := 0 // the last year named before the sentence
		for _, a := range amounts(line, s.units) {
			x := typed{amount: a}
			told := true
			if !a.directive() {
				x.Written = written(line, a.start, a.end)
				in := sentence(line, a.start, a.end)
				for len(named) > 0 && named[0].end <= a.start-len(in.before) {
					before, named = named[0].year, named[1:]
				}
				from := a.start - len(in.before)
				if whose, whole := s.placeAt(places, from, a.start); !whose.untold && !s.planned(line, in, from) && !s.vagueTime(in) {
					s.judge(&x, in, s.yearsMeant(before), whose, whole)
				} else {
					x.Verdict = Unknown
				}
				told = in.ends() || !a.weak || x.Verdict != Unknown && a.says(in)
			}
			if told && !yield(x) {
				return
			}
		}
	}
}

// enter takes in the heading that the line may be.
func (s *search) enter(line string, named []yearNamed, places []placed) {
	if len(s.rest) == 0 || strings.TrimSpace(line) != s.rest[0].Text {
		return
	}
	h := s.rest[0]
	s.rest = s.rest[1:]
	if len(named) > 0 {
		s.heading = heading{h.Level, named[0].year}
	} else if h.Level <= s.heading.level {
		s.heading = heading{}
	}
	if len(places) > 0 {
		s.section = section{h.Level, places[len(places)-1].place}
	} else if h.Level <= s.section.level {
		s.section = section{}
	}
	if ahead.MatchString(line) && !reported.MatchString(line) {
		s.ahead = h.Level
	} else if h.Level <= s.ahead {
		s.ahead = 0
	}
}

// says reports whether a single character is a number of something: 三项活动, but not
// 一项工程 or 四个方面.
func (a *amount) says(in context) bool {
	return !a.article && (a.unit != "个" || strings.Contains(in.after, "基地"))
}

// yearsMeant are those that a sentence without a year may be about: the one that its
// paragraph named last, its heading's, the report's.
func (s *search) yearsMeant(before int) (out [][2]int) {
	for _, y := range [][2]int{{before, before}, {s.heading.year, s.heading.year}, s.years} {
		if y[0] != 0 && !slices.Contains(out, y) {
			out = append(out, y)
		}
	}
	return out
}

// written is the number with its word and what follows, up to a mark.
func written(line string, start, end int) string {
	const most = 8 // characters
	text, n := line[start:end], 0
	for _, r := range line[end:] {
		if n++; n > most || strings.ContainsRune("，。；、！？：（）()的和是了\uFFFC \t", r) || '0' <= r && r <= '9' {
			break
		}
		text += string(r)
	}
	return text
}

// context is the part of a line that a number belongs to: its sentence up to the
// number, where its own clause begins in that, and the clause after it.
type context struct {
	before, after string
	own           int
}

// ends reports whether the clause ends with the number's word.
func (c *context) ends() bool { return strings.TrimSpace(c.after) == "" }

// What a sentence is read for: longer ones are lists, and a line of many numbers
// would be read again for each.
const mostBefore, mostAfter = 600, 120 // bytes

func sentence(line string, start, end int) context {
	from := max(0, start-mostBefore)
	for from < start && !utf8.RuneStart(line[from]) {
		from++
	}
	before := line[from:start]
	if i := strings.LastIndexAny(before, "。；！？"); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		before = before[i+size:]
	}
	own := 0
	if i := strings.LastIndexAny(before, "，、：,:（("); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		own = i + size
	}
	after := line[end:]
	if len(after) > mostAfter {
		after = strings.ToValidUTF8(after[:mostAfter], "")
	}
	if i := strings.IndexAny(after, "，。；！？、,（）()：:"+placeholder); i >= 0 {
		after = after[:i]
	}
	return context{before, after, own}
}

// answer is what the data say to one question.
type answer struct {
	known  bool
	least  bool    // the true figure may be higher
	may    int64   // by so many at most: of whom it is not known whether they still count
	values []int64 // the sum, then single entries that the number may be of
	about  string
	data   string
	asked  *quote.Request // nil: of some days, which no directive knows
}

// judge holds a number against the data: of a place, and of all of it where whole is true.
func (s *search) judge(x *typed, in context, known [][2]int, whose place, whole bool) {
	x.Verdict = Unknown
	if x.unit == "%" || isDifference(in) || begins(in.after, others...) {
		return
	}
	when := spansOf(in.before, in.own, known, s.years, s.all)
	if len(when) == 0 {
		return
	}
	list := likely(slices.Concat(s.own[x.unit], candidates[x.unit]), in)
	if len(list) == 0 && when[0].days() && slices.Contains(people, x.unit) {
		list = []candidate{participants} // 9月19日……1200人
	}
	keys := s.keysIn(in)
	s.keep(&keys, in, whose, whole)
	campaign, ok := s.campaignOf(in, keys[figures.ByCampaign])
	keys[figures.ByCampaign] = campaign
	for n, c := range list {
		if !c.bases && figures.ByCampaign.Divides(c.measure) && !ok {
			continue
		}
		if clause := in.before[in.own:]; c.measure == measure.Activities && !c.bases && strings.Contains(clause, "其中") && s.keysIn(context{before: clause}) == (figures.Keys{}) {
			continue // 其中农村3项: of a part that no record tells
		}
		for _, at := range when {
			for i, k := range subsets(told(c, keys)) {
				if k[figures.ByCounty] != keys[figures.ByCounty] || k[figures.ByBase] != keys[figures.ByBase] {
					continue // the data do not have it by county, or by base
				}
				a := s.ask(c, at, k)
				if !a.known {
					continue
				}
				agrees := slices.ContainsFunc(a.values, func(v int64) bool { return x.low <= v && v <= x.high })
				switch {
				case agrees:
					x.About, x.Data, x.Verdict = a.about, a.data, Agrees
					if n == 0 && at == when[0] && i == 0 && x.low == x.high && x.low == a.values[0] && !a.least && a.may == 0 {
						x.asked = a.asked
					}
					return
				case a.least && x.high > a.values[0]: // 20 is at least 17, and may be right
				case a.may > 0 && x.high > a.values[0] && x.low <= a.values[0]+a.may: // so may what lies between
				case x.Verdict == Unknown && i == 0 && at.days() == when[0].days(): // a day's number may be the year's, but need not
					x.About, x.Data, x.Verdict = a.about, a.data, Differs
				}
			}
		}
	}
}

var (
	people = []string{"人", "名", "人次"}
	// what is counted right after the number, that no measure counts
	others = []string{"县", "区", "乡", "镇", "村", "社区", "部门", "单位", "方面", "问题", "环节", "类别", "类型", "级别", "媒体", "企业", "月", "星期", "班", "组"}
	rises  = regexp.MustCompile(`(?:比|较|同比|环比).*(?:增加|增长|增多|多|少|减少|下降|降低|提高|上升)了?$`)
)

// isDifference: 比上年增加3项 is no number of activities.
func isDifference(in context) bool { return rises.MatchString(in.before[in.own:]) }

func unit(r *quote.Request) string {
	if r.OfBases {
		return "家"
	}
	return r.Query.Measure.Unit()
}

// ask asks the data. What is told at a year's end is told of the last year.
func (s *search) ask(c candidate, at span, keys figures.Keys) answer {
	r := quote.Request{OfBases: c.bases, Query: figures.Query{Measure: c.measure, First: at.first, Last: at.last, Keys: keys}}
	if at.days() && !c.bases && c.measure.Sort() == measure.OfActivity {
		return s.askDays(&r, at)
	}
	if !c.bases && !c.measure.Adds() {
		r.Query.First = r.Query.Last
	}
	row := s.q.Number(&r)
	r.Unit = unit(&r)
	return answer{
		known: (row.Known || row.Unsure() > 0) && (r.OfBases || row.Entries > 0 || c.measure.Counted()), least: row.LowerBound, may: row.Unsure(), values: []int64{inWhole(c.measure, row.Value)},
		about: s.q.About(&r), data: r.Text(row), asked: &r,
	}
}

// offer returns the directive that prints a number just as it stands in the line, which begins at an offset of Plain.
func (s *search) offer(x *typed, line string, at int, body *markdown.Doc, file *diag.File) *Offer {
	if x.asked == nil {
		return nil
	}
	n := numberAt(line[x.start:])
	if n.Size == 0 {
		return nil
	}
	number := line[x.start : x.start+n.Size]
	start, ok := body.At(at + x.start)
	if !ok || start+n.Size > len(file.Text) || file.Text[start:start+n.Size] != number {
		return nil // something stands between its digits
	}
	row := s.q.Number(x.asked)
	r, ok := x.asked.AsTyped(row, number)
	if !ok {
		return nil
	}
	return &Offer{Start: start, End: start + n.Size, Directive: s.q.Directive(&r, number)}
}

// askDays adds up the activities of some days. A number may be of any one of them.
func (s *search) askDays(r *quote.Request, at span) answer {
	var sum figures.Row
	sum.Known = r.Query.Measure.Counted()
	var given []int64
	title := ""
	for a := range s.f.Matching(r.Query) {
		if !during(a, at) {
			continue
		}
		n := figures.Given(a, r.Query.Measure)
		sum.Entries++
		title = a.Title
		if n.Known {
			sum.Known, sum.Value = true, sum.Value+n.N
			sum.Reported++
			given = append(given, n.N)
		}
	}
	if sum.Entries == 0 { // 9月19日 may be the day of a meeting
		return answer{}
	}
	r.Unit = unit(r)
	about := *r
	about.Query.First, about.Query.Last = 0, 0
	out := answer{known: sum.Known, values: append([]int64{sum.Value}, given...), data: r.Text(sum)}
	if r.Query.Measure.Counted() {
		out.values = out.values[:1]
	}
	out.about = strconv.Itoa(at.first) + "年" + at.words + strings.TrimPrefix(s.q.About(&about), "历年")
	if sum.Entries == 1 {
		out.about += "（" + title + "）"
	}
	return out
}

// during reports whether an activity is of some days: it was held on one of them, and
// where only its month is known, in all of it.
func during(a *catalog.Activity, at span) bool {
	first, last := a.Date.First(), a.Date.Last()
	if a.Date.Day == 0 {
		return !first.Before(at.from) && !at.until.Before(last)
	}
	if a.Until.Known() && at.from == at.until {
		last = a.Until.Last()
	}
	return !last.Before(at.from) && !at.until.Before(first)
}

// keep sets the keys of whose number it is.
func (s *search) keep(keys *figures.Keys, in context, whose place, whole bool) {
	if after := s.keysIn(context{after: in.after}); after[figures.ByCounty] != "" || after[figures.ByBase] != "" {
		return // 3项由乙县承办
	}
	switch {
	case whole:
		keys[figures.ByCounty], keys[figures.ByBase] = whose.county, whose.base
	case keys[figures.ByBase] != "" && whose.base == "":
	case keys[figures.ByBase] == "":
		keys[figures.ByCounty], keys[figures.ByBase] = whose.county, whose.base
	}
}

// keysIn returns the key that the context names in each dimension: right after the
// number, else the last one before it.
func (s *search) keysIn(in context) (keys figures.Keys) {
	for _, text := range []string{in.after, in.before} {
		var at [figures.Dimensions]int
		var here figures.Keys
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
