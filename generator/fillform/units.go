package fillform

import (
	"regexp"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/measure"
)

// Above a table, or in a row of its own, a form may name the units of all its figures: 单位：万人次、万元.

var (
	unitsNamed   = regexp.MustCompile(`(?:^|[^\p{Han}]|计量|金额|货币|数量|本表|表中)单位[ \t　]*[:：为是]*[ \t　]*([^()（）。\n]+)`)
	unitsAtEnd   = regexp.MustCompile(`[（(]([^()（）]+)[）)][ \t　]*$`)
	betweenUnits = regexp.MustCompile(`[、，,/／；;和及 \t　]+`)
	large        = regexp.MustCompile(`^[百千万亿]+`)
)

// unitsIn returns the units that words name; none where they name something else.
func unitsIn(words string) (units []string) {
	for _, way := range []*regexp.Regexp{unitsNamed, unitsAtEnd} {
		m := way.FindStringSubmatch(words)
		if m == nil {
			continue
		}
		for _, u := range betweenUnits.Split(strings.TrimSpace(m[1]), -1) {
			u = fold.Name(u)
			switch {
			case u == "":
			case isUnit(u), large.MatchString(u):
				units = append(units, u)
			default:
				units = nil
			}
			if units == nil && u != "" {
				break // 单位：某县科协
			}
		}
		if len(units) > 0 {
			return units
		}
	}
	return nil
}

// unitRow is a row that names units: for what stands below it, and in words that say so for its own as well.
type unitRow struct {
	row   int
	said  bool
	units []string
}

// unitRows are the rows of a grid that name units.
func (g *grid) unitRows() (list []unitRow) {
	for _, c := range g.cells {
		if c.empty {
			continue
		}
		words := c.text
		if next := g.right(c); next != nil && next.row == c.row && strings.HasSuffix(fold.Name(words), "单位:") {
			words += next.text
		}
		if units := unitsIn(words); len(units) > 0 {
			list = append(list, unitRow{c.row, unitsNamed.MatchString(words), units})
		}
	}
	return list
}

// unitsAbove are the units that are named above a row, or in it: by those words that stand nearest.
func (g *grid) unitsAbove(row int) []string {
	if g.units == nil {
		g.units = append(g.unitRows(), unitRow{row: -1})
	}
	best := -1
	for i, u := range g.units {
		if len(u.units) > 0 && (u.row < row || u.row == row && u.said) && (best < 0 || u.row > g.units[best].row) {
			best = i
		}
	}
	if best >= 0 {
		return g.units[best].units
	}
	for _, words := range g.before {
		if units := unitsIn(words); len(units) > 0 && isTitle(words) {
			return units
		}
	}
	return nil
}

// inUnits takes in the units that are named above a table, where the label itself names none. One that is not understood, or several that
// may be meant, leave it in doubt.
func (a *asked) inUnits(units []string) {
	if a.own || a.x.unit == "" || a.doubt != (diag.Text{}) || len(units) == 0 {
		return
	}
	unit := fold.Name(a.x.unit)
	bare := func(u string) string { return large.ReplaceAllString(u, "") }
	var exact, near []string
	for _, u := range units {
		switch {
		case bare(u) == bare(unit):
			exact = append(exact, u)
		case bare(u) == "" || !isUnit(u):
			a.doubt = diag.T("表上写着单位“%s”，说不准哪些数用它", "the form names the unit “%s”: of which figures it is cannot be told").With(u)
			return
		case bare(unit) == "人" && bare(u) == "人次": // of visits, not of persons
		case measure.SameUnit(bare(u), bare(unit)):
			near = append(near, u)
		}
	}
	if len(exact) == 0 {
		exact = near
	}
	slices.Sort(exact)
	switch exact = slices.Compact(exact); {
	case len(exact) > 1:
		a.doubt = diag.T("表上写了%s几种单位，说不准用哪种", "the form names the units %s: which is meant cannot be told").With(strings.Join(exact, "、"))
	case len(exact) == 1:
		a.hinted(exact[0])
	}
}
