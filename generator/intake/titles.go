package intake

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/naming"
	"kepu/generator/sheet"
	"kepu/generator/typed"
)

// said is what the words around a table of namings say of all its rows: its title, the signature below it, the names of its sheet and its file.
type said struct {
	answers map[string]fact
	doubts  []Doubt // what is missing, or said twice and not alike: asked once for all rows
	told    []Doubt // where what was taken stands
	asked   bool    // the doubts were told of a record

	bare     map[string]bool // keys of which no row says anything in a column of its own
	sections bool            // rows between the names give their level
}

// fact is something that words say, and where they stand.
type fact struct {
	value, cell string
	row, col    int
}

// tell notes the doubts of the table in a record.
func (s *said) tell(r *Record) {
	s.asked = true
	for _, d := range slices.Concat(s.doubts, s.told) {
		r.doubt(d)
	}
}

// tableKeys are the keys of a naming that words around its table may say, with what the choice about one is called.
var tableKeys = []struct{ key, called string }{{"level", "级别"}, {"date", "命名时间"}, {"batch", "批次"}, {"document", "文号"}, {"valid_until", "有效期"}}

// titleOfNaming reads what stands around a table of namings. Of several tables of a sheet each is asked about on its own.
func (p *place) titleOfNaming(several bool) {
	p.said = &said{answers: map[string]fact{}, bare: map[string]bool{}}
	if p.sort.Name != form.Designation.Name {
		return
	}
	for _, k := range tableKeys {
		p.said.bare[k.key] = p.bare(k.key)
	}
	p.said.sections = p.inSections()
	found := map[string][]fact{}
	years := []int{}
	valid := ""
	at := fact{row: p.b.Head, col: p.firstOfRow(p.b.Head)} // where the questions stand: at the title
	for i, l := range p.b.Above {
		if i == 0 || naming.KindOf(l.Text) != naming.None && naming.KindOf(p.b.Above[0].Text) == naming.None {
			at = fact{row: l.Row, col: p.firstOfRow(l.Row)}
		}
	}
	read := func(words, cell string, row, col int, whole bool) {
		if len([]rune(words)) > 80 {
			return // a sentence, which may name another document
		}
		add := func(key, value string) { found[key] = append(found[key], fact{value, cell, row, col}) }
		f := naming.Read(words)
		for _, s := range f.Batches {
			add("batch", s)
		}
		for _, s := range f.Documents {
			add("document", s)
		}
		if whole {
			for _, d := range f.Dates {
				add("date", d.String())
			}
			for _, d := range f.Until {
				add("valid_until", d.String())
			}
			valid = cmp.Or(valid, f.Valid)
		}
		for _, d := range f.Dates {
			years = append(years, int(d.Year))
		}
		years = append(years, f.Years...)
		for _, s := range naming.Levels(words, p.levels()) {
			add("level", s)
		}
	}
	rows := []int{}
	for _, l := range p.b.Above {
		rows = append(rows, l.Row)
	}
	for row := p.tail; row < p.b.To; row++ {
		rows = append(rows, row)
	}
	for _, row := range rows {
		for col, c := range p.s.Rows[row] {
			if c.Kind == sheet.Day && c.Day.Known() && row >= p.tail {
				found["date"] = append(found["date"], fact{c.Day.String(), address(p.s.Name, row, col), row, col})
			} else if c.Text != "" {
				read(c.Text, address(p.s.Name, row, col), row, col, true)
			}
		}
	}
	// What the sheet or the file is called counts where the title says nothing, and nothing else.
	for _, name := range []string{p.s.Name, strings.TrimSuffix(p.plan.Book, sheetEnd(p.plan.Book))} {
		if naming.KindOf(name) == naming.None {
			continue
		}
		title := found
		found = map[string][]fact{}
		read(name, name, at.row, at.col, false)
		called := found
		found = title
		if slices.ContainsFunc(tableKeys, func(k struct{ key, called string }) bool { return differ(k.key, title[k.key], called[k.key]) }) {
			continue // of another list
		}
		for key, list := range called {
			if len(found[key]) == 0 {
				found[key] = list
			}
		}
	}
	told := map[string][]string{}
	cells := []fact{}
	for _, k := range tableKeys {
		if !p.said.bare[k.key] || k.key == "level" && p.said.sections {
			continue
		}
		label := p.fields[k.key].Label
		choice := p.s.Name + "!" + k.called
		if several {
			choice = p.s.Name + "!" + strconv.Itoa(p.b.Head+1) + k.called
		}
		list := alike(k.key, found[k.key])
		ask := func(what, mend diag.Text, meant string) {
			p.said.doubts = append(p.said.doubts, Doubt{Sheet: p.s.Name, Row: at.row, Col: at.col, Grade: Ask, What: what, Mend: mend, Meant: meant, Key: choice, Words: p.cell(at.row, at.col).Text})
		}
		if words, ok := p.choices[choiceKey(choice)]; ok {
			p.plan.used[choiceKey(choice)] = true
			if value, wrong := p.readWhole(k.key, strings.TrimSpace(words)); wrong == nil {
				if value != "" {
					p.said.answers[k.key] = fact{value: value}
				}
				if value != "" || k.key != "level" && k.key != "date" {
					continue
				}
			} else {
				ask(wrong.What, wrong.Mend, wrong.Meant)
				continue
			}
			list = nil
		}
		switch {
		case len(list) == 1:
			f := list[0]
			p.said.answers[k.key] = f
			if told[f.cell] == nil {
				cells = append(cells, f)
			}
			told[f.cell] = append(told[f.cell], label.ZH+" "+f.value)
		case len(list) > 1:
			var values []string
			for _, f := range list {
				values = append(values, f.value+"（"+f.cell+"）")
			}
			ask(diag.M("INTAKE-TITLE-SEVERAL", "表的上下写了几个不同的%s：%s", "around the table more than one stands for %s: %s").With(label, strings.Join(values, "、")), diag.T("写上这一批的是哪一个", "say which is of this batch"), "")
		case k.key == "level":
			ask(noLevel, diag.T("整张表写一个：%s；也可以在表里加一列", "one for the whole table: %s; or add a column for it").With(strings.Join(p.levels(), "、")), "")
		case k.key == "date":
			meant, mend := p.dateMeant(found, years)
			ask(noNamingDate, mend, meant)
		case k.key == "valid_until" && valid != "":
			p.said.told = append(p.said.told, Doubt{Sheet: p.s.Name, Row: at.row, Col: at.col, Grade: Told, Key: choice, Words: valid,
				What: diag.M("INTAKE-VALID-HOW-LONG", "写着“%s”，没有写到哪一天：有效期没有收", "“%s” does not say until which day: it was not taken").With(valid), Mend: diag.T("知道到哪一年，就写 --choose %s=年份", "write --choose %s=YEAR where it is known").With(choice)})
		}
	}
	slices.SortStableFunc(cells, func(a, b fact) int { return cmp.Or(a.row-b.row, a.col-b.col) })
	for _, f := range cells {
		p.said.told = append(p.said.told, Doubt{Sheet: p.s.Name, Row: f.row, Col: f.col, Grade: Told, Words: p.cell(f.row, f.col).Text, Key: f.cell,
			What: diag.M("INTAKE-TITLE-SAYS", "整张表照“%s”收：%s", "taken for all rows from “%s”: %s").With(diag.Clip(cmp.Or(line(p.textAt(f)), f.cell), 60), strings.Join(told[f.cell], "，"))})
	}
}

