package safety

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/form"
	"kepu/generator/fresh"
	"kepu/generator/intake"
	"kepu/generator/sheet"
	"kepu/generator/site"
)

// Words that nobody wrote into content/ by hand: answers to the desk's forms, cells of workbooks that counties send.

// desk is a bench whose site is known, so that records can be held against it.
type desk struct {
	*bench
	site *site.Site
	in   form.Context
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	b := newBench(t)
	s, ps, err := b.maker.Make(b.city.folder())
	if s == nil {
		t.Fatal(ps, err)
	}
	return &desk{b, s, form.Context{Catalog: s.Records().Catalog, Year: 2019, Today: date.Date{Year: 2020, Month: 1, Day: 1}}}
}

// changed is the city with what a change writes.
func (d *desk) changed(c edit.Change) city {
	out := city{}
	for name, text := range d.city {
		out[name] = text
	}
	for name, data := range c.After() {
		out[name] = string(data)
	}
	return out
}

// build makes and looks at the site of a changed city; false where its problems say why there is none.
func (d *desk) build(t testing.TB, c city) (*made, bool) {
	t.Helper()
	s, ps, err := d.maker.Make(c.folder())
	if err != nil {
		t.Fatal(err)
	}
	if ps.HasErrors() != (s == nil) {
		t.Fatalf("errors: %v, a site: %v", ps.HasErrors(), s != nil)
	}
	for _, p := range ps {
		checkProblem(t, c, p)
	}
	if s == nil {
		return nil, false
	}
	m := &made{city: c, problems: ps, files: rendered(t, s)}
	d.look(t, m)
	return m, true
}

// shows reports whether a reader finds these letters somewhere on the site.
func (m *made) shows(t testing.TB, want string) bool {
	for name, data := range m.files {
		if slices.ContainsFunc(readable(t, name, data), func(text string) bool { return strings.Contains(text, want) }) {
			return true
		}
	}
	return false
}

// usual are answers that every sort of record takes, by key.
var usual = form.Answers{
	"date": "2019-05-06", "title": "新的一条", "name": "新的科普馆", "county": "甲县", "year": "2018", "bases": "示例科技馆", "base": "示例科技馆", "level": "省级", "scheme": "示例评价", "result": "优秀",
	"kind": "讲座", "stop": "示例科技馆\t30\t看展品\n丙县第一小学\t\t", "visitors": "800", "line": "",
}

// answers are those of a sort with words in one field.
func (d *desk) answers(k fresh.Sort, fields []form.Field, at int, words string) form.Answers {
	a := form.Answers{}
	for _, f := range fields {
		if f.Must || f.Key == "visitors" {
			a[f.Key] = usual[f.Key]
		}
	}
	if k.Record.Name == "base" {
		delete(a, "kind")
	}
	a[fields[at].Key] = words
	return a
}

// enter writes a new record of a sort with words in one of its fields, and makes the site with it; nil where the form, or the content, refuses them.
func (d *desk) enter(t testing.TB, k fresh.Sort, at int, words string) *made {
	t.Helper()
	fields := k.Record.Fields(d.in.Catalog)
	a := d.answers(k, fields, at%len(fields), words)
	list, slips := form.Changes(fields, nil, form.Answers{}, a, d.in)
	if len(slips) > 0 || len(form.Missing(fields, a)) > 0 {
		return nil
	}
	folder := d.city.folder()
	name := k.Path(folder, a, "", d.in)
	if name == "" {
		return nil
	}
	c, err := k.Change(folder, name, list, a)
	if err != nil {
		return nil // what a text cannot hold
	}
	m, _ := d.build(t, d.changed(c))
	return m
}

// TestUsualAnswersAreTaken: the forms below stand for what people fill in.
func TestUsualAnswersAreTaken(t *testing.T) {
	d := newDesk(t)
	for _, k := range fresh.Sorts {
		fields := k.Record.Fields(d.in.Catalog)
		at := 0
		if d.enter(t, k, at, usual[fields[at].Key]) == nil {
			t.Errorf("%s is not taken", k.Name())
		}
	}
}

