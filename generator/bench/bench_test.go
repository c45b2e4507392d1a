package bench

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/output"
	"kepu/generator/pages"
	"kepu/generator/sample"
	"kepu/generator/site"
	"kepu/generator/source"
	"kepu/generator/theme"
	"kepu/generator/tomldoc"
	"kepu/themes"
)

// sizes are the samples: a city, a province, the nation.
var sizes = []struct {
	name string
	o    sample.Options
}{
	{"60-1000", sample.Options{Bases: 60, Activities: 1000, Years: 10, Seed: 1, Photos: 12}},
	{"2000-20000", sample.Options{Bases: 2000, Activities: 20_000, Years: 10, Seed: 1, Photos: 12}},
	{"10000-100000", sample.Options{Bases: 10_000, Activities: 100_000, Years: 10, Seed: 1, Photos: 12}},
}

var samples = struct {
	sync.Mutex
	dirs map[string]string
}{dirs: map[string]string{}}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, dir := range samples.dirs {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// scratch returns a new folder that stays until all is measured: where thousands of files
// have just been deleted, ext4 looks for a minute at each before it makes a new one.
func scratch(b *testing.B) string {
	b.Helper()
	dir, err := os.MkdirTemp("", "kepu-bench-")
	if err != nil {
		b.Fatal(err)
	}
	samples.Lock()
	defer samples.Unlock()
	samples.dirs[dir] = dir
	return dir
}

// each runs f for each size, on content in a folder.
func each(b *testing.B, f func(b *testing.B, dir string)) {
	for i, s := range sizes {
		if testing.Short() && i == len(sizes)-1 {
			continue
		}
		b.Run(s.name, func(b *testing.B) { f(b, contentOf(b, s.name, s.o)) })
	}
}

// contentOf returns the folder of a sample, made once.
func contentOf(b *testing.B, name string, o sample.Options) string {
	b.Helper()
	samples.Lock()
	defer samples.Unlock()
	if dir := samples.dirs[name]; dir != "" {
		return dir
	}
	dir, err := os.MkdirTemp("", "kepu-bench-")
	if err != nil {
		b.Fatal(err)
	}
	samples.dirs[name] = dir
	if _, err := sample.Write(dir, o); err != nil {
		b.Fatal(err)
	}
	return dir
}

// texts are the files that source reads, by path.
func texts(b *testing.B, dir string) (names []string, data map[string][]byte) {
	b.Helper()
	files := os.DirFS(dir)
	folder, err := source.Walk(files)
	if err != nil {
		b.Fatal(err)
	}
	data = map[string][]byte{}
	for _, name := range folder.Files {
		if data[name], err = fs.ReadFile(files, name); err != nil {
			b.Fatal(err)
		}
	}
	return folder.Files, data
}

// frontMatter cuts a page into its settings and its text.
func frontMatter(text string) (settings, body string) {
	text = strings.TrimPrefix(text, "+++\n")
	settings, body, _ = strings.Cut(text, "\n+++\n")
	return settings, body
}

func BenchmarkRead(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		names, _ := texts(b, dir)
		for b.Loop() {
			total := int64(0)
			for _, name := range names {
				data, err := os.ReadFile(filepath.Join(dir, name))
				if err != nil {
					b.Fatal(err)
				}
				total += int64(len(data))
			}
			b.SetBytes(total)
		}
	})
}

// tomls returns every text that is TOML.
func tomls(b *testing.B, dir string) (out []*diag.File) {
	names, data := texts(b, dir)
	for _, name := range names {
		switch text := string(data[name]); {
		case strings.HasSuffix(name, ".toml"):
			out = append(out, diag.NewFile(name, text))
		case strings.HasSuffix(name, ".md"):
			settings, _ := frontMatter(text)
			out = append(out, diag.NewFile(name, settings))
		}
	}
	return out
}

func BenchmarkTOML(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		files := tomls(b, dir)
		measure(b, func() {
			for _, f := range files {
				var ps diag.List
				if tomldoc.Parse(f, 0, len(f.Text), &ps); len(ps) > 0 {
					b.Fatal(ps[0])
				}
			}
		})
	})
}

func BenchmarkTOMLFloor(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		files := tomls(b, dir)
		measure(b, func() {
			for _, f := range files {
				var doc map[string]any
				if _, err := toml.Decode(f.Text, &doc); err != nil {
					b.Fatal(f.Path, err)
				}
			}
		})
	})
}

func bodies(b *testing.B, dir string) (out []string) {
	names, data := texts(b, dir)
	for _, name := range names {
		if strings.HasSuffix(name, ".md") {
			_, body := frontMatter(string(data[name]))
			out = append(out, body)
		}
	}
	return out
}

func BenchmarkMarkdown(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		list := bodies(b, dir)
		measure(b, func() {
			for _, body := range list {
				var ps diag.List
				f := diag.NewFile("x.md", body)
				markdown.Parse(body, markdown.Origin{File: f, End: len(body), Exact: true}, &ps)
			}
		})
	})
}

