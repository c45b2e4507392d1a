package intake

import (
	"cmp"
	"math/bits"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/naming"
	"kepu/generator/tomldoc"
)

// holder holds records against the content.
type holder struct {
	*Plan
	content   Content
	months    map[int][]*told         // activities, by year*100+month
	tables    map[string]form.Answers // of the content, by the places of their tables
	files     map[string]*opened
	rows      int                          // activities of the book so far
	names     map[string]*Record           // of the book, by the names that bases have in it
	annuals   map[string]*catalog.Annual   // by base and year
	changes   map[string]*Record           // by the record that they are
	byDay     map[string][]*Record         // of the book, by the months and bases in which they were, or what else they are known by
	meant     map[string]map[string]string // by field; see choices
	near      *namer
	heads     *heads.Table
	fresh     map[string][]*Record           // new bases of the book, by county
	countyNow map[string]string              // of bases that the book puts into another county
	waiting   []*Record                      // names of namings whose bases are not taken
	inBook    map[string]*Record             // the bases of the book, by their names
	said      map[string]bool                // the days and titles of the book's activities
	titled    map[string][]*catalog.Activity // those that are called as one of the book's
}

// opened is a file of content/ with its tables.
type opened struct {
	file   *diag.File
	top    *tomldoc.Table
	tables map[int]*tomldoc.Table // by where they begin
}

func newHolder(p *Plan, content Content) *holder {
	return &holder{Plan: p, content: content, files: map[string]*opened{}, tables: map[string]form.Answers{}, meant: map[string]map[string]string{}, changes: map[string]*Record{}, byDay: map[string][]*Record{}}
}

// hold says of each record what becomes of it.
func (h *holder) hold() {
	h.index()
	bases, others := h.newBases()
	for i, r := range slices.Concat(bases, others) {
		if i == len(bases) {
			h.known(bases)
		}
		if r.State == Left {
			continue
		}
		h.ofNew(r)
		switch r.Sort.Name {
		case form.Activity.Name:
			h.activity(r)
		case form.Annual.Name:
			h.annual(r)
		case form.Base.Name:
			h.base(r)
		case form.Designation.Name:
			h.naming(r)
		}
		h.finish(r)
		if r.State == New || r.State == Changed {
			open := slices.ContainsFunc(r.Doubts, func(d Doubt) bool { return d.Grade >= Ask })
			if !open {
				h.prove(r)
			}
		}
		r.settle()
	}
	for _, r := range h.waiting {
		r.settle()
	}
	h.Records = append(h.Records, h.waiting...)
	h.unnamed()
}

// settle says what doubts make of a record.
func (r *Record) settle() {
	worst := Told
	for _, d := range r.Doubts {
		worst = max(worst, d.Grade)
	}
	switch worst {
	case Refuse:
		r.State = Refused
	case Ask:
		r.State = Asked
	}
}

// index lists the activities of the months in which the book has some.
func (h *holder) index() {
	if h.content.Catalog == nil {
		return
	}
	wanted := map[int]bool{}
	h.said, h.titled = map[string]bool{}, map[string][]*catalog.Activity{}
	titles := map[string]bool{}
	for _, r := range h.Records {
		if d, fault := date.Parse(r.Answers["date"]); fault == date.None && r.Sort.Name == form.Activity.Name {
			h.said[d.String()+fold.Name(r.Answers["title"])] = true
			titles[fold.Name(r.Answers["title"])] = true
			u, _ := date.Parse(r.Answers["until"])
			for _, m := range months(d, u) {
				wanted[m] = true
			}
		}
	}
	h.months = map[int][]*told{}
	for _, a := range h.content.Catalog.Activities {
		var x *told
		if title := fold.Name(a.Title); titles[title] {
			h.titled[title] = append(h.titled[title], a)
		}
		for _, m := range months(a.Date.Date, a.Until.Date) {
			if wanted[m] {
				if x == nil {
					x = &told{Activity: a, on: a.Date.Date, last: a.Date.Date.Last(), title: titleOf(a.Title)}
					if a.Until.Date.Known() {
						x.last = a.Until.Date.Last()
					}
				}
				h.months[m] = append(h.months[m], x)
			}
		}
	}
}

