package theme

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/minify"
)

// assetName is what every server, zip program and file system can hold.
var assetName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*$`)

// assets returns the folder of files that go into the site, style sheets and scripts short, after a
// look at their names and at what style sheets and drawings ask for, and the version of each: that of the
// file as it was written.
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
	return shortened{folder, all}, all, err
}

// shortened is a folder whose style sheets and scripts are as short as a browser needs them, and whose style sheets ask for others by version.
// They are made so when they are read: a build that finds the site as it would make it reads none.
type shortened struct {
	fs.FS
	versions versions
}

func (s shortened) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	if shorten[path.Ext(name)] == nil || err != nil {
		return f, err
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return f, err
	}
	defer f.Close()
	data, err := s.ReadFile(name)
	return &shortFile{bytes.NewReader(data), shortInfo{info, int64(len(data))}}, err
}

func (s shortened) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(s.FS, name) }

func (s shortened) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(s.FS, name)
	if short := shorten[path.Ext(name)]; short != nil && err == nil {
		data = s.versions.stampImports(path.Join("assets", name), short(data))
	}
	return data, err
}

var shorten = map[string]func([]byte) []byte{".css": minify.CSS, ".js": minify.JS}

// shortFile is an open file of a shortened folder.
type shortFile struct {
	*bytes.Reader
	info shortInfo
}

func (f *shortFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *shortFile) Close() error               { return nil }

type shortInfo struct {
	fs.FileInfo
	size int64
}

func (i shortInfo) Size() int64 { return i.size }

// versions tells of each asset, by its path in the theme, the beginning of the sum of what it is made from: the
// file in the theme, what makes that short, and the style sheets that it imports.
type versions map[string]string

func (v versions) add(dir fs.FS, file string) error {
	data, err := fs.ReadFile(dir, file)
	if err != nil {
		return fmt.Errorf("read theme: %w", err)
	}
	if shorten[path.Ext(file)] != nil {
		data = append(slices.Clone(data), minify.Edition...)
	}
	for _, other := range imported(dir, file, map[string]bool{file: true}) {
		data = append(data, other...)
	}
	v[file] = fmt.Sprintf("%x", sha256.Sum256(data))[:8]
	return nil
}

// imports matches the import of a style sheet beside the one that it stands in.
var imports = regexp.MustCompile(`@import\s*["']([a-z0-9._/-]+\.css)["']`)

// imported returns the texts of the style sheets that a file imports, and of those that these do; met are those that were read already.
func imported(dir fs.FS, file string, met map[string]bool) (texts [][]byte) {
	text, err := fs.ReadFile(dir, file)
	if path.Ext(file) != ".css" || err != nil { // one that is not there shows no page otherwise
		return nil
	}
	for _, m := range imports.FindAllSubmatch(text, -1) {
		other := path.Join(path.Dir(file), string(m[1]))
		if met[other] {
			continue
		}
		met[other] = true
		if text, err := fs.ReadFile(dir, other); err == nil {
			texts = append(append(texts, text), imported(dir, other, met)...)
		}
	}
	return texts
}

// stampImports lets a style sheet ask for those that it imports as pages ask for assets.
func (v versions) stampImports(file string, text []byte) []byte {
	if path.Ext(file) != ".css" {
		return text
	}
	return imports.ReplaceAllFunc(text, func(found []byte) []byte {
		version := v[path.Join(path.Dir(file), string(imports.FindSubmatch(found)[1]))]
		if version == "" {
			return found
		}
		end := len(found) - 1
		return slices.Concat(found[:end], []byte("?v="+version), found[end:])
	})
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
