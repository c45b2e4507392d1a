package theme

import (
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"kepu/generator/diag"
)

// checkCalls looks at which template calls which, before anything is executed.
// A template that calls itself, by way of others too, is refused: run on a view
// it either never ends or walks a tree that the view should have laid flat. So
// are printf and its like: words are the views' work, and a wrong verb would
// print "%!d".
func checkCalls(page *template.Template) error {
	w := walk{page: page, done: map[string]bool{}}
	return w.template(frameFile)
}

// walk is one way through the templates of a page, from the frame down.
type walk struct {
	page *template.Template
	path []string // names of the templates we are in
	done map[string]bool
}

func (w *walk) template(name string) error {
	t := w.page.Lookup(name)
	if t == nil || t.Tree == nil || w.done[name] {
		return nil // that it is missing is told by html/template, with its line
	}
	w.path = append(w.path, name)
	err := w.node(t.Tree, t.Tree.Root)
	w.path = w.path[:len(w.path)-1]
	w.done[name] = true
	return err
}

func (w *walk) list(tree *parse.Tree, l *parse.ListNode) error {
	if l == nil {
		return nil
	}
	return w.node(tree, l)
}

func (w *walk) node(tree *parse.Tree, n parse.Node) error {
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			if err := w.node(tree, child); err != nil {
				return err
			}
		}
	case *parse.IfNode:
		return w.branch(tree, &n.BranchNode)
	case *parse.RangeNode:
		return w.branch(tree, &n.BranchNode)
	case *parse.WithNode:
		return w.branch(tree, &n.BranchNode)
	case *parse.ActionNode:
		return w.pipe(tree, n.Pipe)
	case *parse.TemplateNode:
		if slices.Contains(w.path, n.Name) {
			return at(tree, n, diag.T("模板“%s”调用了自己", "template %q calls itself").With(n.Name))
		}
		if err := w.pipe(tree, n.Pipe); err != nil {
			return err
		}
		return w.template(n.Name)
	}
	return nil
}

func (w *walk) branch(tree *parse.Tree, b *parse.BranchNode) error {
	if err := w.pipe(tree, b.Pipe); err != nil {
		return err
	}
	if err := w.list(tree, b.List); err != nil {
		return err
	}
	return w.list(tree, b.ElseList)
}

// pipe looks at the functions that a pipeline calls.
func (w *walk) pipe(tree *parse.Tree, p *parse.PipeNode) error {
	if p == nil {
		return nil
	}
	for _, c := range p.Cmds {
		for _, arg := range c.Args {
			switch arg := arg.(type) {
			case *parse.PipeNode:
				if err := w.pipe(tree, arg); err != nil {
					return err
				}
			case *parse.IdentifierNode:
				if slices.Contains([]string{"print", "printf", "println"}, arg.Ident) {
					return at(tree, arg, diag.T("不能用 %s，文字由视图给出", "no %s; views give finished words").With(arg.Ident))
				}
			}
		}
	}
	return nil
}

var nodePlace = regexp.MustCompile(`^(.+):(\d+):\d+$`)

// at makes a Fault at the place of n.
func at(tree *parse.Tree, n parse.Node, what diag.Text) *Fault {
	place, _ := tree.ErrorContext(n)
	m := nodePlace.FindStringSubmatch(place)
	if m == nil {
		return &Fault{File: strings.TrimSpace(place), What: what}
	}
	line, _ := strconv.Atoi(m[2])
	return &Fault{File: m[1], Line: line, What: what}
}