// told is an activity of the content with what rows are held against, made once.
type told struct {
	*catalog.Activity
	on, last date.Date
	title    title
}

// months returns the months in which an activity was, as year*100+month: at most three years of them, and its last.
func months(from, until date.Date) (list []int) {
	if !from.Known() {
		return nil
	}
	if !until.Known() {
		until = from
	}
	first, last := from.First(), until.Last()
	for y, m := int(first.Year), int(first.Month); y*100+m <= int(last.Year)*100+int(last.Month) && len(list) < 36; m++ {
		if m == 13 {
			y, m = y+1, 1
		}
		list = append(list, y*100+m)
	}
	if end := int(last.Year)*100 + int(last.Month); !slices.Contains(list, end) {
		list = append(list, end)
	}
	return list
}

// ruling is what somebody decided of a record.
func (h *holder) ruling(r *Record) string {
	if len(h.chosen) == 0 {
		return ""
	}
	return ruling(h.chosen[choiceKey(r.Address())])
}

// activity finds the activity that a record is, or is like.
func (h *holder) activity(r *Record) {
	on, fault := date.Parse(r.Answers["date"])
	if fault != date.None || r.Answers["title"] == "" {
		return
	}
	rule := h.ruling(r)
	var same, likes, moved []*catalog.Activity
	until, _ := date.Parse(r.Answers["until"])
	within := months(on, until)
	r.on, r.last, r.title, r.bases = on, on.Last(), titleOf(r.Answers["title"]), form.ItemsOf(r.Answers["bases"])
	if until.Known() {
		r.last = until.Last()
	}
	seen := map[*told]bool{}
	for _, month := range within {
		for _, a := range h.months[month] {
			if seen[a] {
				continue
			}
			if len(within) > 1 {
				seen[a] = true
			}
			exact := a.on == on && a.title.name == r.title.name
			switch {
			case exact && h.sameBases(a.Activity, r):
				same = append(same, a.Activity)
			case !a.last.Before(on.First()) && !r.last.Before(a.on.First()) && (h.shareBase(a.Activity, r) || exact && (len(a.Bases) == 0 || len(r.bases) == 0)) && a.title.alike(&r.title):
				likes = append(likes, a.Activity)
			}
		}
	}
	if exact := slices.DeleteFunc(slices.Clone(same), func(a *catalog.Activity) bool { return len(a.Bases) != len(r.bases) }); len(exact) == 1 {
		same = exact // a row that names nobody is first of all the one of nobody's base
	}
	if len(same) > 0 { // also of one that is to be taken: it was
		one := same[0]
		for _, a := range same { // of several that are called alike, the one that says the same
			if h.changes[h.place(a)] == nil && h.differs(r, a) == 0 {
				one = a
				break
			}
		}
		if len(same) == 1 || h.differs(r, one) == 0 {
			h.against(r, one.Path, int(one.Span.Start))
			return
		}
	}
	// A row that another one of the book says already, be that one taken or not: the first.
	var other *Record
	first := func(keys []string, fits func(x *Record) bool) {
		if rule == Take || rule == SameOne {
			return
		}
		for _, key := range keys {
			for _, x := range h.byDay[key] {
				if other != nil && other.order <= x.order {
					break
				}
				if fits(x) {
					other = x
				}
			}
		}
	}
	var keys []string // of each month and base: one of nobody's base is held against those of nobody's
	for _, month := range within {
		for _, base := range r.bases {
			keys = append(keys, strconv.Itoa(month)+" "+base)
		}
		if len(r.bases) == 0 {
			keys = append(keys, strconv.Itoa(month))
		}
	}
	named, nobodys := "named "+on.String()+" "+r.title.name, "nobody's "+on.String()+" "+r.title.name
	one, others := named, nobodys // one names nobody: it may be of the other's base
	if len(r.bases) == 0 {
		one, others = nobodys, named
	}
	first(keys, func(x *Record) bool { return bothSay(x, r) })
	first([]string{others}, func(*Record) bool { return true })
	h.rows++
	r.order = h.rows
	for _, key := range append(keys, one) {
		h.byDay[key] = append(h.byDay[key], r)
	}
	if other != nil {
		r.State, r.twice, r.Like = Doubled, other.Address(), other.Answers["title"]
		return
	}
	if len(same)+len(likes) == 0 {
		for _, a := range h.titled[fold.Name(r.Answers["title"])] {
			if h.moved(a, r, on) {
				moved = append(moved, a)
			}
		}
		likes = moved
	}
	switch {
	case len(same) == 0 && len(likes) == 0, rule == Take:
		r.State = New
	default:
		one := append(same, likes...)[0]
		if rule == SameOne && len(same)+len(likes) == 1 {
			h.against(r, one.Path, int(one.Span.Start))
			return
		}
		r.State, r.Like = Doubled, one.Title
		if slices.Contains(moved, one) {
			r.Like += "（" + one.Date.Date.Chinese() + "）"
		}
		r.Path, r.Line = one.Path, h.line(one.Path, int(one.Span.Start))
	}
}

