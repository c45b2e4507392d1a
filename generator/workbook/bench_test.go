package workbook_test

import (
	"io"
	"io/fs"
	"os"
	"path"
	"testing"
	"testing/fstest"

	"kepu/generator/catalog"
	"kepu/generator/figures"
	fictional "kepu/generator/sample"
	"kepu/generator/source"
	"kepu/generator/workbook"
)

// BenchmarkBook writes the books of this repository's content and of fictional
// cities. KEPU_CONTENT names a folder of content to write the book of instead.
func BenchmarkBook(b *testing.B) {
	if dir := os.Getenv("KEPU_CONTENT"); dir != "" {
		b.Run(path.Base(dir), func(b *testing.B) { benchBook(b, os.DirFS(dir)) })
		return
	}
	b.Run("content", func(b *testing.B) { benchBook(b, os.DirFS("../../content")) })
	b.Run("60-1000", func(b *testing.B) { benchBook(b, city(60, 1000)) })
	if !testing.Short() {
		b.Run("2000-20000", func(b *testing.B) { benchBook(b, city(2000, 20_000)) })
	}
}

// city is a fictional one of ten years.
func city(bases, activities int) fs.FS {
	files := fstest.MapFS{}
	for name, data := range fictional.Files(fictional.Options{Bases: bases, Activities: activities, Years: 10, Seed: 1}) {
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

func benchBook(b *testing.B, content fs.FS) {
	c := linked(b, content)
	f := figures.Of(c)
	about := workbook.About{Title: c.Site.Title, By: c.Site.Organiser.Name, AsOf: c.AsOf}
	size := counter(0)
	if err := workbook.Write(&size, f, about); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := workbook.Write(io.Discard, f, about); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size)/1000, "kB")
}

// linked is the catalog of a folder of content.
func linked(b *testing.B, content fs.FS) *catalog.Catalog {
	folder, err := source.Walk(content)
	if err != nil {
		b.Fatal(err)
	}
	in := catalog.Input{Others: folder.Others, Asset: func(name string) *source.Asset {
		data, err := fs.ReadFile(content, name)
		if err != nil {
			return nil
		}
		return source.ReadAsset(name, data)
	}}
	for _, name := range folder.Files {
		data, err := fs.ReadFile(content, name)
		if err != nil {
			b.Fatal(err)
		}
		in.Files = append(in.Files, source.Parse(name, data))
	}
	c, problems := catalog.Link(in)
	if problems.HasErrors() {
		b.Fatal(problems[0])
	}
	return c
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
