package theme

import (
	"encoding/json"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"

	"kepu/generator/view"
)

// printed is what html/template knows of a value when it escapes it: its text, and
// whether it vouches for itself as an address (what tel lets through).
type printed struct {
	text    string
	address bool
}

// print compiles an action that writes a value. html/template has ended it with the
// escapers of its place.
func (s *scope) print(n *parse.PipeNode, dot reflect.Type) (step, error) {
	var names []string
	for _, c := range n.Cmds[1:] {
		f, ok := c.Args[0].(*parse.IdentifierNode)
		if !ok || len(c.Args) > 1 {
			return nil, unfit("%s", n)
		}
		names = append(names, strings.TrimPrefix(f.Ident, "_html_template_"))
	}
	escapers := strings.Join(names, " ")
	if f, called := n.Cmds[0].Args[0].(*parse.IdentifierNode); called && f.Ident == "tel" && len(n.Cmds[0].Args) == 2 {
		v, err := s.operand(n.Cmds[0].Args[1], dot)
		if err != nil || v.typ != reflect.TypeFor[string]() {
			return nil, unfit("%s", n)
		}
		escape, err := escaperOf(escapers)
		return func(p *pass, dot reflect.Value) {
			url := v.get(p, dot).String()
			p.out = escape(p.out, printed{url, telURL.MatchString(url)})
		}, err
	}
	v, err := s.command(n.Cmds[0], dot)
	if err != nil {
		return nil, err
	}
	if v.typ == reflect.TypeFor[template.HTML]() {
		if escapers != "htmlescaper" {
			return nil, unfit("markup in a place for words")
		}
		return func(p *pass, dot reflect.Value) { p.out = append(p.out, v.get(p, dot).String()...) }, nil
	}
	if v.typ == reflect.TypeFor[view.JSON]() && escapers == "jsvalescaper" {
		return func(p *pass, dot reflect.Value) {
			data, err := json.Marshal(view.JSON(v.get(p, dot).String()))
			if err != nil {
				panic(err) // html/template says what of it
			}
			p.out = append(p.out, data...)
		}, nil
	}
	escape, err := escaperOf(escapers)
	if err != nil {
		return nil, err
	}
	format, err := formatOf(v.typ)
	return func(p *pass, dot reflect.Value) { p.out = escape(p.out, printed{text: format(v.get(p, dot))}) }, err
}

// formatOf returns how a value of that type becomes text: as fmt.Sprint has it.
func formatOf(t reflect.Type) (func(reflect.Value) string, error) {
	if t.PkgPath() == "html/template" {
		return nil, unfit("a %s", t) // vouches for itself in a way of its own
	}
	for _, x := range []reflect.Type{reflect.TypeFor[fmt.Stringer](), reflect.TypeFor[error](), reflect.TypeFor[fmt.Formatter]()} {
		if t.Implements(x) && t.Kind() != reflect.Pointer {
			return func(v reflect.Value) string { return fmt.Sprint(v.Interface()) }, nil
		}
	}
	switch t.Kind() {
	case reflect.String:
		return reflect.Value.String, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) string { return strconv.FormatInt(v.Int(), 10) }, nil
	case reflect.Bool:
		return func(v reflect.Value) string { return strconv.FormatBool(v.Bool()) }, nil
	case reflect.Float64:
		return func(v reflect.Value) string { return fmt.Sprint(v.Float()) }, nil
	}
	return nil, unfit("the words for %s", t)
}
