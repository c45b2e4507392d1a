package form

import (
	"cmp"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/measure"
	"kepu/generator/tomldoc"
	"kepu/generator/typed"
)

// read returns what is to be written for what was typed into the field, which is not empty.
func (x Field) read(t *tomldoc.Table, s string, in Context) ([]Assignment, *Slip) {
	one := func(v edit.Value) ([]Assignment, *Slip) { return []Assignment{{Key: x.Key, Value: v}}, nil }
	slip := func(d *typed.Doubt) ([]Assignment, *Slip) {
		return nil, &Slip{What: d.What, Mend: d.Mend, Meant: d.Meant}
	}
	switch x.Kind {
	case Day:
		if x.Unknown && tomldoc.Unknown(s) || s == "unknown" {
			return one(edit.Text("unknown"))
		}
		days, doubt := typed.Date(s, in.Year)
		if doubt != nil {
			return slip(doubt)
		}
		list := []Assignment{{Key: x.Key, Value: edit.Day(days.From)}}
		if days.Until.Known() {
			if x.Key != "date" {
				return nil, &Slip{What: diag.M("FORM-ONE-DAY", "这里只写一个日期", "only one date stands here")}
			}
			list = append(list, Assignment{Key: "until", Value: edit.Day(days.Until)})
		}
		return list, nil
	case Time:
		at, doubt := typed.Time(s)
		if doubt != nil {
			return slip(doubt)
		}
		return one(edit.Text(at.String()))
	case Number:
		n, doubt := typed.Number(s)
		if doubt != nil {
			return slip(doubt)
		}
		return one(edit.Int(n))
	case Decimal:
		n, doubt := typed.Decimal(s, measure.Decimals)
		if doubt != nil {
			return slip(doubt)
		}
		return one(edit.Raw(n))
	case YesNo:
		switch s {
		case "true", "是":
			return one(edit.Bool(true))
		case "false", "否":
			return one(edit.Bool(false))
		}
		return nil, &Slip{What: diag.M("FORM-YES-NO", "这里只能选是或否", "only yes or no stands here")}
	case One:
		value, sl := x.pick(s, in)
		if sl != nil {
			return nil, sl
		}
		return one(edit.Text(value))
	case Several:
		return x.several(t, s, in)
	case Words, Lines:
		return one(edit.Texts(x.items(s)...))
	case Place:
		return x.place(t, s, in)
	case Hours:
		return x.hours(t, s)
	case Checked:
		return x.checked(s, in)
	}
	if x.Kind == Line && strings.Contains(s, "\n") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return one(edit.Text(s))
}

// pick returns the choice that was meant.
func (x Field) pick(s string, in Context) (string, *Slip) {
	if x.List == nil {
		return s, nil
	}
	choices := x.List(in.Catalog)
	candidates := make([]typed.Candidate, len(choices))
	for i, c := range choices {
		if c.Value == s {
			return s, nil
		}
		candidates[i] = typed.Candidate{ID: cmp.Or(c.ID, c.Value), Name: c.Name, Others: c.Others}
	}
	if len(choices) == 0 {
		return s, nil // nobody knows what there is: check will say
	}
	i, doubt := typed.Pick(s, x.Label, candidates)
	if doubt != nil {
		slip := &Slip{What: doubt.What, Mend: doubt.Mend, Meant: doubt.Meant, Item: s}
		if doubt.What.Code == "TYPED-NAME-UNKNOWN" {
			slip.New = x.Names
		}
		return "", slip
	}
	return choices[i].Value, nil
}

// several writes one name as the single key where that is what the record has, or has none.
func (x Field) several(t *tomldoc.Table, s string, in Context) ([]Assignment, *Slip) {
	var values []string
	for _, item := range x.items(s) {
		value, slip := x.pick(item, in)
		if slip != nil {
			return nil, slip
		}
		values = append(values, value)
	}
	has := func(key string) bool { return t != nil && t.Field(key) != nil }
	single := x.Single
	switch {
	case single != "" && len(values) == 1 && !has(x.Key):
		return []Assignment{{Key: single, Value: edit.Text(values[0])}}, nil
	case has(single):
		return []Assignment{{Key: single, Remove: true}, {Key: x.Key, Value: edit.Texts(values...)}}, nil
	}
	return []Assignment{{Key: x.Key, Value: edit.Texts(values...)}}, nil
}