const (
	daysApart = 31 // an activity whose day was mended is looked for so many days off
	daysClose = 3  // and so many where other things about it were mended too
)

// moved reports whether a record may be an activity whose day was mended: it is called the same, the same held it, and all else is the
// same too or its day is close by. What the book has beside it is another one.
func (h *holder) moved(a *catalog.Activity, r *Record, on date.Date) bool {
	if on.Month == 0 || a.Date.Month == 0 || fold.Name(a.Title) != fold.Name(r.Answers["title"]) || !h.shareBase(a, r) || h.said[a.Date.Date.String()+fold.Name(a.Title)] {
		return false
	}
	from, to := a.Date.Date.First(), on.First()
	if to.Before(from) {
		from, to = to, from
	}
	switch days := from.DaysTo(to); {
	case days > daysApart:
		return false
	case days <= daysClose:
		return true
	}
	other := *r
	other.Answers = form.Answers{}
	for k, v := range r.Answers {
		if k != "date" && k != "until" {
			other.Answers[k] = v
		}
	}
	return h.differs(&other, a) == 0
}

// sameBases reports whether an activity is of the bases that a record names. One that names none may be of any: an empty cell
// takes nothing away. Of two that name none the county must be one, where both are said.
func (h *holder) sameBases(a *catalog.Activity, r *Record) bool {
	if len(r.bases) == 0 {
		return mayBeIn(a, r.Answers["county"])
	}
	return len(r.bases) == len(a.Bases) && !slices.ContainsFunc(a.Bases, func(b *catalog.Base) bool { return !slices.Contains(r.bases, b.Name) })
}

// shareBase reports whether one base held both, or none did: then both are of one county, or of none.
func (h *holder) shareBase(a *catalog.Activity, r *Record) bool {
	if len(r.bases) > 0 || len(a.Bases) > 0 {
		return slices.ContainsFunc(a.Bases, func(b *catalog.Base) bool { return slices.Contains(r.bases, b.Name) })
	}
	return mayBeIn(a, r.Answers["county"])
}

// mayBeIn reports whether an activity is of a county, or either is not known.
func mayBeIn(a *catalog.Activity, county string) bool {
	return county == "" || len(a.Counties) == 0 || slices.ContainsFunc(a.Counties, func(c *catalog.County) bool { return c.Name == county })
}

// bothSay reports whether two rows of a book that share a base, or are both of nobody's, may be about one activity.
func bothSay(a, b *Record) bool {
	if a.last.Before(b.on.First()) || b.last.Before(a.on.First()) {
		return false
	}
	one, other := a.Answers["county"], b.Answers["county"]
	return (len(b.bases) > 0 || one == "" || other == "" || one == other) && a.title.alike(&b.title)
}

// title is a title as it is compared.
type title struct {
	name  string    // folded
	bare  string    // its letters alone
	runes []rune    // of bare
	pairs [4]uint64 // a bit for each pair of characters of bare; pairs may share one
}

func titleOf(s string) title {
	t := title{name: fold.Name(s)}
	for _, c := range t.name {
		if unicode.IsLetter(c) {
			t.runes = append(t.runes, c)
		}
	}
	t.bare = string(t.runes)
	for i := range len(t.runes) - 1 {
		at := (uint32(t.runes[i])*31 + uint32(t.runes[i+1])) * 2654435761 >> 24
		t.pairs[at/64] |= 1 << (at % 64)
	}
	return t
}

