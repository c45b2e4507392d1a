package pages

import (
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/search"
	"kepu/generator/standing"
)

// nameDoc is the name of a base.
func (m *maker) nameDoc(b *catalog.Base) search.Doc {
	card := m.card(address.Home, b)
	where := func(level, note string) string { return words(card.County, card.Kind, level, note) }
	d := search.Doc{Title: b.Name, Address: address.Base(b), Where: where(card.Level, card.LevelNote), Names: append([]string{b.Short}, b.Alias...)}
	standing.EachTurn(b, m.c.AsOf, func(day date.Date, _ *catalog.Level) {
		_, level, note := standing.Level(b, day, "")
		d.Later = append(d.Later, day.String(), where(level, note))
	})
	return d
}

// aboutDoc is what else is known of a base.
func (m *maker) aboutDoc(b *catalog.Base) search.Doc {
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
	return search.Doc{Address: address.Base(b), Words: keys, Text: text}
}

func (m *maker) articleDoc(a *catalog.Article) search.Doc {
	return search.Doc{
		Title: a.Title, Address: address.Article(a), Where: words(a.Date.Chinese(), a.Kind, sectionWords[a.Section].one, years(a.Years)),
		Words: []string{a.Document, a.Author, a.Article.Source}, Text: words(a.Article.Summary, m.plainOf(a.Body)),
	}
}

func (m *maker) activityDoc(a *catalog.Activity) search.Doc {
	status, later := standing.Activity(a, m.c.AsOf)
	where := []string{period(a.Date.Date, a.Until.Date)}
	for _, c := range a.Counties {
		where = append(where, c.Name)
	}
	if a.Campaign != nil {
		where = append(where, a.Campaign.Name)
	}
	if a.Form != nil {
		where = append(where, a.Form.Name)
	}
	where = append(where, status)
	d := search.Doc{Title: a.Title, Address: m.entries.Entry(a), Where: words(where...), Words: append(slices.Clip(a.Topic), a.Place)}
	for _, b := range a.Bases {
		d.Names = append(d.Names, b.Name)
	}
	if a.Summary != nil {
		d.Text = a.Summary.Plain
	}
	if later != "" { // its day passes
		where[len(where)-1] = standing.Passed
		d.Later = []string{a.Last().Next().String(), words(where...)}
	}
	return d
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
