package publish_test

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kepu/generator/dirstore"
	"kepu/generator/publish"
	"kepu/generator/publish/publishtest"
	"kepu/generator/remove/removetest"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// edition is a site whose pages all say which edition they are of; one page comes and goes.
func edition(n int) map[string]string {
	files := map[string]string{"assets/s.css": "style", "data/x.csv": fmt.Sprint("data ", n), "sitemap.xml": fmt.Sprint("map ", n), fmt.Sprintf("bases/only-%d.html", n%3): fmt.Sprint("edition ", n)}
	for i := range 40 {
		files[fmt.Sprintf("bases/%d.html", i)] = fmt.Sprint("edition ", n)
	}
	return files
}

// A run is killed at every tenth call, and the next one finishes: on a disk, by releases and in place. What real servers make of it their stores' tests ask.
func TestKilledOnADisk(t *testing.T) {
	for name, of := range map[string]func(store.Linker) store.Store{
		"releases": func(s store.Linker) store.Store { return s },
		"in place": func(s store.Linker) store.Store { return struct{ store.Store }{s} },
	} {
		t.Run(name, func(t *testing.T) {
			dir := removetest.TempDir(t)
			publishtest.Run(t, publishtest.Place{Root: "site", Open: func(t *testing.T) store.Store {
				s, err := dirstore.Open(dir)
				if err != nil {
					t.Fatal(err)
				}
				return of(s)
			}})
		})
	}
}

func disk(t *testing.T, dir string) store.Linker {
	t.Helper()
	s, err := dirstore.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Readers who open pages all the time find each of them, whole, and never one that is older than what they have seen of it; where there are links, what they
// find in the folder that the link leads to is of one edition.
func TestReadersOfAFolderWhilePublicationsRun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("readers hold files open, which is waited for: dirstore's tests have that")
	}
	for _, links := range []bool{true, false} {
		dir := removetest.TempDir(t)
		s := store.Store(disk(t, dir))
		if !links {
			s = struct{ store.Store }{s}
		}
		publishes := func(n int) {
			if _, err := publish.Run(t.Context(), s, "site", publishtest.Tree(t, edition(n)), publish.Options{Holder: "test"}); err != nil {
				t.Fatal(err)
			}
		}
		publishes(1)
		var read atomic.Int64
		done := make(chan struct{})
		var wg sync.WaitGroup
		for reader := range 2 {
			wg.Go(func() {
				seen := map[string]int{}
				for i := 0; ; i++ {
					select {
					case <-done:
						return
					default:
					}
					page := path.Join("bases", fmt.Sprint((i*7+reader)%40)+".html")
					text, err := os.ReadFile(filepath.Join(dir, "site", filepath.FromSlash(page)))
					var n int
					if _, bad := fmt.Sscanf(string(text), "edition %d", &n); err != nil || bad != nil || n < seen[page] {
						t.Errorf("links: %t: %s reads %q after edition %d, %v", links, page, text, seen[page], err)
						return
					}
					seen[page] = n
					if links { // a newer page is never followed by an older one
						for p := range seen {
							seen[p] = n
						}
					}
					read.Add(1)
					time.Sleep(50 * time.Microsecond) // or the publications hardly come to run
				}
			})
		}
		for n := 2; n <= 13; n++ {
			publishes(n)
		}
		close(done)
		wg.Wait()
		if read.Load() < 50 {
			t.Errorf("links: %t: only %d pages were read", links, read.Load())
		}
		t.Logf("links: %t: %d pages were read during 12 publications", links, read.Load())
	}
}

// A file, and a link of somebody else's, under the name of the site are refused before anything is done.
func TestWhatIsNoFolder(t *testing.T) {
	dir := removetest.TempDir(t)
	if err := os.WriteFile(filepath.Join(dir, "file"), []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	want := map[string]publish.Foreign{"file": {Name: "file", File: true}}
	if runtime.GOOS != "windows" { // where sites stand behind links
		if err := os.Symlink("elsewhere", filepath.Join(dir, "link")); err != nil {
			t.Fatal(err)
		}
		want["link"] = publish.Foreign{Name: "elsewhere", Link: true}
	}
	s := disk(t, dir)
	for root, want := range want {
		var foreign *publish.Foreign
		if _, err := publish.Run(t.Context(), s, root, publishtest.Tree(t, edition(1)), publish.Options{}); !errors.As(err, &foreign) || *foreign != want {
			t.Errorf("%s: %v", root, err)
		}
	}
	if all, err := os.ReadDir(dir); err != nil || len(all) != len(want) {
		t.Errorf("there are %v, %v", all, err)
	}
}

func TestASmallDisk(t *testing.T) {
	dir := storetest.Disk(t, "6m")
	publishtest.Full(t, publishtest.Place{Root: "site", Open: func(t *testing.T) store.Store { return disk(t, dir) }})
}
