package output

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kepu/generator/remove/removetest"
)

// long is a tree whose files are made while they are read, in pieces of odd sizes.
type long map[string]func() io.Reader

func (l long) Files() (names []string) {
	for n := range l {
		names = append(names, n)
	}
	return names
}

func (l long) Open(name string) (fs.File, error) {
	return flowing{l[name](), name}, nil
}

type flowing struct {
	io.Reader
	name string
}

func (f flowing) Read(p []byte) (int, error)   { return f.Reader.Read(p[:min(len(p), 10_007)]) }
func (f flowing) Stat() (fs.FileInfo, error)   { return nil, errors.New("how long it is is not known") }
func (f flowing) Close() error                 { return nil }
func text(s string) func() io.Reader           { return func() io.Reader { return strings.NewReader(s) } }
func repeated(n int, of string) string         { return strings.Repeat(of, n/len(of)) }
func then(s string, r io.Reader) io.Reader     { return io.MultiReader(strings.NewReader(s), r) }
func broke(f func([]byte) (int, error)) reader { return f }

type reader func([]byte) (int, error)

func (r reader) Read(p []byte) (int, error) { return r(p) }

func writeLong(t *testing.T, dir string, l long) Result {
	t.Helper()
	r, err := write(context.Background(), dir, l, nil, calm)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Wherever a long file differs from the one that stands, it comes out as it is read, and
// the list has its sum; where it doesn't, it is left alone.
func TestLongFileIsReplacedExactlyWhenItDiffers(t *testing.T) {
	was := repeated(3<<20, "0123456789")
	for name, now := range map[string]string{
		"the same":            was,
		"first byte":          "x" + was[1:],
		"in the first block":  was[:5000] + "x" + was[5001:],
		"in the middle":       was[:2<<20] + "x" + was[2<<20+1:],
		"last byte":           was[:len(was)-1] + "x",
		"longer":              was + "more",
		"longer by blocks":    was + was,
		"shorter":             was[:len(was)-7],
		"shorter by blocks":   was[:1<<20+64<<10],
		"short now":           was[:100],
		"just what is held":   was[:atOnce],
		"one less than held":  was[:atOnce-1],
		"one more than held":  was[:atOnce+1],
		"empty":               "",
		"another in one size": repeated(3<<20, "9876543210"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(removetest.TempDir(t), "public")
			writeLong(t, dir, long{"data/a.json": text(was)})
			file := filepath.Join(dir, "data", "a.json")
			old := time.Now().Add(-time.Hour).Truncate(time.Second)
			if err := os.Chtimes(file, old, old); err != nil {
				t.Fatal(err)
			}
			r := writeLong(t, dir, long{"data/a.json": text(now)})
			got, err := os.ReadFile(file)
			if err != nil || string(got) != now {
				t.Errorf("there are %d bytes, not the %d wanted (%v)", len(got), len(now), err)
			}
			list, err := os.ReadFile(filepath.Join(dir, manifestFile))
			if want := fmt.Sprintf("%x  data/a.json\n", sha256.Sum256([]byte(now))); err != nil || !strings.HasSuffix(string(list), want) {
				t.Errorf("the list has %s, want %s", list, want)
			}
			info, err := os.Stat(file)
			if err != nil {
				t.Fatal(err)
			}
			if kept := info.ModTime().Equal(old); kept != (now == was) || kept != (r.Unchanged == 1) || kept == (len(r.Written) == 1) {
				t.Errorf("it keeps its time: %v; the result is %+v", kept, r)
			}
		})
	}
}

