package theme

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"kepu/generator/diag"
)

// walk is one way through the templates of a page, from the frame down.
//
// It looks at which template calls which, before anything is executed. A template
// that calls itself, by way of others too, is refused: run on a view it either never
// ends or walks a tree that the view should have laid flat. So are printf and its
// like: words are the views' work, and a wrong verb would print "%!d".
type walk struct {
	all, shared pieces
	order       []*piece        // those we have come to, each once, the frame first
	own         map[string]bool // their names: whether it or one that it calls is not shared
	path        []string        // names of the templates we are in
}

func (w *walk) to(p *piece) error {
	if p.fault != nil {
		return p.fault
	}
	w.order = append(w.order, p)
	w.own[p.name] = w.shared[p.name] != p
	w.path = append(w.path, p.name)
	for _, n := range p.calls {
		if slices.Contains(w.path, n.Name) {
			return at(p.tree, n, diag.M("THEME-TEMPLATE-RECURSIVE", "模板“%s”调用了自己", "template %q calls itself").With(n.Name))
		}
		called := w.all[n.Name]
		if called == nil {
			continue // that is told by html/template, with its line
		}
		if _, done := w.own[n.Name]; !done {
			if err := w.to(called); err != nil {
				return err
			}
		}
		w.own[p.name] = w.own[p.name] || w.own[n.Name]
	}
	w.path = w.path[:len(w.path)-1]
	return nil
}

// look notes which templates the piece calls below the node n, and the first function
// that it must not.
func (p *piece) look(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, child := range n.Nodes {
			p.look(child)
		}
	case *parse.IfNode:
		p.lookBranch(&n.BranchNode)
	case *parse.RangeNode:
		p.lookBranch(&n.BranchNode)
	case *parse.WithNode:
		p.lookBranch(&n.BranchNode)
	case *parse.ActionNode:
		p.lookPipe(n.Pipe)
	case *parse.TemplateNode:
		p.lookPipe(n.Pipe)
		p.calls = append(p.calls, n)
	}
}

func (p *piece) lookBranch(b *parse.BranchNode) {
	p.lookPipe(b.Pipe)
	p.look(b.List)
	p.look(b.ElseList)
}

// lookPipe looks at the functions that a pipeline calls.
func (p *piece) lookPipe(pipe *parse.PipeNode) {
	if pipe == nil {
		return
	}
	for _, c := range pipe.Cmds {
		for _, arg := range c.Args {
			switch arg := arg.(type) {
			case *parse.PipeNode:
				p.lookPipe(arg)
			case *parse.IdentifierNode:
				if p.fault == nil && slices.Contains([]string{"print", "printf", "println"}, arg.Ident) {
					p.fault = at(p.tree, arg, diag.M("THEME-FUNCTION", "不能用 %s，文字由视图给出", "no %s; views give finished words").With(arg.Ident))
				}
			}
		}
	}
}

var nodePlace = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(.+):(\d+):\d+$`) })

// at makes a Fault at the place of n.
func at(tree *parse.Tree, n parse.Node, what diag.Text) *Fault {
	place, _ := tree.ErrorContext(n)
	m := nodePlace().FindStringSubmatch(place)
	if m == nil {
		return &Fault{File: strings.TrimSpace(place), What: what}
	}
	line, _ := strconv.Atoi(m[2])
	return &Fault{File: m[1], Line: line, What: what}
}
