package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/measure"
	"kepu/generator/naming"
	"kepu/generator/typed"
)

var webAddress = regexp.MustCompile(`^https?://[^\s]+$`)

// activity takes the cells of an activity.
func (r *row) activity(rule string) {
	a := r.rec.Answers
	r.text("title")
	if a["title"] == "" {
		r.rowDoubt(Refuse, diag.M("INTAKE-NO-TITLE", "没有活动名称", "the activity has no title"), diag.T("补上名称；不是活动就删去这一行", "add it, or delete the row where it is no activity"), Leave)
	}
	days, ok := r.day("date")
	if ok {
		r.otherYear(int(days.From.Year))
	} else if r.b.Column("date") == nil {
		days, ok = r.dayInParts()
	}
	if !ok && !r.asked("date") && !r.asked("month") && !r.asked("year") && !r.asked("dayofmonth") {
		mend := diag.T("补上日期，只知道月份也行", "add it; a month will do")
		c := r.b.Column("date")
		if c == nil {
			c = r.b.Column("month")
		}
		if c != nil {
			meant, mend := r.likeAbove(c.Field, mend)
			r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: c.Col, Grade: Refuse, What: diag.M("INTAKE-NO-DATE", "没有写时间", "the activity has no date"), Mend: mend, Meant: meant})
		} else {
			r.rowDoubt(Refuse, diag.M("INTAKE-NO-DATE-COLUMN", "表里没有时间这一列", "the table has no column for the date"), mend)
		}
	}
	r.until(days, ok)
	r.timeOf()
	for _, key := range []string{"place", "register"} {
		r.text(key)
	}
	if days.From.Known() && r.plan.in.Today.Known() && r.plan.in.Today.Before(days.From) {
		if rule == Planned {
			a["status"] = "planned"
		} else if !r.has("status") && rule != Cancelled && rule != Postponed {
			r.rowDoubt(Ask, diag.M("INTAKE-AHEAD", "日期还没有到：%s", "the day has not come yet: %s").With(days.From.Chinese()), diag.T("是计划就在状态里写“计划”；写错了就改日期", "write 计划 into its column if it is a plan, or mend the date"), Planned, Leave)
		}
	}
	r.status()
	r.off(rule)
	r.shiftedCells(rule)
	r.units()
	for _, m := range measure.InActivity {
		r.figure(m.Field(), true)
	}
	r.figure("sessions", true)
	r.choose("campaign", true)
	r.choose("form", true)
	r.words("topic")
	r.words("audience")
	for _, v := range r.values("link") {
		if s := strings.TrimSpace(v.Text); webAddress.MatchString(s) {
			r.answer("link", s, v)
		} else {
			r.keep("link", v, "", "（原表所填）")
			r.noLink(v, Kept)
		}
	}
	for _, v := range r.values("sources") {
		r.answer("sources", strings.TrimSpace(v.Text), v)
	}
	r.county()
	r.prose("summary")
	if r.plan.options.Keep {
		for i := range r.b.Columns {
			c := &r.b.Columns[i]
			if c.Field == "remark" || c.Field == "" && !c.Serial && !c.Total {
				if v, ok := r.value(c); ok {
					r.lines = append(r.lines, keptWords{"", headWords(c.Text) + "：" + paragraph(v.Text), "", c.Col})
				}
			}
		}
	}
	slices.SortStableFunc(r.lines, func(a, b keptWords) int { return a.col - b.col })
	slices.SortStableFunc(r.rec.Doubts, func(a, b Doubt) int { return a.Col - b.Col })
	r.rec.kept = r.lines
}

// until takes the last day, of the date's column or of its own.
func (r *row) until(days typed.Days, ok bool) {
	own, has := typed.Days{}, false
	if r.b.Column("until") != nil {
		year := r.year
		if ok {
			r.year = int(days.From.Year) // 12月30日 below a date of that year
		}
		own, has = r.day("until")
		r.year = year
	}
	until := days.Until
	if has {
		if until.Known() && own.From != until {
			r.rowDoubt(Ask, diag.M("INTAKE-UNTIL-TWICE", "结束日期有两个：%s 和 %s", "there are two last days: %s and %s").With(until.Chinese(), own.From.Chinese()), diag.T("请核对", "check them"))
		}
		until = own.From
		if own.Until.Known() {
			until = own.Until
		}
	}
	delete(r.rec.Answers, "until")
	if !ok || !until.Known() || until == days.From {
		return
	}
	if until.Last().Before(days.From.First()) {
		r.rowDoubt(Refuse, diag.M("INTAKE-UNTIL-EARLY", "结束日期 %s 早于 %s", "the last day %s is before %s").With(until.Chinese(), days.From.Chinese()), diag.T("请核对日期", "check the dates"))
		return
	}
	r.rec.Answers["until"] = until.String()
	if _, own := r.rec.Cells["until"]; !own {
		r.rec.Cells["until"] = r.rec.Cells["date"]
	}
}

