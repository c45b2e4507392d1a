package source

import (
	"regexp"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/measure"
	"kepu/generator/tomldoc"
)

// Indicators stand in two files: site.toml says what is asked (Indicator), and returns give numbers
// by ids that a log alone does not know (Given). What such a number is worth is told when both are at
// hand: see Given.Figure.

var indicatorKeys = []key[Indicator]{
	custom("id", tomldoc.Text, func(r *reader, x *Indicator, f *tomldoc.Field) { x.ID, x.Span = r.indicatorID(f), valueSpan(f) }),
	custom("name", tomldoc.Text, func(r *reader, x *Indicator, f *tomldoc.Field) { x.Name, x.NameSpan = r.name(f), valueSpan(f) }),
	custom("unit", tomldoc.Text, func(r *reader, x *Indicator, f *tomldoc.Field) { x.Unit, x.UnitSpan = r.name(f), valueSpan(f) }),
	text("group", func(x *Indicator) *string { return &x.Group }),
	text("note", func(x *Indicator) *string { return &x.Note }),
	when("since", func(x *Indicator) *When { return &x.Since }),
	when("until", func(x *Indicator) *When { return &x.Until }),
	text("national", func(x *Indicator) *string { return &x.National }),
	ref("of", func(x *Indicator) *Ref { return &x.Of }),
	custom("stock", tomldoc.YesNo, func(r *reader, x *Indicator, f *tomldoc.Field) {
		if stock := r.flag(f); f.Value.Kind == tomldoc.Bool {
			x.Stock = &stock
		}
	}),
}

