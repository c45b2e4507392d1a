package fillform

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/sheet"
)

// A list is a table with a row for each base, activity or county: heads that are known, and empty rows below them, or rows
// that have nothing but the name.

// record is what a row of a list is about.
type record struct {
	scope
	activity *catalog.Activity
	answers  form.Answers // of the activity
	number   int          // of its row, in the order of the rows
	name     string       // for those who are told of it
}

// column is a column of a list.
type column struct {
	col     int
	name    string
	serial  bool
	key     bool // it names the record
	contact bool // a telephone or an address of the post
	value   func(r *record) value
}

// list is a list in a grid.
type list struct {
	what      diag.Text // 活动, 基地, 县区
	at        diag.Text
	head, end int    // the first row of its heads, and the row behind its last
	from      int    // the first row below its heads
	start     int    // the number of that row, as the form prints it; else 1
	like      string // a number that the form prints, in whose form the others are
	columns   []column
	records   []*record
	rows      []int    // of the grid: those that are filled, in the order of their records
	more      int      // how many records have no row
	first     int      // the first empty row
	last      int      // the last empty row; -1: there is none
	left      []string // who is not listed
	strangers []string // names that stand in the form, and nobody has
	needYear  bool
	units     []string // that are named above it
	campaign  string   // whose activities alone it lists, since its title says so
	part      string   // words of its title that ask for less than a year
}

// lists finds the lists of a grid. Hint is what the file and the sheet are called.
func (f *filler) lists(g *grid, hint string) (out []*list) {
	from := 0
	s := g.sheet(hint)
	found := f.heads.Find(s, hint, "")
	for i, b := range found {
		l := f.listOf(g, f.lowerHeads(g, s, &b, hint))
		below := -1 // the heads of the next
		if i+1 < len(found) {
			below = found[i+1].Head
		}
		if l == nil || l.head < from || !f.rowsOf(g, l, below) {
			continue
		}
		out, from = append(out, l), l.end
	}
	for row := 0; row < g.rows; row++ { // what package heads has no sort for: counties, years side by side
		if slices.ContainsFunc(out, func(l *list) bool { return l.head <= row && row < l.end }) {
			continue
		}
		l := f.plainList(g, row)
		below := -1
		for _, o := range out {
			if o.head > row && (below < 0 || o.head < below) {
				below = o.head
			}
		}
		if l == nil || below >= 0 && below < l.end || !f.rowsOf(g, l, below) {
			continue
		}
		out = append(out, l)
		row = l.end - 1
	}
	for _, l := range out {
		f.fit(g, l)
	}
	return out
}

// lowerHeads returns the table whose heads are the lower row alone of those that were found, where the upper row is one of labels
// with their blanks: such a row looks like one of heads that reach over several columns.
func (f *filler) lowerHeads(g *grid, s *sheet.Sheet, b *heads.Block, hint string) *heads.Block {
	if b.From-b.Head != 2 || !slices.ContainsFunc(g.inRow(b.Head), func(c *cell) bool {
		if c.rows > 1 || c.empty || g.aside(c) {
			return false
		}
		next := g.right(c)
		_, known := f.label(c.text, f.scope())
		return known && next != nil && next.empty && next.row == b.Head && next.rows == 1
	}) {
		return b
	}
	lower := *s
	lower.Rows = slices.Clone(s.Rows)
	clear(lower.Rows[:b.From-1])
	lower.Merged = slices.DeleteFunc(slices.Clone(s.Merged), func(m sheet.Range) bool { return m.Row < b.From-1 })
	for _, x := range f.heads.Find(&lower, hint, "") {
		if x.Head == b.From-1 {
			return &x
		}
	}
	return b
}

