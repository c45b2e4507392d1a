package catalog

import (
	"slices"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/pinyin"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// names finds the entries of one list by id or by exact name.
type names[T any] struct {
	l          *linker
	what       diag.Text     // what an entry is called
	known      map[string]*T // by id and by name
	listed     []string      // names, for suggestions
	ids        map[string]bool
	isBases    bool // the entries are pages and not lines of site.toml
	open       bool // the list is not in site.toml: whatever is named becomes an entry
	incomplete bool // an entry could not be read and may be what is named: an unknown name is told in the next run
	make       func(source.Term) *T
	all        *[]*T

	candidates []string          // what a slip may have meant, made for the first
	near       map[string]string // an unknown name -> what it may have meant
}

// newNames makes the list all from what site.toml says. A list that it doesn't
// have stays open: names are taken as they come, in order of first use.
func newNames[T any](l *linker, path string, what diag.Text, terms []source.Term, make func(source.Term) *T, all *[]*T) *names[T] {
	n := &names[T]{l: l, what: what, known: map[string]*T{}, ids: map[string]bool{}, open: len(terms) == 0, make: make, all: all}
	for _, t := range terms {
		if t.ID == "" || t.Name == "" {
			n.incomplete = true
			continue // reported where it was read
		}
		if n.known[t.ID] != nil || n.known[t.Name] != nil {
			l.ps.Error(l.place(path, t.Span), diag.M("SITE-ENTRY-TWICE", "%s “%s” 写了两次", "the %s “%s” stands twice").With(what, t.Name),
				diag.T("请删去一个，或换一个 id 和名称", "take one out, or give it another id and name"))
			n.incomplete = true
			continue
		}
		n.add(t)
	}
	return n
}

func (n *names[T]) add(t source.Term) *T {
	x := n.make(t)
	*n.all = append(*n.all, x)
	n.known[t.ID], n.known[t.Name], n.ids[t.ID] = x, x, true
	n.listed = append(n.listed, t.Name)
	return x
}

// find returns what r refers to. It is nil when nothing is written, or when what
// is written is unknown: that is reported.
func (n *names[T]) find(path string, r source.Ref, w *pass) *T {
	if r.Name == "" && !r.Span.Written() {
		return nil
	}
	if x := n.known[r.Name]; x != nil || !r.Span.Written() {
		return x
	}
	if w.parallel {
		w.retrySerially = true // reporting and adding go by the order of the files
		return nil
	}
	name := strings.TrimSpace(r.Name)
	if n.open && name != "" {
		if x := n.known[name]; x != nil {
			return x
		}
		return n.add(source.Term{ID: n.newID(name), Name: name})
	}
	if !n.incomplete || name == "" {
		n.unknown(path, r, w)
	}
	return nil
}

func (n *names[T]) unknown(path string, r source.Ref, w *pass) {
	what := diag.M("NAME-UNKNOWN", "没有这个%s：“%s”", "there is no %s “%s”").With(n.what, r.Name)
	if n.isBases {
		what = diag.M("BASE-UNKNOWN", "没有这个基地的页面：“%s”", "there is no page of a base “%s”").With(r.Name)
	}
	if strings.TrimSpace(r.Name) == "" {
		what = diag.M("NAME-EMPTY", "%s是空的", "the %s is empty").With(n.what)
	}
	mend := diag.Text{}
	near := n.nearest(strings.TrimSpace(r.Name))
	if n.isBases && n.several(r.Name) {
		w.ps.Error(n.l.place(path, r.Span), diag.M("BASE-SEVERAL", what.ZH, what.EN), diag.T("这是几个基地，请分开写：bases = %s", "these are several bases: write bases = %s").With(tomldoc.AsList(r.Name))).By(n.apart(path, r))
		return
	}
	switch few := strings.Join(n.listed, "、"); {
	case near != "" && len(n.listed) <= 20 && !n.isBases:
		mend = diag.T("是否 %s？可以写：%s", "is it %s? Known: %s").With(near, few)
	case near != "":
		mend = diag.T("是否 %s？", "is it %s?").With(near)
	case len(n.listed) <= 20 && few != "" && !n.isBases:
		mend = diag.T("可以写：%s", "known: %s").With(few)
	case n.isBases:
		mend = diag.T("是删掉了还是改了名？请核对 bases 文件夹；没有页面的单位在命名里写到 others", "was it deleted or renamed? Look into the folder bases; a designation names those without a page in others")
	default:
		mend = diag.T("请核对名称，要一字不差", "check the name: it must be exact")
	}
	w.ps.Error(n.l.place(path, r.Span), what, mend)
}

// apart writes a name that is several as a list, bases = […], where it stands after base =.
func (n *names[T]) apart(path string, r source.Ref) *diag.Repair {
	f := n.l.files[path]
	if f == nil || !r.Span.Written() {
		return nil
	}
	head := f.Text[strings.LastIndexByte(f.Text[:r.Span.Start], '\n')+1 : r.Span.Start]
	key, rest, found := strings.Cut(head, "=")
	if !found || strings.TrimSpace(key) != "base" || strings.TrimSpace(rest) != "" || !tomldoc.ListIsPlain("bases", r.Name) {
		return nil
	}
	at := int(r.Span.Start) - len(head) + strings.Index(head, "base") + len("base")
	return diag.Edits(diag.Edit{Start: at, End: at, New: "s"}, diag.Edit{Start: int(r.Span.Start), End: int(r.Span.End), New: tomldoc.AsList(r.Name)})
}

// several reports whether a name is that of several entries, one after the other.
func (n *names[T]) several(name string) bool {
	parts := strings.FieldsFunc(name, func(c rune) bool { return strings.ContainsRune("、，,；;", c) })
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(s string) bool { return n.known[strings.TrimSpace(s)] == nil })
}

// A renamed base may stand wrong on every line of many logs. Each name is looked
// up once, and after this many different ones nobody reads suggestions.
const maxSuggestions = 200

// nearest returns what a slip may have meant, or "".
func (n *names[T]) nearest(name string) string {
	near, done := n.near[name]
	if done || len(n.near) == maxSuggestions {
		return near
	}
	if n.near == nil {
		n.near = map[string]string{}
		seen := make(map[string]bool, len(n.listed))
		for _, s := range n.listed {
			seen[s] = true
		}
		var ids []string
		for name := range n.known {
			if !seen[name] {
				ids = append(ids, name)
			}
		}
		slices.Sort(ids)
		n.candidates = slices.Concat(n.listed, ids) // names first
	}
	near = diag.Nearest(name, n.candidates)
	n.near[name] = near
	return near
}

// newID makes an id from a name that staff gave no id.
func (n *names[T]) newID(name string) string {
	id := pinyin.Slug(name, "")
	id = strings.Trim(id[:min(len(id), 56)], "-")
	if !source.IsID(id) {
		id = "x"
	}
	for try, i := id, 2; ; i++ {
		if !n.ids[try] {
			return try
		}
		try = id + "-" + strconv.Itoa(i)
	}
}
