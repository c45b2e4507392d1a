package filter

import (
	"kepu/generator/catalog"
	"kepu/generator/source"
	"kepu/generator/view"
)

// Offer is what an entry of what bases offer and want can be filtered by.
func Offer(o *catalog.Offer) string { return text(ofOffer(o)) }

// sides are the values of the filter for what is offered and what is wanted.
var sides = []view.FacetOption{{Value: "offer", Name: "提供"}, {Value: "want", Name: "需要"}}

func ofOffer(o *catalog.Offer) pairs {
	return func(yield func(key, value string) bool) {
		side := sides[0].Value
		if o.Want {
			side = sides[1].Value
		}
		if !yield("side", side) || !yield("kind", o.Kind) {
			return
		}
		if c := o.Base.County; c != nil && !yield("county", c.ID) {
			return
		}
		for _, t := range o.Topic {
			if !yield("topic", t) {
				return
			}
		}
		for _, a := range o.Audience {
			if !yield("audience", a) {
				return
			}
		}
	}
}

// Offers is the filter of a list of what bases offer and want.
func Offers(c *catalog.Catalog, list []*catalog.Offer) []view.Facet {
	count := pairCount{}
	var topics, audiences, kinds []view.FacetOption
	seen := map[[2]string]bool{}
	collect := func(key string, words []string, to *[]view.FacetOption) {
		for _, w := range words {
			if at := [2]string{key, w}; !seen[at] {
				seen[at] = true
				*to = append(*to, view.FacetOption{Value: w, Name: w})
			}
		}
	}
	for _, o := range list {
		count.add(ofOffer(o))
		collect("topic", o.Topic, &topics)
		collect("audience", o.Audience, &audiences)
	}
	for _, k := range source.OfferKinds {
		kinds = append(kinds, view.FacetOption{Value: k, Name: k})
	}
	n := len(list)
	var out []view.Facet
	out = append(out, choices("side", "供需", sides, count, n)...)
	out = append(out, choices("kind", "类别", kinds, count, n)...)
	out = append(out, choices("topic", "主题", topics, count, n)...)
	out = append(out, choices("county", "县区", options(c.Counties, county), count, n)...)
	out = append(out, choices("audience", "对象", audiences, count, n)...)
	return out
}
