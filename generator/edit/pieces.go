package edit

import "unicode/utf8"

// piece is a stretch of the text as it is now: of the file's own, from start up to
// end, or new.
type piece struct {
	start, end int // in the file's own text
	new        string
	own        bool
}

func (p piece) length() int {
	if p.own {
		return p.end - p.start
	}
	return len(p.new)
}

// splicePieces replaces what stands from start up to end of the text that the
// pieces make.
func splicePieces(pieces []piece, start, end int, text string) []piece {
	var out []piece
	put := func(p piece) {
		if p.length() == 0 {
			return
		}
		if n := len(out); n > 0 && !p.own && !out[n-1].own {
			out[n-1].new += p.new
			return
		}
		out = append(out, p)
	}
	at, done := 0, false
	for _, p := range pieces {
		n := p.length()
		put(p.cut(0, min(max(start-at, 0), n)))
		if !done && start <= at+n {
			put(piece{new: text})
			done = true
		}
		put(p.cut(max(min(end-at, n), 0), n))
		at += n
	}
	if !done {
		put(piece{new: text})
	}
	return out
}

// cut returns a part of a piece.
func (p piece) cut(from, to int) piece {
	if from >= to {
		return piece{}
	}
	if p.own {
		return piece{start: p.start + from, end: p.start + to, own: true}
	}
	return piece{new: p.new[from:to]}
}

// differing cuts off what two texts have in common at their beginning and their
// end, between whole characters.
func differing(old, new string) (before, after int) {
	for before < len(old) && before < len(new) && old[before] == new[before] {
		before++
	}
	for before > 0 && (before < len(old) && !utf8.RuneStart(old[before]) || before < len(new) && !utf8.RuneStart(new[before])) {
		before--
	}
	for after < len(old)-before && after < len(new)-before && old[len(old)-1-after] == new[len(new)-1-after] {
		after++
	}
	for after > 0 && !utf8.RuneStart(old[len(old)-after]) {
		after--
	}
	return before, after
}

// spliced is a splice that was made, for offsets of the text before it.
type spliced struct{ start, end, length int }

// moved returns where an offset of the text before the splices is after them; ok is
// false when what stood there is gone.
func moved(all []spliced, offset int) (now int, ok bool) {
	for _, s := range all {
		switch {
		case offset < s.start:
		case offset >= s.end:
			offset += s.length - (s.end - s.start)
		default:
			return 0, false
		}
	}
	return offset, true
}
