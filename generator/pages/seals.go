package pages

import (
	"slices"

	"kepu/generator/view"
)

// seals are the drawings that cards and kinds on a page ask for, each once, in the order of the kinds.
func (m *maker) seals(cards []view.BaseCard, kinds []view.KindItem) []view.Seal {
	used := map[string]bool{}
	for i := range cards {
		used[cards[i].Seal] = true
	}
	for _, k := range kinds {
		used[k.Seal] = true
	}
	var out []view.Seal
	for _, s := range m.kindSeals {
		if used[s.ID] {
			out = append(out, view.Seal(s))
		}
	}
	return out
}

// kindTiles makes tiles of the choice of kinds, which have drawings, and puts it first: it is what most look for.
func (m *maker) kindTiles(all []view.Facet) []view.Facet {
	i := slices.IndexFunc(all, func(f view.Facet) bool { return f.Key == "kind" })
	if i < 0 {
		return all
	}
	f := all[i]
	f.Tiles, f.Count = true, len(m.c.Bases)
	for j := range f.Options {
		for _, k := range m.c.Kinds {
			if k.ID == f.Options[j].Value {
				f.Options[j].Seal = k.Seal().ID
			}
		}
	}
	return append([]view.Facet{f}, slices.Delete(all, i, i+1)...)
}
