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

// Folder moves the page of a base that stands alone, bases/ID.md, into a folder of its own,
// bases/ID/index.md, where photos may stand beside it. Its address stays; every link to it, and each of
// its own that is written from where it stood, is written anew. Nothing changes where it is in a
// folder already.
func Folder(in catalog.Input, content fs.FS, file string) (edit.Change, error) {
	c := edit.Change{What: diag.T("把 %s 移进了文件夹", "moved %s into a folder").With(file)}
	i := slices.IndexFunc(in.Files, func(p *source.Parsed) bool { return p.File.Path == file && p.Base != nil })
	if i < 0 {
		return c, &edit.Refused{Path: file, What: diag.M("RENAME-NO-PAGE", "%s 不是读得出的基地页", "%s is no page of a base that can be read").With(file), Mend: diag.Text{}}
	}
	dir, name := path.Split(file)
	if dir != "bases/" {
		return c, nil
	}
	stem := strings.TrimSuffix(name, path.Ext(name))
	to := dir + stem + "/index.md"
	r := &renaming{in: in, content: content, base: in.Files[i], old: "\x00", moved: map[string]string{file: to}}
	if _, err := fs.Stat(content, to); err == nil {
		return c, r.refuse(diag.M("RENAME-INDEX", "已经有 %s 了", "there is %s already").With(to), diag.T("请先看看两个文件该留哪一个", "see first which of the two files is to stay"))
	} else if !errors.Is(err, fs.ErrNotExist) {
		return c, err
	}
	for _, p := range in.Files {
		places, err := r.references(p)
		if err != nil {
			return c, err
		}
		if len(places) == 0 && p != r.base {
			continue
		}
		f, err := r.open(p)
		if err != nil {
			return c, err
		}
		for _, s := range places {
			if err := f.Splice(s); err != nil {
				return c, err
			}
		}
		if p == r.base && source.Parse(to, []byte(f.Text())).ID != p.ID {
			if err := f.Set(edit.Top(), "id", edit.Text(p.ID)); err != nil {
				return c, err
			}
		}
		one, err := f.Change()
		if err != nil {
			return c, err
		}
		if p == r.base {
			c.Files = append(c.Files, move(one, to)...)
		} else {
			c.Files = append(c.Files, one)
		}
	}
	return c, r.prove(c, nil)
}
