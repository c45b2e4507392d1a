package preview

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"kepu/generator/diag"
	"kepu/generator/folder"
	"kepu/generator/sample"
	"kepu/generator/site"
	"kepu/generator/watch"
)

// The promise that everything here rests on: after any edits the site that was
// made from the one before is the site that a first run makes, byte for byte, and
// the problems are the same.

// edits is how many random edits a test does: few, or as KEPU_EDITS says.
func edits(few int) int {
	if n, err := strconv.Atoi(os.Getenv("KEPU_EDITS")); err == nil {
		return n
	}
	if testing.Short() {
		return 2 + few/4
	}
	return few
}

func (d *desk) contentFS() fs.FS { return folder.New(d.path("content")) }

// themeAt returns what opens the theme of the desk.
func (d *desk) theTheme(string) (fs.FS, error) { return folder.New(d.path("themes/default")), nil }

// tree is a site as its bytes, or why there is none.
type tree struct {
	files    map[string][]byte
	problems string
	err      string
	failed   map[string]string // files that cannot be made
}

func treeOf(s *site.Site, problems diag.List, err error) tree {
	t := tree{files: map[string][]byte{}, failed: map[string]string{}}
	var b strings.Builder
	diag.Style{}.Print(&b, problems)
	diag.Style{Lang: diag.EN}.Print(&b, problems)
	t.problems = b.String()
	if err != nil {
		t.err = err.Error()
	}
	if s == nil {
		return t
	}
	for _, name := range s.Files() {
		data, err := s.ReadFile(name)
		if err != nil {
			t.failed[name] = err.Error()
			continue
		}
		t.files[name] = data
	}
	return t
}

// clean is what a first run makes. It knows the folder as plain files.
func (d *desk) clean() tree {
	return treeOf(site.Make(os.DirFS(d.path("content")), site.Options{
		Theme: func(string) (fs.FS, error) { return os.DirFS(d.path("themes/default")), nil }, Drafts: true,
	}))
}

// diff returns how two trees differ; "" when they don't.
func (t tree) diff(other tree) string {
	var b strings.Builder
	if t.problems != other.problems {
		fmt.Fprintf(&b, "problems:\n%s---\n%s", t.problems, other.problems)
	}
	if (t.err == "") != (other.err == "") { // folders are named otherwise in them
		fmt.Fprintf(&b, "error %q, %q\n", t.err, other.err)
	}
	names := map[string]bool{}
	for _, list := range []map[string][]byte{t.files, other.files} {
		for name := range list {
			names[name] = true
		}
	}
	for name := range names {
		a, x := t.files[name]
		c, y := other.files[name]
		if x != y || !bytes.Equal(a, c) {
			fmt.Fprintf(&b, "%s: %d bytes (there: %v), %d bytes (there: %v)\n", name, len(a), x, len(c), y)
		}
	}
	if fmt.Sprint(t.failed) != fmt.Sprint(other.failed) {
		fmt.Fprintf(&b, "failed: %v, %v\n", t.failed, other.failed)
	}
	return b.String()
}

// follow makes one site after the other, and holds each against a clean one.
type follow struct {
	d      *desk
	maker  *site.Maker
	site   *site.Site // the last good one
	before tree       // its bytes
}

func newFollow(d *desk) *follow {
	return &follow{d: d, maker: site.NewMaker(site.Options{Theme: d.theTheme, Drafts: true})}
}

func (f *follow) step() {
	f.d.t.Helper()
	s, problems, err := f.maker.Make(f.d.contentFS())
	now := treeOf(s, problems, err)
	if diff := now.diff(f.d.clean()); diff != "" {
		f.d.t.Fatalf("not the site of a clean build:\n%s\nafter:\n%s", diff, strings.Join(f.d.log, "\n"))
	}
	if s == nil {
		return
	}
	if f.site != nil {
		f.compare(s, now)
	}
	f.site, f.before = s, now
}

// compare holds what keys say against the bytes.
func (f *follow) compare(s *site.Site, now tree) {
	said := site.ChangedPages(f.site, s)
	changed := 0
	count := func(name string) {
		if strings.HasSuffix(name, ".html") {
			changed++
		}
	}
	for name, data := range now.files {
		old, there := f.before.files[name]
		if there && bytes.Equal(old, data) {
			continue
		}
		count(name)
		if !there {
			continue
		}
		if f.site.Key(name) == s.Key(name) {
			f.d.t.Fatalf("the key does not tell that %s has changed:\n%s\nafter:\n%s", name, firstDifference(old, data), strings.Join(f.d.log, "\n"))
		}
	}
	for name := range f.before.files {
		if _, there := now.files[name]; !there {
			count(name)
		}
	}
	if said < changed {
		f.d.t.Fatalf("%d pages have changed, and %d are told, after:\n%s", changed, said, strings.Join(f.d.log, "\n"))
	}
}

