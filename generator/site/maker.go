package site

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/pages"
	"kepu/generator/photocache"
	"kepu/generator/quote"
	"kepu/generator/source"
)

// Compare, don't invalidate.
//
// A Maker is never told what has changed, and never guesses what a change touches.
// Each time it asks every file of the content and the theme whether it is as it was; what a
// file says is kept by its path and its bytes, since source reads a file from these
// two alone. What comes of the files together (links, addresses) is made anew: that is
// fast enough, and nothing can be forgotten. What takes longer is kept by a comparison of all
// that it is made from: a year's figures (figures.Memory), what maps share (pages.Memory),
// the templates of a theme (theme.Renew). A page is rendered when it is
// read, and who keeps its bytes keeps them by its key (Site.Key). So a site that was made after any number
// of changes is the site that a first run would make, and a test holds the two against
// each other.

// Options say how a site is made.
type Options struct {
	// Theme returns the folder of the theme of that name, as site.toml gives it. A
	// *NoTheme that it returns becomes a problem of site.toml.
	// Its errors, and those of a theme that is broken, come back from Make.
	Theme  func(name string) (fs.FS, error)
	Below  fs.FS // what a theme does not have is taken from this one; nil: nothing is
	Drafts bool  // also what is marked as a draft
	Pages  pages.Options
	Photos *photocache.Cache // keeps pictures; nil: the last few are kept in memory
	Stage  func(name string) // if given, is told when a stage of the making begins
	// Prepare, if given, asks for all pictures to be made at once, and is told how many of those that the cache lacked are. Else
	// each is made when it is read, and then one that cannot be is an error of its file.
	Prepare func(done, total int)
	Today   func() date.Date // if given, the day that problems are told as of; no byte of a site depends on it
}

// today returns the day of Options.Today; not known when nobody knows it.
func (o *Options) today() date.Date {
	if o.Today == nil {
		return date.Date{}
	}
	return o.Today()
}

func (o *Options) stage(name string) {
	if o.Stage != nil {
		o.Stage(name)
	}
}

// Stamper is a content folder that may know that a file is as it was without
// reading it.
type Stamper interface {
	// Stamp returns a comparable value that is the same as long as the file's bytes
	// are; nil when that cannot be told.
	Stamp(name string) any
}

// Make reads content and gives the site that it makes. The problems are those of
// the content, sorted; when any of them is an error the site is nil. The error is
// the machine's, a folder that cannot be read, or the theme's (*theme.Fault).
func Make(content fs.FS, opts Options) (*Site, diag.List, error) {
	return NewMaker(opts).Make(content)
}

// Maker makes one site after the other from a content folder that is being worked
// on. What did not change is shared between them.
type Maker struct {
	opts   Options
	files  map[string]kept[*source.Parsed]
	assets map[string]kept[*source.Asset]
	look   *look // the last theme that was sound
	count  figures.Memory
	pages  pages.Memory
}

// kept is what was made of a file when it was read last.
type kept[T any] struct {
	stamp any // of before it was read; nil: not known
	sum   [sha256.Size]byte
	value T
}

// NewMaker returns a Maker that has made nothing yet.
func NewMaker(opts Options) *Maker {
	if opts.Photos == nil {
		opts.Photos = photocache.New("")
	}
	return &Maker{opts: opts}
}

