// Package publish brings a site, as a build left it in a folder, to a store: what differs is sent, what readers get is whole at every moment, and a run
// that breaks off is finished by the next.
//
// In come a Tree (a folder with its list of sums, package filelist), a store.Store and the name of the folder there; out comes a Report, and the far side holds the tree. Whose
// far side that is, and how it is spoken to, package target knows; what is said to people, package command.
//
// # Two ways
//
// Which it is, is told by what stands on the far side, and by nothing else:
//
//   - In place: the files stand in ROOT itself, and those that changed are put one by one. That is the way where the store knows no links, and
//     where a real folder with a site of ours stands at ROOT; and where an empty one does, and nothing may be made beside it.
//   - Releases: ROOT is a link to ROOT.releases/SLOT. The new release is made whole in a slot that nobody reads, and one step turns the link. Files that the
//     release before has too are copied on the far side. The slot is the oldest that is no longer kept, so that only what became different since is sent or copied.
//
// A place that holds files of others, and no list of ours, is refused.
//
// # What need not travel
//
// The list that stands there says what differs, and is read before each run. Of a large site it is most of what would come over the line; so lists are kept on this
// machine by their sums (Lists), and one is not fetched where three things agree: the state names the list that a run of ours left in the folder, what is kept has that sum, and
// the far side tells of its file the size and the time that it told when it was put. A list that anybody has put there since has another time, and is read. So is every list while an
// intent stands, and where the far side tells no times. Whatever is kept here, and if nothing is, comes out the same.
//
// # What stands on the far side
//
// The list of the files, ROOT/.kepu.sha256, is the last that is put. Besides there is a folder for what publications know of each other, ROOT/.kepu or ROOT.releases/.kepu:
//
//	lock          who publishes now
//	state.json    the publications that are kept, and what is gone from the site and still stands for a while
//	intent        what a run set out to change; it is there before the first change and goes after the last
//	progress      which of that is done, a bit each
//	releases/N.sha256, kept/N/SUM   in place: the list of publication N, and files as it had them that were replaced since
//
// # The order
//
// What pages load comes before them, new pages before those that link to them, and what tells of all of them (feeds, the list of pages) after them; then the list; then
// leaves what is gone, later where that is asked for (Keep). So no page that a reader has just got leads to nothing.
//
// # Runs that break off
//
// A file is certain if the list says what it is and no unfinished intent names it, or the intent names it and it is noted in progress. All else is loose: something may stand there, and
// nobody knows of which of two editions. A run puts what is loose, whatever it wants. An intent therefore names also what was loose before it, and is
// self-contained: the one before it is not needed any more. A run is committed when the list that stands is the one that it intended (in place), or the link leads to its slot.
//
// # When what stands there was changed by others
//
// What stands is believed to be what the list says: nobody asks the far side for the bytes. Where somebody has changed, emptied or removed a file by hand, that is neither
// seen nor mended, and the file comes along into the next release, unless its size is seen to be another when it is copied. Options.All believes nothing: every file is put, in place over what stands, and of releases into a
// slot of its own, to which nothing is copied. One that broke off is gone on with by the next run, whatever that is asked. Publications that are kept are not touched by it, and may hold
// what was changed: they are marked (Doubt), of their slots
// nothing is believed any more, and when one was gone back to the next run puts all again.
//
// # Two at once
//
// The lock has a time at which it ends, and who holds it renews it. One that has ended is taken over. Who finds that the lock is no longer his own stops at once.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"kepu/generator/filelist"
	"kepu/generator/store"
)

