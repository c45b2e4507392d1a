package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"kepu/generator/remove"
)

// NewFolder makes a folder with files of its own, whole or not at all: until all of them are written it has another name.
// Files are by their names in the folder. The error is fs.ErrExist when there is such a folder already with anything in it.
func NewFolder(dir string, files map[string][]byte) (err error) {
	parent, name := filepath.Split(filepath.Clean(dir))
	if parent == "" {
		parent = "."
	}
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return err
	}
	// Asked by name first: to read a file as a folder is no error of its own on Windows.
	there, err := os.Lstat(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if there != nil {
		entries, err := os.ReadDir(dir)
		switch {
		case !there.IsDir() || len(entries) > 0:
			return fmt.Errorf("%s: %w", dir, fs.ErrExist)
		case err != nil:
			return err
		}
	}
	stage, err := stageBeside(parent, name)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, remove.All(stage))
		}
	}()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := WriteNew(filepath.Join(stage, name), Text(string(files[name]))); err != nil {
			return err
		}
	}
	if there != nil { // an empty one; Windows renames over none
		if err := os.Remove(dir); err != nil {
			return err
		}
	}
	return os.Rename(stage, dir)
}

// stageBeside makes the folder that the files are written into first.
func stageBeside(parent, name string) (dir string, err error) {
	for n := range 100 { // a run that was killed leaves its own
		dir = filepath.Join(parent, fmt.Sprintf(".%s-%d", name, n))
		if err = os.Mkdir(dir, 0o777); !errors.Is(err, fs.ErrExist) {
			return dir, err
		}
	}
	return dir, err
}
