package sheet

import (
	"io"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/ooxml"
)

// sheetReader reads the cells of one sheet.
type sheetReader struct {
	*reader
	sh         *Sheet
	s          *scanner
	row, col   int // of the cell that is read, from 0
	hiddenCols [MaxColumn]bool
	rowHidden  bool
	allHidden  bool // rows are hidden that nothing is said of
}

// sheet reads a sheet from its part.
func (r *reader) sheet(sh *Sheet, name string) error {
	err := scan(r.parts, name, func(s *scanner) error {
		x := &sheetReader{reader: r, sh: sh, s: s, row: -1}
		return x.read()
	})
	if err != nil {
		return err
	}
	relations, err := r.parts.Rels(name)
	if err != nil {
		return err
	}
	if err := r.comments(sh, relations); err != nil {
		return err
	}
	return sh.cover()
}

func (x *sheetReader) read() error {
	return x.s.elements(func() error {
		s := x.s
		switch string(s.name) {
		case "sheetFormatPr":
			x.allHidden = s.flag("zeroHeight", false)
		case "col":
			from, _ := s.number("min")
			to, _ := s.number("max")
			if s.flag("hidden", false) || s.word("width") == "0" {
				for i := max(from, 1); i <= min(to, MaxColumn); i++ {
					x.hiddenCols[i-1] = true
				}
			}
		case "row":
			x.row, x.col = x.row+1, -1
			if n, ok := s.number("r"); ok {
				x.row = n - 1
			}
			if x.row < 0 || x.row > 1<<24 {
				return errBroken
			}
			x.rowHidden = s.flag("hidden", x.allHidden) || s.word("ht") == "0"
		case "c":
			return x.cell()
		case "mergeCell":
			ref, ok := parseRange(s.word("ref"))
			if !ok {
				return nil
			}
			if len(x.sh.Merged) == MaxMerged {
				return refused(diag.M("BOOK-MERGED", "“%s”里合并的单元格太多，最多 %d 处", "“%s” has too many merged cells, at most %d").With(x.sh.Name, MaxMerged), fewer)
			}
			x.sh.Merged = append(x.sh.Merged, ref)
		}
		return nil
	})
}

var fewer = diag.T("把真正有内容的行复制到一个新的工作簿里（只粘贴数值），存为 .xlsx，再试", "copy the rows that hold something into a new workbook (values only), save that as .xlsx and try again")

// value is what a c holds, as it is written.
type value struct {
	kind       string
	style      int
	raw        []byte
	has        bool // there is a v
	inline     shared
	formula    bool
	formulaIs  []byte
	isRichText bool
}

// cell reads the c that the scanner has begun.
func (x *sheetReader) cell() error {
	s := x.s
	x.col++
	if ref, ok := s.attribute("r"); ok {
		row, col, ok := parseName(ref)
		if !ok {
			return errBroken
		}
		if x.row < 0 {
			x.row = row
		}
		x.col = col
	}
	if x.row < 0 {
		return errBroken // a cell outside of all rows
	}
	if s.closed {
		return nil // nothing but a style, as most are
	}
	v := value{kind: s.word("t")}
	v.style, _ = s.number("s")
	depth := s.depth
	var in *[]byte
	for {
		t, err := s.next()
		if err == io.EOF {
			err = errBroken
		}
		if err != nil {
			return err
		}
		switch {
		case t == start:
			in = nil
			switch string(s.name) {
			case "v":
				v.has, in = true, &v.raw
			case "f":
				v.formula, in = true, &v.formulaIs
			case "is":
				if v.inline, err = s.richText(); err != nil {
					return err
				}
				v.isRichText = true
			}
		case t == end:
			if in = nil; s.depth < depth {
				return x.keep(x.meaning(&v))
			}
		case in != nil:
			if *in, err = s.add(*in); err != nil {
				return err
			}
		}
	}
}

// meaning returns what a value is to people.
func (x *sheetReader) meaning(v *value) Cell {
	style := x.styles.of(v.style)
	c := Cell{Formula: v.formula}
	text := func(t shared) {
		c.Text = t.text
		if style.format != "" && style.format != "General" && style.format != "@" {
			c.Text = x.formats.words(style.format, c.Text)
		}
		if c.Text != "" {
			c.Kind = Words
		}
		struck := t.struck || t.asStyle && style.struck
		kept := t.kept || t.asStyle && !style.struck
		c.Struck, c.Partly = struck && !kept, struck && kept
	}
	raw := strings.TrimSpace(string(v.raw))
	switch {
	case v.isRichText:
		text(v.inline)
	case v.formula && !v.has:
		c.Kind, c.Text = Broken, "="+clean(v.formulaIs)
	case raw == "" && v.kind != "str":
	case v.kind == "s":
		n, err := strconv.Atoi(raw)
		if err != nil || n < 0 || n >= len(x.strings) {
			c.Kind, c.Text = Broken, raw
			break
		}
		text(x.strings[n])
	case v.kind == "str":
		text(shared{text: clean(v.raw), asStyle: true})
	case v.kind == "b":
		c.Kind, c.Text = Bool, "FALSE"
		if raw == "1" || strings.EqualFold(raw, "true") {
			c.Text = "TRUE"
		}
	case v.kind == "e":
		c.Kind, c.Text = Broken, clean(v.raw)
	default:
		x.formats.number(&c, raw, v.kind == "d", style.format)
	}
	if c.Kind != Words && c.Kind != Empty {
		c.Struck = style.struck
	}
	return c
}

