package desk

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/intake"
	"kepu/generator/ooxml"
	"kepu/generator/sheet"
)

// planView is what plan.html shows: what would become of a workbook.
type planView struct {
	File, Sum string
	Notes     []diag.Text
	Counts    []planCount
	Open      []planRecord // something is to be decided
	Rest      int          // of these, not shown yet
	Ready     []planRecord
	More      int // of these, not shown
	Same      int
	Passed    []diag.Text
	Faults    []planDoubt // of no record
	Unused    []string
	Hidden    []hidden // choices about what is not shown
	As        []form.Choice
	AsNow     string
	Counties  []form.Choice
	County    string
	Year      string
	Keep      bool
	Done      bool // there is nothing left to take
	Remarks   int  // that a copy of the workbook would have; 0 of a CSV, which can have none
	Errors    []fault
}

type planCount struct {
	Name diag.Text
	N    int
}

// planRecord is one record of the sheet.
type planRecord struct {
	Row     string // its address
	Kind    diag.Text
	State   diag.Text
	Says    string
	Answers []planAnswer
	Doubts  []planDoubt
	Ruling  string
	Rulings []form.Choice
	Like    string // what stands there already
	LikeAt  string
}

type planAnswer struct{ Label, Old, New, Cell string }

// planDoubt is something that is to be said, or asked, about a cell.
type planDoubt struct {
	Cell, Words string
	Key         string // of the choice that decides it: a cell, or words wherever they stand
	Named       bool   // Key is words
	What, Mend  string
	Ask         bool   // a box stands beside it
	Value       string // in the box
	Meant       string
	Grave       bool // as it is nothing can be taken
}

// What a page of a plan shows at once.
const (
	mostOpen  = 60
	mostReady = 100
)

// importSheet shows what would become of a workbook, and makes it so.
func (d *Desk) importSheet(w http.ResponseWriter, r *http.Request, f receivedFile) {
	s, _ := d.o.Now()
	book, err := sheet.Read(f.name, f.data)
	if err != nil {
		v := importView{Wrong: new(diag.Same(err.Error()))}
		var unfit *sheet.Fault
		if errors.As(err, &unfit) {
			v.Wrong, v.Mend = &unfit.What, unfit.Mend
		}
		d.showImport(w, http.StatusUnprocessableEntity, v)
		return
	}
	o := intake.Options{As: r.Form.Get("as"), County: r.Form.Get("county"), Keep: r.Form.Get("keep") != "", Choices: choicesOf(r.Form)}
	o.Year, _ = strconv.Atoi(strings.TrimSpace(r.Form.Get("year")))
	in := form.Context{Catalog: s.Records().Catalog, Today: d.o.Today()}
	content := folder.New(d.o.Content)
	plan := intake.Make(book, intake.Content{Files: content, Catalog: in.Catalog, Text: s.Records().File}, in, o)
	act, later := r.PostForm.Get("act"), r.Form.Get("later") != ""
	if act == "return" {
		d.sendBack(w, r, f, plan)
		return
	}
	if plan.Undecided() > 0 && !later || act != "look" && act != "save" {
		d.showIntake(w, f, plan, o, in, nil)
		return
	}
	change, err := plan.Change(content, later)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if len(change.Files) == 0 {
		d.showIntake(w, f, plan, o, in, nil)
		return
	}
	j, err := d.judge(change)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if j.errors.HasErrors() {
		d.showIntake(w, f, plan, o, in, d.unwritten(j.errors))
		return
	}
	p := sent{act: act, seen: r.PostForm.Get("seen")}
	if agreed(p, change) {
		d.save(w, r, change, "")
		return
	}
	v := lookView{Action: "import/" + f.sum, Doubts: d.unwritten(j.warnings), Hidden: decided(o), Act: diag.T("就这样导入", "Take it in")}
	if later {
		v.Hidden = append(v.Hidden, hidden{"later", "1"})
	}
	d.showLook(w, p, change, v, diag.T("这样写进去，对吗？", "Is this how it is to be written?"), "import")
}

