package console

import (
	"fmt"
	"io"
	"strings"
	"time"

	"kepu/generator/diag"
)

// Progress shows on a terminal how far a long run is, on one line that Clear removes.
type Progress struct {
	Doing diag.Text // what the line begins with; usually that a site is being made

	w     io.Writer // nil: not a terminal
	watch func(done, total int)
	lang  diag.Lang
	start time.Time
	last  time.Time
	width int
}

// Progress begins to show one on a terminal, and nothing elsewhere.
func (c *Console) Progress() *Progress {
	p := &Progress{Doing: diag.T("正在生成", "making"), lang: c.Lang, start: time.Now(), watch: c.Watch}
	w := c.Err
	for { // what somebody keeps of what is said has no use for this line
		through, ok := w.(interface{ Unwrap() io.Writer })
		if !ok {
			break
		}
		w = through.Unwrap()
	}
	if IsTerminal(w) {
		p.w = w
	}
	return p
}

// Show shows that done of total are made, from the second second on.
func (p *Progress) Show(done, total int) {
	if p.watch != nil {
		p.watch(done, total)
	}
	now := time.Now()
	if p.w == nil || now.Sub(p.start) < time.Second || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last = now
	line := diag.T("%s %d / %d", "%s %d / %d").With(p.Doing, done, total).In(p.lang)
	p.width = max(p.width, 2*len([]rune(line)))
	fmt.Fprint(p.w, "\r", line)
}

// Clear blanks the line. Old Windows consoles know no escape sequences.
func (p *Progress) Clear() {
	if p.width > 0 {
		fmt.Fprint(p.w, "\r", strings.Repeat(" ", p.width), "\r")
	}
}
