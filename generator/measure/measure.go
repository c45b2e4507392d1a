// Package measure lists what is counted or summed: 活动数, 参加人次, 在册基地 …
//
// The fixed measures stand here, once: to add one, add its constant, its variable and its row. A site adds
// measures of annual returns of its own, the [[indicator]]s of site.toml (indicator.go): whatever goes
// through measures takes them from the List of the site, where they come after the fixed ones.
// A measure's key stands in the columns of
// data/statistics.csv and in {{ figure … }}, and in the logs as the key of the line that
// gives it; its name, unit and definition stand on the pages and in the spreadsheet. What may
// be done with it (added over years, taken for zero where nothing was written) follows from
// what it counts, and is said here too. Nothing is counted here: that is package figures'.
package measure

import (
	"slices"
	"strings"
	"unique"
)

// Measure is what is counted or summed. Two are the same measure where they are equal, also those
// of two readings of a site; the zero Measure is Activities.
type Measure struct {
	at  int                      // its place in the List of the site
	own unique.Handle[Indicator] // of an indicator
}

const (
	activities = iota
	sessions
	participants
	online
	volunteers
	staff
	media
	materials
	experts
	funds

	designated
	revoked
	inForce

	openDays
	freeDays
	visitors
	staffFull
	staffPart
	baseVolunteers
	baseFunds
	baseMedia

	all // how many there are
)

// The fixed measures, in the order of data/statistics.csv.
var (
	Activities   = Measure{at: activities}
	Sessions     = Measure{at: sessions}
	Participants = Measure{at: participants} // on the spot
	Online       = Measure{at: online}       // never added to Participants
	Volunteers   = Measure{at: volunteers}
	Staff        = Measure{at: staff}
	Media        = Measure{at: media}
	Materials    = Measure{at: materials}
	Experts      = Measure{at: experts}
	Funds        = Measure{at: funds} // yuan

	Designated = Measure{at: designated}
	Revoked    = Measure{at: revoked}
	InForce    = Measure{at: inForce}

	OpenDays       = Measure{at: openDays}
	FreeDays       = Measure{at: freeDays}
	Visitors       = Measure{at: visitors}
	StaffFull      = Measure{at: staffFull}
	StaffPart      = Measure{at: staffPart}
	BaseVolunteers = Measure{at: baseVolunteers}
	BaseFunds      = Measure{at: baseFunds}
	BaseMedia      = Measure{at: baseMedia}
)

// Fixed are the measures that every site has. OfActivities are those of them that are counted from
// [[activity]], InActivity those that one may give a figure for besides its
// sessions, InReturn those that an [[annual]] may; the records keep the figures in this order.
var (
	Fixed        = between(activities, all)
	OfActivities = between(activities, designated)
	InActivity   = between(participants, designated)
	InReturn     = between(openDays, all)
)

// How many these are.
const (
	PerActivity = designated - participants
	PerReturn   = all - openDays
)

func between(first, end int) (list List) {
	for at := first; at < end; at++ {
		list = append(list, Measure{at: at})
	}
	return list
}

// measures says what each measure is, in the words of the pages. The rules are
// those of FORMAT.md; a definition that changes there must change here.
var measures = [all]struct{ key, name, unit, definition string }{
	{"activities", "活动数", "项",
		"当年举办的面向公众的科普活动，日志里一条算一项；计划、延期、取消的和不面向公众的（如督导、评审）不计。"},
	{"sessions", "活动场次", "场",
		"计入活动数的各项活动的场次之和，没有写场次的按一场计。"},
	{"participants", "参加人次", "人次",
		"计入活动数的各项活动在现场参加的人次之和，不含线上；没有填报的不当作零。"},
	{"online", "线上人次", "人次",
		"计入活动数的各项活动在线上参加的人次之和，不与现场的参加人次相加；没有填报的不当作零。"},
	{"volunteers", "志愿者人数", "人",
		"计入活动数的各项活动填报的志愿者人数之和，一人参加几项就计几次；没有填报的不当作零。"},
	{"staff", "工作人员人数", "人",
		"计入活动数的各项活动填报的工作人员人数之和，一人参加几项就计几次；没有填报的不当作零。"},
	{"media", "媒体报道", "篇次",
		"计入活动数的各项活动填报的媒体报道篇次之和；没有填报的不当作零。"},
	{"materials", "发放资料", "份",
		"计入活动数的各项活动填报的发放资料份数之和；没有填报的不当作零。"},
	{"experts", "专家人数", "人",
		"计入活动数的各项活动填报的专家人数之和，一人参加几项就计几次；没有填报的不当作零。"},
	{"funds", "活动经费", "元",
		"计入活动数的各项活动填报的经费之和；没有填报的不当作零。"},

	{"designated", "命名数", "家",
		"当年各批命名的总数之和，含只知道数目、没有列出名称的；按县区和类型只计有网页的基地。"},
	{"revoked", "撤销数", "家",
		"当年被撤销命名的基地，一家被撤销几个级别就计几次。"},
	{"in_force", "在册基地", "家",
		"到当年年末已经命名、没有超过有效期、也没有被撤销的基地，含各批中没有网页的；有效期未查到的，命名当年计入，以后另外说明；有几个级别的，合计里有网页的只计一次；按县区和类型只计有网页的基地。"},

	{"open_days", "开放天数", "天",
		"各基地年度数据填报的全年开放天数之和；没有填报的不当作零。"},
	{"free_days", "免费开放天数", "天",
		"各基地年度数据填报的全年免费开放天数之和；没有填报的不当作零。"},
	{"visitors", "接待人次", "人次",
		"各基地年度数据填报的全年接待人次之和；没有填报的不当作零。"},
	{"staff_full", "专职人员", "人",
		"各基地年度数据填报的专职人员数之和；没有填报的不当作零。"},
	{"staff_part", "兼职人员", "人",
		"各基地年度数据填报的兼职人员数之和；没有填报的不当作零。"},
	{"base_volunteers", "基地志愿者", "人",
		"各基地年度数据填报的志愿者人数之和，与各项活动的志愿者人数无关；没有填报的不当作零。"},
	{"base_funds", "基地经费", "元",
		"各基地年度数据填报的经费之和，与各项活动的经费无关；没有填报的不当作零。"},
	{"base_media", "基地媒体报道", "篇次",
		"各基地年度数据填报的媒体报道篇次之和，与各项活动的媒体报道无关；没有填报的不当作零。"},
}

