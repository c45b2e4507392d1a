package source

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/diag"
	"kepu/generator/photo"
)

// Files larger than this are refused: no page or log that people write is.
const (
	maxPage = 1 << 20  // a page's bytes
	maxLog  = 16 << 20 // a TOML file's bytes, or a table's
)

func textLimit(name string) int {
	if name = strings.ToLower(name); strings.HasSuffix(name, ".toml") || strings.HasSuffix(name, ".csv") || SectionOf(name) == AddressFile {
		return maxLog
	}
	return maxPage
}

// decodeText returns data as UTF-8 text without BOM and with \n line ends. It
// takes what Chinese Windows editors save: UTF-8 with BOM, UTF-16 with BOM and
// GB18030, and says so on the file. ok is false when the text can't be trusted.
func decodeText(name string, data []byte, ps *diag.List) (text string, ok bool) {
	if limit := textLimit(name); len(data) > limit {
		ps.Error(diag.Whole(name),
			diag.M("FILE-LARGE-TEXT", "文件太大，最多 %d 字节", "the file is too large, at most %d bytes").With(limit),
			diag.T("请分成几个文件", "split it into several files"))
		return "", false
	}
	text = string(data)
	if _, other := otherFormat(data); !other && usual(text) {
		return text, true
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
		ps.Error(diag.Whole(name), diag.M("FILE-EMPTY", "空文件", "the file is empty"),
			diag.T("请写上内容，或者删除这个文件", "write something in it, or delete it"))
		return "", false
	}
	f := diag.NewFile(name, text)
	if whole := strings.TrimRight(text, "\x00"); len(whole) < len(text) && strings.IndexByte(whole, 0) < 0 {
		zeros(f, len(whole), ps)
		return "", false
	}
	if usual(text) {
		return text, true
	}
	if controls(f, ps) || misread(f, ps) {
		return "", false
	}
	garbled(f, ps)
	return text, true
}

// usual reports whether a text needs nothing and has nothing to tell, as nearly all texts: it is UTF-8
// and no GBK by chance, has line ends of one byte and no byte order mark, is not empty, and holds no
// place that controls, misread or garbled report. It goes through the text once.
func usual(text string) bool {
	odd := oddCharacters()
	ink, two, three := false, false, false // whether there are visible ASCII characters, others of two bytes, of more
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			if b < ' ' && b != '\n' && b != '\t' || b == 0x7f {
				return false
			}
			ink = ink || b > ' '
			i++
			continue
		}
		at := i
		var c rune
		var n int
		if 0xe0 <= b && b < 0xf0 && i+2 < len(text) && text[i+1]&0xc0 == 0x80 && text[i+2]&0xc0 == 0x80 { // Chinese, at little cost
			c, n = rune(b&0xf)<<12|rune(text[i+1]&0x3f)<<6|rune(text[i+2]&0x3f), 3
		} else {
			c, n = utf8.DecodeRuneInString(text[i:])
		}
		i += n
		switch {
		case n == 1, n == 3 && (c < 0x800 || 0xd800 <= c && c < 0xe000):
			return false // no UTF-8
		case n == 2:
			two = true
		default:
			three = true
		}
		if c >= 1<<16 || odd[c>>6]>>(c&63)&1 == 0 {
			continue
		}
		if _, is := misreadAt(text, at, c); is || c == bom || strings.HasPrefix(text[at:], lostText[0]) || strings.HasPrefix(text[at:], lostText[1]) {
			return false
		}
	}
	return ink && (three || !two)
}

// oddCharacters is the set of characters that usual looks at: a bit for each.
var oddCharacters = sync.OnceValue(func() *[1 << 10]uint64 {
	set := *gbkOfUTF8()
	for c := firstLatin; c <= lastLatin; c++ {
		set[c>>6] |= 1 << (c & 63)
	}
	for _, mark := range [...]string{lostText[0], lostText[1], string(bom)} {
		c, _ := utf8.DecodeRuneInString(mark)
		set[c>>6] |= 1 << (c & 63)
	}
	return &set
})

