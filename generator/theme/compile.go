package theme

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"
)

// # Why layouts are compiled
//
// html/template decides when a layout is loaded how each place must be escaped, and
// writes the escapers into the template's tree. Then, for every value of every page, it
// looks the field up by name, calls the escapers through reflection and formats what they
// return: 6 µs for a row of a list, nine tenths of a build. So the tree that it has
// escaped is compiled once for the layout's view, a static type: fields become numbers,
// escapers are called directly, and what they write goes straight into the page.
//
// Nothing is decided anew: a place is escaped as html/template has said, and what the
// escapers write is the same byte for byte (escape.go; a fuzz test holds each to
// html/template's own, another whole pages). Only what the default theme uses is
// compiled. A layout with anything else (maps, methods, script data, other functions) is
// executed by html/template as before, and so is a page on which the compiled layout
// meets trouble, so that the fault is told in html/template's words.

// unfit says what a layout has that is left to html/template.
func unfit(format string, args ...any) error { return fmt.Errorf("not compiled: "+format, args...) }

// step writes a part of a page. Dot is the value that the template calls ".".
type step func(p *pass, dot reflect.Value)

// pass is one page while it is written.
type pass struct {
	out   []byte
	vars  []reflect.Value // of the templates that are being executed, the innermost last
	frame int             // where those of the innermost begin: first $, then the named ones
}

// program is a template compiled for views of one type.
type program struct {
	dot  reflect.Type
	body []step
	vars int // how many variables it has, $ included
}

func (g *program) run(p *pass, dot reflect.Value) {
	for _, s := range g.body {
		s(p, dot)
	}
}

// call executes the program as a template called by another one, whose variables are
// the first used ones of the frame.
func (g *program) call(p *pass, dot reflect.Value, used int) {
	back := p.frame
	p.frame += used
	for len(p.vars) < p.frame+g.vars {
		p.vars = append(p.vars, reflect.Value{})
	}
	p.vars[p.frame] = dot
	g.run(p, dot)
	p.frame = back
}

// render writes the page that the program makes of view to b. It is false, and b is as
// it was, when it met trouble.
func (g *program) render(b *bytes.Buffer, view any) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	dot := reflect.ValueOf(view)
	if dot.Type() != g.dot {
		return false
	}
	p := &pass{out: b.AvailableBuffer()}
	g.call(p, dot, 0)
	b.Write(p.out)
	return true
}

// compiler compiles templates of a set that html/template has escaped.
type compiler struct {
	set  *template.Template
	done map[calledWith]compiled
}

// calledWith tells a template's programs apart.
type calledWith struct {
	name string
	dot  reflect.Type
}

type compiled struct {
	program *program
	err     error
}

func newCompiler(set *template.Template) *compiler {
	return &compiler{set, map[calledWith]compiled{}}
}

// layout returns the program of a layout for views of its type. The error says what it has
// that is left to html/template.
func (c *compiler) layout(l *layout) (*program, error) {
	if l.view == nil {
		return nil, unfit("no view")
	}
	g, err := c.template(l.frame(), reflect.TypeOf(l.view))
	if err != nil {
		return nil, err
	}
	return g, nil
}

func (c *compiler) template(name string, dot reflect.Type) (*program, error) {
	key := calledWith{name, dot}
	done, ok := c.done[key]
	if !ok {
		done.program, done.err = c.compile(name, dot)
		c.done[key] = done
	}
	return done.program, done.err
}

func (c *compiler) compile(name string, dot reflect.Type) (*program, error) {
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil {
		return nil, unfit("the template %s is not at hand", name) // one that is called inside a tag has another name
	}
	g := &program{dot: dot, vars: 1}
	s := &scope{c: c, program: g, names: []variable{{"$", dot, 0}}}
	var err error
	g.body, err = s.list(t.Tree.Root, dot)
	return g, err
}

// variable is a name that stands for a value from where it is declared to the end of its block.
type variable struct {
	name string
	typ  reflect.Type
	slot int
}

// scope is what the names at a place of a template stand for.
type scope struct {
	c       *compiler
	program *program
	names   []variable
}

func (s *scope) declare(name string, typ reflect.Type) int {
	slot := s.program.vars
	s.program.vars++
	s.names = append(s.names, variable{name, typ, slot})
	return slot
}

func (s *scope) find(name string) (variable, bool) {
	for i := len(s.names) - 1; i >= 0; i-- {
		if s.names[i].name == name {
			return s.names[i], true
		}
	}
	return variable{}, false
}

// list compiles the nodes of a block.
func (s *scope) list(l *parse.ListNode, dot reflect.Type) ([]step, error) {
	if l == nil {
		return nil, nil
	}
	outside := len(s.names)
	defer func() { s.names = s.names[:outside] }()
	var steps []step
	for _, n := range l.Nodes {
		next, err := s.node(n, dot)
		if err != nil {
			return nil, err
		}
		if next != nil {
			steps = append(steps, next)
		}
	}
	return steps, nil
}

