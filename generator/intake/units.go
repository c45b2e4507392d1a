package intake

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/heads"
	"kepu/generator/typed"
)

var (
	unitLabel = regexp.MustCompile(`^(?:主办|承办|协办|联办|联合主办|支持|指导|实施|主承办)(?:单位|方)?[:：]\s*`)
	unitParts = regexp.MustCompile(`[、，,；;\n/／|＋+]+`)
	andParts  = regexp.MustCompile(`[和与及]|以及|联合`)
	unitEnd   = regexp.MustCompile(`[局委办厅协会院校馆站所园社队处店厂场村镇乡]$`) // 县科协 县林业局
	blanks    = regexp.MustCompile(`[ \t\x{3000}]+`)
)

// units takes those who held an activity: bases that have a page, and others as hosts.
func (r *row) units() {
	var bases, hosts []string
	cell := ""
	for _, v := range append(r.values("units"), r.values("hosts")...) {
		for _, name := range r.parts(v.Text) {
			said := v.typed
			if words, chosen := r.chosenWords(name); chosen {
				if name, said = line(words), true; name == "" {
					continue
				}
			}
			b, meant, which := r.findBase(name, r.stated())
			switch {
			case b == nil && r.fresh[fold.Name(name)] != "":
				if name = r.inBook("bases", v, name); !slices.Contains(bases, name) {
					bases = append(bases, name)
				}
			case b != nil:
				if !slices.Contains(bases, b.Name) {
					bases = append(bases, b.Name)
				}
			case r.organisers(name):
				if !slices.Contains(hosts, name) {
					hosts = append(hosts, name)
				}
			case meant+which != "" && !said:
				r.unknownBase(v, name, meant, which, Ask)
			case !slices.Contains(hosts, name):
				hosts = append(hosts, name)
			}
		}
		if cell == "" {
			cell = address(r.s.Name, r.at, v.col)
		}
	}
	if b := r.heldWhere(bases, cell != ""); b != nil {
		bases = append(bases, b.Name)
		if cell == "" {
			cell = r.rec.Cells["place"]
		}
	}
	if len(bases) == 0 && len(hosts) == 1 && r.organisers(hosts[0]) {
		hosts = nil // the organiser's own activity names nobody
	}
	if len(bases) > 0 {
		r.rec.Answers["bases"], r.rec.Cells["bases"] = strings.Join(bases, "\n"), cell
	}
	if len(hosts) > 0 {
		r.rec.Answers["hosts"], r.rec.Cells["hosts"] = strings.Join(hosts, "\n"), cell
	}
	if c := r.b.Column("units"); c != nil && cell == "" && !r.asked("units") && !saysNothing(r.cell(r.at, c.Col).Text) && !r.mayBeEmpty(c) {
		if at := r.lastAbove("units", c.Col, r.at, func(at int) bool {
			text := r.cell(at, c.Col).Text
			return text != "" && !saysNothing(text) && !r.asideRow(at)
		}); at >= 0 {
			if words, chosen := r.chosen(c.Col, ""); chosen && strings.TrimSpace(words) == "" {
				return // somebody said that nobody stands there
			}
			text := strings.Join(r.parts(r.cell(at, c.Col).Text), "、")
			r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: c.Col, Grade: Ask, What: diag.M("INTAKE-NO-UNIT", "没有写是谁办的", "nobody is named who held it"), Meant: text,
				Mend: diag.T("上面写的是 %s；也是它就照写一遍，没有就写“无”", "above it stands %s; write it again if it is the same, or 无 for none").With(text)})
		}
	}
}

// mayBeEmpty reports whether the table marks with * what must be filled in, and this column not.
func (p *place) mayBeEmpty(c *heads.Column) bool {
	marked := func(x heads.Column) bool { return strings.ContainsAny(x.Text, "*＊※") }
	return !marked(*c) && slices.ContainsFunc(p.b.Columns, marked)
}

// organisers reports whether a name is that of who runs the site.
func (r *row) organisers(name string) bool {
	return r.plan.in.Catalog != nil && r.plan.in.Catalog.Site.Organiser.Name != "" && fold.Name(name) == fold.Name(r.plan.in.Catalog.Site.Organiser.Name)
}

// parts cuts the words of a cell into the names of units. A name that is a base's is never cut.
func (r *row) parts(s string) (out []string) {
	s = unitLabel.ReplaceAllString(strings.TrimSpace(s), "")
	if r.baseNamed(line(s)) != nil {
		return []string{line(s)}
	}
	for _, part := range unitParts.Split(s, -1) {
		part = strings.TrimSpace(unitLabel.ReplaceAllString(strings.TrimSpace(part), ""))
		part = strings.TrimSuffix(strings.TrimSuffix(part, "等单位"), "等")
		if part == "" {
			continue
		}
		if r.baseNamed(line(part)) != nil {
			out = append(out, line(part))
			continue
		}
		out = append(out, r.apart(part)...)
	}
	return out
}

