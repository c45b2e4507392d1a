package publish

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"kepu/generator/filelist"
	"kepu/generator/store"
	"kepu/generator/webheader"
)

// work is what a run does to the files.
type work struct {
	*run
	in     *intent
	former int // the publication that is replaced in place; 0: nothing of it need be kept

	mu     sync.Mutex
	done   progress
	at     int       // the class that is put
	fresh  int       // entries done that are not noted yet
	noted  time.Time // when progress was written last
	noting bool
	copied int
	put    int // files, and bytes, that were put though they were to be copied
	bytes  int64
	sofar  Progress
}

// The classes of files, in the order in which they are put.
const (
	loads  = iota // what pages load
	data          // what they lead to
	fresh         // pages that there were not
	pages         // pages that there were
	about         // what tells of all of them
	leaves        // what is gone
	classes
)

// class returns the class of an entry.
func (w *work) class(e entry) int {
	_, was := w.shown[e.name]
	switch ext := path.Ext(e.name); {
	case e.gone:
		return leaves
	case strings.HasPrefix(e.name, "assets/"):
		return loads
	case strings.HasPrefix(e.name, "data/"):
		return data
	case ext == ".xml" || ext == ".ics" || ext == ".atom" || e.name == "robots.txt":
		return about
	case was:
		return pages
	}
	return fresh
}

// all does all of it: files, list, link, removals, state.
func (w *work) all(ctx context.Context) error {
	err := w.steps(ctx)
	if errors.Is(err, store.ErrFull) && w.way == InPlace && w.at < pages {
		w.makeRoom(ctx)
	} else if err != nil && w.fresh > 0 {
		last, stop := lastWords(ctx)
		defer stop()
		w.write(last, w.own("progress"), w.done.encode(w.in.ID)) // where this fails more is put again, no worse
	}
	return err
}

func (w *work) steps(ctx context.Context) error {
	byClass := make([][]int, classes)
	for i, e := range w.in.entries {
		c := w.class(e)
		byClass[c] = append(byClass[c], i)
	}
	w.noted = time.Now()
	for c := range leaves {
		w.at = c
		if err := w.entriesOf(ctx, byClass[c]); err != nil {
			return err
		}
	}
	if w.way == Switched {
		if err := w.entriesOf(ctx, byClass[leaves]); err != nil {
			return err
		}
	}
	if err := w.keepLingers(ctx); err != nil {
		return err
	}
	if err := w.stillOurs(ctx); err != nil {
		return err
	}
	if err := w.commit(ctx); err != nil {
		return err
	}
	if w.way == InPlace {
		if err := w.entriesOf(ctx, byClass[leaves]); err != nil {
			return err
		}
	}
	w.fresh = 0 // what is done now need not be noted any more
	return w.finish(ctx, w.in.Next)
}

// makeRoom takes away again what a run put that found no more room, as long as no page that readers have can lead to it: else what fits could not be
// published either, not even an intent. What was loose before is left: it may be of a run that came as far as the pages.
func (w *work) makeRoom(ctx context.Context) {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer stop()
	if w.s.Remove(ctx, w.own("progress")) != nil {
		return // it would go on to say of files that they are there
	}
	var put []string
	for _, e := range w.in.entries {
		_, read := w.shown[e.name]
		_, stands := w.known[e.name]
		if !e.gone && !read && !stands && !w.loose[e.name] {
			put = append(put, path.Join(w.base, e.name))
		}
	}
	// Where this fails there is as little room as before.
	_ = each(ctx, w.s.Traits().Parallel, len(put), func(ctx context.Context, i int) error { return w.s.Remove(ctx, put[i]) })
}

// commit puts the list, and turns the link.
func (w *work) commit(ctx context.Context) error {
	if w.in.From != w.in.To || w.o.All {
		if w.way == InPlace && w.keeps() && w.baseText != nil {
			err := w.s.Copy(ctx, path.Join(w.base, filelist.Name), w.own("releases/"+strconv.Itoa(w.former)+".sha256"))
			if errors.Is(err, store.ErrUnsupported) {
				w.noBack, err = true, nil
			}
			if err != nil {
				return err
			}
		}
		e, err := w.putList(ctx)
		if err != nil {
			return err
		}
		stands := w.in.Next.Slots[w.slot]
		stands.Size, stands.Time = e.Size, e.Modified.UTC()
		w.in.Next.Slots[w.slot] = stands
	}
	if w.noBack {
		w.in.noBack(w.former)
	}
	if w.way == Switched && w.slot != w.leads {
		return w.s.(store.Linker).Link(ctx, path.Base(w.root)+".releases/"+w.slot, w.root)
	}
	return nil
}

// keeps reports whether what is replaced in place is kept, for going back.
func (w *work) keeps() bool { return w.former != 0 && !w.noBack }

// entriesOf does some entries, several at a time.
func (w *work) entriesOf(ctx context.Context, of []int) error {
	return each(ctx, w.s.Traits().Parallel, len(of), func(ctx context.Context, i int) error {
		e := w.in.entries[of[i]]
		size, copied, err := w.do(ctx, e)
		if err != nil {
			return err
		}
		if w.from[e.name] != "" && !copied {
			w.mu.Lock()
			w.put, w.bytes = w.put+1, w.bytes+size
			w.mu.Unlock()
		}
		return w.did(ctx, of[i], size, copied)
	})
}

