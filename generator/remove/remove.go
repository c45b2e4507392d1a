// Package remove removes files and folders also where the system lacks the calls that Go
// prefers. On Windows, Go removes through an open folder by a call that some network shares
// do not know, and neither does Wine: they answer "Invalid function". The plain calls by
// name do the same there.
package remove

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// NoSuchCall reports whether the system says that it has no such call.
func NoSuchCall(err error) bool {
	const invalidFunction = syscall.Errno(1)
	return runtime.GOOS == "windows" && errors.Is(err, invalidFunction)
}

// All removes the file or the folder with all that is in it, as [os.RemoveAll] does. It
// follows no link.
func All(name string) error {
	err := os.RemoveAll(name)
	if NoSuchCall(err) {
		err = byName(name)
	}
	return err
}

// byName removes by name, one after the other.
func byName(name string) error {
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var errs []error
	if info.IsDir() {
		entries, err := os.ReadDir(name)
		errs = append(errs, err)
		for _, e := range entries {
			errs = append(errs, byName(filepath.Join(name, e.Name())))
		}
	}
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
