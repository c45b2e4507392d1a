package export

import (
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/form"
)

// in reports whether a base is of the county of the book.
func (b *Book) in(x *catalog.Base) bool { return b.o.County == nil || x.County == b.o.County }

// of reports whether a day is of the year of the book.
func (b *Book) of(d date.Date) bool { return b.o.Year == 0 || int(d.Year) == b.o.Year }

// put sets the value of a column, where the sheet has it.
func (t *table) put(row []cell, key string, value any) {
	for i, c := range t.columns {
		if c.key == key {
			row[i] = fitting(cell{value: value})
		}
	}
}

func (b *Book) bases(t *table) error {
	for _, x := range b.c.Bases {
		if !b.in(x) {
			continue
		}
		a, err := b.answers(t, x.Path, -1)
		if err != nil {
			return err
		}
		t.rows = append(t.rows, b.row(t, a))
	}
	return nil
}

// activities are those of the year, the oldest first: new ones are written below.
func (b *Book) activities(t *table) error {
	if b.o.Bare {
		return nil
	}
	for _, x := range slices.Backward(b.c.Activities) {
		if !b.of(x.Date.Date) || b.o.County != nil && !slices.Contains(x.Counties, b.o.County) {
			continue
		}
		a, err := b.answers(t, x.Path, int(x.Span.Start))
		if err != nil {
			return err
		}
		row := b.row(t, a)
		var units []string
		for _, base := range x.Bases {
			units = append(units, base.Name)
		}
		if units = append(units, form.ItemsOf(a["hosts"])...); len(units) > 0 {
			t.put(row, "units", strings.Join(units, "、"))
		}
		t.rows = append(t.rows, row)
	}
	return nil
}

// annuals are the returns of the year, with a row for each base that has not sent one; of all years only those that were sent.
func (b *Book) annuals(t *table) error {
	add := func(x *catalog.Base, year int, a form.Answers) {
		row := b.row(t, a)
		t.put(row, "base", x.Name)
		t.put(row, "county", x.County.Name)
		t.put(row, "year", year)
		t.rows = append(t.rows, row)
	}
	sent := map[*catalog.Base]*catalog.Annual{}
	for _, x := range b.c.Annuals {
		if !b.in(x.Base) {
			continue
		}
		if b.o.Year != 0 {
			if int(x.Year) == b.o.Year {
				sent[x.Base] = x
			}
			continue
		}
		a, err := b.answers(t, x.Path, int(x.Span.Start))
		if err != nil {
			return err
		}
		add(x.Base, int(x.Year), a)
	}
	if b.o.Year == 0 {
		return nil
	}
	for _, x := range b.c.Bases {
		if !b.in(x) {
			continue
		}
		var a form.Answers
		if r := sent[x]; r != nil {
			var err error
			if a, err = b.answers(t, r.Path, int(r.Span.Start)); err != nil {
				return err
			}
		} else if ended(x, b.o.Year) {
			continue
		}
		add(x, b.o.Year, a)
	}
	return nil
}

// ended reports whether a base was certainly none any more when a year began.
func ended(x *catalog.Base, year int) bool {
	return x.Standing(date.Date{Year: int16(year), Month: 1, Day: 1}) == catalog.Ended
}

// namings have a row for each that was named. Of a county only its bases are told of: where others belong nobody says.
func (b *Book) namings(t *table) error {
	if b.o.Bare {
		return nil
	}
	for _, x := range b.c.Designations {
		if !b.of(x.Date) {
			continue
		}
		a, err := b.answers(t, x.Path, int(x.Span.Start))
		if err != nil {
			return err
		}
		name := func(name string, county *catalog.County) {
			row := b.row(t, a)
			t.put(row, "names", name)
			if county != nil {
				t.put(row, "county", county.Name)
			}
			t.rows = append(t.rows, row)
		}
		for _, base := range x.Bases {
			if b.in(base) {
				name(base.Name, base.County)
			}
		}
		if b.o.County == nil {
			for _, other := range x.Others {
				name(other.Name, nil)
			}
		}
	}
	return nil
}
