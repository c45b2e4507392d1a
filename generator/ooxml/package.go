// Package ooxml opens the zips that Word and Excel files are (Office Open XML, .docx and .xlsx).
//
// In come the bytes of a file that somebody sent. KindOf tells what it is by its bytes, and NotA what to do with one that is
// something else under that name: an old .doc or .et, a web page called .xls, one with a password. Open makes a Package of it, under
// limits, so that no file takes long or fills the memory: the bytes of the file, the number of parts, what a part and all
// of them are unpacked, how much smaller they are packed, parts that share their bytes, names that lead out of it or
// stand twice. What is refused is a *Fault, in words for the one who has the file.
//
// A Part is unpacked when it is asked for, and its sum is checked. Parse reads the XML of one as a tree (tree.go): DTDs are
// refused, and with them every trick with entities; depth and size are limited. Rels are the relationships of a part:
// Package follows those that stay in it, and says which do not. Nothing is run, and nothing fetched: Notes tell of
// macros, of links to other files and of objects that were passed over.
//
// Set replaces one part, and Bytes writes the file again: all other parts keep their bytes, packed as they came, and their
// order. The same changes give the same bytes at any time.
//
// It is written here since no library in Go that reads and writes .docx could be had in a released version (godocx, fumiama/go-docx,
// nguyenthenguyen/docx, wordZero, unioffice were looked at), and a form that is filled in must keep every part that is not touched.
package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"kepu/generator/diag"
)

// Fault is why a file is not taken, and what to do about it.
type Fault struct{ What, Mend diag.Text }

func (f *Fault) Error() string { return f.What.EN }

// Limits are how much a file may be.
type Limits struct {
	File  int64 // bytes of the file
	Parts int   // how many parts it has
	Part  int64 // bytes of a part, unpacked
	All   int64 // bytes of all parts, unpacked
	Ratio int64 // how many times larger a part of a megabyte or more is unpacked than packed
}

// Usual are the limits that Open keeps: several times what the largest files are that an office sends.
var Usual = Limits{File: 100 << 20, Parts: 5000, Part: 128 << 20, All: 512 << 20, Ratio: 400}

const contentTypes = "[Content_Types].xml"

// Package is an opened file.
type Package struct {
	comment string
	parts   []*part // in the order of the file
	byName  map[string]*part
	types   types
	all     int64 // bytes that may still be unpacked
	limits  Limits
}

type part struct {
	name string
	file *zip.File // nil: it is new
	data []byte    // what was unpacked or set
	read bool
	set  bool
}

// Open opens a file under the usual limits.
func Open(raw []byte) (*Package, error) { return OpenWithin(raw, Usual) }

var (
	tooLarge  = diag.M("OFFICE-LARGE", "这个文件太大：%s", "this file is too large: %s")
	smaller   = diag.T("删去用不着的图片和工作表，或者分成几个文件", "take out pictures and sheets that are not needed, or make several files of it")
	hostile   = diag.M("OFFICE-HOSTILE", "这个文件不像是办公软件存出来的：%s；没有打开", "no office program writes such a file: %s; it was not opened")
	saveAgain = diag.T("如果来源可靠，用 Word 或 WPS 打开，另存一份再导入；不认识的来源，请不要打开", "where the sender is known, open it in Word or WPS, save a copy and import that; where not, do not open it")
	damaged   = diag.M("OFFICE-DAMAGED", "这个文件坏了：%s", "this file is damaged: %s")
)

func fault(what diag.Text, why diag.Text, mend diag.Text) *Fault { return &Fault{what.With(why), mend} }

