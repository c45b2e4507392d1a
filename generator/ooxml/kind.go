package ooxml

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/photo"
)

// Kind is what a file is by its bytes, whatever its name says.
type Kind uint8

const (
	Unknown  Kind = iota
	Docx          // .docx, .docm, .dotx
	Xlsx          // .xlsx, .xlsm, .xltx
	Xlsb          // Excel's binary workbook
	Pptx          // slides
	ODT           // LibreOffice's text
	ODS           // LibreOffice's table
	OFD           // a fixed page, as China's own PDF
	OldDoc        // Word 97 to 2003
	OldWps        // WPS's own text
	OldXls        // Excel 97 to 2003
	OldEt         // WPS's own table
	OldPpt        // old slides
	OldOther      // another file of that old sort
	Locked        // one with a password
	RTF           //
	PDF           //
	HTML          // also what systems call .xls and is a web page
	MHTML         // a web page in one file
	WordXML       // Word 2003's text in one XML
	SheetXML      // Excel 2003's table in one XML
	UOF           // China's own XML of offices
	Picture       //
	Archive       // rar, 7z, or a zip of other things
	Text          // words, a CSV
	Empty         // no bytes, or zeros alone
	CutShort      // a zip without its end
)

// old is how the files begin that offices wrote until 2003.
const old = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// KindOf returns what the bytes are. It looks at their beginning, and of a zip at its list of parts.
func KindOf(raw []byte) Kind {
	has := func(s string) bool { return bytes.HasPrefix(raw, []byte(s)) }
	switch {
	case len(bytes.TrimLeft(raw, "\x00")) == 0:
		return Empty
	case has(old):
		return kindOfOld(raw)
	case has("PK\x03\x04"), has("PK\x05\x06"):
		return kindOfZip(raw)
	case has("%PDF-"):
		return PDF
	case has(`{\rtf`):
		return RTF
	case photo.FormOf(raw) != photo.NoPicture:
		return Picture
	case has("Rar!"), has("7z\xBC\xAF\x27\x1C"):
		return Archive
	}
	return kindOfText(raw)
}

// names of the streams that an old file has when it is one of its kind, and what it is then. A file may hold
// another one, so the kind of the whole is told by the root's class first.
var streams = []struct {
	name string
	kind Kind
}{
	{"EncryptedPackage", Locked}, {"EncryptionInfo", Locked},
	{"WordDocument", OldDoc}, {"Workbook", OldXls}, {"Book", OldXls}, {"PowerPoint Document", OldPpt},
}

// classes are those of the root of an old file: the first four bytes of what Word, Excel and PowerPoint call themselves.
var classes = map[uint32]Kind{0x00020906: OldDoc, 0x00020900: OldDoc, 0x00020820: OldXls, 0x00020810: OldXls, 0x64818D10: OldPpt}

// kindOfOld reads the entries of an old file's folder where they stand: each is 128 bytes long and begins at
// a multiple of that. Their chain is not followed, so a damaged or hostile one leads nowhere.
func kindOfOld(raw []byte) Kind {
	kind, root, wps, et := Unknown, Unknown, false, false
	for at := 512; at+128 <= len(raw); at += 128 {
		e := raw[at : at+128]
		n := int(binary.LittleEndian.Uint16(e[64:]))
		if n < 4 || n > 64 || n%2 != 0 || e[66] == 0 || e[66] > 5 {
			continue
		}
		var units []uint16
		for i := 0; i < n-2; i += 2 {
			units = append(units, binary.LittleEndian.Uint16(e[i:]))
		}
		switch name := string(utf16.Decode(units)); {
		case name == "Root Entry":
			root = classes[binary.LittleEndian.Uint32(e[80:])]
		case strings.HasPrefix(name, "Wps"), strings.HasPrefix(name, "WPS"):
			wps = true
		case strings.HasPrefix(name, "ET"):
			et = true
		default:
			for _, s := range streams {
				if s.name == name && (kind == Unknown || s.kind == Locked) {
					kind = s.kind
				}
			}
		}
	}
	if kind != Locked && root != Unknown {
		kind = root
	}
	switch {
	case kind == Unknown:
		return OldOther
	case kind == OldDoc && wps:
		return OldWps
	case kind == OldXls && et:
		return OldEt
	}
	return kind
}

