package sample

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"kepu/generator/remove/removetest"
)

func sumOf(o Options) string {
	h := sha256.New()
	for name, data := range Files(o) {
		fmt.Fprintf(h, "%s %d\n", name, len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// The sum stands here because the promise reaches over machines and versions of Go. It
// changes only with this package.
func TestSameOptionsGiveTheSameBytes(t *testing.T) {
	o := Options{Bases: 150, Activities: 400, Years: 6, Seed: 1, Photos: 3}
	const want = "5b90f15a0fdeed743be2f45806b048b5c45091451d90105a59165107bf40cdd1"
	if got := sumOf(o); got != want {
		t.Errorf("the sample's sum is %s, want %s", got, want)
	}
	o.Seed = 2
	if got := sumOf(o); got == want {
		t.Error("another seed gives the same city")
	}
}

func TestCountsAreWhatWasAskedFor(t *testing.T) {
	for _, o := range []Options{
		{Bases: 1, Years: 1},
		{Bases: 1, Activities: 1, Years: 1, Photos: 1},
		{Bases: 60, Activities: 1000, Years: 10, Photos: 12},
		{Bases: 130, Activities: 37, Years: 60},
	} {
		bases, activities, years := 0, 0, map[string]bool{}
		seen := map[string]bool{}
		for name, data := range Files(o) {
			if seen[name] {
				t.Errorf("%s is written twice", name)
			}
			seen[name] = true
			text := string(data)
			switch {
			case strings.HasPrefix(name, "bases/") && strings.HasSuffix(name, ".md") && !strings.Contains(text, "draft = true"):
				bases++
			case strings.HasPrefix(name, "activities/"):
				activities += strings.Count(text, "[[activity]]")
				for line := range strings.Lines(text) {
					if date, ok := strings.CutPrefix(line, "date = "); ok {
						years[strings.Trim(date, `"`)[:4]] = true
					}
				}
			}
		}
		delete(years, fmt.Sprint(LastYear+1)) // planned
		if bases != o.Bases || activities != o.Activities || len(years) > o.Years {
			t.Errorf("%+v: %d bases, %d activities in %d years", o, bases, activities, len(years))
		}
	}
}

func TestEveryTextSaysThatItIsMadeUp(t *testing.T) {
	for name, data := range Files(Options{Bases: 30, Activities: 200, Years: 5, Photos: 2}) {
		if strings.HasSuffix(name, ".png") || strings.HasSuffix(name, ".csv") {
			continue
		}
		if text := string(data); !utf8.ValidString(text) || !strings.Contains(text, "虚构") {
			t.Errorf("%s doesn't say 虚构, or is no UTF-8", name)
		}
	}
}

func TestOptionsOutOfRangeAreRefused(t *testing.T) {
	good := Options{Bases: 1, Years: 1}
	if name, _, _, ok := good.Check(); !ok {
		t.Errorf("%+v is refused for its %s", good, name)
	}
	for _, o := range []Options{{Years: 1}, {Bases: MaxBases + 1, Years: 1}, {Bases: 1}, {Bases: 1, Years: MaxYears + 1},
		{Bases: 1, Years: 1, Activities: -1}, {Bases: 1, Years: 1, Photos: 2}} {
		if _, _, _, ok := o.Check(); ok {
			t.Errorf("%+v is not refused", o)
		}
	}
}

func TestFolderWithSomethingInItIsLeftAlone(t *testing.T) {
	dir := removetest.TempDir(t)
	mine := filepath.Join(dir, "mine.txt")
	if err := os.WriteFile(mine, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if n, err := Write(dir, Options{Bases: 1, Years: 1}); !errors.Is(err, ErrNotEmpty) || n != 0 {
		t.Errorf("Write wrote %d files and says %v", n, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}

func BenchmarkFiles(b *testing.B) {
	for b.Loop() {
		for _, data := range Files(Options{Bases: 60, Activities: 1000, Years: 10}) {
			io.Discard.Write(data)
		}
	}
}
