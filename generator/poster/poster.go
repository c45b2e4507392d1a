// Package poster lays out a sheet of paper about a base or an activity: what is known of it in, lines of
// text, rings and rules with their places out.
//
// A sheet is drawn once and for all sizes: A4 in tenths of a millimetre, which A3 enlarges. Its text is set here, line by line, because nothing
// that shows an SVG breaks lines; Chinese is one em a character in every font, so that what fits here fits everywhere.
//
// # Three sheets
//
// How much is known decides the sheet, so that none looks unfinished. [Much]: the name, a sentence, and facts beside a map and a code.
// [Some]: fewer facts, set larger. [Little]: a large seal over the name, in the middle; it is a sheet about a name.
// What is not known leaves no gap and no word: paper hangs for years, and “未查到” on a wall helps nobody.
//
// A name, a sentence and facts of any length fit: they are set in the largest of some sizes in which they do, and what does not fit in the smallest
// ends in …, since the page tells it whole.
package poster

import (
	"math"
	"strings"

	"kepu/generator/chart"
	"kepu/generator/qrcode"
	"kepu/generator/view"
	"kepu/generator/wrap"
)

// Facts are what a sheet may say. Each may be empty but for Name.
type Facts struct {
	Over  string // above all: the site's title
	Place string // beside it: the county
	Name  string
	Kind  string
	Seal  string // the drawing of the kind, on a grid of 24
	Since string // a title as a dated fact
	What  string // one sentence
	When  string // the days of an activity
	Year  string // beside them, small: what of them is no day
	Rows  []view.PosterFact
	Map   *view.SmallMap // one drawing, without what pages share
	Seat  *view.PosterSeat
	Code  *qrcode.Code
	Says  string // beside the code: what it leads to
	By    string
	AsOf  string
}

// Form is how much is known.
type Form int

// The forms of a sheet.
const (
	Little Form = iota
	Some
	Much
)

// Form returns the form of the sheet that suits the facts.
func (f *Facts) Form() Form {
	switch known := len(f.Rows); {
	case f.What == "" && f.When == "" && known == 0:
		return Little
	case known < 3 || f.What == "" && f.When == "":
		return Some
	}
	return Much
}

// The sheet, in tenths of a millimetre.
const (
	Width, Height = 2100, 2970
	side          = 180
	right         = Width - side
	inner         = right - side
	top           = 330  // below the head
	foot          = 2730 // the rule above the foot
)

// Draw sets the sheet.
func Draw(f Facts) view.PosterSheet {
	s := sheet{view.PosterSheet{Name: f.Name}}
	s.frame(&f)
	switch f.Form() {
	case Little:
		s.little(&f)
	default:
		s.full(&f)
	}
	return s.PosterSheet
}

type sheet struct{ view.PosterSheet }

// frame sets what stands above and below.
func (s *sheet) frame(f *Facts) {
	s.Rules = append(s.Rules, view.PosterRule{X: side, Y: 140, To: right, Width: 14}, view.PosterRule{X: side, Y: foot, To: right, Width: 3})
	place := lines(f.Place, 44, inner/3, 1)
	s.put(&s.Soft, place, right, 190, 44, "end")
	s.put(&s.Title, lines(f.Over, 44, inner*2/3-40, 1), side, 190, 44, "")
	s.put(&s.Soft, lines(f.By, 34, inner*2/3, 1), side, foot+34, 34, "")
	s.put(&s.Soft, lines(f.AsOf, 34, inner/3, 1), right, foot+34, 34, "end")
}

// little is a sheet about a name: all of it in the middle.
func (s *sheet) little(f *Facts) {
	const middle = Width / 2
	low := foot - 120
	if f.Code != nil {
		const size = 460
		s.code(f.Code, middle-size/2, low-size-70, size)
		s.put(&s.Soft, lines(f.Says, 40, inner, 1), middle, low-50, 40, "middle")
		low -= size + 130
	}
	name := fit(f.Name, inner, 720, 290, 90, 4)
	since := fit(f.Since, inner, 170, 66, 40, 2)
	high := name.height() + 70 + since.height()
	radius := min(430, (low-top-high-240)/2)
	y := top + (low-top-high-110-2*radius)/2
	s.seal(f, middle, y+radius, radius)
	y += 2*radius + 110
	s.put(&s.Title, name.lines, middle, y, name.size, "middle")
	s.put(&s.Body, since.lines, middle, y+name.height()+70, since.size, "middle")
}

// full is a sheet with facts: the seal and the name, a sentence, then facts at the left and what is drawn at the right.
func (s *sheet) full(f *Facts) {
	much := len(f.Rows) >= 3
	radius, largest := 290, 270
	if much {
		radius, largest = 220, 230
	}
	s.seal(f, side+radius, top+radius, radius)
	s.beside(f, side+2*radius+90, top+radius)

	y := top + 2*radius + 90
	name := fit(f.Name, inner, 640, largest, 84, 5)
	s.put(&s.Title, name.lines, side, y, name.size, "")
	y += name.height()
	if f.What != "" {
		what := fit(f.What, inner, 300, 66, 44, 4)
		s.put(&s.Body, what.lines, side, y+50, what.size, "")
		y += 50 + what.height()
	}
	y += 80
	s.Rules = append(s.Rules, view.PosterRule{X: side, Y: y, To: right, Width: 3})
	y += 70
	s.lower(f, y)
}

