package figures_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	city "kepu/generator/sample"
	"kepu/generator/source"
)

// The recount of whole contents: of this repository's, and of the sample. What each file says is read by
// package source; names are found here by going through all of them.

// parsed are the files of a content.
type parsed []*source.Parsed

// site is what site.toml says.
func (files parsed) site() *source.Site {
	for _, p := range files {
		if p.Site != nil {
			return p.Site
		}
	}
	return &source.Site{}
}

// plain puts together what the files say.
func (files parsed) plain(t *testing.T) plain {
	t.Helper()
	site := files.site()
	c := &catalog.Catalog{}
	p := plain{Catalog: c, drafts: map[*catalog.Other]*catalog.County{}, absent: map[*catalog.Activity]*catalog.Other{}, given: map[*catalog.Annual]map[string]string{}}
	for _, x := range site.Counties {
		c.Counties = append(c.Counties, &catalog.County{ID: x.ID, Name: x.Name})
	}
	for _, x := range site.Levels {
		c.Levels = append(c.Levels, &catalog.Level{ID: x.ID, Name: x.Name, Rank: x.Rank})
	}
	for _, x := range site.Kinds {
		c.Kinds = append(c.Kinds, &catalog.Kind{ID: x.ID, Name: x.Name})
	}
	for _, x := range site.Campaigns {
		c.Campaigns = append(c.Campaigns, &catalog.Campaign{ID: x.ID, Name: x.Name})
	}
	for _, x := range site.Forms {
		c.Forms = append(c.Forms, &catalog.Form{ID: x.ID, Name: x.Name, Private: x.Private})
	}
	for _, x := range site.Indicators {
		own := asked{id: x.ID, name: x.Name, unit: x.Unit, since: int(x.Since.Year), until: int(x.Until.Year)}
		own.decimals = x.Unit == "平方米" || x.Unit == "万元"
		own.stock = x.Stock != nil && *x.Stock || x.Stock == nil && (x.Unit == "人" || x.Unit == "平方米")
		p.asked = append(p.asked, own)
	}
	county := func(r source.Ref) *catalog.County {
		for _, x := range c.Counties {
			if x.ID == r.Name || x.Name == r.Name {
				return x
			}
		}
		return nil
	}
	for _, f := range files {
		if f.Base == nil || f.Base.Draft {
			continue
		}
		b := &catalog.Base{Base: f.Base, ID: f.ID, County: county(f.Base.County)}
		for _, s := range f.Base.Before {
			b.Before = append(b.Before, catalog.Stay{County: county(s.County), Until: s.Until.Date})
		}
		for _, x := range c.Kinds {
			if x.ID == f.Base.Kind.Name || x.Name == f.Base.Kind.Name {
				b.Kind = x
			}
		}
		c.Bases = append(c.Bases, b)
	}
	base := func(name string) *catalog.Base {
		for _, b := range c.Bases {
			if b.ID == name || b.Name == name || slices.Contains(b.Alias, name) {
				return b
			}
		}
		return nil
	}
	// named sorts names into bases with a page and those without.
	named := func(names []string) (bases []*catalog.Base, others []*catalog.Other) {
		for _, name := range names {
			if b := base(name); b != nil {
				bases = append(bases, b)
				continue
			}
			at := slices.IndexFunc(c.Others, func(o *catalog.Other) bool { return o.Name == name })
			if at < 0 {
				at = len(c.Others)
				c.Others = append(c.Others, &catalog.Other{Name: name, Index: at})
			}
			others = append(others, c.Others[at])
		}
		return bases, others
	}
	words := func(refs []source.Ref) (out []string) {
		for _, r := range refs {
			out = append(out, r.Name)
		}
		return out
	}
	level := func(r source.Ref) *catalog.Level {
		for _, l := range c.Levels {
			if l.ID == r.Name || l.Name == r.Name {
				return l
			}
		}
		return nil
	}
	for _, f := range files {
		if f.Naming == nil {
			continue
		}
		for _, x := range f.Naming.Designations {
			d := &catalog.Designation{Level: level(x.Level), Date: x.Date.Date, Line: x.Line, ValidUntil: x.ValidUntil.Date, NoEndKnown: x.NoEndKnown, Complete: x.Complete}
			d.Bases, d.Others = named(append(words(x.Bases), x.Others...))
			d.Total = int64(len(d.Bases) + len(d.Others))
			if x.Total.Known {
				d.Total = x.Total.N
			}
			c.Designations = append(c.Designations, d)
		}
		for _, x := range f.Naming.Revocations {
			r := &catalog.Revocation{Level: level(x.Level), Date: x.Date.Date, Line: x.Line, HasLine: x.LineAt.Written()}
			r.Bases, r.Others = named(words(x.Bases))
			c.Revocations = append(c.Revocations, r)
		}
	}
	slices.SortStableFunc(c.Designations, func(a, b *catalog.Designation) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(c.Revocations, func(a, b *catalog.Revocation) int { return a.Date.Compare(b.Date) })
	for _, f := range files {
		if f.Log == nil {
			continue
		}
		for i := range f.Log.Activities {
			x := &f.Log.Activities[i]
			a := &catalog.Activity{Activity: x}
			for _, name := range words(x.Bases) {
				if b := base(name); b != nil {
					a.Bases = append(a.Bases, b)
				}
			}
			if own := county(x.County); own != nil {
				a.Counties = []*catalog.County{own}
			} else {
				for _, b := range a.Bases {
					if at := countyAt(b, firstDay(x.Date.Date)); at != nil && !slices.Contains(a.Counties, at) {
						a.Counties = append(a.Counties, at)
					}
				}
			}
			for _, y := range c.Campaigns {
				if y.ID == x.Campaign.Name || y.Name == x.Campaign.Name {
					a.Campaign = y
				}
			}
			for _, y := range c.Forms {
				if y.ID == x.Form.Name || y.Name == x.Form.Name {
					a.Form = y
				}
			}
			c.Activities = append(c.Activities, a)
		}
		for i := range f.Log.Annuals {
			x := &f.Log.Annuals[i]
			a := &catalog.Annual{Annual: x, Base: base(x.Base.Name)}
			if a.Base == nil {
				continue // a draft
			}
			p.given[a] = map[string]string{}
			for _, g := range x.More {
				p.given[a][g.Key] = f.File.Text[g.Span.Start:g.Span.End]
			}
			c.Annuals = append(c.Annuals, a)
		}
	}
	return p
}

// recounted holds what the program counts of a content against the recount, and returns how many rows
// there were and how many of them are of indicators.
func recounted(t *testing.T, name string, contents map[string][]byte) (rows, own int) {
	t.Helper()
	in := catalog.Input{Asset: func(string) *source.Asset { return &source.Asset{} }}
	for _, path := range slices.Sorted(func(yield func(string) bool) {
		for path := range contents {
			if !yield(path) {
				return
			}
		}
	}) {
		if !strings.HasSuffix(path, ".md") && !strings.HasSuffix(path, ".toml") {
			in.Others = append(in.Others, path)
			continue
		}
		if f := source.Parse(path, contents[path]); f.Site != nil || f.Base != nil || f.Naming != nil || f.Log != nil {
			in.Files = append(in.Files, f)
		}
	}
	c, ps := catalog.Link(in)
	for _, x := range ps {
		if x.Severity == diag.Error && !strings.Contains(x.What.Code, "LINK") && !strings.Contains(x.What.Code, "ASSET") {
			t.Logf("%s: %s", name, diag.Style{}.Format(x))
		}
	}
	p := parsed(in.Files).plain(t)
	at := map[string]int{}
	for i, b := range c.Bases {
		at[b.ID] = i
	}
	slices.SortFunc(p.Bases, func(a, b *catalog.Base) int { return at[a.ID] - at[b.ID] })
	want := recount{p}.lines()
	i := 0
	for r := range figures.Of(c).AllRows() {
		got := asLine(r)
		if i >= len(want) || got != want[i] {
			t.Fatalf("%s: row %d:\n got %v\nwant %v", name, i, got, want[min(i, len(want)-1):][:1])
		}
		if i++; r.Measure.IsIndicator() {
			own++
		}
	}
	if i < len(want) {
		t.Fatalf("%s: row %d is missing: %v", name, i, want[i])
	}
	return i, own
}

func TestTheContentOfThisRepositoryIsRecounted(t *testing.T) {
	contents := map[string][]byte{}
	root := os.DirFS("../../content")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			contents[path], err = fs.ReadFile(root, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if rows, _ := recounted(t, "content", contents); rows < 200 {
		t.Errorf("only %d rows were compared", rows)
	}
}

func TestTheSampleIsRecounted(t *testing.T) {
	for _, o := range []city.Options{{Seed: 1, Bases: 12, Activities: 60, Years: 3}, {Seed: 2, Bases: 30, Activities: 200, Years: 2}} {
		contents := map[string][]byte{}
		for path, data := range city.Files(o) {
			contents[path] = data
		}
		rows, own := recounted(t, "sample", contents)
		if rows < 1000 || own < 100 {
			t.Errorf("only %d rows were compared, %d of indicators", rows, own)
		}
	}
}
