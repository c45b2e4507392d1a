// Package signoff makes the sheet that somebody signs before a site is published: what was looked at, item by item, and what came of it.
//
// In come a finished site with its records and problems, a day, the wordings to read by and the register of outside links; out comes a Sheet,
// plain data in a fixed order, which the command `kepu check --public` prints, and Page makes a page of A4 of.
//
// # What an item says
//
// Passed: it was looked at, and nothing is wrong. Failed: there is something to mend, with its places. NotApplicable: there is nothing of
// the kind. Ask: no program can tell; a person looks, at the places that are listed. What a program cannot know is never told as
// passed: a number of the right form may be another office's, and a text without a wrong wording may be wrong.
//
// # Where the rules come from
//
// Each item names its ground: 政府网站发展指引 (国办发〔2017〕47号) and its inspections (国办秘函〔2019〕19号) ask for tags, foot and fresh columns; 地图管理条例 for a
// review of maps; 科普法 for what is free or reduced for the young; 个人信息保护法 for what names a person. Bodies outside of the government's own departments,
// as a 科协 is, follow the guideline by custom, so that a number that such a body may lack is asked about and not failed.
//
// # What is not counted twice
//
// What other packages find is taken from them: what is due (due), the problems of a check (diag), standing of titles (through due), texts (source.EachText). The
// files are in the order of the items: page.go looks at what comes out, texts.go at what is written, pictures.go into pictures, bases.go at the rest;
// sheet.go prints.
package signoff

import (
	"fmt"
	"io/fs"
	"slices"

	"kepu/generator/catalog"
	"kepu/generator/checksheet"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/due"
	"kepu/generator/linkcheck"
	"kepu/generator/source"
	"kepu/generator/wording"
)

// Verdict is what came of an item.
type Verdict int

// The verdicts, the gravest first.
const (
	Failed Verdict = iota
	Ask
	Passed
	NotApplicable
)

// Name is the verdict's word.
func (v Verdict) Name() diag.Text {
	return [...]diag.Text{diag.T("不通过", "failed"), diag.T("请人看", "to be looked at"), diag.T("通过", "passed"), diag.T("不适用", "not applicable")}[v]
}

// Finding is one place, and what is to be said of it.
type Finding struct {
	Place diag.Place // of the content; File is "" where it is of no file
	What  diag.Text
	Do    diag.Text // what to do; may be empty
}

// Item is one line of the sheet.
type Item struct {
	Part    diag.Text // the heading that it stands below
	Name    diag.Text
	Ground  diag.Text // the rule
	Verdict Verdict
	Says    diag.Text // what was found, a sentence
	Do      diag.Text // what to do about all of it
	Found   []Finding // Failed and Ask
}

// Change is what differs from what is published, for the sheet's list.
type Change struct {
	Sentences []diag.Text // what the content says otherwise, in words
	New       []string    // pages of the site
	Changed   []string
	Removed   []string
	First     bool // nothing is published yet
}

// Sheet is what somebody signs.
type Sheet struct {
	Title, Organiser string
	Day, AsOf        date.Date
	Items            []Item
	Change           *Change // nil where nobody asked for it
}

// Groups are the item's findings, each in its words once; places are those in files.
func (i *Item) Groups() []checksheet.Group[diag.Place] {
	return checksheet.Grouped(i.Found,
		func(f Finding) (what, do diag.Text) { return f.What, f.Do },
		func(f Finding) (diag.Place, bool) { return f.Place, f.Place.File != "" })
}

// Count returns how many items have a verdict.
func (s *Sheet) Count(v Verdict) int {
	n := 0
	for i := range s.Items {
		if s.Items[i].Verdict == v {
			n++
		}
	}
	return n
}

// Input is what a sheet is made from.
type Input struct {
	Site     Site
	Records  due.Records
	Problems diag.List
	Today    date.Date
	Links    linkcheck.Register
}

// Site is the finished site.
type Site interface {
	fs.FS
	Files() []string
}

// Of looks at everything and returns the sheet.
func Of(in Input) *Sheet {
	c := in.Records.Catalog
	l := &looker{Input: in, c: c, sheet: &Sheet{Title: c.Site.Title, Organiser: c.Site.Organiser.Name, Day: in.Today, AsOf: c.AsOf}}
	for _, p := range in.Records.Parsed {
		if p.Site != nil {
			l.siteFile = p
		}
		if p.Wordings != nil {
			l.own = p.Wordings
		}
	}
	l.due = due.List(in.Records, in.Today)
	l.tags()
	l.foot()
	l.columns()
	l.words()
	l.persons()
	l.maps()
	l.bases()
	l.files()
	l.outside()
	l.rest()
	return l.sheet
}

// looker is a sheet while it is made.
type looker struct {
	Input
	c        *catalog.Catalog
	sheet    *Sheet
	siteFile *source.Parsed // site.toml
	own      *source.Wordings
	due      []due.Item
	part     diag.Text
}

// item begins a line, and returns it to be filled in; end settles it.
func (l *looker) item(name, ground diag.Text) *Item {
	return &Item{Part: l.part, Name: name, Ground: ground, Verdict: Passed}
}

// end adds a line to the sheet. One with findings must have a verdict of its own.
func (l *looker) end(i *Item) { l.sheet.Items = append(l.sheet.Items, *i) }

// find adds a finding, and the item's verdict becomes v where that is graver.
func (i *Item) find(v Verdict, at diag.Place, what, do diag.Text) {
	i.Verdict = min(i.Verdict, v)
	i.Found = append(i.Found, Finding{at, what, do})
}

// read returns a page of the site, "" where there is none.
func (l *looker) read(name string) string {
	text, err := fs.ReadFile(l.Site, name)
	if err != nil {
		return ""
	}
	return string(text)
}

// at returns the place of a key of site.toml below a header, the file where it is not written.
func (l *looker) at(header, key string) diag.Place {
	if l.siteFile == nil {
		return diag.Whole("site.toml")
	}
	f := l.siteFile.File
	var ps diag.List
	t := source.Values(f, 0, len(f.Text), &ps)
	if field := t.Field(header); field != nil && field.Value.Table != nil {
		if k := field.Value.Table.Field(key); k != nil {
			return f.Place(k.Value.Start, k.Value.End)
		}
		return f.Place(field.Start, field.End)
	}
	return diag.Whole(f.Path)
}

// warned moves the problems with codes that want names from the check to an item.
func (l *looker) warned(want func(code string) bool) []diag.Problem {
	var out []diag.Problem
	for _, p := range l.Problems {
		if want(p.What.Code) {
			out = append(out, p)
		}
	}
	return out
}

// items are the things due of some kinds.
func (l *looker) items(kinds ...due.Kind) []due.Item {
	var out []due.Item
	for _, i := range l.due {
		if slices.Contains(kinds, i.Kind) {
			out = append(out, i)
		}
	}
	return out
}

// number writes how many, for sentences.
func number(n int) string { return fmt.Sprint(n) }

// lists are the wordings of the program, of the site's own file and of the names that stand in site.toml.
func (l *looker) lists() *wording.Lists {
	all := []*source.Wordings{wording.Starter()}
	if l.own != nil {
		all = append(all, l.own)
	}
	w := wording.New(all...)
	w.Name(l.c.Site.Organiser.Name, "site.toml")
	for _, level := range l.c.Levels {
		w.Name(level.Authority, "site.toml")
	}
	return w
}
