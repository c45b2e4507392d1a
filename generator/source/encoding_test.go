package source

import (
	"strings"
	"testing"

	"kepu/generator/diag"
)

// TestMixedEncodingsNameSoManyLinesAndNoMore: a log of 40,000 bad lines is told in
// fifty, each at its own line.
func TestMixedEncodingsNameSoManyLinesAndNoMore(t *testing.T) {
	data := "# 示例\r\n" + strings.Repeat("# \xb5\xd8\xd6\xb7\r\n", 40_000)
	var ps diag.List
	if _, ok := decodeText("activities/x.toml", []byte(data), &ps); ok {
		t.Error("the file was taken")
	}
	if len(ps) != maxBadLines {
		t.Fatalf("%d problems, want %d", len(ps), maxBadLines)
	}
	for i, p := range ps {
		if p.Place.Line != i+2 || p.Place.Column != 3 {
			t.Errorf("problem %d is at %d:%d, want %d:3", i+1, p.Place.Line, p.Place.Column, i+2)
		}
	}
}

// TestGBKFileWithALineThatLooksLikeUTF8IsRead: 目录 in GBK happens to be valid
// UTF-8, but stands for no Chinese there.
func TestGBKFileWithALineThatLooksLikeUTF8IsRead(t *testing.T) {
	var ps diag.List
	text, ok := decodeText("bases/a.md", []byte("\xbf\xc6\xbc\xbc\xb9\xdd\n\xc4\xbf\xc2\xbc\n"), &ps)
	if !ok || text != "科技馆\n目录\n" {
		t.Errorf("read as %q, %v: %v", text, ok, ps)
	}
}
