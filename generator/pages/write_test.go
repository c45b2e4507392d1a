package pages

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
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
	err := table(&got, []string{"a", "b,c"}, func(row func(...string) error) error {
		for _, cells := range rows {
			if err := row(cells...); err != nil {
				return err
			}
		}
		return nil
	})
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

// TestArrayIsThatOfEncodingJSON holds arrays written one element at a time to those encoded whole.
func TestArrayIsThatOfEncodingJSON(t *testing.T) {
	type element struct {
		Name string         `json:"name"`
		List []string       `json:"list,omitempty"`
		None []int          `json:"none"`
		Map  map[string]any `json:"map,omitempty"`
	}
	for _, n := range []int{0, 1, 2, 500} {
		list := []element{}
		for i := range n {
			list = append(list, element{fmt.Sprint(oddCells[i%len(oddCells)], i), oddCells[:i%4], nil, map[string]any{"甲": 1.5}})
		}
		var got, want, inner, whole bytes.Buffer
		a, nested := newArray(&got, ""), newArray(&inner, "  ")
		inner.WriteString("{\n  \"features\": ")
		for _, x := range list {
			if err := errors.Join(a.add(x), nested.add(x)); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(a.end("\n"), nested.end("\n}\n")); err != nil {
			t.Fatal(err)
		}
		for to, x := range map[*bytes.Buffer]any{&want: list, &whole: map[string]any{"features": list}} {
			e := json.NewEncoder(to)
			e.SetIndent("", "  ")
			if err := e.Encode(x); err != nil {
				t.Fatal(err)
			}
		}
		if got.String() != want.String() || inner.String() != whole.String() {
			t.Errorf("of %d elements:\n%.200s\nwant\n%.200s", n, got.String(), want.String())
		}
	}
}

// Who writes a data file ends when nobody wants more.
func TestDataFilesEndWithTheirWriter(t *testing.T) {
	full := errors.New("no room")
	tried := 0
	err := table(failing{full}, []string{"a"}, func(row func(...string) error) error {
		for range 1_000_000 {
			tried++
			if err := row(strings.Repeat("x", 100)); err != nil {
				return err
			}
		}
		return nil
	})
	if !errors.Is(err, full) || tried > 1000 {
		t.Errorf("%d rows, then %v", tried, err)
	}
	a := newArray(failing{full}, "")
	for tried = 0; tried < 1_000_000; tried++ {
		if err = a.add(strings.Repeat("x", 100)); err != nil {
			break
		}
	}
	if !errors.Is(err, full) || tried > 1000 {
		t.Errorf("%d elements, then %v", tried, err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
