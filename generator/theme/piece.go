package theme

import (
	"io/fs"
	"slices"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"

	"kepu/generator/diag"
)

// file is one file of templates, read, looked through and parsed.
type file struct {
	name   string // in the theme: "parts/chart.html"
	text   string
	pieces []*piece // by name
}

// piece is one template: what stands in a {{define}}, or outside all of those of a file.
// It is never changed: html/template, which writes into what it escapes, gets a copy.
type piece struct {
	name  string
	tree  *parse.Tree
	calls []*parse.TemplateNode // in the order of the text
	fault error                 // of a function that it must not call; told when a page comes to it
}

// files are the files of templates of a theme, by name. What stands in before with the
// same text is taken from there.
type files struct {
	before, now map[string]*file
	assets      versions
}

// open returns the file of that name.
func (f *files) open(dir fs.FS, name string) (*file, error) {
	text, err := read(dir, name)
	if err != nil {
		return nil, err
	}
	text = f.assets.stamp(text)
	was := f.before[name]
	if was == nil || was.text != text {
		if was, err = parseFile(name, text); err != nil {
			return nil, err
		}
	}
	f.now[name] = was
	return was, nil
}

// parseFile parses a file of templates, under the file's name: so every message of
// the library begins with it.
func parseFile(name, text string) (*file, error) {
	if err := lint(name, text); err != nil {
		return nil, err
	}
	parsed, err := template.New(name).Funcs(template.FuncMap{"tel": tel}).Parse(text)
	if err != nil {
		return nil, libraryFault(name, err)
	}
	f := &file{name: name, text: text}
	for _, t := range parsed.Templates() {
		p := &piece{name: t.Name(), tree: t.Tree}
		p.look(t.Root)
		f.pieces = append(f.pieces, p)
	}
	slices.SortFunc(f.pieces, func(a, b *piece) int { return strings.Compare(a.name, b.name) })
	return f, nil
}

// frameless is the frame of the layout that has none.
var frameless = sync.OnceValue(func() *piece {
	f, err := parseFile(frameFile, `{{template "`+mainBlock+`" .}}`)
	if err != nil {
		panic(err) // cannot happen: it is the same text always
	}
	return f.pieces[0]
})

// pieces are templates by name.
type pieces map[string]*piece

// add adds the templates of a file. Only that which layouts define may be defined twice;
// as in text/template, one with nothing in it doesn't take the place of another.
func (s pieces) add(f *file) error {
	for _, p := range f.pieces {
		was := s[p.name]
		if was != nil && p.name != mainBlock && p.name != sheetsBlock || strings.Contains(p.name, ofLayouts) {
			return &Fault{File: f.name, What: diag.M("THEME-TEMPLATE-TWICE", "模板“%s”已经在别处定义过", "template %q is already defined elsewhere").With(p.name)}
		}
		if was == nil || !parse.IsEmptyTree(p.tree.Root) {
			s[p.name] = p
		}
	}
	return nil
}
