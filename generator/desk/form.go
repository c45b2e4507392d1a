package desk

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/fresh"
	"kepu/generator/rename"
)

// formView is what form.html shows.
type formView struct {
	Action, Back string // paths below Root
	Notice       *diag.Text
	Faults       []fault
	Fields, More []fieldView
	Unfold       bool // something in More is filled in or wrong
	Hidden       []hidden
	Below        []navItem
	Before       []ofPart // what a new one may begin with
	Rolled       []string // how a list of names was parted
	Advice       diag.Text
}

type hidden struct{ Name, Value string }

// fieldView is a field as form.html shows it.
type fieldView struct {
	form.Field
	Box         string // line, area, select or boxes
	Value, Was  string
	Values      []string // of boxes
	Columns     []fieldView
	Table       [][]fieldView // of rows
	Options     []form.Choice
	Suggestions []form.Choice
	Suggest     string // the id of the list of suggestions
	Rows        int
	Short       bool
	Mode        string // of the keyboard
	About       string // ids of what describes the box
	Wrong       *form.Slip
	Said        understood // how it is understood
	Record      string
	Builder     bool // of hours: boxes for one more line
	Doubts      []fault
	Theirs      bool
	TheirValue  string
}

// sent is what came with a form.
type sent struct {
	typed, was form.Answers
	act        string
	seen       string   // the sum of the change that was looked at
	entry      string   // the sum of the entry as it was shown
	rolled     []string // how a list of names was parted
}

// mostForm is how many bytes a form may have besides its photos.
const mostForm = 4 << 20

func readSent(w http.ResponseWriter, r *http.Request, fields []form.Field) (sent, error) {
	if err := parse(w, r); err != nil {
		return sent{}, err
	}
	p := sent{typed: form.Answers{}, was: form.Answers{}, act: r.PostForm.Get("act"), seen: r.PostForm.Get("seen"), entry: r.PostForm.Get("entry")}
	for _, f := range fields {
		p.typed[f.Key] = lines(strings.Join(r.PostForm[f.Key], "\n"))
		if f.Kind == form.Rows {
			p.typed[f.Key] = rowsSent(r.PostForm, f)
		}
		p.take(r.PostForm, f)
		p.was[f.Key] = lines(r.PostForm.Get("was." + f.Key))
	}
	return p, nil
}

// parse reads what was sent, in either way in which forms are.
func parse(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	if err := r.ParseForm(); err != nil {
		return err
	}
	if err := r.ParseMultipartForm(mostForm); !errors.Is(err, http.ErrNotMultipart) {
		return err
	}
	return nil
}

// lines has the line ends that the files have: a browser sends \r\n.
func lines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// editRecord answers for the form of a record that is there.
func (d *Desk) editRecord(w http.ResponseWriter, r *http.Request, name string) {
	rec, ok := form.Named(name)
	if !ok {
		d.nothing(w)
		return
	}
	at := 0
	if n := r.URL.Query().Get("at"); n != "" {
		var err error
		if at, err = strconv.Atoi(n); err != nil || at < 0 {
			d.nothing(w)
			return
		}
	}
	d.fillIn(w, r, rec, fresh.Sort{}, r.URL.Query().Get("file"), at, nil)
}

// fillIn shows the form of a record, or takes in what was sent. Begin is what a new one of a sort begins with.
func (d *Desk) fillIn(w http.ResponseWriter, r *http.Request, rec form.Record, sort fresh.Sort, path string, at int, begin form.Answers) {
	fields := rec.Fields(d.catalog())
	if at < 0 && sort.IsPage() {
		fields = append(fields[:len(fields):len(fields)], idField)
	}
	if rec.Name == form.Designation.Name {
		roll := rollField
		roll.More = at >= 0 // most are there already
		fields = append([]form.Field{roll}, fields...)
	}
	if r.Method != http.MethodPost {
		s, err := d.find(rec, path, at)
		if err != nil {
			d.notFound(w, r, err)
			return
		}
		was := form.Table(fields, s.text, s.table)
		s.sort = sort
		typed := was
		if at < 0 {
			typed = begin
		}
		d.showForm(w, s, fields, sent{typed: typed, was: was, entry: s.sum()}, formTroubles{})
		return
	}
	p, err := readSent(w, r, fields)
	if err != nil {
		d.tooLarge(w, r)
		return
	}
	d.unroll(rec, &p)
	if at < 0 {
		path = d.fileFor(sort, p.typed)
	}
	s, err := d.follow(rec, path, at, p.entry, p.was)
	if err != nil {
		d.gone(w, r, rec, fields, p, err)
		return
	}
	s.sort = sort
	d.take(w, r, s, fields, p)
}

