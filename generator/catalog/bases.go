package catalog

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/source"
)

// bases takes in the base pages and makes their names known.
func (l *linker) bases() {
	n := 0
	l.each(source.BaseFile, func(*source.Parsed) { n++ })
	l.baseNames = &names[Base]{l: l, what: diag.T("基地", "base"), isBases: true, known: make(map[string]*Base, 3*n)}
	ids := make(owners, n)
	bases := make([]Base, n) // one allocation for all
	l.each(source.BaseFile, func(p *source.Parsed) {
		if p.Base == nil || p.Base.Name == "" || p.ID == "" {
			l.baseNames.incomplete = true // what it is called could not be read: that was reported
		}
		if p.Base == nil {
			return
		}
		b := &bases[0]
		bases = bases[1:]
		b.Base, b.ID, b.Path = p.Base, p.ID, p.File.Path
		b.County = l.counties.find(b.Path, b.Base.County, &l.pass)
		for _, s := range b.Base.Before {
			if county := l.counties.find(b.Path, s.County, &l.pass); county != nil && s.Until.Known() {
				b.Before = append(b.Before, Stay{county, s.Until.Date})
			}
		}
		b.Kind = l.kinds.find(b.Path, b.Base.Kind, &l.pass)
		ids.claim(l, p)
		l.claim(b)
		if b.Draft && !l.in.Drafts {
			l.drafts[b] = true
			l.c.Drafts = append(l.c.Drafts, b.Path)
			return
		}
		l.c.Bases = append(l.c.Bases, b)
		l.c.targets[strings.ToLower(b.Path)] = Target{Base: b}
	})
	for i, b := range l.c.Bases {
		b.Ordinal = i
	}
	l.sortBases()
}

// claim makes a base known by its name, id and aliases. Each belongs to one base.
func (l *linker) claim(b *Base) {
	if b.Name == "" {
		return
	}
	l.claimName(b, b.Name, b.NameSpan)
	if other := l.baseNames.known[b.ID]; other == nil || other.ID != b.ID { // else owners has reported it
		l.claimName(b, b.ID, b.NameSpan)
	}
	for i, name := range b.Alias {
		l.claimName(b, name, b.AliasSpans[i])
	}
}

func (l *linker) claimName(b *Base, name string, at source.Span) {
	if name == "" {
		return
	}
	if other := l.baseNames.known[name]; other != nil && other != b {
		if i := slices.Index(other.Alias, name); i >= 0 && name == b.Name && other.Name != name {
			// The name is b's own; whoever has it for an alias is told.
			l.ps.Error(l.place(other.Path, other.AliasSpans[i]), diag.M("NAME-ALIAS-TAKEN", "“%s” 是 %s 的名称，不能作别名", "“%s” is the name of %s and cannot be an alias").With(name, b.Path),
				diag.T("一个名称只能属于一个基地，请删去这个别名", "a name belongs to one base: delete this alias"))
			l.baseNames.known[name] = b
			return
		}
		if newer, older := copyOf(b, other); newer != b && name == other.Name {
			b, other, at = newer, older, newer.NameSpan
		}
		l.ps.Error(l.place(b.Path, at), diag.M("NAME-TAKEN", "“%s” 已是 %s 的名称或别名", "“%s” is a name of %s already").With(name, other.Path),
			diag.T("一个名称只能属于一个基地", "a name belongs to one base"))
		return
	}
	l.baseNames.known[name] = b
	if name != b.ID {
		l.baseNames.listed = append(l.baseNames.listed, name)
	}
}

// copyOf returns the likelier copy of two bases with one name, whose path is the longer
// one (kjg-new.md, kjg2.md beside kjg.md), and the other.
func copyOf(a, b *Base) (newer, older *Base) {
	if len(b.Path) > len(a.Path) && strings.HasPrefix(b.Path, strings.TrimSuffix(a.Path, path.Ext(a.Path))) {
		return b, a
	}
	return a, b
}

// owners remembers which file has an id, within one section.
type owners map[string]*source.Parsed

// claim reports an id that another file of the section has, in any case of letters.
func (o owners) claim(l *linker, p *source.Parsed) {
	id := strings.ToLower(p.ID)
	if id == "" {
		return
	}
	if first := o[id]; first != nil && sameInFolder(first.File.Path, p.File.Path) {
		l.ps.Error(diag.Whole(p.File.Path), diag.M("BASE-TWICE", "%s 和 %s 是同一个基地", "%s and %s are the same base").With(p.File.Path, first.File.Path),
			diag.T("留下新的那个，删掉另一个", "keep the newer one and delete the other"))
		return
	} else if first != nil && strings.EqualFold(first.File.Path, p.File.Path) {
		return // told as two names that are one on Windows
	} else if first != nil {
		l.ps.Error(l.place(p.File.Path, p.IDSpan), diag.M("ID-TWICE", "id “%s” 和 %s 相同", "the id “%s” is that of %s too").With(p.ID, first.File.Path),
			diag.T(`请在开头的 +++ 里写一个不同的 id = "…"`, `write another id = "…" in the front matter`))
		return
	}
	o[id] = p
}

