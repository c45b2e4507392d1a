package main

import (
	"archive/zip"
	"bytes"
	"debug/pe"
	"encoding/binary"
	"fmt"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"kepu"
	"kepu/generator/command"
	"kepu/generator/output"
	"kepu/generator/remove/removetest"
)

// At every size there is the ground in the corners' stead, the disc and the book, each where the drawing has it.
func TestIconIsTheDrawing(t *testing.T) {
	for _, size := range sizes {
		data, err := icon(size)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := icon(size)
		if !bytes.Equal(data, again) {
			t.Errorf("%d: two drawings differ", size)
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil || picture.Bounds().Dx() != size || picture.Bounds().Dy() != size {
			t.Fatalf("%d: %v", size, err)
		}
		for _, c := range []struct {
			x, y float64 // in the grid of 32
			want string
		}{{0, 0, "transparent"}, {16, 1, "ground"}, {2, 16, "ground"}, {11, 18, "ground"}, {16, 7.6, "light"}, {16, 20, "light"}, {6, 18, "light"}, {26, 18, "light"}} {
			at := func(v float64) int { return min(size-1, int(v*float64(size)/32)) }
			r, g, b, a := picture.At(at(c.x), at(c.y)).RGBA()
			got := "ground"
			switch {
			case a < 0x8000:
				got = "transparent"
			case r > 0x9000 && g > 0x9000 && b > 0x9000:
				got = "light"
			}
			if got != c.want {
				t.Errorf("%d px at %v,%v: %s, not %s (%x %x %x %x)", size, c.x, c.y, got, c.want, r, g, b, a)
			}
		}
	}
}

// What this does not draw it must not leave out in silence.
func TestADrawingOfAnotherKindIsRefused(t *testing.T) {
	const head = `<svg viewBox="0 0 32 32">`
	for _, svg := range []string{
		`<svg viewBox="0 0 32 16"></svg>`, head + `<ellipse/></svg>`, head + `<rect width="3" height="x" rx="1" fill="#000000"/></svg>`,
		head + `<circle cx="1" cy="1" r="1" fill="red"/></svg>`, head + `<path d="M0 0" fill="#000000"/></svg>`,
		head + `<path d="M0 0A1 1 0 0 0 1 1" fill="none" stroke-linejoin="round"/></svg>`,
		head + `<path d="M0" fill="none" stroke-linejoin="round"/></svg>`, head + `<path d="0 0" fill="none" stroke-linejoin="round"/></svg>`, head,
	} {
		if _, shapes, err := readDrawing([]byte(svg)); err == nil {
			t.Errorf("%s: %v", svg, shapes)
		}
	}
}

func TestNumbersOfAVersion(t *testing.T) {
	for version, want := range map[string]string{
		"2026.11.30-4530a37": "2026.11.30.0", "v1.2": "1.2.0.0", "1.2.3.4.5": "1.2.3.4", "check": "0.0.0.0", "99999.1": "0.1.0.0", "": "0.0.0.0",
	} {
		if got := numbers(version); got != want {
			t.Errorf("%q: %s, not %s", version, got, want)
		}
	}
}

// Every link of the handbook leads to a place in it, and all that stands in the handbook stands in the page.
func TestHandbookIsOnePageWithoutALooseEnd(t *testing.T) {
	for _, text := range []string{begin, kepu.Handbook()} {
		if _, astray := rendered(text); len(astray) > 0 {
			t.Errorf("lead nowhere: %q", astray)
		}
	}
	page := string(handbookPage("2026.3 & later"))
	for _, want := range []string{"2026.3 &amp; later", "怎样开始", "<h2 id=\"nei-rong-wei-hu-shou-ce\">内容维护手册</h2>", "kepu.exe doctor", "附表八", `href="#di-yi-ci-yong"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, never := range []string{"<script", "http://", "src="} {
		if strings.Contains(page, never) {
			t.Errorf("the page has %s", never)
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("two stand at #%s", m[1])
		}
		ids[m[1]] = true
	}
}

// What the page tells of the folder is what lies in it.
func TestStarterFolderIsAsItsPageTells(t *testing.T) {
	dir := removetest.TempDir(t)
	for _, name := range []string{"k.exe", "l.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	to := filepath.Join(dir, "starter.zip")
	if err := run([]string{"starter", "2026.3", filepath.Join(dir, "k.exe"), filepath.Join(dir, "l.txt"), to}); err != nil {
		t.Fatal(err)
	}
	first, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	names := zipped(t, to, "kepu-2026.3/")
	for name := range names {
		top, _, _ := strings.Cut(name, "/")
		if !strings.Contains(begin, "| "+top+" |") {
			t.Errorf("the page tells nothing of %s", name)
		}
	}
	if strings.Count(begin, "\n| ") != len(names)+1 { // and the head
		t.Errorf("the page tells of more than %v", names)
	}
	for _, r := range desk {
		if r > '~' {
			t.Errorf("desk.cmd has %q, which cmd reads in another code page", r)
		}
	}
	if err := os.Remove(to); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{"starter", "2026.3", filepath.Join(dir, "k.exe"), filepath.Join(dir, "l.txt"), to}); err != nil {
		t.Fatal(err)
	}
	if second, err := os.ReadFile(to); err != nil || !bytes.Equal(first, second) {
		t.Errorf("two zips differ, or %v", err)
	}
}

// The folder for content that comes with it counts as empty: init begins a site there.
func TestSiteIsBegunInTheStarterFolder(t *testing.T) {
	dir := removetest.TempDir(t)
	t.Chdir(dir)
	if err := os.Mkdir("content", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("content/_README.txt", []byte(empty), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := command.Main([]string{"init", "--city", "驻马店市"}, &out, &errs); code != 0 {
		t.Fatal(errs.String())
	}
	if code := command.Main([]string{"build"}, &out, &errs); code != 0 {
		t.Fatal(errs.String())
	}
}

// zipped returns the files of a zip by their names below top.
func zipped(t *testing.T, name, top string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files := map[string][]byte{}
	for _, f := range z.File {
		rest, ok := strings.CutPrefix(f.Name, top)
		if !ok {
			t.Errorf("%s does not stand in %s", f.Name, top)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[rest] = data
	}
	return files
}

// TestReleaseHoldsWhatItShould looks through what .ci/release has made, in the folder KEPU_RELEASE.
func TestReleaseHoldsWhatItShould(t *testing.T) {
	dir, version := os.Getenv("KEPU_RELEASE"), os.Getenv("KEPU_RELEASE_VERSION")
	if dir == "" {
		t.Skip("needs a release: .ci/release --check")
	}
	exe := filepath.Join(dir, "kepu-"+version+"-windows-amd64.exe")
	found := resourcesOf(t, exe)
	if got := string(found[resource{rtManifest, 1}]); got != manifest {
		t.Errorf("the manifest is %q", got)
	}
	v := found[resource{rtVersion, 1}]
	for _, want := range []string{"Kepu 科普教育基地网站生成器", "ProductVersion", version, "kepu.exe"} {
		if !bytes.Contains(v, wide(want)) {
			t.Errorf("the version resource lacks %s", want)
		}
	}
	fixed := bytes.Index(v, []byte{0xBD, 0x04, 0xEF, 0xFE})
	if fixed < 0 {
		t.Fatal("the version resource has no numbers")
	}
	high, low := binary.LittleEndian.Uint32(v[fixed+8:]), binary.LittleEndian.Uint32(v[fixed+12:])
	if got := fmt.Sprintf("%d.%d.%d.%d", high>>16, high&0xFFFF, low>>16, low&0xFFFF); got != numbers(version) {
		t.Errorf("the version resource says %s", got)
	}
	var icons []int
	for r, data := range found {
		if r.kind != rtIcon {
			continue
		}
		if size, ok := bytes.CutPrefix(data, []byte("\x89PNG\r\n\x1a\n")); ok {
			icons = append(icons, int(binary.BigEndian.Uint32(size[8:])))
		} else {
			icons = append(icons, int(binary.LittleEndian.Uint32(data[4:])))
		}
	}
	slices.Sort(icons)
	want := slices.Sorted(slices.Values(sizes))
	if !slices.Equal(icons, want) {
		t.Errorf("the icon has the sizes %v, not %v", icons, want)
	}

	program, err := os.ReadFile(exe)
	if err != nil {
		t.Fatal(err)
	}
	licences, err := os.ReadFile(filepath.Join(dir, "LICENCES.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(program, licences) {
		t.Error("the texts of the licences are not in the program")
	}
	modules, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, place := range []string{strings.TrimSpace(string(modules)), filepath.Dir(dir)} {
		if bytes.Contains(program, []byte(place)) {
			t.Errorf("the program tells that it was made in %s", place)
		}
	}
	for name, data := range zipped(t, filepath.Join(dir, "kepu-"+version+"-windows.zip"), "kepu-"+version+"/") {
		switch {
		case name == "kepu.exe" && !bytes.Equal(data, program), name == "licences.txt" && !bytes.Equal(data, licences):
			t.Errorf("%s in the starter folder is another", name)
		case len(data) == 0:
			t.Errorf("%s is empty", name)
		}
	}
	if err := output.ZipNames("kepu-"+version, []string{"kepu.exe", "README.html", "desk.cmd", "licences.txt", "content/_README.txt"}); err != nil {
		t.Error(err)
	}
}

// The kinds of resources, by Windows' numbers.
const (
	rtIcon     = 3
	rtVersion  = 16
	rtManifest = 24
)

// resource is one by its kind and its number.
type resource struct{ kind, id uint32 }

// resourcesOf reads the resources of a Windows program that have numbers for names, in all languages one after the other: a tree of
// three levels in the section .rsrc.
func resourcesOf(t *testing.T, name string) map[resource][]byte {
	t.Helper()
	f, err := pe.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	section := f.Section(".rsrc")
	if section == nil {
		t.Fatal("the program has no resources")
	}
	data, err := section.Data()
	if err != nil {
		t.Fatal(err)
	}
	found := map[resource][]byte{}
	u32 := func(at uint32) uint32 { return binary.LittleEndian.Uint32(data[at:]) }
	entries := func(at uint32) (list [][2]uint32) {
		n := uint32(binary.LittleEndian.Uint16(data[at+12:])) + uint32(binary.LittleEndian.Uint16(data[at+14:]))
		for i := range n {
			list = append(list, [2]uint32{u32(at + 16 + 8*i), u32(at+16+8*i+4) &^ (1 << 31)})
		}
		return list
	}
	for _, kind := range entries(0) {
		for _, id := range entries(kind[1]) {
			for _, language := range entries(id[1]) {
				from := u32(language[1]) - section.VirtualAddress
				r := resource{kind[0], id[0]}
				found[r] = append(found[r], data[from:from+u32(language[1]+4)]...)
			}
		}
	}
	return found
}

// wide is a text as Windows keeps it.
func wide(s string) (out []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}