// TestAnyAnswersMakeASoundSite puts odd words into every field of every form.
func TestAnyAnswersMakeASoundSite(t *testing.T) {
	d := newDesk(t)
	r := rand.New(rand.NewPCG(1, 2))
	taken, all := 0, 0
	for range max(1, rounds(1)) {
		for _, k := range fresh.Sorts {
			for at, f := range k.Record.Fields(d.in.Catalog) {
				words := odd[r.IntN(len(odd))]
				if brief() && r.IntN(4) > 0 {
					continue
				}
				if f.Kind == form.Line || f.Kind == form.Prose || f.Kind == form.Lines || f.Kind == form.Words {
					words = "qx7v" + words + "zx7v"
				}
				all++
				m := d.enter(t, k, at, words)
				if m == nil {
					continue
				}
				taken++
				if strings.HasPrefix(words, "qx7v") && !m.shows(t, "qx7v") && len(m.problems) == 0 {
					t.Errorf("the words are nowhere, and nothing is said of them")
				}
				if t.Failed() {
					t.Fatalf("%s, %s: %q", k.Name(), f.Key, words)
				}
			}
		}
	}
	t.Logf("%d of %d answers came to a site", taken, all)
	if taken < all/4 {
		t.Errorf("%d of %d answers came to a site", taken, all)
	}
}

// FuzzAnswers puts any words into any field of any form.
func FuzzAnswers(f *testing.F) {
	d := newDesk(f)
	for i, words := range odd {
		if i%16 != 0 {
			continue // all of them run in the tests above
		}
		f.Add(uint8(i), uint8(i/3), words)
	}
	f.Fuzz(func(t *testing.T, sort, field uint8, words string) {
		if len(words) < 4000 {
			d.enter(t, fresh.Sorts[int(sort)%len(fresh.Sorts)], int(field), words)
		}
	})
}

// The sheets of a workbook that a county sends: heads, and a row that is taken.
var sheets = []struct {
	name  string
	heads []string
	row   []string
}{
	{"活动", []string{"日期", "活动名称", "举办单位", "参加人次", "活动内容", "地点", "活动形式", "主题", "面向谁", "怎样报名", "报道的网址", "出处", "备注"},
		[]string{"2019-05-06", "新的活动", "示例科技馆", "300", "讲了天文", "馆里", "讲座", "天文", "学生", "打电话", "https://news.example.org/3", "示例日报", "天晴"}},
	{"基地", []string{"名称", "县区", "类型", "地址", "电话", "开放时间", "收费", "一句话介绍", "简介", "网站", "怎样去", "设施"},
		[]string{"新的科普馆", "甲县", "场馆", "甲县新路1号", "0000-1234567", "周二-周日 9:00-17:00", "免费", "新的馆", "这是新的馆。", "https://new.example.org/", "乘2路", "停车场"}},
	{"年度数据", []string{"基地名称", "年份", "接待人次", "开放天数", "年度考核"}, []string{"示例科技馆", "2018", "800", "200", "合格"}},
}