// alike reports whether two titles may be those of one activity: one holds the other, or most pairs of characters are in both.
// Two of which nothing is left without their marks are alike only if they are the same.
func (t *title) alike(u *title) bool {
	if t.name == u.name {
		return true
	}
	if len(t.runes) > len(u.runes) {
		t, u = u, t
	}
	x, y := t.runes, u.runes
	if len(x) == 0 {
		return false
	}
	missing := 0 // pairs of x that are certainly not in y
	for i := range t.pairs {
		missing += bits.OnesCount64(t.pairs[i] &^ u.pairs[i])
	}
	few := 10*2*(len(x)-1-missing) < 7*(len(x)+len(y)-2)
	switch {
	case t.bare == u.bare, len(x) >= 4 && missing == 0 && strings.Contains(u.bare, t.bare):
		return true
	case few, len(x) < 2:
		return false
	}
	both, used := 0, make([]bool, len(x))
	for i := range len(y) - 1 {
		for k := range len(x) - 1 {
			if !used[k] && x[k] == y[i] && x[k+1] == y[i+1] {
				used[k] = true
				both++
				break
			}
		}
	}
	return 2*both*10 >= 7*(len(x)+len(y)-2)
}

// annual finds the return that a base sent for the year.
func (h *holder) annual(r *Record) {
	if r.Answers["base"] == "" || r.Answers["year"] == "" || h.content.Catalog == nil {
		return
	}
	key := r.Answers["base"] + " " + r.Answers["year"]
	if list := h.byDay[key]; len(list) > 0 && h.ruling(r) != Take {
		r.State, r.twice, r.Like = Doubled, list[0].Address(), key
		return
	}
	h.byDay[key] = append(h.byDay[key], r)
	if h.annuals == nil {
		h.annuals = map[string]*catalog.Annual{}
		for _, a := range h.content.Catalog.Annuals {
			h.annuals[a.Base.Name+" "+strconv.Itoa(a.Year)] = a
		}
	}
	if a := h.annuals[key]; a != nil {
		h.against(r, a.Path, int(a.Span.Start))
	}
}

// base finds the page of a base.
func (h *holder) base(r *Record) {
	name := r.Answers["name"]
	if name == "" || h.content.Catalog == nil {
		return
	}
	b := h.near.named(name)
	h.aliases(r, b)
	key := "base " + fold.Name(name)
	if b != nil {
		key = "base " + b.Path
	}
	if list := h.byDay[key]; len(list) > 0 && h.ruling(r) != Take {
		r.State, r.twice, r.Like = Doubled, list[0].Address(), list[0].Answers["name"]
		return
	}
	h.byDay[key] = append(h.byDay[key], r)
	if b != nil {
		if len(b.Before) > 0 && b.County != nil && r.Answers["county"] == b.County.Name {
			delete(r.Answers, "county") // its page has the counties where it was as well
		}
		r.Answers["name"] = b.Name // another of its names is no new one
		h.against(r, b.Path, -1)
		h.text(r, b)
		h.outside(r, b.County)
		return
	}
	if near := h.nearBase(name, r.Answers["county"]); near != nil && h.ruling(r) != Take {
		r.Path, r.Line = near.Path, 1
		r.State, r.Like = Doubled, near.Name
		if h.ruling(r) == SameOne {
			r.Answers["name"] = near.Name
			h.against(r, r.Path, -1)
			h.text(r, near)
		}
		return
	}
	if h.fresh == nil {
		h.fresh = map[string][]*Record{}
	}
	county := r.Answers["county"]
	for _, other := range h.fresh[county] {
		if closeNames(h.near.core(other.Answers["name"]), h.near.core(name)) && h.ruling(r) != Take {
			r.State, r.twice, r.Like = Doubled, other.Address(), other.Answers["name"]
			return
		}
	}
	h.fresh[county] = append(h.fresh[county], r)
	if i := slices.IndexFunc(h.content.Catalog.Counties, func(c *catalog.County) bool { return c.Name == county }); i >= 0 {
		h.outside(r, h.content.Catalog.Counties[i])
	}
	if r.Answers["county"] == "" && !slices.ContainsFunc(r.Doubts, func(d Doubt) bool { return d.What.Code == "INTAKE-COUNTY" }) {
		r.doubt(Doubt{Sheet: r.Sheet, Row: r.Row, Col: -1, Grade: Ask, What: diag.M("INTAKE-NEW-COUNTY", "新基地没有写县区", "the new base has no county"), Mend: diag.T("加一列县区，或加上 --county", "add a column for it, or --county")})
		r.State = Asked
	}
}

