package form

import (
	"regexp"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/typed"
)

// Roll is a list of names of a document, one a line, parted into those that have a page and the others.
type Roll struct {
	Bases  []string // the names of bases that have a page
	Others []string // as they were written
	Near   []Near   // others that are much like a base's name: a person must say
	Twice  []string // names that stand in it more than once; they count once
}

// Near is a name that is not a base's, and the bases whose name it may be meant for.
type Near struct {
	Name  string
	Bases []string
}

var (
	numbering = regexp.MustCompile(`^(?:[(（]?[0-9０-９]{1,3}[)）]?(?:[.、．,，:：)）\s]+|$)|[(（]?[一二三四五六七八九十百]{1,5}[)）]?[、．.)）])\s*`)
	onlyDigit = regexp.MustCompile(`^[0-9０-９]*$`)
)

// ReadRoll parts a list of names as it is pasted from a document or a table: numbers before a name, and what
// stands in other columns behind it, are no part of it. A name is a base's when it is its name or one of its other names,
// however blanks, width and brackets are written; a part of a name is not enough.
func ReadRoll(text string, c *catalog.Catalog) (r Roll) {
	var candidates []typed.Candidate
	if c != nil {
		for _, b := range c.Bases {
			candidates = append(candidates, typed.Candidate{ID: b.ID, Name: b.Name, Others: otherNames(b)})
		}
	}
	for line := range strings.SplitSeq(text, "\n") {
		name := rollName(line)
		if name == "" {
			continue
		}
		if slices.Contains(r.Others, name) {
			r.Twice = append(r.Twice, name)
			continue
		}
		i, doubt := typed.Pick(name, diag.T("基地", "base"), candidates)
		switch {
		case doubt == nil && sameName(name, candidates[i]):
			if name := candidates[i].Name; slices.Contains(r.Bases, name) {
				r.Twice = append(r.Twice, name)
			} else {
				r.Bases = append(r.Bases, name)
			}
			continue
		case doubt == nil:
			r.Near = append(r.Near, Near{name, []string{candidates[i].Name}})
		case doubt.Meant != "":
			r.Near = append(r.Near, Near{name, []string{doubt.Meant}})
		case doubt.What.Code == "TYPED-NAME-SEVERAL":
			var names []string
			for _, i := range doubt.Choices[:min(3, len(doubt.Choices))] {
				names = append(names, candidates[i].Name)
			}
			r.Near = append(r.Near, Near{name, names})
		}
		r.Others = append(r.Others, name)
	}
	return r
}

// rollName is the name on a line: the first column that is no number, without the number before it.
func rollName(line string) string {
	for cell := range strings.SplitSeq(line, "\t") {
		cell = strings.Join(strings.Fields(numbering.ReplaceAllString(strings.TrimSpace(cell), "")), " ")
		cell = strings.Trim(cell, " 、，,；;。·")
		if !onlyDigit.MatchString(cell) {
			return cell
		}
	}
	return ""
}

// sameName reports whether a name is one of a base's, but for what is written now this way and now that.
func sameName(name string, c typed.Candidate) bool {
	is := func(s string) bool { return fold.Name(s) == fold.Name(name) }
	return is(c.Name) || slices.ContainsFunc(c.Others, is)
}
