package edit

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// Value is what a key is set to.
type Value struct {
	mean  *meaning
	toml  string  // as written, when it is not a text or a list
	items []Value // of a list
	fault *Refused
}

// Field is a key and its value.
type Field struct {
	Key   string // parts of a dotted key with . between them
	Value Value
}

// Text is a text. Line ends of any kind become \n.
func Text(s string) Value {
	s = lineEnds.Replace(s)
	v := Value{mean: &meaning{kind: tomldoc.String, text: s}}
	if !utf8.ValidString(s) {
		v.fault = refuse("", diag.M("EDIT-VALUE-BYTES", "这段文字里有坏掉的字符", "the text holds broken characters"), diag.T("请重新输入", "type it again"))
	}
	return v
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Int is a whole number.
func Int(n int64) Value {
	return Value{mean: &meaning{kind: tomldoc.Integer, int: n}, toml: strconv.FormatInt(n, 10)}
}

// Float is a decimal number. Numbers whose last zeros mean something come as Raw.
func Float(x float64) Value {
	s := strconv.FormatFloat(x, 'f', -1, 64)
	if !strings.Contains(s, ".") && !strings.ContainsAny(s, "IN") {
		s += ".0"
	}
	return Raw(strings.ToLower(s))
}

// Bool is true or false.
func Bool(b bool) Value {
	return Value{mean: &meaning{kind: tomldoc.Bool, bool: b}, toml: strconv.FormatBool(b)}
}

// Day is a date as exact as it is: a day without quotes, a month or a year as a text.
func Day(d date.Date) Value {
	if d.Day == 0 {
		return Text(d.String())
	}
	return Value{mean: &meaning{kind: tomldoc.Day, date: d}, toml: d.String()}
}

// List is a list of values, Texts one of texts.
func List(items ...Value) Value {
	v := Value{mean: &meaning{kind: tomldoc.Array}, items: items}
	for _, item := range items {
		v.mean.items = append(v.mean.items, item.mean)
		if v.fault == nil {
			v.fault = item.fault
		}
	}
	if items == nil {
		v.items = []Value{}
	}
	return v
}

// Texts is a list of texts.
func Texts(texts ...string) Value {
	items := make([]Value, len(texts))
	for i, s := range texts {
		items[i] = Text(s)
	}
	return List(items...)
}

// Raw is a value as it is written in TOML, such as an inline table. Setting it
// fails when it is not one whole value.
func Raw(toml string) Value {
	toml = strings.TrimSpace(lineEnds.Replace(toml))
	const key = "x = "
	var ps diag.List
	f := diag.NewFile("", key+toml)
	t := source.Values(f, 0, len(f.Text), &ps)
	v := Value{toml: toml, mean: &meaning{}}
	if ps.HasErrors() || len(t.Fields) != 1 || t.Fields[0].Value.Kind == tomldoc.Bad || t.Fields[0].Value.Start != len(key) || t.Fields[0].Value.End != len(f.Text) {
		v.fault = refuse("", diag.M("EDIT-VALUE", "“%s” 不是一个写对的值", "“%s” is not a value as it is written in these files").With(toml), diag.Text{})
		v.fault.Problems = ps
		return v
	}
	v.mean = meaningOf(f, &t.Fields[0].Value)
	return v
}

// write returns the value as TOML. Old is how the value was written that it takes the
// place of, or ""; its quotes are kept where they can hold the text. In brackets all
// stands on one line.
func (v Value) write(old string, inside bool) string {
	switch {
	case v.items != nil:
		parts := make([]string, len(v.items))
		for i, item := range v.items {
			parts[i] = item.write("", true)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case v.mean.kind == tomldoc.String && v.toml == "":
		return quote(v.mean.text, old, inside)
	}
	return v.toml
}

// quote writes a text in quotes.
func quote(s, old string, inside bool) string {
	single := strings.HasPrefix(old, "'") && !strings.ContainsAny(s, "'")
	long := strings.HasPrefix(old, `"""`) || strings.HasPrefix(old, "'''")
	lines := strings.Contains(s, "\n")
	switch {
	case s == "" && long:
		return old[:3] + old[:3]
	case lines && !inside, long && !inside:
		return quoteLong(s, old, single && !needsEscape(s))
	case single && !needsEscape(s) && !lines:
		return "'" + s + "'"
	}
	return tomldoc.Quote(s)
}

// needsEscape reports whether a text holds what can stand in a file only as an escape.
func needsEscape(s string) bool {
	for line := range strings.SplitSeq(s, "\n") {
		if breaksOut(line) {
			return true
		}
	}
	return strings.ContainsFunc(s, func(c rune) bool { return c < ' ' && c != '\t' && c != '\n' || c == 0x7f })
}

// breaksOut reports whether a line of a long text would be taken for something else:
// the fence that ends a page's settings, or a header.
func breaksOut(line string) bool {
	return strings.HasPrefix(line, "[[") || strings.TrimRight(line, " \t") == "+++"
}

// quoteLong writes a text between three quotes, on lines of its own as old has it.
func quoteLong(s, old string, single bool) string {
	q, first := `"""`, "\n"
	if len(old) > 3 && (strings.HasPrefix(old, `"""`) || strings.HasPrefix(old, "'''")) && old[3] != '\n' && !strings.HasPrefix(s, "\n") {
		first = ""
	}
	if single {
		q = "'''"
	} else {
		s = escapeLong(s)
	}
	return q + first + s + q
}

// escapeLong writes a text between three double quotes.
func escapeLong(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	quotes, lineStart := 0, true
	for i, c := range s {
		last := i+1 == len(s)
		if lineStart {
			line, _, _ := strings.Cut(s[i:], "\n")
			if breaksOut(line) {
				b.WriteString(`\u00`)
				b.WriteString(strconv.FormatInt(int64(c), 16))
				lineStart = false
				continue
			}
		}
		lineStart = c == '\n'
		if c == '"' && quotes < 2 && !last {
			quotes++
			b.WriteByte('"')
			continue
		}
		quotes = 0
		if c == '"' || c == '\\' {
			b.WriteByte('\\')
		}
		tomldoc.WriteEscaped(&b, c)
	}
	return b.String()
}

// keyText writes a key, in quotes where a part of it is not of letters, digits, - and _.
func keyText(key string) string {
	parts := strings.Split(key, ".")
	for i, p := range parts {
		if p == "" || strings.ContainsFunc(p, func(c rune) bool {
			return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_')
		}) {
			parts[i] = tomldoc.Quote(p)
		}
	}
	return strings.Join(parts, ".")
}

// fieldsMeaning returns the table that fields make; ok is false where two are the same.
func fieldsMeaning(fields []Field) (m *meaning, ok bool) {
	m = &meaning{kind: tomldoc.Inline, fields: map[string]*meaning{}}
	for _, f := range fields {
		t := m
		parts := strings.Split(f.Key, ".")
		for _, p := range parts[:len(parts)-1] {
			if t.fields[p] == nil {
				t.fields[p] = &meaning{kind: tomldoc.Inline, fields: map[string]*meaning{}}
			}
			if t = t.fields[p]; t.kind != tomldoc.Inline {
				return nil, false
			}
		}
		last := parts[len(parts)-1]
		if t.fields[last] != nil || slices.Contains(parts, "") {
			return nil, false
		}
		t.fields[last] = f.Value.mean
	}
	return m, true
}
