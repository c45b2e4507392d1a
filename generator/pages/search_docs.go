package pages

import (
	"slices"
	"strings"
	"unicode"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
)

// How much of a text is searched, in characters. What is longer is cut at its end: the
// page of a base tells what matters first, a report is read to the end.
const (
	baseText    = 400
	articleText = 8000
)

// searchNames are the names of bases.
func (m *maker) searchNames(bases []*catalog.Base) []searchDoc {
	docs := make([]searchDoc, 0, len(bases))
	for _, b := range bases {
		card := m.card(address.Home, b)
		where := func(level, note string) string { return words(card.County, card.Kind, level, note) }
		var days []string
		m.levels(b, func(day date.Date, _ *catalog.Level) {
			_, level, note := levelWords(b, day, "")
			days = append(days, day.String(), where(level, note))
		})
		docs = append(docs, doc(b.Name, address.Base(b), where(card.Level, card.LevelNote), strings.Join(nonEmpty(append([]string{b.Short}, b.Alias...)), "|"), "", "", strings.Join(days, "\n")))
	}
	return docs
}

// searchAbout is what else is known of bases. Its docs have no titles: they belong to the
// docs with names of the same address.
func (m *maker) searchAbout(bases []*catalog.Base) []searchDoc {
	docs := make([]searchDoc, 0, len(bases))
	for _, b := range bases {
		keys := append([]string{b.Address}, b.Facilities...)
		first := len(keys)
		for _, a := range b.Activities {
			for _, t := range a.Topic {
				if !slices.Contains(keys[first:], t) {
					keys = append(keys, t)
				}
			}
		}
		text := b.Summary
		if b.Body != nil {
			text = words(text, m.plainOf(b.Body))
		}
		docs = append(docs, doc("", address.Base(b), "", "", strings.Join(nonEmpty(keys), "|"), cut(text, baseText)))
	}
	return docs
}

// articlesToFind are the articles of all sections.
func (m *maker) articlesToFind() []*catalog.Article {
	var out []*catalog.Article
	for _, s := range []catalog.Section{catalog.Reports, catalog.Notices, catalog.Pages} {
		out = append(out, m.section(s)...)
	}
	return out
}

func (m *maker) searchArticles(articles []*catalog.Article) []searchDoc {
	var docs []searchDoc
	for _, a := range articles {
		docs = append(docs, doc(a.Title, address.Article(a), words(a.Date.Chinese(), a.Kind, sectionWords[a.Section].one, years(a.Years)), "",
			strings.Join(nonEmpty([]string{a.Document, a.Author, a.Article.Source}), "|"), cut(words(a.Article.Summary, m.plainOf(a.Body)), articleText)))
	}
	return docs
}

func (m *maker) searchActivities(list []*catalog.Activity) []searchDoc {
	docs := make([]searchDoc, 0, len(list))
	var it, keys, bases []string // of one activity after the other
	for _, a := range list {
		it = append(it[:0], period(a.Date.Date, a.Until.Date))
		for _, c := range a.Counties {
			it = append(it, c.Name)
		}
		if a.Campaign != nil {
			it = append(it, a.Campaign.Name)
		}
		if a.Form != nil {
			it = append(it, a.Form.Name)
		}
		status, later := m.status(a)
		it = append(it, status)
		text := ""
		if a.Summary != nil {
			text = a.Summary.Plain
		}
		keys = append(append(keys[:0], a.Topic...), a.Place)
		bases = bases[:0]
		for _, b := range a.Bases {
			bases = append(bases, b.Name)
		}
		where := words(it...)
		if later != "" { // its day passes
			it[len(it)-1] = overdueWord
			later = a.Last().Next().String() + "\n" + words(it...)
		}
		docs = append(docs, doc(a.Title, m.entries.Entry(a), where,
			strings.Join(bases, "|"),
			strings.Join(nonEmpty(keys), "|"), cut(text, baseText), later))
	}
	return docs
}

func doc(fields ...string) searchDoc {
	n := len(fields)
	for n > 2 && fields[n-1] == "" {
		n--
	}
	return fields[:n]
}

// words joins what is not empty.
func words(parts ...string) string { return strings.Join(nonEmpty(parts), " ") }

func nonEmpty(list []string) []string {
	if !slices.Contains(list, "") {
		return list
	}
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// cut returns the first n characters of text, with one space for its line ends and wherever
// else there is space.
func cut(text string, n int) string {
	kept, space := 0, true // what came before
	for i, r := range text {
		if kept == n && !space {
			return text[:i]
		}
		is := unicode.IsSpace(r)
		if kept == n || is && (space || r != ' ') {
			return beginning(strings.Join(strings.Fields(text), " "), n)
		}
		space = is
		kept++
	}
	if space {
		return beginning(strings.Join(strings.Fields(text), " "), n)
	}
	return text
}

// beginning returns the first n characters of text.
func beginning(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}
