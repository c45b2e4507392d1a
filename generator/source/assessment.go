package source

import (
	"slices"

	"kepu/generator/diag"
	"kepu/generator/rule"
	"kepu/generator/tomldoc"
)

// Assessment is assessments/SCHEME-YEAR.toml, beside content/: what persons say of bases by a
// scheme. It is no part of the content and nothing of it is published.
type Assessment struct {
	File  *diag.File
	Bases []Assessed
}

// Assessed is what is said of one base.
type Assessed struct {
	Base   Ref
	Note   string
	Gates  []Judged // Yes: whether it is passed
	Items  []Judged // Points, Evidence, Lacking
	Extras []Judged // Points
	Vetoes []Judged // Yes: whether it applies
	Span   Span     // of the header
}

// Judged is what is said of one gate, line, extra or veto.
type Judged struct {
	Name       Ref
	Points     *rule.Points // nil: not given
	PointsSpan Span
	Yes        *bool // nil: not said
	Evidence   []Ref // that was seen
	Lacking    []Ref // that was asked for and is not there
	Note       string
	Span       Span // of the header
}

// ParseAssessment reads a file of assessments/. What is wrong in it is told; whether what it names is
// in the scheme is not known here.
func ParseAssessment(name string, data []byte) (*Assessment, diag.List) {
	a := &Assessment{}
	p := parseAlone(name, data, assessmentWords, assessmentKeys, a)
	a.File = p.File
	return a, p.Problems
}

var assessmentKeys = []key[Assessment]{
	tables("base", func(a *Assessment) *[]Assessed { return &a.Bases }, assessedKeys, func(r *reader, t *tomldoc.Table, b *Assessed) {
		b.Span = span(t.Start, t.End)
		r.require(t, b.Span, "base", diag.T(`base = "基地名称"`, `base = "…"`))
	}),
}

var assessedKeys = []key[Assessed]{
	ref("base", func(b *Assessed) *Ref { return &b.Base }),
	text("note", func(b *Assessed) *string { return &b.Note }),
	judged("gate", func(b *Assessed) *[]Judged { return &b.Gates }, yesKey("passed")),
	judged("item", func(b *Assessed) *[]Judged { return &b.Items }, itemJudgedKeys...),
	judged("extra", func(b *Assessed) *[]Judged { return &b.Extras }, pointsKey),
	judged("veto", func(b *Assessed) *[]Judged { return &b.Vetoes }, yesKey("applies")),
}

// judged is a list of what is said of one sort of things.
func judged(name string, to func(*Assessed) *[]Judged, own ...key[Judged]) key[Assessed] {
	return tables(name, to, judgedKeys(own...), func(r *reader, t *tomldoc.Table, g *Judged) {
		g.Span = span(t.Start, t.End)
		r.require(t, g.Span, "name", diag.T(`name = "方案里的名称"`, `name = "…"`))
	})
}

func judgedKeys(own ...key[Judged]) []key[Judged] {
	return slices.Concat([]key[Judged]{ref("name", func(g *Judged) *Ref { return &g.Name })}, own,
		[]key[Judged]{text("note", func(g *Judged) *string { return &g.Note })})
}

var itemJudgedKeys = []key[Judged]{
	pointsKey,
	refs("evidence", func(g *Judged) *[]Ref { return &g.Evidence }),
	refs("lacking", func(g *Judged) *[]Ref { return &g.Lacking }),
}

var pointsKey = custom("points", tomldoc.Number, func(r *reader, g *Judged, f *tomldoc.Field) {
	g.PointsSpan = valueSpan(f)
	if p, ok := r.points(f.Key, &f.Value); ok {
		g.Points = &p
	}
})

func yesKey(name string) key[Judged] {
	return custom(name, tomldoc.YesNo, func(r *reader, g *Judged, f *tomldoc.Field) {
		if yes := r.flag(f); f.Value.Kind == tomldoc.Bool {
			g.Yes = &yes
		}
	})
}

// assessmentWords is what is known of the keys of an assessment: they are its own.
var assessmentWords = newVocabulary(shapes(assessmentKeys))
