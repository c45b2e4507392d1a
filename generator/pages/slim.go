package pages

import (
	"fmt"

	"kepu/generator/catalog"
	"kepu/generator/markdown"
	"kepu/generator/source"
)

// slimLimit is the size, in bytes, from which a photo is left out of a slim copy.
const slimLimit = 200 << 10

// leftOut is what a slim copy lacks; empty in a full one.
type leftOut map[*source.Asset]bool

// words says how many photos are not there.
func (l leftOut) words() string {
	if len(l) == 0 {
		return ""
	}
	var n int64
	for a := range l {
		n += a.Size
	}
	return fmt.Sprintf("%d 张大照片（共 %s）", len(l), Size(n))
}

// slimmed finds the large photos of galleries, covers and activities. Pictures in texts stay: a
// text may not be understood without them.
func slimmed(c *catalog.Catalog) leftOut {
	out := leftOut{}
	add := func(a *source.Asset) {
		if a != nil && a.Size >= slimLimit {
			out[a] = true
		}
	}
	for _, b := range c.Bases {
		add(b.Cover)
		for _, g := range b.Gallery {
			add(g.Asset)
		}
	}
	for _, a := range c.Activities {
		for _, p := range a.Gallery {
			add(p)
		}
	}
	keep := func(from string, d *markdown.Doc) {
		if d == nil {
			return
		}
		for _, l := range d.Links {
			if t, ok := c.Resolve(from, l); ok && t.Asset != nil {
				delete(out, t.Asset)
			}
		}
	}
	for _, b := range c.Bases {
		keep(b.Path, b.Body)
	}
	for _, a := range c.Activities {
		keep(a.Path, a.Summary)
	}
	for _, list := range [][]*catalog.Article{c.Reports, c.Notices, c.Pages} {
		for _, a := range list {
			keep(a.Path, a.Body)
			for _, x := range a.Attachments {
				delete(out, x)
			}
		}
	}
	return out
}
