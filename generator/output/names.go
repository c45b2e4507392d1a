package output

import (
	"fmt"
	"path"
	"sort"
	"strings"

	"kepu/generator/filelist"
)

// checkedNames returns the tree's paths, sorted, when all of them can stand in one
// folder on every system. What fails here is a mistake in the program that made the
// tree, not in anybody's content.
func checkedNames(tree Tree) ([]string, error) {
	names := append([]string(nil), tree.Files()...)
	sort.Strings(names)
	seen := make(map[string]string, len(names))
	for _, n := range names {
		if !filelist.Writable(n) {
			return nil, fmt.Errorf("the tree has a file with the name %q, which cannot be written", n)
		}
		if other, ok := seen[fold(n)]; ok {
			return nil, fmt.Errorf("the tree has %q and %q, which are one file on Windows", other, n)
		}
		seen[fold(n)] = n
	}
	for _, n := range names {
		for d := path.Dir(n); d != "."; d = path.Dir(d) {
			if other, ok := seen[fold(d)]; ok {
				return nil, fmt.Errorf("the tree has the file %q and, as if that were a folder, %q", other, n)
			}
		}
	}
	return names, nil
}

// fold makes names equal that Windows and macOS take for the same.
func fold(name string) string { return strings.ToLower(name) }
