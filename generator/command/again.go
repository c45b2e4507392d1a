package command

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/folder"
	"kepu/generator/output"
	"kepu/generator/site"
)

// # Built again unchanged
//
// A site is made from the program, the content, the theme and the options, and from nothing
// else: no clock, no network, no settings of the machine. So their sum names it before it is
// made, and when the output folder holds the site of that name there is nothing to do
// but to say again what there was to say of it. A test holds this way to the long one
// over all kinds of changes.

// siteKey names a site. It is the zero value when the site has no name, which is no error:
// then it is made.
type siteKey struct{ whole, themes string }

// keyOf returns the name of the site that a build from the content would make.
func keyOf(ctx context.Context, o options, content *snapshot) siteKey {
	h := sha256.New()
	themes, ok := themesSum(ctx, o)
	program, err := os.Executable()
	if !ok || err != nil || o.zip || addProgram(h, program) != nil || !content.addTo(h) {
		return siteKey{} // an offline copy has its own list of what was left out
	}
	settings, err := json.Marshal([]any{o.theme, o.drafts, o.pages, o.day()})
	if err != nil {
		return siteKey{}
	}
	h.Write(settings)
	io.WriteString(h, themes)
	return siteKey{hex.EncodeToString(h.Sum(nil)), themes}
}

// themesSum is the sum of the themes that the site may be made with, besides the one in the
// program.
func themesSum(ctx context.Context, o options) (string, bool) {
	h := sha256.New()
	for _, dir := range o.sources()[1:] { // but for the content
		if !isFolder(dir) {
			io.WriteString(h, "none")
			continue
		}
		theme, err := takeSnapshot(ctx, folder.New(dir))
		if err != nil || !theme.addTo(h) {
			return "", false
		}
	}
	return hex.EncodeToString(h.Sum(nil)), true
}

// linkerSum returns the sum of a program that Go's linker leaves in its first kilobytes:
// in a note of the kind 4 on Linux and its like, in plain letters elsewhere. It is empty where there
// is none.
func linkerSum(start []byte) []byte {
	if before, rest, ok := bytes.Cut(start, []byte("\x04\x00\x00\x00Go\x00\x00")); ok && len(before) >= 4 {
		size := binary.LittleEndian.Uint32(before[len(before)-4:])
		return rest[:min(uint64(size), uint64(len(rest)))]
	}
	_, rest, _ := bytes.Cut(start, []byte("\xff Go build ID: \""))
	id, _, ok := bytes.Cut(rest, []byte{'"'})
	if !ok {
		return nil
	}
	return id
}

// fileKeys returns what says of each file of a site what it is made from, by this program; nil
// when the program cannot tell itself from others.
func fileKeys(s *site.Site) func(name string) digest.Digest {
	h := sha256.New()
	program, err := os.Executable()
	if err != nil || addProgram(h, program) != nil {
		return nil
	}
	self := digest.Digest(h.Sum(nil))
	return func(name string) digest.Digest {
		key := s.Key(name)
		if key == (digest.Digest{}) {
			return key
		}
		var g digest.Gathering
		g.Digests(self, key)
		return g.Digest()
	}
}

// addProgram adds what identifies the program: the linker's sum of it. Where there is none,
// it is summed here; that takes longer than all the rest of a small site built again.
func addProgram(h hash.Hash, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	start := make([]byte, 64<<10)
	n, err := io.ReadFull(f, start)
	start = start[:n]
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	if id := linkerSum(start); len(id) > 0 {
		h.Write(id)
		return nil
	}
	h.Write(start)
	_, err = io.Copy(h, f)
	return err
}

// again does what a build does when nothing has changed since the last one. It is false
// when something has, or may have; then nothing has been done or said.
func again(ctx context.Context, o options, key siteKey) (r output.Result, problems diag.List, ok bool) {
	if key == (siteKey{}) {
		return r, nil, false
	}
	r, note, ok := output.Recall(ctx, o.out, key.whole)
	if !ok || json.Unmarshal(note, &problems) != nil {
		return r, nil, false
	}
	return r, problems, true
}

// madeOf returns what the next build needs to know of the site, to be asked when all of it
// has been read.
func madeOf(ctx context.Context, o options, key siteKey, s *site.Site, problems diag.List) output.Made {
	made := output.Made{Stock: stockOf(s, o.drafts).encode()}
	if key == (siteKey{}) || o.taken.odd.Load() {
		return made
	}
	// The theme was read twice, for the key and to be used, and may have changed between.
	if themes, ok := themesSum(ctx, o); !ok || themes != key.themes {
		return made
	}
	note, err := json.Marshal(problems)
	if err != nil {
		panic(fmt.Sprintf("problems are plain data: %v", err)) // cannot happen
	}
	made.Key, made.Note = key.whole, note
	return made
}
