package source

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"kepu/generator/diag"
)

func pngOf(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t *testing.T, exif string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 6)), nil); err != nil {
		t.Fatal(err)
	}
	if exif == "" {
		return b.Bytes()
	}
	block := "Exif\x00\x00" + exif
	n := len(block) + 2
	return append([]byte("\xff\xd8\xff\xe1"+string([]byte{byte(n >> 8), byte(n)})+block), b.Bytes()[2:]...)
}

// webp returns the first bytes of a WebP file whose header gives a size.
func webp(form string, size ...byte) []byte {
	b := append([]byte("RIFF\x00\x00\x00\x00WEBP"+form), make([]byte, 20)...)
	copy(b[map[string]int{"VP8 ": 26, "VP8L": 21, "VP8X": 24}[form]:], size)
	return b
}

// claims returns a PNG of one pixel whose header claims another size.
func claims(t *testing.T, width, height uint32) []byte {
	b := pngOf(t, 1, 1)
	put := func(at int, n uint32) {
		copy(b[at:], []byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
	}
	put(16, width)
	put(20, height)
	crc := uint32(0xffffffff)
	for _, c := range b[12:29] {
		crc ^= uint32(c)
		for range 8 {
			crc = crc>>1 ^ 0xedb88320&-(crc&1)
		}
	}
	put(29, ^crc)
	return b
}

func TestPicturesAreWhatTheirNamesSay(t *testing.T) {
	tests := []struct {
		what, name    string
		data          []byte
		width, height int
		problem       string // "" for none
	}{
		{"PNG", "a.png", pngOf(t, 40, 30), 40, 30, ""},
		{"PNG with capitals", "a.PNG", pngOf(t, 40, 30), 40, 30, ""},
		{"JPEG", "a.jpg", jpegOf(t, ""), 8, 6, ""},
		{"JPEG with GPS", "a.jpeg", jpegOf(t, "MM\x00*\x00\x00\x00\x08\x00\x01\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a"), 8, 6, "提醒 照片里带有拍摄地点"},
		{"JPEG with GPS, low byte first", "a.jpg", jpegOf(t, "II*\x00\x08\x00\x00\x00\x01\x00\x25\x88\x04\x00\x01\x00\x00\x00\x1a\x00\x00\x00"), 8, 6, "提醒 照片里带有拍摄地点"},
		{"JPEG with other Exif", "a.jpg", jpegOf(t, "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"), 8, 6, ""},
		{"WebP", "a.webp", webp("VP8 ", 0x80, 0x02, 0xe0, 0x01), 640, 480, ""},
		{"WebP without loss", "a.webp", webp("VP8L", 0x7f, 0xc2, 0x77, 0x00), 640, 480, ""},
		{"WebP with extras", "a.webp", webp("VP8X", 0xff, 0x01, 0x00, 0xff, 0xff, 0x00), 512, 65536, ""},
		{"IMG-02 empty", "a.jpg", nil, 0, 0, "错误 打不开这张图片"},
		{"IMG-02 a page", "a.jpg", []byte("<html>"), 0, 0, "错误 打不开这张图片"},
		{"IMG-02 cut", "a.jpg", []byte("\xff\xd8\xff\xe0"), 0, 0, "错误 打不开这张图片"},
		{"IMG-03 PNG as JPEG", "a.jpg", pngOf(t, 4, 3), 4, 3, "错误 扩展名是 .jpg，内容却是 PNG"},
		{"IMG-03 WebP as JPEG", "a.jpg", webp("VP8 ", 4, 0, 3, 0), 4, 3, "错误 扩展名是 .jpg，内容却是 WEBP"},
		{"IMG-03 HEIC as JPEG", "a.jpg", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), 0, 0, "错误 打不开这张图片"},
		{"IMG-01 a bomb", "a.png", claims(t, 20000, 20000), 20000, 20000, "错误 图片太大：20000×20000 像素"},
		{"IMG-06 large", "a.pdf", make([]byte, largeAsset+1), 0, 0, "提醒 文件有 2.0 MB"},
		{"IMG-06 too large", "a.pdf", make([]byte, maxAsset+1), 0, 0, "错误 文件太大：20 MB"},
		{"other", "a.pdf", []byte("x"), 0, 0, ""},
	}
	for _, tt := range tests {
		a := ReadAsset(tt.name, tt.data)
		got := ""
		for _, p := range a.Problems {
			got += map[diag.Severity]string{diag.Error: "错误 ", diag.Warning: "提醒 "}[p.Severity] + p.Message(diag.ZH)
		}
		if tt.problem == "" && got != "" || !strings.HasPrefix(got, tt.problem) {
			t.Errorf("%s: %q, want %q", tt.what, got, tt.problem)
		}
		if a.Width != tt.width || a.Height != tt.height || a.Size != int64(len(tt.data)) || len(a.Sum) != 64 {
			t.Errorf("%s: %d×%d, %d bytes, sum %s", tt.what, a.Width, a.Height, a.Size, a.Sum)
		}
	}
}

func TestPagesAndScriptsAreNoAttachments(t *testing.T) {
	for _, name := range []string{"a.html", "a.htm", "a.svg", "a.js", "a.exe", "a.xml", "a.xhtml", "a.css", "a", "a.pdf.html"} {
		if IsAttachment(name) || IsPicture(name) {
			t.Errorf("%s may be attached", name)
		}
	}
	for _, name := range []string{"a.pdf", "a.PDF", "a.docx", "照片.jpg", "a.xlsx"} {
		if !IsAttachment(name) {
			t.Errorf("%s may not be attached", name)
		}
	}
}