// outside asks about a place outside the city, which no page may have.
func (h *holder) outside(r *Record, county *catalog.County) {
	if r.Answers["location"] == "" || county == nil {
		return
	}
	at, ok := h.in.PointOf(r.Answers["location"])
	if !ok {
		return
	}
	if away, out := h.content.Catalog.OutsideCity(county, at); out {
		h.wrong(r, "location", Ask, diag.M("INTAKE-OUTSIDE-CITY", "这个坐标在本市之外，离%s约 %s", "this place lies outside the city, about %[2]s from %[1]s").With(county.Name, away), diag.T("请核对坐标和县区；不知道就空着", "check the place and the county; leave it empty when it is not known"))
	}
}

// nearBase returns the base whose name is nearly one that has no page, in its county where that is known; nil where there is none.
func (h *holder) nearBase(name, county string) *catalog.Base {
	var names []string
	for _, b := range h.content.Catalog.Bases {
		names = append(names, b.Name)
	}
	if near := diag.Nearest(name, names); near != "" {
		return h.near.named(near)
	}
	for _, s := range []string{unbracketed(name), ownCounty(unbracketed(name), county)} {
		if b := h.near.named(s); b != nil {
			return b
		}
	}
	if list := h.near.like(name, county); len(list) > 0 {
		return list[0]
	}
	return nil
}

// aliases asks about other names of a base that are those of another one, of the content or of the book.
func (h *holder) aliases(r *Record, own *catalog.Base) {
	if h.names == nil {
		h.names = map[string]*Record{}
	}
	for _, name := range append(form.ItemsOf(r.Answers["alias"]), r.Answers["name"]) {
		other, row := h.near.named(name), h.names[fold.Name(name)]
		called := ""
		switch {
		case other != nil && other != own && name != r.Answers["name"] && other.Short != name: // a short name may be that of several
			called = other.Name
		case row != nil && row.Answers["name"] != r.Answers["name"]:
			called = row.Address()
		}
		if called != "" {
			key := "alias"
			if name == r.Answers["name"] {
				key = "name"
			}
			h.wrong(r, key, Refuse, diag.M("INTAKE-ALIAS", "“%s”已是别家的名称（%s）", "“%s” is a name of another one already (%s)").With(name, called), diag.T("一个名称只能属于一个基地", "a name belongs to one base"))
		}
		if row == nil {
			h.names[fold.Name(name)] = r
		}
	}
}