// has reports whether the row has something in a field's column.
func (r *row) has(key string) bool { return len(r.values(key)) > 0 }

// asked reports whether there is a doubt about a field's cell.
func (r *row) asked(key string) bool {
	return slices.ContainsFunc(r.b.Columns, func(c heads.Column) bool {
		return c.Field == key && slices.ContainsFunc(r.rec.Doubts, func(d Doubt) bool { return d.Row == r.at && d.Col == c.Col && d.Grade >= Ask })
	})
}

// likeAbove says what stands above an empty cell, which is not taken.
func (r *row) likeAbove(key string, mend diag.Text) (string, diag.Text) {
	c := r.b.Column(key)
	if c != nil {
		if at := r.lastAbove("", c.Col, r.at, func(at int) bool { return r.cell(at, c.Col).Text != "" }); at >= 0 {
			text := r.cell(at, c.Col).Text
			return line(text), diag.T("上面写的是 %s；也是这样就照写一遍", "above it stands %s; write it again if it is the same").With(line(text))
		}
	}
	return "", mend
}

var statusWords = map[string]string{
	"已办": "held", "已举办": "held", "已完成": "held", "完成": "held", "已开展": "held", "是": "held", "held": "held", "已结束": "held", "√": "held",
	"计划": "planned", "拟办": "planned", "计划举办": "planned", "待举办": "planned", "未开展": "planned", "planned": "planned",
	"延期": "postponed", "推迟": "postponed", "postponed": "postponed", "取消": "cancelled", "已取消": "cancelled", "cancelled": "cancelled",
}

// status takes whether it was held; held is not written.
func (r *row) status() {
	for _, v := range r.values("status") {
		s, ok := statusWords[fold.Name(v.Text)]
		switch {
		case !ok:
			r.doubt(v, Ask, diag.M("INTAKE-STATUS", "看不懂办了没有：%s", "whether it was held is not clear: %s").With(diag.Clip(v.Text, 20)), diag.T("写 已办、计划、延期 或 取消", "write 已办, 计划, 延期 or 取消"), "")
		case s != "held":
			r.answer("status", s, v)
		}
	}
}

// county takes the county of an activity: of its column; else, where no base tells it, what the section, the sheet or the words above say.
func (r *row) county() {
	var bases []string
	for _, name := range form.ItemsOf(r.rec.Answers["bases"]) {
		if b := r.baseNamed(name); b != nil && b.County != nil && !slices.Contains(bases, b.County.Name) {
			bases = append(bases, b.County.Name)
		}
	}
	if list := r.values("county"); len(list) > 0 {
		v := list[0]
		name, _ := r.countyNamed(v.Text)
		switch {
		case name == "":
			r.noCounty(v)
		case len(bases) == 1 && bases[0] == name:
		default:
			r.answer("county", name, v)
		}
		return
	}
	if len(bases)+len(r.rec.news) > 0 || r.asked("units") || r.asked("county") {
		return
	}
	if c := r.b.Column("county"); c != nil && r.section == "" {
		at := r.lastAbove("county", c.Col, r.at, func(at int) bool { return r.cell(at, c.Col).Text != "" && !r.asideRow(at) })
		above := ""
		if at >= 0 {
			above, _ = r.countyNamed(r.cell(at, c.Col).Text)
		}
		if at >= 0 && (above == "" || above != r.place.county) { // the cell above says what the sheet does: there is nothing to ask
			meant, mend := r.likeAbove("county", diag.Text{})
			r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: c.Col, Grade: Ask, What: diag.M("INTAKE-NO-COUNTY", "没有写县区", "the county is missing"), Mend: mend, Meant: meant})
			return
		}
	}
	if name := firstOf(r.section, r.place.county); name != "" {
		r.rec.Answers["county"] = name
		return
	}
	for _, host := range form.ItemsOf(r.rec.Answers["hosts"]) {
		if name := r.countyIn(host); name != "" && strings.HasPrefix(host, name) {
			r.rec.Answers["county"] = name
			return
		}
	}
}

