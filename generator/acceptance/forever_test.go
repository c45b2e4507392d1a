package acceptance

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/webheader"
)

var (
	assetNamed  = regexp.MustCompile(`assets/[^"'\s?#()<>,;\\&]+(\?v=[0-9a-f]{8})?`)
	sumInName   = regexp.MustCompile(`-[0-9a-f]{8}(-[0-9]+)?\.[a-z0-9]+$`)
	inStyle     = regexp.MustCompile(`(?:url\(|@import)\s*["']?([^"');]*)`)
	withSum     = regexp.MustCompile(`^(data:|#)|\?v=[0-9a-f]{8}$`)
	madeAddress = regexp.MustCompile("[\"'`][^\"'`\n]*\\.(js|css|svg|json)[\"'`]")
)

// kept returns what a browser would go on showing for a year after it has changed: files that webheader lets it keep for ever, and that something asks for
// by a name that stays. A name with a sum in it, a query with one, and a part of the search, whose sum the search is told (stale holds that), do not stay.
func kept(tr *tree) []string {
	var faults []string
	for _, from := range tr.paths() {
		text := string(tr.files[from])
		switch path.Ext(from) {
		case ".html", ".xml", ".json", ".geojson", ".csv", ".svg", ".ics", ".txt":
		case ".css":
			for _, m := range inStyle.FindAllStringSubmatch(text, -1) {
				if !withSum.MatchString(m[1]) {
					faults = append(faults, fmt.Sprintf("%s asks for %q", from, m[0]))
				}
			}
		case ".js":
			if !strings.HasPrefix(from, searchFolder) {
				for _, m := range madeAddress.FindAllString(text, -1) {
					faults = append(faults, fmt.Sprintf("%s makes an address of %s, without a sum", from, m))
				}
			}
		default:
			continue
		}
		for _, m := range assetNamed.FindAllStringSubmatch(text, -1) {
			name, _, _ := strings.Cut(m[0], "?")
			if _, there := tr.files[name]; !there || !strings.Contains(webheader.Of(name).Cache, "immutable") {
				continue
			}
			if m[1] == "" && !sumInName.MatchString(name) {
				faults = append(faults, fmt.Sprintf("%s asks for %s by a name that stays", from, name))
			}
		}
	}
	return faults
}

// What a server lets browsers keep for ever is asked for by what it holds; all other files are asked for anew.
func TestWhatIsKeptForEverIsAskedForByWhatItHolds(t *testing.T) {
	for name, tr := range map[string]*tree{"content": realTree(t), "a city": madeTree(t, cityOf(t, 12)), "a large city": madeTree(t, cityOf(t, 130))} {
		report(t, kept(tr))
		forever := 0
		for file := range tr.files {
			if long := strings.Contains(webheader.Of(file).Cache, "immutable"); long != strings.HasPrefix(file, "assets/") {
				t.Errorf("%s: %s is kept for ever: %v", name, file, long)
			} else if long {
				forever++
			}
		}
		if forever < 30 {
			t.Errorf("%s has %d files that are kept for ever", name, forever)
		}
	}
}

// The check sees each way of asking by a name that stays.
func TestWhatWouldBeKeptIsSeen(t *testing.T) {
	whole := realTree(t)
	for name, add := range map[string]string{
		"index.html":         `<img src="assets/icon.svg">`,
		"feed.xml":           `<link href="https://example.org/kepu/assets/style.css"/>`,
		"assets/style.css":   `a { background: url(images/a.png) }`,
		"assets/print.css":   `@import "base.css";`,
		"assets/map.js":      `fetch(root + "map/ground.svg")`,
		"data/bases.geojson": `"assets/icon.svg"`,
	} {
		tr := &tree{files: maps.Clone(whole.files)}
		tr.files[name] = append([]byte(add), tr.files[name]...)
		if faults := kept(tr); len(faults) != 1 {
			t.Errorf("%s with %s: %q", name, add, faults)
		}
	}
}

func madeTree(t *testing.T, s fs.FS) *tree {
	t.Helper()
	tr, err := newTree(s)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}
