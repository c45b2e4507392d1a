package photo

import "testing"

func TestWhatCamerasWrote(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want bool
	}{
		"a JPEG with EXIF":           {"\xff\xd8\xff\xe0\x00\x04ab\xff\xe1\x00\x08Exif\x00\x00", true},
		"a JPEG without":             {"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02\xff\xe1", false},
		"a PNG with EXIF":            {"\x89PNG\r\n\x1a\n\x00\x00\x00\x01IHDRx0000\x00\x00\x00\x00eXIf0000", true},
		"a PNG with XMP":             {"\x89PNG\r\n\x1a\n\x00\x00\x00\x11iTXtXML:com.adobe.xmp0000", true},
		"a PNG without":              {"\x89PNG\r\n\x1a\n\x00\x00\x00\x01IHDRx0000\x00\x00\x00\x00IEND0000", false},
		"a WebP with EXIF":           {"RIFF\x00\x00\x00\x00WEBPVP8 \x01\x00\x00\x00a\x00EXIF\x00\x00\x00\x00", true},
		"a WebP without":             {"RIFF\x00\x00\x00\x00WEBPVP8 \x01\x00\x00\x00a\x00", false},
		"words that say Exif":        {"Exif", false},
		"a segment of no length":     {"\xff\xd8\xff\xe0\x00\x00\xff\xe1", false},
		"a chunk longer than a file": {"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR", false},
	} {
		if got := HasMetadata([]byte(c.data)); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzMetadataOfAnyBytes(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe0\x00\x04ab\xff\xe1\x00\x08Exif\x00\x00"))
	f.Add([]byte("\x89PNG\r\n\x1a\n\x7f\xff\xff\xffIHDR"))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8 \xff\xff\xff\x7fa"))
	f.Fuzz(func(_ *testing.T, data []byte) { HasMetadata(data) })
}
