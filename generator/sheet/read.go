package sheet

import (
	"bytes"
	"path"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/ooxml"
	"kepu/generator/source"
)

// Read reads a workbook: a file's name and bytes. What it is is told by its bytes; the name says only how the sheet
// of a .csv is called. The error is a *Fault.
func Read(name string, raw []byte) (*Book, error) {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if len(raw) > MaxSize {
		return nil, refused(diag.M("BOOK-LARGE", "文件太大：%d MB，最多 %d MB", "the file is too large: %d MB, at most %d MB").With(len(raw)>>20+1, MaxSize>>20),
			diag.T("多半是里面有图片或者整列的格式：把要报的几张表复制到一个新的工作簿里（只粘贴数值），再交", "pictures or formats of whole columns make it so: copy the tables into a new workbook (values only)"))
	}
	kind := ooxml.KindOf(raw)
	switch kind {
	case ooxml.Xlsx:
		b := &Book{Name: name}
		if err := b.read(raw); err != nil {
			return nil, faultOf(err)
		}
		return b, nil
	case ooxml.Archive:
		if p, err := ooxml.OpenWithin(raw, limits); err == nil && p.Has("Index/Document.iwa") {
			return nil, refused(diag.M("BOOK-NUMBERS", "这是苹果 Numbers 的表格，读不了", "this is a table of Apple Numbers, which is not read"),
				diag.T("请在 Numbers 里点“文件”→“导出为”→“Excel”，再用导出的 .xlsx", "in Numbers choose File → Export To → Excel, and take the .xlsx"))
		}
	case ooxml.Text, ooxml.Unknown: // UTF-16 without its mark is not known
		if !bytes.HasPrefix(bytes.TrimLeft(raw[:min(len(raw), 64)], "\ufeff \t\r\n"), []byte("<")) {
			b, err := readText(name, raw)
			if err == nil || kind == ooxml.Text {
				return b, err
			}
		}
		kind = ooxml.Unknown
	}
	return nil, kind.NotA(ooxml.Xlsx)
}

// faultOf says in words why a zip cannot be read as a book.
func faultOf(err error) *Fault {
	if f, ok := err.(*Fault); ok {
		return f
	}
	again := diag.T("请让对方重新发一次；自己能打开的，用 Excel 或 WPS 打开后另存为 Excel 工作簿(*.xlsx)",
		"have it sent again; if it can be opened, save it as an Excel Workbook (*.xlsx)")
	switch err {
	case errLarge:
		return refused(diag.M("BOOK-TEXTS", "文件里的文字多得不正常，不读", "the file holds more text than any table, and is not read"), again)
	case errDTD:
		return refused(diag.M("BOOK-DTD", "文件里有 Excel 和 WPS 都不会写的内容（文档类型声明），可能有人动过手脚，不读", "the file holds what neither Excel nor WPS writes (a document type); somebody may have tampered with it"), again)
	}
	return refused(diag.M("BOOK-BROKEN", "文件不完整或者已经损坏", "the file is cut short or damaged"), again)
}

// readText reads a file of text as a table.
func readText(name string, raw []byte) (*Book, error) {
	var ps diag.List
	text, ok := source.DecodeText(name+".csv", raw, &ps)
	for _, p := range ps {
		if p.Severity == diag.Error {
			return nil, refused(p.What, p.Mend)
		}
	}
	if !ok {
		return nil, faultOf(errBroken)
	}
	sh, err := readCSV(text)
	if err != nil {
		return nil, err
	}
	sh.Name = strings.TrimSuffix(name, path.Ext(name))
	return &Book{Name: name, Sheets: []*Sheet{sh}}, nil
}
