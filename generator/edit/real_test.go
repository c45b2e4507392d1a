package edit_test

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/sample"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// The files that staff have and those of the fictional city are changed everywhere: a key
// that is there, a key that is not, an entry more, an entry less.
func TestEveryPlaceOfRealFilesCanBeChanged(t *testing.T) {
	files := map[string][]byte{}
	dir := os.DirFS("../../content")
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && (strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".toml")) && source.SectionOf(name) != source.IgnoredFile {
			files[name], err = fs.ReadFile(dir, name)
		}
		return err
	})
	if err != nil || len(files) < 30 {
		t.Fatal(len(files), err)
	}
	for name, data := range sample.Files(sample.Options{Bases: 20, Activities: 60, Years: 2, Seed: 1}) {
		if strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".toml") {
			files["sample/"+name] = data
		}
	}
	places, all := 0, rand.New(rand.NewPCG(1, 2))
	for name, raw := range files {
		p := strings.TrimPrefix(name, "sample/")
		f, err := edit.Open(p, raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		file := diag.NewFile(p, f.Text())
		from, to := 0, len(f.Text())
		if strings.HasSuffix(p, ".md") {
			from, to, _, _ = source.FrontMatter(file)
		}
		var ps diag.List
		top := source.Values(file, from, to, &ps)
		for _, at := range append(tablesOf(file, top), -1) {
			if testing.Short() && all.IntN(10) > 0 {
				continue
			}
			table, t1 := edit.At(at), top
			if at < 0 {
				table = edit.Top()
			} else {
				t1 = tableFrom(file, top, at)
			}
			for _, field := range t1.Fields {
				if field.Value.Kind != tomldoc.String {
					continue
				}
				places++
				g, _ := edit.Open(p, raw)
				text := field.Value.Text + "——改"
				if err := g.Set(table, field.Key, edit.Text(text)); err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				want := f.Text()[:field.Value.Start] + string(mustQuote(field, file, text)) + f.Text()[field.Value.End:]
				if g.Text() != want {
					t.Errorf("%s: %s is written %q", name, field.Key, g.Text()[field.Value.Start:field.Value.End+10])
				}
				// and back, by its own words
				if err := g.Set(table, field.Key, edit.Text(field.Value.Text)); err != nil || g.Text() != f.Text() {
					t.Errorf("%s: %s is not brought back: %v", name, field.Key, err)
				}
				if c, err := g.Change(); err != nil || !bytes.Equal(c.After, raw) {
					t.Errorf("%s: %s is not brought back: %v", name, field.Key, err)
				}
			}
		}
	}
	t.Log(places, "places in", len(files), "files")
}

// mustQuote writes a text that needs no escape in the quotes of a field.
func mustQuote(f tomldoc.Field, file *diag.File, text string) string {
	old := file.Text[f.Value.Start:f.Value.End]
	n := 1
	if strings.HasPrefix(old, `"""`) || strings.HasPrefix(old, `'''`) {
		n = 3
		if old[3] == '\n' {
			text = "\n" + text
		}
	}
	if !f.Value.Plain {
		text = strings.ReplaceAll(strings.ReplaceAll(text, `\`, `\\`), `"`, `\"`)
	}
	return old[:n] + text + old[:n]
}

func tablesOf(f *diag.File, t *tomldoc.Table) (starts []int) {
	for _, p := range places(f, t, nil) {
		starts = append(starts, p.at)
	}
	return starts
}

func tableFrom(f *diag.File, t *tomldoc.Table, at int) *tomldoc.Table {
	for _, p := range places(f, t, nil) {
		if p.at == at {
			return tableAt(t, p.path)
		}
	}
	return nil
}