// apart cuts a name at blanks and at 和, where what comes of it are units: one of them is a base, or each is long enough to be one.
func (r *row) apart(part string) []string {
	if list := blanks.Split(part, -1); len(list) > 1 {
		whole := true
		for _, x := range list {
			n := len([]rune(x))
			whole = whole && (n >= 4 || n == 3 && unitEnd.MatchString(x))
		}
		if whole {
			return list
		}
	}
	part = line(part)
	if at := andParts.FindAllStringIndex(part, -1); len(at) > 0 {
		for _, i := range at {
			a, b := strings.TrimSpace(part[:i[0]]), strings.TrimSpace(part[i[1]:])
			if a != "" && b != "" && (r.baseNamed(a) != nil || r.baseNamed(b) != nil) {
				return append(r.apart(a), r.apart(b)...)
			}
		}
	}
	return []string{part}
}

// baseNamed returns the base that has a name.
func (p *place) baseNamed(name string) *catalog.Base { return p.names.named(name) }

// findBase returns the base that words name, or the name of the one that may be meant: a part of one name alone, in the county if
// one is known, or a slip of it; or the names of several. Of a county that is known no base of another one is meant.
func (r *row) findBase(words, county string) (b *catalog.Base, meant, which string) {
	if b := r.baseNamed(words); b != nil {
		return b, "", ""
	}
	if r.plan.in.Catalog == nil || len([]rune(words)) < 2 {
		return nil, "", ""
	}
	if own := r.countyIn(words); own != "" { // 西平县科技官 in the sheet of another county
		county = own
	}
	key := county + "\x00" + words
	if found, ok := r.reader.near[key]; ok {
		return nil, found[0], found[1]
	}
	if meant, which = r.nearest(words, county); meant+which == "" && len(r.fresh) > 0 { // a slip of the name of one that is new in the book
		meant = diag.Nearest(line(words), slices.Sorted(maps.Values(r.fresh)))
	}
	if r.reader.near == nil {
		r.reader.near = map[string][2]string{}
	}
	r.reader.near[key] = [2]string{meant, which}
	return nil, meant, which
}

// nearest returns the base that words may mean which are no name of one, or several.
func (r *row) nearest(words, county string) (meant, which string) {
	for _, s := range []string{unbracketed(words), ownCounty(words, county), ownCounty(unbracketed(words), county)} {
		if b := r.baseNamed(s); b != nil {
			return b.Name, ""
		}
	}
	var list []typed.Candidate
	var others []string // names besides those of the pages, long enough that a slip of one is no other word
	called := map[string]string{}
	for _, b := range r.plan.in.Catalog.Bases {
		if county != "" && (b.County == nil || b.County.Name != county) {
			continue
		}
		c := typed.Candidate{ID: b.ID, Name: b.Name, Others: b.Alias}
		if b.Short != "" {
			c.Others = append(slices.Clone(b.Alias), b.Short)
		}
		list = append(list, c)
		for _, name := range c.Others {
			if called[name] == "" && utf8.RuneCountInString(name) >= 4 {
				others, called[name] = append(others, name), b.Name
			}
		}
	}
	if len(list) > 0 {
		i, doubt := typed.Pick(words, diag.T("基地", "base"), list)
		switch {
		case doubt == nil:
			return list[i].Name, ""
		case doubt.Meant != "":
			return doubt.Meant, ""
		case doubt.What.Code == "TYPED-NAME-SEVERAL":
			var names []string
			for _, i := range doubt.Choices[:min(len(doubt.Choices), 8)] {
				names = append(names, list[i].Name)
			}
			return "", strings.Join(names, "、")
		}
		if near := diag.Nearest(strings.TrimSpace(words), others); near != "" {
			return called[near], ""
		}
	}
	switch found := r.names.like(words, county); len(found) {
	case 0:
		return "", r.elsewhere(words, county)
	case 1:
		return found[0].Name, ""
	default:
		return "", namesOf(found, false)
	}
}

// elsewhere names the bases of other counties that words may mean where none of their own is like them: 科技馆. What begins with 县 is of the
// own county.
func (r *row) elsewhere(words, county string) string {
	if county == "" || r.countyIn(words) != "" || ownCounty(words, county) != words {
		return ""
	}
	var found []*catalog.Base
	w := fold.Name(words)
	for _, b := range r.plan.in.Catalog.Bases {
		if slices.ContainsFunc(append([]string{b.Name, b.Short}, b.Alias...), func(s string) bool { return strings.Contains(fold.Name(s), w) }) {
			found = append(found, b)
		}
	}
	return namesOf(found, true)
}

// namesOf names some bases, with their counties where these are asked for.
func namesOf(list []*catalog.Base, counties bool) string {
	var names []string
	for _, b := range list[:min(len(list), 8)] {
		name := b.Name
		if counties && b.County != nil {
			name += "（" + b.County.Name + "）"
		}
		names = append(names, name)
	}
	return strings.Join(names, "、")
}

var (
	noPage    = diag.M("INTAKE-BASE", "没有这个基地的网页：%s", "no base has a page of that name: %s")
	pageFirst = diag.T("写基地网页上的名称；是新基地就先加它的网页", "write the name of its page; a new base needs its page first")
)

// unknownBase says that there is no base of a name.
func (r *row) unknownBase(v value, name, meant, which string, g Grade) {
	mend := pageFirst
	switch {
	case meant != "":
		g = Ask
		mend = diag.T("是不是 %s？是就照这个名称写", "is it %s? If so write it like that").With(meant)
	case which != "":
		g = Ask
		mend = diag.T("是哪一个：%s", "which one: %s").With(which)
	}
	r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: v.col, Grade: g, What: noPage.With(diag.Clip(name, 40)), Mend: mend, Meant: meant, Words: v.Text, Key: name})
}