// Options are what a publication may be asked. The zero value is right for a first try.
type Options struct {
	Keep     time.Duration        // what is gone from the site stands so long before it is removed
	Releases int                  // how many publications can be gone back to, the newest among them; 0: three
	Lists    Lists                // of publications, as far as they are known here; nil: none are
	All      bool                 // nothing that stands is believed or copied: every file is put, and what is gone does not stand for a while
	Gzip     bool                 // texts are stored packed, where the store answers browsers itself
	Words    func(Changes) string // a line on this publication for those who list them; may be nil

	// Consent is asked before anything is changed, with the names of the site that stands and of the one that comes. An error ends the run.
	Consent func(was, comes []string) error

	Now     func() time.Time // nil: the machine's clock
	Who     string           // whom the lock names: a person and a machine
	Holder  string           // whoever finds a lock of his own Holder and Who takes it for that of a run that died; "": nobody is known to be alone
	Pause   time.Duration    // how long to look whether another came between where the store cannot say so
	Watch   func(Progress)   // told how far a run is, one call at a time, the first before anything that readers get is changed; may be nil
	Takes   func(Lock)       // told of a lock that has ended and is taken over; may be nil
	Resumes func()           // told that an earlier run broke off and is finished now; may be nil
}

func (o Options) now() time.Time {
	if o.Now != nil {
		return o.Now().UTC()
	}
	return time.Now().UTC()
}

func (o Options) releases() int {
	if o.Releases <= 0 {
		return 3
	}
	return o.Releases
}

// Lists are the texts of lists that were read or put before, kept on this machine. What they give is believed only where it has the sum; they may forget all of it, and there is nobody to tell that they could
// not keep something.
type Lists interface {
	Recall(sum filelist.Sum) []byte // nil where it is not known
	Keep(sum filelist.Sum, text []byte)
}

// Progress is how far a run is.
type Progress struct {
	Files, AllFiles int
	Bytes, AllBytes int64
}

// Way is how a site stands on the far side.
type Way int

const (
	InPlace  Way = iota // the files stand in the folder itself
	Switched            // the folder is a link to one of several releases
)

// Changes is what a publication changes, or would.
type Changes struct {
	Way     Way
	First   bool     // no site of ours stands there
	New     []string // paths of the site, sorted
	Changed []string
	Gone    []string // from the site; they may stand for a while, see Options.Keep
	Puts    int      // files that travel: those above, and what a run that broke off left in doubt
	Bytes   int64    // of them, before they are packed
	Removes int      // files that are taken away, those that stood for a while among them
	Resumes bool     // a run that broke off is finished
	All     bool     // nothing that stands is believed, see Options.All
	Forgot  bool     // a site of ours stands there and no notes of it: what was published before cannot be gone back to
	Back    Release  // readers have what was gone back to, and would have another site again; one without a number where that is not so
}

// Nothing reports whether there is nothing to do.
func (c Changes) Nothing() bool {
	return !c.First && len(c.New)+len(c.Changed)+len(c.Gone)+c.Puts+c.Removes == 0 && !c.Resumes
}

// Report is what a publication did.
type Report struct {
	Changes
	Number int     // of the publication that stands now
	Copied int     // files that were copied on the far side
	Stands int     // files that are gone from the site and stand for a while
	NoBack bool    // what was replaced could not be kept: the store has no copies, and there is no way back
	To     Release // that was gone back to
}

// Errors besides those of package store.
var (
	// ErrEmpty says that there is no site to publish.
	ErrEmpty = errors.New("there is no site to publish")
	// ErrLost says that another run has taken the lock.
	ErrLost = errors.New("another run has taken over")
	// ErrNoWay says that a publication cannot be gone back to.
	ErrNoWay = errors.New("this publication is not kept")
	// ErrState says that what stands in our folder on the far side cannot be read.
	ErrState = errors.New("the notes on the far side cannot be read")
)

// NoWay says that there is no such publication to go back to. It is ErrNoWay.
type NoWay struct {
	To   int       // the one that was asked for; 0: the one before
	Last int       // the number of the newest publication that there was; 0: there was none
	Kept []Release // those that can be gone back to, the newest first
}

func (e *NoWay) Error() string { return ErrNoWay.Error() }

// Is reports whether the other is ErrNoWay.
func (e *NoWay) Is(other error) bool { return other == ErrNoWay }

// Foreign says that the place holds what is not ours.
type Foreign struct {
	Name string // the first file that was seen, or where the link leads
	File bool   // it stands at the place itself
	Link bool   // the place is a link to it
}

func (e *Foreign) Error() string { return "the place holds files that are not ours: " + e.Name }

