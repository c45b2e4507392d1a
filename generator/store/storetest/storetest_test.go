package storetest_test

import (
	"errors"
	"io/fs"
	"testing"
	"time"

	"kepu/generator/store"
	"kepu/generator/store/storetest"
)

func TestMemoryKeepsThePromises(t *testing.T) {
	for _, copies := range []bool{false, true} {
		places := map[string]*storetest.Memory{}
		storetest.Run(t, func(t *testing.T) store.Store {
			if places[t.Name()] == nil {
				places[t.Name()] = &storetest.Memory{Copies: copies}
			}
			return places[t.Name()]
		})
	}
}

func TestWhatPassesIsTriedAgain(t *testing.T) {
	quick := store.Pauses{First: time.Millisecond, Longest: time.Millisecond, Tries: 4}
	for _, c := range []struct {
		err   error
		fails int
		calls int
		ok    bool
	}{
		{errors.New("connection reset"), 0, 1, true},
		{errors.New("connection reset"), 3, 4, true},
		{errors.New("connection reset"), 4, 4, false},
		{&fs.PathError{Op: "open", Path: "a", Err: fs.ErrNotExist}, 1, 1, false},
		{store.ErrDenied, 1, 1, false},
		{store.ErrFull, 1, 1, false},
	} {
		m := &storetest.Memory{Before: func(call int, _, _ string) error {
			if call <= c.fails {
				return c.err
			}
			return nil
		}}
		heard := 0
		s := store.Retry(m, quick, func(string, error) { heard++ })
		err := s.Put(t.Context(), "a.html", storetest.Object("1"))
		if (err == nil) != c.ok || !c.ok && !errors.Is(err, c.err) || m.Calls() != c.calls || heard != c.calls-1 {
			t.Errorf("%v, failing %d times: %v after %d calls, %d told", c.err, c.fails, err, m.Calls(), heard)
		}
	}
}
