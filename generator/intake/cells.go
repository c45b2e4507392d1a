package intake

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/measure"
	"kepu/generator/sheet"
	"kepu/generator/tomldoc"
	"kepu/generator/typed"
)

// row is a row that is being made a record.
type row struct {
	*place
	at  int
	rec *Record
	// What somebody has decided that becomes of it, "" nothing.
	rule string
	// What goes into the activity's text below what its column says.
	lines []keptWords
}

// record makes a record of a row.
func (p *place) record(at int) {
	rec := &Record{Sort: p.sort, Sheet: p.s.Name, Row: at, Answers: form.Answers{}, Cells: map[string]string{}, at: -1}
	r := &row{place: p, at: at, rec: rec}
	word := p.choices[choiceKey(rec.Address())]
	if word != "" {
		p.plan.used[choiceKey(rec.Address())] = true
	}
	rule := ruling(word)
	if rule == Leave {
		rec.State = Left
	}
	if word != "" && rule == "" {
		rec.doubt(Doubt{Sheet: p.s.Name, Row: at, Col: -1, Grade: Ask, What: diag.M("INTAKE-RULING", "不知道“%s”是要怎样", "nobody knows what “%s” would be").With(word), Mend: diag.T("写 要、不要、同一条 或 计划", "write take, leave, same or planned"), Rulings: []string{Take, Leave, SameOne, Planned}})
	}
	if p.struck(at) && rule != Take && rule != Leave {
		rec.doubt(Doubt{Sheet: p.s.Name, Row: at, Col: -1, Grade: Ask, What: diag.M("INTAKE-STRUCK", "这一行划掉了", "this row is crossed out"), Mend: diag.T("不算的删去这一行，还算的去掉删除线", "delete the row, or take the line through it away where it counts"), Rulings: []string{Leave, Take}})
	}
	if slices.ContainsFunc(p.s.Rows[at], func(c sheet.Cell) bool { return c.Hidden && c.Text != "" }) && p.rowHidden(at) {
		rec.doubt(Doubt{Sheet: p.s.Name, Row: at, Col: -1, Grade: Told, What: diag.M("INTAKE-HIDDEN", "这一行在表里是隐藏的，照样当作记录", "this row is hidden in the sheet, and taken all the same")})
	}
	r.rule = rule
	switch p.sort.Name {
	case form.Activity.Name:
		r.activity(rule)
	case form.Annual.Name:
		if !r.annual() {
			p.pass(p.s, at, at, Bare, firstWords(p.s, at, at+1))
			return
		}
	case form.Base.Name:
		r.base()
	case form.Designation.Name:
		r.naming(rule)
		return
	}
	p.plan.Records = append(p.plan.Records, rec)
}

func (p *place) struck(at int) bool {
	any := false
	for _, c := range p.s.Rows[at] {
		if c.Text != "" {
			if !c.Struck {
				return false
			}
			any = true
		}
	}
	return any
}

func (p *place) rowHidden(at int) bool {
	for _, c := range p.s.Rows[at] {
		if c.Text != "" && !c.Hidden {
			return false
		}
	}
	return true
}

// value is a cell as it counts for a row.
type value struct {
	sheet.Cell
	col    int
	head   *heads.Column
	merged int  // over how many rows
	typed  bool // somebody chose the words
}

// values returns the cells of a field that hold something.
func (r *row) values(key string) (out []value) {
	for i := range r.b.Columns {
		c := &r.b.Columns[i]
		if c.Field != key {
			continue
		}
		if v, ok := r.value(c); ok {
			out = append(out, v)
		}
	}
	return out
}

