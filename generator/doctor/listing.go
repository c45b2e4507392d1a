package doctor

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kepu/generator/folder"
	"kepu/generator/source"
)

// listing is what stands in the content folder, as paths in it with slashes.
type listing struct {
	folder *source.Folder // nil where the folder cannot be listed
	all    []string       // every file, those too that source passes over, but for .kepu
}

// list lists content. What cannot be listed is left out: check says why.
func list(content string) (l listing) {
	files := folder.New(content)
	l.folder, _ = source.Walk(files)
	fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fs.SkipDir
		case d.IsDir() && d.Name() == ".kepu":
			return fs.SkipDir
		case d.Type().IsRegular():
			l.all = append(l.all, name)
		}
		return nil
	})
	return l
}

// at is the path of a file of the content on this machine.
func (p *patient) at(name string) string { return filepath.Join(p.Content, filepath.FromSlash(name)) }

// existing returns the folder, or the nearest above it that exists.
func existing(dir string) string {
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return dir
		}
		dir = up
	}
}

// parts are the names of the folders in a path.
func parts(dir string) []string {
	return strings.FieldsFunc(dir, func(r rune) bool { return r == '/' || r == '\\' })
}

// within reports whether a path is a folder's, or of something in it. Letters are compared as Windows does.
func within(dir, folder string) bool {
	if folder == "" {
		return false
	}
	inner, outer := parts(strings.ToLower(dir)), parts(strings.ToLower(folder))
	if len(outer) == 0 || len(inner) < len(outer) {
		return false
	}
	for i, name := range outer {
		if inner[i] != name {
			return false
		}
	}
	return true
}
