package publish_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kepu/generator/filelist"
	"kepu/generator/publish"
	"kepu/generator/publish/publishtest"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

// linked is a store in memory in which a name can lead to a folder. A link is a file below "links/", so that it is made in one step and fails as others do.
type linked struct{ *storetest.Memory }

func (l linked) resolve(name string) string {
	files := l.Files()
	for at := name; ; at = path.Dir(at) {
		if f, ok := files["links/"+at]; ok {
			return path.Join(path.Dir(at), f.Text) + strings.TrimPrefix(name, at)
		}
		if at == "." {
			return name
		}
	}
}

func (l linked) Get(ctx context.Context, name string) (io.ReadCloser, error) {
	return l.Memory.Get(ctx, l.resolve(name))
}

func (l linked) Link(ctx context.Context, target, name string) error {
	for n := range l.Files() {
		if strings.HasPrefix(n, name+"/") {
			return fs.ErrExist
		}
	}
	return l.Memory.Put(ctx, "links/"+name, storetest.Object(target))
}

func (l linked) Leads(ctx context.Context, name string) (string, error) {
	r, err := l.Memory.Get(ctx, "links/"+name)
	if err != nil {
		for n := range l.Files() {
			if strings.HasPrefix(n, name+"/") && errors.Is(err, fs.ErrNotExist) {
				return "", nil
			}
		}
		return "", err
	}
	text, err := io.ReadAll(r)
	return string(text), err
}

func (l linked) Remove(ctx context.Context, name string) error {
	if _, ok := l.Files()["links/"+name]; ok {
		name = "links/" + name
	}
	return l.Memory.Remove(ctx, name)
}

// kind is a kind of far side.
type kind struct {
	name   string
	links  bool
	copies bool
}

var kinds = []kind{{"in place", false, true}, {"in place without copies", false, false}, {"releases", true, true}}

// lists are the lists that one machine knows. It forgets some, and keeps others badly.
type lists struct {
	mu    sync.Mutex
	known map[filelist.Sum][]byte
	asked int
	sound bool // it does neither
}

func (l *lists) Recall(sum filelist.Sum) []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := l.known[sum]
	if l.asked++; l.sound || text == nil {
		return text
	}
	switch l.asked % 7 {
	case 0:
		return nil
	case 1:
		return text[:len(text)/2]
	case 2:
		for _, other := range l.known {
			return other
		}
	}
	return text
}

func (l *lists) Keep(sum filelist.Sum, text []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.known[sum] = slices.Clone(text)
}

// far is a far side and what is known of it.
type far struct {
	kind
	m   *storetest.Memory
	now time.Time

	lists *lists // what this machine knows; the same for all that were cloned of one
	bad   error  // what the oracle saw first

	mu       sync.Mutex
	stands   map[string]string         // what readers have, as the last run that ended well left it
	lingers  map[string]bool           // names that may stand besides
	attempts []map[string]string       // what runs since were about to publish
	numbers  map[int]map[string]string // what the publications held
	once     map[string]bool           // names that ever stood for a while: they do so still in the release that is gone back to
	failing  bool
	stop     context.CancelFunc // ends the run that is on its way
}

func newFar(k kind) *far {
	f := &far{kind: k, m: &storetest.Memory{Copies: k.copies}, now: time.Date(2026, 3, 5, 8, 0, 0, 0, time.UTC), once: map[string]bool{}, numbers: map[int]map[string]string{}, lists: &lists{known: map[filelist.Sum][]byte{}}}
	f.m.After = func(int, string, string) error { f.watch(); return nil }
	return f
}

// clone returns another far side with the same in it.
func (f *far) clone(t *testing.T) *far {
	t.Helper()
	n := newFar(f.kind)
	n.m, n.lists = f.m.Clone(), f.lists
	n.heal()
	n.now, n.stands, n.numbers = f.now, f.stands, maps.Clone(f.numbers)
	n.lingers, n.once, n.attempts = f.lingers, maps.Clone(f.once), slices.Clone(f.attempts)
	return n
}

func (f *far) store() store.Store {
	if f.links {
		return linked{f.m}
	}
	return f.m
}

// readers returns what readers can get, by path of the site.
func (f *far) readers() map[string]string {
	root := "site/"
	files := f.m.Files()
	if to, ok := files["links/site"]; ok {
		root = to.Text + "/"
	}
	out := map[string]string{}
	for name, s := range files {
		if rest, ok := strings.CutPrefix(name, root); ok && !strings.HasPrefix(rest, ".kepu") {
			out[rest] = s.Text
		}
	}
	return out
}

// watch holds what readers can get at this moment against what was and is being published.
func (f *far) watch() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.bad != nil {
		return
	}
	have := f.readers()
	for name, text := range have {
		known := f.stands[name] == text || f.lingers[name] || f.links && f.once[name]
		for _, a := range f.attempts {
			known = known || a[name] == text
		}
		if !known {
			f.bad = fmt.Errorf("readers get %s = %q, of no edition", name, text)
		}
	}
	for name := range f.stands {
		missing := have[name] == ""
		for _, a := range f.attempts {
			missing = missing && a[name] != ""
		}
		if missing {
			f.bad = fmt.Errorf("readers miss %s", name)
		}
	}
	if !f.links {
		return
	}
	whole := func(edition map[string]string) bool {
		for name, text := range edition {
			if have[name] != text {
				return false
			}
		}
		return true
	}
	if len(have) > 0 && !whole(f.stands) && !slices.ContainsFunc(f.attempts, whole) {
		f.bad = fmt.Errorf("readers get a mixture: %q", have)
	}
}

