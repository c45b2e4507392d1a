// Package duesheet prints what is due: one page that stands alone, a county on a sheet of A4, to put on a desk and tick off.
//
// In come the items of package due; out comes HTML that asks for nothing and holds no script. Each county begins a new sheet, with
// room for whom to ask there; what is of no one county comes on the last. A base is a row: its phone, where it is known, and a box for
// each thing. How a thing of each kind is done stands once, at the foot of each sheet. It is for the office and never part of the site.
package duesheet

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/due"
	"kepu/generator/onefile"
)

//go:embed layouts
var layouts embed.FS

var pages = template.Must(template.ParseFS(layouts, "layouts/*.html"))

// Page returns the page of the items, as of a day. Organiser is who runs the site.
func Page(items []due.Item, today date.Date, organiser string) ([]byte, error) {
	style, err := layouts.ReadFile("layouts/print.css")
	if err != nil {
		return nil, err
	}
	v := view{Day: today.Chinese(), Organiser: organiser, Sheets: sheets(items)}
	var body bytes.Buffer
	if err := pages.ExecuteTemplate(&body, "sheets", v); err != nil {
		return nil, fmt.Errorf("make the page of what is due: %w", err)
	}
	return onefile.Sheet("待办（"+v.Day+"）", style, body.Bytes()), nil
}

// view is what the page is given.
type view struct {
	Day, Organiser string
	Sheets         []sheet
}

// sheet is a county, or what is of no one county.
type sheet struct {
	Name   string
	County bool
	Says   string // 12件：该办了 2，近期要办 1，有空就办 9
	Rows   []row
	How    []how
}

// row is a base with what is due of it, or what is of none.
type row struct {
	Name, Phone string
	Base        bool
	Things      []thing
	Returns     returns
	Lacks       []string // what its page lacks
}

// returns are the annual returns that a base has not sent.
type returns struct {
	Urgent string // of the most urgent
	Years  []int  // the oldest first
}

// thing is one thing to tick off.
type thing struct {
	Urgent      string // the word for an urgency; "" where there is time
	What, Place string
}

// how is what to do about the things of a kind.
type how struct {
	Kind string
	Do   []string
}

// lacks are the words for what a page lacks, which need no sentence of their own.
var lacks = map[due.Kind]string{due.NoLocation: "坐标", due.NoHours: "开放时间", due.NoPhone: "电话", due.NoPhoto: "照片", due.Unchecked: "核对"}

// sheets parts the items by county, in the order of the site, and by base.
func sheets(items []due.Item) []sheet {
	var counties []*catalog.County
	by := map[*catalog.County][]due.Item{}
	for _, i := range items {
		if i.County != nil && by[i.County] == nil {
			counties = append(counties, i.County)
		}
		by[i.County] = append(by[i.County], i)
	}
	var out []sheet
	slices.SortFunc(counties, func(a, b *catalog.County) int { return a.Index - b.Index })
	for _, c := range counties {
		s := sheetOf(by[c])
		s.Name, s.County = c.Name, true
		out = append(out, s)
	}
	if rest := by[nil]; len(rest) > 0 {
		s := sheetOf(rest)
		s.Name = "全市"
		out = append(out, s)
	}
	return out
}

func sheetOf(items []due.Item) sheet {
	var s sheet
	var count [due.Someday + 1]int
	var bases []*catalog.Base
	of := map[*catalog.Base][]due.Item{}
	kinds := map[due.Kind]*how{}
	for _, i := range items {
		count[i.Urgency]++
		if of[i.Base] == nil && i.Base != nil {
			bases = append(bases, i.Base)
		}
		of[i.Base] = append(of[i.Base], i)
		h := kinds[i.Kind]
		if h == nil {
			h = &how{Kind: i.Kind.Name().ZH}
			kinds[i.Kind] = h
		}
		if !slices.Contains(h.Do, i.Do.ZH) {
			h.Do = append(h.Do, i.Do.ZH)
		}
	}
	var parts []string
	for u, n := range count {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", due.Urgency(u).Name().ZH, n))
		}
	}
	s.Says = fmt.Sprintf("%d 件：%s", len(items), strings.Join(parts, "，"))
	if own := of[nil]; len(own) > 0 {
		s.Rows = append(s.Rows, rowOf(nil, own))
	}
	for _, b := range bases { // whoever has the most urgent thing comes first
		s.Rows = append(s.Rows, rowOf(b, of[b]))
	}
	for _, k := range due.Kinds() {
		if h := kinds[k]; h != nil {
			s.How = append(s.How, *h)
		}
	}
	return s
}

func rowOf(b *catalog.Base, items []due.Item) row {
	var r row
	if b != nil {
		r.Name, r.Phone, r.Base = b.Name, b.Phone, true
	}
	for _, i := range items {
		if word := lacks[i.Kind]; word != "" && b != nil {
			if i.Kind == due.Unchecked && b.Verified.Date.Known() {
				word += "（上次" + b.Verified.Date.Chinese() + "）"
			}
			r.Lacks = append(r.Lacks, word)
			continue
		}
		if i.Kind == due.ReturnMissing {
			if r.Returns.Years == nil {
				r.Returns.Urgent = i.Urgency.Name().ZH
			}
			r.Returns.Years = append(r.Returns.Years, i.Year)
			continue
		}
		t := thing{What: i.What.ZH, Place: i.Place.File}
		if i.Place.Line > 0 {
			t.Place = fmt.Sprintf("%s 第%d行", t.Place, i.Place.Line)
		}
		if b != nil { // its name stands before it
			t.What = strings.TrimPrefix(strings.TrimPrefix(t.What, b.Name), "的")
		}
		if i.Urgency < due.Someday {
			t.Urgent = i.Urgency.Name().ZH
		}
		r.Things = append(r.Things, t)
	}
	slices.Sort(r.Returns.Years)
	return r
}
