// Package photocache keeps what package photo makes, so that no picture is decoded twice: in the folder .public.kepu/photos beside the
// site.
//
// It is a folder with a file for each picture, named by the SHA-256 of the picture's bytes and by the recipe of photo. So it
// needs to be told of no change, several programs may use it at once, and it may be deleted at any time: what is not there, or is not
// whole, is made anew. That a file cannot be written is no error; the last few pictures are kept in memory besides, since
// those who read one variant of a picture read the others next.
//
// Pictures are made a few at once, by the memory that they need. One that needs all of it has it alone. Of those that wait only the
// next one has been read.
package photocache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"kepu/generator/photo"
)

// Cache is a cache of variants. It may be used from many goroutines.
type Cache struct {
	dir  string // "": in memory alone
	made atomic.Int64
	door chan struct{} // held by the one that is read and waits for room
	room room

	mu     sync.Mutex
	now    map[string]*making // by the picture's sum: those that are being made, or read
	recent []kept             // the newest first
}

type making struct {
	done     chan struct{}
	variants []photo.Variant
	err      error
}

type kept struct {
	sum      string
	variants []photo.Variant
}

// mostRecent is how many pictures are kept in memory.
const mostRecent = 4

// New returns the cache in a folder, which is made when there is something to put in it. With "" it keeps only the last few
// pictures, in memory.
func New(dir string) *Cache {
	c := &Cache{dir: dir, door: make(chan struct{}, 1), now: map[string]*making{}}
	c.room.cond.L = &c.room.mu
	return c
}

// Made returns how many pictures were decoded since New.
func (c *Cache) Made() int { return int(c.made.Load()) }

// Has reports whether the variants of a picture stand in the folder, as far as is known without reading them.
func (c *Cache) Has(sum string) bool {
	if c.dir == "" {
		return false
	}
	info, err := os.Stat(c.file(sum))
	return err == nil && info.Mode().IsRegular()
}

// Variants returns those of the picture of a sum; read gives its bytes, and is called when they must be made. An error is
// read's, or wraps photo.ErrUnreadable.
func (c *Cache) Variants(sum string, read func() ([]byte, error)) ([]photo.Variant, error) {
	c.mu.Lock()
	if i := slices.IndexFunc(c.recent, func(k kept) bool { return k.sum == sum }); i >= 0 {
		v := c.recent[i].variants
		c.mu.Unlock()
		return v, nil
	}
	m := c.now[sum]
	if m != nil {
		c.mu.Unlock()
		<-m.done
		return m.variants, m.err
	}
	m = &making{done: make(chan struct{}), err: errBroken}
	c.now[sum] = m
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.now, sum)
		if m.err == nil {
			c.recent = slices.Insert(c.recent, 0, kept{sum, m.variants})
			c.recent = c.recent[:min(len(c.recent), mostRecent)]
		}
		c.mu.Unlock()
		close(m.done)
	}()
	if m.variants = c.load(sum); m.variants != nil {
		m.err = nil
		return m.variants, nil
	}
	m.variants, m.err = c.make(read)
	if m.err == nil {
		c.save(sum, m.variants)
	}
	return m.variants, m.err
}

// errBroken is what others are told who wait for a picture at which the program breaks down.
var errBroken = errors.New("the program broke down on this picture")

// make makes the variants when there is room for it.
func (c *Cache) make(read func() ([]byte, error)) ([]photo.Variant, error) {
	data, size, err := c.enter(read)
	if err != nil {
		return nil, err
	}
	defer c.room.give(size)
	c.made.Add(1)
	return photo.Make(data)
}

// enter reads a picture and takes the room that it needs, with that of its bytes. How much it is, is known only when it has been read: so one
// at a time goes through here, else all that wait would hold their bytes.
func (c *Cache) enter(read func() ([]byte, error)) (data []byte, size int64, err error) {
	c.door <- struct{}{}
	defer func() { <-c.door }()
	if data, err = read(); err != nil {
		return nil, 0, err
	}
	in, err := photo.Look(data)
	if err != nil {
		return nil, 0, err
	}
	return data, c.room.take(in.Memory + int64(len(data))), nil
}

