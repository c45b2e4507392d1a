// Package output writes a tree of files into a folder, so that a reader of the
// folder, and the next run, find the old tree or the new one and nothing broken.
// It knows nothing of sites.
//
// # What it promises
//
// Every file is read before the folder is touched: a page that cannot be made
// leaves everything as it was. Only files whose bytes differ from those on disk are
// written, the others keep their time. Only files that the folder's own list says
// were written here are removed, and then the folders that this leaves empty.
// Everything else in the folder is foreign: it stays as it is and is reported. A
// folder that holds files but no list of ours is refused, and so are places where
// a slip would cost much: see Safe.
//
// No more than a megabyte of a file is held at a time. What is longer is compared
// with the folder's file while it is read, and from the first byte that differs on it flows
// into the staged one.
//
// # What it keeps
//
// In the folder stands one file beside those of the tree:
//
//	.kepu.sha256    the files written here, sorted, with their SHA-256
//	                (sha256sum -c reads it)
//
// By it the folder is known for ours wherever it is copied or moved to. All else has a folder of
// its own next to it, which for public is .public.kepu (see place.go):
//
//	lock            empty; locked while a run is at work
//	made            what the tree was made from; see Recall
//	edited/1/ …     files of the folder that somebody had changed by hand, as a run
//	                found them; they are never removed
//	stage/          during a run: the new files
//	old/            during a run: the files that they replace, and those removed
//	journal         during a run: the steps, once all is ready
//	journal.back    the same, while they are taken back
//
// That folder may be deleted whenever no run is at work or was killed, and nobody wants
// what is in edited.
//
// The list serves to know our own files. Whether a file is unchanged is decided by
// its bytes on disk, never by the list alone or by times, since people edit what they
// should not. What they have edited is put right, and kept aside. A file whose key is the one
// that it was written with is not read from the tree: it stands when its bytes have the list's sum.
//
// # How a tree is replaced
//
//  1. Stage: the changed files are written to stage and flushed to the
//     disk; the files that they replace get a second name in old.
//  2. The journal, which lists every step, is written, flushed, and given its name.
//  3. Swap: new files are moved in, changed ones are renamed over the old ones, those
//     that are gone are moved out, and last the list and the note of what the tree was made
//     from are renamed over the old ones.
//  4. The journal is removed, then stage and old.
//
// Killed before the journal has its name, a run leaves the old tree, and the next
// run clears what was staged. Killed later, the next run finishes the swap from the
// journal (see Recover): each step can be told done from not done by where its file is, so
// it does not matter how far the swap came. When a step fails (a file is held by
// another program, the disk is full), the journal is renamed to journal.back and the
// steps done so far are taken back: the old tree is whole again when Write returns.
//
// # What a reader may see
//
// During the swap (milliseconds for tens of files; two to three seconds for ten thousand, measured
// on a machine with much else to do) new files stand beside old ones. Each is old or new as a whole:
// none is half written, and none that both trees have is ever missing. The order makes the mixture
// harmless where it can: new files arrive before the pages that link to them, what pages load is changed before the
// pages are, and what is gone leaves last, so that no link leads nowhere; only what stands in the way of
// a new file (a file where a folder comes) leaves first. For that moment an old page may get the new stylesheet.
//
// A run that is killed in the swap leaves such a mixture for as long as nobody runs the program
// again: the next build or check completes it, as said above.
//
// # Why not exchange two folders
//
// Exchanging the whole folder for a new one is a single step on Linux, but Windows
// has no such call, and two renames show visitors a gap with no site at all. It also
// rewrites all for a change of one word, breaks web servers and terminals that
// stand in the folder, cannot be done where public is a mount or has one in it, and would have to carry
// the foreign files over (a .git, a certificate's challenge), of which what was written meanwhile would be
// lost. Two ways to replace a tree would each need all the tests. Renaming file by file works everywhere and
// costs what the change costs.
package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"kepu/generator/digest"
)

// Tree is a tree of files to write. Its files may be opened from many goroutines, and what
// reading one fails with is that file's fault.
type Tree interface {
	fs.FS
	Files() []string // every file's path: slashes, relative, no order needed
}

// Result is what Write did. Paths are relative to the folder, with slashes, sorted.
type Result struct {
	Written   []string // new or changed
	Removed   []string
	Edited    []string // those of Written and Removed that somebody had changed by hand
	Kept      string   // the full path of the folder where those are kept
	Stale     []string // those of Written that another run would have left alone, by their key: see Options.Verify
	Unchanged int
	Foreign   []string // not ours, left alone; a folder with nothing of ours is one entry that ends in "/"
	Recovered Outcome  // of the run before
}

// ErrBusy says that another run is writing into the same folder.
var ErrBusy = errors.New("another run is writing into this folder")

// ErrHalfway says that a failed swap could not be taken back either: the folder
// holds a mixture, which the next run puts right.
var ErrHalfway = errors.New("the folder is left between old and new")

// Options are what Write may be given besides the tree. None is needed.
type Options struct {
	// Progress is told how many files have been read, one call at a time.
	Progress func(done, total int)
	// Consent is asked, before anything is read, with what the last run wrote, if there was one. An
	// error ends the run and is returned as it is.
	Consent func(Last) error
	// Made says, when the tree has been read, what it was made from.
	Made func() Made
	// Key says what a file of the tree is made from: files of one path with the same key have the
	// same bytes. The zero value is the key of a file of which that cannot be told. See keys.go.
	Key func(name string) digest.Digest
	// Verify has every file made, also those whose keys are as they were; Result.Stale are those of
	// them that came out different.
	Verify bool

	before hook // of the tests
}

// Write makes dir hold the files of tree, beside what is foreign in it.
//
// On an error dir is as it was before, except with ErrHalfway. The error is a *Refusal
// when dir must not be written to, Faults when files of the tree cannot be read,
// ErrBusy, the context's, or the machine's.
// The context is heeded until the swap begins; the swap is always finished.
func Write(ctx context.Context, dir string, tree Tree, o Options) (r Result, err error) {
	names, err := checkedNames(tree)
	if err != nil {
		return r, err
	}
	if err := Safe(dir); err != nil {
		return r, err
	}
	f, err := open(dir, o.before)
	if err != nil {
		return r, fmt.Errorf("open output folder %s: %w", dir, err)
	}
	defer func() { f.close(err == nil) }()

	if r.Recovered, err = f.recover(); err != nil {
		return r, fmt.Errorf("finish the last run in %s: %w", dir, err)
	}
	if err := f.agree(o); err != nil {
		return r, err
	}
	p, err := f.plan(ctx, names, tree, o)
	if err != nil {
		f.clear()
		f.dropKept(p)
		var refusal *Refusal
		var faults Faults
		if errors.As(err, &refusal) || errors.As(err, &faults) || errors.Is(err, ctx.Err()) {
			return r, err
		}
		return r, fmt.Errorf("prepare output in %s: %w", dir, err)
	}
	if err := f.swap(p.journal); err != nil {
		f.dropKept(p)
		return r, fmt.Errorf("write output to %s: %w", dir, err)
	}
	r.Written, r.Removed, r.Stale, r.Unchanged, r.Foreign = p.written, p.removed, p.stale, p.unchanged, p.foreign
	if r.Edited = p.edited; len(r.Edited) > 0 {
		r.Kept = f.full(p.kept)
	}
	return r, nil
}

// dropKept removes what was kept of edited files, when the files themselves still stand.
func (f *folder) dropKept(p *plan) {
	if p != nil && p.kept != "" && !f.has(journalFile) && !f.has(journalBack) {
		f.removeAll(p.kept)
		f.prune(editedFolder)
	}
}
