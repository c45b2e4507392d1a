package chart

// box is the room that something takes on a drawing of a certain width, in em.
type box struct{ left, right, top, bottom Pos }

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

const (
	ascent  Pos = 95 // of a line of type above its baseline
	descent Pos = 25
	apart   Pos = 30 // between two words side by side
)

// emsAt returns how many em the place x across stands from the plot's beginning,
// when the plot is width em wide.
func emsAt(x Pos, width Pos) Pos { return share(uint64(x), uint64(full), width) }

// centred returns the room of a text whose middle stands at x.
func centred(t Text, width Pos) box {
	w, mid := Width(t.Text), emsAt(t.X, width)
	return box{mid - w/2 - apart/2, mid + (w+1)/2 + apart/2, t.Y - ascent, t.Y + descent}
}

// placer chooses which of many labels are shown.
type placer struct {
	solid         []span // what labels must not cover
	narrow, wide  Pos    // of the plot, in em
	end           Pos    // of the margin after the plot, in em
	always, added []Text
}

// span is a rectangle across in Pos of the width, down in em.
type span struct{ x, w, y, h Pos }

// add takes a label in where it covers nothing: always, only when wide, or not.
func (p *placer) add(t Text) {
	if t.Text == "" {
		return
	}
	if p.free(t, p.narrow, p.always) {
		// It must not meet what is shown on wide drawings only, either; those are
		// asked about later than this one, so they give way.
		p.always = append(p.always, t)
		return
	}
	p.added = append(p.added, t)
}

// addAbove takes in a label that must be shown: on a narrow drawing above whatever
// it would cover, which on a wide one it need not.
func (p *placer) addAbove(t Text) {
	high := t
	if high.Y = p.topUnder(t) - overColumn; high.Y == t.Y {
		p.add(t)
		return
	}
	high.Narrow = true
	p.add(high)
	p.added = append(p.added, t)
}

// done returns the labels that are shown, in the order of being added.
func (p *placer) done() []Text {
	out := p.always
	for _, t := range p.added {
		t.Wide = true
		if p.free(t, p.wide, out) {
			out = append(out, t)
		}
	}
	return out
}

func (p *placer) free(t Text, width Pos, others []Text) bool {
	own := centred(t, width)
	for _, o := range others {
		if !(o.Narrow && width == p.wide) && own.meets(centred(o, width)) {
			return false
		}
	}
	own.left, own.right = own.left+apart/2, own.right-apart/2
	if own.left < 0 || own.right > width+p.end {
		return false // the margin before the plot has the numbers of the axis
	}
	for _, s := range p.solid {
		if own.meets(box{emsAt(s.x, width), emsAt(s.x+s.w, width), s.y, s.y + s.h}) {
			return false
		}
	}
	return true
}

// topUnder returns where the highest column ends that t would stand on or before, on
// a narrow drawing: many thin columns are narrower than a number.
func (p *placer) topUnder(t Text) Pos {
	room, top := centred(t, p.narrow), t.Y+overColumn
	for _, s := range p.solid {
		if left, right := emsAt(s.x, p.narrow), emsAt(s.x+s.w, p.narrow); s.h > 0 && left < room.right && room.left < right {
			top = min(top, s.y)
		}
	}
	return top
}

// axisLabels returns the labels under n equal slots at the baseline y. Where there is
// no room for all, every second, third … counted back from the last is shown, so
// that the newest year always is.
func axisLabels(labels []string, y Pos, narrow, wide Pos) []Text {
	n := len(labels)
	widest := Pos(0)
	for _, s := range labels {
		widest = max(widest, Width(s))
	}
	step := func(width Pos, of int) int {
		for k := of; ; k += of {
			if k >= n || emsAt(slot(k, n), width) >= widest+apart {
				return k
			}
		}
	}
	if n == 0 {
		return nil
	}
	onWide := step(wide, 1)
	onNarrow := step(narrow, onWide) // a multiple, so that narrow labels are among the wide ones
	var out []Text
	for i, s := range labels {
		back := n - 1 - i
		if back%onWide != 0 || s == "" {
			continue
		}
		out = append(out, Text{X: middle(i, n), Y: y, Text: s, Wide: back%onNarrow != 0})
	}
	return out
}

// middle is the middle of the i-th of n slots.
func middle(i, n int) Pos { return (slot(i, n) + slot(i+1, n)) / 2 }

// overhang returns how many whole em the labels reach beyond the plot's end.
func overhang(labels []Text, narrow Pos) int {
	beyond := Pos(0)
	for _, t := range labels {
		if !t.Wide {
			beyond = max(beyond, emsAt(t.X, narrow)+(Width(t.Text)+1)/2-narrow)
		}
	}
	return wholeEm(beyond, MaxEnd)
}
