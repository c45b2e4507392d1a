package source

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// A line below a [[header]] belongs to that entry. Whoever puts [[photo]] above name,
// or leaves [[activity]] out, gets every line below reported for one mistake; here it
// is told once, and the lines are read as they were meant.

// belowHeader moves the keys of a page that stand below one of its [[lists]] back to
// the page. Lists holds the keys of each list.
func (r *reader) belowHeader(t *tomldoc.Table, page []string, lists map[string][]string) {
	for i := range t.Fields {
		f := t.Fields[i] // a copy: t.Fields grows below
		own, ok := lists[f.Key]
		if !ok || f.Value.Kind != tomldoc.Array {
			continue
		}
		for _, v := range f.Value.Items {
			if v.Table == nil || r.file.Text[v.Start] == '{' {
				continue
			}
			r.lost(t, v.Table, f.Key, page, own)
		}
	}
}

// lost moves the fields of the entry e of a list that belong to the page t.
func (r *reader) lost(t, e *tomldoc.Table, list string, page, own []string) {
	var keys []string
	kept := make([]tomldoc.Field, 0, len(e.Fields))
	for _, f := range e.Fields {
		if slices.Contains(own, f.Key) || !slices.Contains(page, f.Key) {
			kept = append(kept, f)
			continue
		}
		keys = append(keys, f.Key)
		if t.Field(f.Key) == nil {
			t.Fields = append(t.Fields, f)
		}
	}
	if len(keys) == 0 {
		return
	}
	e.Fields = kept
	r.ps.Error(r.file.Place(e.Start, e.End), diag.T("[[%s]] 要放在其他各行的后面：它下面的 %s 会算作它的内容", "[[%s]] must stand below the other lines: %s below it would belong to it").With(list, strings.Join(keys, " ")),
		diag.T("请把这一段移到下面那一行 +++ 的前面", "move this part down, to just above the closing +++"))
}

// couldBe reports whether f is one of the keys, in English or in Chinese.
func (r *reader) couldBe(f *tomldoc.Field, keys []string) bool {
	return slices.Contains(keys, f.Key) || f.Key[0] >= 0x80 && !r.isHeader(f) && chinese(f.Key, keys) != ""
}

// noHeader reports entries of a log that stand below no [[activity]] or [[annual]],
// and takes them out of t: each key would be unknown.
func (r *reader) noHeader(t *tomldoc.Table) {
	kept := make([]tomldoc.Field, 0, len(t.Fields))
	var first *tomldoc.Field
	list := "activity"
	for i := range t.Fields {
		f := &t.Fields[i]
		activity, annual := r.couldBe(f, names(activityKeys)), r.couldBe(f, names(annualKeys))
		if !activity && !annual {
			kept = append(kept, *f)
			continue
		}
		if first == nil {
			first = f
		}
		if !activity {
			list = "annual"
		}
	}
	if first == nil {
		return
	}
	r.ps.Error(r.file.Place(first.Start, first.End), diag.T("%s 前面少了一行 [[%s]]", "a line [[%[2]s]] is missing before %[1]s").With(first.Key, list),
		diag.T("每一条都以 [[%s]] 开头", "each entry begins with [[%s]]").With(list))
	t.Fields = kept
}
