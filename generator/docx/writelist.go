package docx

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// levels is how deep lists may stand in one another.
const levels = 9

// list is a numbering of numbering.xml: one list of the text.
type list struct {
	ordered bool
	level   int // whose start it sets
	start   int // the number of its first item
}

// open is a list that goes on at some level.
type open struct {
	num     int // its numbering; 0: there is none
	ordered bool
	next    int // the number of its next item
}

// numberOf returns the numbering that an item belongs to. A list goes on while items follow one another; one whose
// number is not the next begins another.
func (b *builder) numberOf(x *Block, level int) int {
	for i := level + 1; i < levels; i++ {
		b.levels[i] = open{}
	}
	start, told := leadingNumber(x.Number)
	at := &b.levels[level]
	if at.num > 0 && at.ordered == x.Ordered && (!x.Ordered || !told || start == at.next) {
		at.next++
		return at.num
	}
	if !told {
		start = 1
	}
	b.lists = append(b.lists, list{x.Ordered, level, start})
	*at = open{len(b.lists), x.Ordered, start + 1}
	return at.num
}

// leadingNumber reads the number in "3.", "（3）"; false where there is none.
func leadingNumber(s string) (n int, ok bool) {
	s = strings.TrimLeft(s, "（( ")
	end := 0
	for end < len(s) && '0' <= s[end] && s[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(s[:end])
	return n, err == nil && n <= math.MaxInt32 // what a file can hold
}

// numbering makes numbering.xml: the two sorts of lists, and each list of the text. An item begins like a paragraph, two
// characters in, and its other lines stand at the margin, as official documents have it.
func (b *builder) numbering() []byte {
	var o bytes.Buffer
	o.WriteString(header + `<w:numbering xmlns:w="` + nsW + `">`)
	for sort, mark := range []string{"bullet", "decimal"} {
		fmt.Fprintf(&o, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="hybridMultilevel"/>`, sort)
		for l := range levels {
			text := "%" + strconv.Itoa(l+1) + "."
			switch {
			case sort == 0:
				text = []string{"●", "○", "■"}[l%3]
			case l%2 == 1:
				text = "（%" + strconv.Itoa(l+1) + "）"
			}
			fmt.Fprintf(&o, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:suff w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/>`+
				`<w:pPr><w:ind w:leftChars="%d" w:left="%d" w:firstLineChars="200" w:firstLine="640"/></w:pPr><w:rPr>%s</w:rPr></w:lvl>`,
				l, mark, []string{"space", "nothing"}[sort], text, 200*l, 640*l, fonts(fontSong))
		}
		o.WriteString("</w:abstractNum>")
	}
	for i, x := range b.lists {
		sort := 0
		if x.ordered {
			sort = 1
		}
		fmt.Fprintf(&o, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/><w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, i+1, sort, x.level, x.start)
	}
	o.WriteString("</w:numbering>")
	return o.Bytes()
}
