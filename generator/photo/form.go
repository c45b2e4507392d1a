package photo

import (
	"bytes"
	"slices"
)

// Form is what a picture is by its bytes, whatever its name says.
type Form uint8

const (
	NoPicture Form = iota // none that is known
	JPEG
	PNG
	GIF
	WebP
	HEIC // what phones of Apple and others write unless told otherwise
	AVIF
	BMP
	TIFF
)

// String returns the name that people know the form by.
func (f Form) String() string {
	return [...]string{"", "JPEG", "PNG", "GIF", "WEBP", "HEIC", "AVIF", "BMP", "TIFF"}[f]
}

// Readable reports whether Look and Make read the form.
func (f Form) Readable() bool { return JPEG <= f && f <= WebP }

// FormOf returns what the bytes are, by their beginning.
func FormOf(data []byte) Form {
	has := func(at int, s string) bool { return len(data) >= at && bytes.HasPrefix(data[at:], []byte(s)) }
	switch {
	case has(0, "\xff\xd8\xff"):
		return JPEG
	case has(0, "\x89PNG"):
		return PNG
	case has(0, "GIF8"):
		return GIF
	case has(0, "RIFF") && has(8, "WEBP"):
		return WebP
	case has(4, "ftyp"):
		return formOfBox(data)
	case has(0, "BM") && len(data) > 14 && data[6] == 0 && data[7] == 0:
		return BMP
	case has(0, "II*\x00"), has(0, "MM\x00*"):
		return TIFF
	}
	return NoPicture
}

// The brands of ISO/IEC 23008-12, annex B, and of AV1's still pictures.
var (
	heicBrands = []string{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"}
	avifBrands = []string{"avif", "avis"}
)

// formOfBox reads the brands of a file that begins with a box of its type. The general brand mif1 is in both, so the own
// one of AVIF is asked for first.
func formOfBox(data []byte) Form {
	n := 0
	for _, b := range data[:4] {
		n = n<<8 | int(b)
	}
	var brands []string
	for at := 8; at+4 <= min(n, len(data), 256); at += 4 {
		if at != 12 { // a version
			brands = append(brands, string(data[at:at+4]))
		}
	}
	among := func(list []string) bool {
		return slices.ContainsFunc(brands, func(b string) bool { return slices.Contains(list, b) })
	}
	switch {
	case among(avifBrands):
		return AVIF
	case among(heicBrands):
		return HEIC
	}
	return NoPicture
}
