package heads

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/form"
	"kepu/generator/naming"
	"kepu/generator/sheet"
)

// Block is a table of a sheet: its heads, and the rows below them.
type Block struct {
	Sorts   []string // what its rows are: one sort, or those between which the heads do not decide; none where they mean nothing
	Head    int      // the first row of the heads
	From    int      // the first row below them
	To      int      // the row behind its last
	Columns []Column // of all heads, from the left
	Above   []Line   // the words above the heads that belong to it

	Kind naming.Kind // what those words say that it is, a list of names
}

// Line is what a row says that is no record: a title, a section, who filled it in.
type Line struct {
	Row  int
	Text string
}

// Column is a column with its head.
type Column struct {
	Col    int
	Text   string // as it is written; of two rows with ／ between
	Field  string // the key that it gives; "" where it is none that is known
	Unit   string // that the head names: 万元
	Year   int    // that the head names of a figure: 2025年接待人次; LastYear where it is 上年
	Of     string // the figure that is split over this column and others below one head, none of which is known to give it
	Serial bool   // it numbers the rows
	Total  bool   // it adds up others
}

// LastYear is the Year of a head that says 上年.
const LastYear = -1

// Column returns the column that gives a field; nil when none does.
func (b *Block) Column(key string) *Column {
	for i := range b.Columns {
		if b.Columns[i].Field == key {
			return &b.Columns[i]
		}
	}
	return nil
}

// maxWidth is more columns than any form has.
const maxWidth = 256

func cell(s *sheet.Sheet, row, col int) sheet.Cell {
	if row < len(s.Rows) && col < len(s.Rows[row]) {
		return s.Rows[row][col]
	}
	return sheet.Cell{}
}

// mostAbove is how many rows above a head are read for a year and a county.
const mostAbove = 12

// Find returns the tables of a sheet. Of as, a sort's name, all are taken to be where it is given. Hint is what the
// file is called: with the sheet's name it decides between sorts that the heads leave open.
func (t *Table) Find(s *sheet.Sheet, hint, as string) []Block {
	m := MergesOf(s)
	var blocks []Block
	free := 0 // the first row that no block has
	for row := 0; row < len(s.Rows); row++ {
		if !t.mayBeHead(s, row) {
			continue
		}
		above := linesAbove(s, row, free, len(blocks) > 0)
		b, ok := t.block(s, m, row, len(blocks) > 0, hints{sortOf(s.Name, hint), kindOf(s, hint, above)}, as)
		if !ok {
			continue
		}
		if n := len(blocks); n > 0 {
			blocks[n-1].To = row
		}
		b.Above = above
		if n := len(blocks); n > 0 && len(b.Above) > 0 {
			blocks[n-1].To = max(b.Above[0].Row, blocks[n-1].From)
		}
		blocks = append(blocks, b)
		row = b.From - 1
		free = b.From
	}
	if n := len(blocks); n > 0 {
		blocks[n-1].To = len(s.Rows)
	}
	return blocks
}

// linesAbove are the words above the heads in a row that are no record's, from free on. Above later heads a record may stand.
func linesAbove(s *sheet.Sheet, row, free int, later bool) (above []Line) {
	most := 4
	if later {
		most = 1
	}
	for r := row - 1; r >= max(free, row-mostAbove); r-- {
		line, ok := lineOf(s, r, most)
		if !ok && later {
			break
		}
		if ok {
			above = slices.Insert(above, 0, line)
		}
	}
	return above
}

// hints are what else tells of what sort a table is.
type hints struct {
	sort string      // that the names of the sheet and the file tell
	kind naming.Kind // that the title says
}

// kindOf returns what a list of names is by the words above it, else by the name of its sheet or of the file.
func kindOf(s *sheet.Sheet, file string, above []Line) naming.Kind {
	var lines []string
	for _, l := range above {
		lines = append(lines, l.Text)
	}
	if i := strings.LastIndexByte(file, '.'); i > 0 {
		file = file[:i]
	}
	return cmp.Or(naming.KindOfLines(lines), naming.KindOf(s.Name), naming.KindOf(file))
}

