package intake

import (
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/sheet"
	"kepu/generator/source"
)

// A base that is new in a book has its page with the same change as the records that name it. What becomes of its row
// is decided first; where that is not taken, neither are they.

// newBase is a base that a record names and that is new in the book.
type newBase struct {
	key, name string
	row, col  int
	county    string // that the record's own column names; ""
}

// baseColumn is the column that names the bases of a table, nil where it lists none. One that may list bases, but whose sort is yet to be said, does:
// what becomes of those who name them is not decided before.
func (r *reader) baseColumn(b heads.Block) *heads.Column {
	if !slices.Contains(b.Sorts, form.Base.Name) || r.ofNobody(b) {
		return nil
	}
	for i := range b.Columns {
		if r.table.Field(form.Base.Name, b.Columns[i].Text) == "name" {
			return &b.Columns[i]
		}
	}
	return nil
}

// nameIn is the name that a cell gives a base of the book, as somebody chose it; of a row that is left out none.
func (r *reader) nameIn(s *sheet.Sheet, row, col int) string {
	if col >= len(s.Rows[row]) || ruling(r.choices[choiceKey(address(s.Name, row, -1))]) == Leave {
		return ""
	}
	name := s.Rows[row][col].Text
	if words, ok := r.choices[choiceKey(address(s.Name, row, col))]; ok {
		name = words
	} else if words, ok := r.choices[choiceKey(name)]; ok {
		name = words
	}
	if name = line(name); saysNothing(name) {
		return ""
	}
	return name
}

// inBook notes that a record names a base that is new in the book, and returns what it is called there.
func (r *row) inBook(key string, v value, name string) string {
	called := r.fresh[fold.Name(name)]
	county := ""
	for _, v := range r.values("county") {
		county, _ = r.countyNamed(v.Text)
	}
	r.rec.news = append(r.rec.news, newBase{key, called, r.at, v.col, county})
	return called
}

// newBases parts the records into those of bases' pages and all others, and notes which row each name of the former has.
func (h *holder) newBases() (bases, others []*Record) {
	h.inBook = map[string]*Record{}
	for _, r := range h.Records {
		if r.Sort.Name != form.Base.Name {
			others = append(others, r)
			continue
		}
		bases = append(bases, r)
		if key := fold.Name(r.Answers["name"]); key != "" && h.inBook[key] == nil && r.State != Left {
			h.inBook[key] = r
		}
	}
	return bases, others
}

// known makes the bases that are new in the book known to what follows, as those of the content are.
func (h *holder) known(records []*Record) {
	if h.in.Catalog == nil {
		return
	}
	c := *h.in.Catalog
	c.Bases = slices.Clone(c.Bases)
	h.countyNow = map[string]string{}
	for _, r := range records {
		for _, f := range r.Fields {
			if r.State == Changed && f.Key == "county" {
				h.countyNow[r.Answers["name"]] = f.New
			}
		}
		if r.State == New {
			b := &catalog.Base{Base: &source.Base{}}
			b.ID, b.Name = "\x00"+r.Answers["name"], r.Answers["name"] // an id that no other has
			c.Bases = append(c.Bases, b)
		}
	}
	if len(c.Bases) > len(h.in.Catalog.Bases) {
		h.in.Catalog = &c
	}
}

