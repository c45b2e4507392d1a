package ooxml

import (
	"bytes"
	"slices"
	"strings"
)

// Splice is a stretch of a part's bytes, and what takes its place.
type Splice struct {
	Start, End int
	New        string
}

// Spliced returns a part with the splices made, which may not overlap. Those at one place stay in their order.
func Spliced(raw []byte, list []Splice) []byte {
	slices.SortStableFunc(list, func(a, b Splice) int { return a.Start - b.Start })
	var out bytes.Buffer
	out.Grow(len(raw) + len(raw)/8)
	at := 0
	for _, s := range list {
		out.Write(raw[at:s.Start])
		out.WriteString(s.New)
		at = s.End
	}
	out.Write(raw[at:])
	return out.Bytes()
}

// Escape writes a text for XML, between tags or as the value of an attribute, of which line ends and tabs would else
// become blanks. What XML cannot hold is left out.
func Escape(s string) string {
	return escaper.Replace(strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' && c != '\t' || c == 0xFFFE || c == 0xFFFF {
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, "\uFFFD")))
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\t", "&#9;")