// formTroubles are what stands in the way of a change.
type formTroubles struct {
	slips  []form.Slip
	theirs form.Answers       // what the file says now where both have changed it
	faults []fault            // about no field
	doubts map[string][]fault // about fields
	notice *diag.Text
}

func (t *formTroubles) any() bool {
	return len(t.slips)+len(t.theirs)+len(t.faults) > 0
}

// take takes in what was sent: it shows what would change, writes it, or shows the form again.
func (d *Desk) take(w http.ResponseWriter, r *http.Request, s *subject, fields []form.Field, p sent) {
	now := form.Table(fields, s.text, s.table)
	var t formTroubles
	p.typed, t.theirs = merge(fields, p.was, p.typed, now)
	p.was, p.entry = now, s.sum()
	if len(t.theirs) > 0 {
		t.notice = new(diag.T("这个文件刚才被别人或别的程序改过。你改的都还在下面；标出来的几项两边都改了，请看一看。", "The file was changed by somebody or some program just now. What you typed stands below; where both have changed the same thing, both are shown."))
	}
	if t.any() || p.act == "back" || p.act == "row" {
		d.showForm(w, s, fields, p, t)
		return
	}
	in := form.Context{Catalog: d.catalog(), Today: d.o.Today(), Year: int(d.o.Today().Year)}
	list, slips := form.Changes(fields, s.table, now, p.typed, in)
	t.slips = append(slips, form.Missing(fields, p.typed)...)
	if s.at < 0 && s.sort.IsPage() {
		list = withoutID(list)
		t.slips = append(t.slips, d.wrongID(s.sort, p.typed[idField.Key])...)
	}
	if len(t.slips) > 0 {
		d.showForm(w, s, fields, p, t)
		return
	}
	if len(list) == 0 {
		t.notice = new(diag.T("没有改动，所以没有什么要保存。", "Nothing was changed, so there is nothing to save."))
		d.showForm(w, s, fields, p, t)
		return
	}
	change, err := d.change(s, list, fields, now, p.typed)
	var refused *edit.Refused
	switch {
	case errors.As(err, &refused):
		d.spread(&t, s, fields, refused.Problems)
		if !t.any() {
			t.faults = []fault{{Error: true, What: refused.What.In(d.o.Lang), Mend: refused.Mend.In(d.o.Lang), Where: refused.Path}}
		}
		d.showForm(w, s, fields, p, t)
		return
	case err != nil:
		d.failed(w, r, err)
		return
	}
	judged, err := d.judge(change)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if judged.errors.HasErrors() {
		d.spread(&t, s, fields, judged.errors)
		d.showForm(w, s, fields, p, t)
		return
	}
	if !agreed(p, change) {
		d.showChange(w, s, fields, p, change, judged)
		return
	}
	d.save(w, r, change, s.record.Name)
}

// merge puts what somebody typed onto the answers as the file gives them now. Theirs has what the
// file says where both differ from what was shown, and from each other.
func merge(fields []form.Field, was, typed, now form.Answers) (merged, theirs form.Answers) {
	merged, theirs = form.Answers{}, form.Answers{}
	for _, f := range fields {
		mine, file := typed[f.Key], now[f.Key]
		switch {
		case form.Same(mine, was[f.Key]):
			merged[f.Key] = file
		default:
			merged[f.Key] = mine
			if !form.Same(file, was[f.Key]) && !form.Same(file, mine) {
				theirs[f.Key] = file
			}
		}
	}
	return merged, theirs
}

