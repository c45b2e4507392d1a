package export_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"kepu/generator/export"
	"kepu/generator/form"
	"kepu/generator/intake"
	"kepu/generator/sheet"
)

// Words that a cell can hold go out whole, however many bytes they are; in place of longer ones stand some that take
// nothing away when the book comes back.
func TestWordsThatNoCellCanHold(t *testing.T) {
	dir := fictional(t, 20, 20)
	texts := map[string]string{ // by title; 32,767 is what a cell can hold
		"虚构的长文一": strings.Repeat("字", 20_000),
		"虚构的长文二": strings.Repeat("字", 32_767),
		"虚构的长文三": strings.Repeat("字", 32_768),
		"虚构的长文四": strings.Repeat("𠮷", 16_384), // two units each
		"虚构的长文五": strings.Repeat("𠮷", 16_383),
	}
	log := ""
	for title, text := range texts {
		log += "[[activity]]\ndate = 2025-05-16\ntitle = \"" + title + "\"\nsummary = \"" + text + "\"\n\n"
	}
	if err := os.WriteFile(filepath.Join(dir, "activities", "long.toml"), []byte(log), 0o644); err != nil {
		t.Fatal(err)
	}
	content := os.DirFS(dir)
	r := records(t, content)
	raw := write(t, r, export.Options{Sorts: []string{form.Activity.Name}, Year: 2025})
	s := read(t, raw).Sheets[0]
	title, summary := -1, -1
	found := 0
	for _, row := range s.Rows {
		if i := slices.IndexFunc(row, func(c sheet.Cell) bool { return strings.HasPrefix(c.Text, "活动名称") }); i >= 0 && summary < 0 {
			title = i
			summary = slices.IndexFunc(row, func(c sheet.Cell) bool {
				return strings.HasPrefix(c.Text, "做了什么") || strings.HasPrefix(c.Text, "活动内容")
			})
			continue
		}
		if title < 0 || title >= len(row) || texts[row[title].Text] == "" {
			continue
		}
		found++
		want := texts[row[title].Text]
		if len(utf16.Encode([]rune(want))) > 32_767 {
			want = sheet.TooLong
		}
		if got := row[summary].Text; got != want {
			t.Errorf("%s: %d bytes went out, want %d: %.60s", row[title].Text, len(got), len(want), got)
		}
	}
	if found != len(texts) {
		t.Errorf("%d of %d went out", found, len(texts))
	}
	back(t, "long texts", content, r, raw, intake.Options{})
}
