// Package quote reads what a text quotes from the data: {{ figure … }},
// {{ chart … }} and their kin.
//
// In comes a directive as package markdown read it, which knows words and places
// only; out comes a Request: the measure, the years and the keys that the words
// name, checked against the catalog, or the faults with their places. A Request
// can be asked for its number, its rows, its bases or its activities (answer.go), and
// written as it wants to be (format.go). Nothing here makes HTML or addresses; that is
// pages' duty.
//
// A key that would change nothing is refused, as is a name that the catalog doesn't have, and
// a sum over years of what is told at a year's end. Check reports these of all texts.
//
// English and Chinese words mean the same: {{ 数字 参加人次 年份=2016 }} and
// {{ figure participants year=2016 }}. The words stand in words.go.
//
// # Why a directive and not a number
//
// A summary that says 12 where the log says 11 embarrasses an office. A directive
// cannot say 12: it is counted whenever the site is made. Where a text must not
// change (it was published, or signed), expect=12 stands beside it, and Check
// warns on the day when the data no longer agree.
package quote

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/measure"
)

// Quotes answers what texts ask of a catalog and its figures. It doesn't change.
type Quotes struct {
	cat   *catalog.Catalog
	f     *figures.Figures
	words [figures.Dimensions]func() words // of each dimension, prepared when a text first asks
}

// words are what the keys of a dimension may be called.
type words struct {
	ids   map[string]string // name -> id
	known []string          // names, for suggestions
}

// Of answers for a catalog. f must be its figures.
func Of(cat *catalog.Catalog, f *figures.Figures) *Quotes {
	q := &Quotes{cat: cat, f: f}
	for d := range figures.Dimensions {
		q.words[d] = sync.OnceValue(func() words { return q.prepare(d) })
	}
	return q
}

// prepare finds the words of a dimension: ids first, then names, then other names.
func (q *Quotes) prepare(d figures.Dimension) words {
	w := words{ids: map[string]string{}}
	for _, k := range q.f.Keys(d) {
		w.add(k.ID, k.ID)
	}
	for _, k := range q.f.Keys(d) {
		w.add(k.Name, k.ID)
		w.known = append(w.known, k.Name)
	}
	if d == figures.ByForm {
		q.nationalForms(&w)
	}
	if d != figures.ByBase {
		return w
	}
	for _, b := range q.cat.Bases {
		for _, alias := range b.Alias {
			w.add(alias, b.ID)
			w.known = append(w.known, alias)
		}
	}
	return w
}

// nationalForms adds the names that the national form has for one form alone: of several no key is meant.
func (q *Quotes) nationalForms(w *words) {
	of := map[string]int{}
	for _, f := range q.cat.Forms {
		of[f.National]++
	}
	for _, f := range q.cat.Forms {
		if f.National != "" && of[f.National] == 1 {
			w.add(f.National, f.ID)
		}
	}
}

func (w *words) add(name, id string) {
	if _, taken := w.ids[name]; !taken {
		w.ids[name] = id
	}
}

// Request is a directive that was understood.
type Request struct {
	Kind     markdown.Kind
	OfBases  bool          // what is counted is bases with a page, and not a measure
	Query    figures.Query // the measure, the years, the keys
	By       By            // of a chart or table: what it is broken down by
	Named    [2]int        // bases: named in these years; 0, 0: however
	Format   Format
	Unit     string // printed after the number; "" for none
	Title    string // of a chart or table, in the writer's words; "" for ours
	Limit    int    // of a list: no more than this many; 0 for all
	expect   markdown.Word
	Rated    [2]int // bases: with a result of an evaluation for these years; 0, 0: for the newest that they have
	Result   string // bases: with that result; "" for any
	Scheme   string // bases: with a result of that evaluation; "" for any
	named    bool   // Named was said
	rated    bool   // Rated was said
	hasYears bool
}

// By is what a chart or table is broken down by: years or a dimension.
type By struct {
	Years     bool
	Dimension figures.Dimension // when not Years
}

// Fault is something in a directive that is wrong.
type Fault struct {
	Start, End int // in the file of the text
	What, Mend diag.Text
	Harmless   bool // the page can be made all the same
}

// OneYear returns the first and only year that the request is about; 0 when it is
// about several or all.
func (r *Request) OneYear() int {
	if r.Query.First == r.Query.Last {
		return r.Query.First
	}
	return 0
}

// OwnUnit returns the unit of what is counted, whether it is printed or not.
func (r *Request) OwnUnit() string {
	if r.OfBases {
		return "家"
	}
	return r.Query.Measure.Unit()
}