// kindOfZip asks the list of parts, and the two small ones that say what the others are.
func kindOfZip(raw []byte) Kind {
	if crowded(raw, Usual.Parts) {
		return Archive
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return CutShort
	}
	small := func(name string) string {
		for _, f := range z.File {
			if !strings.EqualFold(f.Name, name) {
				continue
			}
			if r, err := f.Open(); err == nil {
				b, _ := io.ReadAll(io.LimitReader(r, 1<<20))
				r.Close()
				return string(b)
			}
		}
		return ""
	}
	types := small(contentTypes)
	has := func(part string) bool { return strings.Contains(types, part) }
	switch {
	case has("sheet.binary.macroEnabled.main"):
		return Xlsb
	case has("wordprocessingml.document.main"), has("wordprocessingml.template.main"), has("ms-word.document.macroEnabled.main"), has("ms-word.template.macroEnabledTemplate.main"):
		return Docx
	case has("spreadsheetml.sheet.main"), has("spreadsheetml.template.main"), has("ms-excel.sheet.macroEnabled.main"), has("ms-excel.template.macroEnabled.main"):
		return Xlsx
	case has("presentationml"):
		return Pptx
	}
	switch mime := small("mimetype"); {
	case strings.HasPrefix(mime, "application/vnd.oasis.opendocument.text"):
		return ODT
	case strings.HasPrefix(mime, "application/vnd.oasis.opendocument.spreadsheet"):
		return ODS
	}
	named := func(name string) bool {
		return slices.ContainsFunc(z.File, func(f *zip.File) bool { return strings.EqualFold(f.Name, name) })
	}
	switch {
	case named("word/document.xml"):
		return Docx
	case named("xl/workbook.xml"):
		return Xlsx
	case named("OFD.xml"):
		return OFD
	}
	return Archive
}

var webPage = regexp.MustCompile(`(?i)^(<!--[^>]*-->\s*)?<(!doctype\s+html|html|head|meta|body|table|div|style)\b`)

// kindOfText looks at the first kilobytes of what is no known sort of bytes.
func kindOfText(raw []byte) Kind {
	head := raw[:min(len(raw), 4096)]
	if len(head) >= 2 && (head[0] == 0xFF && head[1] == 0xFE || head[0] == 0xFE && head[1] == 0xFF) {
		head = fromUTF16(head)
	} else if bytes.IndexByte(head, 0) >= 0 {
		return Unknown
	}
	s := strings.TrimLeft(strings.TrimPrefix(string(head), "\uFEFF"), " \t\r\n")
	if strings.HasPrefix(s, "<?xml") {
		switch {
		case strings.Contains(s, `progid="Word.Document"`), strings.Contains(s, "schemas.microsoft.com/office/word/2003/wordml"), strings.Contains(s, "schemas.microsoft.com/office/2006/xmlPackage"):
			return WordXML
		case strings.Contains(s, `progid="Excel.Sheet"`), strings.Contains(s, "urn:schemas-microsoft-com:office:spreadsheet"):
			return SheetXML
		case strings.Contains(s, "uof:UOF"), strings.Contains(s, "schemas.uof.org"):
			return UOF
		case strings.Contains(s, "<html"):
			return HTML
		}
		return Unknown
	}
	switch {
	case webPage.MatchString(s):
		return HTML
	case strings.HasPrefix(strings.ToLower(s), "mime-version:"):
		return MHTML
	}
	// What no text has: control characters, but for those that part lines and cells.
	odd := 0
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f' && c != 0x1A {
			odd++
		}
	}
	if odd > 0 && (odd > len(s)/100 || !utf8.ValidString(s[:len(s)*9/10])) {
		return Unknown
	}
	return Text
}

