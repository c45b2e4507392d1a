package intake

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/sheet"
)

// reader goes through the sheets of a book.
type reader struct {
	plan    *Plan
	content Content
	table   *heads.Table
	choices Choices
	sheets  []*sheet.Sheet // of the book; one whose table goes on beside itself, once for each part
	blocks  map[*sheet.Sheet][]heads.Block
	fresh   map[string]string    // the names of the bases that the book has, by how names are compared
	groups  map[string]*Record   // of namings: by what their rows have in common
	near    map[string][2]string // what names that are none may mean: one base, or several
	names   *namer
	before  *before // the table that was read last
	again   bool    // the sheet is one of several parts of one
}

// place is a table of a sheet that is being read.
type place struct {
	*reader
	s                *sheet.Sheet
	m                *heads.Merges
	b                heads.Block
	sort             form.Record
	fields           map[string]form.Field
	year             int            // of days without one
	titled           int            // the year that the words above the table name
	unsure           bool           // they name several
	units            []string       // that the table states for its figures
	ofYears          []heads.Column // figures of several years, of which none is said to be meant
	county           string         // that the words above the table, or its section, name
	section          string         // the county of the section
	level, levelCell string         // of namings: that of the section, and where it stands
	lasts            map[string]*last
	own              *catalog.Base // see titleBase
	lookedUp         bool
	said             *said // of a table of namings: what its words say of all its rows
	tail             int   // the first row of the signature below its rows, or the row behind the last
}

// last is the last row that counts for something in a column, of those that were looked at so far.
type last struct{ row, next int }

// ReturnSheet is the first sheet of a book that was sent back: it lists what was in doubt and holds no record.
const ReturnSheet = "请核对"

// look finds the tables of a book, and the bases that are new in it.
func (r *reader) look(book *sheet.Book) {
	r.blocks, r.fresh = map[*sheet.Sheet][]heads.Block{}, map[string]string{}
	for _, s := range book.Sheets {
		if s.Hidden || s.Name == ReturnSheet {
			r.sheets = append(r.sheets, s)
			continue
		}
		blocks := r.table.Find(s, r.plan.Book, r.plan.options.As)
		for _, part := range halves(s, blocks) {
			if part != s {
				blocks = r.table.Find(part, r.plan.Book, r.plan.options.As)
			}
			r.sheets = append(r.sheets, part)
			r.blocks[part] = blocks
			for _, b := range blocks {
				r.basesOf(part, b)
			}
		}
	}
}

// basesOf notes the names of the bases that a table lists.
func (r *reader) basesOf(s *sheet.Sheet, b heads.Block) {
	c := r.baseColumn(b)
	if c == nil {
		return
	}
	for row := b.From; row < b.To; row++ {
		if name := r.nameIn(s, row, c.Col); name != "" {
			r.fresh[fold.Name(name)] = name
		}
	}
}

func (r *reader) sheet(s *sheet.Sheet) {
	if s.Name == ReturnSheet {
		r.plan.Notes = append(r.plan.Notes, diag.T("工作表“%s”是退回时写的清单，不当记录", "the sheet “%s” is the list of what was sent back and holds no records").With(s.Name))
		return
	}
	if s.Hidden {
		if len(s.Rows) > 0 {
			r.plan.Notes = append(r.plan.Notes, diag.T("隐藏的工作表“%s”没有看", "the hidden sheet “%s” was not read").With(s.Name))
		}
		return
	}
	if !slices.ContainsFunc(s.Rows, func(row []sheet.Cell) bool { return !isEmpty(row) }) {
		return
	}
	blocks := r.blocks[s]
	if len(blocks) == 0 {
		r.pass(s, 0, len(s.Rows)-1, Outside, firstWords(s, 0, len(s.Rows)))
		return
	}
	m := heads.MergesOf(s)
	next := 0
	for _, b := range blocks {
		r.titles(s, next, b.Head)
		if r.noNaming(s, b) {
			next = b.To
			continue
		}
		if len(b.Sorts) > 1 {
			r.plan.Tables = append(r.plan.Tables, Table{Sheet: s.Name, Head: b.Head, From: b.From, To: b.To, Sorts: b.Sorts})
			r.plan.Faults = append(r.plan.Faults, Doubt{Sheet: s.Name, Row: b.Head, Col: -1, Grade: Ask,
				What: diag.M("INTAKE-SORT", "看表头分不清是哪一种记录", "the heads do not tell what records these are"),
				Mend: diag.T("加上 --as：%s", "say it with --as: %s").With(strings.Join(b.Sorts, " "))})
			next = b.To
			continue
		}
		p := place{reader: r, s: s, m: m, b: b, lasts: map[string]*last{}, fields: map[string]form.Field{}, tail: b.To}
		i := slices.IndexFunc(heads.Sorts, func(x form.Record) bool { return x.Name == b.Sorts[0] })
		p.sort = heads.Sorts[i]
		for _, x := range p.sort.Fields(r.plan.in.Catalog) {
			p.fields[x.Key] = x
		}
		p.signature()
		p.about()
		p.yearsOf()
		p.statedUnits(next)
		p.parts()
		p.titleOfNaming(len(blocks) > 1)
		before := len(r.plan.Records)
		p.rows()
		r.plan.Tables = append(r.plan.Tables, Table{Sheet: s.Name, Head: b.Head, From: b.From, To: b.To, Sorts: b.Sorts, Rows: len(r.plan.Records) - before})
		p.columns()
		p.beside()
		next = b.To
	}
}