// naming finds the batch that a record is of.
func (h *holder) naming(r *Record) {
	if h.content.Catalog == nil {
		return
	}
	a := r.Answers
	var found []*catalog.Designation
	for _, d := range h.content.Catalog.Designations {
		if d.Level.Name != a["level"] || !h.sameDate(d, a) || a["line"] != "" && fold.Name(a["line"]) != fold.Name(d.Line) ||
			a["batch"] != "" && d.Batch != "" && !naming.SameBatch(a["batch"], d.Batch) || a["document"] != "" && d.Document != "" && !sameNumber(a["document"], d.Document) {
			continue
		}
		found = append(found, d)
	}
	exact := slices.DeleteFunc(slices.Clone(found), func(d *catalog.Designation) bool {
		return !sameNumber(a["batch"], d.Batch) || !sameNumber(a["document"], d.Document) || fold.Name(a["line"]) != fold.Name(d.Line)
	})
	if len(exact) == 1 {
		found = exact
	}
	switch {
	case len(found) == 1:
		d := found[0]
		if on, fault := date.Parse(a["date"]); fault == date.None && on != d.Date && within(d.Date, on) {
			a["date"] = d.Date.String() // which the content knows more exactly
		}
		// Names that the batch has already are there, whichever list they stand in.
		has := func(name string) bool {
			return slices.ContainsFunc(d.Bases, func(b *catalog.Base) bool { return fold.Name(b.Name) == fold.Name(name) }) ||
				slices.ContainsFunc(d.Others, func(o *catalog.Other) bool { return fold.Name(o.Name) == fold.Name(name) })
		}
		table := h.table(d.Path, int(d.Span.Start))
		if table == nil {
			return
		}
		was := form.Table(r.Sort.Fields(h.in.Catalog), h.open(d.Path).file, table)
		for _, key := range []string{"bases", "others"} {
			items, more := form.ItemsOf(was[key]), false
			for _, name := range form.ItemsOf(a[key]) {
				if !has(name) {
					items, more = append(items, name), true
				}
			}
			delete(a, key)
			if more {
				a[key] = strings.Join(items, "\n")
			}
		}
		h.against(r, d.Path, int(d.Span.Start))
	case len(found) > 1:
		r.State, r.Like = Doubled, found[0].Level.Name+" "+found[0].Date.String()
		r.Path, r.Line = found[0].Path, h.line(found[0].Path, int(found[0].Span.Start))
	}
}

// sameDate reports whether a naming may be of a record's date: it is that; or one of the two is known less exactly, and they have one batch or document.
func (h *holder) sameDate(d *catalog.Designation, a form.Answers) bool {
	if d.Date.String() == a["date"] {
		return true
	}
	on, fault := date.Parse(a["date"])
	return fault == date.None && (within(on, d.Date) || within(d.Date, on)) &&
		(a["batch"] != "" && d.Batch != "" && naming.SameBatch(a["batch"], d.Batch) || a["document"] != "" && sameNumber(a["document"], d.Document))
}

// within reports whether a day or month lies in a month or year.
func within(d, longer date.Date) bool {
	return d.Year == longer.Year && (longer.Month == 0 || d.Month == longer.Month && longer.Day == 0)
}

// against holds a record against the table that it is: what the book has otherwise is a change, what it does not have stays.
func (h *holder) against(r *Record, path string, at int) {
	table := h.table(path, at)
	if table == nil {
		return
	}
	fields := r.Sort.Fields(h.in.Catalog)
	r.Path, r.at, r.was = path, at, h.answers(r.Sort, path, at, table)
	r.Line = h.line(path, max(at, 0))
	h.keepBeside(r)
	h.summary(r)
	rest, mended := h.withoutKept(r)
	if mended && r.Answers["summary"] == "" {
		r.Answers["summary"] = rest
	}
	// What the book leaves open, and what is there, is no question.
	r.Doubts = slices.DeleteFunc(r.Doubts, func(d Doubt) bool {
		return d.What.Code == "INTAKE-NO-UNIT" || (d.What.Code == "INTAKE-PLACE-BASE" || d.What.Code == "INTAKE-TITLE-BASE") && d.Grade == Ask || d.What.Code == "INTAKE-NO-COUNTY"
	})
	r.State = Same
	for _, x := range fields {
		now, old := r.Answers[x.Key], r.was[x.Key]
		if now == "" && !(x.Key == "summary" && mended) {
			continue
		}
		if h.says(x, old, now) || x.Key == "batch" && old != "" && naming.SameBatch(old, now) || x.Key == "document" && old != "" && sameNumber(old, now) {
			continue
		}
		r.State = Changed
		r.Fields = append(r.Fields, FieldChange{x.Key, x.Label.ZH, old, now, cmp.Or(r.Cells[x.Key], r.Address())})
	}
	place := path + ":" + strconv.Itoa(at)
	other := h.changes[place]
	if other == nil {
		h.changes[place] = r
	} else if r.State == Changed && (other.State == Changed || h.ruling(r) != SameOne) { // two rows of one record: which is right nobody knows
		r.State, r.twice, r.Like = Doubled, other.Address(), other.Called()
	}
}