func TestLongFileThatBreaksOffLeavesOldTree(t *testing.T) {
	begin := repeated(2<<20, "0123456789")
	failed := errors.New("no such figure")
	for name, end := range map[string]io.Reader{
		"an error": broke(func([]byte) (int, error) { return 0, failed }),
		"a panic":  broke(func([]byte) (int, error) { panic("an odd figure") }),
	} {
		for _, was := range []string{"short", begin + "x"} {
			dir := filepath.Join(removetest.TempDir(t), "public")
			writeLong(t, dir, long{"a.json": text(was), "b.html": text("b")})
			broken := long{"a.json": func() io.Reader { return then(begin, end) }, "b.html": text("new"), "c.html": func() io.Reader { return end }}
			var faults Faults
			_, err := write(context.Background(), dir, broken, nil, calm)
			if !errors.As(err, &faults) || len(faults) != 2 || faults[0].Path != "a.json" || faults[1].Path != "c.html" {
				t.Errorf("%s: the error is %v, want the faults of two files", name, err)
			}
			if name == "an error" && !errors.Is(err, failed) {
				t.Errorf("the cause is lost: %v", err)
			}
			if got := tree(t, dir); got["a.json"] != was || got["b.html"] != "b" || len(got) != 2 || unfinished(dir) {
				t.Errorf("%s: the old tree is not left as it was: %d files", name, len(got))
			}
			if _, err := Check(context.Background(), broken, nil); !errors.As(err, &faults) || len(faults) != 2 {
				t.Errorf("%s: check says %v", name, err)
			}
		}
	}
}

// However long a file is, only some of it is held.
func TestLongFilesAreNotHeld(t *testing.T) {
	const size = 48 << 20
	endless := func() io.Reader {
		at := 0
		return io.LimitReader(reader(func(p []byte) (int, error) {
			for i := range p {
				p[i] = "0123456789\n"[at%11]
				at++
			}
			return len(p), nil
		}), size)
	}
	l := long{"a.csv": endless, "b.csv": func() io.Reader { return then("x", endless()) }, "c.jpg": endless}
	dir := filepath.Join(removetest.TempDir(t), "public")
	for what, do := range map[string]func() error{
		"write": func() error { _, err := write(context.Background(), dir, l, nil, calm); return err },
		"zip":   func() error { _, err := Zip(context.Background(), io.Discard, l, ZipOptions{Top: "kepu"}); return err },
		"check": func() error { _, err := Check(context.Background(), l, nil); return err },
	} {
		for range 2 { // written, then compared
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if err := do(); err != nil {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&after)
			if held := after.TotalAlloc - before.TotalAlloc; held > size/3 {
				t.Errorf("%s takes %d MB for files of %d MB", what, held>>20, size>>20)
			}
		}
	}
}

// A long file comes into the zip as a short one does.
func TestZipHoldsLongFiles(t *testing.T) {
	l := long{
		"a.json": text(repeated(3<<20, `{"name":"虚构馆"}`)),
		"b.jpg":  text(repeated(2<<20, "jpg")),
		"c.bin":  func() io.Reader { return noise(2 << 20) },
	}
	var b bytes.Buffer
	if _, err := Zip(context.Background(), &b, l, ZipOptions{Top: "kepu"}); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || len(z.File) != 3 {
		t.Fatal(err)
	}
	for _, e := range z.File {
		want, _ := io.ReadAll(l[path.Base(e.Name)]())
		f, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(f)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, not the %d wanted (%v)", e.Name, len(got), len(want), err)
		}
		if stored := e.Method == zip.Store; stored != (e.Name != "kepu/a.json") {
			t.Errorf("%s: stored is %v", e.Name, stored)
		}
	}
	packed, _, err := deflated(l["a.json"](), io.Discard)
	whole, _, failed := deflated(strings.NewReader(repeated(3<<20, `{"name":"虚构馆"}`)), io.Discard)
	if !bytes.Equal(packed, whole) || errors.Join(err, failed) != nil {
		t.Error("packed in pieces, a file has other bytes")
	}
}

// What is read a second time must be what its sum was made of.
func TestZipTellsAFileThatChangedMeanwhile(t *testing.T) {
	n := 0
	l := long{"b.jpg": func() io.Reader {
		n++
		return strings.NewReader(repeated(2<<20, fmt.Sprint(n)))
	}}
	if _, err := Zip(context.Background(), io.Discard, l, ZipOptions{Top: "kepu"}); err == nil {
		t.Error("no error")
	}
}

// noise is what cannot be packed, the same each time.
func noise(size int) io.Reader {
	var b bytes.Buffer
	sum := sha256.Sum256(nil)
	for b.Len() < size {
		sum = sha256.Sum256(sum[:])
		b.Write(sum[:])
	}
	return &b
}
