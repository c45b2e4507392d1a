package output

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"kepu/generator/filelist"
	"kepu/generator/remove/removetest"
)

// remembered is a folder with a tree that was remembered.
func remembered(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(removetest.TempDir(t), "public")
	put(t, dir, ".nothing", "")
	_, err := Write(context.Background(), dir, pages{"index.html": "home", "bases/x.html": "x"},
		Options{Made: func() Made { return Made{"key", []byte("stock"), []byte("note")} }, before: calm})
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "mine/notes.txt", "foreign")
	return dir
}

func recalls(dir, key string) bool {
	_, _, ok := Recall(context.Background(), dir, key)
	return ok
}

func TestRecallSaysWhatWriteWouldSay(t *testing.T) {
	dir := remembered(t)
	before := everything(t, dir)
	r, note, ok := Recall(context.Background(), dir, "key")
	if !ok || string(note) != "note" {
		t.Fatalf("%v, %q", ok, note)
	}
	if got, want := fmt.Sprint(r), fmt.Sprint(mustWrite(t, dir, pages{"index.html": "home", "bases/x.html": "x"})); got != want {
		t.Errorf("recalled %s, Write says %s", got, want)
	}
	if got := everything(t, dir); got != before {
		t.Errorf("the folder was\n%s\nand is\n%s", before, got)
	}
	if recalls(dir, "another") {
		t.Error("another key is recalled")
	}
}

func TestRecallBelievesNothingThatHasChanged(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, dir string){
		"a page edited, as long as before": func(t *testing.T, dir string) { put(t, dir, "bases/x.html", "y") },
		"a page longer":                    func(t *testing.T, dir string) { put(t, dir, "bases/x.html", "xx") },
		"a page gone":                      func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "bases/x.html")) },
		"a folder where a page was": func(t *testing.T, dir string) {
			os.Remove(filepath.Join(dir, "index.html"))
			os.Mkdir(filepath.Join(dir, "index.html"), 0o755)
		},
		"another list": func(t *testing.T, dir string) {
			put(t, dir, manifestFile, string(filelist.List{"index.html": filelist.Sum{1}}.Encode()))
		},
		"no list":             func(t *testing.T, dir string) { os.Remove(at(dir, manifestFile)) },
		"nothing remembered":  func(t *testing.T, dir string) { os.Remove(at(dir, madeFile)) },
		"half remembered":     func(t *testing.T, dir string) { os.Truncate(at(dir, madeFile), 70) },
		"the note cut":        func(t *testing.T, dir string) { cut(t, at(dir, madeFile)) },
		"a run that was cut":  func(t *testing.T, dir string) { put(t, dir, stageFolder+"/x", "") },
		"a tree written anew": func(t *testing.T, dir string) { mustWrite(t, dir, pages{"index.html": "new", "bases/x.html": "x"}) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := remembered(t)
			change(t, dir)
			if recalls(dir, "key") {
				t.Error("the tree is said to stand")
			}
		})
	}
}

// cut takes the last byte off a file.
func cut(t *testing.T, name string) {
	t.Helper()
	info, err := os.Stat(name)
	if err == nil {
		err = os.Truncate(name, info.Size()-1)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestManyFilesAreSettledAtOnceAndFewOneByOne(t *testing.T) {
	for _, n := range []int{1, fewFiles, fewFiles + 40} {
		p := pages{}
		for i := range n {
			p[fmt.Sprintf("bases/b%d.html", i)] = fmt.Sprint(i)
		}
		dir := filepath.Join(removetest.TempDir(t), "public")
		r, err := Write(context.Background(), dir, p, Options{}) // with flushing, which other tests leave out
		if err != nil || len(r.Written) != n {
			t.Fatalf("%d files: %d written, %v", n, len(r.Written), err)
		}
		p["bases/"] = ""
		if got := tree(t, dir); got.String() != p.String() {
			t.Errorf("%d files: the folder holds\n%s", n, got)
		}
	}
}
