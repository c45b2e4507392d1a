package theme

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/source"
)

const (
	frameFile = "frame.html"
	mainBlock = "main" // what a layout defines and the frame calls
	// sheetsBlock is what a layout may define, in place of what the frame says: style sheets in the head.
	sheetsBlock = "sheets"
)

// Load reads the theme in dir and checks all that can be checked without content.
// A fault of the theme is a *Fault with the file and, where there is one, the
// line; any other error is that of reading dir. The first fault ends it.
func Load(dir fs.FS) (*Theme, error) { return (*Theme)(nil).Renew(dir) }

// Renew reads the theme in dir as Load does. A file with the same bytes as in t is not
// looked through again, nor is a layout of which nothing has changed: neither its
// own file nor what it takes from the frame and the parts nor the assets that they name. So an edit costs what it
// touches. t may be nil and stays as it is.
func (t *Theme) Renew(dir fs.FS) (*Theme, error) {
	var before Theme
	if t != nil {
		before = *t
	}
	dir = tidy{dir}
	now := &Theme{layouts: map[string]*layout{}}
	var err error
	texts := files{before: before.files, now: map[string]*file{}}
	if now.assets, texts.assets, err = assets(dir); err != nil {
		return nil, err
	}
	now.versions = texts.assets
	shared, err := sharedPieces(dir, &texts)
	if err != nil {
		return nil, err
	}
	if err := now.addLayouts(dir, &texts, shared, before.layouts); err != nil {
		return nil, err
	}
	now.files = texts.now
	return now, nil
}

// tidy is a theme's folder without what editors and systems leave in it.
type tidy struct{ fs.FS }

func (t tidy) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(t.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return Skipped(e.Name()) }), err
}

func (t tidy) ReadFile(name string) ([]byte, error) { return fs.ReadFile(t.FS, name) }

// Skipped reports whether a file or folder of that name in a theme is passed over in
// silence: what is so in the content, but for names that begin with _, which are no drafts here.
func Skipped(name string) bool {
	return source.Skipped(name) && !strings.HasPrefix(name, "_")
}

// sharedPieces returns the templates of the frame and the parts.
func sharedPieces(dir fs.FS, texts *files) (pieces, error) {
	parts, err := htmlFiles(dir, "parts")
	if err != nil {
		return nil, err
	}
	shared := pieces{}
	for _, name := range append([]string{frameFile}, parts...) {
		f, err := texts.open(dir, name)
		if err != nil {
			return nil, err
		}
		if err := shared.add(f); err != nil {
			return nil, err
		}
	}
	return shared, nil
}

// addLayouts adds the layouts: those of before that are as they were, the others made anew.
func (t *Theme) addLayouts(dir fs.FS, texts *files, shared pieces, before map[string]*layout) error {
	list, err := htmlFiles(dir, "layouts")
	if err != nil {
		return err
	}
	for _, name := range Layouts() {
		if file := "layouts/" + name + ".html"; !slices.Contains(list, file) {
			return &Fault{File: file, What: diag.M("THEME-LAYOUT-MISSING", "缺少这个布局文件", "this layout is missing")}
		}
	}
	var anew []*layout
	for _, file := range list {
		f, err := texts.open(dir, file)
		if err != nil {
			return err
		}
		all := maps.Clone(shared)
		if err := all.add(f); err != nil {
			return err
		}
		name := strings.TrimSuffix(path.Base(file), ".html")
		if drawings[name] {
			all[frameFile] = frameless()
		}
		l, err := newLayout(file, views[name], all, shared)
		if err != nil {
			return err
		}
		if was := before[name]; l.same(was) {
			l = was
		} else {
			anew = append(anew, l)
		}
		t.layouts[name] = l
		t.names = append(t.names, name)
	}
	slices.Sort(t.names) // the files come as "activities-year.html", "activities.html"
	if err := finish(anew); err != nil {
		return err
	}
	for _, l := range anew {
		if err := l.try(); err != nil {
			return err
		}
	}
	return nil
}

// read returns a text file of the theme without the mark that Windows editors
// put at the start of UTF-8.
func read(dir fs.FS, file string) (string, error) {
	data, err := fs.ReadFile(dir, file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", &Fault{File: file, What: diag.M("THEME-FILE-MISSING", "缺少这个文件", "this file is missing")}
	}
	if err != nil {
		return "", fmt.Errorf("read theme: %w", err)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if i := invalidUTF8(data); i >= 0 {
		return "", &Fault{File: file, Line: line(string(data), i), What: diag.M("THEME-NOT-UTF8", "不是 UTF-8 文字，请另存为 UTF-8", "not UTF-8 text; save the file as UTF-8")}
	}
	return string(data), nil
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// line returns the 1-based line of the offset in text.
func line(text string, offset int) int {
	return 1 + strings.Count(text[:offset], "\n")
}

// htmlFiles returns the templates in folder, sorted; none when there is no folder.
func htmlFiles(dir fs.FS, folder string) ([]string, error) {
	entries, err := fs.ReadDir(dir, folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read theme: %w", err)
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() && path.Ext(e.Name()) == ".html" {
			files = append(files, path.Join(folder, e.Name()))
		}
	}
	slices.Sort(files)
	return files, nil
}
