package view

// Attention is what the records show of a county: a section of its page.
type Attention struct {
	AsOf    string   // "截至2026年1月9日的记录"
	Says    []string // sentences, the most important first
	Figures []Figure // beside the neighbours; by quarter
	Lists   []AttentionList
	Notes   []string // what one must know to read it
	Brief   string   // URL of the sheet to print
}

// AttentionList is what is due: a head, and who it is about.
type AttentionList struct {
	Title string // "一年内到期的命名"
	Says  string // "2025年，在册的7家基地中3家已报，4家未报。"; ""
	Items []AttentionItem
	More  string // "另有5家"; "" when Items has all
}

// AttentionItem is one of those: a base or an activity, and what is to be said of it.
type AttentionItem struct {
	Link
	Note string // "市级，有效期至2026年12月31日"; ""
	Days string // what later days say in place of Note, see “Days”; ""
}
