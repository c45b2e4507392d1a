// Package store is the far side of a publication: a place that holds files by name. What can be done with such a place is told here, once,
// in the few calls that a folder, a server for files and a store of objects have in common; each kind has a package of its own that speaks
// its language (dirstore, sftpstore, ftpstore, s3store, ossstore). What is put there, in which order, and what becomes of a
// run that breaks off is package publish's to know.
//
// # What every store promises
//
//   - A file is replaced whole or not at all: who reads it while Put runs gets the old or the new one, and a run that is killed leaves one of the two.
//   - What returned without an error is there for the next call, from any machine.
//   - Names are paths with slashes, relative to the store's root, as fs.ValidPath has them; folders come into being with their files and
//     go with the last of them.
//   - Calls may be made from several goroutines, up to Parallel of them at a time to some use. A connection that is lost is made again by the next call.
//   - No call waits for ever: each ends when its context does, and where the far side is silent for a minute.
//
// storetest holds every store to this, the real servers as well.
//
// # Errors
//
// An error that is none of those below is taken for passing (a line that broke, a server that is busy), and Retry tries again. Wrapped they are:
// fs.ErrNotExist, fs.ErrExist, ErrUnsupported, ErrDenied (ErrLogin and ErrClock are such), ErrFull, ErrStranger, ErrAddress.
package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"kepu/generator/filelist"
)

var (
	// ErrUnsupported says that this kind of store has no such call.
	ErrUnsupported = errors.New("the store cannot do this")
	// ErrDenied says that the store knows us and refuses, or does not accept who we say we are: a wrong password or key, no right to write here.
	ErrDenied = errors.New("the store refuses")
	// ErrLogin says that it does not accept who we say we are: a wrong user, password or key. It is a kind of ErrDenied.
	ErrLogin = fmt.Errorf("the login is refused: %w", ErrDenied)
	// ErrFull says that there is no room left on the far side.
	ErrFull = errors.New("the store is full")
	// ErrStranger says that the server is not the one that it should be: its key or certificate is unknown or another.
	ErrStranger = errors.New("the server is not known")
	// ErrClock says that it refuses since its clock and the one of this machine are far apart: what is signed is good for minutes only. It is a kind of ErrDenied.
	ErrClock = fmt.Errorf("the clock of this machine is wrong: %w", ErrDenied)
	// ErrAddress says that there is no such server, bucket or folder to publish to.
	ErrAddress = errors.New("there is no such place")
)

// Permanent reports whether trying again is of no use.
func Permanent(err error) bool {
	for _, known := range []error{
		fs.ErrNotExist, fs.ErrExist, fs.ErrInvalid, ErrUnsupported, ErrDenied, ErrFull, ErrStranger, ErrAddress, context.Canceled, context.DeadlineExceeded,
	} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// Object is a file to put: its bytes, and what a store that answers browsers itself must know of it. Stores without such a memory leave out what is not bytes.
type Object struct {
	Open     func() (io.ReadSeekCloser, error) // the bytes as they are to be stored; may be called again for another try
	Size     int64                             // of those bytes
	Sum      filelist.Sum                      // of those bytes
	Type     string                            // Content-Type; "" for a stream of bytes
	Cache    string                            // Cache-Control; "" for none
	Encoding string                            // Content-Encoding: "gzip" where the bytes are packed, else ""
}

// Entry is a file that stands in a store.
type Entry struct {
	Name     string
	Size     int64
	Modified time.Time // as the far side has it; zero where it does not tell
}

// Store is a place that holds files by name. See the package's comment for what all of them promise.
type Store interface {
	// Get opens a file for reading; fs.ErrNotExist where there is none.
	Get(ctx context.Context, name string) (io.ReadCloser, error)
	// Stat tells of the file without its bytes; fs.ErrNotExist where there is none. Where it tells a time, that is another one after the file was replaced,
	// unless that was within the same second.
	Stat(ctx context.Context, name string) (Entry, error)
	// Put makes the file, in place of one that is there.
	Put(ctx context.Context, name string, o Object) error
	// Create makes the file where there is none, and fails with fs.ErrExist where there is one. Of several that try at once one succeeds;
	// a store whose far side cannot promise that does what it can, and Exclusive is false.
	Create(ctx context.Context, name string, o Object) error
	// Copy makes the file to the same as from, attributes too, on the far side: no bytes travel. The two may be one file with two names, since nothing
	// is written into a file that is there. ErrUnsupported where the far side has no such call.
	Copy(ctx context.Context, from, to string) error
	// Remove takes the file away, and the folders that this leaves empty, up to the root. It is no error where there is none.
	Remove(ctx context.Context, name string) error
	// List tells every file below the folder ("." is the root), in any order, with its name from the root on; nothing where there is no such folder. An error of tell ends it and is returned.
	// What Put needs in between, half-written files of runs that were killed included, is never told.
	List(ctx context.Context, folder string, tell func(Entry) error) error
	// Traits are what this kind of store is good for.
	Traits() Traits
	// Close ends the connection. No call may follow.
	Close() error
}

// Traits are what a kind of store is good for.
type Traits struct {
	Parallel  int  // how many calls at a time are of use; at least 1
	Exclusive bool // Create is exclusive among all machines
	Headers   bool // it answers browsers itself, from what Object says: Type, Cache, Encoding
}

// Linker is a Store in which a name can lead to a folder, and be turned to another in one step.
type Linker interface {
	Store
	// Link makes name lead to the folder target, told relative to the folder that name stands in, in place of where it led before, or of an empty folder, in one step.
	// Nothing else is replaced: fs.ErrExist. ErrUnsupported or ErrDenied where links cannot be made there.
	Link(ctx context.Context, target, name string) error
	// Leads returns where name leads; "" where a folder or file stands under that name, and fs.ErrNotExist where nothing does.
	Leads(ctx context.Context, name string) (target string, err error)
}