var indicatorForm = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,62}$`)

// indicatorID reads the id of an indicator, which is a key in logs and so may be written as the others are.
func (r *reader) indicatorID(f *tomldoc.Field) string {
	s := r.text(f)
	switch mend := diag.T("写法和 open_days 一样：小写字母开头，后面是小写字母、数字、_ 和 -，例如 exhibition_area", "write it like open_days: a small letter, then small letters, digits, _ and -, such as exhibition_area"); {
	case f.Value.Kind != tomldoc.String:
	case !indicatorForm.MatchString(s):
		r.wrong(&f.Value, diag.M("INDICATOR-ID", "指标的 id 不能写 “%s”", "the id of an indicator cannot be “%s”").With(s), mend)
	case slices.Contains(entryKeys(), s):
		r.wrong(&f.Value, diag.M("INDICATOR-KEY", "%s 是记录里已有的名称，指标的 id 不能用它", "%s is a key that records have already: no indicator can have it").With(s),
			diag.T("换一个 id；本来就有的数（如 visitors）不用写成指标", "give it another id; what there is already (such as visitors) needs no indicator"))
	default:
		return s
	}
	return ""
}

// entryKeys are the keys that entries of logs have, the words that schemes know, and the measures that no log has a key for.
func entryKeys() []string {
	list := slices.Concat(names(activityKeys), names(annualKeys), []string{"count", "growth", "share"}) // and the words of schemes
	for _, m := range measure.Fixed {
		list = append(list, m.Key())
	}
	return list
}

func requireIndicator(r *reader, t *tomldoc.Table, x *Indicator) {
	at := span(t.Start, t.End)
	r.require(t, at, "id", diag.T(`id = "exhibition_area"（小写字母、数字和 _）`, `id = "exhibition_area" (small letters, digits and _)`))
	r.require(t, at, "name", diag.T(`name = "展厅面积"`, `name = "…"`))
	r.require(t, at, "unit", diag.T(`unit = "平方米"`, `unit = "…"`))
	if !x.Span.Written() {
		x.Span = at
	}
	if slices.Contains([]string{"%", "百分比", "百分之", "百分率", "比率", "比例", "率"}, fold.String(x.Unit)) {
		r.ps.Error(x.UnitSpan.In(r.file), diag.M("INDICATOR-SHARE", "指标不能按百分比报：各基地的百分比不能相加", "no indicator is a percentage: those of several bases cannot be added"),
			diag.T(`请报两个数，例如展品总数和更新展品数，后一个加一行 of = "exhibits"，比例由程序算`, `report two numbers, such as exhibits and those renewed, the latter with of = "exhibits": the program works out the share`))
		x.Unit = ""
	}
	if x.Since.Known() && x.Until.Known() && x.Until.Year < x.Since.Year {
		r.ps.Error(x.Until.Span.In(r.file), diag.M("INDICATOR-UNTIL", "until 早于 since：%d 早于 %d", "until is before since: %d is before %d").With(x.Until.Year, x.Since.Year),
			diag.T("since 写开始填报的年份，until 写最后填报的年份", "since is the first year in which it is asked, until the last"))
		x.Until = When{}
	}
}

// Given is what a return has after a key that every site may have for itself.
type Given struct {
	Key     string
	KeySpan Span
	Span    Span // of the value
	kind    tomldoc.Kind
	n       int64
	text    string // of the value, as written
}

// given takes in what may be an indicator's number.
func (r *reader) given(a *Annual, f *tomldoc.Field) bool {
	if r.isHeader(f) || r.homeOf(f.Key) != "" {
		return false
	}
	if f.Value.Kind != tomldoc.Bad { // which was told
		a.More = append(a.More, Given{f.Key, span(f.Start, f.End), valueSpan(f), f.Value.Kind, f.Value.Int, r.file.Text[f.Value.Start:f.Value.End]})
	}
	return true
}

// Figure returns the figure of an indicator that was given, unknown where what was written is none: then
// it is reported.
func (g *Given) Figure(m measure.Measure, file *diag.File, ps *diag.List) Count {
	r := reader{file: file, ps: ps}
	f := &tomldoc.Field{Key: g.Key, Start: int(g.KeySpan.Start), End: int(g.KeySpan.End)}
	f.Value.Kind, f.Value.Int, f.Value.Start, f.Value.End, f.Value.Text = g.kind, g.n, int(g.Span.Start), int(g.Span.End), strings.Trim(g.text, `"'`)
	scale := m.Scale()
	if g.kind == tomldoc.Float {
		return r.decimal(f, m)
	}
	if g.kind != tomldoc.Integer && scale > 1 {
		mend := diag.T("单位是%s，%s；不知道就删去这一行", "its unit is %s: %s; when it is not known, leave the line out").With(m.Unit(), decimalsWritten)
		if n := inUnit(f.Value.Text, m.Unit()); n != "" && g.kind == tomldoc.String {
			mend = diag.T("要写数目，不加引号：%s = %s；不知道就删去这一行", "write a number without quotes: %s = %s; when it is not known, leave the line out").With(g.Key, n)
		}
		r.wrongKind(g.Key, &f.Value, mend)
		return Count{}
	}
	n := r.count(f)
	if n.N > mostFigure/scale {
		return r.tooLarge(f, m)
	}
	n.N *= scale
	return n
}

func (r *reader) tooLarge(f *tomldoc.Field, m measure.Measure) Count {
	r.wrong(&f.Value, diag.M("INDICATOR-LARGE", "%s 太大", "%s is too large").With(f.Key), diag.T("请核对数字和单位（%s）", "check the number and its unit (%s)").With(m.Unit()))
	return Count{}
}

// mostFigure is far above what any unit has, and of many the sum fits.
const mostFigure = 1_000_000_000_000_000

// inUnit returns the number of a text in quotes such as "320.5平方米" or "1.5万", in a unit: "" where the text
// has another one, or is in doubt. What is written out in words of ten thousand is a number of them where the unit is.
func inUnit(text, unit string) string {
	text = strings.TrimSpace(text)
	m := numberAndUnit.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	number, ten, rest := m[1], m[2], m[3]
	if of, is := strings.CutPrefix(unit, "万"); is {
		if ten == "" && rest != "" || rest != "" && rest != of {
			return "" // 15000元
		}
		return number
	}
	if rest != "" && rest != unit {
		return ""
	}
	n, ok := tomldoc.Quantity(number + ten)
	if !ok {
		return ""
	}
	return n
}

