package source

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// key is one key that a record of type T knows: what it is called, what stands after it and how
// that is taken in. Tables of keys are the only list of them: what they lack is unknown.
type key[T any] struct {
	shape
	set func(r *reader, x *T, f *tomldoc.Field)
}

// shape is what is known of a key whatever record it belongs to.
type shape struct {
	name  string
	want  tomldoc.Wanted // Anything for a table, which a header makes
	list  bool           // of tables, [[name]]
	below []shape        // the keys of such a table
}

func shapes[T any](keys []key[T]) []shape {
	out := make([]shape, len(keys))
	for i := range keys {
		out[i] = keys[i].shape
	}
	return out
}

// homes returns the keys of each table that keys have, by its name.
func homes[T any](keys []key[T]) map[string][]string {
	tables := map[string][]string{}
	for i := range keys {
		for _, k := range keys[i].below {
			tables[keys[i].name] = append(tables[keys[i].name], k.name)
		}
	}
	return tables
}

// fill takes the fields of t into x and reports keys that are unknown.
func fill[T any](r *reader, t *tomldoc.Table, x *T, keys []key[T]) { fillMore(r, t, x, keys, nil) }

// fillMore is fill; more, if there is one, takes in a field that keys lack, or says that it is unknown.
func fillMore[T any](r *reader, t *tomldoc.Table, x *T, keys []key[T], more func(r *reader, x *T, f *tomldoc.Field) bool) {
	if t.Foreign() {
		r.translate(t, names(keys), more != nil)
	}
fields:
	for i := range t.Fields {
		f := &t.Fields[i]
		if r.ps.Full(r.file, f.Start) {
			return
		}
		for k := range keys {
			if keys[k].name == f.Key {
				if f.Value.Kind != tomldoc.Bad {
					keys[k].set(r, x, f)
				}
				continue fields
			}
		}
		if more == nil || !more(r, x, f) {
			r.unknownKey(f, names(keys))
		}
	}
}

// readEntries reads a file that is nothing but lists of tables.
func readEntries[T any](p *Parsed, lists []key[T]) *T {
	r := newReader(p)
	r.entries, r.homes = names(lists), homes(lists)
	x := new(T)
	t := r.parse(0, len(p.File.Text))
	r.noHeader(t)
	r.pasted(t)
	fill(r, t, x, lists)
	return x
}

// names returns the names of keys.
func names[T any](keys []key[T]) []string {
	out := make([]string, len(keys))
	for i := range keys {
		out[i] = keys[i].name
	}
	return out
}

// vocabulary is what is known of the keys of all files together. A reader holds it, for the keys
// cannot name it: it is made of them.
type vocabulary struct {
	lists  []string                  // of tables, in whatever file
	wants  map[string]tomldoc.Wanted // what stands after a key: the same wherever it stands, but for closed
	inside map[string]tomldoc.Wanted // what stands after one within braces, where tables stand
	words  map[string]tomldoc.Wanted // what stands after a Chinese name, where all keys of that name agree
	own    map[string]tomldoc.Want   // what stands after keys that mean something else in some file, not in braces
}

var contentKeys = newVocabulary(shapes(siteKeys), shapes(logKeys), shapes(namingKeys), shapes(ratingFileKeys), shapes(wordingFileKeys), shapes(baseKeys), shapes(articleKeys), shapes(routeKeys), shapes(exchangeKeys))

func newVocabulary(files ...[]shape) *vocabulary {
	v := &vocabulary{wants: map[string]tomldoc.Wanted{}, inside: map[string]tomldoc.Wanted{}, words: map[string]tomldoc.Wanted{}}
	top := slices.Concat(files...)
	learn(v.wants, top)
	for _, k := range top {
		if k.list {
			v.lists = append(v.lists, k.name)
		}
		learn(v.wants, k.below)
		learn(v.inside, k.below)
		for _, below := range k.below {
			learn(v.wants, below.below)
			if below.list {
				v.lists = append(v.lists, k.name+"."+below.name)
			}
		}
	}
	for key, words := range chineseNames {
		if _, ours := v.wants[key]; !ours {
			continue
		}
		for _, word := range strings.Fields(words) {
			if kind, known := v.words[word]; known && kind != v.wants[key] {
				v.words[word] = tomldoc.Anything
			} else if !known {
				v.words[word] = v.wants[key]
			}
		}
	}
	return v
}

