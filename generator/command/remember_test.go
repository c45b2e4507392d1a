package command

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"kepu/generator/console"
	"kepu/generator/digest"
	"kepu/generator/folder"
	"kepu/generator/history"
	"kepu/generator/remove/removetest"
	"kepu/generator/sample"
)

// BenchmarkRemember measures what the history adds to a build: the first one, and one of unchanged content.
func BenchmarkRemember(b *testing.B) {
	dir := removetest.TempDir(b)
	if _, err := sample.Write(dir, sample.Options{Bases: 10000, Activities: 100000, Years: 10, Seed: 1, Photos: 200}); err != nil {
		b.Fatal(err)
	}
	s, err := takeSnapshot(b.Context(), folder.New(dir))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			os.RemoveAll(dir + "/.kepu")
			if _, err := remember(dir, s, history.Build, time.Now()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			if mark, err := remember(dir, s, history.Build, time.Now()); err != nil || mark == "" {
				b.Fatal(mark, err)
			}
		}
	})
}

// What the history keeps is no part of what a site is made from.
func TestTheHistoryDoesNotChangeTheNameOfASite(t *testing.T) {
	write(t, smallSite)
	named := func() siteKey {
		o := options{content: "content", times: &timings{}}
		s, err := takeSnapshot(t.Context(), folder.New("content"))
		if err != nil {
			t.Fatal(err)
		}
		return keyOf(t.Context(), o, s)
	}
	before := named()
	s, err := takeSnapshot(t.Context(), folder.New("content"))
	if err != nil {
		t.Fatal(err)
	}
	if mark, err := remember("content", s, history.Build, time.Now()); err != nil || mark == "" {
		t.Fatal(mark, err)
	}
	if _, err := os.Stat("content/.kepu/history"); err != nil {
		t.Fatal(err)
	}
	if after := named(); after != before || after == (siteKey{}) {
		t.Error("a build after the first is made anew")
	}
}

// A text that is too large for the site is kept whole all the same.
func TestATextThatIsTooLargeIsKeptWhole(t *testing.T) {
	write(t, smallSite)
	long := strings.Repeat("长", 1<<20)
	if err := os.WriteFile("content/bases/long.md", []byte(long), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s, err := takeSnapshot(t.Context(), folder.New("content"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := remember("content", s, history.Check, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	store, err := history.Open("content")
	if err != nil {
		t.Fatal(err)
	}
	if list, err := store.Entries(); err != nil || len(list) != 1 {
		t.Error(list, err)
	}
	if data, err := store.Bytes(digest.Of(long)); err != nil || string(data) != long {
		t.Error(len(data), err)
	}
}

func TestMoments(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	for text, want := range map[string]string{
		"2026-11-29 18:00":       "2026-11-29 18:00:59",
		"2026-11-29 18:00:16":    "2026-11-29 18:00:16",
		"2026-11-29T18:00":       "2026-11-29 18:00:59",
		"2026-11-29 18：00":       "2026-11-29 18:00:59",
		" 2026-11-29 ":           "2026-11-29 23:59:59",
		"2026/11/29 09:05":       "2026-11-29 09:05:59",
		"2026年11月29日 18:00":      "2026-11-29 18:00:59",
		"2026-11-29  18:00":      "2026-11-29 18:00:59",
		"2026-11":                "", // no day
		"18:00":                  "",
		"2026-11-31":             "",
		"2026-11-29 25:00":       "",
		"2026-11-29 6pm":         "",
		"":                       "",
		"20261129T190016.123Z":   "",
		"2026-11-29 18:00 extra": "",
	} {
		at, ok := moment(text, zone)
		if ok != (want != "") || ok && at.Format(time.DateTime) != want {
			t.Errorf("%q: %v %v", text, at, ok)
		}
	}
}

// Serve and desk keep what was changed before they started; watch what it builds, once, and it is not
// woken by what it keeps.
func TestWhatKeepsRunningRemembers(t *testing.T) {
	for _, c := range []struct {
		args []string
		kind history.Kind
	}{
		{[]string{"serve", "--addr", "127.0.0.1:0"}, history.Serve},
		{[]string{"desk", "--no-open", "--addr", "127.0.0.1:0"}, history.Desk},
		{[]string{"watch"}, history.Watch},
	} {
		t.Run(c.args[0], func(t *testing.T) {
			write(t, smallSite)
			say, stop := start(t, c.args...)
			entries := func() []history.Entry {
				store, err := history.Open("content")
				if err != nil {
					t.Fatal(err)
				}
				list, _ := store.Entries()
				return list
			}
			until(t, say, "something is kept", func() bool { return len(entries()) > 0 })
			if list := entries(); !list[0].First || list[0].Kind != c.kind {
				t.Errorf("%+v", list)
			}
			if c.kind == history.Watch {
				until(t, say, "the site", func() bool { _, err := os.Stat("public/index.html"); return err == nil })
				if err := os.WriteFile("content/bases/demo.md", []byte(smallSite["content/bases/demo.md"]+"更多。\n"), 0o644); err != nil {
					t.Fatal(err)
				}
				until(t, say, "what was changed is kept and published", func() bool {
					store, _ := history.Open("content")
					last, ok := store.LastPublished()
					list := entries()
					return len(list) == 2 && ok && last.ID == list[1].ID
				})
				photo := []byte("\xff\xd8 no photo, but bytes")
				if err := os.WriteFile("content/bases/demo.jpg", photo, 0o644); err != nil {
					t.Fatal(err)
				}
				until(t, say, "a new picture is kept", func() bool { return len(entries()) == 3 })
				if err := os.WriteFile("content/bases/demo.jpg", append(photo, 'x'), 0o644); err != nil {
					t.Fatal(err)
				}
				until(t, say, "a changed one too", func() bool { return len(entries()) == 4 })
				time.Sleep(500 * time.Millisecond)
				if list := entries(); len(list) != 4 {
					t.Errorf("%+v", list)
				}
			}
			stop()
		})
	}
}

// A build reads no half of a change that a killed run left: it is made whole first.
func TestAChangeThatWasCutOffIsFinishedBeforeTheContentIsRead(t *testing.T) {
	write(t, smallSite)
	if err := os.WriteFile("content/bases/half.md", []byte("new"), 0o644); err != nil {
		t.Fatal(err)
	}
	dir := "content/.kepu/history"
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{"after/bases/half.md": "new", "after/bases/other.md": "the other half", "entry.json": fmt.Sprintf(
		`{"kepu":1,"time":"2026-11-29T19:00:16Z","kind":"save","files":[{"path":"bases/half.md","before":"","after":"%x"},{"path":"bases/other.md","before":"","after":"%x"}],`+
			`"stored":[{"name":"after/bases/half.md","sha256":"%[1]x"},{"name":"after/bases/other.md","sha256":"%[2]x"}]}`, digest.Of("new"), digest.Of("the other half"))} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(text))
	}
	if err := errors.Join(z.Close(), os.WriteFile(dir+"/20261129T190016.000Z.pending", b.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
	var told strings.Builder
	o := options{content: "content", times: &timings{}}
	o.take(t.Context(), &console.Console{Out: &told, Err: &told}, history.Build, nil)
	if o.taken == nil || string(o.taken.texts["bases/other.md"]) != "the other half" || told.Len() > 0 {
		t.Errorf("%v %s", o.taken == nil, told.String())
	}
}
