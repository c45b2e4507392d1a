package theme

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"kepu/generator/diag"
)

// layout is one kind of page.
type layout struct {
	file   string // in the theme: "layouts/base.html"
	view   any    // an empty one; nil for a layout that this program has no page for
	pieces []*piece
	own    map[string]bool // names of those that say something else in another layout
	set    *template.Template
	ready  *program // compiled; nil when it has what only html/template can do
	unfit  error    // what that is
}

// ofLayouts marks the names that are given here to templates; none of the theme's has it.
const ofLayouts = " of layouts"

// nameIn returns the name that a template has in the set of all layouts. Each layout has
// a frame and a main of its own; what they share stands there once.
func (l *layout) nameIn(name string) string {
	if l.own[name] {
		return name + " of " + l.file
	}
	return name
}

// frame returns the name of the template that its pages are made with.
func (l *layout) frame() string { return l.nameIn(frameFile) }

// same reports whether the layouts are made of the same templates.
func (l *layout) same(other *layout) bool {
	return other != nil && slices.Equal(l.pieces, other.pieces)
}

// newLayout returns the layout that file holds, not escaped yet. all are its templates and
// the shared ones.
func newLayout(file string, view any, all, shared pieces) (*layout, error) {
	if all[mainBlock] == nil {
		return nil, &Fault{File: file, What: diag.M("THEME-MAIN-MISSING", `缺少 {{define "main"}}`, `it has no {{define "main"}}`)}
	}
	w := walk{all: all, shared: shared, own: map[string]bool{}}
	if err := w.to(all[frameFile]); err != nil {
		return nil, err
	}
	return &layout{file: file, view: view, pieces: w.order, own: w.own}, nil
}

// copy returns a copy of the template p that calls the others by their names in the set.
func (l *layout) copy(p *piece) *parse.Tree {
	c := &piece{tree: p.tree.Copy()}
	c.look(c.tree.Root)
	for _, n := range c.calls {
		n.Name = l.nameIn(n.Name)
	}
	return c.tree
}

// finish escapes and compiles layouts. They share one set of html/template's, because
// that one escapes a template once in a set: doing it anew for each layout was half
// of the time in which a theme is loaded.
func finish(layouts []*layout) error {
	set, err := newSet(layouts)
	if err == nil {
		err = execute(io.Discard, set, allFrames, nil)
	}
	if err == nil {
		c := newCompiler(set)
		for _, l := range layouts {
			l.set = set
			l.ready, l.unfit = c.layout(l)
		}
		return nil
	}
	if len(layouts) > 1 { // which one is it?
		for _, l := range layouts {
			if err := finish([]*layout{l}); err != nil {
				return err
			}
		}
		return nil
	}
	return refusal(layouts[0], err)
}

// allFrames is the name of the template that calls the frames of all layouts, in a set.
const allFrames = "frames" + ofLayouts

// newSet returns the templates of the layouts in a set that was not escaped yet.
func newSet(layouts []*layout) (*template.Template, error) {
	set := template.New(allFrames).Option("missingkey=error").Funcs(template.FuncMap{"tel": tel})
	// Executed with nothing it calls no frame, but they are escaped. Between {{if}} and
	// {{end}} each has to end as it began, outside of tags: so they cannot mend
	// each other.
	var frames strings.Builder
	for _, l := range layouts {
		frames.WriteString("{{if .}}{{template " + strconv.Quote(l.frame()) + " .}}{{end}}")
	}
	if _, err := set.Parse(frames.String()); err != nil {
		return nil, err
	}
	for _, l := range layouts {
		for _, p := range l.pieces {
			name := l.nameIn(p.name)
			if set.Lookup(name) != nil {
				continue // another layout has brought it
			}
			if _, err := set.AddParseTree(name, l.copy(p)); err != nil {
				return nil, err
			}
		}
	}
	return set, nil
}

// refusal says why html/template refuses a layout. Only its frame is escaped, so that
// there is no word of the template that calls it.
func refusal(l *layout, err error) *Fault {
	set, failed := newSet([]*layout{l})
	if failed == nil {
		failed = execute(io.Discard, set, l.frame(), nil)
	}
	var refused *template.Error // the type of what escaping says
	if errors.As(failed, &refused) {
		err = failed
	}
	return libraryFault(l.file, err)
}

// try makes the pages of an empty view and of one in which everything is set. A layout that
// is compiled has no name that its view doesn't, and its pages are those of html/template;
// where there is trouble html/template is asked, which has the words for it.
func (l *layout) try() error {
	if l.view == nil {
		return nil
	}
	for _, v := range []any{l.view, sample(l.view)} {
		var out bytes.Buffer
		if err := l.write(&out, v); err != nil {
			return libraryFault(l.file, err)
		}
	}
	return nil
}

// write appends the page of view to b, if it is sound.
func (l *layout) write(b *bytes.Buffer, view any) error {
	if l.ready == nil || !l.ready.render(b, view) {
		if err := execute(b, l.set, l.frame(), view); err != nil {
			return err
		}
	}
	return soundOutput(b.Bytes())
}

// execute is set.ExecuteTemplate; a panic in a method of the view becomes an error.
func execute(w io.Writer, set *template.Template, name string, view any) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return set.ExecuteTemplate(w, name, view)
}