// lineOf returns the words of a row in which no more than some cells hold any.
func lineOf(s *sheet.Sheet, row, most int) (Line, bool) {
	var words []string
	for _, c := range s.Rows[row] {
		if c.Text != "" {
			words = append(words, c.Text)
		}
	}
	if len(words) == 0 || len(words) > most {
		return Line{}, false
	}
	return Line{row, strings.Join(words, "　")}, true
}

// mayBeHead tells cheaply most rows that are none: heads are words, two or more different ones, short, and one of them is known.
func (t *Table) mayBeHead(s *sheet.Sheet, row int) bool {
	words, other, known := 0, 0, false
	last := ""
	for col, c := range s.Rows[row] {
		if col > maxWidth {
			break
		}
		switch {
		case c.Kind == sheet.Words && len(c.Text) <= 150 && c.Text != last:
			words++
			last = c.Text
			known = known || t.any(c.Text)
		case c.Kind != sheet.Empty && c.Kind != sheet.Words:
			other++
		}
	}
	return known && words >= 2 && other*3 <= words
}

// block reads the heads that begin in a row.
func (t *Table) block(s *sheet.Sheet, m *Merges, row int, later bool, h hints, as string) (Block, bool) {
	one := headsIn(s, m, row, row)
	best, found := t.judge(one, h, as)
	if found && later && best.known()*2 <= best.named() {
		return Block{}, false // words of a record that happen to be heads
	}
	rows := 1
	if row+1 < len(s.Rows) && below(s, m, row) {
		two := headsIn(s, m, row, row+1)
		if b, ok := t.judge(two, h, as); ok && (!found || b.known() > best.known() || twoRows(m, row)) {
			best, found, rows = b, true, 2
		}
	}
	if found && rows == 1 && t.splits(s, m, row, best) {
		if b, ok := t.judge(headsIn(s, m, row, row+1), h, as); ok {
			best, rows = b, 2
		}
	}
	// A row that has but one head known and another row of better heads below it is a title over them.
	if !found {
		return Block{}, false
	}
	if row+1 < len(s.Rows) && t.mayBeHead(s, row+1) {
		next, ok := t.judge(headsIn(s, m, row+1, row+1), h, as)
		switch {
		case ok && rows == 1 && next.known() > best.known():
			return Block{}, false
		case ok && rows == 2 && next.known() >= best.known() && fillsIn(s, row):
			return Block{}, false
		}
	}
	best.Head, best.From, best.To, best.Kind = row, row+rows, len(s.Rows), h.kind
	return best, true
}

// below reports whether the row below one may hold lower heads: words alone, below heads that span columns, or beside ones that
// span rows.
func below(s *sheet.Sheet, m *Merges, row int) bool {
	spans, words := false, 0
	for _, r := range m.Begin(row) {
		if r.LastCol > r.Col && r.LastRow == row || r.LastRow == row+1 {
			spans = true
		}
	}
	for _, c := range s.Rows[row+1] {
		switch c.Kind {
		case sheet.Empty:
		case sheet.Words:
			if len(c.Text) > 90 {
				return false
			}
			words++
		default:
			return false
		}
	}
	return words > 0 && (spans || holes(s, row))
}

// splits reports whether the row below heads parts a figure of theirs into several columns: 2024年, 2025年 below 接待人次. Such
// a row names no record.
func (t *Table) splits(s *sheet.Sheet, m *Merges, row int, b Block) bool {
	if row+1 >= len(s.Rows) {
		return false
	}
	for _, c := range s.Rows[row+1] {
		if c.Kind != sheet.Empty && (c.Kind != sheet.Words && !isYear(c.Text) || len(c.Text) > 90) {
			return false
		}
	}
	for _, key := range []string{"title", "base", "name", "names", "date"} {
		if c := b.Column(key); c != nil && cell(s, row+1, c.Col).Text != "" {
			return false
		}
	}
	for _, c := range b.Columns {
		if c.Field == "" || !t.counted(c.Field) {
			continue
		}
		head, first, next := m.At(s, row, c.Col).Text, cell(s, row+1, c.Col).Text, cell(s, row+1, c.Col+1).Text
		other := m.At(s, row, c.Col+1).Text
		if first != "" && next != "" && first != next && (other == "" || other == head) {
			return true
		}
	}
	return false
}

// counted reports whether a field is a number in any sort.
func (t *Table) counted(key string) bool {
	return slices.ContainsFunc(t.sorts, func(k known) bool { return k.counts[key] })
}