func (r *row) value(c *heads.Column) (value, bool) {
	v := value{Cell: r.cell(r.at, c.Col), col: c.Col, head: c, merged: 1}
	if m, ok := r.m.Over(r.at, c.Col); ok && m.LastRow > m.Row {
		v.Cell, v.merged = r.m.At(r.s, r.at, c.Col), m.LastRow-m.Row+1
	}
	if words, chosen := r.chosen(c.Col, v.Text); chosen {
		v.Cell = sheet.Cell{Kind: sheet.Words, Text: strings.TrimSpace(words)}
		v.merged, v.typed = 1, true
	}
	if v.Kind == sheet.Broken || !v.typed && excelFaults.MatchString(strings.TrimSpace(v.Text)) {
		r.doubt(v, Ask, diag.M("INTAKE-BROKEN", "这一格的公式算不出来：%s", "the formula of this cell has no value: %s").With(v.Text), diag.T("请写上数或文字；不知道就空着", "write the number or the words; leave it empty when it is not known"), "")
		return v, false
	}
	if v.Struck && v.Text != "" && !r.struck(r.at) {
		r.doubt(v, Ask, diag.M("INTAKE-STRUCK-CELL", "这一格划掉了：%s", "this cell is crossed out: %s").With(diag.Clip(v.Text, 40)), diag.T("写上该有的内容，没有就空着", "write what is to stand there, or nothing"), "")
		return v, false
	}
	if v.Partly && !v.typed { // 300350, of which 300 is crossed out
		r.doubt(v, Ask, diag.M("INTAKE-STRUCK-PART", "这一格里有一部分划掉了，划掉的和留下的连在一起是：%s", "a part of this cell is crossed out; with it the cell says %s").With(diag.Clip(v.Text, 40)), diag.T("只写留下的", "write what is left alone"), "")
		return v, false
	}
	if v.Text == "" || v.Kind == sheet.Empty {
		return v, false
	}
	if !v.typed && saysNothing(v.Text) {
		return v, false
	}
	if ditto.MatchString(strings.TrimSpace(v.Text)) && !v.typed {
		meant := ""
		if at := r.lastAbove("ditto", c.Col, r.at, func(at int) bool {
			text := r.cell(at, c.Col).Text
			return text != "" && !ditto.MatchString(strings.TrimSpace(text)) && !r.asideRow(at)
		}); at >= 0 {
			meant = line(r.cell(at, c.Col).Text)
		}
		r.doubt(v, Ask, diag.M("INTAKE-DITTO", "这一格写的是“%s”", "this cell says “%s”").With(v.Text), orMeantWords(meant), meant)
		return v, false
	}
	if v.Note = ownNote(v.Note); v.Note != "" {
		r.doubt(v, Told, diag.M("INTAKE-NOTE", "这一格有批注，没有带进来：%s", "somebody's note beside this cell was not taken: %s").With(diag.Clip(v.Note, 40)), diag.Text{}, "")
	}
	return v, true
}

// chosen returns the words that somebody chose for a cell, or for its words wherever they stand.
func (r *row) chosen(col int, text string) (string, bool) {
	if len(r.choices) == 0 {
		return "", false
	}
	key := choiceKey(address(r.s.Name, r.at, col))
	if words, ok := r.choices[key]; ok {
		r.plan.used[key] = true
		return words, true
	}
	return r.chosenWords(text)
}

// chosenWords returns what somebody said that words mean.
func (r *row) chosenWords(text string) (string, bool) {
	if len(r.choices) == 0 {
		return "", false
	}
	key := choiceKey(text)
	if words, ok := r.choices[key]; ok && key != "" && !strings.Contains(key, "!") {
		r.plan.used[key] = true
		return words, true
	}
	return "", false
}

// NoteMark begins the notes that go back to a county beside what is in doubt.
const NoteMark = sheet.NoteMark

// ditto is what stands for the words above.
var ditto = regexp.MustCompile(`^(?:同上|同前|同左|〃|″|"|''|do\.?|ditto)$`)

func orMeantWords(meant string) diag.Text {
	if meant == "" {
		return diag.T("写出全文", "write it in full")
	}
	return diag.T("是不是 %s？", "is it %s?").With(diag.Clip(meant, 40))
}