// OpenWithin opens a file under limits of the caller's own. A *Fault says why it is not taken.
func OpenWithin(raw []byte, l Limits) (*Package, error) {
	if int64(len(raw)) > l.File {
		return nil, fault(tooLarge, diag.T("有 %d MB，最多 %d MB", "%d MB, and no more than %d MB are read").With(len(raw)>>20, l.File>>20), smaller)
	}
	if crowded(raw, l.Parts) {
		return nil, fault(hostile, diag.T("里面的部件太多", "it has too many parts"), saveAgain)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, CutShort.NotA(Docx)
	}
	if len(z.File) > l.Parts {
		return nil, fault(hostile, diag.T("里面有 %d 个部件", "it has %d parts").With(len(z.File)), saveAgain)
	}
	p := &Package{comment: z.Comment, byName: map[string]*part{}, all: l.All, limits: l}
	type span struct{ from, to int64 }
	var spans []span
	var sum uint64
	for _, f := range z.File {
		if bad := badName(f.Name); bad != (diag.Text{}) {
			return nil, fault(hostile, bad, saveAgain)
		}
		key := strings.ToLower(f.Name)
		if p.byName[key] != nil {
			return nil, fault(hostile, diag.T("部件 %s 有两个", "it has two parts called %s").With(diag.Clip(f.Name, 80)), saveAgain)
		}
		if f.Flags&1 != 0 {
			return nil, Locked.NotA(Docx)
		}
		if f.Method != zip.Store && f.Method != zip.Deflate {
			return nil, fault(hostile, diag.T("部件的压缩方法不常见", "its parts are packed in an unusual way"), saveAgain)
		}
		packed, size := f.CompressedSize64, f.UncompressedSize64
		if sum += size; size > uint64(l.Part) || sum > uint64(l.All) {
			return nil, fault(tooLarge, diag.T("展开以后超过 %d MB", "unpacked it is above %d MB").With(min(l.Part, l.All)>>20), smaller)
		}
		if size >= 1<<20 && size/max(packed, 1) > uint64(l.Ratio) {
			return nil, fault(hostile, diag.T("部件 %s 展开后大了 %d 倍", "its part %s is %d times larger unpacked").With(diag.Clip(f.Name, 80), size/max(packed, 1)), saveAgain)
		}
		from, err := f.DataOffset()
		if err != nil || packed > uint64(len(raw)) || from+int64(packed) > int64(len(raw)) {
			return nil, fault(damaged, diag.T("找不到部件 %s", "its part %s is not found").With(diag.Clip(f.Name, 80)), again)
		}
		if packed > 0 {
			spans = append(spans, span{from, from + int64(packed)})
		}
		one := &part{name: f.Name, file: f}
		p.parts, p.byName[key] = append(p.parts, one), one
	}
	slices.SortFunc(spans, func(a, b span) int { return int(a.from - b.from) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return nil, fault(hostile, diag.T("几个部件用的是同样的字节", "several parts are made of the same bytes"), saveAgain)
		}
	}
	if err := p.readTypes(); err != nil {
		return nil, err
	}
	return p, nil
}

// crowded reports whether a file lists so many parts that reading the list alone would take its toll. Files within it have lists, too.
func crowded(raw []byte, parts int) bool {
	return bytes.Count(raw, []byte("PK\x01\x02")) > 10*max(parts, 100)
}

