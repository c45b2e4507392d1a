package source

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"

	"kepu/generator/diag"
	"kepu/generator/photo"
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

// sample returns a picture of those of package photo.
func sample(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../photo/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
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
		{"JPEG on its side", "a.jpg", jpegOf(t, "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"), 6, 8, ""},
		{"WebP", "a.webp", sample(t, "lossy.webp"), 150, 100, ""},
		{"WebP without loss", "a.webp", sample(t, "lossless.webp"), 32, 24, ""},
		{"large, as a camera gives it", "a.jpg", append(jpegOf(t, ""), make([]byte, maxAsset)...), 8, 6, ""},
		{"IMG-02 empty", "a.jpg", nil, 0, 0, "错误 这个图片文件是空的"},
		{"IMG-02 a page", "a.jpg", []byte("<html>"), 0, 0, "错误 打不开这张图片"},
		{"IMG-02 cut", "a.jpg", []byte("\xff\xd8\xff\xe0"), 0, 0, "错误 打不开这张图片"},
		{"IMG-02 cut later", "a.jpg", jpegOf(t, "")[:200], 0, 0, "错误 打不开这张图片"},
		{"IMG-02 cut at the end", "a.png", pngOf(t, 40, 30)[:60], 0, 0, "错误 图片不完整"},
		{"IMG-03 PNG as JPEG", "a.jpg", pngOf(t, 4, 3), 0, 0, "错误 扩展名是 .jpg，内容却是 PNG"},
		{"IMG-03 WebP as JPEG", "a.jpg", sample(t, "lossy.webp"), 0, 0, "错误 扩展名是 .jpg，内容却是 WEBP"},
		{"IMG-03 HEIC as JPEG", "a.jpg", sample(t, "phone.heic"), 0, 0, "错误 这是手机的 HEIC 照片，网页不能显示，请在电脑上打开后另存为 JPG"},
		{"IMG-03 AVIF as JPEG", "a.jpg", []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1miaf"), 0, 0, "错误 这是手机的 AVIF 照片"},
		{"IMG-03 TIFF as JPEG", "a.jpg", []byte("II*\x00\x08\x00\x00\x00"), 0, 0, "错误 这是 TIFF 图片，网站不能用"},
		{"of a printer", "a.jpg", sample(t, "cmyk.jpg"), 32, 24, "提醒 这是印刷用的图片（CMYK）"},
		{"moving", "a.webp", sample(t, "moving.webp"), 0, 0, "错误 这是会动的 WebP 图片"},
		{"IMG-01 a bomb", "a.png", claims(t, 20000, 20000), 0, 0, "错误 图片太大：20000×20000 像素"},
		{"IMG-06 large", "a.pdf", make([]byte, largeAsset+1), 0, 0, "提醒 文件有 2.0 MB"},
		{"IMG-06 too large", "a.pdf", make([]byte, maxAsset+1), 0, 0, "错误 文件太大：20 MB"},
		{"IMG-06 a photo too large", "a.jpg", make([]byte, photo.MaxSize+1), 0, 0, "错误 文件太大：60 MB"},
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
		width, height := 0, 0
		if a.Picture != nil {
			width, height = a.Picture.Width, a.Picture.Height
		}
		if width != tt.width || height != tt.height || a.Size != int64(len(tt.data)) || len(a.Sum) != 64 {
			t.Errorf("%s: %d×%d, %d bytes, sum %s", tt.what, width, height, a.Size, a.Sum)
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
