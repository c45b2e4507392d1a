package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/measure"
	"kepu/generator/sheet"
	"kepu/generator/typed"
)

// What a table says once for all of its rows, or a row says in words that no key takes: the unit of its figures, the year of its
// days, that the activity was called off.

var (
	unitWord  = regexp.MustCompile(`(?:亿|[十百千]?万|[十百千])(?:` + strings.Join(measure.UnitWords(), "|") + `)?|元|人次`)
	unitEdge  = regexp.MustCompile(`^$|^[)）、，,；;/／\s。和及或\]】]`)
	unitStart = regexp.MustCompile(`(?:^|[(（、，,；;/／\s。和及或\[【:：为是])$`)
)

// unitLast is a unit that is told after what is counted in it: 人次：万, 金额以万计.
var unitLast = regexp.MustCompile(`(人次|人数|金额|经费)(?:的?单位)?均?[:为以]万(计?(?:$|[)、，,；;/\s。\]】]))`)

// unitsIn returns the units that words state: 年报（单位：万人次、万元）. Of 投入30万元 none: that is an amount.
func unitsIn(words string) (list []string) {
	words = unitLast.ReplaceAllStringFunc(fold.String(words), func(s string) string {
		m := unitLast.FindStringSubmatch(s)
		own := map[string]string{"人次": "人次", "人数": "人"}[m[1]]
		if own == "" {
			own = "元"
		}
		return "、万" + own + strings.TrimPrefix(m[2], "计")
	})
	for _, at := range unitWord.FindAllStringIndex(words, -1) {
		unit := words[at[0]:at[1]]
		told := strings.Contains(words[:at[0]], "单位")
		if !unitEdge.MatchString(words[at[1]:]) || !unitStart.MatchString(words[:at[0]]) && !strings.HasSuffix(words[:at[0]], "单位") {
			continue
		}
		bare := unit == "万" || unit == "元" || unit == "人次" || unit == "亿" || len([]rune(unit)) == 1
		if bare && !told {
			continue // 万 alone is a unit only where it is called one
		}
		if !slices.Contains(list, unit) {
			list = append(list, unit)
		}
	}
	return list
}

// statedUnits finds the units that a table states: above it, in the row below its heads, in the notes below it, in the names of the
// sheet and the file.
func (p *place) statedUnits(from int) {
	add := func(words string) {
		for _, u := range unitsIn(words) {
			if !slices.Contains(p.units, u) {
				p.units = append(p.units, u)
			}
		}
	}
	for row := from; row < p.b.To; row++ {
		if row >= p.b.Head && row < p.b.From || row >= p.b.From && !p.asideRow(row) {
			continue
		}
		if row == p.b.From && p.unitRow(row) {
			continue
		}
		for _, c := range p.s.Rows[row] {
			add(c.Text)
		}
	}
	add(p.s.Name)
	add(strings.TrimSuffix(p.plan.Book, sheetEnd(p.plan.Book)))
	if slices.ContainsFunc(p.units, func(u string) bool { return u != "元" && u != "人次" }) {
		p.plan.Notes = append(p.plan.Notes, diag.T("“%s”写明单位是 %s：表头没有写单位的列照它算", "“%s” states the units %s: columns whose heads name none are read in them").With(p.s.Name, strings.Join(p.units, "、")))
	}
}

func sheetEnd(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[i:]
	}
	return ""
}

// unitRow takes the units that stand in a row of their own below the heads: （万人次）.
func (p *place) unitRow(row int) bool {
	found := false
	for i := range p.b.Columns {
		c := &p.b.Columns[i]
		text := strings.Trim(fold.String(strings.TrimSpace(p.cell(row, c.Col).Text)), "()")
		text = strings.TrimLeft(strings.TrimPrefix(text, "单位"), ":")
		if unitWord.FindString(text) != text || text == "" {
			continue
		}
		if found = true; c.Unit == "" && measure.IsUnit(text) {
			c.Unit = text
		}
	}
	return found
}

// unitOf returns the unit that a table states for a field whose head names none, "" where it states none. It reports false where
// which one is meant is not clear.
func (p *place) unitOf(x form.Field) (string, bool) {
	var found []string
	for _, u := range p.units {
		own := strings.TrimLeft(u, "亿万千百十")
		switch {
		case own == x.Unit, own == "人" && x.Unit == "人次", own == "" && slices.Contains([]string{"人次", "元", "份"}, x.Unit), own == "人" && x.Unit == "人":
			found = append(found, u)
		}
	}
	switch {
	case len(found) == 0:
		return "", true
	case len(found) > 1 || !measure.IsUnit(found[0]) || found[0] == "万":
		return strings.Join(found, "、"), false
	case x.Unit == "人" && measure.UnitPower(found[0]) > 0:
		return found[0], false // whether a few members of a staff are counted in 万人 too
	}
	return found[0], true
}

// much are more people, or more money, than a unit of ten thousand makes of a right figure.
var much = map[string]int64{"人次": 3_000_000, "人": 1_000_000, "元": 10_000_000}

