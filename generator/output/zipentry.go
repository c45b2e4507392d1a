package output

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// packedFile is an entry that is ready to be written.
type packedFile struct {
	header zip.FileHeader
	data   []byte // nil: a long file that is stored as it is, read again when it is written
	name   string // in the tree
}

// isPacked are the kinds of files that are packed already: packing them again takes
// time and wins nothing.
var isPacked = []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".pdf", ".docx", ".xlsx", ".pptx", ".zip", ".mp3", ".mp4", ".woff2"}

// pack reads the file to its end.
func pack(top, name string, c *content) (packedFile, error) {
	const firstDay = 1<<5 | 1 // 1 January 1980 as MS-DOS has it
	p := packedFile{zip.FileHeader{
		Name: top + "/" + name, Method: zip.Store,
		//lint:ignore SA1019 Modified writes a second time, in a field that some programs shift by their zone
		ModifiedDate: firstDay,
	}, nil, name}
	p.header.SetMode(0o644)
	sum := crc32.NewIEEE()
	var packed []byte
	var size int64
	var err error
	worth := !slices.Contains(isPacked, strings.ToLower(path.Ext(name)))
	if worth {
		packed, size, err = deflated(c.all(), sum)
	} else {
		size, err = io.Copy(sum, c.all())
	}
	if err != nil {
		return p, err
	}
	switch {
	case worth && int64(len(packed)) < size:
		p.header.Method, p.data = zip.Deflate, packed
	case c.rest == nil:
		p.data = slices.Clone(c.head)
	}
	p.header.CRC32, p.header.UncompressedSize64, p.header.CompressedSize64 = sum.Sum32(), uint64(size), uint64(size)
	if p.data != nil {
		p.header.CompressedSize64 = uint64(len(p.data))
	}
	return p, nil
}

// deflated packs what is read from r, counts it, and hands it to sum too.
func deflated(r io.Reader, sum io.Writer) ([]byte, int64, error) {
	var b bytes.Buffer
	w := packers.Get().(*flate.Writer)
	defer packers.Put(w)
	w.Reset(&b)
	n, err := io.Copy(io.MultiWriter(w, sum), r)
	if err != nil {
		return nil, n, err
	}
	err = w.Close()
	return b.Bytes(), n, err
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
func (p *packedFile) write(z *zip.Writer, tree Tree) error {
	w, err := z.CreateRaw(&p.header)
	if err != nil {
		return err
	}
	if p.data != nil || p.header.UncompressedSize64 == 0 {
		_, err = w.Write(p.data)
		return err
	}
	f, err := tree.Open(p.name)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := crc32.NewIEEE()
	n, err := io.Copy(io.MultiWriter(w, sum), f)
	if err == nil && (uint64(n) != p.header.UncompressedSize64 || sum.Sum32() != p.header.CRC32) {
		err = fmt.Errorf("read %s: it was another file when it was read first", p.name)
	}
	return err
}
