package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"kepu/generator/address"
	"kepu/generator/changes"
	"kepu/generator/console"
	"kepu/generator/desk"
	"kepu/generator/diag"
	"kepu/generator/history"
	"kepu/generator/output"
	"kepu/generator/site"
)

// # The site, from the desk
//
// The desk writes content/ and nothing else. What it asks for here is done by the commands build and
// zip themselves, as if somebody had typed them: the same guards, the same words.

// deskOutput is what the desk is given to make the site with.
func deskOutput(o options, lang diag.Lang) desk.Output {
	m := deskMaker{o: o, lang: lang}
	return desk.Output{Folder: o.out, Plan: m.plan, Build: m.build, Zip: m.zip, Open: openBrowser}
}

type deskMaker struct {
	o    options
	lang diag.Lang
}

// plan says what a build would change for readers.
func (m deskMaker) plan(ctx context.Context, s *site.Site, progress func(done, total int)) (desk.Plan, error) {
	o := m.asBuilt()
	if err := output.Safe(o.out, o.sources()...); err != nil {
		return desk.Plan{Refused: m.explained(err)}, nil
	}
	keys := fileKeys(s)
	if o.zip { // its pages tell of the offline copy
		made := makeSite(ctx, o)
		if made.err != nil || made.site == nil {
			return desk.Plan{}, made.err
		}
		s = made.site
		keys = besideZip(fileKeys(s))
	}
	d, err := output.Differ(ctx, o.out, s, output.Options{Key: keys, Progress: progress})
	if err != nil {
		return desk.Plan{Refused: m.explained(err)}, nil
	}
	if o.zip { // they are made anew with the site
		for _, list := range []*[]string{&d.New, &d.Changed, &d.Removed} {
			*list = slices.DeleteFunc(*list, func(name string) bool { return name == address.OfflineZip || name == address.Offline })
		}
	}
	p := desk.Plan{Never: d.Never, New: d.New, Changed: d.Changed, Removed: d.Removed, Edited: d.Edited}
	p.Was = func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(o.out, filepath.FromSlash(name))) }
	if last, ok := output.LastIn(o.out); ok {
		if err := shrunk(last, s, o); err != nil {
			p.Shrunk = m.explained(err)
		}
	}
	p.Content = m.unpublished(ctx)
	return p, nil
}

// asBuilt are the options of a build as the one that made the folder was: with its offline copy, if it has one.
func (m deskMaker) asBuilt() options {
	o := m.o
	if last, ok := output.LastIn(o.out); ok && slices.Contains(last.Files, address.OfflineZip) {
		o.zip, o.pages.Offline = true, true
	}
	return o
}

// explained is what the console would say of an error.
func (m deskMaker) explained(err error) string {
	var text bytes.Buffer
	(&console.Console{Out: &text, Err: &text, Lang: m.lang}).Fail(err, m.o.out)
	return text.String()
}

// unpublished tells what the content says otherwise than when the site was made of it; nothing where that is
// not known.
func (m deskMaker) unpublished(ctx context.Context) []changes.Sentence {
	store, err := history.Open(m.o.content)
	if err != nil {
		return nil
	}
	published, ok := store.LastPublished()
	if !ok {
		return nil
	}
	sums, read, err := readNow(ctx, m.o.content)
	if err != nil {
		return nil
	}
	files, err := store.Since(published.ID, sums, read)
	if err != nil {
		return nil
	}
	return changes.Of(files)
}

func (m deskMaker) build(ctx context.Context, shrink bool, progress func(done, total int)) desk.Built {
	o := m.asBuilt()
	o.shrink, o.times = shrink, &timings{}
	return m.run(ctx, build, o, progress)
}

// zip makes the offline copy beside the output folder.
func (m deskMaker) zip(ctx context.Context, shrink bool, progress func(done, total int)) desk.Built {
	o := m.o
	o.shrink, o.times, o.pages = shrink, &timings{}, zipCommand.usual.pages
	var file string
	o.zipIn, o.zipped = filepath.Dir(filepath.Clean(o.out)), &file
	o.out = ""
	b := m.run(ctx, zipSite, o, progress)
	if b.Done {
		if info, err := os.Stat(file); err == nil {
			b.File, b.Size = file, info.Size()
			if abs, err := filepath.Abs(file); err == nil {
				b.File = abs
			}
		}
	}
	return b
}

// run does what a command does, and returns what it says.
func (m deskMaker) run(ctx context.Context, command func(context.Context, options, *console.Console) int, o options, progress func(done, total int)) desk.Built {
	text := &said{}
	code := command(ctx, o, &console.Console{Out: text, Err: text, Lang: m.lang, Watch: progress})
	return desk.Built{Done: code == console.ExitFine, Says: text.String(), Shrunk: strings.Contains(text.String(), "FILE-SHRUNK")}
}

// said gathers what a command says.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}
