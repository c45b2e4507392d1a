package catalog

import (
	"slices"
	"sort"

	"kepu/generator/diag"
	"kepu/generator/source"
)

// namings takes in designations and revocations, and gives each base its titles.
func (l *linker) namings() {
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
			r := &p.Naming.Revocations[i]
			bases, _ := l.basesOf(path, r.Bases, &room{}, &l.pass)
			if level := l.levels.find(path, r.Level, &l.pass); level != nil {
				l.c.Revocations = append(l.c.Revocations, &Revocation{Level: level, Date: r.Date.Date, Bases: bases, Reason: r.Reason})
				l.neverHeld(path, r, level, bases)
			}
		}
	})
	sort.SliceStable(l.c.Designations, func(i, j int) bool { return l.c.Designations[i].Date.Before(l.c.Designations[j].Date) })
	sort.SliceStable(l.c.Revocations, func(i, j int) bool { return l.c.Revocations[i].Date.Before(l.c.Revocations[j].Date) })
	l.titles()
}

func (l *linker) designation(path string, s *source.Designation) {
	level := l.levels.find(path, s.Level, &l.pass)
	bases, _ := l.basesOf(path, s.Bases, &room{}, &l.pass)
	if level == nil {
		return // reported
	}
	d := &Designation{
		Level: level, Date: s.Date.Date, Batch: s.Batch, Document: s.Document, Authority: s.Authority, Note: s.Note,
		Total: s.Total.N, Bases: bases, Others: s.Others, ValidUntil: s.ValidUntil.Date, Complete: s.Complete,
		Sources: s.Sources, Path: path,
	}
	if !s.Total.Known {
		d.Total = l.listed(s)
	}
	if d.Authority == "" {
		d.Authority = level.Authority
	}
	for _, name := range s.Others {
		if b := l.baseNames.named(name); b != nil && !l.drafts[b] {
			l.ps.Warn(l.place(path, s.Span), diag.T("others 里的 “%s” 已经有页面", "“%s” in others has a page").With(name),
				diag.T("请移到 bases", "move it to bases"))
		}
	}
	l.c.Designations = append(l.c.Designations, d)
}

// listed counts the bases that a designation lists, each once.
func (l *linker) listed(s *source.Designation) int64 {
	names := make(map[source.Key]bool, len(s.Bases)+len(s.Others))
	for _, r := range s.Bases {
		key := r.Key()
		if b := l.baseNames.known[key]; b != nil {
			key = b.Keys[0]
		}
		names[key] = true
	}
	for _, name := range s.Others {
		names[source.KeyOf(name)] = true
	}
	return int64(len(names))
}

// neverHeld warns about a revocation of a title that a base was not given before.
func (l *linker) neverHeld(path string, r *source.Revocation, level *Level, bases []*Base) {
	for _, b := range bases {
		held := slices.ContainsFunc(l.c.Designations, func(d *Designation) bool {
			return d.Level == level && slices.Contains(d.Bases, b) && !r.Date.Before(d.Date)
		})
		if !held {
			l.ps.Warn(l.place(path, r.Span), diag.T("撤销之前没有 “%s” 的%s命名", "“%s” was not named at the level %s before this").With(b.Name, level.Name),
				diag.T("请核对级别和日期", "check the level and the date"))
		}
	}
}

// titles gives each base its titles, the newest first.
func (l *linker) titles() {
	for _, d := range slices.Backward(l.c.Designations) {
		for _, b := range d.Bases {
			b.Titles = append(b.Titles, Title{Designation: d, Revoked: l.revoked(d, b)})
		}
	}
}

// revoked returns the first revocation of b's title at the level of d that is
// dated no earlier than d, or nil.
func (l *linker) revoked(d *Designation, b *Base) *Revocation {
	for _, r := range l.c.Revocations { // the oldest first
		if r.Level == d.Level && !r.Date.Before(d.Date) && slices.Contains(r.Bases, b) {
			return r
		}
	}
	return nil
}