// sameInFolder reports whether one of two files is x.md and the other x/index.md.
func sameInFolder(a, b string) bool { return inFolder(a) == b || inFolder(b) == a }

// inFolder returns where a base's page bases/x.md stands when it has a folder.
func inFolder(page string) string { return strings.TrimSuffix(page, path.Ext(page)) + "/index.md" }

// sortBases puts the bases by county, kind and name, in the order of the site's lists;
// without a county or a kind they come after those that have one.
func (l *linker) sortBases() {
	type placed struct {
		county, kind int
		*Base
	}
	list := make([]placed, len(l.c.Bases))
	for i, b := range l.c.Bases {
		list[i] = placed{len(l.c.Counties), len(l.c.Kinds), b}
		if b.County != nil {
			list[i].county = b.County.Index
		}
		if b.Kind != nil {
			list[i].kind = b.Kind.Index
		}
	}
	slices.SortStableFunc(list, func(a, b placed) int {
		if a.county != b.county {
			return a.county - b.county
		}
		if a.kind != b.kind {
			return a.kind - b.kind
		}
		return cmp.Or(strings.Compare(a.NameKey, b.NameKey), strings.Compare(a.ID, b.ID))
	})
	for i, p := range list {
		l.c.Bases[i], p.Index = p.Base, i
	}
}

// base finds the base that r refers to; nil when it is unknown (reported) or a
// draft that is left out (warned about).
func (l *linker) base(path string, r source.Ref, w *pass) *Base {
	b := l.baseNames.find(path, r, w)
	if b != nil && l.drafts[b] {
		w.grouped = append(w.grouped, groupedWarning{cause{why: draft, base: b}, path, r.Span,
			diag.M(draftNamed, "“%s” 还是草稿，网站上没有它的页面", "“%s” is a draft and has no page on the site").With(b.Name),
			diag.T("写好后删去 draft = true", "take draft = true out when it is ready")})
	}
	return b
}

// basesOf finds those of refs that have a page, each once, and the counties
// where they were at a date.
func (l *linker) basesOf(path string, refs []source.Ref, at date.Date, room *arena, w *pass) ([]*Base, []*County) {
	if len(refs) == 0 {
		return nil, nil
	}
	firstBase, firstCounty := len(room.bases), len(room.counties)
	for _, r := range refs {
		if w.ps.Full(l.files[path], int(r.Span.Start)) {
			break
		}
		b := l.base(path, r, w)
		if b == nil {
			continue
		}
		if slices.Contains(room.bases[firstBase:], b) {
			w.ps.Warn(l.place(path, r.Span), diag.M("NAME-TWICE", "“%s” 写了两次", "“%s” stands twice").With(r.Name), diag.T("请删去一个", "take one out"))
			continue
		}
		if county := b.CountyAt(at); county != nil && !slices.Contains(room.counties[firstCounty:], county) {
			room.counties = append(room.counties, county)
		}
		if !l.drafts[b] {
			room.bases = append(room.bases, b)
		}
	}
	return slices.Clip(room.bases[firstBase:]), slices.Clip(room.counties[firstCounty:])
}

// pictures finds the cover and the gallery of each base: the pictures that its
// page names, and those that stand beside its index.md.
func (l *linker) pictures() {
	beside := map[string][]string{} // folder -> pictures in it
	for _, name := range l.in.Others {
		if source.IsPicture(name) {
			beside[path.Dir(name)] = append(beside[path.Dir(name)], name)
		}
	}
	for _, b := range l.c.Bases {
		b.Cover = l.picture(b.Path, b.Base.Cover)
		named := map[*source.Asset]bool{}
		for _, ph := range b.Photos {
			a := l.picture(b.Path, source.Ref{Name: ph.File, Span: ph.Span})
			if a != nil && !named[a] {
				named[a] = true
				b.Gallery = append(b.Gallery, Picture{a, ph.Caption, ph.Credit})
			}
		}
		if dir := path.Dir(b.Path); dir != "bases" {
			for _, name := range beside[dir] {
				if a := l.asset(name); a != nil && !named[a] {
					b.Gallery = append(b.Gallery, Picture{Asset: a})
				}
			}
		}
		slices.SortStableFunc(b.Gallery, func(x, y Picture) int { return naturalOrder(x.Asset.Path, y.Asset.Path) })
		if b.Cover == nil && len(b.Gallery) > 0 {
			b.Cover = b.Gallery[0].Asset
		}
		l.wordless(b)
	}
}
