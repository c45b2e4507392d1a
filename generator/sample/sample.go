// Package sample writes the content of a city that does not exist.
//
// In go a size and a seed, out come the files of a content folder: every list of
// site.toml, bases with all of their keys, designations with expiry and
// revocation, logs with dates of every precision, annual returns, results of evaluations, reports with
// tables, footnotes and figures, notices, free pages, pictures, boundaries and example schemes of evaluation. It is
// for trying the program, for tests and for measuring it.
//
// # What is promised
//
// Nothing in it can be taken for a fact: the city is called 示例市, its counties have
// names that no county has (甲川区, 乙原县 …) with codes that GB/T 2260 does not give, and
// the site says 虚构 in its title and at the foot of every page. The same Options give
// the same bytes on any machine and with any version of Go: the random numbers are our
// own (random.go). The content has no errors and no warnings.
//
// Sizes keep their proportions: a county has about a hundred bases, a log holds one
// county's year, and about one base in three gives an annual return, so what is measured
// at 10,000 bases is what a province with that many would have.
//
// The package imports the standard library only: it writes what staff write, and knows
// nothing of how that is read.
package sample

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
)

// Options say how large the city is. Out of range they are refused by Check.
type Options struct {
	Bases      int    // pages in bases/, 1 to 50,000
	Activities int    // entries in activities/, 0 to 1,000,000
	Years      int    // how many years the logs cover, up to LastYear; 1 to 60
	Seed       uint64 // another seed, another city
	Photos     int    // how many bases have pictures; 0 to Bases
}

// LastYear is the last year that the logs cover. There is no clock: a sample made
// next year is the same.
const LastYear = 2025

// The largest sample.
const (
	MaxBases      = 50_000
	MaxActivities = 1_000_000
	MaxYears      = 60
)

// Check returns which option is out of range: its name with the least and the
// most that it may be; ok when none is.
func (o Options) Check() (name string, least, most int, ok bool) {
	for _, r := range []struct {
		name               string
		value, least, most int
	}{
		{"bases", o.Bases, 1, MaxBases},
		{"activities", o.Activities, 0, MaxActivities},
		{"years", o.Years, 1, MaxYears},
		{"photos", o.Photos, 0, max(o.Bases, 0)},
	} {
		if r.value < r.least || r.value > r.most {
			return r.name, r.least, r.most, false
		}
	}
	return "", 0, 0, true
}

// Files yields every file of the sample: its path in the content folder, with
// slashes, and its bytes. One file is made at a time. The options must pass Check.
func Files(o Options) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		c := newCity(o)
		for _, part := range []iter.Seq2[string, []byte]{
			c.terms, c.borders, c.basePages, c.namings, c.logs, c.ratings, c.articles, c.ways, c.pictures, c.schemes,
		} {
			for name, data := range part {
				if !yield(name, data) {
					return
				}
			}
		}
	}
}

// ErrNotEmpty says that the folder holds something, which Write leaves alone.
var ErrNotEmpty = errors.New("the folder is not empty")

// Write writes the sample into the folder dir, which is made if need be and must
// be empty. It returns how many files it wrote. It writes plainly: what is cut off is made again, and nobody's
// work can be lost in it.
func Write(dir string, o Options) (int, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	if len(entries) > 0 {
		return 0, fmt.Errorf("write sample to %s: %w", dir, ErrNotEmpty)
	}
	n := 0
	made := map[string]bool{}
	for name, data := range Files(o) {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if d := filepath.Dir(to); !made[d] {
			if err := os.MkdirAll(d, 0o755); err != nil {
				return n, err
			}
			made[d] = true
		}
		if err := os.WriteFile(to, data, 0o644); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