// answers returns what a table of the content says: several rows may be held against one. It is not to be changed.
func (h *holder) answers(sort form.Record, path string, at int, table *tomldoc.Table) form.Answers {
	place := path + ":" + strconv.Itoa(at)
	if h.tables[place] == nil {
		h.tables[place] = form.Table(sort.Fields(h.in.Catalog), h.open(path).file, table)
	}
	return h.tables[place]
}

// keptLine is a line that an import wrote for words that were no value: 参加人数：约300人（原表所填）.
var keptLine = regexp.MustCompile(`^([^：\n]+)：[^\n]*（原表所填(?:，[^（）\n]*)?）$`)

// withoutKept is the text of an activity without the words that an import put there for want of a value, where the record has one now;
// it reports whether there were any.
func (h *holder) withoutKept(r *Record) (rest string, mended bool) {
	if r.Sort.Name != form.Activity.Name {
		return "", false
	}
	var left []string
	for _, part := range strings.Split(r.was["summary"], "\n\n") {
		if m := keptLine.FindStringSubmatch(strings.TrimSpace(part)); m != nil {
			key := h.heads.Field(r.Sort.Name, m[1])
			if key != "" && key != "summary" && r.Answers[key] != "" {
				mended = true
				continue
			}
		}
		left = append(left, part)
	}
	return strings.Join(left, "\n\n"), mended
}

// place names an activity of the content.
func (h *holder) place(a *catalog.Activity) string {
	return a.Path + ":" + strconv.Itoa(int(a.Span.Start))
}

// differs counts the fields in which a record says otherwise than an activity.
func (h *holder) differs(r *Record, a *catalog.Activity) int {
	table := h.table(a.Path, int(a.Span.Start))
	if table == nil {
		return 1
	}
	n := 0
	fields := r.Sort.Fields(h.in.Catalog)
	was := h.answers(r.Sort, a.Path, int(a.Span.Start), table)
	for _, x := range fields {
		if now := r.Answers[x.Key]; now != "" && !h.says(x, was[x.Key], now) {
			n++
		}
	}
	return n
}

// keepBeside says what becomes of words that are no value where the record has one: what its text has already stays there, else
// which of the two is right is asked. Words that only say roughly what the record says are told.
func (h *holder) keepBeside(r *Record) {
	r.kept = slices.DeleteFunc(r.kept, func(k keptWords) bool {
		value := r.was[k.key]
		if k.key == "" || value == "" {
			return false
		}
		if hasLine(r.was["summary"], k.line) {
			return true
		}
		for i := range r.Doubts {
			d := &r.Doubts[i]
			if d.Grade != Kept || d.Row != r.Row || d.Col != k.col {
				continue
			}
			if k.meant != "" && k.meant == value {
				d.Grade, d.What, d.Mend = Told, diag.M("INTAKE-KEPT-ROUGH", "记录里已经是 %s，表里写的是“%s”，没有改", "the record has %s already and the sheet “%s”: nothing was changed").With(diag.Clip(value, 40), diag.Clip(line(d.Words), 40)), diag.Text{}
				continue
			}
			d.Grade, d.What = Ask, diag.M("INTAKE-KEPT-ELSE", "记录里是 %s，表里写的是“%s”", "the record has %s, and the sheet “%s”").With(diag.Clip(value, 40), diag.Clip(line(d.Words), 40))
			d.Mend = diag.T("记录对就清空这一格，不对就写上对的", "empty the cell if the record is right, else write what is")
			if k.meant != "" {
				d.Mend = diag.T("记录对就清空这一格；该是 %s 就只写 %[1]s", "empty the cell if the record is right; write %s alone if it is that").With(k.meant)
			}
		}
		return true
	})
}

// hasLine reports whether a text has words that were kept, on lines of their own.
func hasLine(text, words string) bool {
	return strings.Contains("\n"+paragraph(text)+"\n", "\n"+paragraph(words)+"\n")
}