// sheet is a grid as package heads reads one.
func (g *grid) sheet(name string) *sheet.Sheet {
	s := &sheet.Sheet{Name: name, Rows: make([][]sheet.Cell, g.rows)}
	for _, c := range g.cells {
		if c.text == "" && c.rows == 1 && c.cols == 1 || g.aside(c) {
			continue
		}
		if c.text != "" {
			row := s.Rows[c.row]
			for len(row) <= c.col {
				row = append(row, sheet.Cell{})
			}
			row[c.col] = sheet.Cell{Kind: sheet.Words, Text: c.text}
			if _, err := strconv.ParseFloat(c.text, 64); err == nil {
				row[c.col].Kind, row[c.col].Number = sheet.Number, c.text
			}
			s.Rows[c.row] = row
		}
		if c.rows > 1 || c.cols > 1 {
			s.Merged = append(s.Merged, sheet.Range{Row: c.row, Col: c.col, LastRow: c.row + c.rows - 1, LastCol: c.col + c.cols - 1})
		}
	}
	return s
}

// aside reports whether a cell is what the rows to its right are about, merged beside them, and no head.
func (g *grid) aside(c *cell) bool {
	if c.col > 0 || c.rows < 2 {
		return false
	}
	if c.rows > 2 {
		return true
	}
	return !slices.ContainsFunc(g.inRow(c.row+1), func(x *cell) bool { return !x.empty })
}

// listOf makes a list of a table that package heads has found; nil where it is a row of labels and no head.
func (f *filler) listOf(g *grid, b *heads.Block) *list {
	l := &list{head: b.Head, end: b.From, units: g.unitsAbove(b.Head)}
	sort := b.Sorts[0]
	if b.Column("title") == nil && slices.Contains(b.Sorts, "annual") {
		sort = "annual"
	}
	blanks := 0
	for _, c := range b.Columns {
		if x := g.seen(b.From-1, c.Col); x != nil && !x.empty {
			if next := g.right(x); next != nil && next.empty && next.row == x.row {
				blanks++
			}
		}
		l.add(f, b, sort, c)
	}
	if blanks > 1 || blanks == len(b.Columns) {
		return nil
	}
	l.what = diag.T("基地", "bases")
	if sort == "activity" {
		l.what = diag.T("活动", "activities")
	}
	f.recordsOf(l, sort)
	f.ofPersons(l)
	if sort != "activity" {
		return l
	}
	l.parted(b)
	titles := g.titlesOf(l.head)
	if list := f.campaigns(titles); len(list) > 0 {
		l.limited(list)
	} else {
		l.part = lessThanAYear(titles)
	}
	return l
}

// parted leaves all but one of several columns for who held an activity: the records do not part 主办 from 承办. That one says nothing where nobody is named.
func (l *list) parted(b *heads.Block) {
	best, n := -1, 0
	rank := func(text string) int {
		return slices.IndexFunc([]string{"承办", "举办", "实施", "开展", "组织", "基地", "主办", ""}, func(w string) bool { return strings.Contains(text, w) })
	}
	for i, c := range b.Columns {
		if c.Field == "units" {
			if n++; best < 0 || rank(c.Text) < rank(b.Columns[best].Text) {
				best = i
			}
		}
	}
	if n < 2 {
		return
	}
	for i, c := range b.Columns {
		switch {
		case c.Field != "units":
		case i != best:
			why := missing(diag.T("记录里不分主办、承办、协办，举办的单位都写在“%s”一列", "the records do not tell who had it held from who held it: all are in “%s”").With(b.Columns[best].Text))
			l.columns[i].value = func(*record) value { return why }
		default:
			all := l.columns[i].value
			l.columns[i].value = func(r *record) value {
				if len(r.activity.Bases)+len(r.activity.Hosts) == 0 {
					return missing(diag.T("没有写是谁办的", "nobody is named who held it"))
				}
				return all(r)
			}
		}
	}
}

// ofPersons leaves the telephones and addresses of a list that has a column of persons: they are theirs.
func (f *filler) ofPersons(l *list) {
	if !slices.ContainsFunc(l.columns, func(c column) bool {
		return slices.ContainsFunc(strings.Split(c.name, "／"), ofSomebody)
	}) {
		return
	}
	for i, c := range l.columns {
		if c.contact {
			l.columns[i].value = func(*record) value { return missing(personsColumn) }
		}
	}
}

var personsColumn = diag.T("表里有联系人这样的列，这一列多半是个人的", "the list has a column of persons: this is probably theirs")

