// Package scoresheet prints what a scheme makes of the bases: pages for paper and a workbook.
//
// In goes an assess.Result; out come files by path: index.html (the list of the city), ask.html (what
// to ask whom, county by county), bases/ID.html (a base on a sheet of A4, with boxes to sign),
// all.html (all of those in one to print), scores.xlsx, and ratings.toml (what is certain, to be copied into the
// content once it is published). They are for the office and stand in a folder
// of their own: nothing of them is ever part of the site, and they use neither its theme nor its files.
//
// The pages hold no script, and what they take from content/ is escaped by html/template. What an
// example scheme gives is marked as such on every sheet. Unknown is printed as unknown: words.go
// has the wording, view.go what a page is given, layouts/ how it stands on paper.
package scoresheet

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"

	"kepu/generator/assess"
)

//go:embed layouts
var layouts embed.FS

var pages = template.Must(template.ParseFS(layouts, "layouts/*.html"))

// Book is the name of the workbook among the files, by which a folder is known as one of these.
const Book = "scores.xlsx"

// Of returns the files for a result, by path. Organiser is who runs the site.
func Of(r *assess.Result, organiser string) (map[string][]byte, error) {
	t := tree{}
	style, err := layouts.ReadFile("layouts/print.css")
	if err != nil {
		return nil, err
	}
	t["print.css"] = style
	all := frame{Title: "全部评价表", Root: "", Scheme: headOf(r)}
	for i, s := range r.Sheets {
		v := sheetOf(r, s)
		all.Sheets = append(all.Sheets, v)
		one := frame{Title: s.Base.Name, Root: "../", Scheme: all.Scheme, Sheets: []sheet{v}}
		if i > 0 {
			one.Previous = r.Sheets[i-1].Base.ID + ".html"
		}
		if i+1 < len(r.Sheets) {
			one.Next = r.Sheets[i+1].Base.ID + ".html"
		}
		if err := t.render("bases/"+s.Base.ID+".html", "sheets", one); err != nil {
			return nil, err
		}
	}
	if err := t.render("all.html", "sheets", all); err != nil {
		return nil, err
	}
	if err := t.render("index.html", "list", listOf(r, organiser)); err != nil {
		return nil, err
	}
	if err := t.render("ask.html", "ask", askOf(r)); err != nil {
		return nil, err
	}
	if text := ratings(r); text != "" {
		t["ratings.toml"] = []byte(text)
	}
	var book bytes.Buffer
	if err := writeBook(&book, r, organiser); err != nil {
		return nil, err
	}
	t[Book] = book.Bytes()
	return t, nil
}

// tree is files by path.
type tree map[string][]byte

func (t tree) render(name, layout string, view any) error {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, layout, view); err != nil {
		return fmt.Errorf("make %s: %w", name, err)
	}
	t[name] = b.Bytes()
	return nil
}
