package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"kepu/generator/filelist"
)

// # A second run of the same
//
// Most runs change nothing, or are made to be sure. Who can tell before a tree is made that
// it will be the one of the last run gives that a name, its key: a sum of all that the
// tree is made from. Write keeps the key beside the folder, and Recall says that the
// folder holds that tree. It believes neither times nor sizes: every file is read and
// must have the sum that the list gives. So a page that somebody has changed by hand is
// found, as it is by Write, for the price of reading, which a page costs far more to make.
//
// The note that holds the key may be deleted at any time, and is only believed when it is
// whole and was written for the list as it stands. It comes with the tree, as one of the
// steps of the swap: no run can come between.

const madeHead = "kepu made 3\n"

// Made is what a tree was made from.
type Made struct {
	Key   string // no two trees that differ have the same; empty when there is none for certain
	Stock []byte // a line on what the tree holds; the next Write gives it to Consent
	Note  []byte // what there was to say about the tree; Recall gives it back
}

// stageMade adds the note of what the tree was made from to the steps, unless it is the
// one that stands.
func (f *folder) stageMade(stage *staging, p *plan, list []byte, made func() Made, keys []byte) error {
	if made == nil || f.inside {
		return nil // what is taken away at the end of the run is not worth writing
	}
	m := made()
	text := encodeMade(m, keys, list)
	kind := stepOver
	last, err := f.readFile(madeFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		kind = stepIn
	case err != nil:
		return err
	case bytes.Equal(last, text):
		return nil
	default:
		was, before, ok := decodeMade(last, list)
		if ok && m.Key == "" && bytes.Equal(was.Stock, m.Stock) && bytes.Equal(before, keys) {
			return nil // the tree is the same, and its name still good
		}
	}
	p.steps = append(p.steps, step{kind, madeFile})
	return stage.add(madeFile, text)
}

func encodeMade(m Made, keys, list []byte) []byte {
	sum := sha256.Sum256(list)
	body := slices.Concat([]byte(madeHead+m.Key+"\n"+hex.EncodeToString(sum[:])+"\n"), m.Stock, []byte("\n"), keys, []byte("\n"), m.Note)
	whole := sha256.Sum256(body)
	return slices.Concat([]byte(hex.EncodeToString(whole[:])+"\n"), body)
}

// decodeMade reads the note, if it is whole and was written for that list: what the tree was made
// from, and its files (see keys.encode).
func decodeMade(text, list []byte) (m Made, keys []byte, ok bool) {
	parts := bytes.SplitN(text, []byte("\n"), 7) // the sum of the rest, the head, the key, the list's sum, the stock, the files' keys, the note
	if len(parts) != 7 {
		return m, nil, false
	}
	m, keys = Made{string(parts[2]), parts[4], parts[6]}, parts[5]
	if !bytes.Equal(text, encodeMade(m, keys, list)) {
		return Made{}, nil, false
	}
	return m, keys, true
}

// Last is what the last run wrote.
type Last struct {
	Files []string // sorted
	Stock []byte   // as that run gave it; nil when it is not known
}

// LastIn returns what the last run wrote to dir; false where there is no such thing, or it
// cannot be told now. It changes nothing.
func LastIn(dir string) (l Last, ok bool) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return l, false
	}
	list, err := os.ReadFile(filepath.Join(abs, manifestFile))
	if err != nil {
		return l, false
	}
	m, err := filelist.Decode(list)
	if err != nil {
		return l, false
	}
	text, _ := os.ReadFile(filepath.Join(beside(abs), path.Base(madeFile)))
	made, _, _ := decodeMade(text, list)
	return lastOf(m, made), len(m) > 0
}

func lastOf(m filelist.List, made Made) Last { return Last{m.Names(), made.Stock} }

// agree asks whether what the last run wrote may be replaced.
func (f *folder) agree(o Options) error {
	if o.Consent == nil {
		return nil
	}
	last, err := f.manifest()
	if err != nil || len(last) == 0 {
		return err
	}
	text, err := f.readFile(madeFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	made, _, _ := decodeMade(text, last.Encode())
	return o.Consent(lastOf(last, made))
}

// Recall reports whether dir holds the tree that was remembered with this key, byte for
// byte, and nothing needs to be done. The result is what Write would have said. It
// changes nothing, and is false also where anything is odd: then Write will say what.
func Recall(ctx context.Context, dir, key string) (r Result, note []byte, ok bool) {
	abs, err := filepath.Abs(dir)
	if err != nil || unfinished(dir) || Safe(dir) != nil {
		return r, nil, false
	}
	for _, name := range []string{filepath.Join(abs, manifestFile), filepath.Join(beside(abs), path.Base(madeFile))} {
		if _, err := os.Lstat(name); err != nil {
			return r, nil, false // or open would make the folders
		}
	}
	f, err := open(dir, nil)
	if err != nil {
		return r, nil, false
	}
	defer f.close(true)
	if unfinished(dir) {
		return r, nil, false
	}
	list, err := f.readFile(manifestFile)
	if err != nil {
		return r, nil, false
	}
	text, err := f.readFile(madeFile)
	if err != nil {
		return r, nil, false
	}
	made, _, ok := decodeMade(text, list)
	if !ok || made.Key != key || key == "" {
		return r, nil, false
	}
	last, err := filelist.Decode(list)
	if err != nil {
		return r, nil, false
	}
	names := last.Names()
	s, err := f.survey(last, names)
	if err != nil || slices.Contains(f.intact(ctx, names, last, s), false) || ctx.Err() != nil {
		return r, nil, false
	}
	slices.Sort(s.foreign)
	return Result{Unchanged: len(names), Foreign: s.foreign}, made.Note, true
}

// intact reports of each of some files whether it is there as the list says.
func (f *folder) intact(ctx context.Context, names []string, list filelist.List, s survey) []bool {
	out := make([]bool, len(names))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		wg.Go(func() {
			buffer := make([]byte, 128<<10)
			for i := next.Add(1) - 1; int(i) < len(names) && ctx.Err() == nil; i = next.Add(1) - 1 {
				mode, there := s.files[names[i]]
				out[i] = there && mode.IsRegular() && f.is(names[i], list[names[i]], buffer)
			}
		})
	}
	wg.Wait()
	return out
}

// is reports whether the file has that sum.
func (f *folder) is(name string, want filelist.Sum, buffer []byte) bool {
	file, err := f.root.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	h := sha256.New()
	for {
		n, err := file.Read(buffer)
		h.Write(buffer[:n])
		if errors.Is(err, io.EOF) {
			return filelist.Sum(h.Sum(nil)) == want
		}
		if err != nil {
			return false
		}
	}
}
