// Package folders makes a store of a disk: of what has folders, files and renaming, whether it is a folder of this machine or lies behind sftp or ftp.
// What the packages for these have in common stands here once; each tells, as a Disk, how a single step is made on its side.
//
// A file is written under a name of its own beside the one that it is to have, and renamed when it is whole. Such names begin with Part.
// No call tells them, and none takes one. A run that is killed leaves some behind; List removes those that are older than a day.
//
// Links of others are followed where the disk follows them, but List tells neither links nor what is behind them, so that nothing there is taken for the site's:
// only the folder that it is asked for may be one.
package folders

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"kepu/generator/filelist"
	"kepu/generator/store"
)

// Part is what the names of files that are not whole yet begin with.
const Part = filelist.Own + "-put-"

// stale is the age from which on nobody is still writing such a file. It is long, since the far side's clock may be wrong, and since keeping one does no harm.
const stale = 24 * time.Hour

// Disk makes single steps, each whole or not at all but for Write. Names are those of the store, "." its root. Errors are those of package store; besides, as said with each.
// Calls come from several goroutines.
type Disk interface {
	// Open opens a file for reading; fs.ErrNotExist also where the name is a folder's.
	Open(ctx context.Context, name string) (io.ReadCloser, error)
	// Stat tells of what the name leads to; fs.ErrNotExist where that is nothing.
	Stat(ctx context.Context, name string) (Item, error)
	// Write makes a new file of all that r gives, and has it on the disk itself where it can; fs.ErrNotExist where the folder is missing, and fs.ErrExist
	// where something has the name, at least on a disk whose Traits say Exclusive. When it fails it takes away what it has made, where that can still be done.
	Write(ctx context.Context, name string, r io.Reader) error
	// Rename gives the file another name, in place of a file that has it; fs.ErrExist where a folder has it.
	Rename(ctx context.Context, from, to string) error
	// Link gives the file a second name; fs.ErrExist where something has it already, fs.ErrNotExist where the file or the folder is missing,
	// store.ErrUnsupported where files have one name only.
	Link(ctx context.Context, from, to string) error
	// Remove takes a file or a link away; fs.ErrNotExist where there is none.
	Remove(ctx context.Context, name string) error
	// MakeFolder makes one folder; fs.ErrExist where something is there, fs.ErrNotExist where the one above is missing.
	MakeFolder(ctx context.Context, name string) error
	// RemoveFolder takes an empty folder away; fs.ErrExist where it isn't empty or no folder, fs.ErrNotExist where nothing is there.
	RemoveFolder(ctx context.Context, name string) error
	// Read tells what is in a folder; fs.ErrNotExist where there is none.
	Read(ctx context.Context, name string) ([]Item, error)
	// Close ends the connection.
	Close() error
}

// Item is what stands in a folder, under its last name.
type Item struct {
	Name     string
	Kind     fs.FileMode // the bits of fs.ModeType: 0 for a file
	Size     int64
	Modified time.Time
}

// Store is a store on a Disk.
type Store struct {
	disk   Disk
	traits store.Traits
}

// New returns the store on the disk.
func New(d Disk, t store.Traits) *Store { return &Store{d, t} }

// Traits are those that New was told.
func (s *Store) Traits() store.Traits { return s.traits }

// Close ends the connection.
func (s *Store) Close() error { return s.disk.Close() }

// valid reports whether the name is one that the calls take.
func valid(op, name string) error {
	ok := fs.ValidPath(name)
	for part := range strings.SplitSeq(name, "/") {
		ok = ok && !strings.HasPrefix(part, Part)
	}
	if !ok || strings.ContainsAny(name, "\\\x00\r\n") {
		return fmt.Errorf("%s %q: %w", op, name, fs.ErrInvalid)
	}
	return nil
}

func (s *Store) begin(ctx context.Context, op string, names ...string) error {
	for _, n := range names {
		if err := valid(op, n); err != nil {
			return err
		}
		if n == "." {
			return fmt.Errorf("%s %q: %w", op, n, fs.ErrInvalid)
		}
	}
	return ctx.Err()
}

// Get opens a file for reading.
func (s *Store) Get(ctx context.Context, name string) (io.ReadCloser, error) {
	if err := s.begin(ctx, "get", name); err != nil {
		return nil, err
	}
	return s.disk.Open(ctx, name)
}

// Stat tells of the file.
func (s *Store) Stat(ctx context.Context, name string) (store.Entry, error) {
	if err := s.begin(ctx, "stat", name); err != nil {
		return store.Entry{}, err
	}
	item, err := s.disk.Stat(ctx, name)
	if err == nil && item.Kind != 0 {
		err = fmt.Errorf("%s is no file: %w", name, fs.ErrNotExist)
	}
	if err != nil {
		return store.Entry{}, err
	}
	return store.Entry{Name: name, Size: item.Size, Modified: item.Modified}, nil
}

// Put makes the file, in place of one that is there.
func (s *Store) Put(ctx context.Context, name string, o store.Object) error {
	if err := s.begin(ctx, "put", name); err != nil {
		return err
	}
	part, err := s.part(ctx, name, o)
	if err != nil {
		return err
	}
	if err := s.replace(ctx, part, name); err != nil {
		s.drop(ctx, part)
		return err
	}
	return nil
}

// replace renames, also where an empty folder stands under the name: a run that was killed between the last file of a folder and the folder leaves one.
func (s *Store) replace(ctx context.Context, from, to string) error {
	err := s.disk.Rename(ctx, from, to)
	if errors.Is(err, fs.ErrExist) && s.disk.RemoveFolder(ctx, to) == nil {
		err = s.disk.Rename(ctx, from, to)
	}
	return err
}

// part writes the object beside name, making the folders, and returns under which name.
func (s *Store) part(ctx context.Context, name string, o store.Object) (string, error) {
	part := path.Join(path.Dir(name), Part+rand.Text())
	err := s.inFolder(ctx, path.Dir(name), func() error {
		r, err := o.Reader(ctx)
		if err != nil {
			return err
		}
		err = s.disk.Write(ctx, part, r)
		return errors.Join(err, r.Close())
	})
	return part, err
}

// inFolder does something in a folder, which is made where it is missing. Another call may remove it as empty between the two, so it is tried again.
func (s *Store) inFolder(ctx context.Context, folder string, do func() error) error {
	err := do()
	for try := 0; errors.Is(err, fs.ErrNotExist) && try < 20; try++ {
		if m, ok := errors.AsType[*missing](err); ok {
			return m.error
		}
		if err := s.makeFolders(ctx, folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		err = do()
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the folder %s cannot be made, perhaps a file has its name: %w", folder, fs.ErrInvalid)
	}
	return err
}

func (s *Store) makeFolders(ctx context.Context, folder string) error {
	if folder == "." {
		return nil
	}
	err := s.disk.MakeFolder(ctx, folder)
	if errors.Is(err, fs.ErrNotExist) {
		if err := s.makeFolders(ctx, path.Dir(folder)); err != nil {
			return err
		}
		err = s.disk.MakeFolder(ctx, folder)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// drop takes what is not to stay away, also when ctx has ended. Where that fails, List will.
func (s *Store) drop(ctx context.Context, part string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	s.disk.Remove(ctx, part)
}
