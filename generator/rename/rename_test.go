package rename_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/rename"
	"kepu/generator/sample"
	"kepu/generator/site"
	"kepu/generator/source"
)

// input reads a content folder as a site is made from it.
func input(t *testing.T, content fs.FS) catalog.Input {
	t.Helper()
	folder, err := source.Walk(content)
	if err != nil {
		t.Fatal(err)
	}
	in := catalog.Input{Others: folder.Others, Asset: func(name string) *source.Asset {
		data, err := fs.ReadFile(content, name)
		if err != nil {
			return nil
		}
		return source.ReadAsset(name, data)
	}}
	for _, name := range folder.Files {
		data, err := fs.ReadFile(content, name)
		if err != nil {
			t.Fatal(err)
		}
		in.Files = append(in.Files, source.Parse(name, data))
	}
	return in
}

// after is the content as a change leaves it.
func after(t *testing.T, content fstest.MapFS, c edit.Change) fstest.MapFS {
	t.Helper()
	now := maps.Clone(content)
	for _, f := range c.Files {
		was := now[f.Path]
		if (was == nil) != (f.Before == nil) || was != nil && string(was.Data) != string(f.Before) {
			t.Errorf("%s is not as the change found it", f.Path)
		}
		if f.After == nil {
			delete(now, f.Path)
		} else {
			now[f.Path] = &fstest.MapFile{Data: f.After, Mode: 0o644}
		}
	}
	return now
}

func build(t *testing.T, content fs.FS) (*site.Site, diag.List) {
	t.Helper()
	s, ps, err := site.Make(content, site.Options{Theme: func(string) (fs.FS, error) { return os.DirFS("../../themes/default"), nil }})
	if err != nil {
		t.Fatal(err)
	}
	return s, ps
}

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s), Mode: 0o644} }

// city is a fictional city with references of every kind to one of its bases.
func city(t *testing.T) (content fstest.MapFS, id string) {
	content = fstest.MapFS{}
	for name, data := range sample.Files(sample.Options{Bases: 12, Activities: 40, Years: 2, Seed: 3, Photos: 6}) {
		content[name] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
	for name := range content {
		if folder, ok := strings.CutSuffix(name, "/index.md"); ok && strings.HasPrefix(name, "bases/") && (id == "" || folder[len("bases/"):] < id) {
			id = folder[len("bases/"):]
		}
	}
	if id == "" {
		t.Fatal("no base has a folder")
	}
	return content, id
}

// refer adds references of every kind to the base with that id, whose page is page.
func refer(content fstest.MapFS, id, page, photo string) {
	photos := ""
	if photo != "" {
		photos = "photos   = [\"/" + photo + "\"]\n"
	}
	county := ""
	for _, line := range strings.Split(string(content["site.toml"].Data), "\n") {
		if name, ok := strings.CutPrefix(strings.ReplaceAll(line, " ", ""), "name="); ok && county == "" {
			county = name
		}
	}
	gbk, _ := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("# 甲\r\n[[activity]]\r\ndate = 2025-03-03\r\ntitle = '国旗下讲话'\r\nbases = ['" + id + "'] # 就是它\r\nsummary = \"\"\"\r\n见[这里](../" + page + "#hours)。\r\n\"\"\"\r\n"))
	content["activities/ref.toml"] = &fstest.MapFile{Data: gbk, Mode: 0o644}
	content["activities/deep/ref.toml"] = file("[[activity]]\ndate     = 2025-03-04\ntitle    = \"又一次\"\nbase     = \"" + id + "\"\n" + photos + "summary  = \"见[\\\"这里\\\"](/" + page + ")\"\n")
	content["notices/ref.md"] = file("+++\ntitle = \"通知\"\ndate  = 2025-03-05\nbases = [\"" + id + "\"]\n+++\n\n见[一](../" + page + ")、[二](/" + page + "#fee)、[三][x]和[别的](https://example.org/bases/" + id + ".md)。共 {{ figure activities base=" + id + " }} 场。\n\n[x]: ../" + page + " \"题\"\n")
	content["exchange/ref.toml"] = file("[[offer]]\nkind    = \"巡展\"\ntitle   = \"展品\"\nbase    = \"" + id + "\"\nstops   = [{from = 2025-05-01, until = 2025-05-03, place = \"" + id + "\"}]\n")
	content["routes/ref.md"] = file("+++\ntitle = \"一日行\"\n\n[[stop]]\nbase  = \"" + id + "\"\nminutes = 60\n+++\n\n先去[那里](../" + page + ")。\n")
	content["ratings/ref.toml"] = file("[[rating]]\nscheme = \"复核\"\nyear   = 2024\nbase   = \"" + id + "\"\nresult = \"优秀\"\n")
	content["notices/other.md"] = file("+++\ntitle = \"别的\"\ndate  = 2025-03-06\n+++\n\n和 " + id + " 无关，x" + id + " 也是。\n")
	content["designations/ref.toml"] = file("[[designation]]\nlevel = \"市级\"\ndate  = 2025-03-07\nvalid_until = \"未知\"\nbases = [\n  \"" + id + "\", # 甲\n]\n")
}

