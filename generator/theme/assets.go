package theme

import (
	"crypto/sha256"
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
// look at their names and at what style sheets and drawings ask for, and the version of each.
func assets(dir fs.FS) (fs.FS, versions, error) {
	if _, err := fs.Stat(dir, "assets"); errors.Is(err, fs.ErrNotExist) {
		return none{}, nil, nil
	}
	all := versions{}
	err := fs.WalkDir(dir, "assets", func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("read theme: %w", err)
		}
		if !assetName.MatchString(e.Name()) {
			return &Fault{File: file, What: diag.M("THEME-FILE-NAME", "文件名只能用小写字母、数字、点、连字符和下划线", "a name may hold only a-z, 0-9, dots, hyphens and underscores")}
		}
		if e.IsDir() {
			return nil
		}
		if !e.Type().IsRegular() {
			return &Fault{File: file, What: diag.M("THEME-FILE-IRREGULAR", "不是普通文件", "not a regular file")}
		}
		switch strings.ToLower(path.Ext(file)) {
		case ".css", ".svg":
			text, err := read(dir, file)
			if err != nil {
				return err
			}
			if err := lint(file, text); err != nil {
				return err
			}
		}
		return all.add(dir, file)
	})
	if err != nil {
		return nil, nil, err
	}
	folder, err := fs.Sub(dir, "assets")
	return folder, all, err
}

// versions tells of each asset, by its path in the theme, the beginning of its sum.
type versions map[string]string

func (v versions) add(dir fs.FS, file string) error {
	data, err := fs.ReadFile(dir, file)
	if err != nil {
		return fmt.Errorf("read theme: %w", err)
	}
	v[file] = fmt.Sprintf("%x", sha256.Sum256(data))[:8]
	return nil
}

// asked matches the address of an asset at the end of an attribute.
var asked = regexp.MustCompile(`(?:\}\}|["'])(assets/[a-z0-9._/-]+)["']`)

// stamp adds to the addresses of assets in the text of a template what a browser has to ask anew by
// when the file is another: its name stays, so that what names it otherwise finds it too. No server and
// no disk minds the query.
func (v versions) stamp(text string) string {
	return asked.ReplaceAllStringFunc(text, func(found string) string {
		version := v[asked.FindStringSubmatch(found)[1]]
		if version == "" {
			return found
		}
		end := len(found) - 1
		return found[:end] + "?v=" + version + found[end:]
	})
}

// none is the file system of a theme that has no assets.
type none struct{}

func (none) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
