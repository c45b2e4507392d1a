package output

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
)

// checkedNames returns the tree's paths, sorted, when all of them can stand in one
// folder on every system. What fails here is a mistake in the program that made the
// tree, not in anybody's content.
func checkedNames(tree Tree) ([]string, error) {
	names := append([]string(nil), tree.Files()...)
	sort.Strings(names)
	seen := make(map[string]string, len(names))
	for _, n := range names {
		if !writable(n) {
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

// writable reports whether n is a clean relative path that is not ours to keep.
func writable(n string) bool {
	if !fs.ValidPath(n) || n == "." || strings.ContainsAny(n, "\\:") {
		return false
	}
	if first, _, _ := strings.Cut(n, "/"); fold(first) == own || fold(first) == manifestFile {
		return false
	}
	return strings.IndexFunc(n, func(r rune) bool { return r < ' ' || r == 0x7f }) < 0
}

// fold makes names equal that Windows and macOS take for the same.
func fold(name string) string { return strings.ToLower(name) }
