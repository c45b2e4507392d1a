package reconcile

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/catalog"
	"kepu/generator/figures"
)

// place is whose numbers a text gives: a base's, a county's, the whole city's (neither is set), or of one that cannot be told.
type place struct {
	untold       bool
	county, base string
}

// placed is a place that a line names, by a name or by a word such as 我县.
type placed struct {
	at, end int
	place
	whole bool // by a word for all of it: a base that is named before is not meant
}

// home is whose report it is.
type home struct {
	place
	city     string // 示例市: the organiser's
	campaign string // the campaign that its title names
	during   bool   // its title names one
	plan     bool   // it says what is to come
}

var (
	cityWords   = regexp.MustCompile(`[全我本]市|各县(?:（区）|\(区\)|区|市区)|市域`)
	countyWords = regexp.MustCompile(`[我本全][县区]|县域|[县区]内|[县区](?:科协|科学技术协会)`)
	ownCounty   = regexp.MustCompile(`[我本][县区]`)
	unitWords   = regexp.MustCompile(`[我本该](?:局|馆|校|院|所|站|中心|单位|公司|景区|基地|园|乡|镇|村|社区|街道|办事处)`)
	otherWords  = regexp.MustCompile(`[全我本]省|全国|(?:其余|其他|其它|另外|外)[^，。]{0,12}?[县区]|[^个各全我本该外一二两三四五六七八九十多几每省市的\x00-\x7F，。；、：（]县(?:[^区域级城里内委]|$)|(?:开发|高新|示范|新)区`)

	// one of the many that a county's or the city's numbers are made of
	oneOfThem = regexp.MustCompile(`(?:局|中学|小学|学校|中小学|医院|公司|大学|学院|科技馆|博物馆|景区|中心|学会|[^术]协会|街道|[^各个乡]镇|[^各个城]乡|[县市]直[^，。]{0,12}?单位|成员单位)(?:共|已|先后|全年|也|还)*(?:开展|举办|举行|组织|承办|接待)`)
	visited   = regexp.MustCompile(`[进入到赴在](?:[^，。；、：]{0,30})$`)
	// what a county's report may have before 全市 where that is whose number follows
	subject = regexp.MustCompile(`(?:^|[，。；、：:,（(\s]|其中|目前|[年月日底末])$`)

	// what follows a county's name where one of its offices is meant
	office = regexp.MustCompile(`^\p{Han}{1,6}?(?:局|委员会|中学|小学|学校|大学|学院|医院|公司|景区|街道|办事处|中心|馆|站|所|乡|镇|村)`)
	verbs  = regexp.MustCompile(`^(?:共|现|已|新|全|开展|举办|组织|有|的|在|接待|建|命名|认定|\d)`)
	// the title of an office's report
	officeOf = regexp.MustCompile(`(?:局|馆|中学|小学|学校|大学|学院|医院|公司|景区|街道|办事处|中心|站|所|乡|镇|社区)(?:[0-9０-９〇○二一]{2,}|关于|的|科普|科协|工作|人民政府|$)`)
	otherIn  = regexp.MustCompile(`[^各全我本该外个]县(?:[^区域级]|$)|[我本][县区]|(?:开发|高新|示范|新)区|[^社景园地校城县市小厂灾山馆片展辖老库街各全国]区(?:[^域县]|$)|\p{Han}省(?:[^级]|$)`)
	anyCity  = regexp.MustCompile(`\p{Han}市`)
	going    = []string{"在", "赴", "到", "走进", "进", "对"}

	planned  = regexp.MustCompile(`计划|方案|要点|安排|打算|规划`)
	reported = regexp.MustCompile(`总结|报告|情况|汇报|回顾`)
)

// homeOf reads whose report it is from its title, then from who signed it.
func (s *search) homeOf(cat *catalog.Catalog, a *catalog.Article) home {
	var h home
	if head, _, ok := strings.Cut(cat.Site.Organiser.Name, "市"); ok && head != "" {
		h.city = head + "市"
	}
	title, named := s.titled(a.Title, h.city)
	author, signed := s.titled(a.Author, h.city)
	switch {
	case !named && !signed:
		h.untold = ownCounty.MatchString(a.Body.Plain) // some county's, that nobody names
	case !named, title.county == ours && author.county != "":
		h.place = author
	case title.county == ours:
		h.place = place{untold: true}
	case title != (place{}):
		h.place = title
	case author.county != "" || author.base != "" || author.untold && otherIn.MatchString(strings.ReplaceAll(a.Author, h.city, "")):
		h.place = place{untold: true} // the city's by its title, a county's by its author
	}
	h.plan = (planned.MatchString(a.Title) || planned.MatchString(a.Kind)) && !reported.MatchString(a.Title)
	h.campaign, h.during = s.campaignIn(a.Title)
	return h
}

// ours stands for 我县 in a title.
const ours = "\x00"

