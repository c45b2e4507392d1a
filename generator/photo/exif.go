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
