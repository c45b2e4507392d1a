package diag

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf16"
)

// File is the text of one content file, and turns offsets in it into places.
type File struct {
	Path string // relative to content/, slashes
	Text string // UTF-8 without BOM, every line end a single \n

	once  sync.Once
	lines []int // offset of each line's first byte, made when first asked for
}

// NewFile returns a file with that path and text.
func NewFile(path, text string) *File { return &File{Path: path, Text: text} }

// Place returns the place of the bytes from start up to end. Offsets outside
// the text are moved to its edge; what runs over a line's end is cut there.
func (f *File) Place(start, end int) Place {
	start = min(max(start, 0), len(f.Text))
	end = min(max(end, start), len(f.Text))
	line, from := f.line(start)
	to := from + len(f.Text[from:])
	if i := strings.IndexByte(f.Text[from:], '\n'); i >= 0 {
		to = from + i
	}
	end = min(end, to)
	return Place{
		File:    f.Path,
		Line:    line + 1,
		Column:  units(f.Text[from:start]) + 1,
		Width:   max(units(f.Text[start:max(start, end)]), 1),
		Excerpt: f.Text[from:to],
	}
}

// LineOf returns the 1-based line that the offset stands on.
func (f *File) LineOf(offset int) int {
	line, _ := f.line(min(max(offset, 0), len(f.Text)))
	return line + 1
}

// line returns the 0-based line that holds the offset, and where it begins.
func (f *File) line(offset int) (line, start int) {
	f.once.Do(func() {
		f.lines = []int{0}
		for i := 0; i < len(f.Text); i++ {
			if f.Text[i] == '\n' {
				f.lines = append(f.lines, i+1)
			}
		}
	})
	line = sort.SearchInts(f.lines, offset+1) - 1
	return line, f.lines[line]
}

// units returns the length of s in UTF-16 units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}
