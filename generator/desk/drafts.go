package desk

import (
	"path"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/form"
	"kepu/generator/source"
)

// drafts yields the drafts of a sort. They are not on the site, and so not in its records, but who
// began one yesterday looks for it in the list.
func (d *Desk) drafts(rec form.Record, c *catalog.Catalog) func(yield func(row) bool) {
	return func(yield func(row) bool) {
		for _, name := range c.Drafts {
			mine := recordOf(name) == rec.Name
			if source.SectionOf(name) == source.RouteFile {
				mine = rec.Name == form.Route.Name
			}
			if !mine {
				continue
			}
			called := path.Base(name)
			if s, err := d.find(rec, name, 0); err == nil {
				answers := form.Table(rec.Fields(c), s.text, s.table)
				for _, key := range []string{"title", "name"} {
					if answers[key] != "" {
						called = answers[key]
					}
				}
			}
			if !yield(row{Name: called, Note: diag.T("草稿，还没有上网站", "a draft, not on the site yet").In(d.o.Lang), Path: editAddress(rec.Name, name, 0), Body: bodyAddress(name)}) {
				return
			}
		}
	}
}
