package desk

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/folder"
	"kepu/generator/history"
	"kepu/generator/preview"
	"kepu/generator/remove/removetest"
	"kepu/generator/sample"
	"kepu/generator/site"
	"kepu/themes"
)

// BenchmarkDesk measures what a person waits for in a large folder: the home (of a site that has just
// changed, so that nothing is at hand), the look at a change, and the save with the preview made
// anew. Run it alone:
//
//	go test -run xxx -bench Desk -benchtime 5x ./generator/desk
func BenchmarkDesk(b *testing.B) {
	for _, size := range [][2]int{{60, 1000}, {10000, 100000}} {
		b.Run(fmt.Sprintf("%d-bases", size[0]), func(b *testing.B) {
			if testing.Short() && size[0] > 60 {
				b.Skip()
			}
			w := atLarge(b, size[0], size[1])
			b.Run("home", func(b *testing.B) {
				i := 0
				for b.Loop() {
					b.StopTimer()
					i++
					w.change(i)
					b.StartTimer()
					w.get(Root)
				}
			})
			b.Run("home again", func(b *testing.B) {
				for b.Loop() {
					w.get(Root)
				}
			})
			for _, form := range []string{"base", "activity"} {
				path := w.forms[form]
				i := 0
				b.Run("look "+form, func(b *testing.B) {
					for b.Loop() {
						i++
						w.fill(path, url.Values{w.key(form): {fmt.Sprint("地址", i)}})
					}
				})
				b.Run("save "+form, func(b *testing.B) {
					for b.Loop() {
						b.StopTimer()
						i++
						_, page := w.fill(path, url.Values{w.key(form): {fmt.Sprint("地址", i)}})
						action, values := w.formOf(page)
						values.Set("act", "save")
						b.StartTimer()
						w.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
						if status, page, _ := w.post(action, values); status != http.StatusSeeOther {
							b.Fatalf("saving answers %d:\n%s", status, says(page))
						}
						w.client.CheckRedirect = nil
					}
				})
			}
			b.Run("history", func(b *testing.B) {
				for b.Loop() {
					w.get(Root + "history")
				}
			})
		})
	}
}

// large is a desk over a large folder.
type large struct {
	*bench
	forms map[string]string // paths of forms
	base  string
}

func (w *large) key(form string) string {
	return map[string]string{"base": "address", "activity": "place"}[form]
}

func atLarge(b *testing.B, bases, activities int) *large {
	x := &bench{t: b, dir: filepath.Join(removetest.TempDir(b), "content")}
	if _, err := sample.Write(x.dir, sample.Options{Bases: bases, Activities: activities, Years: 10, Photos: 12, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	look, _ := themes.Open("default")
	maker := site.NewMaker(site.Options{Theme: func(string) (fs.FS, error) { return look, nil }, Today: today})
	var mu sync.Mutex
	try := func(content fs.FS) (*site.Site, diag.List, error) {
		mu.Lock()
		defer mu.Unlock()
		return maker.Make(content)
	}
	p := preview.New(preview.Options{Make: func() (*site.Site, diag.List, error) { return try(folder.New(x.dir)) }})
	d, err := New(Options{Preview: p, Now: p.Site, Try: try, Refresh: func() { p.Update(func() bool { return true }) }, Content: x.dir, Today: today, Clock: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	x.desk = d
	d.o.Refresh()
	x.server = httptest.NewServer(d)
	b.Cleanup(x.server.Close)
	jar, _ := cookiejar.New(nil)
	x.client = &http.Client{Jar: jar}
	x.get(d.Entrance())
	s, problems := p.Site()
	if s == nil {
		b.Fatal(problems[:min(5, len(problems))])
	}
	c := s.Records().Catalog
	base, activity := c.Bases[len(c.Bases)/2], c.Activities[len(c.Activities)/2]
	w := &large{bench: x, base: base.Path, forms: map[string]string{
		"base":     Root + editAddress("base", base.Path, 0),
		"activity": Root + editAddress("activity", activity.Path, int(activity.Span.Start)),
	}}
	sums := map[string]digest.Digest{} // the history knows all files, as after the first build
	err = fs.WalkDir(folder.New(x.dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(x.dir, filepath.FromSlash(name)))
		sums[name] = digest.OfBytes(data)
		return err
	})
	if err == nil {
		_, err = d.history.Snapshot(sums, os.DirFS(x.dir), history.Build, time.Now())
	}
	if err != nil {
		b.Fatal(err)
	}
	return w
}

// change has another program change a file, and the preview take it in.
func (w *large) change(i int) {
	w.write(w.base, w.read(w.base)+fmt.Sprintf("\n第%d次修改。\n", i))
	w.desk.o.Refresh()
}
