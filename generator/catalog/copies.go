package catalog

import (
	"cmp"
	"slices"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/source"
)

// withoutCopies returns files without those that say to the letter what another one says:
// a log in a folder of backups would count everything twice, and be told record by record.
// The one with the longer path is the copy.
func (l *linker) withoutCopies(files []*source.Parsed) []*source.Parsed {
	alike := map[int][]*source.Parsed{} // by length; those of one length are nearly always different
	for _, p := range files {
		if saysSomething(p) {
			alike[len(p.File.Text)] = append(alike[len(p.File.Text)], p)
		}
	}
	copies := map[*source.Parsed]bool{}
	for _, list := range alike {
		if len(list) == 1 {
			continue
		}
		slices.SortFunc(list, func(a, b *source.Parsed) int {
			return cmp.Or(len(a.File.Path)-len(b.File.Path), strings.Compare(a.File.Path, b.File.Path))
		})
		first := map[string]*source.Parsed{}
		for _, p := range list {
			original := first[p.File.Text]
			switch {
			case original == nil:
				first[p.File.Text] = p
			case original.Section == p.Section && !sameInFolder(original.File.Path, p.File.Path): // else its id is told to be taken
				copies[p] = true
				l.ps.Error(diag.Whole(p.File.Path), diag.M("FILE-TWICE", "和 %s 一字不差，像是它的副本", "says the same as %s to the letter and looks like a copy of it").With(original.File.Path),
					diag.T("留下一个，删掉另一个（或移到 content 外面）", "keep one and delete the other, or move it out of content")).By(&diag.Repair{Delete: original.File.Path})
			}
		}
	}
	if len(copies) == 0 {
		return files
	}
	return slices.DeleteFunc(slices.Clone(files), func(p *source.Parsed) bool { return copies[p] })
}

// saysSomething reports whether a file holds a record or a page: empty logs may be alike,
// and one with errors is told those.
func saysSomething(p *source.Parsed) bool {
	switch {
	case p.Problems.HasErrors():
		return false
	case p.Log != nil:
		return len(p.Log.Activities)+len(p.Log.Annuals) > 0
	case p.Ratings != nil:
		return len(p.Ratings.List) > 0
	case p.Naming != nil:
		return len(p.Naming.Designations)+len(p.Naming.Revocations) > 0
	}
	return p.Base != nil || p.Article != nil || p.Route != nil || p.Exchange != nil && len(p.Exchange.Offers)+len(p.Exchange.Wants) > 0
}

// pastedBatches warns of a batch that names bases which another of the same level, line and
// date names too: pasted, and then changed, it counts them twice.
func (l *linker) pastedBatches() {
	type batch struct {
		level *Level
		line  string
		date  date.Date
	}
	type named struct {
		path string
		*source.Designation
		names map[string]bool
	}
	seen := map[batch][]named{}
	l.each(source.NamingFile, func(p *source.Parsed) {
		if p.Naming == nil {
			return
		}
		for i := range p.Naming.Designations {
			d := named{p.File.Path, &p.Naming.Designations[i], map[string]bool{}}
			for _, name := range d.Names() {
				if b := l.baseNames.known[name]; b != nil {
					name = b.Name
				}
				d.names[name] = true
			}
			at := batch{l.levels.known[d.Level.Name], d.Line, d.Date.Date}
			for _, first := range seen[at] {
				if n := shared(first.names, d.names); n > 0 && d.Date.Known() && at.level != nil {
					l.ps.Warn(l.place(d.path, d.Span), diag.M("BATCH-TWICE", "可能重复：和 %s 第 %d 行的那一批级别、日期相同，其中 %d 个单位两批里都有", "perhaps entered twice: the batch in %s, line %d is of the same level and date, and %d are named in both").With(
						first.path, l.files[first.path].LineOf(int(first.Span.Start)), n),
						diag.T("多贴的请删去；真是两批，一个单位只写在一批里；由两个单位分别命名的，两处各加一行 line", "delete what was pasted twice; if they are two batches, name each base in one of them, or give each a line where two bodies name"))
					break
				}
			}
			seen[at] = append(seen[at], d)
		}
	})
}

func shared(a, b map[string]bool) int {
	n := 0
	for name := range b {
		if a[name] {
			n++
		}
	}
	return n
}

// samePage warns of two pages of a section that nothing but their text tells apart: one title,
// one date or none, one document number, one year covered.
func (l *linker) samePage(list []*Article) {
	type page struct {
		title, document string
		date            date.Date
		years           [2]int
	}
	seen := map[page]*Article{}
	for _, a := range list {
		at := page{a.Title, a.Document, a.Date.Date, a.Years}
		first := seen[at]
		if first == nil {
			seen[at] = a
			continue
		}
		if len(a.Path) < len(first.Path) {
			seen[at], a, first = a, first, a
		}
		alike := diag.T("标题和日期都与 %s 相同", "title and date are those of %s")
		if !a.Date.Known() {
			alike = diag.T("标题与 %s 相同，都没有写日期", "the title is that of %s, and neither has a date")
		}
		l.ps.Warn(diag.Whole(a.Path), diag.M("FILE-TITLE-TWICE", "可能重复：%s", "perhaps there twice: %s").With(alike.With(first.Path)),
			diag.T("是副本就删掉一个；是两篇就写上各自的日期或文号，或者在标题里写出区别", "delete one if it is a copy, else give each its date or document, or tell the two apart in the title"))
	}
}
