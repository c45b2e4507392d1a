package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteNew writes a file of its own, not of a tree, whole or not at all. The error is
// fs.ErrExist when a file of that name is there already.
func WriteNew(name string, fill func(io.Writer) error) error { return writeFile(name, fill, true) }

// Replace is WriteNew in place of what is there.
func Replace(name string, fill func(io.Writer) error) error { return writeFile(name, fill, false) }

// Text is what fills a file with the text.
func Text(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

// writeFile fills a file that has no name until it is whole, so that a run that is killed
// leaves nothing. Where the system has no such files, it has a name for the time being that is
// hidden and always the same: the next run takes it over.
func writeFile(name string, fill func(io.Writer) error, fresh bool) (err error) {
	if _, err := os.Lstat(name); err == nil && fresh {
		return &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
	}
	part := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".tmp")
	f, err := nameless(filepath.Dir(name))
	named := err != nil
	if named {
		if f, err = os.OpenFile(part, os.O_WRONLY|os.O_CREATE, 0o644); err != nil {
			return err
		}
		if err := lock(f); err != nil {
			return errors.Join(err, f.Close())
		}
		err = f.Truncate(0)
	}
	if err == nil {
		err = fill(f)
	}
	if err == nil {
		err = f.Sync()
	}
	if err == nil && !named {
		to := part
		if fresh {
			to = name
		} else {
			os.Remove(part) // of a run that was killed before it could rename
		}
		err = giveName(f, to)
	}
	err = errors.Join(err, f.Close())
	switch {
	case err != nil:
	case !fresh:
		err = Patiently(func() error { return os.Rename(part, name) })
	case named:
		err = moveNew(part, name)
	}
	if err != nil {
		os.Remove(part) // the first error counts
	}
	return err
}

// moveNew renames a file to a name that must be free.
func moveNew(from, to string) error {
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		os.Remove(from)
		return err
	}
	// A file system without second names.
	if _, err := os.Lstat(to); err == nil {
		return &fs.PathError{Op: "create", Path: to, Err: fs.ErrExist}
	}
	return Patiently(func() error { return os.Rename(from, to) })
}
