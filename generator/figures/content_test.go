package figures_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/source"
)

// plain is what a random content says, as it was thought up: no text, nothing linked. The
// recount reads this; the program is given the content as files.
type plain struct {
	*catalog.Catalog
	drafts map[*catalog.Other]*catalog.County // those that have a page, which is left out, and where it is
	absent map[*catalog.Activity]*catalog.Other
	asked  []asked                               // the indicators of site.toml
	given  map[*catalog.Annual]map[string]string // what returns give of them, by id, as it is written
}

// asked is an indicator as it was thought up.
type asked struct {
	id, name, unit string
	since, until   int // 0: no bound
	stock          bool
	decimals       bool // its unit is one of those that may have some
}

func (x asked) in(year int) bool { return x.since <= year && (x.until == 0 || year <= x.until) }

// randomContent thinks up a content, and has the program read and link its files.
func randomContent(t *testing.T, seed int64) (plain, *catalog.Catalog) {
	t.Helper()
	p := randomPlain(seed)
	in := catalog.Input{Asset: func(string) *source.Asset { return nil }}
	files := p.files()
	for _, name := range sortedNames(files) {
		f := source.Parse(name, []byte(files[name]))
		if f.Problems.HasErrors() {
			t.Fatalf("seed %d: %s: %v\n%s", seed, name, f.Problems, files[name])
		}
		in.Files = append(in.Files, f)
	}
	c, ps := catalog.Link(in)
	for _, x := range ps { // the one error here may be a revocation of which nobody can tell which line it means
		if x.Severity == diag.Error && !strings.Contains(x.Message(diag.EN), "by several lines") {
			t.Fatalf("seed %d: %s", seed, diag.Style{}.Format(x))
		}
	}
	at := map[string]int{} // lists of bases stand in the order of the site
	for i, b := range c.Bases {
		at[b.ID] = i
	}
	slices.SortFunc(p.Bases, func(a, b *catalog.Base) int { return at[a.ID] - at[b.ID] })
	return p, c
}

func randomCatalog(t *testing.T, seed int64) *catalog.Catalog {
	t.Helper()
	_, c := randomContent(t, seed)
	return c
}

