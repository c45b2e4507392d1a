package fillform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/fold"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/measure"
	"kepu/generator/quote"
)

// scope is what a place in a form is about.
type scope struct {
	base   *catalog.Base   // nil: none
	county *catalog.County // nil: none
	year   int             // 0: none
}

// filler knows what may stand in a form.
type filler struct {
	Data
	quotes *quote.Quotes
	of     [owners]names
	shown  map[*catalog.Base]form.Answers
	heads  *heads.Table
	labels map[string]*field // of a base, by names that package heads has for columns
}

// owner is whose fields a name asks for.
type owner int

const (
	ofBase   owner = iota // 基地.地址
	ofOffice              // 单位.名称
	ofRun                 // 年份
	owners
)

// ownerWords are the words before the dot.
var ownerWords = [owners][]string{
	ofBase:   {"基地", "base"},
	ofOffice: {"单位", "主办单位", "organiser"},
	ofRun:    {"填报", "form"},
}

// names are the fields of an owner.
type names struct {
	list  []*field
	byKey map[string]*field // by the fold of each of their names
}

// field is something that a form may ask for.
type field struct {
	name    string // as reports of what was filled call it
	others  []string
	unit    string                         // of a number
	measure *measure.Measure               // what it counts; nil: it is no figure
	contact bool                           // of one person or office: a form that has its label twice asks for two of them
	value   func(f *filler, s scope) value // s has what the field needs
}

func (n *names) add(x field) {
	if n.byKey == nil {
		n.byKey = map[string]*field{}
	}
	p := &x
	n.list = append(n.list, p)
	for _, word := range append([]string{x.name}, x.others...) {
		if key := fold.Name(word); key != "" && n.byKey[key] == nil {
			n.byKey[key] = p
		}
	}
}

// words are all names, for suggestions.
func (n *names) words() (words []string) {
	for _, x := range n.list {
		words = append(append(words, x.name), x.others...)
	}
	return words
}

func newFiller(d Data) *filler {
	f := &filler{Data: d, quotes: quote.Of(d.Catalog, d.Figures), shown: map[*catalog.Base]form.Answers{}, heads: heads.New(d.Catalog), labels: map[string]*field{}}
	f.baseNames()
	f.officeNames()
	f.runNames()
	f.headNames()
	return f
}

// headNames takes in the names that package heads has, those of the site among them: what heads a column of returns or of bases is a label as well. Short
// ones say too little without a column.
func (f *filler) headNames() {
	for _, sort := range []string{form.Annual.Name, form.Base.Name} {
		for _, x := range append(f.fieldsOf(sort), "lon", "lat") {
			for _, name := range f.heads.Names(sort, x) {
				key := fold.Name(name)
				if y := f.byHead(sort, x); y != nil && f.labels[key] == nil && len([]rune(name)) > 2 {
					f.labels[key] = y
				}
			}
		}
	}
}

// fieldsOf are the keys of a sort of records.
func (f *filler) fieldsOf(sort string) (keys []string) {
	r, _ := form.Named(sort)
	for _, x := range r.Fields(f.Catalog) {
		keys = append(keys, x.Key)
	}
	return keys
}

// scope is what the whole form is about.
func (f *filler) scope() scope { return scope{base: f.Base, county: f.County, year: f.Year} }

// otherNames are the ways in which forms call the fields of a base besides the label of its form.
var otherNames = map[string][]string{
	"name":       {"基地名称", "科普教育基地名称", "单位名称", "场馆名称"},
	"county":     {"所在县区", "所属县区", "县（区）", "所在区县", "所在县（区）", "属地"},
	"kind":       {"基地类型", "基地类别", "类别", "所属类别", "单位类型"},
	"summary":    {"一句话介绍"},
	"address":    {"基地地址", "单位地址", "详细地址", "通讯地址", "通信地址", "联系地址"},
	"phone":      {"联系电话", "基地电话", "单位电话", "咨询电话", "办公电话", "固定电话", "座机"},
	"hours":      {"开放时段"},
	"closed":     {"闭馆日", "闭馆时间"},
	"free":       {"是否免费", "是否免费开放"},
	"fee":        {"收费标准", "收费情况", "票价", "门票", "门票价格"},
	"booking":    {"预约方式", "预约办法", "预约电话或方式"},
	"transport":  {"交通", "交通路线", "乘车路线"},
	"capacity":   {"接待能力", "最大接待量", "单次接待人数"},
	"facilities": {"设施设备", "服务设施"},
	"website":    {"网站", "官网", "官方网站", "单位网址"},
	"email":      {"邮箱", "电子邮件", "E-mail"},
	"alias":      {"曾用名", "其他名称"},
}

