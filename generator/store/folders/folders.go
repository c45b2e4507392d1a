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
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
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

// Create makes the file where there is none. Where files can have two names it is whole from the beginning; where they cannot, an Exclusive disk
// writes it before the eyes of readers. On another one the name is looked for before, and the file read back: who finds another's there has come second.
func (s *Store) Create(ctx context.Context, name string, o store.Object) error {
	if err := s.begin(ctx, "create", name); err != nil {
		return err
	}
	part, err := s.part(ctx, name, o)
	if err != nil {
		return err
	}
	defer s.drop(ctx, part)
	err = s.disk.Link(ctx, part, name)
	if !errors.Is(err, store.ErrUnsupported) {
		return err
	}
	if s.traits.Exclusive {
		r, err := o.Reader(ctx)
		if err != nil {
			return err
		}
		return errors.Join(s.disk.Write(ctx, name, r), r.Close())
	}
	there, err := s.disk.Open(ctx, name)
	if err == nil {
		there.Close()
		return fmt.Errorf("create %s: %w", name, fs.ErrExist)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := s.replace(ctx, part, name); err != nil {
		return err
	}
	return s.readBack(ctx, name, o)
}

// readBack fails with fs.ErrExist where the file is not the object.
func (s *Store) readBack(ctx context.Context, name string, o store.Object) error {
	r, err := s.disk.Open(ctx, name)
	if err != nil {
		return err
	}
	sum := sha256.New()
	_, err = io.Copy(sum, r)
	if err := errors.Join(err, r.Close()); err != nil {
		return err
	}
	if filelist.Sum(sum.Sum(nil)) != o.Sum {
		return fmt.Errorf("create %s: another came first: %w", name, fs.ErrExist)
	}
	return nil
}

// Copy gives the file a second name; store.ErrUnsupported where the disk has no such thing.
func (s *Store) Copy(ctx context.Context, from, to string) error {
	if err := s.begin(ctx, "copy", from, to); err != nil {
		return err
	}
	if from == to {
		return nil
	}
	err := s.disk.Link(ctx, from, to)
	if errors.Is(err, fs.ErrNotExist) { // mostly it is the folder that is missing
		if err := s.makeFolders(ctx, path.Dir(to)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		err = s.inFolder(ctx, path.Dir(to), func() error { return s.link(ctx, from, to) })
		if errors.Is(err, fs.ErrNotExist) {
			return errors.Join(err, s.prune(ctx, path.Dir(to)))
		}
	}
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	part := path.Join(path.Dir(to), Part+rand.Text())
	if err := s.link(ctx, from, part); err != nil {
		return err
	}
	err = s.replace(ctx, part, to)
	// Where both are names of one file already, renaming succeeds, does nothing, and leaves both.
	s.drop(ctx, part)
	return err
}

// link is the disk's Link, and says where something is missing whether that is the file: no folder mends it.
func (s *Store) link(ctx context.Context, from, to string) error {
	err := s.disk.Link(ctx, from, to)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	there, err2 := s.disk.Open(ctx, from)
	if err2 == nil {
		return errors.Join(err, there.Close())
	}
	if !errors.Is(err2, fs.ErrNotExist) {
		return err2
	}
	return &missing{err2}
}

// missing is an fs.ErrNotExist that no folder mends.
type missing struct{ error }

func (m *missing) Unwrap() error { return m.error }

// Carry makes the file to of the bytes of from, which go to the disk and back: for disks that are near.
func (s *Store) Carry(ctx context.Context, from, to string) error {
	if err := s.begin(ctx, "copy", from, to); err != nil {
		return err
	}
	part := path.Join(path.Dir(to), Part+rand.Text())
	err := s.inFolder(ctx, path.Dir(to), func() error {
		r, err := s.disk.Open(ctx, from)
		if errors.Is(err, fs.ErrNotExist) {
			return &missing{err}
		}
		if err != nil {
			return err
		}
		return errors.Join(s.disk.Write(ctx, part, untilEnd{ctx, r}), r.Close())
	})
	if err != nil {
		return err
	}
	if err := s.replace(ctx, part, to); err != nil {
		s.drop(ctx, part)
		return err
	}
	return nil
}

// untilEnd reads until its context has ended.
type untilEnd struct {
	ctx context.Context
	r   io.Reader
}

func (u untilEnd) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}

// Remove takes the file away, and the folders that this leaves empty.
func (s *Store) Remove(ctx context.Context, name string) error {
	if err := s.begin(ctx, "remove", name); err != nil {
		return err
	}
	if err := s.disk.Remove(ctx, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return s.prune(ctx, path.Dir(name))
}

// prune removes the folder and those above it, as long as they are empty. Where they were left by a run that was killed, removing again does it.
func (s *Store) prune(ctx context.Context, folder string) error {
	for ; folder != "."; folder = path.Dir(folder) {
		err := s.disk.RemoveFolder(ctx, folder)
		if errors.Is(err, fs.ErrExist) || errors.Is(err, store.ErrDenied) {
			return nil // it is in use, or not ours
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// List tells every file below the folder, several folders at a time being read.
func (s *Store) List(ctx context.Context, folder string, tell func(store.Entry) error) error {
	if err := valid("list", folder); err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	w := walk{s: s, tell: tell, stop: cancel, free: make(chan struct{}, s.traits.Parallel)}
	w.all.Add(1)
	w.folder(ctx, folder)
	w.all.Wait()
	return context.Cause(ctx)
}

// walk is a List on its way.
type walk struct {
	s    *Store
	tell func(store.Entry) error
	one  sync.Mutex // tell is called by one at a time
	stop context.CancelCauseFunc
	free chan struct{}
	all  sync.WaitGroup
}

// folder reads one folder and starts reading those in it. The first error ends the walk.
func (w *walk) folder(ctx context.Context, folder string) {
	defer w.all.Done()
	select {
	case w.free <- struct{}{}:
	case <-ctx.Done():
		return
	}
	items, err := w.s.disk.Read(ctx, folder)
	<-w.free
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) { // removed meanwhile, or never there
			w.stop(err)
		}
		return
	}
	dropped := false
	for _, item := range items {
		if item.Name == "." || !fs.ValidPath(item.Name) || strings.Contains(item.Name, "/") {
			continue // the folder itself, the one above, or what no folder holds: servers may say what they like
		}
		name := path.Join(folder, item.Name)
		switch {
		case strings.HasPrefix(item.Name, Part):
			if item.Kind == fs.ModeDir || item.Modified.IsZero() || time.Since(item.Modified) < stale {
				continue
			}
			if err := w.s.disk.Remove(ctx, name); err != nil && ctx.Err() != nil {
				return
			}
			dropped = true
		case item.Kind == fs.ModeDir:
			w.all.Add(1)
			go w.folder(ctx, name)
		case item.Kind == 0:
			w.one.Lock()
			err := ctx.Err()
			if err == nil {
				err = w.tell(store.Entry{Name: name, Size: item.Size, Modified: item.Modified})
			}
			w.one.Unlock()
			if err != nil {
				w.stop(err)
				return
			}
		}
	}
	if dropped {
		if err := w.s.prune(ctx, folder); err != nil {
			w.stop(err)
		}
	}
}
