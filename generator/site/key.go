package site

import (
	"slices"
	"strings"

	"kepu/generator/digest"
)

// Key stands for what a file of the site is made from: files of one path with the same key have
// the same bytes. The opposite may not hold: a template that is written otherwise may make the
// same page. Nothing is made for it, see key.go of package pages. It is the zero value for a
// name that the site does not have.
func (s *Site) Key(name string) digest.Digest {
	var g digest.Gathering
	if from, ok := s.assets[name]; ok {
		g.Digests(digest.OfBytes(s.theme.files.files["assets/"+from].data))
		g.Text(s.theme.Version(from)) // which knows of style sheets that it imports
		return g.Digest()
	}
	f, ok := s.files[name]
	if !ok {
		return digest.Digest{}
	}
	g.Digests(s.theme.pages[f.Layout], f.Key())
	return g.Digest()
}

// Draft reports whether the file is the page of a draft.
func (s *Site) Draft(name string) bool { return s.files[name].Draft }

// ChangedPages returns how many pages one site has that the other hasn't or that are made from
// something else there.
func ChangedPages(before, now *Site) int {
	n := 0
	for _, name := range now.paths {
		if isPage(name) && (!before.has(name) || before.Key(name) != now.Key(name)) {
			n++
		}
	}
	for _, name := range before.paths {
		if isPage(name) && !now.has(name) {
			n++
		}
	}
	return n
}

func isPage(name string) bool { return strings.HasSuffix(name, ".html") }

func (s *Site) has(name string) bool {
	_, ok := slices.BinarySearch(s.paths, name)
	return ok
}