// Read reads a directive. Where a fault is not harmless the Request means nothing.
func (q *Quotes) Read(d *markdown.Directive) (Request, []Fault) {
	r := &reader{q: q, d: d, seen: map[argument]bool{}}
	r.Kind = d.Kind
	args := d.Args
	if d.Kind == markdown.Figure || d.Kind == markdown.Chart || d.Kind == markdown.Table {
		args = r.subject(args)
	}
	for _, a := range args {
		r.argument(a)
	}
	if len(r.faults) == 0 {
		r.checkWhole()
	}
	return r.Request, r.faults
}

// reader is a Request while it is read.
type reader struct {
	Request
	q      *Quotes
	d      *markdown.Directive
	seen   map[argument]bool
	faults []Fault
}

func (r *reader) fault(w markdown.Word, what, mend diag.Text) {
	start, end := w.Start, w.End
	if end <= start {
		start, end = r.d.Start, r.d.End
	}
	r.faults = append(r.faults, Fault{Start: start, End: end, What: what, Mend: mend})
}

// subject reads what is counted, the first bare word.
func (r *reader) subject(args []markdown.Arg) []markdown.Arg {
	whole := markdown.Word{Start: r.d.Start, End: r.d.End}
	if len(args) == 0 || args[0].Key.Text != "" {
		r.fault(whole, noSubject, subjectExample)
		return args
	}
	w := args[0].Value
	switch m, ok := r.q.measureOf(w.Text); {
	case ok:
		r.Query.Measure = m
	case slices.Contains(basesWords, w.Text):
		r.OfBases = true
	default:
		mend := measuresListed
		if near := diag.Nearest(w.Text, slices.Concat(basesWords, r.q.f.Measures().Words())); near != "" {
			mend = isIt.With(near)
		}
		r.fault(w, noSuchMeasure.With(w.Text), mend)
	}
	return args[1:]
}

// argument reads a key and its value, or a bare word.
func (r *reader) argument(a markdown.Arg) {
	key, value := a.Key, a.Value
	if key.Text == "" {
		if slices.Contains(unitWords, value.Text) && r.Kind == markdown.Figure {
			if r.seen[argUnit] {
				r.fault(value, keyTwice.With(value.Text), takeOneOut)
			}
			r.seen[argUnit] = true
			r.Unit = r.unit()
			return
		}
		r.bareWord(a)
		return
	}
	k, ok := argumentOf(key.Text)
	if !ok || !r.takes(k) {
		r.notTaken(k, ok, a)
		return
	}
	if r.seen[k] {
		r.fault(key, keyTwice.With(key.Text), takeOneOut)
		return
	}
	r.seen[k] = true
	for _, two := range exclusive {
		if r.seen[two[0]] && r.seen[two[1]] && slices.Contains(two[:], k) {
			mend := namedOrYear
			if two != exclusive[0] {
				mend = ratedInYear
			}
			r.fault(key, notTogether.With(two[0].words()[0], two[1].words()[0]), mend)
			return
		}
	}
	if value.Text == "" {
		r.fault(key, noValue.With(key.Text), giveValue.With(key.Text))
		return
	}
	r.set(k, value)
}

// notTaken reports a key that nobody knows, or that means nothing here.
func (r *reader) notTaken(k argument, known bool, a markdown.Arg) {
	var keys, words []string
	for _, a := range r.taken() {
		keys, words = append(keys, a.words()[0]), append(words, a.words()...)
	}
	what, mend := noSuchKey.With(a.Key.Text), keysListed.With(strings.Join(keys, " "))
	d, isKey := k.dimension()
	near := diag.Nearest(a.Key.Text, words)
	switch {
	case !known && near != "":
		mend = isIt.With(near)
	case !known:
	case isKey && (r.Kind == markdown.Figure || r.Kind == markdown.Chart || r.Kind == markdown.Table):
		what, mend = notByThis.With(r.what(), dimensionName(d)), r.dimensionsListed()
	case k == argNamed && r.counts() == measured && r.Query.Measure == measure.Designated:
		mend = writeKey.With("year", a.Value.Text)
	}
	r.fault(a.Key, what, mend)
}

// dimensionsListed says what a measure, or bases, are broken down by.
func (r *reader) dimensionsListed() diag.Text {
	var listed []string
	for _, k := range keyed {
		if r.takes(k.argument) {
			listed = append(listed, k.Name())
		}
	}
	return known.With(strings.Join(listed, "、"))
}

