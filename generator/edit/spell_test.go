package edit_test

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// spellings are the ways in which editors save a text.
var spellings = map[string]func(string) []byte{
	"UTF-8":      func(s string) []byte { return []byte(s) },
	"CRLF":       func(s string) []byte { return []byte(crlf(s)) },
	"CR":         func(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r")) },
	"BOM":        func(s string) []byte { return []byte("\ufeff" + crlf(s)) },
	"GBK":        func(s string) []byte { return gbk(crlf(s)) },
	"GBK, LF":    gbk,
	"UTF-16":     func(s string) []byte { return wide(crlf(s), 0) },
	"UTF-16, BE": func(s string) []byte { return wide(s, 1) },
	"Ctrl-Z":     func(s string) []byte { return []byte(crlf(s) + "\x1a") },
}

func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

func gbk(s string) []byte {
	b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

func wide(s string, high int) (b []byte) {
	for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(s))...) {
		two := [2]byte{}
		two[high], two[1-high] = byte(u), byte(u>>8)
		b = append(b, two[:]...)
	}
	return b
}
