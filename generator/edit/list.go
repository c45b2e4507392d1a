package edit

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// Add puts a value at the end of a list; a key that is missing becomes a list of it.
func (f *File) Add(table Table, key string, v Value) error {
	return f.relist(table, key, func(items []Value) []Value { return append(items, v) })
}

// Drop takes all values out of a list that say the same as v. A list that nothing is left
// in stays, empty: Remove takes the key away.
func (f *File) Drop(table Table, key string, v Value) error {
	return f.relist(table, key, func(items []Value) []Value {
		return slices.DeleteFunc(items, func(item Value) bool { return item.mean.equal(v.mean) })
	})
}

// relist changes the values of a list.
func (f *File) relist(table Table, key string, do func(items []Value) []Value) error {
	l, t, _, err := f.near(table, key)
	if err != nil {
		return err
	}
	items := []Value{}
	for part := range strings.SplitSeq(key, ".") {
		field := t.Field(part)
		if field == nil {
			break
		}
		if field.Value.Kind == tomldoc.Inline {
			t = field.Value.Table
			continue
		}
		if field.Value.Kind != tomldoc.Array {
			return f.refuse(diag.M("EDIT-NO-LIST", "%s 里的 %s 不是列表", "%[2]s in %[1]s is no list").With(f.path, key), diag.T("请先把它改成方括号列表", "make it a list in brackets first"))
		}
		for i := range field.Value.Items {
			v := &field.Value.Items[i]
			items = append(items, Value{mean: meaningOf(l.file, v), toml: l.file.Text[v.Start:v.End]})
		}
	}
	return f.Set(table, key, List(do(items)...))
}

// slot is an item of a list as it is written, with what stands around it.
type slot struct {
	before  string // from the comma, or bracket, up to the item
	item    string
	between string // up to its comma
	after   string // the rest of the comma's line, when it is a remark or nothing else stands there
	mean    *meaning
}

func (s slot) remarked() bool { return strings.Contains(s.before, "#") }

// relist writes a list in the place of another one. Items that both have stay as they are
// written, with the remarks on them.
func (l *layout) relist(old *tomldoc.Value, v Value) string {
	slots, rest, comma := l.slots(old)
	kept := common(slots, v.items)
	first, between := "", " "
	if len(slots) > 0 {
		first = slots[0].before
		between = first
		if !strings.Contains(first, "\n") {
			between = " "
		}
		if len(slots) > 1 {
			between = slots[1].before
		}
	}
	plain := func(s, other string) string { // without the remarks of another item
		if strings.Contains(s, "#") {
			if n := strings.LastIndexByte(s, '\n'); n >= 0 {
				return s[n:]
			}
			return other
		}
		return s
	}
	first, between = plain(first, ""), plain(between, " ")
	out := make([]slot, len(v.items))
	for i, item := range v.items {
		if k := kept[i]; k >= 0 {
			out[i] = slots[k]
			if i == 0 && k > 0 && !out[i].remarked() {
				out[i].before = first
			} else if i > 0 && k == 0 && !out[i].remarked() {
				out[i].before = between
			}
			continue
		}
		out[i] = slot{before: between, item: item.write("", true), mean: item.mean}
		if i == 0 {
			out[i].before = first
		}
	}
	var b strings.Builder
	b.WriteByte('[')
	for i, s := range out {
		if strings.Contains(b.String(), "#") && i > 0 && strings.Contains(out[i-1].after, "#") && !strings.HasPrefix(s.before, "\n") {
			s.before = "\n" + blanks(strings.TrimLeft(between, "\n"))
		}
		b.WriteString(s.before + s.item + s.between)
		if i < len(out)-1 || comma {
			b.WriteByte(',')
		}
		b.WriteString(s.after)
	}
	if len(out) == 0 && !strings.Contains(rest, "#") {
		rest = ""
	} else if len(out) > 0 && strings.Contains(out[len(out)-1].after, "#") && !strings.HasPrefix(rest, "\n") {
		rest = "\n" + rest
	}
	b.WriteString(rest + "]")
	return b.String()
}

// slots takes a list apart. Rest is what stands before its closing bracket, comma whether
// the last item has one.
func (l *layout) slots(v *tomldoc.Value) (slots []slot, rest string, comma bool) {
	text := l.file.Text
	at := v.Start + 1
	for i := range v.Items {
		item := &v.Items[i]
		s := slot{before: text[at:item.Start], item: text[item.Start:item.End], mean: meaningOf(l.file, item)}
		at = item.End
		next := v.End - 1
		if i+1 < len(v.Items) {
			next = v.Items[i+1].Start
		}
		n := commaIn(text[at:next])
		if n >= 0 {
			s.between = text[at : at+n]
			at += n + 1
		}
		comma = n >= 0
		if line, _, more := strings.Cut(text[at:next], "\n"); more && (strings.TrimSpace(line) == "" || strings.HasPrefix(strings.TrimSpace(line), "#")) {
			s.after = line
			at += len(line)
		}
		slots = append(slots, s)
	}
	return slots, text[at : v.End-1], comma
}

// commaIn returns where the first comma stands that is not in a remark, or -1.
func commaIn(s string) int {
	remark := false
	for i := range len(s) {
		switch {
		case s[i] == '\n':
			remark = false
		case s[i] == '#':
			remark = true
		case s[i] == ',' && !remark:
			return i
		}
	}
	return -1
}

// common pairs items with the slots that say the same, in order, as many as can be: the
// slot of each item, or -1.
func common(slots []slot, items []Value) []int {
	longest := make([][]int, len(slots)+1)
	for i := range longest {
		longest[i] = make([]int, len(items)+1)
	}
	for i := len(slots) - 1; i >= 0; i-- {
		for k := len(items) - 1; k >= 0; k-- {
			if slots[i].mean.equal(items[k].mean) {
				longest[i][k] = longest[i+1][k+1] + 1
			} else {
				longest[i][k] = max(longest[i+1][k], longest[i][k+1])
			}
		}
	}
	kept := make([]int, len(items))
	for k := range kept {
		kept[k] = -1
	}
	for i, k := 0, 0; i < len(slots) && k < len(items); {
		switch {
		case slots[i].mean.equal(items[k].mean):
			kept[k] = i
			i, k = i+1, k+1
		case longest[i+1][k] >= longest[i][k+1]:
			i++
		default:
			k++
		}
	}
	return kept
}