// zeros reports the zero bytes from an offset up to the end of a file: a disk wrote them
// where the text's own end should stand.
func zeros(f *diag.File, from int, ps *diag.List) {
	n := len(f.Text) - from
	if strings.TrimSpace(f.Text[:from]) == "" {
		ps.Error(diag.Whole(f.Path), diag.M("ENCODING-ZERO-ALL", "文件已经损坏，里面只有 %d 个空字节", "the file is damaged: it holds nothing but %d zero bytes").With(n),
			diag.T("请换成备份，或者重新写一遍", "put a backup in its place, or write it again"))
		return
	}
	ps.Error(f.Place(from, from+1), diag.M("ENCODING-ZERO-END", "从这里到文件末尾是 %d 个空字节，多半是断电或拷贝中断留下的，后面的内容可能丢了", "from here to the file's end stand %d zero bytes, as a power cut or a broken copy leaves: what came after may be lost").With(n),
		diag.T("请核对这里前后的内容，补全以后用记事本另存为 UTF-8", "look at what stands here, complete it, and save the file as UTF-8"))
}

// garbled reports characters that stand for bytes which a program could not read, line by
// line: what stood there is lost, and only a person can write it again.
func garbled(f *diag.File, ps *diag.List) {
	at := 0
	for range maxBadLines {
		i, n := nextGarbled(f.Text[at:])
		if i < 0 {
			return
		}
		at += i
		ps.Error(f.Place(at, at+n), diag.M("ENCODING-LOST", "这里有乱码 %s，原来的字已经丢了，是换编码时留下的", "%s stands here: a change of encoding has lost what was written").With(f.Text[at:at+n]),
			diag.T("请照原件重新输入", "type it again from the original"))
		end := strings.IndexByte(f.Text[at:], '\n')
		if end < 0 {
			return
		}
		at += end
	}
}

// lostText are the marks of lost text: U+FFFD, and what became of it when it was read as GBK once
// more.
var lostText = [...]string{"\ufffd", "锟斤拷"}

// nextGarbled finds the next mark of lost text.
func nextGarbled(s string) (at, size int) {
	at = -1
	for _, mark := range lostText {
		if i := strings.Index(s, mark); i >= 0 && (at < 0 || i < at) {
			at, size = i, len(mark)
		}
	}
	return at, size
}

const bom = '\ufeff'

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// controls reports the characters that no text holds, the first of each line.
func controls(f *diag.File, ps *diag.List) (any bool) {
	at := 0
	for range maxBadLines {
		i := firstControl(f.Text[at:])
		if i < 0 {
			break
		}
		at += i
		any = true
		what, mend := diag.M("ENCODING-CONTROL", "有一个看不见的控制字符 U+%04X", "there is an invisible control character U+%04X").With(f.Text[at]), diag.T("请删除它", "delete it")
		if f.Text[at] == 0 {
			what = diag.M("ENCODING-ZERO-BYTE", "这里有空字节 U+0000，多半是拷贝或同步时出的错，旁边的字可能丢了", "a zero byte U+0000 stands here, as a broken copy leaves: words beside it may be lost")
			mend = diag.T("请照原件核对这一行，重新输入，再保存为 UTF-8", "compare the line with the original, type it again and save the file as UTF-8")
		}
		p := ps.Error(f.Place(at, at+1), what, mend)
		if c := f.Text[at]; c != 0 && c != '\v' && c != '\f' { // a word processor's line end, or a page's
			p.By(diag.Replace(at, at+1, ""))
		}
		end := strings.IndexByte(f.Text[at:], '\n')
		if end < 0 {
			break
		}
		at += end
	}
	return any
}

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
	if what, is := otherFormat(data); is {
		ps.Error(diag.Whole(name), what, diag.T("请用原来的软件打开，把文字复制到记事本里，另存为 UTF-8，用原来的文件名", "open it in the program that it is from, copy the text to Notepad and save that as UTF-8 under the same name"))
		return "", false
	}
	switch encoding, mark := EncodingOf(data); encoding {
	case UTF16LE, UTF16BE:
		return fromUTF16(name, data[mark:], encoding == UTF16BE, ps)
	case UTF8:
		markedTwice(name, mark, ps)
		return string(data[mark:]), true
	default:
		markedTwice(name, mark, ps)
		return fromGBK(name, data[mark:], ps)
	}
}

// markedTwice warns about more byte order marks than one.
func markedTwice(name string, mark int, ps *diag.List) {
	if mark > len("\ufeff") {
		ps.Warn(diag.Whole(name), diag.M("ENCODING-BOM-TWICE", "文件开头有多个 BOM 标记", "the file begins with more than one BOM"),
			diag.T("用记事本另存为 UTF-8 一次就好", "save it once as UTF-8")).By(&diag.Repair{UTF8: true})
	}
}

