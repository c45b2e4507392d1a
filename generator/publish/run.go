package publish

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"kepu/generator/filelist"
	"kepu/generator/store"
	"kepu/generator/webheader"
)

// run is one publication.
type run struct {
	place
	o      Options
	want   filelist.List // what is to stand
	text   []byte        // of that list
	source *Tree         // where files come from; nil: all are copied on the far side
	back   Release       // the publication that is gone back to; one without a number where none is

	// What stands, from prepare.
	st       state
	hasState bool
	shownTxt []byte        // the list that readers have; nil where there is none
	shown    filelist.List // of it
	intent   *intent       // of a run that broke off; nil where none did
	commits  bool          // that run had come so far that readers have its site
	slot     string        // the folder that is changed; "" in place
	base     string        // its name
	baseText []byte        // the list that stands in it
	known    map[string]filelist.Sum
	loose    map[string]bool

	// What is to be done, from plan.
	lingers []gone
	entries []entry
	from    map[string]string // files that can be copied on the far side, by their name in the site

	kept    map[filelist.Sum]string // where files are kept that were replaced, by their sums; nil where they come from a tree
	missing string                  // a file that is nowhere

	doubt  bool // what the list says of the folder need not be so
	noBack bool // what is replaced cannot be kept
}

// prepare reads what stands, and says what is to be done.
func (r *run) prepare(ctx context.Context) (err error) {
	if err := r.readShown(ctx); err != nil {
		return err
	}
	if all := r.st.shown(r.leads); r.source != nil && len(all) > 0 && all[len(all)-1].Doubt {
		r.o.All = true // readers were led back to what may hold what was changed
	}
	if r.source != nil && r.intent != nil && r.intent.All && (r.open() || r.intent.Same) {
		r.o.All = true // what that run did not come to is as little to be believed as before
	}
	if err := r.refuseForeign(ctx); err != nil {
		return err
	}
	if err := r.readBase(ctx); err != nil {
		return err
	}
	r.plan()
	return nil
}

// same reports whether readers have the list already that is to stand.
func (r *run) same() bool { return r.shownTxt != nil && string(r.shownTxt) == string(r.text) }

// inside reports whether readers have the list already, in the folder that is changed: then it is no new publication.
func (r *run) inside() bool { return r.same() && r.slot == r.leads }

// open reports whether a run broke off before readers had its site.
func (r *run) open() bool { return r.intent != nil && !r.commits }

// readNotes reads the state, and what an unfinished run intended.
func (r *run) readNotes(ctx context.Context) (err error) {
	if r.st, r.hasState, err = r.readState(ctx); err != nil {
		return err
	}
	text, err := r.read(ctx, r.own("intent"))
	if err != nil {
		return err
	}
	if text != nil {
		r.intent, err = decodeIntent(text)
	}
	return err
}

// readShown reads the notes, and the list that readers have.
func (r *run) readShown(ctx context.Context) (err error) {
	if err := r.readNotes(ctx); err != nil {
		return err
	}
	if r.way == InPlace {
		r.shownTxt, r.shown, err = r.readList(ctx, "")
		r.commits = r.intent != nil && sumOf(r.shownTxt) == r.intent.To
	} else if r.leads != "" {
		r.shownTxt, r.shown, err = r.readList(ctx, r.leads)
		r.commits = r.intent != nil && r.intent.Slot == r.leads
	}
	if err != nil {
		return err
	}
	if r.commits {
		r.st, r.hasState = r.intent.Next, true
	}
	return nil
}

// readList returns the list of a slot's folder, "" for that in place; it is fetched where it is not known here, or another one may stand there.
func (r *run) readList(ctx context.Context, slot string) ([]byte, filelist.List, error) {
	name := path.Join(r.root, filelist.Name)
	if slot != "" {
		name = path.Join(r.releases(), slot, filelist.Name)
	}
	if noted := r.st.Slots[slot]; r.intent == nil && !noted.Time.IsZero() { // a run that broke off may have put another one
		if text := r.recall(noted.List); text != nil {
			if e, err := r.s.Stat(ctx, name); err == nil && noted.is(e) {
				if list, err := filelist.Decode(text); err == nil {
					return text, list, nil
				}
			}
		}
	}
	text, list, err := r.readListOf(ctx, name)
	if text != nil && err == nil {
		r.keepList(text)
	}
	return text, list, err
}

