package address

import (
	"slices"
	"strconv"

	"kepu/generator/catalog"
	"kepu/generator/source"
)

// Offers says on which page what bases offer and want is listed. Where there is more than
// MostEntries of it exchange.html becomes a list of contents, with a page for each kind and more
// where a kind has too many.
type Offers struct {
	all   []*catalog.Offer
	parts []*OfferPart
	page  map[*catalog.Offer]string
}

// OfferPart is a page with a part of what bases offer and want.
type OfferPart struct {
	Address string
	Kind    string
	Number  int // of the kind's pages, from 1
	Offers  []*catalog.Offer
}

// kindNames are the file names of the kinds, in the order of source.OfferKinds.
var kindNames = []string{"lectures", "courses", "touring", "exhibits", "places", "volunteers"}

// ListOffers divides what bases offer and want among pages.
func ListOffers(all []*catalog.Offer) *Offers {
	o := &Offers{all: all}
	if len(all) <= MostEntries {
		return o
	}
	o.page = make(map[*catalog.Offer]string, len(all))
	for i, kind := range source.OfferKinds {
		var list []*catalog.Offer
		for _, x := range all {
			if x.Kind == kind {
				list = append(list, x)
			}
		}
		n := 0
		for some := range slices.Chunk(list, MostEntries) {
			n++
			name := "exchange/" + kindNames[i]
			if n > 1 {
				name += "-" + strconv.Itoa(n)
			}
			part := &OfferPart{name + ".html", kind, n, some}
			o.parts = append(o.parts, part)
			for _, x := range some {
				o.page[x] = part.Address
			}
		}
	}
	return o
}

// Name is what the page is called: 讲座, 讲座（2）.
func (p *OfferPart) Name() string {
	if p.Number > 1 {
		return p.Kind + "（" + strconv.Itoa(p.Number) + "）"
	}
	return p.Kind
}

// Parts returns the pages besides exchange.html; nil where that has all.
func (o *Offers) Parts() []*OfferPart { return o.parts }

// Page returns the page that lists one.
func (o *Offers) Page(x *catalog.Offer) string {
	if p := o.page[x]; p != "" {
		return p
	}
	return Exchange
}

// Entry returns where on that page it stands.
func (o *Offers) Entry(x *catalog.Offer) string { return o.Page(x) + "#" + OfferID(x) }
