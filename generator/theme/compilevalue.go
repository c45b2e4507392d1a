package theme

import (
	"cmp"
	"reflect"
	"text/template/parse"
)

// value is an expression: its type, and how it is worked out.
type value struct {
	typ reflect.Type
	get func(p *pass, dot reflect.Value) reflect.Value
}

// pipe compiles an expression whose value is used for more than its truth.
func (s *scope) pipe(n *parse.PipeNode, dot reflect.Type) (value, error) {
	if len(n.Cmds) != 1 || len(n.Decl) > 0 {
		return value{}, unfit("%s", n)
	}
	return s.command(n.Cmds[0], dot)
}

func (s *scope) command(n *parse.CommandNode, dot reflect.Type) (value, error) {
	f, called := n.Args[0].(*parse.IdentifierNode)
	if !called {
		if len(n.Args) > 1 {
			return value{}, unfit("%s", n)
		}
		return s.operand(n.Args[0], dot)
	}
	switch f.Ident {
	case "len":
		return s.length(n, dot)
	case "index":
		return s.item(n, dot)
	}
	return value{}, unfit("the function %s", f.Ident)
}

func (s *scope) operand(n parse.Node, dot reflect.Type) (value, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return value{dot, func(_ *pass, dot reflect.Value) reflect.Value { return dot }}, nil
	case *parse.FieldNode:
		steps, typ, err := fields(dot, n.Ident)
		return value{typ, func(_ *pass, dot reflect.Value) reflect.Value { return follow(dot, steps) }}, err
	case *parse.VariableNode:
		v, ok := s.find(n.Ident[0])
		if !ok {
			return value{}, unfit("%s", n)
		}
		steps, typ, err := fields(v.typ, n.Ident[1:])
		return value{typ, func(p *pass, _ reflect.Value) reflect.Value { return follow(p.vars[p.frame+v.slot], steps) }}, err
	case *parse.PipeNode:
		return s.pipe(n, dot)
	case *parse.StringNode:
		return constant(n.Text), nil
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64)), nil
		}
	}
	return value{}, unfit("%s", n)
}

func constant(x any) value {
	v := reflect.ValueOf(x)
	return value{v.Type(), func(*pass, reflect.Value) reflect.Value { return v }}
}

// way is one step to a field: out of a pointer, or into a field of a struct.
type way struct {
	pointer bool
	field   int
}

// fields returns the steps from a value of type t to the field that the names tell.
func fields(t reflect.Type, names []string) ([]way, reflect.Type, error) {
	var steps []way
	for _, name := range names {
		for _, x := range []reflect.Type{t, reflect.PointerTo(t)} {
			if _, has := x.MethodByName(name); has {
				return nil, nil, unfit("the method %s", name)
			}
		}
		if t.Kind() == reflect.Pointer {
			steps, t = append(steps, way{pointer: true}), t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return nil, nil, unfit("the field %s of a %s", name, t)
		}
		f, ok := t.FieldByName(name)
		if !ok || !f.IsExported() {
			return nil, nil, unfit("%s has no field %s", t, name)
		}
		for _, i := range f.Index {
			if t.Kind() == reflect.Pointer {
				steps, t = append(steps, way{pointer: true}), t.Elem()
			}
			steps, t = append(steps, way{field: i}), t.Field(i).Type
		}
	}
	return steps, t, nil
}

// follow panics where a pointer leads nowhere; then the page is made by html/template,
// which says so.
func follow(v reflect.Value, steps []way) reflect.Value {
	for _, w := range steps {
		if w.pointer {
			v = v.Elem()
		} else {
			v = v.Field(w.field)
		}
	}
	return v
}

func (s *scope) length(n *parse.CommandNode, dot reflect.Type) (value, error) {
	if len(n.Args) != 2 {
		return value{}, unfit("%s", n)
	}
	v, err := s.operand(n.Args[1], dot)
	if err != nil {
		return value{}, err
	}
	if k := v.typ.Kind(); k != reflect.Slice && k != reflect.String {
		return value{}, unfit("the length of %s", v.typ)
	}
	return value{reflect.TypeFor[int](), func(p *pass, dot reflect.Value) reflect.Value { return reflect.ValueOf(v.get(p, dot).Len()) }}, nil
}