// change makes the change of one record.
func (d *Desk) change(s *subject, list []form.Assignment, fields []form.Field, now, typed form.Answers) (edit.Change, error) {
	if s.at < 0 {
		return s.sort.Change(folder.New(d.o.Content), s.path, list, typed)
	}
	renames := false
	if s.record.Name == form.Base.Name {
		list, renames = withoutName(list, now)
	}
	if err := form.Write(s.file, s.where(), list); err != nil {
		return edit.Change{}, err
	}
	if renames {
		if err := rename.SetName(s.file, now["name"], form.ItemsOf(typed["alias"]), strings.TrimSpace(typed["name"])); err != nil {
			return edit.Change{}, err
		}
		list = append(list, form.Assignment{Key: "name"})
	}
	f, err := s.file.Change()
	if err != nil {
		return edit.Change{}, err
	}
	return edit.Change{What: d.says(s, fields, now, typed, list), Files: []edit.FileChange{f}}, nil
}

// says puts a change into one sentence.
func (d *Desk) says(s *subject, fields []form.Field, was, typed form.Answers, list []form.Assignment) diag.Text {
	called := s.record.Call(typed)
	var parts []diag.Text
	for _, f := range fields {
		touched := slices.ContainsFunc(list, func(a form.Assignment) bool { return slices.Contains(f.Keys(), a.Key) })
		if !touched || form.Same(was[f.Key], typed[f.Key]) {
			continue
		}
		before, after := f.InWords(was[f.Key], d.o.Lang), f.InWords(typed[f.Key], d.o.Lang)
		switch {
		case form.Same(before, ""):
			parts = append(parts, diag.T("加上%s“%s”", "%s is now “%s”").With(f.Label, after))
		case f.Key == "name" && s.record.Name == form.Base.Name:
			parts = append(parts, diag.T("改名为“%s”，原来的名称“%s”留在别名里（记录里写的还是它，不用改）", "is now “%s”; the old name “%s” becomes one of its other names, by which records go on naming it").With(after, before))
		case form.Same(after, ""):
			parts = append(parts, diag.T("去掉%s“%s”", "without its %s “%s”").With(f.Label, before))
		default:
			parts = append(parts, diag.T("%s“%s”改成“%s”", "%s “%s” is now “%s”").With(f.Label, before, after))
		}
	}
	zh, en := make([]string, len(parts)), make([]string, len(parts))
	for i, p := range parts {
		zh[i], en[i] = p.ZH, p.EN
	}
	return diag.T("%s %s：%s", "%s %s: %s").With(s.record.Title, called, diag.T(strings.Join(zh, "，"), strings.Join(en, "; ")))
}

// sumOf stands for a change as it was shown: what is written is what was seen.
func sumOf(c edit.Change) string {
	var g digest.Gathering
	for _, f := range c.Files {
		g.Text(f.Path)
		g.Text(string(f.Before))
		g.Text(string(f.After))
	}
	return fmt.Sprintf("%x", g.Digest())
}

// spread puts what a change would make wrong beside the fields that it is about.
func (d *Desk) spread(t *formTroubles, s *subject, fields []form.Field, problems diag.List) {
	for _, p := range problems {
		if key := keyOn(p.Place.Excerpt, fields); key != "" && p.Place.File == s.path {
			t.slips = append(t.slips, form.Slip{Key: key, What: p.What, Mend: p.Mend})
			continue
		}
		f := d.fault(p)
		f.Edit = "" // it stands in no file yet
		t.faults = append(t.faults, f)
	}
}

// keyOn returns the field whose line an excerpt is; "" when it is none's.
func keyOn(excerpt string, fields []form.Field) string {
	word, _, ok := strings.Cut(excerpt, "=")
	if !ok {
		return ""
	}
	word = strings.TrimSpace(word)
	for _, f := range fields {
		if slices.Contains(f.Keys(), word) {
			return f.Key
		}
	}
	return ""
}

