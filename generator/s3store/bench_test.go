package s3store

import (
	"context"
	"crypto/sha256"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"kepu/generator/filelist"
	"kepu/generator/objectstore/objecttest"
	"kepu/generator/publish"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// BenchmarkTenThousandFiles puts as many pages as ten thousand bases have, and then what one changed page moves: a lock, the list of what is there, the page, the new list.
//
//	KEPU_SERVERS=1 VERSITYGW=PROGRAM go test ./generator/s3store -run '^$' -bench . -benchtime 1x
func BenchmarkTenThousandFiles(b *testing.B) {
	g := objecttest.Versitygw(b, "", false)
	recorder := objecttest.Record(b, g.Address)
	p := g.Place()
	p.Endpoint = recorder.URL
	s := mustOpen(b, p)
	page := func(i, edition int) store.Object {
		return storetest.Object(fmt.Sprintf("<p>%d %d%s", i, edition, strings.Repeat("科普教育基地\n", 200+i%600))) // 4 to 15 kB
	}
	name := func(i int) string { return fmt.Sprintf("bases/%05d/index.html", i) }
	const n = 10_000
	list := filelist.List{}
	for i := range n {
		list[name(i)] = page(i, 0).Sum
	}
	for b.Loop() {
		for _, workers := range []int{1, 4, 16, 32} {
			recorder.Take()
			begun := time.Now()
			var next, failed atomic.Int64
			done := make(chan bool)
			for range workers {
				go func() {
					for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
						if err := s.Put(context.Background(), name(i), page(i, workers)); err != nil {
							failed.Add(1)
						}
					}
					done <- true
				}()
			}
			for range workers {
				<-done
			}
			took := time.Since(begun)
			t := recorder.Take()
			if failed.Load() > 0 || t.Requests["PUT"] != n {
				b.Errorf("%d failed, %v", failed.Load(), t.Requests)
			}
			b.Logf("%d files, %d at a time: %.1f s, %d requests, %.1f MB up", n, workers, took.Seconds(), t.Requests["PUT"], float64(t.Up)/1e6)
		}
		begun := time.Now()
		if len(storetest.Names(b, s, ".")) < n {
			b.Error("names are missing")
		}
		t := recorder.Take()
		b.Logf("all names: %.2f s, %v, %d kB down", time.Since(begun).Seconds(), t.Requests, t.Down/1000)
		if err := s.Put(b.Context(), filelist.Name, storetest.Object(string(list.Encode()))); err != nil {
			b.Fatal(err)
		}
		recorder.Take()
		begun = time.Now()
		if err := s.Create(b.Context(), "lock", storetest.Object("ours")); err != nil {
			b.Fatal(err)
		}
		storetest.Text(b, s, filelist.Name)
		changed := page(7, 99)
		list[name(7)] = changed.Sum
		for _, err := range []error{
			s.Put(b.Context(), name(7), changed), s.Put(b.Context(), filelist.Name, storetest.Object(string(list.Encode()))), s.Remove(b.Context(), "lock"),
		} {
			if err != nil {
				b.Fatal(err)
			}
		}
		t = recorder.Take()
		b.Logf("one page: %.2f s, %v, %d kB up, %d kB down", time.Since(begun).Seconds(), t.Requests, t.Up/1000, t.Down/1000)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.Logf("memory of the process: %d MB", m.Sys>>20)
	}
}

// known are the lists that this machine knows.
type known struct{ texts map[filelist.Sum][]byte }

func (k known) Recall(sum filelist.Sum) []byte     { return k.texts[sum] }
func (k known) Keep(sum filelist.Sum, text []byte) { k.texts[sum] = text }

// BenchmarkOnePageOfManyThousand publishes as many files as a site of ten thousand bases has, and then one changed page, looked at first and run then as the command does it: with and
// without lists that are kept here, plain and packed.
//
//	KEPU_SERVERS=1 VERSITYGW=PROGRAM go test ./generator/s3store -run '^$' -bench OnePage -benchtime 1x
func BenchmarkOnePageOfManyThousand(b *testing.B) {
	g := objecttest.Versitygw(b, "", false)
	recorder := objecttest.Record(b, g.Address)
	p := g.Place()
	p.Endpoint = recorder.URL
	s := mustOpen(b, p)
	const n = 32_000
	dir, list := fstest.MapFS{}, filelist.List{}
	put := func(name, text string) {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
		list[name] = sha256.Sum256([]byte(text))
	}
	for i := range n {
		put(fmt.Sprintf("bases/%05d/index.html", i), fmt.Sprint("<p>page ", i))
	}
	edition := 0
	tree := func() *publish.Tree {
		edition++
		put("bases/00007/index.html", fmt.Sprintf("<p>%06d%s", edition, strings.Repeat("科普教育基地\n", 500))) // 9 kB
		dir[filelist.Name] = &fstest.MapFile{Data: list.Encode()}
		t, err := publish.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		return t
	}
	publishes := func(o publish.Options) (t objecttest.Traffic, took time.Duration) {
		b.Helper()
		site := tree()
		recorder.Take()
		begun := time.Now()
		if _, err := publish.Look(b.Context(), s, "site", site, o); err != nil {
			b.Fatal(err)
		}
		rep, err := publish.Run(b.Context(), s, "site", site, o)
		if err != nil || !rep.First && rep.Puts != 1 {
			b.Fatalf("%d files were put, %v", rep.Puts, err)
		}
		return recorder.Take(), time.Since(begun)
	}
	for b.Loop() {
		lists := known{map[filelist.Sum][]byte{}}
		t, took := publishes(publish.Options{})
		size := int64(len(list.Encode()))
		b.Logf("first, %d files, a list of %d kB: %.1f s, %v, %d kB up, %d kB down", n, size/1000, took.Seconds(), t.Requests, t.Up/1000, t.Down/1000)
		for _, c := range []struct {
			what  string
			o     publish.Options
			knows bool
		}{
			{"lists not known", publish.Options{}, false},
			{"the first that keeps lists", publish.Options{Lists: lists}, false},
			{"lists known", publish.Options{Lists: lists}, true},
			{"packed from now on", publish.Options{Lists: lists, Gzip: true}, true},
			{"packed, lists known", publish.Options{Lists: lists, Gzip: true}, true},
			{"packed, lists not known", publish.Options{Gzip: true}, false},
		} {
			t, took := publishes(c.o)
			b.Logf("one page, %s: %.2f s, %v, %d kB up, %d kB down", c.what, took.Seconds(), t.Requests, t.Up/1000, t.Down/1000)
			if c.knows && t.Down > size/50 {
				b.Errorf("%s: %d bytes came down", c.what, t.Down)
			}
		}
	}
}
