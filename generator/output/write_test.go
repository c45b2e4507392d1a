package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kepu/generator/remove/removetest"
)

// pages is a tree in memory.
type pages map[string]string

func (p pages) Files() []string {
	var names []string
	for n := range p {
		names = append(names, n)
	}
	return names
}

func (p pages) Open(name string) (fs.File, error) {
	switch text := p[name]; text {
	case "FAULT":
		return nil, errors.New("no such field in the template")
	case "PANIC":
		panic("one odd page")
	default:
		return Files{name: []byte(text)}.Open(name)
	}
}

// write is Write with a hook.
func write(ctx context.Context, dir string, tree Tree, progress func(done, total int), before hook) (Result, error) {
	return Write(ctx, dir, tree, Options{Progress: progress, before: before})
}

// at is where a name of this package is when all is beside the folder.
func at(dir, name string) string {
	if rest, ok := ofRun(name); ok {
		return filepath.Join(beside(dir), rest)
	}
	return filepath.Join(dir, name)
}

func mustWrite(t *testing.T, dir string, p pages) Result {
	t.Helper()
	r, err := write(context.Background(), dir, p, nil, calm)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// put writes a file by hand.
func put(t *testing.T, dir, name, text string) {
	t.Helper()
	full := at(dir, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tree returns all that stands in dir but the list; folders end in "/".
func tree(t *testing.T, dir string) pages {
	t.Helper()
	got := pages{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == manifestFile:
		case name == ".":
		case d.IsDir():
			got[name+"/"] = ""
		default:
			data, err := os.ReadFile(filepath.Join(dir, name))
			got[name] = string(data)
			return err
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return got
}

func (p pages) String() string {
	names := p.Files()
	slices.Sort(names)
	var b strings.Builder
	for _, n := range names {
		fmt.Fprintf(&b, "%s=%q ", n, p[n])
	}
	return b.String()
}

// everything is dir with the list, the folder of runs and all times, as text.
func everything(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	look := func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			fmt.Fprintln(&b, "error", err)
			return nil
		}
		info, err := d.Info()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, name, info.Mode(), info.ModTime().UnixNano())
		if info.Mode().IsRegular() {
			data, _ := os.ReadFile(name)
			fmt.Fprintf(&b, "%q\n", data)
		}
		return nil
	}
	filepath.WalkDir(dir, look)
	filepath.WalkDir(beside(dir), look)
	return b.String()
}

func TestTreeArrivesWhole(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "a", "public")
	r, err := Write(context.Background(), dir, pages{"index.html": "首页", "bases/x.html": "x", "assets/css/s.css": ""}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"assets/css/s.css", "bases/x.html", "index.html"}; !slices.Equal(r.Written, want) {
		t.Errorf("written %v, want %v", r.Written, want)
	}
	want := `assets/="" assets/css/="" assets/css/s.css="" bases/="" bases/x.html="x" index.html="首页" `
	if got := tree(t, dir).String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	left, err := os.ReadDir(beside(dir))
	if err != nil || len(left) != 1 || left[0].Name() != "lock" {
		t.Errorf("the folder of runs holds %v (%v), want the lock", left, err)
	}
}

func TestUnchangedTreeTouchesNothing(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "public")
	p := pages{"index.html": "首页", "bases/x.html": "x"}
	mustWrite(t, dir, p)
	put(t, dir, "CNAME", "example.org")
	before := everything(t, dir)
	r := mustWrite(t, dir, p)
	if len(r.Written) != 0 || len(r.Removed) != 0 || r.Unchanged != 2 {
		t.Errorf("got %+v", r)
	}
	if after := everything(t, dir); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
}

func TestOnlyChangedFilesAreWritten(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "public")
	mustWrite(t, dir, pages{"a.html": "1", "b.html": "2"})
	long := time.Date(1970, 1, 2, 0, 0, 0, 0, time.UTC)
	os.Chtimes(filepath.Join(dir, "a.html"), long, long)
	r := mustWrite(t, dir, pages{"a.html": "1", "b.html": "3", "c/d.html": "4"})
	if want := []string{"b.html", "c/d.html"}; !slices.Equal(r.Written, want) || r.Unchanged != 1 {
		t.Errorf("got %+v, want written %v", r, want)
	}
	info, err := os.Stat(filepath.Join(dir, "a.html"))
	if err != nil || !info.ModTime().Equal(long) {
		t.Errorf("a.html was touched: %v %v", info.ModTime(), err)
	}
}

func TestFileEditedByHandIsPutRight(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "public")
	p := pages{"a.html": "right", "b.html": "here"}
	mustWrite(t, dir, p)
	info, _ := os.Stat(filepath.Join(dir, "a.html"))
	put(t, dir, "a.html", "wrong") // same size, and below the same time
	os.Chtimes(filepath.Join(dir, "a.html"), info.ModTime(), info.ModTime())
	os.Remove(filepath.Join(dir, "b.html"))
	r := mustWrite(t, dir, p)
	if len(r.Written) != 2 || tree(t, dir).String() != p.String() {
		t.Errorf("got %+v, %s", r, tree(t, dir))
	}
}

