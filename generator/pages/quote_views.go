package pages

import "html/template"

// Block is a part of a text: one of the fields is set.
type Block struct {
	HTML       template.HTML // paragraphs, headings, tables as written
	Figure     *Figure       // a chart or a table from the data
	Map        *SmallMap
	Bases      []BaseCard
	Activities []ActivityItem
	None       string // in place of a list or chart that has nothing to show: "没有符合条件的基地"
	MoreURL    string // of a list: where the whole is
	More       string
}

// QuotedNumber is a number of a text with where it comes from, for the list at
// the text's end.
type QuotedNumber struct {
	Text  string // as printed
	About string // "2016年全国科普日参加人次"
	Note  string // how much of it is known; ""
	URL   string
}