// titles passes over the rows between two tables.
func (r *reader) titles(s *sheet.Sheet, from, to int) {
	if r.ownTitle(s, from, to) {
		return
	}
	for row := from; row < to; row++ {
		if text := firstWords(s, row, row+1); text != "" {
			r.pass(s, row, row, Title, text)
		}
	}
}

// ownTitle reports whether the rows say what the program itself writes above the heads of a sheet that is to be filled in.
func (r *reader) ownTitle(s *sheet.Sheet, from, to int) bool {
	c := r.plan.in.Catalog
	if c == nil {
		return false
	}
	var lines, counties []string
	for row := from; row < to; row++ {
		lines = append(lines, firstWords(s, row, row+1))
	}
	for _, x := range c.Counties {
		counties = append(counties, x.Name)
	}
	return heads.IsOwn(lines, cmp.Or(c.Site.Organiser.Name, c.Site.Title), counties)
}

func (r *reader) pass(s *sheet.Sheet, row, last int, why Why, text string) {
	list := r.plan.Passed
	if n := len(list); why == Empty && n > 0 && list[n-1].Why == Empty && list[n-1].Sheet == s.Name && list[n-1].Last == row-1 {
		list[n-1].Last = last
		return
	}
	p := Passed{Sheet: s.Name, Row: row, Col: -1, Last: last, Why: why, Text: diag.Clip(text, 60)}
	if r.again && (why == Empty || slices.Contains(list, p)) { // what is empty in one part may be full in another
		return
	}
	r.plan.Passed = append(list, p)
}

// about finds the year and the county that a table's words tell: those above it, its sheet's name, the book's.
func (p *place) about() {
	o := p.plan.options
	p.year = o.Year
	var texts []string
	for _, l := range p.b.Above {
		texts = append(texts, l.Text)
	}
	above := strings.Join(texts, "\n")
	named := func(words string) (found int, several bool) {
		for _, l := range strings.Split(words, "\n") {
			if dated.MatchString(l) { // 填报日期：2026年1月5日 is no year of the records
				continue
			}
			years := heads.YearsIn(l)
			several = several || len(years) > 1 || len(years) == 1 && (found != 0 && found != years[0] || schoolYear.MatchString(l))
			if len(years) == 1 {
				found = years[0]
			}
		}
		if several {
			found = 0
		}
		return found, several
	}
	for i, words := range []string{above, p.s.Name, p.plan.Book} {
		year, several := named(words)
		if i == 0 {
			p.titled = year
		}
		if p.unsure = several; p.year == 0 {
			p.year = year
		}
		if several || p.year != 0 { // 2024-2025学年: what the file is called does not say which
			break
		}
	}
	p.county = p.countyIn(p.s.Name)
	for i := len(texts) - 1; p.county == "" && i >= 0; i-- {
		p.county = p.countyIn(texts[i])
	}
	p.county = cmp.Or(p.county, p.countyIn(p.plan.Book))
	if name, _ := p.countyNamed(o.County); p.county == "" {
		p.county = name
	}
}

var dated = regexp.MustCompile(`(?:填报|填表|制表|报送|上报|审核|打印|截止|截至)(?:日期|时间)|联系电话|电话`)

// countyIn returns the one county whose name stands in words.
func (p *place) countyIn(words string) string {
	found := ""
	if p.plan.in.Catalog == nil {
		return ""
	}
	for _, c := range p.plan.in.Catalog.Counties {
		if strings.Contains(words, c.Name) {
			if found != "" {
				return ""
			}
			found = c.Name
		}
	}
	return found
}