func (s *scope) node(n parse.Node, dot reflect.Type) (step, error) {
	switch n := n.(type) {
	case *parse.TextNode:
		text := string(n.Text)
		return func(p *pass, _ reflect.Value) { p.out = append(p.out, text...) }, nil
	case *parse.CommentNode:
		return nil, nil
	case *parse.ActionNode:
		if len(n.Pipe.Decl) > 0 {
			return s.set(n.Pipe, dot)
		}
		return s.print(n.Pipe, dot)
	case *parse.IfNode:
		return s.ifNode(n, dot)
	case *parse.WithNode:
		return s.withNode(n, dot)
	case *parse.RangeNode:
		return s.rangeNode(n, dot)
	case *parse.TemplateNode:
		return s.templateNode(n, dot)
	}
	return nil, unfit("%s", n)
}

// set compiles an action that gives a value a name until the end of its block.
func (s *scope) set(n *parse.PipeNode, dot reflect.Type) (step, error) {
	if len(n.Decl) != 1 || n.IsAssign {
		return nil, unfit("%s", n)
	}
	v, err := s.pipe(&parse.PipeNode{NodeType: parse.NodePipe, Cmds: n.Cmds}, dot)
	if err != nil {
		return nil, err
	}
	slot := s.declare(n.Decl[0].Ident[0], v.typ)
	return func(p *pass, dot reflect.Value) { p.vars[p.frame+slot] = v.get(p, dot) }, nil
}

func (s *scope) ifNode(n *parse.IfNode, dot reflect.Type) (step, error) {
	if len(n.Pipe.Decl) > 0 {
		return nil, unfit("a variable is set")
	}
	holds, err := s.condition(n.Pipe, dot)
	if err != nil {
		return nil, err
	}
	then, err := s.list(n.List, dot)
	if err != nil {
		return nil, err
	}
	otherwise, err := s.list(n.ElseList, dot)
	return func(p *pass, dot reflect.Value) {
		steps := otherwise
		if holds(p, dot) {
			steps = then
		}
		for _, s := range steps {
			s(p, dot)
		}
	}, err
}

func (s *scope) withNode(n *parse.WithNode, dot reflect.Type) (step, error) {
	if len(n.Pipe.Decl) > 0 {
		return nil, unfit("a variable is set")
	}
	v, err := s.pipe(n.Pipe, dot)
	if err != nil {
		return nil, err
	}
	holds, err := truth(v.typ)
	if err != nil {
		return nil, err
	}
	then, err := s.list(n.List, v.typ)
	if err != nil {
		return nil, err
	}
	otherwise, err := s.list(n.ElseList, dot)
	return func(p *pass, dot reflect.Value) {
		inner := v.get(p, dot)
		if holds(inner) {
			for _, s := range then {
				s(p, inner)
			}
			return
		}
		for _, s := range otherwise {
			s(p, dot)
		}
	}, err
}

// rangeNode compiles a walk through a list, with or without names for number and item.
func (s *scope) rangeNode(n *parse.RangeNode, dot reflect.Type) (step, error) {
	over, err := s.pipe(&parse.PipeNode{NodeType: parse.NodePipe, Cmds: n.Pipe.Cmds}, dot)
	if err != nil {
		return nil, err
	}
	if over.typ.Kind() != reflect.Slice {
		return nil, unfit("a walk through %s", over.typ)
	}
	number, item := -1, -1
	switch names := n.Pipe.Decl; len(names) {
	case 1:
		item = s.declare(names[0].Ident[0], over.typ.Elem())
	case 2:
		number = s.declare(names[0].Ident[0], reflect.TypeFor[int]())
		item = s.declare(names[1].Ident[0], over.typ.Elem())
	}
	each, err := s.list(n.List, over.typ.Elem())
	s.names = s.names[:len(s.names)-len(n.Pipe.Decl)]
	if err != nil {
		return nil, err
	}
	otherwise, err := s.list(n.ElseList, dot)
	return func(p *pass, dot reflect.Value) {
		list := over.get(p, dot)
		for i := range list.Len() {
			x := list.Index(i)
			if item >= 0 {
				p.vars[p.frame+item] = x
			}
			if number >= 0 {
				p.vars[p.frame+number] = reflect.ValueOf(i)
			}
			for _, s := range each {
				s(p, x)
			}
		}
		if list.Len() == 0 {
			for _, s := range otherwise {
				s(p, dot)
			}
		}
	}, err
}

// nothing is what a template gets that is called without a value: of a type that can
// neither be asked nor printed.
type nothing func()

func (s *scope) templateNode(n *parse.TemplateNode, dot reflect.Type) (step, error) {
	v := constant(nothing(nil))
	if n.Pipe != nil {
		var err error
		if v, err = s.pipe(n.Pipe, dot); err != nil {
			return nil, err
		}
	}
	g, err := s.c.template(n.Name, v.typ)
	outer := s.program // its number of variables is known when all of it is compiled
	return func(p *pass, dot reflect.Value) { g.call(p, v.get(p, dot), outer.vars) }, err
}