func (f *filler) baseNames() {
	n := &f.of[ofBase]
	for _, x := range form.Base.Fields(f.Catalog) {
		if x.Key == "draft" || x.Key == "precision" {
			continue
		}
		n.add(field{
			name: x.Label.ZH, others: append([]string{x.Key, x.Label.EN}, otherNames[x.Key]...),
			unit: x.Unit, contact: x.Key == "phone" || x.Key == "email",
			value: func(f *filler, s scope) value { return f.ofPage(x, s.base) },
		})
	}
	point := func(of func(b *catalog.Base) float64) func(*filler, scope) value {
		return func(f *filler, s scope) value {
			switch b := s.base; {
			case !b.LocSpan.Written():
				return notSaid
			case b.Precision != "exact":
				return roughly
			default:
				return known(strconv.FormatFloat(of(b), 'f', max(b.Decimals, 0), 64))
			}
		}
	}
	n.add(field{name: "经度", others: []string{"longitude"}, value: point(func(b *catalog.Base) float64 { return b.Location[0] })})
	n.add(field{name: "纬度", others: []string{"latitude"}, value: point(func(b *catalog.Base) float64 { return b.Location[1] })})
	n.add(field{name: "县区代码", others: []string{"行政区划代码", "区划代码"}, value: func(f *filler, s scope) value { return known(s.base.County.Code) }})
	f.titleNames(n)
	for _, m := range f.Figures.Measures() {
		if !figures.ByBase.Divides(m) {
			continue
		}
		n.add(field{name: m.Name(), others: []string{m.Key()}, unit: m.Unit(), measure: &m, value: func(f *filler, s scope) value { return f.figure(m, s) }})
	}
	for word, m := range measure.Short {
		if x := n.byKey[fold.Name(m.Name())]; x != nil && n.byKey[fold.Name(word)] == nil {
			n.byKey[fold.Name(word)] = x
		}
	}
	for word, m := range otherMeasures {
		if x := n.byKey[fold.Name(m.Name())]; x != nil && n.byKey[fold.Name(word)] == nil {
			n.byKey[fold.Name(word)] = x
		}
	}
}

// otherMeasures are names that forms have for figures.
var otherMeasures = map[string]measure.Measure{
	"年接待人次": measure.Visitors, "年接待量": measure.Visitors, "接待人数": measure.Visitors, "年接待人数": measure.Visitors, "参观人次": measure.Visitors, "年参观人次": measure.Visitors, "接待公众人次": measure.Visitors, "接待公众": measure.Visitors,
	"全年开放天数": measure.OpenDays, "年开放天数": measure.OpenDays, "每年开放天数": measure.OpenDays, "年免费开放天数": measure.FreeDays,
	"科普活动数": measure.Activities, "举办活动数": measure.Activities, "科普活动次数": measure.Activities, "活动次数": measure.Activities, "举办科普活动次数": measure.Activities, "举办科普活动": measure.Activities, "开展活动数": measure.Activities, "开展科普活动": measure.Activities,
	"参加人数": measure.Participants, "参与人数": measure.Participants, "参与人次": measure.Participants, "活动参加人次": measure.Participants, "活动参与人次": measure.Participants,
	"专职科普人员": measure.StaffFull, "专职人员": measure.StaffFull, "兼职科普人员": measure.StaffPart, "兼职人员": measure.StaffPart,
}

