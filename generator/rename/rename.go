// Package rename gives a base another name or another id, as one change of all files
// that it takes.
//
// In comes what catalog.Link takes and the folder that it was read from; out comes an
// edit.Change that nothing has been written of. A new name puts the old one into alias, so that
// logs and texts that use it still mean the base. A new id moves the page (and the
// folder with its photos) when it is named after the id, writes every reference by the id and
// every link to the page anew, and keeps the old address: the page leads on from there.
//
// Both are proved by linking all of the content as it would be: no error that was not there,
// and no reference that is left. What stands outside of content/ (grades in assessments/,
// links on other sites) is not looked at.
package rename

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/source"
)

// Name gives the base with that id another name.
func Name(in catalog.Input, content fs.FS, id, name string) (edit.Change, error) {
	r, err := begin(in, content, id)
	if err != nil {
		return edit.Change{}, err
	}
	old := r.base.Base.Name
	name = strings.TrimSpace(name)
	if name == "" {
		return edit.Change{}, r.refuse(diag.M("RENAME-NO-NAME", "新名称是空的", "the new name is empty"), diag.T("请填写", "fill it in"))
	}
	c := edit.Change{What: diag.T("把“%s”改名为“%s”，原来的名称写进了别名", "renamed “%s” “%s”; the old name became an alias").With(old, name)}
	if name == old {
		return c, nil
	}
	f, err := r.open(r.base)
	if err != nil {
		return c, err
	}
	if err := SetName(f, old, r.base.Base.Alias, name); err != nil {
		return c, err
	}
	one, err := f.Change()
	if err != nil {
		return c, err
	}
	c.Files = []edit.FileChange{one}
	return c, r.prove(c, nil)
}

// SetName gives the base on a page another name; the old one becomes an alias, and the new one is none any more. Alias
// are those that the page has.
func SetName(f *edit.File, old string, alias []string, name string) error {
	if err := f.Set(edit.Top(), "name", edit.Text(name)); err != nil {
		return err
	}
	if slices.Contains(alias, name) {
		if err := f.Drop(edit.Top(), "alias", edit.Text(name)); err != nil {
			return err
		}
		if len(alias) == 1 && old == "" {
			return f.Remove(edit.Top(), "alias")
		}
	}
	if old != "" && !slices.Contains(alias, old) {
		return f.Add(edit.Top(), "alias", edit.Text(old))
	}
	return nil
}

// ID gives the base with the id old another one.
func ID(in catalog.Input, content fs.FS, old, id string) (edit.Change, error) {
	r, err := begin(in, content, old)
	if err != nil {
		return edit.Change{}, err
	}
	c := edit.Change{What: diag.T("把“%s”的 id 从 %s 改为 %s", "the id of “%s” is %[3]s and no longer %[2]s").With(r.base.Base.Name, old, id)}
	if !source.IsID(id) {
		return c, r.refuse(diag.M("RENAME-ID", "“%s” 不能作 id", "“%s” cannot be an id").With(id),
			diag.T("id 用小写字母、数字和 -，不超过 63 个字符，例如 xiping-weather", "an id is small letters, digits and -, at most 63 of them, such as xiping-weather"))
	}
	if id == old {
		return c, nil
	}
	r.old, r.id = old, id
	if err := r.moves(); err != nil {
		return c, err
	}
	for _, p := range in.Files {
		if one, err := r.file(p); err != nil {
			return c, err
		} else if one != nil {
			c.Files = append(c.Files, one...)
		}
	}
	for from, to := range r.moved {
		if slices.ContainsFunc(c.Files, func(f edit.FileChange) bool { return f.Path == from }) {
			continue
		}
		data, err := fs.ReadFile(content, from)
		if err != nil {
			return c, err
		}
		c.Files = append(c.Files, move(edit.FileChange{Path: from, Before: data, After: data}, to)...)
	}
	slices.SortFunc(c.Files, func(a, b edit.FileChange) int { return strings.Compare(a.Path, b.Path) })
	return c, r.prove(c, r.moved)
}

