package diag

import (
	"fmt"
	"testing"
)

func TestWhatIsWrongBesides(t *testing.T) {
	at := func(file string, line int) Place { return Place{File: file, Line: line, Column: 1, Width: 1} }
	twice := func(line int) Text {
		return M("X-TWICE", "和第 %d 行的相同", "the same as on line %d").With(line)
	}
	much := func(n int) Text { return M("X-MUCH", "%d 太多", "%d is too much").With(n) }
	list := func(ps ...Problem) List { return ps }
	e := func(p Place, what Text) Problem { return Problem{Severity: Error, Place: p, What: what} }
	w := func(p Place, what Text) Problem { return Problem{Severity: Warning, Place: p, What: what} }
	for _, c := range []struct {
		says          string
		before, after List
		want          string
	}{
		{"nothing", nil, nil, "[]"},
		{"all is new", nil, list(e(at("a", 1), much(3))), "[E-X-MUCH]"},
		{"a line that moved", list(e(at("a", 1), much(3))), list(e(at("a", 9), much(3))), "[]"},
		{"a message that names a line that moved", list(e(at("a", 5), twice(2))), list(e(at("a", 15), twice(12))), "[]"},
		{"a message that names a line and column", list(e(at("a", 5), M("X-NAME", "已经在 2:1", "already at 2:1"))), list(e(at("a", 6), M("X-NAME", "已经在 3:1", "already at 3:1"))), "[]"},
		{"another value that is as wrong", list(e(at("a", 1), much(3))), list(e(at("a", 1), much(4))), "[E-X-MUCH]"},
		{"another file", list(e(at("a", 1), much(3))), list(e(at("b", 1), much(3))), "[E-X-MUCH]"},
		{"a warning that becomes an error", list(w(at("a", 1), much(3))), list(e(at("a", 1), much(3))), "[E-X-MUCH]"},
		{"one more of a kind", list(e(at("a", 1), much(3)), e(at("a", 2), much(3))), list(e(at("a", 1), much(3)), e(at("a", 2), much(3)), e(at("a", 3), much(3))), "[E-X-MUCH]"},
		{"one less, and another", list(e(at("a", 1), much(3)), w(at("a", 2), twice(1))), list(w(at("a", 2), twice(1)), w(at("a", 3), much(1))), "[W-X-MUCH]"},
		{"all is mended", list(e(at("a", 1), much(3))), nil, "[]"},
		{"words without a code", list(e(at("a", 1), T("甲", "a"))), list(e(at("a", 2), T("甲", "a")), e(at("a", 2), T("乙", "b"))), "[]b"},
	} {
		got := c.after.Besides(c.before)
		var codes []string
		rest := ""
		for _, p := range got {
			if p.Code() == "" {
				rest += p.What.EN
				continue
			}
			codes = append(codes, p.Code())
		}
		if s := fmt.Sprint(codes) + rest; s != c.want {
			t.Errorf("%s: %s, want %s", c.says, s, c.want)
		}
		if n := len(got.Only(Error)) + len(got.Only(Warning)); n != len(got) {
			t.Errorf("%s: %d of %d", c.says, n, len(got))
		}
	}
}