// titleNames are those of what a base was named as.
func (f *filler) titleNames(n *names) {
	title := func(of func(d *catalog.Designation) value) func(*filler, scope) value {
		return func(f *filler, s scope) value {
			day := f.day(s)
			t := s.base.TitleAt(s.base.LevelAt(day), day)
			if s.base.LevelAt(day) == nil || t == nil {
				return missing(diag.T("没有查到%s有效的命名", "no title is on record that was in force on %s").With(day.Chinese()))
			}
			v := of(t.Designation)
			if v.has() && t.At(day) == catalog.Unsure {
				v.note = noEnd
			}
			return v
		}
	}
	n.add(field{name: "级别", others: []string{"命名级别", "基地级别", "等级", "level"}, value: title(func(d *catalog.Designation) value { return known(d.Level.Name) })})
	n.add(field{name: "命名日期", others: []string{"命名时间", "认定时间", "认定日期", "获批时间", "designated_on"}, value: title(func(d *catalog.Designation) value { return onDay(d.Date) })})
	n.add(field{name: "文号", others: []string{"命名文号", "命名文件", "批准文号", "认定文号", "document"}, value: title(func(d *catalog.Designation) value { return known(d.Document) })})
	n.add(field{name: "批次", others: []string{"命名批次", "batch"}, value: title(func(d *catalog.Designation) value { return known(d.Batch) })})
	n.add(field{name: "命名单位", others: []string{"命名机关", "认定单位", "授予单位", "authority"}, value: title(func(d *catalog.Designation) value { return known(d.Authority) })})
	n.add(field{name: "有效期", others: []string{"有效期至", "有效期到", "valid_until"}, value: title(func(d *catalog.Designation) value {
		if d.NoEndKnown {
			return missing(noEnd)
		}
		return onDay(d.ValidUntil)
	})})
	for _, l := range f.Catalog.Levels {
		of := func(get func(d *catalog.Designation) value) func(*filler, scope) value {
			return func(f *filler, s scope) value {
				day := f.day(s)
				t := s.base.TitleAt(l, day)
				if t == nil {
					return missing(diag.T("没有查到%s有效的%s命名", "no title is on record that was in force on %s: %s").With(day.Chinese(), l.Name))
				}
				return get(t.Designation)
			}
		}
		n.add(field{name: l.Name + "命名日期", others: []string{l.Name + "命名时间"}, value: of(func(d *catalog.Designation) value { return onDay(d.Date) })})
		n.add(field{name: l.Name + "命名文号", others: []string{l.Name + "文号"}, value: of(func(d *catalog.Designation) value { return known(d.Document) })})
	}
}

// day is the day as of which titles are told.
func (f *filler) day(s scope) date.Date {
	if s.year != 0 && s.year < int(f.Catalog.AsOf.Year) {
		return date.YearEnd(s.year)
	}
	return f.Catalog.AsOf
}

func (f *filler) officeNames() {
	o, n := f.Catalog.Site.Organiser, &f.of[ofOffice]
	n.add(field{name: "名称", others: []string{"name"}, value: func(*filler, scope) value { return known(o.Name) }})
	n.add(field{name: "地址", others: []string{"address"}, value: func(*filler, scope) value { return known(o.Address) }})
	n.add(field{name: "电话", others: []string{"phone", "联系电话"}, contact: true, value: func(*filler, scope) value { return known(o.Phone) }})
	n.add(field{name: "邮箱", others: []string{"email", "电子邮箱"}, contact: true, value: func(*filler, scope) value { return known(o.Email) }})
	n.add(field{name: "邮编", others: []string{"postcode", "邮政编码"}, value: func(*filler, scope) value { return known(o.Postcode) }})
}

func (f *filler) runNames() {
	n := &f.of[ofRun]
	n.add(field{name: "年份", others: []string{"年度", "year", "填报年度", "统计年度"}, value: func(f *filler, s scope) value { return counted(int64(s.year)) }})
	n.add(field{name: "今天", others: []string{"today", "填表日期", "填报日期"}, value: func(f *filler, s scope) value { return onDay(f.Today) }})
	n.add(field{name: "网站名称", others: []string{"site"}, value: func(f *filler, s scope) value { return known(f.Catalog.Site.Title) }})
}

