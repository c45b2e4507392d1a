package markdown

import (
	"strings"
	"testing"

	"kepu/generator/diag"
)

// TestPlaces holds that links are found where they stand, through every kind of
// container, after Chinese characters and characters of two UTF-16 units. What
// the place marks is given as words.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		name, text, marked string
		line, column       int
	}{
		{"paragraph", "前文𠮷[名](图 片)[链](x.md)", "x.md", 1, 17},
		{"second line", "第一行\n第二[链](x.md)", "x.md", 2, 7},
		{"list", "- 甲\n- 乙[链](x.md)", "x.md", 2, 8},
		{"nested list", "- 甲\n  1. 乙[链](x.md)", "x.md", 2, 11},
		{"quotation", "> 甲\n> 乙[链](x.md)", "x.md", 2, 8},
		{"quoted list", "> - 甲\n>   乙[链](x.md)", "x.md", 2, 10},
		{"tab in list", "-\t甲[链](x.md)", "x.md", 1, 8},
		{"table", "|甲|乙|\n|-|-|\n|丙|丁[链](x.md)|", "x.md", 3, 9},
		{"definition", "术语\n: 释[链](x.md)", "x.md", 2, 8},
		{"footnote", "文[^1]\n\n[^1]: 注[链](x.md)", "x.md", 3, 12},
		{"heading", "## 题[链](x.md) ##", "x.md", 1, 9},
		{"in bold", "**粗[链](x.md)**", "x.md", 1, 8},
		{"in angles", "[链]( <x y.md> \"题\")", "x y.md", 1, 7},
		{"picture", "![图](x.jpg)", "x.jpg", 1, 6},
		{"picture in a link", "[![图](x.jpg)](https://a.example)", "x.jpg", 1, 7},
		{"address on the next line", "[链](\nx.md)", "x.md", 2, 1},
		{"reference", "见[链][甲]\n\n[甲]: x.md", "[链][甲]", 1, 2},
		{"short reference", "- 见\n- [链]\n\n[链]: x.md", "[链]", 2, 3},
	} {
		for _, before := range []string{"", "+++\nname = \"示例\"\n+++\n"} {
			f := diag.NewFile("a.md", before+c.text)
			var ps diag.List
			d := Parse(c.text, Origin{File: f, Start: len(before), End: len(f.Text), Exact: true}, &ps)
			if len(d.Links) != 1 {
				t.Errorf("%s: %d links", c.name, len(d.Links))
				continue
			}
			l := d.Links[0]
			at := f.Place(l.Start, l.End)
			if got := f.Text[l.Start:l.End]; got != c.marked || at.Line != c.line+strings.Count(before, "\n") || at.Column != c.column {
				t.Errorf("%s: marked %q at %d:%d, want %q at %d:%d", c.name, got, at.Line, at.Column, c.marked, c.line, c.column)
			}
		}
	}
}

func TestInexactOriginPlacesEverythingAtTheWhole(t *testing.T) {
	f := diag.NewFile("activities/2016.toml", `summary = "a\t[x](javascript:1) [y](b.md)"`)
	var ps diag.List
	d := Parse("a\t[x](javascript:1) [y](b.md)", Origin{File: f, Start: 10, End: 42}, &ps)
	if len(ps) != 1 || ps[0].Place.Column != 11 || ps[0].Place.Width != 32 {
		t.Errorf("problems %+v", ps)
	}
	if l := d.Links[0]; l.Start != 10 || l.End != 42 {
		t.Errorf("link at %d to %d", l.Start, l.End)
	}
}
