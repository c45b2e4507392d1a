package desk

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/form"
	"kepu/generator/typed"
)

// rollField takes the names of a document as they are pasted; they go into two lines of the file.
var rollField = form.Field{Key: "roll", Label: diag.T("文件里的名单", "The names of the document"), Kind: form.Lines,
	Hint: diag.T("从文件或表格里整份贴进来，一行一家，前面的序号不要紧。有网页的和没有网页的会自动分到下面两栏，看过再保存。", "Paste them all, one a line; numbers before them do not matter. They are parted into the two lists below, to be looked at before they are saved.")}

// unroll parts a pasted list of names among the fields that the file has.
func (d *Desk) unroll(rec form.Record, p *sent) {
	if rec.Name != form.Designation.Name || form.Same(p.typed[rollField.Key], "") {
		return
	}
	r := form.ReadRoll(p.typed[rollField.Key], d.catalog())
	p.typed[rollField.Key] = ""
	add := func(key string, names []string) {
		list := form.ItemsOf(p.typed[key])
		for _, n := range names {
			if !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
		p.typed[key] = strings.Join(list, "\n")
	}
	add("bases", r.Bases)
	add("others", r.Others)
	say := func(t diag.Text) { p.rolled = append(p.rolled, t.In(d.o.Lang)) }
	say(diag.T("名单里有网页的 %d 家，没有网页的 %d 家，分在下面两栏了。", "Of the names %d have a page and %d have none; they stand in the two lists below.").With(len(r.Bases), len(r.Others)))
	for _, n := range r.Near {
		say(diag.T("“%s”像是“%s”，名称不完全一样，没有当成它；是它的话，请移到有网页的一栏。", "“%s” is much like “%s”, but not the same name, so it was not taken for it; if it is meant, move it to those with a page.").With(n.Name, strings.Join(n.Bases, "”“")))
	}
	if len(r.Twice) > 0 {
		say(diag.T("写了两次、只算一次的：%s", "named twice and counted once: %s").With(strings.Join(r.Twice, "、")))
	}
}

// rollReading says which names of a batch have a page, and how many there are beside the total.
func rollReading(p sent) (list []fieldView) {
	lines := slices.Clone(p.rolled)
	bases, others := form.ItemsOf(p.typed["bases"]), form.ItemsOf(p.typed["others"])
	if n := len(bases); n > 0 {
		lines = append(lines, diag.T("有网页的 %d 家：%s", "").With(n, strings.Join(bases, "、")).ZH)
	}
	if n := len(others); n > 0 {
		lines = append(lines, diag.T("没有网页的 %d 家：%s", "").With(n, strings.Join(others, "、")).ZH)
	}
	if len(lines) == 0 {
		return nil
	}
	names := len(bases) + len(others)
	switch total, doubt := typed.Number(p.typed["total"]); {
	case doubt != nil:
		lines = append(lines, diag.T("一共 %d 家（总数没有写）", "").With(names).ZH)
	case int(total) == names:
		lines = append(lines, diag.T("一共 %d 家，和写的总数一样", "").With(names).ZH)
	case int(total) > names:
		lines = append(lines, diag.T("一共 %d 家；总数写的是 %d 家，还差 %d 家的名称", "").With(names, total, int(total)-names).ZH)
	default:
		lines = append(lines, diag.T("一共 %d 家，比写的总数 %d 家多", "").With(names, total).ZH)
	}
	return []fieldView{{Field: rollField, Said: understood{Lines: lines}}}
}
