// Package doctor says what is odd about the machine around a site: its folder, the disk, the clock, other programs
// at work, and what a killed run or a synchronised disk left behind.
//
// In come a machine and a site (where its content is, where the site goes, what is known of the program and the
// records); out come problems in words, each with what to do: an error hinders the work, a warning may cost somebody an afternoon
// one day, a note explains what one might wonder about. What is wrong in the files themselves is told by check.
//
// Nothing is written, not even to try: whether a folder can be written to is asked of the system
// by opening it for that. So it may be run on content that is in danger, and beside another program.
//
// # How it is made
//
// Each examination is a small function of a patient (a machine and its site) that adds what it finds. What a test cannot bring
// about (a network drive, a full disk, a clock that stands) is asked of a Machine, for which
// the tests have another; files and folders are real in both. This returns the machine that the program runs on.
//
// To add an examination, write the function and name it in examinations.
package doctor

import (
	"context"
	"errors"
	"time"

	"kepu/generator/date"
	"kepu/generator/diag"
)

// Machine is what the examinations ask the system.
type Machine interface {
	Windows() bool
	Now() time.Time              // in the machine's zone
	Temp() string                // the folder for what is thrown away
	Synced() []string            // folders that programs of cloud drives told the system of
	Volume(dir string) Volume    // what the folder is on
	MayAdd(dir string) error     // whether a file can be made in the folder: nil, ErrBarred or the machine's; none is made
	MayChange(name string) error // whether a file can be written over and renamed: nil, ErrHeld, ErrBarred or the machine's; it is not
}

// What a Machine says of a file or folder that cannot be changed.
var (
	ErrHeld   = errors.New("another program holds the file")
	ErrBarred = errors.New("this user must not change it")
)

// Volume is what a folder is on. The zero value says that nothing is known.
type Volume struct {
	System    string // of files, as people call it: NTFS, exFAT, ext4
	Place     Place
	ReadOnly  bool
	Free      Amount // bytes that this user may still write
	FreeFiles Amount // files that may still be made, where that is limited
}

// FAT reports whether the file system is of the family that sticks and cards have.
func (v Volume) FAT() bool { return v.System == "FAT" || v.System == "FAT32" || v.System == "exFAT" }

// Amount is how much there is of something, if that is known.
type Amount struct {
	N     uint64
	Known bool
}

// Place is where a volume is.
type Place int

// The places; what is not known is taken for a disk of the machine.
const (
	Inside    Place = iota
	Removable       // a stick, a card
	Network
	Disc   // a CD
	Memory // gone when the machine is turned off
)

// Site is what is examined.
type Site struct {
	Content  string    // the folder; it need not exist
	Out      string    // where the site goes
	Program  string    // the path of the program; "" where it is not known
	Released date.Date // the day that the program was made; unknown for one that somebody built
	Newest   date.Date // the newest record's day; unknown where there is none, or it cannot be told
	Zone     *time.Location
}

// patient is what an examination looks at, and where it adds what it finds.
type patient struct {
	Machine
	Site
	found  diag.List
	listed listing
}

// examinations are made in this order, and told in it.
var examinations = []func(*patient){
	(*patient).temporary,
	(*patient).synced,
	(*patient).volume,
	(*patient).permission,
	(*patient).space,
	(*patient).path,
	(*patient).beside,
	(*patient).clock,
	(*patient).zone,
	(*patient).desks,
	(*patient).builds,
	(*patient).opened,
	(*patient).held,
	(*patient).unended,
	(*patient).copies,
}

// Examine makes all examinations. It stops between two of them when the context ends.
func Examine(ctx context.Context, m Machine, s Site) (diag.List, error) {
	p := &patient{Machine: m, Site: s}
	p.listed = list(s.Content)
	for _, examine := range examinations {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		examine(p)
	}
	return p.found, nil
}

// hinders, odd and note add what was found.
func (p *patient) hinders(what, mend diag.Text) { p.found.Error(diag.Place{}, what, mend) }
func (p *patient) odd(what, mend diag.Text)     { p.found.Warn(diag.Place{}, what, mend) }
func (p *patient) note(what, mend diag.Text)    { p.found.Note(diag.Place{}, what, mend) }
