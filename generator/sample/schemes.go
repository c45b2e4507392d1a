package sample

import (
	"embed"
	"io/fs"
)

//go:embed schemes/*.toml
var schemeFiles embed.FS

// schemes writes schemes/: three that show how one is written, and say so.
func (c *city) schemes(yield func(string, []byte) bool) {
	names, _ := fs.Glob(schemeFiles, "schemes/*.toml")
	for _, name := range names {
		data, err := schemeFiles.ReadFile(name)
		if err != nil {
			panic(err) // they are part of the program
		}
		if !yield(name, data) {
			return
		}
	}
}
