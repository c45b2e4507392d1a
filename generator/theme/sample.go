package theme

import (
	"html/template"
	"reflect"
	"strings"
)

// deep enough for every view: page, sections, one, its figures, one, its chart, its
// bars, one, its lines, one, a value.
const sampleDepth = 12

// sample returns a value of the same type as view in which everything is set:
// every list has one entry, every pointer points, every bool is true. Templates
// executed with it come to every field that an {{if}} guards.
func sample(view any) any {
	v := reflect.New(reflect.TypeOf(view)).Elem()
	set(v, "", sampleDepth)
	return v.Interface()
}

// set fills v; name is that of the field v stands in.
func set(v reflect.Value, name string, depth int) {
	if depth == 0 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(sampleText(v.Type(), name))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(2)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		set(v.Elem(), name, depth-1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		set(v.Index(0), name, depth-1)
	case reflect.Struct:
		for i := range v.NumField() {
			set(v.Field(i), v.Type().Field(i).Name, depth-1)
		}
	}
}

// sampleText is a text that the field may hold: addresses are checked by
// html/template while it executes.
func sampleText(t reflect.Type, name string) string {
	switch {
	case t == reflect.TypeFor[template.HTML]():
		return "<p>x</p>"
	case name == "PhoneURL":
		return "tel:0"
	case strings.HasSuffix(name, "URL"):
		return "x.html"
	}
	return "x"
}
