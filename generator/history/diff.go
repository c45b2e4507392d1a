package history

import (
	"strings"

	"kepu/generator/diag"
	"kepu/generator/source"
)

// Line is one line of a difference.
type Line struct {
	Sign byte // '-' removed, '+' added, ' ' beside such a line, '~' where lines are left out
	Text string
}

// Diff returns how the text of a file was changed: the lines removed and added, with one unchanged line
// before and after each place. Encoding and line ends do not count; where nothing else differs,
// or the file is no text, there are no lines and note says so.
func Diff(name string, before, after []byte) (lines []Line, note diag.Text) {
	old, ok1 := textLines(name, before)
	now, ok2 := textLines(name, after)
	if !isText(name) || !ok1 || !ok2 {
		return nil, diag.T("图片、附件，或认不出文字的文件", "a picture, an attachment, or no text that can be read")
	}
	lines = compare(old, now)
	if len(lines) == 0 {
		return nil, diag.T("文字没有变，只是编码、换行或末尾的空行变了", "the text is the same; its encoding, line ends or last empty lines differ")
	}
	return lines, diag.Text{}
}

func textLines(name string, data []byte) ([]string, bool) {
	var ps diag.List
	text, ok := source.Decode(name, data, &ps)
	s := strings.TrimPrefix(string(text), "\ufeff")
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = strings.TrimRight(s, "\n")
	if s == "" {
		return nil, ok
	}
	return strings.Split(s, "\n"), ok
}

// most bounds what is compared line by line: beyond it, all that lies between the same beginning and the
// same end counts as replaced.
const most = 4 << 20

// compare returns the difference of two lists of lines.
func compare(old, now []string) []Line {
	start := 0
	for start < len(old) && start < len(now) && old[start] == now[start] {
		start++
	}
	end := 0
	for end < len(old)-start && end < len(now)-start && old[len(old)-1-end] == now[len(now)-1-end] {
		end++
	}
	a, b := old[start:len(old)-end], now[start:len(now)-end]
	if len(a)+len(b) == 0 {
		return nil
	}
	var all []Line
	if start > 0 {
		all = append(all, Line{' ', old[start-1]})
	}
	all = append(all, script(a, b)...)
	if end > 0 {
		all = append(all, Line{' ', old[len(old)-end]})
	}
	return around(all)
}

// script turns a into b by the longest list of lines that both have.
func script(a, b []string) (out []Line) {
	if len(a)*len(b) > most {
		for _, l := range a {
			out = append(out, Line{'-', l})
		}
		for _, l := range b {
			out = append(out, Line{'+', l})
		}
		return out
	}
	width := len(b) + 1
	same := make([]int32, (len(a)+1)*width) // how many lines the rests have in common
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				same[i*width+j] = same[(i+1)*width+j+1] + 1
			} else {
				same[i*width+j] = max(same[(i+1)*width+j], same[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, Line{' ', a[i]})
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || same[(i+1)*width+j] >= same[i*width+j+1]):
			out = append(out, Line{'-', a[i]})
			i++
		default:
			out = append(out, Line{'+', b[j]})
			j++
		}
	}
	return out
}

// around leaves of the unchanged lines those beside a change.
func around(all []Line) (out []Line) {
	for i, l := range all {
		if l.Sign != ' ' || i > 0 && all[i-1].Sign != ' ' || i+1 < len(all) && all[i+1].Sign != ' ' {
			out = append(out, l)
		} else if len(out) > 0 && out[len(out)-1].Sign != '~' {
			out = append(out, Line{'~', ""})
		}
	}
	return out
}
