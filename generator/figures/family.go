package figures

import (
	"slices"

	"kepu/generator/measure"
)

// family is how the measures that come from one sort of record are counted.
type family struct {
	dimensions []Dimension // what its measures are broken down by, in order
}

var families = [measure.Sorts]family{
	measure.OfActivity: {[]Dimension{All, ByLevel, ByCounty, ByKind, ByCampaign, ByForm, ByBase, ByMonth}},
	measure.OfNaming:   {[]Dimension{All, ByLevel, ByCounty, ByKind}},
	measure.OfReturn:   {[]Dimension{All, ByLevel, ByCounty, ByKind, ByBase}},
}

// at returns where the figure of m at a slot stands in the sheet.
func (s *sheet) at(slot int, m measure.Measure) int { return slot*s.width + m.Place() }

// Divides reports whether the measure is broken down by d.
func (d Dimension) Divides(m measure.Measure) bool {
	return slices.Contains(families[m.Sort()].dimensions, d)
}
