package catalog

import (
	"slices"
	"sort"

	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/source"
)

// namings takes in designations and revocations, and gives each base its titles.
func (l *linker) namings() {
	l.otherOf = map[string]*Other{}
	l.each(source.NamingFile, func(p *source.Parsed) {
		if p.Naming == nil {
			return
		}
		for i := range p.Naming.Designations {
			l.designation(p.File.Path, &p.Naming.Designations[i])
		}
	})
	l.each(source.NamingFile, func(p *source.Parsed) { // after all designations: files may stand in any order
		if p.Naming == nil {
			return
		}
		path := p.File.Path
		for i := range p.Naming.Revocations {
			s := &p.Naming.Revocations[i]
			bases, others := l.revokedOf(path, s)
			if level := l.levels.find(path, s.Level, &l.pass); level != nil {
				r := &Revocation{Level: level, Date: s.Date.Date, Line: s.Line, HasLine: s.LineAt.Written(), Bases: bases, Others: others, Reason: s.Reason}
				l.c.Revocations = append(l.c.Revocations, r)
				l.asked = append(l.asked, func() { l.takes(path, s, r) })
			}
		}
	})
	sort.SliceStable(l.c.Designations, func(i, j int) bool { return l.c.Designations[i].Date.Before(l.c.Designations[j].Date) })
	sort.SliceStable(l.c.Revocations, func(i, j int) bool { return l.c.Revocations[i].Date.Before(l.c.Revocations[j].Date) })
	for i, d := range l.c.Designations {
		d.Index = i
	}
	for i, r := range l.c.Revocations {
		r.Index = i
	}
	l.c.LinkTitles()
	for _, ask := range l.asked {
		ask()
	}
}

func (l *linker) designation(path string, s *source.Designation) {
	level := l.levels.find(path, s.Level, &l.pass)
	bases, _ := l.basesOf(path, s.Bases, s.Date.Date, &arena{}, &l.pass)
	if level == nil {
		return // reported
	}
	d := &Designation{
		Level: level, Date: s.Date.Date, Batch: s.Batch, Document: s.Document, Authority: s.Authority, Note: s.Note, Line: s.Line,
		Total: s.Total.N, Bases: bases, Others: l.draftsOf(s.Bases), ValidUntil: s.ValidUntil.Date, NoEndKnown: s.NoEndKnown, Complete: s.Complete,
		Sources: s.Sources, Path: path, Span: s.Span, UntilSpan: s.ValidUntil.Span,
	}
	for _, name := range s.Others {
		b := l.baseNames.known[name]
		if b == nil {
			b = l.baseSpelled(name)
		}
		if b != nil && !l.drafts[b] {
			l.ps.Warn(l.place(path, s.Span), diag.M("BATCH-OTHERS-PAGE", "others 里的 “%s” 已经有页面", "“%s” in others has a page").With(name),
				diag.T("请移到 bases，写成 “%s”", "move it to bases, as “%s”").With(b.Name))
			if !slices.Contains(d.Bases, b) {
				d.Bases = append(d.Bases, b)
			}
			continue
		}
		o := l.other(b, name)
		switch {
		case slices.Contains(d.Others, o):
			l.ps.Warn(l.place(path, s.Span), diag.M("BATCH-OTHERS-TWICE", "others 里的 “%s” 写了两次，只算一次", "“%s” stands twice in others, and counts once").With(name),
				diag.T("请删去一个，或者改成另一家的名称", "delete one, or write the other one's name"))
		case o.Name != name && !o.Draft:
			l.ps.Warn(l.place(path, s.Span), diag.M("BATCH-OTHERS-SPELLING", "“%s” 和前面的 “%s” 只是写法不同，算作同一家", "“%s” and “%s” before it differ in their spelling alone, and count as one").With(name, o.Name),
				diag.T("请写成一样", "spell them alike"))
		}
		d.addOther(o)
	}
	if !s.Total.Known {
		d.Total = int64(len(d.Bases) + len(d.Others))
	}
	if d.Authority == "" {
		d.Authority = level.Authority
	}
	l.c.Designations = append(l.c.Designations, d)
	l.asked = append(l.asked, func() { l.afterwards(path, s, d) })
}

