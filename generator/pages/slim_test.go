package pages

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kepu/generator/figures"
	"kepu/generator/view"
)

// photo makes a picture of about that many bytes.
func photo(t *testing.T, kilobytes int) string {
	t.Helper()
	r := rand.New(rand.NewPCG(1, uint64(kilobytes)))
	m := image.NewGray(image.Rect(0, 0, 1024, kilobytes))
	for i := range m.Pix {
		m.Pix[i] = uint8(r.Uint32())
	}
	m.SetGray(0, 0, color.Gray{1})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A slim copy has no large photos, says how many it lacks, and keeps the pictures of texts.
func TestSlimCopyLeavesLargePhotosOut(t *testing.T) {
	files := map[string]string{
		"site.toml":           searchContent["site.toml"],
		"bases/a/index.md":    "+++\nname = \"虚构馆\"\ncounty = \"确山县\"\n+++\n看图：![图](in-text.png)\n",
		"bases/a/large.png":   photo(t, 300),
		"bases/a/small.png":   photo(t, 20),
		"bases/a/in-text.png": photo(t, 301),
		"bases/a/a-cover.png": photo(t, 302),
	}
	c := linked(t, files)
	kept := map[bool][]string{}
	for _, slim := range []bool{false, true} {
		all, _ := Of(c, figures.Of(c), Options{Slim: slim})
		for _, f := range all {
			if f.Asset != "" {
				kept[slim] = append(kept[slim], f.Asset)
			}
			if f.Layout == "base" && slim {
				v := f.View().(view.BasePage)
				if v.LeftOut != 2 || v.Cover != nil || !strings.Contains(v.Footer.Slim, "2 张大照片") {
					t.Errorf("the page says that %d are left out, its foot %q", v.LeftOut, v.Footer.Slim)
				}
			}
		}
		slices.Sort(kept[slim])
	}
	if len(kept[false]) != 4 || !slices.Equal(kept[true], []string{"bases/a/in-text.png", "bases/a/small.png"}) {
		t.Errorf("full: %v\nslim: %v", kept[false], kept[true])
	}
}
