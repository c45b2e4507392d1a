package pages

import (
	"strings"

	"kepu/generator/address"
	"kepu/generator/pinyin"
)

// The offline copy: a zip of the site. One page tells of it, and that page alone differs
// between the two: on the site it offers the zip with its size, in the zip it says how to
// open and pass on what one has. A page cannot tell the size of a zip that it is part of.

// Offline is the view of layouts/offline.html.
type Offline struct {
	Frame
	ZipURL string // of the zip; "" in the zip itself
	Size   string // of the zip: "1.2 MB"; "" in the zip itself
	AsOf   string // "2026年1月9日", the newest record; ""
	Folder string // the folder that the zip unpacks into
	Slim   string // what a slim copy lacks: "12 张大照片"; ""
}

// ForSite returns the page as it stands on the site, beside a zip of n bytes.
func (v Offline) ForSite(n int64) Offline {
	v.ZipURL, v.Size = address.OfflineZip, Size(n)
	return v
}

func (m *maker) offline() Offline {
	p := address.Offline
	return Offline{
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
