package output

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
)

// A zip of a tree.
//
// It holds the tree's very bytes below one folder, in the order of the names, and is
// the same whoever makes it, when and where: no time (all entries say 1 January 1980,
// the first that a zip can), one mode, no user, and a packing that go.sum pins: that of
// the standard library changes with the Go release. Names are checked so that every system
// can unpack it: see ZipNames. Nothing of the machine gets in.
//
// An entry's sizes and sum stand in front of it, so a file is packed before its entry is
// written, and its packed bytes are held until then; a long file that is not packed is
// read a second time instead.

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
	all := added{tree, Files(o.Add), o.Leave}
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
		err := each(ctx, batch, all, progress, func(i int, c *content) (err error) {
			packed[i], err = pack(o.Top, batch[i], c)
			return err
		})
		if err != nil {
			return r, err
		}
		for _, p := range packed {
			if err := p.write(z, all); err != nil {
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

// ZipFile makes the file name the zip of the tree, or leaves what was there.
func ZipFile(ctx context.Context, name string, tree Tree, o ZipOptions) (r ZipReport, err error) {
	err = Replace(name, func(w io.Writer) error {
		r, err = Zip(ctx, w, tree, o)
		return err
	})
	return r, err
}

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
