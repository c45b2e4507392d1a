package site

import (
	"bytes"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"

	"kepu/generator/diag"
	"kepu/generator/pages"
	"kepu/generator/photo"
	"kepu/generator/photocache"
	"kepu/generator/source"
)

// Photos returns what keeps the site's pictures.
func (s *Site) Photos() *photocache.Cache { return s.photos }

// picture returns a picture in one width. It is made when it is asked for, unless the cache has it.
func (s *Site) picture(p pages.Picture) ([]byte, error) {
	variants, err := s.photos.Variants(s.sums[p.Asset], func() ([]byte, error) { return s.asset(p.Asset) })
	if err != nil {
		return nil, err
	}
	for _, v := range variants {
		if v.Width == p.Width {
			return bytes.Clone(v.Bytes), nil // what is kept is others' too
		}
	}
	return nil, errors.New("the picture does not come in this width") // cannot happen
}

// prepare makes what the cache lacks of all pictures, so that those that cannot be decoded are told with their names, as what
// staff can mend. It takes a second for a large photo, so a preview does without. The error is the machine's.
func (s *Site) prepare(assets []*source.Asset, progress func(done, total int)) (problems diag.List, err error) {
	var todo []*source.Asset
	for _, a := range assets {
		if a.Picture != nil && !s.photos.Has(a.Sum) {
			todo = append(todo, a)
		}
	}
	failed := make([]error, len(todo))
	var wg sync.WaitGroup
	var next, done atomic.Int64
	var told sync.Mutex
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(todo)); i = next.Add(1) - 1 {
				_, failed[i] = s.photos.Variants(todo[i].Sum, func() ([]byte, error) { return s.asset(todo[i].Path) })
				told.Lock()
				progress(int(done.Add(1)), len(todo))
				told.Unlock()
			}
		})
	}
	wg.Wait()
	for i, fault := range failed {
		switch {
		case errors.Is(fault, photo.ErrUnreadable):
			what, mend := source.PictureFault(*todo[i].Picture, fault)
			problems.Error(diag.Whole(todo[i].Path), what, mend)
		case fault != nil:
			err = errors.Join(err, fault)
		}
	}
	return problems, err
}
