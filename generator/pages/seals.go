package pages

import (
	"slices"

	"kepu/generator/catalog"
	"kepu/generator/seal"
	"kepu/generator/view"
)

// sealOf is the drawing of a kind; the plain one where a base has none.
func sealOf(k *catalog.Kind) seal.Seal {
	if k == nil {
		return seal.Plain
	}
	return seal.Of(k.ID, k.Name, k.Sign)
}

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
			out = append(out, s)
		}
	}
	return out
}

// makeSeals finds the drawings of all kinds, each once, the plain one last.
func (m *maker) makeSeals() []view.Seal {
	var out []view.Seal
	for _, k := range append(slices.Clone(m.c.Kinds), nil) {
		if s := view.Seal(sealOf(k)); !slices.Contains(out, s) {
			out = append(out, s)
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
				f.Options[j].Seal = sealOf(k).ID
			}
		}
	}
	return append([]view.Facet{f}, slices.Delete(all, i, i+1)...)
}