// renaming is a base whose name or id is changed.
type renaming struct {
	in      catalog.Input
	content fs.FS
	base    *source.Parsed

	old, id string
	moved   map[string]string // where files go
}

func begin(in catalog.Input, content fs.FS, id string) (*renaming, error) {
	r := &renaming{in: in, content: content}
	for _, p := range in.Files {
		if p.Section == source.BaseFile && p.Base != nil && p.ID == id && id != "" {
			r.base = p
			return r, nil
		}
	}
	return nil, &edit.Refused{What: diag.M("RENAME-NO-BASE", "没有 id 为 %s 的基地", "there is no base with the id %s").With(id), Mend: diag.Text{}}
}

func (r *renaming) refuse(what, mend diag.Text) error {
	return &edit.Refused{Path: r.base.File.Path, What: what, Mend: mend}
}

// open opens a file that was read, as it is on the disk.
func (r *renaming) open(p *source.Parsed) (*edit.File, error) {
	raw, err := fs.ReadFile(r.content, p.File.Path)
	if err != nil {
		return nil, err
	}
	f, err := edit.Open(p.File.Path, raw)
	if err == nil && f.Text() != p.File.Text {
		return nil, &edit.Stale{Paths: []string{p.File.Path}}
	}
	return f, err
}

// moves finds the files that are named after the id, and where they go.
func (r *renaming) moves() error {
	name := r.base.File.Path
	dir, file := path.Split(name)
	ext := path.Ext(file)
	r.moved = map[string]string{}
	switch {
	case strings.TrimSuffix(file, ext) == r.old:
		r.moved[name] = dir + r.id + ext
	case path.Base(dir) == r.old && strings.Count(dir, "/") == 2:
		err := fs.WalkDir(r.content, strings.TrimSuffix(dir, "/"), func(name string, d fs.DirEntry, err error) error {
			if err == nil && source.Skipped(d.Name()) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if err == nil && !d.IsDir() {
				r.moved[name] = path.Dir(strings.TrimSuffix(dir, "/")) + "/" + r.id + "/" + strings.TrimPrefix(name, dir)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, to := range r.moved {
		if _, err := fs.Stat(r.content, to); err == nil {
			return r.refuse(diag.M("RENAME-THERE", "已经有 %s 了", "there is %s already").With(to), diag.T("请换一个 id", "choose another id"))
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// file changes what one file says of the base; nil when that is nothing.
func (r *renaming) file(p *source.Parsed) ([]edit.FileChange, error) {
	places, err := r.references(p)
	if err != nil || len(places) == 0 && p != r.base {
		return nil, err
	}
	f, err := r.open(p)
	if err != nil {
		return nil, err
	}
	for _, s := range places {
		if err := f.Splice(s); err != nil {
			return nil, err
		}
	}
	to, moves := r.moved[p.File.Path]
	if p == r.base {
		if p.IDSpan.Written() || !moves {
			if err := f.Set(edit.Top(), "id", edit.Text(r.id)); err != nil {
				return nil, err
			}
		}
		if now := "bases/" + r.id + ".html"; slices.Contains(p.Base.Aliases, now) {
			for _, written := range []string{now, "/" + now} {
				if err := f.Drop(edit.Top(), "aliases", edit.Text(written)); err != nil {
					return nil, err
				}
			}
		}
		if err := f.Add(edit.Top(), "aliases", edit.Text("bases/"+r.old+".html")); err != nil {
			return nil, err
		}
	}
	one, err := f.Change()
	if err != nil {
		return nil, err
	}
	if moves {
		return move(one, to), nil
	}
	return []edit.FileChange{one}, nil
}

// move is a change of a file that goes to another place.
func move(f edit.FileChange, to string) []edit.FileChange {
	return []edit.FileChange{{Path: f.Path, Before: f.Before}, {Path: to, After: f.After}}
}
