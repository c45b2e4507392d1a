// Package dirstore is a store in a folder of this machine, or on a share that the system shows as one.
//
// A file is on the disk itself when Put returns; that a power cut leaves it under its name is up to the file system, which writes what was
// renamed in the order in which it was. Windows refuses to replace a file while another program has it open; that is waited for (see output.Patiently).
//
// Nothing is read or written behind a link that leads out of the folder: that is store.ErrDenied. The folder itself may be one.
//
// Links are for systems that turn one in one step. Windows doesn't: there, Link is store.ErrUnsupported.
//
// A call ends between two steps when its context does. A single step lasts as long as the system takes for it: of a share whose
// server is silent, Windows and Linux say so after a minute or two, each in its own way.
package dirstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"kepu/generator/output"
	"kepu/generator/remove"
	"kepu/generator/store"
	"kepu/generator/store/folders"
)

// Open returns the store in the folder; store.ErrAddress where there is none.
func Open(dir string) (store.Linker, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		info, err2 := os.Stat(dir)
		if errors.Is(err2, fs.ErrNotExist) || errors.Is(err2, syscall.ENOTDIR) || err2 == nil && !info.IsDir() {
			return nil, fmt.Errorf("%w: %w", store.ErrAddress, err)
		}
		return nil, known(err)
	}
	// A few at a time are of use: while one waits for the disk, or for the share's server, others are written.
	return near{folders.NewLinker(disk{root}, store.Traits{Parallel: 8, Exclusive: true})}, nil
}

// near is the store, whose bytes may travel.
type near struct{ *folders.Linker }

// Copy copies the bytes where a file cannot have a second name.
func (n near) Copy(ctx context.Context, from, to string) error {
	err := n.Linker.Copy(ctx, from, to)
	if errors.Is(err, store.ErrUnsupported) {
		err = n.Carry(ctx, from, to)
	}
	return err
}

// known tells what an error of the system means for a store.
func known(err error) error {
	const writeProtected = syscall.Errno(19) // on Windows
	var inPath *fs.PathError
	var between *os.LinkError
	switch {
	case err == nil:
		return nil
	case output.Full(err):
		return fmt.Errorf("%w: %w", store.ErrFull, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), runtime.GOOS == "windows" && errors.Is(err, writeProtected):
		return fmt.Errorf("%w: %w", store.ErrDenied, err)
	case errors.As(err, &inPath) && inPath.Err.Error() == escapes, errors.As(err, &between) && between.Err.Error() == escapes:
		return fmt.Errorf("%w: a link leads out of the folder: %w", store.ErrDenied, err)
	}
	return err
}

// escapes is what os.Root says of a link that leads out; it has no name for it. A test holds that.
const escapes = "path escapes from parent"

// disk is a folder as a disk. Names have slashes, as os.Root takes them on every system.
type disk struct{ root *os.Root }

func (d disk) Close() error { return d.root.Close() }

func (d disk) full(name string) string {
	return filepath.Join(d.root.Name(), filepath.FromSlash(name))
}

// missing is known for the calls that need what the name leads through. Where a file stands in the place of a folder, there is no such folder.
func missing(err error) error {
	if errors.Is(err, syscall.ENOTDIR) {
		return fmt.Errorf("%w: %w", fs.ErrNotExist, err)
	}
	return known(err)
}

// change makes one change, again while another program is in its way, and ends when ctx has.
func change(ctx context.Context, f func() error) error {
	return known(output.Patiently(func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return f()
	}))
}

