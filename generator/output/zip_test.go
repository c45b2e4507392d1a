package output

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kepu/generator/remove/removetest"
)

func copyOf() pages {
	l := pages{"index.html": strings.Repeat("<p>首页</p>", 50), "assets/a.jpg": strings.Repeat("x", 300), "assets/empty.js": "", "data/b.csv": "\ufeffid\r\n"}
	for i := range 150 {
		l[fmt.Sprintf("bases/b%d.html", i)] = strings.Repeat(fmt.Sprintf("<li>虚构馆 %d</li>", i), 40)
	}
	return l
}

func zipOf(t *testing.T, tree Tree) ([]byte, ZipReport) {
	t.Helper()
	var b bytes.Buffer
	r, err := Zip(context.Background(), &b, tree, ZipOptions{Top: "kepu", Add: map[string][]byte{"START-HERE.html": []byte("<p>打开说明</p>")}})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), r
}

func TestZipHasSameBytesInAnyZone(t *testing.T) {
	first, _ := zipOf(t, copyOf())
	was := time.Local
	defer func() { time.Local = was }()
	for _, hours := range []int{-11, 8, 14} {
		time.Local = time.FixedZone("there", hours*3600)
		again, _ := zipOf(t, copyOf())
		if sha256.Sum256(first) != sha256.Sum256(again) {
			t.Errorf("other bytes at UTC%+d", hours)
		}
	}
}

func TestZipHoldsTheTreeInOneFolder(t *testing.T) {
	data, report := zipOf(t, copyOf())
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	tree := copyOf()
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		if y := f.Modified.Year(); y != 1980 {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(f.Name, "kepu/")
		if want, ok := tree[name]; ok && string(got) != want {
			t.Errorf("%s has other bytes", f.Name)
		}
		if stored := f.Method == zip.Store; stored != (name == "assets/a.jpg" || len(got) < 20) {
			t.Errorf("%s: stored is %v", f.Name, stored)
		}
	}
	if !slices.IsSorted(names) || len(names) != len(tree)+1 || len(report.Entries) != len(names) || report.Size != int64(len(data)) {
		t.Errorf("%d entries, sorted %v; the report has %d and %d bytes of %d", len(names), slices.IsSorted(names), len(report.Entries), report.Size, len(data))
	}
}

// Other programs must see what Go sees.
func TestOthersListTheSameEntries(t *testing.T) {
	data, report := zipOf(t, copyOf())
	file := filepath.Join(removetest.TempDir(t), "a.zip")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, e := range report.Entries {
		want = append(want, e.Name)
	}
	for program, args := range map[string][]string{
		"unzip":   {"-Z1", file},
		"python3": {"-c", "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None\nfor i in z.infolist():\n  assert i.date_time==(1980,1,1,0,0,0) and not i.extra and i.flag_bits&8==0, i\n  print(i.filename)", file},
		"jar":     {"tf", file},
		"7z":      {"l", "-ba", "-slt", file},
	} {
		if _, err := exec.LookPath(program); err != nil {
			t.Logf("%s is not here", program)
			continue
		}
		out, err := exec.Command(program, args...).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", program, err, out)
			continue
		}
		got := strings.Fields(string(out))
		if program == "7z" {
			got = nil
			for line := range strings.Lines(string(out)) {
				if name, ok := strings.CutPrefix(strings.TrimSpace(line), "Path = "); ok {
					got = append(got, name)
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s lists %d entries, not the %d that Go sees", program, len(got), len(want))
		}
	}
	if _, err := exec.LookPath("unzip"); err == nil {
		if out, err := exec.Command("unzip", "-tqq", file).CombinedOutput(); err != nil {
			t.Errorf("unzip -t: %v\n%s", err, out)
		}
	}
}

func TestNamesThatCannotBeUnpackedAreRefused(t *testing.T) {
	for _, name := range []string{"bases/科技馆.html", "bases/CON.html", "aux", "com1.tar.gz", "a b.html", "a./b.html", "x.", ".hidden", "a:b", strings.Repeat("a", 116) + ".js"} {
		var wrong *ZipNameError
		_, err := Zip(context.Background(), io.Discard, pages{name: "x"}, ZipOptions{Top: "kepu"})
		if !errors.As(err, &wrong) && !strings.Contains(fmt.Sprint(err), "cannot be written") {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := Zip(context.Background(), io.Discard, pages{"A.html": "x", "a.html": "y"}, ZipOptions{Top: "kepu"}); err == nil {
		t.Error("A.html and a.html are taken")
	}
	ok := []string{"index.html", "console.html", "bases/com10.html", strings.Repeat("a", 110) + ".html"}
	if err := ZipNames("kepu", ok); err != nil {
		t.Error(err)
	}
}

func TestFailedZipLeavesTheOldOne(t *testing.T) {
	dir := removetest.TempDir(t)
	file := filepath.Join(dir, "a.zip")
	if err := os.WriteFile(file, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	broken := copyOf()
	broken["z.html"] = "FAULT"
	canceled, stop := context.WithCancel(context.Background())
	stop()
	for name, run := range map[string]func() error{
		"a page that cannot be made": func() error { _, err := ZipFile(context.Background(), file, broken, ZipOptions{Top: "k"}); return err },
		"interrupted":                func() error { _, err := ZipFile(canceled, file, copyOf(), ZipOptions{Top: "k"}); return err },
	} {
		if err := run(); err == nil {
			t.Errorf("%s: no error", name)
		}
		entries, _ := os.ReadDir(dir)
		if old, _ := os.ReadFile(file); string(old) != "old" || len(entries) != 1 {
			t.Errorf("%s: the zip is now %q, and the folder holds %v", name, old, entries)
		}
	}
	if _, err := ZipFile(context.Background(), file, copyOf(), ZipOptions{Top: "k"}); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("the folder holds %v", entries)
	}
}

// full is a disk with room for some bytes.
type full int

func (f *full) Write(p []byte) (int, error) {
	if len(p) > int(*f) {
		return 0, errors.New("no room")
	}
	*f -= full(len(p))
	return len(p), nil
}

func TestFullDiskIsAnErrorWhereverItFills(t *testing.T) {
	data, _ := zipOf(t, copyOf())
	for room := 0; room < len(data); room += 4999 {
		disk := full(room)
		if _, err := Zip(context.Background(), &disk, copyOf(), ZipOptions{Top: "kepu"}); err == nil {
			t.Fatalf("no error with room for %d of %d bytes", room, len(data))
		}
	}
}
