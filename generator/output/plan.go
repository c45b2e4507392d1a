package output

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"path"
	"slices"
	"strconv"
	"sync"

	"kepu/generator/filelist"
)

// plan is a swap made ready: all that it needs is in the folder of runs.
type plan struct {
	journal
	written, removed []string
	edited, stale    []string
	kept             string // where those went, a name of this package
	unchanged        int
	foreign          []string
}

// plan reads the tree, stages what differs from the folder, and lists the steps.
func (f *folder) plan(ctx context.Context, names []string, tree Tree, o Options) (*plan, error) {
	last, err := f.manifest()
	if err != nil {
		return nil, err
	}
	s, err := f.survey(last, names)
	if err != nil {
		return nil, err
	}
	stage := f.staging()
	defer stage.close()
	now := make(filelist.List, len(names))
	keys := keysOf(names, o.Key)
	stand, rest, err := f.standing(ctx, names, keys, last, s)
	if err != nil {
		return nil, err
	}
	alone := map[string]bool{} // that would be left alone, and are made to be sure
	if o.Verify {
		for _, n := range stand {
			alone[n] = true
		}
		stand, rest = nil, names
	}
	for _, n := range stand {
		now[n] = last[n]
	}
	progress := func(done, _ int) {
		if o.Progress != nil {
			o.Progress(len(stand)+done, len(names))
		}
	}
	var changed, edited, stale []string
	var mu sync.Mutex // guards now, changed, edited and stale
	err = each(ctx, rest, tree, progress, func(i int, c *content) error {
		name := rest[i]
		d, err := f.compare(name, c, s)
		if err != nil {
			return err
		}
		defer d.close()
		if !d.same {
			block, err := f.blocked(name, s, last)
			if err != nil {
				return err
			}
			if block != "" {
				return inTheWay(f.root.Name(), block)
			}
			if err := d.stage(stage); err != nil {
				return err
			}
		}
		byHand := !d.same && f.edited(name, last, s)
		mu.Lock()
		defer mu.Unlock()
		now[name] = d.sum()
		if !d.same {
			changed = append(changed, name)
			if alone[name] {
				stale = append(stale, name)
			}
		}
		if byHand {
			edited = append(edited, name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(changed)
	slices.Sort(stale)
	slices.Sort(s.foreign)
	p := &plan{written: changed, stale: stale, unchanged: len(names) - len(changed), foreign: s.foreign}
	p.removed = gone(last, now, s)
	for _, name := range p.removed {
		if f.edited(name, last, s) {
			edited = append(edited, name)
		}
	}
	if err := f.keepEdited(p, edited); err != nil {
		return p, err
	}
	p.steps = steps(changed, p.removed, s)
	list, err := f.stageManifest(stage, p, last, now)
	if err != nil {
		return p, err
	}
	if err := f.stageMade(stage, p, list, o.Made, keys.encode(now)); err != nil {
		return p, err
	}
	return p, f.keepOld(p.steps)
}

// gone returns our files that the tree has no longer and the folder still has.
func gone(last, now filelist.List, s survey) []string {
	var names []string
	for n := range last {
		_, stays := now[n]
		if _, there := s.files[n]; there && !stays {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names
}

// edited reports whether the file that stands is not the one that was written: somebody has
// changed it since, and what they wrote is nowhere else.
func (f *folder) edited(name string, last filelist.List, s survey) bool {
	want, written := last[name]
	mode, there := s.files[name]
	return written && there && mode.IsRegular() && !f.is(name, want, make([]byte, 32<<10))
}

// keepEdited puts those files where nothing removes them: each run that finds some has a
// folder of its own, with the next number.
func (f *folder) keepEdited(p *plan, names []string) error {
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	f.openAside()
	for n := 1; ; n++ {
		p.kept = path.Join(editedFolder, strconv.Itoa(n))
		if there, err := f.exists(p.kept); err != nil {
			return err
		} else if !there {
			break
		}
	}
	p.edited = names
	for _, name := range names {
		to := path.Join(p.kept, name)
		if err := f.mkdir(path.Dir(to)); err != nil {
			return err
		}
		if err := f.keep(name, to); err != nil {
			return err
		}
	}
	return nil
}

// steps lists the swap in the order that the package comment promises: what is in
// the way out, new files in, changed files over the old ones, the rest out; and of those that
// come in or over, pages after what they load.
func steps(changed, removed []string, s survey) []step {
	way := map[string]bool{}   // what may not stand before new files come in, folded
	files := map[string]bool{} // where a file comes
	for _, n := range changed {
		files[n], way[fold(n)] = true, true
		for d := path.Dir(n); d != "."; d = path.Dir(d) {
			way[fold(d)] = true
		}
	}
	blocks := func(n string) bool {
		if way[fold(n)] {
			return true
		}
		for d := path.Dir(n); d != "."; d = path.Dir(d) {
			if files[d] {
				return true
			}
		}
		return false
	}
	var first, in, over, out []step
	for _, n := range changed {
		if _, there := s.files[n]; there {
			over = append(over, step{stepOver, n})
		} else {
			in = append(in, step{stepIn, n})
		}
	}
	for _, n := range removed {
		if blocks(n) {
			first = append(first, step{stepOut, n})
		} else {
			out = append(out, step{stepOut, n})
		}
	}
	for _, coming := range [][]step{in, over} {
		slices.SortStableFunc(coming, func(a, b step) int { return cmp.Compare(isPage(a.name), isPage(b.name)) })
	}
	return slices.Concat(first, in, over, out)
}

// isPage returns 1 for what loads other files, else 0.
func isPage(name string) int {
	if path.Ext(name) == ".html" {
		return 1
	}
	return 0
}

// stageManifest adds the new list to the steps, unless it is the old one, and returns its
// text. Where no list is yet, one of no files comes first: by it a journal knows its folder.
func (f *folder) stageManifest(stage *staging, p *plan, last, now filelist.List) ([]byte, error) {
	if last == nil {
		last = filelist.List{}
		f.first = true
		if err := f.create(manifestFile, last.Encode()); err != nil {
			return nil, err
		}
	}
	was, list := last.Encode(), now.Encode()
	p.from, p.to = sha256.Sum256(was), sha256.Sum256(list)
	if bytes.Equal(was, list) {
		return list, nil
	}
	p.steps = append(p.steps, step{stepOver, manifestFile})
	return list, stage.add(manifestFile, list)
}

// keepOld gives the files that will be replaced their second name.
func (f *folder) keepOld(steps []step) error {
	made := map[string]bool{}
	for _, s := range steps {
		to := path.Join(oldFolder, s.name)
		if s.kind == stepIn {
			continue
		}
		if d := path.Dir(to); !made[d] {
			made[d] = true
			if err := f.mkdir(d); err != nil {
				return err
			}
		}
		if s.kind == stepOver {
			if err := f.keep(s.name, to); err != nil {
				return err
			}
		}
	}
	return nil
}
