package output_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"kepu/generator/output"
	"kepu/generator/remove/removetest"
)

func TestNewFolderIsWholeOrNotThere(t *testing.T) {
	in := removetest.TempDir(t)
	dir := filepath.Join(in, "表", "各基地")
	if err := output.NewFolder(dir, map[string][]byte{"甲.docx": []byte("a"), "乙.docx": []byte("b")}); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "乙.docx")); err != nil || string(data) != "b" {
		t.Fatal(string(data), err)
	}
	if err := output.NewFolder(dir, map[string][]byte{"丙.docx": nil}); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	empty := filepath.Join(in, "空")
	if err := os.Mkdir(empty, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := output.NewFolder(empty, map[string][]byte{"甲": []byte("a")}); err != nil {
		t.Error(err)
	}
	if err := output.NewFolder(filepath.Join(in, "坏"), map[string][]byte{"甲": nil, "没有这个/乙": nil}); err == nil {
		t.Error("a name that cannot be")
	}
	if err := output.NewFolder(filepath.Join(empty, "甲"), map[string][]byte{"乙": nil}); err == nil {
		t.Error("a file in the way")
	}
	if data, err := os.ReadFile(filepath.Join(empty, "甲")); err != nil || string(data) != "a" {
		t.Error("the file in the way is", string(data), err)
	}
	entries, err := os.ReadDir(in)
	if err != nil || len(entries) != 2 {
		t.Error("something is left: ", entries, err)
	}
}
