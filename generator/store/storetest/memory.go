package storetest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"strings"
	"sync"
	"time"

	"kepu/generator/filelist"
	"kepu/generator/store"
)

// Memory is a store in memory. Its zero value is an empty one without copies or links.
type Memory struct {
	// Before is asked before each call, with the call's number from 1 on; what it returns is what the call fails with, having done nothing.
	// It may be changed between calls, not while one runs.
	Before func(call int, op, name string) error
	// After is asked when a call has done its work: what it returns is what the call fails with all the same, as an answer that is lost.
	After  func(call int, op, name string) error
	Copies bool // Copy is there
	Web    bool // Traits say that it answers browsers

	Timeless bool // it does not tell when a file was put

	mu    sync.Mutex
	calls int
	files map[string]Stored
	times map[string]time.Time // when each was put: a second for each call
}

// Stored is a file in a Memory.
type Stored struct {
	Text                  string
	Type, Cache, Encoding string
}

// Calls is how many calls there were.
func (m *Memory) Calls() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.calls
}

// Files returns all that is there.
func (m *Memory) Files() map[string]Stored {
	m.mu.Lock()
	defer m.mu.Unlock()
	files := make(map[string]Stored, len(m.files))
	for n, f := range m.files {
		files[n] = f
	}
	return files
}

// Clone returns another store with the same files, of the same times.
func (m *Memory) Clone() *Memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	return &Memory{Copies: m.Copies, Web: m.Web, Timeless: m.Timeless, calls: m.calls, files: maps.Clone(m.files), times: maps.Clone(m.times)}
}

// made notes when a file came to be.
func (m *Memory) made(name string) {
	m.times[name] = time.Unix(int64(m.calls), 0)
}

// entry is what is told of a file.
func (m *Memory) entry(name string) store.Entry {
	e := store.Entry{Name: name, Size: int64(len(m.files[name].Text))}
	if !m.Timeless {
		e.Modified = m.times[name]
	}
	return e
}

// do runs a call, with what Before and After say.
func (m *Memory) do(ctx context.Context, op, name string, f func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !fs.ValidPath(name) {
		return fmt.Errorf("%s %s: %w", op, name, fs.ErrInvalid)
	}
	m.mu.Lock()
	m.calls++
	call := m.calls
	m.mu.Unlock()
	if m.Before != nil {
		if err := m.Before(call, op, name); err != nil {
			return err
		}
	}
	m.mu.Lock()
	if m.files == nil {
		m.files, m.times = map[string]Stored{}, map[string]time.Time{}
	}
	err := f()
	m.mu.Unlock()
	if err == nil && m.After != nil {
		err = m.After(call, op, name)
	}
	return err
}

func (m *Memory) Get(ctx context.Context, name string) (io.ReadCloser, error) {
	var r io.ReadCloser
	err := m.do(ctx, "get", name, func() error {
		f, ok := m.files[name]
		if !ok {
			return fmt.Errorf("get %s: %w", name, fs.ErrNotExist)
		}
		r = io.NopCloser(strings.NewReader(f.Text))
		return nil
	})
	return r, err
}

func (m *Memory) Stat(ctx context.Context, name string) (e store.Entry, err error) {
	err = m.do(ctx, "stat", name, func() error {
		if _, ok := m.files[name]; !ok {
			return fmt.Errorf("stat %s: %w", name, fs.ErrNotExist)
		}
		e = m.entry(name)
		return nil
	})
	return e, err
}

func bytesOf(o store.Object) (string, error) {
	r, err := o.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		return "", err
	}
	if int64(len(text)) != o.Size || filelist.Sum(sha256.Sum256(text)) != o.Sum {
		return "", fmt.Errorf("%d bytes came, which are not those that were announced: %w", len(text), fs.ErrInvalid)
	}
	return string(text), nil
}

func (m *Memory) put(ctx context.Context, op, name string, o store.Object, anew bool) error {
	text, err := bytesOf(o)
	if err != nil {
		return err
	}
	return m.do(ctx, op, name, func() error {
		if _, there := m.files[name]; there && anew {
			return fmt.Errorf("create %s: %w", name, fs.ErrExist)
		}
		for d := path.Dir(name); d != "."; d = path.Dir(d) {
			if _, file := m.files[d]; file {
				return fmt.Errorf("put %s: %s is a file", name, d)
			}
		}
		m.files[name] = Stored{text, o.Type, o.Cache, o.Encoding}
		m.made(name)
		return nil
	})
}

func (m *Memory) Put(ctx context.Context, name string, o store.Object) error {
	return m.put(ctx, "put", name, o, false)
}

func (m *Memory) Create(ctx context.Context, name string, o store.Object) error {
	return m.put(ctx, "create", name, o, true)
}

func (m *Memory) Copy(ctx context.Context, from, to string) error {
	if !m.Copies {
		return store.ErrUnsupported
	}
	return m.do(ctx, "copy", to, func() error {
		f, ok := m.files[from]
		if !ok {
			return fmt.Errorf("copy %s: %w", from, fs.ErrNotExist)
		}
		m.files[to] = f
		m.made(to)
		return nil
	})
}

func (m *Memory) Remove(ctx context.Context, name string) error {
	return m.do(ctx, "remove", name, func() error {
		delete(m.files, name)
		return nil
	})
}

func (m *Memory) List(ctx context.Context, folder string, tell func(store.Entry) error) error {
	var all []store.Entry
	if err := m.do(ctx, "list", folder, func() error {
		for n := range m.files {
			if folder == "." || strings.HasPrefix(n, folder+"/") {
				all = append(all, m.entry(n))
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for _, e := range all {
		if err := tell(e); err != nil {
			return err
		}
	}
	return nil
}

func (m *Memory) Traits() store.Traits {
	return store.Traits{Parallel: 4, Exclusive: true, Headers: m.Web}
}

func (m *Memory) Close() error { return nil }