// inSections reports whether rows between the names give their level.
func (p *place) inSections() bool {
	for row := p.b.From; row < p.tail; row++ {
		if _, text, is := p.aside(row); is && p.levelIn(text) != "" {
			return true
		}
	}
	return false
}

// textAt is the text of the cell of a fact; of the name of a sheet or a file none.
func (p *place) textAt(f fact) string {
	if f.cell != address(p.s.Name, f.row, f.col) {
		return ""
	}
	return p.cell(f.row, f.col).Text
}

// bare reports whether no row of the table says anything in the column of a key, or there is none.
func (p *place) bare(key string) bool {
	c := p.b.Column(key)
	if c == nil {
		return true
	}
	for row := p.b.From; row < p.tail; row++ {
		if text := p.cell(row, c.Col).Text; text != "" && !saysNothing(text) && !p.asideRow(row) {
			return false
		}
	}
	return true
}

// alike leaves of what words say the different ones, each at its first place: 2025-09-30 and not 2025-09, the batch with its years.
func alike(key string, list []fact) (out []fact) {
	for _, f := range list {
		i := slices.IndexFunc(out, func(o fact) bool {
			switch key {
			case "batch":
				return naming.SameBatch(o.value, f.value)
			case "document":
				return sameNumber(o.value, f.value)
			case "date", "valid_until":
				a, b := dayOf(o.value), dayOf(f.value)
				return within(a, b) || within(b, a)
			}
			return o.value == f.value
		})
		switch {
		case i < 0:
			out = append(out, f)
		case len(f.value) > len(out[i].value):
			out[i] = f
		}
	}
	return out
}

// differ reports whether two lists of what is said of one key have nothing alike.
func differ(key string, a, b []fact) bool {
	a, b = alike(key, a), alike(key, b)
	return len(a) > 0 && len(b) > 0 && len(alike(key, slices.Concat(a, b))) == len(a)+len(b)
}

