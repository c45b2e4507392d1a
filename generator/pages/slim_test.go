package pages

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"path"
	"slices"
	"strings"
	"testing"

	"kepu/generator/figures"
	"kepu/generator/view"
)

// drawing makes a picture of that width.
func drawing(t *testing.T, width int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 9+width/100))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A slim copy has photos in one width, says so, and keeps the pictures of texts as they are.
func TestSlimCopyHasSmallPhotos(t *testing.T) {
	c := linked(t, map[string]string{
		"site.toml":           searchContent["site.toml"],
		"bases/a/index.md":    "+++\nname = \"虚构馆\"\ncounty = \"确山县\"\n+++\n看图：![图](in-text.png)\n",
		"bases/a/large.png":   drawing(t, 3000),
		"bases/a/small.png":   drawing(t, 300),
		"bases/a/in-text.png": drawing(t, 1000),
		"bases/a/a-cover.png": drawing(t, 2000),
	})
	kept := map[bool][]string{}
	for _, slim := range []bool{false, true} {
		all, _ := Of(c, figures.Of(c), Options{Slim: slim})
		for _, f := range all {
			if p := f.Picture; p.Asset != "" {
				kept[slim] = append(kept[slim], fmt.Sprintf("%s %d", path.Base(p.Asset), p.Width))
			}
			if f.Layout == "base" {
				v := f.View().(view.BasePage)
				if slim && (v.Cover.Srcset != "" || v.Cover.Full != "" || v.Footer.Slim != "精简版，2 张照片只有小图") {
					t.Errorf("%+v, its foot %q", v.Cover, v.Footer.Slim)
				}
				if !slim && (strings.Count(v.Cover.Srcset, ",") != 2 || !strings.HasSuffix(v.Cover.Full, "-1600.png") || !strings.HasSuffix(v.Cover.URL, "-960.png")) {
					t.Errorf("%+v", v.Cover)
				}
			}
		}
		slices.Sort(kept[slim])
	}
	full := []string{"a-cover.png 1600", "a-cover.png 480", "a-cover.png 960", "in-text.png 1000", "in-text.png 480", "large.png 1600", "large.png 480", "large.png 960", "small.png 300"}
	if want := []string{"a-cover.png 480", "in-text.png 1000", "in-text.png 480", "large.png 480", "small.png 300"}; !slices.Equal(kept[false], full) || !slices.Equal(kept[true], want) {
		t.Errorf("full: %v\nslim: %v", kept[false], kept[true])
	}
}
