// Package watch says that something in some folders may have changed. It does not
// say what: who asks compares everything with what was there before.
//
// # Events make it quick, looking makes it right
//
// The system's events arrive within a millisecond, but not all of them: folders that
// are moved in or made one inside the other, roots that are deleted and made again,
// more changes at once than the system keeps, network drives that send none, and
// limits on how many folders a user may watch. So an event is only a hint to look now, and
// the folders are looked through once a second all the same: names, sizes and times
// of all files. That costs half a millisecond for a hundred files; the pause grows so that it is never more
// than a twenty-fifth of a processor's time (ten thousand files: 40 ms a look). When looking finds what no event told, or
// the system refuses to send any, looking is all there is, and Options.Notice is told.
//
// Disks that keep no honest time of change (see package folder) may hide a change
// of the same size behind an old time. There every event counts, and files are also
// read and compared, at longer pauses.
//
// # Quiet
//
// A program that saves a file may empty it, write it, move another one into its place,
// or take it away for a moment. So a change is told only when all files look the same
// twice, and the time between the two looks is longer when what was seen may be a
// half: see hold. A file that is replaced or grows takes 0.1 seconds, one that is suddenly
// empty more than a second.
//
// fsnotify stands in this package alone.
package watch

import (
	"context"
	"time"

	"kepu/generator/diag"
)

// Options say what is watched.
type Options struct {
	Folders   []string               // they need not exist
	Skip      func(name string) bool // base names of files and folders that do not count; nil: all count
	Notice    func(diag.Text)        // told when events fail; may be nil
	NoEvents  bool                   // do without events: for tests, and for drives known to send none
	Every     time.Duration          // the pause between two looks; 0: one second
	Quiet     time.Duration          // how long a file must stay as it is before it counts as written; 0: 0.1 s
	ReadFiles bool                   // trust no disk to tell of a change, and read the files: for tests
}

// Changed is called when something may have changed. It reports whether it could
// do its work; if not, it is called again after a while. Still reports, as far as
// is known by now, whether nothing has changed since the call: if it is false, what was
// read may be a mixture, and Changed is called again anyway.
type Changed func(still func() bool) bool

const (
	everySecond  = time.Second
	shortest     = 100 * time.Millisecond
	largestShare = 25 // a look may take a 25th of the time
	longestPause = 10 * time.Second

	longestReadingPause = 5 * time.Minute  // between two readings of all files
	patience            = 5 * time.Second  // a folder that is never quiet is taken as it is after this
	longestWait         = 30 * time.Second // between two tries of what failed
)

// Run calls changed once, and then each time that something may have changed, one
// call after the other, until ctx ends.
func Run(ctx context.Context, o Options, changed Changed) {
	if o.Every == 0 {
		o.Every = everySecond
	}
	if o.Quiet == 0 {
		o.Quiet = shortest
	}
	w := &watcher{Options: o, events: newEvents(o), poller: newPoller(o)}
	defer w.events.close()
	w.run(ctx, changed)
}

// watcher is a Run.
type watcher struct {
	Options
	events *events
	poller *poller
	missed int  // changes that no event told
	stale  bool // Changed was told that its work is void: it is called again whatever is found
}

func (w *watcher) run(ctx context.Context, changed Changed) {
	seen := w.look()
	retry := time.Duration(0)
	for {
		w.stale = false
		w.poller.remember(seen)
		if ok := changed(func() bool { return w.still(seen) }); ok {
			retry = 0
		} else {
			retry = min(max(w.Every, 2*retry), longestWait)
		}
		var ok bool
		if seen, ok = w.wait(ctx, seen, retry); !ok {
			return
		}
	}
}

// look looks through the folders, and asks for events of those that are there.
func (w *watcher) look() listing {
	now := w.poller.look()
	w.events.watch(now)
	return now
}

// still reports whether nothing is known to have changed.
func (w *watcher) still(seen listing) bool {
	still := !w.events.pending()
	if w.events.mayMiss() {
		still = w.poller.look().equal(seen)
	}
	w.stale = w.stale || !still
	return still
}