// recall returns the text of the list with that sum, where it is known here.
func (r *run) recall(sum string) []byte {
	for _, text := range [][]byte{r.text, r.shownTxt} {
		if text != nil && sumOf(text) == sum {
			return text
		}
	}
	var s filelist.Sum
	if r.o.Lists == nil || !s.Decode(sum) {
		return nil
	}
	if text := r.o.Lists.Recall(s); text != nil && sumOf(text) == sum {
		return text
	}
	return nil
}

// keepList keeps a list that stands there, or is about to.
func (r *run) keepList(text []byte) {
	if r.o.Lists != nil {
		r.o.Lists.Keep(sha256.Sum256(text), text)
	}
}

// readListOf reads a list, packed or not.
func (r *run) readListOf(ctx context.Context, name string) ([]byte, filelist.List, error) {
	text, err := r.read(ctx, name)
	if err != nil || text == nil {
		return nil, nil, err
	}
	if text, err = unpacked(text); err == nil {
		var l filelist.List
		if l, err = filelist.Decode(text); err == nil {
			return text, l, nil
		}
	}
	if r.source != nil && (r.o.All || r.intent != nil && r.intent.All) {
		return text, nil, nil // it is put anew, as all else
	}
	return nil, nil, fmt.Errorf("%w: %s: %w", ErrState, name, err)
}

// refuseForeign refuses a place with files and nothing that says they are ours.
func (r *run) refuseForeign(ctx context.Context) error {
	if r.hasState || r.intent != nil || r.shown != nil {
		return nil
	}
	folder := r.root
	if r.way == Switched {
		folder = r.releases()
	}
	name, err := r.first(ctx, folder, func(name string) bool {
		return !strings.HasPrefix(name, filelist.Own+"/") && (r.way == InPlace || !strings.HasPrefix(name, "trial/"))
	})
	if err == nil && name != "" {
		err = &Foreign{Name: path.Join(folder, name)}
	}
	return err
}

// readBase says which folder is changed, and what is certain of it.
func (r *run) readBase(ctx context.Context) (err error) {
	r.known, r.loose, r.base = map[string]filelist.Sum{}, map[string]bool{}, r.root
	var list filelist.List
	if r.way == InPlace {
		r.baseText, list = r.shownTxt, r.shown
	} else {
		r.slot = r.chooseSlot()
		r.base = path.Join(r.releases(), r.slot)
		if r.slot == r.leads {
			r.baseText, list = r.shownTxt, r.shown
		} else if r.baseText, list, err = r.readList(ctx, r.slot); err != nil {
			return err
		}
	}
	if r.o.All && (r.intent == nil || r.intent.Slot != r.slot || !r.intent.All) {
		return r.allLoose(ctx, list)
	}
	if r.intent == nil || r.intent.Slot != r.slot {
		noted, ours := r.st.Slots[r.slot]
		if !ours || noted.List != sumOf(r.baseText) { // another list: somebody has copied a site here, and perhaps not all of it
			return r.allLoose(ctx, list)
		}
		r.certain(list, noted.Besides)
		return nil
	}
	text, err := r.read(ctx, r.own("progress"))
	if err != nil {
		return err
	}
	done := decodeProgress(text, r.intent.ID)
	switch stands := sumOf(r.baseText); {
	case r.commits && !r.intent.Same, stands == r.intent.To && stands != r.intent.From: // all was put
		r.certain(list, r.intent.Next.Slots[r.slot].Besides)
		for i, e := range r.intent.entries {
			if e.gone && !done.has(i) {
				r.loose[e.name] = true
			}
		}
	case stands == r.intent.From:
		r.certain(list, r.intent.Besides)
		for i, e := range r.intent.entries {
			delete(r.known, e.name)
			switch {
			case !done.has(i):
				r.loose[e.name] = true
			case !e.gone:
				r.known[e.name] = e.sum
			}
		}
	default: // somebody has put another list there
		return r.allLoose(ctx, list)
	}
	return nil
}

