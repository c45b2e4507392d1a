package signoff

import (
	"bytes"
	"io"
	"path"
	"strings"

	"kepu/generator/diag"
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
		if hasExif(head) {
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

// hasExif reports whether a picture has EXIF or XMP in it: in JPEG, an APP1 segment before the picture's own; in PNG an eXIf or XMP chunk; in WebP
// a chunk of that name.
func hasExif(data []byte) bool {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xd8}):
		for at := 2; at+4 <= len(data) && data[at] == 0xff; {
			kind, size := data[at+1], int(data[at+2])<<8|int(data[at+3])
			if kind == 0xe1 {
				return true
			}
			if kind == 0xda || size < 2 { // the picture begins
				return false
			}
			at += 2 + size
		}
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		for at := 8; at+8 <= len(data); {
			size := int(data[at])<<24 | int(data[at+1])<<16 | int(data[at+2])<<8 | int(data[at+3])
			kind := string(data[at+4 : at+8])
			if kind == "eXIf" || kind == "iTXt" && bytes.HasPrefix(data[at+8:], []byte("XML:com.adobe.xmp")) {
				return true
			}
			if size < 0 || size > len(data) {
				return false
			}
			at += 12 + size
		}
	case bytes.HasPrefix(data, []byte("RIFF")) && len(data) > 12 && string(data[8:12]) == "WEBP":
		for at := 12; at+8 <= len(data); {
			kind, size := string(data[at:at+4]), int(data[at+4])|int(data[at+5])<<8|int(data[at+6])<<16|int(data[at+7])<<24
			if kind == "EXIF" || kind == "XMP " {
				return true
			}
			if size < 0 || size > len(data) {
				return false
			}
			at += 8 + size + size%2
		}
	}
	return false
}
