package chart

import "fmt"

// Word is a chart as large as a word, for the line of the sentence that it belongs to: it repeats what the
// sentence says. It is drawn in units of its own, WordHeight of them an em, and so stands on the line like a
// character of the text.
type Word struct {
	Width  int
	Em     Pos    // the same in em
	Bars   string // filled, quiet
	Strong string // filled, aloud; "" for none
	None   string // lines: the foot of each gap; ""
	Rest   string // a line through the middle of what is missing, for the theme to hatch; ""
}

// WordHeight is the height of a Word.
const WordHeight = 20

// In units of the drawing.
const (
	wordSlot, wordColumn = 5, 4
	wordLowest           = 2  // of what is more than zero
	wordShare            = 90 // the width of a whole
	wordTop, wordFoot    = 4, 18
	mostWord             = 40 // columns: more would be wider than a word
)

// Words lays out one column a value; the ones numbered strong (from 0) are those that the sentence is about. What is not
// known has a foot and no column. It is nil where there are fewer than two values to compare, or too many for a word.
func Words(values []Value, strong ...int) *Word {
	items := make([]Item, len(values))
	known := 0
	for i, v := range values {
		if items[i].Value = v; v.known() {
			known++
		}
	}
	if known < 2 || len(values) > mostWord {
		return nil
	}
	w := newWord(wordSlot * len(values))
	top := largest(items)
	for i, v := range values {
		x := i * wordSlot
		if !v.known() {
			w.None += fmt.Sprintf("M%d %d.5h%d", x, WordHeight-1, wordColumn)
			continue
		}
		path := &w.Bars
		for _, s := range strong {
			if s == i {
				path = &w.Strong
			}
		}
		h := int(shown(uint64(v.N), top, WordHeight, wordLowest))
		if v.N == 0 {
			h = 1 // a line on the foot: known to be none
		}
		*path += fmt.Sprintf("M%d %dv-%dh%dv%dz", x, WordHeight, h, wordColumn, h)
	}
	return w
}

// Part lays out a share of a whole: what is known is filled, the rest hatched. It is nil where there is no whole,
// or more known than it has.
func Part(known, whole int64) *Word {
	if whole <= 0 || known < 0 || known > whole {
		return nil
	}
	at := int(share(uint64(known), uint64(whole), wordShare))
	if known > 0 {
		at = max(at, 1)
	}
	if known < whole {
		at = min(at, wordShare-1)
	}
	w := newWord(wordShare)
	if at > 0 {
		w.Bars = fmt.Sprintf("M0 %dh%dv%dh-%dz", wordTop, at, wordFoot-wordTop, at)
	}
	if at < wordShare {
		w.Rest = fmt.Sprintf("M%d %dh%d", at, (wordTop+wordFoot)/2, wordShare-at)
	}
	return w
}

func newWord(width int) *Word { return &Word{Width: width, Em: Pos(width) * em / WordHeight} }
