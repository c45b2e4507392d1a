package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"kepu/generator/filelist"
)

// Difference is what Write would do.
type Difference struct {
	New, Changed, Removed []string // sorted
	Edited                []string // of Changed and Removed: what somebody has changed by hand since
	Never                 bool     // nothing of ours stands there
}

// Differ says what Write would do with the tree in dir, and changes nothing: it takes no lock and makes
// no folder. What a run beside it does, it may have seen in part.
//
// Of the options it takes Progress and Key. The error is a *Refusal where dir must not be written to,
// Faults, the context's, or the machine's.
func Differ(ctx context.Context, dir string, tree Tree, o Options) (d Difference, err error) {
	names, err := checkedNames(tree)
	if err != nil {
		return d, err
	}
	if err := Safe(dir); err != nil {
		return d, err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return d, err
	}
	f, err := look(abs)
	if errors.Is(err, fs.ErrNotExist) {
		return Difference{New: slices.Sorted(slices.Values(names)), Never: true}, nil
	}
	if err != nil {
		return d, err
	}
	defer f.root.Close()
	defer f.runs.Close()
	last, err := f.manifest()
	if err != nil {
		return d, err
	}
	d.Never = len(last) == 0
	s, err := f.survey(last, names)
	if err != nil {
		return d, err
	}
	stand, rest, err := f.standing(ctx, names, keysOf(names, o.Key), last, s)
	if err != nil {
		return d, err
	}
	now := make(filelist.List, len(names)) // only its names count
	for _, n := range names {
		now[n] = filelist.Sum{}
	}
	var mu sync.Mutex // guards d
	progress := func(done, _ int) {
		if o.Progress != nil {
			o.Progress(len(stand)+done, len(names))
		}
	}
	err = each(ctx, rest, tree, progress, func(i int, c *content) error {
		x, err := f.compare(rest[i], c, s)
		if err != nil {
			return err
		}
		defer x.close()
		if x.same {
			return nil
		}
		byHand := f.edited(rest[i], last, s)
		mu.Lock()
		defer mu.Unlock()
		if _, there := s.files[rest[i]]; there {
			d.Changed = append(d.Changed, rest[i])
		} else {
			d.New = append(d.New, rest[i])
		}
		if byHand {
			d.Edited = append(d.Edited, rest[i])
		}
		return nil
	})
	if err != nil {
		return d, err
	}
	d.Removed = gone(last, now, s)
	for _, name := range d.Removed {
		if f.edited(name, last, s) {
			d.Edited = append(d.Edited, name)
		}
	}
	slices.Sort(d.New)
	slices.Sort(d.Changed)
	slices.Sort(d.Edited)
	return d, nil
}

// look opens an output folder to be read.
func look(abs string) (*folder, error) {
	root, err := os.OpenRoot(abs)
	if err != nil {
		return nil, err
	}
	runs := beside(abs)
	if info, err := os.Stat(filepath.Join(abs, own)); err == nil && info.IsDir() {
		runs = filepath.Join(abs, own)
	}
	aside, err := os.OpenRoot(runs)
	if err != nil { // no run has kept anything: the folder itself has none of it either
		if aside, err = os.OpenRoot(abs); err != nil {
			root.Close()
			return nil, err
		}
	}
	return &folder{disk: disk{root: root, runs: aside}}, nil
}
