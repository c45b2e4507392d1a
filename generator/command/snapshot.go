package command

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"kepu/generator/digest"
	"kepu/generator/history"
	"kepu/generator/source"
)

// snapshot is a folder as it was at one moment: what it lists, the bytes of its texts and
// the sums of its other files. A site made from it is made from what its sum tells, even
// while somebody saves a file.
type snapshot struct {
	fs.FS // the folder itself, for pictures: they may be gigabytes
	lists map[string][]fs.DirEntry
	texts map[string][]byte
	sums  map[string]digest.Digest
	known *knownSums  // of pictures and attachments, where they need not be read each time
	odd   atomic.Bool // it holds what has no sum, or something was read that isn't what it was
}

// knownSums are the sums of pictures and attachments that were read once. One of the same size and time
// is taken for the same: good enough to notice what was changed, not to make a site of.
type knownSums struct {
	sync.Mutex
	sums map[string]knownSum
}

type knownSum struct {
	size int64
	time time.Time
	sum  digest.Digest
}

// takeSnapshot reads the folder.
func takeSnapshot(ctx context.Context, dir fs.FS) (*snapshot, error) {
	return takeSnapshotKnowing(ctx, dir, nil)
}

// takeSnapshotKnowing is takeSnapshot, but for pictures and attachments whose sums are known: these it notes
// in known, for the next time.
func takeSnapshotKnowing(ctx context.Context, dir fs.FS, known *knownSums) (*snapshot, error) {
	s := &snapshot{FS: dir, known: known, lists: map[string][]fs.DirEntry{}, texts: map[string][]byte{}, sums: map[string]digest.Digest{}}
	var names []string
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		switch hidden := name != "." && strings.HasPrefix(path.Base(name), "."); {
		case err != nil:
			return err
		case d.IsDir() && name == path.Dir(history.Folder): // ours, and grows with each run: no site is made from it
			return fs.SkipDir
		case hidden && d.IsDir(): // such as .git: never content, and may be large
			s.list(name, d)
			return fs.SkipDir
		case !d.IsDir() && !d.Type().IsRegular():
			s.odd.Store(true) // a link, a pipe: what it leads to may change unseen
		case !d.IsDir() && !hidden:
			names = append(names, name)
		}
		s.list(name, d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s, s.read(ctx, names)
}

// list notes the entry in the list of its folder.
func (s *snapshot) list(name string, d fs.DirEntry) {
	if name != "." {
		s.lists[path.Dir(name)] = append(s.lists[path.Dir(name)], d)
	}
	if d.IsDir() {
		s.lists[name] = []fs.DirEntry{}
	}
}

// read reads the files, as many at once as there are processors.
func (s *snapshot) read(ctx context.Context, names []string) error {
	var (
		mu     sync.Mutex // guards what follows
		next   int
		failed error
		wg     sync.WaitGroup
	)
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		wg.Go(func() {
			for {
				mu.Lock()
				if failed = errors.Join(failed, ctx.Err()); failed != nil || next == len(names) {
					mu.Unlock()
					return
				}
				name := names[next]
				next++
				mu.Unlock()

				data, sum, err := s.readOne(name)

				mu.Lock()
				if err != nil {
					failed = err
				}
				if data != nil {
					s.texts[name] = data
				}
				s.sums[name] = sum
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return failed
}

// readOne returns the sum of the file, and its bytes when it is one that source reads.
func (s *snapshot) readOne(name string) (data []byte, sum digest.Digest, err error) {
	if source.SectionOf(name) != source.OtherFile {
		data, err = source.ReadFile(s.FS, name)
		return data, digest.OfBytes(data), err
	}
	f, err := s.FS.Open(name)
	if err != nil {
		return nil, sum, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, sum, err
	}
	if sum, ok := s.known.of(name, info); ok {
		return nil, sum, nil
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	sum = digest.Digest(h.Sum(nil))
	if err == nil {
		s.known.note(name, info, sum)
	}
	return nil, sum, err
}

func (k *knownSums) of(name string, info fs.FileInfo) (digest.Digest, bool) {
	if k == nil {
		return digest.Digest{}, false
	}
	k.Lock()
	defer k.Unlock()
	was, ok := k.sums[name]
	return was.sum, ok && was.size == info.Size() && was.time.Equal(info.ModTime())
}

func (k *knownSums) note(name string, info fs.FileInfo, sum digest.Digest) {
	if k == nil {
		return
	}
	k.Lock()
	defer k.Unlock()
	if k.sums == nil {
		k.sums = map[string]knownSum{}
	}
	k.sums[name] = knownSum{info.Size(), info.ModTime(), sum}
}

// addTo adds the names and sums of all that the folder holds, and reports whether these
// tell everything.
func (s *snapshot) addTo(h hash.Hash) bool {
	dirs := make([]string, 0, len(s.lists))
	for dir := range s.lists {
		dirs = append(dirs, dir)
	}
	slices.Sort(dirs)
	put := func(text string) {
		var size [8]byte
		binary.LittleEndian.PutUint64(size[:], uint64(len(text)))
		h.Write(size[:])
		io.WriteString(h, text)
	}
	for _, dir := range dirs {
		put(dir + "/")
		for _, d := range s.lists[dir] {
			name := path.Join(dir, d.Name())
			sum := s.sums[name]
			put(name)
			h.Write(sum[:])
		}
	}
	return !s.odd.Load()
}

// ReadDir implements fs.ReadDirFS.
func (s *snapshot) ReadDir(name string) ([]fs.DirEntry, error) {
	if list, ok := s.lists[name]; ok {
		return slices.Clone(list), nil
	}
	return fs.ReadDir(s.FS, name)
}

// Stat implements fs.StatFS.
func (s *snapshot) Stat(name string) (fs.FileInfo, error) {
	if data, ok := s.texts[name]; ok {
		return textInfo{path.Base(name), int64(len(data))}, nil
	}
	return fs.Stat(s.FS, name)
}

// ReadFile implements fs.ReadFileFS.
func (s *snapshot) ReadFile(name string) ([]byte, error) {
	if data, ok := s.texts[name]; ok {
		return data, nil
	}
	data, err := fs.ReadFile(s.FS, name)
	if sum, ok := s.sums[name]; err == nil && (!ok || sum != digest.OfBytes(data)) {
		s.odd.Store(true)
	}
	return data, err
}

// forget lets go of the texts: a site that was made has read them, and for the rest of a
// build they would take as much room again as what they say.
func (s *snapshot) forget() { s.texts = nil }

// textInfo is what is known of a text: it is a regular file.
type textInfo struct {
	name string
	size int64
}

func (i textInfo) Name() string     { return i.name }
func (i textInfo) Size() int64      { return i.size }
func (textInfo) Mode() fs.FileMode  { return 0o444 }
func (textInfo) ModTime() time.Time { return time.Time{} }
func (textInfo) IsDir() bool        { return false }
func (textInfo) Sys() any           { return nil }
