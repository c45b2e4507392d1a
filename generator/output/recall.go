package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
)

// # A second run of the same
//
// Most runs change nothing, or are made to be sure. Who can tell before a tree is made that
// it will be the one of the last run gives that a name, its key: a sum of all that the
// tree is made from. Remember keeps the key in .kepu/made, and Recall says that the
// folder holds that tree. It believes neither times nor sizes: every file is read and
// must have the sum that the list gives. So a page that somebody has changed by hand is
// found, as it is by Write, for the price of reading, which a page costs far more to make.
//
// .kepu/made may be deleted at any time, and is only believed when it is whole and was
// written for the list as it stands.

const madeFile = own + "/made"

const madeHead = "kepu made 1\n"

// Remember keeps the key of the tree that the last Write wrote to dir, and a note that
// Recall gives back: what there was to say about it. That it fails is no harm but that the
// next run takes longer.
func Remember(dir, key string, note []byte) error {
	f, err := open(dir, nil)
	if err != nil {
		return err
	}
	defer f.close(true)
	list, err := f.root.ReadFile(manifestFile)
	if err != nil {
		return err
	}
	return f.disk.replaceQuietly(madeFile, encodeMade(key, list, note))
}

// replaceQuietly writes a file whole or not at all, without waiting for the disk: if the
// power fails it may be torn, which is noticed when it is read.
func (d disk) replaceQuietly(name string, data []byte) error {
	part := name + ".new"
	if err := write1(d.root, part, data, func(*os.File) error { return nil }); err != nil {
		return err
	}
	return d.rename(part, name)
}

func encodeMade(key string, list, note []byte) []byte {
	sum := sha256.Sum256(list)
	body := madeHead + key + "\n" + hex.EncodeToString(sum[:]) + "\n" + string(note)
	whole := sha256.Sum256([]byte(body))
	return []byte(hex.EncodeToString(whole[:]) + "\n" + body)
}

// decodeMade returns the note, if the text was written for that key and list.
func decodeMade(text []byte, key string, list []byte) (note []byte, ok bool) {
	_, body, _ := bytes.Cut(text, []byte("\n"))
	sum := sha256.Sum256(list)
	head := madeHead + key + "\n" + hex.EncodeToString(sum[:]) + "\n"
	note, ok = bytes.CutPrefix(body, []byte(head))
	if !ok || !bytes.Equal(text, encodeMade(key, list, note)) {
		return nil, false
	}
	return note, true
}

// Recall reports whether dir holds the tree that was remembered with this key, byte for
// byte, and nothing needs to be done. The result is what Write would have said. It
// changes nothing, and is false also where anything is odd: then Write will say what.
func Recall(ctx context.Context, dir, key string) (r Result, note []byte, ok bool) {
	if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(madeFile))); err != nil || unfinished(dir) || Safe(dir) != nil {
		return r, nil, false
	}
	f, err := open(dir, nil)
	if err != nil {
		return r, nil, false
	}
	defer f.close(true)
	if unfinished(dir) {
		return r, nil, false
	}
	list, err := f.root.ReadFile(manifestFile)
	if err != nil {
		return r, nil, false
	}
	text, err := f.root.ReadFile(madeFile)
	if err != nil {
		return r, nil, false
	}
	note, ok = decodeMade(text, key, list)
	if !ok {
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
	return Result{Unchanged: len(names), Foreign: s.foreign}, note, true
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
