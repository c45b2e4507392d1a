package intake

import (
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
)

// heldWhere returns the base at which an activity was, where somebody said that it held it. Where the row names nobody, that is asked; where it names others, the base may have lent
// its rooms and no more: it is told. What is decided of a base is decided for the whole sheet.
func (r *row) heldWhere(bases []string, named bool) *catalog.Base {
	for _, v := range r.values("place") {
		county := r.stated()
		if own := r.countyIn(v.Text); own != "" {
			county = own
		}
		b := r.names.at(line(v.Text), county)
		if b == nil || slices.Contains(bases, b.Name) {
			continue
		}
		key, decided := r.decidedHost(b)
		switch decided {
		case Take:
			return b
		case Leave:
			continue
		}
		d := Doubt{Sheet: r.s.Name, Row: r.at, Col: v.col, Grade: Ask, Words: v.Text, Key: key, Meant: "是",
			What: diag.M("INTAKE-PLACE-BASE", "没有写是谁办的，地点是基地 %s", "nobody is named who held it, and the place is the base %s").With(b.Name),
			Mend: diag.T("是它办的写“是”，只在那里办的写“否”", "write yes if the base held it, no if it was only there")}
		if named {
			d.Grade, d.Meant = Told, ""
			d.What = diag.M("INTAKE-PLACE-OF-BASE", "地点是基地 %s，没有算成它办的", "the place is the base %s, which was not taken for one that held it").With(b.Name)
			d.Mend = diag.T("也是它办的，就 --choose %s=是", "say --choose %s=yes if it did").With(key)
		}
		r.rec.doubt(d)
		return nil
	}
	b := r.titleBase()
	if b == nil || named || len(bases) > 0 || r.b.Column("units") != nil {
		return nil
	}
	key, decided := r.decidedHost(b)
	switch decided {
	case Take:
		return b
	case "":
		c := r.b.Column("title")
		r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: c.Col, Grade: Ask, Words: r.cell(r.at, c.Col).Text, Key: key, Meant: "是",
			What: diag.M("INTAKE-TITLE-BASE", "表里没有承办单位这一列，表名或标题里有基地 %s", "the table has no column for hosts, and its title or name has the base %s").With(b.Name),
			Mend: diag.T("都是它办的写“是”，不是写“否”", "write yes if all is its own, no if not")})
	}
	return nil
}

// decidedHost returns the key of the choice whether a base held what a sheet has of it, and what was decided.
func (r *row) decidedHost(b *catalog.Base) (key, decided string) {
	key = r.s.Name + "!" + b.Name
	words, ok := r.choices[choiceKey(key)]
	if !ok {
		return key, ""
	}
	r.plan.used[choiceKey(key)] = true
	if decided = ruling(words); decided != Take && decided != Leave {
		decided = ""
	}
	return key, decided
}

// titleBase is the one base that the words above a table name, else the name of its sheet or of its file.
func (p *place) titleBase() *catalog.Base {
	if p.plan.in.Catalog == nil {
		return nil
	}
	if !p.lookedUp {
		p.lookedUp = true
		above := ""
		for _, l := range p.b.Above {
			above += l.Text + "\n"
		}
		for _, words := range []string{above, p.s.Name, p.plan.Book} {
			if p.own = p.oneIn(words); p.own != nil {
				break
			}
		}
	}
	return p.own
}

// oneIn returns the one base that is named in words, by its name or another of its names.
func (p *place) oneIn(words string) (one *catalog.Base) {
	for _, b := range p.plan.in.Catalog.Bases {
		in := slices.ContainsFunc(append([]string{b.Name}, b.Alias...), func(name string) bool {
			return len([]rune(name)) >= shortestPlace && strings.Contains(words, name)
		})
		switch {
		case !in:
		case one == nil || strings.Contains(b.Name, one.Name): // 示例馆 in 示例馆新馆
			one = b
		case !strings.Contains(one.Name, b.Name):
			return nil
		}
	}
	return one
}
