package figures

import (
	"slices"

	"kepu/generator/measure"
)

// family is how the measures that come from one sort of record are counted.
type family struct {
	first, end measure.Measure // its measures: from first up to end
	dimensions []Dimension     // what they are broken down by, in order
}

var families = [measure.Sorts]family{
	measure.OfActivity: {measure.Activities, measure.Designated, []Dimension{All, ByLevel, ByCounty, ByKind, ByCampaign, ByForm, ByBase, ByMonth}},
	measure.OfNaming:   {measure.Designated, measure.OpenDays, []Dimension{All, ByLevel, ByCounty, ByKind}},
	measure.OfReturn:   {measure.OpenDays, measure.Measures, []Dimension{All, ByLevel, ByCounty, ByKind, ByBase}},
}

// width returns how many measures the family has.
func (f *family) width() int { return int(f.end - f.first) }

// at returns where the figure of m at a slot stands in a sheet.
func (f *family) at(slot int, m measure.Measure) int { return slot*f.width() + int(m-f.first) }

// Divides reports whether the measure is broken down by d.
func (d Dimension) Divides(m measure.Measure) bool {
	return slices.Contains(families[m.Sort()].dimensions, d)
}
