package edit_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/tomldoc"
)

// Files as people write them, and worse, are changed at random. Another TOML library says what
// they mean before and after, and the bytes outside the change are compared one by one.

// odd writes a file of random TOML.
type odd struct {
	*rand.Rand
	b      strings.Builder
	indent string
	column int
}

func (o *odd) one(of ...string) string { return of[o.IntN(len(of))] }

func (o *odd) word() string {
	return o.one("甲", "西平县气象局", "it's", `说"好"`, "a\\b", "", " x ", "𠮷野", "No. 1", "café", "= 3", "# 不是注", "[x]", "ａ", "——", "\ttab", "2025", "·")
}

func (o *odd) text() string {
	s := ""
	for range o.IntN(4) {
		s += o.word()
	}
	return s
}

// value writes a value; inside brackets it stands on one line, or several where they are lists.
func (o *odd) value(depth int, inside bool) string {
	switch o.IntN(12) {
	case 0:
		return o.one("1", "-3", "1_000", "0x1F", "+7", "0")
	case 1:
		return o.one("1.5", "-0.25", "1e3", "114.020")
	case 2:
		return o.one("true", "false")
	case 3:
		return o.one("2025-03-01", "1999-12-31", "2025-03-01T10:00:00Z", "10:30:00")
	case 4:
		return "'" + strings.ReplaceAll(o.text(), "'", "") + "'"
	case 5:
		if inside {
			return `"行"`
		}
		lines := []string{}
		for range o.IntN(4) {
			lines = append(lines, o.one("一行", `x = 1`, `"引"`, "[y]", "", "  # 注", `b\\c`, "+++ x", "行 "))
		}
		return o.one("\"\"\"", "\"\"\"\n") + strings.Join(lines, "\n") + o.one("\"\"\"", "\n\"\"\"", "\\\n  接\"\"\"")
	case 6:
		if inside {
			return "'x'"
		}
		return "'''\n" + o.one(`a\b`, "it's", "两\n行", "") + "\n'''"
	case 7, 8:
		if depth > 2 {
			return "[]"
		}
		return o.list(depth)
	case 9:
		if depth > 2 {
			return "{}"
		}
		parts := []string{}
		for i := range o.IntN(4) {
			key := string(rune('p' + i))
			if o.IntN(6) == 0 {
				key += ".z"
			}
			parts = append(parts, key+o.one("=", " = ", "  =  ")+o.value(depth+1, true))
		}
		gap := o.one("", " ")
		return "{" + gap + strings.Join(parts, o.one(",", ", ", " , ")) + gap + "}"
	}
	return `"` + o.escaped(o.text()) + `"`
}

func (o *odd) escaped(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), `"`, `\"`)
	if o.IntN(4) == 0 {
		s = strings.ReplaceAll(s, "甲", `\u7532`)
	}
	return s
}

func (o *odd) list(depth int) string {
	n := o.IntN(4)
	scalar := func() string { return `"` + o.escaped(o.word()) + `"` }
	if o.IntN(3) == 0 {
		scalar = func() string { return o.value(depth+1, true) }
	}
	items := []string{}
	for range n {
		items = append(items, scalar())
	}
	if o.IntN(2) == 0 {
		end := ""
		if n > 0 {
			end = o.one("", "", ",", " ")
		}
		return "[" + o.one("", " ") + strings.Join(items, o.one(", ", ",", " , ")) + end + "]"
	}
	s := "[" + o.one("\n", " # 列\n", "\n  # 注\n")
	for i, item := range items {
		s += o.one("  ", "\t", "") + item
		if i+1 < n || o.IntN(2) == 0 {
			s += o.one(",", " ,")
		}
		s += o.one("\n", "\n", " # "+o.one("注,", "“引”", "]")+"\n")
	}
	return s + "]"
}

func (o *odd) space() {
	for range o.IntN(3) {
		o.b.WriteString(o.one("\n", "\n", "  \n", "# 注 = 1\n", "  # [x]\n", "#\n", "# \"\"\"\n"))
	}
}