// add takes in a column of a list of package heads' sort.
func (l *list) add(f *filler, b *heads.Block, sort string, c heads.Column) {
	x := column{col: c.Col, name: c.Text, serial: c.Serial}
	_, lower, two := strings.Cut(c.Text, "／")
	switch {
	case c.Serial, c.Total, c.Field == "remark":
	case sort == "activity":
		x.key = c.Field == "title"
		x.value = f.ofActivity(c, b.Column("until") != nil, l.units)
	default:
		x.key = slices.Contains([]string{"base", "name", "names"}, c.Field)
		upper := strings.TrimSuffix(c.Text, "／"+lower)
		if y := f.byHead(sort, c.Field); y != nil {
			a := asked{x: y, who: ofBase}
			if y.measure != nil {
				a.year = heads.YearIn(c.Text)
			}
			a.hinted(fold.Name(c.Unit))
			x.value, x.contact = f.valueOf(a, l), y.contact
		} else if a, ok := f.figureOf(upper, lower); two && ok {
			x.value = f.valueOf(a, l)
		} else if c.Field == "year" {
			x.value = f.valueOf(asked{x: f.of[ofRun].byKey["年份"], who: ofRun}, l)
		} else if a, ok := f.label(c.Text, f.scope()); ok {
			x.value, x.contact = f.valueOf(a, l), a.x.contact
		} else if a, ok := f.label(lower, f.scope()); ok && two {
			x.value, x.contact = f.valueOf(a, l), a.x.contact
		}
	}
	l.columns = append(l.columns, x)
}

// figureOf returns the figure that two heads over one another mean of which one is a year: 接待人次 over 2024年, or below it.
func (f *filler) figureOf(upper, lower string) (asked, bool) {
	for _, way := range [][2]string{{upper, lower}, {lower, upper}} {
		year := heads.YearIn(way[1])
		if a, ok := f.label(way[0], f.scope()); ok && a.x.measure != nil && year != 0 && a.year == 0 {
			a.year = year
			return a, true
		}
	}
	return asked{}, false
}

// valueOf answers for each record what the head of a column asks for.
func (f *filler) valueOf(a asked, l *list) func(*record) value {
	l.needYear = l.needYear || a.x.needsYear() && a.year == 0
	a.inUnits(l.units)
	return func(r *record) value {
		v, wrong := f.answer(a, r.scope)
		if wrong != nil {
			return missing(wrong.what)
		}
		return v
	}
}

