package output

import (
	"context"
	"fmt"
	"runtime"
	"sort"
	"sync"
)

// Fault is a file of a tree that could not be read.
type Fault struct {
	Path string
	Err  error
}

// Faults are all of a tree, in the order of their paths.
type Faults []Fault

func (f Faults) Error() string {
	s := fmt.Sprintf("make %s: %v", f[0].Path, f[0].Err)
	if len(f) > 1 {
		s += fmt.Sprintf(" (and %d more files)", len(f)-1)
	}
	return s
}

// Unwrap lets errors.Is and errors.As see the causes.
func (f Faults) Unwrap() []error {
	errs := make([]error, len(f))
	for i := range f {
		errs[i] = f[i].Err
	}
	return errs
}

// Check reads every file of tree and writes nothing. It returns how many files
// there are; the error is Faults, the context's, or about a name in the tree.
func Check(ctx context.Context, tree Tree, progress func(done, total int)) (int, error) {
	names, err := checkedNames(tree)
	if err != nil {
		return 0, err
	}
	return len(names), each(ctx, names, tree, progress, func(int, *content) error { return nil })
}

// each reads the files on all processors and hands each to use with its index; what use
// leaves of it is read to its end. After a file that cannot be
// read the rest is read all the same, to tell all faults, but used no more; an
// error of use ends it.
func each(ctx context.Context, names []string, tree Tree, progress func(done, total int), use func(i int, c *content) error) error {
	var (
		mu     sync.Mutex // guards all below, and progress
		next   int
		done   int
		faults = map[int]error{}
		failed error
		wg     sync.WaitGroup
	)
	take := func() (i int, ok bool) {
		mu.Lock()
		defer mu.Unlock()
		if failed == nil {
			failed = ctx.Err()
		}
		if failed != nil || next == len(names) {
			return 0, false
		}
		next++
		return next - 1, true
	}
	wanted := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(faults) == 0 && failed == nil
	}
	work := func() {
		buffer := buffers.Get().(*[atOnce]byte)
		defer buffers.Put(buffer)
		for i, ok := take(); ok; i, ok = take() {
			fault, err := read(tree, names[i], buffer[:], func(c *content) error {
				if !wanted() {
					return nil
				}
				return use(i, c)
			})
			mu.Lock()
			if fault != nil {
				faults[i] = fault
			}
			if failed == nil {
				failed = err
			}
			done++
			if progress != nil {
				progress(done, len(names))
			}
			mu.Unlock()
		}
	}
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		wg.Go(work)
	}
	wg.Wait()
	if failed != nil {
		return failed
	}
	return collect(names, faults)
}

func collect(names []string, faults map[int]error) error {
	if len(faults) == 0 {
		return nil
	}
	at := make([]int, 0, len(faults))
	for i := range faults {
		at = append(at, i)
	}
	sort.Ints(at)
	all := make(Faults, len(at))
	for k, i := range at {
		all[k] = Fault{names[i], faults[i]}
	}
	return all
}