func dayOf(s string) date.Date {
	d, _ := date.Parse(s)
	return d
}

// dateMeant is the date that a batch may have whose sheet does not say it: that of the batch on record, else the year that stands there.
func (p *place) dateMeant(found map[string][]fact, years []int) (meant string, mend diag.Text) {
	one := func(key string) string {
		if list := alike(key, found[key]); len(list) == 1 {
			return list[0].value
		}
		return ""
	}
	level, batch, document := cmp.Or(one("level"), p.said.answers["level"].value), one("batch"), one("document")
	var on []string
	if p.plan.in.Catalog != nil {
		for _, d := range p.plan.in.Catalog.Designations {
			if d.Level.Name == level && (batch != "" && d.Batch != "" && naming.SameBatch(batch, d.Batch) || document != "" && sameNumber(document, d.Document)) {
				on = append(on, d.Date.String())
			}
		}
	}
	if len(on) == 1 {
		return on[0], diag.T("记录里有这样一批，日期是 %s：是不是它？", "such a batch is on record, of %s: is it that?").With(on[0])
	}
	if document != "" {
		years = append(years, heads.YearsIn(document)...)
	}
	slices.Sort(years)
	if years = slices.Compact(years); len(years) == 1 {
		return strconv.Itoa(years[0]), diag.T("整张表写一个，照文件印发的日期；只知道 %d 年就写年份", "write one for the whole table, the day of the document; the year alone if it is only known that it was %d").With(years[0])
	}
	return "", diag.T("整张表写一个，照文件印发的日期，如 2025-09-30；只知道年份就写年份", "write one for the whole table, the day of the document, such as 2025-09-30, or the year alone")
}

// levels are the names of the site's levels.
func (p *place) levels() (names []string) {
	if p.plan.in.Catalog != nil {
		for _, l := range p.plan.in.Catalog.Levels {
			names = append(names, l.Name)
		}
	}
	return names
}

// readWhole reads what somebody said of a whole table.
func (p *place) readWhole(key, words string) (string, *typed.Doubt) {
	switch {
	case words == "":
		return "", nil
	case key == "level":
		name, meant, ok := pick(p.fields[key], words, p.plan.in)
		if !ok {
			return "", &typed.Doubt{Meant: meant, What: noChoice.With(p.fields[key].Label, diag.Clip(words, 40)), Mend: diag.T("可以写：%s", "known: %s").With(strings.Join(p.levels(), "、"))}
		}
		return name, nil
	case key == "date":
		days, doubt := typed.Date(words, 0)
		return days.From.String(), doubt
	case key == "valid_until":
		day, ok := validUntil(words)
		if !ok {
			return "", &typed.Doubt{What: unclearValidity.With(diag.Clip(words, 20)), Mend: sayValidity}
		}
		return day, nil
	}
	return words, nil
}

var (
	unclearValidity = diag.M("INTAKE-VALID", "看不懂有效期：%s", "the validity is not clear: %s")
	sayValidity     = diag.T("写有效期的最后一天或一年，如 2028；不知道就空着", "write its last day or year, such as 2028; leave it empty when it is not known")
)

// validUntil reads until when a naming holds: 2028, 至2028年, 2023年—2027年.
func validUntil(words string) (string, bool) {
	days, doubt := typed.Date(strings.TrimPrefix(words, "至"), 0)
	if doubt != nil {
		return "", false
	}
	if days.Until.Known() {
		return days.Until.String(), true
	}
	return days.From.String(), true
}

// ofTable takes for a row what is said of its whole table. Where the table has a column for it that this row leaves empty, it is asked.
func (r *row) ofTable() {
	for _, k := range tableKeys {
		if r.rec.Answers[k.key] != "" || r.asked(k.key) {
			continue
		}
		if k.key == "level" && r.place.level != "" && r.said.bare[k.key] {
			r.rec.Answers["level"], r.rec.Cells["level"] = r.place.level, r.place.levelCell
			continue
		}
		if k.key == "level" && r.said.bare[k.key] && r.said.sections {
			r.rowDoubt(Refuse, noLevel, diag.T("写在各级别的小标题下面，或在表里加一列", "put it below the row of its level, or add a column"))
			continue
		}
		if r.said.bare[k.key] {
			if f, ok := r.said.answers[k.key]; ok {
				r.rec.Answers[k.key] = f.value
				r.rec.Cells[k.key] = f.cell
			}
			continue
		}
		if k.key != "level" && k.key != "date" {
			continue
		}
		what := noLevel
		if k.key == "date" {
			what = noNamingDate
		}
		meant, mend := r.likeAbove(k.key, diag.T("请补上", "add it"))
		r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: r.b.Column(k.key).Col, Grade: Refuse, What: what, Mend: mend, Meant: meant})
	}
}

