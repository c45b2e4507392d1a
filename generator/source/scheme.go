package source

import (
	"math/big"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/rule"
	"kepu/generator/tomldoc"
)

// Scheme is schemes/ID.toml: what an evaluation asks. Nothing of it is published.
type Scheme struct {
	Name, Body, Document string
	Years                [2]int // the first and the last; 0, 0 when not said
	Kinds                []Ref  // none: bases of every kind
	Example              bool   // it shows how one is written, and is nobody's
	Gates                []Gate
	Parts                []Part
	Extras               []Extra
	Vetoes               []Veto
	Grades               []Grade
	Span                 Span // the beginning of the file
}

// Gate is what a base must have before anything else counts.
type Gate struct {
	Name, Note string
	Need       *rule.Need // nil: a person says whether it is passed
	NeedText   Said
	Span       Span // of the header
}

// Part is a group of lines.
type Part struct {
	Name  string
	Items []Item
	Span  Span
}

// Item is one line that gives points.
type Item struct {
	Name, Note string
	Points     rule.Points // at most
	From       *rule.Term  // nil: a person grades it
	FromText   Said
	Steps      []Step // the highest first; none: a person grades it, beside what From gives
	Evidence   []string
	Span       Span // of the header
}

// ByPerson reports whether the points of the line are a person's to give.
func (i *Item) ByPerson() bool { return i.From == nil || len(i.Steps) == 0 }

// Step is an amount from which on a line gives so many points.
type Step struct {
	From   *big.Rat
	Points rule.Points
	Name   string // 优秀; may be ""
}

// Extra is points beside those of the lines, which a person gives.
type Extra struct {
	Name, Note string
	Points     rule.Points // at most
	Span       Span
}

// Veto is what takes every grade away, whatever the points.
type Veto struct {
	Name, Note string
	Span       Span
}

// Grade is a result: so many points, and no more than such a share of the bases.
type Grade struct {
	Name   string
	From   rule.Points
	AtMost *big.Rat // in per cent of the bases; nil: no limit
	Span   Span
	read   bool // From is what was written
}

// Said is where a text stands whose words have places of their own.
type Said struct {
	Span  Span
	Start int32 // where its first byte stands; -1 where its words cannot be told apart in the file
}

// Word returns the place of a word of the text.
func (s Said) Word(start, end int) Span {
	if s.Start < 0 || end <= start {
		return s.Span
	}
	return Span{s.Start + int32(start), s.Start + int32(end)}
}

func said(f *tomldoc.Field) Said {
	s := Said{valueSpan(f), -1}
	if f.Value.Plain {
		s.Start = int32(f.Value.From)
	}
	return s
}

// readScheme reads a file of schemes/.
func readScheme(p *Parsed) *Scheme {
	r := newReader(p)
	r.known = schemeWords
	s := new(Scheme)
	t := r.parse(0, len(p.File.Text))
	r.homes = homes(schemeKeys)
	r.aboveLists(t)
	fill(r, t, s, schemeKeys)
	p.pageID("", Span{})
	s.Span = span(0, 1)
	r.require(t, s.Span, "name", diag.T(`name = "评价方案的名称"`, `name = "…"`))
	if len(s.Gates) == 0 && len(s.Parts) == 0 && t.Field("gate") == nil && t.Field("part") == nil {
		r.ps.Error(s.Span.In(r.file), diag.M("SCHEME-EMPTY", "方案里没有条件，也没有评分的项目", "the scheme asks nothing"),
			diag.T("条件写成 [[gate]]，评分的项目写成 [[part]] 和 [[part.item]]", "write conditions as [[gate]], lines as [[part]] and [[part.item]]"))
	}
	r.namesOfScheme(s)
	return s
}

