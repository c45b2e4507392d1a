package figures

import (
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/measure"
)

// Break is a year from which on a measure means something else, as staff say in
// site.toml: charts mark it, and changes over it are no growth.
type Break struct {
	Year    int
	Measure measure.Measure
	Note    string // what changed, in their words
}

// breaksOf takes in the breaks whose measure there is; Check reports the others.
func breaksOf(cat *catalog.Catalog) []Break {
	var out []Break
	measures := cat.Measures()
	for _, b := range cat.Site.Breaks {
		if m, ok := measures.Named(b.Measure.Name); ok && b.Year != 0 {
			out = append(out, Break{b.Year, m, b.Note})
		}
	}
	return out
}

// Breaks returns the breaks of a measure, in the order of site.toml.
func (f *Figures) Breaks(m measure.Measure) []Break {
	var out []Break
	for _, b := range f.breaks {
		if b.Measure == m {
			out = append(out, b)
		}
	}
	return out
}

// breaks reports breaks of a measure that there is none of.
func (c *checker) breaks(cat *catalog.Catalog) {
	measures := cat.Measures()
	for _, b := range cat.Site.Breaks {
		if _, ok := measures.Named(b.Measure.Name); ok || b.Measure.Name == "" {
			continue
		}
		mend := diag.T("写指标的名称，例如 measure = \"活动数\"；全部名称在统计页的“指标说明”里", "write a measure's name, such as measure = \"activities\"; the statistics page lists them all")
		if near := diag.Nearest(b.Measure.Name, measures.Words()); near != "" {
			mend = diag.T("是否 “%s”？", "is it “%s”?").With(near)
		}
		c.found.Error(c.place("site.toml", b.Measure.Span), diag.M("SITE-MEASURE-UNKNOWN", "没有 “%s” 这个指标", "there is no measure “%s”").With(b.Measure.Name), mend)
	}
}
