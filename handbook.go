// Package kepu holds what stands in the root of the repository and is part of the program:
// the handbook for those who write content/.
package kepu

import (
	_ "embed"
	"strings"
)

//go:embed content/README.md
var handbook string

// Handbook returns content/README.md as a new site's folder gets it: without its pictures, which stand
// beside this repository's content/ and nowhere else.
func Handbook() string {
	var kept []string
	for _, line := range strings.Split(handbook, "\n") {
		if !strings.HasPrefix(line, "![") {
			kept = append(kept, line)
		}
	}
	return strings.ReplaceAll(strings.Join(kept, "\n"), "\n\n\n", "\n\n")
}