func (o *odd) keys(names ...string) {
	for _, name := range names {
		switch o.IntN(6) {
		case 0:
			continue
		case 1:
			o.space()
		}
		key := name
		if name == "d" {
			key = o.one("d.x", "d . x", "d.x.y", `d."中x"`)
		} else if o.IntN(12) == 0 || name[0] > 0x7f {
			key = `"` + name + `"`
		}
		gap := " "
		if o.column > 0 {
			gap = strings.Repeat(" ", max(o.column-len([]rune(key)), 1))
		}
		eq := gap + "=" + o.one(" ", " ", " ", "", "  ")
		o.b.WriteString(o.indent + key + eq + o.value(0, false) + o.one("", "", "", " ", " # 尾注", "\t#\"x") + "\n")
	}
}

// file returns a random text of TOML.
func (o *odd) file() string {
	o.b.Reset()
	o.indent, o.column = o.one("", "", "", "  ", "\t"), o.IntN(2)*(4+o.IntN(6))
	o.space()
	o.keys("name", "county", "d", "长名", "x1")
	for range o.IntN(4) {
		o.space()
		o.b.WriteString(o.indent + o.one("[[list]]", "[[ list ]]", `[["list"]]`) + o.one("", " # 头注") + "\n")
		o.keys("date", "title", "topic", "d", "participants")
		for range o.IntN(3) {
			o.space()
			o.b.WriteString("[[list.sub]]\n")
			o.keys("a", "b")
		}
		if o.IntN(3) == 0 {
			o.b.WriteString("[list.part]\n")
			o.keys("c")
		}
	}
	for _, name := range []string{"map", "deep.er"} {
		if o.IntN(2) == 0 {
			o.space()
			o.b.WriteString("[" + name + "]\n")
			o.keys("a", "d", "b")
		}
	}
	o.space()
	s := o.b.String()
	if o.IntN(3) == 0 {
		s = strings.TrimRight(s, "\n")
	}
	return s
}

// spelling returns a random way to save a text, which is one function of every beginning of it.
func (o *odd) spelling() (name string, spell func(string) []byte) {
	if o.IntN(4) == 0 {
		seed := o.Uint64()
		return "mixed", func(s string) []byte {
			r := rand.New(rand.NewPCG(seed, 1))
			var b strings.Builder
			for _, c := range s {
				if c == '\n' {
					b.WriteString([]string{"\n", "\r\n", "\r\n"}[r.IntN(3)])
				} else {
					b.WriteRune(c)
				}
			}
			return []byte(b.String())
		}
	}
	name = o.one(slices.Sorted(maps.Keys(spellings))...)
	return name, spellings[name]
}

// place is a table of a file: where it begins and what leads to it, keys and indexes.
type place struct {
	at     int
	path   []any
	braces bool
	list   bool // an entry of a list of headers
}

func places(f *diag.File, t *tomldoc.Table, path []any) []place {
	var all []place
	for i := range t.Fields {
		key, v := t.Fields[i].Key, &t.Fields[i].Value
		there := append(slices.Clone(path), key)
		if v.Kind == tomldoc.Inline {
			braces := f.Text[v.Start] == '{'
			if own := f.Text[v.Start] == '['; braces || own {
				all = append(all, place{v.Start, there, braces, false})
			}
			all = append(all, places(f, v.Table, there)...)
		}
		for k := range v.Items {
			if item := &v.Items[k]; item.Kind == tomldoc.Inline {
				deeper := append(slices.Clone(there), k)
				braces := f.Text[item.Start] == '{'
				all = append(all, place{item.Start, deeper, braces, !braces})
				all = append(all, places(f, item.Table, deeper)...)
			}
		}
	}
	return all
}

func decode(t *testing.T, text string) map[string]any {
	t.Helper()
	m := map[string]any{}
	if _, err := toml.Decode(text, &m); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return m
}

func walk(m any, path []any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			m = m.(map[string]any)[p]
		case int:
			if maps, ok := m.([]map[string]any); ok {
				m = maps[p]
			} else {
				m = m.([]any)[p]
			}
		}
	}
	return m
}

// settings returns the TOML of a random text.
func settings(text string, page bool) string {
	if page {
		text = text[len("+++\n") : strings.Index(text, "\n+++\n")+1]
	}
	return text
}