// isYear reports whether words are a year and nothing else.
func isYear(s string) bool { return bareYear.MatchString(plain(s)) }

var (
	bareYear  = regexp.MustCompile(`^(?:19|20)[0-9]{2}年?度?$`)
	yearFirst = regexp.MustCompile(`^(?:(?:((?:19|20)[0-9]{2})(?:年度?)?|(上一?年度?|去年度?|前年度?|上年同期|去年同期|同期|往年)|本年度?|今年度?|当年度?)的?)`)
	yearLast  = regexp.MustCompile(`\(?(?:((?:19|20)[0-9]{2})(?:年度?)?|(上一?年度?|去年度?|上年同期|去年同期)|本年度?|今年|当年)\)?$`)
)

// withoutYear returns words without the year before or behind them; a year of 0 where they say 本年 or none.
func withoutYear(words string) (rest string, year int, is bool) {
	s := plain(words)
	for _, x := range []*regexp.Regexp{yearFirst, yearLast} {
		at := x.FindStringSubmatchIndex(s)
		if at == nil {
			continue
		}
		switch {
		case at[2] >= 0:
			year, _ = strconv.Atoi(s[at[2]:at[3]])
		case at[4] >= 0:
			year = LastYear
		}
		return s[:at[0]] + s[at[1]:], year, true
	}
	return words, 0, false
}

// ofYear returns the figure that a head means without the year that it names.
func (k *known) ofYear(h head) (m meaning, year int, ok bool) {
	upper, year, is := withoutYear(h.upper)
	lower, low, isLow := withoutYear(h.lower)
	if isLow {
		year = low
	}
	if !is && !isLow {
		return meaning{}, 0, false
	}
	m, ok = k.meaning(head{h.col, upper, lower})
	return m, year, ok && k.counts[m.key]
}

// split marks the columns below one head of which none is understood: one of them alone adds up the others, or it is to be asked.
func (k *known) split(list []head, columns []Column, by map[string]int) {
	for i := 0; i < len(list); {
		end := i + 1
		for end < len(list) && list[end].upper == list[i].upper && list[end].col == list[end-1].col+1 {
			end++
		}
		group, heads := columns[i:end], list[i:end]
		i = end
		m, ok := k.find(heads[0].upper)
		if len(group) < 2 || heads[0].upper == "" || !ok || !k.counts[m.key] {
			continue
		}
		if _, taken := by[m.key]; taken || slices.ContainsFunc(group, func(c Column) bool { return c.Field != "" }) {
			continue
		}
		sum, lower, online := -1, 0, false
		for j, h := range heads {
			if h.lower != "" {
				lower++
			}
			if total.MatchString(plain(h.lower)) {
				sum = j
			}
			online = online || onlineWord.MatchString(h.lower)
		}
		switch {
		case lower < 2:
		case sum >= 0 && !online: // whether those online are counted is not for heads to say
			group[sum].Field, group[sum].Total, group[sum].Unit = m.key, false, cmp.Or(unitOf(heads[sum].lower), unitOf(heads[sum].upper))
			by[m.key] = end - len(group) + sum
		default:
			for j := range group {
				if heads[j].lower != "" {
					group[j].Of, group[j].Total, group[j].Unit = m.key, false, cmp.Or(unitOf(heads[j].lower), unitOf(heads[j].upper))
				}
			}
		}
	}
}

var onlineWord = regexp.MustCompile(`线上|网上|网络|直播|在线`)

// fillsIn reports whether a row is what somebody filled in above the heads, 填报单位：… 填报时间：…
func fillsIn(s *sheet.Sheet, row int) bool {
	return slices.ContainsFunc(s.Rows[row], func(c sheet.Cell) bool { return strings.ContainsAny(c.Text, ":：") })
}

// twoRows reports whether a merged range spans just a row and the one below it.
func twoRows(m *Merges, row int) bool {
	return slices.ContainsFunc(m.Begin(row), func(r sheet.Range) bool { return r.LastRow == row+1 })
}

// holes reports whether a row of heads has empty cells within it, as one over two rows without merged cells has.
func holes(s *sheet.Sheet, row int) bool {
	cells := s.Rows[row]
	for col, c := range cells {
		if c.Kind == sheet.Empty && col > 0 && cell(s, row+1, col).Kind == sheet.Words {
			return true
		}
	}
	return len(s.Rows[row+1]) > len(cells)
}