func (s *scope) item(n *parse.CommandNode, dot reflect.Type) (value, error) {
	if len(n.Args) != 3 {
		return value{}, unfit("%s", n)
	}
	list, err := s.operand(n.Args[1], dot)
	if err != nil {
		return value{}, err
	}
	at, err := s.operand(n.Args[2], dot)
	if err != nil {
		return value{}, err
	}
	if list.typ.Kind() != reflect.Slice || at.typ.Kind() != reflect.Int {
		return value{}, unfit("%s", n)
	}
	return value{list.typ.Elem(), func(p *pass, dot reflect.Value) reflect.Value {
		return list.get(p, dot).Index(int(at.get(p, dot).Int()))
	}}, nil
}

// test is an expression of which only the truth is asked.
type test func(p *pass, dot reflect.Value) bool

func (s *scope) condition(n parse.Node, dot reflect.Type) (test, error) {
	pipe, ok := n.(*parse.PipeNode)
	if !ok {
		v, err := s.operand(n, dot)
		return s.holds(v, err)
	}
	if len(pipe.Cmds) != 1 || len(pipe.Decl) > 0 {
		return nil, unfit("%s", n)
	}
	c := pipe.Cmds[0]
	f, called := c.Args[0].(*parse.IdentifierNode)
	if !called {
		v, err := s.command(c, dot)
		return s.holds(v, err)
	}
	switch f.Ident {
	case "and", "or", "not":
		return s.logic(f.Ident, c.Args[1:], dot)
	case "eq", "ne", "lt", "le", "gt", "ge":
		return s.comparison(f.Ident, c.Args[1:], dot)
	}
	v, err := s.command(c, dot)
	return s.holds(v, err)
}

func (s *scope) holds(v value, err error) (test, error) {
	if err != nil {
		return nil, err
	}
	holds, err := truth(v.typ)
	return func(p *pass, dot reflect.Value) bool { return holds(v.get(p, dot)) }, err
}

// truth returns what text/template calls true of a value of that type.
func truth(t reflect.Type) (func(reflect.Value) bool, error) {
	switch t.Kind() {
	case reflect.String, reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() > 0 }, nil
	case reflect.Bool:
		return reflect.Value.Bool, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }, nil
	case reflect.Float64:
		return func(v reflect.Value) bool { return v.Float() != 0 }, nil
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }, nil
	case reflect.Struct:
		return func(reflect.Value) bool { return true }, nil
	}
	return nil, unfit("the truth of %s", t)
}

func (s *scope) logic(name string, args []parse.Node, dot reflect.Type) (test, error) {
	var tests []test
	for _, a := range args {
		t, err := s.condition(a, dot)
		if err != nil {
			return nil, err
		}
		tests = append(tests, t)
	}
	switch {
	case name == "not" && len(tests) == 1:
		return func(p *pass, dot reflect.Value) bool { return !tests[0](p, dot) }, nil
	case name == "not" || len(tests) == 0:
		return nil, unfit("%s of %d values", name, len(tests))
	}
	until := name == "or" // the value that ends it
	return func(p *pass, dot reflect.Value) bool {
		for _, t := range tests {
			if t(p, dot) == until {
				return until
			}
		}
		return !until
	}, nil
}

// comparison compiles eq and its like for two texts or two whole numbers.
func (s *scope) comparison(name string, args []parse.Node, dot reflect.Type) (test, error) {
	if len(args) != 2 {
		return nil, unfit("%s of %d values", name, len(args))
	}
	a, err := s.operand(args[0], dot)
	if err != nil {
		return nil, err
	}
	b, err := s.operand(args[1], dot)
	if err != nil {
		return nil, err
	}
	var order test2
	switch {
	case a.typ.Kind() == reflect.String && b.typ.Kind() == reflect.String:
		order = func(x, y reflect.Value) int { return cmp.Compare(x.String(), y.String()) }
	case a.typ.Kind() == reflect.Int && b.typ.Kind() == reflect.Int:
		order = func(x, y reflect.Value) int { return cmp.Compare(x.Int(), y.Int()) }
	default:
		return nil, unfit("%s of %s and %s", name, a.typ, b.typ)
	}
	wanted := map[string][3]bool{ // below, equal, above
		"eq": {false, true, false}, "ne": {true, false, true},
		"lt": {true, false, false}, "le": {true, true, false},
		"gt": {false, false, true}, "ge": {false, true, true},
	}[name]
	return func(p *pass, dot reflect.Value) bool { return wanted[1+order(a.get(p, dot), b.get(p, dot))] }, nil
}

type test2 func(x, y reflect.Value) int