// aboveLists moves the keys that are the scheme's alone and stand below one of its headers back to
// its top, and tells them. A name belongs to a header as well and stays with it.
func (r *reader) aboveLists(t *tomldoc.Table) {
	top := []string{"body", "document", "years", "kinds", "example"}
	var all []tomldoc.Field
	r.eachHeader(t, r.homes, tomldoc.Array, func(_ string, v *tomldoc.Value) {
		all = append(all, r.moveUp(t, v.Table, top, nil)...)
		if items := v.Table.Field("item"); items != nil {
			for i := range items.Value.Items {
				if items.Value.Items[i].Table != nil {
					all = append(all, r.moveUp(t, items.Value.Items[i].Table, top, nil)...)
				}
			}
		}
	})
	if len(all) > 0 {
		r.ps.Error(r.file.Place(all[0].Start, all[0].End), diag.M("SCHEME-KEY-BELOW", "%s 说的是整个方案，写在了 [[ ]] 的下面", "%s is about the scheme and stands below a header").With(keysOf(all)),
			diag.T("请移到文件最上面", "move it to the top of the file"))
	}
}

var schemeKeys = []key[Scheme]{
	custom("name", tomldoc.Text, func(r *reader, s *Scheme, f *tomldoc.Field) { s.Name = r.name(f) }),
	text("body", func(s *Scheme) *string { return &s.Body }),
	custom("document", tomldoc.Text, func(r *reader, s *Scheme, f *tomldoc.Field) { s.Document = r.documentNumber(f) }),
	custom("years", tomldoc.Other, func(r *reader, s *Scheme, f *tomldoc.Field) { s.Years = r.years(f) }),
	refs("kinds", func(s *Scheme) *[]Ref { return &s.Kinds }),
	flag("example", func(s *Scheme) *bool { return &s.Example }),
	tables("gate", func(s *Scheme) *[]Gate { return &s.Gates }, gateKeys, func(r *reader, t *tomldoc.Table, g *Gate) {
		g.Span = span(t.Start, t.End)
		r.require(t, g.Span, "name", diag.T(`name = "全年开放天数"`, `name = "…"`))
	}),
	tables("part", func(s *Scheme) *[]Part { return &s.Parts }, partKeys, func(r *reader, t *tomldoc.Table, p *Part) {
		p.Span = span(t.Start, t.End)
		r.require(t, p.Span, "name", diag.T(`name = "运营情况"`, `name = "…"`))
		if t.Field("item") == nil {
			r.ps.Error(p.Span.In(r.file), diag.M("SCHEME-PART-EMPTY", "这一部分没有评分的项目", "this part has no lines"),
				diag.T("请在它下面写 [[part.item]]", "write [[part.item]] below it"))
		}
	}),
	tables("extra", func(s *Scheme) *[]Extra { return &s.Extras }, extraKeys, func(r *reader, t *tomldoc.Table, x *Extra) {
		x.Span = span(t.Start, t.End)
		r.require(t, x.Span, "name", diag.T(`name = "获省级以上表彰"`, `name = "…"`))
		r.require(t, x.Span, "points", diag.Same("points = 2"))
	}),
	tables("veto", func(s *Scheme) *[]Veto { return &s.Vetoes }, vetoKeys, func(r *reader, t *tomldoc.Table, v *Veto) {
		v.Span = span(t.Start, t.End)
		r.require(t, v.Span, "name", diag.T(`name = "发生安全事故"`, `name = "…"`))
	}),
	tables("grade", func(s *Scheme) *[]Grade { return &s.Grades }, gradeKeys, func(r *reader, t *tomldoc.Table, g *Grade) {
		g.Span = span(t.Start, t.End)
		r.require(t, g.Span, "name", diag.T(`name = "优秀"`, `name = "…"`))
		r.require(t, g.Span, "from", diag.Same("from = 90"))
	}),
}

