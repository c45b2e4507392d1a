package publish

import (
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"kepu/generator/filelist"
	"kepu/generator/store"
)

// place is where a site stands or is to stand.
type place struct {
	s     store.Store
	root  string
	way   Way
	leads string // the slot that readers have; "" in place, and where there is no link yet
	run   string // the ID of the run that has the lock, where that is this one
	lease *lease // of it
}

// home is the folder of what publications know of each other.
func (p place) home() string {
	if p.way == Switched {
		return path.Join(p.releases(), filelist.Own)
	}
	return path.Join(p.root, filelist.Own)
}

// releases is the folder of the slots.
func (p place) releases() string { return p.root + ".releases" }

// own returns the name of a file of our own.
func (p place) own(name string) string { return path.Join(p.home(), name) }

// find says how the site stands.
func find(ctx context.Context, s store.Store, root string) (place, error) {
	p := place{s: s, root: root}
	linker, ok := s.(store.Linker)
	if !ok || root == "." {
		return p, nil
	}
	leads, err := linker.Leads(ctx, root)
	switch {
	case errors.Is(err, store.ErrUnsupported):
		return p, nil
	case nothing(err):
		p.way = Switched
		return p, nil
	case err != nil:
		return p, err
	case leads == "":
		if _, err := s.Stat(ctx, root); err == nil {
			return p, &Foreign{Name: root, File: true}
		} else if !nothing(err) {
			return p, err
		}
		first, err := p.first(ctx, root, func(string) bool { return true })
		if err == nil && first == "" {
			p.way = Switched
		}
		return p, err
	}
	slot, ours := strings.CutPrefix(leads, path.Base(root)+".releases/")
	if !ours || !isSlot(slot) {
		return p, &Foreign{Name: leads, Link: true}
	}
	p.way, p.leads = Switched, slot
	return p, nil
}

var errSeen = errors.New("seen")

// first returns a file below the folder that is of interest, with its name from the folder on.
func (p place) first(ctx context.Context, folder string, of func(name string) bool) (found string, err error) {
	err = p.s.List(ctx, folder, func(e store.Entry) error {
		name := e.Name
		if folder != "." {
			name = strings.TrimPrefix(name, folder+"/")
		}
		if of(name) {
			found = name
			return errSeen
		}
		return nil
	})
	if errors.Is(err, errSeen) {
		err = nil
	}
	return found, err
}

// tryLinks makes a link beside the slots, where no reader looks, and returns the place as it is after that: where links cannot be made the site stands in place.
func (p place) tryLinks(ctx context.Context) (place, error) {
	trial := path.Join(p.releases(), "trial")
	err := p.s.(store.Linker).Link(ctx, filelist.Own, trial)
	switch {
	case err == nil:
		return p, p.s.Remove(ctx, trial)
	case cannot(err):
		return place{s: p.s, root: p.root}, nil
	}
	return p, err
}

// isSlot reports whether a name is one of a slot: a number.
func isSlot(name string) bool {
	return name != "" && len(name) < 6 && strings.Trim(name, "0123456789") == ""
}

// read returns the text of a file; nil where there is none. Stores try again what cannot be opened; what breaks in its middle is opened again here.
func (p place) read(ctx context.Context, name string) ([]byte, error) {
	for try := 1; ; try++ {
		r, err := p.s.Get(ctx, name)
		if nothing(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		err = errors.Join(err, r.Close())
		if err == nil && text == nil {
			text = []byte{}
		}
		if err == nil {
			return text, nil
		}
		if store.Permanent(err) || ctx.Err() != nil || try == 3 {
			return nil, err
		}
	}
}

// write puts a text of our own.
func (p place) write(ctx context.Context, name string, text []byte) error {
	return p.s.Put(ctx, name, objectOf(text))
}
