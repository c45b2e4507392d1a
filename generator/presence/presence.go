// Package presence lets those who write the same content folder know of each other, on one machine or on
// several that share it over a network.
//
// In comes the content folder; out come the others that have it open. Each has a small file in
// content/.kepu/desks that holds the name of its machine and when it began, and writes it again every
// twenty seconds. Who is there is told by the times that the file system itself gave the files, one's own
// among them: clocks of two machines may differ by hours. A file that was not written again for a
// while is of a program that was killed, and counts no more.
//
// It only tells. What keeps two from writing over each other is package edit, which refuses a file that
// is not as it was read.
package presence

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Folder is where the files are, in the content folder.
const Folder = ".kepu/desks"

const (
	ending = ".txt"
	every  = 20 * time.Second
	stale  = 70 * time.Second // three were missed
	old    = 24 * time.Hour   // and whoever comes by removes it
)

// Presence is the file of one desk.
type Presence struct {
	dir, name string
	text      string
}

// Other is another desk that is open.
type Other struct {
	Machine string // its name; "" where it is not known
	Here    bool   // it is this machine
	Since   time.Time
}

// Announce puts a file into the content folder. An error is the machine's: a folder that can only be
// read, for example.
func Announce(content string, began time.Time) (*Presence, error) {
	machine, _ := os.Hostname() // without one the others read none
	p := &Presence{dir: filepath.Join(content, filepath.FromSlash(Folder)), name: rand.Text() + ending}
	p.text = machine + "\n" + began.Format(time.RFC3339) + "\n"
	if err := os.MkdirAll(p.dir, 0o755); err != nil {
		return nil, err
	}
	return p, p.touch()
}

// touch writes the file again, so that the file system gives it the time that it has.
func (p *Presence) touch() error {
	return os.WriteFile(filepath.Join(p.dir, p.name), []byte(p.text), 0o644)
}

// Run keeps the file fresh until the context ends, and removes it then.
func (p *Presence) Run(ctx context.Context) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			p.touch() // what fails now may do the next time
		case <-ctx.Done():
			os.Remove(filepath.Join(p.dir, p.name))
			return
		}
	}
}

// Others returns the other desks that are open, the first opened first. It removes files that
// were left long ago.
func (p *Presence) Others() (list []Other) {
	own, err := os.Stat(filepath.Join(p.dir, p.name))
	if err != nil {
		return nil
	}
	machine, _, _ := strings.Cut(p.text, "\n")
	return look(p.dir, p.name, machine, own.ModTime(), true)
}

// Seen returns the desks that are open over a content folder, for somebody who has no file of his own there and leaves none:
// who is there is told by the machine's clock, which is right for its own disks.
func Seen(content string, now time.Time) []Other {
	machine, _ := os.Hostname()
	return look(filepath.Join(content, filepath.FromSlash(Folder)), "", machine, now, false)
}

// look reads the files of a folder but one's own, as of the time that the file system has.
func look(dir, own, machine string, now time.Time, tidy bool) (list []Other) {
	entries, _ := os.ReadDir(dir) // none that can be read are none that are known
	for _, e := range entries {
		if e.Name() == own || !strings.HasSuffix(e.Name(), ending) || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue
		}
		switch age := now.Sub(info.ModTime()); {
		case age > old && tidy:
			os.Remove(filepath.Join(dir, e.Name()))
		case age <= stale:
			list = append(list, read(filepath.Join(dir, e.Name()), machine))
		}
	}
	slices.SortFunc(list, func(a, b Other) int { return a.Since.Compare(b.Since) })
	return list
}

// longest is how much of another's file is read: more is none of ours.
const longest = 1000

func read(name, machine string) (o Other) {
	text, err := os.ReadFile(name)
	if err != nil || len(text) > longest {
		return o
	}
	first, rest, _ := strings.Cut(string(text), "\n")
	o.Machine, o.Here = strings.TrimSpace(first), strings.TrimSpace(first) == machine && machine != ""
	second, _, _ := strings.Cut(rest, "\n")
	o.Since, _ = time.Parse(time.RFC3339, strings.TrimSpace(second)) // one that is being written has none yet
	return o
}
