package fillform

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/quote"
)

// mark is a stretch of text in double braces.
type mark struct {
	start, end int    // in the text, braces included
	inside     string // between them
	open       bool   // the closing braces are missing
}

// marks returns what stands in double braces in a text, of either width.
func marks(text string) (list []mark) {
	for at := 0; ; {
		start, width := braces(text[at:], "{｛")
		if start < 0 {
			return list
		}
		start += at
		from := start + width
		n, shut := braces(text[from:], "}｝")
		if next, _ := braces(text[from:], "{｛"); n < 0 || next >= 0 && next < n {
			list = append(list, mark{start: start, end: from, open: true})
			at = from
			continue
		}
		list = append(list, mark{start: start, end: from + n + shut, inside: text[from : from+n]})
		at = from + n + shut
	}
}

// braces returns where two of the braces stand beside one another, and how many bytes they take; -1 where none do.
func braces(text, of string) (at, width int) {
	last, lastAt := false, 0
	for i, r := range text {
		is := strings.ContainsRune(of, r)
		if is && last {
			return lastAt, i + utf8.RuneLen(r) - lastAt
		}
		last, lastAt = is, i
	}
	return -1, 0
}

// What is said of marks.
var (
	notClosed = diag.M("FILL-BRACES", "{{ 后面没有 }}", "{{ has no }}")
	closeIt   = diag.T("在后面补上 }}", "write }} after it")
	emptyMark = diag.M("FILL-EMPTY", "{{ }} 里面是空的", "{{ }} is empty")
	noPicture = diag.M("FILL-PICTURE", "表里放不了%s", "a form cannot hold a %s")
	useNumber = diag.T("写数字：{{ 数字 参加人次 }}；要图表的，用工作总结", "write a number: {{ 数字 参加人次 }}; charts belong into a summary")
)

// read returns what a mark stands for: what to call it and its value, or why it means nothing.
func (f *filler) read(m mark, s scope) (what string, v value, wrong *fault) {
	if m.open {
		return "{{", value{}, &fault{notClosed, closeIt}
	}
	words := strings.Join(strings.Fields(m.inside), " ")
	if words == "" {
		return "{{ }}", value{}, &fault{emptyMark, listNames}
	}
	name, d, known, ok := markdown.ReadDirective("{{ " + words + " }}")
	if ok && known && (len(d.Args) > 0 || d.Kind == markdown.Figure) {
		v, wrong := f.quoted(d, s)
		return words, v, wrong
	}
	if x, v, wrong := f.named(words, s); wrong == nil {
		return x.name, v, nil
	} else if x != nil || !ok || len(d.Args) == 0 {
		return words, v, wrong
	}
	return words, value{}, f.unknown(name.Text, ofBase)
}

// quoted answers a directive as a summary would have it, for the form's year, base and county where it leaves them open.
func (f *filler) quoted(d markdown.Directive, s scope) (value, *fault) {
	switch d.Kind {
	case markdown.Figure, markdown.Bases, markdown.Activities:
	default:
		what := map[markdown.Kind]diag.Text{markdown.Chart: diag.T("图表", "chart"), markdown.Table: diag.T("表格", "table"), markdown.Map: diag.T("地图", "map")}[d.Kind]
		return value{}, &fault{noPicture.With(what), useNumber}
	}
	r, faults := f.quotes.Read(&d)
	if wrong := serious(faults); wrong != nil {
		return value{}, wrong
	}
	add := func(key, val string) {
		d.Args = append(d.Args, markdown.Arg{Key: markdown.Word{Text: key}, Value: markdown.Word{Text: val}})
	}
	takes := func(key, val string) bool { // whether the directive may have the key besides
		more := d
		more.Args = append(slices.Clone(d.Args), markdown.Arg{Key: markdown.Word{Text: key}, Value: markdown.Word{Text: val}})
		_, faults := f.quotes.Read(&more)
		return serious(faults) == nil
	}
	if year := strconv.Itoa(s.year); s.year != 0 && r.Query.First == 0 && takes("year", year) {
		add("year", year)
	}
	keys := r.Query.Keys
	switch open := keys[figures.ByBase] == "" && keys[figures.ByCounty] == ""; {
	case open && s.base != nil && takes("base", s.base.ID):
		add("base", s.base.ID)
	case open && s.base == nil && s.county != nil && takes("county", s.county.ID):
		add("county", s.county.ID)
	}
	r, faults = f.quotes.Read(&d)
	if wrong := serious(faults); wrong != nil {
		return value{}, wrong
	}
	switch d.Kind {
	case markdown.Bases:
		return listed(f.quotes.Bases(&r), func(b *catalog.Base) string { return b.Name }, "、"), nil
	case markdown.Activities:
		return listed(f.quotes.Activities(&r), func(a *catalog.Activity) string { return a.Date.Chinese() + a.Title }, "；"), nil
	}
	row := f.quotes.Number(&r)
	if !row.Known && row.Unsure() == 0 {
		return missing(inWords(r.Text(row))), nil
	}
	v := known(r.Text(row))
	plain := r
	plain.Format, plain.Unit = quote.Plain, ""
	if r.Unit == "" && row.Known && !row.LowerBound && row.Unsure() == 0 && (r.Format == quote.Thousands || r.Format == quote.Plain) { // a number alone, whatever its commas
		v.number = plain.Text(row)
	}
	v.note = diag.Same(f.quotes.Coverage(&r, row))
	return v, nil
}

// listed joins the names of a list.
func listed[T any](list []T, name func(T) string, by string) value {
	if len(list) == 0 {
		return missing(inWords(quote.NoRecords))
	}
	var words []string
	for _, x := range list {
		words = append(words, name(x))
	}
	return known(strings.Join(words, by))
}

// serious returns the first fault of a directive because of which it means nothing.
func serious(faults []quote.Fault) *fault {
	for _, x := range faults {
		if !x.Harmless {
			return &fault{x.What, x.Mend}
		}
	}
	return nil
}