// certain takes the files of a list for what it says, with what stands besides in the folder.
func (r *run) certain(list filelist.List, besides []gone) {
	for name, sum := range list {
		r.known[name] = sum
	}
	for _, g := range besides {
		var sum filelist.Sum
		if sum.Decode(g.Sum) {
			r.known[g.Name] = sum
		} else {
			delete(r.known, g.Name)
		}
	}
}

// besides returns what is certain of the folder and not as its list says: files that earlier runs put or removed and that stood for a while.
func (r *run) besides() (more []gone) {
	list, _ := filelist.Decode(r.baseText) // it was read before, or there is none
	for name, sum := range r.known {
		if list[name] != sum {
			more = append(more, gone{Name: name, Sum: sum.String()})
		}
	}
	for name := range list {
		if _, there := r.known[name]; !there && !r.loose[name] {
			more = append(more, gone{Name: name})
		}
	}
	slices.SortFunc(more, func(a, b gone) int { return strings.Compare(a.Name, b.Name) })
	return more
}

// allLoose takes nothing for certain: the list came here by other hands, or what was noted of the folder is lost. In a slot, where nobody else has anything,
// all that stands there is ours.
func (r *run) allLoose(ctx context.Context, list filelist.List) error {
	r.doubt = true
	for name := range list {
		r.loose[name] = true
	}
	for _, g := range r.st.Slots[r.slot].Besides {
		r.loose[g.Name] = true
	}
	if r.intent != nil && r.intent.Slot == r.slot {
		for _, e := range r.intent.entries {
			r.loose[e.name] = true
		}
		for _, g := range r.intent.Besides {
			r.loose[g.Name] = true
		}
	}
	if r.way == InPlace {
		return nil
	}
	return r.s.List(ctx, r.base, func(e store.Entry) error {
		if name := strings.TrimPrefix(e.Name, r.base+"/"); filelist.Writable(name) {
			r.loose[name] = true
		}
		return nil
	})
}

// chooseSlot returns the slot that is changed: that of the run that broke off, else one beside those that are kept, else a new one: there is one slot more than
// publications are kept, so that none of these is lost before the new one stands. Where readers have the site
// already it is theirs, of which only what has stood its time is removed; unless all is put, which is never done where they read.
func (r *run) chooseSlot() string {
	if r.same() && !r.o.All {
		return r.leads
	}
	if r.open() {
		return r.intent.Slot
	}
	keeps := map[string]bool{r.leads: true}
	all := r.st.shown(r.leads)
	for i := max(0, len(all)-r.o.releases()); i < len(all); i++ {
		keeps[all[i].Slot] = true
	}
	for n := 1; ; n++ {
		if slot := strconv.Itoa(n); !keeps[slot] {
			return slot
		}
	}
}

// readersHave returns the files that readers can get for certain, and since when those are gone from the site that are.
func (r *run) readersHave() (files map[string]filelist.Sum, since map[string]time.Time) {
	since = map[string]time.Time{}
	of := ""
	if r.way == Switched {
		of = r.leads
		files = map[string]filelist.Sum{}
		for name, sum := range r.shown {
			files[name] = sum
		}
	} else {
		files = r.known
	}
	for _, g := range r.st.Slots[of].Besides {
		var sum filelist.Sum
		if !sum.Decode(g.Sum) {
			continue
		}
		since[g.Name] = g.Since
		if _, listed := files[g.Name]; !listed && r.way == Switched {
			files[g.Name] = sum
		}
	}
	return files, since
}

