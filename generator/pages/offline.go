package pages

import (
	"fmt"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/markdown"
	"kepu/generator/pinyin"
	"kepu/generator/source"
	"kepu/generator/view"
)

// The offline copy: a zip of the site. One page tells of it, and that page alone differs
// between the two: on the site it offers the zip with its size, in the zip it says how to
// open and pass on what one has. A page cannot tell the size of a zip that it is part of.

// OfflineBeside returns the page as it stands on the site, beside a zip of n bytes.
func OfflineBeside(v view.Offline, n int64) view.Offline {
	v.ZipURL, v.Size = address.OfflineZip, Size(n)
	return v
}

func (m *maker) offline() view.Offline {
	p := address.Offline
	return view.Offline{
		Frame: m.frame(p, "离线版", "没有网络也能看的整个网站：怎样打开，怎样拷给别人"),
		AsOf:  m.c.AsOf.Chinese(), Folder: m.copyFolder(), Slim: m.slim.words(),
	}
}

// copyFolder names the folder in the zip by the site and the day of its newest record, so
// that one edition is not unpacked into another.
func (m *maker) copyFolder() string {
	const most = 32 // the name stands before every other name, and paths must stay short
	name := strings.Trim(pinyin.Slug(m.c.Site.Title, ""), "-")
	if name == "" {
		name = "kepu"
	}
	name = name[:min(len(name), most)]
	if m.c.AsOf.Known() {
		name += "-" + m.c.AsOf.String()
	}
	return name
}

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
	for _, r := range c.Routes {
		keep(r.Path, r.Body)
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
