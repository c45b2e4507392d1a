package publish_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kepu/generator/dirstore"
	"kepu/generator/filelist"
	"kepu/generator/publish"
	"kepu/generator/publish/publishtest"
	"kepu/generator/remove/removetest"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// What readers are held to: publications, and requests that are made meanwhile, at least.
const (
	manyPublications = 100
	manyRequests     = 100_000
)

// editions are what a site of sixty files was in the course of a hundred publications. A third of its pages are others in each.
type editions struct {
	trees []*publish.Tree
	names []string                          // the pages that all have
	known map[string]map[filelist.Sum][]int // by page and sum, the editions that have it, from the first on
}

func makeEditions(t *testing.T, n int) *editions {
	e := &editions{known: map[string]map[filelist.Sum][]int{}}
	r := rand.New(rand.NewPCG(1, 2))
	texts := map[string]string{}
	for i := range n {
		for j := range 60 {
			name := [...]string{"p/%d.html", "assets/%d.css", "data/%d.csv", "bases/%d.html"}[j%4]
			name = fmt.Sprintf(name, j)
			if i == 0 {
				e.names = append(e.names, name)
				e.known[name] = map[filelist.Sum][]int{}
			}
			if i == 0 || r.IntN(3) == 0 {
				line := fmt.Sprintf("edition %d of %s\n", i, name)
				texts[name] = strings.Repeat(line, 20+r.IntN(400))
			}
			sum := filelist.Sum(sha256.Sum256([]byte(texts[name])))
			e.known[name][sum] = append(e.known[name][sum], i)
		}
		extra := fmt.Sprintf("p/only-%d.html", i%7) // comes and goes
		files := map[string]string{extra: fmt.Sprint(i)}
		for name, text := range texts {
			files[name] = text
		}
		e.trees = append(e.trees, publishtest.Tree(t, files))
	}
	return e
}

// serve runs nginx over the folder, as HOSTING.md has it where this matters, until the test ends. It returns its address.
func serve(t *testing.T, dir string) string {
	t.Helper()
	addr := storetest.FreeAddress(t)
	storetest.Nginx(t, removetest.TempDir(t), addr, fmt.Sprintf("keepalive_requests 1000000; server { listen %s; root %s; open_file_cache off; location ~ /\\. { return 404; } }", addr, dir))
	return "http://" + addr + "/"
}

// unlinked is a store without links: publications in it are made in place.
type unlinked struct{ store.Store }

// TestReadersDuringPublications: a real server shows the folder while it is published to, every fourth time a run is ended in its middle. No page is missing, none is half of one edition and half of another,
// and who has seen an edition of a page never gets an older one.
func TestReadersDuringPublications(t *testing.T) {
	storetest.RealServers(t)
	e := makeEditions(t, manyPublications)
	for _, way := range []publish.Way{publish.Switched, publish.InPlace} {
		t.Run([...]string{"in place", "releases"}[way], func(t *testing.T) {
			dir := removetest.TempDir(t)
			open, err := dirstore.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			var s store.Store = open
			if way == publish.InPlace {
				s = unlinked{open}
			}
			defer s.Close()
			o := publish.Options{Holder: "the test"}
			rep, err := publish.Run(t.Context(), s, "site", e.trees[0], o)
			if err != nil || rep.Way != way {
				t.Fatalf("%v, %v", rep.Way, err)
			}
			address := serve(t, filepath.Join(dir, "site"))
			var done atomic.Bool
			var requests atomic.Int64
			var wg sync.WaitGroup
			for reader := range 6 {
				wg.Go(func() {
					r := rand.New(rand.NewPCG(uint64(reader), 3))
					client := &http.Client{Transport: &http.Transport{}}
					defer client.CloseIdleConnections()
					seen := map[string]int{}
					for (!done.Load() || requests.Load() < manyRequests) && !t.Failed() {
						name := e.names[r.IntN(len(e.names))]
						at, err := e.read(client, address, name)
						requests.Add(1)
						switch {
						case err != nil:
							t.Errorf("%s: %v", name, err)
						case at[len(at)-1] < seen[name]:
							t.Errorf("%s is of edition %d, after %d was seen", name, at[len(at)-1], seen[name])
						default:
							seen[name] = max(seen[name], at[0])
						}
					}
				})
			}
			r := rand.New(rand.NewPCG(4, 5))
			for i, tree := range e.trees[1:] {
				if i%4 == 3 {
					ctx, cancel := context.WithTimeout(t.Context(), time.Duration(r.IntN(30))*time.Millisecond)
					if _, err := publish.Run(ctx, s, "site", tree, o); err != nil && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
						t.Errorf("a run that is ended: %v", err)
					}
					cancel()
				}
				if _, err := publish.Run(t.Context(), s, "site", tree, o); err != nil {
					t.Errorf("publication %d: %v", i+2, err)
				}
			}
			done.Store(true)
			wg.Wait()
			t.Logf("%d publications, %d requests", len(e.trees), requests.Load())
			last := &http.Client{}
			for _, name := range e.names {
				if at, err := e.read(last, address, name); err != nil || at[len(at)-1] != len(e.trees)-1 {
					t.Errorf("at the end %s is of edition %v, %v", name, at, err)
				}
			}
		})
	}
}

// read returns the editions in which the page is what a reader gets.
func (e *editions) read(client *http.Client, address, name string) ([]int, error) {
	resp, err := client.Get(address + name)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	at := e.known[name][filelist.Sum(sha256.Sum256(body))]
	if at == nil {
		return nil, fmt.Errorf("%d bytes that are of no edition", len(body))
	}
	return at, nil
}
