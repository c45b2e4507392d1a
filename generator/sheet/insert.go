package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"kepu/generator/diag"
	"kepu/generator/ooxml"
)

// mostInserted is how much may be unpacked of a book into which rows are inserted, in bytes: the library holds all of it as cells.
const mostInserted = 64 << 20

// InsertRows returns a book with n rows more below a row of a sheet: empty, in the look of that row, its merged cells and lists included.
// What stands further down moves down: formulas, pictures, notes and names as well. A row counts from 0.
//
// That is much to know of a book, so it is the library's duty, which writes all sheets anew; what it knows nothing of in
// them is lost. Where no row must be inserted, Change alone keeps everything.
func InsertRows(raw []byte, sheet string, below, n int) (out []byte, err error) {
	if _, err := Change(raw); err != nil {
		return nil, err
	}
	var zipped bytes.Buffer
	defer func() {
		if p := recover(); p != nil {
			out, err = nil, notInserted(fmt.Errorf("%v", p))
		}
	}()
	x, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: mostInserted, UnzipXMLSizeLimit: mostInserted})
	if err != nil {
		return nil, notInserted(err)
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	x.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newArchive(&zipped) })
	for range n {
		if err := x.DuplicateRow(sheet, below+1); err != nil {
			return nil, notInserted(err)
		}
		if err := empty(x, sheet, below+1); err != nil {
			return nil, notInserted(err)
		}
	}
	if err := x.Write(io.Discard); err != nil {
		return nil, notInserted(err)
	}
	if out, err = moveNotes(zipped.Bytes(), sheet, below, n); err != nil {
		return nil, notInserted(err)
	}
	return out, nil
}

// moveNotes moves the notes of what stands below a row down with it, which the library leaves where they were.
func moveNotes(raw []byte, sheet string, below, n int) ([]byte, error) {
	c, err := Change(raw)
	if err != nil {
		return nil, err
	}
	for _, s := range c.sheets {
		if s.name != sheet {
			continue
		}
		rels, err := c.p.Rels(s.part)
		if err != nil {
			return nil, err
		}
		for _, rel := range rels {
			var moved func(data []byte) []byte
			switch rel.Kind() {
			case "comments", "threadedComment":
				moved = func(data []byte) []byte {
					return noteRef.ReplaceAllFunc(data, func(m []byte) []byte {
						x := noteRef.FindSubmatch(m)
						row, col, ok := parseName(x[2])
						if !ok || row <= below {
							return m
						}
						return fmt.Appendf(nil, "%s%s%s", x[1], Name(row+n, col), x[3])
					})
				}
			case "vmlDrawing":
				moved = func(data []byte) []byte {
					return noteShape.ReplaceAllFunc(data, func(m []byte) []byte { return movedShape(m, below, n) })
				}
			default:
				continue
			}
			if rel.Part == "" {
				continue
			}
			data, err := c.p.Part(rel.Part)
			if err != nil {
				return nil, err
			}
			c.p.Set(rel.Part, moved(data))
		}
	}
	return c.p.Bytes()
}

var (
	noteRef   = regexp.MustCompile(`(<(?:[\w.-]+:)?(?:comment|threadedComment)\s[^>]*?\bref=")([A-Z]+[0-9]+)(")`)
	noteShape = regexp.MustCompile(`(?s)<x:ClientData\b.*?</x:ClientData>`)
	shapeRow  = regexp.MustCompile(`<x:Row>\s*(\d+)\s*</x:Row>`)
	shapeBox  = regexp.MustCompile(`<x:Anchor>([^<]*)</x:Anchor>`)
)

// movedShape moves the box of a note, and where it belongs, if that is below a row.
func movedShape(shape []byte, below, n int) []byte {
	m := shapeRow.FindSubmatch(shape)
	if m == nil {
		return shape
	}
	row, err := strconv.Atoi(string(m[1]))
	if err != nil || row <= below {
		return shape
	}
	shape = shapeRow.ReplaceAll(shape, fmt.Appendf(nil, "<x:Row>%d</x:Row>", row+n))
	return shapeBox.ReplaceAllFunc(shape, func(m []byte) []byte {
		box := strings.Split(string(shapeBox.FindSubmatch(m)[1]), ",")
		for _, i := range []int{2, 6} {
			if i < len(box) {
				if at, err := strconv.Atoi(strings.TrimSpace(box[i])); err == nil {
					box[i] = " " + strconv.Itoa(at+n)
				}
			}
		}
		return []byte("<x:Anchor>" + strings.Join(box, ",") + "</x:Anchor>")
	})
}

// empty takes the values out of the row below a row, counted from 1.
func empty(x *excelize.File, sheet string, row int) error {
	cells, err := x.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	if row >= len(cells) {
		return nil
	}
	for i := range cells[row] {
		if err := x.SetCellValue(sheet, Name(row, i), nil); err != nil {
			return err
		}
	}
	return nil
}

func notInserted(err error) *Fault {
	if f, ok := err.(*ooxml.Fault); ok {
		return f
	}
	return refused(diag.M("BOOK-INSERT", "这个工作簿里插不进行：%s", "no row can be inserted into the workbook: %s").With(err.Error()),
		diag.T("请在表里先留够空行（在有格式的那一行下面插入几行），再试", "leave enough empty rows in the form (insert some below the row that has its look) and try again"))
}
