package view

// Titles is the view of layouts/titles.html: titles.html, the ledger of titles, and titles/BATCH.html with a
// part of a long one.
type Titles struct {
	Frame
	Heading   string
	Lead      string
	AsOf      string       // "2026年1月9日", the newest record, as of which the page tells; ""
	Columns   []TitleState // of the sums: states that some title is ever in
	Sums      []TitleSum   // by level and line, then all of them where they are several; none on a part
	Filter    []Facet      // of the entries on this page
	Groups    []TitleGroup
	Overlap   bool         // a base may stand in several rows: the sums are of titles
	Ratings   []Evaluation // the published results, the newest first; none on a part
	Downloads []Attachment
}

// Evaluation is the published results of an evaluation for a year.
type Evaluation struct {
	ID        string
	Name      string // "2025年度考核"
	Date      string // of its first result, in Chinese; ""
	Results   string // how many bases have which: "优秀5家，合格4家"
	Documents []string
	Orders    []RatingOrder // bases that were to put something right
	More      int           // how many such bases are left out
	Sources   []Source
}

// RatingOrder is a base that was to put something right by a day.
type RatingOrder struct {
	Link     // to the base's page
	Result   string
	Deadline string // in Chinese
	Passed   string // that it has passed, where the newest record proves it; ""
	Days     string // what later days say of it, see “Days”; ""
}

// TitleState is a column of the sums.
type TitleState struct {
	ID    string // "in", "soon", "may", "expired", "renewed", "revoked", "ended"
	Name  string
	Words []string // of Name, between which a line may end
}

// TitleSum is how many titles of a level and line are in each state.
type TitleSum struct {
	Name      string
	LevelRank int // 1 is the highest; 0 unknown, and of the row of all
	Cells     []TitleCell
	Total     TitleCell
	All       bool // the row of all
}

// TitleCell is a number of titles: a word where it is not known.
type TitleCell struct {
	State   string // of its column; "" of the total
	Text    string // "12", "至少12", "未查到"
	Unknown bool
}

// TitleGroup is the batches of one level and line, the newest first.
type TitleGroup struct {
	ID, Name  string
	LevelRank int
	Row       int // of Sums
	Batches   []TitleBatch
}

// TitleBatch is a batch with its entries, or with the pages that have them.
type TitleBatch struct {
	Roster         // its Bases are left out
	Life    string // what becomes of the titles of the batch, see “Life”
	Now     string // what its titles are as of the newest record, where they stand on other pages: "在册560个，已撤销3个"
	Entries []TitleEntry
	Parts   []Link // in place of Entries in a long ledger
}

// TitleEntry is one title, or those of a batch that are known by number only.
type TitleEntry struct {
	Name     string
	URL      string // of the base's page; ""
	Nameless bool   // Name is what is said in place of a name
	County   string
	Words    string // what it is as of the newest record
	Rating   string // its base's newest results: "2025年度考核：优秀"; ""
	Life     string // where it is another than its batch's, see “Life”; ""
	Number   string // how many it is about, where that is not 1: "16"; ""
	Least    bool   // it stands for those that are not known
	Facets   string // what a filter asks for, see Facet
}
