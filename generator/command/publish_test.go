package command

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/filelist"
	"kepu/generator/output"
	"kepu/generator/publish"
	"kepu/generator/remove/removetest"
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
		log, err := os.ReadFile(output.Beside("public", logFile))
		if logged := err == nil && bytes.Contains(log, []byte(" published code=0 ")); logged != c.done {
			t.Errorf("answer %q: the log has %s", c.answer, log)
		}
	}
	// --json asks nobody, whatever there is to answer.
	if err := os.WriteFile("content/bases/demo.md", []byte("+++\nname = \"虚构馆\"\ncounty = \"示例县\"\n+++\n另一种介绍。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, said := asks(t, "y\n", "./site", "--json")
	lines := strings.Split(strings.TrimSpace(said), "\n")
	var out outcome
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &out); err != nil || code != console.ExitUsage || out.Result != planned || out.Changed == 0 || out.Number != 0 {
		t.Errorf("%d, %v: %s", code, err, said)
	}
}

// What a run that broke off says of readers is true also where there was no site before.
func TestWordsOfARunThatBrokeOff(t *testing.T) {
	write(t, smallSite)
	breaks := func() string {
		t.Helper()
		o, err := publishCommand.parse([]string{"./site", "--yes"})
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var b bytes.Buffer
		say := &console.Console{Out: &b, Err: &b, Watch: func(int, int) {
			if _, err := os.Stat("site.progress"); err == nil { // the build is over
				stop()
			}
		}}
		p := &publishing{o: o, say: say}
		if err := p.aim(); err != nil {
			t.Fatal(err)
		}
		if code := build(ctx, o, say); code != console.ExitFine {
			t.Fatalf("%d: %s", code, b.String())
		}
		if err := os.WriteFile("site.progress", nil, 0o644); err != nil {
			t.Fatal(err)
		}
		defer os.Remove("site.progress")
		if code := p.publish(ctx); code != console.ExitMachine {
			t.Errorf("code %d: %s", code, b.String())
		}
		return b.String()
	}
	if said := breaks(); !strings.Contains(said, "网站还没有全部放上去；再运行一次就接着做") || strings.Contains(said, "读者") {
		t.Errorf("the first: %s", said)
	}
	if code, said := asks(t, "", "./site", "--yes"); code != console.ExitFine || !strings.Contains(said, "接着做") {
		t.Fatalf("code %d: %s", code, said)
	}
	if err := os.WriteFile("content/bases/demo.md", []byte("+++\nname = \"虚构馆\"\ncounty = \"示例县\"\n+++\n另一种介绍。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if said := breaks(); !strings.Contains(said, "读者看到的每一页都是完整的") {
		t.Errorf("the second: %s", said)
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

// The log tells of a run by night also when it came to nothing for what publish.toml says.
func TestTheLogTellsOfATargetThatIsWrong(t *testing.T) {
	write(t, smallSite)
	for i, wrong := range []string{"bogus = 1", "secret = \"content/secret.toml\""} {
		if err := os.WriteFile("publish.toml", []byte("[[target]]\nname = \"web\"\nto = \"www\"\n"+wrong+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		code, said := asks(t, "", "web", "--yes", "--json")
		text, err := os.ReadFile(output.Beside("public", logFile))
		if code != console.ExitUsage || err != nil || strings.Count(string(text), "failed code=2 ") != i+1 || !strings.Contains(string(text), `target="web"`) {
			t.Errorf("%s: code %d, %v, the log is %q\n%s", wrong, code, err, text, said)
		}
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

// The lists of what was published are kept beside the site, and never more than there are places. Where one is damaged, or none can be kept, a publication is as it would be without.
func TestListsOfPublicationsAreKeptHere(t *testing.T) {
	write(t, smallSite)
	publishes := func(wants string) {
		t.Helper()
		if code, said := asks(t, "", "./site", "--yes"); code != console.ExitFine || !strings.Contains(said, wants) {
			t.Fatalf("code %d: %s", code, said)
		}
	}
	edit := func(words string) {
		t.Helper()
		if err := os.WriteFile("content/bases/demo.md", []byte("+++\nname = \"虚构馆\"\ncounty = \"示例县\"\n+++\n"+words+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	publishes("已发布")
	text, err := os.ReadFile("public/" + filelist.Name)
	if err != nil {
		t.Fatal(err)
	}
	kept := lists(output.Beside("public", listFolder))
	sum := filelist.Sum(sha256.Sum256(text))
	if !bytes.Equal(kept.Recall(sum), text) {
		t.Error("the list of what was published is not kept")
	}
	if err := os.WriteFile(kept.name(sum), text[:len(text)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	edit("另一种介绍。")
	publishes("更换")
	publishes("已经是最新的")

	for i := range 200 {
		text := []byte{byte(i)}
		kept.Keep(sha256.Sum256(text), text)
	}
	if files, err := os.ReadDir(string(kept)); err != nil || len(files) != 16 {
		t.Errorf("%d files are kept, %v", len(files), err)
	}
	if err := removetest.All(string(kept)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(string(kept), nil, 0o644); err != nil { // a file in the folder's place
		t.Fatal(err)
	}
	edit("第三种介绍。")
	publishes("更换")
}

// Whatever fails at the same moment, that something is tried again is told once, and what is said is kept whole.
func TestTriesAreToldOnce(t *testing.T) {
	p := &publishing{}
	var out bytes.Buffer
	p.say = &console.Console{Err: &teed{Writer: &out, keeps: &p.said}, Lang: diag.EN}
	tell := p.tellTries()
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			tell("a.html", errors.New("the line broke"))
			p.say.Say(diag.T("x", "x"))
		})
	}
	wg.Wait()
	if n := strings.Count(out.String(), "the line broke"); n != 1 || out.String() != p.said.String() || strings.Count(out.String(), "x\n") != 32 {
		t.Errorf("told %d times:\n%s", n, out.String())
	}
}

// A lock of a machine whose clock is years ahead would never end: it is said what to do.
func TestLocksOfClocksThatAreAhead(t *testing.T) {
	p := &publishing{say: &console.Console{Lang: diag.ZH}}
	now := time.Date(2026, 3, 5, 8, 0, 0, 0, time.UTC)
	for until, want := range map[time.Time]string{now.Add(9 * time.Minute): "就可以接手", now.AddDate(5, 0, 0): "时钟快了"} {
		if got := p.mendBusy(publish.Lock{Until: until}, now).In(diag.ZH); !strings.Contains(got, want) {
			t.Errorf("until %s: %s", until, got)
		}
	}
}
