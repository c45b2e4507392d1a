package docx

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
)

func again(t *testing.T, d *Document) (*Document, []Remark) {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, Properties{}); err != nil {
		t.Fatal(err)
	}
	back, remarks, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return back, remarks
}

// What Write writes, Read reads.
func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	d := everything(t)
	back, remarks := again(t, d)
	got := strings.Join(outline(back.Blocks), "\n")
	want := strings.Join(outline(d.Blocks), "\n")
	// What Word cannot show is named; names of pictures are the file's; a note is shown once; a title is centred.
	for _, x := range [][2]string{{"T 甲市", "T ^甲市"}, {"[怪.webp:现场]", "〔图片：现场〕"}, {"宽.png:", "image1.png:"}, {"小.jpg:", "image2.jpeg:"},
		{"⏎又见[^1]", "⏎又见<sup>1</sup>"}, {"下一行又见[^1]", "下一行又见<sup>1</sup>"}, {"C 数据来自", "数据来自"}, {"| 时间! | 级别! | 命名数! | 已知", "| ^时间! | ^级别! | ^命名数! | ^已知"}, {"\n[image1", "\n^[image1"}, {"\n〔图片", "\n^〔图片"}} {
		want = strings.ReplaceAll(want, x[0], x[1])
	}
	if got != want {
		t.Errorf("it was\n%s\n\nand is\n%s", want, got)
	}
	if back.Title != d.Title || len(back.Footnotes) != 1 || strings.Join(outline(back.Footnotes[0]), "/") != strings.Join(outline(d.Footnotes[0]), "/") {
		t.Errorf("%q %q", back.Title, outline(back.Footnotes[0]))
	}
	if len(remarks) > 0 {
		t.Errorf("%q", said(remarks))
	}
	if !bytes.Equal(back.Pictures["image1.png"], d.Pictures["宽.png"]) {
		t.Error("a picture is another one")
	}
}

// ink are the letters of some blocks in their order, blanks left out.
func ink(d *Document) string {
	var b strings.Builder
	var walk func([]Block)
	walk = func(blocks []Block) {
		for i := range blocks {
			b.WriteString(textOf(blocks[i].Runs))
			for _, row := range blocks[i].Rows {
				for _, c := range row {
					walk(c.Blocks)
				}
			}
		}
	}
	walk(d.Blocks)
	for _, n := range d.Footnotes {
		walk(n)
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, b.String())
}

// randomText makes a text of what Documents may hold.
func randomText(r *rand.Rand) *Document {
	letters := []string{"甲", "乙县", "2016年", " ", "　", "*", "#", "1.", "|", "<b>", "&", "“好”", "①", "\t", "é", "𠮷", "{{", "3.5", "—", "\u00A0", "👨‍👩‍👧"}
	words := func() string {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			b.WriteString(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	noted := false // Word shows a note once
	runs := func(notes bool) (list []Run) {
		for range 1 + r.IntN(4) {
			x := Run{Text: words(), Bold: r.IntN(4) == 0, Italic: r.IntN(6) == 0, Struck: r.IntN(8) == 0, Raised: r.IntN(9) == 0}
			if r.IntN(6) == 0 {
				x.Link = "https://example.com/" + string(rune('a'+r.IntN(3)))
			}
			x.Break = r.IntN(9) == 0
			if notes && !noted && r.IntN(9) == 0 {
				x.Note, noted = 1, true
			}
			list = append(list, x)
		}
		return list
	}
	d := &Document{Footnotes: [][]Block{{{Runs: runs(false)}}}}
	for range 1 + r.IntN(8) {
		switch r.IntN(6) {
		case 0:
			d.Blocks = append(d.Blocks, Block{Role: Heading, Level: 1 + r.IntN(4), Runs: runs(true)})
		case 1:
			d.Blocks = append(d.Blocks, Block{Role: ListItem, Ordered: r.IntN(2) == 0, Level: r.IntN(3), Runs: runs(true)})
		case 2:
			var rows [][]Cell
			columns := 2 + r.IntN(3)
			for range 1 + r.IntN(4) {
				var row []Cell
				for range columns {
					row = append(row, Cell{Blocks: []Block{{Runs: runs(false)}}})
				}
				rows = append(rows, row)
			}
			d.Blocks = append(d.Blocks, Block{Role: Table, Rows: rows})
		default:
			d.Blocks = append(d.Blocks, Block{Runs: runs(true), Centred: r.IntN(5) == 0, Right: r.IntN(9) == 0})
		}
	}
	return d
}

func TestNoLetterIsLostOnTheWay(t *testing.T) {
	n := 400
	if testing.Short() {
		n = 60
	}
	for seed := range n {
		d := randomText(rand.New(rand.NewPCG(uint64(seed), 7)))
		back, remarks := again(t, d)
		got, want := ink(back), ink(d)
		if got != want {
			t.Fatalf("seed %d:\n%s\nwas\n%s\n%q", seed, got, want, said(remarks))
		}
		if len(remarks) > 0 {
			t.Errorf("seed %d: %q", seed, said(remarks))
		}
	}
}
