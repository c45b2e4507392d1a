package view

import "html/template"

// Articles is the view of layouts/articles.html: reports/index.html, notices/index.html.
type Articles struct {
	Frame
	Heading string
	Lead    string
	Items   []ArticleItem
}

// ArticleItem is a report or notice in a list.
type ArticleItem struct {
	Title, URL string
	Date       string // in Chinese; "" when not known
	DateTime   string
	Kind       string
	Years      string // "2015—2017年"
	Summary    string
}

// Article is the view of layouts/article.html: a report, a notice, a free page.
type Article struct {
	Frame
	Title       string
	Section     string // "报告", "通知", "" for a free page
	Kind        string
	Years       string
	Date        string
	DateTime    string
	Author      string
	Source      Source
	Document    string
	Summary     string
	Contents    []ContentsItem // for long texts only
	Body        []Block
	Tables      bool           // Body or SideBySide has a table that can be taken along
	Quoted      []QuotedNumber // the numbers of the text that come from the data
	Bases       []BaseCard
	Attachments []Attachment
	SideBySide  *Figure // a report's years side by side, from the data; nil when there are not two
	Previous    *Link   // the older one; of a report, that of the year before
	Next        *Link   // the newer one; of a report, that of the year after
	ByYear      bool    // Previous and Next are reports of the years before and after
	Word        string  // URL of the same text for Word; "" of a free page
}

// ContentsItem is a heading in the contents list.
type ContentsItem struct {
	Name, URL string
	Items     []ContentsItem
}

// Attachment is a file to take away.
type Attachment struct{ Name, URL, Size, Type string }

// Block is a part of a text: one of the fields is set.
type Block struct {
	HTML       template.HTML // paragraphs, headings, tables as written
	Figure     *Figure       // a chart or a table from the data
	Map        *SmallMap
	OnMap      []BaseCard // the bases that Map shows, where it cannot be shown
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
