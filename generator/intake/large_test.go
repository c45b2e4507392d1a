package intake_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"kepu/generator/intake"
	"kepu/generator/sheet"
)

// TestALargeBookIsReadInTime holds that work grows with the rows: five thousand of them, each new, with units in every one.
func TestALargeBookIsReadInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	s := grid("活动", "活动名称|时间|承办单位|参加人数|内容")
	for i := range 5_000 {
		cell := func(text string) sheet.Cell { return sheet.Cell{Kind: sheet.Words, Text: text} }
		s.Rows = append(s.Rows, []sheet.Cell{
			cell(fmt.Sprintf("第%d次讲座%c%c", i, '一'+rune(i%5000), '丁'+rune(i/7%5000))), cell(fmt.Sprintf("2025.%d.%d", 1+i%12, 1+i/12%28)),
			cell([]string{"西平县气象局、县科协", "西平县科技馆", "某某单位"}[i%3]), cell(fmt.Sprint(i % 500)), cell("讲了什么。"),
		})
	}
	content := city()
	begun := time.Now()
	p := read(t, content, intake.Options{}, book("大.xlsx", s))
	took := time.Since(begun)
	t.Logf("%d records in %v, %d to be decided", len(p.Records), took, p.Undecided())
	if took > 60*time.Second {
		t.Errorf("it took %v", took)
	}
	begun = time.Now()
	c, err := p.Change(content, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the change of %d bytes took %v", len(c.Files[0].After), time.Since(begun))
}

// TestManyRowsOfOneDayAndBase holds that rows of which each could be any other, and then any of as many of the log, are told
// apart in time: four thousand of one day and base, and as many below an empty cell of who held them.
func TestManyRowsOfOneDayAndBase(t *testing.T) {
	rows := 4_000
	if testing.Short() {
		rows = 400
	}
	content := city()
	for _, unit := range []string{"西平县气象局", ""} {
		s := grid("活动", "活动名称|时间|承办单位|县区|参加人数")
		random := rand.New(rand.NewPCG(1, 2))
		cell := func(text string) sheet.Cell {
			if text == "" {
				return sheet.Cell{}
			}
			return sheet.Cell{Kind: sheet.Words, Text: text}
		}
		for i := range rows {
			name := ""
			for range 12 {
				name += string('一' + rune(random.IntN(5000)))
			}
			s.Rows = append(s.Rows, []sheet.Cell{cell("“" + name + "”"), cell("2025年9月20日"), cell(unit), cell("西平县"), cell(fmt.Sprint(i))})
		}
		b := book("大.xlsx", s)
		begun := time.Now()
		p := read(t, content, intake.Options{}, b)
		if n := p.Count(intake.New); n != rows {
			t.Errorf("%q: %d of %d are new", unit, n, rows)
		}
		first := time.Since(begun)
		c, err := p.Change(content, true)
		if err != nil {
			t.Fatal(err)
		}
		begun = time.Now()
		again := read(t, apply(content, c), intake.Options{}, b)
		if n := again.Count(intake.Same); n != rows {
			t.Errorf("%q: the second time %d of %d are the same", unit, n, rows)
		}
		second := time.Since(begun)
		t.Logf("%q: %v, the second time %v", unit, first, second)
		if first > 60*time.Second || second > 60*time.Second {
			t.Errorf("%q: it took %v, and the second time %v", unit, first, second)
		}
	}
}
