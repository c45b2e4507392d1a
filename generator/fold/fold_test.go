package fold_test

import (
	"testing"

	"golang.org/x/text/width"

	"kepu/generator/fold"
)

func TestString(t *testing.T) {
	for in, want := range map[string]string{
		"":             "",
		"plain 文字。":    "plain 文字。",
		"ＡＢｚ０９！～（１）　，": "ABz09!~(1) ,",
		"、。〜—《》￥ｱ":     "、。〜—《》￥ｱ",
		"\xff！":        "\uFFFD!", // as strings.Map has it
	} {
		if got := fold.String(in); got != want {
			t.Errorf("String(%q) = %q, want %q", in, got, want)
		}
	}
}

// What is folded to ASCII is what Unicode folds to ASCII.
func TestRuneAgreesWithUnicode(t *testing.T) {
	for r := rune(0); r <= 0x10ffff; r++ {
		want := width.LookupRune(r).Folded()
		if want == 0 || want > '~' {
			want = r
		}
		if got := fold.Rune(r); got != want {
			t.Errorf("Rune(%U) = %U, want %U", r, got, want)
		}
	}
}
