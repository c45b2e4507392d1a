package site

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
)

// made is an open file that is made while it is read: what makes it stands still in a write
// until more is wanted, so that no more of it is held than a buffer. It is no
// goroutine: a panic is the reader's, and nothing is left behind after Close.
type made struct {
	name  string
	write func(io.Writer) error

	next func() ([]byte, bool) // nil before the first read
	stop func()
	left []byte // written and not yet read
	err  error  // what the end is
}

func (f *made) Read(p []byte) (int, error) {
	if f.next == nil && f.err == nil {
		f.next, f.stop = iter.Pull(f.pieces)
	}
	for len(f.left) == 0 && f.err == nil {
		more := false
		if f.left, more = f.next(); !more && f.err == nil {
			f.err = io.EOF
		}
	}
	n := copy(p, f.left)
	f.left = f.left[n:]
	if n > 0 || len(p) == 0 {
		return n, nil
	}
	return 0, f.err
}

// pieces yields what is written.
func (f *made) pieces(yield func([]byte) bool) {
	b := bufio.NewWriterSize(&yielding{yield: yield}, 16<<10) // rows are short, and a change of hands costs
	err := f.write(b)
	if flushed := b.Flush(); err == nil { // what came before a fault is read as well
		err = flushed
	}
	if err != nil {
		f.err = fmt.Errorf("make %s: %w", f.name, err)
	}
}

// Close ends the making.
func (f *made) Close() error {
	if f.stop != nil {
		f.stop()
	}
	f.left, f.err = nil, fs.ErrClosed
	return nil
}

// Stat makes the file once more, to know its size.
func (f *made) Stat() (fs.FileInfo, error) {
	var size counter
	if err := f.write(&size); err != nil {
		return nil, fmt.Errorf("make %s: %w", f.name, err)
	}
	return info{name: path.Base(f.name), size: int64(size)}, nil
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// yielding hands on what is written.
type yielding struct {
	yield  func([]byte) bool
	closed bool
}

var errClosed = errors.New("the reader has closed the file")

func (y *yielding) Write(p []byte) (int, error) {
	if y.closed || !y.yield(p) {
		y.closed = true
		return 0, errClosed
	}
	return len(p), nil
}
