package history

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/output"
)

// entryJSON is how entry.json is written.
type entryJSON struct {
	Kepu   int        `json:"kepu"` // the version of this form
	Time   time.Time  `json:"time"`
	Kind   Kind       `json:"kind"`
	ZH     string     `json:"zh"`
	EN     string     `json:"en"`
	Of     string     `json:"of,omitempty"`
	First  bool       `json:"first,omitempty"`
	Files  []pathJSON `json:"files"`
	Stored []blobJSON `json:"stored"`
}

type pathJSON struct {
	Path   string `json:"path"`
	Before string `json:"before"` // "": none
	After  string `json:"after"`
}

type blobJSON struct {
	Name string `json:"name"`
	Sum  string `json:"sha256"`
}

// stored is an entry with what its zip holds.
type stored struct {
	Entry
	blobs []held
}

// held are bytes in a zip.
type held struct {
	sum  digest.Digest
	pos  int   // in the zip's list
	size int64 // that they take
}

func word(d digest.Digest) string {
	if d == None {
		return ""
	}
	return hex.EncodeToString(d[:])
}

func sumOf(word string) (d digest.Digest, err error) {
	if word == "" {
		return None, nil
	}
	b, err := hex.DecodeString(word)
	if err != nil || len(b) != len(d) {
		return d, fmt.Errorf("%q is no SHA-256", word)
	}
	return digest.Digest(b), nil
}

// newBlob are bytes to be stored. read is asked when they are written.
type newBlob struct {
	name string
	sum  digest.Digest
	read func() ([]byte, error)
}

func bytesOf(data []byte) func() ([]byte, error) {
	return func() ([]byte, error) { return data, nil }
}

// compressor compresses one file after the other.
type compressor struct{ *flate.Writer }

func (c *compressor) to(w io.Writer) (_ io.WriteCloser, err error) {
	if c.Writer != nil {
		c.Reset(w)
		return c, nil
	}
	c.Writer, err = flate.NewWriter(w, flate.BestSpeed)
	return c, err
}

// packed are kinds of files that are compressed already.
var packed = []string{".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".mp4", ".mp3", ".zip", ".docx", ".xlsx", ".pptx", ".pdf", ".rar", ".7z"}

// writeZip writes a whole event to the file and returns what it holds. A blob whose bytes are others than
// its sum says (the file was saved while this ran) is stored by the sum that it has: amend gets both.
func writeZip(name string, e *Entry, blobs []newBlob, amend func(was, is digest.Digest, b newBlob)) ([]held, error) {
	var list []held
	err := output.WriteNew(name, func(w io.Writer) error {
		list = nil
		z := zip.NewWriter(w)
		var one compressor // for all files: to make one takes longer than to compress a small text
		z.RegisterCompressor(zip.Deflate, one.to)
		j := entryJSON{Kepu: 1, Time: e.Time, Kind: e.Kind, ZH: e.What.ZH, EN: e.What.EN, Of: e.Of, First: e.First, Files: []pathJSON{}, Stored: []blobJSON{}}
		var headers []*zip.FileHeader
		for _, b := range blobs {
			data, err := b.read()
			if err != nil {
				return err
			}
			if is := digest.OfBytes(data); is != b.sum {
				if amend == nil {
					return fmt.Errorf("%s: the bytes have another sum", b.name)
				}
				amend(b.sum, is, b)
				b.sum = is
			}
			h := &zip.FileHeader{Name: b.name, Method: zip.Deflate, Modified: e.Time}
			if slices.Contains(packed, strings.ToLower(path.Ext(b.name))) {
				h.Method = zip.Store
			}
			f, err := z.CreateHeader(h)
			if err != nil {
				return err
			}
			if _, err := f.Write(data); err != nil {
				return err
			}
			j.Stored = append(j.Stored, blobJSON{b.name, word(b.sum)})
			list = append(list, held{sum: b.sum, pos: len(headers)})
			headers = append(headers, h)
		}
		for _, f := range e.Files {
			j.Files = append(j.Files, pathJSON{f.Path, word(f.Before), word(f.After)})
		}
		text, err := json.MarshalIndent(j, "", " ")
		if err != nil {
			return err
		}
		f, err := z.CreateHeader(&zip.FileHeader{Name: jsonName, Method: zip.Deflate, Modified: e.Time})
		if err != nil {
			return err
		}
		if _, err := f.Write(text); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		for i := range list {
			list[i].size = int64(headers[i].CompressedSize64)
		}
		return nil
	})
	return list, err
}

// readEntry reads what the zip says of itself. The ID is not in it: it is the file's name.
func readEntry(name string) (e stored, err error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return e, err
	}
	defer z.Close()
	e, err = entryIn(&z.Reader)
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	e.ID = strings.TrimSuffix(strings.TrimSuffix(base, ending), pending)
	return e, err
}

func entryIn(z *zip.Reader) (e stored, err error) {
	at := slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == jsonName })
	if at < 0 {
		return e, errors.New("it has no " + jsonName)
	}
	text, err := content(z.File[at])
	if err != nil {
		return e, err
	}
	var j entryJSON
	if err := json.Unmarshal(text, &j); err != nil {
		return e, err
	}
	if j.Kepu != 1 {
		return e, fmt.Errorf("it is of version %d, which this program does not know", j.Kepu)
	}
	e.Entry = Entry{Time: j.Time, Kind: j.Kind, What: diag.T(j.ZH, j.EN), Of: j.Of, First: j.First}
	for _, f := range j.Files {
		before, err := sumOf(f.Before)
		if err != nil {
			return e, err
		}
		after, err := sumOf(f.After)
		if err != nil {
			return e, err
		}
		e.Files = append(e.Files, File{f.Path, before, after})
	}
	places := make(map[string]int, len(z.File))
	for i, f := range z.File {
		places[f.Name] = i
	}
	for _, b := range j.Stored {
		sum, err := sumOf(b.Sum)
		if err != nil {
			return e, err
		}
		pos, ok := places[b.Name]
		if !ok {
			return e, fmt.Errorf("%s is not in it", b.Name)
		}
		e.blobs = append(e.blobs, held{sum, pos, int64(z.File[pos].CompressedSize64)})
	}
	return e, nil
}

// readBlob returns the bytes at a place in the zip.
func readBlob(name string, pos int) ([]byte, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	if pos >= len(z.File) {
		return nil, errors.New("it holds less than it did")
	}
	return content(z.File[pos])
}

// content returns the bytes of one file of a zip; never nil.
func content(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	_, err = io.Copy(&b, r)
	return append([]byte{}, b.Bytes()...), errors.Join(err, r.Close())
}