var gateKeys = []key[Gate]{
	custom("name", tomldoc.Text, func(r *reader, g *Gate, f *tomldoc.Field) { g.Name = r.name(f) }),
	custom("need", tomldoc.Text, func(r *reader, g *Gate, f *tomldoc.Field) {
		g.NeedText = said(f)
		if text := r.name(f); text == "" {
			return
		}
		need, fault := rule.ParseNeed(f.Value.Text)
		if fault != nil {
			r.ps.Error(g.NeedText.Word(fault.Start, fault.End).In(r.file), fault.What, fault.Mend)
			return
		}
		g.Need = &need
	}),
	text("note", func(g *Gate) *string { return &g.Note }),
}

var partKeys = []key[Part]{
	custom("name", tomldoc.Text, func(r *reader, p *Part, f *tomldoc.Field) { p.Name = r.name(f) }),
	tables("item", func(p *Part) *[]Item { return &p.Items }, itemKeys, checkItem),
}

var itemKeys = []key[Item]{
	custom("name", tomldoc.Text, func(r *reader, i *Item, f *tomldoc.Field) { i.Name = r.name(f) }),
	points("points", func(i *Item) *rule.Points { return &i.Points }),
	custom("from", tomldoc.Text, func(r *reader, i *Item, f *tomldoc.Field) {
		i.FromText = said(f)
		if text := r.name(f); text == "" {
			return
		}
		term, fault := rule.ParseTerm(f.Value.Text)
		if fault != nil {
			r.ps.Error(i.FromText.Word(fault.Start, fault.End).In(r.file), fault.What, fault.Mend)
			return
		}
		i.From = &term
	}),
	custom("steps", tomldoc.Other, func(r *reader, i *Item, f *tomldoc.Field) { i.Steps = r.steps(f) }),
	texts("evidence", func(i *Item) *[]string { return &i.Evidence }),
	text("note", func(i *Item) *string { return &i.Note }),
}

var extraKeys = []key[Extra]{
	custom("name", tomldoc.Text, func(r *reader, x *Extra, f *tomldoc.Field) { x.Name = r.name(f) }),
	points("points", func(x *Extra) *rule.Points { return &x.Points }),
	text("note", func(x *Extra) *string { return &x.Note }),
}

var vetoKeys = []key[Veto]{
	custom("name", tomldoc.Text, func(r *reader, v *Veto, f *tomldoc.Field) { v.Name = r.name(f) }),
	text("note", func(v *Veto) *string { return &v.Note }),
}

var gradeKeys = []key[Grade]{
	custom("name", tomldoc.Text, func(r *reader, g *Grade, f *tomldoc.Field) { g.Name = r.name(f) }),
	custom("from", tomldoc.Number, func(r *reader, g *Grade, f *tomldoc.Field) { g.From, g.read = r.points(f.Key, &f.Value) }),
	custom("at_most", tomldoc.Text, func(r *reader, g *Grade, f *tomldoc.Field) { g.AtMost = r.share(f) }),
}

// schemeWords is what is known of the keys of a scheme: they are its own.
var schemeWords = newVocabulary(shapes(schemeKeys)).with(map[string]tomldoc.Want{
	"from": {}, // of a line a term, of a grade points
})

// points is a key with points, zero or more.
func points[T any](name string, to func(*T) *rule.Points) key[T] {
	return custom(name, tomldoc.Number, func(r *reader, x *T, f *tomldoc.Field) { *to(x), _ = r.points(f.Key, &f.Value) })
}

// points reads points: zero or more, with two decimals at most.
func (r *reader) points(key string, v *tomldoc.Value) (rule.Points, bool) {
	mend := diag.T("写数目，不加引号，例如 %s = 10；最多两位小数", "write a number without quotes, such as %s = 10, with two decimals at most").With(key)
	if n, sure := tomldoc.Quantity(v.Text); sure && v.Kind == tomldoc.String {
		mend = diag.T("写数目，不加引号：%s = %s", "write a number without quotes: %s = %s").With(key, n)
	}
	a, ok := r.amount(key, v, mend)
	if !ok {
		return 0, false
	}
	p, ok := rule.PointsOf(a)
	if !ok || p < 0 {
		r.wrong(v, diag.M("SCHEME-POINTS", "%s 不能作分数", "%s cannot be points").With(r.file.Text[v.Start:v.End]), mend)
		return 0, false
	}
	return p, true
}