// do does one entry.
func (w *work) do(ctx context.Context, e entry) (size int64, copied bool, err error) {
	name := path.Join(w.base, e.name)
	if w.lease.over() {
		if err := w.lease.renew(ctx, true); err != nil {
			return 0, false, err
		}
	}
	if err := w.keep(ctx, e.name); err != nil {
		return 0, false, err
	}
	if e.gone {
		return 0, false, w.s.Remove(ctx, name)
	}
	from := w.from[e.name]
	if from != "" {
		if harmed, err := w.harmed(ctx, e.name, from); err != nil {
			return 0, false, err
		} else if harmed {
			from = ""
		}
	}
	if from != "" {
		err := w.s.Copy(ctx, from, name)
		if err == nil || w.source == nil || !nothing(err) && !errors.Is(err, store.ErrUnsupported) {
			return 0, true, err
		}
		if _, ours := w.want[e.name]; !ours {
			return w.carry(ctx, from, e.name)
		}
	}
	if w.source == nil {
		return 0, false, ErrNoWay
	}
	o, err := w.source.object(e.name, w.packs())
	if err != nil {
		return 0, false, err
	}
	if err = w.s.Put(ctx, name, o); errors.Is(err, fs.ErrInvalid) {
		err = &Altered{e.name}
	}
	return o.Size, false, err
}

// harmed reports whether the file that is to be copied has another size than the site's: then somebody has changed it by hand, and it is put. One that was changed to the same size is not found out, see Options.All.
func (w *work) harmed(ctx context.Context, name, from string) (bool, error) {
	if _, ours := w.want[name]; !ours || w.source == nil || w.packs() {
		return false, nil
	}
	size, err := w.source.size(name)
	if err != nil {
		return false, err
	}
	e, err := w.s.Stat(ctx, from)
	if nothing(err) {
		return true, nil
	}
	return err == nil && e.Size != size, err
}

// carry brings a file that stands for a while to the next release, where the far side has no copies: no tree has it any more. Where somebody has removed it there is
// nothing to stand.
func (w *work) carry(ctx context.Context, from, name string) (size int64, copied bool, err error) {
	text, err := w.read(ctx, from)
	if err != nil || text == nil {
		return 0, false, err
	}
	o, h := objectOf(text), webheader.Of(name)
	o.Type, o.Cache = h.Type, h.Cache
	return o.Size, false, w.s.Put(ctx, path.Join(w.base, name), o)
}

// keep keeps a file as the publication has it that stands, before it is replaced in place. Of one that is loose it is only known that it was kept before it was
// replaced; so one that is not kept yet was not replaced, and still can be.
func (w *work) keep(ctx context.Context, name string) error {
	sum, published := w.shown[name]
	w.mu.Lock()
	keeps := w.keeps()
	w.mu.Unlock()
	if w.way != InPlace || !published || !keeps {
		return nil
	}
	to := w.own("kept/" + strconv.Itoa(w.former) + "/" + sum.String())
	if is, certain := w.known[name]; certain && is != sum {
		return nil
	} else if !certain {
		if r, err := w.s.Get(ctx, to); err == nil {
			return r.Close()
		} else if !nothing(err) {
			return err
		}
	}
	err := w.s.Copy(ctx, path.Join(w.base, name), to)
	if errors.Is(err, store.ErrUnsupported) {
		w.mu.Lock()
		w.noBack = true
		w.mu.Unlock()
		return nil
	}
	if nothing(err) {
		return nil // somebody has removed it
	}
	return err
}

// keepLingers keeps in place what is gone from the site and stands for a while: the run that takes it away finds it in no list any more.
func (w *work) keepLingers(ctx context.Context) error {
	return each(ctx, w.s.Traits().Parallel, len(w.lingers), func(ctx context.Context, i int) error { return w.keep(ctx, w.lingers[i].Name) })
}

// did notes that an entry is done.
func (w *work) did(ctx context.Context, i int, size int64, copied bool) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done.set(i)
	w.fresh++
	if copied {
		w.copied++
	}
	w.sofar.Files++
	w.sofar.Bytes += size
	w.watch(w.sofar)
	const files, pause = 200, 5 * time.Second
	if w.noting || w.fresh < files && time.Since(w.noted) < pause {
		return nil
	}
	text := w.done.encode(w.in.ID)
	w.fresh, w.noting = 0, true
	w.mu.Unlock()
	// A run whose lock was taken (its machine slept, or its clock is behind) must not go on to put its files among those of the other.
	err := w.stillOurs(ctx)
	if err == nil {
		err = w.write(ctx, w.own("progress"), text)
	}
	w.mu.Lock()
	w.noting, w.noted = false, time.Now()
	return err
}

// each calls f for 0 … n-1, several at a time, until one fails; it returns the first error.
func each(ctx context.Context, parallel, n int, f func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var next atomic.Int64
	var once sync.Once
	var first error
	var wg sync.WaitGroup
	for range min(parallel, n) {
		wg.Go(func() {
			for {
				i := int(next.Add(1) - 1)
				if i >= n {
					return
				}
				err := ctx.Err()
				if err == nil {
					err = f(ctx, i)
				}
				if err != nil {
					once.Do(func() { first = err })
					cancel()
					return
				}
			}
		})
	}
	wg.Wait()
	return first
}
