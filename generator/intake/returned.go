package intake

import (
	"slices"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/sheet"
)

// remark is what is said in the workbook that goes back, beside a cell.
type remark struct {
	sheet    string
	row, col int
	words    string
	what     diag.Text
	mend     diag.Text
}

// toCounty are remedies in words for a county, which has no commands and cannot make pages.
var toCounty = map[string]diag.Text{
	"TYPED-DATE-NO-YEAR":     diag.T("把年份写全，如 2025年3月5日", "write the year too, such as 2025-03-05"),
	"INTAKE-NO-YEAR":         diag.T("加一列年度，写四位数字", "add a column for the year, in four digits"),
	"INTAKE-NEW-COUNTY":      diag.T("加一列县区", "add a column for the county"),
	"INTAKE-NO-LEVEL":        diag.T("在标题里写上级别，或加一列", "write the level into the title, or add a column for it"),
	"INTAKE-NO-NAMING-DATE":  diag.T("在标题里写上文件印发的日期，或加一列命名时间", "write the day of the document into the title, or add a column for it"),
	"INTAKE-PLACE-BASE":      diag.T("在承办单位一列写上是谁办的", "write into the column for hosts who held it"),
	"INTAKE-TITLE-BASE":      diag.T("加一列承办单位，写上是谁办的", "add a column for hosts and write who held it"),
	"INTAKE-TITLE-SEVERAL":   diag.T("标题里只写这一批的", "write into the title that of this batch alone"),
	"INTAKE-NAMING-PROPOSED": diag.T("命名的文件印发以后再报名单", "send the list when they are named"),
	"INTAKE-NAMING-ENDED":    diag.T("是命名还是撤销、重新认定，请写明", "say whether it was named, or ended, or confirmed"),
}

// remarks are what whoever filled in the book is to look at: what was refused or asked, words in place of numbers, rows that look like others.
func (p *Plan) remarks() (list []remark) {
	add := func(d Doubt) {
		x := remark{d.Sheet, d.Row, d.Col, d.Words, d.What, d.Mend}
		if mend, ok := toCounty[d.What.Code]; ok {
			x.mend = mend
		}
		if x.col < 0 {
			x.col = p.firstCell(d.Sheet, d.Row)
		}
		list = append(list, x)
	}
	for _, d := range p.Faults {
		if _, ok := toCounty[d.What.Code]; ok {
			add(d)
			continue
		}
		add(Doubt{Sheet: d.Sheet, Row: d.Row, Col: d.Col, What: d.What, Mend: diag.T("请把表头写全，或说明这张表是活动、年度数据、基地还是命名", "write the heads in full, or say what the rows are")})
	}
	for _, r := range p.Records {
		if r.State == Left {
			continue
		}
		if r.State == Doubled {
			what := diag.M("INTAKE-LIKE", "像是已经报过的“%s”", "it looks like “%s”, which was sent before").With(r.Like)
			if r.twice != "" {
				what = diag.M("INTAKE-TWICE", "和 %s 像是同一件", "it looks like %s").With(r.twice)
			}
			add(Doubt{Sheet: r.Sheet, Row: r.Row, Col: -1, What: what, Mend: diag.T("是同一件就删去这一行；不是的，把名称或日期写得能分开", "delete the row if it is; if not, tell them apart by title or date")})
		}
		for _, d := range r.Doubts {
			if d.Grade >= Kept {
				add(d)
			}
		}
	}
	order := map[string]int{}
	for i, s := range p.book.Sheets {
		order[s.Name] = i
	}
	slices.SortStableFunc(list, func(a, b remark) int {
		if a.sheet != b.sheet {
			return order[a.sheet] - order[b.sheet]
		}
		if a.row != b.row {
			return a.row - b.row
		}
		return a.col - b.col
	})
	return list
}

// firstCell is the first column of a row that holds words.
func (p *Plan) firstCell(name string, row int) int {
	for _, s := range p.book.Sheets {
		if s.Name == name && row < len(s.Rows) {
			for col, c := range s.Rows[row] {
				if c.Text != "" {
					return col
				}
			}
		}
	}
	return 0
}

// Returned makes of the bytes of the book a copy that goes back to whoever filled it in: each cell in doubt is red and has a note, and a
// first sheet lists them all. It returns nil where there is nothing to look at. All else in the book stays as it is, and a second
// reading passes over that sheet and those notes.
func (p *Plan) Returned(raw []byte) ([]byte, error) {
	list := p.remarks()
	if len(list) == 0 {
		return nil, nil
	}
	c, err := sheet.Change(raw)
	if err != nil {
		return nil, err
	}
	rows := [][]sheet.Entry{
		{{Text: "请核对 " + strconv.Itoa(len(list)) + " 处", Bold: true}, {}, {Text: "红色的格子旁边有批注，请在原来的表里改好，"}},
		{{}, {}, {Text: "再把整个文件发回来。这一张表不用填。"}},
		{},
		{{Text: "在哪里", Bold: true}, {Text: "表里写的", Bold: true}, {Text: "哪里要核对", Bold: true}, {Text: "怎样写", Bold: true}},
	}
	for _, x := range list {
		at := address(x.sheet, x.row, x.col)
		c.Redden(x.sheet, x.row, x.col)
		c.Note(x.sheet, x.row, x.col, NoteMark+diag.Problem{What: x.what, Mend: x.mend}.Message(diag.ZH))
		rows = append(rows, []sheet.Entry{{Text: at, Sheet: x.sheet, Row: x.row, Col: x.col}, {Text: diag.Clip(line(x.words), 60)}, {Text: x.what.ZH}, {Text: x.mend.ZH}})
	}
	c.AddFirst(ReturnSheet, []float64{24, 24, 52, 68}, rows)
	return c.Bytes()
}

// Remarks returns how many places Returned would mark.
func (p *Plan) Remarks() int { return len(p.remarks()) }

// ownNote takes the notes that went back with a book out of those beside a cell.
func ownNote(note string) string {
	var out []string
	for line := range strings.SplitSeq(note, "\n") {
		if !strings.HasPrefix(strings.TrimSpace(line), NoteMark) {
			out = append(out, line)
		}
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}
