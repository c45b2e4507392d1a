package store

import (
	"context"
	"io"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// Pauses are the waits between tries: the first, the longest, and how many tries there are. Each wait is about one and a half times the one before, give or take a half, so that
// many who failed together do not come back together.
type Pauses struct {
	First, Longest time.Duration
	Tries          uint
}

// Patient are the pauses for a network between two cities: with all tries some forty seconds.
var Patient = Pauses{First: 500 * time.Millisecond, Longest: 15 * time.Second, Tries: 8}

// Retry returns a store that tries again what failed for a while (see Permanent). Of Get only the opening is tried again, and List where nothing was told yet.
// told, where it is not nil, hears of each failure that will be tried again, from any goroutine.
func Retry(s Store, p Pauses, told func(name string, err error)) Store {
	r := &retrying{s, p, told}
	if l, ok := s.(Linker); ok {
		return &retryingLinker{r, l}
	}
	return r
}

type retrying struct {
	Store
	pauses Pauses
	told   func(string, error)
}

type retryingLinker struct {
	*retrying
	linker Linker
}

func again[T any](ctx context.Context, r *retrying, name string, f func() (T, error)) (T, error) {
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = r.pauses.First, r.pauses.Longest
	return backoff.Retry(ctx, func() (T, error) {
		v, err := f()
		if err != nil && (Permanent(err) || ctx.Err() != nil) {
			err = backoff.Permanent(err)
		}
		return v, err
	}, backoff.WithBackOff(wait), backoff.WithMaxTries(r.pauses.Tries), backoff.WithMaxElapsedTime(0), backoff.WithNotify(func(err error, _ time.Duration) {
		if r.told != nil {
			r.told(name, err)
		}
	}))
}

func (r *retrying) do(ctx context.Context, name string, f func() error) error {
	_, err := again(ctx, r, name, func() (struct{}, error) { return struct{}{}, f() })
	return err
}

func (r *retrying) Get(ctx context.Context, name string) (io.ReadCloser, error) {
	return again(ctx, r, name, func() (io.ReadCloser, error) { return r.Store.Get(ctx, name) })
}

func (r *retrying) Stat(ctx context.Context, name string) (Entry, error) {
	return again(ctx, r, name, func() (Entry, error) { return r.Store.Stat(ctx, name) })
}

func (r *retrying) Put(ctx context.Context, name string, o Object) error {
	return r.do(ctx, name, func() error { return r.Store.Put(ctx, name, o) })
}

// Create is tried once: of a try whose answer was lost nobody knows whether the file that is there now is ours.
func (r *retrying) Create(ctx context.Context, name string, o Object) error {
	return r.Store.Create(ctx, name, o)
}

func (r *retrying) Copy(ctx context.Context, from, to string) error {
	return r.do(ctx, to, func() error { return r.Store.Copy(ctx, from, to) })
}

func (r *retrying) Remove(ctx context.Context, name string) error {
	return r.do(ctx, name, func() error { return r.Store.Remove(ctx, name) })
}

func (r *retrying) List(ctx context.Context, folder string, tell func(Entry) error) error {
	return r.do(ctx, folder, func() error {
		begun := false
		err := r.Store.List(ctx, folder, func(e Entry) error {
			begun = true
			return tell(e)
		})
		if err != nil && begun {
			err = backoff.Permanent(err)
		}
		return err
	})
}

func (r *retryingLinker) Link(ctx context.Context, target, name string) error {
	return r.do(ctx, name, func() error { return r.linker.Link(ctx, target, name) })
}

func (r *retryingLinker) Leads(ctx context.Context, name string) (string, error) {
	return again(ctx, r.retrying, name, func() (string, error) { return r.linker.Leads(ctx, name) })
}