// showForm shows the form with what was typed into it.
func (d *Desk) showForm(w http.ResponseWriter, s *subject, fields []form.Field, p sent, t formTroubles) {
	v := formView{Action: s.address(), Back: "list/" + s.record.Name, Notice: t.notice, Faults: t.faults, Hidden: []hidden{{"entry", p.entry}}}
	title := diag.T("改%s", "Change: %s").With(s.record.Title)
	if s.at < 0 {
		title = diag.T("新的%s", "New: %s").With(s.sort.Title)
		if p.act == "" {
			v.Before = d.before(s.sort, p.typed)
		}
	} else if s.record.List != "" {
		v.Below = []navItem{{Name: diag.T("删去这一条", "Delete this entry"), Path: "cut/" + strings.TrimPrefix(s.address(), "edit/")},
			{Name: diag.T("照它再记一条", "Another one like it"), Path: "new/" + s.record.Name + "?" + url.Values{"like": {s.path}, "at": {strconv.Itoa(s.at)}}.Encode()}}
	}
	if s.at == 0 && s.record.Name == form.Base.Name {
		v.Below = append(v.Below, navItem{Name: diag.T("改网址里的编号", "Another id in addresses"), Path: idAddress(s.path)})
		v.Advice = noBaseAnyMore
	}
	if s.at == 0 && hasBody(s.path) {
		v.Below = append(v.Below, navItem{Name: diag.T("改正文", "Its text"), Path: bodyAddress(s.path)}, navItem{Name: diag.T("照片", "Photos"), Path: photoAddress("", s.path, "")})
	}
	v.Rolled = p.rolled
	for _, f := range fields {
		x := d.field(f, p, t)
		x.Record = s.record.Name
		if f.More {
			v.More = append(v.More, x)
			v.Unfold = v.Unfold || x.Wrong != nil || x.Theirs
		} else {
			v.Fields = append(v.Fields, x)
		}
	}
	status := http.StatusOK
	if t.any() {
		status = http.StatusUnprocessableEntity
	}
	lead := diag.Text{}
	if called := s.record.Call(p.was); called != "" {
		lead = diag.Same(called)
	}
	d.show(w, status, "form", &frame{Title: title, Lead: lead, Path: "list/" + s.record.Name, View: &v})
}

// field returns how a field is shown.
func (d *Desk) field(f form.Field, p sent, t formTroubles) fieldView {
	x := fieldView{Field: f, Box: "line", Value: p.typed[f.Key], Was: p.was[f.Key]}
	x.TheirValue, x.Theirs = t.theirs[f.Key]
	if x.Theirs && x.TheirValue == "" {
		x.TheirValue = diag.T("（空）", "(empty)").In(d.o.Lang)
	}
	for i := range t.slips {
		if t.slips[i].Key == f.Key && x.Wrong == nil {
			x.Wrong = &t.slips[i]
		}
	}
	x.Doubts = t.doubts[f.Key]
	var choices []form.Choice
	if f.List != nil {
		choices = f.List(d.catalog())
	}
	switch f.Kind {
	case form.Prose:
		x.Box, x.Rows = "area", max(4, strings.Count(x.Value, "\n")+2)
	case form.Lines, form.Hours:
		x.Builder = f.Kind == form.Hours
		x.Box, x.Rows = "area", max(2, strings.Count(x.Value, "\n")+2)
	case form.YesNo:
		x.Box = "select"
		x.Options = []form.Choice{{Name: diag.T("（不填）", "(none)").In(d.o.Lang)}, {Value: "true", Name: diag.T("是", "yes").In(d.o.Lang)}, {Value: "false", Name: diag.T("否", "no").In(d.o.Lang)}}
	case form.One:
		if len(choices) > 0 && len(choices) <= mostOptions {
			x.Box, x.Options = "select", append([]form.Choice{{Name: diag.T("（不填）", "(none)").In(d.o.Lang)}}, choices...)
			if i := slices.IndexFunc(x.Options, func(c form.Choice) bool { return c.ID == x.Value && c.ID != "" }); i >= 0 && !x.chosen() {
				x.Options[i].Value = x.Value // by its id, as the file names it
			}
		} else {
			x.Suggestions = choices
		}
	case form.Several:
		x.Box, x.Suggestions = "boxes", choices
		for v := range strings.SplitSeq(x.Value, "\n") {
			if strings.TrimSpace(v) != "" {
				x.Values = append(x.Values, v)
			}
		}
		x.Values = append(x.Values, "", "")
	case form.Rows:
		x.Box = "rows"
		x.Columns, x.Table = d.columns(f, x.Value)
	case form.Number, form.Decimal:
		x.Short, x.Mode = true, "decimal"
	case form.Day, form.Time:
		x.Short = true
	}
	if x.Box == "select" && !x.chosen() {
		x.Options = append(x.Options, form.Choice{Value: x.Value, Name: x.Value}) // what the file says, though no list has it: else a browser would send the first
	}
	if x.Box == "line" && strings.ContainsAny(x.Value+x.Was, "\r\n") { // of which a browser would make one line
		x.Box, x.Rows = "area", strings.Count(x.Value, "\n")+2
	}
	if len(x.Suggestions) > 0 {
		x.Suggest = "l-" + f.Key
	}
	var about []string
	if x.Wrong != nil {
		about = append(about, "w-"+f.Key)
	}
	if f.Hint != (diag.Text{}) {
		about = append(about, "h-"+f.Key)
	}
	x.Said = d.reading(f, x.Value)
	switch {
	case x.Wrong != nil:
		x.Said.Wrong = nil // it stands there already
		x.Said.meant(f, x.Wrong)
	case form.Same(x.Value, x.Was): // what the file says is for check to judge
		x.Said.Wrong, x.Said.Meant = nil, ""
	}
	if x.Reads() {
		about = append(about, "s-"+f.Key)
	}
	x.About = strings.Join(about, " ")
	return x
}

