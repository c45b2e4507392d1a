package intake

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/form"
	"kepu/generator/fresh"
	"kepu/generator/pinyin"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// Change makes the one change of a plan: new entries into a log that is called as the book is, namings among the namings, a page
// for each new base; what has changed where it stands. Without doubtful, records that wait for a decision are refused; with it they are left
// out. The change has no files where nothing is to be written.
func (p *Plan) Change(content fs.FS, leaveDoubtful bool) (edit.Change, error) {
	w := &writer{plan: p, content: content, files: map[string]*edit.File{}, made: map[string][][]byte{}}
	if n := p.Undecided(); n > 0 && !leaveDoubtful {
		return edit.Change{}, &edit.Refused{What: diag.M("INTAKE-UNDECIDED", "还有 %d 处没有定下来", "%d things are still to be decided").With(n),
			Mend: diag.T("按上面的写法定下来，或者只写没有疑问的", "decide them as said above, or write only what is in no doubt")}
	}
	fresh, changed := 0, 0
	for _, r := range p.Records {
		var err error
		switch r.State {
		case Changed:
			err = w.changed(r)
			changed++
		case New:
			err = w.fresh(r)
			fresh++
		}
		if err != nil {
			return edit.Change{}, err
		}
	}
	c := edit.Change{What: diag.T("从 %s 导入：新的 %d 条，改动 %d 条", "imported from %s: %d new, %d changed").With(p.Book, fresh, changed)}
	for _, x := range w.added {
		if err := w.files[x.path].AppendAll(x.list, x.entries); err != nil {
			return edit.Change{}, err
		}
	}
	for _, name := range w.order {
		f, err := w.files[name].Change()
		if err != nil {
			return edit.Change{}, err
		}
		if string(f.Before) != string(f.After) || f.Before == nil {
			c.Files = append(c.Files, f)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(w.made)) {
		c.Files = append(c.Files, edit.FileChange{Path: name, After: bytes.Join(w.made[name], []byte("\n"))})
	}
	return c, nil
}

type writer struct {
	plan    *Plan
	content fs.FS
	files   map[string]*edit.File
	order   []string
	pages   []string            // the files of new pages
	made    map[string][][]byte // the entries of logs that are new
	added   []*added            // those of files that are there
}

// added are the entries that come to a list of a file.
type added struct {
	path, list string
	entries    [][]edit.Field
}

func (w *writer) open(name string) (*edit.File, error) {
	if f := w.files[name]; f != nil {
		return f, nil
	}
	raw, err := fs.ReadFile(w.content, name)
	if errors.Is(err, fs.ErrNotExist) {
		raw, err = nil, nil
	}
	if err != nil {
		return nil, err
	}
	f, err := edit.Open(name, raw)
	if err != nil {
		return nil, err
	}
	w.files[name] = f
	w.order = append(w.order, name)
	return f, nil
}

// assignments are those of a record; what cannot be written comes back as a *edit.Refused that names the row.
func (w *writer) assignments(r *Record, was, typed form.Answers, t *writerTable) ([]form.Assignment, error) {
	fields := r.Sort.Fields(w.plan.in.Catalog)
	list, slips := form.Changes(fields, t.table, was, typed, w.plan.in)
	if t.table == nil && len(slips) == 0 {
		slips = form.Missing(fields, typed)
	}
	if len(slips) > 0 {
		s := slips[0]
		at := r.Cells[s.Key]
		if at == "" {
			at = r.Address()
		}
		return nil, &edit.Refused{Path: r.Path, What: diag.T("%s：%s", "%s: %s").With(at, s.What), Mend: s.Mend}
	}
	return list, nil
}

func (w *writer) changed(r *Record) error {
	f, err := w.open(r.Path)
	if err != nil {
		return err
	}
	moved := &edit.Refused{Path: r.Path, What: diag.M("INTAKE-MOVED", "%s 刚才被改过，原来的那一条找不到了", "%s was changed, and the entry is not where it was").With(r.Path), Mend: diag.T("再导入一次", "import once more")}
	// The table as it is now tells how its keys are written; the offsets of edit are those of the file as it was opened.
	file, top := form.Open(r.Path, w.before(r.Path))
	t := &writerTable{table: top}
	where := edit.Top()
	if r.at >= 0 {
		t.table, where = form.Tables(top)[r.at], edit.At(r.at)
	}
	if t.table == nil {
		return moved
	}
	was := form.Table(r.Sort.Fields(w.plan.in.Catalog), file, t.table)
	if !maps.Equal(was, r.was) {
		return moved
	}
	typed := form.Answers{}
	for k, v := range was {
		typed[k] = v
	}
	for _, x := range r.Fields {
		typed[x.Key] = x.New
	}
	list, err := w.assignments(r, was, typed, t)
	if err != nil {
		return err
	}
	for i := range list { // names that are added to a list leave the others as they are written: an id stays one
		old, now := form.ItemsOf(was[list[i].Key]), form.ItemsOf(typed[list[i].Key])
		if (list[i].Key == "bases" || list[i].Key == "others") && len(old) > 0 && len(now) > len(old) && slices.Equal(old, now[:len(old)]) && !list[i].Remove {
			list[i].Value = edit.Texts(now...)
		}
	}
	if err := form.Write(f, where, list); err != nil || !slices.ContainsFunc(r.Fields, func(x FieldChange) bool { return x.Key == "text" }) {
		return err
	}
	return f.SetBody(r.Text)
}

type writerTable struct{ table *tomldoc.Table }

// before is the text of a file as it stands in content/.
func (w *writer) before(name string) string {
	raw, _ := fs.ReadFile(w.content, name)
	var ps diag.List
	text, _ := source.DecodeText(name, raw, &ps)
	return text
}

func (w *writer) fresh(r *Record) error {
	answers := form.Answers{}
	for k, v := range r.Answers {
		answers[k] = v
	}
	if until := answers["until"]; len(until) == len(answers["date"]) && r.Sort.Name == form.Activity.Name { // both as exact
		answers["date"] += "至" + until // the last day stands below the first
		delete(answers, "until")
	}
	list, err := w.assignments(r, form.Answers{}, answers, &writerTable{})
	if err != nil {
		return err
	}
	k, _ := fresh.Named(r.Sort.Name)
	if k.IsPage() {
		r.Path = w.page(k, answers)
		f, err := w.open(r.Path)
		if err != nil {
			return err
		}
		if err := form.Write(f, edit.Top(), list); err != nil || r.Text == "" {
			return err
		}
		return f.SetBody(r.Text)
	}
	r.Path = w.plan.log(w.content)
	if r.Sort.Name == form.Designation.Name {
		r.Path = "designations.toml"
		if _, err := fs.Stat(w.content, r.Path); err != nil {
			if entries, _ := fs.ReadDir(w.content, "designations"); len(entries) > 0 {
				r.Path = "designations/" + stemOf(w.plan.Book) + ".toml"
			}
		}
	}
	if _, err := fs.Stat(w.content, r.Path); errors.Is(err, fs.ErrNotExist) && w.files[r.Path] == nil {
		// Each entry of a file that is new is made alone: to look at all that is above it for each would take its time.
		one, err := edit.Open(r.Path, nil)
		if err == nil {
			err = one.Append(r.Sort.List, form.Fields(list))
		}
		if err != nil {
			return err
		}
		entry, err := one.Change()
		if err != nil {
			return err
		}
		w.made[r.Path] = append(w.made[r.Path], entry.After)
		return nil
	}
	if _, err := w.open(r.Path); err != nil {
		return err
	}
	i := slices.IndexFunc(w.added, func(x *added) bool { return x.path == r.Path && x.list == r.Sort.List })
	if i < 0 {
		i, w.added = len(w.added), append(w.added, &added{path: r.Path, list: r.Sort.List})
	}
	w.added[i].entries = append(w.added[i].entries, form.Fields(list))
	return nil
}

// page returns the file of a new base's page: that of a free id, which no other page of this change has.
func (w *writer) page(k fresh.Sort, answers form.Answers) string {
	id := ""
	for n := 1; ; n++ {
		name := k.Path(w.content, answers, id, w.plan.in)
		if !slices.Contains(w.pages, name) {
			w.pages = append(w.pages, name)
			return name
		}
		stem := pinyin.Slug(answers["name"], "")
		if !source.IsID(stem) {
			stem = "new"
		}
		id = stem + "-" + string(rune('1'+n%9)) + strings.Repeat("1", n/9)
	}
}

// log returns the log that new entries of the book go into: the one that is called as the book is.
func (p *Plan) log(content fs.FS) string {
	name := "activities/" + stemOf(p.Book) + ".toml"
	entries, _ := fs.ReadDir(content, "activities")
	for _, e := range entries {
		if strings.EqualFold(e.Name(), path.Base(name)) {
			return "activities/" + e.Name()
		}
	}
	return name
}

// Log returns the path of the log that new activities and returns go into.
func (p *Plan) Log(content fs.FS) string { return p.log(content) }

var copyMark = regexp.MustCompile(`(?:[ _-]*(?:[(（][0-9]{1,3}[)）]|副本|的副本|复件|copy)|\.xlsx?|\.csv|\.et)+$`)

// stemOf makes of the name of a book that of a file: without its ending and the marks of a copy, with no character that a disk refuses.
func stemOf(book string) string {
	s := book
	if i := strings.LastIndexAny(s, `/\`); i >= 0 {
		s = s[i+1:]
	}
	s = strings.TrimSuffix(s, path.Ext(s))
	s = copyMark.ReplaceAllString(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune("-_（）()〔〕", r):
			return r
		}
		return '-'
	}, s)
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	s = strings.Trim(s, "-_~.")
	if r := []rune(s); len(r) > 60 {
		s = strings.Trim(string(r[:60]), "-_~.")
	}
	if s == "" || source.Reserved(strings.ToLower(s)) {
		s = strings.Trim("import-"+s, "-")
	}
	return s
}