var numberAndUnit = regexp.MustCompile(`^([0-9]{1,12}(?:\.[0-9]{1,4})?)(万?)([^0-9万]*)$`)

var decimalForm = regexp.MustCompile(`^\+?([0-9][0-9_]{0,14})\.([0-9_]+)$`)

// decimal reads a number with decimals.
func (r *reader) decimal(f *tomldoc.Field, m measure.Measure) Count {
	v := &f.Value
	if m.Scale() == 1 {
		r.wrongKind(f.Key, v, diag.T("单位是 %s，要写整数；原来的数可以写在 # 后面", "its unit is %s: write a whole number, and keep the exact one after a #").With(m.Unit()))
		return Count{}
	}
	parts := decimalForm.FindStringSubmatch(r.file.Text[v.Start:v.End])
	if parts == nil {
		if strings.HasPrefix(r.file.Text[v.Start:v.End], "-") {
			r.negative(f)
		} else {
			r.unusual(f.Key, v, decimalsWritten)
		}
		return Count{}
	}
	decimals := strings.TrimRight(strings.ReplaceAll(parts[2], "_", ""), "0")
	if len(decimals) > measure.Decimals {
		r.wrong(v, diag.M("INDICATOR-DECIMALS", "%s 的小数超过 %d 位", "%s has more than %d decimals").With(f.Key, measure.Decimals), decimalsWritten)
		return Count{}
	}
	n := int64(0)
	for _, c := range strings.ReplaceAll(parts[1], "_", "") + decimals + strings.Repeat("0", measure.Decimals-len(decimals)) {
		n = 10*n + int64(c-'0')
	}
	if n > mostFigure {
		return r.tooLarge(f, m)
	}
	return Count{n, true}
}

var decimalsWritten = diag.T("写成 123 或 123.45 的样子，小数不超过 4 位", "write it like 123 or 123.45, with no more than 4 decimals")

// UnknownKey reports that what a return gives is no indicator of the site, whose ids are these.
func (g *Given) UnknownKey(file *diag.File, ids []string, ps *diag.List) {
	r := reader{file: file, ps: ps, known: contentKeys}
	f := &tomldoc.Field{Key: g.Key, Start: int(g.KeySpan.Start), End: int(g.KeySpan.End)}
	f.Value.Start, f.Value.End = int(g.Span.Start), int(g.Span.End)
	known := slices.Concat(names(annualKeys), ids)
	if g.Key[0] >= 0x80 {
		if meant := chinese(g.Key, known); meant != "" {
			r.inChinese(f, meant, known)
			return
		}
	}
	n := len(*ps)
	r.unknownKey(f, known)
	for i := n; i < len(*ps); i++ {
		if p := &(*ps)[i]; strings.Contains(p.Mend.ZH, "可以写：") {
			p.Mend = diag.T("%s；要另报一个数，先在 site.toml 里写一段 [[indicator]]，id 写这个名称", "%s; to report another figure, write an [[indicator]] with this id in site.toml first").With(p.Mend)
		}
	}
}

// InChinese reports that what a return gives is called by an indicator's name, and not by its id.
func (g *Given) InChinese(file *diag.File, id string, ps *diag.List) {
	r := reader{file: file, ps: ps, known: contentKeys}
	f := &tomldoc.Field{Key: g.Key, Start: int(g.KeySpan.Start), End: int(g.KeySpan.End)}
	f.Value.Start = f.End
	r.inChinese(f, id, nil)
}

func isASCII(s string) bool { return strings.IndexFunc(s, func(c rune) bool { return c >= 0x80 }) < 0 }
