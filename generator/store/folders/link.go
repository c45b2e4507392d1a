package folders

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"kepu/generator/store"
)

// LinkDisk is a Disk with links, whose Rename replaces a link as it does a file.
type LinkDisk interface {
	Disk
	// MakeLink makes a link; fs.ErrExist where something has the name, fs.ErrNotExist where the folder is missing.
	MakeLink(ctx context.Context, target, name string) error
	// Leads returns where a link leads; fs.ErrInvalid where the name is no link's, fs.ErrNotExist where nothing has it.
	Leads(ctx context.Context, name string) (string, error)
	// Folder reports whether a folder stands under the name or where it leads; false where nothing does.
	Folder(ctx context.Context, name string) (bool, error)
}

// Linker is a Store on a LinkDisk.
type Linker struct {
	*Store
	disk LinkDisk
}

var _ store.Linker = (*Linker)(nil)

// NewLinker returns the store on the disk.
func NewLinker(d LinkDisk, t store.Traits) *Linker { return &Linker{New(d, t), d} }

// Link makes name lead to the folder target, which must be there: a new link is made beside and renamed over the one before.
// In place of an empty folder this is not one step: for a moment nothing stands under the name.
func (l *Linker) Link(ctx context.Context, target, name string) error {
	to := path.Join(path.Dir(name), target)
	if err := l.begin(ctx, "link", name, to); err != nil {
		return err
	}
	there, err := l.disk.Folder(ctx, to)
	if err != nil {
		return err
	}
	if !there {
		return fmt.Errorf("link %s: there is no folder %s: %w", name, to, fs.ErrNotExist)
	}
	// What is there is looked at first, since a file would be replaced as a link is.
	_, err = l.disk.Leads(ctx, name)
	switch {
	case err == nil:
		part := path.Join(path.Dir(name), Part+rand.Text())
		if err := l.disk.MakeLink(ctx, target, part); err != nil {
			return err
		}
		if err := l.disk.Rename(ctx, part, name); err != nil {
			l.drop(ctx, part)
			return err
		}
		return nil
	case errors.Is(err, fs.ErrInvalid):
		// RemoveFolder takes nothing but an empty folder.
		if err := l.disk.RemoveFolder(ctx, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return l.inFolder(ctx, path.Dir(name), func() error { return l.disk.MakeLink(ctx, target, name) })
}

// Leads returns where name leads, "" where a folder or file has that name.
func (l *Linker) Leads(ctx context.Context, name string) (string, error) {
	if err := l.begin(ctx, "look at", name); err != nil {
		return "", err
	}
	to, err := l.disk.Leads(ctx, name)
	if errors.Is(err, fs.ErrInvalid) {
		return "", nil
	}
	return to, err
}
