package ooxml

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

const typesXML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`

const rootRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

func packed(t testing.TB, parts ...New) []byte {
	t.Helper()
	raw, err := Pack(parts)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// text is a small Word file, with parts besides.
func text(t testing.TB, more ...New) []byte {
	return packed(t, append([]New{{contentTypes, []byte(typesXML)}, {"_rels/.rels", []byte(rootRels)}, {"word/document.xml", []byte("<w:document xmlns:w='x'>字</w:document>")}}, more...)...)
}

func utf16le(s string) []byte {
	out := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// oldFile is what the folder of an old file looks like.
func oldFile(class uint32, streams ...string) []byte {
	raw := append([]byte(old), make([]byte, 504)...)
	for i, name := range append([]string{"Root Entry"}, streams...) {
		e := make([]byte, 128)
		u := utf16le(name)[2:]
		copy(e, u)
		binary.LittleEndian.PutUint16(e[64:], uint16(len(u)+2))
		e[66] = 2
		if i == 0 {
			e[66] = 5
			binary.LittleEndian.PutUint32(e[80:], class)
		}
		raw = append(raw, e...)
	}
	return append(raw, make([]byte, 512)...)
}

func TestWhatAFileIs(t *testing.T) {
	types := func(main string) []byte {
		return packed(t, New{contentTypes, []byte(`<Types><Override PartName="/m.xml" ContentType="application/` + main + `"/></Types>`)})
	}
	whole := text(t)
	for _, x := range []struct {
		says string
		raw  []byte
		want Kind
	}{
		{"docx", whole, Docx},
		{"docx without content types", packed(t, New{"word/document.xml", []byte("<a/>")}), Docx},
		{"docm", types("vnd.ms-word.document.macroEnabled.main+xml"), Docx},
		{"xlsx", types("vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), Xlsx},
		{"xlsm", types("vnd.ms-excel.sheet.macroEnabled.main+xml"), Xlsx},
		{"xlsb", types("vnd.ms-excel.sheet.binary.macroEnabled.main"), Xlsb},
		{"pptx", types("vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), Pptx},
		{"odt", packed(t, New{"mimetype", []byte("application/vnd.oasis.opendocument.text")}), ODT},
		{"ods", packed(t, New{"mimetype", []byte("application/vnd.oasis.opendocument.spreadsheet")}), ODS},
		{"ofd", packed(t, New{"OFD.xml", []byte("<a/>")}), OFD},
		{"zip", packed(t, New{"总结.docx", whole}), Archive},
		{"zip that begins only", whole[:len(whole)-40], CutShort},
		{"zip cut in the middle", whole[:len(whole)/2], CutShort},
		{"doc", oldFile(0x00020906, "WordDocument", "1Table"), OldDoc},
		{"doc of no class", oldFile(0, "1Table", "WordDocument"), OldDoc},
		{"doc that a table is in", oldFile(0x00020906, "Workbook", "WordDocument"), OldDoc},
		{"wps", oldFile(0, "WordDocument", "WpsCustomData"), OldWps},
		{"xls", oldFile(0x00020820, "Workbook"), OldXls},
		{"xls of 1995", oldFile(0, "Book"), OldXls},
		{"et", oldFile(0, "Workbook", "ETExtData"), OldEt},
		{"ppt", oldFile(0, "PowerPoint Document"), OldPpt},
		{"password", oldFile(0, "EncryptionInfo", "EncryptedPackage"), Locked},
		{"old of another sort", oldFile(0, "Contents"), OldOther},
		{"old, cut short", []byte(old), OldOther},
		{"rtf", []byte(`{\rtf1\ansi}`), RTF},
		{"pdf", []byte("%PDF-1.7\n"), PDF},
		{"html called xls", []byte("\uFEFF\r\n<html xmlns:x='y'><table><tr><td>1"), HTML},
		{"a bare table", []byte("<TABLE border=1><tr>"), HTML},
		{"html in UTF-16", utf16le("<html><table>"), HTML},
		{"mht", []byte("MIME-Version: 1.0\r\n"), MHTML},
		{"Word 2003 XML", []byte(`<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>`), WordXML},
		{"flat OPC", []byte(`<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">`), WordXML},
		{"Excel 2003 XML", []byte(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>`), SheetXML},
		{"uof", []byte(`<?xml version="1.0" encoding="UTF-8"?><uof:UOF>`), UOF},
		{"another xml", []byte(`<?xml version="1.0"?><rss/>`), Unknown},
		{"png", []byte("\x89PNG\r\n\x1a\n"), Picture},
		{"rar", []byte("Rar!\x1a\x07\x00"), Archive},
		{"csv", []byte("名称,县区\r\n甲馆,乙县\r\n"), Text},
		{"csv in GBK", []byte("\xc3\xfb\xb3\xc6,\xcf\xd8\xc7\xf8\r\n"), Text},
		{"csv in UTF-16", utf16le("名称\t县区"), Text},
		{"words about <html>", []byte("这里说 <html> 是什么"), Text},
		{"nothing", nil, Empty},
		{"zeros", make([]byte, 5000), Empty},
		{"bytes of no meaning", []byte{1, 2, 3, 0, 200, 7}, Unknown},
		{"an exe", []byte("MZ\x90\x00\x03\x00"), Unknown},
	} {
		got := KindOf(x.raw)
		if got != x.want {
			t.Errorf("%s: %s, want %s", x.says, got.Name().EN, x.want.Name().EN)
		}
		for _, want := range []Kind{Docx, Xlsx} {
			f := got.NotA(want)
			if (f == nil) != (got == want) {
				t.Errorf("%s as %s: %v", x.says, want.Name().EN, f)
			}
			if f != nil && (f.What.ZH == "" || f.What.EN == "" || f.What.Code == "" || f.Mend.ZH == "" || f.Mend.EN == "" || strings.Contains(f.What.ZH+f.Mend.EN, "%!")) {
				t.Errorf("%s: %+v", x.says, f)
			}
		}
	}
	for k := Unknown; k <= CutShort; k++ {
		if k.Name().ZH == "" || k.Name().EN == "" {
			t.Errorf("kind %d has no name", k)
		}
	}
	for _, x := range []struct {
		k, want Kind
		words   string
	}{{OldDoc, Docx, "Word 文档（*.docx）"}, {OldXls, Xlsx, "Excel 工作簿（*.xlsx）"}, {OldXls, Docx, "拿错"}, {RTF, Xlsx, "拿错"}, {HTML, Xlsx, "*.xlsx"}, {HTML, Docx, "*.docx"}, {Locked, Docx, "密码"}, {PDF, Docx, "原文件"}, {Archive, Xlsx, "解压"}, {Picture, Xlsx, "Excel 表格或 Word 文档"}, {Pptx, Docx, "Excel 表格或 Word 文档"}, {Docx, Xlsx, "这里要 Excel 表格；"}} {
		if f := x.k.NotA(x.want); !strings.Contains(f.Mend.ZH, x.words) {
			t.Errorf("%s as %s: %s", x.k.Name().EN, x.want.Name().EN, f.Mend.ZH)
		}
	}
}

// zipOf writes a zip by hand: what Go's writer refuses as well.
func zipOf(t testing.TB, change func(h *zip.FileHeader), names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, n := range names {
		h := &zip.FileHeader{Name: n, Method: zip.Store}
		if change != nil {
			change(h)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte("<a/>"))
	}
	w.Close()
	return b.Bytes()
}

// sharing is a zip whose two parts are the same bytes: the second entry of its list leads to the first part.
func sharing(t testing.TB) []byte {
	raw := zipOf(t, nil, "a.xml", "b.xml")
	at := bytes.LastIndex(raw, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(raw[at+42:], 0)
	return raw
}

func TestWhatIsNotOpened(t *testing.T) {
	bomb := text(t, New{"word/bomb.xml", bytes.Repeat([]byte("a"), 2<<20)})
	small := Usual
	small.Part, small.All, small.Ratio = 1<<20, 2<<20, 9999
	for _, x := range []struct {
		says string
		raw  []byte
		l    Limits
		code string
	}{
		{"no zip", []byte("PK\x03\x04"), Usual, "OFFICE-CUT"},
		{"out of the file", zipOf(t, nil, "word/../../x.xml"), Usual, "OFFICE-HOSTILE"},
		{"from the root", zipOf(t, nil, "/etc/x"), Usual, "OFFICE-HOSTILE"},
		{"a drive", zipOf(t, nil, "C:/x"), Usual, "OFFICE-HOSTILE"},
		{"backslashes", zipOf(t, nil, `word\document.xml`), Usual, "OFFICE-HOSTILE"},
		{"twice", zipOf(t, nil, "a.xml", "a.xml"), Usual, "OFFICE-HOSTILE"},
		{"twice but for capitals", zipOf(t, nil, "a.xml", "A.XML"), Usual, "OFFICE-HOSTILE"},
		{"the same bytes", sharing(t), Usual, "OFFICE-HOSTILE"},
		{"a zip with a password", zipOf(t, func(h *zip.FileHeader) { h.Flags |= 1 }, "a.xml"), Usual, "OFFICE-PASSWORD"},
		{"a thousandfold", bomb, Usual, "OFFICE-HOSTILE"},
		{"too large a part", bomb, small, "OFFICE-LARGE"},
		{"too large in all", text(t, New{"a", bytes.Repeat([]byte("ab12"), 1<<18)}, New{"b", bytes.Repeat([]byte("ab12"), 1<<18)}, New{"c", bytes.Repeat([]byte("ab12"), 1<<18)}), small, "OFFICE-LARGE"},
		{"too many parts", text(t), Limits{File: 1 << 20, Parts: 2, Part: 1 << 20, All: 1 << 20, Ratio: 100}, "OFFICE-HOSTILE"},
		{"a list without an end", append(text(t), bytes.Repeat([]byte("PK\x01\x02"), 60_000)...), Usual, "OFFICE-HOSTILE"},
		{"too large a file", text(t), Limits{File: 100, Parts: 9, Part: 1 << 20, All: 1 << 20, Ratio: 100}, "OFFICE-LARGE"},
		{"content types of no XML", packed(t, New{contentTypes, []byte("<Types")}), Usual, "OFFICE-DAMAGED"},
	} {
		p, err := OpenWithin(x.raw, x.l)
		var f *Fault
		if !errors.As(err, &f) || p != nil || f.What.Code != x.code || f.Mend.ZH == "" || strings.Contains(f.What.EN+f.What.ZH, "%!") {
			t.Errorf("%s: %+v", x.says, err)
		}
	}
}

func TestAPartThatIsDamaged(t *testing.T) {
	raw := zipOf(t, nil, "good.xml", "bad.xml")
	at := bytes.LastIndex(raw, []byte("<a/>"))
	raw[at+1] = 'b'
	p, err := Open(raw)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := p.Part("GOOD.xml"); err != nil || string(b) != "<a/>" {
		t.Errorf("%q %v", b, err)
	}
	for _, name := range []string{"bad.xml", "none.xml"} {
		var f *Fault
		if _, err := p.Part(name); !errors.As(err, &f) || f.What.Code != "OFFICE-DAMAGED" || !strings.Contains(f.What.ZH, name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// What a part says of its size is not trusted: the list tells one byte where four come.
	raw = zipOf(t, func(h *zip.FileHeader) { h.Method = zip.Deflate }, "a.xml")
	dir := bytes.LastIndex(raw, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(raw[dir+24:], 1)
	if p, err = Open(raw); err == nil {
		if b, err := p.Part("a.xml"); err == nil {
			t.Errorf("%q", b)
		}
	}
}

func TestXMLThatIsNotRead(t *testing.T) {
	for _, x := range []struct{ says, xml, code string }{
		{"entities", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, "OFFICE-HOSTILE"},
		{"a file from outside", `<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>`, "OFFICE-HOSTILE"},
		{"an entity of nowhere", `<a>&b;</a>`, "OFFICE-DAMAGED"},
		{"deep", strings.Repeat("<a>", maxDepth+1) + strings.Repeat("</a>", maxDepth+1), "OFFICE-HOSTILE"},
		{"many pieces of one text", "<a>" + strings.Repeat("x<!---->", maxElements+1) + "</a>", "OFFICE-LARGE"},
		{"many attributes", "<a" + strings.Repeat(` b=""`, 4*maxElements+1) + "/>", "OFFICE-LARGE"},
		{"many", "<a>" + strings.Repeat("<b/>", maxElements) + "</a>", "OFFICE-LARGE"},
		{"not closed", "<a><b></a>", "OFFICE-DAMAGED"},
		{"cut", "<a>", "OFFICE-DAMAGED"},
		{"nothing", "", "OFFICE-DAMAGED"},
		{"two", "<a/><b/>", "OFFICE-DAMAGED"},
		{"another encoding", `<?xml version="1.0" encoding="GBK"?><a/>`, "OFFICE-DAMAGED"},
		{"bytes of no encoding", "<a>\xff</a>", "OFFICE-DAMAGED"},
	} {
		var f *Fault
		if _, err := Parse([]byte(x.xml)); !errors.As(err, &f) || f.What.Code != x.code {
			t.Errorf("%s: %v", x.says, err)
		}
	}
	if _, err := Parse([]byte(strings.Repeat("<a>", maxDepth) + strings.Repeat("</a>", maxDepth))); err != nil {
		t.Errorf("as deep as allowed: %v", err)
	}
}

func TestTheTree(t *testing.T) {
	raw := []byte("\uFEFF" + `<?xml version="1.0" encoding="UTF-8"?><w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships" w:id="1" r:id="rId2"><w:r><w:t> 甲 &amp;<![CDATA[<乙>]]></w:t></w:r><w:r/></w:p>`)
	e, err := Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	if e.Space != "http://schemas.openxmlformats.org/wordprocessingml/2006/main" || e.Name != "p" || e.Words() != " 甲 &<乙>" {
		t.Errorf("%+v", e)
	}
	if got := e.In("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id"); got != "rId2" || e.Get("id") != "1" || e.Has("ids") || !e.Has("id") {
		t.Errorf("%q", got)
	}
	body := UTF8(raw)
	if r := e.Kid("r"); string(body[r.Start:r.End]) != `<w:r><w:t> 甲 &amp;<![CDATA[<乙>]]></w:t></w:r>` {
		t.Errorf("%s", body[r.Start:r.End])
	}
	if k := e.Kid("r", "t"); k == nil || e.Kid("t", "x") != nil || e.Kid("r", "t", "q").Words() != "" {
		t.Error("a child is not found as it stands")
	}
	pieces, err := Parse([]byte("<a>" + strings.Repeat("xy<!---->z", 100_000) + "<b/>甲<![CDATA[乙]]>丙</a>")) // in no time that grows faster
	if err != nil || pieces.Kids[0].Text != strings.Repeat("xyz", 100_000) || pieces.Kids[2].Text != "甲乙丙" {
		t.Errorf("pieces of a text: %v", err)
	}
	u, err := Parse(utf16le(`<?xml version="1.0" encoding="UTF-16"?><a>甲</a>`))
	if err != nil || u.Words() != "甲" {
		t.Errorf("UTF-16: %v", err)
	}
}

func TestRelationships(t *testing.T) {
	const of = `<Relationships><Relationship Id="a" Type="http://x/styles" Target="styles.xml"/><Relationship Id="b" Type="http://x/image" Target="/word/media/图.png"/>` +
		`<Relationship Id="c" Type="http://x/hyperlink" Target="https://example.com/../a" TargetMode="External"/><Relationship Id="d" Type="http://x/image" Target="../../../../etc/passwd"/>` +
		`<Relationship Id="e" Type="http://x/image" Target="media/%E5%9B%BE.png"/><Relationship Id="f" Type="http://x/image" Target="file:///c:/a.png" TargetMode="External"/></Relationships>`
	p, err := Open(text(t, New{"word/styles.xml", nil}, New{"word/media/图.png", nil}, New{"word/_rels/document.xml.rels", []byte(of)}, New{"word/vbaProject.bin", nil},
		New{"word/embeddings/oleObject1.bin", nil}, New{"_xmlsignatures/sig1.xml", nil}))
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Main(); got != "word/document.xml" {
		t.Errorf("main is %q", got)
	}
	if got := p.Type("word/document.xml"); !strings.HasSuffix(got, "document.main+xml") {
		t.Error(got)
	}
	if got := p.Type("word/STYLES.XML"); got != "application/xml" || p.Type("word/media/图.png") != "" {
		t.Error(got)
	}
	rels, err := p.Rels(p.Main())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rels {
		got = append(got, fmt.Sprint(r.ID, " ", r.Kind(), " ", r.Part, " ", r.External))
	}
	want := []string{"a styles word/styles.xml false", "b image word/media/图.png false", "c hyperlink  true", "d image  false", "e image word/media/图.png false", "f image  true"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	var many strings.Builder
	for i := 0; many.Len() <= maxRels; i++ {
		fmt.Fprintf(&many, `<Relationship Id="r%d" Target="%d.xml"/>`, i, i*i)
	}
	big := New{"word/_rels/document.xml.rels", []byte("<Relationships>" + many.String() + "</Relationships>")}
	if q, err := Open(text(t, big)); err != nil {
		t.Fatal(err)
	} else if _, err := q.Rels("word/document.xml"); err == nil {
		t.Error("a list of relationships of any size is read")
	}
	if none, err := p.Rels("word/styles.xml"); err != nil || len(none) > 0 {
		t.Error(none, err)
	}
	var codes []string
	for _, n := range p.Notes() {
		codes = append(codes, n.Code)
	}
	if !slices.Equal(codes, []string{"OFFICE-MACRO", "OFFICE-OBJECT", "OFFICE-SIGNED", "OFFICE-OUTSIDE"}) {
		t.Error(codes)
	}
	if plain, _ := Open(text(t)); len(plain.Notes()) > 0 {
		t.Error(plain.Notes())
	}
}

// stored are the bytes of each part as they are packed, with what the list says of them.
func stored(t testing.TB, raw []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for _, f := range z.File {
		r, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		b.ReadFrom(r)
		m[f.Name] = fmt.Sprint(f.Method, f.Flags, f.CRC32, f.ModifiedDate, f.ModifiedTime, f.ExternalAttrs, f.Extra, b.String())
	}
	return m
}

func TestOnePartIsReplaced(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, n := range []string{contentTypes, "folder/", "word/document.xml", "word/图.png", "last.xml"} {
		f, _ := w.CreateHeader(&zip.FileHeader{Name: n, Method: uint16(i%2) * zip.Deflate, Modified: fixed.AddDate(40, i, 0), ExternalAttrs: 32})
		if !strings.HasSuffix(n, "/") {
			f.Write([]byte("<a>" + n + "</a>"))
		}
	}
	w.SetComment("注")
	w.Close()
	raw := b.Bytes()
	p, err := Open(raw)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(p.Names(), []string{contentTypes, "word/document.xml", "word/图.png", "last.xml"}) {
		t.Error(p.Names())
	}
	p.Set("WORD/document.xml", []byte("<b/>"))
	p.Set("new.xml", []byte("<c/>"))
	one, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	two, _ := p.Bytes()
	if !bytes.Equal(one, two) {
		t.Error("two writings differ")
	}
	before, after := stored(t, raw), stored(t, one)
	for name, was := range before {
		if (after[name] == was) == (name == "word/document.xml") {
			t.Errorf("%s: %q, was %q", name, after[name], was)
		}
	}
	q, err := Open(one)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(q.Names(), append(p.Names()[:4:4], "new.xml")) || q.comment != "注" {
		t.Error(q.Names(), q.comment)
	}
	if d, err := q.Part("word/document.xml"); err != nil || string(d) != "<b/>" {
		t.Errorf("%s %v", d, err)
	}
	if d, err := p.Part("new.xml"); err != nil || string(d) != "<c/>" {
		t.Errorf("%s %v", d, err)
	}
	// Nothing set, nothing changed but what stands between the parts.
	r, _ := Open(raw)
	same, _ := r.Bytes()
	if again := stored(t, same); fmt.Sprint(again) != fmt.Sprint(before) {
		t.Error("a file that nothing was set in comes out otherwise")
	}
}

// Whatever the bytes are, opening them ends, stays within the limits, and what was opened can be written again.
func FuzzOpen(f *testing.F) {
	f.Add(text(f, New{"word/_rels/document.xml.rels", []byte(rootRels)}))
	f.Add(sharing(f))
	f.Add(oldFile(0x00020906, "WordDocument"))
	f.Add([]byte(`<?xml version="1.0"?><!DOCTYPE a><a/>`))
	l := Limits{File: 1 << 20, Parts: 50, Part: 1 << 18, All: 1 << 19, Ratio: 100}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if KindOf(raw).Name().ZH == "" {
			t.Error("a kind without a name")
		}
		if e, err := Parse(raw); err == nil {
			if e.End > len(UTF8(raw)) || e.Start < 0 || e.Start >= e.End {
				t.Errorf("from %d to %d of %d", e.Start, e.End, len(raw))
			}
		}
		p, err := OpenWithin(raw, l)
		if err != nil {
			var f *Fault
			if !errors.As(err, &f) {
				t.Fatalf("%T", err)
			}
			return
		}
		p.Notes()
		p.Main()
		whole := true
		for _, n := range p.Names() {
			if d, err := p.Part(n); err != nil {
				whole = false
			} else if int64(len(d)) > l.Part {
				t.Errorf("%s has %d bytes", n, len(d))
			}
			p.Rels(n)
		}
		again, err := p.Bytes()
		if err != nil || !whole {
			return
		}
		q, err := OpenWithin(again, Usual)
		if err != nil {
			t.Fatalf("not opened again: %v", err)
		}
		if !slices.Equal(p.Names(), q.Names()) {
			t.Errorf("%q, then %q", p.Names(), q.Names())
		}
	})
}