// byHead returns the field of a base that a key of package heads means.
func (f *filler) byHead(sort, key string) *field {
	n := &f.of[ofBase]
	switch {
	case key == "":
		return nil
	case sort == "annual" && key == "base", sort == "designation" && key == "names":
		key = "name"
	case sort == "annual" && key != "county":
		for _, m := range f.Figures.Measures() {
			if m.Sort() == measure.OfReturn && m.Field() == key {
				return n.byKey[fold.Name(m.Name())]
			}
		}
		return n.byKey[key]
	case sort == "designation":
		key = cmpOr(map[string]string{"level": "级别", "date": "命名日期", "document": "文号", "batch": "批次", "valid_until": "有效期", "authority": "命名单位"}[key], key)
	case key == "lon", key == "lat":
		key = map[string]string{"lon": "经度", "lat": "纬度"}[key]
	}
	return n.byKey[fold.Name(key)]
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// ofActivity answers what the head of a column asks of an activity; nil where nobody knows.
func (f *filler) ofActivity(c heads.Column, until bool, units []string) func(*record) value {
	var x *form.Field
	for _, y := range form.Activity.Fields(f.Catalog) {
		if y.Key == c.Field {
			x = &y
		}
	}
	switch c.Field {
	case "":
		return nil
	case "title":
		return func(r *record) value { return known(r.activity.Title) }
	case "date":
		return func(r *record) value {
			v := onDay(r.activity.Date.Date)
			if r.activity.Until.Known() && !until {
				v = known(v.text + "至" + shortUntil(r.activity))
			}
			return v
		}
	case "units", "hosts":
		return func(r *record) value {
			var names []string
			if c.Field == "units" {
				for _, b := range r.activity.Bases {
					names = append(names, b.Name)
				}
			}
			names = append(names, r.activity.Hosts...)
			switch {
			case len(names) > 0 || c.Field == "hosts":
			case len(r.activity.Counties) > 0: // somebody there held it
				return missing(diag.T("没有写是谁办的", "who held it is not said"))
			default:
				return known(f.Catalog.Site.Organiser.Name) // whose log it is
			}
			return known(strings.Join(names, "、"))
		}
	case "county":
		return func(r *record) value {
			var names []string
			for _, c := range r.activity.Counties {
				names = append(names, c.Name)
			}
			return known(strings.Join(names, "、"))
		}
	case "sessions":
		return func(r *record) value {
			if !r.activity.Sessions.Known {
				return counted(1) // not said: it is one
			}
			return counted(r.activity.Sessions.N)
		}
	case "status":
		return func(r *record) value { return known("已办") }
	}
	if x == nil {
		return nil
	}
	for _, m := range measure.InActivity {
		if m.Field() == x.Key {
			a := asked{x: &field{name: m.Name(), unit: m.Unit(), measure: &m}}
			a.hinted(fold.Name(c.Unit))
			a.inUnits(units)
			return func(r *record) value {
				switch n := r.activity.Figure(m); {
				case a.doubt != (diag.Text{}):
					return missing(a.doubt)
				case !n.Known:
					return notSaid
				default:
					return a.scaled(ofMeasure(m, n.N))
				}
			}
		}
	}
	return func(r *record) value { return shown(*x, r.answers[x.Key], f.Catalog) }
}

// shortUntil is the last day of an activity, without what it shares with the first.
func shortUntil(a *catalog.Activity) string {
	from, until := a.Date.Date, a.Until.Date
	words := until.Chinese()
	if until.Year == from.Year && until.Month > 0 {
		_, words, _ = strings.Cut(words, "年")
		if until.Month == from.Month && until.Day > 0 {
			_, words, _ = strings.Cut(words, "月")
		}
	}
	return words
}

// recordsOf gives a list the records that it is about.
func (f *filler) recordsOf(l *list, sort string) {
	s := f.scope()
	if sort == "activity" {
		l.needYear = true
		entries := map[string]func(int32) form.Answers{}
		for _, a := range slices.Backward(f.Catalog.In(s.year)) {
			if !a.Counts() || s.county != nil && !slices.Contains(a.Counties, s.county) || s.base != nil && !slices.Contains(a.Bases, s.base) {
				continue
			}
			if entries[a.Path] == nil {
				entries[a.Path] = f.entries(a.Path)
			}
			l.records = append(l.records, &record{scope: s, activity: a, answers: entries[a.Path](a.Span.Start), name: a.Title})
		}
		return
	}
	bases, left := f.Bases()
	for _, b := range bases {
		l.records = append(l.records, &record{scope: scope{base: b, year: s.year}, name: b.Name})
	}
	for _, b := range left {
		l.left = append(l.left, b.Name)
	}
}

// entries returns what the entries of a log say, by where they begin.
func (f *filler) entries(path string) func(start int32) form.Answers {
	file := f.File(path)
	if file == nil {
		return func(int32) form.Answers { return nil }
	}
	opened, top := form.Open(path, file.Text)
	tables, fields := form.Tables(top), form.Activity.Fields(f.Catalog)
	return func(start int32) form.Answers {
		t := tables[int(start)]
		if t == nil {
			return nil
		}
		return form.Table(fields, opened, t)
	}
}

// plainList makes a list of a row of heads that names bases or counties and figures of them; nil where it is none.
func (f *filler) plainList(g *grid, row int) *list {
	l := &list{head: row, end: row + 1, units: g.unitsAbove(row)}
	s := f.scope()
	knownHeads, words := 0, 0
	keys := map[string]int{} // of a base's name and a county: the column
	for col := 0; ; {
		c := g.seen(row, col)
		if c == nil {
			break
		}
		col = c.col + c.cols
		if g.aside(c) {
			continue
		}
		if c.row != row || c.rows > 1 || c.empty {
			return nil
		}
		words++
		x := column{col: c.col, name: strings.Join(strings.Fields(c.text), ""), serial: f.serial(c.text)}
		one := s
		one.base = nil
		if a, ok := f.label(c.text, one); ok && !x.serial && a.who == ofBase {
			knownHeads++
			x.value, x.contact = f.valueOf(a, l), a.x.contact
			if _, twice := keys[a.x.name]; !twice {
				keys[a.x.name] = len(l.columns)
			}
		}
		l.columns = append(l.columns, x)
	}
	base, ofBases := keys["名称"]
	county, ofCounties := keys["县区"]
	if knownHeads < 2 || knownHeads*2 < words || !ofBases && !ofCounties {
		return nil
	}
	if ofBases {
		l.columns[base].key = true
		l.what = diag.T("基地", "bases")
		f.recordsOf(l, "base")
		f.ofPersons(l)
		return l
	}
	l.columns[county].key = true
	if slices.ContainsFunc(l.columns, func(c column) bool { return c.value != nil && !c.key && !f.isFigure(c.name) }) {
		return nil
	}
	l.what = diag.T("县区", "counties")
	for _, c := range f.Catalog.Counties {
		if s.county == nil || s.county == c {
			l.records = append(l.records, &record{scope: scope{county: c, year: s.year}, name: c.Name})
		}
	}
	return l
}

// labelOf returns the field that a label asks for, or nil.
func (f *filler) labelOf(text string) *field {
	a, _ := f.label(text, scope{year: f.Year})
	return a.x
}

func (f *filler) isFigure(text string) bool {
	x := f.labelOf(text)
	return x != nil && x.measure != nil
}

func (f *filler) serial(text string) bool {
	return slices.Contains(strings.Fields("序号 序 编号 号 no no."), fold.Name(text))
}

// rowsOf finds the rows of a list below its heads: the empty ones, and those that have nothing but a record's name. It is false where there are none.
// They end where the heads of the next list stand, in row below; -1: there is none.
func (f *filler) rowsOf(g *grid, l *list, below int) bool {
	byName := f.recordsByName(l)
	var empty []int
	var named []int
	var of []*record
	var strangers []string
	row := l.end
	l.from, l.start = row, 1
	for _, k := range l.columns {
		if c := g.seen(row, k.col); k.serial && c != nil {
			if n, _, ok := printedNumber(c.text); ok {
				l.start, l.like = n, strings.TrimSpace(c.text)
			}
		}
	}
	for ; row < g.rows || g.open && len(of)+len(empty) < len(l.records) && (len(of) == 0 || len(empty) > 0); row++ {
		state, name := g.rowState(l, row)
		if state == rowTaken || row == below {
			break
		}
		if state == rowEmpty {
			empty = append(empty, row)
			continue
		}
		r := byName[fold.Name(name)]
		if r == nil || slices.Contains(of, r) {
			if isTotal(name) || r != nil {
				break
			}
			strangers = append(strangers, name)
			continue
		}
		named, of = append(named, row), append(of, r)
	}
	l.end, l.last = row, -1
	if len(empty) > 0 {
		l.first, l.last = empty[0], empty[len(empty)-1]
	}
	if len(of) == 0 && len(empty) == 0 {
		return false
	}
	l.strangers = strangers
	if len(of) > 0 && len(empty) == 0 {
		l.left = nil // the form says whom it wants
	}
	rest := slices.DeleteFunc(slices.Clone(l.records), func(r *record) bool { return slices.Contains(of, r) })
	n := min(len(rest), len(empty))
	l.rows, l.more = append(named, empty[:n]...), len(rest)-n
	l.records = append(of, rest...)
	if len(empty) == 0 && l.more > 0 {
		for _, r := range rest {
			l.left = append(l.left, r.name)
		}
		l.records, l.more = of, 0
	}
	for i, r := range l.records {
		if i < len(l.rows) {
			r.number = l.numberOf(l.rows[i])
		} else {
			r.number = l.numberOf(l.last) + 1 + i - len(l.rows)
		}
	}
	return true
}

// numberOf is the number of a row of a list, once the rows that it lacks stand behind its last empty one.
func (l *list) numberOf(row int) int {
	n := l.start + row - l.from
	if row > l.last && l.more > 0 {
		n += l.more
	}
	return n
}

// printed is a number before a row in the form that the form's own have: 03, 3、.
func (l *list) printed(n int) value {
	_, tail, _ := printedNumber(l.like)
	digits := strings.TrimSuffix(l.like, tail)
	if !strings.HasPrefix(digits, "0") {
		digits = "" // no wider than it must be
	}
	if words := fmt.Sprintf("%0*d%s", len(digits), n, tail); words != strconv.Itoa(n) {
		return known(words)
	}
	return counted(int64(n))
}

// renumbered are the cells of a list whose printed number is no longer that of their row, with what it is now.
func (g *grid) renumbered(l *list) (cells []*cell, now []value) {
	for _, k := range l.columns {
		if !k.serial {
			continue
		}
		for row := l.from; row < l.end; row++ {
			c := g.seen(row, k.col)
			if c == nil || c.row != row || c.empty || c.locked {
				continue
			}
			if n, _, ok := printedNumber(c.text); ok && n != l.numberOf(row) {
				cells, now = append(cells, c), append(now, l.printed(l.numberOf(row)))
			}
		}
	}
	return cells, now
}

// printedNumber reads the number that a form prints before a row, and what follows its digits.
func printedNumber(text string) (n int, tail string, ok bool) {
	text = strings.TrimSpace(text)
	digits := strings.TrimRight(text, ".、．")
	n, err := strconv.Atoi(fold.Name(digits))
	return n, text[len(digits):], err == nil && n >= 0
}

// recordsByName are those of a list by their names: of bases also those that would not be listed otherwise.
func (f *filler) recordsByName(l *list) map[string]*record {
	byName := map[string]*record{}
	add := func(r *record, name string) {
		if key := fold.Name(name); byName[key] == nil {
			byName[key] = r
		}
	}
	ofBases := true
	for _, r := range l.records {
		add(r, r.name)
		if name := []rune(r.name); l.what.ZH == "县区" && len(name) > 2 && strings.ContainsRune("县区市", name[len(name)-1]) {
			add(r, string(name[:len(name)-1])) // 确山
		}
		ofBases = ofBases && r.base != nil && r.activity == nil
	}
	if !ofBases || f.Base != nil || l.what.ZH != "基地" {
		return byName
	}
	all := map[*catalog.Base]*record{}
	for _, r := range l.records {
		all[r.base] = r
	}
	for _, b := range f.Catalog.Bases {
		if all[b] == nil {
			all[b] = &record{scope: scope{base: b, year: f.Year}, name: b.Name}
		}
		add(all[b], b.Name)
	}
	for _, b := range f.Catalog.Bases {
		for _, other := range b.Alias {
			add(all[b], other)
		}
	}
	return byName
}

func isTotal(name string) bool {
	key := fold.Name(name)
	return slices.ContainsFunc([]string{"合计", "总计", "小计", "共计", "全市"}, func(w string) bool { return strings.Contains(key, w) })
}

// rowState is what stands in a row of a list.
type rowState int

const (
	rowEmpty rowState = iota
	rowNamed          // a name
	rowTaken
)

func (g *grid) rowState(l *list, row int) (state rowState, name string) {
	any, other := false, false
	for _, k := range l.columns {
		c := g.cell(row, k.col)
		if c == nil || c.row != row && (k.value != nil || k.serial) || c.col != k.col {
			if k.value == nil && !k.serial {
				continue
			}
			return rowTaken, ""
		}
		any = any || k.value != nil
		switch {
		case k.serial:
			if _, err := strconv.Atoi(strings.TrimRight(fold.Name(c.text), ".、")); !c.empty && (err != nil || c.locked) {
				return rowTaken, ""
			}
		case k.value == nil || c.empty && !c.locked:
		case k.key:
			name = c.text
		case !c.locked: // a formula stays, whatever it says
			other = true
		}
	}
	switch {
	case !any, other && name == "":
		return rowTaken, ""
	case name != "":
		return rowNamed, name
	}
	return rowEmpty, ""
}

// fit marks what belongs to a list, so that nothing in it is taken for a label.
func (f *filler) fit(g *grid, l *list) {
	for _, c := range g.cells {
		if l.head <= c.row && c.row < l.end {
			c.done = true
		}
	}
}

// entry is what goes into a cell of a row of a list.
type entry struct {
	column column
	v      value
}

// entriesOf are what goes into the cells of a record's row.
func (l *list) entriesOf(r *record) (out []entry) {
	for _, c := range l.columns {
		switch {
		case c.serial:
			out = append(out, entry{c, l.printed(r.number)})
		case c.value != nil:
			out = append(out, entry{c, c.value(r)})
		}
	}
	return out
}

// note tells what became of a list.
func (r *Result) list(l *list, year int) {
	filled := len(l.records)
	if l.needYear && year == 0 {
		r.NeedYear = true
		r.Empty = append(r.Empty, Empty{l.at, l.what.ZH, noYear.With(l.what)})
		return
	}
	what := fmt.Sprintf("%s %d 行", l.what.ZH, filled)
	if r.Part == "" && filled > 0 {
		r.Part = l.part
	}
	if filled == 0 && l.campaign != "" {
		r.Empty = append(r.Empty, Empty{l.at, l.what.ZH, diag.T("表题只要“%s”的活动，%d年没有记录是它的；没有列入：%s", "the title wants those of %s alone, and %d has none on record; left out: %s").With(l.campaign, year, clipNames(l.left))})
	} else if filled == 0 {
		r.Empty = append(r.Empty, Empty{l.at, l.what.ZH, inWords(quote.NoRecords)})
	} else {
		x := Filled{At: l.at, What: what, Value: called(l.records)}
		if len(l.left) > 0 {
			x.Note = diag.T("没有列入：%s", "left out: %s").With(clipNames(l.left))
		}
		if l.campaign != "" {
			only := diag.T("照表题只列“%s”的活动", "those of %s alone, as the title says").With(l.campaign)
			if x.Note = diag.T("%s，%s", "%s; %s").With(only, x.Note); len(l.left) == 0 {
				x.Note = only
			}
		}
		r.Filled = append(r.Filled, x)
	}
	for _, name := range l.strangers {
		r.Empty = append(r.Empty, Empty{l.at, name, diag.T("记录里没有这个名称", "no record has this name")})
	}
	type gap struct {
		why   diag.Text
		names []string
	}
	for _, c := range l.columns {
		if c.value == nil {
			if !c.serial && filled > 0 {
				r.Empty = append(r.Empty, Empty{l.at, c.name, unnamed(c.name).why})
			}
			continue
		}
		var gaps []gap
		var partly []string
		for _, rec := range l.records {
			v := c.value(rec)
			if v.has() {
				if v.note != (diag.Text{}) {
					partly = append(partly, rec.name+"："+v.text+"，"+v.note.ZH)
				}
				continue
			}
			i := slices.IndexFunc(gaps, func(g gap) bool { return g.why == v.why })
			if i < 0 {
				i = len(gaps)
				gaps = append(gaps, gap{why: v.why})
			}
			gaps[i].names = append(gaps[i].names, rec.name)
		}
		if len(partly) > 0 {
			r.Filled = append(r.Filled, Filled{At: l.at, What: c.name, Value: fmt.Sprintf("%d", len(partly)), Note: diag.T("要看一眼：%s", "look at: %s").With(clipNames(partly))})
		}
		for _, g := range gaps {
			r.Empty = append(r.Empty, Empty{l.at, c.name, diag.T("%d 行：%s（%s）", "%d rows: %s (%s)").With(len(g.names), g.why, clipNames(g.names))})
		}
	}
}

func called(list []*record) string {
	var out []string
	for _, r := range list {
		out = append(out, r.name)
	}
	return clipNames(out)
}

// clipNames lists some of the names, and says how many there are.
func clipNames(list []string) string {
	const most = 4
	if len(list) <= most+1 {
		return strings.Join(list, "、")
	}
	return fmt.Sprintf("%s 等 %d 个", strings.Join(list[:most], "、"), len(list))
}
