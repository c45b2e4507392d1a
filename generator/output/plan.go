package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"maps"
	"path"
	"slices"
	"sync"
)

// plan is a swap made ready: all that it needs is in .kepu.
type plan struct {
	steps            []step
	written, removed []string
	unchanged        int
	foreign          []string
}

// plan reads the tree, stages what differs from the folder, and lists the steps.
func (f *folder) plan(ctx context.Context, names []string, tree Tree, progress func(done, total int)) (*plan, error) {
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
	now := make(manifest, len(names))
	var changed []string
	var mu sync.Mutex // guards now and changed
	err = each(ctx, names, tree, progress, func(i int, data []byte) error {
		name := names[i]
		same, err := f.same(name, data, s)
		if err != nil {
			return err
		}
		if !same {
			block, err := f.blocked(name, s, last)
			if err != nil {
				return err
			}
			if block != "" {
				return inTheWay(f.root.Name(), block)
			}
			if err := stage.add(name, data); err != nil {
				return err
			}
		}
		mu.Lock()
		defer mu.Unlock()
		now[name] = sha256.Sum256(data)
		if !same {
			changed = append(changed, name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(changed)
	slices.Sort(s.foreign)
	p := &plan{written: changed, unchanged: len(names) - len(changed), foreign: s.foreign}
	p.removed = gone(last, now, s)
	p.steps = steps(changed, p.removed, s)
	if err := stageManifest(stage, p, last, now); err != nil {
		return nil, err
	}
	return p, f.keepOld(p.steps)
}

// same reports whether the folder has the file with just these bytes.
func (f *folder) same(name string, data []byte, s survey) (bool, error) {
	mode, there := s.files[name]
	if !there || !mode.IsRegular() {
		return false, nil
	}
	file, err := f.root.Open(name)
	if err != nil {
		return false, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || info.Size() != int64(len(data)) {
		return false, err
	}
	var part [32 << 10]byte
	for len(data) > 0 {
		n, err := file.Read(part[:])
		if n > len(data) || !bytes.Equal(part[:n], data[:n]) {
			return false, nil
		}
		data = data[n:]
		if err == io.EOF {
			break
		}
		if err != nil {
			return false, err
		}
	}
	return len(data) == 0, nil
}

// gone returns our files that the tree has no longer and the folder still has.
func gone(last, now manifest, s survey) []string {
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

// steps lists the swap in the order that the package comment promises: what is in
// the way out, new files in, changed files over the old ones, the rest out.
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
	return slices.Concat(first, in, over, out)
}

// stageManifest adds the new list as the last step, unless it is the old one.
func stageManifest(stage *staging, p *plan, last, now manifest) error {
	if last != nil && maps.Equal(last, now) {
		return nil
	}
	kind := stepOver
	if last == nil {
		kind = stepIn
	}
	p.steps = append(p.steps, step{kind, manifestFile})
	return stage.add(manifestFile, now.encode())
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
