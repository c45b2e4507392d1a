package intake

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/source"
)

// Columns of bases that are no settings of their pages: what the page says, and the level, which a naming gives.

// onlyMarks is a line that Markdown takes for a rule, or for the mark of a heading above it.
var onlyMarks = regexp.MustCompile(`^[-=_+\s]{3,}$`)

// pageText takes what a row says of a base for the text of its page: each line of the cell a paragraph.
func (r *row) pageText() {
	var out []string
	for _, v := range r.values("text") {
		for line := range strings.SplitSeq(paragraph(v.Text), "\n") {
			// A cell has no headings: its marks are none.
			if line = strings.TrimLeft(line, "#＃>＞ \t　"); line != "" && !onlyMarks.MatchString(line) {
				out = append(out, strings.TrimSpace(line))
			}
		}
		r.rec.decided = v.typed
		r.rec.Cells["text"] = address(r.s.Name, r.at, v.col)
	}
	r.rec.Text = strings.Join(out, "\n\n")
}

// text holds what a row says of a base that has a page against the text there: a page that says nothing yet takes it.
func (h *holder) text(r *Record, b *catalog.Base) {
	if r.Text == "" {
		return
	}
	old := ""
	if raw, err := fs.ReadFile(h.content.Files, b.Path); err == nil {
		if f, err := edit.Open(b.Path, raw); err == nil {
			old = strings.TrimSpace(f.Body())
		}
	}
	switch {
	case strings.Contains(fold.Name(old), fold.Name(r.Text)): // with other line ends
	case old == "" || old == source.Unfinished:
		if r.State == Same {
			r.State = Changed
		}
		r.Fields = append(r.Fields, FieldChange{"text", "正文", old, r.Text, r.Cells["text"]})
		return
	default:
		h.wrong(r, "text", Told, diag.M("INTAKE-TEXT-THERE", "网页上已有介绍，表里的没有收", "the page has a text, and that of the sheet was not taken"), diag.T("表里的更好，就在网页里改", "change it on the page where the sheet's is better"))
	}
	r.Text = ""
}

// levelCell is a level that a row gives a base.
type levelCell struct{ sheet, base, level string }

// levelCell notes the level that a row gives a base. Only a naming can give it one.
func (r *row) levelCell() {
	for _, v := range r.values("level") {
		level := line(v.Text)
		if name, _, ok := pick(form.Designation.Fields(nil)[0], level, r.plan.in); ok {
			level = name
		}
		r.plan.levels = append(r.plan.levels, levelCell{r.s.Name, r.rec.Answers["name"], level})
	}
}

// mostUnnamed is how many bases a note names.
const mostUnnamed = 6

// unnamed tells of levels in rows of bases for which there is no naming, neither on record nor in the book.
func (h *holder) unnamed() {
	named := map[string]bool{}
	add := func(level, name string) { named[level+"\x00"+fold.Name(name)] = true }
	if h.content.Catalog != nil {
		for _, d := range h.content.Catalog.Designations {
			for _, b := range d.Bases {
				for _, name := range append([]string{b.Name, b.Short}, b.Alias...) {
					add(d.Level.Name, name)
				}
			}
			for _, o := range d.Others {
				add(d.Level.Name, o.Name)
			}
		}
	}
	for _, r := range h.Records {
		if r.Sort.Name == form.Designation.Name && (r.State == New || r.State == Changed || r.State == Same) {
			for _, name := range slices.Concat(form.ItemsOf(r.Answers["bases"]), form.ItemsOf(r.Answers["others"])) {
				add(r.Answers["level"], name)
			}
		}
	}
	var sheets []string
	lacking := map[string][]string{}
	for _, c := range h.levels {
		if named[c.level+"\x00"+fold.Name(c.base)] || c.base == "" {
			continue
		}
		if lacking[c.sheet] == nil {
			sheets = append(sheets, c.sheet)
		}
		lacking[c.sheet] = append(lacking[c.sheet], c.base+" "+c.level)
	}
	for _, s := range sheets {
		list := lacking[s]
		words := strings.Join(list[:min(len(list), mostUnnamed)], "、")
		if n := len(list); n > mostUnnamed {
			words += fmt.Sprintf("……（%d）", n)
		}
		h.Notes = append(h.Notes, diag.T("“%s”的级别没有收：级别由命名来定，记录里没有这样的命名：%s。要记命名，把这个文件当作命名再收一次（--as designation），命名时间和文号一张表只问一次",
			"the levels of “%s” were not taken: a naming gives them, and there is none of %s. Take the file in as namings for that (--as designation): their date and document are asked once").With(s, words))
	}
}