// Altered says that a file of the tree is not what its list says.
type Altered struct{ Name string }

func (e *Altered) Error() string { return "not as the list says: " + e.Name }

// Busy says that another run publishes there.
type Busy struct{ Lock Lock }

func (e *Busy) Error() string {
	return fmt.Sprintf("%s publishes there since %s", e.Lock.Who, e.Lock.Since.Format(time.RFC3339))
}

// Look says what Run would do. It changes nothing, and takes no lock: what it says of a place where somebody publishes at this moment may be wrong.
func Look(ctx context.Context, s store.Store, root string, t *Tree, o Options) (Changes, error) {
	if len(t.List) == 0 {
		return Changes{}, ErrEmpty
	}
	p, err := find(ctx, s, root)
	if err != nil {
		return Changes{}, err
	}
	r := &run{place: p, o: o, want: t.List, text: t.text, source: t}
	if err := r.prepare(ctx); err != nil {
		return Changes{}, err
	}
	if err := r.consent(); err != nil {
		return Changes{}, err
	}
	return r.changes()
}

// Run publishes the tree. Where it fails readers have the site that they had, or in place some files of the new one among it; the next Run finishes.
func Run(ctx context.Context, s store.Store, root string, t *Tree, o Options) (rep Report, err error) {
	if len(t.List) == 0 {
		return rep, ErrEmpty
	}
	return locked(ctx, s, root, true, o, func(ctx context.Context, p place) (Report, error) {
		r := &run{place: p, o: o, want: t.List, text: t.text, source: t}
		return r.publish(ctx)
	})
}

// locked does something under the lock of the place. fresh says that there need be no site yet.
func locked(ctx context.Context, s store.Store, root string, fresh bool, o Options, f func(context.Context, place) (Report, error)) (rep Report, err error) {
	p, err := find(ctx, s, root)
	if err != nil {
		return rep, err
	}
	held, release, err := p.lock(ctx, o)
	if p.way == Switched && p.leads == "" && fresh && errors.Is(err, store.ErrDenied) {
		// The folder above is not ours to write to, as on many servers; the site's own may be, where there is one.
		p = place{s: s, root: root}
		held, release, err = p.lock(ctx, o)
	}
	if err != nil {
		return rep, err
	}
	ctx = held
	defer func() { err = errors.Join(err, release()) }()
	again, err := find(ctx, s, root) // somebody may have been here between the first look and the lock
	if err != nil {
		return rep, err
	}
	if again.way == Switched && again.leads == "" && fresh {
		if again, err = again.tryLinks(ctx); err != nil {
			return rep, err
		}
	}
	again.run, again.lease = p.run, p.lease
	if again.way != p.way {
		var releaseToo func() error
		if ctx, releaseToo, err = again.lock(ctx, o); err != nil {
			return rep, err
		}
		defer func() { err = errors.Join(err, releaseToo()) }()
	}
	rep, err = f(ctx, again)
	if err != nil && errors.Is(context.Cause(ctx), ErrLost) {
		err = ErrLost
	}
	return rep, err
}

// Releases returns the publications that stand or are kept, the newest first; the first is the one that readers have.
func Releases(ctx context.Context, s store.Store, root string) ([]Release, error) {
	p, err := find(ctx, s, root)
	if err != nil {
		return nil, err
	}
	r := &run{place: p}
	if err := r.readNotes(ctx); err != nil {
		return nil, err
	}
	if r.intent != nil { // whether that run had come so far that readers have its site, the list says
		if err := r.readShown(ctx); err != nil {
			return nil, err
		}
	}
	all := r.st.shown(p.leads)
	if r.way == Switched && r.open() { // what a run was about to replace is no way back any more
		all = slices.DeleteFunc(all, func(x Release) bool { return x.Slot == r.intent.Slot })
	}
	slices.Reverse(all)
	return all, nil
}

// nothing reports whether the error says that there is no such file.
func nothing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// cannot reports whether the error says that the store has no such call, or does not let us.
func cannot(err error) bool {
	return errors.Is(err, store.ErrUnsupported) || errors.Is(err, store.ErrDenied)
}
