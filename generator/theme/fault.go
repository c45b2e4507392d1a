package theme

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"kepu/generator/diag"
)

// Fault is something wrong in a file of the theme. Themes are not content: their
// faults are errors, of those who made the theme, but they are told in both
// languages all the same.
type Fault struct {
	File string // in the theme: "layouts/base.html"
	Line int    // 1-based; 0 when the whole file is meant
	What diag.Text
}

// Error says place and fault in English.
func (f *Fault) Error() string { return f.In(diag.EN) }

// In says place and fault in the language l.
func (f *Fault) In(l diag.Lang) string {
	switch {
	case f.Line == 0 && l == diag.EN:
		return fmt.Sprintf("theme file %s: %s", f.File, f.What.In(l))
	case f.Line == 0:
		return fmt.Sprintf("主题文件 %s：%s", f.File, f.What.In(l))
	case l == diag.EN:
		return fmt.Sprintf("theme file %s, line %d: %s", f.File, f.Line, f.What.In(l))
	}
	return fmt.Sprintf("主题文件 %s 第 %d 行：%s", f.File, f.Line, f.What.In(l))
}

// Text says place and fault in both languages.
func (f *Fault) Text() diag.Text { return diag.M(f.What.Code, f.In(diag.ZH), f.In(diag.EN)) }

// inTemplate is what the template library says.
var inTemplate = diag.M("THEME-TEMPLATE", "模板有错：%s", "%s")

// libraryPlace is how text/template and html/template begin their messages:
// "template: layouts/base.html:12:5: …", "html/template:parts/a.html:3:8: …".
var libraryPlace = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:\s]+):(\d+)(?::\d+)?: (.*)$`)

// libraryFault makes a Fault of what the template library says; file is where to
// send the reader when the message has no place of its own.
func libraryFault(file string, err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	m := libraryPlace.FindStringSubmatch(err.Error())
	if m == nil {
		return &Fault{File: file, What: inTemplate.With(err.Error())}
	}
	line, _ := strconv.Atoi(m[2])
	return &Fault{File: m[1], Line: line, What: inTemplate.With(m[3])}
}
