package main

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"kepu/generator/remove/removetest"
	"kepu/generator/winetest"
)

// TestEveryLinkedModuleHasItsText holds the list against what the linker says went in.
func TestEveryLinkedModuleHasItsText(t *testing.T) {
	winetest.Skip(t, "Go, which is asked what goes into the program, is not there for Windows")
	var out bytes.Buffer
	if err := write(&out, "kepu/generator", []string{runtime.GOOS + "/" + runtime.GOARCH, "windows/amd64"}); err != nil {
		t.Fatal(err)
	}
	program := removetest.TempDir(t) + "/kepu"
	if said, err := exec.Command("go", "build", "-o", program, "kepu/generator").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	said, err := exec.Command("go", "version", "-m", program).Output()
	if err != nil {
		t.Fatal(err)
	}
	linked := regexp.MustCompile(`(?m)^\tdep\t(\S+)\t(\S+)`).FindAllSubmatch(said, -1)
	if len(linked) < 10 {
		t.Fatalf("the linker tells of %d modules:\n%s", len(linked), said)
	}
	for _, m := range linked {
		if head := "==== " + string(m[1]) + " " + string(m[2]) + ": "; !strings.Contains(out.String(), head) {
			t.Errorf("no text of %s %s", m[1], m[2])
		}
	}
	if !strings.HasPrefix(out.String(), "==== Go ") || strings.Contains(out.String(), "==== kepu") {
		t.Errorf("begins %q", out.String()[:80])
	}
}

func TestAModuleWithoutATextIsAnError(t *testing.T) {
	dir := removetest.TempDir(t)
	m := &module{path: "example.org/x", root: dir, folders: []string{dir}}
	if texts, err := m.texts(); err != nil || len(texts) != 0 {
		t.Errorf("%v %v", texts, err)
	}
	for _, name := range []string{"LICENSE", "licence.txt", "COPYING.md", "license.go", "README.md"} {
		if err := os.WriteFile(dir+"/"+name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	texts, err := m.texts()
	if err != nil || len(texts) != 3 {
		t.Errorf("%v %v", texts, err)
	}
}

func TestASystemWithoutAProcessorIsAnError(t *testing.T) {
	if err := write(&bytes.Buffer{}, "kepu/generator", []string{"windows"}); err == nil || !strings.Contains(err.Error(), "windows") {
		t.Error(err)
	}
}
