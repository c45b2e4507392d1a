package source

import (
	"bytes"
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
	text = lineEnds.Replace(text)
	text = strings.TrimRight(text, "\x1a") // some old editors end a file with Ctrl-Z
	if strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == bom }) == "" {
		ps.Error(diag.Whole(name), diag.T("空文件", "the file is empty"),
			diag.T("请写上内容，或者删除这个文件", "write something in it, or delete it"))
		return "", false
	}
	if i := strings.IndexFunc(text, control); i >= 0 {
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

// control reports characters that no text holds. Tabs and line ends are fine.
func control(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }

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

// fromGBK reads a file that is not UTF-8 as GB18030, unless other lines of it
// are UTF-8 Chinese: then only the odd lines are wrong, and reading the whole
// as GB18030 would garble the rest.
func fromGBK(name string, data []byte, ps *diag.List) (string, bool) {
	var bad []int // offsets of the first bad byte of each bad line
	chinese := false
	for from := 0; from < len(data); {
		end := bytes.IndexByte(data[from:], '\n') + 1
		if end == 0 {
			end = len(data) - from
		}
		line := data[from : from+end]
		if !utf8.Valid(line) {
			bad = append(bad, from+firstInvalid(line))
		} else if len(line) > utf8.RuneCount(line) {
			chinese = true
		}
		from += end
	}
	if chinese {
		f := diag.NewFile(name, lineEnds.Replace(strings.ToValidUTF8(string(data), "\ufffd")))
		for _, at := range bad {
			before := lineEnds.Replace(strings.ToValidUTF8(string(data[:at]), "\ufffd"))
			ps.Error(f.Place(len(before), len(before)+1),
				diag.T("这一行是 GBK 编码，而文件的其他行是 UTF-8", "this line is GBK, while others of the file are UTF-8"),
				diag.T("请把这一行重新输入一遍，再保存为 UTF-8", "type the line again and save the file as UTF-8"))
		}
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
