package console

import (
	"io"
	"strings"
	"testing"

	"kepu/generator/diag"
)

// Whoever keeps what is told hears of every problem, also of those that are not written because there are many.
func TestProblemsAreHeard(t *testing.T) {
	var words []string
	c := &Console{Err: io.Discard, Hears: func(p diag.Problem, w string) { words = append(words, w) }}
	var l diag.List
	for range 60 {
		l.Warn(diag.Whole("a.md"), diag.T("甲", "a"), diag.Text{})
	}
	l.Error(diag.Whole("b.md"), diag.T("乙", "b"), diag.Text{})
	c.Problems(l, "content")
	c.Warn(diag.T("丙", "c"), diag.T("丁", "d"))
	if len(words) != 62 || words[60] != "content/b.md: 错误：乙\n" || words[61] != "提醒：丙，丁\n" {
		t.Errorf("%d heard: %s", len(words), strings.Join(words, ""))
	}
}
