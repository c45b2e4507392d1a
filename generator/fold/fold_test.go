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

func TestName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"某某馆（新馆）", "某某馆(新馆)", true},
		{"某某馆〔新馆〕", "某某馆［新馆］", true},
		{"某某馆【新馆】", "某某馆[新馆]", true},
		{"“某某”馆", "某某馆", true},
		{"「某某」馆", "\"某某\"馆", true},
		{"甲·乙", "甲•乙", true},
		{"甲・乙", "甲．乙", true},
		{"ＡＢ 馆", "ab\u3000馆", true},
		{"3.5馆", "３.５馆", true},
		{"3.5馆", "35馆", false},
		{"甲乙馆", "乙甲馆", false},
		{"甲-乙馆", "甲乙馆", false},
		{"《甲》馆", "甲馆", false},
		{"戊 公园", "戊　公园", true}, {"己馆〔新馆〕", "己馆(新馆)", true}, {"AI馆", "ａｉ馆", true}, {"75·8馆", "75•8馆", true}, {"“丁”学校", "丁学校", true},
		{"丁学校", "丁学校东区", false}, {"己馆（新馆）", "己馆", false}, {"第一中学", "第二中学", false}, {"一·二馆", "一二馆", false},
	} {
		if got := fold.Name(c.a) == fold.Name(c.b); got != c.same {
			t.Errorf("%q and %q: %q, %q", c.a, c.b, fold.Name(c.a), fold.Name(c.b))
		}
		if n := fold.Name(c.a); fold.Name(n) != n {
			t.Errorf("%q is folded to %q, and that to %q", c.a, n, fold.Name(n))
		}
	}
}
