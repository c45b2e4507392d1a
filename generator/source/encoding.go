package source

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/diag"
)

// Files larger than this are refused: no page or log that people write is.
const (
	maxPage = 1 << 20  // a page's bytes
	maxLog  = 16 << 20 // a TOML file's bytes
)

// decodeText returns data as UTF-8 text without BOM and with \n line ends. It
// takes what Chinese Windows editors save: UTF-8 with BOM, UTF-16 with BOM and
// GB18030, and says so on the file. ok is false when the text can't be trusted.
func decodeText(name string, data []byte, ps *diag.List) (text string, ok bool) {
	limit := maxPage
	if strings.HasSuffix(strings.ToLower(name), ".toml") {
		limit = maxLog
	}
	if len(data) > limit {
		ps.Error(diag.Whole(name),
			diag.T("文件太大：%d 字节，最多 %d 字节", "the file is too large: %d bytes, at most %d").With(len(data), limit),
			diag.T("请分成几个文件", "split it into several files"))
		return "", false
	}
	text, ok = toUTF8(name, data, ps)
	if !ok {
		return "", false
	}
	if strings.IndexByte(text, '\r') >= 0 {
		text = lineEnds.Replace(text)
	}
	text = strings.TrimRight(text, "\x1a") // some old editors end a file with Ctrl-Z
	if strings.IndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) && r != bom }) < 0 {
		ps.Error(diag.Whole(name), diag.T("空文件", "the file is empty"),
			diag.T("请写上内容，或者删除这个文件", "write something in it, or delete it"))
		return "", false
	}
	if i := firstControl(text); i >= 0 {
		f := diag.NewFile(name, text)
		r, n := utf8.DecodeRuneInString(text[i:])
		ps.Error(f.Place(i, i+n),
			diag.T("有一个看不见的控制字符 U+%04X", "there is an invisible control character U+%04X").With(r),
			diag.T("请删除它", "delete it"))
		return "", false
	}
	return text, true
}

const bom = '\ufeff'

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// firstControl returns the offset of the first character that no text holds, or -1. Tabs
// and line ends are fine. All of them are single bytes.
func firstControl(text string) int {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
			return i
		}
	}
	return -1
}

func toUTF8(name string, data []byte, ps *diag.List) (string, bool) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return fromUTF16(name, data[2:], false, ps)
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return fromUTF16(name, data[2:], true, ps)
	}
	boms := 0
	for bytes.HasPrefix(data, []byte("\ufeff")) {
		data = data[len("\ufeff"):]
		boms++
	}
	if boms > 1 {
		ps.Warn(diag.Whole(name), diag.T("文件开头有多个 BOM 标记", "the file begins with more than one BOM"),
			diag.T("用记事本另存为 UTF-8 一次就好", "save it once as UTF-8"))
	}
	if utf8.Valid(data) {
		return string(data), true
	}
	return fromGBK(name, data, ps)
}

func fromUTF16(name string, data []byte, bigEndian bool, ps *diag.List) (string, bool) {
	if len(data)%2 != 0 {
		ps.Error(diag.Whole(name), diag.T("UTF-16 文件不完整，缺了半个字符", "the UTF-16 file is cut in the middle of a character"),
			saveAsUTF8)
		return "", false
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		a, b := uint16(data[2*i]), uint16(data[2*i+1])
		if bigEndian {
			a, b = b, a
		}
		units[i] = a | b<<8
	}
	text := string(utf16.Decode(units))
	if strings.ContainsRune(text, utf8.RuneError) {
		ps.Error(diag.Whole(name), diag.T("UTF-16 文件里有坏字符", "the UTF-16 file holds broken characters"), saveAsUTF8)
		return "", false
	}
	ps.Warn(diag.Whole(name), diag.T("这个文件是 UTF-16（记事本的“Unicode”），已按它读取", "the file is UTF-16 and was read as such"), saveAsUTF8)
	return text, true
}

// A file in the wrong encoding has this many lines named, and no more.
const maxBadLines = 50

// fromGBK reads a file that is not UTF-8 as GB18030, unless other lines of it
// are UTF-8 Chinese: then only the odd lines are wrong, and reading the whole
// as GB18030 would garble the rest.
func fromGBK(name string, data []byte, ps *diag.List) (string, bool) {
	lines := bytes.SplitAfter(unixEnds(data), []byte("\n"))
	if slices.ContainsFunc(lines, chineseUTF8) {
		mixed(name, lines, ps)
		return "", false
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) || !utf8.Valid(text) {
		ps.Error(diag.Whole(name), diag.T("认不出这个文件的编码，既不是 UTF-8 也不是完整的 GBK", "the file's encoding is neither UTF-8 nor whole GBK"), saveAsUTF8)
		return "", false
	}
	ps.Warn(diag.Whole(name), diag.T("这个文件不是 UTF-8，已按 GBK 读取", "the file is not UTF-8 and was read as GBK"), saveAsUTF8)
	return string(text), true
}

// chineseUTF8 reports whether a line is UTF-8 and holds Chinese. Pairs of GBK
// bytes may be UTF-8 by chance, but then stand for letters below U+0800.
func chineseUTF8(line []byte) bool {
	return utf8.Valid(line) && bytes.ContainsFunc(line, func(r rune) bool { return r >= 0x800 })
}

// mixed reports the lines that are not UTF-8 in a file whose other lines are.
func mixed(name string, lines [][]byte, ps *diag.List) {
	var text strings.Builder
	var bad []int // where in text the first bad byte of each bad line stands
	for _, line := range lines {
		if at := firstInvalid(line); at < len(line) && len(bad) < maxBadLines {
			bad = append(bad, text.Len()+at)
		}
		text.WriteString(strings.ToValidUTF8(string(line), "\ufffd"))
	}
	f := diag.NewFile(name, text.String())
	for _, at := range bad {
		ps.Error(f.Place(at, at+1),
			diag.T("这一行是 GBK 编码，而文件的其他行是 UTF-8", "this line is GBK, while others of the file are UTF-8"),
			diag.T("请把这一行重新输入一遍，再保存为 UTF-8", "type the line again and save the file as UTF-8"))
	}
}

// unixEnds returns data with every line end a single \n.
func unixEnds(data []byte) []byte {
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
}

var saveAsUTF8 = diag.T("请在记事本里“另存为”，编码选 UTF-8", "save it again with the encoding UTF-8")

func firstInvalid(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
	return len(b)
}
