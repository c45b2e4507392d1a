package signoff

import (
	"io"
	"path"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/photo"
)

// pictures looks into the pictures that come out for what a camera wrote: where it was, when, and whose it is. Package photo makes them
// of nothing but pixels; who signs is told what was found in the site itself.
func (l *looker) pictures(ground diag.Text) {
	i := l.item(diag.T("照片里的拍摄信息", "what cameras wrote into photos"), ground)
	n := 0
	for _, name := range l.Site.Files() {
		switch strings.ToLower(path.Ext(name)) {
		case ".jpg", ".jpeg", ".png", ".webp":
		default:
			continue
		}
		head, ok := l.head(name)
		if !ok {
			continue
		}
		n++
		if photo.HasMetadata(head) {
			i.find(Failed, diag.Place{}, diag.T("%s 带着拍摄信息（可能有地点、时间、机主）", "%s has what a camera wrote (place, time, owner)").With(name), diag.T("用看图软件另存一次，去掉拍摄信息（EXIF），换掉原来的", "save it anew without EXIF and put it in its place"))
		}
	}
	if n == 0 {
		i.Verdict, i.Says = NotApplicable, diag.T("网站上没有照片。", "there are no pictures on the site.")
	} else {
		i.Says = says(i, diag.T("看了%s张图片，都没有。", "none of %s pictures has any.").With(number(n)))
	}
	l.end(i)
}

// head reads the beginning of a file of the site, where such things stand.
func (l *looker) head(name string) ([]byte, bool) {
	const most = 256 << 10
	f, err := l.Site.Open(name)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most))
	return data, err == nil
}