// Key returns the measure as it stands in data/statistics.csv.
func (m Measure) Key() string {
	if m.IsIndicator() {
		return m.Indicator().ID
	}
	return measures[m.at].key
}

// Field returns the key of the line that gives the measure in a log: volunteers, of an
// activity and of an annual return alike.
func (m Measure) Field() string { return strings.TrimPrefix(m.Key(), "base_") }

// Name returns the measure in Chinese: 参加人次.
func (m Measure) Name() string {
	if m.IsIndicator() {
		return m.Indicator().Name
	}
	return measures[m.at].name
}

// Unit returns the Chinese word that follows the number: 人次.
func (m Measure) Unit() string {
	if m.IsIndicator() {
		return m.Indicator().Unit
	}
	return measures[m.at].unit
}

// Definition returns in Chinese what is counted and what isn't.
func (m Measure) Definition() string {
	if m.IsIndicator() {
		return m.Indicator().definition()
	}
	return measures[m.at].definition
}

// Place returns which the measure is of those of its Sort, from 0, in the order of the site's List.
func (m Measure) Place() int {
	switch m.Sort() {
	case OfNaming:
		return m.at - designated
	case OfReturn:
		return m.at - openDays
	}
	return m.at
}

// Counted reports whether the measure is counted from the records, so that where
// there are any none means zero. Others are as reported.
func (m Measure) Counted() bool { return m == Activities || m == Sessions || m.Sort() == OfNaming }

// Adds reports whether the years' figures may be added. What is there at a
// year's end (bases in force, people employed) may not.
func (m Measure) Adds() bool {
	switch m {
	case InForce, StaffFull, StaffPart, BaseVolunteers:
		return false
	}
	return !m.IsIndicator() || !m.Indicator().Stock
}

// Short are other names by which texts may ask for some of the fixed measures.
var Short = map[string]Measure{"活动": Activities, "场次": Sessions, "人次": Participants, "命名": Designated, "撤销": Revoked, "在册": InForce}

// BasesWords are those by which texts ask for bases with a page, which no measure counts.
var BasesWords = []string{"bases", "基地", "基地数"}

// Meant reports whether a text that asks for a word means something else than an indicator of that name.
func Meant(word string) bool {
	_, fixed := Fixed.Named(word)
	_, short := Short[word]
	return fixed || short || slices.Contains(BasesWords, word)
}

// Sort is the sort of records that a measure is counted from.
type Sort int

const (
	OfActivity Sort = iota // [[activity]]
	OfNaming               // [[designation]], [[revocation]]
	OfReturn               // [[annual]]
	Sorts                  // how many there are
)

// Sort returns the sort of records that the measure is counted from.
func (m Measure) Sort() Sort {
	switch {
	case m.at < designated:
		return OfActivity
	case m.at < openDays:
		return OfNaming
	}
	return OfReturn
}

// List is the measures of a site in their order: Fixed, then its indicators.
type List []Measure

// Named returns the measure with that key or Chinese name.
func (l List) Named(word string) (Measure, bool) {
	for _, m := range l {
		if m.Key() == word || m.Name() == word {
			return m, true
		}
	}
	return Measure{}, false
}

// Called returns the measure with that name, that key or that field, or with a short name.
func (l List) Called(word string) (Measure, bool) {
	short, ok := Short[word]
	for _, m := range l {
		if m.Field() == word || m.Key() == word || m.Name() == word || ok && m == short {
			return m, true
		}
	}
	return Measure{}, false
}

// Words returns the keys and the names of all measures, for suggestions.
func (l List) Words() []string {
	var words []string
	for _, m := range l {
		words = append(words, m.Key(), m.Name())
	}
	return words
}

// Of returns the measures that are counted from one sort of records.
func (l List) Of(sort Sort) List {
	var own List
	for _, m := range l {
		if m.Sort() == sort {
			own = append(own, m)
		}
	}
	return own
}
