// Package themes holds the themes that come with the program.
//
// A theme is a folder of templates and assets; default/README.md says what is
// in it and which view each layout is given. The files are built into the
// program, so that it is one file that needs nothing beside it.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed default
var files embed.FS

// Open returns the files of the theme of this name; false when there is none.
func Open(name string) (fs.FS, bool) {
	// fs.Sub takes ".", and a name with slashes is a folder inside a theme.
	if name != "default" {
		return nil, false
	}
	dir, err := fs.Sub(files, name)
	return dir, err == nil
}
