package site

import (
	"reflect"
	"testing"
)

// Views that differ in anything have different digests: two that did not would
// show one page in the place of the other.
func TestViewsThatDifferHaveDifferentBytes(t *testing.T) {
	type part struct {
		A, B string
		N    *int
		L    []string
		M    map[string]int
		F    float64
		Any  any
	}
	one, nought := 1, 0
	views := []any{
		part{}, part{A: "ab", B: "c"}, part{A: "a", B: "bc"}, part{A: "abc"}, part{B: "abc"},
		part{N: &one}, part{N: &nought}, part{L: []string{}}, part{L: []string{""}}, part{L: []string{"", ""}}, part{L: []string{"ab"}}, part{L: []string{"a", "b"}},
		part{M: map[string]int{"a": 1}}, part{M: map[string]int{"a": 2}}, part{M: map[string]int{"a": 1, "b": 1}}, part{F: 0.1}, part{F: -0.1},
		part{Any: 1}, part{Any: "1"}, part{Any: int64(1)},
	}
	seen := map[string]int{}
	for i, v := range views {
		var w writer
		if !w.value(reflect.ValueOf(v), 0) {
			t.Errorf("view %d is no data", i)
		}
		if j, ok := seen[string(w)]; ok {
			t.Errorf("views %d and %d have the same bytes", i, j)
		}
		seen[string(w)] = i
		var again writer
		again.value(reflect.ValueOf(v), 0)
		if string(again) != string(w) {
			t.Errorf("view %d has other bytes the second time", i)
		}
	}
	var w writer
	if w.value(reflect.ValueOf(struct{ F func() }{func() {}}), 0) {
		t.Error("a function is no data")
	}
}

func TestMemoKeepsToItsLimit(t *testing.T) {
	m := newMemo(1000)
	for i := range 100 {
		m.put(Digest{byte(i)}, make([]byte, 90))
		if m.size > m.limit || m.size != 90*len(m.pages) {
			t.Fatalf("%d bytes in %d pages", m.size, len(m.pages))
		}
		if m.get(Digest{byte(i)}) == nil {
			t.Fatal("the last page is not there")
		}
	}
	page := []byte("page")
	m.put(Digest{200}, page)
	page[0], m.get(Digest{200})[0] = 'x', 'x'
	if string(m.get(Digest{200})) != "page" {
		t.Error("what is kept can be changed from outside")
	}
}