// beside sets what stands at the right of the seal, around its middle: the days of an activity large, or the title that the base holds.
func (s *sheet) beside(f *Facts, x, middle int) {
	if f.When != "" {
		const year = 66
		when := fit(f.When, right-x, 280, 210, 80, 2)
		high := when.height()
		if f.Year != "" {
			high += year * 5 / 4
			s.put(&s.Accent, []string{f.Year}, x, middle-high/2, year, "")
		}
		s.put(&s.Accent, when.lines, x, middle+high/2-when.height(), when.size, "")
		return
	}
	kind, since := fit(f.Kind, right-x, 100, 84, 50, 1), fit(f.Since, right-x, 220, 54, 40, 3)
	high := kind.height() + since.height()
	gap := 0
	if f.Kind != "" && f.Since != "" {
		gap = 24
	}
	y := middle - (high+gap)/2
	s.put(&s.Title, kind.lines, x, y, kind.size, "")
	s.put(&s.Body, since.lines, x, y+kind.height()+gap, since.size, "")
}

// lower sets the facts, the map and the code from y down to the foot.
func (s *sheet) lower(f *Facts, y int) {
	const gap = 90
	low := foot - 90
	width := inner
	const column = 640
	beside := 0 // how large a code is that stands in a column beside the facts
	switch {
	case f.Code != nil && f.Map != nil:
		beside = codeBeside(f.Map, column, low-y)
	case f.Code != nil:
		beside = min(column, low-y-caption)
	}
	half := (low - y) / 2
	// Under a few facts what is drawn has the rest of the sheet to itself; many would be set small above it.
	if len(f.Rows) < 3 && f.Form() == Some && (f.Map != nil || f.Code != nil) && half-gap-caption >= leastCode {
		under, below := *s, y
		if len(f.Rows) > 0 {
			below = under.facts(f.Rows, side, y, inner, y+half) + gap
		}
		if low-below-caption >= min(wallCode, beside) {
			*s = under
			s.drawn(f, below, low)
			return
		}
	}
	if f.Map != nil || f.Code != nil {
		width = inner - column - gap
	}
	s.facts(f.Rows, side, y, width, low)
	switch x := right - column; {
	case f.Map != nil && f.Code != nil:
		s.labelled(f, right-beside, low-beside-caption, beside)
		s.atlas(f, x, y, column, low-beside-caption-codeGap-y, true)
	case f.Map != nil:
		s.atlas(f, x, y, column, low-y, true)
	case f.Code != nil:
		s.labelled(f, right-beside, y, beside)
	}
}

// caption is the room for the words under a code, and leastCode how large one is at least: a telephone reads a smaller one only from very near. One of
// wallCode is read from where somebody stands in front of a board: a sheet on which it fits has no smaller one.
const (
	caption   = 80
	leastCode = 250
	wallCode  = 400
)

// codeSizes are how large a code under a map may be, and codeGap the room between them. leastMap is how high a map is that shows a
// way well, and smallestMap one that shows it at all.
var codeSizes = []int{500, 450, 400, 350, 300, leastCode}

const (
	codeGap     = 70
	leastMap    = 320
	smallestMap = 150
)

// codeBeside is the largest size of a code that leaves a map above it, in a column as wide and as high, the room that it needs: all that it could fill, or
// else leastMap. Where not even the smallest does, the map is drawn as far as it can be read, and else the code has the column.
func codeBeside(m *view.SmallMap, width, height int) int {
	need := leastMap
	if d := m.Drawings[0]; d.Width > 0 {
		need = min(need, int(d.Height*float64(width)/d.Width))
	}
	for _, size := range codeSizes {
		if height-size-caption-codeGap-mapNotice >= need {
			return size
		}
	}
	if height-leastCode-caption-codeGap-mapNotice < smallestMap {
		return max(leastCode, min(codeSizes[0], height-caption))
	}
	return leastCode
}

// labelled sets the code with what it leads to under it.
func (s *sheet) labelled(f *Facts, x, y, size int) {
	s.code(f.Code, x, y, size)
	s.put(&s.Soft, lines(f.Says, 36, inner/2, 1), x+size, y+size+24, 36, "end")
}

// drawn sets the map and the code beside each other.
func (s *sheet) drawn(f *Facts, y, low int) {
	width := inner
	if f.Code != nil {
		code := min(640, low-y-caption)
		s.labelled(f, right-code, low-code-caption, code)
		width -= code + 120
	}
	if f.Map != nil {
		s.atlas(f, side, y, width, low-y, f.Code == nil)
	}
}

