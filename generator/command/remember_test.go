package command

import (
	"os"
	"testing"
	"time"

	"kepu/generator/folder"
	"kepu/generator/history"
	"kepu/generator/sample"
)

// BenchmarkRemember measures what the history adds to a build: the first one, and one of unchanged content.
func BenchmarkRemember(b *testing.B) {
	dir := b.TempDir()
	if _, err := sample.Write(dir, sample.Options{Bases: 10000, Activities: 100000, Years: 10, Seed: 1, Photos: 200}); err != nil {
		b.Fatal(err)
	}
	s, err := takeSnapshot(b.Context(), folder.New(dir))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			os.RemoveAll(dir + "/.kepu")
			if _, err := remember(dir, s, history.Build, time.Now()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			if mark, err := remember(dir, s, history.Build, time.Now()); err != nil || mark == "" {
				b.Fatal(mark, err)
			}
		}
	})
}
