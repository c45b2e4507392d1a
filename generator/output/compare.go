package output

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"os"

	"kepu/generator/filelist"
)

// difference is what comparing a file of the tree with the one that stands in the
// folder has come to: they are the same, or some first bytes are and the rest is to be read.
type difference struct {
	same     bool
	name     string
	content  *content
	hash     hash.Hash // of what was read so far of a long file
	standing *os.File  // nil when there is none
	alike    int64     // bytes that begin both
	next     []byte    // what was read of the tree's file beyond them
	rest     io.Reader
}

// compare holds the content against the folder's file of that name.
func (f *folder) compare(name string, c *content, s survey) (d *difference, err error) {
	d = &difference{name: name, content: c}
	if mode, there := s.files[name]; there && mode.IsRegular() {
		if d.standing, err = f.root.Open(name); err != nil {
			return nil, err
		}
	}
	if c.rest == nil {
		d.same, err = d.short()
	} else {
		d.same, err = d.long()
	}
	if err != nil {
		d.close()
		return nil, err
	}
	return d, nil
}

func (d *difference) close() {
	if d.standing != nil {
		d.standing.Close()
	}
}

// short compares a file that is held whole.
func (d *difference) short() (bool, error) {
	if d.standing == nil {
		return false, nil
	}
	data := d.content.head
	info, err := d.standing.Stat()
	if err != nil || info.Size() != int64(len(data)) {
		return false, err
	}
	var part [32 << 10]byte
	for len(data) > 0 {
		n, err := d.standing.Read(part[:])
		if n > len(data) || !bytes.Equal(part[:n], data[:n]) {
			return false, nil
		}
		data = data[n:]
		if err == io.EOF {
			break
		}
		if err != nil {
			return false, err
		}
	}
	return len(data) == 0, nil
}

// long compares a file while it is read, up to the first part that differs.
func (d *difference) long() (bool, error) {
	d.hash = sha256.New()
	d.rest = io.TeeReader(d.content.all(), d.hash)
	if d.standing == nil {
		return false, nil
	}
	ours, theirs := make([]byte, 64<<10), make([]byte, 64<<10)
	for {
		n, err := io.ReadFull(d.rest, ours)
		ended := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !ended {
			return false, err
		}
		m, err := io.ReadFull(d.standing, theirs)
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return false, err
		}
		if !bytes.Equal(ours[:n], theirs[:m]) {
			d.next = ours[:n]
			return false, nil
		}
		d.alike += int64(n)
		if ended {
			return true, nil
		}
	}
}

// stage writes the file to where the swap takes it from. What a long one has in common with the
// standing file is copied from there, since it is held nowhere else; if that is
// not what was compared any more, somebody is writing into it.
func (d *difference) stage(to *staging) error {
	if d.content.rest == nil {
		return to.add(d.name, d.content.head)
	}
	if d.alike == 0 {
		return to.pour(d.name, io.MultiReader(bytes.NewReader(d.next), d.rest))
	}
	written := sha256.New()
	common := io.NewSectionReader(d.standing, 0, d.alike)
	err := to.pour(d.name, io.TeeReader(io.MultiReader(common, bytes.NewReader(d.next), d.rest), written))
	if err == nil && !bytes.Equal(written.Sum(nil), d.hash.Sum(nil)) {
		err = fmt.Errorf("compare %s: another program is writing into it", d.name)
	}
	return err
}

// sum is that of the tree's file, once it is staged or known to be the same.
func (d *difference) sum() filelist.Sum {
	if d.hash == nil {
		return sha256.Sum256(d.content.head)
	}
	return filelist.Sum(d.hash.Sum(nil))
}