// workbook is a book with words in one cell of its rows, counted through all of its sheets.
func workbook(t testing.TB, at int, words string) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	for i, s := range sheets {
		if i == 0 {
			x.SetSheetName("Sheet1", s.name)
		} else if _, err := x.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for col, head := range s.heads {
			x.SetCellStr(s.name, cell(col, 1), head)
			value := s.row[col]
			if at == 0 {
				value = words
			}
			at--
			x.SetCellStr(s.name, cell(col, 2), value)
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func cell(col, row int) string {
	name, _ := excelize.CoordinatesToCellName(col+1, row)
	return name
}

// cells is how many there are.
func cells() (n int) {
	for _, s := range sheets {
		n += len(s.heads)
	}
	return n
}

// send takes a workbook in and makes the site with what it brings; nil where there is none.
func (d *desk) send(t testing.TB, at int, words string) (m *made, plan *intake.Plan) {
	t.Helper()
	raw := workbook(t, at%cells(), words)
	book, err := sheet.Read("甲县.xlsx", raw)
	if err != nil {
		t.Fatal(err)
	}
	folder := d.city.folder()
	plan = intake.Make(book, intake.Content{Files: folder, Catalog: d.in.Catalog, Text: d.site.Records().File}, d.in, intake.Options{})
	c, err := plan.Change(folder, true)
	if err != nil {
		t.Fatalf("%q: %v", words, err)
	}
	back, err := plan.Returned(raw)
	if err != nil {
		t.Fatalf("%q: %v", words, err)
	}
	if back != nil {
		for _, fault := range Faults("back.xlsx", back) {
			// Its notes stand in a drawing of the old form, which has no way out of the book either.
			if !strings.Contains(fault, "a part xl/") || !strings.Contains(fault, ".vml") {
				t.Errorf("%.300s", fault)
			}
		}
	}
	if len(c.Files) == 0 {
		return nil, plan
	}
	m, ok := d.build(t, d.changed(c))
	if !ok {
		// What a book brings must never stop a site that could be made before.
		_, ps, _ := d.maker.Make(d.changed(c).folder())
		t.Errorf("%q in cell %d: with what was taken in there is no site:\n%s", words, at%cells(), told(ps))
	}
	return m, plan
}

func TestUsualWorkbooksAreTaken(t *testing.T) {
	d := newDesk(t)
	_, plan := d.send(t, cells()-1, "合格")
	if n := plan.Count(intake.New) + plan.Count(intake.Changed); n != len(sheets) {
		t.Errorf("%d records", n)
		for _, r := range plan.Records {
			t.Log(r.Address(), r.State, r.Doubts)
		}
	}
	for _, p := range plan.Passed {
		t.Logf("%s: %s", p.Cell(), p.Says().In(diag.EN))
	}
}

// TestAnyCellsMakeASoundSite puts odd words into every cell that a county fills in.
func TestAnyCellsMakeASoundSite(t *testing.T) {
	d := newDesk(t)
	r := rand.New(rand.NewPCG(3, 4))
	for range max(1, rounds(2)) {
		for at := range cells() {
			words := odd[r.IntN(len(odd))]
			mark := r.IntN(2) == 0
			if mark {
				words = "qx7v" + words + "zx7v"
			}
			m, plan := d.send(t, at, words)
			if mark && !toldOf(plan, at, "qx7v") && (m == nil || !m.shows(t, "qx7v")) {
				t.Errorf("the words are nowhere, and nothing is said of them")
			}
			if t.Failed() {
				t.Fatalf("%q in cell %d", words, at)
			}
		}
	}
}

// toldOf reports whether a plan says something of words in a cell: that they are in doubt, or that they or their column were passed over.
func toldOf(plan *intake.Plan, at int, words string) bool {
	name, col := "", at
	for _, s := range sheets {
		if name = s.name; col < len(s.heads) {
			break
		}
		col -= len(s.heads)
	}
	if slices.ContainsFunc(plan.Passed, func(p intake.Passed) bool {
		return strings.Contains(p.Text, words) || p.Sheet == name && p.Col == col
	}) {
		return true
	}
	doubts := plan.Faults
	for _, r := range plan.Records {
		doubts = append(doubts, r.Doubts...)
	}
	return slices.ContainsFunc(doubts, func(d intake.Doubt) bool {
		return strings.Contains(d.Words, words) || strings.Contains(d.What.ZH, words) || strings.Contains(d.Mend.ZH, words)
	})
}

// FuzzCells puts any words into any cell.
func FuzzCells(f *testing.F) {
	d := newDesk(f)
	for i, words := range odd {
		if i%16 != 0 {
			continue // all of them run in the tests above
		}
		f.Add(uint8(i), words)
	}
	f.Fuzz(func(t *testing.T, at uint8, words string) {
		if len(words) < 4000 {
			d.send(t, int(at), words)
		}
	})
}

// FuzzFiles puts any bytes in place of a file of the city.
func FuzzFiles(f *testing.F) {
	d := newDesk(f)
	var names []string
	for _, name := range d.city.names() {
		if !strings.HasSuffix(name, ".png") {
			f.Add(uint8(len(names)), []byte(d.city[name]))
			names = append(names, name)
		}
	}
	f.Fuzz(func(t *testing.T, at uint8, data []byte) {
		if len(data) > 20_000 {
			return
		}
		c := city{}
		for name, text := range d.city {
			c[name] = text
		}
		c[names[int(at)%len(names)]] = string(data)
		if m, ok := d.build(t, c); ok && len(m.files) > 2000 {
			t.Errorf("%d files", len(m.files))
		}
	})
}
