package output

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// A zip of a tree.
//
// It holds the tree's very bytes below one folder, in the order of the names, and is
// the same whoever makes it, when and where: no time (all entries say 1 January 1980,
// the first that a zip can), one mode, no user, and a packing that go.sum pins: that of
// the standard library changes with the Go release. Names are checked so that every system
// can unpack it: see ZipNames. Nothing of the machine gets in.

// ZipOptions say what a zip holds beside the tree.
type ZipOptions struct {
	Top      string            // the one folder that all stands in
	Add      map[string][]byte // files by path below Top, in place of the tree's where it has one of that name
	Leave    []string          // files of the tree that are left out
	Progress func(done, total int)
}

// ZipReport tells what a zip holds.
type ZipReport struct {
	Size    int64 // of the zip, in bytes
	Entries []ZipEntry
}

// ZipEntry is one file of a zip.
type ZipEntry struct {
	Name         string // with the folder that all stands in
	Size, Packed int64
}

// Longest returns the longest name in the zip.
func (r ZipReport) Longest() string {
	longest := ""
	for _, e := range r.Entries {
		if len(e.Name) > len(longest) {
			longest = e.Name
		}
	}
	return longest
}

// Zip writes the tree to w. The error is *ZipNameError, Faults when files of the tree
// cannot be read, the context's, or w's: what w has then is no zip.
func Zip(ctx context.Context, w io.Writer, tree Tree, o ZipOptions) (ZipReport, error) {
	var r ZipReport
	all := added{tree, o.Add, o.Leave}
	names, err := checkedNames(all)
	if err != nil {
		return r, err
	}
	if err := ZipNames(o.Top, names); err != nil {
		return r, err
	}
	counted := &counter{w: w}
	z := zip.NewWriter(counted)
	// A few files at a time are made by all processors, then written in order.
	const few = 64
	for from := 0; from < len(names); from += few {
		batch := names[from:min(from+few, len(names))]
		packed := make([]packedFile, len(batch))
		progress := func(done, _ int) {
			if o.Progress != nil {
				o.Progress(from+done, len(names))
			}
		}
		err := each(ctx, batch, all, progress, func(i int, data []byte) error {
			packed[i] = pack(o.Top+"/"+batch[i], data)
			return nil
		})
		if err != nil {
			return r, err
		}
		for _, p := range packed {
			if err := p.write(z); err != nil {
				return r, fmt.Errorf("write zip: %w", err)
			}
			r.Entries = append(r.Entries, ZipEntry{p.header.Name, int64(p.header.UncompressedSize64), int64(p.header.CompressedSize64)})
		}
	}
	if err := z.Close(); err != nil {
		return r, fmt.Errorf("write zip: %w", err)
	}
	r.Size = counted.n
	return r, nil
}

// ZipFile makes the file path the zip of the tree, or leaves what was there: it is
// written beside, flushed, and then renamed.
func ZipFile(ctx context.Context, path string, tree Tree, o ZipOptions) (r ZipReport, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*.tmp")
	if err != nil {
		return r, fmt.Errorf("write zip: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	r, err = Zip(ctx, f, tree, o)
	if err == nil {
		err = errors.Join(f.Chmod(0o644), f.Sync())
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return r, err
	}
	err = patiently(func() error { return os.Rename(f.Name(), path) })
	return r, err
}

// packedFile is an entry that is ready to be written.
type packedFile struct {
	header zip.FileHeader
	data   []byte
}

// isPacked are the kinds of files that are packed already: packing them again takes
// time and wins nothing.
var isPacked = []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".pdf", ".docx", ".xlsx", ".pptx", ".zip", ".mp3", ".mp4", ".woff2"}

func pack(name string, data []byte) packedFile {
	const firstDay = 1<<5 | 1 // 1 January 1980 as MS-DOS has it
	p := packedFile{zip.FileHeader{
		Name: name, Method: zip.Store,
		//lint:ignore SA1019 Modified writes a second time, in a field that some programs shift by their zone
		ModifiedDate: firstDay,
		CRC32:        crc32.ChecksumIEEE(data), UncompressedSize64: uint64(len(data)),
	}, data}
	if !slices.Contains(isPacked, strings.ToLower(filepath.Ext(name))) {
		if packed := deflated(data); len(packed) < len(data) {
			p.header.Method, p.data = zip.Deflate, packed
		}
	}
	p.header.SetMode(0o644)
	p.header.CompressedSize64 = uint64(len(p.data))
	return p
}

// deflated packs data.
func deflated(data []byte) []byte {
	var b bytes.Buffer
	w := packers.Get().(*flate.Writer)
	defer packers.Put(w)
	w.Reset(&b)
	w.Write(data) // to memory: it cannot fail
	w.Close()
	return b.Bytes()
}

// packers are kept between files: each holds more than a megabyte.
var packers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.DefaultCompression)
	if err != nil {
		panic("flate has no default level: " + err.Error()) // cannot happen
	}
	return w
}}

// write writes the entry as it is: with its sizes in front, where the library's own
// packing puts them behind.
func (p *packedFile) write(z *zip.Writer) error {
	w, err := z.CreateRaw(&p.header)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, bytes.NewReader(p.data))
	return err
}

// added is a tree with more files, and without some.
type added struct {
	Tree
	files map[string][]byte
	leave []string
}

func (a added) Files() []string {
	var names []string
	for _, n := range a.Tree.Files() {
		if _, ok := a.files[n]; !ok && !slices.Contains(a.leave, n) {
			names = append(names, n)
		}
	}
	for n := range a.files {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

func (a added) ReadFile(name string) ([]byte, error) {
	if data, ok := a.files[name]; ok {
		return data, nil
	}
	return a.Tree.ReadFile(name)
}

// With returns the tree with more files, in place of those of the same names.
func With(tree Tree, files map[string][]byte) Tree { return added{tree, files, nil} }

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