func TestIdChangesEverywhere(t *testing.T) {
	for _, kind := range []string{"folder", "file", "another name"} { // that the page is called by
		content, id := city(t)
		page, photo := "bases/"+id+"/index.md", ""
		for name := range content {
			if strings.HasPrefix(name, "bases/"+id+"/") && !strings.HasSuffix(name, ".md") {
				photo = name
			}
		}
		if kind != "folder" {
			for _, p := range input(t, content).Files {
				name := p.File.Path
				if p.Base != nil && !p.Base.Draft && strings.Count(name, "/") == 1 && (name == "bases/"+p.ID+".md") == (kind == "file") {
					id, page, photo = p.ID, name, ""
				}
			}
		}
		refer(content, id, page, photo)
		_, before := build(t, content)
		if before.HasErrors() {
			t.Fatal(before)
		}
		const now = "brand-new"
		c, err := rename.ID(input(t, content), content, id, now)
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		changed := after(t, content, c)
		s, ps := build(t, changed)
		if ps.HasErrors() || len(ps) != len(before) {
			t.Errorf("%s: %v\nbefore\n%v", id, ps, before)
		}
		for name, f := range changed {
			text := string(f.Data)
			if strings.Contains(name, id) {
				t.Errorf("%s is still there", name)
			}
			if strings.HasSuffix(name, "other.md") {
				continue
			}
			text = strings.ReplaceAll(strings.ReplaceAll(text, "https://example.org/bases/"+id+".md", ""), "bases/"+id+".html", "")
			if strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".toml") {
				if i := strings.Index(text, id); i >= 0 && (i == 0 || text[i-1] != '-') && text[i+len(id)] != '-' {
					t.Errorf("%s still says %q", name, text[max(i-20, 0):min(i+len(id)+10, len(text))])
				}
			}
		}
		old, err := fs.ReadFile(s, "bases/"+id+".html")
		if err != nil || !strings.Contains(string(old), now+".html") {
			t.Errorf("the old address leads nowhere: %v %s", err, old)
		}
		if _, err := fs.Stat(s, "bases/"+now+".html"); err != nil {
			t.Error(err)
		}
		// The references are those of before.
		if n := strings.Count(string(changed["notices/ref.md"].Data), now); n != map[string]int{"folder": 5, "file": 5, "another name": 2}[kind] {
			t.Errorf("%d in %s", n, changed["notices/ref.md"].Data)
		}
		if !strings.Contains(string(changed["activities/ref.toml"].Data), "bases = ['"+now+"'] # ") {
			t.Errorf("%q", changed["activities/ref.toml"].Data)
		}

		// And back: nothing but the old addresses is left of it.
		again, err := rename.ID(input(t, changed), changed, now, id)
		if err != nil {
			t.Fatal(err)
		}
		back := after(t, changed, again)
		if len(back) != len(content) {
			t.Errorf("%v", slices.Sorted(maps.Keys(back)))
		}
		for name, f := range content {
			got := string(back[name].Data)
			if name == page {
				got = strings.Replace(got, lineOf(got, "aliases"), "", 1)
				if kind == "another name" {
					got = strings.Replace(got, lineOf(got, "id"), "", 1)
				}
			}
			if got != string(f.Data) {
				t.Errorf("%s is %q\nnot %q", name, got, f.Data)
			}
		}
		_, ps = build(t, back)
		if ps.HasErrors() {
			t.Error(ps)
		}
	}
}

