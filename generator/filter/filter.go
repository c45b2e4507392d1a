// Package filter makes the filters of the lists of bases and activities.
//
// A list is complete in the page; a script hides what does not fit. Each entry carries what it is
// as a text of pairs, "county=xiping|free=1", and the form has a control of that name with those
// values (view.Facet), so one script serves every list, and the state in the address
// (?county=xiping&free=1) is the form's own.
package filter

import (
	"iter"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/standing"
	"kepu/generator/view"
)

// pairs are what an entry is: keys and values.
type pairs = iter.Seq2[string, string]

// pairMarks takes the marks of the text of pairs out of values.
var pairMarks = strings.NewReplacer("|", " ", "=", " ")

// text writes the pairs of an entry; those without value are left out.
func text(all pairs) string {
	out := make([]byte, 0, 128)
	for key, value := range all {
		if value == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, '|')
		}
		out = append(append(append(out, key...), '='), pairMarks.Replace(value)...)
	}
	return string(out)
}

// pairCount is how many entries have each pair. It is counted without writing their texts: there
// may be a hundred thousand.
type pairCount map[[2]string]int

func (n pairCount) add(all pairs) { n.addTimes(all, 1) }

// addTimes adds an entry that stands for several.
func (n pairCount) addTimes(all pairs, times int) {
	for key, value := range all {
		n[[2]string{key, value}] += times
	}
}

// choices makes a choice of what some entries have, in the order of the site's list.
// There is none when all entries have the same.
func choices(key, label string, all []view.FacetOption, count pairCount, total int) []view.Facet {
	f := view.Facet{Key: key, Label: label}
	for _, o := range all {
		o.Count = count[[2]string{key, o.Value}]
		if o.Value = pairMarks.Replace(o.Value); o.Count > 0 || o.Later {
			f.Options = append(f.Options, o)
		}
	}
	if len(f.Options) == 0 || len(f.Options) == 1 && f.Options[0].Count == total {
		return nil
	}
	f.Check = key == "free"
	return []view.Facet{f}
}

// Base is what a base can be filtered by.
func Base(b *catalog.Base, asOf date.Date) string { return text(ofBase(b, asOf)) }

func ofBase(b *catalog.Base, asOf date.Date) pairs {
	return func(yield func(key, value string) bool) {
		if b.County != nil && !yield("county", b.County.ID) {
			return
		}
		if l := b.LevelAt(asOf); l != nil && !yield("level", l.ID) {
			return
		}
		if b.Kind != nil && !yield("kind", b.Kind.ID) {
			return
		}
		if b.Free != nil && *b.Free && !yield("free", "1") {
			return
		}
		for _, r := range b.Ratings {
			if r.Year == b.Ratings[0].Year && !yield("rating", r.Result) {
				return
			}
		}
		for _, f := range b.Facilities {
			if !yield("facility", f) {
				return
			}
		}
	}
}

// Bases is the filter of the directory; timed says that the opening hours of some are known.
func Bases(c *catalog.Catalog, timed bool) []view.Facet {
	count := pairCount{}
	var facilities []view.FacetOption
	seen := map[string]bool{}
	for _, b := range c.Bases {
		count.add(ofBase(b, c.AsOf))
		for _, f := range b.Facilities {
			if !seen[f] {
				seen[f] = true
				facilities = append(facilities, view.FacetOption{Value: f, Name: f})
			}
		}
	}
	n := len(c.Bases)
	var out []view.Facet
	out = append(out, choices("county", "县区", options(c.Counties, county), count, n)...)
	out = append(out, levelChoices(c, count)...)
	out = append(out, choices("kind", "类型", options(c.Kinds, kind), count, n)...)
	out = append(out, choices("rating", "最近考核", results(c), count, n)...)
	out = append(out, choices("facility", "设施", facilities, count, n)...)
	out = append(out, choices("free", "免费", []view.FacetOption{{Value: "1", Name: "免费"}}, count, n)...)
	if timed {
		out = append(out, view.Facet{Key: "open", Label: "开放", Options: []view.FacetOption{{Value: "today", Name: "今天开放"}, {Value: "now", Name: "现在开放"}}})
	}
	return out
}

// levelChoices makes the choice of levels: those that bases hold as of the newest record, and those
// that they may be left with on the reader's day.
func levelChoices(c *catalog.Catalog, count pairCount) []view.Facet {
	all, n := options(c.Levels, func(l *catalog.Level) (string, string) { return l.ID, l.Name }), len(c.Bases)
	for _, b := range c.Bases {
		for _, l := range standing.Levels(b, c.AsOf)[1:] {
			n = -1 // whatever all have the same now, it may differ
			if l != nil {
				all[l.Index].Later = true
			}
		}
	}
	return choices("level", "级别", all, count, n)
}

// Activity is what an activity can be filtered by.
func Activity(a *catalog.Activity) string { return text(ofActivity(a)) }

func ofActivity(a *catalog.Activity) pairs {
	return func(yield func(key, value string) bool) {
		for _, c := range a.Counties {
			if !yield("county", c.ID) {
				return
			}
		}
		if a.Campaign != nil && !yield("campaign", a.Campaign.ID) {
			return
		}
		if a.Form != nil && !yield("form", a.Form.ID) {
			return
		}
		for i, b := range a.Bases {
			twice := slices.ContainsFunc(a.Bases[:i], func(o *catalog.Base) bool { return o.Kind == b.Kind })
			if b.Kind != nil && !twice && !yield("kind", b.Kind.ID) {
				return
			}
		}
	}
}

// Activities is the filter of a list of activities, from all that ActivityChoices gives. It offers
// what any activity of the site has, so that a choice can be kept from one year to the next; where
// a year has none of it the list says so.
func Activities(all []view.Facet, list []*catalog.Activity) []view.Facet {
	count := pairCount{}
	for _, a := range list {
		count.add(ofActivity(a))
	}
	var out []view.Facet
	for _, f := range all {
		options := make([]view.FacetOption, len(f.Options))
		for i, o := range f.Options {
			o.Count = count[[2]string{f.Key, o.Value}]
			options[i] = o
		}
		f.Options = options
		out = append(out, f)
	}
	return out
}

// ActivityChoices is what activities of any year can be filtered by.
func ActivityChoices(c *catalog.Catalog) []view.Facet {
	count := pairCount{}
	for _, a := range c.Activities {
		count.add(ofActivity(a))
	}
	n := len(c.Activities)
	var out []view.Facet
	out = append(out, choices("county", "县区", options(c.Counties, county), count, n)...)
	out = append(out, choices("campaign", "重大活动", options(c.Campaigns, func(x *catalog.Campaign) (string, string) { return x.ID, x.Name }), count, n)...)
	out = append(out, choices("form", "形式", options(c.Forms, func(x *catalog.Form) (string, string) { return x.ID, x.Name }), count, n)...)
	out = append(out, choices("kind", "基地类型", options(c.Kinds, kind), count, n)...)
	return out
}

// options makes the options of a list, in its order.
func options[T any](list []T, of func(T) (id, name string)) []view.FacetOption {
	var out []view.FacetOption
	for _, x := range list {
		id, name := of(x)
		out = append(out, view.FacetOption{Value: id, Name: name})
	}
	return out
}

func county(c *catalog.County) (id, name string) { return c.ID, c.Name }

func kind(k *catalog.Kind) (id, name string) { return k.ID, k.Name }

// results are the results of evaluations, the best first.
func results(c *catalog.Catalog) []view.FacetOption {
	var out []view.FacetOption
	for _, r := range catalog.Results(c.Ratings) {
		out = append(out, view.FacetOption{Value: r, Name: r})
	}
	return out
}