// learn takes in what stands after keys that wants doesn't know yet.
func learn(wants map[string]tomldoc.Wanted, keys []shape) {
	for _, k := range keys {
		if wants[k.name] == tomldoc.Anything {
			wants[k.name] = k.want
		}
	}
}

// want tells the reader of TOML what stands after a key, so that what is advised for a value that
// is none can be taken at its word; inside says that braces stand around it.
func (v *vocabulary) want(key string, inside bool) tomldoc.Want {
	if own, ok := v.own[key]; ok && !inside {
		return own
	}
	kind := v.wants[key]
	if own, ok := v.inside[key]; ok && inside {
		kind = own
	}
	if key != "" && key[0] >= 0x80 {
		kind = v.words[key]
	}
	return tomldoc.Want{Kind: kind, Mend: forms[key], Units: unitsOf[key]}
}

// forms are how the values are written that are of their own kind.
var forms = map[string]diag.Text{
	"main":        colourForm,
	"accent":      colourForm,
	"colour":      colourForm,
	"year":        diag.T("写四位数字的年份，例如 2016；总结写几年的，写成 [2015, 2017]", "write a year of four digits, such as 2016; a report about several is of [2015, 2017]"),
	"since":       dateOrNone,
	"until":       dateOrNone,
	"valid_until": diag.T(`写有效期的最后一年或一天，例如 2028；查不到就写 "未知"；文件里没有定有效期的，删去这一行`, `write the last year or day of its validity, such as 2028; "unknown" where it cannot be found; leave the line out where none was set`),
	"location":    diag.T("写成 location = [经度, 纬度]，都是带小数的度数，例如 [114.027, 33.388]；不知道就删去这一行", "write location = [longitude, latitude], both in degrees with decimals, such as [114.027, 33.388]; leave the line out where it is not known"),
	"item":        diag.T("请写成 [[part.item]] 加下面几行", "write [[part.item]] with its lines below"),
	"stops":       diag.T(`写成 stops = [{place = "地点", county = "县区", from = 2026-03-01, until = 2026-03-20}] 的样子`, `write it like stops = [{place = "…", county = "…", from = 2026-03-01, until = 2026-03-20}]`),
	"verified":    diag.T(`写成 verified = {date = 2026-03-02, how = "电话核对"} 的样子；没有核对过就删去这一行`, `write it like verified = {date = 2026-03-02, how = "电话核对"}; leave the line out where nobody has checked`),
	"hours":       diag.T(`写成 hours = [{days = "周二-周日", open = "09:00", close = "17:00"}] 的样子`, `write it like hours = [{days = "周二-周日", open = "09:00", close = "17:00"}]`),
}

var dateOrNone = diag.T(`写成 2016-09-17 的样子，只知道到月写 "2016-09"，只知道到年写 2016；不知道或没有就删去这一行`, `write it like 2016-09-17, or "2016-09" or 2016 where no more is known; leave the line out where there is none or it is not known`)

var colourForm = diag.T(`颜色写成 "#1a7f8c" 的样子`, `write a colour as "#1a7f8c"`)

// Keys that hold common things.

// custom is a key that a record takes in by a way of its own.
func custom[T any](name string, want tomldoc.Wanted, set func(r *reader, x *T, f *tomldoc.Field)) key[T] {
	return key[T]{shape{name: name, want: want}, set}
}

func text[T any](name string, to func(*T) *string) key[T] {
	return custom(name, tomldoc.Text, func(r *reader, x *T, f *tomldoc.Field) { *to(x) = r.text(f) })
}