// needsYear reports whether the field means nothing without a year.
func (x *field) needsYear() bool { return x.measure != nil || x.name == "年份" }

// What is said of names.
var (
	noSuchName = diag.M("FILL-NAME", "没有“%s”这一项", "there is no “%s”")
	didYouMean = diag.T("是不是 %s？", "did you mean %s?")
	listNames  = diag.T("可以写 {{ 基地.地址 }}、{{ 基地.接待人次 }}、{{ 单位.名称 }}、{{ 年份 }}、{{ 数字 参加人次 年份=2025 }}", "known are such as {{ 基地.地址 }}, {{ 基地.接待人次 }}, {{ 单位.名称 }}, {{ 年份 }}, {{ 数字 参加人次 年份=2025 }}")
	noBase     = diag.M("FILL-BASE", "“%s”是一家基地的，没有说是哪一家", "“%s” is of one base, and it is not said which")
	nameBase   = diag.T("加 --base 基地名称，或者用 --all 每家一份", "add --base NAME, or --all for one form each")
	noYear     = diag.M("FILL-YEAR", "“%s”是一年的，没有说是哪一年", "“%s” is of one year, and it is not said which")
	nameYear   = diag.T("加 --year 年份", "add --year YEAR")
)

var noEnd = diag.T(quote.NoEndKnown, "until when it is valid is not known")

// inWords is what stands for a figure that is not known.
func inWords(unknown string) diag.Text {
	return diag.T(unknown, map[string]string{quote.Unreported: "not reported", quote.NoRecords: "nothing was written down", quote.NotFound: "not found", quote.NoEndKnown: noEnd.EN}[unknown])
}

// fault is why a name means nothing.
type fault struct{ what, mend diag.Text }

// named returns what a name such as 基地.地址 stands for.
func (f *filler) named(words string, s scope) (x *field, v value, wrong *fault) {
	who, what, ok := f.split(words)
	if !ok {
		return nil, value{}, f.unknown(words, who)
	}
	x = f.of[who].byKey[fold.Name(what)]
	v, wrong = f.ask(x, who, s)
	return x, v, wrong
}

// ask returns the value of a field, or says what it lacks.
func (f *filler) ask(x *field, who owner, s scope) (value, *fault) {
	if who == ofBase && s.base == nil {
		if s.county != nil && x.name == "县区" {
			return known(s.county.Name), nil
		}
		if s.county != nil && x.name == "县区代码" {
			return known(s.county.Code), nil
		}
		return value{}, &fault{noBase.With(x.name), nameBase}
	}
	if x.needsYear() && s.year == 0 {
		return value{}, &fault{noYear.With(x.name), nameYear}
	}
	return x.value(f, s), nil
}

// split parts 基地.地址 into whose field it is and which; a name without a dot is the run's or a base's.
func (f *filler) split(words string) (who owner, what string, ok bool) {
	words = strings.TrimSpace(words)
	has := func(o owner, name string) bool { return f.of[o].byKey[fold.Name(name)] != nil }
	for _, o := range []owner{ofRun, ofBase} {
		if has(o, words) {
			return o, words, true
		}
	}
	for o := range owners {
		for _, w := range ownerWords[o] {
			rest, ok := strings.CutPrefix(words, w)
			if !ok {
				continue
			}
			rest = strings.TrimSpace(rest)
			for _, dot := range []string{".", "．", "。", "·", "的", "：", ":"} {
				if name, ok := strings.CutPrefix(rest, dot); ok && has(o, name) {
					return o, name, true
				}
			}
		}
	}
	return ofBase, "", false
}

