package theme_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// hostile is what somebody might write into content to get out of the place
// where the theme puts it.
const hostile = `x"'> <script>alert(1)</script><img src=x onerror=alert(1)>{{.}}` + "`</title></main> --> 100%!"

// TestContentNeverBecomesMarkup puts hostile text into every text of every view, addresses
// aside: the pages must have the same elements and attributes as before.
func TestContentNeverBecomesMarkup(t *testing.T) {
	th := defaultTheme(t)
	before := fixtures()
	for i, p := range fixtures() {
		v := reflect.New(reflect.TypeOf(p.view)).Elem()
		v.Set(reflect.ValueOf(p.view))
		poison(v, "")
		var b bytes.Buffer
		if err := th.Render(&b, p.layout, v.Interface()); err != nil {
			t.Errorf("%s: %v", p.name, err)
			continue
		}
		want := shape(t, render(t, th, before[i]))
		if got := shape(t, b.String()); got != want {
			t.Errorf("%s: the page changed: %s", p.name, firstDifference(got, want))
		}
		if n := strings.Count(b.String(), "alert(1)"); n < 2 {
			t.Errorf("%s: the text was put in %d times", p.name, n)
		}
	}
}

// poison replaces every text that stands in a page, and none that is empty: that would add
// parts. Addresses stay: html/template judges those, and TestRenderRefuses… its judgement.
func poison(v reflect.Value, name string) {
	switch v.Kind() {
	case reflect.String:
		address := strings.HasSuffix(name, "URL") || name == "Root" || name == "Home" || name == "Canonical" || name == "Srcset"
		if v.Type() == reflect.TypeFor[string]() && v.Len() > 0 && !address {
			v.SetString(hostile)
		}
	case reflect.Slice:
		if v.Len() == 0 {
			return
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(c, v)
		for i := range c.Len() {
			poison(c.Index(i), name)
		}
		v.Set(c)
	case reflect.Pointer:
		if !v.IsNil() {
			c := reflect.New(v.Type().Elem())
			c.Elem().Set(v.Elem())
			poison(c.Elem(), name)
			v.Set(c)
		}
	case reflect.Struct:
		if v.Type().Name() == "HomeLinks" { // addresses without URL in their names
			return
		}
		for i := range v.NumField() {
			poison(v.Field(i), v.Type().Field(i).Name)
		}
	}
}

// shape is a page's elements with the names of their attributes, one a line.
func shape(t *testing.T, text string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		fmt.Fprintf(&b, "%s", n.Data)
		for _, a := range n.Attr {
			fmt.Fprintf(&b, " %s", a.Key)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