// afterwards looks at what a naming does to those that its bases had before.
func (l *linker) afterwards(path string, s *source.Designation, d *Designation) {
	for _, b := range d.Bases {
		if b.Until.Known() && b.Until.Last().Before(d.Date) {
			l.ps.Warn(l.place(path, s.Span), diag.M("BATCH-AFTER-UNTIL", "“%s” 作为基地只到 %s，命名却在 %s", "“%s” is a base until %s, but named in %s").With(b.Name, b.Until.String(), d.Date.String()),
				diag.T("请核对命名日期和 %s 里的 until", "check the date, and until in %s").With(b.Path))
		}
		for _, t := range b.Titles {
			if e := t.Designation; t.Next == d && d.ValidUntil.Known() && e.Authority != d.Authority && e.ValidUntil.Known() && d.ValidUntil.Last().Before(e.ValidUntil.Last()) {
				l.ps.Warn(l.place(path, s.Span), diag.M("BATCH-CUTS-SHORT", "“%s” 上一次%s命名有效到 %s，由这一次取代后只到 %s", "the title of “%s” at the level %s was valid until %s; this one takes its place and ends in %s").With(b.Name, d.Level.Name, e.ValidUntil.String(), d.ValidUntil.String()),
					diag.T(`如果两个单位各命名各的，请在两处各加一行 line = "命名单位"`, `where two authorities name side by side, add line = "authority" to both`))
			}
		}
	}
}

// other returns the base without a page that a name means: the same whenever it is named.
// A draft, b, is one, by whichever of its names.
func (l *linker) other(b *Base, name string) *Other {
	if b != nil {
		name = b.Name
	}
	key := fold.Name(name)
	o := l.otherOf[key]
	if o == nil {
		o = &Other{Name: name, Index: len(l.c.Others), Draft: b != nil}
		l.otherOf[key] = o
		l.c.Others = append(l.c.Others, o)
	}
	return o
}

func (d *Designation) addOther(o *Other) {
	if !slices.Contains(d.Others, o) {
		d.Others = append(d.Others, o)
	}
}

// draftsOf returns those of refs that are left out as drafts.
func (l *linker) draftsOf(refs []source.Ref) []*Other {
	var d Designation
	for _, r := range refs {
		if b := l.baseNames.known[r.Name]; l.drafts[b] {
			d.addOther(l.other(b, b.Name))
		}
	}
	return d.Others
}

// revokedOf finds the bases of a revocation: those with a page, and those that a
// designation names in others.
func (l *linker) revokedOf(path string, s *source.Revocation) ([]*Base, []*Other) {
	var pages []source.Ref
	var d Designation
	for _, r := range s.Bases {
		if o := l.otherOf[fold.Name(r.Name)]; o != nil && !o.Draft {
			d.addOther(o)
		} else {
			pages = append(pages, r)
		}
	}
	bases, _ := l.basesOf(path, pages, s.Date.Date, &arena{}, &l.pass)
	for _, o := range l.draftsOf(pages) {
		d.addOther(o)
	}
	return bases, d.Others
}

// takes looks at what a revocation takes from each of its bases: one title.
func (l *linker) takes(path string, s *source.Revocation, r *Revocation) {
	ask := func(name string, titles []Title) {
		held := slices.ContainsFunc(titles, func(t Title) bool {
			d := t.Designation
			return d.Level == r.Level && !r.Date.Before(d.Date) && (!r.HasLine || d.Line == r.Line)
		})
		switch n := r.Takes(titles); {
		case !held && !r.Date.Known(): // that was reported
		case !held:
			l.ps.Warn(l.place(path, s.Span), diag.M("BATCH-REVOKES-NOTHING", "撤销之前没有 “%s” 的%s命名", "“%s” was not named at the level %s before this").With(name, r.Level.Name),
				diag.T("请核对级别、line 和日期", "check the level, the line and the date"))
		case n > 1:
			l.ps.Error(l.place(path, s.Span), diag.M("BATCH-REVOKES-WHICH", "“%s” 有 %d 个单位分别命名的%s称号，看不出撤销的是哪一个", "“%s” holds %d titles of the level %s, by several lines: which is taken away?").With(name, n, r.Level.Name),
				diag.T(`请加一行 line = "…"，和命名里的 line 一样；几个都撤销就各写一段`, `add line = "…" as in the designation; write one [[revocation]] for each`))
		}
	}
	for _, b := range r.Bases {
		ask(b.Name, b.Titles)
	}
	for _, o := range r.Others {
		ask(o.Name, o.Titles)
	}
}
