package chart_test

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/chart"
)

func words(n int64) string { return strconv.FormatInt(n, 10) }

func TestPositionsAreWrittenInFixedHundredths(t *testing.T) {
	for p, want := range map[chart.Pos]string{0: "0", 1: "0.01", 10: "0.1", 100: "1", 1234: "12.34", 1205: "12.05", -30: "-0.3", -5: "-0.05", 10000: "100"} {
		if got := p.String(); got != want {
			t.Errorf("%d is written %q, want %q", int(p), got, want)
		}
	}
}

func TestWidthOfChineseAndLatin(t *testing.T) {
	for s, want := range map[string]chart.Pos{"": 0, "西平县": 300, "2016": 220, "2016年": 320, "（1）": 255} {
		if got := chart.Width(s); got != want {
			t.Errorf("width of %q is %s, want %s", s, got, want)
		}
	}
}

func TestWrappedLabelsFitAndLoseNothing(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 3000 {
		s := strings.TrimSpace(randomLabel(r, 60))
		width := chart.Pos(300 + r.Intn(1600))
		lines := chart.Wrap(s, width)
		for _, l := range lines {
			if chart.Width(l) > width {
				t.Fatalf("%q at %s: line %q is %s wide", s, width, l, chart.Width(l))
			}
			if strings.IndexAny(l, "，。、）；") == 0 && l != lines[0] {
				t.Fatalf("%q: a line begins with a closing mark: %q", s, lines)
			}
		}
		whole := strings.Join(lines, "")
		if !strings.HasSuffix(whole, "…") && squeeze(whole) != squeeze(s) {
			t.Fatalf("%q became %q", s, lines)
		}
		if len(lines) > 3 {
			t.Fatalf("%q takes %d lines", s, len(lines))
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestTicksAreFewRoundAndReachTheTop(t *testing.T) {
	tops := []uint64{1, 2, 3, 4, 5, 9, 10, 11, 99, 100, 101, 12345, 1 << 40, math.MaxInt64}
	r := rand.New(rand.NewSource(1))
	for range 2000 {
		tops = append(tops, uint64(r.Int63()>>r.Intn(63))+1)
	}
	for _, top := range tops {
		ticks := chart.Ticks(top)
		if ticks[0] != 0 || ticks[len(ticks)-1] < top || len(ticks) > 5 {
			t.Errorf("ticks of %d: %v", top, ticks)
		}
		lead := strings.TrimRight(strconv.FormatUint(ticks[1], 10), "0")
		if lead != "1" && lead != "2" && lead != "5" {
			t.Errorf("ticks of %d: %v are not round", top, ticks)
		}
		if ticks[len(ticks)-2] >= top {
			t.Errorf("ticks of %d: %v go further than they need", top, ticks)
		}
	}
	if got := chart.Ticks(0); !slices.Equal(got, []uint64{0}) {
		t.Errorf("ticks of nothing: %v", got)
	}
}

func TestUnknownIsAGapAndZeroIsNot(t *testing.T) {
	c := chart.Columns([]chart.Item{{Label: "2014", Value: chart.Known(0), Text: "0"}, {Label: "2015", Text: "未报"}, {Label: "2016", Value: chart.Known(5), Text: "5"}}, words)
	if !c.Columns[0].Known || c.Columns[0].H == 0 {
		t.Error("a zero has no line on the base")
	}
	if c.Columns[1].Known || c.Columns[1].H != 0 {
		t.Error("what is not known is drawn")
	}
	for _, col := range c.Columns {
		if col.Y+col.H != c.Base {
			t.Errorf("a column does not stand on zero: %+v", col)
		}
	}
	b := chart.Bars([]chart.Item{{Label: "甲", Value: chart.Known(0), Text: "0"}, {Label: "乙", Text: "未报"}})
	if b.Bars[0].W != 0 || !b.Bars[0].Known || b.Bars[1].W != 0 || b.Bars[1].Known || b.Bars[1].Value.Text != "未报" {
		t.Errorf("bars %+v", b.Bars)
	}
	l := chart.Steps([]chart.Item{{Label: "1"}, {Label: "2"}, {Label: "3"}, {Label: "4"}}, []chart.Series{{Name: "甲", Values: []chart.Value{chart.Known(1), {}, chart.Known(3), chart.Known(4)}}}, words)
	if len(l.Segments) != 4 || l.Segments[0].X2 >= l.Segments[1].X1 {
		t.Errorf("a line leads over a gap: %+v", l.Segments)
	}
	if chart.Columns([]chart.Item{{Value: chart.Known(-1)}}, words).Columns[0].Known {
		t.Error("a number below zero is drawn")
	}
}

func TestHugeAndTinyValuesStayInsideAndAreSeen(t *testing.T) {
	items := []chart.Item{{Label: "甲", Value: chart.Known(math.MaxInt64), Text: "9223372036854775807"}, {Label: "乙", Value: chart.Known(1), Text: "1"}}
	b := chart.Bars(items)
	if b.Bars[0].W != 10000 || b.Bars[1].W == 0 {
		t.Errorf("bars %+v", b.Bars)
	}
	c := chart.Columns(items, words)
	for _, col := range c.Columns {
		if col.Y < 0 || col.H <= 0 || col.Y+col.H != c.Base {
			t.Errorf("column %+v", col)
		}
	}
	s := chart.Stacked([]chart.Stack{{Item: chart.Item{Label: "甲", Value: chart.Known(0)}, Parts: []int64{math.MaxInt64, math.MaxInt64, 1}}}, words)
	for _, seg := range s.Segments {
		if seg.Y < 0 || seg.H < 0 {
			t.Errorf("segment %+v", seg)
		}
	}
}

func TestEmptyAndSingleInputs(t *testing.T) {
	if c := chart.Bars(nil); c.Height != 0 || c.Bars != nil {
		t.Errorf("bars of nothing: %+v", c)
	}
	if c := chart.Columns(nil, words); len(c.Columns) != 0 || c.Height <= 0 {
		t.Errorf("columns of nothing: %+v", c)
	}
	c := chart.Columns([]chart.Item{{Label: "2016", Value: chart.Known(3), Text: "3"}}, words)
	if len(c.Values) != 1 || len(c.Labels) != 1 || c.Values[0].Wide || c.Labels[0].Wide {
		t.Errorf("one column: %+v", c)
	}
	chart.Stacked(nil, words)
	chart.Steps(nil, nil, words)
	chart.Steps([]chart.Item{{Label: "2016"}}, []chart.Series{{Name: "甲"}}, words)
	chart.Heat(nil)
	if s := chart.Spark(nil, -1); s.Bars != "" || s.Strong != "" {
		t.Errorf("a spark of nothing: %+v", s)
	}
}

func TestSparkHasAColumnForWhatIsKnown(t *testing.T) {
	s := chart.Spark([]chart.Value{chart.Known(2), {}, chart.Known(0), chart.Known(4)}, 3)
	if want := "M1 200v-100h6v100zM17 200v-4h6v4z"; s.Bars != want || s.Strong != "M25 200v-200h6v200z" || s.Width != 32 {
		t.Errorf("%+v, want %s", s, want)
	}
}

func TestSegmentsAddUpToTheirColumn(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 500 {
		stacks := make([]chart.Stack, 1+r.Intn(20))
		for i := range stacks {
			stacks[i].Label = strconv.Itoa(2000 + i)
			stacks[i].Value = chart.Value{Known: r.Intn(5) > 0}
			for range 1 + r.Intn(5) {
				stacks[i].Parts = append(stacks[i].Parts, r.Int63()>>r.Intn(63)*int64(r.Intn(2)))
			}
		}
		c := chart.Stacked(stacks, words)
		at := map[chart.Pos]chart.Pos{} // by column: where its next segment must end
		for _, s := range c.Segments {
			foot, ok := at[s.X]
			if !ok {
				foot = c.Base
			}
			if s.Y+s.H != foot || s.H < 0 {
				t.Fatalf("segment %+v does not stand on %s", s, foot)
			}
			at[s.X] = s.Y
		}
		items := make([]chart.Item, len(stacks))
		for i, s := range stacks {
			items[i] = chart.Item{Label: s.Label}
			var sum uint64
			for _, n := range s.Parts {
				sum = min(sum+uint64(n), math.MaxInt64)
			}
			if s.Value.Known {
				items[i].Value = chart.Known(int64(sum))
			}
		}
		for _, col := range chart.Columns(items, words).Columns {
			if top, ok := at[col.X]; ok && top != col.Y {
				t.Fatalf("segments end at %s, the column at %s", top, col.Y)
			}
		}
	}
}

func TestSharesOfTheHeatMapReachEveryNumberOnce(t *testing.T) {
	for top := int64(1); top < 200; top++ {
		h := chart.Heat([][]int64{{top, 0, 1}})
		if got := h.Steps[0]; got[0] != chart.HeatSteps || got[1] != 0 || got[2] != h.First {
			t.Fatalf("the most, %d, none and one have the shades %v", top, got)
		}
		next := int64(1)
		for _, s := range h.Scale {
			if s[0] != next {
				t.Fatalf("top %d: scale %v has a hole at %d", top, h.Scale, next)
			}
			next = s[1] + 1
		}
		if next != top+1 {
			t.Fatalf("top %d: scale %v ends early", top, h.Scale)
		}
	}
}

// A rectangle of a drawing, in hundredths of an em.
type box struct {
	what                     string
	left, top, right, bottom chart.Pos
}

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// drawing collects what stands on a drawing that is width em wide.
type drawing struct {
	width, start, end chart.Pos
	boxes             []box
}

func newDrawing(width chart.Pos, start, end int) *drawing {
	return &drawing{width: width, start: chart.Pos(start) * 100, end: chart.Pos(end) * 100}
}

func (d *drawing) x(p chart.Pos) chart.Pos { return p * (d.width - d.start - d.end) / 10000 }

// text adds a label; anchor is 0 at its start, 1 in its middle, 2 at its end.
func (d *drawing) text(t chart.Text, anchor chart.Pos, dx chart.Pos) {
	if t.Wide && d.width < chart.Wide*100 || t.Narrow && d.width >= chart.Wide*100 || t.Text == "" {
		return
	}
	w := chart.Width(t.Text)
	left := d.x(t.X) + dx - w*anchor/2
	d.boxes = append(d.boxes, box{"“" + t.Text + "”", left, t.Y - 85, left + w, t.Y + 20})
}

func (d *drawing) rect(what string, x, y, w, h chart.Pos) {
	d.boxes = append(d.boxes, box{what, d.x(x), y, d.x(x + w), y + h})
}

// check reports what overlaps and what leaves the drawing.
func (d *drawing) check(t *testing.T, height chart.Pos) {
	t.Helper()
	const rounding = 3
	for i, b := range d.boxes {
		if b.left < -d.start-rounding || b.right > d.width-d.start+rounding || b.top < 0 || b.bottom > height+rounding {
			t.Fatalf("at %s em, %s leaves the drawing: %+v, margins %s and %s, height %s", d.width, b.what, b, d.start, d.end, height)
		}
		inner := b
		inner.left, inner.right, inner.top, inner.bottom = b.left+rounding, b.right-rounding, b.top+rounding, b.bottom-rounding
		for _, o := range d.boxes[:i] {
			if (strings.HasPrefix(b.what, "“") || strings.HasPrefix(o.what, "“")) && inner.meets(o) {
				t.Fatalf("at %s em, %s overlaps %s: %+v %+v", d.width, b.what, o.what, b, o)
			}
		}
	}
}

var widths = []chart.Pos{chart.Narrow * 100, 2500, chart.Wide * 100, 7000}

func randomLabel(r *rand.Rand, most int) string {
	letters := []rune("西平县科普教育基地驻马店市ABCxyz0123456789")
	marks := []rune("，。（）、—“” ")
	s := make([]rune, r.Intn(most))
	for i := range s {
		s[i] = letters[r.Intn(len(letters))]
		if i%3 == 2 && r.Intn(2) == 0 {
			s[i] = marks[r.Intn(len(marks))]
		}
	}
	return string(s)
}

func randomItems(r *rand.Rand, years bool) []chart.Item {
	items := make([]chart.Item, r.Intn(30))
	shift := r.Intn(40)
	for i := range items {
		it := chart.Item{Label: randomLabel(r, 40), Value: chart.Value{N: r.Int63() >> (20 + shift%43), Known: r.Intn(5) > 0}, Strong: r.Intn(9) == 0, Partial: r.Intn(3) == 0}
		if r.Intn(4) == 0 {
			it.Value.N = int64(r.Intn(3))
		}
		it.Text = words(it.Value.N)
		if !it.Value.Known {
			it.Text = "未报"
		}
		if years {
			it.Label = strconv.Itoa(1997 + i)
			if r.Intn(9) == 0 {
				it.Break = "※"
			}
		}
		items[i] = it
	}
	return items
}

func TestNothingOverlapsOnAnyWidth(t *testing.T) {
	for seed := range int64(400) {
		r := rand.New(rand.NewSource(seed))
		bars := chart.Bars(randomItems(r, false))
		items := randomItems(r, true)
		compact := func(n int64) string { return words(n/10000) + "万" }
		columns := chart.Columns(items, compact)
		var series []chart.Series
		for k := range 1 + r.Intn(5) {
			s := chart.Series{Name: fmt.Sprintf("级别%d %d", k, r.Intn(100))}
			for range items {
				s.Values = append(s.Values, chart.Value{N: int64(r.Intn(50)), Known: r.Intn(9) > 0})
			}
			series = append(series, s)
		}
		steps := chart.Steps(items, series, words)
		for _, width := range widths {
			d := newDrawing(width, 0, bars.End)
			for i, b := range bars.Bars {
				for _, l := range b.Labels {
					d.text(l, 0, 0)
				}
				d.rect("bar "+strconv.Itoa(i), b.X, b.Y, b.W, b.H)
				d.text(b.Value, 0, 40)
			}
			d.check(t, bars.Height)

			d = newDrawing(width, columns.Start, columns.End)
			for i, c := range columns.Columns {
				d.rect("column "+strconv.Itoa(i), c.X, c.Y, c.W, c.H)
			}
			for _, l := range columns.Leads {
				if l.Y2 <= l.Y1 || l.Y2 > columns.Base {
					t.Fatalf("a lead goes nowhere: %+v", l)
				}
			}
			for _, l := range slices.Concat(columns.Values, columns.Labels) {
				d.text(l, 1, 0)
			}
			for _, b := range columns.Breaks {
				d.boxes = append(d.boxes, box{"break", d.x(b.X), b.TextY - 85, d.x(b.X), b.TextY + 20})
			}
			for _, tick := range columns.Ticks {
				d.text(chart.Text{Y: tick.Y + 30, Text: tick.Text}, 2, -40)
			}
			d.check(t, columns.Height)

			d = newDrawing(width, steps.Start, steps.End)
			for _, n := range steps.Names {
				d.text(n, 0, 40)
			}
			for _, l := range steps.Labels {
				d.text(l, 1, 0)
			}
			for _, tick := range steps.Ticks {
				d.text(chart.Text{Y: tick.Y + 30, Text: tick.Text}, 2, -40)
			}
			d.check(t, steps.Height)
		}
	}
}

func TestTheNewestYearAndTheStrongValueAreAlwaysLabelled(t *testing.T) {
	for n := 1; n < 60; n++ {
		items := make([]chart.Item, n)
		for i := range items {
			items[i] = chart.Item{Label: strconv.Itoa(1960 + i), Value: chart.Known(int64(i * 7 % 13)), Text: words(int64(i * 7 % 13)), Strong: i == n-1}
		}
		c := chart.Columns(items, words)
		last := c.Labels[len(c.Labels)-1]
		if last.Text != items[n-1].Label || last.Wide || !last.Strong {
			t.Errorf("%d years: the newest is labelled %+v", n, last)
		}
		if !slices.ContainsFunc(c.Values, func(v chart.Text) bool { return v.Strong && !v.Wide }) {
			t.Errorf("%d years: on a telephone the strong value is not told", n)
		}
		if !slices.ContainsFunc(c.Values, func(v chart.Text) bool { return v.Strong && !v.Narrow }) {
			t.Errorf("%d years: on a wide page the strong value is not told", n)
		}
	}
}

func TestStepsOfTheSameHeightAreOneLine(t *testing.T) {
	years := make([]chart.Item, 5)
	v := []chart.Value{chart.Known(3), chart.Known(3), chart.Known(5), chart.Known(5), chart.Known(5)}
	c := chart.Steps(years, []chart.Series{{Name: "市级 5", Values: v}}, words)
	if len(c.Segments) != 3 {
		t.Errorf("%d strokes, want two level ones and an upright", len(c.Segments))
	}
}