func (p *place) asideRow(row int) bool {
	_, _, is := p.aside(row)
	return is
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// annual takes the cells of a return. It reports false where no figure is given: nothing was reported, and which base is meant
// needs not be asked.
func (r *row) annual() bool {
	a := r.rec.Answers
	for _, v := range r.values("base") {
		b, meant, which := r.findBase(line(v.Text), r.stated())
		switch {
		case b != nil:
			r.answer("base", b.Name, v)
			r.sameCounty(b.County.Name, v)
		case r.fresh[fold.Name(line(v.Text))] != "":
			r.answer("base", r.inBook("base", v, line(v.Text)), v)
		default:
			r.unknownBase(v, line(v.Text), meant, which, Refuse)
		}
	}
	if a["base"] == "" && !r.asked("base") {
		r.rowDoubt(Refuse, diag.M("INTAKE-NO-BASE", "没有写是哪个基地", "the row names no base"), diag.T("补上基地名称", "add its name"))
	}
	for _, v := range r.values("year") {
		days, doubt := typed.Date(line(v.Text), 0)
		if doubt != nil || days.From.Month != 0 || days.Until.Known() {
			r.noYear(v)
			continue
		}
		r.answer("year", strconv.Itoa(int(days.From.Year)), v)
	}
	if a["year"] == "" && !r.asked("year") {
		if r.year != 0 {
			a["year"] = strconv.Itoa(r.year)
		} else {
			r.rowDoubt(Ask, diag.M("INTAKE-NO-YEAR", "没有写是哪一年的数", "the year is missing"), diag.T("加上 --year 2025 这样，或加一列年度", "add --year 2025, or a column for it"))
		}
	}
	if n, err := strconv.Atoi(a["year"]); err == nil && r.plan.in.Today.Known() && n > int(r.plan.in.Today.Year) {
		r.rowDoubt(Refuse, notYet.With(strconv.Itoa(n)+"年"), diag.T("请核对年份", "check the year"))
	}
	given := r.headless()
	for key, x := range r.fields {
		if !x.Figure || x.Kind == form.One {
			continue
		}
		r.figure(key, false)
		given = given || a[key] != "" || r.asked(key)
	}
	for _, m := range []measure.Measure{measure.OpenDays, measure.FreeDays} {
		if n, err := strconv.Atoi(a[m.Field()]); err == nil && n > daysOf(a["year"]) {
			c := r.b.Column(m.Field())
			r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: c.Col, Grade: Refuse, Words: a[m.Field()], What: diag.M("INTAKE-DAYS", "一年没有 %d 天", "a year does not have %d days").With(n), Mend: diag.T("请核对", "check it")})
		}
	}
	if r.has("rating") {
		r.choose("rating", false)
		given = given || a["rating"] != "" || r.asked("rating")
	}
	r.indicators()
	if given {
		r.shiftedCells(r.rule)
	}
	slices.SortStableFunc(r.rec.Doubts, func(x, y Doubt) int { return x.Col - y.Col })
	return given
}

// daysOf is how many days a year has; of one that is not known, the most.
func daysOf(year string) int {
	if y, err := strconv.Atoi(year); err == nil && y > 0 {
		if _, fault := date.Of(y, 2, 29, 3); fault != date.None {
			return 365
		}
	}
	return 366
}

func (r *row) noYear(v value) {
	r.doubt(v, Refuse, diag.M("INTAKE-YEAR", "看不懂是哪一年：%s", "the year is not clear: %s").With(diag.Clip(v.Text, 20)), diag.T("写四位数字，如 2025", "write four digits, such as 2025"), "")
}

// indicators asks about figures of a year in which they are not asked.
func (r *row) indicators() {
	if r.plan.in.Catalog == nil {
		return
	}
	year := 0
	for _, c := range r.rec.Answers["year"] {
		year = year*10 + int(c-'0')
	}
	for _, m := range r.plan.in.Catalog.Indicators {
		key := m.Field()
		if r.rec.Answers[key] == "" || year == 0 || m.Asked(year) {
			continue
		}
		c := r.b.Column(key)
		r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: c.Col, Grade: Ask, Words: r.rec.Answers[key],
			What: diag.M("INTAKE-NOT-ASKED", "%d 年不填 %s", "%[2]s is not asked in %[1]d").With(year, m.Name()), Mend: diag.T("请清空这一格", "empty the cell")})
	}
}

// stated is the county that a row, its section or its sheet names.
func (r *row) stated() string {
	for _, v := range r.values("county") {
		if name, _ := r.countyNamed(v.Text); name != "" {
			return name
		}
	}
	return firstOf(r.section, r.place.county)
}

