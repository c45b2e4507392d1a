package command

import (
	"context"
	"encoding/hex"
	"path/filepath"
	"strings"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/output"
	"kepu/generator/photocache"
	"kepu/generator/site"
	"kepu/generator/source"
)

// # Photos, made once
//
// What is made of photos is kept beside the site (package photocache), for all commands: check makes what build then finds, and
// the zip and the preview have it from there. Where there is no site yet it stands where the site will.

// photosOf returns the cache that goes with the site of the output folder, or with that beside the content.
func photosOf(o options) *photocache.Cache {
	out := o.out
	if out == "" || strings.EqualFold(filepath.Ext(out), ".zip") {
		out = filepath.Join(o.beside(), defaultOut)
	}
	if output.Safe(out, o.sources()...) != nil {
		return photocache.New("")
	}
	return photocache.New(output.Beside(out, "photos"))
}

// makeWithPhotos is makeSite with all its photos: those that cannot be decoded are among the problems.
func makeWithPhotos(ctx context.Context, o options, say *console.Console) made {
	p := preparing(say)
	o.prepare = func(done, total int) {
		if ctx.Err() == nil {
			p.Show(done, total)
		}
	}
	m := makeSite(ctx, o)
	if ctx.Err() == nil { // else somebody is still at work
		p.Clear()
	}
	return m
}

func preparing(say *console.Console) *console.Progress {
	p := say.Progress()
	p.Doing = diag.T("正在缩小照片", "making photos smaller")
	return p
}

// sweepPhotos forgets what was made of photos that content/ does not have any more, as a build has just read it. Those of
// drafts stay: somebody looks at them in the preview.
func sweepPhotos(o options, s *site.Site) {
	if o.taken == nil {
		return
	}
	kept := map[string]bool{}
	for name, sum := range o.taken.sums {
		if source.IsPicture(name) {
			kept[hex.EncodeToString(sum[:])] = true
		}
	}
	s.Photos().Sweep(time.Now(), func(sum string) bool { return kept[sum] })
}