// summary adds the words that were kept to the text of the cell; where the row has none, to the text on record, which stays.
func (h *holder) summary(r *Record) {
	text := r.Answers["summary"]
	if text == "" {
		text = r.was["summary"]
	}
	more := false
	for _, k := range r.kept {
		if hasLine(text, k.line) {
			continue
		}
		if more = true; text != "" {
			text += "\n\n"
		}
		text += k.line
		if r.Cells["summary"] == "" {
			r.Cells["summary"] = address(r.Sheet, r.Row, k.col)
		}
	}
	if more {
		r.Answers["summary"] = text
	}
	r.kept = nil
}

// finish says where a new record goes, and what its text is.
func (h *holder) finish(r *Record) {
	if r.at < 0 && r.was == nil {
		h.summary(r)
	}
	if r.State == New && r.Answers["sources"] == "" && h.options.Sources != "" {
		r.Answers["sources"] = h.options.Sources
	}
}

// choices returns what each word that may stand in a field means: of two that a word may mean, the first. It is made once for a
// field: that of bases is long.
func (h *holder) choices(x form.Field) map[string]string {
	names := h.meant[x.Key+" "+x.Label.EN]
	if names == nil {
		names = map[string]string{}
		for _, c := range x.List(h.in.Catalog) {
			for _, word := range append([]string{c.ID, c.Value}, c.Others...) {
				if _, taken := names[word]; !taken {
					names[word] = c.Value
				}
			}
		}
		h.meant[x.Key+" "+x.Label.EN] = names
	}
	return names
}

// says reports whether two answers of a field say the same: names in any order, a base by its id.
func (h *holder) says(x form.Field, old, now string) bool {
	if form.Same(old, now) {
		return true
	}
	name := func(s string) string {
		if x.List != nil {
			if value, ok := h.choices(x)[s]; ok {
				return value
			}
		}
		return strings.TrimSpace(s)
	}
	items := func(s string) (out []string) {
		for _, item := range strings.FieldsFunc(s, func(c rune) bool {
			return strings.ContainsRune("\n；;", c) || x.Kind == form.Words && strings.ContainsRune("、，,", c)
		}) {
			if item = name(item); item != "" && !slices.Contains(out, item) {
				out = append(out, item)
			}
		}
		slices.Sort(out)
		return out
	}
	switch x.Kind {
	case form.Line:
		return line(old) == line(now)
	case form.Prose: // its marks are not those of the file where a cell cannot have them
		return old != "" && paragraph(old) == paragraph(now)
	case form.Several, form.Words, form.Lines:
		return slices.Equal(items(old), items(now))
	case form.One:
		return name(old) == name(now)
	case form.Day:
		a, f1 := date.Parse(old)
		b, f2 := date.Parse(now)
		return f1 == date.None && f2 == date.None && a == b
	case form.Hours, form.Place, form.Decimal, form.Number, form.Time:
		if plainNumber(old) != "" && plainNumber(old) == plainNumber(now) {
			return true // 180.0 and 180
		}
		r1, r2 := x.Read(old, h.in), x.Read(now, h.in)
		return old != "" && r1.Doubt == nil && r2.Doubt == nil && len(r1.Lines) > 0 && slices.Equal(r1.Lines, r2.Lines)
	}
	return false
}

// plainNumber is a decimal number without the zeros that say nothing; "" where it is none.
func plainNumber(s string) string {
	if s == "" || strings.Trim(s, "0123456789.") != "" || strings.Count(s, ".") > 1 {
		return ""
	}
	whole, rest, _ := strings.Cut(s, ".")
	whole, rest = strings.TrimLeft(whole, "0"), strings.TrimRight(rest, "0")
	return whole + "." + rest
}

func (h *holder) open(path string) *opened {
	if o := h.files[path]; o != nil {
		return o
	}
	f := h.content.Text(path)
	if f == nil {
		return nil
	}
	o := &opened{}
	o.file, o.top = form.Open(path, f.Text)
	o.tables = form.Tables(o.top)
	h.files[path] = o
	return o
}

// table returns the table that begins at an offset of a file; of -1 the file's own.
func (h *holder) table(path string, at int) *tomldoc.Table {
	o := h.open(path)
	if o == nil {
		return nil
	}
	if at < 0 {
		return o.top
	}
	return o.tables[at]
}

func (h *holder) line(path string, at int) int {
	if o := h.open(path); o != nil {
		return o.file.LineOf(at)
	}
	return 0
}