// firstDifference shows where two texts part.
func firstDifference(a, b []byte) string {
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	return fmt.Sprintf("%.200q\n%.200q", a[max(0, at-60):], b[max(0, at-60):])
}

func TestAnyEditsMakeTheSiteOfACleanBuild(t *testing.T) {
	t.Parallel()
	d := newDesk(t, uint64(edits(1)), smallCity)
	f := newFollow(d)
	f.step()
	for i := range edits(8) {
		for range 1 + d.r.IntN(2) {
			d.edit()
		}
		f.step()
		if i%10 == 9 {
			time.Sleep(60 * time.Millisecond) // let what was written count as old
			f.step()
		}
	}
	t.Log(strings.Join(d.log, "\n"))
}

// FuzzEdits does the edits that the bytes say and compares at the end: the fuzzer
// takes what runs for longer than a second for dead.
func FuzzEdits(f *testing.F) {
	f.Add(uint64(1), []byte{0, 3, 4, 255})
	f.Add(uint64(2), []byte{9, 11, 255, 10})
	f.Add(uint64(3), []byte{14, 13, 20, 255})
	f.Fuzz(func(t *testing.T, seed uint64, order []byte) {
		d := newDesk(t, seed, sample.Options{Bases: 1, Activities: 3, Years: 1, Photos: 1, Seed: 1})
		f := newFollow(d)
		for _, n := range order[:min(len(order), 8)] {
			f.maker.Make(d.contentFS())
			if n >= 200 {
				d.mend()
				continue
			}
			c := changes[int(n)%len(changes)]
			d.log = append(d.log, c.name+": "+c.edit(d))
		}
		f.step()
	})
}

// What the watcher tells is enough to follow any edits, with events and without.
func TestPreviewFollowsAnyEdits(t *testing.T) {
	t.Parallel()
	const quick = 10 * time.Millisecond
	for name, o := range map[string]watch.Options{
		"events":  {Quiet: quick},
		"looking": {Quiet: quick, Every: 2 * quick, NoEvents: true},
		"reading": {Quiet: quick, Every: 2 * quick, NoEvents: true, ReadFiles: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, uint64(edits(2)), smallCity)
			content := d.contentFS
			if o.ReadFiles { // a disk that doesn't tell when a file was changed
				content = func() fs.FS { return os.DirFS(d.path("content")) }
			}
			maker := site.NewMaker(site.Options{Theme: d.theTheme, Drafts: true})
			p := New(Options{Make: func() (*site.Site, diag.List, error) { return maker.Make(content()) }})
			ctx, stop := context.WithCancel(context.Background())
			done := make(chan struct{})
			defer func() { stop(); <-done }()
			o.Folders = []string{d.path("content"), d.path("themes")}
			go func() { watch.Run(ctx, o, p.Update); close(done) }()
			for range edits(3) {
				d.edit()
				d.follows(p)
			}
		})
	}
}

// follows waits until the preview shows what a clean build makes.
func (d *desk) follows(p *Preview) {
	d.t.Helper()
	want := d.clean()
	diff := ""
	for range 3000 { // half a minute: Wine is slow
		s := p.now.Load()
		if s.version == 0 {
			time.Sleep(10 * time.Millisecond)
			continue
		}
		var err error
		if s.fault != (diag.Text{}) {
			err = fmt.Errorf("%s", s.fault.EN)
		}
		shown := s.site
		if s.broken() {
			shown = nil
		}
		if diff = treeOf(shown, s.problems, err).diff(want); diff == "" {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	d.t.Fatalf("the preview does not follow:\n%s\nafter:\n%s", diff, strings.Join(d.log, "\n"))
}

// What a page shows from another file is seen on it as well: a drawing keeps its name.
func TestAPageIsLoadedAgainWhenItsDrawingChanges(t *testing.T) {
	d := newDesk(t, 1, smallCity)
	maker := site.NewMaker(site.Options{Theme: d.theTheme})
	digests := func() map[string]string {
		s, problems, err := maker.Make(d.contentFS())
		if s == nil {
			t.Fatal(problems, err)
		}
		state := &state{site: s, pages: &pages{read: map[string]*page{}}}
		all := map[string]string{}
		for _, name := range s.Files() {
			if data, _ := state.read(name); bytes.Contains(data, []byte("map/ground.svg")) {
				all[name] = state.digest(name)
			}
		}
		return all
	}
	before := digests()
	if len(before) == 0 {
		t.Fatal("no page shows the ground")
	}
	const ground = "themes/default/layouts/ground.html"
	d.write(ground, bytes.Replace(d.read(ground), []byte("#fffefb"), []byte("#123456"), 1))
	for name, was := range before {
		if digests()[name] == was {
			t.Errorf("%s shows another map and is not loaded again", name)
		}
	}
}
