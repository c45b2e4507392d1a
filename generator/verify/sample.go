package verify

import (
	"io/fs"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"

	"kepu/generator/filelist"
	"kepu/generator/webheader"
)

// firstPage is the page that readers come by, and lostPage the one for what does not exist.
const (
	firstPage = "index.html"
	lostPage  = "404.html"
)

// sample returns the files to ask for, so many at least, in the order in which they are asked: the pages that everybody meets, one file of each kind in each
// folder, all styles and scripts of pages, and others by chance.
func sample(list filelist.List, n int, seed uint64) []string {
	var out []string
	in := map[string]bool{}
	take := func(name string) {
		if _, there := list[name]; there && !in[name] {
			in[name] = true
			out = append(out, name)
		}
	}
	take(firstPage)
	take(lostPage)
	names := list.Names()
	kinds := map[string]bool{}
	for _, name := range names {
		kind := path.Dir(name) + " " + path.Ext(name)
		if path.Base(name) == firstPage {
			kind += " index"
		}
		if !kinds[kind] || path.Dir(name) == "assets" {
			kinds[kind] = true
			take(name)
		}
	}
	rest := slices.DeleteFunc(names, func(name string) bool { return in[name] })
	chance := rand.New(rand.NewPCG(seed, 0))
	chance.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	for _, name := range rest[:min(len(rest), max(0, n-len(out)))] {
		take(name)
	}
	return out
}

var versioned = regexp.MustCompile(`(?:\.\./)*(assets/[^"?#\s]+)(\?v=[0-9a-f]+)`)

// queries are the names that pages ask for with a query, and the query: from the local pages among the names.
func queries(local fs.FS, names []string) map[string]string {
	out := map[string]string{}
	for _, name := range names {
		if path.Ext(name) != ".html" {
			continue
		}
		page, err := fs.ReadFile(local, name)
		if err != nil {
			continue // whoever compares it tells
		}
		for _, m := range versioned.FindAllSubmatch(page, -1) {
			out[string(m[1])] = string(m[2])
		}
	}
	return out
}

// foldersOf are the folders that hold files of the list, "." first; with an index, and without.
func foldersOf(list filelist.List) (indexed, bare []string) {
	all := map[string]bool{}
	for name := range list {
		for dir := path.Dir(name); !all[dir]; dir = path.Dir(dir) {
			all[dir] = true
		}
	}
	for dir := range all {
		if _, ok := list[path.Join(dir, firstPage)]; ok {
			indexed = append(indexed, dir)
		} else {
			bare = append(bare, dir)
		}
	}
	slices.Sort(indexed)
	slices.Sort(bare)
	return indexed, bare
}

// isPage reports whether browsers show the file as a page.
func isPage(name string) bool { return path.Ext(name) == ".html" }

// isText reports whether the file is one that is compared in words.
func isText(name string) bool { return webheader.Of(name).Text }

// isKept reports whether a browser may keep the file for ever.
func isKept(name string) bool { return strings.Contains(webheader.Of(name).Cache, "immutable") }
