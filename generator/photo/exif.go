package photo

import (
	"bytes"
	"strings"

	"github.com/bep/imagemeta"
)

// metadata returns how a picture is turned and whether it tells where it was taken: by Exif, or by XMP, in which programs that
// sort photos put it.
func metadata(data []byte, form Form) (turn int, place bool) {
	turn = 1
	kind, ok := map[Form]imagemeta.ImageFormat{JPEG: imagemeta.JPEG, PNG: imagemeta.PNG, WebP: imagemeta.WebP}[form]
	if !ok {
		return turn, false
	}
	// An error is what a damaged block comes to: what was read before it counts.
	imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: kind, Sources: imagemeta.EXIF | imagemeta.XMP,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool {
			return strings.HasPrefix(t.Namespace, "IFD0") || t.Source == imagemeta.XMP
		},
		HandleTag: func(t imagemeta.TagInfo) error {
			switch {
			case t.Source == imagemeta.EXIF && t.Tag == "Orientation" && t.Namespace == "IFD0":
				if n, ok := t.Value.(uint16); ok && 1 <= n && n <= 8 {
					turn = int(n)
				}
			case strings.HasPrefix(t.Tag, "GPSL") || t.Tag == "GPSPosition": // a clock by satellite alone is no place
				place = true
			}
			return nil
		},
	})
	return turn, place
}

// HasMetadata reports whether a picture has a block of Exif or XMP in it, of which the beginning of a file is enough, and whether or not
// it can be read: in JPEG, an APP1 segment before the picture's own; in PNG an eXIf or XMP chunk; in WebP a chunk of that name.
func HasMetadata(data []byte) bool {
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
