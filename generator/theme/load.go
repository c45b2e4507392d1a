package theme

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
)

const (
	frameFile = "frame.html"
	mainBlock = "main" // what a layout defines and the frame calls
)

// Load reads the theme in dir and checks all that can be checked without content.
// A fault of the theme is a *Fault with the file and, where there is one, the
// line; any other error is that of reading dir. The first fault ends it.
func Load(dir fs.FS) (*Theme, error) {
	base := template.New("theme").Option("missingkey=error").Funcs(template.FuncMap{"tel": tel})
	if err := add(base, dir, frameFile); err != nil {
		return nil, err
	}
	parts, err := htmlFiles(dir, "parts")
	if err != nil {
		return nil, err
	}
	for _, file := range parts {
		if err := add(base, dir, file); err != nil {
			return nil, err
		}
	}
	t := &Theme{layouts: map[string]*template.Template{}, ready: map[string]*program{}}
	if err := t.addLayouts(dir, base); err != nil {
		return nil, err
	}
	if t.assets, err = assets(dir); err != nil {
		return nil, err
	}
	return t, nil
}

// addLayouts makes one template of the frame, the parts and each layout.
func (t *Theme) addLayouts(dir fs.FS, base *template.Template) error {
	files, err := htmlFiles(dir, "layouts")
	if err != nil {
		return err
	}
	for _, name := range Layouts() {
		if file := "layouts/" + name + ".html"; !slices.Contains(files, file) {
			return &Fault{File: file, What: diag.T("缺少这个布局文件", "this layout is missing")}
		}
	}
	for _, file := range files {
		page, err := base.Clone()
		if err != nil {
			return fmt.Errorf("copy templates: %w", err) // cannot happen: base is never executed
		}
		if err := add(page, dir, file); err != nil {
			return err
		}
		name := strings.TrimSuffix(path.Base(file), ".html")
		if name == drawing {
			if _, err := page.New(frameFile).Parse(`{{template "` + mainBlock + `" .}}`); err != nil {
				return fmt.Errorf("leave out the frame: %w", err) // cannot happen
			}
		}
		if err := check(page, file, views[name]); err != nil {
			return err
		}
		if ready, err := compile(page, views[name]); err == nil {
			t.ready[name] = ready
		}
		t.layouts[name] = page
		t.names = append(t.names, name)
	}
	slices.Sort(t.names) // the files come as "activities-year.html", "activities.html"
	return nil
}

// check finds what is wrong with a layout together with frame and parts. view is an
// empty view of its type; nil for a layout that this program has no page for,
// which is only escaped.
func check(page *template.Template, file string, view any) error {
	if page.Lookup(mainBlock) == nil {
		return &Fault{File: file, What: diag.T(`缺少 {{define "main"}}`, `it has no {{define "main"}}`)}
	}
	if err := checkCalls(page); err != nil {
		return err
	}
	if view == nil {
		// Escaping comes before executing and has its own type of error; that
		// there is no view to execute with is no fault.
		var refused *template.Error
		if err := execute(io.Discard, page, nil); errors.As(err, &refused) {
			return libraryFault(file, err)
		}
		return nil
	}
	for _, v := range []any{view, sample(view)} {
		var out bytes.Buffer
		err := execute(&out, page, v)
		if err == nil {
			err = soundOutput(out.Bytes())
		}
		if err != nil {
			return libraryFault(file, err)
		}
	}
	return nil
}

// add reads one file of templates into t, under the file's name: so every message
// of the library begins with it.
func add(t *template.Template, dir fs.FS, file string) error {
	text, err := read(dir, file)
	if err != nil {
		return err
	}
	if err := lint(file, text); err != nil {
		return err
	}
	// On its own first, to see which templates it defines.
	own, err := template.New(file).Funcs(template.FuncMap{"tel": tel}).Parse(text)
	if err != nil {
		return libraryFault(file, err)
	}
	for _, defined := range own.Templates() {
		if name := defined.Name(); t.Lookup(name) != nil && name != mainBlock {
			return &Fault{File: file, What: diag.T("模板“%s”已经在别处定义过", "template %q is already defined elsewhere").With(name)}
		}
	}
	if _, err := t.New(file).Parse(text); err != nil {
		return libraryFault(file, err)
	}
	return nil
}

// read returns a text file of the theme without the mark that Windows editors
// put at the start of UTF-8.
func read(dir fs.FS, file string) (string, error) {
	data, err := fs.ReadFile(dir, file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", &Fault{File: file, What: diag.T("缺少这个文件", "this file is missing")}
	}
	if err != nil {
		return "", fmt.Errorf("read theme: %w", err)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if i := invalidUTF8(data); i >= 0 {
		return "", &Fault{File: file, Line: line(string(data), i), What: diag.T("不是 UTF-8 文字，请另存为 UTF-8", "not UTF-8 text; save the file as UTF-8")}
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
		if !e.IsDir() && path.Ext(e.Name()) == ".html" && !strings.HasPrefix(e.Name(), ".") {
			files = append(files, path.Join(folder, e.Name()))
		}
	}
	slices.Sort(files)
	return files, nil
}
