package diag

import (
	"sort"
	"sync"
)

// File is the text of one content file, and turns offsets in it into places.
type File struct {
	Path string // relative to content/, slashes
	Text string // UTF-8 without BOM, every line end a single \n

	once  sync.Once
	lines []int // offset of each line's first byte, made when first asked for
	units []int // UTF-16 units before every stride bytes: a long line full of problems is counted once
}

const stride = 1024

// NewFile returns a file with that path and text.
func NewFile(path, text string) *File { return &File{Path: path, Text: text} }

// Place returns the place of the bytes from start up to end. Offsets outside
// the text are moved to its edge; what runs over a line's end is cut there.
func (f *File) Place(start, end int) Place {
	start = min(max(start, 0), len(f.Text))
	end = min(max(end, start), len(f.Text))
	line, from := f.line(start)
	to := len(f.Text)
	if line+1 < len(f.lines) {
		to = f.lines[line+1] - 1
	}
	end = min(end, to)
	return Place{
		File:    f.Path,
		Line:    line + 1,
		Column:  f.unitsTo(start) - f.unitsTo(from) + 1,
		Width:   max(f.unitsTo(max(start, end))-f.unitsTo(start), 1),
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
	f.once.Do(f.index)
	line = sort.SearchInts(f.lines, offset+1) - 1
	return line, f.lines[line]
}

// index goes through the text, once.
func (f *File) index() {
	f.lines = []int{0}
	n := 0
	for i := 0; i < len(f.Text); i++ {
		if i%stride == 0 {
			f.units = append(f.units, n)
		}
		n += units(f.Text[i])
		if f.Text[i] == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	f.units = append(f.units, n) // of the end, where that begins a stride
}

// unitsTo returns how many UTF-16 units of the text stand before the offset.
func (f *File) unitsTo(offset int) int {
	n := f.units[offset/stride]
	for i := offset - offset%stride; i < offset; i++ {
		n += units(f.Text[i])
	}
	return n
}

// units returns how many UTF-16 units the character takes that begins with the byte c:
// none where c only goes on with one, two from U+10000.
func units(c byte) int {
	switch {
	case 0x80 <= c && c < 0xc0:
		return 0
	case c >= 0xf0:
		return 2
	}
	return 1
}
