package command

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kepu/generator/console"
	"kepu/generator/output"
)

// asks publishes with what a person answers.
func asks(t *testing.T, answer string, args ...string) (code int, said string) {
	t.Helper()
	o, err := publishCommand.parse(args)
	if err != nil {
		t.Fatal(err)
	}
	o.input = strings.NewReader(answer)
	var b bytes.Buffer
	code = publishSite(t.Context(), o, &console.Console{Out: &b, Err: &b})
	return code, b.String()
}

func TestPublishAsks(t *testing.T) {
	write(t, smallSite)
	for _, c := range []struct {
		answer string
		done   bool
	}{{"n\n", false}, {"", false}, {"\n", false}, {"y\n", true}} {
		code, said := asks(t, c.answer, "./site")
		_, err := os.Stat(filepath.Join("site", "index.html"))
		if code != console.ExitFine || (err == nil) != c.done || strings.Contains(said, "没有动") == c.done {
			t.Errorf("answer %q: code %d, %v\n%s", c.answer, code, err, said)
		}
	}
	// --json asks nobody, whatever there is to answer.
	if err := os.WriteFile("content/bases/demo.md", []byte("+++\nname = \"虚构馆\"\ncounty = \"示例县\"\n+++\n另一种介绍。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, said := asks(t, "y\n", "./site", "--json")
	lines := strings.Split(strings.TrimSpace(said), "\n")
	var out outcome
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &out); err != nil || code != console.ExitFine || out.Result != "planned" || out.Changed == 0 || out.Number != 0 {
		t.Errorf("%d, %v: %s", code, err, said)
	}
}

func TestTheLogOfPublicationsIsBounded(t *testing.T) {
	write(t, nil)
	p := &publishing{o: options{content: "content", out: "public"}, say: &console.Console{Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}}
	p.done = outcome{Target: "web", Result: "failed", Problem: strings.Repeat("x", 1000), Time: time.Date(2026, 3, 5, 8, 0, 0, 0, time.UTC)}
	name := output.Beside("public", logFile)
	if err := note(name, strings.Repeat("an old line\n", longestLog/12)); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		p.log()
	}
	text, err := os.ReadFile(name)
	lines := strings.Split(string(text), "\n")
	if err != nil || len(text) > longestLog || len(text) < longestLog/3 || lines[0] != "an old line" || !strings.HasPrefix(lines[len(lines)-2], "2026-03-05T") {
		t.Errorf("%d bytes, %v, begins %q", len(text), err, lines[0])
	}
}

// Only one run of a folder at a time publishes; who comes after one that died has its name.
func TestOneRunOfAFolderAtATime(t *testing.T) {
	write(t, nil)
	one, release, err := holderOf("public")
	if err != nil || one == "" || release == nil {
		t.Fatalf("%q, %v", one, err)
	}
	if _, _, err := holderOf("public"); err == nil {
		t.Error("two at once")
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	two, release, err := holderOf("public")
	if err != nil || two != one {
		t.Errorf("%q, then %q, %v", one, two, err)
	}
	if release != nil {
		release()
	}
}
