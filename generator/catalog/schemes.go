package catalog

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/measure"
	"kepu/generator/rule"
	"kepu/generator/source"
)

// Scheme is an evaluation scheme. No page of the site is made from one: it is linked so that a
// mistake in it is told with all others.
type Scheme struct {
	*source.Scheme // what its file says; use the linked fields below for references
	ID, Path       string
	Kinds          []*Kind    // none: bases of every kind
	Needs          []*Asked   // of each gate; nil where a person says
	Lines          [][]*Asked // of each item of each part; nil where a person grades
}

// Asked is a term of a scheme whose names are found: what is taken from the records of a base.
type Asked struct {
	Op       rule.Op
	Of       measure.Measure
	In       measure.Measure // of Share: what Of is a part of
	Form     *Form           // of Count; nil: of any
	Campaign *Campaign       // of Count; nil: of any, and of none
}

// schemes takes in the schemes, by path. What they name becomes no entry of the site's lists.
func (l *linker) schemes() {
	byID := map[string]*Scheme{}
	l.each(source.SchemeFile, func(p *source.Parsed) {
		if p.Scheme == nil || p.ID == "" {
			return
		}
		s := &Scheme{Scheme: p.Scheme, ID: p.ID, Path: p.File.Path}
		if first := byID[s.ID]; first != nil {
			l.ps.Error(diag.Whole(s.Path), diag.M("SCHEME-ID-TWICE", "和 %s 是同一个 id：%s", "has the id of %s: %s").With(first.Path, s.ID),
				diag.T("请给其中一个文件换个名字", "give one of the files another name"))
			return
		}
		byID[s.ID] = s
		for _, r := range p.Scheme.Kinds {
			if k := l.kinds.named(s.Path, r, &l.pass); k != nil {
				s.Kinds = append(s.Kinds, k)
			}
		}
		for i := range p.Scheme.Gates {
			g := &p.Scheme.Gates[i]
			var asked *Asked
			if g.Need != nil {
				asked = l.askedOf(s.Path, &g.Need.Term, g.NeedText)
			}
			s.Needs = append(s.Needs, asked)
		}
		for i := range p.Scheme.Parts {
			items := p.Scheme.Parts[i].Items
			line := make([]*Asked, len(items))
			for k := range items {
				if items[k].From != nil {
					line[k] = l.askedOf(s.Path, items[k].From, items[k].FromText)
				}
			}
			s.Lines = append(s.Lines, line)
		}
		l.c.Schemes = append(l.c.Schemes, s)
	})
}

// askedOf finds what the words of a term name; nil where one names nothing, which is told.
func (l *linker) askedOf(path string, t *rule.Term, at source.Said) *Asked {
	a := &Asked{Op: t.Op}
	ok := true
	for i, w := range t.Names {
		m, found := l.figure(path, t.Op, w, at)
		if ok = ok && found; i == 0 {
			a.Of = m
		} else {
			a.In = m
		}
	}
	for _, f := range t.Filters {
		ref := source.Ref{Name: f.Value.Text, Span: at.Word(f.Value.Start, f.Value.End)}
		switch f.Key {
		case "form":
			a.Form = l.forms.named(path, ref, &l.pass)
			ok = ok && a.Form != nil
		case "campaign":
			a.Campaign = l.campaigns.named(path, ref, &l.pass)
			ok = ok && a.Campaign != nil
		}
	}
	if !ok {
		return nil
	}
	return a
}

// counted are the measures that a count may be of.
var counted = slices.Concat([]measure.Measure{measure.Activities, measure.Sessions}, measure.InActivity)

// figure finds a measure by the word that a scheme has for it.
func (l *linker) figure(path string, op rule.Op, w rule.Word, at source.Said) (measure.Measure, bool) {
	ours, others := l.c.Measures().Of(measure.OfReturn), measure.List(counted)
	if op == rule.Count {
		ours, others = others, ours
	}
	if m, ok := ours.Called(w.Text); ok {
		return m, true
	}
	place := l.place(path, at.Word(w.Start, w.End))
	if _, other := others.Called(w.Text); other && op == rule.Figure {
		l.ps.Error(place, diag.M("SCHEME-FIGURE-OF-LOG", "“%s” 是活动记录里的数，不是年度数据", "“%s” is in the logs, not in annual returns").With(w.Text),
			diag.T("请写 count %s", "write count %s").With(w.Text))
		return measure.Measure{}, false
	}
	var words []string
	for _, m := range ours {
		words = append(words, m.Name(), m.Field())
	}
	mend := diag.T("可以写：%s", "known: %s").With(strings.Join(words, " "))
	if near := diag.Nearest(w.Text, words); near != "" {
		mend = diag.T("是否 %s？可以写：%s", "is it %s? Known: %s").With(near, strings.Join(words, " "))
	}
	l.ps.Error(place, diag.M("SCHEME-FIGURE-UNKNOWN", "没有这项数据：“%s”", "there is no figure “%s”").With(w.Text), mend)
	return measure.Measure{}, false
}

// named is find for what the site itself does not say: a name that an open list lacks becomes no
// entry of it, and what it gives then belongs to no record.
func (n *names[T]) named(path string, r source.Ref, w *pass) *T {
	if name := strings.TrimSpace(r.Name); n.open && name != "" && n.known[name] == nil {
		return n.make(source.Term{Name: name})
	}
	return n.find(path, r, w)
}
