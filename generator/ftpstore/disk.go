package ftpstore

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"time"

	"github.com/jlaffaye/ftp"

	"kepu/generator/store"
	"kepu/generator/store/folders"
)

// reader is a file that is read, with the connection that is busy with it.
type reader struct {
	from *ftp.Response
	d    *disk
	l    *link
	stop func() bool // ends the care for the context's end
	end  error       // why there is no more; nil before
}

// Read tells the end of the file only where the server says that it has sent it whole: plain connections end in the same way when they break.
func (r *reader) Read(p []byte) (int, error) {
	if r.end != nil {
		return 0, r.end
	}
	n, err := r.from.Read(p)
	if err == io.EOF {
		err = r.done()
		if err == nil {
			err = io.EOF
		}
	} else if err != nil {
		err = errors.Join(err, r.done())
	}
	r.end = err
	return n, err
}

// done ends the sending and gives the connection back.
func (r *reader) done() error {
	err := r.from.Close()
	if !r.stop() {
		r.d.drop(r.l)
		return r.l.ctx.Err()
	}
	r.d.give(r.l, err)
	return answer(err)
}

func (r *reader) Close() error {
	if r.end == nil {
		r.end = fs.ErrClosed
		r.done() // what the server says of somebody who has had enough is of no interest
	}
	return nil
}

func (d *disk) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	l, err := d.take(ctx)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, l.close)
	var r *ftp.Response
	err = l.need(name, func() (err error) {
		r, err = l.Retr(l.path(name))
		return err
	})
	if err == nil {
		return &reader{r, d, l, stop, nil}, nil
	}
	if !stop() {
		d.drop(l)
		return nil, ctx.Err()
	}
	d.give(l, err)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return nil, answer(err)
}

// Stat asks for the time as well where the server tells it to the second: what lists say of it is often of the minute, and another one half a year later.
func (d *disk) Stat(ctx context.Context, name string) (item folders.Item, err error) {
	err = d.with(ctx, func(l *link) error {
		size, err := l.size(name)
		if err == nil && size < 0 {
			err = fmt.Errorf("%s: %w", name, fs.ErrNotExist)
		}
		if err != nil {
			return err
		}
		item = folders.Item{Name: path.Base(name), Size: size}
		if !l.IsGetTimeSupported() {
			return nil
		}
		at, err := l.GetTime(l.path(name))
		if _, odd := errors.AsType[*time.ParseError](err); odd || no(err) {
			return nil
		}
		item.Modified = at
		return err
	})
	return item, err
}

// errSource says that what was to be sent could not be read.
var errSource = errors.New("what is to be sent cannot be read")

// source counts what is sent and remembers why there is no more.
type source struct {
	r    io.Reader
	read bool
	size int64
	err  error
}

func (s *source) Read(p []byte) (int, error) {
	s.read = true
	n, err := s.r.Read(p)
	s.size += int64(n)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

func (d *disk) Write(ctx context.Context, name string, r io.Reader) error {
	begun := false
	err := d.with(ctx, func(l *link) error {
		s := &source{r: r}
		var sending error
		if err := l.make(name, func() error {
			err := l.Stor(l.path(name), s)
			if begun = s.read || err == nil; begun {
				sending = err
				return nil
			}
			return err
		}); err != nil {
			return err
		}
		if s.err != nil {
			return fmt.Errorf("%w: %w", errSource, s.err)
		}
		if sending != nil {
			return sending
		}
		size, err := l.size(name)
		if err == nil && size != s.size {
			err = fmt.Errorf("%s: the server has %d bytes of %d", name, size, s.size)
		}
		return err
	})
	if err != nil && begun {
		clean, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		d.Remove(clean, name)
	}
	return err
}

func (d *disk) Rename(ctx context.Context, from, to string) error {
	return d.with(ctx, func(l *link) error {
		err := l.ServerConn.Rename(l.path(from), l.path(to))
		if !no(err) {
			return err
		}
		if there, err2 := l.folder(to); err2 != nil || there {
			return errors.Join(err2, fmt.Errorf("a folder stands there: %w: %w", fs.ErrExist, err))
		}
		ours, err2 := l.size(from)
		if err2 != nil {
			return err2
		}
		theirs, err2 := l.size(to)
		if err2 != nil {
			return err2
		}
		if ours < 0 || theirs < 0 {
			return err
		}
		// Both are there, so that it is the old one that is in the way. It is moved aside, and back where that was not the reason.
		aside := path.Join(path.Dir(to), folders.Part+rand.Text())
		if err := l.ServerConn.Rename(l.path(to), l.path(aside)); err != nil {
			return err
		}
		if err := l.ServerConn.Rename(l.path(from), l.path(to)); err != nil {
			return errors.Join(err, l.ServerConn.Rename(l.path(aside), l.path(to)))
		}
		l.Delete(l.path(aside)) // where this fails List will
		return nil
	})
}

func (d *disk) Link(context.Context, string, string) error {
	return fmt.Errorf("a second name by FTP: %w", store.ErrUnsupported)
}

func (d *disk) Remove(ctx context.Context, name string) error {
	return d.with(ctx, func(l *link) error {
		return l.need(name, func() error { return l.Delete(l.path(name)) })
	})
}

func (d *disk) MakeFolder(ctx context.Context, name string) error {
	return d.with(ctx, func(l *link) error { return l.make(name, func() error { return l.MakeDir(l.path(name)) }) })
}

func (d *disk) RemoveFolder(ctx context.Context, name string) error {
	return d.with(ctx, func(l *link) error {
		// A file of that name is no folder for the server either.
		err := l.RemoveDir(l.path(name))
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
		return fmt.Errorf("%s: %w: %w", name, fs.ErrNotExist, err)
	})
}

func (d *disk) Read(ctx context.Context, name string) (items []folders.Item, err error) {
	err = d.with(ctx, func(l *link) error {
		items, err = l.items(name)
		return err
	})
	return items, err
}