// tooMuch asks about a figure that is that large only by the unit over it.
func tooMuch(v value, x form.Field, unit, n string) *typed.Doubt {
	most := much[x.Unit]
	if got, err := strconv.ParseInt(n, 10, 64); most == 0 || err != nil || got < most {
		return nil
	}
	return &typed.Doubt{Meant: n, What: diag.M("INTAKE-UNIT-MUCH", "按单位“%s”算，%s就是 %s%s，太多了", "in the unit %[1]s %[2]s make %[3]s %[4]s, which is very much").With(unit, line(v.Text), n, x.Unit),
		Mend: diag.T("真是这么多就写全 %s；表里其实是照“%s”写的就写 %s", "write %s if it is that; write %[3]s if the cell is in %[2]s").With(n, x.Unit, line(v.Text))}
}

var (
	schoolYear  = regexp.MustCompile(`学年`)
	calledOff   = regexp.MustCompile(`取消|延期|延后|推迟|改期|作废|未开展|未举办|未举行|未实施|未办|没有举办|没有开展|没办成|没有办|没举办|没开展|停办|暂缓|流产|cancelled|canceled|postponed`)
	excelFaults = regexp.MustCompile(`^#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA|#+)?$`)
)

// off asks whether an activity was held of which the title, or words that no key takes, say that it was called off.
func (r *row) off(rule string) {
	switch rule {
	case Cancelled, Postponed:
		r.rec.Answers["status"] = map[string]string{Cancelled: "cancelled", Postponed: "postponed"}[rule]
		return
	case Take, Leave, Planned:
		return
	}
	if s := r.rec.Answers["status"]; s != "" || r.asked("status") || r.struck(r.at) {
		return
	}
	for _, c := range r.b.Columns {
		if c.Serial || c.Total || c.Field == "status" || c.Field == "units" || c.Field == "hosts" {
			continue
		}
		text := r.cell(r.at, c.Col).Text
		if words, chosen := r.chosen(c.Col, text); chosen {
			text = words
		}
		said := calledOff.FindString(strings.ToLower(text))
		if said == "" {
			continue
		}
		rulings := []string{Cancelled, Postponed, Take, Leave}
		if strings.ContainsAny(said, "延推改暂") || said == "postponed" {
			rulings[0], rulings[1] = Postponed, Cancelled
		}
		r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: c.Col, Key: r.rec.Address(), Grade: Ask, Words: text, Rulings: rulings,
			What: diag.M("INTAKE-CALLED-OFF", "写着“%s”，是不是没有办：%s", "it says “%s”: was it not held? %s").With(said, diag.Clip(line(text), 40)),
			Mend: diag.T("没有办的写“取消”或“延期”，办了的写“要”，不记的写“不要”", "say 取消 or 延期 if it was not held, take if it was, leave to leave it out")})
		return
	}
}

var (
	shortFigure = regexp.MustCompile(`^[1-9][0-9]{0,2}$`)
	threeDigits = regexp.MustCompile(`^[0-9]{3}(?:\.[0-9]+)?$`)
)

// shiftedCells asks about a row whose cells may have moved: it has one more than there are heads, or a number that a comma has cut.
func (r *row) shiftedCells(rule string) {
	if rule == Take || rule == Leave || len(r.b.Columns) == 0 {
		return
	}
	last := r.b.Columns[len(r.b.Columns)-1].Col
	known := func(col int) bool {
		return slices.ContainsFunc(r.b.Columns, func(c heads.Column) bool { return c.Col == col })
	}
	ask := func(col int, what diag.Text) {
		r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: col, Key: r.rec.Address(), Grade: Ask, Words: r.cell(r.at, col).Text, What: what, Rulings: []string{Take, Leave},
			Mend: diag.T("请对照原表改好这一行；各格都没有错位就写“要”", "mend the row after the original; say take where no cell has moved")})
	}
	for _, c := range r.b.Columns {
		x, ok := r.fields[c.Field]
		if !ok || x.Kind != form.Number && x.Kind != form.Decimal {
			continue
		}
		a, b := r.cell(r.at, c.Col), r.cell(r.at, c.Col+1)
		if _, counted := r.fields[r.fieldOf(c.Col+1)]; counted || r.isSerial(c.Col+1) || r.isTotal(c.Col+1) {
			continue
		}
		if known(c.Col+1) && r.fieldOf(c.Col+1) != "remark" {
			continue
		}
		if shortFigure.MatchString(fold.String(a.Text)) && threeDigits.MatchString(fold.String(b.Text)) {
			ask(c.Col+1, diag.M("INTAKE-CUT", "像是一个数被逗号分成了两格：%s 和 %s", "a comma may have cut one number into two cells: %s and %s").With(a.Text, b.Text))
			return
		}
	}
	extra := r.cell(r.at, last+1)
	if extra.Text == "" {
		return
	}
	if m, ok := r.m.Over(r.at, last+1); ok && m.Col <= last {
		return
	}
	n, all := 0, 0
	for row := r.b.From; row < r.b.To; row++ {
		if !isEmpty(r.s.Rows[row]) && !r.asideRow(row) {
			if all++; r.cell(row, last+1).Text != "" {
				n++
			}
		}
	}
	if n*2 > all && all > 3 {
		return // a column without a head
	}
	ask(last+1, diag.M("INTAKE-MORE-CELLS", "这一行比表头多出一格：%s", "the row has one cell more than there are heads: %s").With(diag.Clip(line(extra.Text), 40)))
}

