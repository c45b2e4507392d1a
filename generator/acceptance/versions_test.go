package acceptance

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/minify"
)

// stale returns what a browser could go on taking from its cache when the file is another: addresses in
// assets/ that do not tell what the file was made from: its text in the theme, what made that short, and what it imports. The ground of maps, which the theme draws, and the
// parts of the search tell what they are made from.
func stale(t *testing.T, tr *tree, theme fs.FS) []string {
	t.Helper()
	var faults []string
	sum := func(file string) string {
		text, _ := fs.ReadFile(theme, file)
		if ext := path.Ext(file); ext == ".css" || ext == ".js" {
			text = append(text, minify.Edition...)
		}
		if file == "assets/lost.css" { // which imports the others
			for _, other := range []string{"assets/style.css", "assets/print.css"} {
				imported, _ := fs.ReadFile(theme, other)
				text = append(text, imported...)
			}
		}
		s := sha256.Sum256(text)
		return hex.EncodeToString(s[:])[:8]
	}
	for _, r := range references(tr) {
		u, err := url.Parse(r.value)
		file := path.Join(path.Dir(r.from), u.Path)
		if i := strings.Index(file, "assets/"); i > 0 {
			file = file[i:] // of 404.html, which looks for them in several folders
		}
		switch want := "v=" + sum(file); {
		case err != nil || r.element == "css" || u.Scheme != "" || !strings.HasPrefix(file, "assets/") || strings.HasPrefix(file, "assets/files/"):
		case (file == "assets/map/ground.svg" || strings.HasPrefix(file, searchFolder)) && len(u.RawQuery) == len(want):
		case u.RawQuery != want:
			faults = append(faults, fmt.Sprintf("%s says %q of what it holds, not %q", r, u.RawQuery, want))
		}
	}
	for _, p := range readPart(t, tr, "bases").Parts {
		if len(p.Version) != 8 {
			faults = append(faults, fmt.Sprintf("the search says %q of %s", p.Version, p.Name))
		}
	}
	return faults
}

func TestChangedStyleSheetsAndScriptsAreAskedForAnew(t *testing.T) {
	tr := realTree(t)
	theme := os.DirFS("../../themes/default")
	report(t, stale(t, tr, theme))
	for _, file := range []string{"assets/style.css", "assets/page.js", "assets/lost.js", "assets/icon.svg"} {
		text, err := fs.ReadFile(theme, file)
		if err != nil {
			t.Fatal(err)
		}
		other := fstest.MapFS{}
		fs.WalkDir(theme, "assets", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				data, _ := fs.ReadFile(theme, name)
				other[name] = &fstest.MapFile{Data: data}
			}
			return err
		})
		other[file].Data = append(text, '\n')
		if len(stale(t, tr, other)) == 0 {
			t.Errorf("%s is another, and nobody asks for it anew", file)
		}
	}
}
