package desk

import (
	"context"
	"sync"
	"time"

	"kepu/generator/site"
)

// work is something that takes longer than a page may: it goes on by itself, and the page that asked for
// it asks again until it is done.
type work struct {
	what string     // plan, build or zip
	site *site.Site // as it was when the work was begun

	mu          sync.Mutex
	done, total int
	over        chan struct{} // closed when it has ended

	plan  Plan // of a plan
	err   error
	built Built // of the others
}

// far is how far it is.
func (x *work) far() (done, total int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.done, x.total
}

func (x *work) progress(done, total int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.done, x.total = done, total
}

// ended reports whether it is over within a time.
func (x *work) ended(within time.Duration) bool {
	select {
	case <-x.over:
		return true
	default:
	}
	t := time.NewTimer(within)
	defer t.Stop()
	select {
	case <-x.over:
		return true
	case <-t.C:
		return false
	}
}

// works is the work of a desk: one at a time.
type works struct {
	mu     sync.Mutex
	ctx    context.Context
	stop   context.CancelFunc
	now    *work // the last one that was begun, going on or over
	closed bool
}

// begin begins a work, unless one goes on: then that one is returned and begun is false.
func (s *works) begin(what string, of *site.Site, do func(ctx context.Context, x *work)) (x *work, begun bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now != nil && !s.now.ended(0) || s.closed {
		return s.now, false
	}
	if s.ctx == nil {
		s.ctx, s.stop = context.WithCancel(context.Background())
	}
	x = &work{what: what, site: of, over: make(chan struct{})}
	s.now = x
	go func() {
		defer close(x.over)
		do(s.ctx, x)
	}()
	return x, true
}

// last is the work that was begun last; nil when there was none.
func (s *works) last() *work {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// forget lets go of what is over.
func (s *works) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now != nil && s.now.ended(0) {
		s.now = nil
	}
}

// close ends what goes on and waits for it.
func (s *works) close() {
	s.mu.Lock()
	x, stop := s.now, s.stop
	s.closed = true
	s.mu.Unlock()
	if stop != nil {
		stop()
	}
	if x != nil {
		<-x.over
	}
}
