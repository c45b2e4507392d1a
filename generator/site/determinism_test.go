package site_test

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"crypto/sha256"
	"encoding/hex"
)

// sumOf returns one sum over all files of the example's site.
func sumOf(t *testing.T, content fs.FS) string {
	t.Helper()
	s, _ := makeSite(t, content)
	if s == nil {
		t.Fatal("no site")
	}
	h := sha256.New()
	files := renderAll(t, s)
	for _, name := range s.Files() {
		h.Write([]byte(name + "\x00" + files[name] + "\x00"))
	}
	return hex.EncodeToString(h.Sum(nil))
}

func TestTwoSitesOfTheSameContentAreTheSame(t *testing.T) {
	want := sumOf(t, example(t))
	for range 3 {
		if got := sumOf(t, example(t)); got != want {
			t.Fatal("the second differs")
		}
	}
	if got := sumOf(t, backwards{example(t)}); got != want {
		t.Error("it depends on the order in which a folder lists its files")
	}
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	if got := sumOf(t, example(t)); got != want {
		t.Error("it depends on the number of processors")
	}
}

// backwards is a content folder that lists its files from the last to the first.
type backwards struct{ fs.FS }

func (b backwards) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(b.FS, name)
	slices.Reverse(entries)
	return entries, err
}

const sumWanted = "KEPU_TEST_SUM"

// The time zone and the language of a machine are read when a process starts, so
// the test runs itself again under others.
func TestOtherZonesAndLanguagesMakeTheSameSite(t *testing.T) {
	want := sumOf(t, example(t))
	if told := os.Getenv(sumWanted); told != "" {
		if want != told {
			t.Error("the site differs")
		}
		return
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, env := range []string{"TZ=Pacific/Kiritimati LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8", "TZ=America/Los_Angeles LANG=C LC_ALL=C GOMAXPROCS=1"} {
		c := exec.Command(program, "-test.run=^TestOtherZonesAndLanguagesMakeTheSameSite$")
		c.Env = append(append(os.Environ(), strings.Fields(env)...), sumWanted+"="+want)
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", env, err, out)
		}
	}
}

func TestSiteIsAFileSystem(t *testing.T) {
	s := exampleSite(t)
	if len(renderAll(t, s)) < len(s.Files()) {
		t.Fatal("not every page is rendered")
	}
	if err := fstest.TestFS(s, s.Files()...); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"", "/index.html", "index.html/", "../content/site.toml", "bases/../index.html", "nothing.html", "INDEX.html"} {
		if _, err := s.Open(name); err == nil {
			t.Errorf("%q can be opened", name)
		}
		if _, err := s.ReadFile(name); err == nil {
			t.Errorf("%q can be read", name)
		}
	}
}

// A site may be read from many goroutines: each gets the same bytes.
func TestManyReadersGetTheSamePages(t *testing.T) {
	s := exampleSite(t)
	want := renderAll(t, s)
	done := make(chan map[string]string)
	const readers = 4
	for range readers {
		go func() { done <- renderAll(t, s) }()
	}
	for range readers {
		sameFiles(t, "a reader", <-done, want)
	}
}

// Every address in a page leads to a file of the site or, where it is outward, is
// of the few schemes that are allowed; every fragment is the id of something.
func TestEveryLinkOfTheExampleLeadsSomewhere(t *testing.T) {
	s := exampleSite(t)
	files := renderAll(t, s)
	for _, name := range s.Files() {
		if _, ok := files[name]; !ok {
			files[name] = "" // see TestThemeShowsEveryPage
		}
	}
	checkPages(t, files)
}

// The bytes of a page that is open are its own, though closed pages give theirs back.
func TestOpenPagesDoNotMix(t *testing.T) {
	s := exampleSite(t)
	want, err := s.ReadFile("index.html")
	if err != nil {
		t.Fatal(err)
	}
	closed, err := s.Open("search.html")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	open, err := s.Open("index.html")
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	closed.Close()
	for _, name := range []string{"404.html", "map.html"} {
		f, err := s.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
	}
	if got, err := io.ReadAll(open); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the page is not what ReadFile gives: %d bytes (%v)", len(got), err)
	}
	if n, err := closed.Read(make([]byte, 9)); n > 0 || err == nil {
		t.Errorf("a closed page gives %d bytes and %v", n, err)
	}
}
