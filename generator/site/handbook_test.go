package site_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/diag"
	"kepu/generator/site"
)

// samples returns the pieces of a Markdown text that stand between lines of ```.
func samples(text string) []string {
	var out []string
	for i, part := range strings.Split("\n"+text, "\n```") {
		if _, body, ok := strings.Cut(part, "\n"); ok && i%2 == 1 {
			out = append(out, body+"\n")
		}
	}
	return out
}

// TestSamplesOfTheHandbookAreRight puts what the handbook tells to copy into the
// content as it stands. Staff copy first and change later: a sample with a mistake
// teaches them to distrust the messages.
func TestSamplesOfTheHandbookAreRight(t *testing.T) {
	handbook, err := os.ReadFile("../../content/README.md")
	if err != nil {
		t.Fatal(err)
	}
	content := fstest.MapFS{}
	root := os.DirFS("../../content")
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		content[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	add := func(name, text string) {
		tried++
		content[fmt.Sprintf(name, tried)] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	for _, s := range samples(string(handbook)) {
		switch {
		case strings.HasPrefix(s, "+++\n") && strings.Contains(s, "\n[[stop]]"):
			add("routes/sample-%d.md", s)
		case strings.HasPrefix(s, "[[offer]]"):
			add("exchange/sample-%d.toml", s)
		case strings.HasPrefix(s, "+++\n") && strings.Contains(s, "\ncounty"):
			add("bases/sample-%d.md", s)
		case strings.HasPrefix(s, "+++\n"):
			add("reports/sample-%d.md", s)
		case strings.HasPrefix(s, "[[designation]]"), strings.HasPrefix(s, "[[revocation]]"):
			add("designations/sample-%d.toml", s)
		case strings.HasPrefix(s, "[[activity]]"), strings.HasPrefix(s, "[[annual]]"):
			add("activities/sample-%d.toml", s)
		case strings.HasPrefix(s, "[[wording]]"):
			tried++
			content["wording.toml"] = &fstest.MapFile{Data: []byte(s), Mode: 0o644}
		case strings.HasPrefix(s, "[[rating]]"):
			add("ratings/sample-%d.toml", s)
		case strings.HasPrefix(s, "[[indicator]]"), strings.HasPrefix(s, "[[form]]"):
			tried++
			content["site.toml"].Data = append(content["site.toml"].Data, "\n"+s...)
		case strings.Contains(s, "[[part.item]]"):
			add("schemes/sample-%d.toml", s)
		case strings.HasPrefix(s, "hours "):
			add("bases/hours-%d.md", "+++\nname = \"示例开放时间\"\ncounty = \"西平县\"\n"+s+"+++\n正文\n")
		case strings.HasPrefix(s, "{{"):
			add("pages/sample-%d.md", "+++\ntitle = \"示例\"\n+++\n"+strings.ReplaceAll(s, "}}\n", "}}\n\n"))
		}
	}
	if tried < 8 {
		t.Errorf("only %d samples were found", tried)
	}
	_, ps, err := site.Make(content, site.Options{Theme: bareTheme})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ps {
		if p.Severity == diag.Error || strings.Contains(p.Place.File, "sample-") {
			t.Error(diag.Style{}.Format(p))
		}
	}
}
