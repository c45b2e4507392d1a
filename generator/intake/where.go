package intake

import (
	"slices"

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
		key := r.s.Name + "!" + b.Name
		if words, ok := r.choices[choiceKey(key)]; ok {
			r.plan.used[choiceKey(key)] = true
			switch ruling(words) {
			case Take:
				return b
			case Leave:
				continue
			}
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
	}
	return nil
}