// saysNothing reports whether words stand for an empty cell.
func saysNothing(s string) bool {
	switch strings.Join(strings.Fields(s), "") {
	case "/", "\\", "-", "--", "—", "——", "－", "…", "……", "无", "暂无", "／", "N/A", "n/a", "·":
		return true
	}
	return strings.TrimSpace(s) == sheet.TooLong || tomldoc.Unknown(s)
}

func (r *row) doubt(v value, g Grade, what, mend diag.Text, meant string) {
	r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: v.col, Grade: g, What: what, Mend: mend, Meant: meant, Words: v.Text})
}

// rowDoubt is a doubt about what the row lacks.
func (r *row) rowDoubt(g Grade, what, mend diag.Text, rulings ...string) {
	r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: -1, Grade: g, What: what, Mend: mend, Rulings: rulings})
}

func (r *row) answer(key, s string, v value) {
	r.rec.Answers[key] = s
	r.rec.Cells[key] = address(r.s.Name, r.at, v.col)
}

// line is a text on one line, as it is written without the line ends of a narrow cell.
func line(s string) string {
	var b strings.Builder
	var last rune
	space := false
	for _, c := range strings.TrimSpace(s) {
		if unicode.IsSpace(c) {
			space = true
			continue
		}
		if space && !(unicode.Is(unicode.Han, last) || unicode.Is(unicode.Han, c) || unicode.IsPunct(last) && last > 0x7f) {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(c)
		last = c
	}
	return b.String()
}

// text takes a text of one line.
func (r *row) text(key string) {
	for _, v := range r.values(key) {
		r.answer(key, line(v.Text), v)
	}
}

// prose takes a text of several lines.
func (r *row) prose(key string) {
	for _, v := range r.values(key) {
		r.answer(key, paragraph(v.Text), v)
	}
}

// paragraph writes the words of a cell so that Markdown shows them as they stand.
func paragraph(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	s = strings.Trim(strings.Join(lines, "\n"), "\n")
	return marks.Replace(s)
}

var marks = strings.NewReplacer("*", "＊", "~", "～", "`", "｀", "<", "＜", "{{", "｛｛", "}}", "｝｝", "[", "［", "]", "］")

// words takes a list of short texts.
func (r *row) words(key string) {
	for _, v := range r.values(key) {
		r.answer(key, strings.NewReplacer("\r\n", "、", "\n", "、").Replace(strings.TrimSpace(v.Text)), v)
	}
}

// clock is a time of the day.
const clock = `[0-9]{1,2}\s*[:：时点][0-9]{0,2}(?:[:：][0-9]{2}(?:\.[0-9]+)?)?分?`

var (
	clockTail = regexp.MustCompile(`^(.*?[0-9日号])[\s(（,，T]*((?:上午|下午|早上|早晨|晚上|中午|全天)?\s*` + clock + `(?:\s*[-—–~～至到]+\s*(?:上午|下午|晚上)?\s*` + clock + `)?|上午|下午|早上|晚上|中午|全天)[)）]?$`)
	midnight  = regexp.MustCompile(`^0?0:00(?::00(?:\.0+)?)?$`)
	serialDay = regexp.MustCompile(`^[3-5][0-9]{4}(?:\.[0-9]+)?$`)
	shortDay  = regexp.MustCompile(`^(?:1[0-2]|[1-9])\.[123]$`)
)

// day takes a date, or two of them.
func (r *row) day(key string) (typed.Days, bool) {
	list := r.values(key)
	if len(list) == 0 {
		return typed.Days{}, false
	}
	v := list[0]
	if v.Kind == sheet.Day && v.Day.Known() {
		if at := strings.IndexByte(v.Text, ' '); strings.ContainsAny(v.Text, ":：") && !midnight.MatchString(v.Text[at+1:]) {
			r.timeOfDay(key, v, v.Text[at+1:])
		}
		if r.year != 0 && int(v.Day.Year) != r.year && !showsYear(v.Cell) { // 9月20日, typed in January
			meant := v.Day
			meant.Year = int16(r.year)
			if _, fault := date.Parse(meant.String()); fault != date.None {
				meant = date.Date{}
			}
			words := ""
			if meant.Known() {
				words = meant.String()
			}
			r.doubt(v, Ask, diag.M("INTAKE-DATE-HIDDEN-YEAR", "这一格写的是 %s，没有年份：表格程序记成了 %d 年，表上写的是 %d 年", "this cell shows %s and no year: the program has kept %d, and the sheet is of %d").With(v.Text, v.Day.Year, r.year),
				diag.T("写上年份，如 %d年%s", "write the year, such as %d年%s").With(r.year, v.Text), words)
			return typed.Days{}, false
		}
		r.answer(key, v.Day.String(), v)
		return typed.Days{From: v.Day}, true
	}
	text := line(v.Text)
	if v.Kind == sheet.Number && !v.typed {
		n := cmp.Or(v.Number, text)
		switch {
		case serialDay.MatchString(n):
			meant := ofSerial(n)
			r.doubt(v, Ask, diag.M("INTAKE-DATE-SERIAL", "这一格是一个数，不是日期：%s", "this cell is a number and no date: %s").With(n), orMeant(meant), meant)
			return typed.Days{}, false
		case shortDay.MatchString(n):
			r.doubt(v, Ask, diag.M("INTAKE-DATE-NUMBER", "这一格是一个数，分不清是 %s 日还是 %[1]s0 日", "this cell is a number: the day may be %s or %[1]s0").With(n), diag.T("写成 3月10日 这样", "write it as 3月10日"), "")
			return typed.Days{}, false
		}
		text = n
	}
	if m := clockTail.FindStringSubmatch(text); m != nil {
		if _, doubt := typed.Date(m[1], r.year); doubt == nil {
			if !midnight.MatchString(m[2]) { // which programs write where nobody wrote a time
				r.timeOfDay(key, v, m[2])
			}
			text = m[1]
		}
	}
	return r.dayOf(key, text, v)
}

// dayInParts takes a date whose year, month and day stand in columns of their own.
func (r *row) dayInParts() (typed.Days, bool) {
	list := r.values("month")
	if len(list) == 0 {
		return typed.Days{}, false
	}
	v := list[0]
	text := line(v.Text)
	if strings.Trim(fold.String(text), "0123456789") == "" {
		text += "月"
	}
	for _, d := range r.values("dayofmonth") {
		day := line(d.Text)
		if strings.Trim(fold.String(day), "0123456789") == "" {
			day += "日"
		}
		text += day
	}
	year := r.year
	defer func() { r.year = year }()
	for _, y := range r.values("year") {
		days, doubt := typed.Date(line(y.Text), 0)
		if doubt != nil || days.From.Month != 0 || days.Until.Known() {
			r.noYear(y)
			return typed.Days{}, false
		}
		r.year = int(days.From.Year)
	}
	if v.Kind == sheet.Day && v.Day.Known() {
		r.answer("date", v.Day.String(), v)
		return typed.Days{From: v.Day}, true
	}
	return r.dayOf("date", text, v)
}

// dayOf reads a date's words.
func (r *row) dayOf(key, text string, v value) (typed.Days, bool) {
	days, doubt := typed.Date(text, r.year)
	switch {
	case doubt == nil:
	case doubt.What.Code == "TYPED-DATE-NO-YEAR":
		r.doubt(v, Ask, doubt.What, diag.T("表里没有写是哪一年，加上 --year 2025 这样", "the sheet does not say which year: add --year 2025"), "")
		return days, false
	case doubt.Meant != "":
		r.doubt(v, Ask, doubt.What, doubt.Mend, doubt.Meant)
		return days, false
	default:
		r.doubt(v, Refuse, doubt.What, doubt.Mend, "")
		return days, false
	}
	r.answer(key, days.From.String(), v)
	return days, true
}

// timeOfDay takes the time beside the date of an activity, and says of any other that it was not taken.
func (r *row) timeOfDay(key string, v value, words string) {
	if at, doubt := typed.Time(words); doubt == nil && key == "date" && r.rec.Sort.Name == form.Activity.Name && !r.has("time") {
		r.answer("time", at.String(), v)
		return
	}
	r.doubt(v, Told, diag.M("INTAKE-TIME", "这里只取日期，没有收几点：%s", "the date is taken here, and not the time of day: %s").With(words), diag.Text{}, "")
}

// timeOf takes the time of day of an activity from its own column. What is no time is kept as words.
func (r *row) timeOf() {
	for _, v := range r.values("time") {
		at, doubt := typed.Time(line(v.Text))
		if doubt != nil {
			r.keep("time", v, "", "（原表所填）")
			r.doubt(v, Kept, doubt.What, doubt.Mend, doubt.Meant)
			continue
		}
		r.answer("time", at.String(), v)
	}
}

// showsYear reports whether a cell that is a day shows its year. One that is no day but a month has it, or would be none.
func showsYear(c sheet.Cell) bool {
	text, _, _ := strings.Cut(strings.NewReplacer("：", ":", " ", ":", "时", ":").Replace(c.Text), ":")
	groups := strings.FieldsFunc(text, func(c rune) bool { return c < '0' || c > '9' })
	return c.Day.Day == 0 || len(groups) >= 3 || strings.Contains(text, strconv.Itoa(int(c.Day.Year)))
}

func orMeant(meant string) diag.Text {
	if meant == "" {
		return diag.T("写成 2026.3.5 这样", "write it as 2026.3.5")
	}
	return diag.T("是不是 %s？", "is it %s?").With(meant)
}

// ofSerial is the day that a spreadsheet means by a number: 1 is the first day of 1900, and that year had a 29th of February.
func ofSerial(n string) string {
	whole, _, _ := strings.Cut(n, ".")
	days, err := strconv.Atoi(whole)
	d, fault := date.Of(2000, 1, 1, 3) // 36526
	if err != nil || fault != date.None || days < 36526 || days > 55000 {
		return ""
	}
	for range days - 36526 {
		d = d.Next()
	}
	return d.String()
}

// figure takes a number. In keep words that are none go into the activity's text, else they are asked about.
func (r *row) figure(key string, keep bool) {
	x := r.fields[key]
	r.part(key)
	list := r.values(key)
	if len(list) > 1 && slices.ContainsFunc(list, func(v value) bool { return line(v.Text) != line(list[0].Text) }) {
		v := list[1]
		r.doubt(v, Ask, diag.M("INTAKE-FIGURE-TWICE", "%s有两列，写得不一样：%s 和 %s", "%s stands in two columns, and they differ: %s and %s").With(x.Label, line(list[0].Text), line(v.Text)), diag.T("请只留一列", "leave one column"), "")
		return
	}
	for _, v := range list {
		if v.head.Unit == "" && !v.typed {
			unit, clear := r.unitOf(x)
			if !clear && strings.Trim(line(v.Text), "0.") != "" {
				r.doubt(v, Ask, diag.M("INTAKE-UNIT-STATED", "表上写的单位是 %s，不知道这一格是不是照它写的：%s", "the table states the units %s, and whether this cell is in one of them is not clear: %s").With(unit, line(v.Text)), diag.T("写出全部数字", "write all the digits"), "")
				continue
			}
			if clear && unit != "" {
				head := *v.head
				head.Unit = unit
				v.head = &head
			}
		}
		if v.merged > 1 {
			what := diag.M("INTAKE-MERGED", "这一格是 %d 行合并的，不能算给其中一行：%s", "this cell is merged over %d rows, and the number is of none of them: %s").With(v.merged, v.Text)
			if keep {
				r.keep(key, v, "", "（原表所填，%d行合并一格）", v.merged)
				r.doubt(v, Kept, what, diag.T("分开写到每一行，或者只写在一行", "write one for each row, or in one row alone"), "")
			} else {
				r.doubt(v, Ask, what, diag.T("分开写到每一行", "write one for each row"), "")
			}
			continue
		}
		n, doubt := number(v, x)
		if doubt == nil {
			r.answer(key, n, v)
			continue
		}
		if doubt.What.Code == "TYPED-NUMBER-UNKNOWN" {
			continue
		}
		if keep && doubt.What.Code != "TYPED-NUMBER-CODE" && doubt.What.Code != "INTAKE-UNIT-MUCH" { // a person's number stands in no text
			r.keep(key, v, doubt.Meant, "（原表所填）")
			mend := doubt.Mend
			if doubt.Meant != "" {
				mend = diag.T("是 %s 就只写 %[1]s；不是确数的，原话已记在内容里", "write %s alone if it is that; the words stand in the text").With(doubt.Meant)
			}
			r.doubt(v, Kept, doubt.What, mend, doubt.Meant)
			continue
		}
		r.doubt(v, Ask, doubt.What, doubt.Mend, doubt.Meant)
	}
}

// keep notes words that go into the text, with what their column is called.
func (r *row) keep(key string, v value, meant, mark string, args ...any) {
	if len(args) > 0 {
		mark = fmt.Sprintf(mark, args...)
	}
	words := paragraph(line(v.Text))
	r.lines = append(r.lines, keptWords{key, headWords(v.head.Text) + "：" + words + mark, meant, v.col})
}

// headWords is a head without its unit and its marks: 参加人数.
func headWords(s string) string {
	s = strings.Trim(strings.NewReplacer("*", "", "＊", "", "※", "").Replace(s), " :：")
	if i := strings.IndexAny(s, "(（"); i > 0 && !strings.Contains(s, "／") {
		s = s[:i]
	}
	return strings.TrimLeft(headNumber.ReplaceAllString(s, ""), "．.、 ")
}

var headNumber = regexp.MustCompile(`^(?:[0-9０-９]{1,2}[.．、]|[(（][一二三四五六七八九十0-9]{1,3}[)）])`)

// number reads a cell's number in the unit of its head, as content/ writes it.
func number(v value, x form.Field) (string, *typed.Doubt) {
	text := line(v.Text)
	if v.Kind == sheet.Number && v.Number != "" && !v.typed {
		text = v.Number
	}
	power := 0
	if measure.OtherUnit(v.head.Unit, x.Unit) && !v.typed {
		return "", &typed.Doubt{What: diag.M("INTAKE-UNIT-OTHER", "表头的单位是%s，要的是%s：%s", "the head's unit is %s, and %s is asked for: %s").With(v.head.Unit, x.Unit, v.Text), Mend: diag.T("换算成%s再写", "convert it to %s").With(x.Unit)}
	}
	if v.head.Unit != "" { // a figure may itself be counted in 万元
		power = measure.UnitPower(v.head.Unit) - measure.UnitPower(x.Unit)
	}
	if power != 0 && !v.typed {
		bare := strings.TrimSuffix(fold.String(text), v.head.Unit)
		if s, ok := shifted(strings.ReplaceAll(bare, ",", ""), power); ok {
			text = s
		} else if strings.Trim(bare, "0123456789.") == "" {
			return "", &typed.Doubt{What: diag.M("INTAKE-UNIT", "按表头的单位（%s）算不出整数：%s", "in the unit of its head (%s) this is no whole number: %s").With(v.head.Unit, v.Text), Mend: diag.T("请核对", "check it")}
		} else {
			return "", &typed.Doubt{What: diag.M("INTAKE-UNIT-WORDS", "表头的单位是%s，这一格写的是：%s", "the head's unit is %s, and this cell has: %s").With(v.head.Unit, v.Text), Mend: diag.T("写出全部数字", "write all the digits")}
		}
	}
	if x.Kind == form.Decimal {
		n, doubt := typed.Decimal(text, measure.Decimals)
		return n, doubt
	}
	n, doubt := typed.Number(text)
	if doubt != nil {
		return "", doubt
	}
	if power > 0 && !v.typed {
		if doubt := tooMuch(v, x, v.head.Unit, strconv.FormatInt(n, 10)); doubt != nil {
			return "", doubt
		}
	}
	return strconv.FormatInt(n, 10), nil
}

// shifted is a decimal number times a power of ten, where that is whole; of a power below none, a decimal number.
func shifted(s string, power int) (string, bool) {
	whole, rest, _ := strings.Cut(strings.TrimSpace(s), ".")
	if whole == "" || strings.Trim(whole+rest, "0123456789") != "" || len(s) > 20 {
		return "", false
	}
	if power < 0 {
		whole = strings.Repeat("0", -power) + whole
		at := len(whole) + power
		whole, rest = strings.TrimLeft(whole[:at], "0"), strings.TrimRight(whole[at:]+rest, "0")
		return strings.TrimSuffix(cmp.Or(whole, "0")+"."+rest, "."), true
	}
	rest = strings.TrimRight(rest, "0")
	if len(rest) > power {
		return "", false
	}
	out := strings.TrimLeft(whole+rest+strings.Repeat("0", power-len(rest)), "0")
	return cmp.Or(out, "0"), true
}

// choose takes one of a field's list. Words that are none are asked about, or kept in the text.
func (r *row) choose(key string, keep bool) {
	x := r.fields[key]
	for _, v := range r.values(key) {
		name, meant, ok := pick(x, line(v.Text), r.plan.in)
		if ok {
			r.answer(key, name, v)
			continue
		}
		what := noChoice.With(x.Label, diag.Clip(v.Text, 40))
		var names []string
		for _, c := range x.List(r.plan.in.Catalog) {
			names = append(names, c.Name)
		}
		mend := diag.T("可以写：%s", "known: %s").With(strings.Join(names, "、"))
		if meant != "" {
			mend = diag.T("是不是 %s？", "is it %s?").With(meant)
		}
		if keep {
			r.keep(key, v, meant, "（原表所填）")
			r.doubt(v, Kept, what, mend, meant)
			continue
		}
		r.doubt(v, Ask, what, mend, meant)
	}
}

var noChoice = diag.M("INTAKE-CHOICE", "%s里没有“%s”", "there is no “%[2]s” among %[1]s")

var yearBefore = regexp.MustCompile(`^(?:19|20)[0-9]{2}年?(?:度)?`)

// pick returns the choice that words are: the same but for width and blanks, without a year before and 活动 behind. Else the one
// that may be meant.
func pick(x form.Field, words string, in form.Context) (name, meant string, ok bool) {
	list := x.List(in.Catalog)
	if len(list) == 0 {
		return words, "", true // the site has no such list: names stand as they come
	}
	var names []string
	for _, s := range []string{words, yearBefore.ReplaceAllString(fold.String(words), ""), strings.TrimSuffix(words, "活动"), strings.TrimSuffix(yearBefore.ReplaceAllString(fold.String(words), ""), "活动")} {
		w := fold.Name(s)
		for _, c := range list {
			if w != "" && (fold.Name(c.Name) == w || c.ID == strings.TrimSpace(s) || c.Value == s || slices.ContainsFunc(c.Others, func(o string) bool { return fold.Name(o) == w })) {
				return c.Value, "", true
			}
		}
	}
	w := fold.Name(words)
	for _, c := range list {
		names = append(names, c.Name)
		if n := fold.Name(c.Name); len([]rune(n)) > 1 && (strings.Contains(w, n) || strings.Contains(n, w) && len([]rune(w)) > 1) {
			if meant != "" {
				return "", "", false
			}
			meant = c.Name
		}
	}
	return "", cmp.Or(meant, diag.Nearest(words, names)), false
}
