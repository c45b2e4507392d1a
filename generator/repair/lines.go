package repair

import (
	"strings"

	"kepu/generator/diag"
)

// Line is a line of a file that a repair changes.
type Line struct {
	Mark byte // - for one as it was, + for one as it will be
	Text string
}

// linesOf returns the lines that a repair of a text changes, those before and those after by turns.
func linesOf(text string, edits []diag.Edit) []Line {
	var lines []Line
	for i := 0; i < len(edits); {
		from := strings.LastIndexByte(text[:edits[i].Start], '\n') + 1
		to, last := lineEnd(text, edits[i]), i
		for last+1 < len(edits) && edits[last+1].Start <= to {
			last++
			to = max(to, lineEnd(text, edits[last]))
		}
		var after strings.Builder
		at := from
		for _, e := range edits[i : last+1] {
			after.WriteString(text[at:e.Start] + e.New)
			at = e.End
		}
		after.WriteString(text[min(at, to):to])
		was, now := strings.Split(text[from:to], "\n"), strings.Split(after.String(), "\n")
		if after.String() == "" || from == to {
			if after.String() == "" {
				now = nil
			}
			if from == to {
				was = nil
			}
		}
		for len(was) > 0 && len(now) > 0 && was[len(was)-1] == now[len(now)-1] {
			was, now = was[:len(was)-1], now[:len(now)-1]
		}
		for len(was) > 0 && len(now) > 0 && was[0] == now[0] {
			was, now = was[1:], now[1:]
		}
		for _, l := range was {
			lines = append(lines, Line{'-', l})
		}
		for _, l := range now {
			lines = append(lines, Line{'+', l})
		}
		i = last + 1
	}
	return lines
}

// lineEnd returns the end of the line that an edit ends in; of one that takes whole lines away, its own end.
func lineEnd(text string, e diag.Edit) int {
	if e.End > e.Start && e.New == "" && text[e.End-1] == '\n' && (e.Start == 0 || text[e.Start-1] == '\n') {
		return e.End - 1
	}
	if n := strings.IndexByte(text[e.End:], '\n'); n >= 0 {
		return e.End + n
	}
	return len(text)
}
