package catalog

import (
	"slices"

	"kepu/generator/seal"
)

// Seal is the drawing of a kind: its own, or that of its name; of none, which a base may have, the plain one.
func (k *Kind) Seal() seal.Seal {
	if k == nil {
		return seal.Plain
	}
	return seal.Of(k.ID, k.Name, k.Sign)
}

// Seals are the drawings of all kinds, each once, and the plain one.
func (c *Catalog) Seals() []seal.Seal {
	var out []seal.Seal
	for _, k := range append(slices.Clone(c.Kinds), nil) {
		if s := k.Seal(); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