// bareWord reports a word without a key; if it is a name that a key takes, it says which.
func (r *reader) bareWord(a markdown.Arg) {
	w := a.Value
	if w.Text == "" {
		r.fault(w, noKey, keyExample)
		return
	}
	mend := keyExample
	for _, k := range keyed {
		if _, found := r.q.words[k.Dimension]().ids[w.Text]; found && r.takes(k.argument) {
			mend = writeKey.With(k.words()[0], w.Text)
			break
		}
	}
	if y, err := strconv.Atoi(strings.TrimSuffix(w.Text, "年")); err == nil && y > 1900 && y < 2200 {
		mend = writeKey.With("year", strconv.Itoa(y))
	}
	r.fault(w, notUnderstood.With(w.Text), mend)
}

// set takes a value in.
func (r *reader) set(k argument, w markdown.Word) {
	if d, ok := k.dimension(); ok {
		r.filter(d, w)
		return
	}
	switch k {
	case argYear:
		if r.Query.First, r.Query.Last, r.hasYears = yearsOf(w.Text); !r.hasYears {
			r.fault(w, badYear.With(w.Text), yearExample)
		}
	case argNamed:
		if r.Named[0], r.Named[1], r.named = yearsOf(w.Text); !r.named {
			r.fault(w, badYear.With(w.Text), yearExample)
		}
	case argRated:
		if r.Rated[0], r.Rated[1], r.rated = yearsOf(w.Text); !r.rated {
			r.fault(w, badYear.With(w.Text), yearExample)
		}
	case argResult:
		r.Result = r.ofRatings(w, noResult, catalog.Results(r.q.cat.Ratings), catalog.CustomaryResults()...)
	case argScheme:
		r.Scheme = r.ofRatings(w, noScheme, r.q.cat.RatingNames, catalog.YearlyReview)
	case argBy:
		r.by(w)
	case argExpect:
		r.expect = w
	case argFormat:
		f, ok := formatOf(w.Text)
		if !ok {
			r.fault(w, badFormat.With(w.Text), formatsListed)
		}
		r.Format = f
	case argUnit:
		r.Unit = w.Text
		switch {
		case slices.Contains(yesWords, w.Text):
			r.Unit = r.unit()
		case slices.Contains(noWords, w.Text):
			r.Unit = ""
		}
	case argTitle:
		r.Title = w.Text
	case argLimit:
		n, err := strconv.Atoi(w.Text)
		if err != nil || n < 1 {
			r.fault(w, badLimit.With(w.Text), limitExample)
		}
		r.Limit = n
	}
}

// ofRatings takes a word in that some rating has, one of all, or that is customary.
func (r *reader) ofRatings(w markdown.Word, none diag.Text, all []string, customary ...string) string {
	if slices.Contains(all, w.Text) || slices.Contains(customary, w.Text) {
		return w.Text
	}
	mend := noRating
	if len(all) > 0 {
		mend = known.With(strings.Join(all, "、"))
	}
	if near := diag.Nearest(w.Text, all); near != "" {
		mend = isIt.With(near)
	}
	r.fault(w, none.With(w.Text), mend)
	return ""
}

// unit is that of what is counted.
func (r *reader) unit() string {
	if r.OfBases {
		return basesUnit
	}
	return r.Query.Measure.Unit()
}

// filter takes the name of a key in.
func (r *reader) filter(d figures.Dimension, w markdown.Word) {
	name := w.Text
	if d == figures.ByMonth {
		name = strings.TrimPrefix(strings.TrimSuffix(name, "月"), "0")
	}
	id, ok := r.q.words[d]().ids[name]
	if !ok {
		mend := checkName
		if list := r.q.words[d]().known; len(list) <= 20 {
			mend = known.With(strings.Join(list, "、"))
		}
		if near := diag.Nearest(w.Text, r.q.words[d]().known); near != "" {
			mend = isIt.With(near)
		}
		r.fault(w, noSuchName.With(dimensionName(d), w.Text), mend)
		return
	}
	r.Query.Keys[d] = id
}

// dimensionName is what a key of the dimension is called.
func dimensionName(d figures.Dimension) diag.Text { return diag.T(d.Name(), d.Key()) }

// by reads what a chart or table is broken down by.
func (r *reader) by(w markdown.Word) {
	if slices.Contains(argYear.words(), w.Text) {
		r.By.Years = true
		return
	}
	var words []string
	for _, k := range keyed {
		words = append(words, k.words()[:2]...)
		if slices.Contains(k.words(), w.Text) || w.Text == k.Name() {
			r.By.Dimension = k.Dimension
			return
		}
	}
	mend := known.With("year " + strings.Join(words, " "))
	if near := diag.Nearest(w.Text, append(words, "year", "年份")); near != "" {
		mend = isIt.With(near)
	}
	r.fault(w, badBy.With(w.Text), mend)
}

