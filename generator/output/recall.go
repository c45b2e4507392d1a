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

const madeHead = "kepu made 2\n"

// Made is what a tree was made from.
type Made struct {
	Key   string // no two trees that differ have the same; empty when there is none for certain
	Stock []byte // a line on what the tree holds; the next Write gives it to Consent
	Note  []byte // what there was to say about the tree; Recall gives it back
}

// stageMade adds the note of what the tree was made from to the steps, unless it is the
// one that stands.
func (f *folder) stageMade(stage *staging, p *plan, list []byte, made func() Made) error {
	if made == nil || f.inside {
		return nil // what is taken away at the end of the run is not worth writing
	}
	m := made()
	text := encodeMade(m, list)
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
		was, ok := decodeMade(last, list)
		if ok && m.Key == "" && bytes.Equal(was.Stock, m.Stock) {
			return nil // the tree is the same, and its name still good
		}
	}
	p.steps = append(p.steps, step{kind, madeFile})
	return stage.add(madeFile, text)
}

func encodeMade(m Made, list []byte) []byte {
	sum := sha256.Sum256(list)
	body := slices.Concat([]byte(madeHead+m.Key+"\n"+hex.EncodeToString(sum[:])+"\n"), m.Stock, []byte("\n"), m.Note)
	whole := sha256.Sum256(body)
	return slices.Concat([]byte(hex.EncodeToString(whole[:])+"\n"), body)
}

// decodeMade reads the note, if it is whole and was written for that list.
func decodeMade(text, list []byte) (m Made, ok bool) {
	parts := bytes.SplitN(text, []byte("\n"), 6) // the sum of the rest, the head, the key, the list's sum, the stock, the note
	if len(parts) != 6 {
		return m, false
	}
	m = Made{string(parts[2]), parts[4], parts[5]}
	if !bytes.Equal(text, encodeMade(m, list)) {
		return Made{}, false
	}
	return m, true
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
	m, err := decodeManifest(list)
	if err != nil {
		return l, false
	}
	text, _ := os.ReadFile(filepath.Join(beside(abs), path.Base(madeFile)))
	made, _ := decodeMade(text, list)
	return lastOf(m, made), len(m) > 0
}

func lastOf(m manifest, made Made) Last { return Last{m.names(), made.Stock} }

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
	made, _ := decodeMade(text, last.encode())
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
	made, ok := decodeMade(text, list)
	if !ok || made.Key != key || key == "" {
		return r, nil, false
	}
	last, err := decodeManifest(list)
	if err != nil {
		return r, nil, false
	}
	names := last.names()
	s, err := f.survey(last, names)
	if err != nil || !f.holds(ctx, names, last, s) {
		return r, nil, false
	}
	slices.Sort(s.foreign)
	return Result{Unchanged: len(names), Foreign: s.foreign}, made.Note, true
}

// holds reports whether all files of the list are there as it says.
func (f *folder) holds(ctx context.Context, names []string, list manifest, s survey) bool {
	for _, n := range names {
		if mode, there := s.files[n]; !there || !mode.IsRegular() {
			return false
		}
	}
	var (
		mu   sync.Mutex // guards what follows
		next int
		odd  bool
		wg   sync.WaitGroup
	)
	take := func() (string, bool) {
		mu.Lock()
		defer mu.Unlock()
		if odd = odd || ctx.Err() != nil; odd || next == len(names) {
			return "", false
		}
		next++
		return names[next-1], true
	}
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		wg.Go(func() {
			buffer := make([]byte, 128<<10)
			for name, ok := take(); ok; name, ok = take() {
				if f.is(name, list[name], buffer) {
					continue
				}
				mu.Lock()
				odd = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return !odd
}

// is reports whether the file has that sum.
func (f *folder) is(name string, want sum, buffer []byte) bool {
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
			return sum(h.Sum(nil)) == want
		}
		if err != nil {
			return false
		}
	}
}
