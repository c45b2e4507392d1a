package figures

import (
	"math/big"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/measure"
	"kepu/generator/numerals"
)

// Derived is a figure that is worked out from two of annual returns: how many visitors came on a day, what
// share of the money is the base's own.
type Derived struct {
	Name     string // 平均每个开放日接待
	Unit     string // 人次; "%" of a share
	Of, By   measure.Measure
	decimals int
}

// Definition says how it is worked out, in one Chinese sentence.
func (d Derived) Definition() string {
	return d.Of.Name() + "÷" + d.By.Name() + "，只算两个数都报了的。"
}

// Derived returns the figures that can be worked out of the site's measures: visitors a day, visitors a square
// metre where an indicator is the area of the exhibition, and the share of every part in its whole.
func (f *Figures) Derived() []Derived {
	list := []Derived{{"平均每个开放日接待", "人次", measure.Visitors, measure.OpenDays, 1}}
	for _, m := range f.measures {
		if isExhibitionArea(m) {
			list = append(list, Derived{"每平方米展厅接待", "人次", measure.Visitors, m, 1})
			break // of two areas nobody could tell the figures apart
		}
	}
	for _, p := range f.cat.AllParts() {
		list = append(list, Derived{p.Part.Name() + "占" + p.Whole.Name(), "%", p.Part, p.Whole, 1})
	}
	return list
}

// isExhibitionArea reports whether an indicator is the area of exhibition rooms, by its unit and what it is called.
func isExhibitionArea(m measure.Measure) bool {
	x := m.Indicator()
	ends := func(name string) bool {
		return strings.HasSuffix(name, "展厅面积") || strings.HasSuffix(name, "展教面积")
	}
	return x.Unit == "平方米" && (ends(x.Name) || ends(x.National))
}

// Return works the figure out of one return: "12.5", or "" where one of its parts is not known, or would be
// divided by nothing.
func (d Derived) Return(a *catalog.Annual) string {
	of, by := a.Figure(d.Of), a.Figure(d.By)
	if !of.Known || !by.Known {
		return ""
	}
	return d.divide(big.NewInt(of.N), big.NewInt(by.N))
}

// Year works the figure out of all returns of a year that give both of its parts, and says how many these are.
// It is "" where none does.
func (f *Figures) Year(year int, d Derived) (text string, returns int) {
	of, by, n := new(big.Int), new(big.Int), new(big.Int)
	for _, a := range f.cat.AnnualsIn(year) {
		x, y := a.Figure(d.Of), a.Figure(d.By)
		if x.Known && y.Known {
			of.Add(of, n.SetInt64(x.N))
			by.Add(by, n.SetInt64(y.N))
			returns++
		}
	}
	return d.divide(of, by), returns
}

// divide divides sums of the figure's parts, as they are counted.
func (d Derived) divide(of, by *big.Int) string {
	if by.Sign() == 0 {
		return ""
	}
	x := new(big.Rat).SetFrac(of, by)
	x.Mul(x, big.NewRat(d.By.Scale(), d.Of.Scale()))
	if d.Unit == "%" {
		x.Mul(x, big.NewRat(100, 1))
	}
	text, _ := numerals.Decimal(x, d.decimals)
	return numerals.Thousands(text)
}

// ByNational returns a measure of activities by the names that the national form has for their forms, in the
// order of the site's forms; without those that no record is about.
func (f *Figures) ByNational(year int, m measure.Measure) []Row {
	var rows []Row
	at := map[string]int{}
	for _, form := range f.cat.Forms {
		r, ok := f.Get(year, m, ByForm, form.ID)
		if form.National == "" || !ok {
			continue
		}
		i, known := at[form.National]
		if !known {
			at[form.National] = len(rows)
			r.Key, r.Name = "", form.National
			rows = append(rows, r)
			continue
		}
		rows[i].join(r)
		rows[i].Year = year
	}
	return rows
}