// titleWords are the words by which a table is a list of some sort.
func (p *place) titleWords() string { return titleWords(p.b, p.s.Name, p.plan.Book) }

func titleWords(b heads.Block, names ...string) string {
	var above []string
	for _, l := range b.Above {
		above = append(above, l.Text)
	}
	for _, words := range append(slices.Clone(above), names...) {
		if naming.KindOf(words) == b.Kind {
			return line(words)
		}
	}
	return line(strings.Join(above, ""))
}

var (
	noLevel      = diag.M("INTAKE-NO-LEVEL", "没有写级别", "the level is missing")
	noNamingDate = diag.M("INTAKE-NO-NAMING-DATE", "没有写命名时间", "the date of the naming is missing")
	namingEnded  = diag.M("INTAKE-NAMING-ENDED", "这里写着“%s”，不知道是不是一次命名", "“%s” stands here: whether it is a naming is not clear")
	proposedOnly = diag.M("INTAKE-NAMING-PROPOSED", "标题是“%s”：拟命名、公示的还不是命名", "the title is “%s”: what is proposed is not named yet")
)

// ofNobody reports whether a table lists bases that are proposed, or named no more: by that nobody gets a page.
func (r *reader) ofNobody(b heads.Block) bool {
	return r.plan.options.As == "" && (b.Kind == naming.Proposed || b.Kind == naming.Ended) && slices.Contains(b.Sorts, form.Base.Name)
}

// noNaming says of such a table that it was not taken. It reports whether it is one.
func (r *reader) noNaming(s *sheet.Sheet, b heads.Block) bool {
	if !r.ofNobody(b) {
		return false
	}
	title := diag.Clip(titleWords(b, s.Name, r.plan.Book), 40)
	d := Doubt{Sheet: s.Name, Row: b.Head, Col: -1, Grade: Ask, What: proposedOnly.With(title),
		Mend: diag.T("命名的文件印发以后，收那份名单；要把它们当基地收，加上 --as base", "take the list in that comes with the document; say --as base to take them for bases")}
	if b.Kind == naming.Ended {
		d.What = namingEnded.With(title)
		d.Mend = diag.T("撤销、重新认定的由市里写进命名记录；要把它们当基地收，加上 --as base", "what ended or was confirmed is written into the namings by hand; say --as base to take them for bases")
	}
	r.plan.Tables = append(r.plan.Tables, Table{Sheet: s.Name, Head: b.Head, From: b.From, To: b.To, Sorts: []string{form.Base.Name, form.Designation.Name}})
	r.plan.Faults = append(r.plan.Faults, d)
	return true
}

var (
	office = regexp.MustCompile(`(?:协会|科协|委员会|办公室|文明办|学会|政府|中心|[局厅委部办馆])(?:[(（](?:盖|公|代)?章[)）])?$`)
	signed = regexp.MustCompile(`^(.{2,40}?)\s*((?:19|20)[0-9]{2}\s*[年.\-/].*|二[〇○零0]..年.*)$`)
)

// mostSigned is how many rows a signature has at most.
const mostSigned = 6

// signature finds who signed below the rows, and when: the last rows with words, each in one cell, an office's name above a day.
func (p *place) signature() {
	dated := false
	for row, n := p.b.To-1, 0; row >= p.b.From && n < mostSigned; row-- {
		cells := p.s.Rows[row]
		if isEmpty(cells) {
			continue
		}
		n++
		var one sheet.Cell
		words, at := 0, 0
		for col, c := range cells {
			if c.Text != "" && c.Kind != sheet.Empty {
				words++
				one, at = c, col
				if p.isSerial(col) && c.Kind != sheet.Day && rowNumber.MatchString(c.Text) {
					return
				}
			}
		}
		text := line(one.Text)
		_, doubt := typed.Date(text, 0)
		m := signed.FindStringSubmatch(text)
		switch {
		case words != 1:
			return
		case !dated && one.Kind == sheet.Day, !dated && one.Kind == sheet.Words && doubt == nil:
			// Below a head for days it is one of them, if no office signs above it.
			if dated = true; !slices.Contains([]string{"date", "until", "valid_until", "year", "since"}, p.fieldOf(at)) {
				p.tail = row
			}
		case !dated && m != nil && office.MatchString(m[1]):
			if _, doubt := typed.Date(m[2], 0); doubt != nil {
				return
			}
			dated, p.tail = true, row
		case dated && office.MatchString(text):
			p.tail = row
		default:
			return
		}
	}
}

// firstOfRow is the first column of a row that holds words.
func (p *place) firstOfRow(row int) int {
	return max(0, slices.IndexFunc(p.s.Rows[row], func(c sheet.Cell) bool { return c.Text != "" }))
}