// unfinished begins the name of a file that is being written, and mostWriting is how old it is at most: one that is older is of a program that was
// killed.
const (
	unfinished  = "new-"
	mostWriting = time.Hour
)

// Sweep removes the files of pictures that nobody keeps any more at that time, and what is none of ours. What another program is writing stays, and so
// does what cannot be removed.
func (c *Cache) Sweep(now time.Time, keep func(sum string) bool) {
	if c.dir == "" {
		return
	}
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), unfinished) {
			if info, err := e.Info(); err != nil || now.Sub(info.ModTime()) < mostWriting {
				continue
			}
		}
		sum, _, _ := strings.Cut(e.Name(), "-")
		if !keep(sum) || filepath.Join(c.dir, e.Name()) != c.file(sum) {
			os.Remove(filepath.Join(c.dir, e.Name()))
		}
	}
}

// recipe is what ends the name of each file.
var recipe = func() string {
	sum := sha256.Sum256([]byte(photo.Recipe()))
	return hex.EncodeToString(sum[:4])
}()

func (c *Cache) file(sum string) string { return filepath.Join(c.dir, sum+"-"+recipe) }

// A file has the SHA-256 of the rest, how many variants there are, of each its width, its height and its length, and their bytes.

func (c *Cache) load(sum string) []photo.Variant {
	if c.dir == "" {
		return nil
	}
	data, err := os.ReadFile(c.file(sum))
	if err != nil {
		return nil
	}
	return decode(data)
}

func decode(data []byte) []photo.Variant {
	if len(data) < sha256.Size {
		return nil
	}
	whole, rest := data[:sha256.Size], data[sha256.Size:]
	if sum := sha256.Sum256(rest); !bytes.Equal(sum[:], whole) {
		return nil
	}
	number := func() int {
		v, n := binary.Uvarint(rest)
		if n <= 0 || v > 1<<30 {
			rest = nil
			return 0
		}
		rest = rest[n:]
		return int(v)
	}
	list := make([]photo.Variant, min(number(), 16))
	sizes := make([]int, len(list))
	for i := range list {
		list[i].Width, list[i].Height, sizes[i] = number(), number(), number()
	}
	for i, n := range sizes {
		if n > len(rest) {
			return nil
		}
		list[i].Bytes, rest = rest[:n:n], rest[n:]
	}
	if len(rest) > 0 || len(list) == 0 {
		return nil
	}
	return list
}

func encode(list []photo.Variant) []byte {
	b := make([]byte, sha256.Size)
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, v := range list {
		for _, n := range []int{v.Width, v.Height, len(v.Bytes)} {
			b = binary.AppendUvarint(b, uint64(n))
		}
	}
	for _, v := range list {
		b = append(b, v.Bytes...)
	}
	sum := sha256.Sum256(b[sha256.Size:])
	copy(b, sum[:])
	return b
}

// save writes a file whole or not at all.
func (c *Cache) save(sum string, list []photo.Variant) {
	if c.dir == "" {
		return
	}
	_ = write(c.dir, c.file(sum), encode(list)) // else it is made once more, by whom it is needed
}

func write(dir, name string, data []byte) error {
	if err := os.MkdirAll(dir, 0o700); err != nil { // there are drafts' photos too
		return err
	}
	f, err := os.CreateTemp(dir, unfinished+"*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("keep %s: %w", name, err)
	}
	return nil
}

// room is the memory in which pictures are made.
type room struct {
	mu   sync.Mutex
	cond sync.Cond
	used int64
}

// mostRoom is how many bytes there are of it: two photos of a phone's 50 megapixels.
const mostRoom = 256 << 20

// take waits for so much of the room, or for all of it.
func (r *room) take(size int64) int64 {
	size = min(size, mostRoom)
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.used > 0 && r.used+size > mostRoom {
		r.cond.Wait()
	}
	r.used += size
	return size
}

func (r *room) give(size int64) {
	r.mu.Lock()
	r.used -= size
	r.mu.Unlock()
	r.cond.Broadcast()
}
