package source

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/diag"
)

// Texts come here that some program has read in the wrong encoding and saved so. They are whole
// UTF-8, and nobody's words. Where the words can be found again they are told, for a person to
// compare.

// western are the characters of Windows-1252 from 0x80 to 0x9f: quotes and dashes as word processors
// set them. Those that stand for nothing are themselves.
var western = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

// misread reports the first such place of each line.
func misread(f *diag.File, ps *diag.List) (any bool) {
	at := 0
	for range maxBadLines {
		m, ok := nextMisread(f.Text[at:])
		if !ok {
			break
		}
		any = true
		ps.Error(f.Place(at+m.start, at+m.end),
			diag.M("ENCODING-GARBLED", "这里是乱码：UTF-8 的文字被当作 %s 读过一遍，原文的开头像是“%s”", "this is garbled: UTF-8 that was read as %s; the words seem to begin with %q").With(m.as, m.words),
			diag.T("请换成没有乱码的原件，或者照原件重新输入", "put the original in its place, or type it again from there"))
		at += m.end
		end := strings.IndexByte(f.Text[at:], '\n')
		if end < 0 {
			break
		}
		at += end
	}
	return any
}

// misreading is a place of garbled text.
type misreading struct {
	start, end int
	as, words  string // the encoding that it was read in, and what stood there
}

func nextMisread(text string) (misreading, bool) {
	for i, c := range text {
		if c < utf8.RuneSelf {
			continue
		}
		if m, is := misreadAt(text, i, c); is {
			return m, true
		}
	}
	return misreading{}, false
}

// What the first byte of Chinese in UTF-8 is in Windows-1252.
const firstLatin, lastLatin = rune(0xe3), rune(0xe9)

// misreadAt reports whether garbled text begins with the character c at i.
func misreadAt(text string, i int, c rune) (misreading, bool) {
	as, encode := "GBK", gbkBytes
	switch latin := firstLatin <= c && c <= lastLatin; {
	case latin:
		as, encode = "Windows-1252", westernBytes
	case c >= 1<<16 || gbkOfUTF8()[c>>6]>>(c&63)&1 == 0:
		return misreading{}, false
	}
	words, size := readAgain(text[i:], encode)
	return misreading{i, i + size, as, words}, size > 0
}

// readAgain returns the words that text begins with when its characters are written as encode
// does and read as UTF-8, and how much of text they are: none unless it is Chinese.
func readAgain(text string, encode func(rune) []byte) (words string, size int) {
	const enough, shown = 3, 8
	var b []byte
	for i, c := range text {
		if c < utf8.RuneSelf || len(b) > 3*shown {
			break
		}
		e := encode(c)
		if e == nil {
			break
		}
		b = append(b, e...)
		size = i + utf8.RuneLen(c)
	}
	n := 0
	for n < len(b) {
		c, k := utf8.DecodeRune(b[n:])
		if c < 0x3000 || 0x9fff < c && c < 0xff00 || c == utf8.RuneError {
			break
		}
		n += k
	}
	if n < 3*enough || len(b)-n > 2 { // half a character may be lost at the end
		return "", 0
	}
	return string(b[:n]), size
}

func gbkBytes(c rune) []byte {
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(c)))
	if err != nil {
		return nil
	}
	return b
}

func westernBytes(c rune) []byte {
	if c <= 0xff {
		return []byte{byte(c)}
	}
	for i, w := range western {
		if w == c {
			return []byte{byte(0x80 + i)}
		}
	}
	return nil
}

// gbkOfUTF8 is the set of characters that the first two bytes of Chinese in UTF-8 are in GBK: a
// bit for each.
var gbkOfUTF8 = sync.OnceValue(func() *[1 << 10]uint64 {
	var set [1 << 10]uint64
	for hi := byte(0xe3); hi <= 0xe9; hi++ {
		for lo := byte(0x80); lo <= 0xbf; lo++ {
			b, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{hi, lo})
			if c, _ := utf8.DecodeRune(b); err == nil && c != utf8.RuneError && c < 1<<16 {
				set[c>>6] |= 1 << (c & 63)
			}
		}
	}
	return &set
})

// isWestern reports whether data, which is no UTF-8, is a western text with quotes of a word
// processor: bytes above ASCII stand alone, and are no everyday Chinese.
func isWestern(data []byte) bool {
	typographic := false
	for i, c := range data {
		if c < utf8.RuneSelf {
			continue
		}
		if !alone(data, i) || fourBytes(data[i:]) {
			return false
		}
		typographic = typographic || c < 0xa0
	}
	everyday, _ := common(data)
	return typographic && everyday == 0
}

// fourBytes reports whether data begins with a character of GB18030 that is none of GBK.
func fourBytes(data []byte) bool {
	digit := func(c byte) bool { return '0' <= c && c <= '9' }
	return len(data) > 3 && data[0] > 0x80 && digit(data[1]) && data[2] > 0x80 && digit(data[3])
}

// alone reports whether the byte at i is the only one above ASCII there.
func alone(data []byte, i int) bool {
	return (i == 0 || data[i-1] < utf8.RuneSelf) && (i+1 == len(data) || data[i+1] < utf8.RuneSelf)
}

// notChinese tells what is wrong with a file that can be read as GBK and then is no Chinese
// that anybody writes.
func notChinese(data []byte) (what, mend diag.Text, is bool) {
	known, big5, all := 0, 0, 0
	for i := 0; i+1 < len(data); i++ {
		hi, lo := data[i], data[i+1]
		if hi < utf8.RuneSelf {
			continue
		}
		i++
		all++
		if lo >= 0xa1 && (0xa1 <= hi && hi <= 0xa3 || 0xb0 <= hi && hi <= 0xf7) {
			known++ // in GB/T 2312
		}
		if 0xa1 <= hi && hi <= 0xc6 && (0x40 <= lo && lo <= 0x7e || 0xa1 <= lo && lo <= 0xfe) {
			big5++ // its marks and everyday characters
		}
	}
	if known > all*3/4 || all < 6 {
		return what, mend, false
	}
	if big5 >= all*3/4 {
		return diag.M("ENCODING-BIG5", "这个文件像是繁体中文的 Big5 编码，读不了", "the file seems to be Big5, traditional Chinese, which is not read"),
			diag.T("请用 Word 或 WPS 打开，编码选“繁体中文(Big5)”，看着文字对了，再复制到记事本里，另存为 UTF-8", "open it in a word processor as Big5, see that the words are right, copy them to Notepad and save that as UTF-8"), true
	}
	if known > all/4 {
		return what, mend, false
	}
	return unknownEncoding, openWhereWritten, true
}

var (
	unknownEncoding  = diag.M("ENCODING-UNKNOWN", "认不出这个文件的编码，既不是 UTF-8 也不是完整的 GBK", "the file's encoding is neither UTF-8 nor whole GBK")
	openWhereWritten = diag.T("请用原来写它的软件打开，看着文字对了，再另存为 UTF-8；打开就是乱码的，不要保存，请换成备份", "open it in the program that wrote it, see that the words are right, and save it as UTF-8; where they are garbled do not save, put a backup in its place")
)

// westernAt returns what Windows-1252 has for a byte of data that stands alone.
func westernAt(data []byte, i int) (rune, bool) {
	if i >= len(data) || !alone(data, i) || bytes.IndexByte(data, 0) >= 0 {
		return 0, false
	}
	c := data[i]
	if c < 0xa0 {
		return western[c-0x80], western[c-0x80] != rune(c)
	}
	return rune(c), true
}
