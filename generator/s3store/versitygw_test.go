package s3store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"kepu/generator/filelist"
	"kepu/generator/objectstore"
	"kepu/generator/objectstore/objecttest"
	"kepu/generator/publish/publishtest"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// modes are the two ways in which versitygw remembers what it was told of files.
var modes = map[string]bool{"attributes": false, "sidecar": true}

func TestVersitygwKeepsThePromises(t *testing.T) {
	for mode, sidecar := range modes {
		t.Run(mode, func(t *testing.T) {
			gateways := map[string]*objecttest.Gateway{}
			storetest.Run(t, func(t *testing.T) store.Store {
				if gateways[t.Name()] == nil {
					gateways[t.Name()] = objecttest.Versitygw(t, "", sidecar)
				}
				p := gateways[t.Name()].Place()
				p.Prefix = "市 50%"
				return mustOpen(t, p)
			})
		})
	}
}

func TestVersitygwIsExclusive(t *testing.T) {
	s := mustOpen(t, objecttest.Versitygw(t, "", false).Place())
	if err := s.Create(t.Context(), "lock", storetest.Object("1")); err != nil || !s.Traits().Exclusive {
		t.Errorf("%v, %+v", err, s.Traits())
	}
}

// public lets everybody read, as the bucket's owner does once.
func public(t *testing.T, g *objecttest.Gateway) {
	t.Helper()
	owner, err := minio.New(g.Address, &minio.Options{Creds: credentials.NewStaticV4(objecttest.AccessKey, objecttest.SecretKey, ""), Region: objecttest.Region, BucketLookup: minio.BucketLookupPath})
	if err != nil {
		t.Fatal(err)
	}
	policy := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::` + objecttest.Bucket + `/*"}]}`
	if err := owner.SetBucketPolicy(t.Context(), objecttest.Bucket, policy); err != nil {
		t.Fatal(err)
	}
}

func TestVersitygwTellsBrowsers(t *testing.T) {
	for mode, sidecar := range modes {
		t.Run(mode, func(t *testing.T) {
			g := objecttest.Versitygw(t, "", sidecar)
			s := mustOpen(t, g.Place())
			public(t, g)

			packed := storetest.Object("\x1f\x8b these are the bytes")
			packed.Type, packed.Cache, packed.Encoding = "text/css; charset=utf-8", "public, max-age=31536000, immutable", "gzip"
			page := storetest.Object("<p>科普")
			long := storetest.Object(strings.Repeat("0123456789abcdef", 9<<17)) // 18 MB, in parts
			long.Type, long.Cache, long.Encoding = packed.Type, packed.Cache, packed.Encoding
			if err := errors.Join(
				s.Put(t.Context(), "assets/样式 1+2%.css", packed), s.Put(t.Context(), "index.html", page), s.Put(t.Context(), "long.css", long),
				s.Copy(t.Context(), "assets/样式 1+2%.css", "kept/1"), s.Copy(t.Context(), "long.css", "kept/2"), s.Put(t.Context(), "assets/样式 1+2%.css", packed),
			); err != nil {
				t.Fatal(err)
			}
			browser := &http.Transport{DisableCompression: true}
			defer browser.CloseIdleConnections()
			for path, want := range map[string]store.Object{
				"assets/%E6%A0%B7%E5%BC%8F%201+2%25.css": packed, "index.html": page, "long.css": long, "kept/1": packed, "kept/2": long,
			} {
				r, err := (&http.Client{Transport: browser}).Get("http://" + g.Address + "/" + objecttest.Bucket + "/" + path)
				if err != nil {
					t.Fatal(err)
				}
				n, err := io.Copy(io.Discard, r.Body)
				r.Body.Close()
				h := r.Header
				if err != nil || r.StatusCode != 200 || n != want.Size || h.Get("Content-Type") != want.Type || h.Get("Cache-Control") != want.Cache || h.Get("Content-Encoding") != want.Encoding {
					t.Errorf("%s: %s, %d bytes, %v: %v", path, r.Status, n, err, h)
				}
				if h.Get("Content-Disposition") != "" {
					t.Errorf("%s is downloaded, not shown: %q", path, h.Get("Content-Disposition"))
				}
			}
		})
	}
}

func TestVersitygwRefuses(t *testing.T) {
	g := objecttest.Versitygw(t, "", false)
	for name, c := range map[string]struct {
		set  func(*objectstore.Config)
		want error
	}{
		"secret": {func(p *objectstore.Config) { p.SecretKey = "another" }, store.ErrDenied},
		"key":    {func(p *objectstore.Config) { p.AccessKey = "another" }, store.ErrDenied},
		"bucket": {func(p *objectstore.Config) { p.Bucket = "nobodys-1250000000" }, store.ErrAddress},
		"region": {func(p *objectstore.Config) { p.Region = "elsewhere" }, store.ErrAddress},
	} {
		p := g.Place()
		c.set(&p)
		if _, err := Open(t.Context(), p); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	p := g.Place()
	p.Region = "" // it tells, when it is asked
	mustOpen(t, p)
}

// Browsers ask for a page all the time while it is replaced: each answer is one edition's, whole.
func TestVersitygwReadersDuringPublication(t *testing.T) {
	for mode, sidecar := range modes {
		t.Run(mode, func(t *testing.T) {
			g := objecttest.Versitygw(t, "", sidecar)
			public(t, g)
			s := mustOpen(t, g.Place())
			editions := [3]store.Object{storetest.Object(strings.Repeat("a", 30_000)), storetest.Object(strings.Repeat("b", 200)), storetest.Object(strings.Repeat("c", 90_000))}
			put := func(i int) {
				if err := s.Put(t.Context(), "index.html", editions[i%3]); err != nil {
					t.Error(err)
				}
			}
			put(0)
			done := make(chan struct{})
			go func() {
				defer close(done)
				for i := range 100 {
					put(i + 1)
				}
			}()
			browser := &http.Transport{}
			defer browser.CloseIdleConnections()
			asked := 0
			for open := true; open; asked++ {
				select {
				case <-done:
					open = false
				default:
				}
				r, err := (&http.Client{Transport: browser}).Get("http://" + g.Address + "/" + objecttest.Bucket + "/index.html")
				if err != nil {
					t.Fatal(err)
				}
				text, err := io.ReadAll(r.Body)
				r.Body.Close()
				if err != nil || r.StatusCode != 200 || r.Header.Get("Content-Type") != editions[0].Type || !slices.ContainsFunc(editions[:], func(o store.Object) bool {
					return int64(len(text)) == o.Size && filelist.Sum(sha256.Sum256(text)) == o.Sum
				}) {
					t.Fatalf("answer %d: %s, %d bytes, %v, %v", asked, r.Status, len(text), err, r.Header)
				}
			}
			t.Logf("%d answers during 100 publications of the page", asked)
		})
	}
}

// Lists go on after the first thousand.
func TestVersitygwListsThousands(t *testing.T) {
	s := mustOpen(t, objecttest.Versitygw(t, "", false).Place())
	const n = 1200
	errs := make(chan error)
	for worker := range s.Traits().Parallel {
		go func() {
			var err error
			for i := worker; i < n && err == nil; i += s.Traits().Parallel {
				err = s.Put(t.Context(), fmt.Sprintf("bases/%d/说明 %d+.html", i%7, i), storetest.Object("1"))
			}
			errs <- err
		}()
	}
	for range s.Traits().Parallel {
		if err := <-errs; err != nil {
			t.Fatal(err)
		}
	}
	if got := len(storetest.Names(t, s, "bases")); got != n {
		t.Errorf("%d names of %d", got, n)
	}
}

// The store is killed again and again while pages and a long file are put: what is there is whole, and what was told to be there is.
func TestVersitygwKilledInTheMiddle(t *testing.T) {
	for mode, sidecar := range modes {
		t.Run(mode, func(t *testing.T) {
			g := objecttest.Versitygw(t, "", sidecar)
			patient := store.Pauses{First: 20 * time.Millisecond, Longest: 200 * time.Millisecond, Tries: 50}
			failed := 0
			plain := mustOpen(t, g.Place())
			s := store.Retry(plain, patient, func(string, error) { failed++ })
			texts := [2]string{strings.Repeat("a", 300_000), strings.Repeat("b", 200_000)}
			long := strings.Repeat("0123456789abcdef", 5<<18) // 20 MB, in parts
			for round := range 6 {
				killed := make(chan bool)
				go func() {
					time.Sleep(time.Duration(round*7) * time.Millisecond)
					g.Kill()
					close(killed)
				}()
				done := make(chan error, 1)
				go func() {
					var err error
					for i := 0; i < 20 && err == nil; i++ {
						err = s.Put(t.Context(), "page.html", storetest.Object(texts[(round+i)%2]))
					}
					done <- errors.Join(err, s.Put(t.Context(), "long.zip", storetest.Object(long)))
				}()
				<-killed
				g.Start(t)
				if err := <-done; err != nil {
					t.Fatal(err)
				}
				if got := storetest.Text(t, s, "page.html"); got != texts[(round+19)%2] {
					t.Errorf("round %d: %d bytes", round, len(got))
				}
				if got := storetest.Text(t, s, "long.zip"); got != long {
					t.Errorf("round %d: %d bytes of the long file", round, len(got))
				}
			}
			if names := storetest.Names(t, s, "."); len(names) != 2 {
				t.Errorf("there are %q", names)
			}
			if failed == 0 {
				t.Error("no call met a dead store")
			}
		})
	}
}

func TestVersitygwFull(t *testing.T) {
	if os.Getenv("KEPU_SERVERS") != "1" {
		t.Skip("real servers are run with KEPU_SERVERS=1")
	}
	dir := storetest.Disk(t, "4m")
	s := mustOpen(t, objecttest.Versitygw(t, dir, true).Place())
	if err := s.Put(t.Context(), "page.html", storetest.Object("old")); err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{5, 20} { // MB: in one request, in parts
		if err := s.Put(t.Context(), "page.html", storetest.Object(strings.Repeat("0123456789abcdef", size<<16))); !errors.Is(err, store.ErrFull) {
			t.Errorf("%d MB: %v", size, err)
		}
	}
	if got := storetest.Text(t, s, "page.html"); got != "old" {
		t.Errorf("%d bytes", len(got))
	}
}

func TestVersitygwIsPublishedTo(t *testing.T) {
	place := func(dir string) publishtest.Place {
		p := objecttest.Versitygw(t, dir, true).Place()
		return publishtest.Place{
			Root: "site",
			Open: func(t *testing.T) store.Store {
				s, err := Open(t.Context(), p)
				if err != nil {
					t.Fatal(err)
				}
				return s
			},
			Wrong: func(t *testing.T) error {
				wrong := p
				wrong.SecretKey = "another"
				_, err := Open(t.Context(), wrong)
				return err
			},
		}
	}
	publishtest.Run(t, place(""))
	publishtest.Full(t, place(storetest.Disk(t, "6m")))
}
