package acceptance

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/sample"
	"kepu/generator/site"
	"kepu/themes"
)

// pageLimit is what a page may weigh in a city of any size, in bytes: beyond that a
// telephone scrolls badly and a slow line takes a minute.
const pageLimit = 500_000

var ofCounty = regexp.MustCompile(`(?m)^county *= *".*"$`)

// overgrown returns the pages over the limit.
func overgrown(tr *tree) []string {
	var faults []string
	for _, page := range tr.pagePaths() {
		if n := len(tr.files[page]); n > pageLimit {
			faults = append(faults, fmt.Sprintf("%s: %d bytes, over %d", page, n, pageLimit))
		}
	}
	return faults
}

// The map shows bases up to 360 and counties beyond, and pages link to either: of both
// cities no page may be too large and no link may lead nowhere.
func TestPagesOfALargeCityStayReadable(t *testing.T) {
	if testing.Short() {
		t.Skip("makes cities of 500 bases and more")
	}
	for _, o := range []struct {
		sample.Options
		one bool // all bases are in one county
	}{
		{sample.Options{Bases: 360, Activities: 600, Years: 20, Seed: 1}, false},
		{sample.Options{Bases: 361, Activities: 600, Years: 20, Seed: 1}, false},
		{sample.Options{Bases: 1500, Activities: 600, Years: 2, Seed: 1}, false},
		{sample.Options{Bases: 200, Activities: 600, Years: 2, Seed: 1}, true},
		{sample.Options{Bases: 500, Activities: 600, Years: 2, Seed: 1}, true},
		{sample.Options{Bases: 1200, Activities: 600, Years: 2, Seed: 1}, true},
	} {
		t.Run(fmt.Sprint(o.Bases, o.one), func(t *testing.T) {
			content := fstest.MapFS{}
			for name, data := range sample.Files(o.Options) {
				if o.one && strings.HasPrefix(name, "bases/") {
					data = ofCounty.ReplaceAll(data, []byte(`county = "甲川区"`))
				}
				content[name] = &fstest.MapFile{Data: data, Mode: 0o644}
			}
			theme, _ := themes.Open("default")
			s, problems, err := site.Make(content, site.Options{Theme: func(string) (fs.FS, error) { return theme, nil }})
			if s == nil {
				t.Fatal(problems, err)
			}
			tr, err := newTree(s)
			if err != nil {
				t.Fatal(err)
			}
			report(t, overgrown(tr))
			report(t, slices.DeleteFunc(brokenLinks(tr), func(fault string) bool {
				return strings.HasPrefix(fault, "404.html") // it stands at any address, so it names whole ones
			}))
			t.Logf("map.html %d bytes, bases/index.html %d", len(tr.files["map.html"]), len(tr.files["bases/index.html"]))
		})
	}
}