// wait waits until something may have changed and all is quiet again, or for as
// long as retry says if that isn't 0. It is false when ctx has ended.
func (w *watcher) wait(ctx context.Context, seen listing, retry time.Duration) (listing, bool) {
	again := make(<-chan time.Time)
	if retry > 0 {
		again = time.After(retry)
	}
	for {
		select {
		case <-ctx.Done():
			return seen, false
		case <-again:
			return w.settle(ctx, seen, w.look())
		case <-w.events.hint:
			now, ok := w.settle(ctx, seen, w.look())
			if ok && w.falseAlarm(seen, now) {
				continue
			}
			return now, ok
		case <-time.After(w.poller.pause()):
			now := w.look()
			if now.equal(seen) && !w.poller.anyChangedBehindMark() {
				continue
			}
			return w.unannounced(ctx, seen, now)
		}
	}
}

// falseAlarm reports whether the events told of nothing: Windows sends some for a folder whose
// files were read or have long been looked at, and more than one for a save. Where marks may
// hide a change, the files that were named are read; elsewhere an event is always believed.
func (w *watcher) falseAlarm(seen, now listing) bool {
	names, all := w.events.named()
	if w.stale || all || !now.equal(seen) || w.poller.trusted() {
		return false
	}
	changed := false
	for _, name := range names {
		// A folder's own event says nothing of what is in it; a file of another name than the
		// listing has, such as a short one of DOS, is believed.
		if m, there := now.marks[name]; !there || !m.Folder && w.poller.changedBehindMark(name) {
			changed = true
		}
	}
	return !changed
}

// unannounced is settle for a change that no event has told so far. Once is chance:
// what is written into a new folder may come before its watch.
func (w *watcher) unannounced(ctx context.Context, seen, now listing) (listing, bool) {
	heard := w.events.count()
	late := w.events.pending()
	settled, ok := w.settle(ctx, seen, now)
	if ok && !late && w.events.count() == heard {
		w.missed++
	}
	if w.missed > 1 {
		w.events.fail(diag.T("这个文件夹收不到变化的通知（可能是网络盘），改为定时检查，约每秒一次",
			"this folder sends no word of changes (a network drive?); it is looked through about once a second instead"))
	}
	return settled, ok
}

// settle waits until the folders look the same twice, with no event in between.
func (w *watcher) settle(ctx context.Context, seen, now listing) (listing, bool) {
	began := time.Now()
	for {
		quiet := time.NewTimer(w.Quiet * hold(seen, now))
		select {
		case <-ctx.Done():
			quiet.Stop()
			return now, false
		case <-w.events.hint:
			quiet.Stop()
			now = w.look()
		case <-quiet.C:
			next := w.look()
			if next.equal(now) {
				return now, true
			}
			now = next
		}
		if time.Since(began) > patience {
			return now, true
		}
	}
}

// How long all has to look the same, by what was seen to change, in times of Quiet.
const (
	holdWritten = 1  // a file grew or was replaced
	holdNew     = 2  // a file came: it may be copied in
	holdShrunk  = 3  // a file got smaller: it may be written anew from its start
	holdGone    = 6  // a file went: WPS moves the old one away before it writes the new one
	holdEmpty   = 12 // a file is empty: it will most likely be written next
)

// hold returns how long all has to look the same before now counts, in times of Quiet.
func hold(seen, now listing) time.Duration {
	wait := time.Duration(holdWritten)
	for name, m := range now.marks {
		was, there := seen.marks[name]
		switch {
		case there && m == was:
		case !m.Folder && m.Size == 0:
			return holdEmpty
		case !there:
			wait = max(wait, holdNew)
		case m.Size < was.Size:
			wait = max(wait, holdShrunk)
		}
	}
	for name := range seen.marks {
		if _, there := now.marks[name]; !there {
			return max(wait, holdGone)
		}
	}
	return wait
}