func TestUnreadablePageLeavesFolderUntouched(t *testing.T) {
	bad := pages{}
	for i := range 600 {
		bad[fmt.Sprintf("%03d.html", i)] = "new"
	}
	bad["500.html"], bad["550.html"] = "FAULT", "PANIC"

	dir := filepath.Join(removetest.TempDir(t), "public")
	mustWrite(t, dir, pages{"001.html": "old", "old.html": ""})
	before := tree(t, dir).String()
	_, err := write(context.Background(), dir, bad, nil, calm)
	var faults Faults
	if !errors.As(err, &faults) || len(faults) != 2 || faults[0].Path != "500.html" || faults[1].Path != "550.html" {
		t.Fatalf("error %v, want the faults of two pages", err)
	}
	if after := tree(t, dir).String(); after != before {
		t.Errorf("before %s\nafter  %s", before, after)
	}
	if unfinished(dir) {
		t.Error("the stage was left")
	}

	fresh := filepath.Join(removetest.TempDir(t), "a", "public")
	if _, err := write(context.Background(), fresh, bad, nil, calm); err == nil {
		t.Fatal("no error")
	}
	if _, err := os.Stat(filepath.Dir(fresh)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder was left where nothing was: %v", err)
	}
	if _, err := Check(context.Background(), bad, nil); !errors.As(err, &faults) || len(faults) != 2 {
		t.Errorf("check found %v", err)
	}
}

func TestInterruptLeavesOldTree(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "public")
	mustWrite(t, dir, pages{"a": "old"})
	ctx, stop := context.WithCancel(context.Background())
	many := pages{}
	for i := range 100 {
		many[fmt.Sprint(i)] = "new"
	}
	_, err := write(ctx, dir, many, func(done, total int) {
		if done == 50 {
			stop()
		}
	}, calm)
	if !errors.Is(err, context.Canceled) || tree(t, dir).String() != `a="old" ` || unfinished(dir) {
		t.Errorf("error %v, tree %s", err, tree(t, dir))
	}
}

func TestSecondRunIsRefusedWhileOneIsAtWork(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "public")
	var second, recovering error
	_, err := write(context.Background(), dir, pages{"a": "1", "b": "2"}, func(done, total int) {
		if done == 1 {
			_, second = Write(context.Background(), dir, pages{"a": "other"}, Options{})
			os.MkdirAll(at(dir, stageFolder), 0o755)
			_, recovering = Recover(dir)
		}
	}, nil)
	if err != nil || !errors.Is(second, ErrBusy) || !errors.Is(recovering, ErrBusy) {
		t.Errorf("first %v, second %v, recover %v; want nil, busy, busy", err, second, recovering)
	}
	if got := tree(t, dir).String(); got != `a="1" b="2" ` {
		t.Error(got)
	}
}

func TestLockFileOfDeadRunIsNoHindrance(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "public")
	put(t, dir, lockFile, "4194304\n")
	mustWrite(t, dir, pages{"a": "1"})
}

func TestTreeThatCannotStandEverywhereIsRefused(t *testing.T) {
	for _, p := range []pages{
		{"../x": ""}, {"/x": ""}, {"a//b": ""}, {"": ""}, {".": ""}, {"a\\b": ""}, {"c:x": ""}, {"a\nb": ""},
		{".kepu/manifest": ""}, {".KEPU/x": ""}, {".kepu.sha256": ""}, {".Kepu.SHA256/x": ""}, {"a.html": "", "A.html": ""}, {"a": "", "a/b": ""}, {"A": "", "a/b/c": ""},
	} {
		dir := filepath.Join(removetest.TempDir(t), "public")
		if _, err := Write(context.Background(), dir, p, Options{}); err == nil {
			t.Errorf("%v was written", p)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%v left a folder", p)
		}
	}
}

func TestSameTreeGivesSameBytesWhateverStoodBefore(t *testing.T) {
	p := pages{"index.html": "1", "bases/x.html": "2"}
	clean, used := filepath.Join(removetest.TempDir(t), "public"), filepath.Join(removetest.TempDir(t), "public")
	mustWrite(t, clean, p)
	mustWrite(t, used, pages{"index.html": "old", "gone/a/b": ""})
	mustWrite(t, used, p)
	for _, name := range []string{manifestFile, lockFile} {
		a, err := os.ReadFile(at(clean, name))
		b, err2 := os.ReadFile(at(used, name))
		if err != nil || err2 != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs: %q, %q", name, a, b)
		}
	}
	if a, b := tree(t, clean).String(), tree(t, used).String(); a != b {
		t.Errorf("%s\n%s", a, b)
	}
}
