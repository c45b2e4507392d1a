package sftpstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/pkg/sftp"

	"kepu/generator/store"
	"kepu/generator/store/folders"
)

func closeFile(f *sftp.File) { f.Close() }

func (d *disk) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	var of *session
	var size int64
	f, err := do(ctx, d, func(s *session) (*sftp.File, error) {
		of = s
		f, err := s.sftp.Open(s.path(name))
		if err != nil {
			return nil, err
		}
		info, err := f.Stat()
		if err == nil && !info.Mode().IsRegular() {
			err = fmt.Errorf("%s is no file: %w", name, fs.ErrNotExist)
		}
		if err != nil {
			f.Close()
			return nil, err
		}
		size = info.Size()
		return f, nil
	}, closeFile)
	if err != nil {
		return nil, err
	}
	return &reader{ctx: ctx, of: of, file: f, left: size}, nil
}

func (d *disk) Stat(ctx context.Context, name string) (folders.Item, error) {
	return do(ctx, d, func(s *session) (folders.Item, error) {
		info, err := s.sftp.Stat(s.path(name))
		if err != nil {
			return folders.Item{}, err
		}
		return folders.Item{Name: info.Name(), Kind: info.Mode().Type(), Size: info.Size(), Modified: info.ModTime()}, nil
	}, nil)
}

// chunk is how many bytes are asked for, or sent, before waiting for the server: many packets at a time.
const chunk = 1 << 20

// reader reads a file ahead.
type reader struct {
	ctx  context.Context
	of   *session
	file *sftp.File
	left int64 // of its size
	rest []byte
	err  error
}

