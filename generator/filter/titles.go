package filter

import (
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/ledger"
	"kepu/generator/view"
)

// Soon is the value of a title that runs out within a year.
const Soon = "soon"

// Title is what an entry of the ledger of titles can be filtered by.
func Title(e *ledger.Entry, l ledger.Life, asOf date.Date) string { return text(ofTitle(e, l, asOf)) }

func ofTitle(e *ledger.Entry, l ledger.Life, asOf date.Date) pairs {
	return func(yield func(key, value string) bool) {
		d := e.Designation
		if !yield("level", d.Level.ID) || !yield("line", d.Line) {
			return
		}
		if b := e.Base; b != nil {
			if b.County != nil && !yield("county", b.County.ID) {
				return
			}
			if b.Kind != nil && !yield("kind", b.Kind.ID) {
				return
			}
		}
		if !yield("state", string(l.At(asOf).State)) {
			return
		}
		if l.Soon(asOf) {
			yield("state", Soon)
		}
	}
}

// Titles is the filter of a ledger with these batches. Of states it offers those that some
// title has, or has on another day.
func Titles(c *catalog.Catalog, batches []*catalog.Designation) []view.Facet {
	count := pairCount{}
	total := 0
	states := make([]view.FacetOption, 0, len(ledger.States)+1)
	for _, s := range ledger.States {
		states = append(states, view.FacetOption{Value: string(s), Name: s.Name()})
		if s == ledger.InForce {
			states = append(states, view.FacetOption{Value: Soon, Name: "一年内到期"})
		}
	}
	var lines []view.FacetOption
	seen := map[string]bool{"": true}
	for _, d := range batches {
		if !seen[d.Line] {
			seen[d.Line] = true
			lines = append(lines, view.FacetOption{Value: d.Line, Name: d.Line})
		}
		for e := range ledger.Entries(d) {
			l := e.Life()
			count.addTimes(ofTitle(&e, l, c.AsOf), int(e.Count))
			total += int(e.Count)
			for i := range states {
				s := states[i].Value
				states[i].Later = states[i].Later || l.Has(ledger.State(s)) || s == Soon && (l.Has(ledger.Expired) || l.Has(ledger.Ended))
			}
		}
	}
	var out []view.Facet
	out = append(out, choices("state", "状态", states, count, total)...)
	out = append(out, choices("level", "级别", options(c.Levels, func(l *catalog.Level) (string, string) { return l.ID, l.Name }), count, total)...)
	out = append(out, choices("line", "命名单位", lines, count, total)...)
	out = append(out, choices("county", "县区", options(c.Counties, county), count, total)...)
	out = append(out, choices("kind", "类型", options(c.Kinds, kind), count, total)...)
	return out
}
