package assess

import (
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/source"
)

// giver takes in what persons have given.
type giver struct {
	file *diag.File
	cat  *catalog.Catalog
	r    *Result
	ps   *diag.List
}

func (g *giver) wrong(at source.Span, what, mend diag.Text) { g.ps.Error(at.In(g.file), what, mend) }

func (g *giver) all(a *source.Assessment) {
	seen := map[*Sheet]bool{}
	for i := range a.Bases {
		b := &a.Bases[i]
		s := g.sheet(b.Base)
		if s == nil {
			continue
		}
		if seen[s] {
			g.wrong(b.Base.Span, diag.M("GIVEN-BASE-TWICE", "“%s” 写了两次", "“%s” stands twice").With(s.Base.Name), diag.T("请合并成一个 [[base]]", "make them one [[base]]"))
			continue
		}
		seen[s] = true
		s.Note = b.Note
		g.base(s, b)
	}
}

// sheet finds the sheet of a base; nil when there is none, which is told.
func (g *giver) sheet(ref source.Ref) *Sheet {
	if ref.Name == "" {
		return nil // told where it was read
	}
	name := strings.TrimSpace(ref.Name)
	var names []string
	for _, s := range g.r.Sheets {
		if s.Base.Called(name) {
			return s
		}
		names = append(names, s.Base.Name, s.Base.ID)
	}
	for _, b := range g.cat.Bases {
		if b.Called(name) {
			mend := diag.T("请核对方案的 kinds 和基地的 kind；不评的删去这一段", "check the scheme's kinds and the base's kind; take the part out if it is not assessed")
			if i := slices.IndexFunc(g.r.Left, func(l Left) bool { return l.Base == b }); i >= 0 {
				mend = diag.T("%s；不评的删去这一段", "%s; take the part out if it is not assessed").With(g.r.Left[i].Why)
			}
			g.wrong(ref.Span, diag.M("GIVEN-BASE-OTHER", "“%s” 不在这个方案的参评名单里", "“%s” is none of those that the scheme assesses").With(b.Name), mend)
			return nil
		}
	}
	g.unknown(ref, diag.T("基地", "base"), names)
	return nil
}

func (g *giver) unknown(ref source.Ref, what diag.Text, known []string) {
	mend := diag.T("名称要和方案里一字不差", "write it as the scheme does, to the letter")
	if near := diag.Nearest(ref.Name, known); near != "" {
		mend = diag.T("是否 %s？", "is it %s?").With(near)
	} else if len(known) > 0 && len(known) <= 20 {
		mend = diag.T("可以写：%s", "known: %s").With(strings.Join(known, "、"))
	}
	g.wrong(ref.Span, diag.M("GIVEN-NAME-UNKNOWN", "没有这个%s：“%s”", "there is no %s “%s”").With(what, ref.Name), mend)
}

// eachOf calls do with the place in names of each thing that is given, once.
func (g *giver) eachOf(list []source.Judged, what diag.Text, names []string, do func(i int, x *source.Judged)) {
	seen := map[int]bool{}
	for k := range list {
		x := &list[k]
		if x.Name.Name == "" {
			continue
		}
		i := slices.Index(names, strings.TrimSpace(x.Name.Name))
		switch {
		case i < 0:
			g.unknown(x.Name, what, names)
		case seen[i]:
			g.wrong(x.Name.Span, diag.M("GIVEN-TWICE", "“%s” 写了两次", "“%s” stands twice").With(names[i]), diag.T("请留下一个", "keep one"))
		default:
			seen[i] = true
			do(i, x)
		}
	}
}

func (g *giver) base(s *Sheet, b *source.Assessed) {
	var names []string
	for _, x := range s.Gates {
		names = append(names, x.Name)
	}
	g.eachOf(b.Gates, diag.T("条件", "gate"), names, func(i int, x *source.Judged) {
		gate := &s.Gates[i]
		gate.Note = x.Note
		if x.Yes == nil {
			return
		}
		if !gate.ByPerson() {
			g.wrong(x.Name.Span, diag.M("GIVEN-GATE-COUNTED", "“%s” 是从记录里算的，不用人填", "“%s” is worked out from the records").With(gate.Name),
				diag.T("记录不对就改记录，这里删去 passed", "correct the records, and take passed out here"))
			return
		}
		gate.State = stateOf(*x.Yes)
	})
	var lines []*Line
	names = nil
	for p := range s.Parts {
		for i := range s.Parts[p].Lines {
			lines = append(lines, &s.Parts[p].Lines[i])
			names = append(names, s.Parts[p].Lines[i].Name)
		}
	}
	g.eachOf(b.Items, diag.T("项目", "line"), names, func(i int, x *source.Judged) { g.line(lines[i], x) })
	names = nil
	for _, x := range s.Extras {
		names = append(names, x.Name)
	}
	g.eachOf(b.Extras, diag.T("加分项", "extra"), names, func(i int, x *source.Judged) {
		extra := &s.Extras[i]
		extra.Note = x.Note
		if x.Points != nil && g.within(x, extra.Extra.Points.String(), *x.Points <= extra.Extra.Points) {
			extra.Points, extra.Given = Interval{*x.Points, *x.Points}, true
		}
	})
	names = nil
	for _, x := range s.Vetoes {
		names = append(names, x.Name)
	}
	g.eachOf(b.Vetoes, diag.T("否决项", "veto"), names, func(i int, x *source.Judged) {
		s.Vetoes[i].Note = x.Note
		if x.Yes != nil {
			s.Vetoes[i].State = stateOf(*x.Yes)
		}
	})
}

func stateOf(yes bool) State {
	if yes {
		return Yes
	}
	return No
}

// within reports points above those that there are.
func (g *giver) within(x *source.Judged, most string, ok bool) bool {
	if !ok {
		g.wrong(x.PointsSpan, diag.M("GIVEN-ABOVE", "“%s” 最多 %s 分", "“%s” gives %s points at most").With(x.Name.Name, most), diag.T("请核对分数", "check the points"))
	}
	return ok
}

// line takes in what is given of a line.
func (g *giver) line(l *Line, x *source.Judged) {
	l.Note = x.Note
	switch {
	case x.Points == nil:
	case !l.ByPerson():
		g.wrong(x.PointsSpan, diag.M("GIVEN-LINE-COUNTED", "“%s” 的分是从记录里算的，不用人打", "the points of “%s” are worked out from the records").With(l.Name),
			diag.T("记录不对就改记录，这里删去 points", "correct the records, and take points out here"))
	case g.within(x, l.Item.Points.String(), *x.Points <= l.Item.Points):
		l.Points, l.Given = Interval{*x.Points, *x.Points}, true
	}
	for _, list := range []struct {
		refs  []source.Ref
		state State
	}{{x.Evidence, Yes}, {x.Lacking, No}} {
		for _, ref := range list.refs {
			i := slices.IndexFunc(l.Evidence, func(e Evidence) bool { return e.Name == strings.TrimSpace(ref.Name) })
			switch {
			case i < 0:
				g.unknown(ref, diag.T("材料", "evidence"), l.Item.Evidence)
			case l.Evidence[i].State != Open && l.Evidence[i].State != list.state:
				g.wrong(ref.Span, diag.M("GIVEN-EVIDENCE-BOTH", "“%s” 既写了有，又写了缺", "“%s” is said to be there and to be lacking").With(ref.Name),
					diag.T("有的写在 evidence 里，缺的写在 lacking 里", "what is there stands in evidence, what is not in lacking"))
			default:
				l.Evidence[i].State = list.state
			}
		}
	}
}