// keep puts a cell where it stands; one that holds nothing is left out.
func (x *sheetReader) keep(c Cell) error {
	if c.Kind == Empty && !c.Formula {
		return nil
	}
	if c.Kind == Empty && c.Text == "" && x.beyond() {
		return nil
	}
	at, err := x.reader.at(x.sh, x.row, x.col)
	if err != nil {
		return err
	}
	c.Hidden = x.rowHidden || x.hiddenCols[x.col]
	*at = c
	return nil
}

func (x *sheetReader) beyond() bool { return x.row >= MaxRow || x.col >= MaxColumn }

// at returns a cell of a sheet, which is made as large as that takes.
func (r *reader) at(sh *Sheet, row, col int) (*Cell, error) {
	if row >= MaxRow {
		return nil, refused(diag.M("BOOK-ROWS", "“%s”的内容到了第 %d 行，最多读 %d 行", "what “%s” holds goes on to row %d: at most %d are read").With(sh.Name, row+1, MaxRow),
			diag.T("到这一行看看：没用的删掉（选中这些行，右键“删除”）；真有这么多，就分成几个文件", "look there: delete the rows that are not needed; where all are, split them into several files"))
	}
	if col >= MaxColumn {
		return nil, refused(diag.M("BOOK-COLUMNS", "“%s”的内容到了 %s，最多读 %d 列", "what “%s” holds goes on to %s: at most %d columns are read").With(sh.Name, Name(row, col), MaxColumn),
			diag.T("到那里看看，没用的列删掉（选中这些列，右键“删除”）", "look there and delete the columns that are not needed"))
	}
	for len(sh.Rows) <= row {
		sh.Rows = append(sh.Rows, nil)
	}
	line := sh.Rows[row]
	if more := col + 1 - len(line); more > 0 {
		if r.cells += more; r.cells > MaxCells {
			return nil, refused(diag.M("BOOK-CELLS", "内容太多：到 %s 为止已经超过 %d 个格子", "there is too much in it: up to %s more than %d cells").With(sh.Address(row, col), MaxCells), fewer)
		}
		sh.Rows[row] = append(line, make([]Cell, more)...)
	}
	return &sh.Rows[row][col], nil
}

// cover marks the cells that merged ones cover: programs keep what stood in them, and nobody sees it.
func (sh *Sheet) cover() error {
	looks := 0
	for _, m := range sh.Merged {
		for row := m.Row; row <= m.LastRow && row < len(sh.Rows); row++ {
			line := sh.Rows[row]
			looks++
			for col := m.Col; col <= m.LastCol && col < len(line); col++ {
				looks++
				if row != m.Row || col != m.Col {
					line[col].Hidden = true
				}
			}
			if looks > maxCovered {
				return errLarge
			}
		}
	}
	return nil
}

// comments puts people's notes beside their cells. Of a conversation (threadedComment) Excel also writes a note for
// older programs: the conversation counts.
func (r *reader) comments(sh *Sheet, relations []ooxml.Rel) error {
	notes := map[[2]int]string{}
	var order [][2]int
	for _, kind := range []string{"comments", "threadedComment"} {
		said := map[[2]int]string{}
		for _, rel := range relations {
			if rel.Kind() != kind || rel.Part == "" {
				continue
			}
			err := scan(r.parts, rel.Part, func(s *scanner) error {
				return s.elements(func() error {
					if name := string(s.name); name != "comment" && name != "threadedComment" {
						return nil
					}
					row, col, ok := parseName([]byte(s.word("ref")))
					text, err := s.richTextOf(kind)
					if err != nil || !ok || text == "" {
						return err
					}
					at := [2]int{row, col}
					if said[at] != "" {
						text = said[at] + "\n" + text
					}
					said[at] = text
					if notes[at] == "" {
						order = append(order, at)
					}
					notes[at] = text
					return nil
				})
			})
			if err != nil {
				return err
			}
		}
	}
	for _, at := range order {
		c, err := r.at(sh, at[0], at[1])
		if err != nil {
			return err
		}
		c.Note = notes[at]
	}
	return nil
}

// richTextOf reads the text of a note, which stands in a t; in a conversation, in its text.
func (s *scanner) richTextOf(kind string) (string, error) {
	if kind == "comments" {
		x, err := s.richText()
		return x.text, err
	}
	depth, in := s.depth, false
	var text []byte
	for {
		t, err := s.next()
		if err == io.EOF {
			err = errBroken
		}
		if err != nil {
			return "", err
		}
		switch {
		case t == start:
			in = string(s.name) == "text"
		case t == end:
			if in = false; s.depth < depth {
				return clean(text), nil
			}
		case in:
			if text, err = s.add(text); err != nil {
				return "", err
			}
			if len(text) > maxText {
				return "", errLarge
			}
		}
	}
}

// parseName reads the name of a cell: D7, also $D$7.
func parseName(ref []byte) (row, col int, ok bool) {
	letters := 0
	for _, c := range ref {
		switch {
		case c == '$':
		case c >= 'A' && c <= 'Z' && row == 0:
			col, letters = col*26+int(c-'A')+1, letters+1
		case c >= 'a' && c <= 'z' && row == 0:
			col, letters = col*26+int(c-'a')+1, letters+1
		case c >= '0' && c <= '9':
			row = row*10 + int(c-'0')
		default:
			return 0, 0, false
		}
		if letters > 3 || row > 1<<24 {
			return 0, 0, false
		}
	}
	return row - 1, col - 1, row > 0 && col > 0
}

// parseRange reads A1:C3, or one cell.
func parseRange(ref string) (r Range, ok bool) {
	from, to, two := strings.Cut(ref, ":")
	if !two {
		to = from
	}
	var ok1, ok2 bool
	r.Row, r.Col, ok1 = parseName([]byte(from))
	r.LastRow, r.LastCol, ok2 = parseName([]byte(to))
	return r, ok1 && ok2 && r.Row <= r.LastRow && r.Col <= r.LastCol
}