func (f *far) options() publish.Options {
	return publish.Options{Now: func() time.Time { return f.now }, Holder: "test", Who: "tester", Lists: f.lists}
}

// publish publishes, and holds what came of it against what was to.
func (f *far) publish(t *testing.T, files map[string]string, o publish.Options) (publish.Report, error) {
	t.Helper()
	f.mu.Lock()
	f.attempts = append(f.attempts, files)
	f.mu.Unlock()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	f.stop = stop
	rep, err := publish.Run(ctx, f.store(), "site", publishtest.Tree(t, files), o)
	f.ended(t, rep, files, o, err)
	return rep, err
}

func (f *far) rollback(t *testing.T, to int, o publish.Options) (publish.Report, error) {
	t.Helper()
	files := f.numbers[to]
	f.mu.Lock()
	f.attempts = append(f.attempts, files)
	f.mu.Unlock()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	f.stop = stop
	rep, err := publish.Rollback(ctx, f.store(), "site", to, o)
	if errors.Is(err, publish.ErrNoWay) {
		f.mu.Lock()
		f.attempts = f.attempts[:len(f.attempts)-1]
		f.mu.Unlock()
		return rep, err
	}
	if f.links {
		o.Keep = 1
	}
	f.ended(t, rep, files, o, err)
	return rep, err
}

func (f *far) ended(t *testing.T, rep publish.Report, files map[string]string, o publish.Options, err error) {
	t.Helper()
	if f.bad != nil {
		t.Fatal(f.bad)
	}
	if err != nil {
		return
	}
	have := f.readers()
	f.lingers = map[string]bool{}
	for name, text := range have {
		if files[name] == "" && o.Keep > 0 {
			f.lingers[name], f.once[name] = true, true
		} else if files[name] != text {
			t.Fatalf("after a publication that succeeded %s = %q, not %q\n%+v", name, text, files[name], rep)
		}
	}
	for name := range files {
		if have[name] == "" {
			t.Fatalf("after a publication that succeeded %s is missing", name)
		}
	}
	f.stands, f.attempts = files, nil
	f.numbers[rep.Number] = files
	all := f.m.Files()
	if f.failing {
		return
	}
	f.claims(t)
	for _, home := range []string{"site/.kepu/", "site.releases/.kepu/"} {
		_, lock := all[home+"lock"]
		_, intent := all[home+"intent"]
		_, progress := all[home+"progress"]
		if lock || intent && !f.links || progress && !intent { // in a slot that nobody has, what a run intended may stand until the next that has something new
			t.Fatalf("of lock, intent and progress are left %t, %t, %t", lock, intent, progress)
		}
	}
}

// claims holds what the notes say of the files against the files: whatever was broken off before, who reads the notes next believes them.
func (f *far) claims(t *testing.T) {
	t.Helper()
	all := f.m.Files()
	home := "site/.kepu/"
	if _, ok := all["links/site"]; ok {
		home = "site.releases/.kepu/"
	}
	var state struct {
		Slots map[string]struct {
			Besides []struct{ Name, Sum string }
		}
	}
	if err := json.Unmarshal([]byte(all[home+"state.json"].Text), &state); err != nil {
		t.Fatal(err)
	}
	var intent struct{ Slot string }
	if text, ok := all[home+"intent"]; ok {
		line, _, _ := strings.Cut(text.Text, "\n")
		if err := json.Unmarshal([]byte(line), &intent); err != nil {
			t.Fatal(err)
		}
	}
	for slot, noted := range state.Slots {
		base := "site/"
		if slot != "" {
			base = "site.releases/" + slot + "/"
		}
		if slot != "" && slot == intent.Slot {
			continue // what that run intended says more of it
		}
		claimed, err := filelist.Decode([]byte(all[base+filelist.Name].Text))
		if err != nil {
			t.Fatalf("%s: %v", base, err)
		}
		for _, b := range noted.Besides {
			var sum filelist.Sum
			sum.Decode(b.Sum)
			claimed[b.Name] = sum
		}
		stands := filelist.List{}
		for name, s := range all {
			if rest, ok := strings.CutPrefix(name, base); ok && !strings.HasPrefix(rest, ".kepu") {
				stands[rest] = sha256.Sum256([]byte(s.Text))
			}
		}
		if !maps.Equal(claimed, stands) {
			t.Fatalf("%s holds %q, not %q as is noted", base, stands.Names(), claimed.Names())
		}
	}
	for name, s := range all {
		if rest, ok := strings.CutPrefix(name, home+"kept/"); ok {
			if sum := filelist.Sum(sha256.Sum256([]byte(s.Text))); path.Base(rest) != sum.String() {
				t.Fatalf("%s holds %q", name, s.Text)
			}
		}
	}
}

// from makes every call fail from one on, before it does anything or after.
func (f *far) failFrom(n int, lost bool) {
	f.failing = true
	start := f.m.Calls()
	broke := errors.New("killed")
	f.m.Before = func(call int, op, name string) error {
		if call-start > n || call-start == n && !lost {
			return broke
		}
		return nil
	}
	f.m.After = func(call int, op, name string) error {
		f.watch()
		if call-start >= n {
			return broke
		}
		return nil
	}
}

// stopAt ends the run at a call, as Ctrl+C does.
func (f *far) stopAt(n int) {
	f.failing = true
	start := f.m.Calls()
	f.m.Before = func(call int, op, name string) error {
		if call-start == n {
			f.stop()
		}
		return nil
	}
}

func (f *far) heal() {
	f.m.Before, f.failing = nil, false
	f.m.After = func(int, string, string) error { f.watch(); return nil }
}