func (p *place) isTotal(col int) bool {
	return slices.ContainsFunc(p.b.Columns, func(c heads.Column) bool { return c.Col == col && c.Total })
}

// otherYear tells that a day that is written in full is of another year than the table's.
func (r *row) otherYear(year int) {
	if r.place.titled == 0 || year == 0 || year == r.place.titled {
		return
	}
	if c := r.b.Column("date"); c != nil {
		r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: c.Col, Grade: Told, What: diag.M("INTAKE-OTHER-YEAR", "日期是 %d 年，表上写的是 %d 年", "the day is of %d, the table of %d").With(year, r.place.titled), Mend: diag.T("请核对", "check it")})
	}
}

// yearsOf chooses, of columns that give one figure for several years, those of the table's year.
func (p *place) yearsOf() {
	years := map[int]bool{}
	for _, c := range p.b.Columns {
		if c.Field != "" && c.Year > 0 {
			years[c.Year] = true
		}
	}
	if len(years) == 0 && !slices.ContainsFunc(p.b.Columns, func(c heads.Column) bool { return c.Year != 0 }) {
		return
	}
	if p.year == 0 && len(years) == 1 && p.b.Column("year") == nil && !p.unsure {
		for y := range years {
			p.year = y
		}
	}
	for i := range p.b.Columns {
		c := &p.b.Columns[i]
		if c.Field == "" || c.Year == 0 || c.Year == p.year {
			continue
		}
		if p.year == 0 && c.Year > 0 {
			p.ofYears = append(p.ofYears, *c)
		}
		c.Field, c.Unit = "", ""
	}
}

// headless asks about figures whose head does not tell of which year they are, or of which part.
func (r *row) headless() (asked bool) {
	for _, c := range r.place.ofYears {
		text := r.cell(r.at, c.Col).Text
		if text == "" || saysNothing(text) {
			continue
		}
		r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: c.Col, Grade: Ask, Words: text, What: diag.M("INTAKE-YEARS", "表头分了年份，不知道收哪一年的：%s", "the heads name several years, and which one is meant is not said: %s").With(c.Text), Mend: diag.T("加上 --year %d 这样", "add --year %d").With(c.Year)})
		return true
	}
	for _, c := range r.b.Columns {
		text := r.cell(r.at, c.Col).Text
		if c.Field != "" && c.Year > 0 && r.rec.Answers["year"] != "" && strconv.Itoa(c.Year) != r.rec.Answers["year"] && text != "" && !saysNothing(text) {
			r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: c.Col, Grade: Ask, Words: text, What: diag.M("INTAKE-YEAR-OF-HEAD", "这一行是 %s 年，表头写的是：%s", "the row is of %s and the head says: %s").With(r.rec.Answers["year"], c.Text), Mend: diag.T("请核对年份", "check the year")})
			return true
		}
	}
	return false
}

// part asks about a figure of which only parts have a column: the head is split, and what is below it is not understood.
func (r *row) part(key string) {
	if r.b.Column(key) != nil {
		return
	}
	var first *heads.Column
	var names []string
	for i := range r.b.Columns {
		c := &r.b.Columns[i]
		if c.Of != key {
			continue
		}
		text := r.cell(r.at, c.Col).Text
		if text == "" || saysNothing(text) {
			continue
		}
		if words, ok := r.chosen(c.Col, text); ok {
			v := value{Cell: sheet.Cell{Kind: sheet.Words, Text: strings.TrimSpace(words)}, col: c.Col, head: c, merged: 1, typed: true}
			if v.Text == "" {
				return
			}
			if n, doubt := number(v, r.fields[key]); doubt == nil {
				r.answer(key, n, v)
			} else {
				r.doubt(v, Ask, doubt.What, doubt.Mend, doubt.Meant)
			}
			return
		}
		if first == nil {
			first = c
		}
		names = append(names, fmt.Sprintf("%s %s", c.Text, line(text)))
	}
	if first == nil {
		return
	}
	r.doubt(value{Cell: r.cell(r.at, first.Col), col: first.Col, head: first}, Ask, diag.M("INTAKE-SPLIT-HEAD", "%s分成几列，不知道哪一个是它：%s", "%s is split over columns, and which is it is not clear: %s").With(r.fields[key].Label, strings.Join(names, "；")),
		diag.T("用 --choose 在这一格写上该收的数，不收就写空", "say with --choose which number this cell is to have, or none"), "")
}
