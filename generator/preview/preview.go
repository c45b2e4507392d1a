// Package preview shows the site to those who are writing it: every save is in the
// browser at once, and every slip is explained there.
//
// # What it is
//
// A Preview holds the last good site and what is wrong with the content as it is now.
// It is an http.Handler: pages are rendered when they are asked for, from the site in
// memory, with the bytes that a build would write. Nothing is written to the disk. Update
// makes the next site and takes its place in one step: a request is answered from
// one site as a whole. When the content is broken the last good site stays.
//
// # How a page lives
//
// One script (live.js) is put in at the very end of each page; it is all that
// a previewed page has beside the built one. It is told that something has changed, and
// then asks for the state of its own page (state.go): whether its bytes are others
// now, what is wrong with the content, how many pages have changed. Only a page that
// has changed is loaded again.
//
// Browsers open six connections to a server and no more, so seven tabs that each
// wait for word would block one another. One tab, whoever holds a lock of the
// browser's, waits on Server-Sent Events and passes the word to the others by a
// BroadcastChannel. Where there are no locks (a phone that is shown the preview by its
// IP address), each page asks once a second.
//
// # Who may ask
//
// This machine only, by its own names, from its own pages: package loopback.
package preview

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"kepu/generator/diag"
	"kepu/generator/site"
	"kepu/generator/theme"
)

// Options say what is shown.
type Options struct {
	Make    func() (*site.Site, diag.List, error) // makes the site from what is on the disk now, as site.Make does
	Explain func(error) diag.Text                 // puts an error of Make into words; nil: as it is
	Lang    diag.Lang                             // of what the preview says
	Root    string                                // the content folder as the user names it, for places
	Token   string                                // not empty: all addresses begin with it, and any address of this machine may be asked
	Told    func(Report)                          // told after each Update; may be nil
	Desk    string                                // where the forms for pages are asked for; "" where nothing can be changed
}

// Report says what came of an Update.
type Report struct {
	Problems diag.List
	Fault    diag.Text // the machine's or the theme's
	Broken   bool      // there are errors: the last good site stays, if there is one
	First    bool      // no site was there before
	Took     time.Duration
}

// Preview shows one site after the other.
type Preview struct {
	opts Options
	now  atomic.Pointer[state]

	streams atomic.Int32 // that wait for word now

	updating sync.Mutex     // one Update at a time
	mu       sync.Mutex     // held by who publishes
	counting sync.WaitGroup // of changed pages
}

// state is what is shown, from one Update to the next. It doesn't change.
type state struct {
	version  int           // one more with each state
	next     chan struct{} // closed when another state takes its place
	site     *site.Site    // the last good one; nil: there is none
	pages    *pages        // of site
	problems diag.List     // of the content as it is now
	fault    diag.Text     // of the machine or the theme, now
	edit     int           // how many times the site has been replaced
	updated  int           // how many pages that changed; -1: not known
}

// New returns a Preview that shows that there is no site yet.
func New(o Options) *Preview {
	if o.Explain == nil {
		o.Explain = func(err error) diag.Text { return diag.Same(err.Error()) }
	}
	p := &Preview{opts: o}
	p.now.Store(&state{next: make(chan struct{}), updated: -1})
	return p
}

// Update makes the site anew and shows it, unless still says that it was made from
// files that have changed meanwhile. It reports whether that need not be tried
// again before something changes.
func (p *Preview) Update(still func() bool) bool {
	p.updating.Lock() // a desk that has saved asks for it as well: what was read later is shown later
	defer p.updating.Unlock()
	began := time.Now()
	made, problems, err := p.opts.Make()
	if !still() {
		return true // it is called again
	}
	report := Report{Problems: problems, Took: time.Since(began)}
	ok := true
	if err != nil {
		report.Fault = p.explain(err)
		var fault *theme.Fault
		ok = errors.As(err, &fault)
	}
	report.Broken = made == nil
	p.mu.Lock()
	old := p.now.Load()
	report.First = old.site == nil
	s := *old
	s.problems, s.fault, s.updated = problems, report.Fault, -1
	if made != nil {
		s.site, s.pages = made, &pages{read: map[string]*page{}}
		s.edit++
	}
	p.publish(s)
	p.mu.Unlock()
	if made != nil && old.site != nil {
		p.counting.Go(func() { p.count(old.site, made) })
	}
	if p.opts.Told != nil {
		p.opts.Told(report)
	}
	return ok
}

// Site returns the last good site, nil when there is none, and what is wrong with the content as it
// is now.
func (p *Preview) Site() (*site.Site, diag.List) {
	s := p.now.Load()
	return s.site, s.problems
}

func (p *Preview) explain(err error) diag.Text {
	var fault *theme.Fault
	if errors.As(err, &fault) {
		return fault.Text()
	}
	return p.opts.Explain(err)
}

// publish makes s the state. The caller holds the lock.
func (p *Preview) publish(s state) {
	old := p.now.Load()
	s.version = old.version + 1
	s.next = make(chan struct{})
	p.now.Store(&s)
	close(old.next)
}

// countAfter is when changed pages are counted: when those that are open have had the time to be
// loaded again.
const countAfter = 200 * time.Millisecond

// count tells how many pages have changed, by their keys. The new site is shown before.
func (p *Preview) count(before, now *site.Site) {
	time.Sleep(countAfter)
	if p.now.Load().site != now {
		return // it is asked of the next one
	}
	changed := site.ChangedPages(before, now)
	p.mu.Lock()
	defer p.mu.Unlock()
	s := *p.now.Load()
	if s.site != now {
		return
	}
	s.updated = changed
	p.publish(s)
}
