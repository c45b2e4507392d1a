package publish_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"kepu/generator/publish"
)

var (
	siteA = map[string]string{"index.html": "home A", "assets/style.css": "style", "bases/x.html": "x A", "bases/y.html": "y", "data/bases.csv": "data A", "sitemap.xml": "map A", "twin.html": "y"}
	siteB = map[string]string{"index.html": "home B", "assets/style.css": "style", "assets/new.css": "new", "bases/x.html": "x A", "bases/z.html": "z", "data/bases.csv": "data B", "sitemap.xml": "map B"}
	siteC = map[string]string{"index.html": "home A", "assets/style.css": "style C", "bases/x.html": "x C", "bases/y.html": "y", "data/bases.csv": "data A", "sitemap.xml": "map C", "bases/z.html": "z"}
)

// A run is killed at each of its calls, with its last call done or not, and the next run wants the same, what there was, or something else.
func TestKilledAtEveryCall(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			old := newFar(k)
			for _, s := range []map[string]string{siteB, siteA} {
				if _, err := old.publish(t, s, old.options()); err != nil {
					t.Fatal(err)
				}
			}
			for _, begin := range []*far{newFar(k), old} {
				killed := 0
				for n := 1; ; n++ {
					whole := false
					for _, lost := range []bool{false, true} {
						for _, then := range []map[string]string{siteB, siteA, siteC} {
							f := begin.clone(t)
							f.failFrom(n, lost)
							_, err := f.publish(t, siteB, f.options())
							f.heal()
							if whole = err == nil; !whole {
								killed++
							}
							if _, err := f.publish(t, then, f.options()); err != nil {
								t.Fatalf("killed at call %d (lost: %v), then %q: %v", n, lost, then["sitemap.xml"], err)
							}
						}
					}
					if whole {
						break
					}
				}
				if killed < 60 {
					t.Errorf("only %d kills", killed)
				}
			}
		})
	}
}

var rounds = flag.Int("rounds", 60, "how many random sequences are run on each kind of far side")

// Random sites, kills, ways back, times and settings, one after the other on one far side.
func TestRandomRuns(t *testing.T) {
	names := []string{"index.html", "bases/a.html", "bases/b.html", "bases/c/d.html", "assets/s.css", "assets/t.js", "data/x.csv", "sitemap.xml", "robots.txt", "activities/2024.html"}
	rounds := *rounds
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			for round := range rounds {
				seed := uint64(round) + 1
				t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { randomRuns(t, k, names, rand.New(rand.NewPCG(seed, 19))) })
			}
		})
	}
}

func randomRuns(t *testing.T, k kind, names []string, rnd *rand.Rand) {
	f := newFar(k)
	for range 14 {
		files := map[string]string{"index.html": fmt.Sprint("home ", rnd.IntN(3))}
		for _, n := range names {
			if rnd.IntN(3) > 0 {
				files[n] = fmt.Sprint(n, " ", rnd.IntN(3))
			}
		}
		o := f.options()
		o.Releases = 1 + rnd.IntN(4)
		o.All = rnd.IntN(6) == 0
		if rnd.IntN(2) == 0 {
			o.Keep = 3 * time.Hour
		}
		f.now = f.now.Add(time.Duration(rnd.IntN(120)) * time.Minute)
		switch rnd.IntN(4) {
		case 0:
			f.failFrom(1+rnd.IntN(45), rnd.IntN(2) == 0)
		case 1:
			f.stopAt(1 + rnd.IntN(45))
		}
		var err error
		if numbers := slices.Sorted(maps.Keys(f.numbers)); rnd.IntN(4) == 0 && len(numbers) > 0 {
			_, err = f.rollback(t, numbers[rnd.IntN(len(numbers))], o)
		} else {
			_, err = f.publish(t, files, o)
		}
		if err != nil && !strings.Contains(err.Error(), "killed") && !errors.Is(err, context.Canceled) && !errors.Is(err, publish.ErrNoWay) {
			t.Fatal(err)
		}
		f.heal()
	}
	for range 2 { // the second removes what has stood its time
		if _, err := f.publish(t, siteA, f.options()); err != nil {
			t.Fatal(err)
		}
		f.now = f.now.Add(4 * time.Hour)
	}
	tidy(t, f)
}

// Short sequences in which nearly every run breaks off, of few sites that have much in common: what is remembered of one run that broke off meets the next.
func TestRunsThatBreakOffOneAfterTheOther(t *testing.T) {
	sequences := 15 * *rounds
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			begin := newFar(k)
			for _, s := range []map[string]string{siteC, siteA} {
				if _, err := begin.publish(t, s, begin.options()); err != nil {
					t.Fatal(err)
				}
			}
			for i := range sequences {
				if !t.Run(fmt.Sprint("seed ", i+1), func(t *testing.T) {
					brokenRuns(t, begin.clone(t), rand.New(rand.NewPCG(uint64(i)+1, 20)))
				}) {
					break
				}
			}
		})
	}
}

func brokenRuns(t *testing.T, f *far, rnd *rand.Rand) {
	sites := []map[string]string{siteA, siteB, siteC}
	for range 2 + rnd.IntN(4) {
		o := f.options()
		o.Releases = []int{1, 3, 3, 2}[rnd.IntN(4)]
		o.All = rnd.IntN(6) == 0
		if rnd.IntN(2) == 0 {
			o.Keep = 3 * time.Hour
		}
		f.now = f.now.Add(time.Duration(rnd.IntN(120)) * time.Minute)
		switch at := 1 + rnd.IntN(34); rnd.IntN(5) {
		case 0:
			f.stopAt(at)
		case 1:
		default:
			f.failFrom(at, rnd.IntN(3) == 0)
		}
		var err error
		if rnd.IntN(4) == 0 {
			numbers := slices.Sorted(maps.Keys(f.numbers))
			_, err = f.rollback(t, numbers[rnd.IntN(len(numbers))], o)
		} else {
			_, err = f.publish(t, sites[rnd.IntN(3)], o)
		}
		f.heal()
		if err != nil && !strings.Contains(err.Error(), "killed") && !errors.Is(err, context.Canceled) && !errors.Is(err, publish.ErrNoWay) {
			t.Fatal(err)
		}
	}
	f.now = f.now.Add(4 * time.Hour)
	if _, err := f.publish(t, sites[rnd.IntN(3)], f.options()); err != nil {
		t.Fatal(err)
	}
	tidy(t, f)
}

// tidy holds what stands besides the site against what is kept.
func tidy(t *testing.T, f *far) {
	t.Helper()
	all, err := publish.Releases(t.Context(), f.store(), "site")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) > 3 {
		t.Errorf("%d publications are kept", len(all))
	}
	number := map[string]bool{}
	for _, r := range all {
		number[fmt.Sprint(r.Number)] = true
	}
	slots := map[string]bool{}
	for name := range f.m.Files() {
		if rest, ok := strings.CutPrefix(name, "site/.kepu/kept/"); ok {
			if n, _, _ := strings.Cut(rest, "/"); !number[n] {
				t.Errorf("%s is kept for nobody", name)
			}
		}
		if rest, ok := strings.CutPrefix(name, "site/.kepu/releases/"); ok && !number[strings.TrimSuffix(rest, ".sha256")] {
			t.Errorf("%s is kept for nobody", name)
		}
		if rest, ok := strings.CutPrefix(name, "site.releases/"); ok && !strings.HasPrefix(rest, ".kepu/") {
			slot, _, _ := strings.Cut(rest, "/")
			slots[slot] = true
		}
	}
	if len(slots) > 5 {
		t.Errorf("there are %d slots", len(slots))
	}
}
