//go:build unix

package preview

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kepu/generator/diag"
	"kepu/generator/folder"
	"kepu/generator/remove/removetest"
	"kepu/generator/sample"
	"kepu/generator/site"
	"kepu/themes"
)

// BenchmarkFromSaveToBytes measures what a save costs beyond the quiet time: from the
// file as it was written to the new page as it is sent. The processor's time is given
// as well, which other programs disturb less. Run it alone:
//
//	go test -run xxx -bench FromSave -benchtime 20x ./generator/preview
func BenchmarkFromSaveToBytes(b *testing.B) {
	for _, size := range [][2]int{{60, 1000}, {2000, 20000}, {10000, 100000}} {
		b.Run(fmt.Sprintf("%d-bases-%d-activities", size[0], size[1]), func(b *testing.B) {
			if testing.Short() && size[0] > 60 {
				b.Skip()
			}
			w := newWorkshop(b, size[0], size[1])
			for _, e := range []struct {
				name, file, page string
				edit             func(text []byte, i int) []byte
			}{
				{"body", w.base, w.page, func(text []byte, i int) []byte { return fmt.Appendf(text, "\n第%d次修改。\n", i) }},
				{"name", w.base, w.page, renamed},
				{"entry", w.log, "activities/2024.html", func(text []byte, i int) []byte {
					return bytes.Replace(text, []byte("participants = "), fmt.Appendf(nil, "participants = %d", i%9+1), 1)
				}},
				{"template", "themes/default/layouts/base.html", w.page, func(text []byte, i int) []byte {
					return bytes.Replace(text, []byte("</section>"), fmt.Appendf(nil, "<p>%d</p></section>", i), 1)
				}},
			} {
				b.Run(e.name, func(b *testing.B) { w.measure(b, e.file, e.page, e.edit) })
			}
		})
	}
}

// workshop is a large content folder with its preview.
type workshop struct {
	dir             string
	p               *Preview
	base, log, page string
}

func newWorkshop(b *testing.B, bases, activities int) *workshop {
	w := &workshop{dir: removetest.TempDir(b)}
	if _, err := sample.Write(filepath.Join(w.dir, "content"), sample.Options{Bases: bases, Activities: activities, Years: 10, Photos: 12, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	theme, _ := themes.Open("default")
	if err := os.CopyFS(filepath.Join(w.dir, "themes/default"), theme); err != nil {
		b.Fatal(err)
	}
	maker := site.NewMaker(site.Options{Theme: func(string) (fs.FS, error) { return folder.New(filepath.Join(w.dir, "themes/default")), nil }})
	w.p = New(Options{Make: func() (*site.Site, diag.List, error) { return maker.Make(folder.New(filepath.Join(w.dir, "content"))) }})
	found, _ := filepath.Glob(filepath.Join(w.dir, "content/bases/*-0*.md"))
	slices.Sort(found)
	w.base = "content/bases/" + filepath.Base(found[len(found)/2])
	w.page = "bases/" + strings.TrimSuffix(filepath.Base(w.base), ".md") + ".html"
	logs, _ := filepath.Glob(filepath.Join(w.dir, "content/activities/2024/*.toml"))
	w.log = "content/activities/2024/" + filepath.Base(logs[0])
	w.update(b)
	return w
}

func (w *workshop) update(b *testing.B) {
	w.p.Update(func() bool { return true })
	if s := w.p.now.Load(); s.broken() {
		diag.Style{Max: 3}.Print(os.Stderr, s.problems)
		b.Fatal(s.fault)
	}
}

func (w *workshop) get(b *testing.B, page string) []byte {
	r := httptest.NewRequest(http.MethodGet, "/"+page, nil)
	r.Host = "localhost"
	answer := httptest.NewRecorder()
	w.p.ServeHTTP(answer, r)
	if answer.Code != http.StatusOK {
		b.Fatalf("%s: %d", page, answer.Code)
	}
	return answer.Body.Bytes()
}

func (w *workshop) measure(b *testing.B, file, page string, edit func([]byte, int) []byte) {
	at := filepath.Join(w.dir, filepath.FromSlash(file))
	text, err := os.ReadFile(at)
	if err != nil {
		b.Fatal(err)
	}
	last := w.get(b, page)
	i, began, used := 0, time.Duration(0), time.Duration(0)
	for b.Loop() {
		b.StopTimer()
		w.p.counting.Wait() // the edit before this one has long been counted when somebody saves again
		i++
		if err := os.WriteFile(at, edit(slices.Clone(text), i), 0o644); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		began = processorTime()
		w.update(b)
		now := w.get(b, page)
		used += processorTime() - began
		if bytes.Equal(now, last) {
			b.Fatalf("%s is as it was", page)
		}
		last = now
	}
	b.ReportMetric(float64(used.Microseconds())/1000/float64(i), "cpu-ms/op")
	if err := os.WriteFile(at, text, 0o644); err != nil {
		b.Fatal(err)
	}
}

// processorTime is what this process has used so far, on all processors.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

var nameLine = regexp.MustCompile(`(?m)^name *= "(.*)"\n(alias *= \[)?`)

// renamed gives a base another name and keeps the old one as an alias, so that the
// logs still find it.
func renamed(text []byte, i int) []byte {
	m := nameLine.FindSubmatch(text)
	alias := fmt.Sprintf("alias = [%q]\n", m[1])
	if len(m[2]) > 0 {
		alias = fmt.Sprintf("alias = [%q, ", m[1])
	}
	return nameLine.ReplaceAll(text, fmt.Appendf(nil, "name = \"${1}·%d\"\n%s", i, alias))
}