func TestRandomChangesOfRandomFiles(t *testing.T) {
	rounds := 30000
	if testing.Short() {
		rounds = 3000
	}
	seed, again := rand.Uint64(), os.Getenv("KEPU_SEED") // the seed of a run that failed, to see it once more
	if again != "" {
		var err error
		if seed, err = strconv.ParseUint(again, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	done := false
	defer func() {
		if t.Failed() || !done { // or it panics
			t.Logf("to run it again: KEPU_SEED=%d go test -run %s", seed, t.Name())
		}
	}()
	did, refused := map[string]int{}, map[string]int{}
	for i := range rounds {
		o := &odd{Rand: rand.New(rand.NewPCG(seed, uint64(i)))}
		name := fmt.Sprintf("round %d of %d", i, seed)
		what, ok := o.change(t, name)
		if t.Failed() {
			return
		}
		did[what]++
		if !ok {
			refused[what]++
		}
	}
	if did["none"] > rounds/2 {
		t.Errorf("of %d rounds %d change nothing", rounds, did["none"])
	}
	for what, n := range did {
		if what != "none" && 20*refused[what] > n {
			t.Errorf("%s: %d of %d are refused", what, refused[what], n)
		}
	}
	done = true
}

// change makes one change and says which, and whether it was made.
func (o *odd) change(t *testing.T, name string) (what string, ok bool) {
	text := o.file()
	page := o.IntN(3) == 0
	p := "odd/a.toml"
	if page {
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		text, p = "+++\n"+text+"+++\n正文 +++\n\n+++\n", "odd/a.md"
	}
	way, spell := o.spelling()
	raw := spell(text)
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf("%s, %s, %s: %s\n%s", name, what, way, fmt.Sprintf(format, args...), text)
	}
	f, err := edit.Open(p, raw)
	if err != nil {
		what = "open"
		if strings.TrimSpace(text) != "" && way != "GBK" && way != "GBK, LF" { // words by chance
			fail("%v", err)
		}
		return "none", false
	}
	if f.Text() != text && strings.TrimSpace(text) != "" {
		return "none", false // read in another encoding, by chance
	}
	toml1 := settings(text, page)
	file := diag.NewFile(p, text)
	var ps diag.List
	from := strings.Index(text, toml1)
	top := tomldoc.Parse(file, from, from+len(toml1), &ps, tomldoc.Options{Foreign: true})
	if ps.HasErrors() {
		return "none", false // such as names that differ by case only
	}
	old, want := decode(t, toml1), decode(t, toml1)
	all := append(places(file, top, nil), place{-1, nil, false, false})
	all = slices.DeleteFunc(all, func(p place) bool { return len(p.path) == 1 && p.path[0] == "deep" }) // [a.b] is b's header, not a's
	at := all[o.IntN(len(all))]
	table := edit.At(at.at)
	if at.at < 0 {
		table = edit.Top()
	}
	m := walk(want, at.path).(map[string]any)
	keys := slices.Sorted(maps.Keys(m))

	// Either a value's own bytes change, from start up to end, or bytes come in, or go.
	const (
		within = iota
		more
		less
		anywhere
	)
	shape, start, end := within, 0, 0
	var undo func(g *edit.File) error
	switch o.IntN(9) {
	case 8: // several keys of several tables, as forms do
		what, shape = "many", anywhere
		for range 2 + o.IntN(4) {
			there := all[o.IntN(len(all))]
			if there.braces || there.at >= 0 && text[there.at] != '[' {
				continue // it may be a part of what was just changed
			}
			m := walk(want, there.path).(map[string]any)
			key := o.one("neu", "标题", "ab", "date", "title", "topic", "a", "b")
			was := old
			if len(there.path) > 0 {
				was, _ = walk(old, there.path).(map[string]any)
			}
			if _, deep := was[key].(map[string]any); deep {
				continue // perhaps made by dots
			}
			to := edit.At(there.at)
			if there.at < 0 {
				to = edit.Top()
			}
			if o.IntN(4) == 0 {
				delete(m, key)
				err = errors.Join(err, f.Remove(to, key))
				continue
			}
			v, x := o.newValue()
			m[key] = x
			err = errors.Join(err, f.Set(to, key, v))
		}
	case 0, 1, 2: // set a key that is there, or not
		key := o.one("neu", "标题", "a-b")
		if len(keys) > 0 && o.IntN(3) > 0 {
			key = keys[o.IntN(len(keys))]
		}
		if strings.Contains(key, ".") {
			return "none", false
		}
		v, x := o.newValue()
		what = "set"
		if _, there := m[key]; there {
			field := tableAt(top, at.path).Field(key)
			if text[field.Value.Start] == '[' && field.Value.Start < field.Start || field.Value.Kind == tomldoc.Inline && text[field.Value.Start] != '{' ||
				field.Value.Kind == tomldoc.Array && len(field.Value.Items) > 0 && field.Value.Items[0].Start <= field.Value.Start {
				return "none", false // parts with headers
			}
			what, start, end = "change", field.Value.Start, field.Value.End
			written := text[start:end]
			undo = func(g *edit.File) error { return g.Set(table, key, edit.Raw(written)) }
			if field.Value.Kind == tomldoc.Array {
				undo = nil // remarks are gone with what they stood on
			}
		} else {
			shape = more
			undo = func(g *edit.File) error { return g.Remove(table, key) }
			if at.braces && len(keys) == 0 {
				undo = nil
			}
		}
		m[key] = x
		err = f.Set(table, key, v)
		if way == "mixed" && strings.Contains(text[start:end], "\n") {
			undo = nil
		}
	case 3:
		if len(keys) == 0 {
			return "none", false
		}
		key := keys[o.IntN(len(keys))]
		field := tableAt(top, at.path).Field(key)
		v := &field.Value
		if strings.Contains(key, ".") || v.Kind == tomldoc.Inline && text[v.Start] != '{' || v.Kind == tomldoc.Array && len(v.Items) > 0 && v.Items[0].Start <= v.Start {
			return "none", false
		}
		what, shape = "remove", less
		delete(m, key)
		if len(at.path) > 0 && len(m) == 0 && !at.braces && text[at.at] != '[' {
			return "none", false
		}
		err = f.Remove(table, key)
	case 4, 5:
		list := o.one("list", "fresh", "list.sub")
		v, x := o.newValue()
		parent := want
		if list == "list.sub" {
			entries, _ := want["list"].([]map[string]any)
			if len(entries) == 0 {
				return "none", false
			}
			parent = entries[len(entries)-1]
		}
		last := list[strings.LastIndexByte(list, '.')+1:]
		entries, _ := parent[last].([]map[string]any)
		parent[last] = append(slices.Clone(entries), map[string]any{"k": x, "名": "甲"})
		what, shape = "append", more
		err = f.Append(list, []edit.Field{{Key: "k", Value: v}, {Key: "名", Value: edit.Text("甲")}})
		undo = func(g *edit.File) error { // the new one is the last of its list
			var last place
			file := diag.NewFile(p, g.Text())
			inner := settings(g.Text(), page)
			from := strings.Index(g.Text(), inner)
			for _, there := range places(file, tomldoc.Parse(file, from, from+len(inner), &ps, tomldoc.Options{Foreign: true}), nil) {
				if k := len(there.path); there.list && (k == 2 && there.path[0] == list || k == 4 && list == "list.sub" && there.path[2] == "sub") {
					last = there
				}
			}
			return g.Cut(edit.At(last.at))
		}
	case 6:
		if !at.list {
			return "none", false
		}
		what, shape = "cut", less
		parent := walk(want, at.path[:len(at.path)-2]).(map[string]any)
		key, n := at.path[len(at.path)-2].(string), at.path[len(at.path)-1].(int)
		if entries := parent[key].([]map[string]any); len(entries) > 1 {
			parent[key] = slices.Delete(slices.Clone(entries), n, n+1)
		} else {
			delete(parent, key)
		}
		err = f.Cut(table)
	case 7:
		if page {
			what, start, end = "body", strings.LastIndex(text, "\n正")+1, len(text)
			err = f.SetBody("新正文\r\n" + o.text() + "\n+++\n")
			break
		}
		var lists []string
		for _, key := range keys {
			if v := tableAt(top, at.path).Field(key).Value; v.Kind == tomldoc.Array && text[v.Start] == '[' && v.Start > tableAt(top, at.path).Field(key).Start && !strings.Contains(key, ".") {
				lists = append(lists, key)
			}
		}
		if len(lists) == 0 {
			return "none", false
		}
		key := lists[o.IntN(len(lists))]
		v := tableAt(top, at.path).Field(key).Value
		what, start, end = "list", v.Start, v.End
		var items []any
		switch list := m[key].(type) {
		case []any:
			items = slices.Clone(list)
		case []map[string]any:
			return "none", false
		}
		if len(items) > 0 && o.IntN(2) == 0 {
			n := o.IntN(len(items))
			gone, is := items[n].(string)
			if !is {
				return "none", false
			}
			items = slices.DeleteFunc(items, func(x any) bool { return x == gone })
			err = f.Drop(table, key, edit.Text(gone))
		} else {
			s := o.text()
			items = append(items, s)
			err = f.Add(table, key, edit.Text(s))
		}
		m[key] = items
		if len(items) == 0 {
			m[key] = []any{}
		}
	}
	if err != nil {
		fail("%v", err)
		return what, false
	}
	c, err := f.Change()
	if err != nil {
		t.Logf("%s, %s: %v\n%s\n-----\n%s", what, way, err, text, f.Text())
		return what, false
	}
	if c.After == nil {
		if len(want) > 0 {
			fail("the file is gone")
		}
		return what, true
	}
	if got := decode(t, settings(f.Text(), page)); !reflect.DeepEqual(got, want) {
		fail("it says\n%v\nnot\n%v\nbefore\n%v\n%s", got, want, old, f.Text())
		return what, true
	}
	before, after := common(c.Before, c.After)
	switch shape {
	case within:
		length := func(s string) int { return len(bytes.TrimSuffix(spell(s), []byte("\x1a"))) }
		if from, to := length(text[:start]), len(raw)-length(text[:end]); !bytes.HasPrefix(c.After, raw[:from]) || !bytes.HasSuffix(c.After, raw[len(raw)-to:]) {
			fail("bytes outside the value differ\n%s", f.Text())
		}
	case more:
		if before+after < len(c.Before) && strings.TrimSpace(text) != "" { // blank lines alone are no file to keep
			fail("bytes are lost\n%s", f.Text())
		}
	case less:
		if before+after < len(c.After) {
			fail("bytes come in\n%s", f.Text())
		}
	}
	if undo == nil {
		return what, true
	}
	g, err := edit.Open(p, c.After)
	if err == nil {
		err = undo(g)
	}
	var back edit.FileChange
	if err == nil {
		back, err = g.Change()
	}
	var no *edit.Refused
	if errors.As(err, &no) && no.What.Code == "EDIT-ENCODING-LACKS" {
		return what, true // the change took the file's last character away that GBK lacks: none comes back
	}
	if err != nil {
		fail("taken back: %v\n%s", err, f.Text())
	} else if ascii := !bytes.ContainsFunc(c.After, func(r rune) bool { return r > 0x7f }); ascii && g.Text() == text {
		// Of a file without a character of its encoding nobody can tell which it was.
	} else if !bytes.Equal(back.After, c.Before) && !(len(bytes.TrimSpace(c.Before)) == 0 && back.After == nil) {
		fail("taken back:\n%s-----\n%s", g.Text(), f.Text())
	}
	return what, true
}

// common returns how many bytes two files share at their beginning, and how many of the rest at their end.
func common(a, b []byte) (before, after int) {
	for before < min(len(a), len(b)) && a[before] == b[before] {
		before++
	}
	for after < min(len(a), len(b))-before && a[len(a)-1-after] == b[len(b)-1-after] {
		after++
	}
	return before, after
}

func tableAt(t *tomldoc.Table, path []any) *tomldoc.Table {
	for i := 0; i < len(path); i++ {
		f := t.Field(path[i].(string))
		if i+1 < len(path) {
			if n, is := path[i+1].(int); is {
				t = f.Value.Items[n].Table
				i++
				continue
			}
		}
		t = f.Value.Table
	}
	return t
}

func (o *odd) newValue() (edit.Value, any) {
	switch o.IntN(6) {
	case 0:
		return edit.Int(12), int64(12)
	case 1:
		return edit.Bool(true), true
	case 2:
		s := []string{o.text(), o.text()}
		return edit.Texts(s...), []any{s[0], s[1]}
	case 3:
		s := o.text() + "\n" + o.one("+++", "[[list]]", "[map]", `"""`, "''''", "", "x = 1", `\`) + "\n" + o.text()
		return edit.Text(s), s
	}
	s := o.text()
	return edit.Text(s), s
}
