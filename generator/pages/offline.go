package pages

import (
	"strings"

	"kepu/generator/address"
	"kepu/generator/pinyin"
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
