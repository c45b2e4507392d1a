package repair

import (
	"io/fs"
	"maps"

	"kepu/generator/folder"
)

// overlay is a content folder in which some files are others, or gone.
type overlay struct {
	whole   fs.FS // as it would be
	below   fs.FS
	changed map[string][]byte // nil: gone
}

func newOverlay(below fs.FS) *overlay { return &overlay{below, below, map[string][]byte{}} }

// with returns the folder with one step more.
func (o *overlay) with(files map[string][]byte) *overlay {
	all := maps.Clone(o.changed)
	maps.Copy(all, files)
	return &overlay{folder.Over(o.below, all), o.below, all}
}

// read returns a file's bytes; nil when there is none.
func (o *overlay) read(name string) ([]byte, error) { return readOf(o.whole, name) }

// original returns a file's bytes as they are on the disk; nil when there is none.
func (o *overlay) original(name string) ([]byte, error) { return readOf(o.below, name) }

func readOf(fsys fs.FS, name string) ([]byte, error) {
	data, err := fs.ReadFile(fsys, name)
	if isNotExist(err) {
		return nil, nil
	}
	if data == nil && err == nil {
		data = []byte{}
	}
	return data, err
}