// choicesOf are the choices that a form holds. Of each there are a box with words (c:), what stood in it (w:), and ticks that it is what was
// offered (m:) or nothing (n:). What was typed just now counts before the ticks, and these before what stood there.
func choicesOf(v url.Values) intake.Choices {
	c := intake.Choices{}
	for _, kind := range []string{"c:", "m:", "n:"} {
		for name, values := range v {
			key, ok := strings.CutPrefix(name, kind)
			if !ok || len(values) == 0 {
				continue
			}
			words := strings.TrimSpace(values[0])
			typed := strings.TrimSpace(v.Get("c:" + key))
			switch {
			case kind == "c:" && words != "": // an empty box decides nothing
				c[key] = words
			case kind != "c:" && (typed == "" || typed == strings.TrimSpace(v.Get("w:"+key))):
				c[key] = words
				if kind == "n:" {
					c[key] = ""
				}
			}
		}
	}
	return c
}

// decided are the fields by which the next page knows what was decided.
func decided(o intake.Options) (list []hidden) {
	for key, words := range o.Choices {
		if words == "" {
			list = append(list, hidden{"n:" + key, "1"})
		} else {
			list = append(list, hidden{"c:" + key, words})
		}
	}
	slices.SortFunc(list, func(a, b hidden) int { return cmp.Compare(a.Name, b.Name) })
	add := func(name, value string) {
		if value != "" && value != "0" {
			list = append(list, hidden{name, value})
		}
	}
	add("as", o.As)
	add("county", o.County)
	add("year", strconv.Itoa(o.Year))
	if o.Keep {
		add("keep", "1")
	}
	return list
}

func stateName(x intake.State) diag.Text {
	for _, s := range intake.States {
		if s.State == x {
			return s.Title
		}
	}
	return diag.Text{}
}

// showIntake shows what would become of a workbook, first what is to be decided.
func (d *Desk) showIntake(w http.ResponseWriter, f receivedFile, plan *intake.Plan, o intake.Options, in form.Context, faults []fault) {
	v := planView{File: f.name, Sum: f.sum, Notes: plan.Notes, AsNow: o.As, County: o.County, Keep: o.Keep, Errors: faults, Unused: plan.Unused()}
	if o.Year != 0 {
		v.Year = strconv.Itoa(o.Year)
	}
	for _, rec := range heads.Sorts {
		v.As = append(v.As, form.Choice{Value: rec.Name, Name: rec.Title.In(d.o.Lang)})
	}
	for _, c := range in.Catalog.Counties {
		v.Counties = append(v.Counties, form.Choice{Value: c.Name, Name: c.Name})
	}
	for _, s := range intake.States {
		if n := plan.Count(s.State); n > 0 {
			v.Counts = append(v.Counts, planCount{s.Title, n})
		}
	}
	for _, x := range plan.Faults {
		v.Faults = append(v.Faults, d.planDoubt(x, o, nil))
	}
	boxed := map[string]bool{} // keys of choices that the page has a box for
	for _, rec := range plan.Records {
		switch {
		case rec.State == intake.Same:
			continue
		case rec.Open() && len(v.Open) == mostOpen:
			v.Rest++
			continue
		case !rec.Open() && len(v.Ready) == mostReady:
			v.More++
			continue
		}
		shown := d.planRecord(rec, o, in, boxed)
		if rec.Open() {
			v.Open = append(v.Open, shown)
		} else {
			v.Ready = append(v.Ready, shown)
		}
	}
	v.Passed = d.passed(plan)
	if ooxml.KindOf(f.data) == ooxml.Xlsx {
		v.Remarks = plan.Remarks()
	}
	for _, h := range decided(o) {
		if kind, at, ok := strings.Cut(h.Name, ":"); ok && len(kind) == 1 && !boxed[at] {
			v.Hidden = append(v.Hidden, h)
		}
	}
	v.Done = plan.Undecided() == 0 && plan.Count(intake.New)+plan.Count(intake.Changed) == 0
	d.show(w, http.StatusOK, "plan", &frame{Title: diag.T("导入收到的表", "Take in a sheet that was sent"), Lead: diag.Same(f.name), Path: "import", View: &v})
}