// Encoding is how the bytes of a text file stand for its characters.
type Encoding int

const (
	UTF8 Encoding = iota
	GB18030
	UTF16LE
	UTF16BE
)

// EncodingOf returns the encoding that a file's bytes are read in, and how many of them are
// the marks at its beginning that say so. It says nothing about whether they can be read.
func EncodingOf(data []byte) (e Encoding, mark int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return UTF16LE, 2
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return UTF16BE, 2
	}
	switch unmarkedUTF16(data) {
	case littleEndian:
		return UTF16LE, 0
	case bigEndian:
		return UTF16BE, 0
	}
	for bytes.HasPrefix(data[mark:], []byte("\ufeff")) {
		mark += len("\ufeff")
	}
	if rest := data[mark:]; utf8.Valid(rest) && !gbkByChance(rest) {
		return UTF8, mark
	}
	return GB18030, mark
}

// DecodeText returns a file's bytes as Parse reads them: as UTF-8 text without marks and with
// \n for every line end. What is odd is told in ps; ok is false when the text can't be trusted.
func DecodeText(name string, data []byte, ps *diag.List) (text string, ok bool) {
	return decodeText(name, data, ps)
}

type byteOrder int

const (
	noOrder byteOrder = iota
	littleEndian
	bigEndian
)

// unmarkedUTF16 reports whether data is UTF-16 without the mark that says so: every line
// end and every = has a zero byte then, all on the same side. 一, U+4E00, has one on the other.
func unmarkedUTF16(data []byte) byteOrder {
	data = bytes.TrimRight(data, "\x00")
	if bytes.IndexByte(data, 0) < 0 {
		return noOrder
	}
	if len(data)%2 != 0 {
		data = append(bytes.Clone(data), 0) // its last line end
	}
	var zero [2]int
	for i, c := range data {
		if c == 0 {
			zero[i%2]++
		}
	}
	for line := range bytes.Lines(data) {
		if bytes.IndexByte(line, 0) < 0 && chineseUTF8(line) {
			return noOrder // a text with zeros in it
		}
	}
	const few = 4
	switch {
	case zero[1] > 1 && zero[1] > few*zero[0]:
		return littleEndian
	case zero[0] > 1 && zero[0]+1 > few*zero[1]: // one: what was added
		return bigEndian
	}
	return noOrder
}

// Codes of files that are no texts, or texts in no encoding that people here write.
const (
	noText = "ENCODING-NO-TEXT"
	utf32  = "ENCODING-UTF32"
)

// otherFormat names what is no text at all, whatever its file is called.
func otherFormat(data []byte) (diag.Text, bool) {
	if photo.FormOf(data) != photo.NoPicture {
		return diag.M(noText, "这是图片，只是名字改了", "this is a picture under another name"), true
	}
	for _, f := range []struct {
		begin string
		what  diag.Text
	}{
		{"PK\x03\x04", diag.M(noText, "这是 Word、WPS 的文档或者压缩文件，只是名字改了", "this is a document of a word processor, or an archive, under another name")},
		{"\xd0\xcf\x11\xe0", diag.M(noText, "这是 Word、WPS 或 Excel 的文档，只是名字改了", "this is a document of a word processor or a spreadsheet under another name")},
		{"{\\rtf", diag.M(noText, "这是 RTF 文档，只是名字改了", "this is an RTF document under another name")},
		{"%PDF-", diag.M(noText, "这是 PDF 文件，只是名字改了", "this is a PDF file under another name")},
		{"Rar!", diag.M(noText, "这是压缩文件，只是名字改了", "this is an archive under another name")},
		{"7z\xbc\xaf", diag.M(noText, "这是压缩文件，只是名字改了", "this is an archive under another name")},
		{"\xff\xfe\x00\x00", diag.M(utf32, "这个文件的编码是 UTF-32，读不了", "the file is UTF-32, which is not read")},
		{"\x00\x00\xfe\xff", diag.M(utf32, "这个文件的编码是 UTF-32，读不了", "the file is UTF-32, which is not read")},
	} {
		if bytes.HasPrefix(data, []byte(f.begin)) {
			return f.what, true
		}
	}
	if start := bytes.ToLower(bytes.TrimSpace(data[:min(len(data), 64)])); bytes.HasPrefix(start, []byte("<html")) || bytes.HasPrefix(start, []byte("<!doctype html")) {
		return diag.M(noText, "这是网页（HTML），不是要写的文字", "this is a web page (HTML), not a text as staff write it"), true
	}
	return diag.Text{}, false
}

