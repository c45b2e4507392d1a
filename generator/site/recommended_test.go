package site_test

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/diag"
)

// uncommented returns site.toml with the indicators that it recommends, as staff take them in: without the
// sign before each line of an entry.
func uncommented(t *testing.T, text string) string {
	t.Helper()
	at := strings.Index(text, "# 建议的年度数据指标")
	if at < 0 {
		t.Fatal("content/site.toml recommends no indicators")
	}
	return text[:at] + regexp.MustCompile(`(?m)^# (\[\[indicator\]\]|[a-z]+ *= ".*"|stock = true)$`).ReplaceAllString(text[at:], "$1")
}

// TestRecommendedIndicatorsAreSound takes all of them in at once, and lets a base give every one.
func TestRecommendedIndicatorsAreSound(t *testing.T) {
	content := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS("../../content"), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data, err := os.ReadFile("../../content/" + path)
			content[path] = &fstest.MapFile{Data: data}
			return err
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	_, before := makeSite(t, content)
	site := uncommented(t, string(content["site.toml"].Data))
	ids := regexp.MustCompile(`(?m)^id += "([a-z_]+)"\nname += "(.*)"\nunit  = "(.*)"\ngroup = "(.*)"$`).FindAllStringSubmatch(site, -1)
	if len(ids) < 25 || strings.Count(site, "\n[[indicator]]") != len(ids) {
		t.Fatalf("%d indicators, %d whole ones", strings.Count(site, "\n[[indicator]]"), len(ids))
	}
	groups := map[string]int{}
	// Each number is below those that it may be a part of: the later ones of a group are parts of the first.
	text := "[[annual]]\nbase = \"西平县气象局\"\nyear = 2025\nstaff_full = 900\nvisitors = 900\n"
	for i, x := range ids {
		groups[x[4]]++
		text += fmt.Sprintf("%s = %d\n", x[1], 500-i)
	}
	if len(groups) != 5 { // activities are counted from the logs
		t.Errorf("the groups are %v", groups)
	}
	content["site.toml"] = &fstest.MapFile{Data: []byte(site)}
	content["activities/returns.toml"] = &fstest.MapFile{Data: []byte(text)}
	made, problems := makeSite(t, content)
	for _, p := range problems {
		if p.Severity != diag.Note && len(before) < len(problems) {
			t.Error(diag.Style{Lang: diag.ZH}.Format(p))
		}
	}
	if made == nil {
		t.Fatal("it makes no site")
	}
	data, err := fs.ReadFile(made, "statistics/2025.html")
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	for _, x := range ids {
		if !strings.Contains(page, x[2]+"（"+x[3]+"）") {
			t.Errorf("the page of the year does not tell of %s", x[2])
		}
	}
}
