package address

import (
	"encoding/hex"
	"strconv"
	"strings"

	"kepu/generator/digest"
	"kepu/generator/photo"
	"kepu/generator/source"
)

// Photo returns the address of a picture in one of its widths. It has the file's name and the beginning of a sum of its bytes and of
// what is made of them, so that two pictures of one name don't meet and a changed one is fetched anew.
func Photo(a *source.Asset, width int) string {
	mark := digest.Of(a.Sum + photo.Version)
	return "assets/photos/" + slugOf(a) + "-" + hex.EncodeToString(mark[:4]) + "-" + strconv.Itoa(width) + a.Picture.Ending()
}

// usualWidth is the width, in pixels, that a browser gets which knows no srcset.
const usualWidth = 960

// Srcset returns how the page at shows a picture of which it may have these widths, the smallest first: the address for all, and
// those of the others with their widths; "" where there is one.
func Srcset(at string, a *source.Asset, widths []int) (src, srcset string) {
	src = Link(at, Photo(a, widths[0]))
	var all []string
	for _, w := range widths {
		to := Link(at, Photo(a, w))
		if w <= usualWidth {
			src = to
		}
		all = append(all, to+" "+strconv.Itoa(w)+"w")
	}
	if len(all) == 1 {
		return src, ""
	}
	return src, strings.Join(all, ", ")
}
