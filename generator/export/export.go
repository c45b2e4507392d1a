// Package export makes the workbooks that counties fill in, and sends back: content → .xlsx.
//
// In come the catalog and the text of its files; out go the bytes of a book with a sheet for each sort of record that is asked for. What
// is known stands there already, grey and locked; what is not known is an empty cell, and below it are empty rows.
// Heads are those by which package heads knows a column again, so what goes out comes back through package intake
// without a question, and without a change where nothing was filled in.
//
// Days are dates, a month or a year is a text; numbers are numbers; names are texts, so that none is taken for a formula.
// Lists to choose from stand on a hidden sheet. The same records give the same bytes on any machine and day.
package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/sheet"
	"kepu/generator/tomldoc"
)

// Options say which book is made.
type Options struct {
	Sorts  []string        // of heads.Sorts, by their names, in the order of the sheets
	County *catalog.County // nil: the whole city
	Year   int             // of activities, returns and namings; 0: all years
	Bare   bool            // no activity and no naming: a form for a new year
}

// Book makes books of a catalog.
type Book struct {
	c     *catalog.Catalog
	text  func(path string) *diag.File
	heads *heads.Table
	o     Options
	files map[string]*opened
	named map[string]map[string]string // by a field's key: what people call the choice that an answer means

	w     *sheet.Writer
	lists map[string]span // on the hidden sheet, by the field's key
	words []string        // of the hidden sheet
	look  looks
}

// span is a list's first and last row.
type span struct{ first, last int }

// Names of the sheets, by the sort of their records.
var Names = map[string]string{form.Base.Name: "基地", form.Activity.Name: "活动", form.Annual.Name: "年度数据", form.Designation.Name: "命名"}

// listSheet is the hidden sheet.
const listSheet = "选项"

// free is how many rows below the records have lists, at least; what is written further down is taken as well.
const free = 500

// Write writes a book to w. Text returns a file of the content that was read, by its path.
func Write(w io.Writer, c *catalog.Catalog, text func(path string) *diag.File, o Options) error {
	b := &Book{c: c, text: text, heads: heads.New(c), o: o, files: map[string]*opened{}, named: map[string]map[string]string{}, lists: map[string]span{}, w: sheet.NewWriter(w)}
	err := b.write()
	if err = cmp.Or(b.w.Close(), err); err != nil {
		return fmt.Errorf("the workbook: %w", err)
	}
	return nil
}

func (b *Book) write() error {
	b.styles()
	day := "2000-01-01"
	if b.c.AsOf.Known() {
		day = b.c.AsOf.First().String()
	}
	b.w.Properties(sheet.Properties{Title: b.title(""), By: b.by(), Day: day})
	var sheets []*table
	for _, name := range b.o.Sorts {
		t, err := b.table(name)
		if err != nil {
			return err
		}
		sheets = append(sheets, t)
		b.w.Add(t.name)
		b.w.Page(t.name, true)
		b.w.Spread(t.name, t.pages(), headRow)
	}
	for _, t := range sheets {
		b.choices(t)
	}
	b.w.Add(listSheet)
	b.w.Hide(listSheet)
	b.w.OpenAt(0)
	for _, t := range sheets {
		if err := b.sheet(t); err != nil {
			return err
		}
	}
	rows := b.w.Rows(listSheet, 1)
	rows.Widths(40)
	for _, word := range b.words {
		rows.Plain(word)
	}
	return rows.End()
}

// by is who hands the book out.
func (b *Book) by() string { return cmp.Or(b.c.Site.Organiser.Name, b.c.Site.Title) }

// title is what stands over a sheet, or over all of them.
func (b *Book) title(name string) string {
	county := ""
	if b.o.County != nil {
		county = b.o.County.Name
	}
	return heads.OwnTitle(name, county, b.o.Year)
}

// table is a sheet before it is written.
type table struct {
	name    string
	sort    form.Record
	fields  []form.Field
	columns []column
	rows    [][]cell
}

// column is a field with its head.
type column struct {
	sort  string
	key   string // of the answers; units and names stand for two
	field form.Field
	head  string
	width float64
	hint  string
}

// cell is what stands in a column of a record.
type cell struct {
	value any // text, whole or decimal number; nil: nothing is known
	day   bool
}