// amount reads a number as it is written, exactly.
func (r *reader) amount(key string, v *tomldoc.Value, mend diag.Text) (*big.Rat, bool) {
	switch v.Kind {
	case tomldoc.Integer:
		return new(big.Rat).SetInt64(v.Int), true
	case tomldoc.Float:
		if a, ok := rule.Amount(r.file.Text[v.Start:v.End]); ok {
			return a, true
		}
		r.unusual(key, v, mend)
	default:
		r.wrongKind(key, v, mend)
	}
	return nil, false
}

// unusual reports a number such as 1e3 or inf.
func (r *reader) unusual(key string, v *tomldoc.Value, mend diag.Text) {
	r.wrong(v, diag.M("VALUE-NUMBER-UNUSUAL", "%s 的数写得不寻常", "the number of %s is written in an unusual way").With(key), mend)
}

// share reads a share of the bases, "15%".
func (r *reader) share(f *tomldoc.Field) *big.Rat {
	mend := diag.T(`写成 at_most = "15%" 的样子`, `write it like at_most = "15%"`)
	if f.Value.Kind != tomldoc.String {
		r.wrongKind(f.Key, &f.Value, mend)
		return nil
	}
	number, ok := strings.CutSuffix(strings.ReplaceAll(r.text(f), "％", "%"), "%")
	a, is := rule.Amount(strings.TrimSpace(number))
	if !ok || !is || a.Sign() < 0 || a.Cmp(big.NewRat(100, 1)) > 0 {
		r.wrong(&f.Value, diag.M("SCHEME-AT-MOST", "at_most 不是百分数", "at_most is no per cent"), mend)
		return nil
	}
	return a
}

// steps reads [[30000, 10, "优秀"], …].
func (r *reader) steps(f *tomldoc.Field) []Step {
	mend := diag.T(`写成 steps = [[30000, 10, "优秀"], [10000, 9, "优良"]] 的样子：从多少起、得几分、叫什么（可以不写）`,
		`write it like steps = [[30000, 10, "优秀"], [10000, 9]]: from how much on, how many points, and its name, if any`)
	if f.Value.Kind != tomldoc.Array {
		r.wrongKind(f.Key, &f.Value, mend)
		return nil
	}
	var out []Step
	for i := range f.Value.Items {
		v := &f.Value.Items[i]
		if v.Kind != tomldoc.Array {
			r.wrongKind(f.Key, v, mend)
			return nil
		}
		if n := len(v.Items); n < 2 || n > 3 || n == 3 && v.Items[2].Kind != tomldoc.String {
			r.wrong(v, diag.M("SCHEME-STEP", "这一档写得不对", "this step is not right"), mend)
			return nil
		}
		from, ok := r.amount(f.Key, &v.Items[0], mend)
		points, is := r.points(f.Key, &v.Items[1])
		if !ok || !is {
			return nil
		}
		s := Step{From: from, Points: points}
		if len(v.Items) == 3 {
			s.Name = strings.TrimSpace(v.Items[2].Text)
		}
		if n := len(out); n > 0 && (from.Cmp(out[n-1].From) >= 0 || points >= out[n-1].Points) {
			r.wrong(v, diag.M("SCHEME-STEP-ORDER", "各档要从高到低写，分数也要一档比一档少", "the steps go from the highest down, each with fewer points"), mend)
			return nil
		}
		out = append(out, s)
	}
	return out
}

