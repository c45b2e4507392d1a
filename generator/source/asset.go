package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"image"
	_ "image/gif"  // pictures that pages may show
	_ "image/jpeg" // pictures that pages may show
	_ "image/png"  // pictures that pages may show
	"path"
	"strings"

	"kepu/generator/diag"
)

// Asset is a picture or an attachment of content/ that goes into the site.
type Asset struct {
	Path          string // in content/
	Size          int64  // bytes
	Sum           string // SHA-256 of the bytes, lower-case hexadecimal
	Width, Height int    // of a picture, in pixels; 0 for other files
	Problems      diag.List
}

// Limits of a picture: a larger one is refused, or warned about.
const (
	maxAsset   = 20 << 20  // bytes
	largeAsset = 2 << 20   // bytes
	maxPixels  = 100 << 20 // a picture of a few kilobytes may claim billions
)

// pictureForms maps the endings of pictures to the form that their bytes must have.
var pictureForms = map[string]string{".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".gif": "gif", ".webp": "webp"}

// IsPicture reports whether the path has the ending of a picture that pages show.
func IsPicture(name string) bool { return pictureForms[strings.ToLower(path.Ext(name))] != "" }

// attachments are the endings of files that may be offered to take away. Pages
// and scripts are not among them: content never becomes script.
var attachments = map[string]bool{".pdf": true, ".doc": true, ".docx": true, ".xls": true, ".xlsx": true, ".ppt": true, ".pptx": true,
	".wps": true, ".et": true, ".dps": true, ".ofd": true, ".csv": true, ".txt": true, ".zip": true, ".rar": true, ".7z": true, ".mp4": true, ".mp3": true}

// IsAttachment reports whether the path has the ending of a file to take away.
func IsAttachment(name string) bool {
	return IsPicture(name) || attachments[strings.ToLower(path.Ext(name))]
}

// ReadAsset looks at the bytes of a picture or an attachment.
func ReadAsset(name string, data []byte) *Asset {
	sum := sha256.Sum256(data)
	a := &Asset{Path: name, Size: int64(len(data)), Sum: hex.EncodeToString(sum[:])}
	at := diag.Whole(name)
	switch {
	case a.Size > maxAsset:
		a.Problems.Error(at, diag.M("FILE-LARGE", "文件太大：20 MB 以上", "the file is too large: above 20 MB"), makeSmaller)
	case a.Size > largeAsset:
		a.Problems.Warn(at, diag.M("FILE-SLOW", "文件有 %.1f MB，手机上打开会很慢", "the file is %.1f MB and slow on a phone").With(float64(a.Size)/(1<<20)), makeSmaller)
	}
	if want := pictureForms[strings.ToLower(path.Ext(name))]; want != "" {
		a.picture(data, want)
	}
	return a
}

var makeSmaller = diag.T("请先缩小照片（宽 1600 像素足够）", "make the photo smaller first (1600 pixels wide is enough)")

func (a *Asset) picture(data []byte, want string) {
	at := diag.Whole(a.Path)
	config, form, err := image.DecodeConfig(bytes.NewReader(data))
	if w, h, ok := webpSize(data); ok {
		config.Width, config.Height, form, err = w, h, "webp", nil
	}
	switch {
	case err != nil:
		a.Problems.Error(at, diag.M("PHOTO-UNREADABLE", "打不开这张图片，它不是完整的图片文件", "this is no whole picture file"),
			diag.T("请用画图打开后另存为 JPG 或 PNG", "open it in a picture program and save it as JPG or PNG"))
	case form != want:
		a.Problems.Error(at, diag.M("PHOTO-ENDING", "扩展名是 %s，内容却是 %s", "the ending is %s but the content is %s").With(path.Ext(a.Path), strings.ToUpper(form)),
			diag.T("请另存为 JPG 或 PNG，不要只改文件名", "save it as JPG or PNG; renaming is not enough"))
	case cutShortPicture(data, form):
		a.Problems.Error(at, diag.M("PHOTO-CUT", "图片不完整：后面一截没有了，多半是传输或拷贝中断", "the picture breaks off: its end is missing, as a broken transfer leaves it"),
			diag.T("请重新拷贝或下载原图", "copy it again from where it came"))
	case config.Width*config.Height > maxPixels:
		a.Problems.Error(at, diag.M("PHOTO-PIXELS", "图片太大：%d×%d 像素", "the picture is too large: %d×%d pixels").With(config.Width, config.Height), makeSmaller)
	}
	a.Width, a.Height = config.Width, config.Height
	if bytes.Contains(data[:min(len(data), 1<<16)], []byte("Exif\x00\x00")) && bytes.Contains(data[:min(len(data), 1<<16)], gpsTag(data)) {
		a.Problems.Warn(at, diag.M("PHOTO-LOCATION", "照片里带有拍摄地点", "the photo tells where it was taken"),
			diag.T("请先去掉照片的位置信息（右键，属性，详细信息，删除属性）", "remove its location first (Properties, Details, Remove)"))
	}
}

// gpsTag returns the bytes of the Exif tag that points to the GPS data (0x8825,
// a LONG, one of it) in the byte order of data's Exif block.
func gpsTag(data []byte) []byte {
	tag := []byte{0x88, 0x25, 0, 4, 0, 0, 0, 1}
	if i := bytes.Index(data, []byte("Exif\x00\x00II")); i >= 0 {
		tag = []byte{0x25, 0x88, 4, 0, 1, 0, 0, 0}
	}
	return tag
}

// webpSize returns the size that a WebP file gives (RFC 9649, section 2.5 to 2.7).
func webpSize(b []byte) (width, height int, ok bool) {
	if len(b) < 30 || string(b[:4]) != "RIFF" || string(b[8:12]) != "WEBP" {
		return 0, 0, false
	}
	switch string(b[12:16]) {
	case "VP8 ":
		return int(binary.LittleEndian.Uint16(b[26:]) & 0x3fff), int(binary.LittleEndian.Uint16(b[28:]) & 0x3fff), true
	case "VP8L":
		n := binary.LittleEndian.Uint32(b[21:])
		return int(n&0x3fff) + 1, int(n>>14&0x3fff) + 1, true
	case "VP8X":
		return 1 + (int(b[24]) | int(b[25])<<8 | int(b[26])<<16), 1 + (int(b[27]) | int(b[28])<<8 | int(b[29])<<16), true
	}
	return 0, 0, false
}