// keys are the columns of each sort, in their order; * stands for the figures of the sort.
var keys = map[string]string{
	form.Activity.Name:    "title date until time units county place participants online sessions * campaign form topic audience summary register link status sources",
	form.Annual.Name:      "base county year *",
	form.Base.Name:        "name county kind address phone hours closed free fee booking capacity location transport facilities website email summary short alias since sources",
	form.Designation.Name: "names county level date batch document authority line valid_until note sources",
}

// table chooses the columns and the records of a sort.
func (b *Book) table(name string) (*table, error) {
	i := slices.IndexFunc(heads.Sorts, func(r form.Record) bool { return r.Name == name })
	if i < 0 {
		return nil, fmt.Errorf("no sheet is made of %s", name)
	}
	t := &table{name: Names[name], sort: heads.Sorts[i]}
	t.fields = t.sort.Fields(b.c)
	field := func(key string) form.Field {
		from := map[string]string{"units": "bases", "names": "bases"}
		key = cmp.Or(from[key], key)
		if i := slices.IndexFunc(t.fields, func(x form.Field) bool { return x.Key == key }); i >= 0 {
			return t.fields[i]
		}
		return form.Field{Key: key, Kind: form.Line}
	}
	listed := strings.Fields(keys[name])
	for _, key := range listed {
		if key != "*" {
			t.add(b, key, field(key))
			continue
		}
		for _, x := range t.fields {
			number := x.Kind == form.Number || x.Kind == form.Decimal || x.Figure
			if number && !slices.Contains(listed, x.Key) && b.asked(x.Key) {
				t.add(b, x.Key, x)
			}
		}
	}
	var err error
	switch name {
	case form.Base.Name:
		err = b.bases(t)
	case form.Activity.Name:
		err = b.activities(t)
	case form.Annual.Name:
		err = b.annuals(t)
	default:
		err = b.namings(t)
	}
	return t, err
}

// asked reports whether a figure is asked in the year of the book.
func (b *Book) asked(key string) bool {
	for _, m := range b.c.Indicators {
		if m.Field() == key && b.o.Year != 0 {
			return m.Asked(b.o.Year)
		}
	}
	return true
}

func (t *table) add(b *Book, key string, x form.Field) {
	head := b.heads.Name(t.sort.Name, key)
	if head == "" {
		return
	}
	c := column{sort: t.sort.Name, key: key, field: x, head: head, width: 14, hint: hints[t.sort.Name+" "+key]}
	if c.hint == "" {
		c.hint = x.Hint.ZH
	}
	switch {
	case slices.Contains([]string{"title", "name", "names", "base", "units"}, key):
		c.width = 28
	case x.Kind == form.Prose || key == "summary" || key == "hours" || key == "address":
		c.width = 36
	case x.Kind == form.Number || x.Kind == form.Decimal || x.Kind == form.YesNo:
		c.width = 12
	}
	if x.Unit != "" && !strings.Contains(head, x.Unit) && (x.Kind == form.Number || x.Kind == form.Decimal) {
		c.head += "（" + x.Unit + "）"
		c.hint = strings.TrimSpace("单位：" + x.Unit + "\n" + c.hint)
	}
	if x.Kind == form.Number || x.Kind == form.Decimal {
		c.hint = strings.TrimSpace(c.hint + "\n不知道就空着，不要写 0；约数照原话写，如 约300")
	}
	if x.Must && key != "units" {
		c.head += "*"
	}
	t.columns = append(t.columns, c)
}

// hints are what is said of some heads in other words than at the desk.
var hints = map[string]string{
	"activity units":       "谁办的：基地写网页上的名称，别的单位照写；几个用顿号隔开：甲馆、乙馆",
	"activity date":        "哪天办的；几天的写第一天，最后一天写在后面一列。只知道月份就写 2026年9月 这样",
	"activity until":       "办了几天的，写最后一天；一天的不用写",
	"activity county":      "是基地办的就不用写",
	"activity status":      "办过的不用写；还没有办的写 计划",
	"activity sources":     "一条一行（Alt+Enter 换行）",
	"annual county":        "已经有的不用改",
	"designation names":    "一行一家，写文件里的全称",
	"designation county":   "没有网页的基地可以不写",
	"designation date":     "文件的日期；只知道年份就写 2024年 这样",
	"base hours":           "如 周二至周日 9:00-17:00；几种情况一条一行（Alt+Enter 换行）",
	"base alias":           "一个一行（Alt+Enter 换行）",
	"base sources":         "一条一行（Alt+Enter 换行）",
	"base closed":          "几个用顿号隔开：周一、春节",
	"designation sources":  "一条一行（Alt+Enter 换行）",
	"base facilities":      "几个用顿号隔开",
	"activity audience":    "几个用顿号隔开",
	"activity topic":       "几个用顿号隔开：气象、防灾减灾",
	"designation document": "照文件写，年份用〔〕",
}

