package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"kepu/generator/diag"
)

// assetName is what every server, zip program and file system can hold.
var assetName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*$`)

// assets returns the folder of files that go into the site as they are, after a
// look at their names and at what style sheets and drawings ask for.
func assets(dir fs.FS) (fs.FS, error) {
	if _, err := fs.Stat(dir, "assets"); errors.Is(err, fs.ErrNotExist) {
		return none{}, nil
	}
	err := fs.WalkDir(dir, "assets", func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("read theme: %w", err)
		}
		if !assetName.MatchString(e.Name()) {
			return &Fault{File: file, What: diag.T("文件名只能用小写字母、数字、点、连字符和下划线", "a name may hold only a-z, 0-9, dots, hyphens and underscores")}
		}
		if e.IsDir() {
			return nil
		}
		if !e.Type().IsRegular() {
			return &Fault{File: file, What: diag.T("不是普通文件", "not a regular file")}
		}
		switch strings.ToLower(path.Ext(file)) {
		case ".css", ".svg":
			text, err := read(dir, file)
			if err != nil {
				return err
			}
			return lint(file, text)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return fs.Sub(dir, "assets")
}

// none is the file system of a theme that has no assets.
type none struct{}

func (none) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
