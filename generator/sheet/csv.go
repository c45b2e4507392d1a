package sheet

import (
	"strings"
	"unicode/utf8"

	"kepu/generator/csvfile"
	"kepu/generator/diag"
)

// readCSV reads a table from text without marks, whose lines end in \n. All its cells are words: nobody says what else they are.
func readCSV(text string) (*Sheet, error) {
	sep, text := separator(text)
	r := &reader{book: &Book{}}
	sh := &Sheet{}
	row, col, line := 0, 0, 1
	for len(text) > 0 || col > 0 {
		cell, rest, lines, ok := field(text, sep)
		if !ok {
			return nil, refused(diag.M("BOOK-QUOTE", "第 %d 行（按文本数）有一个引号没有收尾", "line %d of the text has a quote that is not closed").With(line),
				diag.T(`在记事本里打开，看这一行：引号要成对；格子里的引号写成两个（""）。也可以用 Excel 或 WPS 打开后另存为 .xlsx`, `open it in Notepad and look there: quotes come in pairs, and one inside a cell is written twice (""). Or save it as .xlsx`))
		}
		line += lines
		if cell = shownCSV(cell); cell != "" {
			at, err := r.at(sh, row, col)
			if err != nil {
				return nil, err
			}
			*at = Cell{Kind: Words, Text: cell}
		}
		if text = rest; strings.HasPrefix(text, string(sep)) {
			text, col = text[1:], col+1
			continue
		}
		text, row, col, line = strings.TrimPrefix(text, "\n"), row+1, 0, line+1
	}
	return sh, nil
}

// field reads a cell; what follows it begins with a separator or the end of the line. ok is false for a quote that is not closed.
func field(text string, sep byte) (cell, rest string, lines int, ok bool) {
	if !strings.HasPrefix(text, `"`) {
		n := strings.IndexAny(text, string(sep)+"\n")
		if n < 0 {
			n = len(text)
		}
		if !strings.HasPrefix(text, `="`) {
			return text[:n], text[n:], 0, true
		}
		cell, rest, lines, ok = field(text[1:], sep) // ="0123": a text as some programs write it
		return cell, rest, lines, ok
	}
	var out strings.Builder
	text = text[1:]
	for {
		n := strings.IndexByte(text, '"')
		if n < 0 {
			return "", "", 0, false
		}
		out.WriteString(text[:n])
		if text = text[n+1:]; !strings.HasPrefix(text, `"`) {
			break
		}
		out.WriteByte('"')
		text = text[1:]
	}
	cell = out.String()
	lines = strings.Count(cell, "\n")
	n := strings.IndexAny(text, string(sep)+"\n") // what stands behind the quote belongs to the cell
	if n < 0 {
		n = len(text)
	}
	return cell + text[:n], text[n:], lines, true
}

// shownCSV returns a cell as it is meant: without the apostrophe that package csvfile puts before what a
// spreadsheet would calculate, and without blanks at its ends.
func shownCSV(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && csvfile.Formula(rest) {
		cell = rest
	}
	return strings.TrimSpace(cell)
}

// separator returns what parts the cells of a text: what a first line sep=; says; else the one of comma, tab and semicolon by which
// most lines have the same number of cells.
func separator(text string) (sep byte, rest string) {
	if first, rest, _ := strings.Cut(text, "\n"); len(first) == 5 && strings.EqualFold(first[:4], "sep=") && first[4] < utf8.RuneSelf {
		return first[4], rest
	}
	const look = 64 << 10
	sample := text
	if len(sample) > look {
		sample = sample[:strings.LastIndexByte(sample[:look], '\n')+1]
	}
	best := 0
	sep = ','
	for _, s := range []byte{',', '\t', ';'} {
		counts := map[int]int{}
		n, most := 0, 0
		for t := sample; ; {
			_, rest, _, ok := field(t, s)
			if !ok {
				break
			}
			if strings.HasPrefix(rest, string(s)) {
				n, t = n+1, rest[1:]
				continue
			}
			if n > 0 {
				counts[n]++
				most = max(most, counts[n])
			}
			n = 0
			if t = strings.TrimPrefix(rest, "\n"); t == "" {
				break
			}
		}
		if most > best {
			best, sep = most, s
		}
	}
	return sep, text
}