// checkWhole checks what only the whole request shows, and fills in what was left out.
func (r *reader) checkWhole() {
	whole := markdown.Word{Start: r.d.Start, End: r.d.End}
	r.defaultBy()
	r.defaultYear()
	lists := r.counts() == withPage
	if d := r.By.Dimension; d != figures.All && !slices.ContainsFunc(r.taken(), func(k argument) bool {
		own, ok := k.dimension()
		return ok && own == d
	}) {
		r.fault(whole, notByThis.With(r.what(), dimensionName(d)), r.dimensionsListed())
	}
	if r.By.Years && lists {
		r.fault(whole, notByYear, useInForce)
	}
	if r.By.Dimension != figures.All && r.Query.Keys[r.By.Dimension] != "" {
		r.fault(whole, oneKeyOnly.With(dimensionName(r.By.Dimension)), takeOneOut)
	}
	if lists && r.Query.First != r.Query.Last {
		r.fault(whole, atYearEnd.With(r.what()), oneYear.With(r.Query.Last))
	}
	if lists || r.Kind == markdown.Activities {
		r.lastDay(whole)
		return
	}
	if !r.Query.Measure.Adds() && r.Query.First != r.Query.Last && !r.By.Years {
		r.fault(whole, atYearEnd.With(r.what()), oneYear.With(r.Query.Last))
	}
	r.recordedYears(whole)
}

// what names what is counted.
func (r *reader) what() diag.Text {
	if r.OfBases || r.Kind == markdown.Map || r.Kind == markdown.Bases {
		return diag.T("基地", "bases")
	}
	return diag.T(r.Query.Measure.Name(), r.Query.Measure.Key())
}

// defaultYear: what stands at a year's end is told as of the newest record.
func (r *reader) defaultYear() {
	isMeasure := !r.OfBases && (r.Kind == markdown.Figure || r.Kind == markdown.Chart || r.Kind == markdown.Table)
	if isMeasure && !r.hasYears && !r.Query.Measure.Adds() && !r.By.Years && r.q.cat.AsOf.Known() {
		r.Query.First, r.Query.Last = int(r.q.cat.AsOf.Year), int(r.q.cat.AsOf.Year)
		r.Query.Now = r.Query.Measure == measure.InForce
	}
}

// defaultBy chooses what a chart or table is broken down by when that is not said: what
// tells most and is not asked for as a key.
func (r *reader) defaultBy() {
	if r.seen[argBy] || r.Kind != markdown.Chart && r.Kind != markdown.Table {
		return
	}
	if !r.OfBases && r.OneYear() == 0 {
		r.By.Years = true
		return
	}
	for _, k := range []argument{argMonth, argLevel, argCounty, argKind} {
		if r.OfBases && k == argLevel {
			continue // one base may hold several
		}
		if d, _ := k.dimension(); r.takes(k) && r.Query.Keys[d] == "" {
			r.By.Dimension = d
			return
		}
	}
	r.By.Dimension = figures.ByLevel
}

// lastDay: bases hold a level on a day, so a list by level needs one.
func (r *reader) lastDay(whole markdown.Word) {
	if r.Kind != markdown.Activities && r.Query.Keys[figures.ByLevel] != "" && !r.hasYears && !r.named && !r.q.cat.AsOf.Known() {
		r.fault(whole, noRecords, diag.Text{})
	}
}

// recordedYears warns of years that have no record at all.
func (r *reader) recordedYears(whole markdown.Word) {
	years := r.q.f.Years()
	later := !r.Query.Measure.Adds() && r.Query.Measure.Counted() // who is in force follows from older records
	if !r.hasYears || len(years) > 0 && (later || r.Query.First <= years[len(years)-1]) && r.Query.Last >= years[0] {
		return
	}
	mend := diag.Text{}
	if len(years) > 0 {
		mend = recorded.With(years[0], years[len(years)-1])
	}
	r.faults = append(r.faults, Fault{whole.Start, whole.End, noSuchYear.With(r.Query.First), mend, true})
}

// yearsOf reads a year, or the first and last of several.
func yearsOf(s string) (first, last int, ok bool) {
	s = strings.ReplaceAll(s, "年", "")
	from, to, several := s, s, false
	for _, dash := range []string{"-", "—", "–", "～", "~", "至", "到"} {
		if from, to, several = strings.Cut(s, dash); several {
			to = strings.TrimLeft(to, "—–-")
			break
		}
	}
	if !several {
		from, to = s, s
	}
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	return first, last, err1 == nil && err2 == nil && 1900 <= first && first <= last && last <= 2200
}

// day is the day that titles are asked for.
func (q *Quotes) day(r *Request) date.Date {
	if r.Query.Last != 0 {
		return date.YearEnd(r.Query.Last)
	}
	return q.cat.AsOf
}
