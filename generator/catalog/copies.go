package catalog

import (
	"cmp"
	"slices"
	"strings"

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
				l.ps.Error(diag.Whole(p.File.Path), diag.T("和 %s 一字不差，像是它的副本", "says the same as %s to the letter and looks like a copy of it").With(original.File.Path),
					diag.T("留下一个，删掉另一个（或移到 content 外面）", "keep one and delete the other, or move it out of content"))
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
	case p.Naming != nil:
		return len(p.Naming.Designations)+len(p.Naming.Revocations) > 0
	}
	return p.Base != nil || p.Article != nil
}