// facts sets the rows in the largest size in which they go down to low, and returns where they end.
func (s *sheet) facts(rows []view.PosterFact, x, y, width, low int) int {
	var set []fitted
	size, label, gap := 70, 0, 0
	if len(rows) < 3 {
		size = 80
	}
	for ; ; size -= 4 {
		label, gap = max(30, size*3/5), size*3/4
		high := -gap
		set = set[:0]
		for _, r := range rows {
			t := fitted{lines(r.Text, size, width, 99), size}
			set = append(set, t)
			high += label*3/2 + t.height() + gap
		}
		if high <= low-y || size <= 30 {
			break
		}
	}
	for i, r := range rows {
		high := label*3/2 + set[i].height()
		if left := low - y - label*3/2; y+high > low {
			room := int(float64(left) / (float64(size) * leading))
			if room < 1 {
				return y // the page says the rest
			}
			set[i].lines = lines(r.Text, size, width, room)
		}
		s.put(&s.Soft, []string{r.Name}, x, y, label, "")
		s.put(&s.Body, set[i].lines, x, y+label*3/2, size, "")
		y += high + gap
	}
	return y - gap
}

// leading is the height of a line, in sizes of its type.
const leading = 1.32

// put adds lines of text whose upper edge is at y.
func (s *sheet) put(to *[]view.PosterLine, lines []string, x, y, size int, anchor string) {
	for i, l := range lines {
		*to = append(*to, view.PosterLine{X: x, Y: y + size*88/100 + int(math.Round(float64(i*size)*leading)), Size: size, Anchor: anchor, Text: l})
	}
}

// seal draws the ring around the drawing of the kind.
func (s *sheet) seal(f *Facts, x, y, radius int) {
	size := radius * 116 / 100
	s.Seal = &view.PosterSeal{X: x, Y: y, Radius: radius - 8, Inner: radius * 88 / 100, Path: f.Seal, Left: x - size/2, Top: y - size/2, Scale: math.Round(float64(size)/24*100) / 100}
}

func (s *sheet) code(c *qrcode.Code, x, y, size int) {
	whole := float64(c.Size)
	k := math.Floor(float64(size)/whole*100) / 100
	rim := int(qrcode.Quiet * k)
	s.Code = &view.PosterCode{X: x - rim, Y: y - rim, Scale: k, Path: c.Path()}
}

// mapNotice is the room for the words under a map.
const mapNotice = 52

// atlas puts the map into a box, as large as it goes: at its top, and at its left edge or, where it has the box to itself, at its right.
func (s *sheet) atlas(f *Facts, x, y, width, height int, toRight bool) {
	m := f.Map
	d := m.Drawings[0]
	const notice = mapNotice / 2
	height -= mapNotice
	if height < smallestMap || d.Width <= 0 || d.Height <= 0 {
		return
	}
	k := math.Floor(min(float64(width)/d.Width, float64(height)/d.Height)*1000) / 1000
	wide, high := int(d.Width*k), int(d.Height*k)
	anchor, at := "", x
	if toRight {
		x += width - wide
		anchor, at = "end", x+wide
	}
	s.Map = &view.PosterMap{X: x, Y: y, Scale: k, Drawing: d, Outlines: m.Outlines, Seat: f.Seat}
	s.put(&s.Soft, lines(m.Notice, notice, width, 1), at, y+high+notice/2, notice, anchor)
}

// fitted is text in the size in which it fits.
type fitted struct {
	lines []string
	size  int
}

func (t fitted) height() int {
	if len(t.lines) == 0 {
		return 0
	}
	return int(math.Round(float64(len(t.lines)*t.size) * leading))
}

// fit sets text in the largest size in which it needs no more lines than most and no more room; but one line goes before two where its type is
// no smaller than two thirds of the largest. Its lines are about equally long. In the smallest what does not fit is left out.
func fit(text string, width, height, largest, smallest, most int) fitted {
	if text == "" {
		return fitted{}
	}
	for size := largest; size >= largest*2/3 && size >= smallest; size -= 4 {
		if chart.Width(text) <= ems(width, size) && float64(size)*leading <= float64(height) {
			return fitted{[]string{text}, size}
		}
	}
	for size := largest; size >= smallest; size -= 4 {
		room := min(most, int(float64(height)/(float64(size)*leading)))
		for n := 2; n <= room; n++ {
			if lines := even(text, ems(width, size), n); lines != nil {
				return fitted{lines, size}
			}
		}
	}
	room := max(1, min(most, int(float64(height)/(float64(smallest)*leading))))
	return fitted{lines(text, smallest, width, room), smallest}
}

// lines breaks text into at most most lines; the last ends in … where there is more.
func lines(text string, size, width, most int) []string {
	var all []string
	for part := range strings.SplitSeq(text, "\n") {
		all = append(all, wrap.Lines(part, ems(width, size))...)
	}
	if len(all) <= most {
		return all
	}
	last := all[most-1]
	if cut := chart.Lines(last, ems(width, size)-100); len(cut) > 0 {
		last = cut[0]
	}
	return append(all[:most-1:most-1], last+"…")
}

// ems is a width in hundredths of an em of type of that size.
func ems(width, size int) chart.Pos { return chart.Pos(width * 100 / size) }
