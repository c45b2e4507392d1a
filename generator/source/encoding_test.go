package source

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

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

// TestControlCharactersAreToldOncePerLine: all of a file in one run.
func TestControlCharactersAreToldOncePerLine(t *testing.T) {
	var ps diag.List
	decodeText("bases/a.md", []byte("a\x01b\x02\nc\n\x03\n"), &ps)
	if len(ps) != 2 || ps[0].Place.Line != 1 || ps[1].Place.Line != 3 {
		t.Error(ps)
	}
}

// TestLinesThatWereAppendedAsUTF16AreNamed: a shell's >> writes them so.
func TestLinesThatWereAppendedAsUTF16AreNamed(t *testing.T) {
	var ps diag.List
	decodeText("bases/a.md", []byte("name = \"科技馆\"\nkind = \"场馆\"\n#\x00 \x00\x80b\x4e\x4b\n\x00"), &ps)
	if len(ps) != 1 || ps[0].Place.Line != 3 || !strings.Contains(ps[0].What.ZH, "UTF-16") {
		t.Error(ps)
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
		{utf16("name = \"一\"\nsummary = \"一句话\"\n", false), "name = \"一\"\nsummary = \"一句话\"\n", true, 0, 0, "UTF-16"}, // 一 has its zero on the other side
		{utf16("name = \"一\"\nsummary = \"一句话\"\n", true), "name = \"一\"\nsummary = \"一句话\"\n", true, 0, 0, "UTF-16"},
		{"a\x00b\x01", "", false, 1, 2, "U+0000"},
		{"name = \"科技馆\"\n\x00\naddress = \"甲县科普路\"\n", "", false, 2, 1, "空字节 U+0000"},
		{"name = \"科技馆\"\naddress = \"甲\xe5\x8e", "", false, 2, 13, "只剩一半"},
		{"PK\x03\x04\x14\x00", "", false, 0, 0, "Word"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "", false, 0, 0, "Word"},
		{"{\\rtf1\\ansi x}", "", false, 0, 0, "RTF"},
		{"%PDF-1.4\n", "", false, 0, 0, "PDF"},
		{"\n<!DOCTYPE html>\n<html>", "", false, 0, 0, "网页"},
		{"\xff\xfe\x00\x00n\x00\x00\x00", "", false, 0, 0, "UTF-32"},
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

func TestTextsInOtherEncodingsAreNamedForWhatTheyAre(t *testing.T) {
	encode := func(e encoding.Encoding, s string) string {
		t.Helper()
		b, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	decode := func(e encoding.Encoding, s string) string {
		t.Helper()
		b, err := e.NewDecoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	gbk, big5, western := simplifiedchinese.GBK, traditionalchinese.Big5, charmap.Windows1252
	const old = "name = \"氣象館\"\naddress = \"中山路1號\"\nsummary = \"歡迎各單位參觀\"\n"
	for _, tt := range []struct {
		data         string
		ok           bool
		line, column int
		what         string
	}{
		{encode(big5, old), false, 0, 0, "像是繁体中文的 Big5"},
		{encode(gbk, old), true, 0, 0, "按 GBK 读取"},
		{encode(gbk, "name = \"嵖岈山\"\n"), true, 0, 0, "按 GBK 读取"},
		{encode(gbk, "author = \"镕\"\n"), true, 0, 0, "按 GBK 读取"},
		{encode(japanese.ShiftJIS, "name = \"こんにちは、ようこそ\"\n"), false, 0, 0, "认不出"},
		{"a = 1\nname = \"\x93x\x94\"\n", false, 2, 9, "这里的 “ 是西文编码"},
		{"name = \"科技馆\"\na = \"it\x92s\"\n", false, 2, 8, "这里的 ’ 是西文编码"},
		{"name = \"科技馆\"\na = \"caf\xe9\"\n", false, 2, 9, "这里的 é 是西文编码"},
		{"name = \"科技馆\"\na = \"" + encode(gbk, "气象") + "\"\n", false, 2, 6, "这一行是 GBK"},
		{"name = \"" + decode(gbk, "科普馆里") + "\"\n", false, 1, 9, "被当作 GBK 读过一遍，原文的开头像是“科普馆里”"},
		{"a = 1\nname = \"" + decode(western, "科普馆") + "\"\n", false, 2, 9, "被当作 Windows-1252 读过一遍，原文的开头像是“科普馆”"},
		{encode(gbk, "name = \"科技馆\"\naddress = \"甲县乙路\"\n\n甲") + "\xb5", false, 4, 2, "只剩一半"},
	} {
		var ps diag.List
		_, ok := decodeText("bases/a.md", []byte(tt.data), &ps)
		if ok != tt.ok || len(ps) != 1 || ps[0].Place.Line != tt.line || ps[0].Place.Column != tt.column || !strings.Contains(ps[0].What.ZH, tt.what) {
			t.Errorf("%q: %v, want %q at %d:%d\n%v", tt.data, ok, tt.what, tt.line, tt.column, ps)
		}
	}
}

// TestWordsAreNotTakenForGarbledOnes: names with rare characters, European words, poems.
func TestWordsAreNotTakenForGarbledOnes(t *testing.T) {
	for _, text := range []string{"嵖岈山、洎河、泌阳铜山、澧河、汝河、溱头河", "café à la crème déjà vu äöü", "鞞鞳、缱绻、饕餮、魑魅魍魉、龃龉、觊觎、貔貅、囹圄、彳亍", "鑫淼焱垚喆堃頔翀珺玥昉祎"} {
		var ps diag.List
		if got, ok := decodeText("bases/a.md", []byte(text), &ps); !ok || len(ps) > 0 || got != text {
			t.Errorf("%s: %v", text, ps)
		}
	}
}

// TestUsualTextsAreReadAsAllAre holds the one look that most texts get to what all others get.
func TestUsualTextsAreReadAsAllAre(t *testing.T) {
	parts := []string{"", "x", "基地", "活动2016年\n", "“馆”，", "涓", "鍩哄湴鍚嶇О", "鐨", "åŸºåœ°åç§°", "é", "ä", "\ufffd", "锟", "锟斤拷", "\x00", "\x7f", "\x1a", "\t", "𠮷", "\u3000",
		"\r\n", "\ufeff", "{\\rtf", "<html", "\xb5\xd8\xd6\xb7", "\xe5\x9f", "\xed\xa0\x80", "\xe0\x80\x80", "\xc3", "\xff\xfea\x00", "ֱ҂ղ", "a = \"b\"\n"}
	usuals := 0
	for i := range len(parts) * len(parts) {
		data := parts[i%len(parts)] + parts[i/len(parts)] + "\n"
		var ps diag.List
		text, ok := toUTF8("a.md", []byte(data), &ps)
		if ok {
			f := diag.NewFile("a.md", text)
			controls(f, &ps)
			misread(f, &ps)
			garbled(f, &ps)
		}
		plain := ok && len(ps) == 0 && text == data && !strings.Contains(text, "\r") && strings.TrimSpace(text) != ""
		if _, other := otherFormat([]byte(data)); !other && usual(data) && !plain {
			t.Errorf("%q is taken as it is; it is %q, %v", data, text, ps)
		}
		if usual(data) {
			usuals++
		}
	}
	if usuals < len(parts) || !usual("基地 A\n") {
		t.Errorf("only %d texts are usual", usuals)
	}
}
