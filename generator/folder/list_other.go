//go:build !unix

package folder

import (
	"io/fs"
	"os"
	"slices"
	"strings"
)

// list returns what stands in the folder that was opened as f. Windows tells what each entry is
// together with its name.
func list(f *os.File, _ string) ([]fs.DirEntry, error) {
	entries, err := f.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}