// head is the words over a column: of one row, or of an upper and a lower one.
type head struct {
	col          int
	upper, lower string
}

func headsIn(s *sheet.Sheet, m *Merges, first, last int) []head {
	width := min(max(len(s.Rows[first]), len(s.Rows[last])), maxWidth)
	for row := first; row <= last; row++ {
		width = min(max(width, m.width(row)), maxWidth)
	}
	var out []head
	over, overCol := "", -1
	for col := range width {
		h := head{col: col, upper: m.At(s, first, col).Text}
		if last > first {
			h.lower = m.At(s, last, col).Text
			if h.lower == h.upper {
				h.lower = ""
			}
			_, merged := m.Over(first, col)
			switch {
			case h.upper != "":
				over, overCol = h.upper, col
			case h.lower != "" && !merged && overCol >= 0 && cell(s, last, overCol).Text != "":
				h.upper = over // not merged, and meant so: the one to its left has a lower head too
			}
		}
		if h.upper != "" || h.lower != "" {
			out = append(out, h)
		}
	}
	return out
}

func (h head) text() string {
	switch {
	case h.lower == "":
		return h.upper
	case h.upper == "":
		return h.lower
	}
	return h.upper + "／" + h.lower
}

// judge makes a block of heads: the sort of which most are known, and that has what its records are known by.
func (t *Table) judge(list []head, h hints, as string) (Block, bool) {
	type candidate struct {
		sort    string
		columns []Column
		known   int
		score   float64
	}
	var all []candidate
	for i := range t.sorts {
		k := &t.sorts[i]
		if as != "" && k.sort.Name != as {
			continue
		}
		c := candidate{sort: k.sort.Name, columns: k.columns(list)}
		fields, named := map[string]bool{}, 0
		for _, x := range c.columns {
			if key := cmp.Or(x.Field, x.Of); key != "" {
				fields[key] = true
			}
			if !x.Serial {
				named++
			}
		}
		if c.sort == form.Base.Name {
			delete(fields, "level") // which tells namings
		}
		c.known = len(fields)
		alone := c.sort == form.Designation.Name && h.kind == naming.Named && named <= 3 // a list of names and no more
		if !alone && (c.known < 2 || c.known*3 < named && c.known < 4) {
			continue // words of a row that happen to be heads
		}
		key := map[string]string{"activity": "title", "annual": "base", "base": "name", "designation": "names"}[c.sort]
		if !fields[key] {
			continue
		}
		c.score = float64(c.known)
		switch c.sort { // what the others do not have
		case "activity":
			if fields["date"] {
				c.score++
			}
		case "annual":
			if fields["year"] {
				c.score++
			}
		case "designation":
			switch own := fields["level"] || fields["batch"] || fields["document"] || fields["valid_until"]; {
			case h.kind == naming.Named:
				c.score += 2.5
			case h.kind == naming.Perhaps:
				c.score++
			case !own && as == "":
				continue
			}
		}
		if h.sort == c.sort && (h.sort != form.Base.Name || h.kind != naming.Named) {
			c.score += 1.5
		}
		all = append(all, c)
	}
	if len(all) == 0 {
		return Block{}, false
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	b := Block{Sorts: []string{all[0].sort}, Columns: all[0].columns}
	for _, c := range all[1:] {
		// What is called a naming may have the columns of pages: nobody but its sender knows which is meant.
		if c.score > all[0].score-1 || c.sort == form.Designation.Name && all[0].sort == form.Base.Name && h.kind == naming.Named {
			b.Sorts = append(b.Sorts, c.sort)
		}
	}
	return b, true
}

// sheetOfBases is what a sheet is called that lists bases. Files are called so that hold anything of them.
var sheetOfBases = regexp.MustCompile(`^(?:[0-9一二三四五六七八九十、.]*)(?:新增|全部|附表)?(?:科普)?(?:教育)?基地(?:表|信息表|一览表|清单)?$`)

// sortOf returns the sort that the names of a sheet and of its file tell together, "" where they tell none or several.
func sortOf(sheetName, file string) string {
	if sheetOfBases.MatchString(plain(sheetName)) {
		return form.Base.Name
	}
	return sortHint(sheetName + " " + file)
}

// sortHint returns the sort that the name of a sheet or a file tells, "" where it tells none or several.
func sortHint(s string) string {
	found := ""
	for _, x := range []struct{ sort, words string }{
		{"activity", "活动|activit"}, {"annual", "年度数据|年报|年度统计|运行情况|annual|return"}, {"designation", "命名|认定|批次|designation|naming"}, {"base", "基地名录|基地信息|基地名单|基地基本|基地情况|bases"},
	} {
		for word := range strings.SplitSeq(x.words, "|") {
			if strings.Contains(strings.ToLower(s), word) {
				if found != "" && found != x.sort {
					return ""
				}
				found = x.sort
			}
		}
	}
	return found
}

// named is how many columns have a head and do not number the rows.
func (b *Block) named() int {
	n := 0
	for _, c := range b.Columns {
		if !c.Serial {
			n++
		}
	}
	return n
}

// known is how many different fields the heads of a block give.
func (b *Block) known() int {
	fields := map[string]bool{}
	for _, c := range b.Columns {
		if key := cmp.Or(c.Field, c.Of); key != "" {
			fields[key] = true
		}
	}
	return len(fields)
}

// columns says of each head what it means in a sort.
func (k *known) columns(list []head) []Column {
	out := make([]Column, len(list))
	by := map[string]int{} // a field -> the column that gives it
	rank := map[string]int{}
	for i, h := range list {
		c := Column{Col: h.col, Text: tidy(h.text())}
		m, ok := k.meaning(h)
		if of, year, is := k.ofYear(h); is {
			m, ok, c.Year = of, true, year
		}
		low := plain(h.lower + h.upper)
		if h.lower != "" {
			low = plain(h.lower)
		}
		switch {
		case slices.Contains(serial, plain(h.text())):
			c.Serial = true
		case total.MatchString(low) && !ok:
			c.Total = true
		case ok:
			c.Unit = unitOf(h.lower)
			if c.Unit == "" {
				c.Unit = unitOf(h.upper)
			}
			old, taken := by[m.key]
			switch {
			case c.Year != 0: // which year is meant is told elsewhere
				c.Field = m.key
			case m.key == "units" || m.key == "remark" || !taken: // several columns may name those who held it
				c.Field = m.key
				by[m.key], rank[m.key] = i, m.rank
			case m.rank < rank[m.key]:
				out[old].Field, out[old].Unit = "", ""
				c.Field = m.key
				by[m.key], rank[m.key] = i, m.rank
			}
		}
		out[i] = c
	}
	k.split(list, out, by)
	return out
}

var total = regexp.MustCompile(`^(?:合计|小计|总计|共计|总数|总额|总量|总金额|总人数|总人次)(?:\(.*\))?$`)

// meaning returns what a head of one or two rows means: both together, the lower before the upper and behind it, the lower alone
// where it says enough.
func (k *known) meaning(h head) (meaning, bool) {
	if h.lower == "" || h.upper == "" {
		return k.find(h.upper + h.lower)
	}
	low, up := bare(h.lower), bare(h.upper)
	if total.MatchString(low) {
		return meaning{}, false
	}
	for _, both := range []string{low + up, up + low} {
		if m, ok := k.means[both]; ok {
			return m, true
		}
	}
	m, ok := k.find(h.lower)
	if !ok || neutral.MatchString(up) {
		return m, ok
	}
	if slices.Contains(generic, low) {
		return meaning{}, false
	}
	// A number of some is not that of all: 其中：学生／参加人数.
	if upper, known := k.find(h.upper); k.counts[m.key] && (!known || upper.key == m.key) {
		return meaning{}, false
	}
	return m, true
}

// neutral are upper heads that only gather what is below them.
var neutral = regexp.MustCompile(`(?:情况|信息|数据|内容|要素|概况|资料|指标|统计|项目|活动|基地|登记|汇总|表|年|年度)$`)

// bare is the plain form of a head without its number and its brackets.
func bare(s string) string {
	s = numbering.ReplaceAllString(plain(s), "")
	return strings.Trim(bracketed.ReplaceAllString(s, ""), ":,;、。")
}

// tidy writes a head on one line.
func tidy(s string) string { return strings.Join(strings.Fields(s), "") }