func (f *filler) unknown(words string, who owner) *fault {
	owner, what, dotted := strings.Cut(fold.String(words), ".")
	var candidates []string
	for o := range owners {
		if dotted && !slices.Contains(ownerWords[o], strings.TrimSpace(owner)) {
			continue
		}
		candidates = append(candidates, f.of[o].words()...)
	}
	if !dotted {
		what = words
	}
	mend := listNames
	if near := diag.Nearest(strings.TrimSpace(what), candidates); near != "" {
		if dotted {
			near = strings.TrimSpace(owner) + "." + near
		}
		mend = didYouMean.With(near)
	}
	return &fault{noSuchName.With(diag.Clip(words, 30)), mend}
}

// ofPage is what a base's page says in a field.
func (f *filler) ofPage(x form.Field, b *catalog.Base) value {
	switch x.Key { // what is linked says it better than the words of the file
	case "name":
		return known(b.Name)
	case "county":
		return known(b.County.Name)
	case "kind":
		if b.Kind == nil {
			return notSaid
		}
		return known(b.Kind.Name)
	case "location":
		if b.LocSpan.Written() && b.Precision != "exact" {
			return roughly
		}
	}
	return shown(x, f.answers(b)[x.Key], f.Catalog)
}

// answers are what a base's page says, as its form shows it.
func (f *filler) answers(b *catalog.Base) form.Answers {
	if a, ok := f.shown[b]; ok {
		return a
	}
	var a form.Answers
	if file := f.File(b.Path); file != nil {
		opened, t := form.Open(b.Path, file.Text)
		a = form.Table(form.Base.Fields(f.Catalog), opened, t)
	}
	f.shown[b] = a
	return a
}

// shown writes an answer as people read it.
func shown(x form.Field, answer string, c *catalog.Catalog) value {
	if answer = strings.TrimSpace(answer); answer == "" {
		return notSaid
	}
	switch x.Kind {
	case form.Day:
		if d, fault := date.Parse(answer); fault == date.None {
			return onDay(d)
		}
		return missing(diag.T("不知道", "not known"))
	case form.Number, form.Decimal:
		if _, err := strconv.ParseFloat(answer, 64); err == nil {
			return value{text: answer, number: answer}
		}
	case form.YesNo:
		return known(x.InWords(answer, diag.ZH))
	case form.One:
		if x.List != nil {
			for _, choice := range x.List(c) {
				if choice.Value == answer {
					return known(cmp.Or(choice.Name, answer))
				}
			}
		}
	case form.Several:
		return known(strings.Join(form.ItemsOf(answer), "、"))
	case form.Lines:
		if x.Key == "alias" {
			return known(strings.Join(form.ItemsOf(answer), "、"))
		}
		return known(strings.Join(form.ItemsOf(answer), "；"))
	case form.Hours:
		if r := x.Read(answer, form.Context{Catalog: c}); len(r.Lines) > 0 {
			return known(strings.Join(r.Lines, "；"))
		}
	}
	return known(answer)
}

// figure is a figure of a base or a county, of a year.
func (f *filler) figure(m measure.Measure, s scope) value {
	q := figures.Query{Measure: m, First: s.year, Last: s.year}
	if s.base != nil {
		q.Keys[figures.ByBase] = s.base.ID
	} else if s.county != nil {
		q.Keys[figures.ByCounty] = s.county.ID
	}
	row := f.Figures.Ask(q)
	switch {
	case row == (figures.Row{}):
		return missing(diag.T("%d年没有记录", "there are no records of %d").With(s.year))
	case !row.Known && m.Sort() == measure.OfReturn && s.base != nil && s.base.Return(s.year) == nil:
		return missing(diag.T("没有报%d年的年度数据", "no return of %d was sent").With(s.year))
	case !row.Known:
		return missing(inWords(quote.Unknown(row)))
	}
	v := ofMeasure(m, row.Value)
	if row.LowerBound || row.Unsure() > 0 {
		r := quote.Request{Query: q}
		v = known(r.Text(row))
	}
	if row.Reported < row.Entries && !m.Counted() && row.Unsure() == 0 {
		v.note = diag.T("%d条记录中%d条填报了这个数", "of %d records %d give it").With(row.Entries, row.Reported)
	}
	return v
}
