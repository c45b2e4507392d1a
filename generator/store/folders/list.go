package folders

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"
	"sync"
	"time"

	"kepu/generator/store"
)

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
