// Package heads says what the head of a column means: 参加人数（人） is an activity's participants.
//
// In come the heads that site.toml and the program know for each sort of record, and a sheet as somebody made it;
// out come its Blocks: where the heads stand (below merged titles, over two rows, again further down), what sort of record is below
// them, which column gives which field, and the words above them, from which a year or a county may be told. Nothing
// is guessed from a part of a word: a head means a field when it is one of that field's names, whatever its blanks, width, brackets,
// asterisks and numbers. The first of a field's names is the one that goes out (Name).
//
// What the cells below say is package intake's.
package heads

import (
	"regexp"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/form"
	"kepu/generator/measure"
	"kepu/generator/source"
)

// Table is what is known of heads on a site.
type Table struct {
	sorts []known
	all   map[string]bool // the plain forms of all names
}

// known are the names of one sort of record.
type known struct {
	sort   form.Record
	fields []string            // keys, in the order of the table
	means  map[string]meaning  // by the plain form of a head
	labels map[string][]string // by key: all names
	counts map[string]bool     // the keys of fields that are numbers
}

// meaning is a field, and how good its name is: of two columns that give one field the better name wins.
type meaning struct {
	key  string
	rank int
}

// Sorts are the sorts of records that sheets may hold, in the order in which they are told.
var Sorts = []form.Record{form.Activity, form.Annual, form.Base, form.Designation}

// New returns the names for a site: its own come first, and its indicators are known by theirs. The catalog may be nil.
func New(c *catalog.Catalog) *Table {
	t := &Table{all: map[string]bool{}}
	for _, r := range Sorts {
		k := known{sort: r, means: map[string]meaning{}, labels: map[string][]string{}, counts: map[string]bool{}}
		for _, x := range r.Fields(c) {
			k.counts[x.Key] = x.Kind == form.Number || x.Kind == form.Decimal
		}
		if c != nil {
			for _, h := range c.Site.Headings {
				if h.Sort == "" || h.Sort == r.Name {
					k.own(h, r, c)
				}
			}
		}
		for line := range strings.Lines(usual[r.Name]) {
			key, names, ok := strings.Cut(strings.TrimSpace(line), ":")
			if ok {
				k.add(key, strings.Split(names, "|"))
			}
		}
		if c != nil && r.Name == form.Annual.Name {
			for _, m := range c.Indicators {
				x := m.Indicator()
				k.add(x.ID, []string{x.Name, x.National, x.ID})
			}
		}
		for name := range k.means {
			t.all[name] = true
		}
		t.sorts = append(t.sorts, k)
	}
	return t
}

// own takes in a [[heading]] of the site, where the sort has such a field.
func (k *known) own(h source.Heading, r form.Record, c *catalog.Catalog) {
	key := h.Field
	for _, x := range r.Fields(c) {
		if slices.Contains(x.Keys(), key) {
			switch {
			case r.Name == form.Activity.Name && x.Key == "bases":
				key = "units"
			case r.Name == form.Designation.Name && (x.Key == "bases" || x.Key == "others"):
				key = "names"
			default:
				key = x.Key
			}
			k.add(key, h.Names)
			return
		}
	}
}

// add takes in names of a field. A name that has a meaning already keeps it.
func (k *known) add(key string, names []string) {
	if !slices.Contains(k.fields, key) {
		k.fields = append(k.fields, key)
	}
	for _, name := range names {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if _, taken := k.means[plain(name)]; !taken {
			k.means[plain(name)] = meaning{key, len(k.labels[key])}
		}
		k.labels[key] = append(k.labels[key], name)
	}
}

// Name returns the head that a sheet which goes out has over a field, "" where the sort has no such field.
func (t *Table) Name(sort, key string) string {
	if names := t.Names(sort, key); len(names) > 0 {
		return names[0]
	}
	return ""
}

// Names returns all names of a field.
func (t *Table) Names(sort, key string) []string {
	for _, k := range t.sorts {
		if k.sort.Name == sort {
			return k.labels[key]
		}
	}
	return nil
}

// Field returns the field that a head means in a sort, "" where it means none.
func (t *Table) Field(sort, head string) string {
	for _, k := range t.sorts {
		if k.sort.Name == sort {
			m, _ := k.find(head)
			return m.key
		}
	}
	return ""
}

// any reports whether words are a head of any sort.
func (t *Table) any(words string) bool {
	if len(words) > 90 {
		return false
	}
	return slices.ContainsFunc(forms(words), func(s string) bool { return t.all[s] })
}

// find returns what a head means in a sort: as it stands, without what its brackets say, without the brackets alone.
func (k *known) find(head string) (meaning, bool) {
	for _, s := range forms(head) {
		if m, ok := k.means[s]; ok {
			return m, true
		}
	}
	return meaning{}, false
}

var (
	numbering = regexp.MustCompile(`^(?:[0-9]{1,2}[.、·)]|[(（][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.·]|[①-⑳])`)
	narrowed  = regexp.MustCompile(`\([^()]*(?:线上|线下|网络|直播|其中|预计|预期|计划|拟|含|累计|学生|青少年|年末)[^()]*\)`) // what a bracket may say that makes it another number
	bracketed = regexp.MustCompile(`\([^()]*\)`)
)

// forms are the plain forms of a head, the fullest first.
func forms(head string) []string {
	s := plain(head)
	if s == "" {
		return nil
	}
	out := []string{s}
	add := func(s string) {
		if s = strings.Trim(s, ":,;、。"); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	add(numbering.ReplaceAllString(s, ""))
	for _, x := range slices.Clone(out) {
		if m := bracketed.FindStringIndex(x); m != nil && m[0] > 0 {
			add(x[m[0]+1:m[1]-1] + x[:m[0]] + x[m[1]:]) // 参加人数（线上）: 线上参加人数
		}
		if !narrowed.MatchString(x) {
			add(bracketed.ReplaceAllString(x, ""))
		}
		add(strings.NewReplacer("(", "", ")", "").Replace(x))
		if unit := strings.LastIndexByte(x, '/'); unit > 0 && measure.IsUnit(x[unit+1:]) {
			add(x[:unit]) // 参加人数/人
		}
		if name, unit, ok := strings.Cut(x, ":"); ok && measure.IsUnit(strings.TrimPrefix(unit, "单位")) {
			add(name)
		}
	}
	return out
}
