package source

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

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

// TestGBKLineThatIsUTF8ByChanceIsReadAsGBK: the bytes of 榛宠不 are two characters of
// UTF-8; whoever takes that line for UTF-8 reports all others.
func TestGBKLineThatIsUTF8ByChanceIsReadAsGBK(t *testing.T) {
	gbk := func(s string) string {
		b, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	const odd = "榛宠不"
	if !chineseUTF8([]byte(gbk(odd))) {
		t.Fatal("the word does not look like UTF-8")
	}
	want := "+++\nname = \"科技馆\"\naddress = \"甲县科普路\"\nphone = \"办公室\"\nalias = [\"" + odd + "\"]\n+++\n"
	var ps diag.List
	if text, ok := decodeText("bases/a.md", []byte(gbk(want)), &ps); !ok || text != want || len(ps) != 1 {
		t.Errorf("%v %q\n%v", ok, text, ps)
	}
}

func TestWhatADiskOrAChangeOfEncodingLeavesIsNamed(t *testing.T) {
	utf16 := func(s string, big bool) string {
		var b []byte
		for _, c := range s {
			if big {
				b = append(b, byte(c>>8), byte(c))
			} else {
				b = append(b, byte(c), byte(c>>8))
			}
		}
		return string(b)
	}
	for _, tt := range []struct {
		data, text   string
		ok           bool
		line, column int
		what         string
	}{
		{utf16("id = \"科技馆\"\r\n", false), "id = \"科技馆\"\n", true, 0, 0, "UTF-16"},
		{utf16("id = \"科技馆\"\r\n", true), "id = \"科技馆\"\n", true, 0, 0, "UTF-16"},
		{utf16("a=1\n", false), "a=1\n", true, 0, 0, "UTF-16"},
		{"id = 1\nna\x00\x00\x00", "", false, 2, 3, "3 个空字节"},
		{"\x00\x00\x00\x00", "", false, 0, 0, "只有 4 个空字节"},
		{"id = 1\nname = \"科\ufffd馆\"\n", "id = 1\nname = \"科\ufffd馆\"\n", true, 2, 10, "乱码"},
		{"name = \"锟斤拷\"", "name = \"锟斤拷\"", true, 1, 9, "乱码"},
		{"a\x00b\x01", "", false, 1, 2, "U+0000"},
		{"name = \"\xc4\xbf\xc2\xbc\"\n", "name = \"目录\"\n", true, 0, 0, "按 GBK 读取"},
	} {
		var ps diag.List
		text, ok := decodeText("bases/a.md", []byte(tt.data), &ps)
		if text != tt.text || ok != tt.ok || len(ps) != 1 || ps[0].Place.Line != tt.line || ps[0].Place.Column != tt.column || !strings.Contains(ps[0].What.ZH, tt.what) {
			t.Errorf("%q: %q, %v\n%v", tt.data, text, ok, ps)
		}
	}
	for _, fine := range []string{"name = \"Café · 20°\"\n", "name = \"科技馆\"\n"} {
		var ps diag.List
		if text, ok := decodeText("bases/a.md", []byte(fine), &ps); text != fine || !ok || len(ps) != 0 {
			t.Errorf("%q: %q %v", fine, text, ps)
		}
	}
}