// sameCounty asks where a row puts a base into another county than its page does.
func (r *row) sameCounty(own string, base value) {
	for _, v := range r.values("county") {
		if name, _ := r.countyNamed(v.Text); name != "" && name != own {
			r.doubt(v, Ask, diag.M("INTAKE-OTHER-COUNTY", "%s 的网页上是%s，这里写的是%s", "the page of %s has %s, and this row %s").With(base.Text, own, name), diag.T("是不是另一家？请核对", "is it another one? Check it"), own)
		}
	}
}

var (
	yesWords = strings.Fields("是 免费 全免 全部免费 完全免费 √ 对 yes true 1")
	noWords  = strings.Fields("否 收费 不免费 × x no false 0 不")
)

// base takes the cells of a base's page.
func (r *row) base() {
	a := r.rec.Answers
	r.text("name")
	if a["name"] == "" {
		r.noName()
	}
	for _, v := range r.values("county") {
		if name, _ := r.countyNamed(v.Text); name != "" {
			r.answer("county", name, v)
		} else {
			r.noCounty(v)
		}
	}
	if a["county"] == "" && !r.asked("county") {
		a["county"] = firstOf(r.section, r.place.county)
	}
	r.choose("kind", false)
	for _, key := range []string{"summary", "address", "phone", "fee", "booking", "transport", "website", "email", "short"} {
		r.text(key)
	}
	r.phone()
	r.pageText()
	r.levelCell()
	for _, key := range []string{"closed", "facilities"} {
		r.words(key)
	}
	for _, key := range []string{"alias", "sources", "hours"} {
		for _, v := range r.values(key) {
			r.answer(key, strings.TrimSpace(strings.NewReplacer("；", "\n", ";", "\n").Replace(v.Text)), v)
		}
	}
	for _, v := range r.values("website") {
		if !webAddress.MatchString(strings.TrimSpace(v.Text)) {
			delete(a, "website")
			r.noLink(v, Ask)
		}
	}
	r.figure("capacity", false)
	r.day("since")
	for _, v := range r.values("free") {
		switch w := fold.Name(v.Text); {
		case slices.Contains(yesWords, w):
			r.answer("free", "true", v)
		case slices.Contains(noWords, w):
			r.answer("free", "false", v)
		default:
			r.doubt(v, Ask, diag.M("INTAKE-FREE", "看不懂是否免费：%s", "whether it is free is not clear: %s").With(diag.Clip(v.Text, 30)), diag.T("写 是 或 否；有说明的写在收费办法里", "write 是 or 否; words about it stand in the column for fees"), "")
		}
	}
	lon, lat := r.values("lon"), r.values("lat")
	switch {
	case len(lon) == 1 && len(lat) == 1:
		r.answer("location", line(lon[0].Text)+", "+line(lat[0].Text), lon[0])
	case len(lon)+len(lat) > 0:
		r.doubt(append(lon, lat...)[0], Ask, diag.M("INTAKE-HALF-PLACE", "经度和纬度只写了一个", "of longitude and latitude one is missing"), diag.T("两个都写，或都空着", "write both or neither"), "")
	default:
		r.text("location")
	}
	if r.has("lon") && a["location"] != "" {
		r.place_(lon)
	} else if a["location"] != "" {
		r.place_(r.values("location"))
	}
	if s := a["hours"]; s != "" {
		v := r.values("hours")[0]
		if reading := r.fields["hours"].Read(s, r.plan.in); reading.Doubt != nil {
			delete(a, "hours")
			r.doubt(v, Ask, reading.Doubt.What, reading.Doubt.Mend, "")
		}
	}
}

var (
	contactHead = regexp.MustCompile(`联系人|负责人|经办人|填表人|法人|姓名`)
	mobile      = regexp.MustCompile(`(?:^|[^0-9])(?:\+?86[- ]?)?1[3-9][0-9]{9}(?:[^0-9]|$)`)
)