// opened is a file of the content with its tables, by where they begin.
type opened struct {
	file   *diag.File
	top    *tomldoc.Table
	tables map[int]*tomldoc.Table
}

// answers returns what a record of the content says, as the desk's form shows it; at is where its table begins, -1: its file's own.
func (b *Book) answers(t *table, path string, at int) (form.Answers, error) {
	o := b.files[path]
	if o == nil {
		f := b.text(path)
		if f == nil {
			return nil, fmt.Errorf("%s was not read", path)
		}
		o = &opened{}
		o.file, o.top = form.Open(path, f.Text)
		o.tables = form.Tables(o.top)
		b.files[path] = o
	}
	record := o.top
	if at >= 0 {
		record = o.tables[at]
	}
	if record == nil {
		return nil, fmt.Errorf("%s: nothing begins at %d", path, at)
	}
	return form.Table(t.fields, o.file, record), nil
}

// row makes the cells of a record.
func (b *Book) row(t *table, a form.Answers) []cell {
	row := make([]cell, len(t.columns))
	for i, c := range t.columns {
		row[i] = b.cell(c, a[c.key])
	}
	return row
}

// mostWords is how much a cell can hold, in the units of UTF-16 in which spreadsheets count.
const mostWords = 32_767

// cell makes the cell of an answer. What nobody knows is empty; in place of what no cell can hold stand words that take nothing away when they come back.
func (b *Book) cell(c column, answer string) cell {
	return fitting(b.known(c, answer))
}

// fitting is a cell, or the one in place of it where no cell can hold its words.
func fitting(x cell) cell {
	if s, ok := x.value.(string); ok && units(s) > mostWords {
		x.value = sheet.TooLong
	}
	return x
}

// units is how long a text is in UTF-16.
func units(s string) (n int) {
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

func (b *Book) known(c column, answer string) cell {
	if answer == "" || tomldoc.Unknown(answer) {
		return cell{}
	}
	switch c.field.Kind {
	case form.Number, form.Decimal:
		const certain = 15 // digits that a spreadsheet keeps
		if n, err := strconv.ParseFloat(answer, 64); err == nil && len(answer) <= certain && strings.Trim(answer, "0123456789.") == "" {
			return cell{value: n}
		}
	case form.Day:
		if d, fault := date.Parse(answer); fault == date.None {
			if n, ok := serial(d); ok {
				return cell{value: n, day: true}
			}
			return cell{value: d.Chinese()}
		}
	case form.YesNo:
		return cell{value: map[string]string{"true": "是", "false": "否"}[answer]}
	case form.One:
		return cell{value: b.nameOf(c.sort, c.field, answer)}
	case form.Several:
		var names []string
		for _, item := range form.ItemsOf(answer) {
			names = append(names, b.nameOf(c.sort, c.field, item))
		}
		return cell{value: strings.Join(names, "、")}
	}
	return cell{value: answer}
}

// nameOf returns what people call the choice that an answer means. The lists are made once: those of bases are long.
func (b *Book) nameOf(sort string, x form.Field, answer string) string {
	if x.List == nil {
		return answer
	}
	key := sort + " " + x.Key
	names := b.named[key]
	if names == nil {
		names = map[string]string{}
		list := x.List(b.c)
		for _, c := range list {
			names[c.Value] = c.Name
		}
		for _, c := range list {
			for _, other := range append([]string{c.ID}, c.Others...) {
				if _, taken := names[other]; !taken && other != "" {
					names[other] = c.Name
				}
			}
		}
		b.named[key] = names
	}
	return cmp.Or(names[answer], answer)
}

// serial is the number of a day in a workbook. Before March 1900 workbooks count otherwise.
func serial(d date.Date) (int, bool) {
	const first = 36526
	n := first + date.Date{Year: 2000, Month: 1, Day: 1}.DaysTo(d)
	return n, d.Day != 0 && n > 60
}
