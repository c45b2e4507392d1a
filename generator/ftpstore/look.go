package ftpstore

import (
	"errors"
	"fmt"
	"io/fs"
	"net/textproto"
	"path"

	"github.com/jlaffaye/ftp"

	"kepu/generator/store"
	"kepu/generator/store/folders"
)

// size returns the size of a file, -1 where there is none of that name.
func (l *link) size(name string) (int64, error) {
	size, err := l.FileSize(l.path(name))
	a, _ := errors.AsType[*textproto.Error](err)
	switch {
	case err == nil:
		return size, nil
	case a != nil && (a.Code == ftp.StatusBadCommand || a.Code == ftp.StatusNotImplemented):
		return l.listed(name)
	case no(err):
		return -1, nil
	}
	return -1, err
}

// listed is size on servers that tell none but in lists.
func (l *link) listed(name string) (int64, error) {
	items, err := l.items(path.Dir(name))
	if errors.Is(err, fs.ErrNotExist) {
		return -1, nil
	}
	for _, item := range items {
		if item.Name == path.Base(name) && item.Kind != fs.ModeDir {
			return item.Size, nil
		}
	}
	return -1, err
}

// items tells what is in a folder.
func (l *link) items(name string) ([]folders.Item, error) {
	there, err := l.folder(name)
	if err != nil {
		return nil, err
	}
	if !there {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	entries, err := l.List("") // of the folder that it is in now: in a path, some servers would read patterns
	if err != nil {
		return nil, err
	}
	items := make([]folders.Item, 0, len(entries))
	for _, e := range entries {
		item := folders.Item{Name: e.Name, Size: int64(e.Size), Modified: e.Time}
		switch e.Type {
		case ftp.EntryTypeFolder:
			item.Kind = fs.ModeDir
		case ftp.EntryTypeLink:
			item.Kind = fs.ModeSymlink
		}
		items = append(items, item)
	}
	return items, nil
}

// folder reports whether there is a folder of that name.
func (l *link) folder(name string) (bool, error) {
	err := l.ChangeDir(l.path(name))
	if no(err) {
		return false, nil
	}
	return err == nil, err
}

// taken reports whether something has the name, a folder or a file.
func (l *link) taken(name string) (bool, error) {
	if there, err := l.folder(name); there || err != nil {
		return there, err
	}
	size, err := l.size(name)
	return size >= 0, err
}

// make makes something of that name by f, and finds out what a no means: fs.ErrExist where something has the name, fs.ErrNotExist where the
// folder for it is missing, and store.ErrDenied only where it is neither three times, since what was in the way may be gone when it is looked for.
func (l *link) make(name string, f func() error) error {
	for try := 1; ; try++ {
		err := f()
		if !no(err) {
			return err
		}
		taken, err2 := l.taken(name)
		if err2 != nil {
			return err2
		}
		if taken {
			return fmt.Errorf("%s: %w: %w", name, fs.ErrExist, err)
		}
		above, err2 := l.folder(path.Dir(name))
		if err2 != nil {
			return err2
		}
		if !above {
			return fmt.Errorf("%s: %w: %w", name, fs.ErrNotExist, err)
		}
		if try == 3 {
			return fmt.Errorf("%s: %w: %w", name, store.ErrDenied, err)
		}
	}
}

// need does f, which needs the file, and finds out whether a no means fs.ErrNotExist, in the same way.
func (l *link) need(name string, f func() error) error {
	for try := 1; ; try++ {
		err := f()
		if !no(err) || try == 3 {
			return err
		}
		size, err2 := l.size(name)
		if err2 != nil {
			return err2
		}
		if size < 0 {
			return fmt.Errorf("%s: %w: %w", name, fs.ErrNotExist, err)
		}
	}
}
