package sheet

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"kepu/generator/ooxml"
)

// changedStyles are the styles of a book, with those that are added to them.
type changedStyles struct {
	part        string // "": the book has none
	data        []byte
	xfs         []string // the styles of cells, as they are written
	fonts, fill int      // how many there are
	more        map[string][]string
	reds        map[int]string
	redFills    map[int]bool // the fills that an earlier return has added
}

const noStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>`

// readStyles reads the styles of the book.
func (c *Changes) readStyles() (*changedStyles, error) {
	st := &changedStyles{data: []byte(noStyles), more: map[string][]string{}, reds: map[int]string{}, redFills: map[int]bool{}}
	rels, err := c.p.Rels(c.home)
	if err != nil {
		return nil, err
	}
	for _, rel := range rels {
		if rel.Kind() == "styles" && rel.Part != "" {
			st.part = rel.Part
			if st.data, err = text(c.p, rel.Part); err != nil {
				return nil, err
			}
		}
	}
	s := newScanner(bytes.NewReader(st.data))
	in, from, depth := "", 0, 0
	for {
		t, err := s.next()
		if err == io.EOF {
			return st, nil
		}
		if err != nil {
			return nil, err
		}
		switch name := string(s.name); {
		case t == start && s.depth == 2:
			in = name
		case t == start && s.depth == 3 && in == "fonts":
			st.fonts++
		case t == start && s.depth == 3 && in == "fills":
			st.fill++
		case t == start && in == "fills" && name == "fgColor" && s.word("rgb") == red:
			st.redFills[st.fill-1] = true
		case t == start && s.depth == 3 && in == "cellXfs":
			from, depth = s.from, s.depth
		}
		if t == end && depth > 0 && s.depth < depth {
			st.xfs, depth = append(st.xfs, string(st.data[from:s.at])), 0
		}
	}
}

// add adds a font, a fill or a style of cells and returns its number.
func (st *changedStyles) add(list, element string) int {
	have := map[string]int{"fonts": st.fonts, "fills": st.fill, "cellXfs": len(st.xfs)}[list]
	for i, e := range st.more[list] {
		if e == element {
			return have + i
		}
	}
	st.more[list] = append(st.more[list], element)
	return have + len(st.more[list]) - 1
}

// red is the ground of cells in which something is wrong: nearly as Excel's own “bad”, and known as ours by the last bit.
const red = "FFFFC7CF"

const redFill = `<fill><patternFill patternType="solid"><fgColor rgb="` + red + `"/><bgColor indexed="64"/></patternFill></fill>`

// plainOf returns the number of the style that a cell had before an earlier return made it red; false: it didn't.
func (st *changedStyles) plainOf(style string) (string, bool) {
	i, err := strconv.Atoi(style)
	if err != nil || i < 0 || i >= len(st.xfs) || len(st.redFills) == 0 {
		return "", false
	}
	fill := func(xf string) int { // its number; -1: none is told
		if from, to, ok := attributeAt([]byte(xf), 0, strings.IndexByte(xf, '>')+1, "fillId"); ok {
			if n, err := strconv.Atoi(xf[from:to]); err == nil {
				return n
			}
		}
		return -1
	}
	if !st.redFills[fill(st.xfs[i])] {
		return "", false
	}
	bare := func(xf string) string { return fillOf.ReplaceAllString(xf, "") }
	best := ""
	for k, xf := range st.xfs {
		if n := fill(xf); !st.redFills[n] && bare(xf) == bare(st.xfs[i]) && (best == "" || n <= 0) {
			if best = strconv.Itoa(k); n <= 0 {
				break
			}
		}
	}
	if best == "" { // who saved the book has dropped it, since no cell was left that had it
		best = strconv.Itoa(st.add("cellXfs", fillOf.ReplaceAllString(st.xfs[i], "")))
	}
	return best, true
}

var fillOf = regexp.MustCompile(`\s(?:fillId|applyFill)="[^"]*"`)

// red returns the number of a style that is that of a number with a red ground.
func (st *changedStyles) red(style string) string {
	i, err := strconv.Atoi(style)
	if err != nil || i < 0 || i >= len(st.xfs)+len(st.more["cellXfs"]) {
		i = 0
	}
	if id, ok := st.reds[i]; ok {
		return id
	}
	xf := `<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`
	switch {
	case i >= len(st.xfs):
		xf = st.more["cellXfs"][i-len(st.xfs)]
	case len(st.xfs) > 0:
		xf = st.xfs[i]
	}
	for _, a := range [][2]string{{"fillId", strconv.Itoa(st.add("fills", redFill))}, {"applyFill", "1"}} {
		data := []byte(xf)
		if from, to, ok := attributeAt(data, 0, bytes.IndexByte(data, '>')+1, a[0]); ok {
			xf = xf[:from] + a[1] + xf[to:]
		} else {
			n := endOfName(data, 0)
			xf = xf[:n] + fmt.Sprintf(` %s="%s"`, a[0], a[1]) + xf[n:]
		}
	}
	st.reds[i] = strconv.Itoa(st.add("cellXfs", xf))
	return st.reds[i]
}

// plain returns the number of a style for a sheet of ours.
func (st *changedStyles) plain(bold bool) int {
	b := ""
	if bold {
		b = "<b/>"
	}
	font := st.add("fonts", `<font>`+b+`<sz val="11"/><name val="`+face+`"/></font>`)
	return st.add("cellXfs", fmt.Sprintf(`<xf numFmtId="0" fontId="%d" fillId="0" borderId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`, font))
}

// write puts what was added into the part.
func (st *changedStyles) write(c *Changes) error {
	if len(st.more) == 0 {
		return nil
	}
	data := st.data
	for _, list := range []string{"fonts", "fills", "cellXfs"} {
		added := st.more[list]
		if len(added) == 0 {
			continue
		}
		var err error
		data, err = insert(data, list, func(prefix string) (all string) {
			for _, e := range added {
				if prefix != "" && e[len("<"):min(len(e), len("<")+len(prefix))] != prefix {
					e = anyElement.ReplaceAllString(e, "${1}"+prefix+"${2}")
				}
				all += e
			}
			return all
		})
		if err != nil {
			return err
		}
		if m := regexp.MustCompile(`<(?:[\w.-]+:)?` + list + `\b[^>]*\bcount="(\d+)"`).FindSubmatchIndex(data); m != nil {
			n, _ := strconv.Atoi(string(data[m[2]:m[3]]))
			data = ooxml.Spliced(data, []ooxml.Splice{{Start: m[2], End: m[3], New: strconv.Itoa(n + len(added))}})
		}
	}
	if st.part == "" {
		st.part = c.free("xl/styles", ".xml")
		if _, err := c.relate(c.home, "styles", "/"+st.part, false); err != nil {
			return err
		}
		if err := c.contentType(st.part, "", sheetML+"styles+xml"); err != nil {
			return err
		}
	}
	c.p.Set(st.part, data)
	return nil
}

var anyElement = regexp.MustCompile(`(</?)(\w)`)

const sheetML = "application/vnd.openxmlformats-officedocument.spreadsheetml."
