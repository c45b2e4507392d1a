package command

import (
	"bytes"
	"image"
	"image/png"
	"path"
	"slices"
	"strings"
	"testing"
)

// Which of a photo's widths a browser asks for is told by its window: a page in a pack has them all.
func TestAPackHasPhotosInEveryWidth(t *testing.T) {
	var photo bytes.Buffer
	if err := png.Encode(&photo, image.NewGray(image.Rect(0, 0, 1300, 20))); err != nil {
		t.Fatal(err)
	}
	write(t, map[string]string{
		"content/site.toml":           smallSite["content/site.toml"],
		"content/bases/demo/index.md": smallSite["content/bases/demo.md"],
		"content/bases/demo/p.png":    photo.String(),
	})
	m := makeSite(t.Context(), options{content: "content"})
	if m.site == nil {
		t.Fatal(m.err, m.problems)
	}
	photosOf := func(names []string) []string {
		return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return path.Dir(n) != "assets/photos" })
	}
	want := photosOf(m.site.Files())
	if len(want) != 3 {
		t.Fatalf("the site has %v", want)
	}
	if got := photosOf(packedFiles(m.site, []string{"bases/demo.html"})); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestFilesThatAPageShows(t *testing.T) {
	page := `<link href="../a.css?v=1"><img src="b.png" srcset="c.png 480w, d.png 960w,e.png">,<img srcset="">`
	if got := strings.Join(shownFiles([]byte(page)), " "); got != "../a.css b.png c.png d.png e.png" {
		t.Error(got)
	}
}