// phone asks about a number that may be a person's own: a mobile, or one beside a person's name. It would stand on the base's page.
func (r *row) phone() {
	for _, v := range r.values("phone") {
		if b := r.baseNamed(r.rec.Answers["name"]); v.typed || b != nil && b.Phone == line(v.Text) {
			continue // somebody decided it, or its page has it already
		}
		who := ""
		for i := range r.b.Columns {
			if c := &r.b.Columns[i]; c.Field == "" && contactHead.MatchString(c.Text) && who == "" {
				if text := line(r.cell(r.at, c.Col).Text); text != "" && !saysNothing(text) {
					who = text
				}
			}
		}
		what := diag.Text{}
		switch {
		case mobile.MatchString(strings.NewReplacer("-", "", " ", "").Replace(fold.String(v.Text))), mobile.MatchString(fold.String(v.Text)):
			what = diag.M("INTAKE-PHONE-MOBILE", "这里像是个人手机号，收了就会公开在网页上", "this looks like a person's mobile number, and the page would show it to everybody")
		case who != "":
			what = diag.M("INTAKE-PHONE-PERSON", "这个电话写在联系人旁边，不知道是个人的还是对外公开的", "this number stands beside a person's name: whether it is for the public is not clear")
		default:
			continue
		}
		delete(r.rec.Answers, "phone")
		r.doubt(v, Ask, what, diag.T("写对外公开的座机；没有就空着", "write the number that is for the public, or leave it empty"), line(v.Text))
	}
}

// place_ asks about coordinates that are none.
func (r *row) place_(from []value) {
	if reading := r.fields["location"].Read(r.rec.Answers["location"], r.plan.in); reading.Doubt != nil && len(from) > 0 {
		delete(r.rec.Answers, "location")
		r.doubt(from[0], Ask, reading.Doubt.What, reading.Doubt.Mend, "")
	}
}

// naming takes a row that names one base of a batch: it joins those of the same batch.
func (r *row) naming(rule string) {
	a := r.rec.Answers
	r.choose("level", false)
	r.day("date")
	for _, key := range []string{"batch", "document", "authority", "line", "note"} {
		r.text(key)
	}
	for _, v := range r.values("valid_until") {
		if day, ok := validUntil(line(v.Text)); ok {
			r.answer("valid_until", day, v)
		} else {
			r.doubt(v, Ask, unclearValidity.With(diag.Clip(v.Text, 20)), sayValidity, "")
		}
	}
	r.ofTable()
	for _, v := range r.values("sources") {
		r.answer("sources", strings.TrimSpace(v.Text), v)
	}
	name := ""
	for _, v := range r.values("names") {
		b, meant, which := r.findBase(line(v.Text), r.stated())
		switch {
		case b != nil:
			r.answer("bases", b.Name, v)
			r.sameCounty(b.County.Name, v)
		case r.fresh[fold.Name(line(v.Text))] != "":
			r.answer("bases", r.inBook("bases", v, line(v.Text)), v)
		case meant+which != "" && !v.typed:
			r.unknownBase(v, line(v.Text), meant, which, Ask)
		default:
			r.answer("others", line(v.Text), v)
		}
		name = line(v.Text)
	}
	if name == "" {
		r.noName()
	}
	if on, fault := date.Parse(a["date"]); fault == date.None && r.plan.in.Today.Known() && r.plan.in.Today.Before(on) {
		r.rowDoubt(Refuse, notYet.With(on.Chinese()), diag.T("请核对日期；还没有印发的不收", "check it; what is not issued yet is not taken"))
	}
	if rule != Take && rule != Leave {
		r.ended()
	}
	r.join(rule)
}

var endWords = regexp.MustCompile(`撤销|撤消|取消|注销|摘牌|除名|退出|终止|暂停|收回|不再|未通过|重新认定|重新命名|复核|整改`)

// ended asks about a row that says, beside the base or above the table, that a naming ended or is no first one.
func (r *row) ended() {
	ask := func(col int, words string) {
		r.rec.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: col, Grade: Ask, Words: words, Key: r.rec.Address(), Rulings: []string{Leave, Take},
			What: namingEnded.With(diag.Clip(line(words), 40)),
			Mend: diag.T("是命名就收这一行；撤销、重新认定的先不收，由市里写进命名记录", "take the row if it is one; what ended or was confirmed is left out, and written into the namings by hand")})
	}
	for i := range r.b.Columns {
		c := &r.b.Columns[i]
		if c.Field == "document" || c.Field == "authority" || c.Field == "sources" {
			continue
		}
		if text := r.cell(r.at, c.Col).Text; endWords.MatchString(text) {
			ask(c.Col, text)
			return
		}
	}
	switch title := r.titleWords(); r.b.Kind {
	case naming.Ended:
		ask(-1, title)
	case naming.Proposed:
		r.rowDoubt(Ask, proposedOnly.With(diag.Clip(title, 40)), diag.T("命名的文件印发以后再收；已经命名的就收这一行", "take them in when they are named; take the row if it is"), Leave, Take)
	}
}