func checkItem(r *reader, t *tomldoc.Table, i *Item) {
	i.Span = span(t.Start, t.End)
	r.require(t, i.Span, "name", diag.T(`name = "接待人次"`, `name = "…"`))
	r.require(t, i.Span, "points", diag.Same("points = 10"))
	steps := t.Field("steps")
	switch {
	case steps == nil || len(i.Steps) == 0 || t.Field("points") == nil:
	case i.Steps[0].Points > i.Points:
		r.wrong(&steps.Value, diag.M("SCHEME-STEP-ABOVE", "最高一档 %s 分，超过了这一项的 %s 分", "the highest step has %s points, and the line %s").With(i.Steps[0].Points.String(), i.Points.String()),
			diag.T("请核对 points 和 steps", "check points and steps"))
	case i.Steps[0].Points < i.Points && t.Field("from") != nil:
		r.ps.Warn(r.file.Place(steps.Start, steps.End), diag.M("SCHEME-STEP-BELOW", "最高一档只有 %s 分，这一项的 %s 分谁也得不满", "the highest step has %s points: nobody gets the line's %s").With(i.Steps[0].Points.String(), i.Points.String()),
			diag.T("请核对 points 和 steps", "check points and steps"))
	}
}

// namesOfScheme reports names that stand twice, for grades are given by them, and grades that are
// not in order.
func (r *reader) namesOfScheme(s *Scheme) {
	whole := !r.ps.HasErrors() // else points may be missing that are there
	once := func(what diag.Text) func(name string, at Span) {
		seen := map[string]bool{"": true}
		return func(name string, at Span) {
			if seen[name] && name != "" {
				r.ps.Error(at.In(r.file), diag.M("SCHEME-NAME-TWICE", "%s “%s” 有两个", "there are two of the %s “%s”").With(what, name),
					diag.T("打分时按名称来认，请换一个名称", "they are told by their names when points are given: choose another"))
			}
			seen[name] = true
		}
	}
	gate, item, extra, veto, grade := once(diag.T("条件", "gate")), once(diag.T("项目", "line")), once(diag.T("加分项", "extra")), once(diag.T("否决项", "veto")), once(diag.T("等次", "grade"))
	for i := range s.Gates {
		gate(s.Gates[i].Name, s.Gates[i].Span)
	}
	for _, p := range s.Parts {
		for i := range p.Items {
			item(p.Items[i].Name, p.Items[i].Span)
		}
	}
	for i := range s.Extras {
		extra(s.Extras[i].Name, s.Extras[i].Span)
	}
	for i := range s.Vetoes {
		veto(s.Vetoes[i].Name, s.Vetoes[i].Span)
	}
	for i := range s.Grades {
		g := &s.Grades[i]
		grade(g.Name, g.Span)
		if i > 0 && g.read && s.Grades[i-1].read && g.From >= s.Grades[i-1].From {
			r.ps.Error(g.Span.In(r.file), diag.M("SCHEME-GRADE-ORDER", "等次要从高到低写：“%s” 不低于前一个", "the grades go from the highest down: “%s” is not below the one before").With(g.Name),
				diag.T("请核对 from 和次序", "check from and the order"))
		}
		if most := s.Full() + s.Beside(); whole && g.From > most {
			r.ps.Error(g.Span.In(r.file), diag.M("SCHEME-GRADE-ABOVE", "“%s” 要 %s 分，各项加起来最多 %s 分", "“%s” wants %s points, and all lines together give %s").With(g.Name, g.From.String(), most.String()),
				diag.T("请核对 from 和各项的 points", "check from and the points of the lines"))
		}
	}
}

// Full returns the points of all lines together.
func (s *Scheme) Full() rule.Points {
	sum := rule.Points(0)
	for _, p := range s.Parts {
		for i := range p.Items {
			sum += p.Items[i].Points
		}
	}
	return sum
}

// Beside returns the points of all extras together.
func (s *Scheme) Beside() rule.Points {
	sum := rule.Points(0)
	for i := range s.Extras {
		sum += s.Extras[i].Points
	}
	return sum
}

// Covers reports whether the scheme is one for the year.
func (s *Scheme) Covers(year int) bool {
	return s.Years == [2]int{} || s.Years[0] <= year && year <= s.Years[1]
}
