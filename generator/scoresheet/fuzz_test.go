package scoresheet_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"kepu/generator/assess"
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/sample"
	"kepu/generator/scoresheet"
	"kepu/generator/source"
)

// Whatever stands in a scheme and in what is given, nothing breaks: there are problems at places of
// the two files, or sheets without a script, whose intervals are in order.
func FuzzAssess(f *testing.F) {
	for name, data := range sample.Files(sample.Options{Bases: 1, Years: 1}) {
		if strings.HasPrefix(name, "schemes/") {
			f.Add(string(data), "[[base]]\nbase = \"a\"\n[[base.item]]\nname = \"管理制度\"\npoints = 6.5\nlacking = [\"安全制度\"]\n[[base.veto]]\nname = \"当年发生安全责任事故\"\napplies = true\n")
		}
	}
	f.Add(small["schemes/x.toml"], "[[base]]\nbase = \"甲<b>馆 & \\\"一\\\"\"\nnote = \"<script>\"\n")
	f.Add("name = \"x\"\n[[part]]\nname = \"y\"\n[[part.item]]\nname = \"z\"\npoints = 0\nfrom = \"growth visitors\"\nsteps = [[-999999999999, 0]]\n[[grade]]\nname = \"g\"\nfrom = 0\nat_most = \"0%\"\n", "")
	f.Add("name = \"x\"\nkinds = [\"y\"]\n[[gate]]\nname = \"z\"\nneed = \"share open_days free_days = 33.33333%\"\n", "[[base]]\nbase = \"a\"\n[[base.gate]]\nname = \"z\"\npassed = 1\n")
	f.Fuzz(func(t *testing.T, scheme, given string) {
		content := maps.Clone(small)
		content["schemes/x.toml"] = scheme
		content["activities/a.toml"] = "[[annual]]\nbase = \"a\"\nyear = 2025\nvisitors = 12\nopen_days = 30\nfree_days = 9\n[[annual]]\nbase = \"a\"\nyear = 2024\nvisitors = 7\n[[activity]]\ndate = 2025-01-01\ntitle = \"虚构\"\nbase = \"a\"\n"
		var parsed []*source.Parsed
		var problems diag.List
		files := map[string]*diag.File{}
		for _, name := range slices.Sorted(maps.Keys(content)) {
			p := source.Parse(name, []byte(content[name]))
			parsed, files[name] = append(parsed, p), p.File
			problems = append(problems, p.Problems...)
		}
		cat, more := catalog.Link(catalog.Input{Files: parsed})
		if problems = append(problems, more...); problems.HasErrors() || len(cat.Schemes) == 0 {
			for _, p := range problems {
				if p.Place.File != "schemes/x.toml" {
					t.Errorf("a fault of the scheme is told elsewhere: %+v", p)
				}
			}
			return
		}
		in := assess.Input{Catalog: cat, Scheme: cat.Schemes[0], Year: 2025, File: func(p string) *diag.File { return files[p] }}
		in.Given, _ = source.ParseAssessment("given.toml", []byte(given))
		r, more := assess.Of(in)
		if r == nil != more.HasErrors() {
			t.Fatalf("a result: %v, problems %v", r != nil, more)
		}
		if r == nil {
			return
		}
		for _, s := range r.Sheets {
			if s.Score.Lo > s.Score.Hi || s.Rank[0] > s.Rank[1] || s.Best > s.Worst {
				t.Errorf("%s, rank %v, grades %d to %d", s.Score, s.Rank, s.Best, s.Worst)
			}
		}
		tree, err := scoresheet.Of(r, "<script>")
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range tree {
			if strings.HasSuffix(name, ".html") && strings.Contains(strings.ToLower(string(data)), "<script") {
				t.Errorf("%s holds a script", name)
			}
		}
		if p := source.Parse("ratings/x.toml", []byte(ratingsOf(tree))); p.Problems.HasErrors() && ratingsOf(tree) != "" {
			t.Errorf("ratings.toml: %s", diag.Style{}.Format(p.Problems[0]))
		}
		if _, ps := source.ParseAssessment("form.toml", []byte(scoresheet.Form(r))); ps.HasErrors() {
			t.Errorf("the form: %s", diag.Style{}.Format(ps[0]))
		}
	})
}

func ratingsOf(tree map[string][]byte) string {
	if data := string(tree["ratings.toml"]); strings.Contains(data, "[[rating]]") {
		return data
	}
	return ""
}