// Make makes the site of content, as the function of the same name does. One call
// at a time.
func (m *Maker) Make(content fs.FS) (s *Site, problems diag.List, err error) {
	for range 3 { // a file may go between the listing and the reading
		if s, problems, err = m.make(content); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return s, problems, err
}

func (m *Maker) make(content fs.FS) (*Site, diag.List, error) {
	m.opts.stage("decode")
	folder, parsed, err := m.read(content)
	if err != nil {
		return nil, nil, err
	}
	problems := slices.Clone(folder.Problems)
	for _, p := range parsed {
		problems = append(problems, p.Problems...)
	}
	m.opts.stage("link")
	var failed error
	assets := map[string]kept[*source.Asset]{}
	cat, found := catalog.Link(catalog.Input{
		Files: parsed, Others: folder.Others, Drafts: m.opts.Drafts, Today: m.opts.today(),
		Asset: func(name string) *source.Asset {
			a, err := renew(content, name, m.assets[name], source.ReadAsset)
			if err != nil {
				failed = errors.Join(failed, err)
				return nil
			}
			assets[name] = a
			return a.value
		},
	})
	problems = append(problems, found...)
	if failed != nil {
		return nil, nil, failed
	}
	m.assets = assets
	s := &Site{content: content, photos: m.opts.Photos, sums: make(map[string]string, len(cat.Assets))}
	for _, a := range cat.Assets {
		s.sums[a.Path] = a.Sum
	}
	if m.opts.Prepare != nil {
		m.opts.stage("photos")
		damaged, err := s.prepare(cat.Assets, m.opts.Prepare)
		if err != nil {
			return nil, nil, err
		}
		problems = append(problems, damaged...)
	}
	if !problems.HasErrors() {
		m.opts.stage("theme")
		var refused diag.List
		s.theme, refused, err = m.theme(&cat.Site, siteFile(parsed))
		if err != nil {
			return nil, nil, err
		}
		if len(refused) > 0 {
			problems = append(problems, refused...)
			problems.Sort()
			return nil, problems, nil
		}
		m.opts.stage("count and lay out")
		more, err := m.arrange(s, cat, parsed, folder.Others)
		if err != nil {
			return nil, nil, err
		}
		problems = append(problems, more...)
	}
	problems.Sort()
	if problems.HasErrors() {
		return nil, problems, nil
	}
	return s, problems, nil
}

// arrange counts, and lays out the files of the site.
func (m *Maker) arrange(s *Site, cat *catalog.Catalog, parsed []*source.Parsed, others []string) (diag.List, error) {
	byPath := make(map[string]*diag.File, len(parsed))
	for _, p := range parsed {
		byPath[p.File.Path] = p.File
	}
	file := func(name string) *diag.File { return byPath[name] }
	figs := m.count.Of(cat)
	s.records = Records{cat, figs, parsed, others, byPath}
	var problems diag.List
	checked := make(chan struct{}) // while the pages are laid out
	go func() {
		problems = m.count.Check(file)
		close(checked)
	}()
	quoted := quote.Of(cat, figs).Check(file)
	files, found := m.pages.Of(cat, figs, m.opts.Pages)
	<-checked
	problems = append(problems, quoted...)
	s.files = make(map[string]pages.File, len(files))
	for _, f := range files {
		if embed := f.Embed; embed != nil {
			f.Write = func(w io.Writer) error { return embed(w, s.picture) }
		}
		s.files[f.Path] = f
		s.paths = append(s.paths, f.Path)
	}
	s.assets = map[string]string{}
	err := fs.WalkDir(s.theme.Assets(), ".", func(name string, d fs.DirEntry, err error) error {
		if name == "." && errors.Is(err, fs.ErrNotExist) {
			return nil // the theme has none
		}
		if err != nil || d.IsDir() {
			return err
		}
		to := "assets/" + name
		s.assets[to] = name
		s.paths = append(s.paths, to)
		return nil
	})
	slices.Sort(s.paths)
	return append(problems, found...), err
}

// read reads and parses every file of the content that is not as it was, as many at
// once as there are processors. The result is in the order of the paths.
func (m *Maker) read(content fs.FS) (*source.Folder, []*source.Parsed, error) {
	folder, err := source.Walk(content)
	if err != nil {
		return nil, nil, err
	}
	now := make([]kept[*source.Parsed], len(folder.Files))
	failed := make([]error, len(folder.Files))
	var wg sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(now)); i = next.Add(1) - 1 {
				name := folder.Files[i]
				now[i], failed[i] = renew(content, name, m.files[name], source.Parse)
			}
		})
	}
	wg.Wait()
	m.files = make(map[string]kept[*source.Parsed], len(now))
	parsed := make([]*source.Parsed, len(now))
	for i, k := range now {
		if failed[i] == nil {
			m.files[folder.Files[i]], parsed[i] = k, k.value
		}
	}
	return folder, parsed, errors.Join(failed...)
}

// renew returns what make makes of the file: what was kept when its bytes are the
// same, else anew.
func renew[T any](content fs.FS, name string, was kept[T], make func(string, []byte) T) (kept[T], error) {
	var stamp any
	if s, ok := content.(Stamper); ok {
		stamp = s.Stamp(name)
	}
	if stamp != nil && stamp == was.stamp {
		return was, nil
	}
	data, err := readFile(content, name)
	if err != nil {
		return kept[T]{}, err
	}
	sum := sha256.Sum256(data)
	if sum == was.sum {
		return kept[T]{stamp, sum, was.value}, nil
	}
	return kept[T]{stamp, sum, make(name, data)}, nil
}

// readFile reads a regular file. What has become something else since it was
// listed is not opened: a pipe would wait for ever.
func readFile(content fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(content, name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read %s: not a regular file", name)
	}
	data, err := source.ReadFile(content, name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return data, nil
}
