package desk

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kepu/generator/diag"
)

// What was typed stands on every page that says that it was not saved.
func TestWhatWasTypedOutlastsAFailure(t *testing.T) {
	const words = "新写的一段 <b>&amp;</b>"
	text := url.Values{"text": {words}}
	move := func(b *bench) {
		page := b.read("bases/jia-weather.md")
		os.Remove(filepath.Join(b.dir, "bases", "jia-weather.md"))
		b.write("bases/jia-weather/index.md", page)
		b.desk.o.Refresh()
	}
	remove := func(b *bench) {
		os.Remove(filepath.Join(b.dir, "bases", "jia-weather.md"))
		b.desk.o.Refresh()
	}
	full := func(b *bench) { // what was kept cannot be written to
		os.RemoveAll(filepath.Join(b.dir, ".kepu"))
		b.write(".kepu", "")
	}
	again := func(b *bench) { // the desk was ended and started anew
		d, err := New(b.desk.o)
		if err != nil {
			b.t.Fatal(err)
		}
		b.server.Config.Handler = d
	}
	for _, c := range []struct {
		what, path string
		typed      url.Values
		do         func(*bench)
		saves      bool // what is done comes between the look and the save
		status     int
		words      []string
	}{
		{"a text whose page is gone", "body?file=bases%2Fjia-weather.md", text, remove, false, 404, []string{"移到了别处"}},
		{"a text whose page has moved", "body?file=bases%2Fjia-weather.md", text, move, false, 200, []string{"这样改，对吗"}},
		{"lines of a page that is gone", "place?file=bases%2Fjia-weather.md", text, remove, false, 404, []string{"移到了别处"}},
		{"a form whose page is gone", "edit/base?file=bases%2Fjia-weather.md", url.Values{"address": {words}}, remove, false, 409, []string{"找不到了"}},
		{"a form whose page has moved", "edit/base?file=bases%2Fjia-weather.md", url.Values{"address": {words}}, move, false, 200, []string{"bases/jia-weather/index.md"}},
		{"a text, the disk fails", "body?file=bases%2Fjia-weather.md", text, full, true, 500, []string{"没有保存", "再试一次"}},
		{"a form, the disk fails", "new/activity", url.Values{"date": {"2026.9.20"}, "title": {words}}, full, true, 500, []string{"没有保存", "再试一次", "活动名称"}},
		{"a text, the desk is another", "body?file=bases%2Fjia-weather.md", text, again, false, 403, []string{"从 kepu 打开的网址进来", "再试一次"}},
		{"a form, the desk is another", "edit/base?file=bases%2Fjia-weather.md", url.Values{"address": {words}}, again, true, 403, []string{"再试一次"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			b := sit(t, maps.Clone(city))
			b.desk.o.Explain = func(err error) diag.Text { return diag.T("磁盘满了", "the disk is full") }
			_, page := b.get(Root + c.path)
			act := "look"
			if c.saves {
				status := 0
				if status, page = b.send(page, "look", c.typed); status != 200 {
					t.Fatalf("looking answers %d:\n%s", status, says(page))
				}
				act, c.typed = "save", nil
			}
			c.do(b)
			status, answer := b.send(page, act, c.typed)
			if status != c.status {
				t.Errorf("%d, want %d", status, c.status)
			}
			b.must(answer, append(c.words, words)...)
			if strings.Contains(answer, "<b>&amp;") || strings.Contains(answer, "no such file") || strings.Contains(answer, "not a directory") {
				t.Errorf("markup or the system's own words:\n%s", answer)
			}
		})
	}
}

// A stranger is shown his own words and nothing of the desk's; what he sent goes on once he has come in.
func TestAStrangersWordsComeInWithHim(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.get(Root + "body?file=bases%2Fjia-weather.md")
	jar := b.client.Jar
	b.client.Jar = nil
	status, page := b.send(page, "look", url.Values{"text": {"一段话"}})
	if status != http.StatusForbidden || strings.Contains(says(page), "正文。") || strings.Contains(page, "甲县") {
		t.Errorf("%d, and the page says\n%s", status, says(page))
	}
	b.client.Jar = jar
	if status, page = b.send(page, "look", nil); status != 200 {
		t.Errorf("sent once more: %d", status)
	}
	b.must(page, "一段话", "这样改，对吗")
	if b.read("bases/jia-weather.md") != city["bases/jia-weather.md"] {
		t.Error("something was written")
	}
}

// That a file is not to be written to is told before somebody presses the button.
func TestAReadOnlyFileIsToldBeforeItIsSaved(t *testing.T) {
	for _, c := range []struct {
		path  string
		typed url.Values
	}{
		{"body?file=bases%2Fjia-weather.md", url.Values{"text": {"一段话"}}},
		{"place?file=bases%2Fjia-weather.md", url.Values{"text": {strings.Replace(city["bases/jia-weather.md"], "正文", "一段话", 1)}}},
		{"edit/base?file=bases%2Fjia-weather.md", url.Values{"address": {"一段话"}}},
	} {
		b := sit(t, maps.Clone(city))
		name := filepath.Join(b.dir, "bases", "jia-weather.md")
		if err := os.Chmod(name, 0o444); err != nil {
			t.Fatal(err)
		}
		status, page := b.fill(Root+c.path, c.typed)
		if status != http.StatusUnprocessableEntity || !strings.Contains(page, "一段话") {
			t.Errorf("%s: %d\n%s", c.path, status, says(page))
		}
		b.must(page, "只读")
		os.Chmod(name, 0o644)
		if status, page = b.send(page, "look", nil); status != 200 {
			t.Errorf("%s: once it may be written: %d\n%s", c.path, status, says(page))
		}
	}
}

// The system's own words lead no sentence.
func TestReasonsAreInWords(t *testing.T) {
	d := &Desk{}
	for _, err := range []error{os.ErrNotExist, errGone, errors.New("write x: input/output error")} {
		if got := d.reason(err); strings.HasPrefix(got.ZH, err.Error()) || got.ZH == "" {
			t.Errorf("%v is told as %q", err, got.ZH)
		}
	}
}