// badName says what is wrong with the name of a part.
func badName(name string) diag.Text {
	switch {
	case name == "" || len(name) > 1000:
		return diag.T("部件的名字太长或者没有", "a part has no name, or one too long")
	case strings.Contains(name, `\`), strings.ContainsRune(name, 0):
		return diag.T("部件的名字里有不该有的符号", "the name of a part has a sign that it must not have")
	case strings.HasPrefix(name, "/"), slices.Contains(strings.Split(name, "/"), ".."), strings.Contains(strings.SplitN(name, "/", 2)[0], ":"):
		return diag.T("部件的名字指到文件外面", "the name of a part leads out of the file")
	}
	return diag.Text{}
}

// Names are the parts in the order of the file, folders left out.
func (p *Package) Names() (names []string) {
	for _, one := range p.parts {
		if !strings.HasSuffix(one.name, "/") {
			names = append(names, one.name)
		}
	}
	return names
}

// Has reports whether there is such a part. Names are the same in capitals and small letters.
func (p *Package) Has(name string) bool { return p.byName[strings.ToLower(name)] != nil }

// Part returns what a part holds. The bytes are the package's own: they are not to be changed.
func (p *Package) Part(name string) ([]byte, error) {
	one := p.byName[strings.ToLower(name)]
	if one == nil {
		return nil, fault(damaged, diag.T("缺少部件 %s", "its part %s is missing").With(diag.Clip(name, 80)), again)
	}
	if one.read || one.set {
		return one.data, nil
	}
	r, err := one.file.Open()
	if err == nil {
		var data []byte
		data, err = io.ReadAll(io.LimitReader(r, min(p.limits.Part, p.all)+1))
		r.Close()
		if n := int64(len(data)); err == nil && (n > p.limits.Part || n > p.all) {
			return nil, fault(tooLarge, diag.T("展开以后超过 %d MB", "unpacked it is above %d MB").With(min(p.limits.Part, p.limits.All)>>20), smaller)
		}
		if err == nil {
			p.all -= int64(len(data))
			one.data, one.read = data, true
			return data, nil
		}
	}
	return nil, p.unlike(name)
}

// Set replaces a part, or adds one at the end. The content types of a new one are the caller's matter.
func (p *Package) Set(name string, data []byte) {
	key := strings.ToLower(name)
	one := p.byName[key]
	if one == nil {
		one = &part{name: name}
		p.parts, p.byName[key] = append(p.parts, one), one
	}
	one.data, one.set = data, true
}

// fixed is the time of parts that we wrote: the earliest that a zip can tell.
var fixed = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Bytes writes the file: the parts that were set with their new bytes, all others as they came, in their order.
func (p *Package) Bytes() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, one := range p.parts {
		if one.set {
			if err := write(w, one.name, one.data); err != nil {
				return nil, err
			}
			continue
		}
		if err := w.Copy(one.file); err != nil {
			return nil, fmt.Errorf("%s: %w", one.name, err)
		}
	}
	if err := errors.Join(w.SetComment(p.comment), w.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func write(w *zip.Writer, name string, data []byte) error {
	f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: fixed})
	if err == nil {
		_, err = f.Write(data)
	}
	return err
}

// New is one part of a file that is made anew.
type New struct {
	Name string
	Data []byte
}

// Pack makes a file of parts, in that order; the same parts give the same bytes. [Content_Types].xml should be the first.
func Pack(parts []New) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, one := range parts {
		if err := write(w, one.Name, one.Data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Notes tell what stands in the file and is passed over: macros, links to other files, objects of other programs, a signature.
func (p *Package) Notes() (notes []diag.Text) {
	macros, objects, active, signed := false, 0, 0, false
	for _, name := range p.Names() {
		low := strings.ToLower(name)
		switch {
		case path.Base(low) == "vbaproject.bin" || p.Type(name) == "application/vnd.ms-office.vbaProject":
			macros = true
		case strings.Contains(low, "/embeddings/"):
			objects++
		case strings.Contains(low, "/activex/") && strings.HasSuffix(low, ".xml"):
			active++
		case strings.HasPrefix(low, "_xmlsignatures/"):
			signed = true
		}
	}
	if macros {
		notes = append(notes, diag.M("OFFICE-MACRO", "文件里有宏，没有运行，也没有导入", "the file has macros: they were neither run nor taken in"))
	}
	if objects > 0 {
		notes = append(notes, diag.M("OFFICE-OBJECT", "文件里嵌着 %d 个别的程序的对象，没有打开", "%d objects of other programs stand in the file: they were not opened").With(objects))
	}
	if active > 0 {
		notes = append(notes, diag.M("OFFICE-CONTROL", "文件里有 %d 个控件，没有运行", "the file has %d controls: they were not run").With(active))
	}
	if signed {
		notes = append(notes, diag.M("OFFICE-SIGNED", "文件有电子签名，没有核对", "the file is signed: the signature was not checked"))
	}
	var outside []string
	seen := map[string]bool{}
	for _, name := range p.Names() {
		if !strings.HasSuffix(strings.ToLower(name), ".rels") {
			continue
		}
		rels, _ := p.relsIn(name, "")
		for _, r := range rels {
			if r.External && r.Kind() != "hyperlink" && !seen[r.Target] {
				seen[r.Target] = true
				outside = append(outside, r.Target)
			}
		}
	}
	if len(outside) > 0 {
		notes = append(notes, diag.M("OFFICE-OUTSIDE", "文件要从别处取 %d 样东西（%s），没有去取", "the file wants %d things from elsewhere (%s): they were not fetched").With(len(outside), diag.Clip(outside[0], 80)))
	}
	return notes
}
