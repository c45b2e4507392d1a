package output

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"sync"
)

// atOnce is how many bytes of a file are held: nearly every page is shorter, and is
// compared and packed in one go.
const atOnce = 1 << 20

// buffers are kept between calls of each: the zip calls it for every few files.
var buffers = sync.Pool{New: func() any { return new([atOnce]byte) }}

// content is a file of the tree while it is read.
type content struct {
	head []byte  // the file, or its beginning; to be copied by whom it shall outlive
	rest *stream // what follows; nil when head is all
}

// all is the whole file from its first byte on. It can be read once.
func (c *content) all() io.Reader {
	if c.rest == nil {
		return bytes.NewReader(c.head)
	}
	return io.MultiReader(bytes.NewReader(c.head), c.rest)
}

// read opens a file of the tree and hands it to use, its head in buffer. A fault is the
// file's, err is what use returned.
func read(tree Tree, name string, buffer []byte, use func(*content) error) (fault, err error) {
	file, fault := open1(tree, name)
	if fault != nil {
		return fault, nil
	}
	defer file.Close()
	s := &stream{file: file}
	n, err := io.ReadFull(s, buffer)
	if s.fault != nil {
		return s.fault, nil
	}
	c := &content{head: buffer[:n]}
	if err == nil {
		c.rest = s
	}
	err = use(c)
	if err == nil && c.rest != nil {
		_, err = io.Copy(io.Discard, s)
	}
	if s.fault != nil {
		return s.fault, nil
	}
	return nil, err
}

// stream reads a file of the tree and keeps what that failed with, to tell it from
// failures of those who write. A panic, which a library may meet on one odd page, costs
// that page only.
type stream struct {
	file  fs.File
	fault error
}

func (s *stream) Read(p []byte) (n int, err error) {
	if s.fault != nil {
		return 0, s.fault
	}
	defer func() {
		if p := recover(); p != nil {
			n, err = 0, broken(p)
		}
		if err != nil && err != io.EOF {
			s.fault = err
		}
	}()
	return s.file.Read(p)
}

func open1(tree Tree, name string) (f fs.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = broken(p)
		}
	}()
	return tree.Open(name)
}

func broken(p any) error { return fmt.Errorf("the program broke down on this file: %v", p) }