// countyNamed returns the county that words name: by its name, its id, or its name without 县, 区, 市.
func (p *place) countyNamed(words string) (string, *catalog.County) {
	if p.plan.in.Catalog == nil {
		return "", nil
	}
	w := fold.Name(words)
	var found *catalog.County
	for _, c := range p.plan.in.Catalog.Counties {
		n := fold.Name(c.Name)
		if n == w || c.ID == strings.TrimSpace(words) {
			return c.Name, c
		}
		if r := []rune(n); len(r) > 2 && string(r[:len(r)-1]) == w {
			if found != nil {
				return "", nil
			}
			found = c
		}
	}
	if found == nil {
		return "", nil
	}
	return found.Name, found
}

var (
	totalWords = regexp.MustCompile(`^(?:本页|本表|本县|全县|全区|全市|各县区|年度|全年|上半年|下半年|第?[一二三四1-4]季度|[0-9]{1,2}月份?)?(?:合计|小计|总计|共计|累计|汇总|总数)(?:数|[:(].*|(?:举办|开展)?(?:活动)?[0-9]+余?(?:场|次|项|人|家).*)?$`)
	noteWords  = regexp.MustCompile(`^(?:(?:填表人|填报人|制表人?|经办人|审核人?|审批人?|负责人|联系人|单位负责人|填报单位|填表单位|报送单位|填报日期|填表日期|填报时间|联系电话|单位|盖章|说明|备注|附|注|注[0-9]+|例|填表说明|填报说明|(?:填写|填报|填表)?(?:示例|样例)行?)(?:$|[:(])|\(?(?:公章|盖章)|以上(?:数据|内容|情况))`)
	rowNumber  = regexp.MustCompile(`^\(?(?:[0-9]{1,5}|[一二三四五六七八九十百]{1,4})[).、]?$`)
	hint       = regexp.MustCompile(`^\s*[(（][^()（）]*[)）]\s*$`)
	partNo     = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])`)
	sectionNo  = regexp.MustCompile(`^(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?|[0-9]{1,2}[、.．])\s*`)
)

// rows goes through the rows below the heads.
func (p *place) rows() {
	sums := newSums()
	if p.goesOn() {
		sums, p.section, p.level, p.levelCell = p.before.sums, p.before.section, p.before.level, p.before.levelCell
	}
	defer func() {
		p.reader.before = &before{p.s, p.b, sums, p.section, p.level, p.levelCell}
	}()
	for row := p.b.From; row < p.b.To; row++ {
		cells := p.s.Rows[row]
		if isEmpty(cells) {
			p.pass(p.s, row, row, Empty, "")
			continue
		}
		why, text, is := p.aside(row)
		switch {
		case !is:
			sums.add(p, row)
			p.record(row)
		case why == Totals:
			sums.total(p, row)
			p.pass(p.s, row, row, why, text)
		case why == Section:
			if name := p.countyIn(text); name != "" {
				p.section = name
			}
			if level := p.levelIn(text); level != "" {
				p.level, p.levelCell = level, address(p.s.Name, row, p.firstOfRow(row))
			}
			p.pass(p.s, row, row, why, text)
		default:
			p.pass(p.s, row, row, why, text)
		}
	}
}

// before is the table above one, as its rows left it.
type before struct {
	s                         *sheet.Sheet
	b                         heads.Block
	sums                      *sums
	section, level, levelCell string
}

// goesOn reports whether a table is the one above it, whose heads stand again as they do on each printed page.
func (p *place) goesOn() bool {
	return p.before != nil && p.before.s == p.s && len(p.b.Above) == 0 && slices.EqualFunc(p.before.b.Columns, p.b.Columns, func(x, y heads.Column) bool { return x.Col == y.Col && x.Text == y.Text })
}

// aside tells a row that is no record.
func (p *place) aside(row int) (why Why, text string, is bool) {
	cells := p.s.Rows[row]
	if row >= p.tail {
		return Note, firstWords(p.s, row, row+1), true
	}
	var first string
	words, mapped := 0, 0
	onlySerial, allHints := true, true
	for col, c := range cells {
		if c.Kind == sheet.Empty || c.Text == "" {
			continue
		}
		words++
		if first == "" || first != "" && p.isSerial(col-1) && words == 2 {
			if first == "" || len([]rune(first)) <= 4 && !totalWords.MatchString(fold.Name(first)) {
				first = c.Text
			}
		}
		if !p.isSerial(col) || !rowNumber.MatchString(fold.String(c.Text)) {
			onlySerial = false
		}
		allHints = allHints && hint.MatchString(c.Text)
		if p.fieldOf(col) != "" {
			mapped++
		}
	}
	plain := strings.Join(strings.Fields(fold.String(first)), "")
	switch {
	case onlySerial:
		return Empty, "", true
	case p.example(row):
		return Note, firstWords(p.s, row, row+1), true
	case p.saysNothing(row):
		return Bare, firstWords(p.s, row, row+1), true
	case words == 1 && p.levelIn(first) != "":
		return Section, first, true
	case allHints:
		return Note, firstWords(p.s, row, row+1), true
	case totalWords.MatchString(plain), p.totalIn(row):
		return Totals, firstWords(p.s, row, row+1), true
	case noteWords.MatchString(plain) && (words <= 2 || mapped < 3 || strings.ContainsAny(plain, ":")):
		return Note, firstWords(p.s, row, row+1), true
	case words == 1 && (p.wide(row, cells) || p.isSection(first)):
		bare := unbracketed(sectionNo.ReplaceAllString(strings.TrimSpace(first), "")) // 西平县（2家）
		if name, _ := p.countyNamed(bare); name != "" || sectionNo.MatchString(strings.TrimSpace(first)) {
			return Section, cmp.Or(name, first), true
		}
		return Note, first, true
	}
	return 0, "", false
}

// isSection reports whether the only words of a row are a county's name, or numbered as parts of a table are: 一、讲座类.
func (p *place) isSection(words string) bool {
	words = strings.TrimSpace(words)
	name, _ := p.countyNamed(unbracketed(sectionNo.ReplaceAllString(words, "")))
	return name != "" || partNo.MatchString(words)
}

// example reports whether a row is one that shows how the others are filled in.
func (p *place) example(row int) bool {
	return slices.ContainsFunc(p.b.Columns, func(c heads.Column) bool {
		return c.Serial && exampleWord.MatchString(fold.Name(p.cell(row, c.Col).Text))
	})
}

var (
	exampleWord = regexp.MustCompile(`^(?:(?:填[写报])?(?:例|示例|样例|范例|例子|例如|举例|样表)[0-9]?)[:：]?$`)
	nothingYet  = regexp.MustCompile(`^(?:0|请选择|请填写|待填|\.\.\.)$`)
)

// saysNothing reports whether all cells of a row but its number are what a form has in them before somebody fills it in.
func (p *place) saysNothing(row int) bool {
	any := false
	for col, c := range p.s.Rows[row] {
		switch text := fold.Name(c.Text); {
		case c.Kind == sheet.Empty || text == "" || p.isSerial(col):
		case c.Kind == sheet.Broken || !nothingYet.MatchString(text) && !saysNothing(c.Text):
			return false
		default:
			any = true
		}
	}
	return any
}

// levelIn returns the level that a row between namings gives those below it: 一、省级（1家）. "" where it is no such row.
func (p *place) levelIn(words string) string {
	if p.sort.Name != form.Designation.Name {
		return ""
	}
	words = unbracketed(sectionNo.ReplaceAllString(strings.TrimSpace(words), ""))
	words = levelTail.ReplaceAllString(words, "")
	for _, name := range p.levels() {
		if fold.Name(name) == fold.Name(words) {
			return name
		}
	}
	return ""
}

var levelTail = regexp.MustCompile(`(?:科普教育基地|科普基地|基地)?(?:名单)?[:：]?$`)

// totalIn reports whether the cell that names the record says 合计.
func (p *place) totalIn(row int) bool {
	for _, key := range []string{"title", "name", "names", "base"} {
		if c := p.b.Column(key); c != nil {
			return totalWords.MatchString(fold.Name(p.cell(row, c.Col).Text))
		}
	}
	return false
}

// lastAbove returns the last row above one that counts for a purpose in a column, -1 where none does. Rows come one below the other: each is
// looked at once.
func (p *place) lastAbove(purpose string, col, row int, counts func(row int) bool) int {
	key := purpose + " " + strconv.Itoa(col)
	l := p.lasts[key]
	if l == nil || l.next > row {
		l = &last{-1, p.b.From}
		p.lasts[key] = l
	}
	for ; l.next < row; l.next++ {
		if counts(l.next) {
			l.row = l.next
		}
	}
	return l.row
}

// wide reports whether the one cell with words in a row is merged over others, or stands where no name of a record does.
func (p *place) wide(row int, cells []sheet.Cell) bool {
	for col, c := range cells {
		if c.Text == "" {
			continue
		}
		if r, ok := p.m.Over(row, col); ok && r.LastCol > r.Col {
			return true
		}
		key := p.fieldOf(col)
		return p.isSerial(col) || !slices.Contains([]string{"title", "name", "names", "base"}, key) && len([]rune(c.Text)) > 1 && key == ""
	}
	return false
}

func (p *place) isSerial(col int) bool {
	return slices.ContainsFunc(p.b.Columns, func(c heads.Column) bool { return c.Col == col && c.Serial })
}

func (p *place) fieldOf(col int) string {
	for _, c := range p.b.Columns {
		if c.Col == col {
			return c.Field
		}
	}
	return ""
}

// cell returns a cell as it stands, without what it is merged with.
func (p *place) cell(row, col int) sheet.Cell {
	if row < len(p.s.Rows) && col < len(p.s.Rows[row]) {
		return p.s.Rows[row][col]
	}
	return sheet.Cell{}
}

// columns tells of columns whose values were not taken.
func (p *place) columns() {
	for _, c := range p.b.Columns {
		if c.Field != "" && c.Field != "remark" || c.Serial || c.Total {
			continue
		}
		if c.Field == "remark" && p.plan.options.Keep && p.sort.Name == form.Activity.Name {
			continue
		}
		if c.Field == "" && p.plan.options.Keep && p.sort.Name == form.Activity.Name {
			continue
		}
		n := 0
		for row := p.b.From; row < p.b.To; row++ {
			if p.cell(row, c.Col).Text != "" {
				n++
			}
		}
		if n > 0 {
			text := diag.Clip(c.Text, 60)
			if c.Field == "remark" { // what it says may be about what was taken
				text += "：" + p.firstOf(c.Col)
			}
			p.plan.Passed = append(p.plan.Passed, Passed{Sheet: p.s.Name, Row: p.b.Head, Last: n, Col: c.Col, Why: Column, Text: text})
		}
	}
}

// firstOf are the first different words of a column.
func (p *place) firstOf(col int) string {
	var list []string
	for row := p.b.From; row < p.b.To; row++ {
		text := line(p.cell(row, col).Text)
		if text == "" || slices.Contains(list, diag.Clip(text, 30)) {
			continue
		}
		if len(list) == 5 {
			list = append(list, "……")
			break
		}
		list = append(list, diag.Clip(text, 30))
	}
	return strings.Join(list, "；")
}

// parts leaves the parts of a date alone where a column has it whole.
func (p *place) parts() {
	if p.sort.Name != form.Activity.Name || p.b.Column("date") == nil {
		return
	}
	for i := range p.b.Columns {
		if c := &p.b.Columns[i]; slices.Contains([]string{"year", "month", "dayofmonth"}, c.Field) {
			c.Field = ""
		}
	}
}

// beside tells of cells that stand below no head.
func (p *place) beside() {
	count, first := map[int]int{}, map[int]string{}
	for row := p.b.From; row < p.b.To; row++ {
		for col, c := range p.s.Rows[row] {
			if c.Text == "" || slices.ContainsFunc(p.b.Columns, func(x heads.Column) bool { return x.Col == col }) {
				continue
			}
			if r, ok := p.m.Over(row, col); ok && r.Col < col || p.asideRow(row) {
				continue
			}
			if count[col]++; first[col] == "" {
				first[col] = c.Text
			}
		}
	}
	for _, col := range slices.Sorted(maps.Keys(count)) {
		p.plan.Passed = append(p.plan.Passed, Passed{Sheet: p.s.Name, Row: p.b.Head, Last: count[col], Col: col, Why: Column, Text: diag.Clip(first[col], 60)})
	}
}

func isEmpty(cells []sheet.Cell) bool {
	return !slices.ContainsFunc(cells, func(c sheet.Cell) bool { return c.Kind != sheet.Empty && c.Text != "" || c.Kind == sheet.Broken })
}

// firstWords are the words of some rows, as one line.
func firstWords(s *sheet.Sheet, from, to int) string {
	var words []string
	for row := from; row < min(to, len(s.Rows)); row++ {
		for _, c := range s.Rows[row] {
			switch {
			case c.Text == "":
			case c.Kind == sheet.Day && c.Day.Known() && !strings.Contains(c.Text, ":"): // what the cell shows is another thing with each program
				words = append(words, c.Day.String())
			default:
				words = append(words, strings.Join(strings.Fields(c.Text), " "))
			}
			if len(words) > 8 {
				return strings.Join(words, " ")
			}
		}
	}
	return strings.Join(words, " ")
}