// plan says what is to be done.
func (r *run) plan() {
	now := r.o.now()
	have, since := r.readersHave()
	if r.o.All {
		have = nil
	}
	wanted := make(map[string]filelist.Sum, len(r.want))
	for name, sum := range r.want {
		wanted[name] = sum
	}
	for name, sum := range have {
		if _, stays := r.want[name]; stays {
			continue
		}
		from, noted := since[name]
		if !noted {
			from = now
		}
		if r.o.Keep > 0 && now.Sub(from) < r.o.Keep {
			r.lingers = append(r.lingers, gone{name, sum.String(), from})
			wanted[name] = sum
		}
	}
	slices.SortFunc(r.lingers, func(a, b gone) int { return strings.Compare(a.Name, b.Name) })
	r.from = map[string]string{}
	for name, sum := range wanted {
		if is, known := r.known[name]; known && is == sum {
			continue
		}
		r.entries = append(r.entries, entry{name: name, sum: sum})
		if is, there := have[name]; there && is == sum && r.way == Switched && r.slot != r.leads {
			r.from[name] = path.Join(r.releases(), r.leads, name)
		}
		if r.kept != nil {
			if r.from[name] = r.kept[sum]; r.from[name] == "" {
				r.missing = name
			}
		}
	}
	for name := range r.known {
		if _, stays := wanted[name]; !stays {
			r.entries = append(r.entries, entry{name: name, gone: true})
		}
	}
	for name := range r.loose {
		if _, stays := wanted[name]; !stays {
			if _, twice := r.known[name]; !twice {
				r.entries = append(r.entries, entry{name: name, gone: true})
			}
		}
	}
	slices.SortFunc(r.entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
}

// changes says what differs for readers, and what travels.
func (r *run) changes() (c Changes, err error) {
	c.Way, c.First, c.All = r.way, r.shownTxt == nil, r.o.All
	c.Forgot = r.shownTxt != nil && !r.hasState && r.intent == nil
	c.Resumes = r.intent != nil && (r.way == InPlace || r.commits || !r.same() || r.intent.All)
	if all := r.st.shown(r.leads); r.source != nil && len(all) > 0 && all[len(all)-1].Back != 0 && !r.same() {
		c.Back = all[len(all)-1]
	}
	for _, name := range r.want.Names() {
		if was, there := r.shown[name]; !there {
			c.New = append(c.New, name)
		} else if was != r.want[name] {
			c.Changed = append(c.Changed, name)
		}
	}
	for _, name := range r.shown.Names() {
		if _, stays := r.want[name]; !stays {
			c.Gone = append(c.Gone, name)
		}
	}
	for _, e := range r.entries {
		if e.gone {
			c.Removes++
		} else if r.from[e.name] == "" && r.source != nil {
			size, err := r.source.size(e.name)
			if err != nil {
				return c, err
			}
			c.Puts++
			c.Bytes += size
		}
	}
	return c, nil
}

// publish does it, under the lock.
func (r *run) publish(ctx context.Context) (rep Report, err error) {
	if err := r.prepare(ctx); err != nil {
		return rep, err
	}
	if rep.Changes, err = r.changes(); err != nil {
		return rep, err
	}
	if all := r.st.shown(r.leads); len(all) > 0 {
		rep.Number = all[len(all)-1].Number
	}
	rep.Stands = len(r.lingers)
	if err := r.consent(); err != nil {
		return rep, err
	}
	if r.missing != "" {
		return rep, fmt.Errorf("%w: %s", ErrNoWay, r.missing)
	}
	if rep.Nothing() && r.hasState {
		if len(r.st.Sweep) > 0 && r.intent == nil {
			err = r.finish(ctx, r.st)
		}
		return rep, err
	}
	if rep.Resumes && r.o.Resumes != nil {
		r.o.Resumes()
	}
	forgets := r.forget()
	next, number, former := r.next(r.words(rep.Changes))
	in := &intent{ID: rand.Text(), Slot: r.slot, From: sumOf(r.baseText), To: sumOf(r.text), Same: r.inside(), All: r.o.All, Keeps: r.allKept(), Besides: r.besides(), Next: next, entries: r.entries}
	switch {
	case r.way == Switched || former == 0:
	case !in.Keeps || r.o.releases() == 1:
		in.Keeps = false
		in.noBack(former)
		former, r.noBack = 0, r.o.releases() > 1
	}
	if r.intent != nil {
		in.Next.Litter = r.o.now()
	} else if err := r.sweepLitter(ctx, &in.Next); err != nil {
		return rep, err
	}
	if r.commits || forgets {
		// What the intent of that run says is not in the state yet, and the intent is about to go.
		if err := r.write(ctx, r.own("state.json"), r.st.encode()); err != nil {
			return rep, err
		}
	}
	if err := r.write(ctx, r.own("intent"), in.encode()); err != nil {
		return rep, err
	}
	w := &work{run: r, in: in, done: newProgress(len(in.entries)), former: former, sofar: Progress{AllFiles: len(in.entries), AllBytes: rep.Bytes}}
	r.watch(w.sofar)
	if err := w.all(ctx); err != nil {
		return rep, err
	}
	rep.Number, rep.Copied, rep.NoBack = number, w.copied, r.noBack
	rep.Puts, rep.Bytes = rep.Puts+w.put, rep.Bytes+w.bytes
	return rep, nil
}

// watch tells how far a run is.
func (r *run) watch(p Progress) {
	if r.o.Watch != nil {
		r.o.Watch(p)
	}
}

// forget forgets what is known of the slot of a run that broke off, where that is not gone on with now: what stands in it is looked up when it is used
// again, and nobody goes back to it. It reports whether there was such a slot; then the state must be written before the intent of that run goes.
func (r *run) forget() bool {
	if r.way == InPlace || r.intent == nil || r.intent.Slot == r.slot || r.commits && !r.intent.Same {
		return false
	}
	r.st = r.st.clone()
	delete(r.st.Slots, r.intent.Slot)
	if r.open() {
		r.st.Releases = slices.DeleteFunc(r.st.Releases, func(x Release) bool { return x.Slot == r.intent.Slot })
	}
	return true
}

// allKept reports whether all that was replaced of the publication that stands was kept before, also by runs that broke off.
func (r *run) allKept() bool {
	return !r.doubt && (r.intent == nil || r.intent.Keeps || r.commits && !r.intent.Same)
}

// consent asks whether the site that stands may be replaced.
func (r *run) consent() error {
	if r.o.Consent == nil || r.shown == nil {
		return nil
	}
	return r.o.Consent(r.shown.Names(), r.want.Names())
}

// words returns the line on a publication.
func (r *run) words(c Changes) string {
	if r.o.Words == nil {
		return ""
	}
	return r.o.Words(c)
}

// next returns the state when all is done, the number of the publication that readers have then, and in place that of the one that they have now; 0 for none.
func (r *run) next(words string) (next state, number, former int) {
	next = r.st.clone()
	next.Format = stateFormat
	next.Slots[r.slot] = slot{List: sumOf(r.text), Besides: r.lingers}
	if was := r.st.Slots[r.slot]; was.List == sumOf(r.text) && was.List == sumOf(r.baseText) { // it is not put again
		now := was
		now.Besides = r.lingers
		next.Slots[r.slot] = now
	}
	next.Releases = r.st.shown(r.leads)
	if n := len(next.Releases); n > 0 {
		former = next.Releases[n-1].Number
	}
	if r.o.All {
		for i := range next.Releases {
			next.Releases[i].Doubt = !r.inside() || i < len(next.Releases)-1
		}
		for name, was := range next.Slots { // what stands there is put again when it is their turn: files of theirs may be one with those that were changed
			if name != r.slot {
				next.Slots[name] = slot{Besides: was.Besides}
			}
		}
	}
	if r.inside() && former != 0 {
		return next, former, 0
	}
	next.Last++
	next.Releases = slices.DeleteFunc(next.Releases, func(x Release) bool { return x.Slot != "" && x.Slot == r.slot })
	x := Release{Number: next.Last, Time: r.o.now(), Words: words, Files: len(r.want), Slot: r.slot}
	if r.back.Number != 0 {
		x.Back, x.BackTime = r.back.Original()
		x.Doubt = r.back.Doubt
	}
	next.Releases = append(next.Releases, x)
	for len(next.Releases) > r.o.releases() {
		if r.way == InPlace {
			next.Sweep = append(next.Sweep, next.Releases[0].Number)
		}
		next.Releases = next.Releases[1:]
	}
	if r.way == Switched {
		r.dropSlots(&next)
	}
	return next, next.Last, former
}

// dropSlots forgets slots that no publication is kept in, but for one, which the next run takes.
func (r *run) dropSlots(next *state) {
	used := map[string]bool{}
	for _, x := range next.Releases {
		used[x.Slot] = true
	}
	spare := 0
	for _, slot := range slices.Sorted(maps.Keys(next.Slots)) {
		if used[slot] {
			continue
		}
		if spare++; spare > 1 {
			delete(next.Slots, slot)
		}
	}
}

// finish writes the state, and takes away what was there to come so far.
func (r *run) finish(ctx context.Context, next state) error {
	if err := r.write(ctx, r.own("state.json"), next.encode()); err != nil {
		return err
	}
	for _, name := range []string{"progress", "intent"} {
		if err := r.s.Remove(ctx, r.own(name)); err != nil {
			return err
		}
	}
	for _, n := range next.Sweep {
		number := strconv.Itoa(n)
		if err := r.s.Remove(ctx, r.own("releases/"+number+".sha256")); err != nil {
			return err
		}
		if err := r.removeAll(ctx, r.own("kept/"+number)); err != nil {
			return err
		}
	}
	for slot := range r.st.Slots {
		if _, stays := next.Slots[slot]; !stays && isSlot(slot) {
			if err := r.removeAll(ctx, path.Join(r.releases(), slot)); err != nil {
				return err
			}
		}
	}
	if len(next.Sweep) > 0 {
		next.Sweep = nil
		return r.write(ctx, r.own("state.json"), next.encode())
	}
	return nil
}

// sweepLitter has the store look at all that is there, once, some time after a run broke off: those that write files beside and rename them clear away then what
// nobody can still be writing.
func (r *run) sweepLitter(ctx context.Context, next *state) error {
	const later = 25 * time.Hour // than the day after which that is certain
	if next.Litter.IsZero() || r.o.now().Sub(next.Litter) < later {
		return nil
	}
	next.Litter = time.Time{}
	folder := r.root
	if r.way == Switched {
		folder = r.releases()
	}
	return r.s.List(ctx, folder, func(store.Entry) error { return nil })
}

// removeAll removes a folder of ours.
func (r *run) removeAll(ctx context.Context, folder string) error {
	var names []string
	if err := r.s.List(ctx, folder, func(e store.Entry) error {
		names = append(names, e.Name)
		return nil
	}); err != nil {
		return err
	}
	return each(ctx, r.s.Traits().Parallel, len(names), func(ctx context.Context, i int) error { return r.s.Remove(ctx, names[i]) })
}

// putList puts the list of the site, and returns what the far side tells of it; nothing where that is not clear. It is text as others: of 30,000 files nearly 3 MB, half of which travels where it may be packed.
func (r *run) putList(ctx context.Context) (store.Entry, error) {
	text, encoding := r.text, ""
	if r.packs() {
		text, encoding = pack(text), "gzip"
	}
	o, h := objectOf(text), webheader.Of(filelist.Name)
	o.Type, o.Cache, o.Encoding = h.Type, h.Cache, encoding
	name := path.Join(r.base, filelist.Name)
	if err := r.s.Put(ctx, name, o); err != nil {
		return store.Entry{}, err
	}
	r.keepList(r.text)
	e, err := r.s.Stat(ctx, name)
	if err != nil || e.Size != o.Size {
		return store.Entry{}, ctx.Err() // it will be fetched the next time
	}
	return e, nil
}

// packs reports whether texts are stored packed.
func (r *run) packs() bool { return r.o.Gzip && r.s.Traits().Headers }