// planRecord is what the page shows of a record. It notes in boxed what may be decided there.
func (d *Desk) planRecord(rec *intake.Record, o intake.Options, in form.Context, boxed map[string]bool) planRecord {
	l := d.o.Lang
	x := planRecord{Row: rec.Address(), Kind: rec.Sort.Title, State: stateName(rec.State), Says: rec.Called(), Like: rec.Like, Ruling: o.Choices[rec.Address()]}
	boxed[x.Row] = true
	if rec.Line > 0 {
		x.LikeAt = rec.Path + ":" + strconv.Itoa(rec.Line)
	}
	rule := func(value string) {
		if !slices.ContainsFunc(x.Rulings, func(c form.Choice) bool { return c.Value == value }) {
			x.Rulings = append(x.Rulings, form.Choice{Value: value, Name: rulingName(value, rec).In(l)})
		}
	}
	rule("")
	if rec.State == intake.Doubled {
		rule(intake.SameOne)
		rule(intake.Take)
	}
	for _, doubt := range rec.Doubts {
		for _, r := range doubt.Rulings {
			rule(r)
		}
	}
	rule(intake.Leave)
	rule(x.Ruling) // what was decided stays decided when it has made of the record another one
	if rec.State == intake.Changed {
		for _, c := range rec.Fields {
			x.Answers = append(x.Answers, planAnswer{c.Label, c.Old, c.New, c.Cell})
		}
	} else {
		for _, field := range rec.Sort.Fields(in.Catalog) {
			if answer := rec.Answers[field.Key]; answer != "" {
				x.Answers = append(x.Answers, planAnswer{Label: field.Label.In(l), New: field.InWords(answer, l), Cell: rec.Cells[field.Key]})
			}
		}
		if rec.Text != "" {
			x.Answers = append(x.Answers, planAnswer{Label: diag.T("正文", "Text").In(l), New: rec.Text, Cell: rec.Cells["text"]})
		}
	}
	for _, doubt := range rec.Doubts {
		x.Doubts = append(x.Doubts, d.planDoubt(doubt, o, boxed))
	}
	return x
}

// rulingName says what a ruling makes of a record.
func rulingName(ruling string, rec *intake.Record) diag.Text {
	switch ruling {
	case intake.Take:
		if rec.State == intake.Doubled || rec.Like != "" {
			return diag.T("是另外一次：另记一条", "it is another one: take it too")
		}
		return diag.T("要", "take it")
	case intake.Leave:
		return diag.T("不要这一行", "leave this row out")
	case intake.SameOne:
		return diag.T("就是已有的那一条：照这张表改它", "it is the one on record: change that")
	case intake.Planned:
		return diag.T("还没有办，是计划", "it is to come: a plan")
	case intake.Cancelled:
		return diag.T("没有办：取消了", "it was not held: cancelled")
	case intake.Postponed:
		return diag.T("没有办：延期了", "it was not held: postponed")
	}
	if rec.Open() {
		return diag.T("还没有定", "not decided yet")
	}
	return diag.T("照这样写进去", "take it as it is")
}

// planDoubt is what the page shows of a doubt. It notes in boxed which choice has a box.
func (d *Desk) planDoubt(x intake.Doubt, o intake.Options, boxed map[string]bool) planDoubt {
	l := d.o.Lang
	p := planDoubt{Cell: x.Cell(), Words: x.Words, What: x.What.In(l), Mend: x.Mend.In(l), Meant: x.Meant, Grave: x.Grade >= intake.Ask}
	p.Key = cmp.Or(x.Key, p.Cell)
	p.Named = x.Col >= 0 && p.Key != p.Cell
	p.Ask = x.Col >= 0 && x.Grade != intake.Told && boxed != nil && !boxed[p.Key] // two doubts about one cell have one box
	if p.Ask {
		boxed[p.Key] = true
		p.Value = o.Choices[p.Key]
	}
	return p
}

// passed tells what of the sheet is no record, so that nobody has to wonder where it went. Empty rows need no word.
func (d *Desk) passed(plan *intake.Plan) (list []diag.Text) {
	for _, x := range plan.Passed {
		if x.Why != intake.Empty {
			list = append(list, diag.T("%s：%s", "%s: %s").With(x.Cell(), x.Says()))
		}
	}
	return list
}

// sendBack gives the workbook with what is to be looked at marked in it, for whoever filled it in.
func (d *Desk) sendBack(w http.ResponseWriter, r *http.Request, f receivedFile, plan *intake.Plan) {
	raw, err := plan.Returned(f.data)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if raw == nil {
		raw = f.data // there is nothing to mark
	}
	give(w, strings.TrimSuffix(f.name, path.Ext(f.name))+"-请核对.xlsx", raw)
}
