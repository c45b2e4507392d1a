package pages

import (
	"slices"

	"kepu/generator/catalog"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// mostReturns is how many years of indicators a base's page tells of, the newest.
const mostReturns = 5

// indicators is what b's returns give of the site's indicators, a row for each that any of its newest returns
// gives, under its group; then what can be worked out of them. Nil where there is neither.
func (m *maker) indicators(b *catalog.Base) *view.IndicatorTable {
	returns := slices.Clone(b.Annuals)
	slices.Reverse(returns)
	returns = returns[:min(len(returns), mostReturns)]
	t := &view.IndicatorTable{Columns: 1 + len(returns)}
	for _, a := range returns {
		t.Years = append(t.Years, a.Year)
	}
	for _, g := range m.c.Indicators.Groups() {
		group := view.IndicatorGroup{Name: g}
		for _, x := range m.c.Indicators {
			if x.Group() != g {
				continue
			}
			if !slices.ContainsFunc(returns, func(a *catalog.Annual) bool { return a.Figure(x).Known }) {
				continue
			}
			row := view.IndicatorRow{Name: x.Name(), Unit: x.Unit()}
			for _, a := range returns {
				row.Figures = append(row.Figures, returned(a, x))
			}
			group.Rows = append(group.Rows, row)
		}
		if len(group.Rows) > 0 {
			t.Groups = append(t.Groups, group)
		}
	}
	if derived := m.derived(returns); len(derived.Rows) > 0 {
		t.Groups = append(t.Groups, derived)
	}
	if len(t.Groups) == 0 {
		return nil
	}
	return t
}

// derived are the figures that can be worked out of some returns: a dash where a part is not known.
func (m *maker) derived(returns []*catalog.Annual) view.IndicatorGroup {
	group := view.IndicatorGroup{Name: "折算"}
	for _, d := range m.f.Derived() {
		row := view.IndicatorRow{Name: d.Name, Unit: d.Unit}
		some := false
		for _, a := range returns {
			n := view.Number{Label: d.Name, Value: d.Return(a), Unit: d.Unit, Known: true}
			some = some || n.Value != ""
			if n.Value == "" {
				n.Value = "—"
			}
			row.Figures = append(row.Figures, n)
		}
		if some {
			group.Rows = append(group.Rows, row)
		}
	}
	return group
}

// returned is what a return gives of a measure: a dash where it was not asked.
func returned(a *catalog.Annual, x measure.Measure) view.Number {
	n := view.Number{Label: x.Name(), Value: quote.Unreported, Unit: x.Unit()}
	if c := a.Figure(x); c.Known {
		n.Value, n.Known = quote.Thousands.WriteOf(x, c.N), true
	} else if !x.Asked(a.Year) {
		n.Value, n.Known = "—", true
	}
	return n
}