func (d disk) Open(_ context.Context, name string) (io.ReadCloser, error) {
	info, err := d.root.Stat(name)
	if err != nil {
		return nil, missing(err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file: %w", name, fs.ErrNotExist)
	}
	f, err := d.root.Open(name)
	if err != nil {
		return nil, missing(err)
	}
	return f, nil
}

func (d disk) Stat(_ context.Context, name string) (folders.Item, error) {
	info, err := d.root.Stat(name)
	if err != nil {
		return folders.Item{}, missing(err)
	}
	return item(info), nil
}

// item is what a folder's entry says.
func item(info fs.FileInfo) folders.Item {
	return folders.Item{Name: info.Name(), Kind: info.Mode().Type(), Size: info.Size(), Modified: info.ModTime()}
}

func (d disk) Write(ctx context.Context, name string, r io.Reader) error {
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return missing(err)
	}
	_, err = io.Copy(f, r)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		d.remove(name)
		return known(err)
	}
	return nil
}

func (d disk) Rename(ctx context.Context, from, to string) error {
	err := change(ctx, func() error { return d.root.Rename(from, to) })
	if output.Held(err) {
		// Windows says so too of a file that may not be replaced; since one could be written beside it, that is the rarer case, and
		// whoever holds it for longer will let it go.
		err = fmt.Errorf("another program holds %s: %v", to, err)
	}
	if err != nil {
		if info, err2 := d.root.Lstat(to); err2 == nil && info.IsDir() {
			return fmt.Errorf("a folder stands there: %w: %w", fs.ErrExist, err)
		}
	}
	return err
}

func (d disk) Link(ctx context.Context, from, to string) error {
	err := change(ctx, func() error { return d.root.Link(from, to) })
	if err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrNotExist) || ctx.Err() != nil {
		return err
	}
	// FAT and some shares know one name only, others so many, and each says so in its own words. What else may be wrong shows when bytes are written.
	return fmt.Errorf("%w: %v", store.ErrUnsupported, err)
}

// remove removes by whichever call the system has.
func (d disk) remove(name string) error {
	err := d.root.Remove(name)
	if remove.NoSuchCall(err) {
		err = os.Remove(d.full(name))
	}
	return err
}

func (d disk) Remove(ctx context.Context, name string) error {
	info, err := d.root.Lstat(name)
	if err != nil {
		return missing(err)
	}
	if info.IsDir() {
		return fmt.Errorf("%s is no file: %w", name, fs.ErrNotExist)
	}
	return change(ctx, func() error { return d.remove(name) })
}

func (d disk) MakeFolder(ctx context.Context, name string) error {
	return missing(change(ctx, func() error { return d.root.Mkdir(name, 0o755) }))
}

func (d disk) RemoveFolder(ctx context.Context, name string) error {
	info, err := d.root.Lstat(name)
	if err != nil {
		return missing(err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is no folder: %w", name, fs.ErrExist)
	}
	return change(ctx, func() error { return d.remove(name) })
}

func (d disk) Read(ctx context.Context, name string) ([]folders.Item, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := d.root.Open(name)
	if err != nil {
		return nil, missing(err)
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	if err != nil {
		return nil, missing(err)
	}
	items := make([]folders.Item, 0, len(entries))
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed meanwhile
		}
		if err != nil {
			return nil, known(err)
		}
		items = append(items, item(info))
	}
	return items, nil
}

func (d disk) MakeLink(ctx context.Context, target, name string) error {
	if runtime.GOOS == "windows" {
		return fmt.Errorf("links on Windows: %w", store.ErrUnsupported)
	}
	err := change(ctx, func() error { return d.root.Symlink(target, name) })
	if errors.Is(err, errors.ErrUnsupported) {
		return fmt.Errorf("%w: %w", store.ErrUnsupported, err)
	}
	return err
}

func (d disk) Leads(_ context.Context, name string) (string, error) {
	info, err := d.root.Lstat(name)
	if err != nil {
		return "", missing(err)
	}
	if info.Mode().Type() != fs.ModeSymlink {
		return "", fmt.Errorf("%s is no link: %w", name, fs.ErrInvalid)
	}
	to, err := d.root.Readlink(name)
	return filepath.ToSlash(to), known(err)
}

func (d disk) Folder(_ context.Context, name string) (bool, error) {
	info, err := d.root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return false, nil
	}
	return err == nil && info.IsDir(), known(err)
}
