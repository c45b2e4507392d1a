package publish

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/filelist"
	"kepu/generator/store"
)

// LookBack says what Rollback would do.
func LookBack(ctx context.Context, s store.Store, root string, to int, o Options) (Changes, Release, error) {
	p, err := find(ctx, s, root)
	if err != nil {
		return Changes{}, Release{}, err
	}
	o.All = false // nothing is put
	r := &run{place: p, o: o}
	target, err := r.aim(ctx, to)
	if err != nil {
		return Changes{}, target, err
	}
	if r.way == InPlace {
		if err := r.prepare(ctx); err != nil {
			return Changes{}, target, err
		}
		if r.missing != "" {
			return Changes{}, target, fmt.Errorf("%w: %s", ErrNoWay, r.missing)
		}
	}
	c, err := r.changes()
	return c, target, err
}

// Rollback gives readers an earlier publication again; 0 is the one before that which they have. It becomes a publication of its own, with the
// next number. ErrNoWay where it is not kept; then nothing is changed.
func Rollback(ctx context.Context, s store.Store, root string, to int, o Options) (Report, error) {
	o.All = false
	return locked(ctx, s, root, false, o, func(ctx context.Context, p place) (rep Report, err error) {
		r := &run{place: p, o: o}
		target, err := r.aim(ctx, to)
		if err != nil {
			return rep, err
		}
		if r.way == InPlace {
			return r.publish(ctx)
		}
		return r.turn(ctx, target)
	})
}

// aim finds the publication that is gone back to, and makes its list the one that is wanted.
func (r *run) aim(ctx context.Context, to int) (target Release, err error) {
	if err := r.readShown(ctx); err != nil {
		return target, err
	}
	all := r.st.shown(r.leads)
	if to == 0 && len(all) > 1 {
		to = all[len(all)-2].Number
	}
	i := slices.IndexFunc(all, func(x Release) bool { return x.Number == to })
	if i < 0 {
		return target, ErrNoWay
	}
	target, r.back = all[i], to
	current := i == len(all)-1
	switch {
	case target.NoBack && !current:
		return target, ErrNoWay
	case current:
		r.text, r.want = r.shownTxt, r.shown
	case r.way == Switched:
		if r.open() && r.intent.Slot == target.Slot {
			return target, ErrNoWay // a run that broke off was about to put another one there
		}
		r.text, r.want, err = r.readList(ctx, target.Slot)
	default:
		r.text, r.want, err = r.readListOf(ctx, r.own("releases/"+strconv.Itoa(to)+".sha256"))
	}
	if err != nil {
		return target, err
	}
	if r.text == nil || len(r.want) == 0 {
		return target, ErrNoWay
	}
	if r.way == Switched {
		return target, nil
	}
	r.kept = map[filelist.Sum]string{}
	return target, r.s.List(ctx, r.own("kept"), func(e store.Entry) error {
		var sum filelist.Sum
		if sum.Decode(e.Name[strings.LastIndexByte(e.Name, '/')+1:]) {
			r.kept[sum] = e.Name
		}
		return nil
	})
}

// turn turns the link to the slot of an earlier publication.
func (r *run) turn(ctx context.Context, target Release) (rep Report, err error) {
	if rep.Changes, err = r.changes(); err != nil {
		return rep, err
	}
	if rep.Number = target.Number; target.Slot == r.leads {
		return rep, nil
	}
	r.slot = target.Slot
	if r.commits {
		r.forget()
	}
	next := r.st.clone()
	next.Releases = r.st.shown(r.leads)
	if r.commits { // what that run had left to do
		if err := r.finish(ctx, next); err != nil {
			return rep, err
		}
	}
	if err := r.stillOurs(ctx); err != nil {
		return rep, err
	}
	r.watch(Progress{})
	if err := r.s.(store.Linker).Link(ctx, path.Base(r.root)+".releases/"+target.Slot, r.root); err != nil {
		return rep, err
	}
	next.Last++
	next.Releases = slices.DeleteFunc(next.Releases, func(x Release) bool { return x.Slot == target.Slot })
	back := target
	back.Number, back.Time, back.Words, back.Back = next.Last, r.o.now(), r.words(rep.Changes), target.Number
	next.Releases = append(next.Releases, back)
	rep.Number = back.Number
	return rep, r.write(ctx, r.own("state.json"), next.encode())
}
