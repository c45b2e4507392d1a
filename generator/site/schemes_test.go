package site_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/sample"
)

const someScheme = `name = "示例内部方案"
kinds = ["没有这个类型的名单时也不添上"]
[[gate]]
name = "示例条件"
need = "open_days >= 200"
[[part]]
name = "示例部分"
[[part.item]]
name = "示例项目"
points = 10
from = "count activities form=没有人用过的形式"
steps = [[1, 10]]
`

// Schemes and wordings are not published: with them and without, a site has the same files of the same bytes
// and keys, also where the site lists no kinds and forms, so that what is named becomes one.
func TestSchemesChangeNothingOfTheSite(t *testing.T) {
	content := fstest.MapFS{}
	for name, data := range sample.Files(sample.Options{Bases: 6, Activities: 20, Years: 2}) {
		if strings.HasPrefix(name, "schemes/") {
			continue
		}
		if name == "site.toml" {
			data = withoutList(data, "kind", "form")
		}
		content[name] = &fstest.MapFile{Data: data}
	}
	before, _ := makeSite(t, content)
	with := maps.Clone(content)
	with["wording.toml"] = &fstest.MapFile{Data: []byte("[[wording]]\nwrong = [\"示例内部方案\"]\nright = \"示例\"\n")}
	with["schemes/neibu.toml"] = &fstest.MapFile{Data: []byte(someScheme)}
	now, ps := makeSite(t, with)
	if now == nil {
		t.Fatal(ps)
	}
	if len(now.Records().Catalog.Schemes) != 1 {
		t.Fatal("the scheme was not read")
	}
	was, is := renderAll(t, before), renderAll(t, now)
	if !maps.Equal(was, is) {
		for name := range is {
			if was[name] != is[name] {
				t.Errorf("%s is another with a scheme", name)
			}
		}
		t.Errorf("%d files, with a scheme %d", len(was), len(is))
	}
	for name, text := range is {
		if strings.Contains(text, "示例内部方案") || strings.Contains(text, "示例条件") || strings.Contains(name, "scheme") || strings.Contains(name, "neibu") {
			t.Errorf("%s holds something of a scheme", name)
		}
		if before.Key(name) != now.Key(name) {
			t.Errorf("%s has another key with a scheme", name)
		}
	}
}

// withoutList takes lists out of a site.toml.
func withoutList(data []byte, lists ...string) []byte {
	var kept []string
	for _, part := range strings.Split(string(data), "\n\n") {
		out := false
		for _, list := range lists {
			out = out || strings.HasPrefix(part, "[["+list+"]]")
		}
		if !out {
			kept = append(kept, part)
		}
	}
	return []byte(strings.Join(kept, "\n\n"))
}
