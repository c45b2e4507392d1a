// Package search makes the index that the search page looks in.
//
// In come things that can be found, each a Doc of plain words; out come parts. They are .js
// files, since under file:// a script can be loaded and data can't. The first has the names of
// counties, and of the bases unless there are thousands, and is all that the page loads by itself; the
// others (see List) are loaded when something is looked for, as many as a phone should, the
// rest on request.
//
// The index holds words as they are shown and no copy made for finding: the script folds them
// (width, case, traditional characters) and reads them as pinyin with two small tables that
// hold only the characters that occur in the part.
//
// A part is one call, so that it works in whatever order scripts arrive:
//
//	(self.kepuSearch=self.kepuSearch||[]).push({"part": "bases", "docs": […], "read": …, "old": …, "parts": […]});
//
//	docs   a list for each thing, short since there may be thousands: the fields of Doc in their order, those that are empty at the end left out.
//	       Several names are joined by |, and so are words of one sort; the sorts are joined by tabs
//	tell   what Names and each sort of Words are called where one of them is why a thing was found: "又名", "设施", "地址"
//	read   "an安岸ba八": pinyin, then the characters read so
//	old    "國国": traditional characters with their simplified forms
//	parts  of the first: what the others are
//	same   of the first: words of one meaning, a list for each meaning
//	sounds of the first: the version of the part "sounds", which has no things but how the characters are read that somebody may
//	       type and no name has: 查牙山 means 嵖岈山. It is loaded when such a character is typed
package search

import (
	"fmt"
	"strconv"
)

// Doc is one thing that can be found.
type Doc struct {
	Title   string     // "" for one that belongs to that with the same address
	Address string     // from the site's root
	Where   string     // where and when, shown under it
	Names   []string   // other names
	Words   [][]string // what to find it by, a list for each sort: topics, address, place
	Text    string     // as much of it is searched as the List says
	Later   []string   // what stands in place of Where on later days: each day and then its words
}

// List is things of one sort. A part is fetched and read whole, and a phone on a slow line
// waits for it: so none has more things than make some 500 KB. The pieces of a
// longer list have one label: to the visitor they are one thing, which is loaded as a whole where it isn't too much.
type List struct {
	Name  string // of its part; that of a piece goes on after a hyphen
	Label string // "2016年的活动": what the page calls it
	Piece string // "5月": which piece of what the label says it is; ""
	Most  int    // how many things are in one part
	Names bool   // it has names of bases, and is loaded before all others
	tell  string // what Names and the sorts of Words are called, in their order, joined by |
	text  int    // how many characters of a text are searched
}

// The lists besides the first part, in the order in which they are loaded; then come the years.
// A base's name is about 100 bytes, what is known of it a kilobyte, an activity 300 bytes. Of
// a base's page the beginning is searched, which tells what matters; a report is read to the end.
var (
	Names    = List{Name: "names", Label: "基地的名称", Most: 4000, Names: true, tell: namesTell} // where the first part cannot have them
	Articles = List{Name: "articles", Label: "总结、通知和说明", Most: 50, tell: "|文号|作者|来源", text: 8000}
	Routes   = List{Name: "routes", Label: "研学路线", Most: 200, tell: "途经|适合", text: 2000}
	Exchange = List{Name: "exchange", Label: "基地提供和需要的", Most: 1500, tell: "基地|主题|适合|地点", text: 400}
	About    = List{Name: "about", Label: "基地的地址和介绍", Most: 400, tell: "|设施|地址|评估|活动", text: 400}
)

// namesTell is what is told of the names of bases.
const namesTell = "又名"

// Year is the list of a year's activities.
func Year(year int) List {
	return List{Name: strconv.Itoa(year), Label: fmt.Sprintf("%d年的活动", year), Most: 1500, tell: "基地|主题|地点|主办", text: 400}
}

// Month is that of a month's, in place of a year that is too long for one part. Name is the
// month's; number is 0 where the month is not known.
func Month(year, number int, name string) List {
	l := Year(year)
	l.Name, l.Piece = fmt.Sprintf("%s-%02d", l.Name, number), name
	return l
}

// First is the name of the part that comes first.
const First = "bases"

// Sounds is the name of the part with the characters that no name has.
const Sounds = "sounds"

// Part is one part of a list.
type Part struct {
	Name    string `json:"part"`
	Label   string `json:"label"`
	Piece   string `json:"piece,omitempty"`
	Count   int    `json:"count"`
	Names   bool   `json:"names,omitempty"`
	Version string `json:"v"` // another when the part is another: a changed one is asked for anew

	From, To int `json:"-"` // which things of the list it has
	tell     string
	text     int
}

// Split divides n things among parts of about the same length, as many as are needed for none
// to have more than l.Most.
func (l List) Split(n int) []Part {
	parts := make([]Part, (n+l.Most-1)/l.Most)
	for i := range parts {
		p := Part{Name: l.Name, Label: l.Label, Piece: l.Piece, Names: l.Names, From: i * n / len(parts), To: (i + 1) * n / len(parts), tell: l.tell, text: l.text}
		if p.Count = p.To - p.From; len(parts) > 1 {
			p.Name, p.Piece = fmt.Sprintf("%s-%d", l.Name, i+1), fmt.Sprintf("%s第%d部分", l.Piece, i+1)
		}
		parts[i] = p
	}
	return parts
}
