package site_test

import (
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/diag"
	"kepu/generator/repair"
	"kepu/generator/site"
	"kepu/generator/source"
)

// everyFault calls do for each case of testdata/faults.
func everyFault(t *testing.T, do func(t *testing.T, content fstest.MapFS)) {
	t.Helper()
	paths, err := filepath.Glob("testdata/faults/*.txtar")
	if err != nil || len(paths) < 30 {
		t.Fatalf("%d cases, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			do(t, readCase(t, path).folder(t, saved[0].change))
		})
	}
}

func problemsOf(t *testing.T, m *site.Maker, content fstest.MapFS) diag.List {
	t.Helper()
	_, ps, err := m.Make(content)
	if err != nil {
		t.Fatal(err)
	}
	return ps
}

// TestEveryRepairTakesItsProblemAway makes each repair of each fault alone: there is one problem less of
// its code in the file, or its line has the next of the same cause.
func TestEveryRepairTakesItsProblemAway(t *testing.T) {
	offered := map[string]int{}
	everyFault(t, func(t *testing.T, content fstest.MapFS) {
		m := site.NewMaker(site.Options{Theme: bareTheme})
		before := problemsOf(t, m, content)
		for _, p := range before {
			if p.Repair == nil || p.Repair.Edits == nil {
				continue
			}
			offered[p.Code()]++
			var none diag.List
			text, _ := source.Decode(p.Place.File, content[p.Place.File].Data, &none)
			repaired, ok := p.Repair.Apply(strings.TrimPrefix(string(text), "\ufeff"))
			if !ok || repaired == string(text) {
				t.Errorf("the repair does not fit: %+v\n%s", p.Repair, diag.Style{}.Format(p))
				continue
			}
			next := maps.Clone(content)
			next[p.Place.File] = &fstest.MapFile{Data: []byte(repaired)}
			after := problemsOf(t, m, next)
			was, now := countOf(before, p), countOf(after, p)
			if strings.Count(repaired, "\n") == strings.Count(string(text), "\n") && !toldAgain(after, p) {
				now = 0 // another stands beside it: the first of each line is told
			}
			if now >= was {
				t.Errorf("%d of them before, %d now, after\n%s%s", was, now, diag.Style{}.Format(p), lineDiff(string(text), repaired))
			}
		}
	})
	if len(offered) < 30 {
		t.Errorf("repairs for %d codes", len(offered))
	}
}

// toldAgain reports whether a problem is in the list, at its place.
func toldAgain(list diag.List, p diag.Problem) bool {
	return slices.ContainsFunc(list, func(q diag.Problem) bool {
		return q.Place.File == p.Place.File && q.Place.Line == p.Place.Line && q.Place.Column == p.Place.Column && q.What == p.What
	})
}

// countOf counts the problems that say what p says of the same file.
func countOf(list diag.List, p diag.Problem) (n int) {
	for _, q := range list {
		if q.Place.File == p.Place.File && q.What.Code == p.What.Code && q.Message(diag.ZH) == p.Message(diag.ZH) {
			n++
		}
	}
	return n
}

// lineDiff shows the lines that differ.
func lineDiff(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return "- " + strings.Join(x, "\n- ") + "\n+ " + strings.Join(y, "\n+ ") + "\n"
}

// takenBack are the repairs of the fixtures that do not stand the proof: 2016 written right makes
// an entry the same as one above it.
var takenBack = map[string]int{"toml-numbers": 2}

// TestFaultsAreRepaired plans the repair of each fault fixture, saved in each way: what has a repair is
// gone, and the words of the files are the same whatever way they were saved in.
func TestFaultsAreRepaired(t *testing.T) {
	paths, err := filepath.Glob("testdata/faults/*.txtar")
	if err != nil || len(paths) < 30 {
		t.Fatalf("%d cases, %v", len(paths), err)
	}
	mended, repaired := 0, 0
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			c := readCase(t, path)
			first := map[string]string{}
			for _, way := range saved {
				if way.name != "LF" && testing.Short() && len(name)%3 != 0 {
					continue
				}
				p := planFor(t, c.folder(t, way.change))
				if len(p.Refused) != takenBack[name] {
					t.Errorf("%s: refused: %+v", way.name, p.Refused)
				}
				if n := repair.Count(p.After); n != takenBack[name] {
					t.Errorf("%s: %d have a repair and stand there still", way.name, n)
				}
				for _, q := range p.Shown {
					if q.Severity == diag.Error && !slices.ContainsFunc(p.Repaired, func(r repair.Repaired) bool {
						return r.Problem.Severity == diag.Error || r.Problem.Place.File == q.Place.File || r.Problem.Repair.Rename != ""
					}) {
						t.Errorf("%s: nothing hid this: %s", way.name, diag.Style{}.Format(q))
					}
				}
				repaired += len(p.Repaired)
				for _, f := range p.Change.Files {
					text := plainText(f.After)
					if was, ok := first[f.Path]; !ok && way.name == "LF" {
						first[f.Path] = text
						if errorsIn(p.Before, f.Path) > 0 && errorsIn(p.After, f.Path) == 0 {
							mended++
						}
					} else if was != text {
						t.Errorf("%s: %s differs by the way it was saved in:\n%s", way.name, f.Path, lineDiff(was, text))
					}
				}
			}
		})
	}
	if mended < 15 || repaired < 100 {
		t.Errorf("%d problems repaired, %d files without an error now", repaired, mended)
	}
}

func planFor(t testing.TB, content fs.FS) *repair.Plan {
	t.Helper()
	m := site.NewMaker(site.Options{Theme: bareTheme})
	p, err := repair.All(content, func(content fs.FS) (diag.List, error) {
		_, ps, err := m.Make(content)
		return ps, err
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func errorsIn(list diag.List, file string) (n int) {
	for _, p := range list {
		if p.Place.File == file && p.Severity == diag.Error {
			n++
		}
	}
	return n
}

// plainText is a file's text without what the ways of saving add.
func plainText(data []byte) string {
	return strings.NewReplacer("\ufeff", "", "\r\n", "\n", "\r", "\n").Replace(string(data))
}
