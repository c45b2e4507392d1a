package command

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/divisions"
	"kepu/generator/remove/removetest"
)

// begin runs init as at a terminal, with what a person types.
func begin(t *testing.T, typed string, args ...string) (code int, told, site string) {
	t.Helper()
	dir := filepath.Join(removetest.TempDir(t), "content")
	o, err := initCommand.parse(append([]string{dir}, args...))
	if err != nil {
		t.Fatal(err)
	}
	o.input = strings.NewReader(typed)
	var out bytes.Buffer
	code = beginSite(context.Background(), o, &console.Console{Out: &out, Err: &out, Lang: diag.ZH})
	text, _ := os.ReadFile(filepath.Join(dir, "site.toml"))
	return code, out.String(), string(text)
}

func TestAPersonIsAskedWhatIsMissing(t *testing.T) {
	code, told, site := begin(t, "\n朝阳\n驻马点\n驻马店\n\n某市科普中心\n")
	if code != console.ExitFine || !strings.Contains(site, `title       = "驻马店市科普教育基地"`) || !strings.Contains(site, `name = "某市科普中心"`) {
		t.Errorf("%d\n%s\n%s", code, told, site)
	}
	for _, want := range []string{"哪个城市", "“朝阳”不止一个", "是不是 河南省驻马店市", "网站的名称 [驻马店市科普教育基地]：", "主办单位 [驻马店市科学技术协会]："} {
		if !strings.Contains(told, want) {
			t.Errorf("nothing says %s:\n%s", want, told)
		}
	}
}

func TestWhatIsGivenIsNotAsked(t *testing.T) {
	code, told, site := begin(t, "\r\n", "--name", "甲乙科普")
	if code != console.ExitUsage || site != "" || !strings.Contains(told, "没有答完，什么也没有写") {
		t.Errorf("who goes away: %d\n%s", code, told)
	}
	code, told, site = begin(t, "411700\r\n丙丁", "--name", "甲乙科普")
	if code != console.ExitFine || strings.Contains(told, "网站的名称 [") || !strings.Contains(site, `name = "丙丁"`) {
		t.Errorf("%d\n%s\n%s", code, told, site)
	}
	code, told, _ = begin(t, "", "--city", "411700")
	if code != console.ExitFine || strings.Contains(told, "[") {
		t.Errorf("with --city nothing is asked: %d\n%s", code, told)
	}
}

// What init makes for any city builds, with no word but of the places that are still to be written.
func TestTheSiteOfAnyCityIsMade(t *testing.T) {
	var cities []divisions.Division
	for _, d := range divisions.All() {
		if d.Level() != divisions.Province || d.Municipality() {
			cities = append(cities, d)
		}
	}
	rounds := 60
	if testing.Short() {
		rounds = 8
	}
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for range rounds {
		city := cities[r.IntN(len(cities))]
		dir := filepath.Join(removetest.TempDir(t), "content")
		o, err := initCommand.parse([]string{dir, "--city", city.Code})
		if err != nil {
			t.Fatal(err)
		}
		if code := beginSite(context.Background(), o, &console.Console{Out: io.Discard, Err: io.Discard}); code != console.ExitFine {
			t.Fatalf("%s (seed %d): exit code %d", city.Full(), seed, code)
		}
		o.content = dir
		m := makeSite(context.Background(), o)
		if m.site == nil {
			t.Fatalf("%s (seed %d): %v %v", city.Full(), seed, m.err, m.problems)
		}
		for _, p := range m.problems {
			if p.Severity != diag.Note && p.What.Code != "TEXT-UNFINISHED" {
				t.Errorf("%s (seed %d): %s: %s", city.Full(), seed, p.Place.File, p.What.ZH)
			}
		}
		for _, name := range m.site.Files() {
			if _, err := m.site.ReadFile(name); err != nil {
				t.Errorf("%s (seed %d): %s: %v", city.Full(), seed, name, err)
			}
		}
	}
}

func TestAPersonIsAskedForTheRecord(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "content")
	o, _ := initCommand.parse([]string{dir, "--city", "411700"})
	quiet := &console.Console{Out: io.Discard, Err: io.Discard}
	if code := beginSite(context.Background(), o, quiet); code != console.ExitFine {
		t.Fatal(code)
	}
	add := func(typed string, args ...string) (int, string) {
		o, err := newCommand.parse(append(args, "--content", dir))
		if err != nil {
			t.Fatal(err)
		}
		o.input = strings.NewReader(typed)
		var out bytes.Buffer
		code := writeNew(context.Background(), o, &console.Console{Out: &out, Err: &out, Lang: diag.ZH})
		return code, out.String()
	}
	code, told := add("\n示例馆\n西平\n", "base")
	if page, _ := os.ReadFile(filepath.Join(dir, "bases", "shiliguan.md")); code != console.ExitFine || string(page) != "+++\nname = \"示例馆\"\ncounty = \"西平县\"\n+++\n" {
		t.Errorf("%d\n%s\n%q", code, told, page)
	}
	if code, told = add("2026.3.5\n", "activity"); code != console.ExitUsage || !strings.Contains(told, "没有答完，什么也没有写") {
		t.Errorf("who goes away: %d\n%s", code, told)
	}
	if entries, _ := os.ReadDir(filepath.Join(dir, "activities")); len(entries) > 0 {
		t.Error("something was written")
	}
}
