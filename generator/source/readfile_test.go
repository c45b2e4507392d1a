package source

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"
)

// counted is a file system that counts what is read of its files.
type counted struct {
	fstest.MapFS
	read int
}

type countedFile struct {
	fs.File
	of *counted
}

func (c *counted) Open(name string) (fs.File, error) {
	f, err := c.MapFS.Open(name)
	return countedFile{f, c}, err
}

func (c *counted) ReadFile(name string) ([]byte, error) {
	data, err := c.MapFS.ReadFile(name)
	c.read += len(data)
	return data, err
}

func (f countedFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.of.read += n
	return n, err
}

func TestNoMoreOfAFileIsReadThanShowsThatItIsTooLarge(t *testing.T) {
	for _, name := range []string{"bases/a.md", "activities/a.toml", "site.toml", "bases/a/1.jpg", "map/boundaries.geojson"} {
		limit := int(enough(name))
		for _, size := range []int{3, limit - 1, limit, 3 * limit} {
			c := &counted{MapFS: fstest.MapFS{name: {Data: bytes.Repeat([]byte("x"), size)}}}
			data, err := ReadFile(c, name)
			if err != nil || len(data) != min(size, limit) || c.read > limit+1024 {
				t.Errorf("%s of %d bytes: got %d, read %d, %v", name, size, len(data), c.read, err)
			}
		}
		if SectionOf(name) == OtherFile {
			if a := ReadAsset(name, make([]byte, limit)); !a.Problems.HasErrors() {
				t.Errorf("%s: what was read does not show that it is too large", name)
			}
		} else if p := Parse(name, bytes.Repeat([]byte(" "), limit)); len(p.Problems) != 1 {
			t.Errorf("%s: %v", name, p.Problems)
		}
	}
}