func (r *reader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 && r.err == nil {
		size := min(chunk, max(r.left, 0)+1) // one more, for the end
		r.rest, r.err = wait(r.ctx, func() ([]byte, error) {
			ahead := make([]byte, size) // a new one each time: into what is abandoned something may still come
			n, err := r.file.Read(ahead)
			return ahead[:n], err
		}, nil)
		r.left -= int64(len(r.rest))
		if r.err != nil && r.err != io.EOF {
			r.err = r.of.answer(r.err)
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	if len(r.rest) == 0 && n == 0 {
		return 0, r.err
	}
	return n, nil
}

func (r *reader) Close() error {
	_, err := wait(r.ctx, func() (struct{}, error) { return struct{}{}, r.file.Close() }, nil)
	if r.ctx.Err() != nil {
		return nil // it closes when the server answers
	}
	return r.of.answer(err)
}

func (d *disk) Write(ctx context.Context, name string, r io.Reader) error {
	s, err := d.live(ctx)
	if err != nil {
		return err
	}
	f, err := wait(ctx, func() (*sftp.File, error) {
		f, err := s.sftp.OpenFile(s.path(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL)
		return f, s.there(err, name)
	}, func(f *sftp.File) {
		f.Close()
		s.sftp.Remove(s.path(name))
	})
	if err != nil {
		return s.answer(err)
	}
	err = s.fill(ctx, f, r)
	if err != nil {
		clean, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		wait(clean, func() (struct{}, error) {
			f.Close()
			return struct{}{}, s.sftp.Remove(s.path(name))
		}, nil)
	}
	return s.answer(err)
}

// fill writes the file, has it written to the disk itself where the server does that, and closes it.
func (s *session) fill(ctx context.Context, f *sftp.File, r io.Reader) error {
	for at := int64(0); ; {
		b, err := io.ReadAll(io.LimitReader(r, chunk)) // a new one each time: what is abandoned may still be sent
		if err != nil {
			return err
		}
		if len(b) == 0 {
			break
		}
		if _, err := wait(ctx, func() (int, error) {
			n, err := f.WriteAt(b, at)
			return n, s.room(err, int64(len(b)))
		}, nil); err != nil {
			return err
		}
		at += int64(len(b))
	}
	_, err := wait(ctx, func() (struct{}, error) {
		if s.has("fsync@openssh.com") {
			if err := f.Sync(); err != nil {
				return struct{}{}, s.room(err, 1)
			}
		}
		return struct{}{}, s.room(f.Close(), 1)
	}, nil)
	return err
}

func (d *disk) Rename(ctx context.Context, from, to string) error {
	return step(ctx, d, func(s *session) error {
		err := s.sftp.PosixRename(s.path(from), s.path(to))
		if failed(err) {
			if info, err2 := s.sftp.Lstat(s.path(to)); err2 == nil && info.IsDir() {
				return fmt.Errorf("a folder stands there: %w: %w", fs.ErrExist, err)
			}
		}
		return s.room(err, 1)
	})
}

func (d *disk) Link(ctx context.Context, from, to string) error {
	return step(ctx, d, func(s *session) error {
		if !s.has("hardlink@openssh.com") {
			return fmt.Errorf("hardlink@openssh.com: %w", store.ErrUnsupported)
		}
		err := s.there(s.sftp.Link(s.path(from), s.path(to)), to)
		if errors.Is(err, fs.ErrPermission) || unexplained(err) {
			// The file system has no second names, or the server allows none. Whether anything may be written shows when bytes are.
			return fmt.Errorf("%w: %v", store.ErrUnsupported, err)
		}
		return err
	})
}

func (d *disk) Remove(ctx context.Context, name string) error {
	return step(ctx, d, func(s *session) error { return s.room(s.sftp.Remove(s.path(name)), 0) })
}

func (d *disk) MakeFolder(ctx context.Context, name string) error {
	return step(ctx, d, func(s *session) error { return s.there(s.sftp.Mkdir(s.path(name)), name) })
}

func (d *disk) RemoveFolder(ctx context.Context, name string) error {
	return step(ctx, d, func(s *session) error {
		info, err := s.sftp.Lstat(s.path(name))
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return fmt.Errorf("%s is no folder: %w", name, fs.ErrExist)
		}
		err = s.sftp.RemoveDirectory(s.path(name))
		if failed(err) {
			return fmt.Errorf("%s is not empty: %w: %w", name, fs.ErrExist, err)
		}
		return err
	})
}

func (d *disk) Read(ctx context.Context, name string) ([]folders.Item, error) {
	return do(ctx, d, func(s *session) ([]folders.Item, error) {
		entries, err := s.sftp.ReadDirContext(ctx, s.path(name))
		if failed(err) {
			if info, err2 := s.sftp.Stat(s.path(name)); err2 == nil && !info.IsDir() {
				return nil, fmt.Errorf("%s is no folder: %w", name, fs.ErrNotExist)
			}
		}
		if err != nil {
			return nil, err
		}
		items := make([]folders.Item, 0, len(entries))
		for _, e := range entries {
			items = append(items, folders.Item{Name: e.Name(), Kind: e.Mode().Type(), Size: e.Size(), Modified: e.ModTime()})
		}
		return items, nil
	}, nil)
}

func (d *disk) MakeLink(ctx context.Context, target, name string) error {
	return step(ctx, d, func(s *session) error {
		err := s.there(s.sftp.Symlink(target, s.path(name)), name)
		if unexplained(err) {
			return fmt.Errorf("%w: %v", store.ErrUnsupported, err)
		}
		return err
	})
}

func (d *disk) Leads(ctx context.Context, name string) (string, error) {
	return do(ctx, d, func(s *session) (string, error) {
		info, err := s.sftp.Lstat(s.path(name))
		if err != nil {
			return "", err
		}
		if info.Mode().Type() != fs.ModeSymlink {
			return "", fmt.Errorf("%s is no link: %w", name, fs.ErrInvalid)
		}
		return s.sftp.ReadLink(s.path(name))
	}, nil)
}

func (d *disk) Folder(ctx context.Context, name string) (bool, error) {
	return do(ctx, d, func(s *session) (bool, error) {
		info, err := s.sftp.Stat(s.path(name))
		if errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		return err == nil && info.IsDir(), err
	}, nil)
}
