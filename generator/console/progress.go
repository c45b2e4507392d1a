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
func (p *Progress) Show(done, total int) { p.ShowWith(done, total, diag.Text{}) }

// ShowWith is Show with more behind the numbers.
func (p *Progress) ShowWith(done, total int, more diag.Text) {
	if p.watch != nil {
		p.watch(done, total)
	}
	now := time.Now()
	if p.w == nil || now.Sub(p.start) < time.Second || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last = now
	line := diag.T("%s %d / %d", "%s %d / %d").With(p.Doing, done, total)
	if more != (diag.Text{}) {
		line = diag.T("%s，%s", "%s, %s").With(line, more)
	}
	text := line.In(p.lang)
	width := 0
	for _, r := range text { // what we write is Chinese, which is two columns wide, and ASCII
		width++
		if r > 0xff {
			width++
		}
	}
	p.width = max(p.width, width)
	fmt.Fprint(p.w, "\r", text, strings.Repeat(" ", p.width-width)) // a shorter one leaves nothing of the one before
}

// Clear blanks the line. Old Windows consoles know no escape sequences.
func (p *Progress) Clear() {
	if p.width > 0 {
		fmt.Fprint(p.w, "\r", strings.Repeat(" ", p.width), "\r")
	}
}