func BenchmarkMarkdownFloor(b *testing.B) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))
	each(b, func(b *testing.B, dir string) {
		list := bodies(b, dir)
		measure(b, func() {
			for _, body := range list {
				var out bytes.Buffer
				if err := md.Convert([]byte(body), &out); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}

func parsed(b *testing.B, dir string) []*source.Parsed {
	names, data := texts(b, dir)
	var out []*source.Parsed
	for _, name := range names {
		out = append(out, source.Parse(name, data[name]))
	}
	return out
}

func BenchmarkDecode(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		names, data := texts(b, dir)
		measure(b, func() {
			for _, name := range names {
				source.Parse(name, data[name])
			}
		})
	})
}

// linkedOf checks and links what the files say.
func linkedOf(b *testing.B, dir string, files []*source.Parsed) *catalog.Catalog {
	folder, err := source.Walk(os.DirFS(dir))
	if err != nil {
		b.Fatal(err)
	}
	c, ps := catalog.Link(catalog.Input{Files: files, Others: folder.Others, Asset: func(name string) *source.Asset {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil
		}
		return source.ReadAsset(name, data)
	}})
	if ps.HasErrors() {
		b.Fatal(ps[0])
	}
	return c
}

func BenchmarkLink(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		files := parsed(b, dir)
		measure(b, func() { linkedOf(b, dir, files) })
	})
}

func BenchmarkCount(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		c := linkedOf(b, dir, parsed(b, dir))
		measure(b, func() { figures.Of(c) })
	})
}

func BenchmarkLayout(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		c := linkedOf(b, dir, parsed(b, dir))
		f := figures.Of(c)
		measure(b, func() { pages.Of(c, f, pages.Options{}) })
	})
}

func filesOf(b *testing.B, dir string) []pages.File {
	c := linkedOf(b, dir, parsed(b, dir))
	files, ps := pages.Of(c, figures.Of(c), pages.Options{})
	if ps.HasErrors() {
		b.Fatal(ps[0])
	}
	return files
}

func BenchmarkViews(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		files := filesOf(b, dir)
		measure(b, func() {
			for _, f := range files {
				if f.View != nil {
					f.View()
				}
			}
		})
	})
}

func BenchmarkData(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		files := filesOf(b, dir)
		measure(b, func() {
			for _, f := range files {
				if f.Write == nil {
					continue
				}
				if err := f.Write(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}

func BenchmarkRender(b *testing.B) {
	t := defaultTheme(b)
	each(b, func(b *testing.B, dir string) {
		files := filesOf(b, dir)
		measure(b, func() {
			for _, f := range files {
				if f.View == nil {
					continue
				}
				if err := t.Render(io.Discard, f.Layout, f.View()); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}

func defaultTheme(b *testing.B) *theme.Theme {
	dir, _ := themes.Open("default")
	t, err := theme.Load(dir)
	if err != nil {
		b.Fatal(err)
	}
	return t
}

func siteOf(b *testing.B, dir string) *site.Site {
	b.Helper()
	s, ps, err := site.Make(os.DirFS(dir), site.Options{Theme: func(name string) (fs.FS, error) {
		files, ok := themes.Open(name)
		if !ok {
			return nil, errors.New("no such theme")
		}
		return files, nil
	}})
	if err != nil || s == nil {
		b.Fatal(err, ps)
	}
	return s
}

// inMemory is a site with its bytes: what is left when nothing has to be made.
func inMemory(b *testing.B, dir string) output.Files {
	s := siteOf(b, dir)
	m := output.Files{}
	total := 0
	for _, name := range s.Files() {
		data, err := s.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		m[name] = data
		total += len(data)
	}
	runtime.GC()
	b.ReportMetric(float64(total)/(1<<20), "MB")
	return m
}

func BenchmarkWrite(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		m := inMemory(b, dir)
		measure(b, func() { writeTo(b, filepath.Join(scratch(b), "out"), m) })
	})
}

func BenchmarkWriteUnchanged(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		m := inMemory(b, dir)
		out := filepath.Join(scratch(b), "out")
		writeTo(b, out, m)
		measure(b, func() { writeTo(b, out, m) })
	})
}

func writeTo(b *testing.B, out string, m output.Files) {
	if _, err := output.Write(context.Background(), out, m, output.Options{}); err != nil {
		b.Fatal(err)
	}
}

// The floor writes on one processor and flushes nothing: it is what the system takes
// for as many files of these sizes.
func BenchmarkWriteFloor(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		m := inMemory(b, dir)
		measure(b, func() {
			out := scratch(b)
			for _, name := range m.Files() {
				to := filepath.Join(out, name)
				if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
					b.Fatal(err)
				}
				if err := os.WriteFile(to, m[name], 0o644); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}

func BenchmarkZip(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		m := inMemory(b, dir)
		measure(b, func() {
			if _, err := output.Zip(context.Background(), io.Discard, m, output.ZipOptions{Top: "kepu"}); err != nil {
				b.Fatal(err)
			}
		})
	})
}

// measure runs f as a benchmark and adds the processor time that one run takes.
func measure(b *testing.B, f func()) {
	b.Helper()
	b.ReportAllocs()
	runtime.GC()
	from, n := processorTime(), 0
	for b.Loop() {
		f()
		n++
	}
	if spent := processorTime() - from; spent > 0 {
		b.ReportMetric(spent.Seconds()/float64(n), "cpu-s/op")
	}
}
