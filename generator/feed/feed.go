// Package feed writes Atom feeds (RFC 4287), by which programs and other sites learn what is new.
//
// In comes a Feed with its Entries, as plain values with absolute addresses; out go the bytes. There is no clock: the feed is as new as
// its newest entry, and the same entries give the same bytes. Text is text: nothing of it is markup for whoever reads it.
package feed

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"kepu/generator/date"
)

// Most is how many entries a feed has; older ones stand on the site.
const Most = 50

// Entry is something new.
type Entry struct {
	ID       string // see Tag
	Title    string
	URL      string
	Day      date.Date // when it was published or held; of a month or a year the first day
	Category string    // 通知, 活动
	Text     string    // may be ""
}

// Feed is a file of entries.
type Feed struct {
	Title, Language, Author string
	URL                     string // of the file itself
	Page                    string // what it is about
	AsOf                    date.Date
	Entries                 []Entry
}

// Tag returns an id that stays when the page moves (RFC 4151). Host is the site's, day one on which it had that name, what is told apart there by words.
func Tag(host string, day date.Date, words string) string {
	return fmt.Sprintf("tag:%s,%04d:%s", host, day.Year, words)
}

// Sort puts the newest first, those of a day as they come, and leaves out what is too old.
func Sort(list []Entry) []Entry {
	slices.SortStableFunc(list, func(a, b Entry) int { return cmp.Compare(b.Day.First().Key(), a.Day.First().Key()) })
	return list[:min(len(list), Most)]
}

type text struct {
	Type string `xml:"type,attr,omitempty"`
	Text string `xml:",chardata"`
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type category struct {
	Term string `xml:"term,attr"`
}

type person struct {
	Name string `xml:"name"`
}

type entryXML struct {
	ID        string    `xml:"id"`
	Title     string    `xml:"title"`
	Updated   string    `xml:"updated"`
	Published string    `xml:"published"`
	Link      link      `xml:"link"`
	Category  *category `xml:"category"`
	Summary   *text     `xml:"summary"`
}

type feedXML struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string     `xml:"xml:lang,attr"`
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []link     `xml:"link"`
	Author  person     `xml:"author"`
	Entries []entryXML `xml:"entry"`
}

// Write writes the file. The entries stand as they come.
func (f *Feed) Write(w io.Writer) error {
	newest := f.AsOf
	x := feedXML{
		Lang: f.Language, ID: f.URL, Title: clean(f.Title), Author: person{clean(f.Author)},
		Links: []link{{"self", "application/atom+xml", f.URL}, {"alternate", "text/html", f.Page}},
	}
	for _, e := range f.Entries {
		if newest.Key() < e.Day.First().Key() {
			newest = e.Day.First()
		}
		at := moment(e.Day)
		out := entryXML{ID: e.ID, Title: clean(e.Title), Updated: at, Published: at, Link: link{"alternate", "text/html", e.URL}}
		if e.Category != "" {
			out.Category = &category{clean(e.Category)}
		}
		if e.Text != "" {
			out.Summary = &text{"text", clean(e.Text)}
		}
		x.Entries = append(x.Entries, out)
	}
	if !newest.Known() {
		newest = date.Date{Year: 2000, Month: 1, Day: 1} // nothing is on record
	}
	x.Updated = moment(newest)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(x); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// moment is the beginning of a day in China.
func moment(d date.Date) string {
	d = d.First()
	return fmt.Sprintf("%04d-%02d-%02dT00:00:00+08:00", d.Year, d.Month, d.Day)
}

// clean leaves out what XML can hold nowhere, not even escaped.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != 0xFFFE && r != 0xFFFF {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
