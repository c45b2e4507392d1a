package source

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/tomldoc"
)

// Heading is a [[heading]] of site.toml: other words by which the columns of sheets that come in are known.
type Heading struct {
	Field string   // the key that is meant: participants
	Sort  string   // of what record: activity, annual, base, designation; "" for each that has such a key
	Names []string // what stands at the head of such a column
	Span  Span     // of the header

	fieldSpan, namesSpan Span
}

// HeadingSorts are the sorts of records that sheets may hold.
var HeadingSorts = []string{"activity", "annual", "base", "designation"}

var headingKeys = []key[Heading]{
	custom("field", tomldoc.Text, func(r *reader, h *Heading, f *tomldoc.Field) { h.Field, h.fieldSpan = r.name(f), valueSpan(f) }),
	custom("sort", tomldoc.Text, func(r *reader, h *Heading, f *tomldoc.Field) { h.Sort = r.headingSort(f) }),
	custom("names", tomldoc.Texts, func(r *reader, h *Heading, f *tomldoc.Field) { h.Names, h.namesSpan = r.texts(f), valueSpan(f) }),
}

// headingSort reads a sort by its key or by what staff call it.
func (r *reader) headingSort(f *tomldoc.Field) string {
	for _, sort := range HeadingSorts {
		if slices.Contains(strings.Fields(chineseNames[sort]), f.Value.Text) {
			return sort
		}
	}
	return r.oneOf(f, HeadingSorts, "HEADING-SORT")
}

func requireHeading(r *reader, t *tomldoc.Table, h *Heading) {
	h.Span = span(t.Start, t.End)
	r.require(t, h.Span, "field", diag.T(`field = "participants"`, `field = "participants"`))
	r.require(t, h.Span, "names", diag.T(`names = ["到场人数"]`, `names = ["…"]`))
}

// headings holds the headings against the keys that there are: those of records and the indicators of the site.
func (r *reader) headings(s *Site) {
	keys := map[string][]string{"activity": names(activityKeys), "annual": names(annualKeys), "base": names(baseKeys), "designation": names(designationKeys)}
	for _, x := range s.Indicators {
		keys["annual"] = append(keys["annual"], x.ID)
	}
	type place struct{ sort, name string }
	seen := map[place]string{}
	for i := range s.Headings {
		h := &s.Headings[i]
		if h.Field == "" {
			continue // which was told
		}
		var of, all []string
		for _, sort := range HeadingSorts {
			if h.Sort != "" && h.Sort != sort {
				continue
			}
			all = append(all, keys[sort]...)
			key := h.Field
			if meant := chinese(key, keys[sort]); key[0] >= 0x80 && meant != "" && slices.Contains(strings.Fields(chineseNames[meant]), key) {
				key = meant // field = "参加人次"
			}
			if slices.Contains(keys[sort], key) {
				of = append(of, sort)
				if len(of) == 1 {
					h.Field = key
				}
			}
		}
		if len(of) == 0 {
			mend := diag.T("写记录里那一行的名称，例如 participants、open_days", "write the key that records have, such as participants or open_days")
			if near := diag.Nearest(h.Field, all); near != "" {
				mend = diag.T("是否 %s？", "is it %s?").With(near)
			}
			r.ps.Error(h.fieldSpan.In(r.file), diag.M("HEADING-FIELD", "没有 “%s” 这一项", "no record has a key “%s”").With(h.Field), mend)
			h.Names = nil
			continue
		}
		for _, name := range h.Names {
			for _, sort := range of {
				at := place{sort, fold.Name(name)}
				if other, again := seen[at]; again && other != h.Field {
					r.ps.Error(h.namesSpan.In(r.file), diag.M("HEADING-TWICE", "表头 “%s” 写给了两项：%s 和 %s", "the heading “%s” stands for two keys: %s and %s").With(name, other, h.Field),
						diag.T("一个表头只能是一项，请删去一个", "a heading means one key: take one out"))
				}
				seen[at] = h.Field
			}
		}
	}
}