var notYet = diag.M("INTAKE-NOT-YET", "%s还没有到", "%s has not come")

// join adds a row to the naming that its batch is.
func (r *row) join(rule string) {
	a := r.rec.Answers
	open := slices.ContainsFunc(r.rec.Doubts, func(d Doubt) bool { return d.Grade >= Ask })
	if open || rule == Leave {
		r.rec.Rows = []string{r.rec.Address()}
		r.plan.Records = append(r.plan.Records, r.rec)
		if rule != Leave && !r.said.asked { // what is said of all its rows is asked once
			r.said.tell(r.rec)
		}
		return
	}
	var parts []string
	for _, key := range []string{"level", "date", "batch", "document", "line"} {
		parts = append(parts, plainCode(a[key]))
	}
	if len(r.said.doubts) > 0 { // which batch it is is not known: it is none of another table
		parts = append(parts, r.s.Name, strconv.Itoa(r.b.Head))
	}
	key := strings.Join(parts, "\x00")
	if r.groups == nil {
		r.reader.groups = map[string]*Record{}
	}
	g := r.groups[key]
	if g == nil {
		r.rec.Rows = []string{r.rec.Address()}
		r.groups[key] = r.rec
		r.plan.Records = append(r.plan.Records, r.rec)
		r.said.tell(r.rec)
		return
	}
	r.said.tell(g)
	g.news = append(g.news, r.rec.news...)
	for _, key := range []string{"authority", "valid_until", "sources", "note"} {
		switch has, now := g.Answers[key], a[key]; {
		case now == "" || now == has:
		case has == "" && key != "note":
			g.Answers[key], g.Cells[key] = now, r.rec.Cells[key]
		case key == "note": // words beside one base are none about the batch
			g.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: columnOf(r.rec.Cells[key][strings.LastIndexByte(r.rec.Cells[key], '!')+1:]), Grade: Told, Words: now, What: diag.M("INTAKE-NOTE-OF-ONE", "只说其中一家的备注没有收：%s", "a note about one of them was not taken: %s").With(diag.Clip(now, 40))})
		default:
			g.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: columnOf(r.rec.Cells[key][strings.LastIndexByte(r.rec.Cells[key], '!')+1:]), Grade: Ask, Words: now, What: diag.M("INTAKE-BATCH-DIFFERS", "同一批里写得不一样：%s 和 %s", "in one batch it is %s and %s").With(diag.Clip(has, 20), diag.Clip(now, 20)), Mend: diag.T("请核对；不是一批的，写明批次或文号", "check it; where they are two batches, write their number or document")})
		}
	}
	g.Rows = append(g.Rows, r.rec.Address())
	for _, key := range []string{"bases", "others"} {
		items := form.ItemsOf(g.Answers[key])
		for _, name := range form.ItemsOf(a[key]) {
			if slices.Contains(items, name) {
				g.doubt(Doubt{Sheet: r.s.Name, Row: r.at, Col: -1, Grade: Told, What: diag.M("INTAKE-NAME-TWICE", "这一批里写了两次：%s", "it stands twice in the batch: %s").With(name)})
				continue
			}
			items = append(items, name)
		}
		if len(items) > 0 {
			g.Answers[key] = strings.Join(items, "\n")
			if g.Cells[key] == "" {
				g.Cells[key] = r.rec.Cells[key]
			}
		}
	}
	for _, d := range r.rec.Doubts {
		g.doubt(d)
	}
}

var noSuchCounty = diag.M("INTAKE-COUNTY", "没有这个县区：%s", "there is no county %s")

func (r *row) noCounty(v value) {
	meant := r.countyIn(v.Text)
	if meant != "" {
		r.doubt(v, Ask, noSuchCounty.With(diag.Clip(v.Text, 20)), orMeant(meant), meant)
		return
	}
	r.doubt(v, Ask, noSuchCounty.With(diag.Clip(v.Text, 20)), diag.T("照 site.toml 里的名称写", "write it as site.toml has it"), "")
}

func (r *row) noName() {
	r.rowDoubt(Refuse, diag.M("INTAKE-NO-NAME", "没有基地名称", "the base has no name"), diag.T("补上名称", "add it"))
}

func (r *row) noLink(v value, g Grade) {
	r.doubt(v, g, diag.M("INTAKE-LINK", "这不是一个网址：%s", "this is no web address: %s").With(diag.Clip(v.Text, 40)), diag.T("网址以 http:// 或 https:// 开头", "an address begins with http:// or https://"), "")
}
