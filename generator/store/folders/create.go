package folders

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"kepu/generator/filelist"
	"kepu/generator/store"
)

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