func texts[T any](name string, to func(*T) *[]string) key[T] {
	return custom(name, tomldoc.Texts, func(r *reader, x *T, f *tomldoc.Field) { *to(x) = r.texts(f) })
}

func ref[T any](name string, to func(*T) *Ref) key[T] {
	return custom(name, tomldoc.Text, func(r *reader, x *T, f *tomldoc.Field) { *to(x) = r.ref(f) })
}

func refs[T any](name string, to func(*T) *[]Ref) key[T] {
	return custom(name, tomldoc.Texts, func(r *reader, x *T, f *tomldoc.Field) { *to(x) = r.refs(f) })
}

func when[T any](name string, to func(*T) *When) key[T] {
	return custom(name, tomldoc.Date, func(r *reader, x *T, f *tomldoc.Field) { *to(x) = r.when(f) })
}

func flag[T any](name string, to func(*T) *bool) key[T] {
	return custom(name, tomldoc.YesNo, func(r *reader, x *T, f *tomldoc.Field) { *to(x) = r.flag(f) })
}

func webURL[T any](name string, to func(*T) *string) key[T] {
	return custom(name, tomldoc.Text, func(r *reader, x *T, f *tomldoc.Field) { *to(x) = r.url(f) })
}

// tables reads a list of tables, [[name]] or name = [{…}], each with its own keys.
func tables[T, E any](name string, to func(*T) *[]E, keys []key[E], check func(r *reader, t *tomldoc.Table, e *E)) key[T] {
	return openTables(name, to, keys, nil, check)
}

// openTables are tables of which more takes in what keys lack; see fill.
func openTables[T, E any](name string, to func(*T) *[]E, keys []key[E], more func(r *reader, e *E, f *tomldoc.Field) bool, check func(r *reader, t *tomldoc.Table, e *E)) key[T] {
	form, inline := forms[name]
	if !inline {
		form = diag.T("请写成 [[%s]] 加下面几行", "write [[%s]] with its lines below").With(name)
	}
	mend := func(string) diag.Text { return form }
	of := shape{name: name, list: true, below: shapes(keys)}
	if inline {
		of.want = tomldoc.Other
	}
	return key[T]{of, func(r *reader, x *T, f *tomldoc.Field) {
		list := to(x)
		*list = slices.Grow(*list, len(f.Value.Items))
		r.each(f, tomldoc.Inline, mend, func(v *tomldoc.Value) {
			var none E
			*list = append(*list, none)
			e := &(*list)[len(*list)-1]
			fillMore(r, v.Table, e, keys, more)
			if check != nil {
				check(r, v.Table, e)
			}
		})
	}}
}

// table reads one table, [name].
func table[T, E any](name string, to func(*T) *E, keys []key[E], check func(r *reader, t *tomldoc.Table, e *E)) key[T] {
	return key[T]{shape{name: name, below: shapes(keys)}, func(r *reader, x *T, f *tomldoc.Field) {
		if f.Value.Kind != tomldoc.Inline {
			r.wrongKind(name, &f.Value, diag.T("请写成 [%s] 加下面几行", "write [%s] with its lines below").With(name))
			return
		}
		fill(r, f.Value.Table, to(x), keys)
		if check != nil {
			check(r, f.Value.Table, to(x))
		}
	}}
}

// inline reads one table in braces, name = {…}, or below a header of its own.
func inline[T, E any](name string, to func(*T) *E, keys []key[E], check func(r *reader, t *tomldoc.Table, at Span, e *E)) key[T] {
	return key[T]{shape{name: name, want: tomldoc.Other, below: shapes(keys)}, func(r *reader, x *T, f *tomldoc.Field) {
		if f.Value.Kind != tomldoc.Inline {
			r.wrongKind(name, &f.Value, forms[name])
			return
		}
		fill(r, f.Value.Table, to(x), keys)
		check(r, f.Value.Table, valueSpan(f), to(x))
	}}
}
