package folders

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"path"
)

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
