package csvfile_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"kepu/generator/csvfile"
)

// oddCells are cells that some program or other takes for something else.
var oddCells = []string{"", "馆", "a,b", `说"好"`, "一\n二", "一\r\n二", "\r", "\n", " 前有空格", "后有空格 ", "\u3000全角空格", "\u00a0x", "\u0085x", "\u2028x", "、顿号", "“引”",
	`\.`, `\`, "=1", "=\"x,y\"\nz", "+1", "-", "@", "\t", "1,2", "\xff", "\xe3\x80", "\ufeff", "©", "<&>", "2024-05-01"}

// TestTableIsThatOfEncodingCSV holds the rows put together by hand to those of the library.
func TestTableIsThatOfEncodingCSV(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var rows [][]string
	for range 3000 {
		row := make([]string, 2+r.IntN(4))
		for i := range row {
			for range r.IntN(3) {
				row[i] += oddCells[r.IntN(len(oddCells))]
			}
		}
		rows = append(rows, row)
	}
	var got, want bytes.Buffer
	table := csvfile.New(&got, "a", "b,c")
	var err error
	for i, cells := range rows {
		if i%2 == 0 {
			table.Encoded(table.Encode(cells...))
		} else {
			for _, s := range cells {
				table.Text(s)
			}
		}
		err = errors.Join(err, table.End())
	}
	err = errors.Join(err, table.Flush())
	want.WriteString("\ufeff")
	w := csv.NewWriter(&want)
	w.UseCRLF = true
	w.Write([]string{"a", "b,c"})
	for _, cells := range rows {
		for i, s := range cells {
			for _, sign := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
				// Blanks and signs that nobody sees hide nothing.
				if !strings.HasPrefix(cells[i], "'") && strings.HasPrefix(strings.TrimLeft(s, " \u00a0\u3000\u2028\ufeff\u200b"), sign) {
					cells[i] = "'" + s
				}
			}
		}
		w.Write(cells)
	}
	w.Flush()
	if err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
		a, b := strings.Split(got.String(), "\r\n"), strings.Split(want.String(), "\r\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("row %d is %q, want %q", i, a[i], b[i])
			}
		}
		t.Errorf("%d rows, want %d (%v)", len(a), len(b), err)
	}
}

func TestUnknownNumbersAreEmptyCells(t *testing.T) {
	var b bytes.Buffer
	table := csvfile.New(&b, "a", "b", "c")
	table.Number(0, false)
	table.Number(-3, true)
	table.Text("")
	if err := errors.Join(table.End(), table.Flush()); err != nil {
		t.Fatal(err)
	}
	if got, want := b.String(), "\ufeffa,b,c\r\n,-3,\r\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
