package source

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/tomldoc"
)

// Exchange is a file of exchange.toml or exchange/: what bases offer to others, and want of them.
type Exchange struct {
	Offers []Offer
	Wants  []Offer
}

// Offer is one [[offer]] or [[want]].
//
// A person's name that is written without consent is in none of its fields: what is not read
// cannot be published.
type Offer struct {
	Base     Ref
	Kind     string // one of OfferKinds
	Title    string
	Topic    []string
	Audience []string
	Size     string
	Needs    string
	Terms    string
	From     When
	Until    When
	Contact  string
	Stops    []TourStop // of a touring exhibit, as written
	Person   string     // who consented to be named; else ""
	Sources  []string
	Span     Span          // of the header
	Sum      digest.Digest // of the entry's text
}

// TourStop is one place on a touring exhibit's way.
type TourStop struct {
	Place       string
	County      Ref
	From, Until When
	Span        Span
}

// OfferKinds are what bases lend and give, in the order of the site.
var OfferKinds = []string{"讲座", "课程", "巡展", "展品", "场地", "志愿服务"}

// readExchange reads exchange.toml or a file of exchange/.
func readExchange(p *Parsed) *Exchange {
	x := readEntries(p, exchangeKeys)
	x.sum(p.File.Text)
	return x
}

// sum gives each entry the digest of its text, which ends where the next one begins.
func (x *Exchange) sum(text string) {
	var entries []*Offer
	for _, list := range [][]Offer{x.Offers, x.Wants} {
		for i := range list {
			entries = append(entries, &list[i])
		}
	}
	slices.SortFunc(entries, func(a, b *Offer) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	for i, e := range entries {
		end := len(text)
		if i+1 < len(entries) {
			end = int(entries[i+1].Span.Start)
		}
		e.Sum = digest.Of(text[e.Span.Start:end])
	}
}

var exchangeKeys = []key[Exchange]{
	tables("offer", func(x *Exchange) *[]Offer { return &x.Offers }, offerKeysOf, checkOfferEntry),
	tables("want", func(x *Exchange) *[]Offer { return &x.Wants }, offerKeysOf, checkOfferEntry),
}

// offerKeysOf are the keys of an [[offer]] and of a [[want]].
var offerKeysOf = []key[Offer]{
	ref("base", func(o *Offer) *Ref { return &o.Base }),
	custom("kind", tomldoc.Text, func(r *reader, o *Offer, f *tomldoc.Field) { o.Kind = r.oneOf(f, OfferKinds, "EXCHANGE-KIND") }),
	custom("title", tomldoc.Text, func(r *reader, o *Offer, f *tomldoc.Field) { o.Title = r.name(f) }),
	custom("topic", tomldoc.Texts, func(r *reader, o *Offer, f *tomldoc.Field) { o.Topic = r.topics(f) }),
	texts("audience", func(o *Offer) *[]string { return &o.Audience }),
	text("size", func(o *Offer) *string { return &o.Size }),
	text("needs", func(o *Offer) *string { return &o.Needs }),
	text("terms", func(o *Offer) *string { return &o.Terms }),
	when("from", func(o *Offer) *When { return &o.From }),
	when("until", func(o *Offer) *When { return &o.Until }),
	text("contact", func(o *Offer) *string { return &o.Contact }),
	tables("stops", func(o *Offer) *[]TourStop { return &o.Stops }, tourKeys, checkTourStop),
	text("person", func(o *Offer) *string { return &o.Person }),
	custom("consent", tomldoc.YesNo, func(r *reader, _ *Offer, f *tomldoc.Field) { r.flag(f) }), // checkOfferEntry asks for it
	texts("sources", func(o *Offer) *[]string { return &o.Sources }),
}

func checkOfferEntry(r *reader, t *tomldoc.Table, o *Offer) {
	o.Span = span(t.Start, t.End)
	r.require(t, o.Span, "base", diag.T(`base = "基地名称"`, `base = "…"`))
	r.require(t, o.Span, "kind", diag.T(`kind = "讲座"`, `kind = "讲座"`))
	r.require(t, o.Span, "title", diag.T(`title = "名称"`, `title = "…"`))
	r.untilAfterFrom(o.From, o.Until)
	r.consent(t, o)
}

// untilAfterFrom reports an end before its beginning.
func (r *reader) untilAfterFrom(from, until When) {
	if from.Known() && until.Known() && until.Last().Before(from.First()) {
		r.ps.Error(until.Span.In(r.file), diag.M("EXCHANGE-UNTIL-EARLY", "until 早于 from：%s 早于 %s", "until is before from: %s is before %s").With(until.String(), from.String()),
			diag.T("from 写开始的日子，until 写结束的日子", "from is the first day, until the last"))
	}
}

// consent takes away the name of a person who has not agreed to be named, and says so.
func (r *reader) consent(t *tomldoc.Table, o *Offer) {
	f := t.Field("person")
	if f == nil {
		return
	}
	if yes := t.Field("consent"); yes != nil && yes.Value.Kind == tomldoc.Bool && yes.Value.Bool {
		return
	}
	name := o.Person
	o.Person = ""
	if name == "" {
		return
	}
	mend := diag.T("先问本人；同意的，加一行 consent = true；没有同意的，删去 person", "ask the person first; if they agree add consent = true, else take person out")
	// Left to stand elsewhere it would be published all the same.
	named := func(at Span, key, text string) {
		for _, n := range personsOf(name) {
			if strings.Contains(text, n) {
				r.ps.Error(at.In(r.file), diag.M("EXCHANGE-CONSENT-NAMED", "没有写明“%s”本人同意，%s 里却有这个姓名", "it is not said that “%s” agreed to be named, and %s has the name").With(n, key), mend)
				return
			}
		}
	}
	for i := range t.Fields {
		if g := &t.Fields[i]; g.Key != "person" && g.Key != "base" && g.Key != "stops" {
			named(valueSpan(g), g.Key, r.file.Text[g.Value.Start:g.Value.End])
		}
	}
	for i := range o.Stops {
		named(o.Stops[i].Span, "place", o.Stops[i].Place)
	}
	r.ps.Warn(valueSpan(f).In(r.file), diag.M("EXCHANGE-CONSENT", "没有写明本人同意，这个姓名不会出现在网站上", "it is not said that this person agreed: the name will not be on the site"), mend)
}

// inBrackets is what is said of a person behind the name: （高级工程师）.
var inBrackets = regexp.MustCompile(`（[^（）]*）|\([^()]*\)`)

// personsOf are the names that `person` holds: 李四光、王五一（研究员）.
func personsOf(person string) []string {
	parts := strings.FieldsFunc(inBrackets.ReplaceAllString(person, "、"), func(c rune) bool {
		return unicode.IsSpace(c) || strings.ContainsRune("、，,；;/", c)
	})
	// One character is no name but a part of one that is spaced: 王 五.
	parts = slices.DeleteFunc(parts, func(s string) bool { return utf8.RuneCountInString(s) < 2 })
	return append(parts, person)
}

var tourKeys = []key[TourStop]{
	custom("place", tomldoc.Text, func(r *reader, s *TourStop, f *tomldoc.Field) { s.Place = r.name(f) }),
	ref("county", func(s *TourStop) *Ref { return &s.County }),
	when("from", func(s *TourStop) *When { return &s.From }),
	when("until", func(s *TourStop) *When { return &s.Until }),
}

func checkTourStop(r *reader, t *tomldoc.Table, s *TourStop) {
	s.Span = span(t.Start, t.End)
	r.require(t, s.Span, "place", diag.T(`place = "地点"`, `place = "…"`))
	r.require(t, s.Span, "from", diag.Same("from = 2026-03-01"))
	r.untilAfterFrom(s.From, s.Until)
}
