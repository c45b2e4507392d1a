package publish

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"sync"
	"sync/atomic"
	"time"

	"kepu/generator/store"
)

// Lock is who publishes.
type Lock struct {
	ID     string    `json:"id"`     // of the run
	Holder string    `json:"holder"` // see Options.Holder
	Who    string    `json:"who"`
	Since  time.Time `json:"since"`
	Until  time.Time `json:"until"` // when it ends, unless it is renewed
}

const (
	lockFor   = 10 * time.Minute
	lockRenew = 2 * time.Minute
)

// lock takes the lock of the place. The context that it returns ends when the lock is lost; release gives the lock back, on whatever way the run ends.
func (p *place) lock(ctx context.Context, o Options) (held context.Context, release func() error, err error) {
	now := o.now()
	mine := Lock{ID: rand.Text(), Holder: o.Holder, Who: o.Who, Since: now, Until: now.Add(lockFor)}
	name := p.own("lock")
	err = p.createLock(ctx, name, mine, o.Pause)
	switch {
	case errors.Is(err, fs.ErrExist):
		other, err := p.lockThere(ctx, name)
		if err == nil && other.ID == "" { // gone meanwhile, or only half written where the store makes it before the eyes of readers
			if err = rest(ctx, o.Pause); err == nil {
				other, err = p.lockThere(ctx, name)
			}
		}
		if err != nil {
			return nil, nil, err
		}
		if other.ID == mine.ID { // the answer to a first try was lost
			break
		}
		// A folder that was copied to another machine has the holder's name there too.
		dead := other.Holder != "" && other.Holder == o.Holder && other.Who == o.Who
		if other.ID != "" && !dead && now.Before(other.Until) {
			return nil, nil, &Busy{other}
		}
		if other.ID != "" && o.Takes != nil {
			o.Takes(other)
		}
		if err := p.s.Put(ctx, name, objectOf(mine.encode())); err != nil {
			return nil, nil, err
		}
		if err := p.proveLock(ctx, name, mine.ID, o.Pause); err != nil {
			return nil, nil, err
		}
	case err != nil && (store.Permanent(err) || ctx.Err() != nil):
		return nil, nil, err
	case err != nil, !p.s.Traits().Exclusive:
		// The answer was lost, or the store cannot promise that there was nobody else: what stands there tells.
		if failed := p.proveLock(ctx, name, mine.ID, o.Pause); failed != nil {
			if err != nil && errors.Is(failed, ErrLost) { // nothing stands there: nobody else is in the way
				return nil, nil, err
			}
			return nil, nil, errors.Join(failed, err)
		}
	}
	p.run, p.lease = mine.ID, &lease{p: *p, name: name, mine: mine, now: o.now}
	p.lease.until.Store(mine.Until.UnixNano())
	held, cancel := context.WithCancelCause(ctx)
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(lockRenew)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			err := p.lease.renew(held, false)
			if errors.Is(err, ErrLost) || err != nil && held.Err() == nil && p.lease.over() { // it has ended before it could be renewed
				cancel(ErrLost)
				return
			}
		}
	}()
	return held, func() error {
		close(done)
		<-ended
		cancel(context.Canceled)
		last, stop := lastWords(ctx)
		defer stop()
		if there, err := p.lockThere(last, name); err != nil || there.ID != mine.ID {
			return nil // whose it is now, or who cannot be reached: it ends by itself
		}
		p.s.Remove(last, name)
		return nil
	}, nil
}

// lease is a lock that this run has, until it ends. Who works under it looks whether it has (over), since a machine may sleep in the middle of a run, and its
// timers with it.
type lease struct {
	p     place
	name  string
	now   func() time.Time
	until atomic.Int64 // of the clock on the wall: others know no other

	one  sync.Mutex
	mine Lock
}

func (l *lease) over() bool { return l.now().UnixNano() > l.until.Load() }

// renew puts off the end of the lock; ErrLost where it is another's. ifOver does so only where it has ended.
func (l *lease) renew(ctx context.Context, ifOver bool) error {
	l.one.Lock()
	defer l.one.Unlock()
	if ifOver && !l.over() {
		return nil
	}
	there, err := l.p.lockThere(ctx, l.name)
	if err != nil {
		return err
	}
	if there.ID != l.mine.ID {
		return ErrLost
	}
	l.mine.Until = l.now().Add(lockFor)
	if err := l.p.s.Put(ctx, l.name, objectOf(l.mine.encode())); err != nil {
		return err
	}
	l.until.Store(l.mine.Until.UnixNano())
	return nil
}

// createLock makes the lock, again where that failed for a while and none stands there.
func (p place) createLock(ctx context.Context, name string, mine Lock, pause time.Duration) error {
	for try := 1; ; try++ {
		err := p.s.Create(ctx, name, objectOf(mine.encode()))
		if err == nil || store.Permanent(err) || ctx.Err() != nil || try == 3 {
			return err
		}
		if there, failed := p.lockThere(ctx, name); failed != nil || there.ID != "" || rest(ctx, pause) != nil {
			return err
		}
	}
}

// rest waits, until ctx ends.
func rest(ctx context.Context, pause time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pause):
		return nil
	}
}

// stillOurs fails with ErrLost where another run has taken the lock.
func (p place) stillOurs(ctx context.Context) error {
	there, err := p.lockThere(ctx, p.own("lock"))
	if err == nil && there.ID != p.run {
		err = ErrLost
	}
	return err
}

// lastWords is a context for what is to be done after a run was told to end.
func lastWords(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
}

func (l Lock) encode() []byte {
	text, err := json.Marshal(l)
	if err != nil {
		panic("a lock is plain data: " + err.Error()) // cannot happen
	}
	return append(text, '\n')
}

// lockThere returns the lock that stands; the zero value where there is none, or none that can be read.
func (p place) lockThere(ctx context.Context, name string) (l Lock, err error) {
	text, err := p.read(ctx, name)
	if err != nil || json.Unmarshal(text, &l) != nil {
		return Lock{}, err
	}
	return l, nil
}

// proveLock looks after a pause whether the lock is ours: of several that put theirs at once the last one has it. ErrLost says that there is none at all.
func (p place) proveLock(ctx context.Context, name, id string, pause time.Duration) error {
	if err := rest(ctx, pause); err != nil {
		return err
	}
	there, err := p.lockThere(ctx, name)
	switch {
	case err != nil || there.ID == id:
		return err
	case there.ID == "":
		return ErrLost
	}
	return &Busy{there}
}
