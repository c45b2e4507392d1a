package source

import (
	"net/url"
	"regexp"
	"strings"
	"time"
	_ "time/tzdata" // time zones are part of the program: Windows has no list of its own

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// readSite reads site.toml.
func readSite(p *Parsed) *Site {
	r := newReader(p)
	s := &Site{Language: "zh-CN", Timezone: "Asia/Shanghai", Theme: "default", Map: Map{Datum: "wgs84"}}
	t := r.parse(0, len(p.File.Text))
	r.homes = homes(siteKeys)
	r.aboveTables(t, names(siteKeys), r.homes)
	fill(r, t, s, siteKeys)
	r.headings(s)
	r.synonyms(s)
	s.End = len(p.File.Text)
	first := span(0, 1)
	r.require(t, first, "title", diag.T(`title = "网站名称"`, `title = "…"`))
	if t.Field("organiser") == nil {
		r.ps.Error(first.In(r.file), diag.M("SITE-ORGANISER-MISSING", "缺少 [organiser]（主办单位）", "the table [organiser] is missing"),
			diag.T(`请加两行：[organiser] 和 name = "单位名称"`, `add two lines: [organiser] and name = "…"`))
	}
	return s
}

var siteKeys = []key[Site]{
	custom("title", tomldoc.Text, func(r *reader, s *Site, f *tomldoc.Field) { s.Title = r.name(f) }),
	text("description", func(s *Site) *string { return &s.Description }),
	custom("language", tomldoc.Text, func(r *reader, s *Site, f *tomldoc.Field) { r.language(s, f) }),
	custom("timezone", tomldoc.Text, func(r *reader, s *Site, f *tomldoc.Field) { r.timezone(s, f) }),
	custom("base_url", tomldoc.Text, func(r *reader, s *Site, f *tomldoc.Field) { s.BaseURL = r.baseURL(f) }),
	custom("theme", tomldoc.Text, func(r *reader, s *Site, f *tomldoc.Field) { r.theme(s, f) }),
	table("organiser", func(s *Site) *Organiser { return &s.Organiser }, organiserKeys, func(r *reader, t *tomldoc.Table, o *Organiser) {
		r.require(t, span(t.Start, t.End), "name", diag.T(`name = "单位名称"`, `name = "…"`))
	}),
	table("registration", func(s *Site) *Registration { return &s.Registration }, registrationKeys, nil),
	table("data", func(s *Site) *Data { return &s.Data }, dataKeys, nil),
	table("theme_colours", func(s *Site) *ThemeColours { return &s.ThemeColours }, themeColourKeys, nil),
	table("map", func(s *Site) *Map { return &s.Map }, mapKeys, nil),
	terms("county", func(s *Site) *[]Term { return &s.Counties }, countyKeys...),
	terms("level", func(s *Site) *[]Term { return &s.Levels }, authorityKey, rankKey),
	terms("kind", func(s *Site) *[]Term { return &s.Kinds }, colourKey, signKey),
	terms("campaign", func(s *Site) *[]Term { return &s.Campaigns }, descriptionKey),
	terms("form", func(s *Site) *[]Term { return &s.Forms }, publicKey, nationalKey),
	tables("indicator", func(s *Site) *[]Indicator { return &s.Indicators }, indicatorKeys, requireIndicator),
	tables("break", func(s *Site) *[]Break { return &s.Breaks }, breakKeys, requireBreak),
	tables("moved", func(s *Site) *[]Moved { return &s.Moved }, movedKeys, requireMoved),
	tables("heading", func(s *Site) *[]Heading { return &s.Headings }, headingKeys, requireHeading),
	tables("synonym", func(s *Site) *[]Synonym { return &s.Synonyms }, synonymKeys, requireSynonym),
}

var breakKeys = []key[Break]{
	custom("year", tomldoc.Number, func(r *reader, b *Break, f *tomldoc.Field) { b.Year = r.year(f.Key, &f.Value) }),
	ref("measure", func(b *Break) *Ref { return &b.Measure }),
	custom("note", tomldoc.Text, func(r *reader, b *Break, f *tomldoc.Field) { b.Note = r.name(f) }),
}

func requireBreak(r *reader, t *tomldoc.Table, b *Break) {
	at := span(t.Start, t.End)
	r.require(t, at, "year", diag.Same("year = 2025"))
	r.require(t, at, "measure", diag.T(`measure = "活动数"`, `measure = "activities"`))
	r.require(t, at, "note", diag.T(`note = "从这一年起有什么不同"`, `note = "what differs from this year on"`))
}

var organiserKeys = []key[Organiser]{
	custom("name", tomldoc.Text, func(r *reader, o *Organiser, f *tomldoc.Field) { o.Name = r.name(f) }),
	text("address", func(o *Organiser) *string { return &o.Address }),
	text("phone", func(o *Organiser) *string { return &o.Phone }),
	custom("email", tomldoc.Text, func(r *reader, o *Organiser, f *tomldoc.Field) { o.Email = r.email(f) }),
	text("postcode", func(o *Organiser) *string { return &o.Postcode }),
}

var registrationKeys = []key[Registration]{
	registered("site_domain", siteDomain, diag.M("REGISTRATION-DOMAIN", "域名写得不对：%s", "this is no domain: %s"),
		diag.T(`只写域名，例如 "www.example.gov.cn"，不写 https:// 和后面的路径`, `write the domain alone, such as "www.example.gov.cn", without https:// and a path`), func(r *Registration) *string { return &r.SiteDomain }),
	registered("site_id_code", siteIDCode, diag.M("REGISTRATION-ID-CODE", "网站标识码写得不对：%s", "this is no identity code of a site: %s"),
		diag.T("网站标识码是十位数字，部委的是 bm 和八位数字；照编制的批复抄", "it has ten digits, that of a ministry bm and eight: copy it from the paper that gave it"), func(r *Registration) *string { return &r.SiteIDCode }),
	registered("icp", icpNumber, diag.M("REGISTRATION-ICP", "ICP备案号写得不对：%s", "this is no ICP number: %s"),
		diag.T(`照备案系统里的网站备案号抄，例如 "豫ICP备12345678号-1"`, `copy the site's own number from the register, such as "豫ICP备12345678号-1"`), func(r *Registration) *string { return &r.ICP }),
	registered("police", policeNumber, diag.M("REGISTRATION-POLICE", "公安备案号写得不对：%s", "this is no number of the police's register: %s"),
		diag.T(`照公安备案里的抄，例如 "豫公网安备41170002000123号"（十四位数字）`, `copy it from the police's register, such as "豫公网安备41170002000123号" (fourteen digits)`), func(r *Registration) *string { return &r.Police }),
	ref("agency_mark", func(r *Registration) *Ref { return &r.AgencyMark }),
	webURL("agency_mark_url", func(r *Registration) *string { return &r.AgencyMarkURL }),
	webURL("correction_url", func(r *Registration) *string { return &r.CorrectionURL }),
}

// The forms of what registers give. They are warned about and not refused: a register may begin another form on any day.
var (
	siteDomain   = regexp.MustCompile(`^[A-Za-z0-9\p{Han}](?:[A-Za-z0-9\p{Han}-]*[A-Za-z0-9\p{Han}])?(?:\.[A-Za-z0-9\p{Han}](?:[A-Za-z0-9\p{Han}-]*[A-Za-z0-9\p{Han}])?)+$`)
	siteIDCode   = regexp.MustCompile(`^(?:[0-9]{10}|(?i:bm)[0-9]{8})$`)
	icpNumber    = regexp.MustCompile(`^\p{Han}ICP[备证] ?(?:[0-9]{6}|[0-9]{8}|[0-9]{10})号(?:-[1-9][0-9]{0,2})?$`)
	policeNumber = regexp.MustCompile(`^\p{Han}公网安备 ?[0-9]{14}号$`)
)

// registered is a key whose text a register gave, in a form that is known. One of another form is kept and warned about.
func registered(name string, form *regexp.Regexp, what, mend diag.Text, to func(*Registration) *string) key[Registration] {
	return custom(name, tomldoc.Text, func(r *reader, x *Registration, f *tomldoc.Field) {
		s := r.text(f)
		if s != "" && !form.MatchString(s) {
			r.ps.Warn(valueSpan(f).In(r.file), what.With(s), mend)
		}
		*to(x) = s
	})
}

// licenceForm is the name of a licence, or its address.
var licenceForm = regexp.MustCompile(`^(?:[A-Za-z0-9][A-Za-z0-9.+-]*|https?://[^\s]+)$`)

var dataKeys = []key[Data]{
	custom("licence", tomldoc.Text, func(r *reader, d *Data, f *tomldoc.Field) {
		d.Licence = r.formed(f, licenceForm, "DATA-LICENCE", diag.T(`写许可协议的代号或网址，例如 licence = "CC-BY-4.0"；没有定就不写`, `write a licence's name or address, such as licence = "CC-BY-4.0"; leave it out where none was chosen`))
	}),
}

var themeColourKeys = []key[ThemeColours]{
	custom("main", tomldoc.Other, func(r *reader, c *ThemeColours, f *tomldoc.Field) { c.Main, c.MainSpan = r.colour(f), valueSpan(f) }),
	custom("accent", tomldoc.Other, func(r *reader, c *ThemeColours, f *tomldoc.Field) { c.Accent, c.AccentSpan = r.colour(f), valueSpan(f) }),
}

var datums = []string{"wgs84", "gcj02", "bd09"}

// unknownDatum is the code of any other.
const unknownDatum = "PLACE-DATUM"

var mapKeys = []key[Map]{
	custom("datum", tomldoc.Text, func(r *reader, m *Map, f *tomldoc.Field) {
		if d := r.oneOf(f, datums, unknownDatum); d != "" {
			m.Datum = d
		}
	}),
	text("review_number", func(m *Map) *string { return &m.ReviewNumber }),
	custom("outlines", tomldoc.Text, func(r *reader, m *Map, f *tomldoc.Field) {
		m.Outlines = r.oneOf(f, []string{Schematic}, "MAP-OUTLINES")
	}),
}

// terms reads one of the lists of site.toml: each entry has an id, a name and
// the keys that this list adds.
func terms(name string, to func(*Site) *[]Term, own ...key[Term]) key[Site] {
	return tables(name, to, termKeys(own...), func(r *reader, t *tomldoc.Table, x *Term) {
		at := span(t.Start, t.End)
		r.require(t, at, "id", diag.T(`id = "xiping"（小写字母、数字和 -）`, `id = "xiping" (small letters, digits and -)`))
		r.require(t, at, "name", diag.T(`name = "名称"`, `name = "…"`))
		if !x.Span.Written() {
			x.Span = at
		}
		if name == "county" {
			requirePeople(r, t, x)
			if x.ID == "index" || yearID.MatchString(x.ID) { // briefs/index.html is the city's, briefs/2025.html a year's
				takenID(r.ps, x.Span.In(r.file), x.ID)
			}
		}
	})
}

// termKeys are the keys of one of those lists.
func termKeys(own ...key[Term]) []key[Term] {
	return append([]key[Term]{
		custom("id", tomldoc.Text, func(r *reader, t *Term, f *tomldoc.Field) { t.ID, t.Span = r.id(f), valueSpan(f) }),
		custom("name", tomldoc.Text, func(r *reader, t *Term, f *tomldoc.Field) { t.Name = r.name(f) }),
	}, own...)
}

var (
	yearID    = regexp.MustCompile(`^[0-9]{4}$`)
	sixDigits = regexp.MustCompile(`^[0-9]{6}$`)
	hexColour = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	langTag   = regexp.MustCompile(`^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$`)
	emailForm = regexp.MustCompile(`^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
)

var codeKey = custom("code", tomldoc.Text, func(r *reader, t *Term, f *tomldoc.Field) {
	t.Code = r.formed(f, sixDigits, "COUNTY-CODE-FORM", diag.T(`县区代码是六位数字，加引号，例如 code = "411721"`, `a county's code is six digits in quotes, such as code = "411721"`))
})

// countyKeys are the keys that the list of counties adds.
var countyKeys = []key[Term]{codeKey, populationKey, populationYearKey}

// No county has fewer people or more; what is less was written in 万.
const (
	fewestPeople = 1000
	mostPeople   = 50_000_000
)

var populationKey = custom("population", tomldoc.Number, func(r *reader, t *Term, f *tomldoc.Field) {
	n, ok := r.whole(f)
	if ok && (n < fewestPeople || n > mostPeople) {
		r.wrong(&f.Value, diag.M("COUNTY-POPULATION", "%d 不像一个县区的人口", "%d people are not likely for a county").With(n),
			diag.T("写人数，不写万人：52.3 万人写成 523000；查不到就把人口和年份两行都删去", "write people, not tens of thousands: 523000 for 52.3万; where it cannot be found, leave out both its lines"))
		return
	}
	t.People.Number = n
})

var populationYearKey = custom("population_year", tomldoc.Number, func(r *reader, t *Term, f *tomldoc.Field) {
	t.People.Year, t.PeopleYear = r.year(f.Key, &f.Value), valueSpan(f)
})

// requirePeople wants a county's population with its year, or neither: pages print one with the other.
func requirePeople(r *reader, t *tomldoc.Table, x *Term) {
	number, year := t.Field("population"), t.Field("population_year")
	if number != nil && year == nil {
		r.missing(valueSpan(number), "population_year", diag.T("population_year = 2020（是哪一年的人口）", "population_year = 2020 (of which year it is)"))
	}
	if year != nil && number == nil {
		r.missing(valueSpan(year), "population", diag.T("population = 523000（常住人口，写人数）；查不到就删去 population_year", "population = 523000 (people who live there); where it cannot be found, leave population_year out"))
	}
	if x.People.Number == 0 || x.People.Year == 0 {
		x.People = People{}
	}
}

var authorityKey = text("authority", func(t *Term) *string { return &t.Authority })

var rankKey = custom("rank", tomldoc.Number, func(r *reader, t *Term, f *tomldoc.Field) {
	n, ok := r.whole(f)
	if ok && (n < 1 || n > 99) {
		r.wrong(&f.Value, diag.M("SITE-RANK", "rank 是 1 到 99", "rank is 1 to 99"), diag.T("1 是最高一级", "1 is the highest"))
	}
	t.Rank = int(n)
})

var colourKey = custom("colour", tomldoc.Other, func(r *reader, t *Term, f *tomldoc.Field) { t.Colour = r.colour(f) })

func (r *reader) colour(f *tomldoc.Field) string {
	return r.formed(f, hexColour, "VALUE-COLOUR", colourForm)
}

var descriptionKey = text("description", func(t *Term) *string { return &t.Description })

var nationalKey = text("national", func(t *Term) *string { return &t.National })

var publicKey = custom("public", tomldoc.YesNo, func(r *reader, t *Term, f *tomldoc.Field) {
	if f.Value.Kind == tomldoc.Bool {
		t.Private = !f.Value.Bool
	} else {
		r.flag(f)
	}
})

// formed reads a text that must have a form; empty is fine and means none. Code is that of another form.
func (r *reader) formed(f *tomldoc.Field, form *regexp.Regexp, code string, mend diag.Text) string {
	if v := &f.Value; v.Kind != tomldoc.String && !form.MatchString(r.file.Text[v.Start:v.End]) {
		r.wrongKind(f.Key, v, mend) // quotes alone would not make it right
		return ""
	}
	s := r.text(f)
	if s != "" && !form.MatchString(s) {
		r.wrong(&f.Value, diag.M(code, "%s 写得不对：%s", "%s is not right: %s").With(f.Key, s), mend)
		return ""
	}
	return s
}

func (r *reader) email(f *tomldoc.Field) string {
	return r.formed(f, emailForm, "VALUE-EMAIL", diag.T(`邮箱写成 "name@example.org" 的样子`, `write an address as "name@example.org"`))
}

func (r *reader) language(s *Site, f *tomldoc.Field) {
	if tag := r.formed(f, langTag, "SITE-LANGUAGE", diag.T(`中文写 "zh-CN"`, `Chinese is "zh-CN"`)); tag != "" {
		s.Language = tag
	}
}

func (r *reader) timezone(s *Site, f *tomldoc.Field) {
	name := r.text(f)
	if name == "" {
		return
	}
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		r.wrong(&f.Value, diag.M("SITE-TIMEZONE", "没有这个时区：%s", "there is no such time zone: %s").With(name), diag.T(`中国写 "Asia/Shanghai"`, `China is "Asia/Shanghai"`))
		return
	}
	s.Timezone = name
}

func (r *reader) baseURL(f *tomldoc.Field) string {
	s := r.url(f)
	u, err := url.Parse(s)
	if s == "" {
		return ""
	}
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		r.wrong(&f.Value, diag.M("SITE-BASE-URL", "base_url 写得不对：%s", "base_url is not right: %s").With(s),
			diag.T(`写网站首页所在的地址，例如 "https://example.org/kepu/"`, `write the address of the site's folder, such as "https://example.org/kepu/"`))
		return ""
	}
	return strings.TrimSuffix(s, "/") + "/"
}

func (r *reader) theme(s *Site, f *tomldoc.Field) {
	name := r.text(f)
	if name == "" {
		return
	}
	if !IsID(name) {
		r.wrong(&f.Value, diag.M("THEME-NAME", "主题名写得不对：%s", "the theme's name is not right: %s").With(name),
			diag.T("写 themes 里文件夹的名字，用小写字母、数字和 -", "write the name of a folder in themes: small letters, digits and -"))
		return
	}
	s.Theme, s.ThemeSpan = name, valueSpan(f)
}
