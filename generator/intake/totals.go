package intake

import (
	"math/big"

	"kepu/generator/diag"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/measure"
	"kepu/generator/sheet"
)

// sums adds up the figures of a table's columns, to hold its totals against them.
type sums struct {
	all, part map[int]*big.Rat // of the table, and since its last total
	unclear   map[int]bool     // columns in which some cell is no number
}

func newSums() *sums {
	return &sums{all: map[int]*big.Rat{}, part: map[int]*big.Rat{}, unclear: map[int]bool{}}
}

// add takes in the figures of a record's row.
func (s *sums) add(p *place, row int) {
	for i := range p.b.Columns {
		c := &p.b.Columns[i]
		n, given := p.amount(c, row)
		switch {
		case !given:
		case n == nil:
			s.unclear[c.Col] = true
		default:
			for _, m := range []map[int]*big.Rat{s.all, s.part} {
				if m[c.Col] == nil {
					m[c.Col] = new(big.Rat)
				}
				m[c.Col].Add(m[c.Col], n)
			}
		}
	}
}

// amount returns the number of a figure's cell as it stands there; given is false where there is none, or the column has no figures.
func (p *place) amount(c *heads.Column, row int) (n *big.Rat, given bool) {
	x, known := p.fields[c.Field]
	cell := p.cell(row, c.Col)
	if !known || x.Kind != form.Number && x.Kind != form.Decimal || c.Field == "year" || cell.Text == "" || saysNothing(cell.Text) {
		return nil, false
	}
	if r, merged := p.m.Over(row, c.Col); merged && r.Row < row {
		return nil, false // counted in its first row
	}
	s, doubt := number(value{Cell: cell, col: c.Col, head: c}, x)
	if doubt != nil || cell.Kind == sheet.Broken {
		return nil, true
	}
	n, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil, true
	}
	return n, true
}

// total holds a row of totals against what stands above it, and says where they differ. Of a table with totals of parts the last may be of all.
func (s *sums) total(p *place, row int) {
	for i := range p.b.Columns {
		c := &p.b.Columns[i]
		said, given := p.amount(c, row)
		sum := s.part[c.Col]
		if !given || said == nil || s.unclear[c.Col] || sum == nil || said.Cmp(sum) == 0 || said.Cmp(s.all[c.Col]) == 0 {
			continue
		}
		note := diag.T("%s 的合计写的是 %s，上面各行加起来是 %s", "the total in %s is %s, and the rows above it come to %s").With(p.s.Address(row, c.Col), shown(said), shown(sum))
		if all := s.all[c.Col]; all.Cmp(sum) != 0 {
			note = diag.T("%s（从上一个合计起；整张表是 %s）", "%s since the last total, and all to %s").With(note, shown(all))
		}
		if measure.UnitPower(c.Unit) != measure.UnitPower(p.fields[c.Field].Unit) {
			note = diag.T("%s，单位是%s", "%s, in %s").With(note, p.fields[c.Field].Unit)
		}
		p.plan.Notes = append(p.plan.Notes, note)
	}
	s.part = map[int]*big.Rat{}
}

// shown writes a number of a sheet, with its decimals.
func shown(n *big.Rat) string {
	places, exact := n.FloatPrec()
	if !exact {
		places = 4
	}
	return n.FloatString(places)
}