// ofNew holds the new bases that a record names against what becomes of their rows. A base that the book puts into another county is of that one.
func (h *holder) ofNew(r *Record) {
	if len(h.countyNow) > 0 {
		for _, name := range slices.Concat(form.ItemsOf(r.Answers["bases"]), form.ItemsOf(r.Answers["base"])) {
			if now := h.countyNow[name]; now != "" {
				r.Doubts = slices.DeleteFunc(r.Doubts, func(d Doubt) bool {
					return d.What.Code == "INTAKE-OTHER-COUNTY" && strings.HasPrefix(fold.Name(now), fold.Name(d.Words))
				})
			}
		}
	}
	var counties []string
	for _, n := range r.news {
		ask := func(g Grade, what, mend diag.Text) {
			h.apart(r, n).doubt(Doubt{Sheet: r.Sheet, Row: n.row, Col: n.col, Grade: g, Words: n.name, What: what, Mend: mend})
		}
		b := h.inBook[fold.Name(n.name)]
		switch {
		case b == nil: // its row was none
			ask(Ask, noPage.With(diag.Clip(n.name, 40)), pageFirst)
			continue
		case b.State == Refused || b.State == Asked:
			g, why := Told, diag.Text{}
			for _, d := range b.Doubts {
				if d.Grade > g && d.Grade >= Ask {
					why, g = d.What, d.Grade
				}
			}
			if g == Refuse {
				ask(Refuse, diag.M("INTAKE-BASE-REFUSED", "%s 是这个文件里的新基地，它那一行（%s）收不了：%s", "%s is a new base of this file, and its row (%s) cannot be taken: %s").With(n.name, b.Address(), why), diag.T("先改好那一行", "mend that row first"))
			} else {
				ask(Ask, diag.M("INTAKE-BASE-ASKED", "%s 是这个文件里的新基地，它那一行（%s）还没有定：%s", "%s is a new base of this file, and its row (%s) is not decided yet: %s").With(n.name, b.Address(), why), diag.T("先定下那一行", "decide that row first"))
			}
			continue
		case b.State == Doubled:
			ask(Ask, diag.M("INTAKE-BASE-DOUBLED", "%s 在这个文件里（%s）像是已有的 %s", "%s looks in this file (%s) like %s, which is there already").With(n.name, b.Address(), b.Like), diag.T("先定下那一行", "decide that row first"))
			continue
		case b.Answers["name"] != n.name: // it is one that has a page
			rename(r, n, b.Answers["name"])
		}
		county := firstOf(b.Answers["county"], b.was["county"])
		if n.county != "" && county != "" && n.county != county && r.Sort.Name != form.Activity.Name { // an activity may be held elsewhere
			ask(Ask, diag.M("INTAKE-OTHER-COUNTY-ROW", "%s 在这个文件里（%s）是%s的，这里写的是%s", "%s is of %[3]s in this file (%[2]s), and this row has %[4]s").With(n.name, b.Address(), county, n.county), diag.T("请核对县区", "check the county"))
		}
		counties = append(counties, county)
	}
	if len(r.news) == 0 || r.Sort.Name != form.Activity.Name || r.Answers["county"] == "" {
		return
	}
	for _, name := range form.ItemsOf(r.Answers["bases"]) {
		if b := h.near.named(name); b != nil && b.County != nil {
			counties = append(counties, b.County.Name)
		}
	}
	slices.Sort(counties)
	if counties = slices.Compact(counties); len(counties) == 1 && counties[0] == r.Answers["county"] {
		delete(r.Answers, "county") // its bases tell it
	}
}

// apart returns the record that a doubt about a new base is about: of a naming with other names that one alone waits.
func (h *holder) apart(r *Record, n newBase) *Record {
	names := form.ItemsOf(r.Answers[n.key])
	if r.Sort.Name != form.Designation.Name || len(names)+len(form.ItemsOf(r.Answers["others"])) < 2 {
		return r
	}
	one := *r
	one.Answers, one.Doubts, one.news = form.Answers{}, nil, nil
	for _, k := range tableKeys {
		one.Answers[k.key] = r.Answers[k.key]
	}
	one.Answers[n.key], one.Row, one.Rows = n.name, n.row, []string{address(r.Sheet, n.row, -1)}
	r.Answers[n.key] = strings.Join(slices.DeleteFunc(names, func(s string) bool { return s == n.name }), "\n")
	r.Rows = slices.DeleteFunc(slices.Clone(r.Rows), func(s string) bool { return s == one.Rows[0] })
	if r.Row == n.row && len(r.Rows) > 0 {
		row, _ := strconv.Atoi(r.Rows[0][strings.LastIndexByte(r.Rows[0], '!')+1:])
		r.Row = row - 1
	}
	h.waiting = append(h.waiting, &one)
	return &one
}

// rename writes another name of a base into a record, once.
func rename(r *Record, n newBase, name string) {
	var out []string
	for _, item := range form.ItemsOf(r.Answers[n.key]) {
		if item == n.name {
			item = name
		}
		if !slices.Contains(out, item) {
			out = append(out, item)
		}
	}
	r.Answers[n.key] = strings.Join(out, "\n")
}