func sortedNames(files map[string]string) []string {
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// files writes the content.
func (p plain) files() map[string]string {
	var site, namings, log strings.Builder
	site.WriteString("title = \"示例\"\n[organiser]\nname = \"虚构\"\n")
	term := func(list, id, name, more string) {
		fmt.Fprintf(&site, "[[%s]]\nid = %q\nname = %q\n%s", list, id, name, more)
	}
	for _, x := range p.Counties {
		term("county", x.ID, x.Name, "")
	}
	for _, x := range p.Levels {
		term("level", x.ID, x.Name, fmt.Sprintf("rank = %d\n", x.Rank))
	}
	for _, x := range p.Kinds {
		term("kind", x.ID, x.Name, "")
	}
	for _, x := range p.Campaigns {
		term("campaign", x.ID, x.Name, "")
	}
	for _, x := range p.Forms {
		term("form", x.ID, x.Name, fmt.Sprintf("public = %v\n", !x.Private))
	}
	for i, x := range p.asked {
		term("indicator", x.id, x.name, fmt.Sprintf("unit = %q\n", x.unit))
		if x.since != 0 {
			fmt.Fprintf(&site, "since = %d\n", x.since)
		}
		if x.until != 0 {
			fmt.Fprintf(&site, "until = \"%d年\"\n", x.until)
		}
		if x.stock != (x.unit == "人" || x.unit == "平方米") || i%2 == 0 {
			fmt.Fprintf(&site, "stock = %v\n", x.stock)
		}
	}
	files := map[string]string{}
	for _, b := range p.Bases {
		text := fmt.Sprintf("+++\nname = %q\nalias = [%q]\n", b.Name, "旧"+b.Name)
		county := fmt.Sprintf("%q", b.County.ID)
		if len(b.Before) > 0 {
			county = fmt.Sprintf("{county = %s}]", county)
			for _, s := range slices.Backward(b.Before) {
				county = fmt.Sprintf("{county = %q, until = %q}, ", s.County.ID, s.Until) + county
			}
			county = "[" + county
		}
		text += "county = " + county + "\n"
		if b.Kind != nil {
			text += fmt.Sprintf("kind = %q\n", b.Kind.ID)
		}
		if b.Until.Known() {
			text += fmt.Sprintf("until = %q\n", b.Until)
		}
		files["bases/"+b.ID+".md"] = text + "+++\n"
	}
	for o, county := range p.drafts {
		files[fmt.Sprintf("bases/draft%d.md", o.Index)] = fmt.Sprintf("+++\nname = %q\nalias = [%q]\ncounty = %q\ndraft = true\n+++\n", o.Name, "旧"+o.Name, county.ID)
	}
	for i, d := range p.Designations {
		fmt.Fprintf(&namings, "[[designation]]\nlevel = %q\ndate = %q\n", d.Level.ID, d.Date)
		var bases, others []string
		for j, b := range d.Bases {
			if name := b.Name; (i+j)%4 == 0 { // written where those without a page stand
				others = append(others, name)
			} else if (i+j)%4 == 1 {
				bases = append(bases, "旧"+name)
			} else {
				bases = append(bases, b.ID)
			}
		}
		for j, o := range d.Others {
			if name := o.Name; p.drafts[o] == nil || (i+j)%3 == 0 {
				others = append(others, name)
			} else if (i+j)%3 == 1 {
				others = append(others, "旧"+name)
			} else {
				bases = append(bases, name)
			}
		}
		fmt.Fprintf(&namings, "bases = %s\nothers = %s\n", quotedList(bases), quotedList(others))
		if d.Unlisted() > 0 || i%2 == 0 {
			fmt.Fprintf(&namings, "total = %d\n", d.Total)
		}
		if d.Line != "" || i%2 == 0 {
			fmt.Fprintf(&namings, "line = %q\n", d.Line)
		}
		if d.NoEndKnown {
			namings.WriteString([]string{"valid_until = \"unknown\"\n", "valid_until = \"未知\"\n"}[i%2])
		} else if d.ValidUntil.Known() {
			fmt.Fprintf(&namings, "valid_until = %q\n", d.ValidUntil)
		}
		if !d.Complete || i%2 == 0 {
			fmt.Fprintf(&namings, "complete = %v\n", d.Complete)
		}
	}
	for _, r := range p.Revocations {
		var bases []string
		for _, b := range r.Bases {
			bases = append(bases, b.Name)
		}
		for _, o := range r.Others {
			bases = append(bases, o.Name)
		}
		fmt.Fprintf(&namings, "[[revocation]]\nlevel = %q\ndate = %q\nbases = %s\n", r.Level.Name, r.Date, quotedList(bases))
		if r.HasLine {
			fmt.Fprintf(&namings, "line = %q\n", r.Line)
		}
	}
	if namings.Len() > 0 {
		files["designations.toml"] = namings.String()
	}
	for i, a := range p.Activities {
		fmt.Fprintf(&log, "[[activity]]\ntitle = \"示例活动%d\"\ndate = %q\n", i, a.Date.Date)
		var bases []string
		for _, b := range a.Bases {
			bases = append(bases, b.Name)
		}
		if o := p.absent[a]; o != nil {
			bases = append(bases, o.Name)
		}
		fmt.Fprintf(&log, "bases = %s\n", quotedList(bases))
		if a.Place != "" {
			fmt.Fprintf(&log, "county = %q\n", a.Place)
		}
		if a.Campaign != nil {
			fmt.Fprintf(&log, "campaign = %q\n", a.Campaign.ID)
		}
		if a.Form != nil {
			fmt.Fprintf(&log, "form = %q\n", a.Form.ID)
		}
		if a.Status != source.Held || i%2 == 0 {
			fmt.Fprintf(&log, "status = %q\n", []string{"held", "planned", "postponed", "cancelled"}[a.Status])
		}
		writeCount(&log, "sessions", a.Sessions)
		for x, n := range a.Figures {
			writeCount(&log, activityMeasures[x+2], n)
		}
	}
	for _, a := range p.Annuals {
		fmt.Fprintf(&log, "[[annual]]\nbase = %q\nyear = %d\n", a.Base.ID, a.Year)
		for x, n := range a.Figures {
			writeCount(&log, strings.TrimPrefix(annualMeasures[x], "base_"), n)
		}
		for _, x := range p.asked {
			if n, ok := p.given[a][x.id]; ok {
				fmt.Fprintf(&log, "%s = %s\n", x.id, n)
			}
		}
	}
	if log.Len() > 0 {
		files["activities/all.toml"] = log.String()
	}
	files["site.toml"] = site.String()
	return files
}

func writeCount(b *strings.Builder, key string, n source.Count) {
	if n.Known {
		fmt.Fprintf(b, "%s = %d\n", key, n.N)
	}
}

func quotedList(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = fmt.Sprintf("%q", name)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