func fromUTF16(name string, data []byte, bigEndian bool, ps *diag.List) (string, bool) {
	if len(data)%2 != 0 {
		ps.Error(diag.Whole(name), diag.M("ENCODING-UTF16-HALF", "UTF-16 文件不完整，缺了半个字符", "the UTF-16 file is cut in the middle of a character"),
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
		ps.Error(diag.Whole(name), diag.M("ENCODING-UTF16-BROKEN", "UTF-16 文件里有坏字符", "the UTF-16 file holds broken characters"), saveAsUTF8)
		return "", false
	}
	ps.Warn(diag.Whole(name), diag.M("ENCODING-UTF16", "这个文件是 UTF-16（记事本的“Unicode”），已按它读取", "the file is UTF-16 and was read as such"), saveAsUTF8).By(&diag.Repair{UTF8: true})
	return text, true
}

// A file in the wrong encoding has this many lines named, and no more.
const maxBadLines = 50

// fromGBK reads a file that is not UTF-8 as GB18030, unless other lines of it
// are UTF-8 Chinese: then only the odd lines are wrong, and reading the whole
// as GB18030 would garble the rest.
func fromGBK(name string, data []byte, ps *diag.List) (string, bool) {
	if whole, is := cutShort(data); is {
		f := diag.NewFile(name, string(unixEnds(whole)))
		ps.Error(f.Place(len(f.Text), len(f.Text)), diag.M("ENCODING-CUT", "文件到这里断了：最后一个字只剩一半，后面的内容可能丢了", "the file breaks off here in the middle of a character: what came after may be lost"),
			diag.T("多半是断电或拷贝中断留下的；请照原件补全，再保存为 UTF-8", "as a power cut or a broken copy leaves it; complete it from the original and save the file as UTF-8"))
		return "", false
	}
	lines := bytes.SplitAfter(unixEnds(data), []byte("\n"))
	if isMixed(lines) || isWestern(data) {
		mixed(name, lines, ps)
		return "", false
	}
	if what, mend, is := notChinese(data); is {
		ps.Error(diag.Whole(name), what, mend)
		return "", false
	}
	text, ok := asGBK(data)
	if !ok {
		ps.Error(diag.Whole(name), unknownEncoding, openWhereWritten)
		return "", false
	}
	ps.Warn(diag.Whole(name), diag.M("ENCODING-GBK", "这个文件不是 UTF-8，已按 GBK 读取", "the file is not UTF-8 and was read as GBK"), saveAsUTF8).By(&diag.Repair{UTF8: true})
	return string(text), true
}

func asGBK(data []byte) (text []byte, ok bool) {
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	return text, err == nil && !bytes.ContainsRune(text, utf8.RuneError) && utf8.Valid(text)
}

// cutShort returns, as UTF-8, what stands before half a character at the end of a Chinese text.
func cutShort(data []byte) (whole []byte, is bool) {
	if n := halfCharacter(data); n > 0 {
		return data[:len(data)-n], true
	}
	last := len(data) - 1
	if data[last] <= utf8.RuneSelf || utf8.Valid(data[:last]) {
		return nil, false
	}
	if _, ok := asGBK(data); ok {
		return nil, false
	}
	text, ok := asGBK(data[:last])
	everyday, all := common(data[:last])
	return text, ok && 2*everyday > all
}

// halfCharacter returns how many bytes of a character stand at the end of a text that is
// Chinese in UTF-8 up to there; 0 where it is none, or whole.
func halfCharacter(data []byte) int {
	for n := 1; n < utf8.UTFMax && n < len(data); n++ {
		if c := data[len(data)-n]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(data[len(data)-n:]) && chineseUTF8(data[:len(data)-n]) {
				return n
			}
			return 0
		}
	}
	return 0
}

