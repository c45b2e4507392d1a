package view

// Brief is the view of layouts/brief.html: briefs/ID.html about a county, briefs/index.html about the city, briefs/YEAR.html about
// a year of the city. It is one sheet of A4, whatever there is to tell: its lists name the first few and say how many there are besides.
type Brief struct {
	Frame
	Title       string       // "西平县科普教育基地工作简况"
	By          string       // the organiser
	AsOf        string       // "截至2026年1月9日的记录"
	Year        string       // "2025年", with which Title begins; "" when it is not about a year
	Heading     string       // the rest of Title
	Conclusions []Conclusion // of a year, before Says
	Running     string       // "这一年的记录只到1月9日 …" when that is not over; else ""
	Says        []string
	Numbers     []Number   // three at most
	Headlines   []Headline // in place of Numbers, of a year: four at most
	Months      *Figure    // the columns of a year's months; nil when there is nothing to draw
	Map         *SmallMap  // the county in the city; nil when there is nothing to draw
	Beside      *Figure    // a table: the county and its neighbours, or all counties; nil when there is one county alone
	Due         []AttentionList
	Bases       []BriefBase
	More        string // "另有5家"; "" when Bases has all
	NoBases     string // in place of Bases where there are none; ""
	Ask         BriefContact
	Page        Link   // the page that tells more
	Years       []Link // the sheets of the other years
	Notes       []string
}

// BriefBase is a base and how to reach it.
type BriefBase struct {
	Link
	Level     string // "省级"; what became of its titles; ""
	LevelDays string // what later days say in place of Level, see “Days”; ""
	Phone     Link   // of its desk; Name "" when not known
}

// BriefContact is whom to ask: the organiser.
type BriefContact struct {
	Name         string
	Phone, Email Link // Name "" when not known
	Address      string
}
