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

// onlySmall is the pictures that a slim copy has in their smallest width alone; empty in a full one.
type onlySmall map[*source.Asset]bool

// words says how many photos are small.
func (l onlySmall) words() string {
	if len(l) == 0 {
		return ""
	}
	return fmt.Sprintf("%d 张照片只有小图", len(l))
}

// widths returns those that the copy has of a picture, the smallest first.
func (m *maker) widths(a *source.Asset) []int {
	if all := a.Picture.Widths(); !m.slim[a] {
		return all
	} else {
		return all[:1]
	}
}

// image makes what the page at p shows of a picture.
func (m *maker) image(p string, a *source.Asset, alt string) view.Image {
	widths := m.widths(a)
	v := view.Image{Alt: alt, Width: a.Picture.Width, Height: a.Picture.Height}
	v.URL, v.Srcset = address.Srcset(p, a, widths)
	if len(widths) > 1 {
		v.Full = address.Link(p, address.Photo(a, widths[len(widths)-1]))
	}
	return v
}

// slimmed finds the photos of galleries, covers and activities. Pictures in texts stay as they are: a
// text may not be understood without them.
func slimmed(c *catalog.Catalog) onlySmall {
	out := onlySmall{}
	add := func(a *source.Asset) {
		if a != nil && len(a.Picture.Widths()) > 1 {
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