// isMixed reports whether some of the lines, which are not all UTF-8, are UTF-8 Chinese and
// not GBK that happens to look like it. A line is taken for what more common characters come
// of; where that says little, for what most lines are.
func isMixed(lines [][]byte) bool {
	var utf8s [][]byte
	bad := 0
	for _, line := range lines {
		if chineseUTF8(line) {
			utf8s = append(utf8s, line)
		} else if !utf8.Valid(line) {
			bad++
		}
	}
	for _, line := range utf8s {
		gbk, all := common(line)
		recoded, err := simplifiedchinese.GB18030.NewEncoder().Bytes(line)
		asUTF8, allUTF8 := common(recoded)
		text, bad8 := simplifiedchinese.GB18030.NewDecoder().Bytes(line)
		readable := bad8 == nil && !bytes.ContainsRune(text, utf8.RuneError)
		byChance := readable && (err != nil || asUTF8*all <= gbk*allUTF8 || 4*asUTF8 < 3*allUTF8 && bad > 3*len(utf8s))
		if !byChance {
			return true
		}
	}
	return false
}

// common counts the characters of GBK bytes that are not ASCII, and how many of them are
// everyday ones: those of the first level of GB/T 2312, and marks.
func common(gbk []byte) (everyday, all int) {
	for i := 0; i < len(gbk); i++ {
		hi := gbk[i]
		if hi < 0x80 || i+1 == len(gbk) {
			continue
		}
		i++
		lo := gbk[i]
		all++
		switch {
		case '0' <= lo && lo <= '9':
			i += 2 // four bytes
		case lo >= 0xa1 && (0xb0 <= hi && hi <= 0xd7 || 0xa1 <= hi && hi <= 0xa3):
			everyday++
		}
	}
	return everyday, all
}

// gbkByChance reports whether a file that is UTF-8 is GBK all the same: pairs of its bytes,
// two or more in a row, make everyday Chinese, and as UTF-8 there is no Chinese in it at all.
func gbkByChance(data []byte) bool {
	row, longest := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i, row = i+1, 0
			continue
		}
		_, n := utf8.DecodeRune(data[i:])
		if n != 2 {
			return false
		}
		if everyday, _ := common(data[i : i+2]); everyday == 0 {
			return false
		}
		i += 2
		row++
		longest = max(longest, row)
	}
	return longest > 1
}

// chineseUTF8 reports whether a line is UTF-8 and holds Chinese. Pairs of GBK
// bytes may be UTF-8 by chance, but then stand for letters below U+0800.
func chineseUTF8(line []byte) bool {
	return utf8.Valid(line) && bytes.ContainsFunc(line, func(r rune) bool { return r >= 0x800 })
}

// mixed reports the lines that are not UTF-8 in a file whose other lines are, or that is no Chinese.
func mixed(name string, lines [][]byte, ps *diag.List) {
	var text strings.Builder
	var bad []int     // where in text the first bad byte of each bad line stands
	var single []rune // what that byte is in Windows-1252, where it stands alone; else 0
	for _, line := range lines {
		if at := firstInvalid(line); at < len(line) && len(bad) < maxBadLines {
			bad = append(bad, text.Len()+at)
			c, _ := westernAt(line, at)
			single = append(single, c)
		}
		text.WriteString(strings.ToValidUTF8(string(line), "\ufffd"))
	}
	f := diag.NewFile(name, text.String())
	for i, at := range bad {
		what, mend := diag.M("ENCODING-MIXED-GBK", "这一行是 GBK 编码，而文件的其他行是 UTF-8", "this line is GBK, while others of the file are UTF-8"), diag.T("请把这一行重新输入一遍，再保存为 UTF-8", "type the line again and save the file as UTF-8")
		if single[i] != 0 {
			what, mend = diag.M("ENCODING-MIXED-WESTERN", "这里的 %c 是西文编码（Windows-1252）", "the %c here is Windows-1252").With(single[i]), diag.T("请把这一行里的引号、破折号等符号重新输入一遍，再保存为 UTF-8", "type the quotes, dashes and the like of this line again and save the file as UTF-8")
		}
		if line, _, _ := strings.Cut(f.Text[strings.LastIndexByte(f.Text[:at], '\n')+1:], "\n"); strings.IndexByte(line, 0) >= 0 {
			what = diag.M("ENCODING-MIXED-UTF16", "这一行是 UTF-16 编码，而文件的其他行是 UTF-8", "this line is UTF-16, while others of the file are UTF-8")
		}
		ps.Error(f.Place(at, at+1), what, mend)
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
