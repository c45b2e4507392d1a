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

// Rollback gives readers an earlier publication again. It becomes a publication of its own, with the next number, and knows whose content it has. A number means the publication, or where that is not kept any more
// one with its content. 0 is the one that readers had before; where they have one that was gone back to, the one published before that was first, and never what was just left. NoWay where it is not kept; then nothing is changed.
func Rollback(ctx context.Context, s store.Store, root string, to int, o Options) (Report, error) {
	o.All = false
	return locked(ctx, s, root, false, o, func(ctx context.Context, p place) (rep Report, err error) {
		r := &run{place: p, o: o}
		target, err := r.aim(ctx, to)
		if err != nil {
			return rep, err
		}
		if r.way == InPlace {
			rep, err = r.publish(ctx)
			rep.To = target
			return rep, err
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
	no := &NoWay{To: to, Last: r.st.Last}
	for i := len(all) - 2; i >= 0; i-- {
		if !all[i].NoBack && !(r.open() && r.way == Switched && r.intent.Slot == all[i].Slot) {
			no.Kept = append(no.Kept, all[i])
		}
	}
	i := choose(all, to)
	if i < 0 {
		return target, no
	}
	target, r.back = all[i], all[i]
	current := i == len(all)-1
	switch {
	case target.NoBack && !current:
		return target, no
	case current:
		r.text, r.want = r.shownTxt, r.shown
	case r.way == Switched:
		if r.open() && r.intent.Slot == target.Slot {
			return target, no // a run that broke off was about to put another one there
		}
		r.text, r.want, err = r.readList(ctx, target.Slot)
	default:
		r.text, r.want, err = r.readListOf(ctx, r.own("releases/"+strconv.Itoa(target.Number)+".sha256"))
	}
	if err != nil {
		return target, err
	}
	if r.text == nil || len(r.want) == 0 {
		return target, no
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

// choose returns which of the publications, in the order in which readers got them, is meant by a number, see Rollback; -1 for none.
func choose(all []Release, to int) int {
	last := len(all) - 1
	if to == 0 {
		if last < 1 || all[last].Back == 0 {
			return last - 1
		}
		found, best := -1, 0
		for i, x := range all[:last] {
			if first, _ := x.Original(); !x.NoBack && first < all[last].Back && first >= best {
				found, best = i, first
			}
		}
		return found
	}
	itself := slices.IndexFunc(all, func(x Release) bool { return x.Number == to })
	if itself >= 0 && (!all[itself].NoBack || itself == last) {
		return itself
	}
	for i := last; i >= 0; i-- {
		if all[i].Back == to && (!all[i].NoBack || i == last) {
			return i
		}
	}
	return itself
}

// turn turns the link to the slot of an earlier publication.
func (r *run) turn(ctx context.Context, target Release) (rep Report, err error) {
	if rep.Changes, err = r.changes(); err != nil {
		return rep, err
	}
	rep.To = target
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
	back.Back, back.BackTime = target.Original()
	back.Number, back.Time, back.Words = next.Last, r.o.now(), r.words(rep.Changes)
	next.Releases = append(next.Releases, back)
	rep.Number = back.Number
	return rep, r.write(ctx, r.own("state.json"), next.encode())
}
