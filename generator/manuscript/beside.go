package manuscript

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"kepu/generator/edit"
)

// orphans are the pictures beside a page that an earlier import put there, that its text showed before and does not show after, and that no
// other file of the content names.
func orphans(content fs.FS, page, before, after string) (gone []edit.FileChange, err error) {
	dir, id := path.Dir(page), strings.TrimSuffix(path.Base(page), path.Ext(page))
	ours := regexp.MustCompile(`\]\((` + regexp.QuoteMeta(id) + `-\d+(?:-\d+)?\.(?:png|jpg|gif|webp))[) ]`)
	var names []string
	for _, found := range ours.FindAllStringSubmatch(before, -1) {
		if name := found[1]; !strings.Contains(after, name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, nil
	}
	err = fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && name != ".": // of programs
			return fs.SkipDir
		}
		if ext := strings.ToLower(path.Ext(name)); d.IsDir() || name == page || ext != ".md" && ext != ".toml" {
			return nil
		}
		text, err := fs.ReadFile(content, name)
		names = slices.DeleteFunc(names, func(s string) bool { return strings.Contains(string(text), s) })
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if data, err := fs.ReadFile(content, path.Join(dir, name)); err == nil {
			gone = append(gone, edit.FileChange{Path: path.Join(dir, name), Before: data})
		}
	}
	return gone, nil
}

// LinkInside makes of links to the site itself links to the files that its pages are made from: a text for Word, passed on and sent back,
// names pages by their full addresses. base is the site's address, "" where it is not known; Path of the page is where they will stand.
func (m *Manuscript) LinkInside(content fs.FS, base string, p Place) {
	if base == "" {
		return
	}
	to := regexp.MustCompile(`\]\(` + regexp.QuoteMeta(base) + `([a-z0-9][a-z0-9/_-]*)\.html(#[^()\s]*)?\)`)
	m.Body = to.ReplaceAllStringFunc(m.Body, func(link string) string {
		found := to.FindStringSubmatch(link)
		file := found[1] + ".md"
		if _, err := fs.Stat(content, file); err != nil || !fs.ValidPath(file) {
			return link // a page that is made of no file: figures of a year, a list
		}
		if path.Dir(file) == path.Dir(p.Path) {
			return "](" + path.Base(file) + found[2] + ")"
		}
		return "](" + strings.Repeat("../", strings.Count(p.Path, "/")) + file + found[2] + ")"
	})
}
