package figures

import (
	"slices"
	"strconv"

	"kepu/generator/catalog"
	"kepu/generator/date"
)

// Keys are what is asked for, the id of a key by dimension; "": whatever it is. They are the one
// filter of figures, of lists of bases and of lists of activities.
type Keys [Dimensions]string

// dimensions returns those that k ask for.
func (k *Keys) dimensions() []Dimension {
	var by []Dimension
	for d := ByLevel; d < Dimensions; d++ {
		if k[d] != "" {
			by = append(by, d)
		}
	}
	return by
}

// AtLevel reports whether k ask for the level, or for none.
func (k *Keys) AtLevel(l *catalog.Level) bool {
	return k[ByLevel] == "" || l != nil && l.ID == k[ByLevel]
}

// Fit reports whether k ask for the base, its kind and the county where it was on a day; on a
// day that is not known, where it is now.
func (k *Keys) Fit(b *catalog.Base, day date.Date) bool {
	county := b.CountyAt(day)
	return (k[ByCounty] == "" || county != nil && county.ID == k[ByCounty]) &&
		(k[ByKind] == "" || b.Kind != nil && b.Kind.ID == k[ByKind]) &&
		(k[ByBase] == "" || b.ID == k[ByBase])
}

// Standing returns the best standing on a day that any of the titles has at the level that k ask for.
func (k *Keys) Standing(titles []catalog.Title, day date.Date) catalog.Standing {
	best := catalog.NotYet
	for i := range titles {
		if k.AtLevel(titles[i].Designation.Level) {
			best = max(best, titles[i].At(day))
		}
	}
	return best
}

// Unseen reports whether bases without a page, of which no county and no kind is known, may hold
// on a day the level that k ask for.
func (k *Keys) Unseen(cat *catalog.Catalog, day date.Date) bool {
	return slices.ContainsFunc(cat.Others, func(o *catalog.Other) bool { return k.Standing(o.Titles, day).MayHold() }) ||
		slices.ContainsFunc(cat.Designations, func(d *catalog.Designation) bool {
			return (d.Unlisted() > 0 || !d.Complete) && k.Standing([]catalog.Title{d.Rest()}, day).MayHold()
		})
}

// counts reports whether an activity counts and has a row in each of the dimensions that k ask for.
func (k *Keys) counts(a *catalog.Activity) bool {
	for d := ByLevel; d < Dimensions; d++ {
		if k[d] != "" && !about(a, d, k[d]) {
			return false
		}
	}
	return a.Counts()
}

// about reports whether an activity has a row in the dimension at the key.
func about(a *catalog.Activity, d Dimension, key string) bool {
	any := func(is func(*catalog.Base) bool) bool { return slices.ContainsFunc(a.Bases, is) }
	switch d {
	case ByLevel:
		l := a.Level()
		return l != nil && l.ID == key
	case ByCounty:
		return slices.ContainsFunc(a.Counties, func(c *catalog.County) bool { return c.ID == key })
	case ByKind:
		return any(func(b *catalog.Base) bool { return b.Kind != nil && b.Kind.ID == key })
	case ByCampaign:
		return a.Campaign != nil && a.Campaign.ID == key
	case ByForm:
		return a.Form != nil && a.Form.ID == key
	case ByBase:
		return any(func(b *catalog.Base) bool { return b.ID == key })
	case ByMonth:
		if a.Date.Month == 0 {
			return key == NoMonth
		}
		return strconv.Itoa(int(a.Date.Month)) == key
	}
	return true
}