// chosen reports whether one of the options is what the box holds.
func (x *fieldView) chosen() bool {
	return slices.ContainsFunc(x.Options, func(c form.Choice) bool { return c.Value == x.Value })
}

// mostOptions is how many choices a list to choose from may have; of more, some are suggested while one types.
const mostOptions = 60

// showChange shows what saving a form would change.
func (d *Desk) showChange(w http.ResponseWriter, s *subject, fields []form.Field, p sent, c edit.Change, j judged) {
	v := lookView{Action: s.address(), Hidden: []hidden{{"entry", p.entry}}, Doubts: d.unwritten(besidesUnwritten(s, j.warnings))}
	for _, f := range fields {
		if read := d.reading(f, p.typed[f.Key]); len(read.Lines) > 0 && !form.Same(p.typed[f.Key], p.was[f.Key]) {
			v.Reads = append(v.Reads, fieldView{Field: f, Said: read})
		}
		if f.Key == rollField.Key {
			v.Reads = append(v.Reads, rollReading(p)...)
		}
		v.Hidden = append(v.Hidden, carried(f, p.typed[f.Key])...)
		v.Hidden = append(v.Hidden, hidden{"was." + f.Key, p.was[f.Key]})
	}
	d.showLook(w, p, c, v, diag.Text{}, "list/"+s.record.Name)
}

// carried are the hidden boxes that hold an answer: of several names one each.
func carried(f form.Field, answer string) (list []hidden) {
	switch f.Kind {
	case form.Several:
	case form.Rows:
		return carriedRows(f, answer)
	default:
		return []hidden{{f.Key, answer}}
	}
	for part := range strings.SplitSeq(answer, "\n") {
		list = append(list, hidden{f.Key, part})
	}
	return list
}

func (d *Desk) nothing(w http.ResponseWriter) {
	d.show(w, http.StatusNotFound, "nothing", &frame{Title: nothingHere})
}

// goneView is what gone.html shows: what was typed about a record that is there no more.
type goneView struct {
	Hidden []hidden // that make a new record of it
	Rows   []hidden // labels and what was typed
	New    string   // the path that takes them
}

// gone keeps what was typed when its record is not to be found any more.
func (d *Desk) gone(w http.ResponseWriter, r *http.Request, rec form.Record, fields []form.Field, p sent, err error) {
	if !errors.Is(err, errGone) {
		d.failed(w, r, err)
		return
	}
	v := goneView{New: "new/" + rec.Name}
	for _, f := range fields {
		if p.typed[f.Key] == "" {
			continue
		}
		v.Rows = append(v.Rows, hidden{f.Label.In(d.o.Lang), p.typed[f.Key]})
		v.Hidden = append(v.Hidden, carried(f, p.typed[f.Key])...)
	}
	if rec.List == "" {
		v.New = ""
	}
	d.show(w, http.StatusConflict, "gone", &frame{Title: diag.T("这一条在文件里找不到了", "This record is in the file no more"),
		Lead: diag.T("它可能刚刚被删去或移到了别处。没有保存；你填的都在下面。", "It may have been deleted or moved just now. Nothing was saved; what you typed stands below."), View: &v})
}
