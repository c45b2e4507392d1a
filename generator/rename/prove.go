package rename

import (
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/source"
)

// prove links the content as it would be after the change and refuses it for an error
// that was not there before, or a reference that is left.
func (r *renaming) prove(c edit.Change, moved map[string]string) error {
	changed := map[string]*source.Parsed{}
	for _, f := range c.Files {
		changed[f.Path] = nil
		if f.After != nil && source.SectionOf(f.Path) != source.OtherFile {
			changed[f.Path] = source.Parse(f.Path, f.After)
		}
	}
	in := r.in
	in.Files = slices.DeleteFunc(slices.Clone(r.in.Files), func(p *source.Parsed) bool { _, is := changed[p.File.Path]; return is })
	for _, p := range changed {
		if p != nil {
			in.Files = append(in.Files, p)
		}
	}
	slices.SortFunc(in.Files, func(a, b *source.Parsed) int { return strings.Compare(a.File.Path, b.File.Path) })
	in.Others = slices.Clone(r.in.Others)
	back := map[string]string{}
	for i, name := range in.Others {
		if to, is := moved[name]; is {
			in.Others[i] = to
			back[to] = name
		}
	}
	slices.Sort(in.Others)
	if read := r.in.Asset; read != nil {
		in.Asset = func(name string) *source.Asset {
			was, is := back[name]
			if !is {
				return read(name)
			}
			a := read(was)
			if a == nil {
				return nil
			}
			there := *a
			there.Path = name
			return &there
		}
	}
	_, before := catalog.Link(r.in)
	_, after := catalog.Link(in)
	for _, p := range r.in.Files { // what a file's place says of it too
		if _, is := changed[p.File.Path]; is {
			before = append(before, p.Problems...)
		}
	}
	for _, p := range changed {
		if p != nil {
			after = append(after, p.Problems...)
		}
	}
	// By the code alone: that the base has another name or address changes words and files of
	// what was wrong before.
	after.Sort()
	if fresh := after.BesidesAs(before, diag.Problem.Code).Only(diag.Error); len(fresh) > 0 {
		return &edit.Refused{Path: fresh[0].Place.File, Problems: fresh,
			What: diag.M("RENAME-NEW-ERROR", "这样改，%s会出错：%s", "the change would make an error in %s: %s").With(edit.Where(fresh[0].Place), fresh[0].What),
			Mend: fresh[0].Mend}
	}
	if r.id == "" {
		return nil
	}
	again := &renaming{in: in, content: r.content, old: r.old, id: r.id, moved: moved}
	for _, p := range in.Files {
		if left, err := again.references(p); err != nil || len(left) > 0 {
			line := 1
			if len(left) > 0 {
				line = p.File.LineOf(left[0].Start)
			}
			return &edit.Refused{Path: p.File.Path, What: diag.M("RENAME-LEFT", "%s 第 %d 行还会用着原来的 id", "%s, line %d, would still use the old id").With(p.File.Path, line), Mend: diag.Text{}}
		}
	}
	return nil
}
