// Package kepu holds what stands in the root of the repository and is part of the program:
// the handbook for those who write content/.
package kepu

import _ "embed"

// Handbook is content/README.md: a new site's folder gets a copy of it.
//
//go:embed content/README.md
var Handbook string