// fromUTF16 makes UTF-8 of a text that begins with the mark of UTF-16.
func fromUTF16(b []byte) []byte {
	var order binary.ByteOrder = binary.LittleEndian
	if b[0] == 0xFE {
		order = binary.BigEndian
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 2; i+1 < len(b); i += 2 {
		units = append(units, order.Uint16(b[i:]))
	}
	return []byte(string(utf16.Decode(units)))
}

// names are what people call the kinds.
var kindNames = map[Kind]diag.Text{
	Docx: diag.T("Word 文档（docx）", "a Word document (docx)"), Xlsx: diag.T("Excel 表格（xlsx）", "an Excel workbook (xlsx)"),
	Xlsb: diag.T("Excel 的二进制工作簿（xlsb）", "a binary Excel workbook (xlsb)"), Pptx: diag.T("幻灯片（pptx）", "slides (pptx)"),
	ODT: diag.T("LibreOffice 的文档（odt）", "a LibreOffice text (odt)"), ODS: diag.T("LibreOffice 的表格（ods）", "a LibreOffice table (ods)"), OFD: diag.T("OFD 版式文件", "an OFD file of fixed pages"),
	OldDoc: diag.T("老格式的 Word 文档（doc）", "an old Word document (doc)"), OldWps: diag.T("WPS 文字自己的格式（wps）", "a text in WPS's own format (wps)"),
	OldXls: diag.T("老格式的 Excel 表格（xls）", "an old Excel workbook (xls)"), OldEt: diag.T("WPS 表格自己的格式（et）", "a table in WPS's own format (et)"),
	OldPpt: diag.T("老格式的幻灯片（ppt）", "old slides (ppt)"), OldOther: diag.T("老格式的办公文件", "an office file of an old sort"), Locked: diag.T("加了密码的文件", "a file with a password"),
	RTF: diag.T("RTF 文档", "an RTF document"), PDF: diag.T("PDF", "a PDF"), HTML: diag.T("网页（HTML）", "a web page (HTML)"), MHTML: diag.T("单个文件的网页（mht）", "a web page in one file (mht)"),
	WordXML: diag.T("Word 2003 的 XML 文档", "a Word 2003 XML document"), SheetXML: diag.T("Excel 2003 的 XML 表格", "an Excel 2003 XML table"), UOF: diag.T("UOF（标文通）文件", "a UOF file"),
	Picture: diag.T("图片", "a picture"), Archive: diag.T("压缩包", "an archive"), Text: diag.T("纯文本或 CSV", "plain text or CSV"), Empty: diag.T("空文件", "an empty file"),
	CutShort: diag.T("不完整的文件", "a file that is not whole"), Unknown: diag.T("不认识的文件", "a file of an unknown sort"),
}

// Name is what people call the kind.
func (k Kind) Name() diag.Text { return kindNames[k] }

// NotA returns why a file of kind k cannot be taken where one of the kind want is needed (Docx or Xlsx), and how to make
// one of it; nil where it is of that kind.
func (k Kind) NotA(want Kind) *Fault {
	if k == want {
		return nil
	}
	saveAs := diag.T("用 Word 或 WPS 文字打开它，“文件”→“另存为”，类型选“Word 文档（*.docx）”，再用新存的文件", "open it in Word or WPS, save it as “Word document (*.docx)”, and use the new file")
	other := diag.T("Word 文档", "a Word document")
	if want == Xlsx {
		saveAs = diag.T("用 Excel 或 WPS 表格打开它，“文件”→“另存为”，类型选“Excel 工作簿（*.xlsx）”，再用新存的文件", "open it in Excel or WPS, save it as “Excel workbook (*.xlsx)”, and use the new file")
		other = diag.T("Excel 表格", "a workbook")
	}
	what := diag.M("OFFICE-KIND", "这个文件其实是%s，不能直接读", "this file is in truth %s, which cannot be read as it is").With(k.Name())
	f := func(mend diag.Text) *Fault { return &Fault{what, mend} }
	switch k {
	case Pptx, OldPpt, Picture: // nothing like what was wanted: whoever takes in the one takes in the other too
		return f(diag.T("这里要 Excel 表格或 Word 文档；请看看是不是拿错了文件", "a workbook or a Word document is needed here: see whether it is the right file"))
	case Docx, Xlsx:
		return f(diag.T("这里要 %s；请看看是不是拿错了文件", "%s is needed here: see whether it is the right file").With(other))
	case OldDoc, OldWps, RTF, WordXML, ODT, UOF:
		if want == Xlsx {
			return f(diag.T("这里要 %s；请看看是不是拿错了文件", "%s is needed here: see whether it is the right file").With(other))
		}
		return f(saveAs)
	case OldXls, OldEt, SheetXML, ODS, Xlsb:
		if want == Docx {
			return f(diag.T("这里要 %s；请看看是不是拿错了文件", "%s is needed here: see whether it is the right file").With(other))
		}
		return f(saveAs)
	case Locked:
		return &Fault{diag.M("OFFICE-PASSWORD", "这个文件加了密码，读不了", "this file has a password and cannot be read"),
			diag.T("用密码打开它，在“文件”→“信息（或文档加密）”里去掉密码，另存一份再导入", "open it with its password, take the password away, save a copy and import that")}
	case PDF, OFD:
		return f(diag.T("版式文件里没有段落和表格；请向发来的人要能编辑的原文件（docx 或 xlsx）", "it has no paragraphs and tables: ask who sent it for the file that it was made from (docx or xlsx)"))
	case Archive:
		return f(diag.T("先解压，再导入里面的文件", "unpack it and import the files in it"))
	case Empty:
		return &Fault{diag.M("OFFICE-EMPTY", "这个文件里什么也没有", "there is nothing in this file"), again}
	case CutShort:
		return &Fault{diag.M("OFFICE-CUT", "这个文件不完整：后面的内容没有了", "this file is not whole: its end is missing"), again}
	case Unknown:
		return &Fault{diag.M("OFFICE-UNKNOWN", "看不出这是什么文件", "what this file is cannot be told"), saveAs}
	}
	return f(saveAs)
}

var again = diag.T("多半是没有传完；请向发来的人再要一份，或者重新下载", "it probably was not sent to its end: ask for it again, or download it once more")