// titled reads a title or a signature; false where it names no place.
func (s *search) titled(text, city string) (place, bool) {
	var found []name
	rest := text
	for _, n := range s.names {
		if n.d != figures.ByCounty && n.d != figures.ByBase || n.text == "" {
			continue
		}
		if i := strings.Index(rest, n.text); i >= 0 {
			if n.d == figures.ByCounty && (endsIn(rest[:i], going) || isOffice(rest[i+len(n.text):])) {
				return place{untold: true}, true
			}
			found = append(found, n)
			rest = strings.ReplaceAll(rest, n.text, "\x00")
		}
	}
	if len(found) == 0 { // 西平科协
		for _, n := range s.names {
			short, _ := cutLast(n.text)
			if n.d != figures.ByCounty || utf8.RuneCountInString(short) < 2 {
				continue
			}
			if _, after, ok := strings.Cut(rest, short); ok {
				if isOffice(after) {
					return place{untold: true}, true
				}
				found = append(found, n)
			}
		}
	}
	switch {
	case len(found) == 1 && found[0].d == figures.ByBase:
		return place{base: found[0].id}, true
	case len(found) == 1:
		return place{county: found[0].id}, true
	case len(found) > 1:
		return place{untold: true}, true
	}
	if city != "" {
		rest = strings.ReplaceAll(rest, city, "全市")
	}
	for _, d := range s.names { // the words of a campaign or a level name no place
		if d.d != figures.ByCounty && d.d != figures.ByBase && d.text != "" {
			rest = strings.ReplaceAll(rest, d.text, "\x00")
		}
	}
	switch {
	case strings.Contains(rest, "我县"), strings.Contains(rest, "我区"), strings.Contains(rest, "本县"), strings.Contains(rest, "本区"):
		return place{untold: true, county: ours}, true
	case officeOf.MatchString(rest), otherIn.MatchString(rest) && !(strings.Contains(rest, "全市") && !strings.Contains(rest, "县")):
		return place{untold: true}, true
	case anyCity.MatchString(rest):
		return place{}, true
	}
	return place{}, false
}

func isOffice(after string) bool { return office.MatchString(after) && !verbs.MatchString(after) }

func cutLast(text string) (head, last string) {
	_, size := utf8.DecodeLastRuneInString(text)
	return text[:len(text)-size], text[len(text)-size:]
}

// placesIn returns the places that a line names, in its order.
func (s *search) placesIn(line string) (out []placed) {
	rest := line
	for _, n := range s.names {
		if n.text == "" {
			continue
		}
		for from := 0; ; {
			i := strings.Index(rest[from:], n.text)
			if i < 0 {
				break
			}
			i += from
			from = i + len(n.text)
			rest = rest[:i] + strings.Repeat("\x00", len(n.text)) + rest[from:]
			switch n.d {
			case figures.ByBase:
				out = append(out, placed{at: i, end: from, place: place{base: n.id}})
			case figures.ByCounty:
				p := placed{at: i, end: from, place: place{county: n.id}}
				p.untold = isOffice(line[from:])
				out = append(out, p)
			}
		}
	}
	for _, n := range s.names { // 甲乙 for 甲乙县
		short, _ := cutLast(n.text)
		if n.d != figures.ByCounty || utf8.RuneCountInString(short) < 2 {
			continue
		}
		for from := 0; ; {
			i := strings.Index(rest[from:], short)
			if i < 0 {
				break
			}
			i += from
			from = i + len(short)
			out = append(out, placed{at: i, end: from, place: place{county: n.id, untold: isOffice(line[from:])}})
		}
	}
	if c := s.home.city; c != "" {
		for from := 0; ; {
			i := strings.Index(rest[from:], c)
			if i < 0 {
				break
			}
			i += from
			from = i + len(c)
			out = append(out, placed{at: i, end: from, place: place{untold: isOffice(rest[from:]) || s.aside(rest[:i])}, whole: true})
		}
	}
	for _, w := range []struct {
		words *regexp.Regexp
		place
	}{{cityWords, place{}}, {countyWords, s.ours()}, {unitWords, s.unit()}, {otherWords, place{untold: true}}} {
		for _, at := range w.words.FindAllStringIndex(rest, -1) {
			p := w.place
			p.untold = p.untold || p == (place{}) && s.aside(rest[:at[0]])
			out = append(out, placed{at[0], at[1], p, true})
		}
	}
	for _, at := range oneOfThem.FindAllStringIndex(rest, -1) {
		if !visited.MatchString(rest[max(0, at[0]-mostAfter):at[0]]) {
			out = append(out, placed{at[1] - 1, at[1], place{untold: true}, true})
		}
	}
	slices.SortStableFunc(out, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	for i := 1; i < len(out); i++ { // 甲县、乙县: the two together
		if out[i-1].end <= out[i].at && out[i-1].place != out[i].place && joined[line[out[i-1].end:out[i].at]] {
			out[i].untold = true
		}
	}
	return out
}

var joined = map[string]bool{"、": true, "和": true, "与": true, "及": true, "以及": true, "，": true, ",": true, "联合": true, "会同": true}

// aside reports whether the city is only spoken of in a report of less: 受到全市表彰.
func (s *search) aside(before string) bool {
	return s.home.place != (place{}) && !subject.MatchString(before)
}

// ours is what 我县 says in this report.
func (s *search) ours() place {
	if s.home.county == "" {
		return place{untold: true}
	}
	return s.home.place
}

// unit is what 我馆 says in this report.
func (s *search) unit() place {
	if s.home.base == "" {
		return place{untold: true}
	}
	return s.home.place
}

// placeAt is whose number it is: the place that its sentence names last, else that of its heading or of the
// report. Where the text before the sentence went over to another, that cannot be told.
func (s *search) placeAt(places []placed, from, at int) (p place, whole bool) {
	before := -1
	for i, x := range places {
		switch {
		case x.end <= from:
			before = i
		case x.end <= at:
			p, whole = x.place, x.whole
			before = -2
		}
		if before == -2 && x.at >= at {
			break
		}
	}
	if before == -2 {
		return p, whole
	}
	p = s.home.place
	if s.section.level > 0 {
		p = s.section.place
	}
	if before >= 0 && places[before].place != p {
		return place{untold: true}, false
	}
	return p, false
}
