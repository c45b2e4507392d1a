package publish

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"

	"kepu/generator/filelist"
	"kepu/generator/store"
	"kepu/generator/webheader"
)

// Tree is a site as a build left it.
type Tree struct {
	List filelist.List

	dir  fs.FS
	text []byte // the list as it is written
}

// Open returns the site in the folder, by its list. There is none without one: ErrEmpty.
func Open(dir fs.FS) (*Tree, error) {
	text, err := fs.ReadFile(dir, filelist.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrEmpty
	}
	if err != nil {
		return nil, err
	}
	list, err := filelist.Decode(text)
	if err != nil {
		return nil, &Altered{filelist.Name}
	}
	return &Tree{list, dir, text}, nil
}

// size returns the size of a file.
func (t *Tree) size(name string) (int64, error) {
	info, err := fs.Stat(t.dir, name)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, &Altered{name}
	}
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// inMemory is up to which size the bytes of a file are proved before any of them travels. Those of a larger one are on their way: see store.Object.Reader.
const inMemory = 8 << 20

// object returns a file of the tree as it is to be stored, when its bytes are those of the list.
func (t *Tree) object(name string, packed bool) (store.Object, error) {
	h := webheader.Of(name)
	o := store.Object{Sum: t.List[name], Type: h.Type, Cache: h.Cache}
	size, err := t.size(name)
	if err != nil {
		return o, err
	}
	packed = packed && h.Text
	if size > inMemory && !packed {
		o.Size = size
		o.Open = func() (io.ReadSeekCloser, error) { return t.open(name) }
		return o, nil
	}
	text, err := fs.ReadFile(t.dir, name)
	if err != nil {
		return o, err
	}
	if sha256.Sum256(text) != t.List[name] {
		return o, &Altered{name}
	}
	if packed {
		text, o.Encoding = pack(text), "gzip"
	}
	p := objectOf(text)
	o.Open, o.Size, o.Sum = p.Open, p.Size, p.Sum
	return o, nil
}

func (t *Tree) open(name string) (io.ReadSeekCloser, error) {
	f, err := t.dir.Open(name)
	if err != nil {
		return nil, err
	}
	s, ok := f.(io.ReadSeekCloser)
	if !ok {
		f.Close()
		return nil, &fs.PathError{Op: "seek", Path: name, Err: fs.ErrInvalid}
	}
	return s, nil
}

// pack returns the text packed. There is no time or name in it, so it is always the same.
func pack(text []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(text)
	w.Close()
	return b.Bytes()
}

// unpacked returns the text that may be packed.
func unpacked(text []byte) ([]byte, error) {
	if !bytes.HasPrefix(text, []byte("\x1f\x8b")) {
		return text, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// objectOf returns a text of our own as it is to be stored.
func objectOf(text []byte) store.Object {
	return store.Object{
		Open: func() (io.ReadSeekCloser, error) { return inMem{bytes.NewReader(text)}, nil },
		Size: int64(len(text)), Sum: sha256.Sum256(text), Type: "text/plain; charset=utf-8", Cache: "no-store",
	}
}

type inMem struct{ *bytes.Reader }

func (inMem) Close() error { return nil }
