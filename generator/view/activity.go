package view

import "html/template"

// ActivityItem is an activity in a list.
type ActivityItem struct {
	ID       string // an anchor, on the page of its year; "" elsewhere
	URL      string // of the entry on the page of its year; "" there
	Date     string // "2016年9月17日", "2024年5月25日至6月1日"
	DateTime string // for <time datetime>: "2016-09-17", "2016-09", "2016"
	Time     string // of day: "09:30—11:00", of several days "每天09:30—11:00"; ""
	Title    string
	Bases    []Link   // without the one whose page this is
	Counties []Link   // without the one whose page this is
	Hosts    []string // units without a page that held it, or helped to
	Campaign string
	Form     string
	Topics   []string
	Place    string
	Audience []string
	Status   string   // "": held; else "计划举办", "已过日期，结果未报", "延期", "取消"
	Days     string   // what later days say in place of Status, see “Days”; "" when nothing
	Last     string   // the last day that it is planned for: "2026-01-15"; "" when it is not planned
	Poster   string   // URL of the poster of what is planned; ""
	Share    []string // of what is planned: what somebody sends to others of it, a line a fact; nil of others
	Figures  []Number // only those given
	Summary  template.HTML
	Register string
	Link     Source // the original report; URL "" when none
	Sources  []Source
	Photos   []Image
	Private  bool   // listed, not counted
	Facets   string // what a filter asks for, on the page of its year: see Facet
}

// ActivityYear is the activities of one year.
type ActivityYear struct {
	Year  int
	URL   string // the year's page
	Items []ActivityItem
}

// Activities is the view of layouts/activities.html: activities/index.html.
type Activities struct {
	Frame
	Lead      string
	Upcoming  []ActivityItem
	Calendar  string     // URL of the file for calendars; ""
	Years     []YearItem // the newest first
	Dash      string     // what a dash among them means; "" when there is none
	Campaigns []CampaignItem
	Recent    []ActivityItem
	Filter    []Facet // of the pages of the years
}

// YearItem is a year in the list of years. Every year has the same figures in
// the same order: they are columns.
type YearItem struct {
	Year    int
	URL     string
	Numbers []Number
}

// CampaignItem is a campaign and the years it was held in.
type CampaignItem struct {
	Name, Description string
	Count             int
	Years             []Link
}

// ActivitiesYear is the view of layouts/activities-year.html: activities/YEAR.html.
type ActivitiesYear struct {
	Frame
	Year       int
	Part       string // "5月" on a page with a part of a long year; ""
	Numbers    []Number
	Statistics string  // URL of the year's other figures; ""
	Makeup     string  // "列出的99条记录里，97条计入活动数，…": "" when all count
	Total      int     // how many items there are
	Ribbon     *Ribbon // nil when there are none, and on a page with a part
	Filter     []Facet
	Years      []YearLink // those with activities, the newest first
	Months     []MonthGroup
	Brief      bool       // the items are told in full on the pages of their months
	Parts      []PartItem // of a long year, instead of months: the pages that have them
	Previous   *Link
	Next       *Link
}

// YearLink leads to the page of a year.
type YearLink struct {
	Year    int
	URL     string
	Current bool // this page
}

// MonthGroup is the activities of one month, the newest first.
type MonthGroup struct {
	Name  string // "9月", "未注明月份"
	ID    string // anchor
	URL   string // of its own page; ""
	Items []ActivityItem
}