// lineOf returns the line of a page with that key.
func lineOf(page, key string) string {
	for line := range strings.Lines(page) {
		if rest, ok := strings.CutPrefix(line, key); ok && strings.HasPrefix(strings.TrimSpace(rest), "=") {
			return line
		}
	}
	return ""
}

func TestRenamedBaseIsFoundByItsOldName(t *testing.T) {
	content, id := city(t)
	in := input(t, content)
	var base *source.Parsed
	for _, p := range in.Files {
		if p.Section == source.BaseFile && p.ID == id {
			base = p
		}
	}
	old := base.Base.Name
	_, before := build(t, content)
	c, err := rename.Name(in, content, id, " 虚构新馆 ")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Files) != 1 || !strings.Contains(c.What.ZH, old) || !strings.Contains(c.What.ZH, "虚构新馆") {
		t.Errorf("%v", c.What)
	}
	changed := after(t, content, c)
	s, ps := build(t, changed)
	if ps.HasErrors() || len(ps) > len(before) {
		t.Error(ps, before)
	}
	page, err := fs.ReadFile(s, "bases/"+id+".html")
	if err != nil || !strings.Contains(string(page), "虚构新馆") || !strings.Contains(string(page), old) {
		t.Error(err)
	}
	in = input(t, changed)
	for _, p := range in.Files {
		if p.ID == id && p.Base != nil && (p.Base.Name != "虚构新馆" || !slices.Contains(p.Base.Alias, old)) {
			t.Errorf("%+v", p.Base)
		}
	}
	// Back to the old name: it is no alias of itself.
	c, err = rename.Name(in, changed, id, old)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range input(t, after(t, changed, c)).Files {
		if p.ID == id && p.Base != nil && (p.Base.Name != old || slices.Contains(p.Base.Alias, old) || !slices.Contains(p.Base.Alias, "虚构新馆")) {
			t.Errorf("%+v", p.Base)
		}
	}
}

func TestWhatCannotBeRenamedIsSaid(t *testing.T) {
	content, id := city(t)
	in := input(t, content)
	other := ""
	var name string
	for _, p := range in.Files {
		if p.Section == source.BaseFile && p.ID != id {
			other, name = p.ID, p.Base.Name
		}
	}
	for what, try := range map[string]func() (edit.Change, error){
		"another's id":            func() (edit.Change, error) { return rename.ID(in, content, id, other) },
		"no id":                   func() (edit.Change, error) { return rename.ID(in, content, id, "Weird Id") },
		"no id at all":            func() (edit.Change, error) { return rename.ID(in, content, id, "") },
		"a name of ours":          func() (edit.Change, error) { return rename.ID(in, content, id, "index") },
		"windows":                 func() (edit.Change, error) { return rename.ID(in, content, id, "con") },
		"nobody":                  func() (edit.Change, error) { return rename.ID(in, content, "nobody", "new") },
		"nobody at all":           func() (edit.Change, error) { return rename.Name(in, content, "", "new") },
		"another's name":          func() (edit.Change, error) { return rename.Name(in, content, id, name) },
		"another's id, as a name": func() (edit.Change, error) { return rename.Name(in, content, id, other) },
		"no name":                 func() (edit.Change, error) { return rename.Name(in, content, id, " ") },
	} {
		_, err := try()
		var refused *edit.Refused
		if !errors.As(err, &refused) || refused.What.ZH == "" || strings.Contains(refused.Error(), "%!") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if c, err := rename.ID(in, content, id, id); err != nil || len(c.Files) != 0 {
		t.Error(c, err)
	}
}
