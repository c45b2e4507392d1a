package datafile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/source"
)

// oddCells are cells that some program or other takes for something else.
var oddCells = []string{"", "馆", "a,b", `说"好"`, "一\n二", "一\r\n二", "\r", "\n", " 前有空格", "后有空格 ", "\u3000全角空格", "\u00a0x", "\u0085x", "\u2028x", "、顿号", "“引”",
	`\.`, `\`, "=1", "=\"x,y\"\nz", "+1", "-", "@", "\t", "1,2", "\xff", "\xe3\x80", "\ufeff", "©", "<&>", "2024-05-01"}

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
	full, b := errors.New("no room"), &catalog.Base{Base: &source.Base{Name: strings.Repeat("x", 100)}}
	var told int
	f := Files{Catalog: &catalog.Catalog{Bases: slices.Repeat([]*catalog.Base{b}, 10_000)}, Words: func(*catalog.Base) Words { told++; return Words{} }}
	for name, write := range map[string]func(io.Writer) error{"json": f.BasesJSON, "geojson": f.BasesGeoJSON, "csv": f.BasesCSV} {
		if err := write(failing{full}); !errors.Is(err, full) || told > 100 {
			t.Errorf("%s: %d bases, then %v", name, told, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
